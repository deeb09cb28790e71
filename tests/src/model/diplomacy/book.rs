//! The instructions of the diplomacy program.

use super::op::{DiplomacyOp, Pact, Shown, Voice};
use crate::model::Model;
use crate::model::book::{Book, key};
use crate::model::id::Id;
use crate::model::op::Who;
use crate::{Address, Instruction, Signer, addresses};
use client::diplomacy::instructions as i;
use solana_instruction::AccountMeta;

/// Names and texts from this one on are too long; name 0 is none.
pub const NO_TEXT: u8 = 200;

/// The name of a body.
pub fn name(name: u8) -> String {
    match name {
        0 => String::new(),
        NO_TEXT.. => "n".repeat(65),
        _ => format!("body {name} of the model"),
    }
}

/// A URI.
pub fn uri(text: u8) -> String {
    if text >= NO_TEXT { "u".repeat(97) } else { format!("ipfs://text-{text}") }
}

impl Book {
    pub(in crate::model) fn derive_diplomacy(&self, id: Id) -> Address {
        match id {
            Id::Body(w) => addresses::body(&key(w).pubkey()).0,
            Id::Recognition(from, to) => addresses::recognition(&self.voice(from), &self.n(to)).0,
            Id::Entry(from, to, number) => {
                addresses::entry(&self.address(Id::Recognition(from, to)), number).0
            }
            Id::Pact(Pact { nations: (one, other), number }) => {
                addresses::treaty(&self.n(one), &self.n(other), number).0
            }
            Id::Visa(pact, home, serial) => {
                addresses::visa(&self.address(Id::Pact(pact)), &self.n(home), serial).0
            }
            Id::Census(n, period) => addresses::census(&self.n(n), period).0,
            Id::Stage(n) => addresses::stage(&self.n(n)).0,
            other => unreachable!("no account of this program: {other:?}"),
        }
    }

    /// The account of whoever recognises.
    pub(in crate::model) fn voice(&self, voice: Voice) -> Address {
        self.address(match voice {
            Voice::Nation(n) => Id::Nation(n),
            Voice::Body(w) => Id::Body(w),
        })
    }

    fn shown(&self, shown: &[Shown]) -> Vec<AccountMeta> {
        let address = |shown: &Shown| match *shown {
            Shown::Ledger(till) => self.address(Id::Ledger(till)),
            Shown::Parcel(plot) => self.address(Id::Parcel(plot)),
            Shown::Wallet(w) => self.w(w),
        };
        shown.iter().map(|shown| AccountMeta::new_readonly(address(shown), false)).collect()
    }

