use crate::error::DiplomacyError;
use anchor_lang::prelude::*;

/// Who recognises is a nation.
pub const FROM_NATION: u8 = 0;
/// Who recognises is a [`super::Body`].
pub const FROM_BODY: u8 = 1;

/// That a nation or a body recognises a nation, or did. Never closed; every act is an [`super::Entry`].
///
/// Seeds: `["recognition", from, to]`.
#[account]
#[derive(Debug)]
pub struct Recognition {
    /// The nation or body that recognises: the address of its account.
    pub from: Address,
    /// The nation that is recognised.
    pub to: Address,
    /// Who paid the rent. The account stays, so it is not returned.
    pub rent_payer: Address,
    /// When it was granted last.
    pub since: i64,
    /// When it was revoked last; 0 for never.
    pub revoked_at: i64,
    /// Acts so far: the number of the next entry.
    pub entries: u32,
    /// How often it was granted.
    pub grants: u32,
    /// One of the `FROM_` values.
    pub from_kind: u8,
    /// 1 while it is in force.
    pub in_force: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 4],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Recognition>()
        == 32 // from
            + 32 // to
            + 32 // rent_payer
            + 8 // since
            + 8 // revoked_at
            + 4 // entries
            + 4 // grants
            + 1 // from_kind
            + 1 // in_force
            + 1 // version
            + 1 // bump
            + 4 // padding
            + 32 // reserved
);

impl Recognition {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"recognition";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether it is in force.
    pub fn is_in_force(&self) -> bool {
        self.in_force != 0
    }

    /// Whether two nations recognise each other by these two recognitions.
    pub fn is_mutual_with(&self, other: &Self) -> bool {
        self.is_in_force() && other.is_in_force() && self.from == other.to && self.to == other.from
    }

    /// Grants it; returns the number of the act.
    ///
    /// # Errors
    /// `AlreadyRecognised`, `ArithmeticOverflow`.
    pub fn grant(&mut self, now: i64) -> Result<u32> {
        require!(!self.is_in_force(), DiplomacyError::AlreadyRecognised);
        self.in_force = 1;
        self.since = now;
        self.grants = self.grants.checked_add(1).ok_or(DiplomacyError::ArithmeticOverflow)?;
        self.act()
    }

    /// Revokes it; returns the number of the act.
    ///
    /// # Errors
    /// `NotRecognised`, `ArithmeticOverflow`.
    pub fn revoke(&mut self, now: i64) -> Result<u32> {
        require!(self.is_in_force(), DiplomacyError::NotRecognised);
        self.in_force = 0;
        self.revoked_at = now;
        self.act()
    }

    /// Counts an act.
    fn act(&mut self) -> Result<u32> {
        let number = self.entries;
        self.entries = number.checked_add(1).ok_or(DiplomacyError::ArithmeticOverflow)?;
        self.invariant()?;
        Ok(number)
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `RecognitionInvariant`.
    pub fn invariant(&self) -> Result<()> {
        // Granted and revoked in turn, a grant first.
        let revocations = self.entries.checked_sub(self.grants);
        require!(
            revocations.and_then(|n| n.checked_add(u32::from(self.in_force))) == Some(self.grants)
                && self.grants > 0
                && self.from != self.to
                && self.from_kind <= FROM_BODY,
            DiplomacyError::RecognitionInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    const A: Address = Address::new_from_array([1; 32]);
    const B: Address = Address::new_from_array([2; 32]);

    fn recognition() -> Recognition {
        Recognition { from: A, to: B, ..Recognition::zeroed() }
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: DiplomacyError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    #[test]
    fn granted_and_revoked_in_turn() {
        let mut recognition = recognition();
        refused(recognition.revoke(0), DiplomacyError::NotRecognised);
        for round in 0..3 {
            let now = 10 * i64::from(round);
            assert_eq!(recognition.grant(now), Ok(2 * round));
            refused(recognition.grant(now), DiplomacyError::AlreadyRecognised);
            assert!(recognition.is_in_force());
            assert_eq!((recognition.since, recognition.grants), (now, round + 1));
            assert_eq!(recognition.revoke(now + 5), Ok(2 * round + 1));
            refused(recognition.revoke(now + 5), DiplomacyError::NotRecognised);
            assert_eq!((recognition.revoked_at, recognition.entries), (now + 5, 2 * round + 2));
        }
    }

    #[test]
    fn mutual_is_both_ways_and_in_force() {
        let (mut one, mut other) = (recognition(), Recognition { from: B, to: A, ..Recognition::zeroed() });
        one.grant(0).unwrap();
        assert!(!one.is_mutual_with(&other) && !other.is_mutual_with(&one));
        other.grant(0).unwrap();
        assert!(one.is_mutual_with(&other) && other.is_mutual_with(&one) && !one.is_mutual_with(&one));
        other.from = Address::new_from_array([3; 32]);
        assert!(!one.is_mutual_with(&other));
    }

    #[test]
    fn counts_at_their_end() {
        let mut recognition = Recognition { entries: u32::MAX - 1, grants: u32::MAX / 2, ..recognition() };
        recognition.grant(0).unwrap();
        refused(recognition.revoke(0), DiplomacyError::ArithmeticOverflow);
    }
}
