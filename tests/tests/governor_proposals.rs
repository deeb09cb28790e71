//! From draft to submission and, at the end, away: `open_proposal`, `add_action`, `submit`, `cancel`,
//! `expire`, `close_action`, `close_page`, `close_proposal`.

use civitas_tests::*;
use client::governor::accounts::{Action, Governor, Proposal as ProposalAccount};
use client::governor::events::Event;

/// An action that changes the charter.
fn amend(w: &World, byte: u8) -> Call {
    Call::of(ix::amend_charter(&w.nation, w.nation.executor, [byte; 32]))
}

fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut room = [0; N];
    room[..text.len()].copy_from_slice(text.as_bytes());
    room
}

#[test]
fn open_proposal_writes_a_draft() {
    let w = World::new(2);
    w.wait(5);
    let p = w.next_proposal(&w.nation, w.citizen(1));
    let before = w.lamports(&w.citizen(1).key());
    let receipt = w.send(&[ix::open_proposal(&p, &Draft::poll(7))], &[&w.citizen(1).wallet]).ok();
    let account = w.account(&p.address);
    assert_eq!(account.owner, GOVERNOR_ID);
    assert_eq!(before - account.lamports, w.lamports(&w.citizen(1).key()), "the proposer pays the rent");
    let proposal = w.proposal(&p);
    let expected = ProposalAccount {
        discriminator: proposal.discriminator,
        governor: w.nation.governor,
        nation: w.nation.address,
        proposer: w.citizen(1).key(),
        forfeit_to: Address::default(),
        id: 0,
        submission: 0,
        opened_at: w.now(),
        submitted_at: 0,
        voting_opens_at: 0,
        voting_closes_at: 0,
        objection_closes_at: 0,
        decided_at: 0,
        executes_from: 0,
        executes_until: 0,
        enjoined_at: 0,
        enjoined_until: 0,
        enjoined_seconds: 0,
        citizens: 0,
        citizen_seats: 0,
        staked: 0,
        stake_seats: 0,
        deposit: 0,
        rules: RULES,
        track_version: 1,
        charter_version: 0,
        citizen_pages: 0,
        citizen_pages_tallied: 0,
        stake_pages: 0,
        stake_pages_tallied: 0,
        pages_left: 0,
        track: 0,
        kind: 1,
        choices: 7,
        state: state::DRAFT,
        enjoined_state: 0,
        outcome: 0,
        deposit_forfeit: 0,
        actions: 0,
        actions_left: 0,
        executed: 0,
        version: 1,
        bump: addresses::proposal(&w.nation.governor, 0).1,
        option_actions: [0; 8],
        citizen_tally: [0; 8],
        stake_tally: [0; 8],
        delegated: 0,
        action_hashes: [[0; 32]; 7],
        executed_hash: [0; 32],
        text_hash: [7; 32],
        title: padded("Who keeps the harbour"),
        uri: padded("ipfs://bafy-harbour"),
        reserved: [0; 32],
    };
    assert_eq!(proposal, expected);
    assert_eq!(w.governor(&w.nation).next_proposal, 1);
    assert_eq!(w.governor(&w.nation).tracks[0].open, 0, "a draft takes no place");
    let [Event::ProposalMoved(moved)] = &World::events(&receipt)[..] else { panic!("one event") };
    assert_eq!((moved.proposal, moved.id, moved.at, moved.state), (p.address, 0, w.now(), state::DRAFT));
}

#[test]
fn only_a_citizen_who_can_vote_proposes() {
    let w = World::new(3);
    let founder = &w.nation.founder;
    let voter = w.citizen(1);
    let open = |person: &Person| {
        let p = w.next_proposal(&w.nation, person);
        w.send(&[ix::open_proposal(&p, &Draft::motion())], &[&person.wallet])
    };
    open(&w.sibling.people[0]).governor_error("WrongNation");
    let mut borrowed = ix::open_proposal(&w.next_proposal(&w.nation, voter), &Draft::motion());
    borrowed.accounts[0].pubkey = w.citizen(2).key();
    w.send(&[borrowed], &[&w.citizen(2).wallet]).governor_error("NotVoter");
    w.send(&[ix::suspend(voter, founder.pubkey(), w.now() + 10)], &[founder]).ok();
    open(voter).governor_error("ProposerIneligible");
    w.send(&[ix::reinstate(voter, founder.pubkey())], &[founder]).ok();
    w.send(&[ix::set_tier(voter, founder.pubkey(), 1)], &[founder]).ok();
    open(voter).governor_error("ProposerIneligible");
    w.send(&[ix::renounce(w.citizen(2))], &[&w.citizen(2).wallet]).ok();
    open(w.citizen(2)).governor_error("ProposerIneligible");
    let expires_at = w.citizen_account(w.citizen(0)).expires_at;
    w.at(expires_at);
    open(w.citizen(0)).governor_error("ProposerIneligible");
}