    pub(in crate::model) fn diplomacy_instruction(&self, model: &Model, op: &DiplomacyOp) -> Instruction {
        let pact_at = |pact: Pact| self.address(Id::Pact(pact));
        match op {
            DiplomacyOp::RegisterBody { wallet, payer, name: named, uri: text } => i::RegisterBody {
                payer: self.who(*payer),
                key: self.w(*wallet),
                body: self.address(Id::Body(*wallet)),
            }
            .instruction(i::RegisterBodyInstructionArgs { name: name(*named), uri: uri(*text) }),
            DiplomacyOp::Recognise { from, by, payer, to, text } => i::Recognise {
                payer: self.who(*payer),
                authority: self.who(*by),
                from: self.voice(*from),
                to: self.n(*to),
                recognition: self.address(Id::Recognition(*from, *to)),
                entry: self.address(Id::Entry(*from, *to, model.acts_so_far(*from, *to))),
            }
            .instruction(i::RecogniseInstructionArgs {
                statement_hash: [*text; 32],
                statement_uri: uri(*text),
            }),
            DiplomacyOp::RevokeRecognition { from, shown, by, payer, to, text } => i::RevokeRecognition {
                payer: self.who(*payer),
                authority: self.who(*by),
                from: self.voice(*shown),
                recognition: self.address(Id::Recognition(*from, *to)),
                entry: self.address(Id::Entry(*from, *to, model.acts_so_far(*from, *to))),
            }
            .instruction(i::RevokeRecognitionInstructionArgs {
                statement_hash: [*text; 32],
                statement_uri: uri(*text),
            }),
            DiplomacyOp::ProposeTreaty { nation, other, by, payer, number, terms, open_until, text } => {
                i::ProposeTreaty {
                    payer: self.who(*payer),
                    authority: self.who(*by),
                    nation: self.n(*nation),
                    other: self.n(*other),
                    treaty: pact_at(Pact::of(*nation, *other, *number)),
                }
                .instruction(i::ProposeTreatyInstructionArgs {
                    number: *number,
                    terms: (*terms).into(),
                    open_until: *open_until,
                    text_uri: uri(*text),
                })
            }
            DiplomacyOp::SignTreaty { nation, by, pact, terms } => {
                i::SignTreaty { authority: self.who(*by), nation: self.n(*nation), treaty: pact_at(*pact) }
                    .instruction(i::SignTreatyInstructionArgs { terms: (*terms).into() })
            }
            DiplomacyOp::WithdrawProposal { nation, by, pact, rent_to } => i::WithdrawProposal {
                signer: self.who(*by),
                nation: self.n(*nation),
                treaty: pact_at(*pact),
                rent_payer: self.who(*rent_to),
            }
            .instruction(),
            DiplomacyOp::DenounceTreaty { nation, by, pact } => i::DenounceTreaty {
                authority: self.who(*by),
                nation: self.n(*nation),
                treaty: pact_at(*pact),
            }
            .instruction(),
            DiplomacyOp::IssueVisa { by, payer, citizen, pact, until } => {
                let serial = model.citizen(*citizen).map_or(0, |citizen| citizen.serial);
                i::IssueVisa {
                    payer: self.who(*payer),
                    wallet: self.w(*by),
                    citizen: self.c(*citizen),
                    treaty: pact_at(*pact),
                    visa: self.address(Id::Visa(*pact, citizen.nation, serial)),
                }
                .instruction(i::IssueVisaInstructionArgs { until: *until })
            }
            DiplomacyOp::CloseVisa { by, shown, pact, home, serial, rent_to } => i::CloseVisa {
                signer: self.w(*by),
                treaty: pact_at(*shown),
                visa: self.address(Id::Visa(*pact, *home, *serial)),
                rent_payer: self.who(*rent_to),
            }
            .instruction(),
            DiplomacyOp::ExpelVisitor { nation, by, payer, pact, serial, expelled } => i::ExpelVisitor {
                payer: self.who(*payer),
                authority: self.who(*by),
                nation: self.n(*nation),
                treaty: pact_at(*pact),
                visa: self.address(Id::Visa(*pact, pact.other_than(*nation), *serial)),
            }
            .instruction(i::ExpelVisitorInstructionArgs { serial: *serial, expelled: *expelled }),
            DiplomacyOp::PublishCensus { payer, nation, land_of, period, shown } => i::PublishCensus {
                payer: self.who(*payer),
                nation: self.n(*nation),
                registry: self.address(Id::Registry(*land_of)),
                report: self.address(Id::Census(*nation, *period)),
            }
            .instruction_with_remaining_accounts(
                i::PublishCensusInstructionArgs { period: *period },
                &self.shown(shown),
            ),
            DiplomacyOp::CompleteCensus { nation, period, shown } => {
                i::CompleteCensus { report: self.address(Id::Census(*nation, *period)) }
                    .instruction_with_remaining_accounts(&self.shown(shown))
            }
            DiplomacyOp::AssessStage { payer, nation, report_of, period, recognition, recogniser } => {
                i::AssessStage {
                    payer: self.who(*payer),
                    report: self.address(Id::Census(*report_of, *period)),
                    stage: self.address(Id::Stage(*nation)),
                    recognition: recognition.map(|(from, to)| self.address(Id::Recognition(from, to))),
                    recogniser: recogniser.map(|n| self.address(Id::Stage(n))),
                }
                .instruction()
            }
        }
    }

    /// Somebody's name on paper: whom a stage owes its recognition to.
    pub(in crate::model) fn credited(&self, to: u8, by: Option<Voice>) -> (Address, Address) {
        by.map_or((self.who(Who::Nobody), self.who(Who::Nobody)), |voice| {
            (self.address(Id::Recognition(voice, to)), self.voice(voice))
        })
    }
}
