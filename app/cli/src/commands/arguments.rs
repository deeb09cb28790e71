//! Arguments that several commands take.

use crate::Error;
use clap::Args;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// A text that lies elsewhere: where it can be read, and its hash, which goes on chain.
#[derive(Debug, Args)]
pub struct Document {
    /// Where the text can be read.
    #[arg(long)]
    pub uri: String,

    /// The text itself, whose SHA-256 is stored.
    #[arg(long, value_name = "FILE", required_unless_present = "sha256")]
    file: Option<PathBuf>,

    /// Its SHA-256 in hexadecimal digits, where the text is not at hand.
    #[arg(long, value_name = "HEX", conflicts_with = "file")]
    sha256: Option<String>,
}

impl Document {
    /// The hash of the text.
    ///
    /// # Errors
    /// The file cannot be read; what was given is no hash.
    pub fn hash(&self) -> Result<[u8; 32], Error> {
        match (&self.file, &self.sha256) {
            (Some(path), _) => {
                let bytes = std::fs::read(path)
                    .map_err(|error| Error::input(path, None, format!("cannot be read: {error}")))?;
                Ok(Sha256::digest(bytes).into())
            }
            (None, Some(text)) => bytes32(text),
            (None, None) => Err(Error::Usage("name the text with --file, or its hash with --sha256".into())),
        }
    }
}

/// 32 bytes from 64 hexadecimal digits.
///
/// # Errors
/// [`Error::Usage`].
pub fn bytes32(text: &str) -> Result<[u8; 32], Error> {
    let wrong = || Error::Usage(format!("`{text}` is not 64 hexadecimal digits"));
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(wrong());
    }
    let mut bytes = [0; 32];
    for (byte, place) in bytes.iter_mut().zip((0..64).step_by(2)) {
        let digits = text.get(place..place + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}

/// A length of time as people write it, in seconds: `7d`, `36h`, `1d 12h`, `90m`, `45s`.
///
/// # Errors
/// What is wrong with it, for the parser of arguments.
pub fn seconds(text: &str) -> Result<u32, String> {
    crate::scenario::Span::try_from(text.to_owned()).map(|span| span.0)
}

/// A time: a day as `2026-02-01`, a time as `2026-02-01T12:00:00Z`, or seconds of Unix time.
///
/// # Errors
/// What is wrong with it, for the parser of arguments.
pub fn time(text: &str) -> Result<i64, String> {
    if let Ok(unix) = text.parse::<i64>() {
        return Ok(unix);
    }
    let at =
        text.parse::<jiff::Timestamp>().or_else(|_| format!("{text}T00:00:00Z").parse::<jiff::Timestamp>());
    at.map(|at| at.as_second()).map_err(|_| {
        format!("`{text}` is no time; write 2026-02-01, 2026-02-01T12:00:00Z or seconds of Unix time")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_have_64_digits() {
        assert_eq!(bytes32(&"0f".repeat(32)).unwrap(), [15; 32]);
        for wrong in ["", &"0".repeat(63), &"0".repeat(65), &"+1".repeat(32), &"ü".repeat(32)] {
            assert!(bytes32(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_and_spans_are_read() {
        assert_eq!(time("2026-01-01"), Ok(1_767_225_600));
        assert_eq!(time("2026-01-01T00:01:00Z"), Ok(1_767_225_660));
        assert_eq!(time("77"), Ok(77));
        assert!(time("tomorrow").is_err());
        assert_eq!(seconds("1d 12h"), Ok(129_600));
        assert!(seconds("soon").is_err());
    }
}
