//! The linker's command line, as rustc calls it.

use std::{env, fs, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result, bail};
use sbf_linker::{Options, input::Input, link};

/// The environment variable with the path of the builtins' library.
const BUILTINS: &str = "SBF_BUILTINS";

/// What rustc's arguments ask for.
#[derive(Default)]
struct Arguments {
    inputs: Vec<Input>,
    output: Option<PathBuf>,
    /// Whether to write the program's LLVM assembly beside it.
    keep_ir: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let Arguments { mut inputs, output, keep_ir } = parse(env::args().skip(1));
    let Some(output) = output else { bail!("no output file: pass -o FILE") };
    if let Some(path) = env::var_os(BUILTINS) {
        inputs.push(Input::Builtins(path.into()));
    }
    let program =
        link(&inputs, &Options::default()).with_context(|| format!("linking {}", output.display()))?;
    if keep_ir {
        fs::write(output.with_extension("ll"), &program.ir)?;
    }
    fs::write(&output, &program.elf).with_context(|| output.display().to_string())
}

/// Reads rustc's arguments for a BPF linker: files, `-o FILE`, and settings that are fixed here. An
/// unknown flag, such as `--linker-version=...`, only makes cargo link again when it changes.
fn parse(mut words: impl Iterator<Item = String>) -> Arguments {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-o" => arguments.output = words.next().map(PathBuf::from),
            "-L" | "--cpu" | "--export-symbols" => drop(words.next()),
            "--keep-ir" => arguments.keep_ir = true,
            flag if flag.starts_with('-') => {}
            file => arguments.inputs.push(Input::File(file.into())),
        }
    }
    arguments
}
