//! Reading text files as people write them.

use crate::Error;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes in a mebibyte.
pub const MIB: u64 = 1 << 20;

/// What editors put before UTF-8 text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a file, without a byte order mark.
pub fn text(path: &Path) -> Result<String, Error> {
    decoded(path, bytes(path)?)
}

/// The text of a file of at most `limit` bytes, without a byte order mark. No more than that is read,
/// whatever the file is.
pub fn text_within(path: &Path, limit: u64) -> Result<String, Error> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > limit {
        let reason = format!("the file is larger than {} MiB", limit / MIB);
        return Err(Error::input(path, None, reason).hinting("split it into smaller files"));
    }
    decoded(path, bytes)
}

fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() as u64;
        Error::input(path, line, "this line is not UTF-8 text").hinting("save the file as UTF-8")
    })?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len());
    }
    if text.trim().is_empty() {
        return Err(Error::input(path, None, "the file is empty"));
    }
    Ok(text)
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        _ => error.to_string(),
    };
    Error::input(path, None, reason)
}

/// The line, from 1, in which the byte at `offset` lies.
pub fn line_of(text: &str, offset: usize) -> u64 {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count() as u64
}
