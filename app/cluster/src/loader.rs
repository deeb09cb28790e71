//! Account layouts of Solana's upgradeable loader (`solana-loader-v3-interface`,
//! `UpgradeableLoaderState`): a little-endian `u32` tag, then the variant's fields.

use solana_address::Address;
use solana_sdk_ids::bpf_loader_upgradeable;

const TAG_PROGRAM: u32 = 2;
const TAG_PROGRAM_DATA: u32 = 3;

/// Bytes before a program's binary in its program data account.
pub const HEADER_BYTES: usize = 45;

/// Where the loader keeps the binary of an upgradeable program.
pub fn program_data_address(program: &Address) -> Address {
    Address::find_program_address(&[program.as_ref()], &bpf_loader_upgradeable::ID).0
}

/// Data of an upgradeable program's own account.
pub fn program(program: &Address) -> Vec<u8> {
    [&TAG_PROGRAM.to_le_bytes()[..], program_data_address(program).as_ref()].concat()
}

/// Data of an upgradeable program's program data account.
pub fn program_data(slot: u64, authority: Option<&Address>, binary: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(HEADER_BYTES + binary.len());
    data.extend_from_slice(&TAG_PROGRAM_DATA.to_le_bytes());
    data.extend_from_slice(&slot.to_le_bytes());
    data.push(u8::from(authority.is_some()));
    data.extend_from_slice(authority.unwrap_or(&Address::default()).as_ref());
    data.extend_from_slice(binary);
    data
}

/// The slot of the last deployment and who may upgrade, from a program data account's data.
pub fn deployment(data: &[u8]) -> Option<(u64, Option<Address>)> {
    if data.len() < HEADER_BYTES || data[..4] != TAG_PROGRAM_DATA.to_le_bytes() {
        return None;
    }
    let slot = u64::from_le_bytes(data[4..12].try_into().ok()?);
    let authority = Address::new_from_array(data[13..HEADER_BYTES].try_into().ok()?);
    Some((slot, (data[12] != 0).then_some(authority)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deployment_round_trips() {
        let authority = Address::new_from_array([7; 32]);
        let data = program_data(42, Some(&authority), b"elf");
        assert_eq!(deployment(&data), Some((42, Some(authority))));
        assert_eq!(&data[HEADER_BYTES..], b"elf");
        assert_eq!(deployment(&program_data(9, None, b"")), Some((9, None)));
        assert_eq!(deployment(&program(&authority)), None);
    }
}