#[test]
fn drafts_say_something_that_exists() {
    let w = World::new(1);
    let open = |draft: Draft| {
        let p = w.next_proposal(&w.nation, w.citizen(0));
        w.send(&[ix::open_proposal(&p, &draft)], &[&w.citizen(0).wallet])
    };
    for choices in [0, 2, 4, 255] {
        open(Draft { choices, ..Draft::motion() }).governor_error("KindUnknown");
    }
    for choices in [0, 1, 8, 255] {
        open(Draft::poll(choices)).governor_error("KindUnknown");
    }
    open(Draft { kind: 2, ..Draft::motion() }).governor_error("KindUnknown");
    open(Draft { kind: 255, ..Draft::motion() }).governor_error("KindUnknown");
    for track in [1, 7, 8, 255] {
        open(Draft::motion().on(track)).governor_error("TrackUnknown");
    }
    open(Draft { title: "x".repeat(97), ..Draft::motion() }).governor_error("TextMalformed");
    open(Draft { title: "a\u{7f}b".into(), ..Draft::motion() }).governor_error("TextMalformed");
    open(Draft { uri: "x".repeat(129), ..Draft::motion() }).governor_error("TextMalformed");
    open(Draft { uri: "a\0b".into(), ..Draft::motion() }).governor_error("TextMalformed");
    open(Draft { title: "x".repeat(96), uri: "y".repeat(128), ..Draft::motion() }).ok();
    for options in 2..=7 {
        open(Draft::poll(options)).ok();
    }
    assert_eq!(w.governor(&w.nation).next_proposal, 7);
}

#[test]
fn proposals_are_numbered_in_their_addresses() {
    let w = World::new(1);
    let mut p = w.next_proposal(&w.nation, w.citizen(0));
    p.address = addresses::proposal(&w.nation.governor, 1).0;
    w.send(&[ix::open_proposal(&p, &Draft::motion())], &[&w.citizen(0).wallet]).wrong_seeds();
    let mut foreign = w.next_proposal(&w.nation, w.citizen(0));
    foreign.governor = w.sibling.governor;
    w.send(&[ix::open_proposal(&foreign, &Draft::motion())], &[&w.citizen(0).wallet]).failure();
    // Numbers that run out: as if there had been 2^64 - 1 proposals.
    w.edit::<Governor>(&w.nation.governor, |governor| governor.next_proposal = u64::MAX);
    let last = w.next_proposal(&w.nation, w.citizen(0));
    w.send(&[ix::open_proposal(&last, &Draft::motion())], &[&w.citizen(0).wallet])
        .governor_error("ArithmeticOverflow");
}

#[test]
fn add_action_writes_it_and_extends_the_hash() {
    let w = World::new(1);
    let p = w.draft(&w.nation, &Draft::motion());
    let calls = [amend(&w, 1), amend(&w, 2)];
    let slot = w.deployment_slot(&MEMBERSHIP_ID);
    for (i, call) in calls.iter().enumerate() {
        w.add_action(&p, i as u8, 1, call).ok();
    }
    let first = calls[0].link([0; 32], slot);
    let second = calls[1].link(first, slot);
    let proposal = w.proposal(&p);
    assert_eq!((proposal.actions, proposal.actions_left, proposal.executed), (2, 2, 0));
    assert_eq!(proposal.option_actions, [0, 2, 0, 0, 0, 0, 0, 0]);
    assert_eq!(proposal.action_hashes[0], second);
    assert_eq!(proposal.action_hashes[1..], [[0; 32]; 6]);
    let account = w.account(&p.action(1));
    let (action, tail) = client::decode_with_tail::<Action>(&account.owner, &account.data).unwrap();
    let expected = Action {
        discriminator: action.discriminator,
        proposal: p.address,
        program: MEMBERSHIP_ID,
        rent_payer: w.citizen(0).key(),
        deployment_slot: slot,
        chain: second,
        data_len: calls[1].data.len() as u16,
        account_count: 2,
        index: 1,
        option: 1,
        ordinal: 1,
        executed: 0,
        version: 1,
        bump: addresses::action(&p.address, 1).1,
        padding: [0; 7],
    };
    assert_eq!(action, expected);
    assert_eq!(tail, [calls[1].metas(), calls[1].data.clone()].concat());
}

#[test]
fn actions_of_a_poll_belong_to_its_options() {
    let w = World::new(1);
    let p = w.draft(&w.nation, &Draft::poll(3));
    for option in [0, 4, 8, 255] {
        w.add_action(&p, 0, option, &amend(&w, 1)).governor_error("OptionUnknown");
    }
    w.add_action(&p, 0, 3, &amend(&w, 1)).ok();
    w.add_action(&p, 1, 1, &amend(&w, 2)).ok();
    w.add_action(&p, 2, 3, &amend(&w, 3)).ok();
    let proposal = w.proposal(&p);
    assert_eq!(proposal.option_actions, [0, 1, 0, 2, 0, 0, 0, 0]);
    let slot = w.deployment_slot(&MEMBERSHIP_ID);
    assert_eq!(proposal.action_hashes[0], amend(&w, 2).link([0; 32], slot));
    assert_eq!(proposal.action_hashes[2], amend(&w, 3).link(amend(&w, 1).link([0; 32], slot), slot));
    let motion = w.draft(&w.nation, &Draft::motion());
    for option in [0, AGAINST, ABSTAIN, 4] {
        w.add_action(&motion, 0, option, &amend(&w, 1)).governor_error("OptionUnknown");
    }
}

