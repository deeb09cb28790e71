use super::payer;
use crate::diplomacy::{Pact, Statement, Voice};
use crate::{Address, Instruction, Person};
use client::addresses;
use client::diplomacy::instructions as i;
use client::diplomacy::types::TreatyTerms;
use solana_instruction::AccountMeta;

/// `register_body`, the payer of fees paying.
pub fn register_body(key: Address, name: &str, uri: &str) -> Instruction {
    i::RegisterBody { payer: payer(), key, body: addresses::body(&key).0 }
        .instruction(i::RegisterBodyInstructionArgs { name: name.into(), uri: uri.into() })
}

/// `recognise` as act `number` of this recognition, the payer of fees paying.
pub fn recognise(from: &Voice, to: Address, number: u32, statement: &Statement) -> Instruction {
    let recognition = addresses::recognition(&from.address, &to).0;
    i::Recognise {
        payer: payer(),
        authority: from.key(),
        from: from.address,
        to,
        recognition,
        entry: addresses::entry(&recognition, number).0,
    }
    .instruction(i::RecogniseInstructionArgs {
        statement_hash: statement.hash,
        statement_uri: statement.uri.into(),
    })
}

/// `revoke_recognition` as act `number` of this recognition, the payer of fees paying.
pub fn revoke_recognition(from: &Voice, to: Address, number: u32, statement: &Statement) -> Instruction {
    let recognition = addresses::recognition(&from.address, &to).0;
    i::RevokeRecognition {
        payer: payer(),
        authority: from.key(),
        from: from.address,
        recognition,
        entry: addresses::entry(&recognition, number).0,
    }
    .instruction(i::RevokeRecognitionInstructionArgs {
        statement_hash: statement.hash,
        statement_uri: statement.uri.into(),
    })
}

/// `propose_treaty` by the first party, the payer of fees paying.
pub fn propose_treaty(
    pact: &Pact,
    authority: Address,
    terms: TreatyTerms,
    open_until: i64,
    text_uri: &str,
) -> Instruction {
    i::ProposeTreaty {
        payer: payer(),
        authority,
        nation: pact.proposer,
        other: pact.other,
        treaty: pact.address,
    }
    .instruction(i::ProposeTreatyInstructionArgs {
        number: pact.number,
        terms,
        open_until,
        text_uri: text_uri.into(),
    })
}

/// `sign_treaty` by the second party.
pub fn sign_treaty(pact: &Pact, authority: Address, terms: TreatyTerms) -> Instruction {
    i::SignTreaty { authority, nation: pact.other, treaty: pact.address }
        .instruction(i::SignTreatyInstructionArgs { terms })
}

/// `withdraw_proposal` for a party; the rent goes to the payer of fees.
pub fn withdraw_proposal(pact: &Pact, nation: Address, signer: Address) -> Instruction {
    i::WithdrawProposal { signer, nation, treaty: pact.address, rent_payer: payer() }.instruction()
}

/// `denounce_treaty` by a party.
pub fn denounce_treaty(pact: &Pact, nation: Address, authority: Address) -> Instruction {
    i::DenounceTreaty { authority, nation, treaty: pact.address }.instruction()
}

/// `issue_visa` to the citizen with this serial, the payer of fees paying.
pub fn issue_visa(pact: &Pact, person: &Person, serial: u64, until: i64) -> Instruction {
    i::IssueVisa {
        payer: payer(),
        wallet: person.key(),
        citizen: person.citizen,
        treaty: pact.address,
        visa: pact.visa(&person.nation, serial),
    }
    .instruction(i::IssueVisaInstructionArgs { until })
}

/// `close_visa` of a citizen of `home`; the rent goes to the payer of fees.
pub fn close_visa(pact: &Pact, home: Address, serial: u64, signer: Address) -> Instruction {
    let visa = pact.visa(&home, serial);
    i::CloseVisa { signer, treaty: pact.address, visa, rent_payer: payer() }.instruction()
}

/// `expel_visitor` by `host`, or the end of it, the payer of fees paying.
pub fn expel_visitor(
    pact: &Pact,
    host: Address,
    authority: Address,
    serial: u64,
    expelled: bool,
) -> Instruction {
    let visa = pact.visa(&pact.other_than(&host), serial);
    i::ExpelVisitor { payer: payer(), authority, nation: host, treaty: pact.address, visa }
        .instruction(i::ExpelVisitorInstructionArgs { serial, expelled })
}

fn shown(evidence: &[Address]) -> Vec<AccountMeta> {
    evidence.iter().map(|address| AccountMeta::new_readonly(*address, false)).collect()
}

/// `publish_census` of a nation, shown these ledgers and parcels, the payer of fees paying.
pub fn publish_census(nation: Address, period: u32, evidence: &[Address]) -> Instruction {
    i::PublishCensus {
        payer: payer(),
        nation,
        registry: addresses::registry(&nation).0,
        report: addresses::census(&nation, period).0,
    }
    .instruction_with_remaining_accounts(i::PublishCensusInstructionArgs { period }, &shown(evidence))
}

/// `complete_census` of a report, shown these ledgers and parcels.
pub fn complete_census(report: Address, evidence: &[Address]) -> Instruction {
    i::CompleteCensus { report }.instruction_with_remaining_accounts(&shown(evidence))
}

/// `assess_stage` of a nation by a report, with a recognition and the stage of the nation that recognises, the payer
/// of fees paying.
pub fn assess_stage(
    nation: Address,
    report: Address,
    recognition: Option<Address>,
    recogniser: Option<Address>,
) -> Instruction {
    let stage = addresses::stage(&nation).0;
    i::AssessStage { payer: payer(), report, stage, recognition, recogniser }.instruction()
}
