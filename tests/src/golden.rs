//! Files of expected results, committed next to the tests.

use std::fmt::Write;
use std::path::PathBuf;

/// The variable that `scripts/update-golden` sets.
pub const UPDATE: &str = "CIVITAS_UPDATE_GOLDEN";

/// The path of a golden file.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden").join(name)
}

/// Compares a text with its golden file, or writes the file when `scripts/update-golden` asks for it.
///
/// # Panics
/// When they differ, with the lines that do.
pub fn compare(name: &str, text: &str) {
    let path = path(name);
    if std::env::var_os(UPDATE).is_some() {
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("the directory can be made");
        std::fs::write(&path, text).expect("the golden file can be written");
        return;
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if golden != text {
        panic!(
            "{name} is not what it was; if it should be, run scripts/update-golden and look at the difference:\n{}",
            difference(&golden, text)
        );
    }
}

/// The lines that only one of two texts has, `-` before the old and `+` before the new.
fn difference(old: &str, new: &str) -> String {
    let mut out = String::new();
    for line in old.lines().filter(|line| !new.lines().any(|other| other == *line)) {
        let _ = writeln!(out, "- {line}");
    }
    for line in new.lines().filter(|line| !old.lines().any(|other| other == *line)) {
        let _ = writeln!(out, "+ {line}");
    }
    if out.is_empty() { "the same lines in another order".into() } else { out }
}
