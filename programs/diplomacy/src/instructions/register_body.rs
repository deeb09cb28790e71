use crate::error::DiplomacyError;
use crate::event::BodyRegistered;
use crate::state::Body;
use anchor_lang::prelude::*;
use support::text;

/// Accounts of `register_body`.
#[derive(Accounts)]
pub struct RegisterBody {
    /// Pays the rent; may be the key.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The key that speaks for the body.
    pub key: Signer,
    /// The body, created here.
    #[account(init, payer = payer, seeds = [b"body", key.address().as_ref()], bump)]
    pub body: Account<Body>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl RegisterBody {
    pub(crate) fn register_body(&mut self, name: &str, uri: &str, bump: u8) -> Result<()> {
        require!(!name.is_empty(), DiplomacyError::NameMalformed);
        let key = *self.key.address();
        *self.body = Body {
            key,
            rent_payer: *self.payer.address(),
            registered_at: support::now()?,
            name: text::padded(name).ok_or(DiplomacyError::NameMalformed)?,
            uri: text::padded(uri).ok_or(DiplomacyError::TextMalformed)?,
            version: Body::VERSION,
            bump,
            padding: [0; 6],
            reserved: [0; 32],
        };
        emit!(BodyRegistered { body: *self.body.address(), key });
        Ok(())
    }
}
