//! From pages to a decision: `open_page`, `tally`, `decide`; quorum and threshold, polls, two chambers, early
//! decisions.

use civitas_tests::*;
use client::governor::accounts::{BallotPage, Proposal as ProposalAccount};
use client::governor::events::Event;

fn cast_all(w: &World, p: &Proposal, ballots: &[(usize, u8)]) {
    for (serial, choice) in ballots {
        w.cast(w.citizen(*serial), p, *choice).ok();
    }
}

/// State and outcome after these ballots.
fn decided(w: &World, draft: &Draft, ballots: &[(usize, u8)]) -> (u8, u8) {
    let w = w.clone();
    let p = w.voting_on(&w.nation, draft, &[]);
    cast_all(&w, &p, ballots);
    w.conclude(&p);
    let proposal = w.proposal(&p);
    assert_eq!(proposal.deposit_forfeit == 1, ballots.len() < 2, "a fifth of ten is a quorum");
    (proposal.state, proposal.outcome)
}

#[test]
fn open_page_writes_it() {
    let w = World::with_rules(5, TrackRules { tenure_seconds: 3, final_ballots: 1, ..RULES });
    w.wait(10);
    let p = w.draft(&w.nation, &Draft::poll(4));
    w.open_page(&p, 0).governor_error("ProposalNotSubmitted");
    w.submit(&p).ok();
    w.open_page(&p, 0).ok();
    let times = w.proposal(&p);
    let page = w.page(&p.page(0));
    let expected = BallotPage {
        discriminator: page.discriminator,
        proposal: p.address,
        electorate: w.nation.address,
        rent_payer: ix::payer(),
        opens_at: times.voting_opens_at,
        closes_at: times.voting_closes_at,
        objection_closes_at: times.objection_closes_at,
        joined_by: times.submitted_at - 3,
        first: 0,
        submission: 1,
        counts: [5, 0, 0, 0, 0, 0, 0, 0],
        tallied: [0; 8],
        delegated: 0,
        delegated_tallied: 0,
        charter_version: 1,
        capacity: 5,
        index: 0,
        chamber: CITIZENS,
        choices: 4,
        final_ballots: 1,
        complete: 0,
        version: 1,
        bump: addresses::page(&p.address, CITIZENS, 0).1,
        padding: [0; 6],
        reserved: [0; 24],
    };
    assert_eq!(page, expected);
    assert_eq!(w.account(&p.page(0)).data.len(), BallotPage::LEN + 3, "two ballots to a byte");
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizen_pages, proposal.stake_pages, proposal.pages_left), (1, 0, 1));
    w.open_page(&p, 0).already_exists();
}

#[test]
fn pages_that_do_not_exist() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).ok();
    w.open_page(&p, 1).governor_error("PageUnknown");
    w.open_page(&p, u32::MAX).governor_error("PageUnknown");
    for chamber in [0, 3, 255] {
        w.send(&[ix::open_page(&p, chamber, 0)], &[]).governor_error("PageUnknown");
    }
    w.open_stake_page(&p, 0).governor_error("PageUnknown");
    // With stakes the page would have seats, but the chamber is not called.
    let mint = w.create_stakers();
    w.stake(w.citizen(0), mint, 1);
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).ok();
    w.open_stake_page(&p, 0).governor_error("ChamberNotCalled");
    let mut elsewhere = ix::open_page(&p, CITIZENS, 0);
    elsewhere.accounts[2].pubkey = p.stake_page(0);
    w.send(&[elsewhere], &[]).wrong_seeds();
    w.set_track(&w.nation, 1, TrackRules { chambers: STAKERS, ..RULES });
    let p = w.draft(&w.nation, &Draft::motion().on(1));
    w.submit(&p).ok();
    w.open_page(&p, 0).governor_error("ChamberNotCalled");
    w.open_stake_page(&p, 0).ok();
}

#[test]
fn a_quorum_counts_everybody_who_took_part() {
    let w = World::new(10);
    let motion = Draft::motion();
    let defeated = (state::DEFEATED, 0);
    let carried = (state::SUCCEEDED, FOR);
    assert_eq!(decided(&w, &motion, &[]), defeated);
    assert_eq!(decided(&w, &motion, &[(0, FOR)]), defeated); // a tenth
    assert_eq!(decided(&w, &motion, &[(0, FOR), (1, FOR)]), carried); // a fifth is enough
    assert_eq!(decided(&w, &motion, &[(0, FOR), (1, ABSTAIN)]), carried); // abstaining takes part
    assert_eq!(decided(&w, &motion, &[(0, FOR), (1, AGAINST)]), defeated); // half is not more than half
    assert_eq!(decided(&w, &motion, &[(0, FOR), (1, AGAINST), (2, FOR)]), carried);
    assert_eq!(decided(&w, &motion, &[(0, ABSTAIN), (1, ABSTAIN)]), defeated);
}

