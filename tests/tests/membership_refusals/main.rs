//! Every refusal that the membership program's documentation names, provoked.

mod admission;
mod citizens;
mod documents;
mod nations;
mod twists;

use civitas_tests::refusals::{check_complete, provoke};

const PROGRAM: &str = "membership";

/// Errors that only an account which the program did not write can cause.
const CORRUPTION: &[&str] = &["NationInvariant", "CountOutOfRange", "ExpiryOutOfRange", "SerialOverflow"];

#[test]
fn nations() {
    provoke(PROGRAM, nations::REFUSALS);
}

#[test]
fn admission() {
    provoke(PROGRAM, admission::REFUSALS);
}

#[test]
fn citizens() {
    provoke(PROGRAM, citizens::REFUSALS);
}

#[test]
fn documents() {
    provoke(PROGRAM, documents::REFUSALS);
}

#[test]
fn every_error_that_exists_or_is_documented_is_provoked() {
    let tables = [nations::REFUSALS, admission::REFUSALS, citizens::REFUSALS, documents::REFUSALS];
    check_complete(PROGRAM, &tables, &[], CORRUPTION);
}
