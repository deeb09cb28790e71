use super::Citizen;
use crate::error::MembershipError;
use anchor_lang::prelude::*;
use rules::eligibility::in_good_standing;

/// `serial` of an office that nobody holds.
pub const VACANT: u64 = u64::MAX;
/// Longest term of an office: ten years, about the longest single mandate of a constitutional judge. An
/// office for life is a throne.
pub const MAX_OFFICE_TERM: i64 = 10 * 365 * 86_400;

/// An office held by a citizen for a term. It lapses by itself; whoever relies on it re-checks holder,
/// term and citizenship at the moment of use.
///
/// Seeds: `["office", nation, title]`, the title padded with zeros to 32 bytes.
#[account]
#[derive(Debug)]
pub struct Office {
    /// The nation.
    pub nation: Address,
    /// The wallet that held the citizenship when appointed; zero while vacant.
    pub holder: Address,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Serial of the holder: what counts, because it survives a reissue. [`VACANT`] for nobody.
    pub serial: u64,
    /// When the term began.
    pub appointed_at: i64,
    /// The office is vacant from this second on.
    pub term_ends_at: i64,
    /// Title, padded with zeros.
    pub title: [u8; 32],
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Office>()
        == 32 // nation
            + 32 // holder
            + 32 // rent_payer
            + 8 // serial
            + 8 // appointed_at
            + 8 // term_ends_at
            + 32 // title
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Office {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"office";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Checks that `signer` is the wallet of `citizen`, and that this citizen of `nation` holds the office at
    /// `now` and is in good standing. For whoever relies on an office, at the moment of relying on it.
    ///
    /// # Errors
    /// `WrongNation`: office or citizen of another nation. `WrongWallet`. `NotHolder`: somebody else holds the
    /// office, or nobody. `NotActive`, `NotCitizen`, `Lapsed`, `Suspended`.
    pub fn check_holder(
        &self,
        nation: &Address,
        citizen: &Citizen,
        signer: &Address,
        now: i64,
    ) -> Result<()> {
        require!(self.nation == *nation && citizen.nation == *nation, MembershipError::WrongNation);
        require!(citizen.wallet == *signer, MembershipError::WrongWallet);
        // The serial, not the wallet that was appointed: it survives a reissue. No citizen has that of a vacant
        // office.
        require!(self.serial == citizen.serial && now < self.term_ends_at, MembershipError::NotHolder);
        in_good_standing(&citizen.standing(), now).map_err(MembershipError::from)?;
        Ok(())
    }

    /// A title as it is stored and as it appears in the seeds; zeros for one that is too long, which
    /// no office can have.
    pub fn padded_title(title: &str) -> [u8; 32] {
        support::text::padded::<32>(title).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    const NATION: Address = Address::new_from_array([1; 32]);
    const WALLET: Address = Address::new_from_array([2; 32]);
    const OTHER: Address = Address::new_from_array([3; 32]);

    fn citizen(serial: u64) -> Citizen {
        Citizen::new(NATION, WALLET, WALLET, serial, 0, 1_000, 1, 255)
    }

    fn office(serial: u64) -> Office {
        Office { nation: NATION, serial, term_ends_at: 500, ..Office::zeroed() }
    }

    #[test]
    fn the_holder_is_checked_at_the_moment_of_use() {
        let (held, holder) = (office(7), citizen(7));
        let check =
            |office: &Office, citizen: &Citizen, now| office.check_holder(&NATION, citizen, &WALLET, now);
        let refused = |result: Result<()>, error: MembershipError| assert_eq!(result, Err(error.into()));
        check(&held, &holder, 499).unwrap();
        // The appointed wallet does not matter, a reissue changes it.
        check(&Office { holder: OTHER, ..held }, &holder, 0).unwrap();
        refused(check(&held, &holder, 500), MembershipError::NotHolder);
        refused(check(&held, &citizen(8), 0), MembershipError::NotHolder);
        refused(check(&office(VACANT), &holder, 0), MembershipError::NotHolder);
        refused(held.check_holder(&NATION, &holder, &OTHER, 0), MembershipError::WrongWallet);
        refused(held.check_holder(&OTHER, &holder, &WALLET, 0), MembershipError::WrongNation);
        refused(check(&held, &Citizen { nation: OTHER, ..holder }, 0), MembershipError::WrongNation);
        refused(check(&Office { nation: OTHER, ..held }, &holder, 0), MembershipError::WrongNation);
        refused(check(&held, &Citizen { status: 1, ..holder }, 0), MembershipError::NotActive);
        refused(check(&held, &Citizen { tier: 0, ..holder }, 0), MembershipError::NotCitizen);
        refused(check(&held, &Citizen { expires_at: 0, ..holder }, 0), MembershipError::Lapsed);
        refused(check(&held, &Citizen { suspended_until: 1, ..holder }, 0), MembershipError::Suspended);
    }
}
