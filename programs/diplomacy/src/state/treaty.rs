use super::URI_LEN;
use crate::error::DiplomacyError;
use anchor_lang::prelude::*;

/// State of a treaty: one nation proposed it, the other has not signed.
pub const STATE_PROPOSED: u8 = 0;
/// State of a treaty: both have signed.
pub const STATE_SIGNED: u8 = 1;
/// State of a treaty: one has denounced it; in force until it ends.
pub const STATE_DENOUNCED: u8 = 2;

/// Longest notice of denunciation, in seconds: 366 days, the twelve months that hold where a treaty is silent (Vienna
/// Convention on the Law of Treaties, article 56). Longer would bind those who come after.
pub const MAX_NOTICE: u32 = 366 * 86_400;
/// Longest visit that a treaty may allow, in seconds: 366 days. Who stays longer is no visitor.
pub const MAX_VISIT: u32 = 366 * 86_400;
/// Longest time that a proposal is open for signature, in seconds: 366 days.
pub const MAX_OPEN: i64 = 366 * 86_400;

/// What two nations agree on.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    IdlType,
    AnchorSerialize,
    AnchorDeserialize,
    bytemuck::Pod,
    bytemuck::Zeroable,
)]
#[repr(C)]
pub struct TreatyTerms {
    /// SHA-256 of the text.
    pub text_hash: [u8; 32],
    /// Seconds between denunciation and end.
    pub notice: u32,
    /// Seconds that a visit may last.
    pub visit: u32,
}

const _: () = assert!(
    size_of::<TreatyTerms>()
        == 32 // text_hash
            + 4 // notice
            + 4 // visit
);

impl TreatyTerms {
    /// Whether a treaty may have these terms.
    pub fn is_sound(&self) -> bool {
        self.notice <= MAX_NOTICE && (1..=MAX_VISIT).contains(&self.visit)
    }
}

/// A treaty of two nations: each honours the other's passports, and its citizens may visit.
///
/// Seeds: `["treaty", nation_a, nation_b, number]`, the lower address first, the number in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Treaty {
    /// The nation with the lower address.
    pub nation_a: Address,
    /// The nation with the higher address.
    pub nation_b: Address,
    /// Which of the two proposed it.
    pub proposer: Address,
    /// Which of the two denounced it; zero for neither.
    pub denouncer: Address,
    /// Who paid the rent, and gets it back if it is never signed.
    pub rent_payer: Address,
    /// When it was proposed.
    pub proposed_at: i64,
    /// From this second on it cannot be signed.
    pub open_until: i64,
    /// When it was signed; 0 before.
    pub signed_at: i64,
    /// When it was denounced; 0 before.
    pub denounced_at: i64,
    /// First second at which it is not in force any more; 0 until it is denounced.
    pub ends_at: i64,
    /// What was agreed.
    pub terms: TreatyTerms,
    /// Where the text can be read, padded with zeros.
    pub text_uri: [u8; 96],
    /// Number among the treaties of the two.
    pub number: u32,
    /// One of the `STATE_` values.
    pub state: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: u8,
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Treaty>()
        == 32 // nation_a
            + 32 // nation_b
            + 32 // proposer
            + 32 // denouncer
            + 32 // rent_payer
            + 8 // proposed_at
            + 8 // open_until
            + 8 // signed_at
            + 8 // denounced_at
            + 8 // ends_at
            + size_of::<TreatyTerms>()
            + URI_LEN // text_uri
            + 4 // number
            + 1 // state
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 32 // reserved
);

/// The lower of two addresses.
pub fn lower<'a>(one: &'a Address, other: &'a Address) -> &'a Address {
    if one <= other { one } else { other }
}

/// The higher of two addresses.
pub fn higher<'a>(one: &'a Address, other: &'a Address) -> &'a Address {
    if one <= other { other } else { one }
}

impl Treaty {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"treaty";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether a nation is one of the two.
    pub fn is_party(&self, nation: &Address) -> bool {
        *nation == self.nation_a || *nation == self.nation_b
    }

    /// The other party; `None` for a nation that is not one of the two.
    pub fn other_than(&self, nation: &Address) -> Option<&Address> {
        if *nation == self.nation_a {
            Some(&self.nation_b)
        } else if *nation == self.nation_b {
            Some(&self.nation_a)
        } else {
            None
        }
    }

    /// Whether it is in force: signed, and not over.
    pub fn is_in_force(&self, now: i64) -> bool {
        match self.state {
            STATE_SIGNED => true,
            STATE_DENOUNCED => now < self.ends_at,
            _ => false,
        }
    }

    /// Signs it for the party that did not propose it.
    ///
    /// # Errors
    /// `NotProposed`, `OfferLapsed`, `TermsDiffer`.
    pub fn sign(&mut self, terms: &TreatyTerms, now: i64) -> Result<()> {
        require!(self.state == STATE_PROPOSED, DiplomacyError::NotProposed);
        require!(now < self.open_until, DiplomacyError::OfferLapsed);
        require!(*terms == self.terms, DiplomacyError::TermsDiffer);
        self.state = STATE_SIGNED;
        self.signed_at = now;
        self.invariant()
    }

    /// Denounces it for a party.
    ///
    /// # Errors
    /// `NotSigned`, `AlreadyDenounced`, `ArithmeticOverflow`.
    pub fn denounce(&mut self, denouncer: Address, now: i64) -> Result<()> {
        require!(self.state != STATE_PROPOSED, DiplomacyError::NotSigned);
        require!(self.state == STATE_SIGNED, DiplomacyError::AlreadyDenounced);
        self.state = STATE_DENOUNCED;
        self.denouncer = denouncer;
        self.denounced_at = now;
        self.ends_at = now.checked_add(self.terms.notice.into()).ok_or(DiplomacyError::ArithmeticOverflow)?;
        self.invariant()
    }

