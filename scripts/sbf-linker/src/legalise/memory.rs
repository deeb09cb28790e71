//! Copies, fills and comparisons of memory.
//!
//! LLVM makes `memcpy` and its like of any copy, and counts on functions of these names. A program
//! has syscalls for them (10 compute units and more), wrapped by the builtins. Small operations of
//! known size are cheaper as loads and stores, which the backend makes of the intrinsics it sees;
//! it does so up to a kilobyte, where a syscall costs a tenth. So the large ones become calls here.
//!
//! With no intrinsic left that the backend would turn into a call, every call to a builtin function
//! that it still reports is a real error.

use crate::llvm::{Context, Module, Value};

/// The builtins' memory functions.
pub const FUNCTIONS: [&str; 5] = ["memcpy", "memmove", "memset", "memcmp", "bcmp"];

/// The size up to which an operation is expanded in place. One load and one store for every eight
/// bytes against 10 units for the syscall, the call, three arguments and the spilled registers.
const INLINE_COPY: u64 = 72;
/// A fill is one store for every eight bytes.
const INLINE_FILL: u64 = 128;

/// Lets LLVM know `memcmp` and its like by name again, so that it expands small comparisons. The
/// target file forbids it, because rustc would else compile the builtins into calls of themselves;
/// they keep the attribute. Nor are they inlined: their loops would take the place of the calls that
/// [`EXPAND`] looks for.
pub fn recognise<'c>(context: &'c Context, module: &Module<'c>) {
    for function in module.functions() {
        if FUNCTIONS.contains(&function.name().as_str()) {
            function.add_attribute(context, "noinline");
        } else {
            function.remove_text_attribute("no-builtins");
        }
    }
}

/// LLVM's own pass for small comparisons. It knows `memcmp` only while that is not internal.
pub const EXPAND: &str = "function(expand-memcmp)";

/// Replaces the intrinsics that are too large to expand, or of unknown size, by calls.
pub fn lower<'c>(context: &'c Context, module: &Module<'c>) {
    for call in module.instructions() {
        let Some(callee) = call.callee() else { continue };
        let name = callee.name();
        let Some(operation) = Operation::of(&name) else { continue };
        match call.operand(2).as_constant() {
            Some(size) if size <= operation.inline_limit() => {}
            size => replace(context, module, call, operation, size.is_some()),
        }
    }
}

#[derive(Clone, Copy)]
enum Operation {
    Copy,
    Move,
    Fill,
}

impl Operation {
    fn of(intrinsic: &str) -> Option<Self> {
        let kind = intrinsic.strip_prefix("llvm.")?;
        match kind.split('.').next()? {
            "memcpy" => Some(Self::Copy),
            "memmove" => Some(Self::Move),
            "memset" => Some(Self::Fill),
            _ => None,
        }
    }

    fn inline_limit(self) -> u64 {
        match self {
            // All loads come before all stores, so a move is no dearer than a copy.
            Self::Copy | Self::Move => INLINE_COPY,
            Self::Fill => INLINE_FILL,
        }
    }

    /// The syscall, and the builtin that first looks whether the size is worth one.
    fn functions(self) -> (&'static str, &'static str) {
        match self {
            Self::Copy => ("sol_memcpy_", "memcpy"),
            Self::Move => ("sol_memmove_", "memmove"),
            Self::Fill => ("sol_memset_", "memset"),
        }
    }
}

fn replace<'c>(
    context: &'c Context,
    module: &Module<'c>,
    call: Value<'c>,
    operation: Operation,
    known_size: bool,
) {
    let (pointer, word, narrow) = (context.pointer(), context.int(64), context.int(32));
    let build = context.builder_before(call);
    let (to, mut from, size) = (call.operand(0), call.operand(1), call.operand(2));
    let mut second = pointer;
    if matches!(operation, Operation::Fill) {
        // The syscall takes a whole register, the builtin C's `int`.
        second = if known_size { word } else { narrow };
        from = build.zero_extend(from, second);
    }
    let (syscall, builtin) = operation.functions();
    let (name, returns) = if known_size { (syscall, context.void()) } else { (builtin, pointer) };
    let function = module.function_or_declare(name, returns, &[pointer, second, word]);
    let size = if size.ty() == word { size } else { build.zero_extend(size, word) };
    build.call(function, &[to, from, size]);
    call.erase();
}