#[test]
fn only_the_proposer_adds_actions_and_only_to_a_draft() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    let call = amend(&w, 1);
    let mut by_other = ix::add_action(&p, 0, 1, &call);
    by_other.accounts[0].pubkey = w.citizen(1).key();
    w.send(&[by_other], &[&w.citizen(1).wallet]).governor_error("NotProposer");
    let mut foreign = ix::add_action(&p, 0, 1, &call);
    foreign.accounts[1].pubkey = w.sibling.governor;
    w.send(&[foreign], &[&w.citizen(0).wallet]).governor_error("WrongNation");
    w.add_action(&p, 0, 1, &call).ok();
    w.add_action(&p, 0, 1, &call).wrong_seeds(); // its number is 1 now
    w.submit(&p).ok();
    w.add_action(&p, 1, 1, &call).governor_error("ProposalNotDraft");
    w.send(&[ix::cancel(&p, w.citizen(0).key())], &[&w.citizen(0).wallet]).ok();
    w.add_action(&p, 1, 1, &call).governor_error("ProposalNotDraft");
}

#[test]
fn no_action_in_any_later_state() {
    let w = World::new(2);
    let call = amend(&w, 1);
    w.hand_over(&w.nation);
    let p = w.submitted(&w.nation, &Draft::motion(), std::slice::from_ref(&call));
    let refused = || w.add_action(&p, 1, 1, &call).governor_error("ProposalNotDraft");
    refused(); // review
    w.at(w.proposal(&p).voting_opens_at);
    refused();
    w.cast(w.citizen(0), &p, FOR).ok();
    w.to_objection(&p);
    refused();
    w.conclude(&p);
    refused(); // queued
    w.at(w.proposal(&p).executes_from);
    w.execute(&p, 0, &call).ok();
    refused(); // executed
}

#[test]
fn actions_are_well_formed() {
    let w = World::new(1);
    let p = w.draft(&w.nation, &Draft::motion());
    let send = |instruction| w.send(&[instruction], &[&w.citizen(0).wallet]);
    let raw = |metas: Vec<u8>, data: Vec<u8>| {
        let call = amend(&w, 1);
        client::governor::instructions::AddAction {
            proposer: p.proposer.key(),
            governor: p.governor,
            proposal: p.address,
            action: p.action(0),
            program: call.program,
            program_data: call.program_data,
        }
        .instruction(client::governor::instructions::AddActionInstructionArgs {
            option: 1,
            metas,
            data,
        })
    };
    send(raw(vec![0; 32], vec![])).governor_error("ActionMalformed");
    send(raw(vec![0; 34], vec![])).governor_error("ActionMalformed");
    for flags in [4, 8, 0x80, 255] {
        send(raw([vec![1; 32], vec![flags]].concat(), vec![])).governor_error("ActionMalformed");
    }
    send(raw(vec![], vec![0; 801])).governor_error("ActionMalformed");
    // 33 accounts do not fit a transaction, so no test can provoke that bound; what fits is accepted.
    let most: Vec<u8> = (0..23u8).flat_map(|i| [vec![i + 1; 32], vec![2]].concat()).collect();
    send(raw(most, vec![])).ok();
}

#[test]
fn only_the_executor_signs_an_action() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    for signer in [w.citizen(0).key(), w.nation.governor, w.sibling.executor, w.nation.founder.pubkey()] {
        let call = Call::of(ix::amend_charter(&w.nation, signer, [1; 32]));
        w.add_action(&p, 0, 1, &call).governor_error("ActionSignerNotExecutor");
    }
}

#[test]
fn an_action_leaves_its_own_proposal_alone() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    for instruction in [ix::expire(&p), ix::decide(&p), ix::close_action(&p, 0), ix::tally(&p, &[p.page(0)])]
    {
        w.add_action(&p, 0, 1, &Call::of(instruction)).governor_error("ActionTouchesProposal");
    }
    // Nor does an action name its own account, which `execute` holds: nothing after it could run.
    let other = w.draft(&w.nation, &Draft::motion());
    let mut own = ix::expire(&other);
    own.accounts.push(solana_instruction::AccountMeta::new(p.action(0), false));
    w.add_action(&p, 0, 1, &Call::of(own)).governor_error("ActionTouchesProposal");
}

