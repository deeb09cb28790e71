//! Instruction data is exact: for every instruction of the governor, a byte more or a byte less is refused,
//! and so is a missing signature, where the very same instruction otherwise succeeds.

use civitas_tests::relay::{ballot, check};
use civitas_tests::*;
use std::collections::BTreeSet;

/// An instruction that succeeds, with what must come before it in the transaction.
struct Case {
    before: Vec<Instruction>,
    instruction: Instruction,
    signers: Vec<Keypair>,
}

impl Case {
    fn send(&self, w: &World, instruction: Instruction) -> Outcome {
        let instructions: Vec<_> = self.before.iter().cloned().chain([instruction]).collect();
        w.send(&instructions, &self.signers.iter().collect::<Vec<_>>())
    }
}

/// Tries the instruction malformed in copies of the world, then properly in the world itself.
fn exact(w: &World, seen: &mut BTreeSet<u8>, instruction: Instruction, signers: &[&Keypair]) {
    exact_after(w, seen, vec![], instruction, signers);
}

fn exact_after(
    w: &World,
    seen: &mut BTreeSet<u8>,
    before: Vec<Instruction>,
    instruction: Instruction,
    signers: &[&Keypair],
) {
    let signers = signers.iter().map(|keypair| keypair.insecure_clone()).collect();
    let case = Case { before, instruction, signers };
    let good = &case.instruction;
    for extra in [0, 1, 255] {
        let mut longer = good.clone();
        longer.data.push(extra);
        case.send(w, longer).malformed_data();
    }
    for left in 0..good.data.len() {
        let mut shorter = good.clone();
        shorter.data.truncate(left);
        case.send(w, shorter).malformed_data();
    }
    for (i, meta) in good.accounts.iter().enumerate().filter(|(_, meta)| meta.is_signer) {
        let mut unsigned = good.clone();
        unsigned.accounts[i].is_signer = false;
        let others = unsigned.accounts.iter().any(|other| other.is_signer && other.pubkey == meta.pubkey);
        if others || meta.pubkey == w.payer.pubkey() {
            continue; // the same wallet signs in another place, or pays the fee: nothing is stripped
        }
        let signers: Vec<_> = case.signers.iter().filter(|keypair| keypair.pubkey() != meta.pubkey).collect();
        let instructions: Vec<_> = case.before.iter().cloned().chain([unsigned]).collect();
        w.send(&instructions, &signers).missing_signer();
    }
    seen.insert(good.data[0]);
    case.send(w, good.clone()).ok();
}