#[test]
fn a_threshold_must_be_exceeded() {
    let w = World::with_rules(10, TrackRules { threshold_bps: 6_666, ..RULES });
    let ballots = |yes: usize, no: usize| -> Vec<_> {
        (0..yes + no).map(|i| (i, if i < yes { FOR } else { AGAINST })).collect()
    };
    let outcome = |yes, no| decided(&w, &Draft::motion(), &ballots(yes, no)).0;
    assert_eq!(outcome(2, 1), state::SUCCEEDED); // 66.67 %
    assert_eq!(outcome(3, 2), state::DEFEATED);
    assert_eq!(outcome(4, 2), state::SUCCEEDED);
}

#[test]
fn polls_of_two_to_seven_options() {
    let w = World::new(10);
    for options in 2..=7u8 {
        for winner in 1..=options {
            let loser = winner % options + 1;
            let ballots = [(0, winner), (1, winner), (2, loser)];
            assert_eq!(decided(&w, &Draft::poll(options), &ballots), (state::SUCCEEDED, winner));
        }
        let p = w.voting_on(&w.nation, &Draft::poll(options), &[]);
        w.cast(w.citizen(0), &p, options).ok();
        w.cast(w.citizen(0), &p, options + 1).governor_error("ChoiceUnknown");
        w.cast(w.citizen(0), &p, 0).governor_error("ChoiceUnknown");
    }
}

#[test]
fn a_tie_elects_nobody() {
    let w = World::new(10);
    let nobody = (state::DEFEATED, 0);
    assert_eq!(decided(&w, &Draft::poll(2), &[(0, 1), (1, 2)]), nobody);
    assert_eq!(decided(&w, &Draft::poll(7), &[(0, 7), (1, 3), (2, 7), (3, 3), (4, 1)]), nobody);
    assert_eq!(
        decided(&w, &Draft::poll(7), &[(0, 7), (1, 3), (2, 7), (3, 3), (4, 3)]),
        (state::SUCCEEDED, 3)
    );
    assert_eq!(decided(&w, &Draft::poll(3), &[(0, 1)]), nobody); // quorum
}

#[test]
fn tally_adds_each_page_once() {
    let w = World::new(4);
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| nation.next_serial = 40_000);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    for page in 1..3 {
        w.open_page(&p, page).ok();
    }
    w.at(w.proposal(&p).voting_opens_at);
    cast_all(&w, &p, &[(0, FOR), (1, FOR), (2, AGAINST), (3, ABSTAIN)]);
    let tally =
        |pages: &[u32]| w.send(&[ix::tally(&p, &pages.iter().map(|i| p.page(*i)).collect::<Vec<_>>())], &[]);
    tally(&[0]).governor_error("VotingNotClosed");
    w.to_objection(&p);
    tally(&[0]).governor_error("VotingNotClosed");
    w.to_close(&p);
    w.decide(&p).governor_error("TallyIncomplete");
    tally(&[]).governor_error("PageAlreadyTallied");
    tally(&[2, 2, 2]).ok();
    assert_eq!(w.proposal(&p).citizen_pages_tallied, 1);
    tally(&[2]).governor_error("PageAlreadyTallied");
    tally(&[0, 2, 0]).ok();
    let proposal = w.proposal(&p);
    assert_eq!(proposal.citizen_tally, [0, 2, 1, 1, 0, 0, 0, 0]);
    assert_eq!(proposal.citizen_pages_tallied, 2);
    let page = w.page(&p.page(0));
    assert_eq!((page.complete, page.tallied[..4].to_vec()), (1, vec![0, 2, 1, 1]));
    w.decide(&p).governor_error("TallyIncomplete");
    tally(&[1]).ok();
    w.decide(&p).ok();
    // Forty thousand citizens in the rings of four: the electorate is what the census says.
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizens, proposal.state, proposal.outcome), (4, state::SUCCEEDED, FOR));
    tally(&[1]).governor_error("ProposalNotSubmitted");
    w.decide(&p).governor_error("ProposalNotSubmitted");
}

