//! `memcpy`, `memmove`, `memset`, `memcmp`, `bcmp` and 128-bit division for programs.
//!
//! The build compiles this crate for the programs' target and hands the library of its dependency
//! to the linker, so that programs need not know of it.
#![no_std]

pub use solana_compiler_builtins as _;
