//! The economy of a scenario, as signed transactions: what its file says happens on a day, and the votes of the
//! citizens on it.
//!
//! Beside the chain's books a journal is kept here: of what the file says was paid, and where that depends on the
//! second, as rent of a declared price does, of what really moved. In the end both must say the same.

mod campaign;
mod founding;
mod lease;
mod report;
mod treasury;
mod vote;

pub(super) use report::votes_table;
pub use report::{ChoiceReport, EconomyReport, Journal, JournalReport, VoteReport};
pub(super) use vote::EconomicVote;

use super::{Replay, member_of};
use crate::Error;
use crate::audit::layout::Holding;
use crate::scenario::economy::{Asset, Economy, Step, What};
use client::addresses;
use client::membership::accounts::Nation;
use cluster::Cluster;
use indicatif::ProgressBar;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use std::collections::{BTreeMap, HashMap};

/// What takes the place of a mint and a token program for SOL.
pub(in crate::replay) const SYSTEM: Address = Address::new_from_array([0; 32]);
/// Who does what anyone can do: the first citizen.
pub(in crate::replay) const ANYONE: usize = 0;

/// What a replay knows of the economy so far.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The token's mint.
    pub mint: Address,
    /// Whose wallet is whose.
    pub wallets: HashMap<Address, usize>,
    /// What the treasury should have, by kind of money.
    pub journal: BTreeMap<Asset, Journal>,
    /// The highest bid for a lease.
    pub highest: HashMap<usize, u64>,
    /// What was pledged to a campaign, and not taken back.
    pub pledged: HashMap<usize, u64>,
}

/// Where a kind of money is booked, and where it lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Till {
    pub mint: Address,
    pub program: Address,
    pub ledger: Address,
    pub holding: Address,
}

impl<'a> Replay<'a> {
    /// The economy, where there is one: whoever calls this is part of one.
    pub(in crate::replay) fn economy(&self) -> Result<&'a Economy, Error> {
        let missing = || Error::Account { what: "economy", reason: "the scenario has none".into() };
        self.scenario.economy.as_ref().ok_or_else(missing)
    }

    /// Does what the file says happens on a day. Votes have stages of their own.
    pub(in crate::replay) fn step(&mut self, step: &Step, bar: &ProgressBar) -> Result<(), Error> {
        bar.set_message(format!("{} {}", step.date, step.kind.replace('_', " ")));
        let place = step.place();
        match &step.what {
            What::Vote(_) => return Ok(()),
            What::Faucet { members, lamports } => {
                for member in members {
                    self.cluster.airdrop(&self.wallet(*member).pubkey(), *lamports)?;
                }
            }
            What::Treasury(step) => self.treasury_step(step, &place, bar)?,
            What::Lease { lease, step } => self.lease_step(*lease, step, &place)?,
            What::Campaign { campaign, step } => self.campaign_step(*campaign, step, &place, bar)?,
        }
        bar.inc(1);
        Ok(())
    }

    /// Where in the file, and for whom.
    pub(in crate::replay) fn place_of(&self, place: &str, member: usize) -> String {
        format!("{place}; {}", member_of(&self.scenario.citizens[member].name))
    }

    /// Sends an instruction that a member signs and pays.
    pub(in crate::replay) fn send_as(
        &mut self,
        member: usize,
        name: &'static str,
        place: &str,
        instruction: Instruction,
    ) -> Result<(), Error> {
        let context = self.place_of(place, member);
        self.session.send(name, &context, instruction, &[self.wallet(member)]).map(drop)
    }

    /// Who is the court now, and with which wallet.
    fn court(&self) -> Result<(usize, Address), Error> {
        let court = self.session.read::<Nation>(&self.places.nation)?.court;
        Ok((self.member_with(&court)?, court))
    }

    /// Whose wallet it is.
    pub(in crate::replay) fn member_with(&self, wallet: &Address) -> Result<usize, Error> {
        let stranger = || Error::Account { what: "member", reason: format!("{wallet} is nobody's wallet") };
        self.progress.wallets.get(wallet).copied().ok_or_else(stranger)
    }

    pub(in crate::replay) fn till(&self, asset: Asset) -> Till {
        let (mint, program) = match asset {
            Asset::Sol => (SYSTEM, SYSTEM),
            Asset::Token => (self.progress.mint, spl_token_2022_interface::ID),
        };
        let places = self.places;
        Till {
            mint,
            program,
            ledger: addresses::ledger(&places.treasury, &mint).0,
            holding: addresses::holding(&places.vault, &mint, &program),
        }
    }

    /// Where somebody keeps a kind of money.
    pub(in crate::replay) fn purse(&self, asset: Asset, member: usize) -> Address {
        let till = self.till(asset);
        addresses::holding(&self.wallet(member).pubkey(), &till.mint, &till.program)
    }

    /// What lies in the treasury's holding of a kind of money.
    fn in_till(&self, asset: Asset) -> Result<u64, Error> {
        let holding = self.till(asset).holding;
        match asset {
            Asset::Sol => Ok(self.cluster.balance(&holding)?),
            Asset::Token => {
                let account = self.cluster.account(&holding)?;
                let read = account.and_then(|account| Holding::read(&account.data).ok());
                let missing =
                    || Error::Account { what: "holding", reason: format!("there is none at {holding}") };
                read.map(|holding| holding.amount).ok_or_else(missing)
            }
        }
    }

    pub(in crate::replay) fn journal(&mut self, asset: Asset) -> &mut Journal {
        self.progress.journal.entry(asset).or_default()
    }
}
