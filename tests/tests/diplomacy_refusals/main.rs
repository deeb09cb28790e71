//! Every refusal that the diplomacy program's documentation names, provoked.

mod censuses;
mod recognition;
mod stages;
mod treaties;
mod twists;
mod visas;

use civitas_tests::refusals::{check_complete, provoke};

const PROGRAM: &str = "diplomacy";

/// Errors that only an account which the program did not write can cause.
const CORRUPTION: &[&str] =
    &["RecognitionInvariant", "TreatyInvariant", "ReportInvariant", "StageInvariant", "ArithmeticOverflow"];

/// Errors of `Visa::check_visitor`, which other programs call and this one tests by itself.
const UNREACHABLE: &[(&str, &str)] = &[
    ("WrongCitizen", "no instruction takes a visa and a citizen that its address does not bind"),
    ("VisitOver", "a visit that is over is no visit; only who relies on a visa asks"),
];

#[test]
fn recognition() {
    provoke(PROGRAM, recognition::REFUSALS);
}

#[test]
fn treaties() {
    provoke(PROGRAM, treaties::REFUSALS);
}

#[test]
fn visas() {
    provoke(PROGRAM, visas::REFUSALS);
}

#[test]
fn censuses() {
    provoke(PROGRAM, censuses::REFUSALS);
}

#[test]
fn stages() {
    provoke(PROGRAM, stages::REFUSALS);
}

#[test]
fn every_error_that_exists_or_is_documented_is_provoked() {
    let tables =
        [recognition::REFUSALS, treaties::REFUSALS, visas::REFUSALS, censuses::REFUSALS, stages::REFUSALS];
    check_complete(PROGRAM, &tables, UNREACHABLE, CORRUPTION);
}
