//! A transaction in words: what each instruction does, with which accounts and arguments.

use crate::output::sol;
use crate::programs::PROGRAMS;
use client::sentence::{Described, describe};
use serde_json::{Value, json};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::{ed25519_program, system_program, sysvar};
use std::fmt::Write;

/// What the addresses are called that everybody knows.
fn known(address: &Address) -> Option<&'static str> {
    if let Some((name, _)) = PROGRAMS.iter().find(|(_, id)| id == address) {
        return Some(name);
    }
    [
        (system_program::ID, "System program"),
        (ed25519_program::ID, "Ed25519 check"),
        (solana_sdk_ids::compute_budget::ID, "Compute budget"),
        (sysvar::slot_hashes::ID, "SlotHashes sysvar"),
        (sysvar::instructions::ID, "Instructions sysvar"),
    ]
    .into_iter()
    .find_map(|(id, name)| (id == *address).then_some(name))
}

/// What an instruction does, in a sentence.
pub fn sentence(instruction: &Instruction) -> String {
    match describe(instruction) {
        Ok(described) => described.sentence(Address::to_string),
        // The advance of a nonce, or what a multisig's own program adds.
        Err(_) => match known(&instruction.program_id) {
            Some(name) => format!("Call the {name}"),
            None => format!("Call the program {}", instruction.program_id),
        },
    }
}

/// The program and the instruction, as errors name them: `court reveal`.
pub fn name(instruction: &Instruction) -> String {
    match describe(instruction) {
        Ok(described) => format!("{}.{}", described.program, described.name),
        Err(_) => {
            known(&instruction.program_id).map_or_else(|| instruction.program_id.to_string(), str::to_owned)
        }
    }
}

/// An instruction for people, over several lines.
fn tell(instruction: &Instruction, text: &mut String) {
    let _ = writeln!(text, "{}", sentence(instruction));
    let Ok(described) = describe(instruction) else { return };
    let _ = writeln!(text, "  {} {}", described.program, described.name);
    let width = described
        .arguments
        .iter()
        .map(|argument| argument.name.len())
        .chain(described.accounts.iter().map(|role| role.name.len()))
        .max()
        .unwrap_or_default();
    for argument in &described.arguments {
        let raw = argument.value.to_string();
        let meaning = if raw == argument.text { String::new() } else { format!(" ({})", argument.text) };
        let _ = writeln!(text, "    {:width$}  {raw}{meaning}", argument.name);
    }
    for role in &described.accounts {
        let Some(address) = role.address else { continue };
        let mut marks = Vec::new();
        marks.extend(known(&address));
        marks.extend(role.signer.then_some("signs"));
        marks.extend(role.writable.then_some("changes"));
        let marks = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) };
        let _ = writeln!(text, "    {:width$}  {address}{marks}", role.name);
    }
}

/// What a transaction would do, for people.
pub fn human(instructions: &[Instruction], url: &str, simulated: Option<u64>, fee: Option<u64>) -> String {
    let mut text = String::new();
    for instruction in instructions {
        tell(instruction, &mut text);
    }
    let _ = write!(text, "on {url}");
    if let Some(units) = simulated {
        let _ = write!(text, ", {units} CU simulated");
    }
    if let Some(fee) = fee {
        let _ = write!(text, ", fee {}", sol(fee));
    }
    text.push('\n');
    text
}

/// What a transaction does, for programs.
pub fn data(instructions: &[Instruction]) -> Value {
    instructions.iter().map(|instruction| one(instruction, describe(instruction).ok())).collect()
}

fn one(instruction: &Instruction, described: Option<Described>) -> Value {
    let program = instruction.program_id.to_string();
    let Some(described) = described else {
        return json!({ "program": program, "sentence": sentence(instruction) });
    };
    let arguments: serde_json::Map<String, Value> = described
        .arguments
        .iter()
        .map(|argument| (argument.name.to_owned(), serde_json::to_value(&argument.value).unwrap_or_default()))
        .collect();
    let accounts: Vec<Value> = described
        .accounts
        .iter()
        .map(|role| {
            let address = role.address.map(|address| address.to_string());
            json!({ "role": role.name, "address": address, "signer": role.signer, "writable": role.writable })
        })
        .collect();
    json!({
        "program": program,
        "name": format!("{}.{}", described.program, described.name),
        "sentence": described.sentence(Address::to_string),
        "arguments": arguments,
        "accounts": accounts,
    })
}
