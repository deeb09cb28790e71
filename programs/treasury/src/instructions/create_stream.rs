use crate::error::TreasuryError;
use crate::event::StreamChanged;
use crate::state::{Ledger, MAX_STREAM, Stream, Treasury};
use anchor_lang::prelude::*;
use membership::state::Nation;
use support::NOBODY;

/// Accounts of `create_stream`.
#[derive(Accounts)]
pub struct CreateStream {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The treasury, which numbers its streams.
    #[account(mut, address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
    /// The ledger it will draw on.
    #[account(mut)]
    pub ledger: Account<Ledger>,
    /// The wallet that is paid.
    pub payee: UncheckedAccount,
    /// The stream, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"stream", treasury.address().as_ref(), &treasury.next_stream.to_le_bytes()],
        bump
    )]
    pub stream: Account<Stream>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl CreateStream {
    fn validate(&self, terms: &rules::stream::Stream, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        require!(*self.payee.address() != NOBODY, TreasuryError::PayeeInvalid);
        // A start that is past pays for work that was done.
        require!(
            terms.is_sound()
                && terms.start >= now.saturating_sub(MAX_STREAM)
                && terms.end <= now.saturating_add(MAX_STREAM),
            TreasuryError::StreamUnsound
        );
        Ok(())
    }

    pub(crate) fn create_stream(&mut self, terms: &rules::stream::Stream, bump: u8) -> Result<()> {
        self.validate(terms, support::now()?)?;
        let id = self.treasury.take_stream_id()?;
        self.ledger.promise_stream(terms.total)?;
        self.ledger.invariant()?;
        *self.stream = Stream {
            nation: *self.nation.address(),
            ledger: *self.ledger.address(),
            payee: *self.payee.address(),
            rent_payer: *self.payer.address(),
            id,
            total: terms.total,
            withdrawn: 0,
            start: terms.start,
            cliff: terms.cliff,
            end: terms.end,
            paused_at: 0,
            paused_total: 0,
            paused: 0,
            cancelled: 0,
            version: Stream::VERSION,
            bump,
            padding: [0; 4],
            reserved: [0; 32],
        };
        emit!(StreamChanged::of(&self.stream, false));
        Ok(())
    }
}
