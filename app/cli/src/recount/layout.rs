//! Where things lie in the accounts of the governor program, version 1. Numbers are little-endian.
//!
//! A **page** of ballots: 336 bytes, then the ballots.
//!
//! | from | bytes | |
//! |-----:|------:|---|
//! | 0 | 8 | type: the first bytes of SHA-256 of `account:BallotPage` |
//! | 8 | 32 | proposal |
//! | 40 | 32 | electorate: the nation, or the governor for stakers |
//! | 72 | 32 | who paid the rent |
//! | 104 | 4 × 8 | voting opens, closes, objection closes, latest joining time |
//! | 136 | 8 | seat of the first ballot |
//! | 144 | 8 | submission number |
//! | 152 | 8 × 8 | running counts by choice; the first counts citizens who have not voted |
//! | 216 | 8 × 8 | what has been added to the proposal, by choice |
//! | 280 | 4 | of the counted, cast by delegates |
//! | 284 | 4 | of the added, cast by delegates |
//! | 288 | 4 | charter version |
//! | 292 | 4 | seats on this page |
//! | 296 | 4 | number of the page |
//! | 300 | 6 × 1 | chamber, choices, final ballots, counted in full, layout version, bump |
//! | 306 | 30 | zero |
//!
//! A **citizen's ballot** has four bits: the lower half of a byte for an even seat, the upper for an odd one;
//! three bits of choice (0 for none) and, highest, one that says it was cast in person. A **stake's ballot**
//! has eight bytes: the choice in the top four bits, the weight below.
//!
//! A **proposal** has 1048 bytes; the offsets of what matters here are in [`Proposal::read`].

use crate::raw::{Bytes, Malformed};
use solana_address::Address;

/// First bytes of a page of ballots.
pub const PAGE: [u8; 8] = [32, 90, 233, 74, 96, 180, 171, 28];
/// First bytes of a proposal.
pub const PROPOSAL: [u8; 8] = [26, 94, 189, 187, 116, 136, 53, 33];
/// Bytes of a page before its ballots.
pub const PAGE_HEADER: usize = 336;
/// Bytes of a proposal.
pub const PROPOSAL_BYTES: usize = 1048;
/// The layout described here.
const VERSION: u8 = 1;

const _: () = assert!(PAGE_HEADER == 8 + 3 * 32 + 4 * 8 + 8 + 8 + 2 * 8 * 8 + 5 * 4 + 6 + 30);

/// A chamber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chamber {
    /// Its number, which is also its bit among the chambers that decide.
    pub number: u8,
    /// Whose it is.
    pub name: &'static str,
}

/// The citizens' chamber.
pub const CITIZENS: Chamber = Chamber { number: 1, name: "citizens'" };
/// The stakers' chamber.
pub const STAKERS: Chamber = Chamber { number: 2, name: "stakers'" };
/// Both, in the order of their tallies.
pub const CHAMBERS: [Chamber; 2] = [CITIZENS, STAKERS];

/// The states of a proposal.
pub mod state {
    #![allow(missing_docs, reason = "the names say it, and `name` says it again")]
    pub const DRAFT: u8 = 0;
    pub const SUBMITTED: u8 = 1;
    pub const SUCCEEDED: u8 = 2;
    pub const QUEUED: u8 = 3;
    pub const EXECUTED: u8 = 4;
    pub const DEFEATED: u8 = 5;
    pub const CANCELLED: u8 = 6;
    pub const ENJOINED: u8 = 7;
    pub const EXPIRED: u8 = 8;

    /// The state's name.
    pub fn name(state: u8) -> &'static str {
        match state {
            DRAFT => "draft",
            SUBMITTED => "submitted",
            SUCCEEDED => "succeeded",
            QUEUED => "queued",
            EXECUTED => "executed",
            DEFEATED => "defeated",
            CANCELLED => "cancelled",
            ENJOINED => "enjoined",
            EXPIRED => "expired",
            _ => "unknown",
        }
    }
}

/// A page of ballots.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "described above")]
pub struct Page<'a> {
    pub proposal: Address,
    pub first: u64,
    pub counts: [u64; 8],
    pub tallied: [u64; 8],
    pub delegated: u32,
    pub delegated_tallied: u32,
    pub capacity: u32,
    pub index: u32,
    pub chamber: u8,
    pub choices: u8,
    pub complete: u8,
    ballots: &'a [u8],
}

