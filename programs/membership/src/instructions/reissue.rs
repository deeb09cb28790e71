use crate::error::MembershipError;
use crate::event::ReissueOrdered;
use crate::state::{Citizen, Nation, REISSUE_DELAY, Reissue as ReissueAccount};
use anchor_lang::prelude::*;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `reissue`.
#[derive(Accounts)]
pub struct Reissue {
    /// Pays the rent; may be the court.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's court, or its authority while there is no court.
    pub court: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen of the old wallet.
    #[account(constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
    /// The order.
    #[account(init, payer = payer, seeds = [b"reissue", citizen], bump)]
    pub reissue: Account<ReissueAccount>,
    /// The system program.
    pub system_program: Program<System>,
}

impl Reissue {
    fn validate(&self, new_wallet: &Address, now: i64) -> Result<()> {
        self.nation.check_court(self.court.address(), now)?;
        // The lapsed and the suspended may lose a wallet like anyone else.
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        require!(
            *new_wallet != support::NOBODY && *new_wallet != self.citizen.wallet,
            MembershipError::NewWalletInvalid
        );
        Ok(())
    }

    pub(crate) fn reissue(&mut self, new_wallet: Address, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(&new_wallet, now)?;
        let nation = *self.nation.address();
        let ready_at = now.saturating_add(REISSUE_DELAY);
        *self.reissue = ReissueAccount {
            nation,
            citizen: *self.citizen.address(),
            new_wallet,
            rent_payer: *self.payer.address(),
            ready_at,
            version: ReissueAccount::VERSION,
            bump,
            padding: [0; 6],
            reserved: [0; 32],
        };
        emit!(ReissueOrdered { nation, new_wallet, serial: self.citizen.serial, ready_at });
        Ok(())
    }
}
