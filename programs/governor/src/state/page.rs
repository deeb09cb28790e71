use super::{CHAMBER_CITIZENS, Proposal};
use crate::error::GovernorError;
use anchor_lang::address_eq;
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::{self, Way};
use rules::eligibility::{Ineligible, Requirement, is_eligible, may_vote};
use rules::window::{Phase, Vote};

/// Ballots of a stretch of one chamber's electorate, with everything that casting one needs: a copy of
/// the proposal's times and requirements, fixed at submission. So a vote touches no account that all
/// votes share.
///
/// After this header come the ballots: four bits a citizen ([`rules::ballot`]), or eight bytes a stake.
///
/// Seeds: `["page", proposal, chamber, index]`, the index in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct BallotPage {
    /// The proposal.
    pub proposal: Address,
    /// The nation whose citizens vote here; for stakers, the governor they staked with.
    pub electorate: Address,
    /// Who opened the page, and gets its rent back.
    pub rent_payer: Address,
    /// First second of voting.
    pub opens_at: i64,
    /// First second after voting.
    pub closes_at: i64,
    /// First second after objection.
    pub objection_closes_at: i64,
    /// Latest joining time of a voter.
    pub joined_by: i64,
    /// Serial, or stake index, of the first ballot.
    pub first: u64,
    /// The proposal's submission number, which tells what a stake weighs.
    pub submission: u64,
    /// Running counts by choice. Index 0 counts the citizens' ballots not cast.
    pub counts: [u64; 8],
    /// What has been added to the proposal's tally so far, by choice. Index 0 is not added.
    pub tallied: [u64; 8],
    /// Of the citizens' ballots here, those cast by delegates.
    pub delegated: u32,
    /// What has been added to the proposal's count of them.
    pub delegated_tallied: u32,
    /// Charter version a voter must have signed.
    pub charter_version: u32,
    /// Ballots on this page.
    pub capacity: u32,
    /// Number of the page within its chamber.
    pub index: u32,
    /// `CHAMBER_CITIZENS` or `CHAMBER_STAKERS`.
    pub chamber: u8,
    /// Choices a ballot may hold.
    pub choices: u8,
    /// 1 when a ballot cannot be changed.
    pub final_ballots: u8,
    /// 1 once counted in full.
    pub complete: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
    /// Room to grow; zero.
    pub reserved: [u8; 24],
}

const _: () = assert!(
    size_of::<BallotPage>()
        == 32 // proposal
            + 32 // electorate
            + 32 // rent_payer
            + 8 // opens_at
            + 8 // closes_at
            + 8 // objection_closes_at
            + 8 // joined_by
            + 8 // first
            + 8 // submission
            + 8 * 8 // counts
            + 8 * 8 // tallied
            + 4 // delegated
            + 4 // delegated_tallied
            + 4 // charter_version
            + 4 // capacity
            + 4 // index
            + 1 // chamber
            + 1 // choices
            + 1 // final_ballots
            + 1 // complete
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 24 // reserved
);

impl BallotPage {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"page";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
    /// Bytes before the ballots.
    pub const HEADER: usize = 8 + size_of::<BallotPage>();

    /// Header and ballots of a page, both to be written.
    #[inline(always)]
    fn split(page: &mut Account<BallotPage>) -> (&mut BallotPage, &mut [u8]) {
        let mut view = *page.view();
        // SAFETY: the account's data is alive for the whole instruction, and holds at least the header
        // (`Account` checked its length on loading). The bytes after it are aliased by no other reference:
        // `Account<BallotPage>` itself only ever refers to the header, and the exclusive borrow of `page`
        // keeps others from calling this.
        let ballots = unsafe {
            core::slice::from_raw_parts_mut(
                view.data_mut_ptr().add(Self::HEADER),
                view.data_len() - Self::HEADER,
            )
        };
        (&mut *page, ballots)
    }

    /// What the page requires of its voters.
    #[inline(always)]
    pub fn requirement(&self) -> Requirement {
        Requirement { joined_by: self.joined_by, charter_version: self.charter_version }
    }

