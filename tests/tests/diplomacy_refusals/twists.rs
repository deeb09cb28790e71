//! Changes that many refusals share. The cases are of nation `alpha`, which deals with `gamma`; `beta` is the sibling.

use civitas_tests::catalogue::Case;
use civitas_tests::{Address, Instruction, Keypair, Nation};
use client::ProgramAccount;
use client::membership::accounts::Nation as NationAccount;

/// The founder's key.
pub fn founder(c: &Case) -> Keypair {
    c.world.nation.founder.insecure_clone()
}

/// Runs an instruction of the founder's in the case's world.
pub fn founder_does(c: &Case, instruction: Instruction) {
    c.world.send(&[instruction], &[&c.world.nation.founder]).ok();
}

/// The nation that `alpha` deals with.
pub fn gamma() -> Nation {
    let mut gamma = Nation::named("gamma");
    gamma.people = (0..2).map(|serial| gamma.person(serial)).collect();
    gamma
}

/// Lets time pass.
pub fn pass(c: &Case, seconds: i64) {
    c.world.wait(seconds);
}

/// Ends the founding at this second.
pub fn sunset(c: &Case) {
    let now = c.world.now();
    c.world.edit::<NationAccount>(&c.world.nation.address, |nation| nation.founder_sunset = now);
}

/// Puts the sibling nation into its slot, whose founder signs.
pub fn their_nation(c: &mut Case, signer: &str) {
    c.put("nation", c.world.sibling.address);
    let founder = c.world.sibling.founder.insecure_clone();
    c.stand_in(signer, &founder);
}

/// Rewrites the account in a slot behind the program's back.
pub fn corrupt<T: ProgramAccount + borsh::BorshSerialize>(c: &Case, slot: &str, change: impl FnOnce(&mut T)) {
    c.world.edit::<T>(&c.address(slot), change);
}

/// Puts the wallet of somebody who has paid nothing into the slot of who gets the rent.
pub fn other_rent_payer(c: &mut Case) {
    c.put("rent_payer", c.world.citizen(0).key());
}

/// Puts another instruction in the place of the case's, whose payer stays.
pub fn instead(c: &mut Case, instruction: Instruction) {
    let payer = c.address("payer");
    c.instruction = instruction;
    c.put("payer", payer);
}

/// Adds an account after the declared ones.
pub fn show(c: &mut Case, address: Address) {
    c.instruction.accounts.push(civitas_tests::AccountMeta::new_readonly(address, false));
}

/// Writes a number into the instruction's data.
pub fn number(c: &mut Case, name: &str, value: u64) {
    let numbers = c.idl.numbers(&c.instruction.data).expect("true data is exact");
    let found = numbers.iter().find(|number| number.name == name).expect("it has this number");
    c.instruction.data[found.at..found.at + found.len].copy_from_slice(&value.to_le_bytes()[..found.len]);
}
