use super::payer;
use crate::court::{Dispute, Petition, Sitting, Tribunal};
use crate::{AccountMeta, Address, Instruction, Money, Person, Proposal, Till};
use client::addresses;
use client::court::instructions as i;
use client::court::types::CourtParams;
use sha2::{Digest, Sha256};

/// The SlotHashes sysvar.
pub const SLOT_HASHES: Address = Address::from_str_const("SysvarS1otHashes111111111111111111111111111");

/// Hash of the statement of tests.
pub const STATEMENT: [u8; 32] = [0x57; 32];
/// Hash of the answer of tests.
pub const ANSWER: [u8; 32] = [0xa5; 32];
/// Hash of the evidence of tests.
pub const EVIDENCE: [u8; 32] = [0xe7; 32];

/// `create_court`, the payer of fees paying.
pub fn create_court(tribunal: &Tribunal, authority: Address, params: &CourtParams) -> Instruction {
    i::CreateCourt {
        payer: payer(),
        authority,
        nation: tribunal.nation,
        court: tribunal.address,
        escrow: tribunal.escrow,
        mint: tribunal.money.mint,
        token_program: tribunal.money.program,
    }
    .instruction(i::CreateCourtInstructionArgs { params: params.clone() })
}

/// `set_parameters`.
pub fn set_parameters(tribunal: &Tribunal, authority: Address, params: &CourtParams) -> Instruction {
    i::SetParameters { authority, nation: tribunal.nation, court: tribunal.address }
        .instruction(i::SetParametersInstructionArgs { params: params.clone() })
}

/// `join_jury` of the citizen with this serial as juror `index`, from where the wallet keeps such money, the payer
/// of fees paying.
pub fn join_jury(tribunal: &Tribunal, person: &Person, serial: u64, index: u32, bond: u64) -> Instruction {
    i::JoinJury {
        payer: payer(),
        wallet: person.key(),
        source: tribunal.money.of(&person.key()),
        court: tribunal.address,
        citizen: person.citizen,
        juror: tribunal.juror(index),
        juror_of: tribunal.juror_of(serial),
        escrow: tribunal.escrow,
        mint: tribunal.money.mint,
        token_program: tribunal.money.program,
    }
    .instruction(i::JoinJuryInstructionArgs { bond })
}

/// `add_bond`, from where the wallet keeps such money.
pub fn add_bond(tribunal: &Tribunal, wallet: Address, index: u32, amount: u64) -> Instruction {
    i::AddBond {
        wallet,
        source: tribunal.money.of(&wallet),
        court: tribunal.address,
        juror: tribunal.juror(index),
        escrow: tribunal.escrow,
        mint: tribunal.money.mint,
        token_program: tribunal.money.program,
    }
    .instruction(i::AddBondInstructionArgs { amount })
}

/// `leave_jury`.
pub fn leave_jury(tribunal: &Tribunal, wallet: Address, index: u32) -> Instruction {
    i::LeaveJury { wallet, court: tribunal.address, juror: tribunal.juror(index) }.instruction()
}

/// `withdraw_bond`, to where the wallet keeps such money, the payer of fees having paid for the juror.
pub fn withdraw_bond(tribunal: &Tribunal, wallet: Address, serial: u64, index: u32) -> Instruction {
    i::WithdrawBond {
        wallet,
        court: tribunal.address,
        juror: tribunal.juror(index),
        juror_of: tribunal.juror_of(serial),
        rent_payer: payer(),
        destination: tribunal.money.of(&wallet),
        escrow: tribunal.escrow,
        mint: tribunal.money.mint,
        token_program: tribunal.money.program,
    }
    .instruction()
}

/// `claim_juror`, by the citizen's present wallet.
pub fn claim_juror(tribunal: &Tribunal, person: &Person, index: u32) -> Instruction {
    i::ClaimJuror {
        wallet: person.key(),
        court: tribunal.address,
        citizen: person.citizen,
        juror: tribunal.juror(index),
    }
    .instruction()
}

/// `file`, from where the claimant keeps such money, the payer of fees paying the rent.
pub fn file(dispute: &Dispute, claimant: Address, petition: &Petition) -> Instruction {
    let Tribunal { nation, address, escrow, money } = dispute.tribunal;
    i::File {
        payer: payer(),
        claimant,
        source: money.of(&claimant),
        court: address,
        nation,
        claimant_citizen: addresses::citizen(&nation, &claimant).0,
        respondent: petition.respondent,
        respondent_citizen: addresses::citizen(&nation, &petition.respondent).0,
        target: petition.target,
        case: dispute.address,
        escrow,
        mint: money.mint,
        token_program: money.program,
    }
    .instruction(i::FileInstructionArgs {
        remedy: petition.remedy,
        amount: petition.amount,
        seconds: petition.seconds,
        beneficiary: petition.beneficiary,
        statement_hash: STATEMENT,
        statement_uri: "ipfs://bafy-statement".into(),
    })
}

