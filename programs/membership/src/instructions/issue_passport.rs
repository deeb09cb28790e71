use crate::error::MembershipError;
use crate::event::PassportIssued;
use crate::state::{Citizen, Nation};
use crate::token::{Issue, PassportText};
use alloc::string::String;
use anchor_lang::prelude::*;
use anchor_lang::programs::AssociatedToken;
use rules::eligibility::STATUS_ACTIVE;
use support::text;

/// Accounts of `issue_passport`.
#[derive(Accounts)]
pub struct IssuePassport {
    /// Pays the rent; may be the wallet.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The citizen's wallet, which signs for symbol and URI.
    #[account(address = citizen.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
    /// The group of the nation's passports.
    #[account(mut, address = nation.passport_group @ MembershipError::WrongNation)]
    pub passport_group: UncheckedAccount,
    /// The new passport's mint.
    #[account(mut, seeds = [b"passport", nation, citizen.serial.to_le_bytes()], bump)]
    pub passport: UncheckedAccount,
    /// The wallet's associated token account, which the associated token program derives and creates.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
    /// The associated token program.
    pub associated_token_program: Program<AssociatedToken>,
    /// The system program.
    pub system_program: Program<System>,
}

impl IssuePassport {
    fn validate(&self, symbol: &str, uri: &str) -> Result<()> {
        let citizen = &self.citizen;
        require!(citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        require!(support::now()? < citizen.expires_at, MembershipError::Lapsed);
        // Neither tier nor suspension matters: a passport shows membership, not the right to vote.
        require!(citizen.passport == support::NOBODY, MembershipError::PassportExists);
        require!(text::padded::<10>(symbol).is_some(), MembershipError::SymbolInvalid);
        require!(text::padded::<128>(uri).is_some(), MembershipError::PassportUriInvalid);
        Ok(())
    }

    pub(crate) fn issue_passport(&mut self, symbol: &str, uri: &str, bump: u8) -> Result<()> {
        self.validate(symbol, uri)?;
        let (nation, passport) = (*self.nation.address(), *self.passport.address());
        let serial = self.citizen.serial;
        let slug = core::str::from_utf8(self.nation.slug()).map_err(|_| MembershipError::NationInvariant)?;
        let mut digits = [0; MAX_DIGITS];
        let digits = decimal(serial, &mut digits);
        let mut name = String::from(slug);
        name.push_str(" #");
        name.push_str(digits);
        let text = PassportText { name, symbol, uri, nation: slug, serial: digits };
        Issue {
            payer: &self.payer,
            wallet: &self.wallet,
            nation: &self.nation,
            group: &self.passport_group,
            passport: &self.passport,
            holding: &self.holding,
            token_program: &self.token_program,
            system_program: &self.system_program,
        }
        .issue(
            &text,
            &[b"passport", nation.as_ref(), &serial.to_le_bytes(), &[bump]],
            &[Nation::SEED, self.nation.slug(), &[self.nation.bump]],
        )?;
        self.citizen.passport = passport;
        self.citizen.passport_payer = *self.payer.address();
        emit!(PassportIssued { nation, passport, serial });
        Ok(())
    }
}

/// Digits of the largest serial.
const MAX_DIGITS: usize = 20;

/// `number` in decimal. The standard library's formatting would bring its whole machinery along.
fn decimal(mut number: u64, digits: &mut [u8; MAX_DIGITS]) -> &str {
    let mut first = MAX_DIGITS;
    for place in digits.iter_mut().rev() {
        *place = b'0' + (number % 10) as u8;
        number /= 10;
        first -= 1;
        if number == 0 {
            break;
        }
    }
    digits.get(first..).and_then(|digits| core::str::from_utf8(digits).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        for number in [0, 9, 10, 1_234_567, u64::MAX] {
            assert_eq!(decimal(number, &mut [0; MAX_DIGITS]), number.to_string());
        }
    }
}
