//! What is paid into the treasury and out of it.

use super::{ANYONE, Replay};
use crate::Error;
use crate::scenario::economy::{Asset, Holder, Money, TreasuryStep};
use client::addresses;
use client::membership::accounts::Office;
use client::treasury::accounts::Budget;
use client::treasury::instructions::{
    Award, AwardInstructionArgs, CloseStream, Deposit, DepositInstructionArgs, PauseStream, PayDues,
    PayDuesInstructionArgs, Reconcile, ResumeStream, RevokeBudget, Spend, SpendInstructionArgs,
    WithdrawStream, WithdrawStreamInstructionArgs,
};
use indicatif::ProgressBar;
use solana_address::Address;
use solana_signer::Signer;
use spl_token_2022_interface::instruction::transfer_checked;

/// Index of dues among the kinds of income.
const DUES: usize = 0;
/// Index of other income.
const OTHER: usize = 5;

impl Replay<'_> {
    pub(super) fn treasury_step(
        &mut self,
        step: &TreasuryStep,
        place: &str,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        match step {
            TreasuryStep::Deposit { member, money, kind } => {
                self.deposit(*member, *money, *kind as u8, place)
            }
            TreasuryStep::Transfer { member, money } => self.transfer(*member, *money, place),
            TreasuryStep::Reconcile { asset } => self.reconcile(*asset, place),
            TreasuryStep::PayDues { members, terms } => self.pay_dues(members, *terms, place, bar),
            TreasuryStep::Spend { budget, to, amount } => self.spend(*budget, *to, *amount, place),
            TreasuryStep::RevokeBudget { budget } => self.revoke_budget(*budget, place),
            TreasuryStep::WithdrawStream { stream, amount } => self.withdraw_stream(*stream, *amount, place),
            TreasuryStep::CloseStream { stream } => self.close_stream(*stream, place),
            TreasuryStep::Award { budget, to, amount } => self.award(*budget, *to, *amount, place),
            TreasuryStep::PauseStream { stream } => {
                let ((member, court), stream) = (self.court()?, self.stream_at(*stream)?);
                let pause = PauseStream { court, nation: self.places.nation, stream }.instruction();
                self.send_as(member, "treasury.pause_stream", place, pause)
            }
            TreasuryStep::ResumeStream { stream } => {
                let ((member, signer), stream) = (self.court()?, self.stream_at(*stream)?);
                let resume = ResumeStream { signer, nation: self.places.nation, stream }.instruction();
                self.send_as(member, "treasury.resume_stream", place, resume)
            }
        }
    }

    fn deposit(&mut self, member: usize, money: Money, kind: u8, place: &str) -> Result<(), Error> {
        let till = self.till(money.asset);
        let deposit = Deposit {
            payer: self.wallet(member).pubkey(),
            source: self.purse(money.asset, member),
            ledger: till.ledger,
            holding: till.holding,
            mint: till.mint,
            token_program: till.program,
        }
        .instruction(DepositInstructionArgs { kind, amount: money.amount });
        self.send_as(member, "treasury.deposit", place, deposit)?;
        self.journal(money.asset).came_in(kind.into(), money.amount);
        Ok(())
    }

    /// Sends money as wallets do, without the treasury's program.
    fn transfer(&mut self, member: usize, money: Money, place: &str) -> Result<(), Error> {
        let (till, source) = (self.till(money.asset), self.purse(money.asset, member));
        let (name, instruction) = match money.asset {
            Asset::Sol => {
                let send =
                    solana_system_interface::instruction::transfer(&source, &till.holding, money.amount);
                ("system.transfer", send)
            }
            Asset::Token => {
                let decimals = self.economy()?.token.as_ref().map_or(0, |token| token.decimals);
                let (program, mint, to) = (&till.program, &till.mint, &till.holding);
                let (from, owner) = (&source, &self.wallet(member).pubkey());
                let send = transfer_checked(program, from, mint, to, owner, &[], money.amount, decimals)
                    .map_err(|error| Error::Account { what: "token", reason: error.to_string() })?;
                ("token-2022.transfer_checked", send)
            }
        };
        self.send_as(member, name, place, instruction)?;
        self.journal(money.asset).unbooked += money.amount;
        Ok(())
    }

    fn reconcile(&mut self, asset: Asset, place: &str) -> Result<(), Error> {
        let till = self.till(asset);
        let reconcile = Reconcile {
            ledger: till.ledger,
            treasury: self.places.treasury,
            holding: till.holding,
            mint: till.mint,
            token_program: till.program,
        }
        .instruction();
        self.send_as(ANYONE, "treasury.reconcile", place, reconcile)?;
        let journal = self.journal(asset);
        let sent = std::mem::take(&mut journal.unbooked);
        journal.came_in(OTHER, sent);
        Ok(())
    }

    fn pay_dues(
        &mut self,
        members: &[usize],
        terms: u8,
        place: &str,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        let Some(dues) = self.economy()?.dues else { return Ok(()) };
        let (till, places) = (self.till(dues.asset), self.places);
        // More than can be, the program refuses too.
        let amount = dues.amount.saturating_mul(terms.into());
        for member in members {
            let pay = PayDues {
                payer: self.wallet(*member).pubkey(),
                source: self.purse(dues.asset, *member),
                nation: places.nation,
                citizen: self.citizen_of(*member),
                treasury: places.treasury,
                ledger: till.ledger,
                holding: till.holding,
                mint: till.mint,
                token_program: till.program,
            }
            .instruction(PayDuesInstructionArgs { terms, amount });
            self.send_as(*member, "treasury.pay_dues", place, pay)?;
            self.journal(dues.asset).came_in(DUES, amount);
            bar.inc(1);
        }
        Ok(())
    }

    fn spend(&mut self, index: usize, to: usize, amount: u64, place: &str) -> Result<(), Error> {
        let budget = &self.economy()?.budgets[index];
        let (asset, holder, address) = (budget.asset, budget.holder.clone(), self.budget_at(index)?);
        let (spender, office, citizen) = match holder {
            Holder::Member(member) => (member, None, None),
            Holder::Office(title) => {
                let (member, office) = self.holder_of(&title)?;
                (member, Some(office), Some(self.citizen_of(member)))
            }
            Holder::Court => return self.award(index, to, amount, place),
        };
        let (till, places) = (self.till(asset), self.places);
        let spend = Spend {
            spender: self.wallet(spender).pubkey(),
            nation: places.nation,
            ledger: till.ledger,
            budget: address,
            office,
            citizen,
            vault: places.vault,
            holding: till.holding,
            destination: self.purse(asset, to),
            mint: till.mint,
            token_program: till.program,
            treasury: places.treasury,
        }
        .instruction(SpendInstructionArgs { amount });
        self.send_as(spender, "treasury.spend", place, spend)?;
        self.journal(asset).outflow += amount;
        Ok(())
    }

    fn award(&mut self, index: usize, to: usize, amount: u64, place: &str) -> Result<(), Error> {
        let asset = self.economy()?.budgets[index].asset;
        let (till, places, (member, court)) = (self.till(asset), self.places, self.court()?);
        let award = Award {
            court,
            nation: places.nation,
            ledger: till.ledger,
            budget: self.budget_at(index)?,
            vault: places.vault,
            holding: till.holding,
            destination: self.purse(asset, to),
            mint: till.mint,
            token_program: till.program,
            treasury: places.treasury,
        }
        .instruction(AwardInstructionArgs { amount });
        self.send_as(member, "treasury.award", place, award)?;
        self.journal(asset).outflow += amount;
        Ok(())
    }

    fn revoke_budget(&mut self, index: usize, place: &str) -> Result<(), Error> {
        let (asset, budget) = (self.economy()?.budgets[index].asset, self.budget_at(index)?);
        let rent_payer = self.session.read::<Budget>(&budget)?.rent_payer;
        let revoke = RevokeBudget {
            signer: self.wallet(ANYONE).pubkey(),
            nation: self.places.nation,
            ledger: self.till(asset).ledger,
            budget,
            rent_payer,
        }
        .instruction();
        self.send_as(ANYONE, "treasury.revoke_budget", place, revoke)
    }

    fn withdraw_stream(&mut self, index: usize, amount: u64, place: &str) -> Result<(), Error> {
        let stream = &self.economy()?.streams[index];
        let (asset, payee, address) = (stream.total.asset, stream.payee, self.stream_at(index)?);
        let (till, places) = (self.till(asset), self.places);
        let withdraw = WithdrawStream {
            payee: self.wallet(payee).pubkey(),
            treasury: places.treasury,
            ledger: till.ledger,
            stream: address,
            vault: places.vault,
            holding: till.holding,
            destination: self.purse(asset, payee),
            mint: till.mint,
            token_program: till.program,
        }
        .instruction(WithdrawStreamInstructionArgs { amount });
        self.send_as(payee, "treasury.withdraw_stream", place, withdraw)?;
        self.journal(asset).outflow += amount;
        Ok(())
    }

    fn close_stream(&mut self, index: usize, place: &str) -> Result<(), Error> {
        // The executor has paid the rent, since a motion created it.
        let rent_payer = self.places.executor;
        let close = CloseStream { stream: self.stream_at(index)?, rent_payer }.instruction();
        self.send_as(ANYONE, "treasury.close_stream", place, close)
    }

    /// Where a budget is, by its place in the file.
    pub(in crate::replay) fn budget_at(&self, index: usize) -> Result<Address, Error> {
        let id = self.economy()?.budgets[index].id;
        Ok(addresses::budget(&self.places.treasury, numbered("budget", id)?).0)
    }

    /// Where a stream is, by its place in the file.
    pub(in crate::replay) fn stream_at(&self, index: usize) -> Result<Address, Error> {
        let id = self.economy()?.streams[index].id;
        Ok(addresses::stream(&self.places.treasury, numbered("stream", id)?).0)
    }

    /// Who holds an office now, and where it is.
    pub(super) fn holder_of(&self, title: &str) -> Result<(usize, Address), Error> {
        let unknown = |reason: String| Error::Account { what: "office", reason };
        let (office, _) = addresses::office(&self.places.nation, title)
            .ok_or_else(|| unknown(format!("`{title}` is no title")))?;
        let serial = self.session.read::<Office>(&office)?.serial;
        // Everybody has joined in the order of the file.
        let member = usize::try_from(serial).ok().filter(|member| *member < self.scenario.citizens.len());
        Ok((member.ok_or_else(|| unknown(format!("nobody is `{title}`")))?, office))
    }
}

/// A number, which only what no motion has created does not have.
fn numbered(what: &'static str, id: Option<u64>) -> Result<u64, Error> {
    id.ok_or_else(|| Error::Account { what, reason: "no motion has created it".into() })
}
