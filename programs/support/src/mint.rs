//! Which token mints are plain: nobody but the holder can move, freeze, seize or alter the tokens.

use anchor_lang::prelude::*;

/// Bytes of a mint without extensions (`spl-token-interface`, `Mint`).
const MINT_LEN: usize = 82;
/// Where the freeze authority's `COption` tag is in a mint.
const FREEZE_TAG_AT: usize = 46;
/// Where the account type is in a Token-2022 account with extensions: after the room of a token account.
const ACCOUNT_TYPE_AT: usize = 165;
/// Account type of a mint.
const ACCOUNT_TYPE_MINT: u8 = 1;

/// Token-2022 extensions of a mint that only describe it (`spl-token-2022-interface`, `ExtensionType`):
/// InterestBearingConfig and ScaledUiAmountConfig (display only), MetadataPointer, TokenMetadata,
/// GroupPointer, TokenGroup, GroupMemberPointer, TokenGroupMember. Everything else is refused, also what
/// is yet to be invented.
const HARMLESS: [u16; 8] = [10, 18, 19, 20, 21, 22, 23, 25];

/// Whether a mint is plain: no freeze authority, and under Token-2022 no extension but harmless ones. The
/// caller has checked that the account is a mint of a token program.
pub fn is_plain(mint: &AccountView) -> bool {
    let Ok(data) = mint.try_borrow() else { return false };
    is_plain_data(&data)
}

fn is_plain_data(data: &[u8]) -> bool {
    let no_freeze = data.get(FREEZE_TAG_AT..FREEZE_TAG_AT + 4) == Some(&[0; 4]);
    if !no_freeze || data.len() <= MINT_LEN {
        return no_freeze && data.len() == MINT_LEN;
    }
    if data.get(ACCOUNT_TYPE_AT) != Some(&ACCOUNT_TYPE_MINT) {
        return false;
    }
    let mut at = ACCOUNT_TYPE_AT + 1;
    // Type and length, two bytes each, then the value; type 0 ends the list.
    while let Some(head) = data.get(at..at + 4) {
        let kind = u16::from_le_bytes([head[0], head[1]]);
        if kind == 0 {
            return true;
        }
        if !HARMLESS.contains(&kind) {
            return false;
        }
        at += 4 + usize::from(u16::from_le_bytes([head[2], head[3]]));
    }
    at <= data.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mint_with(extensions: &[(u16, usize)]) -> Vec<u8> {
        let mut data = vec![0; 166];
        data[165] = 1;
        for (kind, len) in extensions {
            data.extend(kind.to_le_bytes());
            data.extend((*len as u16).to_le_bytes());
            data.extend(vec![7; *len]);
        }
        data
    }

    #[test]
    fn plain_mints() {
        assert!(is_plain_data(&[0; 82]));
        assert!(is_plain_data(&mint_with(&[])));
        assert!(is_plain_data(&mint_with(&[(18, 64), (19, 100)])));
    }

    #[test]
    fn mints_that_somebody_else_commands() {
        let mut frozen = [0; 82];
        frozen[46] = 1;
        assert!(!is_plain_data(&frozen));
        // Fee, close authority, default state, permanent delegate, hook, pausable, and one not yet invented.
        for kind in [1, 3, 6, 12, 14, 26, 99] {
            assert!(!is_plain_data(&mint_with(&[(18, 64), (kind, 32)])), "extension {kind}");
        }
        assert!(!is_plain_data(&[]));
        let mut truncated = mint_with(&[(18, 64)]);
        truncated.truncate(200);
        assert!(!is_plain_data(&truncated));
        let mut not_a_mint = mint_with(&[]);
        not_a_mint[165] = 2;
        assert!(!is_plain_data(&not_a_mint));
    }
}
