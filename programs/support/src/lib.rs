//! What every Civitas program needs around Anchor, and nothing of any one of them.

#![cfg_attr(not(test), no_std)]
#![warn(missing_docs)]

pub mod asset;
pub mod call;
pub mod ed25519;
mod end;
pub mod loader;
pub mod mint;
pub mod remaining;
pub mod system;
pub mod text;
mod text_argument;

pub use end::End;
pub use text_argument::Text;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::solana_program::sysvar::Sysvar;

/// The cluster's time in Unix seconds, from the Clock sysvar.
///
/// # Errors
/// Those of the runtime.
#[inline(always)]
pub fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}

/// The address that means "nobody": all zeros, which no key signs for.
pub const NOBODY: Address = Address::new_from_array([0; 32]);
