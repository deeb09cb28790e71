//! The instructions of the court program.

use super::enforcement::shape;
use super::lot::{SLOT_HASHES, commitment};
use super::{Case, Chair, CourtOp, NO_TEXT, Secret, remedy};
use crate::model::Model;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::op::{Nth, Place, Ref, Till};
use crate::{AccountMeta, Address, Instruction, Money, PROGRAMS, addresses, ix};
use client::court::instructions as i;

/// A text of a case: where it is.
pub fn uri(number: u8) -> String {
    let long = if number >= NO_TEXT { "x".repeat(128) } else { String::new() };
    format!("ipfs://paper-{number}{long}")
}

/// Its hash.
pub fn hash(number: u8) -> [u8; 32] {
    [0x40 ^ number; 32]
}

fn reads(address: Address) -> AccountMeta {
    AccountMeta::new_readonly(address, false)
}

fn writes(address: Address) -> AccountMeta {
    AccountMeta::new(address, false)
}

impl Book {
    fn court_of(&self, nation: u8) -> Address {
        self.address(Id::Court(nation))
    }

    fn court_escrow(&self, nation: u8) -> Address {
        self.address(Id::CourtEscrow(nation))
    }

    fn juror_at(&self, nation: u8, index: u32) -> Address {
        self.address(Id::Juror(nation, index))
    }

    fn case_at(&self, at: Nth) -> Address {
        self.address(Id::Case(at))
    }

    fn seat_at(&self, at: Chair) -> Address {
        self.address(Id::Seat(at.case, at.round, at.number))
    }

    /// The address of a target; the System program for none.
    pub fn target(&self, target: Option<Id>) -> Address {
        target.map_or(Address::default(), |id| self.address(id))
    }

    /// The bump of an account of the court's, found once.
    pub fn bump(&self, id: Id) -> u8 {
        if let Some(bump) = self.bumps.borrow().get(&id) {
            return *bump;
        }
        let bump = match id {
            Id::Court(n) => addresses::court(&self.n(n)).1,
            Id::CourtEscrow(n) => addresses::court_escrow(&self.court_of(n)).1,
            Id::Juror(n, index) => addresses::juror(&self.court_of(n), index).1,
            Id::JurorOf(n, serial) => addresses::juror_of(&self.court_of(n), serial).1,
            Id::Case(at) => addresses::case(&self.court_of(at.nation), at.id).1,
            Id::Seat(at, round, number) => addresses::seat(&self.case_at(at), round, number).1,
            Id::Evidence(at, number) => addresses::evidence(&self.case_at(at), number).1,
            other => unreachable!("not an account of the court: {other:?}"),
        };
        self.bumps.borrow_mut().insert(id, bump);
        bump
    }

