use anchor_lang::prelude::*;

/// Errors of the membership program: codes 6000–6199.
#[error_code(offset = 6000)]
pub enum MembershipError {
    /// Signer is not the nation's authority.
    #[msg("The signer is not the nation's authority")]
    NotAuthority,
    /// The founder's time is over.
    #[msg("The founder's rule has ended; authority belongs to the executor")]
    FoundingOver,
    /// Signer does not hold the judicial power.
    #[msg("The signer is not the nation's court")]
    NotCourt,
    /// The nation's state contradicts itself.
    #[msg("The nation's state would contradict itself")]
    NationInvariant,
}
