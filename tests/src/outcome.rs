use client::court::errors::ERRORS as COURT_ERRORS;
use client::diplomacy::errors::ERRORS as DIPLOMACY_ERRORS;
use client::governor::errors::ERRORS as GOVERNOR_ERRORS;
use client::land::errors::ERRORS as LAND_ERRORS;
use client::membership::errors::ERRORS as MEMBERSHIP_ERRORS;
use client::treasury::errors::ERRORS as TREASURY_ERRORS;
use client::{COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, ProgramError, TREASURY_ID};
use cluster::{Failure, Receipt};
use solana_instruction_error::InstructionError;

/// Codes of Anchor's own errors that tests expect by name.
pub mod anchor {
    /// An account that is to be written is passed as read-only.
    pub const NOT_WRITABLE: u32 = 2000;
    /// A writable account is passed twice.
    pub const DUPLICATE_MUTABLE: u32 = 2040;
    /// The address is not the one demanded.
    pub const ADDRESS: u32 = 2012;
}

/// What became of a transaction. Judge it: each method panics, with the logs, when it is not so.
#[must_use = "say what should have come of it"]
pub struct Outcome(pub(crate) Result<Receipt, Failure>);

impl Outcome {
    /// What became of it, for tests that judge by themselves.
    pub fn result(&self) -> Result<&Receipt, &Failure> {
        self.0.as_ref()
    }

    /// It succeeded.
    #[track_caller]
    pub fn ok(self) -> Receipt {
        match self.0 {
            Ok(receipt) => receipt,
            Err(failure) => panic!("failed: {failure:?}{}\n{}", meaning(&failure), failure.logs.join("\n")),
        }
    }

    /// It failed.
    #[track_caller]
    pub fn failure(self) -> Failure {
        match self.0 {
            Ok(receipt) => panic!("should have failed:\n{}", receipt.logs.join("\n")),
            Err(failure) => failure,
        }
    }

    /// The governor program refused it with its own error of this name.
    #[track_caller]
    pub fn governor_error(self, name: &str) {
        let failure = self.failure();
        assert_code(&failure, code_of(GOVERNOR_ERRORS, name), name);
        assert_eq!(failure.program(), Some(GOVERNOR_ID), "{name} must come from the governor program");
    }

    /// The treasury program refused it with its own error of this name.
    #[track_caller]
    pub fn treasury_error(self, name: &str) {
        let failure = self.failure();
        assert_code(&failure, code_of(TREASURY_ERRORS, name), name);
        assert_eq!(failure.program(), Some(TREASURY_ID), "{name} must come from the treasury program");
    }

    /// The land program refused it with its own error of this name.
    #[track_caller]
    pub fn land_error(self, name: &str) {
        let failure = self.failure();
        assert_code(&failure, code_of(LAND_ERRORS, name), name);
        assert_eq!(failure.program(), Some(LAND_ID), "{name} must come from the land program");
    }

    /// The court program refused it with its own error of this name.
    #[track_caller]
    pub fn court_error(self, name: &str) {
        let failure = self.failure();
        assert_code(&failure, code_of(COURT_ERRORS, name), name);
        assert_eq!(failure.program(), Some(COURT_ID), "{name} must come from the court program");
    }

    /// The diplomacy program refused it with its own error of this name.
    #[track_caller]
    pub fn diplomacy_error(self, name: &str) {
        let failure = self.failure();
        assert_code(&failure, code_of(DIPLOMACY_ERRORS, name), name);
        assert_eq!(failure.program(), Some(DIPLOMACY_ID), "{name} must come from the diplomacy program");
    }

    /// It was refused with an error of the membership program (whose rules others use too).
    #[track_caller]
    pub fn membership_error(self, name: &str) {
        assert_code(&self.failure(), code_of(MEMBERSHIP_ERRORS, name), name);
    }

    /// A program refused it with this code: Anchor's errors, those of token programs.
    #[track_caller]
    pub fn code(self, code: u32) {
        assert_code(&self.failure(), code, "");
    }

    /// The runtime, or Anchor in the runtime's name, refused it with this error.
    #[track_caller]
    pub fn runtime_error(self, error: InstructionError) {
        let failure = self.failure();
        assert_eq!(failure.instruction_error(), Some(&error), "{failure:?}\n{}", failure.logs.join("\n"));
    }

    /// An account to be created is there already; the system program says so.
    #[track_caller]
    pub fn already_exists(self) {
        self.code(0);
    }

    /// The instruction's data is too short or too long, or there is no such instruction.
    #[track_caller]
    pub fn malformed_data(self) {
        self.runtime_error(InstructionError::InvalidInstructionData);
    }

    /// Somebody has not signed.
    #[track_caller]
    pub fn missing_signer(self) {
        self.runtime_error(InstructionError::MissingRequiredSignature);
    }

    /// An account belongs to another program than it should.
    #[track_caller]
    pub fn illegal_owner(self) {
        self.runtime_error(InstructionError::IllegalOwner);
    }

    /// An account of the right owner is of the wrong type.
    #[track_caller]
    pub fn wrong_type(self) {
        self.runtime_error(InstructionError::InvalidAccountData);
    }

    /// An account that must exist does not.
    #[track_caller]
    pub fn no_account(self) {
        use InstructionError::{AccountDataTooSmall, IllegalOwner, UninitializedAccount};
        let failure = self.failure();
        // Which of them depends on what Anchor looks at first.
        let expected = [UninitializedAccount, AccountDataTooSmall, IllegalOwner];
        let error = failure.instruction_error();
        assert!(
            error.is_some_and(|error| expected.contains(error)),
            "{failure:?}\n{}",
            failure.logs.join("\n")
        );
    }

    /// An address is not that of its seeds.
    #[track_caller]
    pub fn wrong_seeds(self) {
        self.runtime_error(InstructionError::InvalidSeeds);
    }
}

#[track_caller]
fn assert_code(failure: &Failure, code: u32, name: &str) {
    assert_eq!(
        failure.code(),
        Some(code),
        "expected {name} ({code}), got {failure:?}{}\n{}",
        meaning(failure),
        failure.logs.join("\n")
    );
}

fn meaning(failure: &Failure) -> String {
    let code = failure.code().unwrap_or_default();
    let known = crate::PROGRAMS.iter().find_map(|(_, program)| client::explain(program, code));
    known.map(|error| format!(" = {error}")).unwrap_or_default()
}

#[track_caller]
fn code_of(errors: &[ProgramError], name: &str) -> u32 {
    errors.iter().find(|error| error.name == name).unwrap_or_else(|| panic!("there is no error {name}")).code
}
