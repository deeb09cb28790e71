//! Division that the machine does not have.
//!
//! SBF version 0 divides unsigned 64-bit integers only. Signed division becomes unsigned division
//! of the magnitudes; division of 128 bits calls a function of the builtins. Rust makes the first
//! from `i64` arithmetic such as that of clocks, the second from `u128`.
//!
//! Division by a constant power of two is left alone, as LLVM makes shifts of it.

use anyhow::{Context as _, Result};

use crate::llvm::{Builder, Context, Module, Opcode, Value};

/// The builtins' 128-bit division and remainder.
pub const FUNCTIONS: [&str; 2] = ["__udivti3", "__umodti3"];

/// Expands them all.
pub fn expand<'c>(context: &'c Context, module: &Module<'c>) -> Result<()> {
    for instruction in module.instructions() {
        let Some(width) = instruction.ty().int_width() else { continue };
        let (signed, remainder) = match instruction.opcode() {
            Opcode::LLVMSDiv => (true, false),
            Opcode::LLVMSRem => (true, true),
            Opcode::LLVMUDiv if width > 64 => (false, false),
            Opcode::LLVMURem if width > 64 => (false, true),
            _ => continue,
        };
        let function = || {
            let name = instruction.parent_function().name();
            format!("in function {}", rustc_demangle::demangle(&name))
        };
        let build = context.builder_before(instruction);
        let divide = Division { module, build, remainder };
        let (x, y) = (instruction.operand(0), instruction.operand(1));
        let result = if signed { divide.signed(x, y) } else { divide.unsigned(x, y) };
        instruction.replace_with(result.with_context(function)?);
    }
    Ok(())
}

struct Division<'m, 'c> {
    module: &'m Module<'c>,
    build: Builder<'c>,
    /// Whether the remainder is wanted rather than the quotient.
    remainder: bool,
}

impl<'c> Division<'_, 'c> {
    fn unsigned(&self, x: Value<'c>, y: Value<'c>) -> Result<Value<'c>> {
        let width = x.ty().int_width().unwrap_or_default();
        if width > 64 {
            anyhow::ensure!(width <= 128, "division of {width} bits");
            return self.call(x, y);
        }
        let quotient = if self.remainder { Builder::urem } else { Builder::udiv };
        Ok(quotient(&self.build, x, y))
    }

    /// Divides the magnitudes, then sets the sign: a quotient's is that of the operands' product, a
    /// remainder's that of the dividend.
    fn signed(&self, x: Value<'c>, y: Value<'c>) -> Result<Value<'c>> {
        let b = &self.build;
        let width = x.ty().int_width().unwrap_or_default();
        let sign = |v: Value<'c>| b.ashr(v, v.ty().constant(u64::from(width) - 1));
        let negate_if = |v, mask| b.sub(b.xor(v, mask), mask);
        let magnitude = |v| negate_if(v, sign(v));
        let result = self.unsigned(magnitude(x), magnitude(y))?;
        let mask = if self.remainder { sign(x) } else { b.xor(sign(x), sign(y)) };
        Ok(negate_if(result, mask))
    }

    fn call(&self, x: Value<'c>, y: Value<'c>) -> Result<Value<'c>> {
        let name = FUNCTIONS[usize::from(self.remainder)];
        let function = self.module.function(name).filter(|f| !f.is_declaration());
        let function = function.with_context(|| format!("128-bit division needs `{name}`"))?;
        // Written in Rust, it returns 128 bits through a pointer.
        let result = self.build.stack_slot(x.ty());
        self.build.call(function, &[result, x, y]);
        Ok(self.build.load(result, x.ty()))
    }
}
