use super::payer;
use crate::{Address, DAY, Instruction, Nation, Person};
use client::addresses;
use client::membership::instructions as i;
use solana_signer::Signer;

/// Hash of the charter that nations are founded with.
pub const CHARTER: [u8; 32] = [0xc4; 32];

/// What a nation is founded with by [`found_nation`]: open admission, terms of 360 days in buckets of 30,
/// and two years of the founder.
pub fn founding(nation: &Nation, now: i64) -> i::FoundNationInstructionArgs {
    i::FoundNationInstructionArgs {
        slug: nation.slug.clone(),
        charter_hash: CHARTER,
        charter_uri: "ipfs://bafy-charter".into(),
        founder_sunset: now + 730 * DAY,
        successor: nation.executor,
        admission: 0,
        vouches_required: 0,
        term_seconds: 360 * DAY,
        bucket_seconds: 30 * DAY,
        dues_mint: Address::default(),
        dues_amount: 1_000,
    }
}

/// `found_nation` by its founder, with [`founding`].
pub fn found_nation(nation: &Nation, now: i64) -> Instruction {
    found_nation_as(nation, founding(nation, now))
}

/// `found_nation` by its founder.
pub fn found_nation_as(nation: &Nation, founding: i::FoundNationInstructionArgs) -> Instruction {
    i::FoundNation {
        founder: nation.founder.pubkey(),
        nation: nation.address,
        passport_group: addresses::passport_group(&nation.address).0,
    }
    .instruction(founding)
}

/// `set_admission` that changes the dues alone, of a nation whose admission is open.
pub fn set_dues(nation: &Nation, authority: Address, dues_mint: Address, dues_amount: u64) -> Instruction {
    i::SetAdmission { authority, nation: nation.address }.instruction(i::SetAdmissionInstructionArgs {
        admission: 0,
        vouches_required: 0,
        dues_mint,
        dues_amount,
    })
}

/// `set_admission`.
pub fn set_admission(
    nation: &Nation,
    authority: Address,
    admission: u8,
    vouches_required: u8,
) -> Instruction {
    i::SetAdmission { authority, nation: nation.address }.instruction(i::SetAdmissionInstructionArgs {
        admission,
        vouches_required,
        dues_mint: Address::default(),
        dues_amount: 1_000,
    })
}

/// `amend_charter`.
pub fn amend_charter(nation: &Nation, authority: Address, charter_hash: [u8; 32]) -> Instruction {
    i::AmendCharter { authority, nation: nation.address }.instruction(i::AmendCharterInstructionArgs {
        charter_hash,
        charter_uri: "ipfs://bafy-amended".into(),
    })
}

/// `propose_authority`.
pub fn propose_authority(nation: &Nation, authority: Address, new_authority: Address) -> Instruction {
    i::ProposeAuthority { authority, nation: nation.address }
        .instruction(i::ProposeAuthorityInstructionArgs { new_authority })
}

/// `accept_authority`.
pub fn accept_authority(nation: &Nation, pending_authority: Address) -> Instruction {
    i::AcceptAuthority { pending_authority, nation: nation.address }.instruction()
}

/// `end_founding`.
pub fn end_founding(nation: &Nation) -> Instruction {
    i::EndFounding { nation: nation.address }.instruction()
}

/// `set_court`.
pub fn set_court(nation: &Nation, authority: Address, court: Address) -> Instruction {
    i::SetCourt { authority, nation: nation.address }.instruction(i::SetCourtInstructionArgs { court })
}

/// `set_treasury`.
pub fn set_treasury(nation: &Nation, authority: Address, treasury: Address) -> Instruction {
    i::SetTreasury { authority, nation: nation.address }
        .instruction(i::SetTreasuryInstructionArgs { treasury })
}

/// `join`, the wallet paying.
pub fn join(person: &Person) -> Instruction {
    join_signing(person, CHARTER)
}

/// `join`, consenting to another charter.
pub fn join_signing(person: &Person, charter_hash: [u8; 32]) -> Instruction {
    i::Join { payer: person.key(), wallet: person.key(), nation: person.nation, citizen: person.citizen }
        .instruction(i::JoinInstructionArgs { charter_hash })
}

/// The address of a person's application.
pub fn application_of(person: &Person) -> Address {
    addresses::application(&person.nation, &person.key()).0
}

/// `apply`, the wallet paying.
pub fn apply(person: &Person) -> Instruction {
    i::Apply {
        payer: person.key(),
        wallet: person.key(),
        nation: person.nation,
        application: application_of(person),
    }
    .instruction(i::ApplyInstructionArgs { charter_hash: CHARTER })
}

/// `vouch` for an applicant.
pub fn vouch(voucher: &Person, applicant: &Person) -> Instruction {
    i::Vouch {
        wallet: voucher.key(),
        nation: voucher.nation,
        voucher: voucher.citizen,
        application: application_of(applicant),
    }
    .instruction()
}

/// `admit`, the payer of fees paying.
pub fn admit(applicant: &Person, caller: Address) -> Instruction {
    i::Admit {
        payer: payer(),
        caller,
        nation: applicant.nation,
        application: application_of(applicant),
        citizen: applicant.citizen,
        rent_payer: applicant.key(),
    }
    .instruction()
}

/// `sign_charter`.
pub fn sign_charter(person: &Person, charter_hash: [u8; 32]) -> Instruction {
    i::SignCharter { wallet: person.key(), nation: person.nation, citizen: person.citizen }
        .instruction(i::SignCharterInstructionArgs { charter_hash })
}

/// `extend_term`.
pub fn extend_term(person: &Person, treasury: Address, terms: u8) -> Instruction {
    i::ExtendTerm { treasury, nation: person.nation, citizen: person.citizen }
        .instruction(i::ExtendTermInstructionArgs { terms })
}

