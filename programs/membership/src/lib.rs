//! Citizens of a network state: charter, admission, terms, census, passports, offices.

#![cfg_attr(not(test), no_std)]

use anchor_lang::prelude::*;

pub mod error;
pub mod state;

declare_id!("3piY1YNRQyjoDk1hpUhQcn8fmv5m4wig9U7py8qYfYE2");
