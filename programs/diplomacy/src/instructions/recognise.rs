use crate::error::DiplomacyError;
use crate::event::RecognitionChanged;
use crate::recogniser;
use crate::state::{ACT_GRANTED, Entry, FROM_BODY, Recognition};
use anchor_lang::prelude::*;
use membership::state::Nation;
use support::text;

/// Accounts of `recognise`.
#[derive(Accounts)]
pub struct Recognise {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The authority of the nation that recognises, or the key of the body.
    pub authority: Signer,
    /// The nation or body that recognises.
    pub from: UncheckedAccount,
    /// The nation that is recognised.
    pub to: Account<Nation>,
    /// The recognition. It may exist: who and whom are in its address, and never change.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [b"recognition", from.address().as_ref(), to.address().as_ref()],
        bump
    )]
    pub recognition: Account<Recognition>,
    /// The entry in the history, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"entry", recognition.address().as_ref(), &recognition.entries.to_le_bytes()],
        bump
    )]
    pub entry: Account<Entry>,
    /// Creates the accounts.
    pub system_program: Program<System>,
}

/// What is written down of an act.
pub(super) struct Statement<'a> {
    pub recognition: &'a Address,
    pub rent_payer: &'a Address,
    pub at: i64,
    pub hash: [u8; 32],
    pub uri: &'a str,
    pub number: u32,
    pub act: u8,
    pub bump: u8,
}

impl Statement<'_> {
    /// Writes it into a fresh entry.
    pub(super) fn write(&self, entry: &mut Entry) -> Result<()> {
        *entry = Entry {
            recognition: *self.recognition,
            rent_payer: *self.rent_payer,
            at: self.at,
            statement_hash: self.hash,
            statement_uri: text::padded(self.uri).ok_or(DiplomacyError::TextMalformed)?,
            number: self.number,
            act: self.act,
            version: Entry::VERSION,
            bump: self.bump,
            padding: 0,
            reserved: [0; 32],
        };
        Ok(())
    }
}

impl Recognise {
    fn validate(&self, now: i64) -> Result<u8> {
        let signer = self.authority.address();
        let kind = recogniser::check(&self.from, signer, now)?;
        // A body is whoever has its key: one with the nation's own is the nation once more.
        let by_itself = self.from.address() == self.to.address()
            || (kind == FROM_BODY && (*signer == self.to.authority || *signer == self.to.founder));
        require!(!by_itself, DiplomacyError::SelfRecognition);
        Ok(kind)
    }

    pub(crate) fn recognise(&mut self, hash: [u8; 32], uri: &str, bumps: &RecogniseBumps) -> Result<()> {
        let now = support::now()?;
        let from_kind = self.validate(now)?;
        let recognition = &mut self.recognition;
        if recognition.version == 0 {
            recognition.from = *self.from.address();
            recognition.to = *self.to.address();
            recognition.rent_payer = *self.payer.address();
            recognition.from_kind = from_kind;
            recognition.version = Recognition::VERSION;
            recognition.bump = bumps.recognition;
        }
        let number = recognition.grant(now)?;
        Statement {
            recognition: recognition.address(),
            rent_payer: self.payer.address(),
            at: now,
            hash,
            uri,
            number,
            act: ACT_GRANTED,
            bump: bumps.entry,
        }
        .write(&mut self.entry)?;
        emit!(RecognitionChanged::of(recognition, now));
        Ok(())
    }
}
