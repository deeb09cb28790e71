//! Thin wrappers over the parts of LLVM's C API that the linker uses.
//!
//! All `unsafe` code of the crate is here. Handles carry the lifetime of their [`Context`], so none
//! outlives it. Within a context one rule is left to the caller, as in LLVM itself: a [`Value`]
//! passed to [`Value::replace_with`] is gone and must not be used again; the method takes it by
//! value and the passes never keep a copy.

use std::{
    cell::RefCell,
    ffi::{CStr, CString, c_char, c_uint, c_void},
    marker::PhantomData,
    ptr, slice,
    sync::Once,
};

use anyhow::{Context as _, Result, bail, ensure};
use bpf_linker::llvm_sys::{
    LLVMAttributeFunctionIndex, LLVMAttributeIndex, LLVMDiagnosticSeverity, LLVMLinkage, LLVMOpcode,
    LLVMTypeKind, LLVMVisibility, analysis::*, bit_reader::*, core::*, debuginfo::*, error::*, ir_reader::*,
    linker::*, prelude::*, support::*, target::*, target_machine::*, transforms::pass_builder::*,
};

pub use bpf_linker::llvm_sys::{LLVMIntPredicate as Predicate, LLVMOpcode as Opcode};

/// Options of LLVM that its API cannot set. They are global to the process.
const COMMAND_LINE: [&CStr; 7] = [
    c"sbf-linker",
    // A frame above this size is an error that names the function.
    c"-bpf-stack-size=4096",
    // Without it a function called from cold code is not inlined even if it must be.
    c"--cold-callsite-rel-freq=0",
    // Compare up to 64 bytes without the `sol_memcmp_` syscall.
    c"--max-loads-per-memcmp=8",
    // Both serve the kernel's verifier, and cost instructions.
    c"--bpf-disable-serialize-icmp",
    c"--bpf-disable-avoid-speculation",
    // `strlen` is not among the functions a program can call.
    c"--disable-loop-idiom-strlen",
];

static INITIALISE: Once = Once::new();

fn initialise() {
    INITIALISE.call_once(|| {
        let arguments = COMMAND_LINE.map(CStr::as_ptr);
        // SAFETY: runs once; the arguments are NUL-terminated and static.
        unsafe {
            LLVMInitializeBPFTargetInfo();
            LLVMInitializeBPFTarget();
            LLVMInitializeBPFTargetMC();
            LLVMInitializeBPFAsmPrinter();
            LLVMParseCommandLineOptions(arguments.len() as i32, arguments.as_ptr(), c"SBF linker".as_ptr());
        }
    });
}

/// Takes ownership of a message that LLVM allocated.
fn take_message(message: *mut c_char) -> String {
    if message.is_null() {
        return "no reason given".into();
    }
    // SAFETY: LLVM returns NUL-terminated messages that the caller disposes of.
    unsafe {
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeMessage(message);
        text
    }
}

/// A context owns every type, value and module made in it, and collects the backend's errors.
pub struct Context {
    raw: LLVMContextRef,
    // Boxed: LLVM keeps its address.
    errors: Box<RefCell<Vec<String>>>,
}

