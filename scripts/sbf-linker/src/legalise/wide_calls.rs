//! Inlines functions that need more than five argument registers.
//!
//! BPF passes arguments in five registers and has no other way. Solana's own compiler passes the
//! rest on the stack; upstream LLVM rejects the function. Where every call is inlined, no argument
//! is passed at all. A function that calls itself, or is called through a pointer, remains, and
//! the backend then rejects it by name.

use crate::llvm::{Context, Module, Type, Value};

/// Registers that hold arguments: r1 to r5.
const ARGUMENT_REGISTERS: u32 = 5;

/// Marks every such function to be inlined; whether there was one. Run [`PASSES`] after it, and
/// then again: inlining may widen the signatures of others.
pub fn mark<'c>(context: &'c Context, module: &Module<'c>) -> bool {
    let wide: Vec<_> = module.functions().into_iter().filter(|f| must_inline(*f)).collect();
    for function in &wide {
        function.remove_attribute("noinline");
        function.remove_attribute("optnone");
        function.add_attribute(context, "alwaysinline");
    }
    for call in module.instructions() {
        if call.callee().is_some_and(|callee| wide.contains(&callee)) {
            call.remove_call_attribute("noinline");
        }
    }
    !wide.is_empty()
}

/// Inlines what is marked.
pub const PASSES: &str = "always-inline,globaldce";

fn must_inline(function: Value) -> bool {
    !function.is_declaration() && function.is_used() && registers(function) > ARGUMENT_REGISTERS
}

/// Registers that a call of `function` needs.
fn registers(function: Value) -> u32 {
    let arguments: u32 = function.parameters().into_iter().map(|p| width(p.ty())).sum();
    let returns = function.return_type();
    // What does not fit the one return register is returned through a hidden pointer.
    let hidden = returns.is_aggregate() || width(returns) > 1;
    arguments + u32::from(hidden)
}

/// Registers that a value needs.
fn width(ty: Type) -> u32 {
    ty.int_width().map_or(1, |bits| bits.div_ceil(64))
}
