use super::{Configure, check_guardian};
use crate::event::GovernorChanged;
use anchor_lang::prelude::*;

/// See `governor::set_guardian`.
pub fn set_guardian(ctx: &mut Context<Configure>, guardian: Address, guardian_until: i64) -> Result<()> {
    let now = ctx.accounts.validate()?;
    check_guardian(&guardian, guardian_until, now)?;
    let address = *ctx.accounts.governor.address();
    let governor = &mut ctx.accounts.governor;
    governor.guardian = guardian;
    governor.guardian_until = guardian_until;
    emit!(GovernorChanged { governor: address, track: u64::MAX });
    Ok(())
}
