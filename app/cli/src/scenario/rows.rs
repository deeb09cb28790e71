//! Comma-separated files with a heading, and `citizens.csv`.

use super::{Member, dev_key};
use crate::{Error, file};
use solana_keypair::read_keypair_file;
use solana_signer::Signer;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One line of a file, its fields in the order they were asked for.
pub struct Row<const N: usize> {
    pub line: u64,
    /// Without the spaces around them; empty where an optional column is missing.
    pub fields: [String; N],
}

/// A file with a heading and at least one row.
pub struct Rows<const N: usize> {
    pub path: PathBuf,
    pub rows: Vec<Row<N>>,
}

impl<const N: usize> Rows<N> {
    /// Reads a file with these columns, in any order; those after the first `required` may be missing.
    pub fn read(path: PathBuf, columns: [&str; N], required: usize) -> Result<Self, Error> {
        let text = file::text(&path)?;
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let malformed = |error: csv::Error| {
            let line = error.position().map(csv::Position::line);
            let reason = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("this line has {len} fields, the heading {expected_len}")
                }
                _ => error.to_string(),
            };
            Error::input(&path, line, reason)
        };
        let headings = reader.headers().map_err(malformed)?.clone();
        let heading = |reason: String| {
            Error::input(&path, 1, reason).hinting(format!("the columns are {}", columns.join(", ")))
        };
        if let Some(unknown) = headings.iter().find(|name| !columns.contains(name)) {
            return Err(heading(format!("there is a column `{unknown}` that does not belong here")));
        }
        let mut places = [None; N];
        for (i, (column, place)) in columns.iter().zip(&mut places).enumerate() {
            let mut found = headings.iter().enumerate().filter(|(_, name)| name == column).map(|(at, _)| at);
            *place = found.next();
            if place.is_none() && i < required {
                return Err(heading(format!("the column `{column}` is missing")));
            }
            if found.next().is_some() {
                return Err(heading(format!("the column `{column}` is there twice")));
            }
        }

        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(malformed)?;
            let line = record.position().map_or(0, csv::Position::line);
            let field =
                |place: Option<usize>| place.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
            rows.push(Row { line, fields: places.map(field) });
        }
        if rows.is_empty() {
            return Err(Error::input(&path, None, "there is nothing below the heading"));
        }
        Ok(Self { path, rows })
    }

    /// A wrong line.
    pub fn wrong(&self, line: u64, reason: impl Into<String>) -> Error {
        Error::input(&self.path, line, reason)
    }
}

/// Reads `citizens.csv`.
pub fn citizens(folder: &Path, seed: &str) -> Result<Vec<Member>, Error> {
    let rows = Rows::read(folder.join("citizens.csv"), ["member", "wallet"], 1)?;
    let (mut names, mut wallets) = (HashMap::new(), HashMap::new());
    let mut citizens = Vec::with_capacity(rows.rows.len());
    for Row { line, fields: [name, wallet] } in &rows.rows {
        if name.is_empty() {
            return Err(rows.wrong(*line, "the member has no name"));
        }
        if let Some(earlier) = names.insert(name, *line) {
            return Err(rows.wrong(*line, format!("member {name} is there twice, first in line {earlier}")));
        }
        let keypair = if wallet.is_empty() {
            dev_key(seed, &format!("member {name}"))
        } else {
            read_keypair_file(folder.join(wallet)).map_err(|error| {
                rows.wrong(*line, format!("the wallet `{wallet}` cannot be read: {error}")).hinting(
                    "a wallet is a keypair file of the Solana tools, in or below the scenario's folder",
                )
            })?
        };
        if let Some(earlier) = wallets.insert(keypair.pubkey(), *line) {
            return Err(
                rows.wrong(*line, format!("member {name} has the wallet of the member in line {earlier}"))
            );
        }
        citizens.push(Member { name: name.clone(), wallet: keypair });
    }
    Ok(citizens)
}