extern "C" fn on_diagnostic(info: LLVMDiagnosticInfoRef, errors: *mut c_void) {
    // SAFETY: LLVM calls with a live diagnostic and the pointer registered in `Context::new`,
    // which lives as long as the context.
    let (severity, text, errors) = unsafe {
        (
            LLVMGetDiagInfoSeverity(info),
            take_message(LLVMGetDiagInfoDescription(info)),
            &*errors.cast::<RefCell<Vec<String>>>(),
        )
    };
    if severity == LLVMDiagnosticSeverity::LLVMDSError {
        errors.borrow_mut().push(text.trim().to_owned());
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

impl Context {
    /// A new, empty context.
    pub fn new() -> Self {
        initialise();
        let errors = Box::new(RefCell::new(Vec::new()));
        // SAFETY: `errors` is boxed and dropped after the context.
        let raw = unsafe {
            let raw = LLVMContextCreate();
            let address = ptr::from_ref(&*errors).cast_mut().cast();
            LLVMContextSetDiagnosticHandler(raw, Some(on_diagnostic), address);
            raw
        };
        Self { raw, errors }
    }

    /// Errors reported since the context was made.
    pub fn errors(&self) -> Vec<String> {
        self.errors.borrow().clone()
    }

    /// An empty module.
    pub fn module(&self, name: &CStr) -> Module<'_> {
        // SAFETY: the context is live and the name NUL-terminated.
        Module::own(unsafe { LLVMModuleCreateWithNameInContext(name.as_ptr(), self.raw) })
    }

    /// Reads LLVM bitcode.
    pub fn parse_bitcode(&self, data: &[u8]) -> Result<Module<'_>> {
        let mut module = ptr::null_mut();
        // SAFETY: the buffer copies `data` and is disposed of after parsing.
        let failed = unsafe {
            let buffer = copy_to_buffer(data);
            let failed = LLVMParseBitcodeInContext2(self.raw, buffer, &mut module);
            LLVMDisposeMemoryBuffer(buffer);
            failed
        };
        ensure!(failed == 0, "not bitcode of this LLVM version: {}", self.errors().join("; "));
        Ok(Module::own(module))
    }

    /// Reads LLVM assembly.
    pub fn parse_text(&self, text: &str) -> Result<Module<'_>> {
        let (mut module, mut message) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the buffer copies the text and is disposed of after parsing.
        let failed = unsafe {
            let buffer = copy_to_buffer(text.as_bytes());
            let failed = LLVMParseIRInContext2(self.raw, buffer, &mut module, &mut message);
            LLVMDisposeMemoryBuffer(buffer);
            failed
        };
        if failed != 0 {
            bail!("LLVM assembly: {}", take_message(message));
        }
        Ok(Module::own(module))
    }

    /// An integer type.
    pub fn int(&self, bits: u32) -> Type<'_> {
        // SAFETY: the context is live.
        Type::from_raw(unsafe { LLVMIntTypeInContext(self.raw, bits) })
    }

    /// The pointer type.
    pub fn pointer(&self) -> Type<'_> {
        // SAFETY: the context is live.
        Type::from_raw(unsafe { LLVMPointerTypeInContext(self.raw, 0) })
    }

    /// The type of functions that return nothing.
    pub fn void(&self) -> Type<'_> {
        // SAFETY: the context is live.
        Type::from_raw(unsafe { LLVMVoidTypeInContext(self.raw) })
    }

    /// A builder that inserts before `instruction`.
    pub fn builder_before<'c>(&'c self, instruction: Value<'c>) -> Builder<'c> {
        // SAFETY: the instruction is live and in this context.
        let raw = unsafe {
            let raw = LLVMCreateBuilderInContext(self.raw);
            LLVMPositionBuilderBefore(raw, instruction.raw);
            raw
        };
        Builder { raw, context: self }
    }
}

/// Copies `data` to a NUL-terminated buffer owned by the caller.
///
/// # Safety
/// The caller disposes of the buffer or passes it to a function that does.
unsafe fn copy_to_buffer(data: &[u8]) -> LLVMMemoryBufferRef {
    // SAFETY: pointer and length describe `data`, which LLVM copies.
    unsafe { LLVMCreateMemoryBufferWithMemoryRangeCopy(data.as_ptr().cast(), data.len(), c"input".as_ptr()) }
}

impl Drop for Context {
    fn drop(&mut self) {
        // SAFETY: every handle borrows the context, so none is left.
        unsafe { LLVMContextDispose(self.raw) }
    }
}

/// A unit of code.
pub struct Module<'c> {
    raw: LLVMModuleRef,
    context: PhantomData<&'c Context>,
}

impl<'c> Module<'c> {
    fn own(raw: LLVMModuleRef) -> Self {
        Self { raw, context: PhantomData }
    }

    /// Moves all of `other` into this module.
    pub fn link(&mut self, other: Self) -> Result<()> {
        let raw = other.raw;
        std::mem::forget(other);
        // SAFETY: both are live; `LLVMLinkModules2` takes the second over, hence `forget`.
        let failed = unsafe { LLVMLinkModules2(self.raw, raw) };
        ensure!(failed == 0, "modules do not link");
        Ok(())
    }

