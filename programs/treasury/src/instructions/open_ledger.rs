use crate::error::TreasuryError;
use crate::event::LedgerOpened;
use crate::state::{Ledger, Treasury};
use anchor_lang::prelude::*;
use anchor_lang::programs::AssociatedToken;
use membership::state::Nation;
use support::asset::Asset;
use support::call::{Call, pays, reads, writes};
use support::mint::is_holdable;

/// Index of `CreateIdempotent` among the associated token program's instructions
/// (`spl-associated-token-account-interface`).
const CREATE_IDEMPOTENT: u8 = 1;

/// Accounts of `open_ledger`.
#[derive(Accounts)]
pub struct OpenLedger {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = treasury.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The treasury.
    pub treasury: Account<Treasury>,
    /// Owns the holding.
    #[account(address = treasury.vault @ TreasuryError::WrongVault)]
    pub vault: UncheckedAccount,
    /// The ledger, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"ledger", treasury.address().as_ref(), mint.address().as_ref()],
        bump
    )]
    pub ledger: Account<Ledger>,
    /// The mint; the System program for SOL.
    pub mint: UncheckedAccount,
    /// Where the money will lie: the vault for SOL, its associated token account else, which is created
    /// unless it is there.
    #[account(mut, unsafe(dup))]
    pub holding: UncheckedAccount,
    /// The mint's program; the System program for SOL.
    pub token_program: UncheckedAccount,
    /// Derives, creates and checks the holding of a token.
    pub associated_token_program: Program<AssociatedToken>,
    /// Creates the accounts.
    pub system_program: Program<System>,
}

impl OpenLedger {
    fn validate(&self, now: i64) -> Result<Asset<'_>> {
        self.nation.check_authority(self.authority.address(), now)?;
        let asset = Asset::new(self.mint.account(), self.token_program.account())
            .ok_or(TreasuryError::WrongTokenProgram)?;
        require!(asset.is_sol() || is_holdable(self.mint.account()), TreasuryError::MintRefused);
        Ok(asset)
    }

    /// Makes sure of the holding, and returns what of it is no money.
    fn holding(&self, asset: &Asset<'_>) -> Result<u64> {
        if asset.is_sol() {
            require!(*self.holding.address() == self.treasury.vault, TreasuryError::WrongHolding);
            return Ok(self.treasury.vault_reserve);
        }
        let call = Call {
            program: self.associated_token_program.address(),
            accounts: &[
                pays(self.payer.account()),
                writes(self.holding.account()),
                reads(self.vault.account()),
                reads(self.mint.account()),
                reads(self.system_program.account()),
                reads(self.token_program.account()),
            ],
            data: &[CREATE_IDEMPOTENT],
            seeds: &[],
        };
        // SAFETY: the payer's lamports and the holding are written; no reference to the data of either exists.
        // The callee derives the holding's address, and checks owner and mint of one that exists.
        unsafe { call.invoke() };
        require!(asset.balance(self.holding.account()).is_some(), TreasuryError::WrongHolding);
        Ok(0)
    }

    pub(crate) fn open_ledger(&mut self, bump: u8) -> Result<()> {
        let now = support::now()?;
        let asset = self.validate(now)?;
        let (reserve, decimals) = (self.holding(&asset)?, asset.decimals());
        let (nation, treasury) = (*self.nation.address(), *self.treasury.address());
        let (mint, token_program) = (*self.mint.address(), *self.token_program.address());
        let holding = *self.holding.address();
        // A fresh account is all zeros: what is not named here is zero. What lies in the holding already is
        // for `reconcile`.
        let ledger = &mut self.ledger;
        ledger.nation = nation;
        ledger.treasury = treasury;
        ledger.mint = mint;
        ledger.token_program = token_program;
        ledger.holding = holding;
        ledger.reserve = reserve;
        ledger.decimals = decimals;
        ledger.version = Ledger::VERSION;
        ledger.bump = bump;
        ledger.begin(now)?;
        emit!(LedgerOpened { ledger: *ledger.address(), treasury, mint });
        Ok(())
    }
}
