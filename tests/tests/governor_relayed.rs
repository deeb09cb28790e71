//! Ballots signed off-chain: `cast_relayed`, and every way to abuse a signature.

use civitas_tests::relay::{Signed, ballot, check, check_in, message, sign};
use civitas_tests::*;
use solana_instruction_error::InstructionError;

/// The Instructions sysvar.
const INSTRUCTIONS: Address = Address::from_str_const("Sysvar1nstructions1111111111111111111111111");

fn counts(w: &World, proposal: &Proposal) -> [u64; 4] {
    w.page(&proposal.page(0)).counts[..4].try_into().unwrap()
}

#[test]
fn anyone_submits_what_citizens_signed() {
    let w = World::new(4);
    let p = w.voting(&w.nation, 0);
    let (a, b, c) = (w.citizen(1), w.citizen(2), w.citizen(3));
    let now = w.now();
    w.relay(
        &p,
        &[(a, ballot(a, &p, now, FOR)), (b, ballot(b, &p, now, AGAINST)), (c, ballot(c, &p, now, FOR))],
    )
    .ok();
    assert_eq!(counts(&w, &p), [1, 2, 1, 0]);
    assert_eq!(w.page(&p.page(0)).delegated, 0);
    assert_eq!(w.ballot(a, &p), (FOR, true), "counts as cast in person");
}

#[test]
fn a_signed_ballot_overrides_the_delegate() {
    let w = World::new(2);
    w.delegate(w.citizen(1), w.citizen(0));
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    w.cast_for(w.citizen(0), &p, AGAINST, &[voter]).ok();
    w.relay(&p, &[(voter, ballot(voter, &p, w.now(), FOR))]).ok();
    assert_eq!(counts(&w, &p), [1, 1, 0, 0]);
    assert_eq!(w.page(&p.page(0)).delegated, 0);
    w.cast_for(w.citizen(0), &p, AGAINST, &[voter]).governor_error("NobodyRepresented");
}

#[test]
fn an_old_signature_never_replaces_a_newer_will() {
    for final_ballots in [0, 1] {
        let w = World::with_rules(2, TrackRules { final_ballots, ..RULES });
        let p = w.voting(&w.nation, 0);
        let voter = w.citizen(1);
        let signed = ballot(voter, &p, w.now(), FOR);
        let other = ballot(voter, &p, w.now(), ABSTAIN);
        w.relay(&p, &[(voter, signed.clone())]).ok();
        // Replayed as it is, and another signed one.
        w.relay(&p, &[(voter, signed.clone())]).governor_error("BallotStands");
        w.relay(&p, &[(voter, other)]).governor_error("BallotStands");
        if final_ballots == 0 {
            w.cast(voter, &p, AGAINST).ok();
            w.relay(&p, &[(voter, signed)]).governor_error("BallotStands");
            assert_eq!(w.ballot(voter, &p), (AGAINST, true));
        } else {
            w.cast(voter, &p, AGAINST).governor_error("BallotStands");
        }
    }
}

#[test]
fn the_message_names_program_proposal_expiry_and_choice() {
    let w = World::new(2);
    let first = w.submitted(&w.nation, &Draft::motion(), &[]);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let good = message(&p, w.now() + 1, FOR);
    let relay = |message: Vec<u8>| w.relay(&p, &[(voter, sign(&voter.wallet, message))]);
    let changed = |at: usize| {
        let mut message = good.clone();
        message[at] ^= 1;
        message
    };
    relay(changed(0)).governor_error("MessageMalformed"); // tag
    relay(changed(15)).governor_error("MessageMalformed");
    relay(changed(16)).governor_error("MessageMalformed"); // program
    relay(changed(47)).governor_error("MessageMalformed");
    relay(changed(48)).governor_error("MessageMalformed"); // proposal
    relay(changed(79)).governor_error("MessageMalformed");
    relay(message(&first, w.now() + 1, FOR)).governor_error("MessageMalformed");
    relay(good[..88].to_vec()).governor_error("MessageMalformed"); // truncated
    relay([&good[..], &[0]].concat()).governor_error("MessageMalformed"); // longer
    relay(vec![]).governor_error("MessageMalformed");
    for choice in [0, 4, 8, 9, 255] {
        relay(message(&p, w.now() + 1, choice)).governor_error("ChoiceUnknown");
    }
    relay(message(&p, w.now(), FOR)).governor_error("MessageExpired");
    relay(message(&p, i64::MIN, FOR)).governor_error("MessageExpired");
    relay(good).ok();
}