    /// The instruction of an operation of this program.
    #[allow(clippy::too_many_lines)]
    pub(in crate::model) fn court_instruction(&self, model: &Model, op: &CourtOp) -> Instruction {
        let coin = |n: u8| self.coin(model.court(n).map_or(0, |court| court.coin));
        let place = |n: u8, place: Place| self.place(model.court(n).map_or(0, |court| court.coin), place);
        let shown = |citizen: Option<Ref>| citizen.map(|citizen| self.c(citizen));
        match *op {
            CourtOp::CreateCourt { nation, by, payer, coin, params } => i::CreateCourt {
                payer: self.who(payer),
                authority: self.who(by),
                nation: self.n(nation),
                court: self.court_of(nation),
                escrow: self.court_escrow(nation),
                mint: self.coin(coin).mint,
                token_program: self.coin(coin).program,
            }
            .instruction(i::CreateCourtInstructionArgs { params: params.into() }),
            CourtOp::SetParameters { nation, of, by, params } => {
                i::SetParameters { authority: self.who(by), nation: self.n(nation), court: self.court_of(of) }
                    .instruction(i::SetParametersInstructionArgs { params: params.into() })
            }
            CourtOp::JoinJury { of, by, from, payer, citizen, bond } => {
                let index = model.court(of).map_or(0, |court| court.next_juror);
                let serial = model.citizen(citizen).map_or(0, |c| c.serial);
                i::JoinJury {
                    payer: self.who(payer),
                    wallet: self.w(by),
                    source: place(of, from),
                    court: self.court_of(of),
                    citizen: self.c(citizen),
                    juror: self.juror_at(of, index),
                    juror_of: self.address(Id::JurorOf(of, serial)),
                    escrow: self.court_escrow(of),
                    mint: coin(of).mint,
                    token_program: coin(of).program,
                }
                .instruction(i::JoinJuryInstructionArgs { bond })
            }
            CourtOp::AddBond { of, by, from, juror, amount } => i::AddBond {
                wallet: self.w(by),
                source: place(of, from),
                court: self.court_of(of),
                juror: self.juror_at(of, juror),
                escrow: self.court_escrow(of),
                mint: coin(of).mint,
                token_program: coin(of).program,
            }
            .instruction(i::AddBondInstructionArgs { amount }),
            CourtOp::LeaveJury { of, by, juror } => {
                i::LeaveJury { wallet: self.w(by), court: self.court_of(of), juror: self.juror_at(of, juror) }
                    .instruction()
            }
            CourtOp::WithdrawBond { of, by, juror, rent_to, to } => {
                let serial = model.juror(of, juror).map_or(0, |juror| juror.serial);
                i::WithdrawBond {
                    wallet: self.w(by),
                    court: self.court_of(of),
                    juror: self.juror_at(of, juror),
                    juror_of: self.address(Id::JurorOf(of, serial)),
                    rent_payer: self.who(rent_to),
                    destination: place(of, to),
                    escrow: self.court_escrow(of),
                    mint: coin(of).mint,
                    token_program: coin(of).program,
                }
                .instruction()
            }
            CourtOp::ClaimJuror { of, by, citizen, juror } => i::ClaimJuror {
                wallet: self.w(by),
                court: self.court_of(of),
                citizen: self.c(citizen),
                juror: self.juror_at(of, juror),
            }
            .instruction(),
            CourtOp::File {
                of,
                by,
                from,
                payer,
                respondent,
                target,
                remedy,
                amount,
                seconds,
                gain,
                text,
            } => {
                let id = model.court(of).map_or(0, |court| court.next_case);
                let (claimant, respondent) = (self.who(by), self.who(respondent));
                i::File {
                    payer: self.who(payer),
                    claimant,
                    source: place(of, from),
                    court: self.court_of(of),
                    nation: self.n(of),
                    claimant_citizen: addresses::citizen(&self.n(of), &claimant).0,
                    respondent,
                    respondent_citizen: addresses::citizen(&self.n(of), &respondent).0,
                    target: self.target(target),
                    case: self.case_at(Nth { nation: of, id }),
                    escrow: self.court_escrow(of),
                    mint: coin(of).mint,
                    token_program: coin(of).program,
                }
                .instruction(i::FileInstructionArgs {
                    remedy,
                    amount,
                    seconds,
                    beneficiary: model.gains(target, gain),
                    statement_hash: hash(text),
                    statement_uri: uri(text),
                })
            }
            CourtOp::Answer { case, by, citizen, text } => {
                i::Answer { respondent: self.who(by), citizen: shown(citizen), case: self.case_at(case) }
                    .instruction(i::AnswerInstructionArgs { answer_hash: hash(text), answer_uri: uri(text) })
            }
            CourtOp::SubmitEvidence { case, by, payer, citizen, text } => {
                let number = model.case(case).map_or(0, |case| case.evidence.len() as u32);
                i::SubmitEvidence {
                    payer: self.who(payer),
                    party: self.who(by),
                    citizen: shown(citizen),
                    case: self.case_at(case),
                    evidence: self.address(Id::Evidence(case, number)),
                }
                .instruction(i::SubmitEvidenceInstructionArgs { hash: hash(text), uri: uri(text) })
            }
            CourtOp::PutInEscrow { case, by, from, citizen, amount } => i::PutInEscrow {
                party: self.who(by),
                citizen: shown(citizen),
                source: place(case.nation, from),
                court: self.court_of(case.nation),
                case: self.case_at(case),
                escrow: self.court_escrow(case.nation),
                mint: coin(case.nation).mint,
                token_program: coin(case.nation).program,
            }
            .instruction(i::PutInEscrowInstructionArgs { amount }),
            CourtOp::CloseEvidence { case, of } => {
                i::CloseEvidence { court: self.court_of(of), case: self.case_at(case) }.instruction()
            }
            CourtOp::Capture { case, by } => {
                i::Capture { capturer: self.who(by), case: self.case_at(case), slot_hashes: SLOT_HASHES }
                    .instruction()
            }
            CourtOp::Repin { case } => {
                i::Repin { case: self.case_at(case), slot_hashes: SLOT_HASHES }.instruction()
            }
            CourtOp::Draw { case, payer, juror, citizen, seat: (round, number) } => i::Draw {
                payer: self.who(payer),
                case: self.case_at(case),
                juror: self.juror_at(case.nation, juror),
                citizen: citizen.map_or(Address::default(), |citizen| self.c(citizen)),
                seat: self.seat_at(Chair { case, round, number }),
            }
            .instruction(),
            CourtOp::Commit { case, seat, juror, by, secret } => i::Commit {
                wallet: self.w(by),
                juror: self.juror_at(case.nation, juror),
                case: self.case_at(case),
                seat: self.seat_at(seat),
            }
            .instruction(i::CommitInstructionArgs { commitment: commitment(self, case, secret) }),
            CourtOp::Reveal { case, seat, juror, by, choice, salt } => i::Reveal {
                wallet: self.w(by),
                juror: self.juror_at(case.nation, juror),
                case: self.case_at(case),
                seat: self.seat_at(seat),
            }
            .instruction(i::RevealInstructionArgs { choice, salt: [salt; 32] }),
            CourtOp::Rule { case } => i::Rule { case: self.case_at(case) }.instruction(),
            CourtOp::Appeal { case, by, from, citizen } => i::Appeal {
                appellant: self.who(by),
                citizen: shown(citizen),
                source: place(case.nation, from),
                court: self.court_of(case.nation),
                case: self.case_at(case),
                escrow: self.court_escrow(case.nation),
                mint: coin(case.nation).mint,
                token_program: coin(case.nation).program,
            }
            .instruction(),
            CourtOp::AppealToCitizens { case, by, citizen, proposer, member } => {
                let id = model.governor_of(case.nation).map_or(0, |g| g.next_proposal);
                i::AppealToCitizens {
                    appellant: self.who(by),
                    citizen: shown(citizen),
                    proposer: self.w(proposer),
                    proposer_citizen: self.c(member),
                    case: self.case_at(case),
                    nation: self.n(case.nation),
                    governor: self.address(Id::Governor(case.nation)),
                    proposal: self.address(Id::Proposal(case.nation, id)),
                }
                .instruction()
            }
            CourtOp::ConcludeAppeal { case, of } => {
                let motion = model.case(case).and_then(|case| case.proposal);
                i::ConcludeAppeal {
                    court: self.court_of(of),
                    case: self.case_at(case),
                    proposal: motion
                        .map_or(Address::default(), |id| self.address(Id::Proposal(case.nation, id))),
                }
                .instruction()
            }
            CourtOp::Finalize { case, of } => {
                i::Finalize { court: self.court_of(of), case: self.case_at(case) }.instruction()
            }
            CourtOp::Enforce { case, of, remedy, program, target, extra } => {
                let mut named = self.named(model, case, of, remedy, target);
                if extra {
                    named.push(reads(Address::default()));
                }
                let program = PROGRAMS[usize::from(program) % PROGRAMS.len()].1;
                i::Enforce { court: self.court_of(of), case: self.case_at(case), program }
                    .instruction_with_remaining_accounts(&named)
            }
            CourtOp::SettleSeat { case, of, seat, juror } => i::SettleSeat {
                court: self.court_of(of),
                case: self.case_at(case),
                seat: self.seat_at(seat),
                juror: self.juror_at(of, juror),
            }
            .instruction(),
            CourtOp::WithdrawRewards { of, by, juror, to } => i::WithdrawRewards {
                wallet: self.w(by),
                court: self.court_of(of),
                juror: self.juror_at(of, juror),
                destination: place(of, to),
                escrow: self.court_escrow(of),
                mint: coin(of).mint,
                token_program: coin(of).program,
            }
            .instruction(),
            CourtOp::WithdrawCase { case, by, citizen, to } => i::WithdrawCase {
                party: self.who(by),
                citizen: shown(citizen),
                court: self.court_of(case.nation),
                case: self.case_at(case),
                destination: place(case.nation, to),
                escrow: self.court_escrow(case.nation),
                mint: coin(case.nation).mint,
                token_program: coin(case.nation).program,
            }
            .instruction(),
            CourtOp::WithdrawBounty { case, by, round, to } => i::WithdrawBounty {
                capturer: self.who(by),
                court: self.court_of(case.nation),
                case: self.case_at(case),
                destination: place(case.nation, to),
                escrow: self.court_escrow(case.nation),
                mint: coin(case.nation).mint,
                token_program: coin(case.nation).program,
            }
            .instruction(i::WithdrawBountyInstructionArgs { round }),
            CourtOp::CollectFines { of, till } => {
                let money: Money = coin(of);
                i::CollectFines {
                    court: self.court_of(of),
                    escrow: self.court_escrow(of),
                    ledger: self.address(Id::Ledger(till)),
                    holding: self.holding(till),
                    mint: money.mint,
                    token_program: money.program,
                }
                .instruction()
            }
            CourtOp::CloseSeat { case, seat, rent_to } => i::CloseSeat {
                case: self.case_at(case),
                seat: self.seat_at(seat),
                rent_payer: self.who(rent_to),
            }
            .instruction(),
            CourtOp::CloseEvidenceAccount { case, of_case, number, rent_to } => i::CloseEvidenceAccount {
                case: self.case_at(case),
                evidence: self.address(Id::Evidence(of_case, number)),
                rent_payer: self.who(rent_to),
            }
            .instruction(),
            CourtOp::CloseCase { case, of, rent_to } => i::CloseCase {
                court: self.court_of(of),
                case: self.case_at(case),
                rent_payer: self.who(rent_to),
            }
            .instruction(),
        }
    }

