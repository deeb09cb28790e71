use crate::output::counted;
use crate::survey::Finding;
use cluster::{ClusterError, SnapshotError};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What went wrong, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The arguments make no sense.
    #[error("{0}")]
    Usage(String),
    /// A file of the user's is not what it should be.
    #[error("{}: {reason}", place(file, *line))]
    Input {
        /// The file.
        file: PathBuf,
        /// The line, from 1, where there is one.
        line: Option<u64>,
        /// What is wrong.
        reason: String,
        /// What to do, where it does not follow from what is wrong.
        hint: Option<String>,
    },
    /// Features of a file of the user's are not what they should be.
    #[error("{}", refusals(file, findings))]
    Refused {
        /// The file.
        file: PathBuf,
        /// All that is wrong.
        findings: Vec<Finding>,
        /// What to do about them together.
        hint: Option<String>,
    },
    /// A program's binary is not there.
    #[error("{program}.so is not in {}", folder.display())]
    ProgramMissing {
        /// The program's name.
        program: &'static str,
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The cluster refused an instruction.
    #[error("{instruction} failed{}: {reason}", about(context))]
    Instruction {
        /// The program's and the instruction's name.
        instruction: &'static str,
        /// On whose behalf, or in which vote.
        context: String,
        /// The program's own sentence, else the runtime's.
        reason: String,
        /// The end of the transaction's log.
        logs: Vec<String>,
    },
    /// A transaction of a command was refused, or failed.
    #[error("{}: {}", .0.instruction, .0.reason)]
    Transaction(Box<Refusal>),
    /// The cluster did not answer, or could not do what was asked.
    #[error("{0}")]
    Cluster(#[from] ClusterError),
    /// The chain says something else than what was published, or than its own ballots.
    #[error("{}", sentences.join("\n"))]
    Disagreement {
        /// A sentence for each disagreement.
        sentences: Vec<String>,
    },
    /// An account that must be there is not, or cannot be read.
    #[error("the {what} cannot be read: {reason}")]
    Account {
        /// What it should be.
        what: &'static str,
        /// Why not.
        reason: String,
    },
}

/// Why a transaction was refused.
#[derive(Debug)]
pub struct Refusal {
    /// The program's and the instruction's name, as `court.reveal`.
    pub instruction: String,
    /// What it should have done.
    pub sentence: String,
    /// The program's own sentence, else the runtime's.
    pub reason: String,
    /// The error's name, if it is one of a program's own.
    pub name: Option<&'static str>,
    /// Its code.
    pub code: Option<u32>,
    /// The transaction's signature, if it was sent.
    pub signature: Option<String>,
    /// The end of the transaction's log.
    pub logs: Vec<String>,
}

fn place(file: &Path, line: Option<u64>) -> String {
    match line {
        Some(line) => format!("{}, line {line}", file.display()),
        None => file.display().to_string(),
    }
}

fn refusals(file: &Path, findings: &[Finding]) -> String {
    let mut text = format!("{}: {} refused", file.display(), counted(findings.len() as u64, "parcel"));
    for finding in findings {
        text += &format!("\n  {finding}");
        if let Some(hint) = &finding.hint {
            text += &format!("\n    {hint}");
        }
    }
    text
}

/// A sentence as a part of another.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn about(context: &str) -> String {
    if context.is_empty() { String::new() } else { format!(" ({context})") }
}

impl Error {
    /// A wrong input, with no hint.
    pub fn input(file: impl Into<PathBuf>, line: impl Into<Option<u64>>, reason: impl Into<String>) -> Self {
        Self::Input { file: file.into(), line: line.into(), reason: reason.into(), hint: None }
    }

    /// The same error, with what to do about it if it is a wrong input.
    pub fn hinting(mut self, text: impl Into<String>) -> Self {
        if let Self::Input { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    pub(crate) fn usage(error: &clap::Error) -> Self {
        let text = error.to_string();
        Self::Usage(text.trim().trim_start_matches("error: ").to_owned())
    }

    /// What to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Input { hint, .. } | Self::Refused { hint, .. } => hint.clone(),
            Self::ProgramMissing { .. } => Some(
                "build the programs with scripts/build-programs, or name their folder with --programs".into(),
            ),
            Self::Transaction(refusal) if refusal.name.is_some() => {
                Some(format!("to {}", lowered(&refusal.sentence)))
            }
            Self::Transaction(refusal) if !refusal.logs.is_empty() => {
                Some(format!("the transaction's log ends with:\n  {}", refusal.logs.join("\n  ")))
            }
            Self::Instruction { logs, .. } if !logs.is_empty() => {
                Some(format!("the transaction's log ends with:\n  {}", logs.join("\n  ")))
            }
            _ => None,
        }
    }

    /// The process's exit code: 2 for wrong input or arguments, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Input { .. } | Self::Refused { .. } | Self::ProgramMissing { .. } => 2,
            _ => 1,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Input { .. } => "input",
            Self::Refused { .. } => "refused",
            Self::ProgramMissing { .. } => "program_missing",
            Self::Instruction { .. } => "instruction",
            Self::Transaction(_) => "transaction",
            Self::Cluster(_) => "cluster",
            Self::Disagreement { .. } => "disagreement",
            Self::Account { .. } => "account",
        }
    }

    /// The error as one JSON object.
    pub fn to_json(&self) -> Value {
        let mut object = json!({ "kind": self.kind(), "message": self.to_string() });
        let mut add = |name: &str, value: Value| object[name] = value;
        match self {
            Self::Input { file, line, reason, .. } => {
                add("file", json!(file));
                add("line", json!(line));
                add("reason", json!(reason));
            }
            Self::Refused { file, findings, .. } => {
                add("file", json!(file));
                add("refused", json!(findings));
            }
            Self::ProgramMissing { folder, .. } => add("file", json!(folder)),
            Self::Instruction { instruction, logs, .. } => {
                add("instruction", json!(instruction));
                add("logs", json!(logs));
            }
            Self::Transaction(refusal) => {
                add("instruction", json!(refusal.instruction));
                add("reason", json!(refusal.reason));
                add("name", json!(refusal.name));
                add("code", json!(refusal.code));
                add("signature", json!(refusal.signature));
                add("logs", json!(refusal.logs));
            }
            Self::Disagreement { sentences } => add("sentences", json!(sentences)),
            _ => {}
        }
        if let Some(hint) = self.hint() {
            add("hint", json!(hint));
        }
        object
    }
}

impl From<SnapshotError> for Error {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::File { path, source } => Self::input(path, None, source.to_string()),
            SnapshotError::Malformed { path, reason } => {
                Self::input(path, None, format!("this is not a snapshot: {reason}"))
                    .hinting("snapshots are written by `civitas run SCENARIO --save FILE`")
            }
        }
    }
}
