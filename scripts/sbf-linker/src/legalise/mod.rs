//! Rewrites code that the upstream BPF backend does not accept.
//!
//! Each module says what is not accepted, and why Rust makes it.

pub mod atomics;
pub mod division;
pub mod memory;
pub mod multiplication;
pub mod sret;
pub mod wide_calls;

/// The name of one legalisation, by which tests leave it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legalisation {
    /// See [`atomics`].
    Atomics,
    /// See [`division`].
    Division,
    /// See [`memory`].
    Memory,
    /// See [`multiplication`].
    Multiplication,
    /// See [`sret`].
    Sret,
    /// See [`wide_calls`].
    WideCalls,
}
