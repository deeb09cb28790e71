//! Where money lies: lamports of every account of treasury, land and court, tokens of every token account; and how it moves.

use super::id::Id;
use super::op::{COINS, Place, Till, WALLETS, Who};
use super::{Model, Refusals};
use std::collections::BTreeMap;

/// SOL.
pub const SOL: u8 = 0;
/// Tokens of Token-2022 with a fee on transfers.
pub const TAXED: u8 = 3;
/// A mint whose tokens somebody else commands.
pub const REFUSED: u8 = 4;
/// The fee of [`TAXED`], in basis points, and the most it can be.
pub const FEE: (u16, u64) = (125, 5_000);
/// Tokens of each kind that every wallet has at first.
pub const COINS_AT_FIRST: u64 = 4_000_000_000;
/// Bytes of an associated token account of each kind of token: those of Token-2022 have extensions.
pub const HOLDING_LEN: [usize; COINS as usize] = [0, 165, 170, 182, 170];
/// Bytes of an escrow of tokens.
pub const ESCROW_LEN: usize = 165;

/// What lies in a token account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Tokens {
    pub coin: u8,
    pub amount: u64,
    /// Kept back as fees.
    pub withheld: u64,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Money {
    /// Lamports of accounts of treasury, land and court, and at their addresses before they are there.
    pub lamports: BTreeMap<Id, u64>,
    /// Token accounts.
    pub tokens: BTreeMap<Id, Tokens>,
}

impl Money {
    /// Every wallet has some of everything.
    pub fn new() -> Self {
        let tokens = (1..=TAXED).flat_map(|coin| {
            (0..WALLETS).map(move |wallet| {
                (Id::Coins(coin, wallet), Tokens { coin, amount: COINS_AT_FIRST, withheld: 0 })
            })
        });
        Self { lamports: BTreeMap::new(), tokens: tokens.collect() }
    }
}

/// What of a transfer is kept back.
pub fn fee(coin: u8, amount: u64) -> u64 {
    if coin != TAXED {
        return 0;
    }
    let share = u128::from(amount) * u128::from(FEE.0);
    let rounded_up = share / 10_000 + u128::from(share % 10_000 != 0);
    rounded_up.min(u128::from(FEE.1)) as u64
}

impl Model {
    /// The account in which money of a kind lies.
    pub fn spot(&self, coin: u8, place: Place) -> Option<Id> {
        match place {
            Place::Wallet(w) if coin == SOL => Some(Id::Who(w)),
            Place::Executor(n) if coin == SOL => Some(Id::Executor(n)),
            Place::Treasury(n) if coin == SOL => Some(Id::Treasury(n)),
            Place::Vault(n) if coin == SOL => Some(Id::Vault(n)),
            Place::Wallet(w) => Some(Id::Coins(coin, w)),
            Place::Vault(nation) => Some(Id::Till(Till { nation, coin })),
            Place::Lease(lease) => Some(Id::Escrow(lease)),
            Place::Campaign(campaign) => Some(Id::Kitty(campaign)),
            Place::Court(n) => Some(Id::CourtEscrow(n)),
            Place::Executor(_) | Place::Treasury(_) => None,
        }
    }

    /// Whether a place is an account that an instruction names already, to write it: twice is refused.
    pub fn is_spot(&self, coin: u8, place: Place, named: Id) -> bool {
        self.spot(coin, place) == Some(named)
    }

    /// Lamports of an account.
    pub fn lamports(&self, id: Id) -> u64 {
        let purse = match id {
            Id::Who(w) => self.purses.get(&Who::Wallet(w)),
            Id::Executor(n) => self.purses.get(&Who::Executor(n)),
            _ => self.money.lamports.get(&id),
        };
        purse.copied().unwrap_or_default()
    }

    fn lamports_mut(&mut self, id: Id) -> &mut u64 {
        match id {
            Id::Who(w) => self.purses.entry(Who::Wallet(w)).or_default(),
            Id::Executor(n) => self.purses.entry(Who::Executor(n)).or_default(),
            _ => std::rc::Rc::make_mut(&mut self.money).lamports.entry(id).or_default(),
        }
    }

    /// What lies somewhere; `None` where money of this kind cannot lie.
    pub fn balance(&self, coin: u8, spot: Id) -> Option<u64> {
        if coin == SOL {
            return Some(self.lamports(spot));
        }
        self.money.tokens.get(&spot).filter(|tokens| tokens.coin == coin).map(|tokens| tokens.amount)
    }

    /// Lamports arrive at an account.
    pub(super) fn gain(&mut self, id: Id, lamports: u64) {
        *self.lamports_mut(id) += lamports;
    }

