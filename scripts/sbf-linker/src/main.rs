//! The linker's command line, as rustc calls it.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use sbf_linker::{Options, input::Input, link};

/// The environment variable with the path of the builtins' library.
const BUILTINS: &str = "SBF_BUILTINS";
/// Set to write the program's LLVM assembly beside it.
const KEEP_IR: &str = "SBF_KEEP_IR";

fn main() -> Result<()> {
    let (mut inputs, output) = parse(env::args().skip(1))?;
    if let Some(path) = env::var_os(BUILTINS) {
        inputs.push(Input::Builtins(path.into()));
    }
    let program = link(&inputs, &Options::default())
        .with_context(|| format!("linking {}", output.display()))?;
    if env::var_os(KEEP_IR).is_some() {
        fs::write(output.with_extension("ll"), &program.ir)?;
    }
    fs::write(&output, &program.elf).with_context(|| output.display().to_string())
}

/// Reads rustc's arguments for a BPF linker: files, `-o FILE`, and settings that are fixed here.
fn parse(mut arguments: impl Iterator<Item = String>) -> Result<(Vec<Input>, PathBuf)> {
    let (mut inputs, mut output) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-o" => output = arguments.next().map(PathBuf::from),
            "-L" | "--cpu" | "--export-symbols" => drop(arguments.next()),
            flag if flag.starts_with('-') => {}
            file => inputs.push(Input::File(file.into())),
        }
    }
    let Some(output) = output else { bail!("no output file: pass -o FILE") };
    Ok((inputs, output))
}
