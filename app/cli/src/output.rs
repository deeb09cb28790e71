//! What commands print: tables for people, JSON for programs, progress for whoever watches.

use crate::Error;
use crate::scenario::Date;
use clap::ValueEnum;
use comfy_table::presets::UTF8_BORDERS_ONLY;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use owo_colors::OwoColorize;
use serde::Serialize;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables to read.
    Human,
    /// One JSON document.
    Json,
}

/// What a command has to say: the same in both forms.
#[derive(Debug)]
pub struct Output {
    human: String,
    json: Value,
    remarks: Vec<Remark>,
    failure: Option<Error>,
}

/// Something that people should know beside what a command was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    heading: &'static str,
    text: String,
}

impl Remark {
    /// Something that is as it may be.
    pub fn note(text: String) -> Self {
        Self { heading: "note:", text }
    }

    /// Something that may be wrong.
    pub fn warning(text: String) -> Self {
        Self { heading: "warning:", text }
    }
}

impl Output {
    /// `data` for programs, `human` for people.
    pub fn new(data: &impl Serialize, human: String) -> Self {
        // Reports are plain structs with string keys, which JSON can always hold.
        let json = serde_json::to_value(data).unwrap_or_default();
        Self { human, json, remarks: Vec::new(), failure: None }
    }

    /// The same, with remarks for people, on stderr. Programs find what they say in the data.
    pub fn remarking(mut self, remarks: Vec<Remark>) -> Self {
        self.remarks = remarks;
        self
    }

    /// The same, but the command has failed: what is known is printed before the error.
    pub fn failing(mut self, failure: Option<Error>) -> Self {
        self.failure = failure;
        self
    }
}

