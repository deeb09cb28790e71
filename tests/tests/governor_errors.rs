//! Every error of the governor's IDL is provoked by a test of the governor, or named here with the reason why
//! no transaction can.

use std::path::Path;

/// Errors that no caller can provoke, and why.
const UNREACHABLE: &[(&str, &str)] = &[];

/// The sources of the other governor tests. Their outcomes are judged by exact name, so a name that stands in
/// one of them as a string was provoked if the tests pass.
fn sources() -> String {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut sources = String::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("governor_") && name.ends_with(".rs") && name != "governor_errors.rs" {
            sources.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
    sources
}

#[test]
fn every_error_is_provoked_or_explained() {
    let idl = Path::new(env!("CARGO_MANIFEST_DIR")).join("../idl/governor.json");
    let idl: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(idl).unwrap()).unwrap();
    let sources = sources();
    let mut missing = Vec::new();
    for error in idl["errors"].as_array().unwrap() {
        let name = error["name"].as_str().unwrap();
        let provoked = sources.contains(&format!("\"{name}\""));
        let explained = UNREACHABLE.iter().any(|(unreachable, _)| *unreachable == name);
        assert!(!(provoked && explained), "{name} is provoked: take it off the list");
        if !provoked && !explained {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "no test provokes {missing:?}");
}