/// What a page's ballots add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    /// Votes or weight by choice; nothing at 0.
    pub by_choice: [u64; 8],
    /// Ballots that hold a choice.
    pub voters: u64,
    /// Of these, cast by delegates.
    pub delegated: u64,
}

impl<'a> Page<'a> {
    /// Reads a page.
    ///
    /// # Errors
    /// It is too short or has another layout.
    pub fn read(data: &'a [u8]) -> Result<Self, Malformed> {
        let bytes = Bytes::of(data, PAGE_HEADER, "page of ballots")?;
        bytes.version(304, VERSION)?;
        Ok(Self {
            proposal: bytes.address(8),
            first: bytes.u64(136),
            counts: bytes.u64s(152),
            tallied: bytes.u64s(216),
            delegated: bytes.u32(280),
            delegated_tallied: bytes.u32(284),
            capacity: bytes.u32(292),
            index: bytes.u32(296),
            chamber: bytes.byte(300),
            choices: bytes.byte(301),
            complete: bytes.byte(303),
            ballots: data.get(PAGE_HEADER..).unwrap_or_default(),
        })
    }

    /// Counts the citizens' ballots.
    ///
    /// # Errors
    /// The page is not as long as its seats take, or there is a ballot without a seat.
    pub fn citizens(&self) -> Result<Ballots, Malformed> {
        let seats = self.capacity as usize;
        self.check_length(seats / 2 + seats % 2)?;
        let mut sum = Ballots::default();
        for (seat, ballot) in self.ballots.iter().flat_map(|byte| [byte % 16, byte / 16]).enumerate() {
            if seat >= seats && ballot != 0 {
                return Err(Malformed("has a ballot beyond its last seat".into()));
            }
            let (choice, in_person) = (usize::from(ballot % 8), ballot >= 8);
            if choice != 0 {
                sum.by_choice[choice] += 1;
                sum.voters += 1;
                sum.delegated += u64::from(!in_person);
            }
        }
        Ok(sum)
    }

    /// Counts the stakes' ballots.
    ///
    /// # Errors
    /// The page is not as long as its seats take, or there is a choice or a sum that cannot be.
    pub fn stakes(&self) -> Result<Ballots, Malformed> {
        self.check_length(self.capacity as usize * 8)?;
        let mut sum = Ballots::default();
        for bytes in self.ballots.chunks_exact(8) {
            let ballot = u64::from_le_bytes(bytes.try_into().unwrap_or_default());
            let (choice, weight) = ((ballot >> 60) as usize, ballot & 0x0fff_ffff_ffff_ffff);
            if choice == 0 {
                continue;
            }
            let total = sum.by_choice.get_mut(choice);
            let added = total.as_deref().and_then(|total| total.checked_add(weight));
            match (total, added) {
                (Some(total), Some(added)) => *total = added,
                _ => return Err(Malformed(format!("has a ballot that cannot be: {ballot:#018x}"))),
            }
            sum.voters += 1;
        }
        Ok(sum)
    }

    fn check_length(&self, expected: usize) -> Result<(), Malformed> {
        if self.ballots.len() == expected {
            return Ok(());
        }
        Err(Malformed(format!("has {} bytes of ballots, its seats take {expected}", self.ballots.len())))
    }
}

/// What matters here of the rules that a proposal was decided by.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Rules {
    pub quorum_bps: u16,
    pub threshold_bps: u16,
    pub chambers: u8,
    pub final_ballots: u8,
}

/// What matters here of a proposal.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Proposal {
    pub governor: Address,
    pub id: u64,
    pub objection_closes_at: i64,
    pub decided_at: i64,
    pub citizens: u64,
    pub citizen_seats: u64,
    pub staked: u64,
    pub stake_seats: u64,
    pub rules: Rules,
    pub pages_left: u32,
    pub kind: u8,
    pub choices: u8,
    pub state: u8,
    pub outcome: u8,
    pub deposit_forfeit: u8,
    pub executed: u8,
    pub option_actions: [u8; 8],
    pub delegated: u64,
    pub action_hashes: [[u8; 32]; 7],
    pub executed_hash: [u8; 32],
    pub title: String,
    pages: [[u32; 2]; 2],
    tallies: [[u64; 8]; 2],
}

