//! A nation's court in tests: its addresses, the steps of a case, each in a line, and the check of its books.
//!
//! ```no_run
//! use civitas_tests::court::{self, PARAMS, Petition, ruling};
//! use civitas_tests::{DAY, Money};
//!
//! // Citizens 0 and 1 are free to quarrel; 2 … 13 are jurors.
//! let (w, tribunal) = court::world(12, |_| Money::SOL, &PARAMS);
//! let petition = Petition::suspend(w.citizen(1), DAY as u32);
//! let dispute = w.file(&tribunal, &w.citizen(0).wallet, &petition);
//! w.empanel(&dispute);
//! w.deliberate(&dispute, &[1, 1, 2]);
//! assert_eq!(w.case_account(&dispute).ruling, ruling::FOR_CLAIMANT);
//! w.end_case(&dispute);
//! w.enforce(&dispute).ok();
//! w.settle_seats(&dispute);
//! ```

mod books;
mod bulk;
mod chance;
mod petition;
mod steps;

pub use chance::lot;
pub use petition::{Enforcement, Petition, remedy};

use crate::{Address, Keypair, Money, Signer, World, addresses};
use client::court::types::CourtParams;

/// Stages of a case, as its account stores them.
pub mod stage {
    #![allow(missing_docs)]
    pub const PLEADING: u8 = 0;
    pub const JUDGING: u8 = 1;
    pub const RULED: u8 = 2;
    pub const CITIZENS: u8 = 3;
    pub const FINAL: u8 = 4;
}

/// What a juror can choose, and what a court can rule.
pub mod ruling {
    /// No juror's choice: absent, for [`World::deliberate`](crate::World::deliberate).
    pub const ABSENT: u8 = 0;
    /// For the claimant.
    pub const FOR_CLAIMANT: u8 = 1;
    /// For the respondent.
    pub const FOR_RESPONDENT: u8 = 2;
    /// To refuse to rule.
    pub const REFUSED: u8 = 3;
    /// No juror's choice: what is ruled where no choice has more than half.
    pub const UNDECIDED: u8 = 4;
    /// A choice of [`World::deliberate`](crate::World::deliberate): committed to the claimant, and never revealed.
    pub const SILENT: u8 = 9;
}

/// Fee of a seat in tests: odd, so that roundings show.
pub const FEE: u64 = 1_000_003;
/// What a seat puts at risk in tests.
pub const BOND: u64 = 10_000_019;
/// Serial of nobody.
pub const NO_SERIAL: u64 = u64::MAX;
/// An hour, in seconds.
const HOUR: u32 = 3_600;

/// Panels of three, then seven, then all citizens; every phase has a length of its own.
pub const PARAMS: CourtParams = CourtParams {
    fee: FEE,
    bond: BOND,
    answer_seconds: 2 * HOUR,
    evidence_seconds: 5 * HOUR,
    draw_seconds: HOUR,
    commit_seconds: 3 * HOUR,
    reveal_seconds: 6 * HOUR,
    appeal_seconds: 4 * HOUR,
    unbonding_seconds: 12 * HOUR,
    max_suspension_seconds: 30 * 86_400,
    max_injunction_seconds: 10 * 86_400,
    panel: 3,
    max_appeals: 1,
    citizens_track: 0,
    padding: 0,
};

/// A court's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tribunal {
    /// The nation.
    pub nation: Address,
    /// The court.
    pub address: Address,
    /// What holds its money.
    pub escrow: Address,
    /// The money.
    pub money: Money,
}

impl Tribunal {
    /// The court of a nation, whether there is one or not.
    pub fn of(nation: &Address, money: Money) -> Self {
        let address = addresses::court(nation).0;
        Self { nation: *nation, address, escrow: addresses::court_escrow(&address).0, money }
    }

    /// Juror `index`.
    pub fn juror(&self, index: u32) -> Address {
        addresses::juror(&self.address, index).0
    }

    /// What names the juror who is the citizen with this serial.
    pub fn juror_of(&self, serial: u64) -> Address {
        addresses::juror_of(&self.address, serial).0
    }

    /// Case `id`, whether there is one or not.
    pub fn dispute(&self, id: u64) -> Dispute {
        Dispute { tribunal: *self, id, address: addresses::case(&self.address, id).0 }
    }
}

/// A case's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The court.
    pub tribunal: Tribunal,
    /// Number within the court.
    pub id: u64,
    /// The case.
    pub address: Address,
}

impl Dispute {
    /// Seat `n` of a round.
    pub fn seat(&self, round: u8, n: u8) -> Address {
        addresses::seat(&self.address, round, n).0
    }

    /// Piece `n` of evidence.
    pub fn evidence(&self, n: u32) -> Address {
        addresses::evidence(&self.address, n).0
    }
}

/// A seat with the juror who has it.
pub struct Sitting {
    /// The seat.
    pub seat: Address,
    /// The round.
    pub round: u8,
    /// Number within the round.
    pub number: u8,
    /// The juror.
    pub juror: Address,
    /// The juror's index.
    pub index: u32,
    /// The juror's wallet.
    pub wallet: Keypair,
}

impl Sitting {
    /// The wallet's address.
    pub fn key(&self) -> Address {
        self.wallet.pubkey()
    }
}

impl Clone for Sitting {
    fn clone(&self) -> Self {
        Self { wallet: self.wallet.insecure_clone(), ..*self }
    }
}

/// A world whose nation `alpha` has a court in office, of this money and these rules, and this many jurors with
/// three bonds each: the citizens from 2 on. Citizens 0 and 1 are none.
#[track_caller]
pub fn world(jurors: usize, money: impl FnOnce(&World) -> Money, params: &CourtParams) -> (World, Tribunal) {
    let w = World::new(jurors + 2);
    let money = money(&w);
    let tribunal = w.establish(money, params);
    for person in &w.nation.people[2..] {
        w.join_jury(&tribunal, person, 3 * params.bond).ok();
    }
    (w, tribunal)
}