#[test]
fn tally_takes_only_the_proposals_own_pages() {
    let w = World::new(2);
    let other = w.submitted(&w.nation, &Draft::motion(), &[]);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    w.to_close(&p);
    w.send(&[ix::tally(&p, &[p.page(0), other.page(0)])], &[]).governor_error("PageOfAnotherProposal");
    assert_eq!(w.page(&p.page(0)).complete, 0);
    let fake = Address::new_from_array([5; 32]);
    w.look_alike(&p.page(0), &fake, MEMBERSHIP_ID);
    w.send(&[ix::tally(&p, &[fake])], &[]).illegal_owner();
    w.send(&[ix::tally(&p, &[w.nation.governor])], &[]).wrong_type();
    w.send(&[ix::tally(&p, &[p.address])], &[]).code(anchor::DUPLICATE_MUTABLE);
    let mut read_only = ix::tally(&p, &[p.page(0)]);
    read_only.accounts[1].is_writable = false;
    w.send(&[read_only], &[]).code(anchor::NOT_WRITABLE);
    w.tally(&p).ok();
}

#[test]
fn a_forged_tally_is_noticed() {
    let w = World::new(2);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    w.to_close(&p);
    w.edit::<BallotPage>(&p.page(0), |page| page.tallied[1] = 1);
    w.tally(&p).governor_error("ArithmeticOverflow");
}

#[test]
fn decide_frees_the_track_and_says_so() {
    let w = World::new(4);
    let p = w.voting(&w.nation, 0);
    cast_all(&w, &p, &[(0, FOR)]);
    w.to_close(&p);
    w.tally(&p).ok();
    let mut foreign = ix::decide(&p);
    foreign.accounts[0].pubkey = w.sibling.governor;
    w.send(&[foreign], &[]).governor_error("WrongNation");
    let before = w.proposal(&p);
    let receipt = w.decide(&p).ok();
    let expected = ProposalAccount {
        state: state::SUCCEEDED,
        outcome: FOR,
        decided_at: w.now(),
        executes_from: w.now() + 50,
        executes_until: w.now() + 550,
        ..before
    };
    assert_eq!(w.proposal(&p), expected);
    assert_eq!(w.governor(&w.nation).tracks[0].open, 0);
    let [Event::ProposalMoved(moved)] = &World::events(&receipt)[..] else { panic!("one event") };
    assert_eq!((moved.state, moved.outcome), (state::SUCCEEDED, FOR));
}

#[test]
fn without_a_page_nobody_voted() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).ok();
    w.decide(&p).governor_error("VotingNotOpen");
    w.at(w.proposal(&p).voting_opens_at).decide(&p).governor_error("VotingNotClosed");
    w.to_objection(&p);
    w.decide(&p).governor_error("VotingNotClosed");
    w.to_close(&p);
    w.decide(&p).ok();
    assert_eq!((w.proposal(&p).state, w.proposal(&p).deposit_forfeit), (state::DEFEATED, 1));
}

#[test]
fn objection_answers_a_swing_at_the_last_minute() {
    let w = World::new(5);
    let p = w.voting(&w.nation, 0);
    w.at(w.proposal(&p).voting_closes_at - 1);
    cast_all(&w, &p, &[(0, FOR), (1, FOR)]);
    w.to_objection(&p);
    w.cast(w.citizen(2), &p, FOR).governor_error("ObjectionOnly");
    w.cast(w.citizen(2), &p, ABSTAIN).governor_error("ObjectionOnly");
    cast_all(&w, &p, &[(2, AGAINST), (1, AGAINST)]); // also whoever repents
    w.conclude(&p);
    assert_eq!(w.proposal(&p).citizen_tally[..4], [0, 1, 2, 0]);
    assert_eq!(w.proposal(&p).state, state::DEFEATED);
}

/// A world of `n` with final ballots.
fn with_final_ballots(n: usize) -> World {
    World::with_rules(n, TrackRules { final_ballots: 1, ..RULES })
}

#[test]
fn a_motion_is_decided_early_when_nothing_can_change_it() {
    let w = with_final_ballots(5);
    let p = w.voting(&w.nation, 0);
    cast_all(&w, &p, &[(0, FOR), (1, FOR)]);
    w.tally(&p).ok();
    w.decide(&p).governor_error("OutcomeOpen"); // 2 for, 3 to come
    cast_all(&w, &p, &[(2, FOR)]);
    w.decide(&p).governor_error("OutcomeOpen"); // not tallied
    w.tally(&p).ok();
    assert_eq!(w.proposal(&p).citizen_tally[..2], [0, 3]);
    assert_eq!((w.page(&p.page(0)).complete, w.proposal(&p).citizen_pages_tallied), (0, 0));
    w.decide(&p).ok(); // 3 for, 2 to come
    let proposal = w.proposal(&p);
    assert_eq!((proposal.state, proposal.outcome, proposal.decided_at), (state::SUCCEEDED, FOR, w.now()));
    assert!(w.now() < proposal.voting_closes_at);
    // Ballots that come later lie in the page and change nothing.
    cast_all(&w, &p, &[(3, AGAINST), (4, AGAINST)]);
    w.tally(&p).governor_error("ProposalNotSubmitted");
    w.decide(&p).governor_error("ProposalNotSubmitted");
    w.to_close(&p);
    w.decide(&p).governor_error("ProposalNotSubmitted");
}

