//! Accounts, named by small numbers.

use super::diplomacy::{Pact, Voice};
use super::op::{Letting, Nth, Plot, Till};
use serde::{Deserialize, Serialize};

/// An account that the model knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Id {
    Who(u8),
    Executor(u8),
    Nation(u8),
    Citizen(u8, u8),
    Application(u8, u8),
    Order(u8, u8),
    Office(u8, u8),
    Passport(u8, u64),
    Holding(u8, u64, u8),
    Governor(u8),
    Proposal(u8, u64),
    Action(u8, u64, u8),
    Page(u8, u64, u8, u32),
    Stake(u8, u8),
    Tokens(u8, u8),
    StakeVault(u8),
    // treasury
    Treasury(u8),
    Vault(u8),
    Ledger(Till),
    /// The vault's token account of a kind of money.
    Till(Till),
    /// A wallet's.
    Coins(u8, u8),
    Budget(Nth),
    Stream(Nth),
    // land
    Registry(u8),
    Parcel(Plot),
    Version(Plot, u32),
    Lease(Letting),
    /// The escrow of a lease.
    Escrow(Letting),
    Auction(Letting),
    Bid(Letting, u8),
    Claim(Letting, u8),
    Campaign(Nth),
    /// The escrow of a campaign.
    Kitty(Nth),
    Pledge(Nth, u8),
    // court
    Court(u8),
    /// The escrow of a court.
    CourtEscrow(u8),
    Juror(u8, u32),
    /// By serial.
    JurorOf(u8, u64),
    Case(Nth),
    Seat(Nth, u8, u8),
    Evidence(Nth, u32),
    // diplomacy
    Body(u8),
    Recognition(Voice, u8),
    Entry(Voice, u8, u32),
    Pact(Pact),
    /// By treaty, home and serial.
    Visa(Pact, u8, u64),
    Census(u8, u32),
    Stage(u8),
}

impl Id {
    /// Whether the model counts the lamports of such accounts wherever they come from.
    pub fn is_counted(self) -> bool {
        matches!(
            self,
            Self::Treasury(_)
                | Self::Vault(_)
                | Self::Ledger(_)
                | Self::Till(_)
                | Self::Budget(_)
                | Self::Stream(_)
                | Self::Registry(_)
                | Self::Parcel(_)
                | Self::Version(..)
                | Self::Lease(_)
                | Self::Escrow(_)
                | Self::Auction(_)
                | Self::Bid(..)
                | Self::Claim(..)
                | Self::Campaign(_)
                | Self::Kitty(_)
                | Self::Pledge(..)
                | Self::Court(_)
                | Self::CourtEscrow(_)
                | Self::Juror(..)
                | Self::JurorOf(..)
                | Self::Case(_)
                | Self::Seat(..)
                | Self::Evidence(..)
                | Self::Body(_)
                | Self::Recognition(..)
                | Self::Entry(..)
                | Self::Pact(_)
                | Self::Visa(..)
                | Self::Census(..)
                | Self::Stage(_)
        )
    }

    /// The same account of the other nation.
    #[must_use]
    pub fn sibling(self) -> Self {
        let till = |till: Till| Till { nation: 1 - till.nation, ..till };
        let nth = |nth: Nth| Nth { nation: 1 - nth.nation, ..nth };
        let plot = |plot: Plot| Plot { nation: 1 - plot.nation, ..plot };
        let letting = |at: Letting| Letting { nation: 1 - at.nation, ..at };
        let voice = |voice: Voice| match voice {
            Voice::Nation(n) => Voice::Nation(1 - n),
            body @ Voice::Body(_) => body,
        };
        match self {
            Self::Nation(n) => Self::Nation(1 - n),
            Self::Citizen(n, w) => Self::Citizen(1 - n, w),
            Self::Office(n, title) => Self::Office(1 - n, title),
            Self::Treasury(n) => Self::Treasury(1 - n),
            Self::Vault(n) => Self::Vault(1 - n),
            Self::Ledger(of) => Self::Ledger(till(of)),
            Self::Till(of) => Self::Till(till(of)),
            Self::Budget(of) => Self::Budget(nth(of)),
            Self::Stream(of) => Self::Stream(nth(of)),
            Self::Registry(n) => Self::Registry(1 - n),
            Self::Parcel(of) => Self::Parcel(plot(of)),
            Self::Version(of, number) => Self::Version(plot(of), number),
            Self::Lease(at) => Self::Lease(letting(at)),
            Self::Escrow(at) => Self::Escrow(letting(at)),
            Self::Auction(at) => Self::Auction(letting(at)),
            Self::Bid(at, w) => Self::Bid(letting(at), w),
            Self::Claim(at, w) => Self::Claim(letting(at), w),
            Self::Campaign(of) => Self::Campaign(nth(of)),
            Self::Kitty(of) => Self::Kitty(nth(of)),
            Self::Pledge(of, w) => Self::Pledge(nth(of), w),
            Self::Governor(n) => Self::Governor(1 - n),
            Self::Court(n) => Self::Court(1 - n),
            Self::CourtEscrow(n) => Self::CourtEscrow(1 - n),
            Self::Juror(n, index) => Self::Juror(1 - n, index),
            Self::JurorOf(n, serial) => Self::JurorOf(1 - n, serial),
            Self::Case(of) => Self::Case(nth(of)),
            Self::Seat(of, round, number) => Self::Seat(nth(of), round, number),
            Self::Evidence(of, number) => Self::Evidence(nth(of), number),
            Self::Recognition(from, to) => Self::Recognition(voice(from), 1 - to),
            Self::Entry(from, to, number) => Self::Entry(voice(from), 1 - to, number),
            Self::Census(n, period) => Self::Census(1 - n, period),
            Self::Stage(n) => Self::Stage(1 - n),
            other => other,
        }
    }
}