#[test]
fn the_signer_is_the_voters_wallet() {
    let w = World::new(3);
    let p = w.voting(&w.nation, 0);
    let (a, b) = (w.citizen(1), w.citizen(2));
    let now = w.now();
    w.relay(&p, &[(a, ballot(b, &p, now, FOR))]).governor_error("MessageNotByVoter");
    // In another order than the accounts.
    w.relay(&p, &[(a, ballot(b, &p, now, FOR)), (b, ballot(a, &p, now, FOR))])
        .governor_error("MessageNotByVoter");
    // A foreigner with a foreign citizenship.
    let foreigner = &w.sibling.people[0];
    w.relay(&p, &[(foreigner, ballot(foreigner, &p, now, FOR))]).governor_error("WrongNation");
    // What is no citizen at all.
    let signed = ballot(a, &p, now, FOR);
    let relayed = ix::cast_relayed(p.page(0), &[w.nation.address]);
    w.send(&[check(&[signed]), relayed], &[]).governor_error("WrongNation");
}

#[test]
fn a_false_signature_fails_in_the_precompile() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let mut forged = ballot(voter, &p, w.now(), FOR);
    forged.message[88] = AGAINST;
    let failure = w.relay(&p, &[(voter, forged)]).failure();
    assert_eq!(failure.instruction(), Some(0));
}

#[test]
fn the_voter_must_be_able_to_vote() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let signed = ballot(voter, &p, w.now(), FOR);
    let founder = &w.nation.founder;
    w.send(&[ix::suspend(voter, founder.pubkey(), w.now() + 10)], &[founder]).ok();
    w.relay(&p, &[(voter, signed.clone())]).governor_error("VoterSuspended");
    w.send(&[ix::set_tier(voter, founder.pubkey(), 1)], &[founder]).ok();
    w.relay(&p, &[(voter, signed.clone())]).governor_error("VoterNotCitizen");
    w.send(&[ix::renounce(voter)], &[&voter.wallet]).ok();
    w.relay(&p, &[(voter, signed)]).governor_error("VoterNotActive");
    let late = w.newcomer();
    w.relay(&p, &[(&late, ballot(&late, &p, w.now(), FOR))]).governor_error("VoterJoinedTooLate");
}

#[test]
fn signatures_and_voters_must_match_in_number() {
    let w = World::new(4);
    let p = w.voting(&w.nation, 0);
    let (a, b) = (w.citizen(1), w.citizen(2));
    let signed = [ballot(a, &p, w.now(), FOR), ballot(b, &p, w.now(), FOR)];
    let send = |signed: &[Signed], voters: &[Address]| {
        w.send(&[check(signed), ix::cast_relayed(p.page(0), voters)], &[])
    };
    send(&signed, &[a.citizen]).governor_error("SignatureMissing");
    send(&signed[..1], &[a.citizen, b.citizen]).governor_error("SignatureMissing");
    send(&signed, &[]).governor_error("SignatureMissing");
    send(&[], &[]).governor_error("SignatureMissing");
    send(&[], &[a.citizen]).governor_error("SignatureMissing");
    // The same voter twice: the second is a duplicate account.
    send(&[signed[0].clone(), signed[0].clone()], &[a.citizen, a.citizen])
        .governor_error("MessageNotByVoter");
    send(&signed, &[a.citizen, b.citizen]).ok();
}

#[test]
fn the_check_comes_directly_before() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let signed = [ballot(voter, &p, w.now(), FOR)];
    let relayed = || ix::cast_relayed(p.page(0), &[voter.citizen]);
    let other = || ix::cast(w.citizen(0), &p, FOR);
    let zero = &w.citizen(0).wallet;
    w.send(&[relayed()], &[]).governor_error("SignatureMissing");
    w.send(&[relayed(), check(&signed)], &[]).governor_error("SignatureMissing");
    w.send(&[check(&signed), other(), relayed()], &[zero]).governor_error("SignatureMissing");
    // An instruction with the same bytes for another program.
    let mut fake = check(&signed);
    fake.program_id = Address::from_str_const("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");
    fake.data = b"no signature".to_vec();
    w.send(&[fake, relayed()], &[]).governor_error("SignatureMissing");
    w.send(&[other(), check(&signed), relayed()], &[zero]).ok();
}

