//! What a carried proposal runs: `execute`, and everything that must not run.

use civitas_tests::*;
use client::governor::accounts::Action;
use client::governor::events::Event;
use client::membership::accounts::Office;

const SYSTEM: Address = Address::from_str_const("11111111111111111111111111111111");

/// A world of three whose executor has the authority.
fn governed() -> World {
    let w = World::new(3);
    w.set_track_programs(&w.nation, 1, RULES, &[SYSTEM, MEMBERSHIP_ID, GOVERNOR_ID]);
    w.hand_over(&w.nation);
    w
}

fn amend(w: &World, byte: u8) -> Call {
    Call::of(ix::amend_charter(&w.nation, w.nation.executor, [byte; 32]))
}

fn transfer(from: Address, to: Address, lamports: u64) -> Instruction {
    let mut data = vec![2, 0, 0, 0];
    data.extend(lamports.to_le_bytes());
    Instruction {
        program_id: SYSTEM,
        accounts: vec![AccountMeta::new(from, true), AccountMeta::new(to, false)],
        data,
    }
}

#[test]
fn a_motion_amends_the_charter() {
    let w = governed();
    let call = amend(&w, 42);
    let p = w.carried(std::slice::from_ref(&call));
    let queued = w.proposal(&p);
    assert_eq!((queued.state, queued.outcome, queued.executed), (state::QUEUED, FOR, 0));
    assert_eq!(queued.decided_at, w.now());
    assert_eq!(queued.executes_from, w.now() + 50);
    assert_eq!(queued.executes_until, w.now() + 550);
    w.at(queued.executes_from);
    let receipt = w.execute(&p, 0, &call).ok();
    let nation = w.nation_account(&w.nation);
    assert_eq!(
        (nation.charter_hash, nation.charter_version, nation.charter_adopted_at),
        ([42; 32], 2, w.now())
    );
    let done = w.proposal(&p);
    assert_eq!((done.state, done.executed), (state::EXECUTED, 1));
    assert_eq!(done.executed_hash, queued.action_hashes[0]);
    assert_eq!(w.action(&p.action(0)).executed, 1);
    let [Event::ProposalMoved(moved)] = &World::events(&receipt)[..] else { panic!("one event") };
    assert_eq!((moved.state, moved.executed), (state::EXECUTED, 1));
    w.execute(&p, 0, &call).governor_error("ProposalNotQueued");
}

#[test]
fn a_motion_changes_the_governors_own_tracks() {
    let w = governed();
    let slower = TrackRules { voting_seconds: 5_000, ..RULES };
    let call = Call::of(ix::set_track(&w.nation, w.nation.executor, 0, "slow matters", slower.clone(), &[]));
    let p = w.executable(std::slice::from_ref(&call));
    w.execute(&p, 0, &call).ok();
    let track = &w.governor(&w.nation).tracks[0];
    assert_eq!((&track.rules, track.version, track.program_count), (&slower, 2, 0));
    assert_eq!(w.proposal(&p).rules, RULES, "the running proposal keeps its own");
}

#[test]
fn a_motion_pays_from_the_executors_lamports() {
    let w = governed();
    w.give(&w.nation.executor, SOL);
    let to = Address::new_from_array([9; 32]);
    let call = Call::of(transfer(w.nation.executor, to, SOL / 2));
    let p = w.voting_on(&w.nation, &Draft::motion().on(1), std::slice::from_ref(&call));
    assert_eq!(w.action(&p.action(0)).deployment_slot, 0, "a built-in program cannot be upgraded");
    w.cast(w.citizen(0), &p, FOR).ok();
    w.conclude(&p);
    w.at(w.proposal(&p).executes_from);
    w.execute(&p, 0, &call).ok();
    assert_eq!(w.lamports(&to), SOL / 2);
}

#[test]
fn nobody_else_signs_for_the_executor() {
    let w = governed();
    // Straight to the membership program: the executor's signature cannot be had.
    let mut direct = ix::amend_charter(&w.nation, w.nation.executor, [1; 32]);
    direct.accounts[0].is_signer = false;
    w.send(&[direct], &[]).missing_signer();
}

#[test]
fn actions_run_once_each_and_in_order() {
    let w = governed();
    let calls = [amend(&w, 1), amend(&w, 2), amend(&w, 3)];
    let p = w.executable(&calls);
    w.execute(&p, 1, &calls[1]).governor_error("ActionOutOfOrder");
    w.execute(&p, 2, &calls[2]).governor_error("ActionOutOfOrder");
    w.execute(&p, 0, &calls[0]).ok();
    assert_eq!(w.proposal(&p).state, state::QUEUED);
    w.execute(&p, 0, &calls[0]).governor_error("ActionOutOfOrder");
    w.execute(&p, 2, &calls[2]).governor_error("ActionOutOfOrder");
    // The rest in one transaction.
    let rest = [ix::execute(&p, 1, &calls[1]), ix::execute(&p, 2, &calls[2])];
    w.send(&rest, &[]).ok();
    let done = w.proposal(&p);
    assert_eq!((done.state, done.executed), (state::EXECUTED, 3));
    assert_eq!(done.executed_hash, done.action_hashes[0]);
    assert_eq!(w.nation_account(&w.nation).charter_hash, [3; 32]);
}