#[test]
fn a_track_names_the_programs_its_actions_call() {
    let w = World::new(1);
    w.set_track_programs(&w.nation, 1, RULES, &[MEMBERSHIP_ID]);
    let p = w.draft(&w.nation, &Draft::motion().on(1));
    let to_governor = Call::of(ix::set_guardian(&w.nation, w.nation.executor, Address::default(), 0));
    w.add_action(&p, 0, 1, &to_governor).governor_error("ProgramNotAllowed");
    let mut to_nobody = amend(&w, 1);
    to_nobody.program = Address::default();
    w.add_action(&p, 0, 1, &to_nobody).governor_error("ProgramNotAllowed");
    w.add_action(&p, 0, 1, &amend(&w, 1)).ok();
}

#[test]
fn what_is_called_is_a_program_and_its_deployment_is_pinned() {
    let w = World::new(1);
    let wallet = w.citizen(0).key();
    let look_alike = Address::new_from_array([66; 32]);
    w.set_track_programs(&w.nation, 1, RULES, &[MEMBERSHIP_ID, wallet, look_alike, tokens::PROGRAM]);
    let p = w.draft(&w.nation, &Draft::motion().on(1));
    let mut call = amend(&w, 1);
    // Not executable.
    call.program = w.nation.address;
    w.set_track_programs(&w.nation, 2, RULES, &[w.nation.address]);
    let other = w.draft(&w.nation, &Draft::motion().on(2));
    w.add_action(&other, 0, 1, &call).governor_error("NotAProgram");
    call.program = look_alike;
    w.add_action(&p, 0, 1, &call).governor_error("NotAProgram");
    // No program data, another program's, or bytes that only look like it.
    let mut call = amend(&w, 1);
    let own = call.program_data;
    call.program_data = None;
    w.add_action(&p, 0, 1, &call).governor_error("WrongProgramData");
    call.program_data = amend_governor(&w).program_data;
    w.add_action(&p, 0, 1, &call).governor_error("WrongProgramData");
    let fake = Address::new_from_array([67; 32]);
    w.look_alike(
        &own.unwrap(),
        &fake,
        Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111"),
    );
    call.program_data = Some(fake);
    w.add_action(&p, 0, 1, &call).governor_error("WrongProgramData");
    call.program_data = own;
    w.add_action(&p, 0, 1, &call).ok();
}

/// An action that calls the governor program.
fn amend_governor(w: &World) -> Call {
    Call::of(ix::set_guardian(&w.nation, w.nation.executor, Address::default(), 0))
}

#[test]
fn a_proposal_carries_thirty_two_actions_at_most() {
    let w = World::new(1);
    let p = w.draft(&w.nation, &Draft::poll(2));
    for i in 0..32 {
        w.add_action(&p, i, 1 + i % 2, &amend(&w, i)).ok();
    }
    w.add_action(&p, 32, 1, &amend(&w, 32)).governor_error("TooManyActions");
    assert_eq!(w.proposal(&p).option_actions[..3], [0, 16, 16]);
}

#[test]
fn submit_fixes_electorate_times_and_charter() {
    let w = World::new(3);
    let p = w.draft(&w.nation, &Draft::motion());
    w.wait(1_000);
    let before = (w.lamports(&p.address), w.lamports(&w.citizen(0).key()));
    let draft = w.proposal(&p);
    let receipt = w.submit(&p).ok();
    let now = w.now();
    let proposal = w.proposal(&p);
    let expected = ProposalAccount {
        forfeit_to: w.nation.executor,
        submission: 1,
        submitted_at: now,
        voting_opens_at: now + 100,
        voting_closes_at: now + 1_100,
        objection_closes_at: now + 1_300,
        citizens: 3,
        citizen_seats: 3,
        deposit: RULES.deposit,
        charter_version: 1,
        state: state::SUBMITTED,
        ..draft
    };
    assert_eq!(proposal, expected);
    assert_eq!(w.lamports(&p.address), before.0 + RULES.deposit);
    assert_eq!(w.lamports(&w.citizen(0).key()), before.1 - RULES.deposit);
    let governor = w.governor(&w.nation);
    assert_eq!((governor.submissions, governor.tracks[0].open), (1, 1));
    let [Event::ProposalMoved(moved)] = &World::events(&receipt)[..] else { panic!("one event") };
    assert_eq!((moved.state, moved.at), (state::SUBMITTED, now));
    w.submit(&p).governor_error("ProposalNotDraft");
}

#[test]
fn a_poll_has_no_objection_time() {
    // Choice 2 is "against" in a motion and an option like any in a poll.
    let w = World::new(1);
    let p = w.submitted(&w.nation, &Draft::poll(3), &[]);
    let proposal = w.proposal(&p);
    assert_eq!(proposal.voting_closes_at, proposal.objection_closes_at);
    w.at(proposal.voting_closes_at);
    w.cast(w.citizen(0), &p, 2).governor_error("VotingClosed");
}