    /// Whether any choice that the proposal has may be cast now, and this is one: the common case of
    /// [`Self::check_choice`].
    #[inline(always)]
    fn takes(&self, choice: u8, now: i64) -> bool {
        choice.wrapping_sub(1) < self.choices && now >= self.opens_at && now < self.closes_at
    }

    /// Checks that this choice may be cast now.
    ///
    /// # Errors
    /// `ChoiceUnknown`, `VotingNotOpen`, `VotingClosed`, `ObjectionOnly`.
    #[inline(always)]
    pub fn check_choice(&self, choice: u8, now: i64) -> Result<()> {
        if self.takes(choice, now) { Ok(()) } else { self.explain_choice(choice, now) }
    }

    #[cold]
    #[inline(never)]
    fn explain_choice(&self, choice: u8, now: i64) -> Result<()> {
        require!(choice != 0 && choice <= self.choices, GovernorError::ChoiceUnknown);
        let vote = Vote {
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            objection_closes_at: self.objection_closes_at,
        };
        match vote.phase(now) {
            Phase::Voting => Ok(()),
            Phase::Objection if choice == ballot::AGAINST => Ok(()),
            Phase::Objection => Err(GovernorError::ObjectionOnly.into()),
            Phase::Review => Err(GovernorError::VotingNotOpen.into()),
            Phase::Closed => Err(GovernorError::VotingClosed.into()),
        }
    }

    /// The place of a serial or stake index on this page, if it is on this page.
    #[inline(always)]
    pub fn place(&self, seat: u64) -> Option<usize> {
        let place = seat.wrapping_sub(self.first);
        if place < u64::from(self.capacity) { Some(place as usize) } else { None }
    }

    /// The rule of voting, for one citizen: the one that every way to cast uses. The place of the ballot, or
    /// `None` when the citizen may not vote here; [`Self::explain_voter`] knows why.
    #[inline(always)]
    pub fn voter_place(&self, citizen: &Citizen, now: i64) -> Option<usize> {
        if self.chamber == CHAMBER_CITIZENS
            && address_eq(&citizen.nation, &self.electorate)
            && is_eligible(&citizen.standing(), &self.requirement(), now)
        {
            self.place(citizen.serial)
        } else {
            None
        }
    }

    /// Why [`Self::voter_place`] has no place for this citizen.
    #[cold]
    #[inline(never)]
    pub fn explain_voter(&self, citizen: &Citizen, now: i64) -> Error {
        if self.chamber != CHAMBER_CITIZENS {
            return GovernorError::WrongChamber.into();
        }
        if citizen.nation != self.electorate {
            return GovernorError::WrongNation.into();
        }
        match may_vote(&citizen.standing(), &self.requirement(), now) {
            Err(reason) => ineligible(reason),
            Ok(()) => GovernorError::WrongPage.into(),
        }
    }

    /// Moves one count from the choice of `old` to that of `new`, both ballots of four bits.
    fn recount(&mut self, old: u8, new: u8) {
        let (from, to) = (usize::from(ballot::choice(old)), usize::from(ballot::choice(new)));
        self.counts[from] = self.counts[from].wrapping_sub(1);
        self.counts[to] = self.counts[to].wrapping_add(1);
        if ballot::is_delegated(old) {
            self.delegated = self.delegated.wrapping_sub(1);
        }
        if ballot::is_delegated(new) {
            self.delegated = self.delegated.wrapping_add(1);
        }
    }

    /// Puts one stake's ballot in (choice and weight, packed), and keeps the counts.
    ///
    /// # Errors
    /// `BallotStands` where ballots are final, `ArithmeticOverflow`, `PageInvariant` when the account is
    /// shorter than its capacity, which cannot be.
    pub fn put_weighted(page: &mut Account<BallotPage>, place: usize, ballot: u64) -> Result<()> {
        let (page, ballots) = Self::split(page);
        let bytes: &mut [u8; 8] = ballots
            .get_mut(place * 8..place * 8 + 8)
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(GovernorError::PageInvariant)?;
        let (old_choice, old_weight) = ballot::unpack_weighted(u64::from_le_bytes(*bytes));
        require!(old_choice == 0 || page.final_ballots == 0, GovernorError::BallotStands);
        let (choice, weight) = ballot::unpack_weighted(ballot);
        if old_choice != 0 {
            let count = page.counts.get_mut(usize::from(old_choice)).ok_or(GovernorError::PageInvariant)?;
            *count = count.checked_sub(old_weight).ok_or(GovernorError::PageInvariant)?;
        }
        let count = page.counts.get_mut(usize::from(choice)).ok_or(GovernorError::PageInvariant)?;
        *count = count.checked_add(weight).ok_or(GovernorError::ArithmeticOverflow)?;
        *bytes = ballot.to_le_bytes();
        Ok(())
    }

