//! Runs a linked program in Solana's virtual machine.

use std::{ptr::NonNull, sync::Arc};

use solana_sbpf::{
    aligned_memory::AlignedMemory,
    declare_builtin_function, ebpf,
    elf::Executable,
    error::EbpfError,
    memory_region::{AccessType, MemoryMapping, MemoryRegion},
    program::{BuiltinProgram, SBPFVersion},
    verifier::RequisiteVerifier,
    vm::{CallFrame, Config, ContextObject, EbpfVm, ExecutionMode},
};

/// More than any of the programs needs.
const METER: u64 = 100_000;
/// What the runtime takes for each syscall on memory.
const SYSCALL_COST: u64 = 10;

/// What a program did.
pub struct Outcome {
    /// Compute units: an instruction is one, a syscall ten.
    pub units: u64,
    /// The returned value, or the error's text.
    pub result: Result<u64, String>,
}

/// Links the assembly and runs it on `memory`, which the program reads and changes.
pub fn run(elf: &[u8], memory: &mut [u64]) -> Outcome {
    let config = Config { enabled_sbpf_versions: SBPFVersion::V0..=SBPFVersion::V0, ..Config::default() };
    let mut loader = BuiltinProgram::new_loader(config);
    loader.register_definition::<Copy>("sol_memcpy_").unwrap();
    loader.register_definition::<Copy>("sol_memmove_").unwrap();
    loader.register_definition::<Fill>("sol_memset_").unwrap();
    loader.register_definition::<Compare>("sol_memcmp_").unwrap();
    loader.register_definition::<Abort>("abort").unwrap();
    let loader = Arc::new(loader);

    let executable = Executable::<Machine>::from_elf(elf, loader.clone()).expect("it loads");
    executable.verify::<RequisiteVerifier>().expect("it verifies");
    let version = executable.get_sbpf_version();
    let config = executable.get_config();
    let mut stack = AlignedMemory::<{ ebpf::HOST_ALIGN }>::zero_filled(config.stack_size());
    let mut frames = vec![CallFrame::default(); config.max_call_depth];
    let stack_len = stack.len();
    let regions = vec![
        executable.get_ro_region(),
        MemoryRegion::new_gapped(&mut stack, ebpf::MM_STACK_START, config.stack_frame_size as u64),
        MemoryRegion::new(&raw mut *bytes_of(memory), ebpf::MM_INPUT_START),
    ];
    // SAFETY: the stack and `memory` outlive the machine.
    let mapping = unsafe { MemoryMapping::new(regions, config, version).unwrap() };
    let mut machine = Machine { mapping, remaining: METER };
    let mut vm = EbpfVm::new(loader, version, &mut machine, stack_len);
    vm.registers[1] = ebpf::MM_INPUT_START;
    let (units, result) = vm.execute_program(&executable, &mut ExecutionMode::Interpreted, &mut frames);
    Outcome { units, result: Result::from(result).map_err(|error| error.to_string()) }
}

fn bytes_of(words: &mut [u64]) -> &mut [u8] {
    // SAFETY: any bytes are valid as u8, and the length is that of the words.
    unsafe { std::slice::from_raw_parts_mut(words.as_mut_ptr().cast(), size_of_val(words)) }
}

struct Machine {
    mapping: MemoryMapping,
    remaining: u64,
}

impl ContextObject for Machine {
    fn consume(&mut self, amount: u64) {
        self.remaining = self.remaining.saturating_sub(amount);
    }

    fn get_remaining(&self) -> u64 {
        self.remaining
    }

    fn active_mapping_ptr(&mut self) -> NonNull<MemoryMapping> {
        NonNull::from_mut(&mut self.mapping)
    }
}

impl Machine {
    /// The host's address of `length` bytes of the program's memory.
    fn map(&mut self, access: AccessType, address: u64, length: u64) -> Result<*mut u8, EbpfError> {
        let host: Result<u64, EbpfError> = self.mapping.map(access, address, length).into();
        Ok(host? as *mut u8)
    }
}

type SyscallError = Box<dyn std::error::Error>;

declare_builtin_function!(
    Copy,
    fn rust(
        machine: &mut Machine,
        to: u64,
        from: u64,
        length: u64,
        _d: u64,
        _e: u64,
    ) -> Result<u64, SyscallError> {
        machine.consume(SYSCALL_COST);
        let from = machine.map(AccessType::Load, from, length)?;
        let to = machine.map(AccessType::Store, to, length)?;
        // SAFETY: both are mapped; `copy` allows them to overlap.
        unsafe { std::ptr::copy(from, to, length as usize) };
        Ok(0)
    }
);

declare_builtin_function!(
    Fill,
    fn rust(
        machine: &mut Machine,
        to: u64,
        byte: u64,
        length: u64,
        _d: u64,
        _e: u64,
    ) -> Result<u64, SyscallError> {
        machine.consume(SYSCALL_COST);
        let to = machine.map(AccessType::Store, to, length)?;
        // SAFETY: it is mapped.
        unsafe { std::ptr::write_bytes(to, byte as u8, length as usize) };
        Ok(0)
    }
);

declare_builtin_function!(
    Compare,
    fn rust(
        machine: &mut Machine,
        a: u64,
        b: u64,
        length: u64,
        result: u64,
        _e: u64,
    ) -> Result<u64, SyscallError> {
        machine.consume(SYSCALL_COST);
        let a = machine.map(AccessType::Load, a, length)?;
        let b = machine.map(AccessType::Load, b, length)?;
        let result = machine.map(AccessType::Store, result, 4)?;
        // SAFETY: all three are mapped.
        unsafe {
            let a = std::slice::from_raw_parts(a, length as usize);
            let b = std::slice::from_raw_parts(b, length as usize);
            let order = a.iter().zip(b).map(|(a, b)| i32::from(*a) - i32::from(*b)).find(|d| *d != 0);
            result.cast::<i32>().write_unaligned(order.unwrap_or(0));
        }
        Ok(0)
    }
);

declare_builtin_function!(
    Abort,
    fn rust(
        _machine: &mut Machine,
        _a: u64,
        _b: u64,
        _c: u64,
        _d: u64,
        _e: u64,
    ) -> Result<u64, SyscallError> {
        Err("abort".into())
    }
);