#[test]
fn the_lapsed_are_not_in_the_electorate() {
    let w = World::new(2);
    w.wait(200 * DAY);
    w.newcomer();
    w.at(w.citizen_account(w.citizen(0)).expires_at - 1);
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).ok();
    assert_eq!(w.proposal(&p).citizens, 3);
    let p = w.draft(&w.nation, &Draft::motion());
    w.wait(1).submit(&p).governor_error("ProposerIneligible");
    let proposer = Person { ..w.nation.person(2) };
    let p = w.next_proposal(&w.nation, &proposer);
    w.send(&[ix::open_proposal(&p, &Draft::motion())], &[&proposer.wallet]).ok();
    w.submit(&p).ok();
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizens, proposal.citizen_seats), (1, 3));
}

#[test]
fn only_the_proposer_in_good_standing_submits() {
    let w = World::new(2);
    let founder = &w.nation.founder;
    let p = w.draft(&w.nation, &Draft::motion());
    let mut by_other = ix::submit(&p);
    by_other.accounts[0].pubkey = w.citizen(1).key();
    by_other.accounts[1].pubkey = w.citizen(1).citizen;
    w.send(&[by_other], &[&w.citizen(1).wallet]).governor_error("NotProposer");
    let mut other_citizen = ix::submit(&p);
    other_citizen.accounts[1].pubkey = w.citizen(1).citizen;
    w.send(&[other_citizen], &[&w.citizen(0).wallet]).governor_error("NotVoter");
    let mut foreign = ix::submit(&p);
    foreign.accounts[2].pubkey = w.sibling.address;
    w.send(&[foreign], &[&w.citizen(0).wallet]).governor_error("WrongNation");
    let mut foreign = ix::submit(&p);
    foreign.accounts[2].pubkey = w.sibling.address;
    foreign.accounts[3].pubkey = w.sibling.governor;
    w.send(&[foreign], &[&w.citizen(0).wallet]).governor_error("WrongNation");
    w.send(&[ix::suspend(w.citizen(0), founder.pubkey(), w.now() + 10)], &[founder]).ok();
    w.submit(&p).governor_error("ProposerIneligible");
    w.wait(10).submit(&p).ok();
}

#[test]
fn a_track_holds_as_many_open_proposals_as_it_may() {
    let w = World::with_rules(1, TrackRules { max_open: 2, ..RULES });
    let drafts: Vec<_> = (0..4).map(|_| w.draft(&w.nation, &Draft::motion())).collect();
    w.submit(&drafts[0]).ok();
    w.submit(&drafts[1]).ok();
    w.submit(&drafts[2]).governor_error("TrackFull");
    // A place gets free by cancelling …
    w.send(&[ix::cancel(&drafts[0], w.citizen(0).key())], &[&w.citizen(0).wallet]).ok();
    w.submit(&drafts[2]).ok();
    w.submit(&drafts[3]).governor_error("TrackFull");
    // … and by deciding.
    w.to_close(&drafts[2]);
    w.decide(&drafts[2]).ok();
    assert_eq!(w.governor(&w.nation).tracks[0].open, 1);
    w.submit(&drafts[3]).ok();
}

#[test]
fn changing_a_track_ends_its_drafts_and_changes_nothing_that_runs() {
    let w = World::new(3);
    let running = w.submitted(&w.nation, &Draft::motion(), &[amend(&w, 1)]);
    let draft = w.draft(&w.nation, &Draft::motion());
    let (before, page) = (w.proposal(&running), w.page(&running.page(0)));
    let harsher = TrackRules {
        quorum_bps: 10_000,
        threshold_bps: 9_999,
        voting_seconds: 1,
        timelock_seconds: 10_000,
        final_ballots: 1,
        ..RULES
    };
    w.set_track_programs(&w.nation, 0, harsher.clone(), &[]);
    assert_eq!((w.proposal(&running), w.page(&running.page(0))), (before.clone(), page));
    w.submit(&draft).governor_error("TrackChanged");
    w.add_action(&draft, 0, 1, &amend(&w, 1)).governor_error("TrackChanged");
    let governor = w.governor(&w.nation);
    assert_eq!((governor.tracks[0].open, governor.tracks[0].version), (1, 2), "it keeps its place");
    // Under the old rules one of three is a quorum, and a ballot can be changed.
    w.at(before.voting_opens_at);
    w.cast(w.citizen(0), &running, AGAINST).ok();
    w.cast(w.citizen(0), &running, FOR).ok();
    w.conclude(&running);
    let decided = w.proposal(&running);
    assert_eq!((decided.state, decided.rules), (state::QUEUED, RULES));
    assert_eq!(decided.executes_from, w.now() + i64::from(RULES.timelock_seconds));
    assert_eq!(w.governor(&w.nation).tracks[0].open, 0);
    let fresh = w.draft(&w.nation, &Draft::motion());
    assert_eq!((w.proposal(&fresh).rules, w.proposal(&fresh).track_version), (harsher, 2));
}

