use crate::Person;
use client::addresses;
use solana_address::Address;

/// A proposal's addresses, and who opened it.
#[derive(Clone)]
pub struct Proposal {
    /// The nation.
    pub nation: Address,
    /// The governor.
    pub governor: Address,
    /// The proposal's account.
    pub address: Address,
    /// Its number.
    pub id: u64,
    /// Who opened it.
    pub proposer: Person,
}

impl Proposal {
    /// Page `index` of the citizens' chamber.
    pub fn page(&self, index: u32) -> Address {
        addresses::page(&self.address, crate::CITIZENS, index).0
    }

    /// Page `index` of the stakers' chamber.
    pub fn stake_page(&self, index: u32) -> Address {
        addresses::page(&self.address, crate::STAKERS, index).0
    }

    /// Action `index`.
    pub fn action(&self, index: u8) -> Address {
        addresses::action(&self.address, index).0
    }
}

/// What a draft says. `Draft::motion()` and `Draft::poll(4)` are the usual ones.
#[derive(Clone)]
pub struct Draft {
    /// Track.
    pub track: u8,
    /// 0 motion, 1 poll.
    pub kind: u8,
    /// Choices.
    pub choices: u8,
    /// Title.
    pub title: String,
    /// Where the text is.
    pub uri: String,
    /// Hash of the text.
    pub text_hash: [u8; 32],
}

impl Draft {
    /// A motion on track 0.
    pub fn motion() -> Self {
        Self {
            track: 0,
            kind: 0,
            choices: 3,
            title: "That the harbour be dredged".into(),
            uri: "ipfs://bafy-harbour".into(),
            text_hash: [7; 32],
        }
    }

    /// A poll on track 0.
    pub fn poll(options: u8) -> Self {
        Self { kind: 1, choices: options, title: "Who keeps the harbour".into(), ..Self::motion() }
    }

    /// The same on another track.
    pub fn on(self, track: u8) -> Self {
        Self { track, ..self }
    }
}
