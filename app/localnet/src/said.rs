//! What is printed: data on stdout, for people or for programs.

use crate::{Error, wallets};
use civitas::output::Format;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, UNIX_EPOCH};

/// An answer, in both forms.
#[derive(Debug)]
pub struct Said {
    json: Value,
    human: String,
}

impl Said {
    /// `json` for programs, `human` for people.
    pub fn new(json: Value, human: String) -> Self {
        Self { json, human }
    }

    /// Prints it, at once.
    ///
    /// # Errors
    /// Nobody reads.
    pub fn print(&self, format: Format) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        match format {
            Format::Human => write!(out, "{}", self.human)?,
            Format::Json => writeln!(out, "{}", self.json)?,
        }
        out.flush()
    }
}

/// Prints an answer or an error, and returns the exit code.
pub fn finish(format: Format, result: Result<Option<Said>, Error>) -> ExitCode {
    match result {
        Ok(said) => match said.map_or(Ok(()), |said| said.print(format)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            match format {
                Format::Human => {
                    eprintln!("error: {error}");
                    if let Some(hint) = error.hint() {
                        eprintln!("{hint}");
                    }
                }
                // An error to print it would be the same error again.
                Format::Json => drop(Said::new(error.to_json(), String::new()).print(format)),
            }
            error.exit_code()
        }
    }
}

/// The last second that has a date of four-digit year: the end of 9999.
pub const LAST_SECOND: i64 = 253_402_300_799;

/// A time as people read it, in UTC.
pub fn moment(unix: i64) -> String {
    let since = Duration::from_secs(u64::try_from(unix.min(LAST_SECOND)).unwrap_or_default());
    let text = humantime::format_rfc3339_seconds(UNIX_EPOCH + since).to_string();
    format!("{} UTC", text.trim_end_matches('Z').replace('T', " "))
}

/// The development wallets.
pub fn wallets() -> Said {
    let (mut json, mut human) = (Vec::new(), String::new());
    for (name, address) in wallets::all() {
        let label = wallets::label(name);
        human += &format!("{name:<6} {address}\n");
        json.push(json!({ "name": name, "address": address.to_string(), "label": label }));
    }
    Said::new(json!(json), human)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_utc() {
        assert_eq!(moment(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(moment(1_767_225_600), "2026-01-01 00:00:00 UTC");
        assert_eq!(moment(i64::MAX), "9999-12-31 23:59:59 UTC");
        assert_eq!(moment(-1), "1970-01-01 00:00:00 UTC");
    }
}
