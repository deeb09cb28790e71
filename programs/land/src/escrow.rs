//! Money in escrow: taken in, booked, and given out. For leases and campaigns alike.
//!
//! An escrow is the address of seeds `["escrow", owner]`, the owner being the lease or the campaign; it signs for
//! itself. What is booked is `held`; what else lies there, because anyone can send anything anywhere, is
//! nobody's.

use crate::error::LandError;
use crate::state::Lease;
use crate::treasury::Deposit;
use anchor_lang::prelude::*;
use support::asset::Asset;

/// An escrow, with what is needed to move its money.
pub struct Escrow<'a> {
    /// What it holds.
    pub asset: Asset<'a>,
    /// Where it is. The caller has checked the address.
    pub view: &'a AccountView,
    /// The lease or campaign.
    pub owner: &'a Address,
    /// Bump of the escrow's address.
    pub bump: u8,
    /// What was in it when it was created, and is no money.
    pub reserve: u64,
}

impl<'a> Escrow<'a> {
    /// The escrow of a lease, whose address and mint the accounts were checked against.
    ///
    /// # Errors
    /// `WrongMint`.
    pub fn of(
        lease: &'a Account<Lease>,
        escrow: &'a UncheckedAccount,
        mint: &'a UncheckedAccount,
        token_program: &'a UncheckedAccount,
    ) -> Result<Self> {
        Ok(Self {
            asset: asset(mint, token_program)?,
            view: escrow,
            owner: lease.address(),
            bump: lease.escrow_bump,
            reserve: lease.reserve,
        })
    }
}

/// The asset of a mint and its program.
///
/// # Errors
/// `WrongMint`.
pub fn asset<'a>(mint: &'a UncheckedAccount, token_program: &'a UncheckedAccount) -> Result<Asset<'a>> {
    Ok(Asset::new(mint.account(), token_program.account()).ok_or(LandError::WrongMint)?)
}

impl Escrow<'_> {
    /// Creates the escrow; returns its reserve. The caller has checked that the mint is escrowable.
    ///
    /// # Errors
    /// Those of the runtime; `EscrowShort` where no balance can be read.
    pub fn create(&self, payer: &Signer) -> Result<u64> {
        self.asset.create_escrow(
            payer,
            self.view,
            &[Lease::ESCROW_SEED, self.owner.as_ref(), &[self.bump]],
        )?;
        self.balance()
    }

    fn balance(&self) -> Result<u64> {
        Ok(self.asset.balance(self.view).ok_or(LandError::EscrowShort)?)
    }

    /// Checks that an account holds this asset: any wallet SOL, a token account of the mint its tokens.
    fn check_holding(&self, holding: &AccountView) -> Result<()> {
        require!(self.asset.balance(holding).is_some(), LandError::NotAHolding);
        Ok(())
    }

    /// Checks that the escrow has what is booked.
    fn check(&self, balance: u64, held: u64) -> Result<()> {
        let least = held.checked_add(self.reserve).ok_or(LandError::ArithmeticOverflow)?;
        require!(balance >= least, LandError::EscrowShort);
        Ok(())
    }

    /// Takes `amount` in from a holding whose owner signed the transaction; returns what is held then. Measured:
    /// exactly this must arrive.
    ///
    /// # Errors
    /// `AmountZero`, `ArithmeticOverflow`, `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[inline(never)]
    pub fn take(&self, from: &AccountView, authority: &AccountView, amount: u64, held: u64) -> Result<u64> {
        require!(amount > 0, LandError::AmountZero);
        let held = held.checked_add(amount).ok_or(LandError::ArithmeticOverflow)?;
        self.check_holding(from)?;
        require!(!self.asset.is_sol() || from.address() == authority.address(), LandError::NotAHolding);
        let before = self.balance()?;
        self.asset.transfer(from, self.view, authority, amount, &[]);
        let after = self.balance()?;
        require!(before.checked_add(amount) == Some(after), LandError::AmountNotReceived);
        self.check(after, held)?;
        Ok(held)
    }

    /// Gives `amount` out to a holding; returns what is held then.
    ///
    /// # Errors
    /// `NothingDue`, `EscrowShort`, `NotAHolding`.
    pub fn pay(&self, to: &AccountView, amount: u64, held: u64) -> Result<u64> {
        self.check_holding(to)?;
        self.give(amount, held, |seeds| self.asset.transfer(self.view, to, self.view, amount, seeds))
    }

    /// Pays `amount` into the treasury, as income of a kind; returns what is held then. The deposit's payer and
    /// source are this escrow.
    ///
    /// # Errors
    /// `NothingDue`, `EscrowShort`.
    pub fn deposit(&self, deposit: &Deposit<'_>, kind: u8, amount: u64, held: u64) -> Result<u64> {
        self.give(amount, held, |seeds| deposit.make(kind, amount, seeds))
    }

    /// Gives `amount` out by a call that the escrow signs with the seeds it is handed. Measured: exactly this
    /// must leave.
    fn give(&self, amount: u64, held: u64, call: impl FnOnce(&[&[u8]])) -> Result<u64> {
        require!(amount > 0, LandError::NothingDue);
        let held = held.checked_sub(amount).ok_or(LandError::EscrowShort)?;
        let before = self.balance()?;
        call(&[Lease::ESCROW_SEED, self.owner.as_ref(), &[self.bump]]);
        let after = self.balance()?;
        require!(after.checked_add(amount) == Some(before), LandError::EscrowShort);
        self.check(after, held)?;
        Ok(held)
    }

    /// Closes the escrow, in which nothing is booked any more. Its rent goes to `rent_to`; tokens that were
    /// never booked go to `stray_to`.
    pub fn close(&self, rent_to: &AccountView, stray_to: &AccountView) {
        self.asset.close_escrow(
            self.view,
            rent_to,
            stray_to,
            &[Lease::ESCROW_SEED, self.owner.as_ref(), &[self.bump]],
        );
    }
}