#[test]
fn every_instruction_takes_its_own_bytes_only() {
    let mut seen = BTreeSet::new();
    let seen = &mut seen;
    let mut w = World::bare();
    w.nation = w.found("alpha", 4);
    let founder = w.nation.founder.insecure_clone();
    let nation = w.nation.clone();
    let me = w.citizen(0).clone();
    let guardian = w.stranger().wallet;

    exact(&w, seen, ix::create_governor(&nation, Address::default(), 0), &[&founder]);
    exact(
        &w,
        seen,
        ix::set_guardian(&nation, founder.pubkey(), guardian.pubkey(), w.now() + DAY),
        &[&founder],
    );
    let mint = w.mint("stake mint");
    exact(&w, seen, ix::create_stake_vault(&nation, mint, tokens::PROGRAM), &[&founder]);
    let rules = TrackRules { chambers: BOTH, ..RULES };
    let set = ix::set_track(&nation, founder.pubkey(), 0, "name", rules, &[MEMBERSHIP_ID]);
    exact(&w, seen, set, &[&founder]);
    w.appoint_court(&guardian);
    let propose = ix::propose_authority(&nation, founder.pubkey(), nation.executor);
    w.send(&[propose], &[&founder]).ok();
    exact(&w, seen, ix::assume_authority(&nation), &[]);
    w.reappoint(&nation, guardian.pubkey(), Address::default());

    w.hold(&me.key(), &mint, 50);
    exact(&w, seen, ix::open_stake(&me, nation.governor), &[&me.wallet]);
    exact(&w, seen, ix::stake(&me, nation.governor, mint, 50), &[&me.wallet]);

    w.delegate(&nation.people[1], &me);
    let p = w.next_proposal(&nation, &me);
    exact(&w, seen, ix::open_proposal(&p, &Draft::motion()), &[&me.wallet]);
    let call = Call::of(ix::set_admission(&nation, nation.executor, 0, 0));
    exact(&w, seen, ix::add_action(&p, 0, 1, &call), &[&me.wallet]);
    exact(&w, seen, ix::submit(&p), &[&me.wallet]);
    exact(&w, seen, ix::open_page(&p, CITIZENS, 0), &[]);
    w.open_stake_page(&p, 0).ok();
    w.at(w.proposal(&p).voting_opens_at);
    exact(&w, seen, ix::cast(&me, &p, FOR), &[&me.wallet]);
    let delegated = ix::cast_delegated(&me, p.page(0), FOR, &[nation.people[1].citizen]);
    exact(&w, seen, delegated, &[&me.wallet]);
    let voter = &nation.people[2];
    let signed = check(&[ballot(voter, &p, w.now(), FOR)]);
    exact_after(&w, seen, vec![signed], ix::cast_relayed(p.page(0), &[voter.citizen]), &[]);
    exact(&w, seen, ix::cast_stake(&me, &p, FOR), &[&me.wallet]);
    w.to_close(&p);
    exact(&w, seen, ix::tally(&p, &[p.page(0), p.stake_page(0)]), &[]);
    exact(&w, seen, ix::decide(&p), &[]);
    exact(&w, seen, ix::enjoin(&p, guardian.pubkey(), w.now() + 5), &[&guardian]);
    exact(&w, seen, ix::release(&p, guardian.pubkey()), &[&guardian]);
    w.at(w.proposal(&p).executes_from);
    exact(&w, seen, ix::execute(&p, 0, &call), &[]);
    exact(&w, seen, ix::close_action(&p, 0), &[]);
    w.wait(7 * DAY);
    exact(&w, seen, ix::close_page(&p, p.page(0), ix::payer()), &[]);
    w.send(&[ix::close_page(&p, p.stake_page(0), ix::payer())], &[]).ok();
    exact(&w, seen, ix::close_proposal(&p, nation.executor), &[]);
    exact(&w, seen, ix::unstake(&me, nation.governor, mint, 50), &[&me.wallet]);
    exact(&w, seen, ix::close_stake(&me, nation.governor, me.key()), &[&me.wallet]);

    let p = w.draft(&nation, &Draft::motion());
    exact(&w, seen, ix::cancel(&p, me.key()), &[&me.wallet]);
    let p = w.draft(&nation, &Draft::motion());
    w.wait(30 * DAY);
    exact(&w, seen, ix::expire(&p), &[]);

    let idl: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../idl/governor.json")).unwrap(),
    )
    .unwrap();
    for instruction in idl["instructions"].as_array().unwrap() {
        let number = instruction["discriminator"][0].as_u64().unwrap() as u8;
        assert!(seen.contains(&number), "{} is not tried here", instruction["name"]);
    }
    assert_eq!(seen.len(), idl["instructions"].as_array().unwrap().len());
}

#[test]
fn there_are_no_other_instructions() {
    let w = World::new(1);
    let p = w.voting(&w.nation, 0);
    for number in 27..=255 {
        let mut unknown = ix::decide(&p);
        unknown.data = vec![number];
        w.send(&[unknown.clone()], &[]).malformed_data();
        unknown.data = vec![number; 40];
        w.send(&[unknown], &[]).malformed_data();
    }
}

#[test]
fn texts_and_lists_that_lie_about_their_length() {
    let w = World::new(1);
    let p = w.next_proposal(&w.nation, w.citizen(0));
    let open = ix::open_proposal(&p, &Draft::motion());
    // discriminator, track, kind, choices, then the title's length in four bytes
    for length in [0, 1, 1_000, u32::MAX] {
        let mut lying = open.clone();
        lying.data[4..8].copy_from_slice(&length.to_le_bytes());
        w.send(&[lying], &[&w.citizen(0).wallet]).malformed_data();
    }
    let mut not_utf8 = open;
    not_utf8.data[8] = 0xff;
    w.send(&[not_utf8], &[&w.citizen(0).wallet]).malformed_data();
    let founder = &w.nation.founder;
    let set = ix::set_track(&w.nation, founder.pubkey(), 0, "x", RULES, &[]);
    let at = set.data.len() - 4;
    for length in [1, 9, u32::MAX] {
        let mut lying = set.clone();
        lying.data[at..].copy_from_slice(&u32::to_le_bytes(length));
        w.send(&[lying], &[founder]).malformed_data();
    }
}
