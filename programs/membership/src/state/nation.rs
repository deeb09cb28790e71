use super::MAX_VOUCHES;
use crate::error::MembershipError;
use anchor_lang::prelude::*;
use rules::census::{self, BUCKETS, Ring};

/// Anyone may join by signing the charter.
pub const ADMISSION_OPEN: u8 = 0;
/// `vouches_required` citizens must vouch for an applicant.
pub const ADMISSION_VOUCHED: u8 = 1;
/// The authority must admit an applicant.
pub const ADMISSION_APPROVED: u8 = 2;

/// Longest time a founder may rule: four years, the longest term an executive commonly serves without
/// facing voters. A longer founding would be a monarchy with a promise.
pub const MAX_FOUNDING: i64 = 4 * 365 * 86_400;

/// A nation: its authorities, charter, admission policy and census.
///
/// Seeds: `["nation", slug]`.
#[account]
#[derive(Debug)]
pub struct Nation {
    /// Whoever acts for the nation: the founder at first, then the governor's executor.
    pub authority: Address,
    /// Proposed next authority, or zero.
    pub pending_authority: Address,
    /// Who founded the nation.
    pub founder: Address,
    /// Where authority goes when the founder's time is over: the executor, fixed at founding.
    pub successor: Address,
    /// The court's address, or zero while there is none.
    pub court: Address,
    /// The treasury's address, or zero while there is none.
    pub treasury: Address,
    /// Token-2022 group mint that the passports are members of.
    pub passport_group: Address,
    /// Mint the dues are paid in, or zero for lamports.
    pub dues_mint: Address,
    /// Dues for a term, in the mint's smallest unit.
    pub dues_amount: u64,
    /// From this second on the founder has no power, in Unix seconds.
    pub founder_sunset: i64,
    /// When the nation was founded.
    pub founded_at: i64,
    /// When the present charter was adopted.
    pub charter_adopted_at: i64,
    /// Length of a term in seconds.
    pub term_seconds: i64,
    /// Length of a census bucket in seconds.
    pub bucket_seconds: i64,
    /// Serial of the next citizen: how many there have ever been.
    pub next_serial: u64,
    /// Lowest bucket both rings speak of; see `rules::census`.
    pub census_first: i64,
    /// Members by expiry bucket.
    pub members: [u32; BUCKETS],
    /// Members with a vote by expiry bucket.
    pub voters: [u32; BUCKETS],
    /// SHA-256 of the charter's text.
    pub charter_hash: [u8; 32],
    /// Version of the charter; 1 at founding.
    pub charter_version: u32,
    /// Citizens who must vouch, under [`ADMISSION_VOUCHED`].
    pub vouches_required: u8,
    /// One of the `ADMISSION_` values.
    pub admission: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Unique name, padded with zeros.
    pub slug: [u8; 32],
    /// Where the charter's text can be read, padded with zeros.
    pub charter_uri: [u8; 128],
    /// Room to grow; zero.
    pub reserved: [u8; 64],
}

const _: () = assert!(
    size_of::<Nation>()
        == 8 * 32 // authority … dues_mint
            + 8 // dues_amount
            + 8 // founder_sunset
            + 8 // founded_at
            + 8 // charter_adopted_at
            + 8 // term_seconds
            + 8 // bucket_seconds
            + 8 // next_serial
            + 8 // census_first
            + 4 * BUCKETS // members
            + 4 * BUCKETS // voters
            + 32 // charter_hash
            + 4 // charter_version
            + 1 // vouches_required
            + 1 // admission
            + 1 // version
            + 1 // bump
            + 32 // slug
            + 128 // charter_uri
            + 64 // reserved
);

impl Nation {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"nation";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The slug without its padding: the second seed of the address.
    pub fn slug(&self) -> &[u8] {
        support::text::trimmed(&self.slug)
    }

    /// Members whose term runs at `now`.
    pub fn population(&self, now: i64) -> u64 {
        census::population(self.census_first, &self.members, now, self.bucket_seconds)
    }

    /// The electorate at `now`: members with a vote whose term runs, the suspended among them.
    pub fn electorate(&self, now: i64) -> u64 {
        census::population(self.census_first, &self.voters, now, self.bucket_seconds)
    }

    /// [`Self::population`] and [`Self::electorate`], for little more than one of them.
    pub fn population_and_electorate(&self, now: i64) -> [u64; 2] {
        census::populations(self.census_first, [&self.members, &self.voters], now, self.bucket_seconds)
    }

    /// Checks that `signer` may act for the nation at `now`.
    ///
    /// # Errors
    /// `NotAuthority` for anybody else, `FoundingOver` for the founder after the sunset.
    pub fn check_authority(&self, signer: &Address, now: i64) -> Result<()> {
        require!(*signer == self.authority, MembershipError::NotAuthority);
        require!(self.authority != self.founder || now < self.founder_sunset, MembershipError::FoundingOver);
        Ok(())
    }