#[test]
fn offsets_into_another_instruction_are_refused() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let signed = [ballot(voter, &p, w.now(), FOR)];
    let relayed = || ix::cast_relayed(p.page(0), &[voter.citizen]);
    // Instruction 0 is checked by itself; instruction 1 points into it: the precompile is content, while its
    // own data could say anything.
    let pointing = check_in(&signed, 0);
    w.send(&[check(&signed), pointing.clone(), relayed()], &[]).governor_error("SignatureMissing");
    // Even into itself by its number rather than by the mark.
    w.send(&[pointing, relayed()], &[]).governor_error("SignatureMissing");
    // Each of the three places alone.
    for field in [1, 3, 6] {
        let mut data = check(&signed);
        let at = 2 + 2 * field;
        data.data[at..at + 2].copy_from_slice(&0u16.to_le_bytes());
        let outcome = w.send(&[data, relayed()], &[]);
        if field == 1 {
            outcome.ok(); // where the signature lies does not matter: it was checked against key and message
        } else {
            outcome.governor_error("SignatureMissing");
        }
    }
}

#[test]
fn only_the_real_sysvar_shows_instructions() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let signed = [ballot(voter, &p, w.now(), FOR)];
    let fake = Address::new_from_array([55; 32]);
    w.put_data(&fake, Address::from_str_const("Sysvar1111111111111111111111111111111111111"), vec![0; 200]);
    let mut relayed = ix::cast_relayed(p.page(0), &[voter.citizen]);
    assert_eq!(relayed.accounts[0].pubkey, INSTRUCTIONS);
    relayed.accounts[0].pubkey = fake;
    w.send(&[check(&signed), relayed], &[]).governor_error("SignatureMissing");
}

#[test]
fn several_checks_and_ballots_in_one_transaction() {
    let w = World::new(5);
    let p = w.voting(&w.nation, 0);
    let now = w.now();
    let step = |serial: usize, choice: u8| {
        let voter = w.citizen(serial);
        [check(&[ballot(voter, &p, now, choice)]), ix::cast_relayed(p.page(0), &[voter.citizen])]
    };
    let both = [step(1, FOR), step(2, AGAINST)].concat();
    w.send(&both, &[]).ok();
    assert_eq!(counts(&w, &p), [3, 1, 1, 0]);
    // One check serves one instruction: the next finds the first vote before it.
    let [check, relayed] = step(3, FOR);
    w.send(&[check, relayed.clone(), relayed], &[]).governor_error("SignatureMissing");
    // One that stands spoils all: nothing is written.
    let both = [step(4, FOR), step(1, FOR)].concat();
    w.send(&both, &[]).governor_error("BallotStands");
    assert_eq!(counts(&w, &p), [3, 1, 1, 0]);
    let several: Vec<_> = [3, 4].map(|i| (w.citizen(i), ballot(w.citizen(i), &p, now, FOR))).to_vec();
    w.relay(&p, &several).ok();
    assert_eq!(counts(&w, &p), [1, 3, 1, 0]);
}

#[test]
fn objection_and_end_bind_signed_ballots_too() {
    let w = World::new(3);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let times = w.proposal(&p);
    let voter = w.citizen(1);
    let signed = |choice| sign(&voter.wallet, message(&p, i64::MAX, choice));
    w.at(times.voting_opens_at - 1).relay(&p, &[(voter, signed(FOR))]).governor_error("VotingNotOpen");
    w.at(times.voting_closes_at).relay(&p, &[(voter, signed(FOR))]).governor_error("ObjectionOnly");
    w.relay(&p, &[(voter, signed(AGAINST))]).ok();
    let other = w.citizen(2);
    let signed = sign(&other.wallet, message(&p, i64::MAX, AGAINST));
    w.at(times.objection_closes_at).relay(&p, &[(other, signed)]).governor_error("VotingClosed");
}

#[test]
fn a_signed_ballot_lapses_at_its_expiry() {
    let w = World::new(4);
    let p = w.voting(&w.nation, 0);
    let expiry = w.now() + 10;
    for (serial, offset, ok) in [(1, -1, true), (2, 0, false), (3, 1, false)] {
        let voter = w.citizen(serial);
        let signed = sign(&voter.wallet, message(&p, expiry, FOR));
        let outcome = w.at(expiry + offset).relay(&p, &[(voter, signed)]);
        if ok {
            outcome.ok();
        } else {
            outcome.governor_error("MessageExpired");
        }
    }
}

#[test]
fn malformed_checks_never_pass_the_precompile() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    let relayed = ix::cast_relayed(p.page(0), &[voter.citizen]);
    let mut short = check(&[ballot(voter, &p, w.now(), FOR)]);
    short.data.truncate(60);
    let failure = w.send(&[short, relayed], &[]).failure();
    assert_eq!(failure.instruction(), Some(0));
    assert!(matches!(failure.instruction_error(), Some(InstructionError::Custom(_))));
}