    /// Checks that a visit may begin at `now` and end at `until`.
    ///
    /// # Errors
    /// `NotInForce`, `VisitPast`, `VisitTooLong`, `VisitBeyondTreaty`.
    pub fn check_visit(&self, until: i64, now: i64) -> Result<()> {
        require!(self.is_in_force(now), DiplomacyError::NotInForce);
        require!(until > now, DiplomacyError::VisitPast);
        require!(until <= now.saturating_add(self.terms.visit.into()), DiplomacyError::VisitTooLong);
        require!(self.state != STATE_DENOUNCED || until <= self.ends_at, DiplomacyError::VisitBeyondTreaty);
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `TreatyInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let times_fit_state = match self.state {
            STATE_PROPOSED => self.signed_at == 0 && self.ends_at == 0,
            STATE_SIGNED => self.signed_at < self.open_until && self.ends_at == 0,
            STATE_DENOUNCED => self.ends_at >= self.denounced_at && self.is_party(&self.denouncer),
            _ => false,
        };
        require!(
            times_fit_state
                && self.nation_a < self.nation_b
                && self.is_party(&self.proposer)
                && self.terms.is_sound(),
            DiplomacyError::TreatyInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    pub const A: Address = Address::new_from_array([1; 32]);
    pub const B: Address = Address::new_from_array([2; 32]);
    const C: Address = Address::new_from_array([3; 32]);
    const TERMS: TreatyTerms = TreatyTerms { text_hash: [7; 32], notice: 100, visit: 50 };

    pub fn treaty() -> Treaty {
        Treaty { nation_a: A, nation_b: B, proposer: B, open_until: 1_000, terms: TERMS, ..Treaty::zeroed() }
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: DiplomacyError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    #[test]
    fn signed_once_in_time_and_as_proposed() {
        let mut treaty = treaty();
        treaty.invariant().unwrap();
        assert!(!treaty.is_in_force(0));
        for terms in [
            TreatyTerms { text_hash: [8; 32], ..TERMS },
            TreatyTerms { notice: 99, ..TERMS },
            TreatyTerms { visit: 51, ..TERMS },
        ] {
            refused(treaty.sign(&terms, 999), DiplomacyError::TermsDiffer);
        }
        refused(treaty.sign(&TERMS, 1_000), DiplomacyError::OfferLapsed);
        refused(treaty.denounce(A, 0), DiplomacyError::NotSigned);
        treaty.sign(&TERMS, 999).unwrap();
        refused(treaty.sign(&TERMS, 999), DiplomacyError::NotProposed);
        assert!(treaty.is_in_force(999) && treaty.is_in_force(i64::MAX));
    }

    #[test]
    fn denounced_with_notice() {
        let mut treaty = treaty();
        treaty.sign(&TERMS, 500).unwrap();
        treaty.denounce(A, 600).unwrap();
        assert_eq!((treaty.ends_at, treaty.denouncer), (700, A));
        assert!(treaty.is_in_force(699) && !treaty.is_in_force(700));
        refused(treaty.denounce(B, 600), DiplomacyError::AlreadyDenounced);
        refused(treaty.sign(&TERMS, 600), DiplomacyError::NotProposed);
        let mut late = Treaty { state: STATE_SIGNED, ..self::treaty() };
        refused(late.denounce(A, i64::MAX), DiplomacyError::ArithmeticOverflow);
    }

    #[test]
    fn visits_end_with_what_allows_them() {
        let mut treaty = treaty();
        refused(treaty.check_visit(1, 0), DiplomacyError::NotInForce);
        treaty.sign(&TERMS, 500).unwrap();
        refused(treaty.check_visit(500, 500), DiplomacyError::VisitPast);
        treaty.check_visit(501, 500).unwrap();
        treaty.check_visit(550, 500).unwrap();
        refused(treaty.check_visit(551, 500), DiplomacyError::VisitTooLong);
        treaty.denounce(B, 500).unwrap();
        treaty.check_visit(600, 560).unwrap();
        refused(treaty.check_visit(601, 560), DiplomacyError::VisitBeyondTreaty);
        refused(treaty.check_visit(601, 600), DiplomacyError::NotInForce);
    }

    #[test]
    fn terms_at_their_edges() {
        for (notice, visit, sound) in [
            (0, 1, true),
            (MAX_NOTICE, MAX_VISIT, true),
            (MAX_NOTICE + 1, 1, false),
            (0, MAX_VISIT + 1, false),
            (0, 0, false),
        ] {
            assert_eq!(TreatyTerms { notice, visit, ..TERMS }.is_sound(), sound, "{notice} {visit}");
        }
    }

    #[test]
    fn parties() {
        let treaty = treaty();
        assert_eq!(
            (treaty.other_than(&A), treaty.other_than(&B), treaty.other_than(&C)),
            (Some(&B), Some(&A), None)
        );
        assert!(treaty.is_party(&A) && treaty.is_party(&B) && !treaty.is_party(&C));
        assert_eq!((lower(&A, &B), lower(&B, &A), higher(&A, &B), higher(&B, &A)), (&A, &A, &B, &B));
        for bad in [
            Treaty { nation_b: A, ..treaty },
            Treaty { nation_a: B, nation_b: A, ..treaty },
            Treaty { proposer: C, ..treaty },
            Treaty { state: 3, ..treaty },
        ] {
            refused(bad.invariant(), DiplomacyError::TreatyInvariant);
        }
    }
}
