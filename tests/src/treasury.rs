//! A nation's treasury in tests: its addresses, and the steps of its life, each in a line.
//!
//! ```no_run
//! use civitas_tests::{Money, SOL, World};
//!
//! let w = World::new(2);
//! let till = w.till(Money::SOL, 10 * SOL);
//! w.pay(&till, w.citizen(1).key(), SOL).ok();
//! ```

use crate::{Address, Keypair, Money, Nation, Outcome, Person, Signer, World, addresses, ix, tokens};
use client::treasury::accounts::{Budget, Ledger, Stream};

/// Kinds of income, as the ledger counts them.
pub mod income {
    #![allow(missing_docs)]
    pub const DUES: u8 = 0;
    pub const RENT: u8 = 1;
    pub const DONATION: u8 = 2;
    pub const FINE: u8 = 3;
    pub const SALE: u8 = 4;
    pub const OTHER: u8 = 5;
}

/// Kinds of holders of a budget.
pub mod kind {
    #![allow(missing_docs)]
    pub const WALLET: u8 = 0;
    pub const OFFICE: u8 = 1;
    pub const COURT: u8 = 2;
}

/// What a treasury has of one kind of money: its addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Till {
    /// The nation.
    pub nation: Address,
    /// The treasury.
    pub treasury: Address,
    /// What holds the SOL, and owns the token accounts.
    pub vault: Address,
    /// The ledger of this money.
    pub ledger: Address,
    /// Where this money lies.
    pub holding: Address,
    /// The money.
    pub money: Money,
}

impl Till {
    /// The addresses of a nation's money, whether there is any or not.
    pub fn of(nation: &Address, money: Money) -> Self {
        let treasury = addresses::treasury(nation).0;
        let vault = addresses::vault(&treasury).0;
        Self {
            nation: *nation,
            treasury,
            vault,
            ledger: addresses::ledger(&treasury, &money.mint).0,
            holding: money.of(&vault),
            money,
        }
    }

    /// The addresses of the money that a ledger books.
    pub fn of_ledger(ledger: &Ledger) -> Self {
        Self::of(&ledger.nation, Money { mint: ledger.mint, program: ledger.token_program })
    }

    /// The address of a budget.
    pub fn budget(&self, id: u64) -> Address {
        addresses::budget(&self.treasury, id).0
    }

    /// The address of a stream.
    pub fn stream(&self, id: u64) -> Address {
        addresses::stream(&self.treasury, id).0
    }
}

/// What a budget grants.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Grant {
    pub holder_kind: u8,
    /// The wallet, the office's account, or zeros for the court.
    pub holder: Address,
    /// The holding that is paid; zeros for any.
    pub destination: Address,
    pub per_period: u64,
    pub period: u32,
    pub from: i64,
    pub until: i64,
    pub set_aside: u64,
}

impl World {
    /// Creates the treasury of a nation, by its founder, who names it to the nation.
    #[track_caller]
    pub fn create_treasury(&self, nation: &Nation) {
        let founder = &nation.founder;
        let create = ix::create_treasury(nation, founder.pubkey());
        let treasury = addresses::treasury(&nation.address).0;
        self.send(&[create, ix::set_treasury(nation, founder.pubkey(), treasury)], &[founder]).ok();
    }

    /// Opens the ledger of a nation's money, by its founder, creating the treasury if need be.
    #[track_caller]
    pub fn open_till(&self, nation: &Nation, money: Money) -> Till {
        let till = Till::of(&nation.address, money);
        if !self.exists(&till.treasury) {
            self.create_treasury(nation);
        }
        self.send(&[ix::open_ledger(&till, nation.founder.pubkey())], &[&nation.founder]).ok();
        till
    }

    /// A ledger of `alpha`, with this much in it.
    #[track_caller]
    pub fn till(&self, money: Money, amount: u64) -> Till {
        let till = self.open_till(&self.nation, money);
        if amount > 0 {
            self.donate(&till, amount);
        }
        till
    }

    /// Gives a treasury money, which somebody has who is nobody otherwise; returns the donor.
    #[track_caller]
    pub fn donate(&self, till: &Till, amount: u64) -> Keypair {
        let donor = self.holder_of(&till.money, "a donor", amount);
        self.send(&[ix::deposit(till, donor.pubkey(), income::DONATION, amount)], &[&donor]).ok();
        donor
    }

    /// Somebody with this label who has this much of some money, beside a few SOL.
    #[track_caller]
    pub fn holder_of(&self, money: &Money, label: &str, amount: u64) -> Keypair {
        let key = client::dev_keys::keypair(label);
        self.fund(&key.pubkey());
        self.endow(money, &key.pubkey(), amount);
        key
    }

    /// Sets what a term costs, by the nation's founder.
    #[track_caller]
    pub fn set_dues(&self, nation: &Nation, money: &Money, amount: u64) {
        let set = ix::set_dues(nation, nation.founder.pubkey(), money.mint, amount);
        self.send(&[set], &[&nation.founder]).ok();
    }

    /// Appoints a citizen of `alpha`, by its founder; returns the office.
    #[track_caller]
    pub fn appoint(&self, person: &Person, title: &str, term_ends_at: i64) -> Address {
        let founder = &self.nation.founder;
        self.send(&[ix::appoint(person, founder.pubkey(), title, term_ends_at)], &[founder]).ok();
        ix::office_of(&person.nation, title)
    }

