//! The court's money: taken in, booked, and given out.
//!
//! The escrow is the address of seeds `["escrow", court]` and signs for itself. What is booked is `held`; what else
//! lies there, because anyone can send anything anywhere, is nobody's.

use crate::error::CourtError;
use crate::state::Court;
use anchor_lang::prelude::*;
use support::asset::Asset;

/// The escrow, with what is needed to move its money. The caller has checked that address and mint are the court's.
pub struct Escrow<'a> {
    /// The court, which books what it holds.
    pub court: &'a mut Account<Court>,
    /// Where it is.
    pub view: &'a AccountView,
    /// What it holds.
    pub asset: Asset<'a>,
}

/// The asset of a mint and its program.
///
/// # Errors
/// `WrongMint`.
pub fn asset<'a>(mint: &'a UncheckedAccount, token_program: &'a UncheckedAccount) -> Result<Asset<'a>> {
    Ok(Asset::new(mint.account(), token_program.account()).ok_or(CourtError::WrongMint)?)
}

impl Escrow<'_> {
    /// Creates the escrow of a court that was made just now.
    ///
    /// # Errors
    /// Those of the runtime; `EscrowShort` where no balance can be read.
    pub fn create(&mut self, payer: &Signer) -> Result<()> {
        let (court, bump) = (*self.court.address(), [self.court.escrow_bump]);
        self.asset.create_escrow(payer, self.view, &[Court::ESCROW_SEED, court.as_ref(), &bump])?;
        self.court.reserve = self.balance()?;
        Ok(())
    }

    fn balance(&self) -> Result<u64> {
        Ok(self.asset.balance(self.view).ok_or(CourtError::EscrowShort)?)
    }

    /// Checks that an account holds this asset: any wallet SOL, a token account of the mint its tokens.
    fn check_holding(&self, holding: &AccountView) -> Result<()> {
        require!(self.asset.balance(holding).is_some(), CourtError::NotAHolding);
        Ok(())
    }

    /// Checks that the escrow has what is booked.
    fn check(&self, balance: u64) -> Result<()> {
        let least = self.court.held.checked_add(self.court.reserve).ok_or(CourtError::ArithmeticOverflow)?;
        require!(balance >= least, CourtError::EscrowShort);
        self.court.invariant()
    }

    /// Takes `amount` in from a holding whose owner signed the transaction, and books it. Measured: exactly this must
    /// arrive.
    ///
    /// # Errors
    /// `AmountZero`, `ArithmeticOverflow`, `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    pub fn take(&mut self, from: &AccountView, authority: &AccountView, amount: u64) -> Result<()> {
        require!(amount > 0, CourtError::AmountZero);
        self.check_holding(from)?;
        require!(!self.asset.is_sol() || from.address() == authority.address(), CourtError::NotAHolding);
        let before = self.balance()?;
        self.asset.transfer(from, self.view, authority, amount, &[]);
        let after = self.balance()?;
        require!(before.checked_add(amount) == Some(after), CourtError::AmountNotReceived);
        self.court.held = self.court.held.checked_add(amount).ok_or(CourtError::ArithmeticOverflow)?;
        self.check(after)
    }

    /// Gives `amount` out to a holding. That is not the escrow itself: no account is writable twice in an instruction,
    /// and the amount would not leave.
    ///
    /// # Errors
    /// `NothingDue`, `EscrowShort`, `NotAHolding`.
    pub fn pay(&mut self, to: &AccountView, amount: u64) -> Result<()> {
        self.check_holding(to)?;
        let (asset, view) = (self.asset, *self.view);
        self.give(amount, |seeds| asset.transfer(&view, to, &view, amount, seeds))
    }

    /// Gives `amount` out by a call that the escrow signs with the seeds it is handed. Measured: exactly this must
    /// leave.
    ///
    /// # Errors
    /// `NothingDue`, `EscrowShort`.
    pub fn give(&mut self, amount: u64, call: impl FnOnce(&[&[u8]])) -> Result<()> {
        require!(amount > 0, CourtError::NothingDue);
        self.court.held = self.court.held.checked_sub(amount).ok_or(CourtError::EscrowShort)?;
        let (court, bump) = (*self.court.address(), [self.court.escrow_bump]);
        let before = self.balance()?;
        call(&[Court::ESCROW_SEED, court.as_ref(), &bump]);
        let after = self.balance()?;
        require!(after.checked_add(amount) == Some(before), CourtError::EscrowShort);
        self.check(after)
    }
}