    /// The accounts of what a remedy calls, in its order.
    fn named(&self, model: &Model, at: Nth, of: u8, remedy: u8, target: Option<Id>) -> Vec<AccountMeta> {
        let (court, nation, acted) = (reads(self.court_of(of)), reads(self.n(of)), self.target(target));
        match shape(remedy) {
            remedy::REISSUE => {
                let order = match target {
                    Some(Id::Citizen(n, w)) => self.address(Id::Order(n, w)),
                    _ => Address::default(),
                };
                let payer = AccountMeta::new(ix::payer(), true);
                vec![payer, court, nation, reads(acted), writes(order), reads(Address::default())]
            }
            remedy::EVICT => {
                let plot = Model::plot_of(target);
                let parcel = plot.map_or(Address::default(), |plot| self.address(Id::Parcel(plot)));
                vec![court, nation, writes(self.address(Id::Registry(of))), writes(parcel), writes(acted)]
            }
            remedy::AWARD => {
                let coin = match target {
                    Some(Id::Budget(at)) => model.budget(at).map_or(0, |budget| budget.coin),
                    _ => 0,
                };
                let till = Till { nation: of, coin };
                let to = model.case(at).map_or(Address::default(), |case| case.beneficiary);
                vec![
                    court,
                    nation,
                    writes(self.address(Id::Ledger(till))),
                    writes(acted),
                    reads(self.address(Id::Vault(of))),
                    writes(self.holding(till)),
                    writes(to),
                    reads(self.coin(coin).mint),
                    reads(self.coin(coin).program),
                    reads(self.address(Id::Treasury(of))),
                ]
            }
            _ => vec![court, nation, writes(acted)],
        }
    }
}

impl Case {
    /// The commitment of a seat, as its account has it.
    pub fn commitment(book: &Book, at: Nth, secret: Option<Secret>) -> [u8; 32] {
        commitment(book, at, secret)
    }
}
