use super::NO_SERIAL;
use crate::error::LandError;
use anchor_lang::prelude::*;

/// Money in a lease's escrow that is due to somebody who is not party to the lease: what a tenant got who was
/// bought out, or what a buyer put up for a sale that did not come about.
///
/// Seeds: `["claim", lease, wallet]`.
#[account]
#[derive(Debug)]
pub struct Claim {
    /// The nation.
    pub nation: Address,
    /// The lease whose escrow holds the money.
    pub lease: Address,
    /// The wallet it is due to.
    pub wallet: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Serial of the citizen it is due to, who may have another wallet by now; [`NO_SERIAL`] when two citizens
    /// earned it with this wallet, one after the other: then only the wallet can collect it.
    pub serial: u64,
    /// What is due, everything together.
    pub amount: u64,
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
    size_of::<Claim>()
        == 32 // nation
            + 32 // lease
            + 32 // wallet
            + 32 // rent_payer
            + 8 // serial
            + 8 // amount
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Claim {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"claim";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Adds to what is due to this wallet. Seeds bind lease and wallet, also of a claim that was there before.
    ///
    /// # Errors
    /// `ArithmeticOverflow`.
    pub fn add(&mut self, to: &Creditor<'_>, amount: u64) -> Result<()> {
        if self.version == 0 {
            self.nation = *to.nation;
            self.lease = *to.lease;
            self.wallet = *to.wallet;
            self.rent_payer = *to.rent_payer;
            self.serial = to.serial;
            self.version = Self::VERSION;
            self.bump = to.bump;
        }
        if self.serial != to.serial {
            self.serial = NO_SERIAL;
        }
        self.amount = self.amount.checked_add(amount).ok_or(LandError::ArithmeticOverflow)?;
        Ok(())
    }
}

/// To whom money becomes due, and where that is written.
pub struct Creditor<'a> {
    /// The nation.
    pub nation: &'a Address,
    /// The lease.
    pub lease: &'a Address,
    /// The wallet.
    pub wallet: &'a Address,
    /// The citizen's serial.
    pub serial: u64,
    /// Who paid the rent, if the claim is new.
    pub rent_payer: &'a Address,
    /// Bump of the claim's address.
    pub bump: u8,
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytemuck::Zeroable;

    fn creditor(serial: u64, rent_payer: &Address) -> Creditor<'_> {
        const A: &Address = &Address::new_from_array([1; 32]);
        Creditor { nation: A, lease: A, wallet: A, serial, rent_payer, bump: 7 }
    }

    #[test]
    fn claims_add_up_and_keep_their_rent_payer() {
        let (first, second) = (Address::new_from_array([2; 32]), Address::new_from_array([3; 32]));
        let mut claim = Claim::zeroed();
        claim.add(&creditor(5, &first), 10).unwrap();
        claim.add(&creditor(5, &second), 20).unwrap();
        assert_eq!((claim.amount, claim.serial, claim.rent_payer), (30, 5, first));
        assert!(claim.add(&creditor(5, &second), u64::MAX).is_err());
    }

    #[test]
    fn what_two_citizens_earned_with_one_wallet_is_the_wallets() {
        let payer = Address::new_from_array([2; 32]);
        let mut claim = Claim::zeroed();
        claim.add(&creditor(5, &payer), 10).unwrap();
        claim.add(&creditor(6, &payer), 10).unwrap();
        assert_eq!(claim.serial, NO_SERIAL);
        claim.add(&creditor(5, &payer), 10).unwrap();
        assert_eq!((claim.serial, claim.amount), (NO_SERIAL, 30));
    }
}
