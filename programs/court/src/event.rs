//! What the program tells the world: one small record for each change of state. Drawing, committing and revealing
//! tell nothing: the seat is the record.

use crate::state::{Case, Court, Juror};
use anchor_lang::prelude::*;

/// A court was created, or its parameters changed.
#[event(bytemuck)]
#[repr(C)]
pub struct CourtChanged {
    /// The court.
    pub court: Address,
    /// Its nation.
    pub nation: Address,
    /// Fee for each seat of a first panel.
    pub fee: u64,
    /// What a juror has at risk for each seat.
    pub bond: u64,
}

/// A juror joined, added to the bond, left, changed wallets, or took money out.
#[event(bytemuck)]
#[repr(C)]
pub struct JurorChanged {
    /// The court.
    pub court: Address,
    /// The juror's wallet.
    pub wallet: Address,
    /// Serial of the citizen.
    pub serial: u64,
    /// The bond.
    pub bond: u64,
    /// What is due to the juror.
    pub due: u64,
    /// When the juror is gone; 0 while staying.
    pub leaves_at: i64,
    /// Index of the juror.
    pub index: u32,
    /// 1 when the account was closed.
    pub closed: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 3],
}

/// A case moved on: filed, answered, closed for evidence, pinned, captured, counted, appealed, final, enforced.
#[event(bytemuck)]
#[repr(C)]
pub struct CaseChanged {
    /// The case.
    pub case: Address,
    /// Its number within the court.
    pub id: u64,
    /// When, in Unix seconds.
    pub at: i64,
    /// The slot that was pinned for the present round; 0 before.
    pub pinned_slot: u64,
    /// The slot that was captured; 0 before.
    pub captured_slot: u64,
    /// One of the `STAGE_` values.
    pub stage: u8,
    /// The present round.
    pub round: u8,
    /// Seats that its panel shall have.
    pub panel: u8,
    /// Seats that were drawn.
    pub seats: u8,
    /// The ruling so far.
    pub ruling: u8,
    /// What is asked for: one of the `REMEDY_` values.
    pub remedy: u8,
    /// 1 when the respondent answered.
    pub answered: u8,
    /// 1 when the remedy was enforced.
    pub enforced: u8,
}

/// Evidence was brought.
#[event(bytemuck)]
#[repr(C)]
pub struct EvidenceBrought {
    /// The case.
    pub case: Address,
    /// SHA-256 of it.
    pub hash: [u8; 32],
    /// Number within the case.
    pub n: u32,
    /// For whom: one of the `SIDE_` values.
    pub side: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 3],
}

/// A seat was settled.
#[event(bytemuck)]
#[repr(C)]
pub struct SeatSettled {
    /// The case.
    pub case: Address,
    /// Index of the juror.
    pub index: u32,
    /// The round.
    pub round: u8,
    /// Number within the round.
    pub number: u8,
    /// What the juror chose; 0 for nothing.
    pub choice: u8,
    /// 1 when the bond at risk was lost.
    pub lost: u8,
}

/// Money of a case moved in or out of the escrow.
#[event(bytemuck)]
#[repr(C)]
pub struct CaseMoney {
    /// The case.
    pub case: Address,
    /// Whose it is or was.
    pub wallet: Address,
    /// How much.
    pub amount: u64,
    /// 1 when it was paid in, 0 when it was taken out.
    pub paid_in: u64,
}

/// Fines were paid into the treasury.
#[event(bytemuck)]
#[repr(C)]
pub struct FinesCollected {
    /// The court.
    pub court: Address,
    /// How much.
    pub amount: u64,
}

impl CourtChanged {
    /// The event for a court as it is now.
    pub fn of(court: &Account<Court>) -> Self {
        Self { court: *court.address(), nation: court.nation, fee: court.params.fee, bond: court.params.bond }
    }
}

impl JurorChanged {
    /// The event for a juror as it is now.
    pub fn of(juror: &Juror, closed: bool) -> Self {
        Self {
            court: juror.court,
            wallet: juror.wallet,
            serial: juror.serial,
            bond: juror.bond,
            due: juror.due,
            leaves_at: juror.leaves_at,
            index: juror.index,
            closed: closed.into(),
            padding: [0; 3],
        }
    }
}

impl CaseChanged {
    /// The event for a case as it is now.
    ///
    /// # Errors
    /// `RoundUnknown`, which cannot be.
    pub fn of(case: &Account<Case>, at: i64) -> Result<Self> {
        let round = case.present()?;
        Ok(Self {
            case: *case.address(),
            id: case.id,
            at,
            pinned_slot: round.pinned_slot,
            captured_slot: round.captured_slot,
            stage: case.stage,
            round: case.round,
            panel: round.panel,
            seats: round.seats,
            ruling: case.ruling,
            remedy: case.remedy,
            answered: case.answered,
            enforced: (case.enforced_at != 0).into(),
        })
    }
}
