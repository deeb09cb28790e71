use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::{BuyOutChanged, LeaseChanged};
use crate::state::{Claim, Creditor, Lease};
use crate::treasury::{self, Deposit, INCOME_RENT};
use anchor_lang::prelude::*;
use rules::harberger::Sale;

/// Accounts of `complete_buy_out`.
#[derive(Accounts)]
pub struct CompleteBuyOut {
    /// Pays the rent of a claim that is new, until the seller collects it.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// The tenant who is bought out.
    #[account(address = lease.tenant @ LandError::NotTenant)]
    pub seller: UncheckedAccount,
    /// What the seller is due. It may exist, from an earlier sale by the same wallet.
    #[account(init_if_needed, payer = payer, seeds = [b"claim", lease, seller], bump)]
    pub claim: Account<Claim>,
    /// The lease's escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint.
    #[account(mut)]
    pub ledger: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ::treasury::ID @ LandError::WrongProgram)]
    pub treasury_program: UncheckedAccount,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl CompleteBuyOut {
    /// Checks that the notice has run out while the lease runs; returns what the sale comes to.
    fn validate(&self, now: i64) -> Result<Sale> {
        let lease = &self.lease;
        lease.check_in_time(now)?;
        lease.check_harberger()?;
        // Neither buyer nor seller is looked at again: the notice was the sale, and its price is here.
        let sale = lease.harberger_terms().buy_out(&lease.holding(), now).map_err(LandError::from)?;
        let holding = treasury::check_ledger(&self.ledger, &lease.nation, &lease.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        Ok(sale)
    }

    pub(crate) fn complete_buy_out(&mut self, bump: u8) -> Result<()> {
        let now = support::now()?;
        let sale = self.validate(now)?;
        let lease = &mut self.lease;
        // While a lease runs nobody has a claim on its deposit: all of it is the seller's.
        let due = sale.to_seller.checked_add(lease.deposit).ok_or(LandError::ArithmeticOverflow)?;
        self.claim.add(
            &Creditor {
                nation: &lease.nation,
                lease: lease.address(),
                wallet: self.seller.address(),
                serial: lease.tenant_serial,
                rent_payer: self.payer.address(),
                bump,
            },
            due,
        )?;
        emit!(BuyOutChanged {
            to_seller: due,
            to_treasury: sale.to_vault,
            ..BuyOutChanged::of(lease, BuyOutChanged::COMPLETED, now)
        });

        // What the buyer put up beyond the price is the deposit from now on.
        let (buyer, serial) = (lease.buyer, lease.buyer_serial);
        lease.clear_buyer();
        lease.set_holding(&sale.holding);
        lease.seat(buyer, serial)?;
        if sale.to_vault > 0 {
            lease.paid_total =
                lease.paid_total.checked_add(sale.to_vault).ok_or(LandError::ArithmeticOverflow)?;
            let deposit = Deposit {
                payer: &self.escrow,
                source: &self.escrow,
                ledger: &self.ledger,
                holding: &self.holding,
                mint: &self.mint,
                token_program: &self.token_program,
            };
            lease.held = Escrow {
                asset: escrow::asset(&self.mint, &self.token_program)?,
                view: &self.escrow,
                owner: lease.address(),
                bump: lease.escrow_bump,
                reserve: lease.reserve,
            }
            .deposit(&deposit, INCOME_RENT, sale.to_vault, lease.held)?;
        }
        lease.invariant()?;
        emit!(LeaseChanged::of(lease, now));
        Ok(())
    }
}
