//! Accounts of the diplomacy program, version 1.

use super::{KINDS, Layout, TENURES, bytes};
use crate::raw::{Bytes, Malformed};
use solana_address::Address;

/// Ledgers in a census report.
pub const LEDGERS: usize = 4;
/// Words of a set of countries.
pub const COUNTRY_WORDS: usize = 11;
/// Stages of a nation.
pub const STAGES: usize = 4;

/// What matters of a ledger in a census report.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct ReportedLedger {
    pub mint: Address,
    pub income: [u64; KINDS],
    pub outflow: u64,
    pub balance: u64,
    pub promised: u64,
    pub decimals: u8,
    pub present: u8,
}

impl ReportedLedger {
    fn read(bytes: Bytes<'_>, at: usize) -> Self {
        Self {
            mint: bytes.address(at),
            income: bytes.u64s(at + 40),
            outflow: bytes.u64(at + 88),
            balance: bytes.u64(at + 96),
            promised: bytes.u64(at + 104),
            decimals: bytes.byte(at + 112),
            present: bytes.byte(at + 113),
        }
    }
}

/// What matters of a census report.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct CensusReport {
    pub nation: Address,
    pub reported_at: i64,
    pub population: u64,
    pub voters: u64,
    pub serials: u64,
    pub areas: [u64; TENURES],
    pub country_set: [u64; COUNTRY_WORDS],
    pub ledgers: [ReportedLedger; LEDGERS],
    pub period: u32,
    pub charter_version: u32,
    pub counts: [u32; TENURES],
    pub parcels: u32,
    pub leases: u32,
    pub countries: u16,
    pub self_governed: u8,
}

impl Layout for CensusReport {
    const TYPE: [u8; 8] = [36, 41, 235, 222, 192, 151, 200, 43];
    const BYTES: usize = 808;
    const NAME: &'static str = "census report";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 767)?;
        Ok(Self {
            nation: bytes.address(8),
            reported_at: bytes.i64(112),
            population: bytes.u64(120),
            voters: bytes.u64(128),
            serials: bytes.u64(136),
            areas: bytes.u64s(144),
            country_set: bytes.u64s(168),
            ledgers: std::array::from_fn(|n| ReportedLedger::read(bytes, 256 + 120 * n)),
            period: bytes.u32(736),
            charter_version: bytes.u32(740),
            counts: bytes.u32s(744),
            parcels: bytes.u32(756),
            leases: bytes.u32(760),
            countries: bytes.u16(764),
            self_governed: bytes.byte(766),
        })
    }
}

/// What matters of a stage.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Stage {
    pub nation: Address,
    pub report: Address,
    pub recognition: Address,
    pub recogniser: Address,
    pub assessed_at: i64,
    pub since: i64,
    pub first_reached: [u64; STAGES],
    pub population: u64,
    pub period: u32,
    pub countries: u16,
    pub stage: u8,
    pub self_governed: u8,
    pub has_purse: u8,
    pub by_body: u8,
}

impl Layout for Stage {
    const TYPE: [u8; 8] = [128, 95, 240, 157, 209, 159, 69, 179];
    const BYTES: usize = 272;
    const NAME: &'static str = "stage";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 234)?;
        Ok(Self {
            nation: bytes.address(8),
            report: bytes.address(40),
            recognition: bytes.address(72),
            recogniser: bytes.address(104),
            assessed_at: bytes.i64(168),
            since: bytes.i64(176),
            first_reached: bytes.u64s(184),
            population: bytes.u64(216),
            period: bytes.u32(224),
            countries: bytes.u16(228),
            stage: bytes.byte(230),
            self_governed: bytes.byte(231),
            has_purse: bytes.byte(232),
            by_body: bytes.byte(233),
        })
    }
}

/// What matters of a recognition.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Recognition {
    pub from: Address,
    pub to: Address,
    pub since: i64,
    pub entries: u32,
    pub grants: u32,
    /// 0 a nation, 1 a body.
    pub from_kind: u8,
    pub in_force: u8,
}

impl Layout for Recognition {
    const TYPE: [u8; 8] = [76, 251, 229, 233, 37, 218, 0, 218];
    const BYTES: usize = 168;
    const NAME: &'static str = "recognition";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 130)?;
        Ok(Self {
            from: bytes.address(8),
            to: bytes.address(40),
            since: bytes.i64(104),
            entries: bytes.u32(120),
            grants: bytes.u32(124),
            from_kind: bytes.byte(128),
            in_force: bytes.byte(129),
        })
    }
}

/// What matters of an act of recognition.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Entry {
    pub recognition: Address,
    pub at: i64,
    pub number: u32,
    /// 0 granted, 1 revoked.
    pub act: u8,
}

impl Layout for Entry {
    const TYPE: [u8; 8] = [63, 18, 152, 113, 215, 246, 221, 250];
    const BYTES: usize = 248;
    const NAME: &'static str = "act of recognition";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 213)?;
        Ok(Self {
            recognition: bytes.address(8),
            at: bytes.i64(72),
            number: bytes.u32(208),
            act: bytes.byte(212),
        })
    }
}

/// What matters of a body outside.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Body {
    pub key: Address,
    pub name: String,
}

impl Layout for Body {
    const TYPE: [u8; 8] = [217, 249, 44, 207, 190, 225, 157, 236];
    const BYTES: usize = 280;
    const NAME: &'static str = "body";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 240)?;
        Ok(Self { key: bytes.address(8), name: bytes.text(80, 64) })
    }
}

/// What matters of a treaty.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Treaty {
    pub nation_a: Address,
    pub nation_b: Address,
    pub open_until: i64,
    pub signed_at: i64,
    pub denounced_at: i64,
    pub ends_at: i64,
    pub notice: u32,
    pub visit: u32,
    pub number: u32,
    /// 0 proposed, 1 signed, 2 denounced.
    pub state: u8,
}

impl Layout for Treaty {
    const TYPE: [u8; 8] = [77, 157, 32, 199, 11, 117, 80, 92];
    const BYTES: usize = 384;
    const NAME: &'static str = "treaty";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 349)?;
        Ok(Self {
            nation_a: bytes.address(8),
            nation_b: bytes.address(40),
            open_until: bytes.i64(176),
            signed_at: bytes.i64(184),
            denounced_at: bytes.i64(192),
            ends_at: bytes.i64(200),
            notice: bytes.u32(240),
            visit: bytes.u32(244),
            number: bytes.u32(344),
            state: bytes.byte(348),
        })
    }
}

/// What matters of a visa.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Visa {
    pub treaty: Address,
    pub home: Address,
    pub host: Address,
    pub serial: u64,
    pub from: i64,
    pub until: i64,
}

impl Layout for Visa {
    const TYPE: [u8; 8] = [69, 169, 132, 36, 37, 127, 97, 157];
    const BYTES: usize = 232;
    const NAME: &'static str = "visa";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 193)?;
        Ok(Self {
            treaty: bytes.address(8),
            home: bytes.address(40),
            host: bytes.address(72),
            serial: bytes.u64(168),
            from: bytes.i64(176),
            until: bytes.i64(184),
        })
    }
}
