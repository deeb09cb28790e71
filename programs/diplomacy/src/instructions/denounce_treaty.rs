use super::ActOnTreaty;
use crate::event::TreatyChanged;
use anchor_lang::prelude::*;

impl ActOnTreaty {
    pub(crate) fn denounce_treaty(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let denouncer = *self.nation.address();
        self.treaty.denounce(denouncer, now)?;
        emit!(TreatyChanged::of(&self.treaty, false));
        Ok(())
    }
}