#[test]
fn nobody_to_vote_means_nothing_to_submit() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    // The proposer is a voter, so the census must lie; forge it.
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| nation.voters = [0; 64]);
    w.submit(&p).governor_error("ElectorateEmpty");
    // The stakers' chamber is empty without anybody's lie.
    w.create_stakers();
    w.set_track(&w.nation, 1, TrackRules { chambers: STAKERS, ..RULES });
    let p = w.draft(&w.nation, &Draft::motion().on(1));
    w.submit(&p).governor_error("ElectorateEmpty");
}

#[test]
fn a_deposit_that_is_not_there() {
    let w = World::with_rules(1, TrackRules { deposit: u64::MAX, ..RULES });
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).code(1); // the system program: insufficient lamports
    let w = World::with_rules(1, TrackRules { deposit: 0, ..RULES });
    let p = w.draft(&w.nation, &Draft::motion());
    let before = w.lamports(&p.address);
    w.submit(&p).ok();
    assert_eq!(w.lamports(&p.address), before);
}

#[test]
fn the_proposer_cancels_until_voting_opens() {
    let w = World::new(2);
    let cancel = |p: &Proposal| w.send(&[ix::cancel(p, w.citizen(0).key())], &[&w.citizen(0).wallet]);
    let p = w.draft(&w.nation, &Draft::motion());
    let receipt = cancel(&p).ok();
    let proposal = w.proposal(&p);
    assert_eq!(
        (proposal.state, proposal.decided_at, proposal.deposit_forfeit),
        (state::CANCELLED, w.now(), 0)
    );
    assert!(matches!(&World::events(&receipt)[..], [Event::ProposalMoved(m)] if m.state == state::CANCELLED));
    cancel(&p).governor_error("NotAllowedToCancel");
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let by_other = ix::cancel(&p, w.citizen(1).key());
    w.send(&[by_other], &[&w.citizen(1).wallet]).governor_error("NotAllowedToCancel");
    cancel(&p).ok();
    assert_eq!(w.governor(&w.nation).tracks[0].open, 0);
    let p = w.voting(&w.nation, 0);
    cancel(&p).governor_error("NotAllowedToCancel");
}

#[test]
fn the_guardian_cancels_until_the_execution() {
    let w = World::new(2);
    let guardian = w.stranger().wallet;
    w.appoint_guardian(&guardian);
    w.hand_over(&w.nation);
    let cancel = |p: &Proposal| w.send(&[ix::cancel(p, guardian.pubkey())], &[&guardian]);
    let call = Call::of(ix::set_admission(&w.nation, w.nation.executor, 0, 0));
    let draft = w.draft(&w.nation, &Draft::motion());
    cancel(&draft).ok();
    let voting = w.voting(&w.nation, 0);
    cancel(&voting).ok();
    assert_eq!(w.proposal(&voting).deposit_forfeit, 1);
    assert_eq!(w.governor(&w.nation).tracks[0].open, 0);
    w.cast(w.citizen(0), &voting, FOR).ok(); // the page does not know; it decides nothing
    let queued = w.carried(std::slice::from_ref(&call));
    let decided_at = w.proposal(&queued).decided_at;
    w.wait(1);
    cancel(&queued).ok();
    assert_eq!(w.proposal(&queued).decided_at, decided_at, "the recount period runs from the decision");
    assert_eq!(w.governor(&w.nation).tracks[0].open, 0);
    w.at(w.proposal(&queued).executes_from);
    w.execute(&queued, 0, &call).governor_error("ProposalNotQueued");
    let executed = w.executable(std::slice::from_ref(&call));
    w.execute(&executed, 0, &call).ok();
    cancel(&executed).governor_error("NotAllowedToCancel");
    let succeeded = w.carried(&[]);
    assert_eq!(w.proposal(&succeeded).state, state::SUCCEEDED);
    cancel(&succeeded).governor_error("NotAllowedToCancel");
}

#[test]
fn without_a_guardian_nobody_is_one() {
    let w = World::new(1);
    let p = w.voting(&w.nation, 0);
    let stranger = w.stranger();
    w.send(&[ix::cancel(&p, stranger.key())], &[&stranger.wallet]).governor_error("NotAllowedToCancel");
    let mut foreign = ix::cancel(&p, stranger.key());
    foreign.accounts[1].pubkey = w.sibling.governor;
    w.send(&[foreign], &[&stranger.wallet]).governor_error("WrongNation");
}