impl Proposal {
    /// Reads a proposal.
    ///
    /// # Errors
    /// It is too short or has another layout.
    pub fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = Bytes::of(data, PROPOSAL_BYTES, "proposal")?;
        bytes.version(358, VERSION)?;
        Ok(Self {
            governor: bytes.address(8),
            id: bytes.u64(136),
            objection_closes_at: bytes.i64(184),
            decided_at: bytes.i64(192),
            citizens: bytes.u64(240),
            citizen_seats: bytes.u64(248),
            staked: bytes.u64(256),
            stake_seats: bytes.u64(264),
            rules: Rules {
                quorum_bps: bytes.u16(312),
                threshold_bps: bytes.u16(314),
                chambers: bytes.byte(318),
                final_ballots: bytes.byte(319),
            },
            pages: [[bytes.u32(328), bytes.u32(332)], [bytes.u32(336), bytes.u32(340)]],
            pages_left: bytes.u32(344),
            kind: bytes.byte(349),
            choices: bytes.byte(350),
            state: bytes.byte(351),
            outcome: bytes.byte(353),
            deposit_forfeit: bytes.byte(354),
            executed: bytes.byte(357),
            option_actions: bytes.at(360),
            tallies: [bytes.u64s(368), bytes.u64s(432)],
            delegated: bytes.u64(496),
            action_hashes: std::array::from_fn(|option| bytes.at(504 + 32 * option)),
            executed_hash: bytes.at(728),
            title: bytes.text(792, 96),
        })
    }

    fn of<T: Copy>(chamber: Chamber, [citizens, stakers]: [T; 2]) -> T {
        if chamber == CITIZENS { citizens } else { stakers }
    }

    /// Pages of a chamber that were opened.
    pub fn pages_opened(&self, chamber: Chamber) -> u64 {
        Self::of(chamber, self.pages)[0].into()
    }

    /// Pages of a chamber that were counted in full.
    pub fn pages_tallied(&self, chamber: Chamber) -> u64 {
        Self::of(chamber, self.pages)[1].into()
    }

    /// The stored tally of a chamber; nothing at 0.
    pub fn tally(&self, chamber: Chamber) -> [u64; 8] {
        Self::of(chamber, self.tallies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn types_are_named_by_hashes() {
        assert_eq!(Sha256::digest("account:BallotPage")[..8], PAGE);
        assert_eq!(Sha256::digest("account:Proposal")[..8], PROPOSAL);
    }

    fn page(capacity: u32, ballots: &[u8]) -> Vec<u8> {
        let mut data = vec![0; PAGE_HEADER];
        data[292..296].copy_from_slice(&capacity.to_le_bytes());
        data[304] = VERSION;
        data.extend_from_slice(ballots);
        data
    }

    #[test]
    fn citizens_are_counted_by_halves_of_bytes() {
        // Seat 0: in person for 1. Seat 1: delegate for 2. Seat 2: taken back in person. Seat 3: none. Seat 4: 7.
        let data = page(5, &[0x29, 0x08, 0x0f]);
        let sum = Page::read(&data).unwrap().citizens().unwrap();
        assert_eq!(sum, Ballots { by_choice: [0, 1, 1, 0, 0, 0, 0, 1], voters: 3, delegated: 1 });
        let beyond = page(5, &[0x29, 0x08, 0x1f]);
        assert!(Page::read(&beyond).unwrap().citizens().is_err());
        let short = page(5, &[0x29, 0x08]);
        assert!(Page::read(&short).unwrap().citizens().is_err());
        assert!(Page::read(&data[..PAGE_HEADER - 1]).is_err());
    }

    #[test]
    fn stakes_are_counted_by_weight() {
        let ballots = [(1u64 << 60) | 5, 0, (2 << 60) | 7, (1 << 60) | 1].map(u64::to_le_bytes).concat();
        let data = page(4, &ballots);
        let sum = Page::read(&data).unwrap().stakes().unwrap();
        assert_eq!(sum, Ballots { by_choice: [0, 6, 7, 0, 0, 0, 0, 0], voters: 3, delegated: 0 });
        let impossible = page(1, &(9u64 << 60).to_le_bytes());
        assert!(Page::read(&impossible).unwrap().stakes().is_err());
    }
}
