//! Which token mints are trusted with what: by allow-list of extensions, so that whatever is yet to be
//! invented is refused.

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

/// Extension TransferFeeConfig: part of every transfer stays back for the mint's authority.
const TRANSFER_FEE: u16 = 1;

/// What is tolerated in a mint besides the harmless.
#[derive(Clone, Copy)]
struct Tolerance {
    freeze: bool,
    fee: bool,
}

/// Whether a mint is plain: nobody but the holder can move, freeze, seize or tax the tokens. No freeze
/// authority, and under Token-2022 no extension but harmless ones. The caller has checked that the account is a
/// mint of a token program.
pub fn is_plain(mint: &AccountView) -> bool {
    is_tolerable(mint, Tolerance { freeze: false, fee: false })
}

/// Whether tokens of a mint may lie in escrow: nobody can move, seize or tax them, so that what was paid in
/// is there. A freeze authority is accepted, as most stablecoins have one; it can hold tokens back, not take them.
pub fn is_escrowable(mint: &AccountView) -> bool {
    is_tolerable(mint, Tolerance { freeze: true, fee: false })
}

/// Whether a treasury may hold a mint's tokens: as in escrow, and a fee on transfers is accepted, since a
/// treasury books what arrives.
pub fn is_holdable(mint: &AccountView) -> bool {
    is_tolerable(mint, Tolerance { freeze: true, fee: true })
}

fn is_tolerable(mint: &AccountView, tolerance: Tolerance) -> bool {
    let Ok(data) = mint.try_borrow() else { return false };
    is_tolerable_data(&data, tolerance)
}

fn is_tolerable_data(data: &[u8], tolerance: Tolerance) -> bool {
    let freezes = data.get(FREEZE_TAG_AT..FREEZE_TAG_AT + 4) != Some(&[0; 4]);
    if data.len() < MINT_LEN || (freezes && !tolerance.freeze) {
        return false;
    }
    if data.len() == MINT_LEN {
        return true;
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
        if !HARMLESS.contains(&kind) && !(kind == TRANSFER_FEE && tolerance.fee) {
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

    const PLAIN: Tolerance = Tolerance { freeze: false, fee: false };
    const ESCROW: Tolerance = Tolerance { freeze: true, fee: false };
    const TREASURY: Tolerance = Tolerance { freeze: true, fee: true };

    #[test]
    fn plain_mints() {
        for tolerance in [PLAIN, ESCROW, TREASURY] {
            assert!(is_tolerable_data(&[0; 82], tolerance));
            assert!(is_tolerable_data(&mint_with(&[]), tolerance));
            assert!(is_tolerable_data(&mint_with(&[(18, 64), (19, 100)]), tolerance));
        }
    }

    #[test]
    fn freezing_and_fees_are_tolerated_where_they_may_be() {
        let mut frozen = [0; 82];
        frozen[46] = 1;
        let taxed = mint_with(&[(1, 108)]);
        for (tolerance, freeze, fee) in [(PLAIN, false, false), (ESCROW, true, false), (TREASURY, true, true)]
        {
            assert_eq!(is_tolerable_data(&frozen, tolerance), freeze);
            assert_eq!(is_tolerable_data(&taxed, tolerance), fee);
        }
    }

    #[test]
    fn mints_that_somebody_else_commands() {
        for tolerance in [PLAIN, ESCROW, TREASURY] {
            // Close authority, confidential transfer, default state, non-transferable, permanent delegate, hook,
            // pausable, and one not yet invented.
            for kind in [3, 4, 6, 9, 12, 14, 26, 99] {
                let mint = mint_with(&[(18, 64), (kind, 32)]);
                assert!(!is_tolerable_data(&mint, tolerance), "extension {kind}");
            }
            assert!(!is_tolerable_data(&[], tolerance));
            let mut truncated = mint_with(&[(18, 64)]);
            truncated.truncate(200);
            assert!(!is_tolerable_data(&truncated, tolerance));
            let mut not_a_mint = mint_with(&[]);
            not_a_mint[165] = 2;
            assert!(!is_tolerable_data(&not_a_mint, tolerance));
        }
    }
}
