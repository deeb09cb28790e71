//! Accounts of the court program, version 1.

use super::{Layout, bytes};
use crate::raw::{Bytes, Malformed};
use solana_address::Address;

/// Rounds of a case, at most.
pub const ROUNDS: usize = 5;
/// Cases that a juror can sit in.
pub const SEATS: usize = 16;
/// Where the rounds of a case begin, and how many bytes each has.
const ROUNDS_AT: usize = 576;
const ROUND_BYTES: usize = 136;

/// What matters of a court.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Court {
    pub nation: Address,
    pub mint: Address,
    pub escrow: Address,
    pub held: u64,
    pub fines: u64,
    pub reserve: u64,
    pub next_case: u64,
    pub next_juror: u32,
    pub jurors: u32,
}

impl Layout for Court {
    const TYPE: [u8; 8] = [244, 219, 220, 213, 46, 117, 241, 14];
    const BYTES: usize = 272;
    const NAME: &'static str = "court";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 237)?;
        Ok(Self {
            nation: bytes.address(8),
            mint: bytes.address(40),
            escrow: bytes.address(104),
            held: bytes.u64(136),
            fines: bytes.u64(144),
            reserve: bytes.u64(152),
            next_case: bytes.u64(160),
            next_juror: bytes.u32(224),
            jurors: bytes.u32(228),
        })
    }
}

/// What matters of a juror.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Juror {
    pub court: Address,
    pub serial: u64,
    pub bond: u64,
    pub locked: u64,
    pub due: u64,
    pub leaves_at: i64,
    /// Ids of the cases of the seats held, each one more; 0 for none.
    pub cases: [u64; SEATS],
    pub index: u32,
}

impl Layout for Juror {
    const TYPE: [u8; 8] = [209, 201, 239, 217, 237, 84, 189, 152];
    const BYTES: usize = 376;
    const NAME: &'static str = "juror";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 340)?;
        Ok(Self {
            court: bytes.address(8),
            serial: bytes.u64(136),
            bond: bytes.u64(144),
            locked: bytes.u64(152),
            due: bytes.u64(160),
            leaves_at: bytes.i64(192),
            cases: bytes.u64s(208),
            index: bytes.u32(336),
        })
    }
}

/// What says which juror a citizen is.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct JurorOf {
    pub juror: Address,
    pub serial: u64,
    pub index: u32,
}

impl Layout for JurorOf {
    const TYPE: [u8; 8] = [117, 30, 203, 234, 216, 31, 232, 155];
    const BYTES: usize = 56;
    const NAME: &'static str = "juror's name";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 52)?;
        Ok(Self { juror: bytes.address(8), serial: bytes.u64(40), index: bytes.u32(48) })
    }
}

/// What matters of a round of a case.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Round {
    pub pool: u64,
    pub costs: u64,
    pub bounty: u64,
    pub reward: u64,
    pub captured_slot: u64,
    pub hash: [u8; 32],
    pub jurors: u32,
    pub panel: u8,
    pub seats: u8,
    pub committed: u8,
    /// For the claimant, for the respondent, refusing.
    pub chosen: [u8; 3],
    pub ruling: u8,
}

impl Round {
    fn read(bytes: Bytes<'_>, at: usize) -> Self {
        Self {
            pool: bytes.u64(at),
            costs: bytes.u64(at + 8),
            bounty: bytes.u64(at + 16),
            reward: bytes.u64(at + 24),
            captured_slot: bytes.u64(at + 40),
            hash: bytes.at(at + 56),
            jurors: bytes.u32(at + 120),
            panel: bytes.byte(at + 128),
            seats: bytes.byte(at + 129),
            committed: bytes.byte(at + 130),
            chosen: bytes.at(at + 131),
            ruling: bytes.byte(at + 134),
        }
    }
}

/// What matters of a case.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Case {
    pub court: Address,
    pub nation: Address,
    pub proposal: Address,
    pub id: u64,
    pub filed_at: i64,
    pub final_at: i64,
    pub enforced_at: i64,
    pub claimant_escrow: u64,
    pub respondent_escrow: u64,
    pub claimant_due: u64,
    pub respondent_due: u64,
    pub held: u64,
    pub uncollected: u64,
    /// What each seat has at risk.
    pub bond: u64,
    /// Seats of the first panel.
    pub panel: u8,
    pub seats_open: u16,
    pub seats_left: u16,
    /// 0 pleading, 1 judging, 2 ruled, 3 before the citizens, 4 final.
    pub stage: u8,
    pub round: u8,
    pub remedy: u8,
    pub ruling: u8,
    pub rounds: [Round; ROUNDS],
}

impl Layout for Case {
    const TYPE: [u8; 8] = [24, 222, 147, 26, 60, 162, 154, 176];
    const BYTES: usize = 1_800;
    const NAME: &'static str = "case";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 568)?;
        Ok(Self {
            court: bytes.address(8),
            nation: bytes.address(40),
            proposal: bytes.address(232),
            id: bytes.u64(328),
            filed_at: bytes.i64(376),
            final_at: bytes.i64(432),
            enforced_at: bytes.i64(440),
            claimant_escrow: bytes.u64(448),
            respondent_escrow: bytes.u64(456),
            claimant_due: bytes.u64(464),
            respondent_due: bytes.u64(472),
            held: bytes.u64(480),
            uncollected: bytes.u64(488),
            bond: bytes.u64(504),
            panel: bytes.byte(548),
            seats_open: bytes.u16(556),
            seats_left: bytes.u16(558),
            stage: bytes.byte(563),
            round: bytes.byte(564),
            remedy: bytes.byte(565),
            ruling: bytes.byte(566),
            rounds: std::array::from_fn(|n| Round::read(bytes, ROUNDS_AT + n * ROUND_BYTES)),
        })
    }
}

/// What matters of a seat.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Seat {
    pub case: Address,
    pub juror: Address,
    pub committed: bool,
    pub index: u32,
    pub attempt: u32,
    pub round: u8,
    pub number: u8,
    pub choice: u8,
    pub settled: u8,
}

impl Layout for Seat {
    const TYPE: [u8; 8] = [90, 228, 22, 90, 162, 86, 173, 26];
    const BYTES: usize = 152;
    const NAME: &'static str = "seat";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 148)?;
        Ok(Self {
            case: bytes.address(8),
            juror: bytes.address(40),
            committed: bytes.at::<32>(104) != [0; 32],
            index: bytes.u32(136),
            attempt: bytes.u32(140),
            round: bytes.byte(144),
            number: bytes.byte(145),
            choice: bytes.byte(146),
            settled: bytes.byte(147),
        })
    }
}
