use crate::{GOVERNOR_ID, MEMBERSHIP_ID};
use cluster::Embedded;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The binary of a program: `target/deploy/<name>.so` of the on-chain workspace.
pub fn artifact(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/deploy").join(format!("{name}.so"))
}

/// A fresh cluster with both programs, copied from one that is prepared once in each test process.
///
/// # Panics
/// When the programs are not built.
pub fn clusters() -> Embedded {
    static PREPARED: OnceLock<Embedded> = OnceLock::new();
    PREPARED
        .get_or_init(|| {
            let programs = [(MEMBERSHIP_ID, artifact("membership")), (GOVERNOR_ID, artifact("governor"))];
            Embedded::with_programs(programs).expect("run scripts/build-programs first")
        })
        .clone()
}