#[test]
fn the_same_action_twice_in_one_transaction() {
    let w = governed();
    let calls = [amend(&w, 1), amend(&w, 2)];
    let p = w.executable(&calls);
    let twice = [ix::execute(&p, 0, &calls[0]), ix::execute(&p, 0, &calls[0])];
    w.send(&twice, &[]).governor_error("ActionOutOfOrder");
    assert_eq!(w.proposal(&p).executed, 0);
}

#[test]
fn only_what_is_queued_runs() {
    let w = governed();
    let call = amend(&w, 1);
    let run = |p: &Proposal| w.execute(p, 0, &call).governor_error("ProposalNotQueued");
    let p = w.draft(&w.nation, &Draft::motion());
    w.add_actions(&p, std::slice::from_ref(&call));
    run(&p);
    w.submit(&p).ok();
    run(&p);
    w.open_page(&p, 0).ok();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast(w.citizen(0), &p, AGAINST).ok();
    run(&p);
    w.to_close(&p);
    run(&p);
    w.conclude(&p);
    assert_eq!(w.proposal(&p).state, state::DEFEATED);
    run(&p);
    let p = w.submitted(&w.nation, &Draft::motion(), std::slice::from_ref(&call));
    w.send(&[ix::cancel(&p, w.citizen(0).key())], &[&w.citizen(0).wallet]).ok();
    run(&p);
}

#[test]
fn the_accounts_are_those_voted_on() {
    let w = governed();
    let call = amend(&w, 1);
    let p = w.executable(std::slice::from_ref(&call));
    let run = |change: &dyn Fn(&mut Instruction)| {
        let mut instruction = ix::execute(&p, 0, &call);
        change(&mut instruction);
        w.send(&[instruction], &[])
    };
    let named = 5; // declared accounts come first
    run(&|ix| ix.accounts.truncate(named + 1)).governor_error("ActionAccountsDiffer");
    run(&|ix| ix.accounts.push(AccountMeta::new_readonly(SYSTEM, false)))
        .governor_error("ActionAccountsDiffer");
    run(&|ix| ix.accounts.swap(named, named + 1)).governor_error("ActionAccountsDiffer");
    run(&|ix| ix.accounts[named + 1].pubkey = w.sibling.address).governor_error("ActionAccountsDiffer");
    run(&|ix| ix.accounts[named].pubkey = w.sibling.executor).governor_error("ActionAccountsDiffer");
    // Another program, the sibling's governor, another program's deployment, none.
    run(&|ix| ix.accounts[3].pubkey = SYSTEM).governor_error("ActionAccountsDiffer");
    run(&|ix| ix.accounts[0].pubkey = w.sibling.governor).governor_error("WrongNation");
    let governors = cluster::loader::program_data_address(&GOVERNOR_ID);
    run(&|ix| ix.accounts[4].pubkey = governors).governor_error("WrongProgramData");
    run(&|ix| ix.accounts[4].pubkey = GOVERNOR_ID).governor_error("WrongProgramData");
    // A writable account passed as read-only: the runtime grants no privilege that is missing.
    run(&|ix| ix.accounts[named + 1].is_writable = false).failure();
    run(&|_| ()).ok();
}

#[test]
fn an_action_of_another_proposal() {
    let w = governed();
    let call = amend(&w, 1);
    let p = w.executable(std::slice::from_ref(&call));
    let other = w.draft(&w.nation, &Draft::motion());
    w.add_actions(&other, std::slice::from_ref(&call));
    let mut swapped = ix::execute(&p, 0, &call);
    swapped.accounts[2].pubkey = other.action(0);
    w.send(&[swapped], &[]).governor_error("ActionOfAnotherProposal");
}

