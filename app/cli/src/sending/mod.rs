//! Transactions on any cluster: whose keys sign, what a transaction would do, told before it is sent, and what it did.
//!
//! [`Sending`] are the arguments that every sending command takes; [`Sending::open`] makes a [`Desk`] of them, at which
//! transactions are simulated, told in sentences, confirmed by a person, sent and confirmed by the cluster. With
//! `--export` or `--sign-only` they are written instead of sent, for a multisig or for keys that lie elsewhere.

mod config;
mod connection;
mod desk;
mod keys;
mod offline;
mod summary;

pub use connection::{Connection, Reading, resolve};
pub use desk::{Delivery, Desk, Sending};
pub use keys::Party;
pub use offline::decoded;
pub use summary::{data as summary_data, sentence};
