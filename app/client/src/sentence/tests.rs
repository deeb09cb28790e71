use super::value::Kind;
use super::*;
use crate::court::instructions::{
    AddBond, AddBondInstructionArgs, File, FileInstructionArgs, Reveal, RevealInstructionArgs,
};
use crate::governor::instructions::{Cast, CastInstructionArgs};
use crate::land::instructions::{WaiveDeductions, WaiveDeductionsInstructionArgs, WithdrawOffer};
use std::collections::HashSet;

fn key(byte: u8) -> Address {
    Address::new_from_array([byte; 32])
}

#[test]
fn every_instruction_has_a_sentence_of_its_own_names() {
    assert_eq!(BOOK.programs.len(), 6, "an IDL cannot be read");
    let mut known = HashSet::new();
    for (_, program, idl) in &BOOK.programs {
        for instruction in &idl.instructions {
            let key = format!("{program}.{}", instruction.name);
            let template = BOOK.sentences.get(&key).unwrap_or_else(|| panic!("{key} has no sentence"));
            let names: HashSet<_> = instruction
                .args
                .iter()
                .map(|argument| argument.name.as_str())
                .chain(instruction.accounts.iter().map(|account| account.name.as_str()))
                .collect();
            let mut filled = 0;
            for piece in pieces(template) {
                match piece {
                    Piece::Name(name) => {
                        assert!(names.contains(name), "{key} has no {name}");
                        filled += 1;
                    }
                    Piece::Text(text) => assert!(!text.contains(['{', '}']), "{key}: {text}"),
                }
            }
            assert!(filled > 0, "{key} names nothing");
            assert!(!template.ends_with('.') && template.starts_with(char::is_uppercase), "{key}");
            assert!(known.insert(key));
        }
    }
    for sentence in BOOK.sentences.keys() {
        assert!(known.contains(sentence), "{sentence} is no instruction");
    }
}

#[test]
fn every_way_to_write_is_of_an_argument_it_fits() {
    assert!(!BOOK.ways.is_empty(), "values.json cannot be read");
    for (key, way) in &BOOK.ways {
        let mut parts = key.split('.');
        let (program, name, argument) = (parts.next(), parts.next(), parts.next());
        let idl = BOOK.programs.iter().find(|(_, known, _)| Some(*known) == program);
        let found = idl
            .and_then(|(_, _, idl)| idl.instructions.iter().find(|known| Some(&*known.name) == name))
            .and_then(|known| known.args.iter().find(|known| Some(&*known.name) == argument));
        assert!(found.is_some(), "{key} is no argument");
        if let Way::Names(names) = way {
            assert!(
                names.keys().all(|name| name.is_empty()
                    || name.parse::<u8>().is_ok()
                    || name == "true"
                    || name == "false"),
                "{key}"
            );
        }
    }
}

#[test]
fn numbers_that_mean_something_are_named() {
    let cast = Cast { voter: key(1), citizen: key(2), page: key(3) };
    let said = sentence(&cast.instruction(CastInstructionArgs { choice: 2 })).unwrap();
    assert_eq!(said, format!("Vote 2 (of a motion: against) on ballot page {}", key(3)));
    let reveal = Reveal { wallet: key(1), juror: key(2), case: key(3), seat: key(4) }
        .instruction(RevealInstructionArgs { choice: 3, salt: [7; 32] });
    let described = describe(&reveal).unwrap();
    assert_eq!((described.program, described.name), ("court", "reveal"));
    assert_eq!(described.sentence(|_| "7".into()), "Reveal the choice in case 7: refuse to rule");
    assert_eq!(described.account("seat"), Some(key(4)));
    let roles: Vec<_> = described.accounts.iter().map(|role| (&*role.name, role.signer)).collect();
    assert_eq!(roles, [("wallet", true), ("juror", false), ("case", false), ("seat", false)]);
    let waive = WaiveDeductions {
        landlord: key(1),
        nation: key(2),
        parcel: key(3),
        office: None,
        citizen: None,
        lease: key(4),
    };
    let said = sentence(&waive.instruction(WaiveDeductionsInstructionArgs { items: 0b101 })).unwrap();
    assert_eq!(said, format!("Waive deductions 0, 2 from the deposit of lease {}", key(4)));
}

