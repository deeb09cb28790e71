use super::Treaty;
use crate::error::DiplomacyError;
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::eligibility::in_good_standing;

/// That a citizen of one nation visits the other, under a treaty of the two.
///
/// It belongs to the citizen's serial, which survives a new wallet. Whoever relies on it checks it at the moment of
/// relying: [`Visa::check_visitor`].
///
/// Seeds: `["visa", treaty, home, serial]`, the serial in 8 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Visa {
    /// The treaty.
    pub treaty: Address,
    /// The nation that the visitor is a citizen of.
    pub home: Address,
    /// The nation that is visited.
    pub host: Address,
    /// The wallet that it was issued to last; zero when it never was, and only an expulsion made it.
    pub wallet: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Serial of the citizen.
    pub serial: u64,
    /// When it was issued last; 0 for never.
    pub from: i64,
    /// The visit is over at this second.
    pub until: i64,
    /// 1 when the host has expelled the visitor.
    pub expelled: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 5],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Visa>()
        == 32 // treaty
            + 32 // home
            + 32 // host
            + 32 // wallet
            + 32 // rent_payer
            + 8 // serial
            + 8 // from
            + 8 // until
            + 1 // expelled
            + 1 // version
            + 1 // bump
            + 5 // padding
            + 32 // reserved
);

impl Visa {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"visa";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether the host has expelled the visitor.
    pub fn is_expelled(&self) -> bool {
        self.expelled != 0
    }

    /// Checks that `signer` is a visitor of `host` at `now`. For whoever relies on a visa, at the moment of relying
    /// on it; `treaty_address` is that of the account `treaty`.
    ///
    /// # Errors
    /// `WrongNation`: a visa for another host. `WrongTreaty`, `NotInForce`, `Expelled`, `VisitOver`;
    /// `WrongCitizen`, `WrongWallet`, `NotActive`, `NotCitizen`, `Lapsed`, `Suspended`.
    pub fn check_visitor(
        &self,
        host: &Address,
        treaty_address: &Address,
        treaty: &Treaty,
        citizen: &Citizen,
        signer: &Address,
        now: i64,
    ) -> Result<()> {
        require!(self.host == *host, DiplomacyError::WrongNation);
        require!(self.treaty == *treaty_address, DiplomacyError::WrongTreaty);
        require!(treaty.is_in_force(now), DiplomacyError::NotInForce);
        require!(!self.is_expelled(), DiplomacyError::Expelled);
        require!(now < self.until, DiplomacyError::VisitOver);
        // The serial, not the wallet that it was issued to: it survives a reissue.
        require!(citizen.nation == self.home && citizen.serial == self.serial, DiplomacyError::WrongCitizen);
        require!(citizen.wallet == *signer, DiplomacyError::WrongWallet);
        in_good_standing(&citizen.standing(), now).map_err(DiplomacyError::from)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::treaty::tests::{A, B, treaty};
    use super::*;
    use crate::state::STATE_SIGNED;
    use anchor_lang::bytemuck::Zeroable;

    const TREATY: Address = Address::new_from_array([5; 32]);
    const WALLET: Address = Address::new_from_array([6; 32]);
    const OTHER: Address = Address::new_from_array([7; 32]);

    #[test]
    fn a_visitor_is_checked_at_the_moment_of_use() {
        let visa = Visa { treaty: TREATY, home: A, host: B, serial: 3, until: 900, ..Visa::zeroed() };
        let treaty = Treaty { state: STATE_SIGNED, ..treaty() };
        let citizen = Citizen::new(A, WALLET, WALLET, 3, 0, 2_000, 1, 255);
        let check = |visa: &Visa, treaty: &Treaty, citizen: &Citizen, now| {
            visa.check_visitor(&B, &TREATY, treaty, citizen, &WALLET, now)
        };
        let refused = |result: Result<()>, error: DiplomacyError| assert_eq!(result, Err(error.into()));
        check(&visa, &treaty, &citizen, 899).unwrap();
        refused(check(&visa, &treaty, &citizen, 900), DiplomacyError::VisitOver);
        // The wallet it was issued to does not matter, a reissue changes it.
        check(&Visa { wallet: OTHER, ..visa }, &treaty, &citizen, 0).unwrap();
        refused(check(&Visa { expelled: 1, ..visa }, &treaty, &citizen, 0), DiplomacyError::Expelled);
        refused(check(&visa, &Treaty { state: 0, ..treaty }, &citizen, 0), DiplomacyError::NotInForce);
        refused(check(&visa, &treaty, &Citizen { serial: 4, ..citizen }, 0), DiplomacyError::WrongCitizen);
        refused(check(&visa, &treaty, &Citizen { nation: B, ..citizen }, 0), DiplomacyError::WrongCitizen);
        refused(check(&visa, &treaty, &Citizen { status: 1, ..citizen }, 0), DiplomacyError::NotActive);
        refused(check(&visa, &treaty, &Citizen { tier: 1, ..citizen }, 0), DiplomacyError::NotCitizen);
        refused(check(&visa, &treaty, &Citizen { expires_at: 0, ..citizen }, 0), DiplomacyError::Lapsed);
        refused(
            check(&visa, &treaty, &Citizen { suspended_until: 1, ..citizen }, 0),
            DiplomacyError::Suspended,
        );
        refused(visa.check_visitor(&A, &TREATY, &treaty, &citizen, &WALLET, 0), DiplomacyError::WrongNation);
        refused(visa.check_visitor(&B, &OTHER, &treaty, &citizen, &WALLET, 0), DiplomacyError::WrongTreaty);
        refused(visa.check_visitor(&B, &TREATY, &treaty, &citizen, &OTHER, 0), DiplomacyError::WrongWallet);
    }
}