/// `set_delegate`; `None` drops the present one.
pub fn set_delegate(person: &Person, delegate: Option<&Person>) -> Instruction {
    i::SetDelegate {
        wallet: person.key(),
        nation: person.nation,
        citizen: person.citizen,
        delegate: delegate.map(|delegate| delegate.citizen),
    }
    .instruction()
}

/// `set_tier`.
pub fn set_tier(person: &Person, authority: Address, tier: u8) -> Instruction {
    i::SetTier { authority, nation: person.nation, citizen: person.citizen }
        .instruction(i::SetTierInstructionArgs { tier })
}

/// `suspend`.
pub fn suspend(person: &Person, court: Address, until: i64) -> Instruction {
    i::Suspend { court, nation: person.nation, citizen: person.citizen }
        .instruction(i::SuspendInstructionArgs { until })
}

/// `reinstate`.
pub fn reinstate(person: &Person, court: Address) -> Instruction {
    i::Reinstate { court, nation: person.nation, citizen: person.citizen }.instruction()
}

/// `revoke`.
pub fn revoke(person: &Person, authority: Address) -> Instruction {
    i::Revoke { authority, nation: person.nation, citizen: person.citizen }.instruction()
}

/// `renounce`.
pub fn renounce(person: &Person) -> Instruction {
    i::Renounce { wallet: person.key(), nation: person.nation, citizen: person.citizen }.instruction()
}

/// The address of an order to move a citizenship.
pub fn reissue_of(person: &Person) -> Address {
    addresses::reissue(&person.citizen).0
}

/// `reissue`, the payer of fees paying.
pub fn reissue(person: &Person, court: Address, new_wallet: Address) -> Instruction {
    i::Reissue {
        payer: payer(),
        court,
        nation: person.nation,
        citizen: person.citizen,
        reissue: reissue_of(person),
    }
    .instruction(i::ReissueInstructionArgs { new_wallet })
}

/// `veto_reissue` of an order that the payer of fees paid for.
pub fn veto_reissue(person: &Person, caller: Address) -> Instruction {
    i::VetoReissue {
        caller,
        nation: person.nation,
        citizen: person.citizen,
        reissue: reissue_of(person),
        rent_payer: payer(),
    }
    .instruction()
}

/// `complete_reissue` of an order that the payer of fees paid for; `old` paid for their own citizen account.
pub fn complete_reissue(old: &Person, new: &Person) -> Instruction {
    i::CompleteReissue {
        payer: new.key(),
        new_wallet: new.key(),
        citizen: old.citizen,
        reissue: reissue_of(old),
        new_citizen: new.citizen,
        citizen_rent_payer: old.key(),
        reissue_rent_payer: payer(),
    }
    .instruction()
}

/// The token account of Token-2022 that holds a passport: the wallet's associated one.
pub fn passport_holding(person: &Person, passport: &Address) -> Address {
    const ASSOCIATED: Address = Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
    let seeds: [&[u8]; 3] =
        [&person.key().to_bytes(), &crate::tokens::TOKEN_2022.to_bytes(), &passport.to_bytes()];
    Address::find_program_address(&seeds, &ASSOCIATED).0
}

/// `issue_passport` to the citizen with this serial, the wallet paying.
pub fn issue_passport(person: &Person, serial: u64, symbol: &str, uri: &str) -> Instruction {
    let passport = addresses::passport(&person.nation, serial).0;
    i::IssuePassport {
        payer: person.key(),
        wallet: person.key(),
        nation: person.nation,
        citizen: person.citizen,
        passport_group: addresses::passport_group(&person.nation).0,
        passport,
        holding: passport_holding(person, &passport),
    }
    .instruction(i::IssuePassportInstructionArgs { symbol: symbol.into(), uri: uri.into() })
}

/// `burn_passport` of the citizen with this serial, who paid for their own citizen account.
pub fn burn_passport(person: &Person, serial: u64, caller: Address, reissue: Option<Address>) -> Instruction {
    let passport = addresses::passport(&person.nation, serial).0;
    i::BurnPassport {
        caller,
        nation: person.nation,
        citizen: person.citizen,
        reissue,
        passport,
        holding: passport_holding(person, &passport),
        rent_payer: person.key(),
    }
    .instruction()
}

/// `close_citizen` of somebody who paid for their own citizen account.
pub fn close_citizen(person: &Person, caller: Address) -> Instruction {
    i::CloseCitizen {
        caller,
        nation: person.nation,
        citizen: person.citizen,
        reissue: reissue_of(person),
        rent_payer: person.key(),
    }
    .instruction()
}

/// The address of an office.
pub fn office_of(nation: &Address, title: &str) -> Address {
    addresses::office(nation, title).map_or_else(Address::default, |(address, _)| address)
}

/// `appoint`, the payer of fees paying.
pub fn appoint(person: &Person, authority: Address, title: &str, term_ends_at: i64) -> Instruction {
    i::Appoint {
        payer: payer(),
        authority,
        nation: person.nation,
        citizen: person.citizen,
        office: office_of(&person.nation, title),
    }
    .instruction(i::AppointInstructionArgs { title: title.into(), term_ends_at })
}

/// `resign`.
pub fn resign(person: &Person, title: &str) -> Instruction {
    i::Resign { wallet: person.key(), citizen: person.citizen, office: office_of(&person.nation, title) }
        .instruction()
}

/// `withdraw_application`, the wallet having paid.
pub fn withdraw_application(person: &Person) -> Instruction {
    i::WithdrawApplication {
        wallet: person.key(),
        application: application_of(person),
        rent_payer: person.key(),
    }
    .instruction()
}
