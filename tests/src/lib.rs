//! Black-box tests of the real program binaries: what they share.
//!
//! A test takes a [`World`]: a virtual machine with all programs, a nation (`alpha`) with as many citizens
//! as it asks for, and a sibling nation (`beta`), so that a foreigner is always at hand. Building one takes
//! milliseconds, because prepared worlds are copied.
//!
//! - [`ix`] builds every instruction of every program with its proper accounts; tests may change them.
//! - [`World::send`] runs instructions and returns an [`Outcome`], which must be judged: `.ok()`,
//!   `.governor_error("TrackFull")`, `.membership_error(..)`, `.code(..)`, `.runtime_error(..)`.
//! - Every `send` checks by itself what must always hold: an error leaves every account it named
//!   byte-identical; a success conserves lamports and tokens, every ballot page written still counts what lies
//!   in it, and the books of every treasury balance: see `invariants`.
//! - [`World::draft`], [`World::submitted`], [`World::voting`] … bring a proposal to a state in one line.
//! - [`World::till`] gives a treasury some [`Money`]; [`World::pay`], [`World::budget`], [`World::stream`] … are the
//!   steps of its life. [`World::coin`] and [`World::coin_2022`] make mints by the token programs themselves.
//! - [`court::world`] has a court with jurors; [`World::file`], [`World::empanel`], [`World::deliberate`] … bring a
//!   case to its end, [`World::enforce`] carries the ruling out.
//! - [`World::treaty`], [`World::visit`], [`World::publish`], [`World::assess`] … are a nation's life among others.
//! - [`refusals`] runs tables of what must be refused, and knows when a table is complete.
//! - [`World::edit`] rewrites an account behind the programs' back: for big electorates and tampering.
//!
//! ```no_run
//! use civitas_tests::{AGAINST, FOR, World};
//!
//! let w = World::new(3);
//! let proposal = w.voting(&w.nation, 0);
//! w.cast(w.citizen(1), &proposal, FOR).ok();
//! w.cast(w.citizen(2), &proposal, 4).governor_error("ChoiceUnknown");
//! # let _ = AGAINST;
//! ```

mod actions;
pub mod catalogue;
pub mod court;
pub mod diplomacy;
mod direct;
pub mod golden;
pub mod idl;
mod invariants;
pub mod ix;
pub mod land;
pub mod matrix;
pub mod model;
mod nation;
mod outcome;
mod programs;
mod proposal;
pub mod refusals;
pub mod relay;
mod steps;
pub mod tokens;
mod treasury;
mod world;

pub use actions::Call;
pub use court::{Dispute, Petition, Sitting, Tribunal};
pub use diplomacy::{Pact, Voice};
pub use land::{Bidding, Drive, Landlord, Letting, Plot, Survey};
pub use nation::{Nation, Person};
pub use outcome::{Outcome, anchor};
pub use programs::{PROGRAMS, artifact, clusters, is_program};
pub use proposal::{Draft, Proposal};
pub use tokens::{Extension, Money};
pub use treasury::{Grant, Till, income, kind};
pub use world::{WALLET_SOL, World};

pub use client::governor::types::TrackRules;
pub use client::{COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID, addresses};
pub use cluster::{Account, Cluster, Embedded, FIRST_SECOND, Receipt};
pub use solana_address::Address;
pub use solana_instruction::{AccountMeta, Instruction};
pub use solana_keypair::Keypair;
pub use solana_signer::Signer;

/// Motion: in favour.
pub const FOR: u8 = 1;
/// Motion: against.
pub const AGAINST: u8 = 2;
/// Motion: neither.
pub const ABSTAIN: u8 = 3;
/// The citizens' chamber.
pub const CITIZENS: u8 = client::pages::CITIZENS;
/// The stakers' chamber.
pub const STAKERS: u8 = client::pages::STAKERS;
/// Both chambers.
pub const BOTH: u8 = 3;
/// A day, in seconds.
pub const DAY: i64 = 86_400;
/// A whole coin, in lamports.
pub const SOL: u64 = 1_000_000_000;

/// States of a proposal, as its account stores them.
pub mod state {
    #![allow(missing_docs)]
    pub const DRAFT: u8 = 0;
    pub const SUBMITTED: u8 = 1;
    pub const SUCCEEDED: u8 = 2;
    pub const QUEUED: u8 = 3;
    pub const EXECUTED: u8 = 4;
    pub const DEFEATED: u8 = 5;
    pub const CANCELLED: u8 = 6;
    pub const ENJOINED: u8 = 7;
    pub const EXPIRED: u8 = 8;
}

/// Rules that most tests use: every phase has a length of its own, a fifth is a quorum, half decides.
pub const RULES: TrackRules = TrackRules {
    deposit: 3_000_000,
    review_seconds: 100,
    voting_seconds: 1_000,
    objection_seconds: 200,
    timelock_seconds: 50,
    execution_seconds: 500,
    tenure_seconds: 0,
    quorum_bps: 2_000,
    threshold_bps: 5_000,
    max_open: 8,
    chambers: CITIZENS,
    final_ballots: 0,
};
