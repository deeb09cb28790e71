//! Money, land and promises, named by small numbers.

use super::op::Ref;
use serde::{Deserialize, Serialize};

/// Kinds of money: SOL, tokens of SPL Token, of Token-2022, of Token-2022 with a fee on transfers, and of a mint
/// that no treasury takes.
pub const COINS: u8 = 5;

/// A nation's books of a kind of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Till {
    /// Nation.
    pub nation: u8,
    /// Kind of money.
    pub coin: u8,
}

/// A budget, stream or campaign by its nation and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Nth {
    /// Nation.
    pub nation: u8,
    /// Number.
    pub id: u64,
}

/// A parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Plot {
    /// Nation.
    pub nation: u8,
    /// Its cell, by a small number.
    pub cell: u8,
}

/// A lease by its parcel and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Letting {
    /// Nation.
    pub nation: u8,
    /// Cell of the parcel.
    pub cell: u8,
    /// Number within the parcel.
    pub number: u32,
}

impl Letting {
    /// Its parcel.
    pub fn plot(self) -> Plot {
        Plot { nation: self.nation, cell: self.cell }
    }
}

/// Where money of some kind lies: the account itself for SOL, its tokens else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// A wallet's.
    Wallet(u8),
    /// An executor's.
    Executor(u8),
    /// The treasury account's own, which is not its money.
    Treasury(u8),
    /// The treasury's money.
    Vault(u8),
    /// The escrow of a lease.
    Lease(Letting),
    /// The escrow of a campaign.
    Campaign(Nth),
    /// The escrow of a nation's court.
    Court(u8),
}

/// What somebody shows who acts for an office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// The office: nation and title.
    pub office: Option<(u8, u8)>,
    /// The citizenship.
    pub citizen: Option<Ref>,
}

/// What takes the place of an account that an instruction names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Instead {
    /// What the instruction would name there if all were of the other nation.
    Sibling,
    /// What it names in another place.
    Twin(u8),
    /// A wallet.
    Wallet(u8),
    /// The System program.
    System,
}