    /// Checks that `signer` holds the judicial power: the court, or the authority while there is no court.
    ///
    /// # Errors
    /// `NotCourt`; `FoundingOver` for the founder after the sunset.
    pub fn check_court(&self, signer: &Address, now: i64) -> Result<()> {
        if self.court == support::NOBODY {
            require!(*signer == self.authority, MembershipError::NotCourt);
            return self.check_authority(signer, now);
        }
        require!(*signer == self.court, MembershipError::NotCourt);
        Ok(())
    }

    /// Brings both rings up to `now` and hands them out as (members, voters).
    pub fn rings(&mut self, now: i64) -> (Ring<'_>, Ring<'_>) {
        let mut members = Ring { first: self.census_first, counts: &mut self.members };
        let mut voters = Ring { first: self.census_first, counts: &mut self.voters };
        members.advance(now, self.bucket_seconds);
        voters.advance(now, self.bucket_seconds);
        self.census_first = members.first;
        (members, voters)
    }

    /// Takes a new citizen in: the next serial, the end of the first term, and a place in both rings.
    ///
    /// # Errors
    /// Those of the census; `SerialOverflow` after 2^64 citizens.
    pub fn take_in(&mut self, now: i64) -> Result<(u64, i64)> {
        let expires_at = census::expiry(now, now, self.term_seconds, self.bucket_seconds)
            .map_err(MembershipError::from)?;
        self.enter(expires_at, true, now)?;
        let serial = self.next_serial;
        self.next_serial = serial.checked_add(1).ok_or(MembershipError::SerialOverflow)?;
        Ok((serial, expires_at))
    }

    /// Counts a member whose term ends at `expires_at`, and the vote if there is one.
    ///
    /// # Errors
    /// Those of the census.
    pub fn enter(&mut self, expires_at: i64, votes: bool, now: i64) -> Result<()> {
        let bucket_seconds = self.bucket_seconds;
        let (mut members, mut voters) = self.rings(now);
        members.add(expires_at, bucket_seconds).map_err(MembershipError::from)?;
        if votes {
            voters.add(expires_at, bucket_seconds).map_err(MembershipError::from)?;
        }
        Ok(())
    }

    /// Stops counting a member whose term ends at `expires_at`, and the vote if there was one. A member
    /// who has lapsed was not counted any more.
    ///
    /// # Errors
    /// Those of the census.
    pub fn leave(&mut self, expires_at: i64, voted: bool, now: i64) -> Result<()> {
        let bucket_seconds = self.bucket_seconds;
        let (mut members, mut voters) = self.rings(now);
        members.remove(expires_at, bucket_seconds).map_err(MembershipError::from)?;
        if voted {
            voters.remove(expires_at, bucket_seconds).map_err(MembershipError::from)?;
        }
        Ok(())
    }

    /// Checks an admission policy.
    ///
    /// # Errors
    /// `AdmissionUnknown`; `VouchesOutOfRange` when vouches are required and none, or more than an
    /// application can hold, would be.
    pub fn check_admission(admission: u8, vouches_required: u8) -> Result<()> {
        require!(admission <= ADMISSION_APPROVED, MembershipError::AdmissionUnknown);
        require!(
            admission != ADMISSION_VOUCHED || (1..=MAX_VOUCHES).contains(&usize::from(vouches_required)),
            MembershipError::VouchesOutOfRange
        );
        Ok(())
    }

    /// Gives the authority to somebody, and ends what was proposed. When it passes from the founder to the
    /// successor the founding is over: court and treasury then have to be programs. One that a key holds
    /// is vacated, because the founder named it, and could otherwise suspend every voter after the sunset.
    pub(crate) fn pass_authority(&mut self, to: Address) {
        if self.authority == self.founder && to == self.successor {
            for office in [&mut self.court, &mut self.treasury] {
                // A program's address is off the curve, so that no key exists for it.
                if office.is_on_curve() {
                    *office = support::NOBODY;
                }
            }
        }
        self.authority = to;
        self.pending_authority = support::NOBODY;
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `NationInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let voters_are_members =
            self.members.iter().zip(&self.voters).all(|(members, voters)| voters <= members);
        require!(
            voters_are_members
                && census::check_term(self.term_seconds, self.bucket_seconds).is_ok()
                && Self::check_admission(self.admission, self.vouches_required).is_ok()
                && self.charter_version >= 1
                && self.authority != support::NOBODY,
            MembershipError::NationInvariant
        );
        Ok(())
    }
}
