use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;

/// Bytes of a commitment's salt.
pub const SALT_LEN: usize = 32;

/// A juror's place on a panel.
///
/// Seeds: `["seat", case, round, number]`, both in 1 byte.
#[account]
#[derive(Debug)]
pub struct Seat {
    /// The case.
    pub case: Address,
    /// The juror.
    pub juror: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// What the juror committed to, see [`Seat::commitment`]; zero before.
    pub commitment: [u8; 32],
    /// Index of the juror.
    pub index: u32,
    /// The attempt that drew it.
    pub attempt: u32,
    /// The round.
    pub round: u8,
    /// Number within the round.
    pub number: u8,
    /// What the juror chose, one of `rules::verdict`; 0 before it is revealed.
    pub choice: u8,
    /// 1 when its money was settled.
    pub settled: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 2],
}

const _: () = assert!(
    size_of::<Seat>()
        == 32 // case
            + 32 // juror
            + 32 // rent_payer
            + 32 // commitment
            + 4 // index
            + 4 // attempt
            + 1 // round
            + 1 // number
            + 1 // choice
            + 1 // settled
            + 1 // version
            + 1 // bump
            + 2 // padding
);

impl Seat {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"seat";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
    /// What the hash of a commitment begins with.
    pub const TAG: &'static [u8] = b"civitas court commitment v1";

    /// What a juror commits to: `SHA-256(tag ‖ program ‖ case ‖ round ‖ index ‖ choice ‖ salt)`, round and choice in
    /// 1 byte, the index in 4 little-endian ones. Bound to all of them, so that a commitment copied from another juror,
    /// or used again, cannot be revealed.
    #[inline]
    pub fn commitment(case: &Address, round: u8, index: u32, choice: u8, salt: &[u8; SALT_LEN]) -> [u8; 32] {
        hashv(&[
            Self::TAG,
            crate::ID.as_ref(),
            case.as_ref(),
            &[round],
            &index.to_le_bytes(),
            &[choice],
            salt,
        ])
        .to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_is_bound_to_everything() {
        let case = |n| Address::new_from_array([n; 32]);
        let all = [
            Seat::commitment(&case(1), 0, 0, 1, &[0; 32]),
            Seat::commitment(&case(2), 0, 0, 1, &[0; 32]),
            Seat::commitment(&case(1), 1, 0, 1, &[0; 32]),
            Seat::commitment(&case(1), 0, 1, 1, &[0; 32]),
            Seat::commitment(&case(1), 0, 0, 2, &[0; 32]),
            Seat::commitment(&case(1), 0, 0, 1, &[1; 32]),
        ];
        for (n, commitment) in all.iter().enumerate() {
            assert!(!all[..n].contains(commitment), "{n}");
        }
    }
}
