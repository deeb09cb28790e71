//! Attacks by the data of an instruction: too short, too long, unknown, random, extreme.

use civitas_tests::catalogue::{self, Case};
use civitas_tests::matrix::{Matrix, Outcomes, SUCCEEDS, crashed, is_exact, name};
use civitas_tests::{Instruction, idl};
use sha2::{Digest, Sha256};

fn with_data(case: &Case, data: Vec<u8>) -> Instruction {
    Instruction { data, ..case.instruction.clone() }
}

#[test]
fn arguments_are_as_the_idl_says() {
    for case in catalogue::cases() {
        assert!(is_exact(&case, &case.instruction.data), "{}", case.key);
    }
}

#[test]
fn a_byte_short_or_long() {
    let mut matrix = Matrix::new("data-length", &["InvalidInstructionData"], &[]);
    for case in catalogue::cases() {
        let data = &case.instruction.data;
        let long = |byte: u8| [data.as_slice(), &[byte]].concat();
        let attempts = [
            ("without data", vec![]),
            ("a byte short", data[..data.len() - 1].to_vec()),
            ("a zero too many", long(0)),
            ("a byte too many", long(7)),
            ("twice", [data.as_slice(), data].concat()),
        ];
        for (what, data) in attempts {
            let outcome = case.run_in(&case.world, with_data(&case, data), &[]);
            matrix.judge(&case, what, outcome);
        }
        for len in 1..data.len() {
            let outcome = case.run_in(&case.world, with_data(&case, data[..len].to_vec()), &[]);
            assert!(!is_exact(&case, &data[..len]), "{}", case.key);
            outcome.expect("its signers are there").failure();
        }
    }
    matrix.end();
}

#[test]
fn unknown_instructions() {
    let mut matrix = Matrix::new("data-unknown", &["InvalidInstructionData"], &[]);
    for (program, _) in civitas_tests::PROGRAMS {
        let known: Vec<u8> = idl::instructions()
            .iter()
            .filter(|ix| ix.program == program)
            .map(|ix| ix.discriminator[0])
            .collect();
        let case = catalogue::cases().find(|case| case.idl.program == program).expect("a case");
        for byte in (0..=u8::MAX).filter(|byte| !known.contains(byte)) {
            let outcome = case.run_in(&case.world, with_data(&case, vec![byte]), &[]);
            matrix.judge(&case, &format!("replaced by {byte}"), outcome);
        }
    }
    matrix.end();
}

/// Random bytes that are the same in every run.
struct Random {
    seed: [u8; 32],
    used: usize,
}

impl Random {
    fn new(label: &str) -> Self {
        Self { seed: Sha256::digest(label).into(), used: 0 }
    }

    fn byte(&mut self) -> u8 {
        if self.used == 32 {
            self.seed = Sha256::digest(self.seed).into();
            self.used = 0;
        }
        self.used += 1;
        self.seed[self.used - 1]
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::from(u16::from_le_bytes([self.byte(), self.byte()])) % bound
    }
}

#[test]
fn random_data() {
    // 200 strings for each instruction: half of them random, half of them its true data with some bytes changed.
    const ATTEMPTS: usize = 200;
    let mut text = String::new();
    let mut problems = Vec::new();
    for case in catalogue::cases() {
        let key = case.key;
        let mut random = Random::new(key);
        let mut outcomes = Outcomes::default();
        for attempt in 0..ATTEMPTS {
            let mut data = case.instruction.data.clone();
            if attempt % 2 == 0 {
                data.truncate(case.idl.discriminator.len());
                let len = random.below(2 * case.instruction.data.len() + 64);
                data.extend((0..len).map(|_| random.byte()));
            } else {
                for _ in 0..=random.below(4) {
                    let at = random.below(data.len());
                    data[at] = random.byte();
                }
            }
            if data == case.instruction.data {
                continue;
            }
            // A changed first byte may make it another instruction, which must then be exact itself.
            let program = idl::instructions().iter().filter(|ix| ix.program == case.idl.program);
            let exact = program.into_iter().any(|ix| ix.numbers(&data).is_some());
            let world = case.world.clone();
            let outcome =
                case.run_in(&world, with_data(&case, data.clone()), &[]).expect("its signers are there");
            match outcome.result() {
                Ok(_) if !exact => problems.push(format!("{key} succeeds with {data:?}")),
                Ok(_) => outcomes.add(SUCCEEDS.into()),
                Err(failure) => {
                    if crashed(failure) {
                        problems.push(format!("{key} crashes with {data:?}\n{}", failure.logs.join("\n")));
                    }
                    outcomes.add(name(failure));
                }
            }
        }
        text += &format!("{key}: {}\n", outcomes.text());
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    civitas_tests::golden::compare("refusals/data-random.txt", &text);
}

#[test]
fn extreme_numbers() {
    // Every number among the arguments at its smallest and largest, at 0 and 1. Some are allowed: what the golden
    // file says is to be read.
    let mut text = String::new();
    let mut problems = Vec::new();
    for case in catalogue::cases() {
        let numbers = case.idl.numbers(&case.instruction.data).expect("true data is exact");
        for number in numbers {
            let mut values = vec![("0", vec![0; number.len])];
            let mut one = vec![0; number.len];
            one[0] = 1;
            values.push(("1", one));
            let mut largest = vec![0xff; number.len];
            if number.kind.starts_with('i') {
                largest[number.len - 1] = 0x7f;
                values.push(("-1", vec![0xff; number.len]));
                let mut smallest = vec![0; number.len];
                smallest[number.len - 1] = 0x80;
                values.push(("MIN", smallest));
            }
            values.push(("MAX", largest));
            for (what, bytes) in values {
                let mut data = case.instruction.data.clone();
                data[number.at..number.at + number.len].copy_from_slice(&bytes);
                let world = case.world.clone();
                let outcome =
                    case.run_in(&world, with_data(&case, data), &[]).expect("its signers are there");
                let at = format!("{} {} = {what}", case.key, number.name);
                let said = match outcome.result() {
                    Ok(_) => SUCCEEDS.to_owned(),
                    Err(failure) => {
                        if crashed(failure) {
                            problems.push(format!("{at}: it crashes\n{}", failure.logs.join("\n")));
                        }
                        name(failure)
                    }
                };
                text += &format!("{at}: {said}\n");
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    civitas_tests::golden::compare("refusals/extreme-numbers.txt", &text);
}
