//! Atomic operations become plain ones.
//!
//! The backend makes kernel instructions of them that SBF does not have. A program runs on one
//! thread, so plain loads and stores are the same. Rust makes atomics for reference counts and for
//! once-cells.

/// LLVM's own pass does it.
pub const PASSES: &str = "function(lower-atomic)";
