use crate::error::MembershipError;
use crate::event::AuthorityMoved;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `accept_authority`.
#[derive(Accounts)]
pub struct AcceptAuthority {
    /// Who was proposed. Nobody can sign for zero, so no proposal means no acceptance.
    #[account(address = nation.pending_authority @ MembershipError::NotPendingAuthority)]
    pub pending_authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl AcceptAuthority {
    pub(crate) fn accept_authority(&mut self) -> Result<()> {
        let accepted = *self.pending_authority.address();
        let nation = &mut self.nation;
        // Whoever takes over from the founder, other than the successor, takes the sunset with it: a
        // founder must be able to change keys, but not to escape the end of the founding by doing so.
        if nation.authority == nation.founder && accepted != nation.successor {
            nation.founder = accepted;
        }
        nation.pass_authority(accepted);
        nation.invariant()?;
        emit!(AuthorityMoved { nation: *nation.address(), authority: accepted });
        Ok(())
    }
}