/// Prints what came of a command, and returns the exit code.
pub fn finish(format: Format, result: Result<Output, Error>) -> ExitCode {
    let (mut output, failure) = match result {
        Ok(mut output) => {
            let failure = output.failure.take();
            (output, failure)
        }
        Err(error) => (Output::new(&json!({}), String::new()), Some(error)),
    };
    let written = match format {
        Format::Human => {
            let written = write!(std::io::stdout(), "{}", output.human);
            output.remarks.iter().for_each(remark);
            written
        }
        Format::Json => {
            if let Some(error) = &failure {
                output.json["error"] = error.to_json();
            }
            writeln!(std::io::stdout(), "{:#}", output.json)
        }
    };
    match failure {
        Some(error) => {
            if format == Format::Human {
                complain(&error);
            }
            ExitCode::from(error.exit_code())
        }
        // A closed pipe is the reader's choice, not a failure; but nothing was delivered.
        None => {
            if written.is_ok() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

fn complain(error: &Error) {
    let colour = colourful(std::io::stderr().is_terminal());
    let heading = if colour { "error:".red().bold().to_string() } else { "error:".into() };
    eprintln!("{heading} {error}");
    if let Some(hint) = error.hint() {
        eprintln!("{hint}");
    }
}

fn remark(remark: &Remark) {
    let colour = colourful(std::io::stderr().is_terminal());
    let heading = if colour { remark.heading.yellow().bold().to_string() } else { remark.heading.into() };
    eprintln!("{heading} {}", remark.text);
}

/// Colour only for a terminal, and not where <https://no-color.org> asks for none.
fn colourful(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether unreadable arguments ask for JSON all the same.
pub(crate) fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.iter().any(|argument| argument == "--output=json")
        || arguments.windows(2).any(|pair| pair[0] == "--output" && pair[1] == "json")
}

/// A progress bar on stderr; nothing when that is not a terminal.
pub fn progress(what: &str, length: usize) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(length as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{msg:32!} {wide_bar} {human_pos}/{human_len} {elapsed}")
    {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}

/// The heading of the column that is narrowed when the terminal is.
pub const TITLE: &str = "Title";

/// A table whose columns after the first `texts` hold numbers. Only titles are broken over lines.
pub fn table<const N: usize>(
    headers: [&str; N],
    texts: usize,
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY).set_header(headers);
    if std::io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.force_no_tty().set_content_arrangement(ContentArrangement::Disabled);
    }
    for row in rows {
        table.add_row(row.into_iter().map(Cell::new));
    }
    for (i, (column, header)) in table.column_iter_mut().zip(headers).enumerate() {
        if i >= texts {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if header != TITLE {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    format!("{table}\n")
}

/// A number with its thousands apart: `1,234,567`.
pub fn grouped(number: impl Into<i128>) -> String {
    let number: i128 = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 vote`, `2 votes`.
pub fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lamports in SOL, with all nine digits that are not trailing zeros.
pub fn sol(lamports: u64) -> String {
    format!("{} SOL", quantity(lamports, 9))
}

/// An amount in units of so many decimals, without trailing zeros after the point.
pub fn quantity(amount: impl Into<i128>, decimals: u8) -> String {
    let amount: i128 = amount.into();
    let sign = if amount < 0 { "-" } else { "" };
    // More digits than a number of 128 bits has are all zeros before it.
    let Some(unit) = 10u128.checked_pow(decimals.into()) else {
        return if amount == 0 { "0".into() } else { format!("{amount}e-{decimals}") };
    };
    let (whole, part) = (amount.unsigned_abs() / unit, amount.unsigned_abs() % unit);
    let whole = grouped(i128::try_from(whole).unwrap_or(i128::MAX));
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:0width$}", width = usize::from(decimals));
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

/// The day of a time in Unix seconds.
pub fn date(unix: i64) -> String {
    Date::of(unix).to_string()
}

/// A time in Unix seconds, to the minute, in UTC.
pub fn moment(unix: i64) -> String {
    jiff::Timestamp::from_second(unix)
        .map_or_else(|_| unix.to_string(), |at| at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

/// How long it is from `now` until `at`, in the two largest units: `in 2 d 3 h`, `40 min ago`, `now`.
pub fn relative(now: i64, at: i64) -> String {
    let mut rest = now.abs_diff(at);
    let mut parts = Vec::new();
    for (unit, name) in [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")] {
        if rest >= unit && parts.len() < 2 {
            parts.push(format!("{} {name}", rest / unit));
        }
        rest %= unit;
    }
    let parts = parts.join(" ");
    match at.cmp(&now) {
        std::cmp::Ordering::Less => format!("{parts} ago"),
        std::cmp::Ordering::Equal => "now".into(),
        std::cmp::Ordering::Greater => format!("in {parts}"),
    }
}

/// A time as people want it: `2026-01-03 12:00 UTC (in 2 d 3 h)`.
pub fn deadline(now: i64, at: i64) -> String {
    format!("{} ({})", moment(at), relative(now, at))
}

/// A text padded with zeros, as accounts hold it; without what a terminal would obey.
pub fn padded(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).replace(|c: char| c.is_control(), "\u{fffd}")
}

/// A length of time in the largest unit it is a whole number of: `30d`, `36h`, `90m`, `45s`.
pub fn span(seconds: u32) -> String {
    let (unit, name) = [(86_400, 'd'), (3_600, 'h'), (60, 'm')]
        .into_iter()
        .find(|(unit, _)| seconds.is_multiple_of(*unit))
        .unwrap_or((1, 's'));
    format!("{}{name}", seconds / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(sol(0), "0 SOL");
        assert_eq!(sol(1_500_000_000), "1.5 SOL");
        assert_eq!(sol(5_000), "0.000005 SOL");
        assert_eq!(counted(1, "vote"), "1 vote");
        assert_eq!(counted(7_000, "vote"), "7,000 votes");
    }

    #[test]
    fn quantities_have_a_point() {
        for (amount, decimals, text) in [
            (0, 0, "0"),
            (0, 2, "0"),
            (5, 2, "0.05"),
            (1_234_500, 2, "12,345"),
            (1_234_510, 2, "12,345.1"),
            (-1_050, 3, "-1.05"),
            (7, 0, "7"),
            (7, 255, "7e-255"),
        ] {
            assert_eq!(quantity(amount, decimals), text);
        }
    }

    #[test]
    fn times_are_days_and_spans() {
        assert_eq!(date(1_624_492_800 + 86_399), "2021-06-24");
        assert_eq!(date(-1), "1969-12-31");
        for (seconds, text) in [(0, "0d"), (2_592_000, "30d"), (129_600, "36h"), (5_400, "90m"), (61, "61s")]
        {
            assert_eq!(span(seconds), text);
        }
    }

    #[test]
    fn deadlines_are_absolute_and_relative() {
        assert_eq!(deadline(1_767_225_600, 1_767_225_600 + 183_601), "2026-01-03 03:00 UTC (in 2 d 3 h)");
        assert_eq!(relative(100, 100), "now");
        assert_eq!(relative(100, 59), "41 s ago");
        assert_eq!(relative(0, 86_461), "in 1 d 1 min");
        assert_eq!(moment(i64::MAX), i64::MAX.to_string());
        assert_eq!(padded(b"ab\x1b\0\0"), "ab\u{fffd}");
    }

    #[test]
    fn json_is_asked_for_in_two_ways() {
        let asks = |text: &str| asks_for_json(&text.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert!(asks("civitas run --output json"));
        assert!(asks("civitas --output=json run"));
        assert!(!asks("civitas run json --output human"));
    }
}