    /// Functions, declared or defined.
    pub fn functions(&self) -> Vec<Value<'c>> {
        // SAFETY: walks the live module's list.
        unsafe { walk(LLVMGetFirstFunction(self.raw), LLVMGetNextFunction) }
    }

    /// Global variables.
    pub fn globals(&self) -> Vec<Value<'c>> {
        // SAFETY: walks the live module's list.
        unsafe { walk(LLVMGetFirstGlobal(self.raw), LLVMGetNextGlobal) }
    }

    /// All instructions of all functions.
    pub fn instructions(&self) -> Vec<Value<'c>> {
        self.functions().into_iter().flat_map(Value::instructions).collect()
    }

    /// The function of that name.
    pub fn function(&self, name: &str) -> Option<Value<'c>> {
        let name = CString::new(name).ok()?;
        // SAFETY: the module is live and the name NUL-terminated.
        Value::from_nullable(unsafe { LLVMGetNamedFunction(self.raw, name.as_ptr()) })
    }

    /// The function of that name, declared if it is new.
    pub fn function_or_declare(&self, name: &str, returns: Type<'c>, takes: &[Type<'c>]) -> Value<'c> {
        self.function(name).unwrap_or_else(|| {
            let name = CString::new(name).expect("a name without NUL");
            let mut takes: Vec<_> = takes.iter().map(|t| t.raw).collect();
            // SAFETY: types are live and of this context; the array outlives the call.
            Value::from_raw(unsafe {
                let ty = LLVMFunctionType(returns.raw, takes.as_mut_ptr(), takes.len() as c_uint, 0);
                LLVMAddFunction(self.raw, name.as_ptr(), ty)
            })
        })
    }

    /// Removes debug information: a program does not carry it, and it holds paths.
    pub fn strip_debug_info(&mut self) {
        // SAFETY: the module is live.
        unsafe { LLVMStripModuleDebugInfo(self.raw) };
    }

    /// Runs passes, in the notation of `opt -passes=`.
    pub fn run(&mut self, target: &Target, passes: &str, inline_threshold: Option<i32>) -> Result<()> {
        let text = CString::new(passes)?;
        // SAFETY: module and target are live; options and error are disposed of here.
        unsafe {
            let options = LLVMCreatePassBuilderOptions();
            // The machine has no vectors: made by LLVM they would be taken apart again.
            LLVMPassBuilderOptionsSetLoopVectorization(options, 0);
            LLVMPassBuilderOptionsSetSLPVectorization(options, 0);
            if let Some(threshold) = inline_threshold {
                LLVMPassBuilderOptionsSetInlinerThreshold(options, threshold);
            }
            let error = LLVMRunPasses(self.raw, text.as_ptr(), target.raw, options);
            LLVMDisposePassBuilderOptions(options);
            if !error.is_null() {
                let message = LLVMGetErrorMessage(error);
                let reason = CStr::from_ptr(message).to_string_lossy().into_owned();
                LLVMDisposeErrorMessage(message);
                bail!("passes {passes}: {reason}");
            }
        }
        Ok(())
    }

    /// Checks that the module is well formed.
    pub fn verify(&self) -> Result<()> {
        let mut message = ptr::null_mut();
        let action = LLVMVerifierFailureAction::LLVMReturnStatusAction;
        // SAFETY: the module is live.
        let broken = unsafe { LLVMVerifyModule(self.raw, action, &mut message) };
        let message = take_message(message);
        ensure!(broken == 0, "the linker made malformed code: {message}");
        Ok(())
    }

    /// The module as LLVM assembly.
    pub fn text(&self) -> String {
        // SAFETY: the module is live and the message is owned by the caller.
        take_message(unsafe { LLVMPrintModuleToString(self.raw) })
    }
}

impl Drop for Module<'_> {
    fn drop(&mut self) {
        // SAFETY: the module is owned and its context live.
        unsafe { LLVMDisposeModule(self.raw) }
    }
}

/// Collects an intrusive list.
///
/// # Safety
/// `first` is null or live, and `next` accepts it.
unsafe fn walk<'c>(
    first: LLVMValueRef,
    next: unsafe extern "C" fn(LLVMValueRef) -> LLVMValueRef,
) -> Vec<Value<'c>> {
    let mut found = Vec::new();
    let mut item = first;
    while !item.is_null() {
        found.push(Value::from_raw(item));
        // SAFETY: `item` is live by the caller's promise.
        item = unsafe { next(item) };
    }
    found
}

