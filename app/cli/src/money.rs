//! Mints, and amounts as people write them.

use crate::Error;
use crate::output::{quantity, sol};
use client::addresses;
use client::court::accounts::Court;
use cluster::Cluster;
use solana_address::Address;

/// Where a mint's account says how many digits its amounts have (`spl-token-interface`, `Mint`).
const DECIMALS_AT: usize = 44;

/// A court's mint, and how its amounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// The mint; zero for SOL.
    pub mint: Address,
    /// Its program; zero for SOL.
    pub program: Address,
    /// Digits after the point; `None` where the mint cannot be read, as in a snapshot.
    decimals: Option<u8>,
}

impl Money {
    /// Of a court.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub fn of(cluster: &dyn Cluster, court: &Court) -> Result<Self, Error> {
        Self::at(cluster, court.mint, court.token_program)
    }

    /// Of a mint.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub fn at(cluster: &dyn Cluster, mint: Address, program: Address) -> Result<Self, Error> {
        let decimals = match mint == Address::default() {
            true => Some(9),
            false => cluster.account(&mint)?.and_then(|account| account.data.get(DECIMALS_AT).copied()),
        };
        Ok(Self { mint, program, decimals })
    }

    /// Of a mint whose program is not known yet.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no such mint.
    pub fn named(cluster: &dyn Cluster, mint: Option<Address>) -> Result<Self, Error> {
        let Some(mint) = mint.filter(|mint| *mint != Address::default()) else {
            return Self::at(cluster, Address::default(), Address::default());
        };
        let account = cluster.account(&mint)?;
        let account = account.ok_or_else(|| Error::Usage(format!("there is no mint {mint}")))?;
        Self::at(cluster, mint, account.owner)
    }

    /// Whether it is SOL.
    pub fn is_sol(&self) -> bool {
        self.mint == Address::default()
    }

    /// Where a wallet keeps it: the wallet itself for SOL, else its associated token account.
    pub fn of_wallet(&self, wallet: &Address) -> Address {
        if self.is_sol() { *wallet } else { addresses::associated_token(wallet, &self.mint, &self.program).0 }
    }

    /// An amount for people.
    pub fn write(&self, amount: u64) -> String {
        match self.decimals {
            _ if self.is_sol() => sol(amount),
            Some(decimals) => format!("{} of {}", quantity(amount, decimals), self.mint),
            None => format!("{amount} units of {}", self.mint),
        }
    }

    /// An amount that a person wrote, in units with a point.
    ///
    /// # Errors
    /// [`Error::Usage`] for what is no amount, has too many digits, or cannot be placed because the mint cannot be read.
    pub fn read(&self, text: &str) -> Result<u64, Error> {
        let decimals =
            self.decimals.ok_or_else(|| Error::Usage(format!("the mint {} cannot be read", self.mint)))?;
        amount(text, decimals).ok_or_else(|| {
            Error::Usage(format!(
                "`{text}` is no amount: write a number with at most {decimals} digits after the point"
            ))
        })
    }
}

/// An amount in units with a point, in the smallest unit.
pub fn amount(text: &str, decimals: u8) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > usize::from(decimals) {
        return None;
    }
    format!("{whole}{part:0<width$}", width = usize::from(decimals)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_a_point() {
        for (text, decimals, expected) in [
            ("0", 9, Some(0)),
            ("1.5", 9, Some(1_500_000_000)),
            ("0.000000001", 9, Some(1)),
            ("0.0000000001", 9, None),
            ("12", 0, Some(12)),
            ("12.", 2, Some(1_200)),
            ("", 2, None),
            (".5", 2, None),
            ("-1", 2, None),
            ("1e3", 2, None),
            ("18446744073.709551615", 9, Some(u64::MAX)),
            ("18446744073.709551616", 9, None),
        ] {
            assert_eq!(amount(text, decimals), expected, "{text}");
        }
    }
}
