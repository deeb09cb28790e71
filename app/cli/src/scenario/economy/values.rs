//! Values as they are written in an economy: names, amounts of money, groups of members.

use serde::Deserialize;
use std::fmt;

/// A kind of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asset {
    /// SOL.
    Sol,
    /// The nation's own token.
    Token,
}

/// An amount of money, in its smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// The kind.
    pub asset: Asset,
    /// How much.
    pub amount: u64,
}

/// Symbol of SOL, and its decimals.
pub const SOL: (&str, u8) = ("SOL", 9);

/// Reads an amount with the symbol of its money, as `12.5 SOL`.
pub fn money(text: &str, token: Option<(&str, u8)>) -> Result<Money, String> {
    let wrong = || {
        let example = token.map_or("SOL", |(symbol, _)| symbol);
        format!("`{text}` is not an amount of money; write `12 SOL` or `0.5 {example}`")
    };
    let (number, symbol) = text.trim().rsplit_once(char::is_whitespace).ok_or_else(wrong)?;
    let (asset, decimals) = match token {
        _ if symbol == SOL.0 => (Asset::Sol, SOL.1),
        Some((known, decimals)) if symbol == known => (Asset::Token, decimals),
        Some((known, _)) => return Err(format!("there is no money `{symbol}`; there are SOL and {known}")),
        None => return Err(format!("there is no money `{symbol}`; there is SOL, and no [token]")),
    };
    let number = number.trim_end();
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || (number.contains('.') && part.is_empty()) {
        return Err(wrong());
    }
    if part.len() > usize::from(decimals) {
        return Err(format!("`{text}` has more than the {decimals} decimals of {symbol}"));
    }
    // All digits as one number, in the smallest unit.
    let width = usize::from(decimals);
    format!("{whole}{part:0<width$}")
        .parse()
        .map(|amount| Money { asset, amount })
        .map_err(|_| format!("`{text}` is more than can be"))
}

/// A member's name, which may be written as a number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "TextOrNumber")]
pub struct Name(pub String);

#[derive(Deserialize)]
#[serde(untagged, expecting = "a name is text or a number")]
enum TextOrNumber {
    Text(String),
    Number(i64),
}

impl From<TextOrNumber> for Name {
    fn from(name: TextOrNumber) -> Self {
        match name {
            TextOrNumber::Text(text) => Self(text),
            TextOrNumber::Number(number) => Self(number.to_string()),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Several members: a list, or a text that names all or a range.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "members are a list of names, `first..last` or `all`")]
pub enum Members {
    /// A list of names.
    List(Vec<Name>),
    /// `all`, `first..last` or a name.
    Text(Name),
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: Option<(&str, u8)> = Some(("THA", 2));

    #[test]
    fn amounts_are_read() {
        for (text, asset, amount) in [
            ("12 SOL", Asset::Sol, 12_000_000_000),
            ("0.000000001 SOL", Asset::Sol, 1),
            ("12 THA", Asset::Token, 1_200),
            (" 0.5  THA ", Asset::Token, 50),
            ("0 THA", Asset::Token, 0),
            ("184467440737095516.15 THA", Asset::Token, u64::MAX),
        ] {
            assert_eq!(money(text, TOKEN), Ok(Money { asset, amount }), "{text}");
        }
        for (text, part) in [
            ("12", "is not an amount"),
            ("SOL", "is not an amount"),
            ("twelve SOL", "is not an amount"),
            ("-1 SOL", "is not an amount"),
            ("1. THA", "is not an amount"),
            (".5 THA", "is not an amount"),
            ("1.2.3 SOL", "is not an amount"),
            ("1,000 SOL", "is not an amount"),
            ("1 EUR", "there is no money `EUR`; there are SOL and THA"),
            ("1.005 THA", "more than the 2 decimals of THA"),
            ("184467440737095516.16 THA", "more than can be"),
        ] {
            let error = money(text, TOKEN).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
        assert!(money("1 THA", None).unwrap_err().contains("no [token]"));
    }
}
