use borsh::BorshDeserialize;
use solana_address::Address;

/// An account type of one of the programs. Implemented by generated code.
pub trait ProgramAccount: BorshDeserialize {
    /// The type's name in the IDL.
    const NAME: &'static str;
    /// The program that owns such accounts.
    const PROGRAM: Address;
    /// The first bytes of such an account's data.
    const DISCRIMINATOR: &'static [u8];
}

/// Why data is not the account it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Another program owns the account.
    #[error("the account is not a {expected}: it belongs to {owner}")]
    WrongOwner {
        /// What it was taken for.
        expected: &'static str,
        /// Who owns it.
        owner: Address,
    },
    /// It is an account of another type.
    #[error("the account is not a {expected}")]
    WrongType {
        /// What it was taken for.
        expected: &'static str,
    },
    /// The data ends too early, or a field has an impossible value.
    #[error("the {expected}'s data cannot be read: {reason}")]
    Malformed {
        /// What it was taken for.
        expected: &'static str,
        /// What is wrong.
        reason: String,
    },
}

/// Decodes an account after checking that it is one: its owner and its discriminator.
///
/// Bytes after the fixed layout are ignored, as programs do.
///
/// # Errors
/// [`DecodeError`].
pub fn decode<T: ProgramAccount>(owner: &Address, data: &[u8]) -> Result<T, DecodeError> {
    decode_with_tail(owner, data).map(|(account, _)| account)
}

/// As [`decode`], with the bytes that follow the fixed layout: a page's ballots, an action's accounts and data.
///
/// # Errors
/// [`DecodeError`].
pub fn decode_with_tail<'a, T: ProgramAccount>(
    owner: &Address,
    data: &'a [u8],
) -> Result<(T, &'a [u8]), DecodeError> {
    if *owner != T::PROGRAM {
        return Err(DecodeError::WrongOwner { expected: T::NAME, owner: *owner });
    }
    if !data.starts_with(T::DISCRIMINATOR) {
        return Err(DecodeError::WrongType { expected: T::NAME });
    }
    // The generated structs have the discriminator as their first field.
    let mut rest = data;
    T::deserialize(&mut rest)
        .map(|account| (account, rest))
        .map_err(|error| DecodeError::Malformed { expected: T::NAME, reason: error.to_string() })
}