/// `answer`, by a wallet that shows this citizenship or none.
pub fn answer(dispute: &Dispute, respondent: Address, citizen: Option<Address>) -> Instruction {
    i::Answer { respondent, citizen, case: dispute.address }.instruction(i::AnswerInstructionArgs {
        answer_hash: ANSWER,
        answer_uri: "ipfs://bafy-answer".into(),
    })
}

/// `submit_evidence` as piece `n`, by a wallet that shows this citizenship or none, the payer of fees paying.
pub fn submit_evidence(dispute: &Dispute, party: Address, citizen: Option<Address>, n: u32) -> Instruction {
    i::SubmitEvidence { payer: payer(), party, citizen, case: dispute.address, evidence: dispute.evidence(n) }
        .instruction(i::SubmitEvidenceInstructionArgs {
            hash: EVIDENCE,
            uri: "ipfs://bafy-photograph".into(),
        })
}

/// `put_in_escrow`, from where the wallet keeps such money.
pub fn put_in_escrow(
    dispute: &Dispute,
    party: Address,
    citizen: Option<Address>,
    amount: u64,
) -> Instruction {
    let Tribunal { address, escrow, money, .. } = dispute.tribunal;
    i::PutInEscrow {
        party,
        citizen,
        source: money.of(&party),
        court: address,
        case: dispute.address,
        escrow,
        mint: money.mint,
        token_program: money.program,
    }
    .instruction(i::PutInEscrowInstructionArgs { amount })
}

/// `close_evidence`.
pub fn close_evidence(dispute: &Dispute) -> Instruction {
    i::CloseEvidence { court: dispute.tribunal.address, case: dispute.address }.instruction()
}

/// `capture`.
pub fn capture(dispute: &Dispute, capturer: Address) -> Instruction {
    i::Capture { capturer, case: dispute.address, slot_hashes: SLOT_HASHES }.instruction()
}

/// `repin`.
pub fn repin(dispute: &Dispute) -> Instruction {
    i::Repin { case: dispute.address, slot_hashes: SLOT_HASHES }.instruction()
}

/// `draw` of seat `n` of a round, for which juror `index` with this citizen account was drawn, the payer of fees
/// paying.
pub fn draw(dispute: &Dispute, round: u8, n: u8, index: u32, citizen: Address) -> Instruction {
    i::Draw {
        payer: payer(),
        case: dispute.address,
        juror: dispute.tribunal.juror(index),
        citizen,
        seat: dispute.seat(round, n),
    }
    .instruction()
}

/// What a juror commits to, written from the description.
pub fn commitment(case: &Address, round: u8, index: u32, choice: u8, salt: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"civitas court commitment v1")
        .chain_update(client::COURT_ID)
        .chain_update(case)
        .chain_update([round])
        .chain_update(index.to_le_bytes())
        .chain_update([choice])
        .chain_update(salt)
        .finalize()
        .into()
}

/// The salt of a juror in tests.
pub fn salt(index: u32) -> [u8; 32] {
    [0x5a ^ index as u8; 32]
}

/// `commit` to a choice, with the juror's [`salt`].
pub fn commit(dispute: &Dispute, sitting: &Sitting, choice: u8) -> Instruction {
    let salt = salt(sitting.index);
    commit_to(dispute, sitting, commitment(&dispute.address, sitting.round, sitting.index, choice, &salt))
}

/// `commit` to these bytes.
pub fn commit_to(dispute: &Dispute, sitting: &Sitting, commitment: [u8; 32]) -> Instruction {
    i::Commit { wallet: sitting.key(), juror: sitting.juror, case: dispute.address, seat: sitting.seat }
        .instruction(i::CommitInstructionArgs { commitment })
}

/// `reveal` of a choice, with the juror's [`salt`].
pub fn reveal(dispute: &Dispute, sitting: &Sitting, choice: u8) -> Instruction {
    i::Reveal { wallet: sitting.key(), juror: sitting.juror, case: dispute.address, seat: sitting.seat }
        .instruction(i::RevealInstructionArgs { choice, salt: salt(sitting.index) })
}

/// `rule`.
pub fn rule(dispute: &Dispute) -> Instruction {
    i::Rule { case: dispute.address }.instruction()
}

