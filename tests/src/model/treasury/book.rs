//! The instructions of the treasury program.

use super::{Holder, TreasuryOp};
use crate::model::Model;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::op::{Nth, Till};
use crate::{Address, Instruction};
use client::treasury::instructions as i;

impl Book {
    fn ledger(&self, till: Till) -> Address {
        self.address(Id::Ledger(till))
    }

    fn t(&self, nation: u8) -> Address {
        self.address(Id::Treasury(nation))
    }

    fn vault(&self, nation: u8) -> Address {
        self.address(Id::Vault(nation))
    }

    fn holder(&self, holder: Holder) -> Address {
        match holder {
            Holder::Who(who) => self.who(who),
            Holder::Office(n, title) => self.address(Id::Office(n, title)),
        }
    }

    /// The instruction of an operation of this program.
    #[allow(clippy::too_many_lines)]
    pub(in crate::model) fn treasury_instruction(&self, model: &Model, op: &TreasuryOp) -> Instruction {
        let budget = |at: Nth| self.address(Id::Budget(at));
        let stream = |at: Nth| self.address(Id::Stream(at));
        match *op {
            TreasuryOp::CreateTreasury { nation, by, payer } => i::CreateTreasury {
                payer: self.who(payer),
                authority: self.who(by),
                nation: self.n(nation),
                treasury: self.t(nation),
                vault: self.vault(nation),
            }
            .instruction(),
            TreasuryOp::OpenLedger { nation, by, payer, till } => i::OpenLedger {
                payer: self.who(payer),
                authority: self.who(by),
                nation: self.n(nation),
                treasury: self.t(till.nation),
                vault: self.vault(till.nation),
                ledger: self.ledger(till),
                mint: self.coin(till.coin).mint,
                holding: self.holding(till),
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
            TreasuryOp::Deposit { by, from, till, kind, amount } => i::Deposit {
                payer: self.who(by),
                source: self.place(till.coin, from),
                ledger: self.ledger(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(i::DepositInstructionArgs { kind, amount }),
            TreasuryOp::PayDues { by, from, nation, citizen, till, terms, amount } => i::PayDues {
                payer: self.who(by),
                source: self.place(till.coin, from),
                nation: self.n(nation),
                citizen: self.c(citizen),
                treasury: self.t(till.nation),
                ledger: self.ledger(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(i::PayDuesInstructionArgs { terms, amount }),
            TreasuryOp::Pay { nation, by, till, to, amount } => i::Pay {
                authority: self.who(by),
                nation: self.n(nation),
                treasury: self.t(till.nation),
                ledger: self.ledger(till),
                vault: self.vault(till.nation),
                holding: self.holding(till),
                destination: self.place(till.coin, to),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(i::PayInstructionArgs { amount }),
            TreasuryOp::SetBreaker { nation, by, till, limit, window } => {
                i::SetBreaker { authority: self.who(by), nation: self.n(nation), ledger: self.ledger(till) }
                    .instruction(i::SetBreakerInstructionArgs { limit_bps: limit, window })
            }
            TreasuryOp::CreateBudget {
                nation,
                by,
                payer,
                till,
                kind,
                holder,
                to,
                per_period,
                period,
                from,
                until,
                set_aside,
            } => {
                let id = model.treasury(till.nation).map_or(0, |t| t.next_budget);
                i::CreateBudget {
                    payer: self.who(payer),
                    authority: self.who(by),
                    nation: self.n(nation),
                    treasury: self.t(till.nation),
                    ledger: self.ledger(till),
                    holder: self.holder(holder),
                    destination: to.map_or(Address::default(), |to| self.place(till.coin, to)),
                    budget: budget(Nth { nation: till.nation, id }),
                }
                .instruction(i::CreateBudgetInstructionArgs {
                    holder_kind: kind,
                    per_period,
                    period,
                    from,
                    until,
                    set_aside,
                })
            }
            TreasuryOp::Spend { nation, by, till, budget: at, badge, to, amount } => i::Spend {
                spender: self.who(by),
                nation: self.n(nation),
                ledger: self.ledger(till),
                budget: budget(at),
                office: badge.office.map(|(n, title)| self.address(Id::Office(n, title))),
                citizen: badge.citizen.map(|citizen| self.c(citizen)),
                vault: self.vault(till.nation),
                holding: self.holding(till),
                destination: self.place(till.coin, to),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
                treasury: self.t(till.nation),
            }
            .instruction(i::SpendInstructionArgs { amount }),
            TreasuryOp::Award { nation, by, till, budget: at, to, amount } => i::Award {
                court: self.who(by),
                nation: self.n(nation),
                ledger: self.ledger(till),
                budget: budget(at),
                vault: self.vault(till.nation),
                holding: self.holding(till),
                destination: self.place(till.coin, to),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
                treasury: self.t(till.nation),
            }
            .instruction(i::AwardInstructionArgs { amount }),
            TreasuryOp::RevokeBudget { nation, by, till, budget: at, rent_to } => i::RevokeBudget {
                signer: self.who(by),
                nation: self.n(nation),
                ledger: self.ledger(till),
                budget: budget(at),
                rent_payer: self.who(rent_to),
            }
            .instruction(),
            TreasuryOp::CreateStream { nation, by, payer, till, payee, total, start, cliff, end } => {
                let id = model.treasury(till.nation).map_or(0, |t| t.next_stream);
                i::CreateStream {
                    payer: self.who(payer),
                    authority: self.who(by),
                    nation: self.n(nation),
                    treasury: self.t(till.nation),
                    ledger: self.ledger(till),
                    payee: self.who(payee),
                    stream: stream(Nth { nation: till.nation, id }),
                }
                .instruction(i::CreateStreamInstructionArgs { total, start, cliff, end })
            }
            TreasuryOp::WithdrawStream { by, till, stream: at, to, amount } => i::WithdrawStream {
                payee: self.who(by),
                treasury: self.t(till.nation),
                ledger: self.ledger(till),
                stream: stream(at),
                vault: self.vault(till.nation),
                holding: self.holding(till),
                destination: self.place(till.coin, to),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(i::WithdrawStreamInstructionArgs { amount }),
            TreasuryOp::CancelStream { nation, by, till, stream: at } => i::CancelStream {
                authority: self.who(by),
                nation: self.n(nation),
                ledger: self.ledger(till),
                stream: stream(at),
            }
            .instruction(),
            TreasuryOp::PauseStream { nation, by, stream: at } => {
                i::PauseStream { court: self.who(by), nation: self.n(nation), stream: stream(at) }
                    .instruction()
            }
            TreasuryOp::ResumeStream { nation, by, stream: at } => {
                i::ResumeStream { signer: self.who(by), nation: self.n(nation), stream: stream(at) }
                    .instruction()
            }
            TreasuryOp::CloseStream { stream: at, rent_to } => {
                i::CloseStream { stream: stream(at), rent_payer: self.who(rent_to) }.instruction()
            }
            TreasuryOp::Reconcile { till } => i::Reconcile {
                ledger: self.ledger(till),
                treasury: self.t(till.nation),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
        }
    }
}
