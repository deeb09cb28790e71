//! Links LLVM bitcode into a Solana program.
//!
//! Solana's toolchain has its own fork of LLVM. This linker gets the same result from the upstream
//! BPF backend, which rejects some things that Rust code needs; [`legalise`] rewrites each of them.
//!
//! The steps: [`input`] merges the bitcode, [`pipeline`] optimises and legalises it, LLVM makes a BPF
//! object, and the crate `sbpf-linker` lays that out as an SBF file.

pub mod input;
pub mod legalise;
pub mod llvm;
pub mod pipeline;

use anyhow::{Result, bail};
use sbpf_linker::{OptimizationConfig, ProgramOptions, SbpfArch, SbpfLinkerError, link_program};

use input::Input;
use legalise::Legalisation;
use llvm::{Context, Target};

/// The stack frame of SBF version 0, in bytes.
const STACK_FRAME: i32 = 4096;

/// Where the runtime starts a program.
pub const ENTRYPOINT: &str = "entrypoint";

/// How to link.
#[derive(Default)]
pub struct Options {
    /// Legalisations to leave out. Only tests do, to show that each is needed.
    pub without: Vec<Legalisation>,
}

/// A linked program.
#[derive(Default)]
pub struct Program {
    /// The shared object; empty for a library without an entrypoint.
    pub elf: Vec<u8>,
    /// Its code as LLVM assembly, for people.
    pub ir: String,
}

/// Links `inputs` into a program that starts at [`ENTRYPOINT`].
pub fn link(inputs: &[Input], options: &Options) -> Result<Program> {
    let context = Context::new();
    let target = Target::sbf()?;
    let mut module = input::merge(&context, inputs)?;
    // Cargo also makes a shared object of every program that this one uses as a library, and of some
    // dependencies. Nothing loads those.
    if module.function(ENTRYPOINT).is_none() {
        return Ok(Program::default());
    }
    pipeline::run(&context, &target, &mut module, &options.without)?;
    let ir = module.text();

    let object = target.emit(&module, false);
    let errors = context.errors();
    if !errors.is_empty() {
        bail!("LLVM cannot translate this program:\n{}", explain(&errors));
    }
    let layout = ProgramOptions::new(OptimizationConfig::enabled(), SbpfArch::V0, STACK_FRAME);
    let elf = link_program(&object?, layout)
        .map_err(|errors| anyhow::anyhow!("{}", SbpfLinkerError::format_errors(&errors)))?;
    Ok(Program { elf, ir })
}

/// Lists the backend's errors, each once, with Rust's names for the functions.
fn explain(errors: &[String]) -> String {
    let mut lines: Vec<String> = errors
        .iter()
        .map(|error| {
            let words = error.split(' ').map(|word| match rustc_demangle::try_demangle(word) {
                Ok(name) => format!("`{name:#}`"),
                Err(_) => word.to_owned(),
            });
            format!("  {}", words.collect::<Vec<_>>().join(" "))
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines.join("\n")
}
