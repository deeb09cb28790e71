use solana_address::Address;
use solana_instruction_error::InstructionError;
use solana_signature::Signature;
use solana_transaction_error::TransactionError;
use std::path::PathBuf;

/// Why a cluster did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// The transaction was refused, or one of its instructions failed.
    #[error(transparent)]
    Failed(Box<Failure>),
    /// The transaction cannot be built or signed as it stands.
    #[error("the transaction cannot be signed: {0}")]
    Unsignable(String),
    /// The node cannot be reached, or answers with an error of its own.
    #[error("the cluster does not answer: {0}")]
    Unreachable(String),
    /// The node's answer makes no sense.
    #[error("the cluster's answer cannot be read: {0}")]
    BadAnswer(String),
    /// The transaction was sent, and nothing was heard of it in time. It may still land.
    #[error("transaction {0} was sent but is not confirmed yet")]
    Unconfirmed(Signature),
    /// This kind of cluster cannot do that.
    #[error("{0}")]
    Unsupported(&'static str),
    /// A program's binary cannot be read.
    #[error("cannot read the program {path}: {source}")]
    ProgramFile {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A program's binary is not one that the virtual machine accepts, or an account is not valid.
    #[error("the virtual machine refuses {address}: {reason}")]
    Refused {
        /// The program or account.
        address: Address,
        /// What the virtual machine says.
        reason: String,
    },
}

impl ClusterError {
    /// The failure, if a transaction failed.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// The failing program's own error code, if there is one.
    pub fn code(&self) -> Option<u32> {
        self.failure()?.code()
    }
}

/// A transaction that failed: which instruction, why, and what was logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Failure {
    /// The transaction's first signature, unless it was refused before it had one.
    pub signature: Option<Signature>,
    /// The runtime's error.
    pub error: TransactionError,
    /// What the runtime and the programs logged.
    pub logs: Vec<String>,
    /// Compute units consumed until it failed.
    pub compute_units: u64,
}

impl Failure {
    /// Index of the failing instruction, if it was an instruction that failed.
    pub fn instruction(&self) -> Option<u8> {
        match self.error {
            TransactionError::InstructionError(index, _) => Some(index),
            _ => None,
        }
    }

    /// The failing instruction's error.
    pub fn instruction_error(&self) -> Option<&InstructionError> {
        match &self.error {
            TransactionError::InstructionError(_, error) => Some(error),
            _ => None,
        }
    }

    /// The program's own error code, as in the `errors` of its IDL.
    pub fn code(&self) -> Option<u32> {
        match self.instruction_error()? {
            InstructionError::Custom(code) => Some(*code),
            _ => None,
        }
    }

    /// The program that failed: the innermost one, which a code belongs to.
    pub fn program(&self) -> Option<Address> {
        self.logs.iter().find_map(|line| {
            let (program, _) = line.strip_prefix("Program ")?.split_once(" failed: ")?;
            program.parse().ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_program_is_named() {
        let (inner, outer) = (Address::new_from_array([1; 32]), Address::new_from_array([2; 32]));
        let failure = Failure {
            signature: None,
            error: TransactionError::InstructionError(3, InstructionError::Custom(6001)),
            logs: vec![
                format!("Program {outer} invoke [1]"),
                format!("Program {inner} invoke [2]"),
                format!("Program {inner} failed: custom program error: 0x1771"),
                format!("Program {outer} failed: custom program error: 0x1771"),
            ],
            compute_units: 0,
        };
        assert_eq!(failure.program(), Some(inner));
        assert_eq!(failure.instruction(), Some(3));
        assert_eq!(failure.code(), Some(6001));
    }
}
