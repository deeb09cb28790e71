//! Instruction data of Token-2022 and of its group and metadata interfaces.
//!
//! Written by hand, because the interface crates build every instruction by a path of its own, which made
//! this program four times as long. The tests compare each with what those crates say.

use alloc::vec::Vec;
use anchor_lang::prelude::*;

/// `spl_token_metadata_interface:initialize_account`, first 8 bytes of the SHA-256.
const METADATA_INITIALIZE: [u8; 8] = [210, 225, 30, 162, 88, 184, 77, 141];
/// `spl_token_metadata_interface:updating_field`.
const METADATA_UPDATE_FIELD: [u8; 8] = [221, 233, 49, 45, 181, 202, 220, 200];
/// `spl_token_group_interface:initialize_token_group`.
const GROUP_INITIALIZE: [u8; 8] = [121, 113, 108, 39, 54, 51, 0, 4];
/// `spl_token_group_interface:initialize_member`.
const GROUP_INITIALIZE_MEMBER: [u8; 8] = [152, 32, 222, 176, 223, 237, 116, 134];

/// What a mint can point at.
#[derive(Clone, Copy)]
pub(crate) enum Pointer {
    Metadata = 39,
    Group = 40,
    GroupMember = 41,
}

/// An address, after a tag byte that says there is one.
fn some(data: &mut Vec<u8>, address: &Address) {
    data.push(1);
    data.extend_from_slice(address.as_ref());
}

/// A text, after its length in four bytes. Texts come from instruction data, so they are shorter than
/// 2^32 bytes.
fn text(data: &mut Vec<u8>, text: &str) {
    data.extend_from_slice(&(text.len() as u32).to_le_bytes());
    data.extend_from_slice(text.as_bytes());
}

pub(crate) fn create_associated_idempotent() -> Vec<u8> {
    Vec::from([1])
}

pub(crate) fn set_mint_authority_none() -> Vec<u8> {
    Vec::from([6, 0, 0])
}

pub(crate) fn mint_to(amount: u64) -> Vec<u8> {
    let mut data = Vec::from([7]);
    data.extend_from_slice(&amount.to_le_bytes());
    data
}

pub(crate) fn burn(amount: u64) -> Vec<u8> {
    let mut data = Vec::from([8]);
    data.extend_from_slice(&amount.to_le_bytes());
    data
}

pub(crate) fn close_account() -> Vec<u8> {
    Vec::from([9])
}

/// No decimals, no freeze authority.
pub(crate) fn initialize_mint2(authority: &Address) -> Vec<u8> {
    let mut data = Vec::from([20, 0]);
    data.extend_from_slice(authority.as_ref());
    data.push(0);
    data
}

pub(crate) fn initialize_mint_close_authority(authority: &Address) -> Vec<u8> {
    let mut data = Vec::from([25]);
    some(&mut data, authority);
    data
}

pub(crate) fn initialize_non_transferable() -> Vec<u8> {
    Vec::from([32])
}

pub(crate) fn initialize_permanent_delegate(delegate: &Address) -> Vec<u8> {
    let mut data = Vec::from([35]);
    data.extend_from_slice(delegate.as_ref());
    data
}

/// A pointer to `address` for good: nobody may move it.
pub(crate) fn initialize_pointer(pointer: Pointer, address: &Address) -> Vec<u8> {
    let mut data = Vec::from([pointer as u8, 0]);
    data.extend_from_slice(&[0; 32]);
    data.extend_from_slice(address.as_ref());
    data
}

pub(crate) fn initialize_group(update_authority: &Address, max_size: u64) -> Vec<u8> {
    let mut data = Vec::from(GROUP_INITIALIZE);
    data.extend_from_slice(update_authority.as_ref());
    data.extend_from_slice(&max_size.to_le_bytes());
    data
}

pub(crate) fn initialize_group_member() -> Vec<u8> {
    Vec::from(GROUP_INITIALIZE_MEMBER)
}

pub(crate) fn initialize_metadata(name: &str, symbol: &str, uri: &str) -> Vec<u8> {
    let mut data = Vec::from(METADATA_INITIALIZE);
    text(&mut data, name);
    text(&mut data, symbol);
    text(&mut data, uri);
    data
}

pub(crate) fn set_metadata_field(key: &str, value: &str) -> Vec<u8> {
    /// `Field::Key`: a field of one's own.
    const KEY: u8 = 3;
    let mut data = Vec::from(METADATA_UPDATE_FIELD);
    data.push(KEY);
    text(&mut data, key);
    text(&mut data, value);
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_spl::token_2022::spl_token_2022::{extension, instruction as token};
    use anchor_spl::token_2022::{self};
    use anchor_spl::token_2022_extensions::spl_token_metadata_interface::{
        instruction as metadata, state::Field,
    };
    use spl_token_group_interface::instruction as group;

    const A: Address = Address::new_from_array([7; 32]);
    const P: Address = token_2022::ID;

    #[test]
    fn base_instructions_are_those_of_the_interface() {
        assert_eq!(initialize_mint2(&A), token::initialize_mint2(&P, &A, &A, None, 0).unwrap().data);
        assert_eq!(mint_to(5), token::mint_to(&P, &A, &A, &A, &[], 5).unwrap().data);
        assert_eq!(burn(5), token::burn(&P, &A, &A, &A, &[], 5).unwrap().data);
        assert_eq!(close_account(), token::close_account(&P, &A, &A, &A, &[]).unwrap().data);
        let kind = token::AuthorityType::MintTokens;
        assert_eq!(
            set_mint_authority_none(),
            token::set_authority(&P, &A, None, kind, &A, &[]).unwrap().data
        );
    }

    #[test]
    fn extension_instructions_are_those_of_the_interface() {
        assert_eq!(
            initialize_mint_close_authority(&A),
            token::initialize_mint_close_authority(&P, &A, Some(&A)).unwrap().data
        );
        assert_eq!(
            initialize_non_transferable(),
            token::initialize_non_transferable_mint(&P, &A).unwrap().data
        );
        assert_eq!(
            initialize_permanent_delegate(&A),
            token::initialize_permanent_delegate(&P, &A, &A).unwrap().data
        );
        for (ours, theirs) in [
            (
                Pointer::Metadata,
                extension::metadata_pointer::instruction::initialize(&P, &A, None, Some(A)).unwrap(),
            ),
            (
                Pointer::Group,
                extension::group_pointer::instruction::initialize(&P, &A, None, Some(A)).unwrap(),
            ),
            (
                Pointer::GroupMember,
                extension::group_member_pointer::instruction::initialize(&P, &A, None, Some(A)).unwrap(),
            ),
        ] {
            assert_eq!(initialize_pointer(ours, &A), theirs.data);
        }
    }

    #[test]
    fn group_and_metadata_instructions_are_those_of_the_interfaces() {
        assert_eq!(initialize_group(&A, 9), group::initialize_group(&P, &A, &A, &A, Some(A), 9).data);
        assert_eq!(initialize_group_member(), group::initialize_member(&P, &A, &A, &A, &A, &A).data);
        assert_eq!(
            initialize_metadata("n", "sy", "uri"),
            metadata::initialize(&P, &A, &A, &A, &A, "n".into(), "sy".into(), "uri".into()).data
        );
        assert_eq!(
            set_metadata_field("key", "value"),
            metadata::update_field(&P, &A, &A, Field::Key("key".into()), "value".into()).data
        );
    }
}
