use crate::error::GovernorError;
use crate::state::{BallotPage, Ballots};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::Way;
use support::ed25519::{self, Instructions, SignatureCheck};
use support::remaining::{Record, Remaining};

/// First bytes of every signed ballot, so that no other message can be taken for one, nor a ballot for
/// anything else.
pub const BALLOT_TAG: [u8; 16] = *b"civitas ballot 1";

/// A ballot as it is signed: 89 bytes.
///
/// tag (16) ‖ governor program (32) ‖ proposal (32) ‖ expiry, Unix seconds (8, little-endian) ‖ choice (1)
pub const BALLOT_MESSAGE_LEN: usize = 16 + 32 + 32 + 8 + 1;

/// Accounts of `cast_relayed`. The voters' citizen accounts follow, one for each signature, in order.
#[derive(Accounts)]
pub struct CastRelayed {
    /// The Instructions sysvar, which shows the signature checks.
    #[account(address = ed25519::INSTRUCTIONS @ GovernorError::SignatureMissing)]
    pub instructions: UncheckedAccount,
    /// The page that the voters' serials lie on. Last, so that what follows it can be walked.
    #[account(mut)]
    pub page: Account<BallotPage>,
}

/// The choice of a signed ballot, if it is one for this page's proposal.
#[inline(always)]
fn read_message(message: &[u8], page: &BallotPage, now: i64) -> Result<u8> {
    let message: &[u8; BALLOT_MESSAGE_LEN] =
        message.try_into().map_err(|_| GovernorError::MessageMalformed)?;
    let (tag, rest) = message.split_at(16);
    let (program, rest) = rest.split_at(32);
    let (proposal, rest) = rest.split_at(32);
    let (expiry, choice) = rest.split_at(8);
    require!(
        tag == BALLOT_TAG && program == crate::ID.as_ref() && proposal == page.proposal.as_ref(),
        GovernorError::MessageMalformed
    );
    let expiry = i64::from_le_bytes(expiry.try_into().map_err(|_| GovernorError::MessageMalformed)?);
    require!(now < expiry, GovernorError::MessageExpired);
    choice.first().copied().ok_or(GovernorError::MessageMalformed.into())
}

/// See `governor::cast_relayed`.
pub fn cast_relayed(ctx: &mut Context<CastRelayed>) -> Result<()> {
    let now = support::now()?;
    let accounts = &mut ctx.accounts;
    let (first, last) = (*accounts.instructions.account(), *accounts.page.account());
    // SAFETY: `instructions` is the first and `page` the last account declared, and `page` is not a
    // duplicate: Anchor refuses aliases of writable accounts.
    let remaining = unsafe { Remaining::after(&first, &last, 2) };
    // SAFETY: a sysvar is never writable, so nothing can hold or take a mutable reference to its data.
    let data = unsafe { accounts.instructions.account().borrow_unchecked() };
    let checks = Instructions::new(data)
        .previous()
        .and_then(SignatureCheck::new)
        .ok_or(GovernorError::SignatureMissing)?;
    let ballots = Ballots::of(&mut accounts.page, 0, Way::Signed);
    let mut batch = Batch { ballots, checks, now, seen: 0 };
    for voter in remaining {
        let refused = batch.cast(voter.ok_or(GovernorError::MessageNotByVoter)?);
        if refused != SUCCESS {
            return Err(Error::from(refused));
        }
    }
    require!(batch.seen > 0 && batch.seen == checks.count(), GovernorError::SignatureMissing);
    Ok(())
}

/// What the ballots of one call share.
struct Batch<'a> {
    ballots: Ballots<'a>,
    checks: SignatureCheck<'a>,
    now: i64,
    /// Ballots cast so far.
    seen: usize,
}

/// An error's number when there is none.
const SUCCESS: u64 = 0;

impl Batch<'_> {
    /// Casts one voter's ballot; returns the number of the error that refuses it.
    // Not inlined, to have registers of its own; a number, because a `Result` would go through memory.
    #[inline(never)]
    fn cast(&mut self, voter: Record<'_>) -> u64 {
        self.try_cast(voter).map_or_else(u64::from, |()| SUCCESS)
    }

    #[inline(always)]
    fn try_cast(&mut self, voter: Record<'_>) -> Result<()> {
        let (page, now) = (&*self.ballots.page, self.now);
        let voter = voter.get::<Citizen>(&membership::ID).ok_or(GovernorError::WrongNation)?;
        let signed = self.checks.entry(self.seen).ok_or(GovernorError::SignatureMissing)?;
        require!(signed.signer == voter.wallet.as_ref(), GovernorError::MessageNotByVoter);
        let choice = read_message(signed.message, page, now)?;
        page.check_choice(choice, now)?;
        let place = page.voter_place(voter, now).ok_or_else(|| page.explain_voter(voter, now))?;
        let mut ballots = self.ballots.again(choice);
        require!(ballots.put(place), GovernorError::BallotStands);
        ballots.finish();
        self.seen += 1;
        Ok(())
    }
}
