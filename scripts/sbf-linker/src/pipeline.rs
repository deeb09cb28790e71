//! The order of optimisations and legalisations.

use anyhow::Result;

use crate::{
    legalise::{Legalisation, atomics, division, memory, multiplication, sret, wide_calls},
    llvm::{Context, Module, Target},
};

/// Symbols that the program's file must have.
const EXPORTS: [&str; 1] = ["entrypoint"];

/// Cost up to which a function is inlined. A call costs few units, but most results of Rust
/// functions do not fit one register and go through memory.
const INLINE_THRESHOLD: i32 = 275;

/// Cleans up after inlining, without undoing what was legalised.
const TIDY: &str = "function(sroa,early-cse<memssa>,simplifycfg,instcombine,dse,adce)";

/// The most rounds of inlining wide functions; a function that calls itself never gets done.
const ROUNDS: u32 = 16;

/// Makes a module small, fast and acceptable to the backend.
pub fn run<'c>(
    context: &'c Context,
    target: &Target,
    module: &mut Module<'c>,
    without: &[Legalisation],
) -> Result<()> {
    let wanted = |legalisation| !without.contains(&legalisation);

    hide(module, true);
    if wanted(Legalisation::Memory) {
        memory::recognise(module);
    }
    if wanted(Legalisation::Atomics) {
        module.run(target, atomics::PASSES, None)?;
    }
    // First, so that the optimiser sees the inlined code.
    if wanted(Legalisation::WideCalls) {
        inline_wide(context, target, module, "globaldce")?;
    }
    module.run(target, "default<O3>", Some(INLINE_THRESHOLD))?;
    module.run(target, "default<O3>", Some(INLINE_THRESHOLD))?;
    // Again, as the optimiser changes signatures.
    if wanted(Legalisation::WideCalls) {
        inline_wide(context, target, module, TIDY)?;
    }

    // From here on no pass may run that recognises what is expanded. Comparisons come first, as
    // the pass knows `memcmp` only while it is not internal.
    if wanted(Legalisation::Memory) {
        module.run(target, "function(expand-memcmp)", None)?;
        memory::lower(context, module);
    }
    if wanted(Legalisation::Division) {
        division::expand(context, module)?;
    }
    if wanted(Legalisation::Multiplication) {
        multiplication::expand(context, module);
    }
    if wanted(Legalisation::Sret) {
        sret::strip(module);
    }
    hide(module, false);
    module.run(target, "globaldce,function(early-cse,instsimplify,simplifycfg,dce)", None)?;
    module.verify()
}

/// Makes everything internal except what is exported and, while `keep_builtins`, the functions that
/// legalisation may call later.
fn hide(module: &mut Module, keep_builtins: bool) {
    let late = |name: &str| {
        keep_builtins && (memory::FUNCTIONS.contains(&name) || division::FUNCTIONS.contains(&name))
    };
    for value in module.functions().into_iter().chain(module.globals()) {
        let name = value.name();
        if value.is_declaration() || name.starts_with("llvm.") {
            continue;
        }
        if EXPORTS.contains(&name.as_str()) || late(&name) {
            value.make_external();
        } else {
            value.make_internal();
        }
    }
}

fn inline_wide<'c>(
    context: &'c Context,
    target: &Target,
    module: &mut Module<'c>,
    after: &str,
) -> Result<()> {
    for _ in 0..ROUNDS {
        if !wide_calls::mark(context, module) {
            break;
        }
        module.run(target, wide_calls::PASSES, None)?;
        module.run(target, after, None)?;
    }
    Ok(())
}