#[test]
fn deposits_return_unless_the_quorum_is_missed_or_the_guardian_cancels() {
    let w = World::new(10);
    let guardian = w.stranger().wallet;
    w.appoint_guardian(&guardian);
    let treasury = Address::new_from_array([44; 32]);
    let set = ix::set_treasury(&w.nation, w.nation.founder.pubkey(), treasury);
    w.send(&[set], &[&w.nation.founder]).ok();
    let proposer = w.citizen(0).key();
    // (what happens, whether the deposit is forfeit)
    let rejected = |p: &Proposal| {
        (0..2).for_each(|i| drop(w.cast(w.citizen(i), p, AGAINST).ok()));
        w.conclude(p);
    };
    let missed = |p: &Proposal| {
        w.cast(w.citizen(0), p, FOR).ok();
        w.conclude(p);
    };
    let carried = |p: &Proposal| {
        (0..2).for_each(|i| drop(w.cast(w.citizen(i), p, FOR).ok()));
        w.conclude(p);
    };
    let cancelled = |p: &Proposal| drop(w.send(&[ix::cancel(p, guardian.pubkey())], &[&guardian]).ok());
    type Happening<'a> = (&'a dyn Fn(&Proposal), bool);
    let cases: [Happening; 4] = [(&rejected, false), (&missed, true), (&carried, false), (&cancelled, true)];
    for (happens, forfeit) in cases {
        let paid = w.lamports(&proposer);
        let p = w.voting(&w.nation, 0);
        assert_eq!(w.proposal(&p).forfeit_to, treasury);
        happens(&p);
        assert_eq!(w.proposal(&p).deposit_forfeit, u8::from(forfeit));
        w.wait(7 * DAY);
        w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]).ok();
        let treasury_before = w.lamports(&treasury);
        if forfeit {
            w.send(&[ix::close_proposal(&p, w.nation.executor)], &[]).governor_error("WrongReceiver");
        }
        w.send(&[ix::close_proposal(&p, treasury)], &[]).ok();
        let lost = if forfeit { RULES.deposit } else { 0 };
        assert_eq!(w.lamports(&proposer), paid - lost);
        assert_eq!(w.lamports(&treasury), treasury_before + lost);
        assert!(!w.exists(&p.address));
    }
}

#[test]
fn a_deposit_is_the_executors_where_there_is_no_treasury() {
    let w = World::new(10);
    let p = w.voting(&w.nation, 0);
    w.conclude(&p);
    assert_eq!(w.proposal(&p).deposit_forfeit, 1);
    w.wait(7 * DAY);
    w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]).ok();
    w.send(&[ix::close_proposal(&p, w.citizen(1).key())], &[]).governor_error("WrongReceiver");
    w.send(&[ix::close_proposal(&p, w.nation.executor)], &[]).ok();
    assert_eq!(w.lamports(&w.nation.executor), RULES.deposit);
}

#[test]
fn the_smallest_deposit_keeps_its_receivers_account_alive() {
    let w = World::new(10);
    let set = |deposit| {
        ix::set_track(&w.nation, w.nation.founder.pubkey(), 0, "small", TrackRules { deposit, ..RULES }, &[])
    };
    for too_small in [1, 999_999] {
        w.send(&[set(too_small)], &[&w.nation.founder]).governor_error("TrackUnsound");
    }
    w.send(&[set(1_000_000)], &[&w.nation.founder]).ok();
    let p = w.voting(&w.nation, 0);
    w.conclude(&p);
    w.wait(7 * DAY);
    w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]).ok();
    assert_eq!(w.lamports(&w.nation.executor), 0);
    w.send(&[ix::close_proposal(&p, w.nation.executor)], &[]).ok();
    assert_eq!(w.lamports(&w.nation.executor), 1_000_000);
}

#[test]
fn a_forfeited_deposit_may_go_to_a_proposer_who_is_the_treasury() {
    let w = World::new(10);
    let set = ix::set_treasury(&w.nation, w.nation.founder.pubkey(), w.citizen(0).key());
    w.send(&[set], &[&w.nation.founder]).ok();
    let before = w.lamports(&w.citizen(0).key());
    let p = w.voting(&w.nation, 0);
    w.conclude(&p);
    w.wait(7 * DAY);
    w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]).ok();
    w.send(&[ix::close_proposal(&p, w.citizen(0).key())], &[]).ok();
    assert_eq!(w.lamports(&w.citizen(0).key()), before);
}

#[test]
fn closing_goes_from_the_leaves_to_the_root() {
    let w = World::new(10);
    let call = amend(&w, 1);
    let p = w.submitted(&w.nation, &Draft::motion(), &[call.clone(), call]);
    let close_action = |i: u8| w.send(&[ix::close_action(&p, i)], &[]);
    let close_page = || w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    let close = || w.send(&[ix::close_proposal(&p, w.nation.executor)], &[]);
    close_action(0).governor_error("ProposalNotOver");
    close_page().governor_error("ProposalNotOver");
    close().governor_error("ProposalNotOver");
    w.conclude(&p);
    close().governor_error("NotEmpty");
    close_page().governor_error("RecountPeriod");
    let mut to_other = ix::close_action(&p, 0);
    to_other.accounts[1].pubkey = w.citizen(1).key();
    w.send(&[to_other], &[]).governor_error("WrongReceiver");
    let rent = w.lamports(&p.action(1));
    let before = w.lamports(&w.citizen(0).key());
    close_action(1).ok();
    assert_eq!(w.lamports(&w.citizen(0).key()), before + rent);
    close_action(1).failure(); // it is gone
    assert_eq!(w.proposal(&p).actions_left, 1);
    close_action(0).ok();
    close().governor_error("NotEmpty");
    w.wait(7 * DAY);
    let to_other = ix::close_page(&p, p.page(0), w.citizen(1).key());
    w.send(&[to_other], &[]).governor_error("WrongReceiver");
    close_page().ok();
    assert_eq!(w.proposal(&p).pages_left, 0);
    // Neither page nor action comes back.
    w.open_page(&p, 0).governor_error("ProposalNotSubmitted");
    let mut to_other = ix::close_proposal(&p, w.nation.executor);
    to_other.accounts[0].pubkey = w.citizen(1).key();
    w.send(&[to_other], &[]).governor_error("WrongReceiver");
    close().ok();
    assert!(!w.exists(&p.address));
    // The number is never given again, so nothing is revived.
    assert_eq!(w.governor(&w.nation).next_proposal, 1);
    let again = ix::open_proposal(&p, &Draft::motion());
    w.send(&[again], &[&w.citizen(0).wallet]).wrong_seeds();
}

