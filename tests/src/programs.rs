use crate::{Address, COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID};
use cluster::Embedded;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The programs, by name, in the order in which they depend on each other.
pub const PROGRAMS: [(&str, Address); 6] = [
    ("membership", MEMBERSHIP_ID),
    ("governor", GOVERNOR_ID),
    ("treasury", TREASURY_ID),
    ("land", LAND_ID),
    ("court", COURT_ID),
    ("diplomacy", DIPLOMACY_ID),
];

/// Whether an address is that of one of the programs.
pub fn is_program(address: &Address) -> bool {
    PROGRAMS.iter().any(|(_, program)| program == address)
}

/// The binary of a program: `target/deploy/<name>.so` of the on-chain workspace.
pub fn artifact(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/deploy").join(format!("{name}.so"))
}

/// A fresh cluster with all programs, copied from one that is prepared once in each test process.
///
/// # Panics
/// When the programs are not built.
pub fn clusters() -> Embedded {
    static PREPARED: OnceLock<Embedded> = OnceLock::new();
    PREPARED
        .get_or_init(|| {
            let programs = PROGRAMS.map(|(name, program)| (program, artifact(name)));
            Embedded::with_programs(programs).expect("run scripts/build-programs first")
        })
        .clone()
}
