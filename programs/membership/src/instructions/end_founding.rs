use crate::error::MembershipError;
use crate::event::AuthorityMoved;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `end_founding`. Nobody signs: anyone may call it.
#[derive(Accounts)]
pub struct EndFounding {
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl EndFounding {
    fn validate(&self) -> Result<()> {
        require!(
            self.nation.authority == self.nation.founder && support::now()? >= self.nation.founder_sunset,
            MembershipError::FoundingNotEnded
        );
        Ok(())
    }

    pub(crate) fn end_founding(&mut self) -> Result<()> {
        self.validate()?;
        let nation = &mut self.nation;
        let successor = nation.successor;
        nation.pass_authority(successor);
        nation.invariant()?;
        emit!(AuthorityMoved { nation: *nation.address(), authority: nation.authority });
        Ok(())
    }
}
