use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::ClaimWithdrawn;
use crate::owner;
use crate::state::{Claim, Lease};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `withdraw_claim`.
#[derive(Accounts)]
pub struct WithdrawClaim {
    /// The wallet it is due to, or the citizen's present one after a reissue.
    pub owner: Signer,
    /// The owner's citizenship, after a reissue.
    pub citizen: Option<Account<Citizen>>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// The claim.
    #[account(
        mut,
        close = rent_payer,
        constraint = claim.lease == *lease.address() @ LandError::WrongLease
    )]
    pub claim: Account<Claim>,
    /// Who paid the claim's rent.
    #[account(mut, unsafe(dup), address = claim.rent_payer @ LandError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The lease's escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// Where the owner wants the money: any wallet for SOL, any token account else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl WithdrawClaim {
    fn validate(&self) -> Result<()> {
        let claim = &self.claim;
        owner::check(self.owner.address(), &claim.wallet, claim.serial, &claim.nation, &self.citizen)
    }

    pub(crate) fn withdraw_claim(&mut self) -> Result<()> {
        self.validate()?;
        let amount = self.claim.amount;
        let lease = &mut self.lease;
        // Rent owed can have taken a whole price, of a lease without a deposit.
        if amount > 0 {
            lease.held = Escrow {
                asset: escrow::asset(&self.mint, &self.token_program)?,
                view: &self.escrow,
                owner: lease.address(),
                bump: lease.escrow_bump,
                reserve: lease.reserve,
            }
            .pay(&self.destination, amount, lease.held)?;
        }
        lease.invariant()?;
        emit!(ClaimWithdrawn { lease: *lease.address(), wallet: self.claim.wallet, amount });
        Ok(())
    }
}