#[test]
fn a_motion_is_rejected_early_too() {
    let w = with_final_ballots(4);
    let p = w.voting(&w.nation, 0);
    cast_all(&w, &p, &[(0, AGAINST)]);
    w.tally(&p).ok();
    w.decide(&p).governor_error("OutcomeOpen");
    cast_all(&w, &p, &[(1, AGAINST)]);
    w.tally(&p).ok();
    w.decide(&p).ok(); // at best 2 : 2
    assert_eq!((w.proposal(&p).state, w.proposal(&p).deposit_forfeit), (state::DEFEATED, 0));
}

#[test]
fn an_early_decision_reckons_that_delegates_may_be_overridden() {
    let w = with_final_ballots(5);
    for i in 1..3 {
        w.delegate(w.citizen(i), w.citizen(0));
    }
    let p = w.voting(&w.nation, 0);
    cast_all(&w, &p, &[(0, FOR)]);
    w.cast_for(w.citizen(0), &p, FOR, &[w.citizen(1), w.citizen(2)]).ok();
    w.tally(&p).ok();
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizen_tally[1], proposal.delegated), (3, 2));
    w.decide(&p).governor_error("OutcomeOpen"); // both may turn
    cast_all(&w, &p, &[(3, FOR), (1, FOR)]);
    w.tally(&p).ok();
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizen_tally[1], proposal.delegated), (4, 1));
    w.decide(&p).ok(); // three in person for, at most two against
    // The override comes too late to change what could not change.
    w.cast(w.citizen(2), &p, AGAINST).ok();
    cast_all(&w, &p, &[(4, AGAINST)]);
    w.to_close(&p);
    w.tally(&p).governor_error("ProposalNotSubmitted");
    assert_eq!((w.proposal(&p).outcome, w.proposal(&p).citizen_tally[1]), (FOR, 4));
    // And a recount of the pages agrees with the outcome.
    assert_eq!(w.page(&p.page(0)).counts[..3], [0, 3, 2]);
}

#[test]
fn an_early_tally_follows_an_override() {
    let w = with_final_ballots(5);
    w.delegate(w.citizen(1), w.citizen(0));
    let p = w.voting(&w.nation, 0);
    w.cast_for(w.citizen(0), &p, FOR, &[w.citizen(1)]).ok();
    w.send(&[ix::tally(&p, &[p.page(0), p.page(0)])], &[]).ok();
    assert_eq!((w.proposal(&p).citizen_tally[..3].to_vec(), w.proposal(&p).delegated), (vec![0, 1, 0], 1));
    w.cast(w.citizen(1), &p, AGAINST).ok();
    w.tally(&p).ok();
    assert_eq!((w.proposal(&p).citizen_tally[..3].to_vec(), w.proposal(&p).delegated), (vec![0, 0, 1], 0));
    w.conclude(&p);
    assert_eq!(w.proposal(&p).citizen_tally[..3], [0, 0, 1]);
    assert_eq!(w.proposal(&p).citizen_pages_tallied, 1);
}

#[test]
fn the_quorum_must_be_met_before_anything_is_certain() {
    let w = World::with_rules(5, TrackRules { final_ballots: 1, quorum_bps: 8_000, ..RULES });
    let p = w.voting(&w.nation, 0);
    cast_all(&w, &p, &[(0, FOR), (1, FOR), (2, FOR)]);
    w.tally(&p).ok();
    w.decide(&p).governor_error("OutcomeOpen");
    cast_all(&w, &p, &[(3, FOR)]);
    w.tally(&p).ok();
    w.decide(&p).ok();
}

#[test]
fn those_who_lapsed_and_may_renew_are_reckoned_with() {
    let w = with_final_ballots(4);
    // Two of four terms end; whoever renews has a vote although the census left them out.
    w.wait(100 * DAY);
    let younger = [w.newcomer(), w.newcomer(), w.newcomer()];
    w.at(w.citizen_account(w.citizen(0)).expires_at);
    let p = w.next_proposal(&w.nation, &younger[0]);
    w.send(&[ix::open_proposal(&p, &Draft::motion())], &[&younger[0].wallet]).ok();
    w.submit(&p).ok();
    w.open_page(&p, 0).ok();
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizens, proposal.citizen_seats), (3, 7));
    w.at(proposal.voting_opens_at);
    for person in &younger {
        w.cast(person, &p, FOR).ok();
    }
    w.tally(&p).ok();
    w.decide(&p).governor_error("OutcomeOpen"); // all three of the electorate are for, but four may renew
}