#[test]
fn arguments_are_read_to_the_last_byte() {
    let file = File {
        payer: key(1),
        claimant: key(1),
        source: key(1),
        court: key(2),
        nation: key(3),
        claimant_citizen: key(4),
        respondent: key(5),
        respondent_citizen: key(6),
        target: key(7),
        case: key(8),
        escrow: key(9),
        mint: Address::default(),
        token_program: Address::default(),
    }
    .instruction(FileInstructionArgs {
        remedy: 0,
        amount: u64::MAX,
        seconds: 90_061,
        beneficiary: key(10),
        statement_hash: [0xab; 32],
        statement_uri: "ipfs://\u{1b}[2J".into(),
    });
    let described = describe(&file).unwrap();
    let text = |name: &str| described.arguments.iter().find(|known| known.name == name).unwrap().text.clone();
    assert_eq!(text("remedy"), "suspend a citizen");
    assert_eq!(text("amount"), u64::MAX.to_string());
    assert_eq!(text("seconds"), "1 d 1 h 1 min 1 s");
    assert_eq!(text("beneficiary"), key(10).to_string());
    assert_eq!(text("statement_hash"), "ab".repeat(32));
    assert_eq!(text("statement_uri"), "ipfs://\u{fffd}[2J", "a terminal must not obey it");
    let mut longer = file.clone();
    longer.data.push(0);
    assert_eq!(describe(&longer), Err(DescribeError::Malformed("court", "file")));
    for length in 1..file.data.len() {
        let shorter = Instruction { data: file.data[..length].to_vec(), ..file.clone() };
        assert_eq!(describe(&shorter), Err(DescribeError::Malformed("court", "file")), "{length}");
    }
    let fewer = Instruction { accounts: file.accounts[1..].to_vec(), ..file.clone() };
    assert_eq!(describe(&fewer), Err(DescribeError::Malformed("court", "file")));
    let none = Instruction { data: vec![255], ..file.clone() };
    assert_eq!(describe(&none), Err(DescribeError::UnknownInstruction("court")));
    let other = Instruction { program_id: key(1), ..file };
    assert_eq!(describe(&other), Err(DescribeError::UnknownProgram(key(1))));
}

#[test]
fn what_is_left_out_is_nobody() {
    let offer = WithdrawOffer {
        signer: key(1),
        nation: key(2),
        parcel: key(3),
        office: None,
        citizen: Some(key(4)),
        lease: key(5),
    };
    let described = describe(&offer.instruction()).unwrap();
    assert_eq!(described.account("office"), None);
    assert_eq!(described.account("citizen"), Some(key(4)));
    let followed =
        offer.instruction_with_remaining_accounts(&[solana_instruction::AccountMeta::new(key(6), true)]);
    let last = describe(&followed).unwrap().accounts.pop().unwrap();
    assert_eq!((last.name.as_str(), last.address, last.signer), ("further 1", Some(key(6)), true));
}

#[test]
fn times_spans_and_shares_are_written() {
    let write = |kind, number| Way::Kind(kind).write(&Value::Number(number), None);
    assert_eq!(write(Kind::Time, 1_767_225_600), "2026-01-01 00:00:00 UTC");
    assert_eq!(write(Kind::Time, 0), "0");
    assert_eq!(write(Kind::Time, i64::MAX.into()), i64::MAX.to_string());
    assert_eq!(write(Kind::Span, 0), "0 s");
    assert_eq!(write(Kind::Span, 3_600), "1 h");
    assert_eq!(write(Kind::Share, 1_205), "12.05 %");
    let text = |bytes: &[u8]| Way::Kind(Kind::Text).write(&Value::Bytes(bytes.to_vec()), None);
    assert_eq!(text(b"DE-BE\0"), "DE-BE");
    assert_eq!(text(&[0, 1]), "0001");
}

#[test]
fn amounts_are_followed_by_their_mint() {
    let said = |mint, amount| {
        let bond = AddBond {
            wallet: key(1),
            source: key(1),
            court: key(2),
            juror: key(3),
            escrow: key(4),
            mint,
            token_program: key(5),
        };
        let described = describe(&bond.instruction(AddBondInstructionArgs { amount })).unwrap();
        described.sentence(|address| format!("<{}>", address.as_ref()[0]))
    };
    assert_eq!(said(Address::default(), 1_500_000_000), "Add 1.5 SOL to the bond of juror <3>");
    assert_eq!(said(Address::default(), 10), "Add 0.00000001 SOL to the bond of juror <3>");
    assert_eq!(said(Address::default(), 30_000_000_000), "Add 30 SOL to the bond of juror <3>");
    assert_eq!(said(key(9), 150), "Add 150 units of <9> to the bond of juror <3>");
    assert_eq!(amount(None), "150 units");

    fn amount(mint: Option<&Address>) -> String {
        Way::Kind(Kind::Amount).write(&Value::Number(150), mint)
    }
}
