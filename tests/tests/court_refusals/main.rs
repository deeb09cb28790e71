//! Every refusal that the court program's documentation names, provoked.

mod course;
mod end;
mod filing;
mod jurors;
mod twists;

use civitas_tests::refusals::{check_complete, provoke};

const PROGRAM: &str = "court";

/// Errors that only an account which the program did not write can cause, or a number that nobody reaches.
const CORRUPTION: &[&str] = &["CourtInvariant", "JurorInvariant", "CaseInvariant", "ArithmeticOverflow"];

#[test]
fn jurors() {
    provoke(PROGRAM, jurors::REFUSALS);
}

#[test]
fn filing() {
    provoke(PROGRAM, filing::REFUSALS);
}

#[test]
fn course() {
    provoke(PROGRAM, course::REFUSALS);
}

#[test]
fn end() {
    provoke(PROGRAM, end::REFUSALS);
}

#[test]
fn what_is_called_refuses_by_its_own_errors() {
    provoke(PROGRAM, course::OF_THE_GOVERNOR);
    provoke(PROGRAM, end::OF_THE_CALLED);
}

#[test]
fn every_error_that_exists_or_is_documented_is_provoked() {
    let tables = [jurors::REFUSALS, filing::REFUSALS, course::REFUSALS, end::REFUSALS];
    check_complete(PROGRAM, &tables, &[], CORRUPTION);
}