#[test]
fn a_poll_is_never_decided_early() {
    let w = with_final_ballots(2);
    let p = w.voting_on(&w.nation, &Draft::poll(2), &[]);
    cast_all(&w, &p, &[(0, 1), (1, 1)]);
    w.tally(&p).ok();
    w.decide(&p).governor_error("OutcomeOpen");
    w.conclude(&p);
    assert_eq!(w.proposal(&p).outcome, 1);
}

#[test]
fn an_early_tally_is_not_for_the_time_of_review() {
    let w = with_final_ballots(2);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    w.tally(&p).governor_error("VotingNotClosed");
    w.decide(&p).governor_error("VotingNotOpen");
}

/// A world of five whose track 0 needs both chambers; citizens 0 and 1 have staked 60 and 40.
fn two_chambers(final_ballots: u8) -> World {
    let w = World::new(5);
    let mint = w.create_stakers();
    w.stake(w.citizen(0), mint, 60);
    w.stake(w.citizen(1), mint, 40);
    w.set_track(&w.nation, 0, TrackRules { chambers: BOTH, final_ballots, ..RULES });
    w
}

#[test]
fn both_chambers_must_agree() {
    // (citizens for, citizens against, the two stakers' choices, 0 for none) → state
    let cases = [
        (3, 1, [FOR, AGAINST], state::SUCCEEDED, 0),
        (3, 1, [AGAINST, FOR], state::DEFEATED, 0),
        (1, 3, [FOR, FOR], state::DEFEATED, 0),
        (3, 1, [0, 0], state::DEFEATED, 1), // the stakers miss their quorum
        (0, 0, [FOR, FOR], state::DEFEATED, 1),
        (3, 1, [0, FOR], state::SUCCEEDED, 0), // two fifths of the stake is a quorum
    ];
    for (yes, no, stakers, state, forfeit) in cases {
        let w = two_chambers(0);
        let p = w.voting(&w.nation, 0);
        for i in 0..yes + no {
            w.cast(w.citizen(i), &p, if i < yes { FOR } else { AGAINST }).ok();
        }
        for (i, choice) in stakers.into_iter().enumerate().filter(|(_, choice)| *choice != 0) {
            w.cast_stake(w.citizen(i), &p, choice).ok();
        }
        w.conclude(&p);
        let proposal = w.proposal(&p);
        assert_eq!((proposal.state, proposal.deposit_forfeit), (state, forfeit), "{yes}:{no} {stakers:?}");
        assert_eq!(proposal.citizen_tally[1..3], [yes as u64, no as u64]);
    }
}

#[test]
fn a_poll_must_elect_the_same_in_both_chambers() {
    for (by_stake, outcome) in [(2, 2), (1, 0)] {
        let w = two_chambers(0);
        let p = w.voting_on(&w.nation, &Draft::poll(2), &[]);
        cast_all(&w, &p, &[(0, 2), (1, 2), (2, 1)]);
        w.cast_stake(w.citizen(0), &p, by_stake).ok();
        w.conclude(&p);
        assert_eq!(w.proposal(&p).outcome, outcome);
    }
}

#[test]
fn both_pages_must_be_tallied() {
    let w = two_chambers(0);
    let p = w.voting(&w.nation, 0);
    w.to_close(&p);
    w.send(&[ix::tally(&p, &[p.page(0)])], &[]).ok();
    w.decide(&p).governor_error("TallyIncomplete");
    w.send(&[ix::tally(&p, &[p.stake_page(0)])], &[]).ok();
    w.decide(&p).ok();
}

#[test]
fn both_chambers_must_be_certain_to_decide_early() {
    let w = two_chambers(1);
    let p = w.voting(&w.nation, 0);
    cast_all(&w, &p, &[(0, FOR), (1, FOR), (2, FOR)]);
    w.cast_stake(w.citizen(1), &p, FOR).ok();
    w.tally(&p).ok();
    w.decide(&p).governor_error("OutcomeOpen"); // 40 of 100
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    w.tally(&p).ok();
    assert_eq!(w.proposal(&p).stake_tally[1], 100);
    w.decide(&p).ok();
    assert_eq!(w.proposal(&p).outcome, FOR);
}