#[test]
fn a_tampered_action_is_not_the_one_voted_on() {
    let w = governed();
    let calls = [amend(&w, 1), amend(&w, 2)];
    let p = w.executable(&calls);
    let header = Action::LEN;
    let slot = w.deployment_slot(&MEMBERSHIP_ID);
    let tampered = |change: &dyn Fn(&World), call: &Call| {
        let w = w.clone();
        change(&w);
        w.execute(&p, 0, call)
    };
    // Its data, its flags, its deployment slot, its link.
    let mut other = calls[0].clone();
    let last = other.data.len() - 1;
    other.data[last] ^= 1;
    let data = |w: &World| w.edit_bytes(&p.action(0), |bytes| *bytes.last_mut().unwrap() ^= 1);
    tampered(&data, &other).governor_error("ActionHashDiffers");
    let flags = |w: &World| w.edit_bytes(&p.action(0), |bytes| bytes[header + 65] ^= 2);
    tampered(&flags, &calls[0]).governor_error("ActionHashDiffers");
    let link = |w: &World| w.edit::<Action>(&p.action(0), |action| action.chain[0] ^= 1);
    tampered(&link, &calls[0]).governor_error("ActionHashDiffers");
    let pin = |w: &World| w.edit::<Action>(&p.action(0), |action| action.deployment_slot += 1);
    tampered(&pin, &calls[0]).governor_error("ProgramUpgraded");
    // Longer or shorter than its header says.
    let longer = |w: &World| w.edit_bytes(&p.action(0), |bytes| bytes.push(0));
    tampered(&longer, &calls[0]).governor_error("ActionMalformed");
    let shorter = |w: &World| w.edit_bytes(&p.action(0), |bytes| bytes.truncate(bytes.len() - 1));
    tampered(&shorter, &calls[0]).governor_error("ActionMalformed");
    // Even a forgery with a fitting link is found out by the last action, against the hash in the proposal.
    let forged = |w: &World| {
        let mut last = None;
        w.edit_bytes(&p.action(0), |bytes| {
            let at = bytes.len() - 1;
            bytes[at] ^= 1;
            last = Some(bytes[at]);
        });
        w.edit::<Action>(&p.action(0), |action| action.chain = other.link([0; 32], slot));
    };
    tampered(&forged, &other).ok();
    let w = w.clone();
    forged(&w);
    w.execute(&p, 0, &other).ok();
    w.execute(&p, 1, &calls[1]).governor_error("ActionHashDiffers");
}

#[test]
fn a_program_upgraded_between_vote_and_execution() {
    let w = governed();
    let call = amend(&w, 1);
    let p = w.executable(std::slice::from_ref(&call));
    let binary = std::fs::read(artifact("membership")).unwrap();
    let slot = w.deployment_slot(&MEMBERSHIP_ID) + 1;
    w.cluster.upgrade(&MEMBERSHIP_ID, &binary, slot).unwrap();
    w.execute(&p, 0, &call).governor_error("ProgramUpgraded");
    // Whoever wants it proposes it again.
    w.at(w.proposal(&p).executes_until).send(&[ix::expire(&p)], &[]).ok();
    let p = w.executable(std::slice::from_ref(&call));
    w.execute(&p, 0, &call).ok();
}

#[test]
fn an_action_that_fails_can_be_tried_again() {
    let w = World::new(3);
    let call = amend(&w, 1);
    let p = w.executable(std::slice::from_ref(&call));
    // The founder still has the authority.
    w.execute(&p, 0, &call).membership_error("NotAuthority");
    assert_eq!((w.proposal(&p).state, w.proposal(&p).executed), (state::QUEUED, 0));
    w.hand_over(&w.nation);
    w.execute(&p, 0, &call).ok();
}

#[test]
fn another_nations_executor_has_no_say() {
    let w = governed();
    // The sibling's authority is its founder's, then its executor's; our executor signs and is refused.
    let mut call = Call::of(ix::amend_charter(&w.sibling, w.nation.executor, [1; 32]));
    call.accounts[0].is_signer = true;
    let p = w.executable(std::slice::from_ref(&call));
    w.execute(&p, 0, &call).membership_error("NotAuthority");
    // The other's executor cannot be named as a signer at all.
    let foreign = Call::of(ix::amend_charter(&w.sibling, w.sibling.executor, [1; 32]));
    let draft = w.draft(&w.nation, &Draft::motion());
    w.add_action(&draft, 0, 1, &foreign).governor_error("ActionSignerNotExecutor");
}

#[test]
fn an_action_may_execute_another_proposal_but_not_its_own() {
    let w = governed();
    let inner_call = amend(&w, 7);
    let inner = w.voting_on(&w.nation, &Draft::motion(), std::slice::from_ref(&inner_call));
    let outer_call = Call::of(ix::execute(&inner, 0, &inner_call));
    w.wait(10);
    let outer = w.draft(&w.nation, &Draft::motion());
    w.add_actions(&outer, std::slice::from_ref(&outer_call));
    // Its own is refused when added.
    let own = Call::of(ix::execute(&outer, 0, &inner_call));
    w.add_action(&outer, 1, 1, &own).governor_error("ActionTouchesProposal");
    w.submit(&outer).ok();
    w.open_page(&outer, 0).ok();
    for p in [&inner, &outer] {
        w.at(w.proposal(p).voting_opens_at);
        w.cast(w.citizen(0), p, FOR).ok();
    }
    w.to_close(&outer);
    for p in [&inner, &outer] {
        w.tally(p).ok();
        w.decide(p).ok();
    }
    w.at(w.proposal(&outer).executes_from);
    w.execute(&outer, 0, &outer_call).ok();
    assert_eq!(w.proposal(&inner).state, state::EXECUTED);
    assert_eq!(w.proposal(&outer).state, state::EXECUTED);
    assert_eq!(w.nation_account(&w.nation).charter_hash, [7; 32]);
}