    /// A ledger's account.
    #[track_caller]
    pub fn ledger(&self, till: &Till) -> Ledger {
        self.read(&till.ledger)
    }

    /// The booked balance.
    #[track_caller]
    pub fn balance(&self, till: &Till) -> u64 {
        self.ledger(till).balance
    }

    /// What is promised to nobody.
    #[track_caller]
    pub fn free(&self, till: &Till) -> u64 {
        let ledger = self.ledger(till);
        ledger.balance - ledger.promised_streams - ledger.promised_budgets
    }

    /// What the vault really holds, which may be more than is booked.
    #[track_caller]
    pub fn real(&self, till: &Till) -> u64 {
        self.amount_in(&till.money, &till.holding)
    }

    /// Pays by the founder's will.
    #[track_caller]
    pub fn pay(&self, till: &Till, destination: Address, amount: u64) -> Outcome {
        let founder = &self.nation.founder;
        self.send(&[ix::pay(till, founder.pubkey(), destination, amount)], &[founder])
    }

    /// Sets the breaker of `alpha`'s money, by its founder.
    #[track_caller]
    pub fn set_breaker(&self, till: &Till, limit_bps: u16, window: u32) -> Outcome {
        let founder = &self.nation.founder;
        self.send(&[ix::set_breaker(till, founder.pubkey(), limit_bps, window)], &[founder])
    }

    /// A grant to a wallet from now on for 1,000 periods of 100 seconds, of 10,000 units each.
    pub fn grant(&self, holder: Address) -> Grant {
        Grant {
            holder_kind: kind::WALLET,
            holder,
            destination: Address::default(),
            per_period: 10_000,
            period: 100,
            from: self.now(),
            until: self.now() + 100_000,
            set_aside: 0,
        }
    }

    /// Grants a budget of `alpha`, by its founder; returns its address.
    #[track_caller]
    pub fn budget(&self, till: &Till, grant: &Grant) -> Address {
        let id = self.treasury_account(till).next_budget;
        self.try_budget(till, grant).ok();
        till.budget(id)
    }

    /// Tries to grant a budget of `alpha`, by its founder.
    #[track_caller]
    pub fn try_budget(&self, till: &Till, grant: &Grant) -> Outcome {
        let founder = &self.nation.founder;
        let id = self.treasury_account(till).next_budget;
        self.send(&[ix::create_budget(till, founder.pubkey(), id, grant)], &[founder])
    }

    /// A treasury's account.
    #[track_caller]
    pub fn treasury_account(&self, till: &Till) -> client::treasury::accounts::Treasury {
        self.read(&till.treasury)
    }

    /// A budget's account.
    #[track_caller]
    pub fn budget_account(&self, budget: &Address) -> Budget {
        self.read(budget)
    }

    /// A stream's account.
    #[track_caller]
    pub fn stream_account(&self, stream: &Address) -> Stream {
        self.read(stream)
    }

    /// Spends a wallet's budget.
    #[track_caller]
    pub fn spend(
        &self,
        till: &Till,
        spender: &Keypair,
        budget: Address,
        destination: Address,
        amount: u64,
    ) -> Outcome {
        self.send(&[ix::spend(till, spender.pubkey(), budget, destination, amount)], &[spender])
    }

    /// Spends an office's budget.
    #[track_caller]
    pub fn spend_by_office(
        &self,
        till: &Till,
        holder: &Person,
        office: Address,
        budget: Address,
        destination: Address,
        amount: u64,
    ) -> Outcome {
        let spend = ix::spend_by_office(till, holder, office, budget, destination, amount);
        self.send(&[spend], &[&holder.wallet])
    }

    /// Promises a stream of `alpha`, by its founder; returns its address. Its times are start, cliff and end.
    #[track_caller]
    pub fn stream(&self, till: &Till, payee: Address, total: u64, times: [i64; 3]) -> Address {
        let id = self.treasury_account(till).next_stream;
        self.try_stream(till, payee, total, times).ok();
        till.stream(id)
    }

    /// Tries to promise a stream of `alpha`, by its founder.
    #[track_caller]
    pub fn try_stream(&self, till: &Till, payee: Address, total: u64, times: [i64; 3]) -> Outcome {
        let founder = &self.nation.founder;
        let id = self.treasury_account(till).next_stream;
        self.send(&[ix::create_stream(till, founder.pubkey(), id, payee, total, times)], &[founder])
    }

    /// Withdraws from a stream to where the payee keeps such money.
    #[track_caller]
    pub fn withdraw(&self, till: &Till, payee: &Keypair, stream: Address, amount: u64) -> Outcome {
        let destination = till.money.of(&payee.pubkey());
        self.send(&[ix::withdraw_stream(till, payee.pubkey(), stream, destination, amount)], &[payee])
    }

    /// Makes the holding of a wallet, with nothing in it; returns it.
    #[track_caller]
    pub fn empty_holding(&self, money: &Money, owner: &Address) -> Address {
        if !money.is_sol() {
            self.send(&[tokens::open_holding(money, owner)], &[]).ok();
        }
        money.of(owner)
    }
}
