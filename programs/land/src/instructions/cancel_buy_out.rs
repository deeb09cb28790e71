use crate::error::LandError;
use crate::event::BuyOutChanged;
use crate::state::{Claim, Creditor, Lease};
use anchor_lang::prelude::*;

/// Accounts of `cancel_buy_out`.
#[derive(Accounts)]
pub struct CancelBuyOut {
    /// Pays the rent of a claim that is new, until the buyer collects it.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// The buyer; nobody can be where there is none.
    #[account(address = lease.buyer @ LandError::NotBuyer)]
    pub buyer: UncheckedAccount,
    /// What the buyer is due. It may exist, from an earlier sale by the same wallet.
    #[account(init_if_needed, payer = payer, seeds = [b"claim", lease, buyer], bump)]
    pub claim: Account<Claim>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl CancelBuyOut {
    fn validate(&self, now: i64) -> Result<()> {
        let lease = &self.lease;
        require!(lease.buyer != support::NOBODY, LandError::NoNotice);
        // The lease ended or was evicted under notice, its time is up, or the notice lapsed.
        require!(
            lease.check_in_time(now).is_err() || !lease.is_under_notice(now),
            LandError::SaleStillPossible
        );
        Ok(())
    }

    pub(crate) fn cancel_buy_out(&mut self, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let lease = &mut self.lease;
        let due = lease.buyer_escrow;
        self.claim.add(
            &Creditor {
                nation: &lease.nation,
                lease: lease.address(),
                wallet: self.buyer.address(),
                serial: lease.buyer_serial,
                rent_payer: self.payer.address(),
                bump,
            },
            due,
        )?;
        emit!(BuyOutChanged::of(lease, BuyOutChanged::CANCELLED, now));
        // The money stays booked in the escrow, as the claim's.
        lease.clear_buyer();
        lease.invariant()
    }
}
