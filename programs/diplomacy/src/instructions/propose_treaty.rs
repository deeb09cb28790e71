use crate::error::DiplomacyError;
use crate::event::TreatyChanged;
use crate::state::{MAX_OPEN, Treaty, TreatyTerms, higher, lower};
use anchor_lang::prelude::*;
use membership::state::Nation;
use support::text;

/// Accounts of `propose_treaty`.
#[derive(Accounts)]
#[instruction(number: u32)]
pub struct ProposeTreaty {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The authority of the nation that proposes.
    pub authority: Signer,
    /// The nation that proposes.
    pub nation: Account<Nation>,
    /// The nation that it proposes to.
    pub other: Account<Nation>,
    /// The treaty, created here.
    #[account(
        init,
        payer = payer,
        seeds = [
            b"treaty",
            lower(nation.address(), other.address()).as_ref(),
            higher(nation.address(), other.address()).as_ref(),
            &number.to_le_bytes(),
        ],
        bump
    )]
    pub treaty: Account<Treaty>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl ProposeTreaty {
    fn validate(&self, terms: &TreatyTerms, open_until: i64, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        require!(self.nation.address() != self.other.address(), DiplomacyError::SameNation);
        require!(terms.is_sound(), DiplomacyError::TermsUnsound);
        require!(
            open_until > now && open_until <= now.saturating_add(MAX_OPEN),
            DiplomacyError::OfferOutOfRange
        );
        Ok(())
    }

    pub(crate) fn propose_treaty(
        &mut self,
        number: u32,
        terms: &TreatyTerms,
        open_until: i64,
        text_uri: &str,
        bump: u8,
    ) -> Result<()> {
        let now = support::now()?;
        self.validate(terms, open_until, now)?;
        let (nation, other) = (self.nation.address(), self.other.address());
        // A fresh account is all zeros: what is not named here is zero.
        let treaty = &mut self.treaty;
        treaty.nation_a = *lower(nation, other);
        treaty.nation_b = *higher(nation, other);
        treaty.proposer = *nation;
        treaty.rent_payer = *self.payer.address();
        treaty.proposed_at = now;
        treaty.open_until = open_until;
        treaty.terms = *terms;
        treaty.text_uri = text::padded(text_uri).ok_or(DiplomacyError::TextMalformed)?;
        treaty.number = number;
        treaty.version = Treaty::VERSION;
        treaty.bump = bump;
        treaty.invariant()?;
        emit!(TreatyChanged::of(treaty, false));
        Ok(())
    }
}