/// A type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Type<'c> {
    raw: LLVMTypeRef,
    context: PhantomData<&'c Context>,
}

impl<'c> Type<'c> {
    fn from_raw(raw: LLVMTypeRef) -> Self {
        Self { raw, context: PhantomData }
    }

    fn kind(self) -> LLVMTypeKind {
        // SAFETY: types live as long as their context.
        unsafe { LLVMGetTypeKind(self.raw) }
    }

    /// The width of an integer type.
    pub fn int_width(self) -> Option<u32> {
        // SAFETY: the type is live, and is an integer where the width is read.
        (self.kind() == LLVMTypeKind::LLVMIntegerTypeKind).then(|| unsafe { LLVMGetIntTypeWidth(self.raw) })
    }

    /// Whether it is a structure or an array.
    pub fn is_aggregate(self) -> bool {
        matches!(self.kind(), LLVMTypeKind::LLVMStructTypeKind | LLVMTypeKind::LLVMArrayTypeKind)
    }

    /// An integer constant, from its low 64 bits.
    pub fn constant(self, value: u64) -> Value<'c> {
        // SAFETY: callers use it on integer types, which are live.
        Value::from_raw(unsafe { LLVMConstInt(self.raw, value, 0) })
    }
}

/// A function, an instruction, an argument or a constant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Value<'c> {
    raw: LLVMValueRef,
    context: PhantomData<&'c Context>,
}

/// An attribute known to LLVM by number.
fn attribute_kind(name: &str) -> c_uint {
    // SAFETY: pointer and length describe `name`.
    unsafe { LLVMGetEnumAttributeKindForName(name.as_ptr().cast(), name.len()) }
}

// Every method's SAFETY argument is the same: a `Value` is live while its context is (see the
// module's documentation), and the queries are valid for the kind of value named in the comment.
impl<'c> Value<'c> {
    fn from_raw(raw: LLVMValueRef) -> Self {
        Self { raw, context: PhantomData }
    }

    fn from_nullable(raw: LLVMValueRef) -> Option<Self> {
        (!raw.is_null()).then(|| Self::from_raw(raw))
    }

    /// Its name; empty if it has none.
    pub fn name(self) -> String {
        // SAFETY: any value; LLVM returns a pointer and length valid until it is renamed.
        unsafe {
            let mut length = 0;
            let name = LLVMGetValueName2(self.raw, &mut length);
            String::from_utf8_lossy(slice::from_raw_parts(name.cast(), length)).into_owned()
        }
    }

