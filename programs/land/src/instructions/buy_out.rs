use crate::citizen;
use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::BuyOutChanged;
use crate::state::Lease;
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::harberger::Holding;

/// Accounts of `buy_out`.
#[derive(Accounts)]
pub struct BuyOut {
    /// Who buys, and owns `source`.
    pub buyer: Signer,
    /// What is taken from: the buyer for SOL, a token account of the buyer's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The buyer's citizenship.
    pub citizen: Account<Citizen>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl BuyOut {
    /// Everything that may refuse the buyer; returns the holding under notice.
    fn validate(&self, offer_max: u64, now: i64) -> Result<Holding> {
        let (lease, buyer) = (&self.lease, self.buyer.address());
        lease.check_in_time(now)?;
        lease.check_harberger()?;
        citizen::check_in_good_standing(&self.citizen, buyer, &lease.nation, now)?;
        require!(
            self.citizen.serial != lease.tenant_serial && *buyer != lease.tenant,
            LandError::BuyerIsTenant
        );
        // A buyer's money can be here although no notice runs: the sale lapsed, and it was not taken out yet.
        require!(lease.buyer == support::NOBODY, LandError::UnderNotice);
        // What is forfeit is not the tenant's to sell: the lease ends, and is offered anew.
        require!(!lease.is_forfeit(now), LandError::LeaseForfeit);
        let holding =
            lease.harberger_terms().give_notice(&lease.holding(), now, offer_max).map_err(LandError::from)?;
        // A sale that the lease's end would forestall ties up money for nothing.
        require!(
            now.saturating_add(i64::from(lease.terms.notice)) < lease.ends_at,
            LandError::NoticeBeyondEnd
        );
        Ok(holding)
    }

    pub(crate) fn buy_out(&mut self, offer_max: u64) -> Result<()> {
        let now = support::now()?;
        let holding = self.validate(offer_max, now)?;
        let lease = &mut self.lease;
        // The price is fixed from now on: nothing can be declared under notice.
        let whole = holding.price.checked_add(lease.terms.deposit).ok_or(LandError::ArithmeticOverflow)?;
        lease.set_holding(&holding);
        lease.buyer = *self.buyer.address();
        lease.buyer_serial = self.citizen.serial;
        lease.buyer_escrow = whole;
        lease.held = Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: lease.address(),
            bump: lease.escrow_bump,
            reserve: lease.reserve,
        }
        .take(&self.source, &self.buyer, whole, lease.held)?;
        lease.invariant()?;
        emit!(BuyOutChanged::of(lease, BuyOutChanged::NOTICE, now));
        Ok(())
    }
}
