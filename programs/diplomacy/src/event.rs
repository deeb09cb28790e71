//! Events: one small, fixed-size record for each change of state.

use crate::state::{CensusReport, Recognition, Stage, Treaty, Visa};
use anchor_lang::prelude::*;

/// A body outside was registered.
#[event(bytemuck)]
#[repr(C)]
pub struct BodyRegistered {
    /// The body.
    pub body: Address,
    /// The key that speaks for it.
    pub key: Address,
}

/// A nation was recognised, or is so no more.
#[event(bytemuck)]
#[repr(C)]
pub struct RecognitionChanged {
    /// Who recognises.
    pub from: Address,
    /// The nation.
    pub to: Address,
    /// When, in Unix seconds.
    pub at: i64,
    /// 1 when it is in force now.
    pub in_force: u8,
    /// 1 when who recognises is a body, and no nation.
    pub from_kind: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
}

/// A treaty was proposed, signed, denounced, or its proposal withdrawn.
#[event(bytemuck)]
#[repr(C)]
pub struct TreatyChanged {
    /// The treaty.
    pub treaty: Address,
    /// The party with the lower address.
    pub nation_a: Address,
    /// The party with the higher address.
    pub nation_b: Address,
    /// When it ends, in Unix seconds; 0 while that is open.
    pub ends_at: i64,
    /// One of the `STATE_` values.
    pub state: u8,
    /// 1 when its account was closed.
    pub closed: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
}

/// A visa was issued or closed, or its holder expelled, or let in again.
#[event(bytemuck)]
#[repr(C)]
pub struct VisaChanged {
    /// The nation that the visitor is a citizen of.
    pub home: Address,
    /// The nation that is visited.
    pub host: Address,
    /// Serial of the citizen.
    pub serial: u64,
    /// The visit is over at this second.
    pub until: i64,
    /// 1 while the visitor is expelled.
    pub expelled: u8,
    /// 1 when its account was closed.
    pub closed: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
}

/// A census was published or completed.
#[event(bytemuck)]
#[repr(C)]
pub struct CensusTaken {
    /// The nation.
    pub nation: Address,
    /// Members whose term ran.
    pub population: u64,
    /// The period.
    pub period: u32,
    /// Countries with land of the nation, as far as shown.
    pub countries: u16,
    /// Ledgers, as far as shown.
    pub ledgers: u8,
    /// 1 when it was completed, 0 when it was published.
    pub completed: u8,
}

/// The stage of a nation was computed.
#[event(bytemuck)]
#[repr(C)]
pub struct StageAssessed {
    /// The nation.
    pub nation: Address,
    /// The census it follows from.
    pub report: Address,
    /// When, in Unix seconds.
    pub at: i64,
    /// The stage.
    pub stage: u8,
    /// The stage before.
    pub before: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
}

impl RecognitionChanged {
    /// The event for a recognition as it is now.
    pub fn of(recognition: &Recognition, at: i64) -> Self {
        Self {
            from: recognition.from,
            to: recognition.to,
            at,
            in_force: recognition.in_force,
            from_kind: recognition.from_kind,
            padding: [0; 6],
        }
    }
}

impl TreatyChanged {
    /// The event for a treaty as it is now.
    pub fn of(treaty: &Account<Treaty>, closed: bool) -> Self {
        Self {
            treaty: *treaty.address(),
            nation_a: treaty.nation_a,
            nation_b: treaty.nation_b,
            ends_at: treaty.ends_at,
            state: treaty.state,
            closed: closed.into(),
            padding: [0; 6],
        }
    }
}

impl VisaChanged {
    /// The event for a visa as it is now.
    pub fn of(visa: &Visa, closed: bool) -> Self {
        Self {
            home: visa.home,
            host: visa.host,
            serial: visa.serial,
            until: visa.until,
            expelled: visa.expelled,
            closed: closed.into(),
            padding: [0; 6],
        }
    }
}

impl CensusTaken {
    /// The event for a report as it is now.
    pub fn of(report: &CensusReport, completed: bool) -> Self {
        Self {
            nation: report.nation,
            population: report.population,
            period: report.period,
            countries: report.countries,
            ledgers: report.ledgers.iter().map(|place| place.present).sum(),
            completed: completed.into(),
        }
    }
}

impl StageAssessed {
    /// The event for a stage as it is now.
    pub fn of(stage: &Stage, before: u8) -> Self {
        Self {
            nation: stage.nation,
            report: stage.report,
            at: stage.assessed_at,
            stage: stage.stage,
            before,
            padding: [0; 6],
        }
    }
}