    /// Its type.
    pub fn ty(self) -> Type<'c> {
        // SAFETY: any value.
        Type::from_raw(unsafe { LLVMTypeOf(self.raw) })
    }

    /// Whether anything refers to it.
    pub fn is_used(self) -> bool {
        // SAFETY: any value.
        unsafe { !LLVMGetFirstUse(self.raw).is_null() }
    }

    /// The low bits of a constant integer.
    pub fn as_constant(self) -> Option<u64> {
        // SAFETY: any value; the number is read from constant integers only.
        unsafe { (!LLVMIsAConstantInt(self.raw).is_null()).then(|| LLVMConstIntGetZExtValue(self.raw)) }
    }

    /// Whether a function or global has no body here.
    pub fn is_declaration(self) -> bool {
        // SAFETY: used on globals.
        unsafe { LLVMIsDeclaration(self.raw) != 0 }
    }

    /// Hides a definition from outside, so that LLVM may change or remove it.
    pub fn make_internal(self) {
        // SAFETY: used on globals.
        unsafe {
            LLVMSetLinkage(self.raw, LLVMLinkage::LLVMInternalLinkage);
            LLVMSetVisibility(self.raw, LLVMVisibility::LLVMDefaultVisibility);
        }
    }

    /// Gives a definition plain external linkage.
    pub fn make_external(self) {
        // SAFETY: used on globals.
        unsafe {
            LLVMSetLinkage(self.raw, LLVMLinkage::LLVMExternalLinkage);
            LLVMSetVisibility(self.raw, LLVMVisibility::LLVMDefaultVisibility);
        }
    }

    /// A function's parameters.
    pub fn parameters(self) -> Vec<Value<'c>> {
        // SAFETY: used on functions; the index is in range.
        unsafe { (0..LLVMCountParams(self.raw)).map(|i| Self::from_raw(LLVMGetParam(self.raw, i))).collect() }
    }

    /// What a function returns.
    pub fn return_type(self) -> Type<'c> {
        // SAFETY: used on functions.
        Type::from_raw(unsafe { LLVMGetReturnType(LLVMGlobalGetValueType(self.raw)) })
    }

    /// A function's instructions.
    pub fn instructions(self) -> Vec<Value<'c>> {
        let mut found = Vec::new();
        // SAFETY: used on functions; walks their live blocks.
        unsafe {
            let mut block = LLVMGetFirstBasicBlock(self.raw);
            while !block.is_null() {
                found.extend(walk(LLVMGetFirstInstruction(block), LLVMGetNextInstruction));
                block = LLVMGetNextBasicBlock(block);
            }
        }
        found
    }

    /// An instruction's operation.
    pub fn opcode(self) -> LLVMOpcode {
        // SAFETY: used on instructions.
        unsafe { LLVMGetInstructionOpcode(self.raw) }
    }

    /// An operand of an instruction.
    pub fn operand(self, index: u32) -> Value<'c> {
        // SAFETY: used on instructions, with an index their operation has.
        Self::from_raw(unsafe { LLVMGetOperand(self.raw, index) })
    }

    /// The function that contains an instruction.
    pub fn parent_function(self) -> Value<'c> {
        // SAFETY: used on instructions inside a function.
        Self::from_raw(unsafe { LLVMGetBasicBlockParent(LLVMGetInstructionParent(self.raw)) })
    }

    /// The number of arguments, if it is a call.
    pub fn call_arguments(self) -> Option<u32> {
        // SAFETY: any value; arguments are counted on calls only.
        unsafe { (!LLVMIsACallInst(self.raw).is_null()).then(|| LLVMGetNumArgOperands(self.raw)) }
    }

    /// The function that a call names; `None` for indirect calls and other values.
    pub fn callee(self) -> Option<Value<'c>> {
        self.call_arguments()?;
        // SAFETY: it is a call.
        unsafe {
            let callee = LLVMGetCalledValue(self.raw);
            (!LLVMIsAFunction(callee).is_null()).then(|| Self::from_raw(callee))
        }
    }

    /// Adds an attribute to a function.
    pub fn add_attribute(self, context: &'c Context, name: &str) {
        // SAFETY: used on functions of this context.
        unsafe {
            let attribute = LLVMCreateEnumAttribute(context.raw, attribute_kind(name), 0);
            LLVMAddAttributeAtIndex(self.raw, LLVMAttributeFunctionIndex, attribute);
        }
    }

    /// Removes an attribute from a function.
    pub fn remove_attribute(self, name: &str) {
        self.remove_attribute_at(LLVMAttributeFunctionIndex, name);
    }

    /// Removes an attribute from a function's parameter, counted from 1.
    pub fn remove_attribute_at(self, index: LLVMAttributeIndex, name: &str) {
        // SAFETY: used on functions; absent attributes are ignored.
        unsafe { LLVMRemoveEnumAttributeAtIndex(self.raw, index, attribute_kind(name)) }
    }

    /// Removes an attribute that LLVM knows by text from a function.
    pub fn remove_text_attribute(self, name: &str) {
        // SAFETY: used on functions; absent attributes are ignored.
        unsafe {
            LLVMRemoveStringAttributeAtIndex(
                self.raw,
                LLVMAttributeFunctionIndex,
                name.as_ptr().cast(),
                name.len() as c_uint,
            );
        }
    }

    /// Removes an attribute from a call as a whole.
    pub fn remove_call_attribute(self, name: &str) {
        self.remove_call_attribute_at(LLVMAttributeFunctionIndex, name);
    }

    /// Removes an attribute from a call's argument, counted from 1.
    pub fn remove_call_attribute_at(self, index: LLVMAttributeIndex, name: &str) {
        // SAFETY: used on calls; absent attributes are ignored.
        unsafe { LLVMRemoveCallSiteEnumAttribute(self.raw, index, attribute_kind(name)) }
    }

    /// Puts `replacement` wherever this instruction's result is used, and removes the instruction.
    pub fn replace_with(self, replacement: Value<'c>) {
        // SAFETY: both are live and of one type; the instruction is not used again.
        unsafe { LLVMReplaceAllUsesWith(self.raw, replacement.raw) };
        self.erase();
    }

    /// Removes an instruction whose result is not used.
    pub fn erase(self) {
        // SAFETY: it has no uses left and is not used again.
        unsafe { LLVMInstructionEraseFromParent(self.raw) }
    }
}