    /// Whether lamports can stay in an account that has no data, or have been there before.
    fn rests(&self, lamports: u64) -> bool {
        lamports == 0 || lamports >= self.rent.0
    }

    /// Whether the accounts of a transfer can take it.
    pub fn movable(&self, coin: u8, from: Id, to: Id, amount: u64) -> Refusals {
        let mut no = Refusals::none();
        let (Some(has), Some(had)) = (self.balance(coin, from), self.balance(coin, to)) else {
            return Refusals::certain();
        };
        no.any_when(has < amount);
        if coin == SOL && has >= amount && from != to {
            // The runtime lets nothing be left that cannot keep itself.
            no.any_when(!self.rests(has - amount) || !self.rests(had.saturating_add(amount)));
        }
        no
    }

    /// Moves money, which [`Self::movable`] allows; returns what arrives.
    pub fn shift(&mut self, coin: u8, from: Id, to: Id, amount: u64) -> u64 {
        if coin == SOL {
            *self.lamports_mut(from) -= amount;
            *self.lamports_mut(to) += amount;
            return amount;
        }
        let kept = fee(coin, amount);
        let tokens = &mut std::rc::Rc::make_mut(&mut self.money).tokens;
        if let Some(source) = tokens.get_mut(&from) {
            source.amount -= amount;
        }
        if let Some(destination) = tokens.get_mut(&to) {
            destination.amount += amount - kept;
            destination.withheld += kept;
        }
        amount - kept
    }

    /// Creates an account of this length, or as much of it as was not sent there before.
    pub fn create(&mut self, id: Id, len: usize, payer: Who) {
        let (has, needed) = (self.lamports(id), self.rent_of(len));
        self.spend(payer, needed.saturating_sub(has));
        *self.lamports_mut(id) = has.max(needed);
    }

    /// Closes an account; all its lamports go to somebody.
    pub fn close(&mut self, id: Id, to: Who) {
        let all = std::rc::Rc::make_mut(&mut self.money).lamports.remove(&id).unwrap_or_default();
        self.receive(to, all);
    }

    /// Creates a token account.
    pub fn create_tokens(&mut self, id: Id, coin: u8, len: usize, payer: Who) {
        self.create(id, len, payer);
        let tokens = Tokens { coin, amount: 0, withheld: 0 };
        std::rc::Rc::make_mut(&mut self.money).tokens.insert(id, tokens);
    }

    /// Creates an escrow; returns what is in it that is no money.
    pub fn create_escrow(&mut self, id: Id, coin: u8, payer: Who) -> u64 {
        if coin == SOL {
            self.create(id, 0, payer);
            return self.lamports(id);
        }
        self.create_tokens(id, coin, ESCROW_LEN, payer);
        0
    }

    /// Closes an escrow: what nobody owns goes to the treasury's holding, lamports to whoever paid the rent.
    pub fn close_escrow(&mut self, id: Id, coin: u8, stray_to: Id, rent_to: Who) {
        let stray = self.balance(coin, id).unwrap_or_default();
        if coin != SOL {
            self.shift(coin, id, stray_to, stray);
            std::rc::Rc::make_mut(&mut self.money).tokens.remove(&id);
        }
        self.close(id, rent_to);
    }

    /// A transfer that no program sees.
    pub(super) fn transfer(&mut self, from: u8, coin: u8, to: Place, amount: u64) -> Refusals {
        let (Some(source), Some(spot)) = (self.spot(coin, Place::Wallet(from)), self.spot(coin, to)) else {
            return Refusals::certain();
        };
        let no = self.movable(coin, source, spot, amount);
        if !no.refused() && source != spot {
            self.shift(coin, source, spot, amount);
        }
        no
    }

    /// Lamports sent to any account.
    pub(super) fn litter(&mut self, from: u8, to: Id, amount: u64) -> Refusals {
        let no = self.movable(SOL, Id::Who(from), to, amount);
        if !no.refused() && to != Id::Who(from) {
            self.shift(SOL, Id::Who(from), to, amount);
        }
        no
    }

    /// Somebody creates the vault's token account; that it is there already is no mistake.
    pub(super) fn open_holding(&mut self, till: Till) -> Refusals {
        let id = Id::Till(till);
        if till.coin == SOL {
            return Refusals::certain();
        }
        if !self.money.tokens.contains_key(&id) {
            self.create_tokens(id, till.coin, HOLDING_LEN[usize::from(till.coin)], Who::Payer);
        }
        Refusals::none()
    }
}