#[test]
fn a_forged_action_that_touches_its_proposal_is_refused_at_execution_too() {
    let w = governed();
    let call = amend(&w, 1);
    let p = w.executable(std::slice::from_ref(&call));
    // Behind the program's back: the second account becomes the proposal itself, links and all.
    let mut forged = call;
    forged.accounts[1].pubkey = p.address;
    let link = forged.link([0; 32], w.deployment_slot(&MEMBERSHIP_ID));
    let metas = forged.metas();
    w.edit_bytes(&p.action(0), |bytes| bytes[Action::LEN..Action::LEN + metas.len()].copy_from_slice(&metas));
    w.edit::<Action>(&p.action(0), |action| action.chain = link);
    w.edit::<client::governor::accounts::Proposal>(&p.address, |proposal| proposal.action_hashes[0] = link);
    // Anchor refuses the alias of a writable account before the program does.
    w.execute(&p, 0, &forged).code(anchor::DUPLICATE_MUTABLE);
}

#[test]
fn a_poll_runs_the_winners_actions_only() {
    let w = governed();
    w.give(&w.nation.executor, SOL);
    let until = w.now() + 100 * DAY;
    let appoint = |serial: usize| {
        let mut instruction = ix::appoint(w.citizen(serial), w.nation.executor, "harbour master", until);
        instruction.accounts[0] = AccountMeta::new(w.nation.executor, true);
        Call::of(instruction)
    };
    let p = w.draft(&w.nation, &Draft::poll(3));
    for option in 1..=3u8 {
        w.add_action(&p, option - 1, option, &appoint(usize::from(option) - 1)).ok();
    }
    w.submit(&p).ok();
    w.open_page(&p, 0).ok();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast(w.citizen(0), &p, 3).ok();
    w.cast(w.citizen(1), &p, 2).ok();
    w.cast(w.citizen(2), &p, 2).ok();
    w.conclude(&p);
    assert_eq!((w.proposal(&p).outcome, w.proposal(&p).state), (2, state::QUEUED));
    w.at(w.proposal(&p).executes_from);
    w.execute(&p, 0, &appoint(0)).governor_error("ActionOutOfOrder");
    w.execute(&p, 2, &appoint(2)).governor_error("ActionOutOfOrder");
    w.execute(&p, 1, &appoint(1)).ok();
    let office: Office = w.read(&ix::office_of(&w.nation.address, "harbour master"));
    assert_eq!((office.holder, office.serial), (w.citizen(1).key(), 1));
    assert_eq!(w.proposal(&p).state, state::EXECUTED);
    w.execute(&p, 0, &appoint(0)).governor_error("ProposalNotQueued");
    // The losers' actions give their rent back.
    w.send(&[0, 1, 2].map(|i| ix::close_action(&p, i)), &[]).ok();
}

#[test]
fn a_winner_without_actions_has_nothing_to_run() {
    let w = governed();
    let p = w.draft(&w.nation, &Draft::poll(2));
    w.add_action(&p, 0, 1, &amend(&w, 1)).ok();
    w.submit(&p).ok();
    w.open_page(&p, 0).ok();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast(w.citizen(0), &p, 2).ok();
    w.conclude(&p);
    assert_eq!(w.proposal(&p).state, state::SUCCEEDED);
    w.execute(&p, 0, &amend(&w, 1)).governor_error("ProposalNotQueued");
}

#[test]
fn a_fake_program_in_the_programs_place() {
    let w = governed();
    let call = amend(&w, 1);
    let p = w.executable(std::slice::from_ref(&call));
    let fake = Address::new_from_array([88; 32]);
    let binary = std::fs::read(artifact("membership")).unwrap();
    let data = w.cluster.deploy(&fake, &binary, w.deployment_slot(&MEMBERSHIP_ID), None).unwrap();
    let mut swapped = ix::execute(&p, 0, &call);
    swapped.accounts[3].pubkey = fake;
    swapped.accounts[4].pubkey = data;
    w.send(&[swapped], &[]).governor_error("ActionAccountsDiffer");
}