/// Makes instructions at one place.
pub struct Builder<'c> {
    raw: LLVMBuilderRef,
    context: &'c Context,
}

/// Methods for operations that take two operands of one integer type.
macro_rules! binary_operations {
    ($($method:ident $build:ident $doc:literal;)*) => { $(
        #[doc = $doc]
        pub fn $method(&self, left: Value<'c>, right: Value<'c>) -> Value<'c> {
            // SAFETY: the operands are live integers of one type.
            Value::from_raw(unsafe { $build(self.raw, left.raw, right.raw, c"".as_ptr()) })
        }
    )* };
}

impl<'c> Builder<'c> {
    binary_operations! {
        add LLVMBuildAdd "Sum, wrapping.";
        sub LLVMBuildSub "Difference, wrapping.";
        mul LLVMBuildMul "Product, wrapping.";
        udiv LLVMBuildUDiv "Unsigned quotient.";
        urem LLVMBuildURem "Unsigned remainder.";
        and LLVMBuildAnd "Bitwise and.";
        or LLVMBuildOr "Bitwise or.";
        xor LLVMBuildXor "Bitwise exclusive or.";
        shl LLVMBuildShl "Shift left.";
        lshr LLVMBuildLShr "Shift right, filling with zeros.";
        ashr LLVMBuildAShr "Shift right, filling with the sign.";
    }

    /// The context it builds in.
    pub fn context(&self) -> &'c Context {
        self.context
    }

    /// Compares two integers of one type.
    pub fn compare(&self, how: Predicate, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        // SAFETY: the operands are live integers of one type.
        Value::from_raw(unsafe { LLVMBuildICmp(self.raw, how, left.raw, right.raw, c"".as_ptr()) })
    }

    /// One of two values of one type.
    pub fn select(&self, condition: Value<'c>, yes: Value<'c>, no: Value<'c>) -> Value<'c> {
        // SAFETY: the condition is a bit and the operands are live and of one type.
        Value::from_raw(unsafe { LLVMBuildSelect(self.raw, condition.raw, yes.raw, no.raw, c"".as_ptr()) })
    }

    /// The low bits of an integer.
    pub fn truncate(&self, value: Value<'c>, to: Type<'c>) -> Value<'c> {
        // SAFETY: `to` is a narrower integer type.
        Value::from_raw(unsafe { LLVMBuildTrunc(self.raw, value.raw, to.raw, c"".as_ptr()) })
    }

    /// An unsigned integer in a wider type.
    pub fn zero_extend(&self, value: Value<'c>, to: Type<'c>) -> Value<'c> {
        // SAFETY: `to` is a wider integer type.
        Value::from_raw(unsafe { LLVMBuildZExt(self.raw, value.raw, to.raw, c"".as_ptr()) })
    }

    /// A signed integer in a wider type.
    pub fn sign_extend(&self, value: Value<'c>, to: Type<'c>) -> Value<'c> {
        // SAFETY: `to` is a wider integer type.
        Value::from_raw(unsafe { LLVMBuildSExt(self.raw, value.raw, to.raw, c"".as_ptr()) })
    }

    /// The structure `{ first, second }`.
    pub fn pair(&self, first: Value<'c>, second: Value<'c>) -> Value<'c> {
        let mut types = [first.ty().raw, second.ty().raw];
        // SAFETY: a two-field structure of live types, both fields of which are then set.
        Value::from_raw(unsafe {
            let ty = LLVMStructTypeInContext(self.context.raw, types.as_mut_ptr(), 2, 0);
            let half = LLVMBuildInsertValue(self.raw, LLVMGetPoison(ty), first.raw, 0, c"".as_ptr());
            LLVMBuildInsertValue(self.raw, half, second.raw, 1, c"".as_ptr())
        })
    }

    /// A pointer to space for a value in the function's stack frame.
    pub fn stack_slot(&self, ty: Type<'c>) -> Value<'c> {
        // SAFETY: the builder stands in a function, whose first block is not empty. A second builder
        // makes the slot there, once for a call of the function even if this place is in a loop.
        Value::from_raw(unsafe {
            let function = LLVMGetBasicBlockParent(LLVMGetInsertBlock(self.raw));
            let start = LLVMGetFirstInstruction(LLVMGetFirstBasicBlock(function));
            let builder = self.context.builder_before(Value::from_raw(start));
            LLVMBuildAlloca(builder.raw, ty.raw, c"".as_ptr())
        })
    }

    /// Reads a value from memory.
    pub fn load(&self, pointer: Value<'c>, ty: Type<'c>) -> Value<'c> {
        // SAFETY: a live pointer and type.
        Value::from_raw(unsafe { LLVMBuildLoad2(self.raw, ty.raw, pointer.raw, c"".as_ptr()) })
    }

    /// Calls a function with arguments of its parameters' types.
    pub fn call(&self, function: Value<'c>, arguments: &[Value<'c>]) -> Value<'c> {
        let mut arguments: Vec<_> = arguments.iter().map(|a| a.raw).collect();
        // SAFETY: the function and arguments are live; the array outlives the call.
        Value::from_raw(unsafe {
            LLVMBuildCall2(
                self.raw,
                LLVMGlobalGetValueType(function.raw),
                function.raw,
                arguments.as_mut_ptr(),
                arguments.len() as c_uint,
                c"".as_ptr(),
            )
        })
    }
}