#[test]
fn a_closed_page_is_not_revived_in_the_same_transaction() {
    let w = World::new(10);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    w.conclude(&p);
    w.wait(7 * DAY);
    let close = ix::close_page(&p, p.page(0), ix::payer());
    w.send(&[close.clone(), ix::open_page(&p, CITIZENS, 0)], &[]).governor_error("ProposalNotSubmitted");
    w.send(&[close.clone(), close], &[]).failure();
    assert!(w.exists(&p.page(0)));
}

#[test]
fn closing_pages_and_actions_of_other_proposals() {
    let w = World::new(10);
    let p = w.submitted(&w.nation, &Draft::motion(), &[amend(&w, 1)]);
    let other = w.submitted(&w.nation, &Draft::motion(), &[amend(&w, 2)]);
    w.conclude(&p);
    w.wait(7 * DAY);
    let mut page = ix::close_page(&p, other.page(0), ix::payer());
    w.send(&[page.clone()], &[]).governor_error("PageOfAnotherProposal");
    page.accounts[2].pubkey = p.action(0);
    w.send(&[page], &[]).failure();
    let mut action = ix::close_action(&p, 0);
    action.accounts[2].pubkey = other.action(0);
    w.send(&[action], &[]).governor_error("ActionOfAnotherProposal");
}

#[test]
fn expire_clears_drafts_and_what_was_not_executed() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    w.send(&[ix::expire(&p)], &[]).governor_error("NotExpired");
    w.wait(30 * DAY).send(&[ix::expire(&p)], &[]).ok();
    let proposal = w.proposal(&p);
    assert_eq!((proposal.state, proposal.decided_at), (state::EXPIRED, w.now()));
    w.send(&[ix::expire(&p)], &[]).governor_error("NotExpired");
    w.submit(&p).governor_error("ProposalNotDraft");
    w.send(&[ix::close_proposal(&p, w.nation.executor)], &[]).ok();

    let p = w.voting(&w.nation, 0);
    w.wait(400 * DAY).send(&[ix::expire(&p)], &[]).governor_error("NotExpired");
    w.at(w.proposal(&p).voting_opens_at);

    let p = w.carried(&[amend(&w, 1)]);
    let decided_at = w.proposal(&p).decided_at;
    w.at(w.proposal(&p).executes_until);
    let receipt = w.send(&[ix::expire(&p)], &[]).ok();
    let proposal = w.proposal(&p);
    assert_eq!(
        (proposal.state, proposal.decided_at, proposal.deposit_forfeit),
        (state::EXPIRED, decided_at, 0)
    );
    assert!(matches!(&World::events(&receipt)[..], [Event::ProposalMoved(m)] if m.state == state::EXPIRED));
}

#[test]
fn addresses_that_hold_lamports_already() {
    let w = World::new(2);
    let p = w.next_proposal(&w.nation, w.citizen(0));
    let call = amend(&w, 1);
    for address in [p.address, p.action(0), p.page(0)] {
        w.give(&address, 1);
    }
    w.send(&[ix::open_proposal(&p, &Draft::motion())], &[&w.citizen(0).wallet]).ok();
    w.add_action(&p, 0, 1, &call).ok();
    w.submit(&p).ok();
    w.open_page(&p, 0).ok();
    assert_eq!(w.page(&p.page(0)).capacity, 2);
    // More than the rent, too.
    w.give(&p.page(0), 5_000_000_000);
    w.conclude(&p);
    w.wait(7 * DAY);
    w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]).ok();
    w.send(&[ix::close_action(&p, 0), ix::close_proposal(&p, w.nation.executor)], &[]).ok();
}

#[test]
fn a_forged_proposal_that_contradicts_itself_is_noticed() {
    let w = World::new(1);
    let p = w.draft(&w.nation, &Draft::motion());
    w.edit::<ProposalAccount>(&p.address, |proposal| proposal.option_actions[1] = 9);
    w.submit(&p).governor_error("ProposalInvariant");
}