    /// Checks that the page belongs to `proposal`.
    ///
    /// # Errors
    /// `PageOfAnotherProposal`.
    pub fn check_of(&self, proposal: &Account<Proposal>) -> Result<()> {
        require!(self.proposal == *proposal.address(), GovernorError::PageOfAnotherProposal);
        Ok(())
    }
}

/// Citizens' ballots of one choice on their way into a page: the one place where ballots change, for every
/// way to cast, one or many at a time. [`Self::finish`] brings the counts up to date.
pub struct Ballots<'a> {
    /// The page's header.
    pub page: &'a mut BallotPage,
    bytes: &'a mut [u8],
    choice: u8,
    way: Way,
    /// Ballots set that were empty before; their counts are still to be moved.
    fresh: u64,
}

impl<'a> Ballots<'a> {
    /// Begins with a choice that [`BallotPage::check_choice`] passed.
    #[inline(always)]
    pub fn of(page: &'a mut Account<BallotPage>, choice: u8, way: Way) -> Self {
        let (page, bytes) = BallotPage::split(page);
        Self { page, bytes, choice: choice & ballot::MAX_CHOICE, way, fresh: 0 }
    }

    /// Begins anew on the same page with another choice.
    #[inline(always)]
    pub fn again(&mut self, choice: u8) -> Ballots<'_> {
        Ballots {
            page: self.page,
            bytes: self.bytes,
            choice: choice & ballot::MAX_CHOICE,
            way: self.way,
            fresh: 0,
        }
    }

    /// Puts in the ballot at `place`, which [`BallotPage::voter_place`] gave. `false` when the ballot that
    /// is there must stand; see [`ballot::admit`].
    #[inline(always)]
    pub fn put(&mut self, place: usize) -> bool {
        // The account was made for the page's capacity; were it shorter, nothing would be written.
        let Some(byte) = self.bytes.get_mut(place / 2) else {
            return false;
        };
        let shift = (place & 1) * 4;
        let old = (*byte >> shift) & 0xf;
        if old == 0 {
            // Nothing stands in the way of an empty ballot, and there are no bits to clear.
            *byte |= ballot::marked(self.choice, self.way) << shift;
            self.fresh = self.fresh.wrapping_add(1);
            return true;
        }
        let Some(new) = ballot::admit(old, self.choice, self.way, self.page.final_ballots != 0) else {
            return false;
        };
        *byte = (*byte & !(0xf << shift)) | (new << shift);
        self.page.recount(old, new);
        true
    }

    /// Ballots that were empty before, so far.
    #[inline(always)]
    pub fn fresh(&self) -> u64 {
        self.fresh
    }

    /// Brings the page's counts up to date. None can leave its range: together they are the capacity.
    #[inline(always)]
    pub fn finish(self) {
        let counts = &mut self.page.counts;
        counts[0] = counts[0].wrapping_sub(self.fresh);
        let choice = usize::from(self.choice);
        counts[choice] = counts[choice].wrapping_add(self.fresh);
        if self.way == Way::Delegated {
            self.page.delegated = self.page.delegated.wrapping_add(self.fresh as u32);
        }
    }
}

/// The error for a voter whom the rule refuses.
#[cold]
pub fn ineligible(reason: Ineligible) -> Error {
    match reason {
        Ineligible::NotActive => GovernorError::VoterNotActive,
        Ineligible::NotCitizen => GovernorError::VoterNotCitizen,
        Ineligible::Lapsed => GovernorError::VoterLapsed,
        Ineligible::Suspended => GovernorError::VoterSuspended,
        Ineligible::CharterNotSigned => GovernorError::VoterCharterNotSigned,
        Ineligible::JoinedTooLate => GovernorError::VoterJoinedTooLate,
    }
    .into()
}
