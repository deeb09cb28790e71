//! Why the model says that an operation must fail.

use client::court::errors::ERRORS as COURT_ERRORS;
use client::diplomacy::errors::ERRORS as DIPLOMACY_ERRORS;
use client::governor::errors::ERRORS as GOVERNOR_ERRORS;
use client::land::errors::ERRORS as LAND_ERRORS;
use client::membership::errors::ERRORS as MEMBERSHIP_ERRORS;
use client::treasury::errors::ERRORS as TREASURY_ERRORS;
use cluster::Failure;
use std::collections::BTreeSet;

/// Every rule that an operation breaks, in no order: the chain may name any of them. None broken: it must succeed.
#[derive(Clone, Debug, Default)]
pub struct Refusals {
    names: BTreeSet<&'static str>,
    any: bool,
}

impl Refusals {
    /// Nothing broken yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// If `broken`, the programs' own error of this name is a right answer.
    pub fn when(&mut self, broken: bool, name: &'static str) -> &mut Self {
        if broken {
            self.names.insert(name);
        }
        self
    }

    /// If `broken`, some error must come, of whatever program: an account is missing or taken.
    pub fn any_when(&mut self, broken: bool) -> &mut Self {
        self.any |= broken;
        self
    }

    /// Some error must come.
    pub fn certain() -> Self {
        Self { any: true, ..Self::default() }
    }

    /// Whether anything is broken.
    pub fn refused(&self) -> bool {
        self.any || !self.names.is_empty()
    }

    /// Adds what another operation breaks.
    pub fn join(&mut self, other: Self) {
        self.names.extend(other.names);
        self.any |= other.any;
    }

    /// Whether a failure is one of those expected.
    pub fn expect(&self, failure: &Failure) -> bool {
        self.any || failure.code().and_then(name_of).is_some_and(|name| self.names.contains(name))
    }
}

/// The name of one of the programs' error codes.
pub fn name_of(code: u32) -> Option<&'static str> {
    let all =
        [MEMBERSHIP_ERRORS, GOVERNOR_ERRORS, TREASURY_ERRORS, LAND_ERRORS, COURT_ERRORS, DIPLOMACY_ERRORS];
    all.into_iter().flatten().find(|error| error.code == code).map(|error| error.name)
}