/// `appeal`, from where the wallet keeps such money.
pub fn appeal(dispute: &Dispute, appellant: Address, citizen: Option<Address>) -> Instruction {
    let Tribunal { address, escrow, money, .. } = dispute.tribunal;
    i::Appeal {
        appellant,
        citizen,
        source: money.of(&appellant),
        court: address,
        case: dispute.address,
        escrow,
        mint: money.mint,
        token_program: money.program,
    }
    .instruction()
}

/// `appeal_to_citizens`, by the proposal's proposer on behalf of a party.
pub fn appeal_to_citizens(
    dispute: &Dispute,
    appellant: Address,
    citizen: Option<Address>,
    proposal: &Proposal,
) -> Instruction {
    i::AppealToCitizens {
        appellant,
        citizen,
        proposer: proposal.proposer.key(),
        proposer_citizen: proposal.proposer.citizen,
        case: dispute.address,
        nation: dispute.tribunal.nation,
        governor: proposal.governor,
        proposal: proposal.address,
    }
    .instruction()
}

/// `conclude_appeal`.
pub fn conclude_appeal(dispute: &Dispute, proposal: Address) -> Instruction {
    i::ConcludeAppeal { court: dispute.tribunal.address, case: dispute.address, proposal }.instruction()
}

/// `finalize`.
pub fn finalize(dispute: &Dispute) -> Instruction {
    i::Finalize { court: dispute.tribunal.address, case: dispute.address }.instruction()
}

/// `enforce` by a program with these accounts; [`World::enforcement`](crate::World::enforcement) finds them.
pub fn enforce(dispute: &Dispute, program: Address, accounts: &[AccountMeta]) -> Instruction {
    i::Enforce { court: dispute.tribunal.address, case: dispute.address, program }
        .instruction_with_remaining_accounts(accounts)
}

/// `settle_seat`.
pub fn settle_seat(dispute: &Dispute, seat: Address, juror: Address) -> Instruction {
    i::SettleSeat { court: dispute.tribunal.address, case: dispute.address, seat, juror }.instruction()
}

/// `withdraw_rewards`, to where the wallet keeps such money.
pub fn withdraw_rewards(tribunal: &Tribunal, wallet: Address, index: u32) -> Instruction {
    i::WithdrawRewards {
        wallet,
        court: tribunal.address,
        juror: tribunal.juror(index),
        destination: tribunal.money.of(&wallet),
        escrow: tribunal.escrow,
        mint: tribunal.money.mint,
        token_program: tribunal.money.program,
    }
    .instruction()
}

/// `withdraw_case`, to where the wallet keeps such money.
pub fn withdraw_case(dispute: &Dispute, party: Address, citizen: Option<Address>) -> Instruction {
    let Tribunal { address, escrow, money, .. } = dispute.tribunal;
    i::WithdrawCase {
        party,
        citizen,
        court: address,
        case: dispute.address,
        destination: money.of(&party),
        escrow,
        mint: money.mint,
        token_program: money.program,
    }
    .instruction()
}

/// `withdraw_bounty` of a round, to where the wallet keeps such money.
pub fn withdraw_bounty(dispute: &Dispute, capturer: Address, round: u8) -> Instruction {
    let Tribunal { address, escrow, money, .. } = dispute.tribunal;
    i::WithdrawBounty {
        capturer,
        court: address,
        case: dispute.address,
        destination: money.of(&capturer),
        escrow,
        mint: money.mint,
        token_program: money.program,
    }
    .instruction(i::WithdrawBountyInstructionArgs { round })
}

/// `collect_fines`.
pub fn collect_fines(tribunal: &Tribunal) -> Instruction {
    let till = Till::of(&tribunal.nation, tribunal.money);
    let Money { mint, program } = tribunal.money;
    i::CollectFines {
        court: tribunal.address,
        escrow: tribunal.escrow,
        ledger: till.ledger,
        holding: till.holding,
        mint,
        token_program: program,
    }
    .instruction()
}

/// `close_seat`, the payer of fees having paid for it.
pub fn close_seat(dispute: &Dispute, seat: Address) -> Instruction {
    i::CloseSeat { case: dispute.address, seat, rent_payer: payer() }.instruction()
}

/// `close_evidence_account`, the payer of fees having paid for it.
pub fn close_evidence_account(dispute: &Dispute, n: u32) -> Instruction {
    i::CloseEvidenceAccount { case: dispute.address, evidence: dispute.evidence(n), rent_payer: payer() }
        .instruction()
}

/// `close_case`, the payer of fees having paid for it.
pub fn close_case(dispute: &Dispute) -> Instruction {
    i::CloseCase { court: dispute.tribunal.address, case: dispute.address, rent_payer: payer() }.instruction()
}
