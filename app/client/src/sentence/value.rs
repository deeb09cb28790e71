//! Values of arguments, and how they are written.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use solana_address::Address;
use std::collections::HashMap;
use std::fmt;

/// Units that a span of time is written in, largest first.
const UNITS: [(i128, &str); 4] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];

const LAMPORTS_IN_SOL: i128 = 1_000_000_000;

/// A value of an argument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// An integer.
    Number(i128),
    /// An address.
    #[serde(serialize_with = "as_text")]
    Address(Address),
    /// A text.
    Text(String),
    /// Bytes; in JSON hexadecimal digits.
    #[serde(serialize_with = "as_hex")]
    Bytes(Vec<u8>),
    /// Values of one type.
    List(Vec<Value>),
    /// Values with names.
    #[serde(serialize_with = "as_map")]
    Record(Vec<(String, Value)>),
}

fn as_text<S: serde::Serializer>(address: &Address, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(address)
}

fn as_hex<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(bytes))
}

fn as_map<S: serde::Serializer>(fields: &[(String, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Address(value) => write!(f, "{value}"),
            // Control characters could rewrite the line on a terminal.
            Self::Text(value) => f.write_str(&value.replace(|c: char| c.is_control(), "\u{fffd}")),
            Self::Bytes(value) => f.write_str(&hex(value)),
            Self::List(values) => {
                let values: Vec<_> = values.iter().map(Self::to_string).collect();
                f.write_str(&values.join(", "))
            }
            Self::Record(fields) => {
                let fields = fields.iter().filter(|(name, _)| name != "padding");
                let fields: Vec<_> = fields.map(|(name, value)| format!("{name} {value}")).collect();
                f.write_str(&fields.join(", "))
            }
        }
    }
}

/// How a value is written, if not as it is.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Way {
    Kind(Kind),
    Names(HashMap<String, String>),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Seconds of Unix time.
    Time,
    /// A length of time, in seconds.
    Span,
    /// Basis points.
    Share,
    /// Money, in units of the instruction's mint.
    Amount,
    /// A set of numbers, the lowest bit for number 0.
    Bits,
    /// ASCII, padded with zeros.
    Text,
}

impl Way {
    /// The value as people read it; as it is, if it is not of that kind.
    ///
    /// `mint` is that of amounts, where the instruction names it: an amount is written so that the mint can follow it,
    /// `1.5` before `SOL` and `150 units of` before an address.
    pub fn write(&self, value: &Value, mint: Option<&Address>) -> String {
        let written = match (self, value) {
            (Self::Names(names), _) => {
                let plain = value.to_string();
                names.get(&plain).or_else(|| names.get("")).map(|name| name.replace("{}", &plain))
            }
            (Self::Kind(Kind::Time), Value::Number(seconds)) => time(*seconds),
            (Self::Kind(Kind::Span), Value::Number(seconds)) => Some(span(*seconds)),
            (Self::Kind(Kind::Share), Value::Number(bps)) => {
                Some(format!("{}.{:02} %", bps / 100, bps % 100))
            }
            (Self::Kind(Kind::Amount), _) => Some(amount(value, mint)),
            (Self::Kind(Kind::Bits), Value::Number(bits)) => {
                let set: Vec<_> =
                    (0..64).filter(|bit| bits >> bit & 1 == 1).map(|bit: u8| bit.to_string()).collect();
                (!set.is_empty()).then(|| set.join(", "))
            }
            (Self::Kind(Kind::Text), Value::Bytes(bytes)) => text(bytes),
            _ => None,
        };
        written.unwrap_or_else(|| value.to_string())
    }
}

fn amount(value: &Value, mint: Option<&Address>) -> String {
    match (value, mint) {
        (Value::Number(lamports), Some(mint)) if *mint == Address::default() => {
            let text = format!("{}.{:09}", lamports / LAMPORTS_IN_SOL, lamports % LAMPORTS_IN_SOL);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        (_, Some(_)) => format!("{value} units of"),
        (_, None) => format!("{value} units"),
    }
}

/// A time in UTC; 0 and what no calendar holds stay numbers, because to a program they are none.
fn time(seconds: i128) -> Option<String> {
    let seconds = i64::try_from(seconds).ok().filter(|seconds| *seconds != 0)?;
    let at = Timestamp::from_second(seconds).ok()?;
    Some(at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
}

/// A length of time in the units it has.
fn span(seconds: i128) -> String {
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (unit, name) in UNITS {
        if rest >= unit {
            parts.push(format!("{} {name}", rest / unit));
            rest %= unit;
        }
    }
    if parts.is_empty() { format!("{seconds} s") } else { parts.join(" ") }
}

fn text(bytes: &[u8]) -> Option<String> {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let text = std::str::from_utf8(&bytes[..end]).ok()?;
    text.bytes().all(|byte| byte.is_ascii_graphic()).then(|| text.to_owned())
}
