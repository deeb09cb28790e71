//! What is generated from the IDLs agrees with itself and with the layouts on chain.

use borsh::BorshSerialize;
use client::governor::accounts::{Action, BallotPage, Governor, Proposal, Stake};
use client::governor::instructions::{Cast, CastInstructionArgs};
use client::membership::accounts::{Application, Citizen, Nation, Office, Reissue};
use client::membership::events::Event;
use client::membership::types::CharterAmended;
use client::{DecodeError, GOVERNOR_ID, MEMBERSHIP_ID, ProgramAccount, decode, decode_with_tail, explain};
use solana_address::Address;

/// An account of zeros, as long as its layout, with three bytes after it.
fn blank<T: ProgramAccount>(len: usize) -> Vec<u8> {
    let mut data = T::DISCRIMINATOR.to_vec();
    data.resize(len, 0);
    data.extend([7, 8, 9]);
    data
}

fn round_trips<T: ProgramAccount + BorshSerialize>(len: usize) {
    let data = blank::<T>(len);
    let (account, tail) = decode_with_tail::<T>(&T::PROGRAM, &data).unwrap();
    assert_eq!(tail, [7, 8, 9], "{}", T::NAME);
    assert_eq!(borsh::to_vec(&account).unwrap(), data[..len], "{}", T::NAME);
    assert!(decode::<T>(&T::PROGRAM, &data[..len - 1]).is_err(), "{}", T::NAME);
}

#[test]
fn every_account_is_as_long_as_it_says() {
    round_trips::<Application>(Application::LEN);
    round_trips::<Citizen>(Citizen::LEN);
    round_trips::<Nation>(Nation::LEN);
    round_trips::<Office>(Office::LEN);
    round_trips::<Reissue>(Reissue::LEN);
    round_trips::<Action>(Action::LEN);
    round_trips::<BallotPage>(BallotPage::LEN);
    round_trips::<Governor>(Governor::LEN);
    round_trips::<Proposal>(Proposal::LEN);
    round_trips::<Stake>(Stake::LEN);
}

#[test]
fn an_account_is_not_taken_for_another() {
    let nation = blank::<Nation>(Nation::LEN);
    assert!(matches!(
        decode::<Citizen>(&MEMBERSHIP_ID, &nation),
        Err(DecodeError::WrongType { expected: "Citizen" })
    ));
    assert!(matches!(decode::<Nation>(&GOVERNOR_ID, &nation), Err(DecodeError::WrongOwner { .. })));
    assert!(matches!(decode::<Nation>(&MEMBERSHIP_ID, &[]), Err(DecodeError::WrongType { .. })));
}

#[test]
fn an_instruction_has_its_data_and_accounts() {
    let [voter, citizen, page] = [1, 2, 3].map(|byte| Address::new_from_array([byte; 32]));
    let cast = Cast { voter, citizen, page }.instruction(CastInstructionArgs { choice: 3 });
    assert_eq!(cast.program_id, GOVERNOR_ID);
    assert_eq!(cast.data, [0, 3]);
    let roles: Vec<_> =
        cast.accounts.iter().map(|meta| (meta.pubkey, meta.is_signer, meta.is_writable)).collect();
    assert_eq!(roles, [(voter, true, false), (citizen, false, false), (page, false, true)]);
}

#[test]
fn errors_are_explained_by_their_own_program() {
    let error = explain(&GOVERNOR_ID, 6200).unwrap();
    assert_eq!(error.name, "ArithmeticOverflow");
    assert_eq!(error.to_string(), "An amount or count would leave its range (ArithmeticOverflow, 6200)");
    assert_eq!(explain(&MEMBERSHIP_ID, 6000).unwrap().name, "NotAuthority");
    assert_eq!(explain(&MEMBERSHIP_ID, 6200), None);
    assert_eq!(explain(&Address::default(), 6000), None);
}

#[test]
fn events_are_told_apart_by_their_first_bytes() {
    // SHA-256 of "event:CharterAmended", its first eight bytes, as Anchor defines them.
    let discriminator = sha2::Digest::finalize(sha2::Digest::chain_update(
        <sha2::Sha256 as sha2::Digest>::new(),
        "event:CharterAmended",
    ));
    let mut data = discriminator[..8].to_vec();
    data.resize(8 + size_of::<CharterAmended>(), 0);
    let event = Event::decode(&data).unwrap();
    assert_eq!(event.name(), "CharterAmended");
    assert!(matches!(event, Event::CharterAmended(_)));
    assert_eq!(Event::decode(&data[..20]), None);
    assert_eq!(Event::decode(b"something else"), None);
}
