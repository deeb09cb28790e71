//! What the court tells the world: every instruction that changes something emits one event, which says what the
//! accounts say afterwards.

use civitas_tests::catalogue::{self, Case};
use civitas_tests::{World, idl};
use client::court::accounts::{Case as CaseAccount, Court, Evidence, Juror, Seat};
use client::court::events::Event;
use client::court::types::{
    CaseChanged, CaseMoney, CourtChanged, EvidenceBrought, FinesCollected, JurorChanged, SeatSettled,
};
use std::collections::BTreeSet;

/// A case as it is after its instruction.
fn case_changed(case: &Case, after: &World) -> Event {
    let address = case.address("case");
    let account: CaseAccount = after.read(&address);
    let round = &account.rounds[usize::from(account.round)];
    Event::CaseChanged(CaseChanged {
        case: address,
        id: account.id,
        at: after.now(),
        pinned_slot: round.pinned_slot,
        captured_slot: round.captured_slot,
        stage: account.stage,
        round: account.round,
        panel: round.panel,
        seats: round.seats,
        ruling: account.ruling,
        remedy: account.remedy,
        answered: account.answered,
        enforced: u8::from(account.enforced_at != 0),
    })
}

/// A juror as it is after the instruction, or was before one that closed it.
fn juror_changed(case: &Case, after: &World) -> Event {
    let address = case.address("juror");
    let closed = !after.exists(&address);
    let juror: Juror = if closed { case.world.read(&address) } else { after.read(&address) };
    Event::JurorChanged(JurorChanged {
        court: juror.court,
        wallet: juror.wallet,
        serial: juror.serial,
        // All of it is paid out with the account's end.
        bond: if closed { 0 } else { juror.bond },
        due: if closed { 0 } else { juror.due },
        leaves_at: juror.leaves_at,
        index: juror.index,
        closed: closed.into(),
        padding: [0; 3],
    })
}

/// What moved into the court's escrow, or out of it, by its books.
fn moved(case: &Case, after: &World) -> u64 {
    let held = |w: &World| w.read::<Court>(&case.address("court")).held;
    held(after).abs_diff(held(&case.world))
}

fn case_money(case: &Case, after: &World, who: &str, paid_in: u64) -> Event {
    Event::CaseMoney(CaseMoney {
        case: case.address("case"),
        wallet: case.address(who),
        amount: moved(case, after),
        paid_in,
    })
}

/// What an instruction of the court should have told.
fn expected(case: &Case, after: &World) -> Option<Event> {
    Some(match case.idl.name.as_str() {
        "create_court" | "set_parameters" => {
            let court: Court = after.read(&case.address("court"));
            Event::CourtChanged(CourtChanged {
                court: case.address("court"),
                nation: court.nation,
                fee: court.params.fee,
                bond: court.params.bond,
            })
        }
        "join_jury" | "add_bond" | "leave_jury" | "withdraw_bond" | "claim_juror" | "withdraw_rewards" => {
            juror_changed(case, after)
        }
        "file" | "answer" | "close_evidence" | "capture" | "repin" | "rule" | "appeal"
        | "appeal_to_citizens" | "conclude_appeal" | "finalize" | "enforce" => case_changed(case, after),
        "submit_evidence" => {
            let evidence: Evidence = after.read(&case.address("evidence"));
            Event::EvidenceBrought(EvidenceBrought {
                case: evidence.case,
                hash: evidence.hash,
                n: evidence.n,
                side: evidence.side,
                padding: [0; 3],
            })
        }
        "put_in_escrow" => case_money(case, after, "party", 1),
        "withdraw_case" => case_money(case, after, "party", 0),
        "withdraw_bounty" => case_money(case, after, "capturer", 0),
        "settle_seat" => {
            let seat: Seat = after.read(&case.address("seat"));
            let bond = |w: &World| w.read::<Juror>(&seat.juror).bond;
            Event::SeatSettled(SeatSettled {
                case: seat.case,
                index: seat.index,
                round: seat.round,
                number: seat.number,
                choice: seat.choice,
                lost: u8::from(bond(after) < bond(&case.world)),
            })
        }
        "collect_fines" => {
            Event::FinesCollected(FinesCollected { court: case.address("court"), amount: moved(case, after) })
        }
        // Drawing, committing and revealing tell nothing: the seat is the record. Nor does closing.
        _ => return None,
    })
}

#[test]
fn every_change_is_told_once_and_truly() {
    let mut told = BTreeSet::new();
    for case in catalogue::cases().filter(|case| case.idl.program == "court") {
        let after = case.world.clone();
        let receipt = case.run_in(&after, case.instruction.clone(), &[]).expect("its signers are there").ok();
        let events = World::court_events(&receipt);
        let expected: Vec<_> = expected(&case, &after).into_iter().collect();
        assert_eq!(events, expected, "{}", case.key);
        told.extend(events.iter().map(Event::name));
    }
    let idl = idl::source("court");
    let known: BTreeSet<_> =
        idl["events"].as_array().into_iter().flatten().filter_map(|e| e["name"].as_str()).collect();
    assert_eq!(told, known, "every event is told by some instruction");
}

#[test]
fn money_that_moves_is_what_the_events_say() {
    // What the books say rests on what was really moved.
    for key in ["put_in_escrow", "withdraw_case", "withdraw_bounty", "collect_fines", "withdraw_rewards"] {
        let case = catalogue::case(&format!("court.{key}"));
        let after = case.world.clone();
        case.run_in(&after, case.instruction.clone(), &[]).expect("its signers are there").ok();
        let escrow = |w: &World| w.tokens_in(&case.address("escrow"));
        let amount = moved(&case, &after);
        assert!(amount > 0, "{key}");
        assert_eq!(escrow(&after).abs_diff(escrow(&case.world)), amount, "{key}");
    }
}
