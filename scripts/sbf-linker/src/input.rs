//! Reads the files that rustc passes to a linker.

use std::{fs, io::Read as _, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::llvm::{Context, Module};

/// Something to link.
pub enum Input {
    /// An object file of bitcode, or an archive of them.
    File(PathBuf),
    /// An archive of functions that programs call without knowing it; see [`crate::legalise::memory`].
    Builtins(PathBuf),
    /// LLVM assembly.
    Text(String),
}

/// Merges all inputs into one module.
///
/// The builtins come first: where a library has a weak definition of the same function, the first
/// strong one wins.
pub fn merge<'c>(context: &'c Context, inputs: &[Input]) -> Result<Module<'c>> {
    let mut module = context.module(c"program");
    let (builtins, rest): (Vec<_>, Vec<_>) =
        inputs.iter().partition(|input| matches!(input, Input::Builtins(_)));
    for input in builtins.into_iter().chain(rest) {
        match input {
            Input::Text(text) => module.link(context.parse_text(text)?)?,
            Input::File(path) | Input::Builtins(path) => {
                let data = fs::read(path).with_context(|| path.display().to_string())?;
                for object in objects(&data)? {
                    let part = context.parse_bitcode(&object);
                    let part = part.with_context(|| path.display().to_string())?;
                    module.link(part).with_context(|| path.display().to_string())?;
                }
            }
        }
    }
    module.strip_debug_info();
    Ok(module)
}

/// The bitcode in a file: the file itself, or every member of an archive that is bitcode.
///
/// What is not bitcode is skipped: an archive has Rust's own metadata, and rustc passes an object
/// whose only use is to name symbols for linkers that would drop them.
fn objects(data: &[u8]) -> Result<Vec<Vec<u8>>> {
    const BITCODE: &[u8] = b"BC\xc0\xde";
    const ELF: &[u8] = b"\x7fELF";
    if data.starts_with(ELF) {
        return Ok(Vec::new());
    }
    if !data.starts_with(b"!<arch>\n") {
        return Ok(vec![data.to_vec()]);
    }
    let mut found = Vec::new();
    let mut archive = ar::Archive::new(data);
    while let Some(member) = archive.next_entry() {
        let mut object = Vec::new();
        member?.read_to_end(&mut object)?;
        if object.starts_with(BITCODE) {
            found.push(object);
        }
    }
    Ok(found)
}
