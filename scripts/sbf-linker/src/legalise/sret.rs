//! Removes the `sret` attribute.
//!
//! It marks a pointer parameter through which a function returns a structure. The backend rejects
//! the attribute, though it passes the pointer well as the first argument.

use crate::llvm::Module;

const ATTRIBUTE: &str = "sret";

/// Removes the attribute from all functions and calls.
pub fn strip(module: &Module) {
    for function in module.functions() {
        for index in 1..=function.parameters().len() as u32 {
            function.remove_attribute_at(index, ATTRIBUTE);
        }
    }
    for call in module.instructions() {
        for index in 1..=call.call_arguments().unwrap_or(0) {
            call.remove_call_attribute_at(index, ATTRIBUTE);
        }
    }
}
