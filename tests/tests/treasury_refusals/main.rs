//! Every refusal that the treasury program's documentation names, provoked.

mod budgets;
mod money;
mod setup;
mod streams;
mod twists;

use civitas_tests::refusals::{check_complete, provoke};

const PROGRAM: &str = "treasury";

/// Errors that no transaction can provoke, and why.
const UNREACHABLE: &[(&str, &str)] = &[(
    "PaymentMismatch",
    "the token programs and the System program take from a holding what they are told to take",
)];

/// Errors that only an account which the program did not write can cause.
const CORRUPTION: &[&str] = &["LedgerInvariant"];

#[test]
fn setup() {
    provoke(PROGRAM, setup::REFUSALS);
}

#[test]
fn money() {
    provoke(PROGRAM, money::REFUSALS);
}

#[test]
fn budgets() {
    provoke(PROGRAM, budgets::REFUSALS);
}

#[test]
fn streams() {
    provoke(PROGRAM, streams::REFUSALS);
}

#[test]
fn every_error_that_exists_or_is_documented_is_provoked() {
    let tables = [setup::REFUSALS, money::REFUSALS, budgets::REFUSALS, streams::REFUSALS];
    check_complete(PROGRAM, &tables, UNREACHABLE, CORRUPTION);
}