impl Drop for Builder<'_> {
    fn drop(&mut self) {
        // SAFETY: the builder is owned.
        unsafe { LLVMDisposeBuilder(self.raw) }
    }
}

/// The machine that code is made for.
pub struct Target {
    raw: LLVMTargetMachineRef,
}

impl Target {
    /// The BPF machine with the instructions of SBF version 0.
    pub fn sbf() -> Result<Self> {
        initialise();
        let triple = c"bpfel";
        let (mut target, mut message) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: all strings are static; the target is set on success.
        let raw = unsafe {
            if LLVMGetTargetFromTriple(triple.as_ptr(), &mut target, &mut message) != 0 {
                bail!("LLVM has no BPF target: {}", take_message(message));
            }
            LLVMCreateTargetMachine(
                target,
                triple.as_ptr(),
                // v2: conditional jumps "lower than" exist; 32-bit jumps, which SBF lacks, do not.
                c"v2".as_ptr(),
                // The virtual machine loads and stores at any address.
                c"+allows-misaligned-mem-access".as_ptr(),
                LLVMCodeGenOptLevel::LLVMCodeGenLevelAggressive,
                LLVMRelocMode::LLVMRelocStatic,
                LLVMCodeModel::LLVMCodeModelDefault,
            )
        };
        ensure!(!raw.is_null(), "LLVM cannot make code for {triple:?}");
        Ok(Self { raw })
    }

    /// Translates a module to an object file or, for people, to assembly.
    pub fn emit(&self, module: &Module, assembly: bool) -> Result<Vec<u8>> {
        let kind = if assembly {
            LLVMCodeGenFileType::LLVMAssemblyFile
        } else {
            LLVMCodeGenFileType::LLVMObjectFile
        };
        let (mut buffer, mut message) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: target and module are live; the buffer is copied, then disposed of.
        unsafe {
            let failed =
                LLVMTargetMachineEmitToMemoryBuffer(self.raw, module.raw, kind, &mut message, &mut buffer);
            if failed != 0 {
                return Err(anyhow::Error::msg(take_message(message))).context("code generation");
            }
            let start = LLVMGetBufferStart(buffer).cast::<u8>();
            let data = slice::from_raw_parts(start, LLVMGetBufferSize(buffer)).to_vec();
            LLVMDisposeMemoryBuffer(buffer);
            Ok(data)
        }
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // SAFETY: the machine is owned.
        unsafe { LLVMDisposeTargetMachine(self.raw) }
    }
}
