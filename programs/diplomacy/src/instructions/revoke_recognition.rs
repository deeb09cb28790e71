use super::recognise::Statement;
use crate::error::DiplomacyError;
use crate::event::RecognitionChanged;
use crate::recogniser;
use crate::state::{ACT_REVOKED, Entry, Recognition};
use anchor_lang::prelude::*;

/// Accounts of `revoke_recognition`.
#[derive(Accounts)]
pub struct RevokeRecognition {
    /// Pays the rent of the entry; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The authority of the nation that recognises, or the key of the body.
    pub authority: Signer,
    /// The nation or body that recognises.
    #[account(address = recognition.from @ DiplomacyError::WrongRecogniser)]
    pub from: UncheckedAccount,
    /// The recognition.
    #[account(mut)]
    pub recognition: Account<Recognition>,
    /// The entry in the history, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"entry", recognition.address().as_ref(), &recognition.entries.to_le_bytes()],
        bump
    )]
    pub entry: Account<Entry>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl RevokeRecognition {
    fn validate(&self, now: i64) -> Result<()> {
        recogniser::check(&self.from, self.authority.address(), now)?;
        Ok(())
    }

    pub(crate) fn revoke_recognition(&mut self, hash: [u8; 32], uri: &str, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let recognition = &mut self.recognition;
        let number = recognition.revoke(now)?;
        Statement {
            recognition: recognition.address(),
            rent_payer: self.payer.address(),
            at: now,
            hash,
            uri,
            number,
            act: ACT_REVOKED,
            bump,
        }
        .write(&mut self.entry)?;
        emit!(RecognitionChanged::of(recognition, now));
        Ok(())
    }
}
