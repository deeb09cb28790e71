//! The order of optimisations and legalisations.

use anyhow::{Result, bail};
use rustc_demangle::demangle;

use crate::{
    ENTRYPOINT,
    legalise::{Legalisation, atomics, division, memory, multiplication, sret, wide_calls},
    llvm::{Context, Module, Target},
};

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
        memory::recognise(context, module);
    }
    if wanted(Legalisation::Atomics) {
        module.run(target, atomics::PASSES, None)?;
    }
    // First, so that the optimiser sees the inlined code.
    if wanted(Legalisation::WideCalls) {
        inline_wide(context, target, module, "globaldce")?;
    }
    module.run(target, "default<O3>", Some(INLINE_THRESHOLD))?;
    if wanted(Legalisation::Memory) {
        module.run(target, memory::EXPAND, None)?;
    }
    module.run(target, "default<O3>", Some(INLINE_THRESHOLD))?;
    // Again, as the optimiser changes signatures.
    if wanted(Legalisation::WideCalls) {
        inline_wide(context, target, module, TIDY)?;
    }

    // From here on no pass may run that recognises what is expanded.
    if wanted(Legalisation::Memory) {
        module.run(target, memory::EXPAND, None)?;
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
    module.verify()?;
    module.run(target, "globaldce,function(early-cse,instsimplify,simplifycfg,dce)", None)?;
    refuse_undefined(module)
}

/// Fails if the program calls a function that neither it nor the runtime has. Loaded, such a program
/// would be rejected, and without a name.
fn refuse_undefined(module: &Module) -> Result<()> {
    let is_syscall = |name: &str| name.starts_with("sol_") || name == "abort";
    for call in module.instructions() {
        let Some(callee) = call.callee() else { continue };
        let name = callee.name();
        if callee.is_declaration() && !name.starts_with("llvm.") && !is_syscall(&name) {
            let (callee, caller) = (demangle(&name), call.parent_function().name());
            bail!("undefined function `{callee:#}`, called by `{:#}`", demangle(&caller));
        }
    }
    Ok(())
}

/// Makes everything internal except the entrypoint and, while `keep_builtins`, the functions that
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
        if name == ENTRYPOINT || late(&name) {
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
