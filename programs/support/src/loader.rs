//! Which deployment of a program is live: the slot it was last deployed in.
//!
//! Layouts are those of Solana's upgradeable loader (`solana-loader-v3-interface`,
//! `UpgradeableLoaderState`): a little-endian `u32` tag, then for a program (tag 2) the address of its
//! program data, for program data (tag 3) the slot of the last deployment.

use anchor_lang::prelude::*;

/// The upgradeable loader (v3).
pub const UPGRADEABLE: Address = Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");
/// The second, immutable loader.
pub const IMMUTABLE_V2: Address = Address::from_str_const("BPFLoader2111111111111111111111111111111111");
/// Owner of the runtime's own programs.
pub const NATIVE: Address = Address::from_str_const("NativeLoader1111111111111111111111111111111");

/// The deployment slot of a program that cannot change.
pub const FIXED: u64 = 0;

const TAG_PROGRAM: u32 = 2;
const TAG_PROGRAM_DATA: u32 = 3;

/// Why a deployment cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoaderError {
    /// The account is not an executable program of a known loader.
    NotAProgram,
    /// The program can be upgraded and its program data was not passed, or is not its own.
    WrongProgramData,
}

fn tag(data: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(..4)?.try_into().ok()?))
}

/// The address of an upgradeable program's data; `None` for a program that cannot be upgraded.
///
/// # Errors
/// [`LoaderError::NotAProgram`].
pub fn program_data_address(program: &AccountView) -> core::result::Result<Option<Address>, LoaderError> {
    if !program.executable() {
        return Err(LoaderError::NotAProgram);
    }
    if program.owned_by(&NATIVE) || program.owned_by(&IMMUTABLE_V2) {
        return Ok(None);
    }
    if !program.owned_by(&UPGRADEABLE) {
        return Err(LoaderError::NotAProgram);
    }
    let data = program.try_borrow().map_err(|_| LoaderError::NotAProgram)?;
    match (tag(&data), data.get(4..36).and_then(|b| <[u8; 32]>::try_from(b).ok())) {
        (Some(TAG_PROGRAM), Some(address)) => Ok(Some(Address::new_from_array(address))),
        _ => Err(LoaderError::NotAProgram),
    }
}

/// The slot `program` was last deployed in; [`FIXED`] for one that cannot be upgraded, in which case
/// `program_data` is not looked at.
///
/// # Errors
/// [`LoaderError`].
pub fn deployment_slot(
    program: &AccountView,
    program_data: Option<&AccountView>,
) -> core::result::Result<u64, LoaderError> {
    let Some(expected) = program_data_address(program)? else {
        return Ok(FIXED);
    };
    let program_data = program_data.ok_or(LoaderError::WrongProgramData)?;
    if *program_data.address() != expected || !program_data.owned_by(&UPGRADEABLE) {
        return Err(LoaderError::WrongProgramData);
    }
    let data = program_data.try_borrow().map_err(|_| LoaderError::WrongProgramData)?;
    match (tag(&data), data.get(4..12).and_then(|b| <[u8; 8]>::try_from(b).ok())) {
        (Some(TAG_PROGRAM_DATA), Some(slot)) => Ok(u64::from_le_bytes(slot)),
        _ => Err(LoaderError::WrongProgramData),
    }
}
