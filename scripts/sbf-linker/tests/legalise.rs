//! Each legalisation: without it a small program does not link, with it the program runs and is right.
//!
//! Needs the builtins' library in `SBF_BUILTINS`; `scripts/test-linker` builds it.

mod vm;

use std::env;

use sbf_linker::{Options, input::Input, legalise::Legalisation, link};

/// Links LLVM assembly; the error as text.
fn build(program: &str, without: &[Legalisation]) -> Result<Vec<u8>, String> {
    let builtins = env::var_os("SBF_BUILTINS").expect("SBF_BUILTINS: run scripts/test-linker");
    let inputs = [Input::Text(program.into()), Input::Builtins(builtins.into())];
    link(&inputs, &Options { without: without.to_vec() })
        .map(|program| program.elf)
        .map_err(|error| format!("{error:#}"))
}

/// Links with all legalisations and runs on a copy of `memory`; the result and the memory after it.
fn run(program: &str, memory: &[u64]) -> (u64, Vec<u64>) {
    let mut memory = memory.to_vec();
    let outcome = vm::run(&build(program, &[]).expect("it links"), &mut memory);
    (outcome.result.expect("it runs"), memory)
}

/// Asserts that the program does not link without the legalisation, and that the error has `text`.
fn assert_needed(program: &str, legalisation: Legalisation, text: &str) {
    let error = build(program, &[legalisation]).expect_err("it links without the legalisation");
    assert!(error.contains(text), "{error}");
}

fn halves(value: u128) -> [u64; 2] {
    [value as u64, (value >> 64) as u64]
}

#[test]
fn functions_of_six_arguments_are_inlined() {
    let program = include_str!("programs/wide_calls.ll");
    assert_needed(program, Legalisation::WideCalls, "six");
    let six = |a: u64, b: u64, c: u64, d: u64, e: u64, f: u64| {
        (a.wrapping_mul(b).wrapping_sub(c).wrapping_mul(d) ^ e).wrapping_sub(f)
    };
    let expected = six(13, 11, 7, 5, 3, six(2, 3, 5, 7, 11, 13));
    assert_eq!(run(program, &[2, 3, 5, 7, 11, 13]).0, expected);
}

#[test]
fn a_wide_function_that_calls_itself_is_an_error() {
    let error = build(include_str!("programs/wide_recursion.ll"), &[]).unwrap_err();
    assert!(error.contains("recursive"), "{error}");
}

#[test]
fn structures_are_returned_through_a_pointer() {
    let program = include_str!("programs/sret.ll");
    assert_needed(program, Legalisation::Sret, "fill");
    assert_eq!(run(program, &[6, 4]).0, (6 + 4) * 6);
    assert_eq!(run(program, &[7, 4]).0, (7 - 4) * 7);
}

#[test]
fn atomics_become_plain() {
    let program = include_str!("programs/atomics.ll");
    assert_needed(program, Legalisation::Atomics, "entrypoint");
    // 7 + 5 is the 12 that is exchanged for 100.
    assert_eq!(run(program, &[7]), (7_000 + 120 + 1, vec![100]));
    assert_eq!(run(program, &[8]), (8_000 + 130, vec![13]));
}

/// Numbers whose products and quotients are at the edges.
const EDGES: [i128; 14] = [
    0,
    1,
    -1,
    3,
    -7,
    u32::MAX as i128 + 2,
    i64::MAX as i128,
    i64::MIN as i128,
    u64::MAX as i128,
    1 << 64,
    (1 << 64) + 12_345,
    0x1234_5678_9abc_def0_0fed_cba9_8765_4321,
    i128::MAX,
    i128::MIN,
];

#[test]
fn products_are_right_and_overflow_is_seen() {
    let program = include_str!("programs/multiplication.ll");
    assert_needed(program, Legalisation::Multiplication, "entrypoint");
    let elf = build(program, &[]).unwrap();
    for x in EDGES {
        for y in EDGES {
            let (ux, uy) = (x as u128, y as u128);
            let [a, b, c, d] = [halves(ux)[0], halves(ux)[1], halves(uy)[0], halves(uy)[1]];
            let mut memory = [vec![a, b, c, d], vec![0; 12]].concat();
            vm::run(&elf, &mut memory).result.expect("it runs");

            let (unsigned, over) = a.overflowing_mul(b);
            let mut expected = vec![unsigned, u64::from(over)];
            let (signed, over) = (a as i64).overflowing_mul(b as i64);
            expected.extend([signed as u64, u64::from(over)]);
            expected.extend(halves(ux.wrapping_mul(uy)));
            let (unsigned, over) = ux.overflowing_mul(uy);
            expected.extend(halves(unsigned).into_iter().chain([u64::from(over)]));
            let (signed, over) = x.overflowing_mul(y);
            expected.extend(halves(signed as u128).into_iter().chain([u64::from(over)]));
            assert_eq!(memory[4..], expected, "{x:#x} * {y:#x}");
        }
    }
}

#[test]
fn quotients_and_remainders_are_right() {
    let program = include_str!("programs/division.ll");
    assert_needed(program, Legalisation::Division, "entrypoint");
    let elf = build(program, &[]).unwrap();
    for x in EDGES {
        // The low word divides too.
        for y in EDGES.into_iter().filter(|y| *y as u64 != 0) {
            let (ux, uy) = (x as u128, y as u128);
            let mut memory = [halves(ux), halves(uy)].concat();
            memory.resize(14, 0);
            vm::run(&elf, &mut memory).result.expect("it runs");

            let (a, b) = (x as i64, y as i64);
            let mut expected = vec![a.wrapping_div(b) as u64, a.wrapping_rem(b) as u64];
            expected.extend(halves(ux / uy));
            expected.extend(halves(ux % uy));
            expected.extend(halves(x.wrapping_div(y) as u128));
            expected.extend(halves(x.wrapping_rem(y) as u128));
            assert_eq!(memory[4..], expected, "{x:#x} / {y:#x}");
        }
    }
}

#[test]
fn large_memory_operations_become_syscalls() {
    let program = include_str!("programs/memory.ll");
    assert_needed(program, Legalisation::Memory, "memcpy");
    for length in [0_u64, 1, 7, 32, 41, 100, 512] {
        let mut memory: Vec<u64> = (0..300).map(|i| i * 0x0101_0102_0304_0507).collect();
        memory[0] = length;
        let before = memory.clone();
        let (same, after) = run(program, &memory);
        assert_eq!(same, 1, "{length}");
        assert_eq!(after[64..128], before[..64]);
        let bytes = |words: &[u64]| words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<_>>();
        let length = length as usize;
        assert_eq!(bytes(&after[128..])[..length], bytes(&before)[..length]);
        assert_eq!(bytes(&after[128..192])[length..], bytes(&before[128..192])[length..]);
        let fill = u64::from_le_bytes([length as u8; 8]);
        assert_eq!(after[192..194], [1, 1]);
        assert_eq!(after[194..218], [fill; 24]);
        assert_eq!(after[218..], before[218..]);
    }
}

#[test]
fn keys_are_copied_and_compared_without_a_syscall() {
    let elf = build(include_str!("programs/keys.ll"), &[]).unwrap();
    for differ_at in [None, Some(0), Some(31)] {
        let mut bytes = [0_u8; 168];
        for i in 0..32_u8 {
            bytes[1 + usize::from(i)] = i * 7;
            bytes[130 + usize::from(i)] = i * 7;
        }
        if let Some(at) = differ_at {
            bytes[130 + at] ^= 1;
        }
        let mut memory: Vec<u64> =
            bytes.chunks(8).map(|w| u64::from_le_bytes(w.try_into().unwrap())).collect();
        let outcome = vm::run(&elf, &mut memory);
        assert_eq!(outcome.result, Ok(u64::from(differ_at.is_none())));
        // Copy: 4 loads and 4 stores. Comparison: 8 loads, 4 jumps. A syscall alone is 10 more.
        assert!(outcome.units <= 30, "{} units", outcome.units);
        let copied: Vec<u8> = memory.iter().flat_map(|w| w.to_le_bytes()).skip(65).take(32).collect();
        assert_eq!(copied, bytes[1..33]);
    }
}

#[test]
fn a_frame_above_the_limit_is_an_error() {
    let error = build(include_str!("programs/stack.ll"), &[]).unwrap_err();
    assert!(error.contains("big_frame") && error.contains("stack"), "{error}");
}

#[test]
fn an_undefined_function_is_an_error() {
    let error = build(include_str!("programs/undefined.ll"), &[]).unwrap_err();
    assert!(error.contains("no_such_function") && error.contains("entrypoint"), "{error}");
}

#[test]
fn other_backend_errors_name_the_function() {
    let error = build(include_str!("programs/float.ll"), &[]).unwrap_err();
    assert!(error.contains("entrypoint"), "{error}");
}

#[test]
fn linking_twice_gives_the_same_bytes() {
    let program = include_str!("programs/memory.ll");
    assert_eq!(build(program, &[]), build(program, &[]));
}

#[test]
fn a_library_without_an_entrypoint_is_empty() {
    let library = include_str!("programs/atomics.ll").replace("@entrypoint", "@elsewhere");
    assert_eq!(build(&library, &[]), Ok(Vec::new()));
}
