//! Ballots of citizens: `cast`, `cast_delegated`, and every way to vote twice that does not work.

use civitas_tests::*;
use client::membership::accounts::Citizen;
use client::pages::{CITIZENS_PER_PAGE, citizen_place};

/// Counts of page 0 by choice, without "none".
fn counts(w: &World, proposal: &Proposal) -> [u64; 3] {
    let page = w.page(&proposal.page(0));
    [page.counts[1], page.counts[2], page.counts[3]]
}

#[test]
fn cast_sets_one_ballot_and_counts_it() {
    let w = World::new(3);
    let p = w.voting(&w.nation, 0);
    let before = w.page(&p.page(0));
    let others = [p.address, w.nation.address, w.nation.governor, w.citizen(1).citizen];
    let untouched = others.map(|address| w.account(&address));
    let receipt = w.cast(w.citizen(1), &p, FOR).ok();
    let page = w.page(&p.page(0));
    assert_eq!(page.counts, [2, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(page.delegated, 0);
    assert_eq!(w.ballot(w.citizen(1), &p), (FOR, true));
    assert_eq!(w.ballot(w.citizen(0), &p), (0, false));
    // Nothing else in the header moves, and no other account does.
    assert_eq!(client::governor::accounts::BallotPage { counts: before.counts, ..page }, before);
    assert_eq!(others.map(|address| w.account(&address)), untouched);
    assert!(World::events(&receipt).is_empty(), "the page is the record");
}

#[test]
fn cast_replaces_the_citizens_earlier_ballot() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    for choice in [FOR, AGAINST, ABSTAIN, ABSTAIN, FOR] {
        w.cast(w.citizen(0), &p, choice).ok();
        assert_eq!(w.ballot(w.citizen(0), &p), (choice, true));
        assert_eq!(counts(&w, &p).iter().sum::<u64>(), 1);
    }
}

#[test]
fn cast_replaces_nothing_where_ballots_are_final() {
    let w = World::with_rules(2, TrackRules { final_ballots: 1, ..RULES });
    let p = w.voting(&w.nation, 0);
    w.cast(w.citizen(0), &p, FOR).ok();
    for choice in [FOR, AGAINST, ABSTAIN] {
        w.cast(w.citizen(0), &p, choice).governor_error("BallotStands");
    }
    w.to_objection(&p);
    w.cast(w.citizen(0), &p, AGAINST).governor_error("BallotStands");
    w.cast(w.citizen(1), &p, AGAINST).ok();
}

#[test]
fn choices_that_do_not_exist() {
    let w = World::new(1);
    let p = w.voting(&w.nation, 0);
    for choice in [0, 4, 7, 8, 9, 16, 255] {
        w.cast(w.citizen(0), &p, choice).governor_error("ChoiceUnknown");
    }
}

#[test]
fn only_the_citizens_wallet_casts() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let mut forged = ix::cast(w.citizen(0), &p, FOR);
    forged.accounts[0].pubkey = w.citizen(1).key();
    w.send(&[forged], &[&w.citizen(1).wallet]).governor_error("NotVoter");
    let mut unsigned = ix::cast(w.citizen(0), &p, FOR);
    unsigned.accounts[0].is_signer = false;
    w.send(&[unsigned], &[]).missing_signer();
}

#[test]
fn another_nations_citizens_have_no_vote_here() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let foreigner = &w.sibling.people[0];
    w.send(&[ix::cast(foreigner, &p, FOR)], &[&foreigner.wallet]).governor_error("WrongNation");
    w.cast_for(foreigner, &p, FOR, &[w.citizen(1)]).governor_error("WrongNation");
}

#[test]
fn look_alikes_of_citizens_and_pages() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let fake = Address::new_from_array([77; 32]);
    let voter = w.citizen(0);
    let mut cast = ix::cast(voter, &p, FOR);
    cast.accounts[1].pubkey = fake;
    w.look_alike(&voter.citizen, &fake, GOVERNOR_ID);
    w.send(&[cast.clone()], &[&voter.wallet]).illegal_owner();
    let delegated = ix::cast_delegated(voter, p.page(0), FOR, &[fake]);
    w.send(&[delegated], &[&voter.wallet]).governor_error("DelegatorMalformed");
    let mut cast = ix::cast(voter, &p, FOR);
    cast.accounts[2].pubkey = fake;
    w.look_alike(&p.page(0), &fake, MEMBERSHIP_ID);
    w.send(&[cast], &[&voter.wallet]).illegal_owner();
    // Another type of the right owner.
    let mut cast = ix::cast(voter, &p, FOR);
    cast.accounts[1].pubkey = w.nation.address;
    w.send(&[cast], &[&voter.wallet]).wrong_type();
    let mut cast = ix::cast(voter, &p, FOR);
    cast.accounts[2].pubkey = p.address;
    w.send(&[cast], &[&voter.wallet]).wrong_type();
}

#[test]
fn who_may_not_vote() {
    let w = World::new(3);
    let founder = &w.nation.founder;
    let p = w.voting(&w.nation, 0);
    let (voter, now) = (w.citizen(1), w.now());
    let refused = |name: &str| {
        w.cast(voter, &p, FOR).governor_error(name);
        // The rule is the same for a delegate's own standing.
        w.cast_for(voter, &p, FOR, &[w.citizen(2)]).governor_error(name);
    };
    w.send(&[ix::set_tier(voter, founder.pubkey(), 1)], &[founder]).ok();
    refused("VoterNotCitizen");
    w.send(&[ix::set_tier(voter, founder.pubkey(), 0)], &[founder]).ok();
    refused("VoterNotCitizen");
    w.send(&[ix::set_tier(voter, founder.pubkey(), 2)], &[founder]).ok();
    w.send(&[ix::suspend(voter, founder.pubkey(), now + 10)], &[founder]).ok();
    refused("VoterSuspended");
    w.send(&[ix::reinstate(voter, founder.pubkey())], &[founder]).ok();
    w.cast(voter, &p, FOR).ok();
    w.send(&[ix::revoke(voter, founder.pubkey())], &[founder]).ok();
    refused("VoterNotActive");
    let other = w.citizen(2);
    w.send(&[ix::renounce(other)], &[&other.wallet]).ok();
    w.cast(other, &p, FOR).governor_error("VoterNotActive");
}

#[test]
fn the_charter_in_force_at_submission_must_be_signed() {
    let w = World::new(2);
    let founder = &w.nation.founder;
    w.send(&[ix::amend_charter(&w.nation, founder.pubkey(), [8; 32])], &[founder]).ok();
    let p = w.voting(&w.nation, 0);
    assert_eq!(w.proposal(&p).charter_version, 2);
    w.cast(w.citizen(0), &p, FOR).governor_error("VoterCharterNotSigned");
    w.cast_for(w.citizen(0), &p, FOR, &[w.citizen(1)]).governor_error("VoterCharterNotSigned");
    let voter = w.citizen(0);
    w.send(&[ix::sign_charter(voter, [8; 32])], &[&voter.wallet]).ok();
    w.cast(voter, &p, FOR).ok();
    // A later charter binds the next proposal, not this one.
    w.send(&[ix::amend_charter(&w.nation, founder.pubkey(), [9; 32])], &[founder]).ok();
    w.cast(voter, &p, AGAINST).ok();
}

#[test]
fn whoever_joins_after_the_submission_has_no_vote() {
    let w = World::new(2);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    // In the very second of the submission only the serial tells.
    let same_second = w.newcomer();
    w.wait(1);
    let later = w.newcomer();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast(&same_second, &p, FOR).governor_error("WrongPage");
    w.cast(&later, &p, FOR).governor_error("VoterJoinedTooLate");
    assert_eq!(w.proposal(&p).citizen_seats, 2);
    assert_eq!(w.proposal(&p).citizens, 2);
}

#[test]
fn a_ballot_belongs_to_its_page() {
    let w = World::new(2);
    // As if page 0 were full of others: the second citizen sits on page 1.
    let seat = CITIZENS_PER_PAGE;
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| nation.next_serial = seat + 2);
    w.edit::<Citizen>(&w.citizen(1).citizen, |citizen| citizen.serial = seat + 1);
    let p = w.voting(&w.nation, 0);
    w.open_page(&p, 1).ok();
    assert_eq!(w.page(&p.page(0)).capacity, 16_384);
    assert_eq!((w.page(&p.page(1)).first, w.page(&p.page(1)).capacity), (seat, 2));
    assert_eq!(citizen_place(seat + 1), (1, 1));
    let voter = w.citizen(1);
    w.send(&[ix::cast_on(voter, p.page(0), FOR)], &[&voter.wallet]).governor_error("WrongPage");
    w.send(&[ix::cast_on(w.citizen(0), p.page(1), FOR)], &[&w.citizen(0).wallet]).governor_error("WrongPage");
    w.send(&[ix::cast_on(voter, p.page(1), FOR)], &[&voter.wallet]).ok();
    assert_eq!(w.ballot(voter, &p), (FOR, true));
    assert_eq!(w.page(&p.page(1)).counts[..2], [1, 1]);
    // A delegate may sit on another page than the delegators.
    w.delegate(w.citizen(0), voter);
    w.cast_for(voter, &p, AGAINST, &[w.citizen(0)]).ok();
    w.cast_for(voter, &p, AGAINST, &[w.citizen(0), voter]).ok();
    w.delegate(voter, w.citizen(0));
    let delegated = ix::cast_delegated(w.citizen(0), p.page(0), FOR, &[voter.citizen]);
    w.send(&[delegated], &[&w.citizen(0).wallet]).governor_error("WrongPage");
}

#[test]
fn a_page_of_the_other_chamber_takes_no_citizens_ballot() {
    let w = World::new(2);
    let mint = w.create_stakers();
    w.set_track(&w.nation, 0, TrackRules { chambers: BOTH, ..RULES });
    w.stake(w.citizen(0), mint, 5);
    w.delegate(w.citizen(1), w.citizen(0));
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(0);
    w.send(&[ix::cast_on(voter, p.stake_page(0), FOR)], &[&voter.wallet]).governor_error("WrongChamber");
    let delegated = ix::cast_delegated(voter, p.stake_page(0), FOR, &[w.citizen(1).citizen]);
    w.send(&[delegated], &[&voter.wallet]).governor_error("WrongChamber");
    let signed = relay::ballot(voter, &p, w.now(), FOR);
    let relayed = ix::cast_relayed(p.stake_page(0), &[voter.citizen]);
    w.send(&[relay::check(&[signed]), relayed], &[]).governor_error("WrongChamber");
    let mut by_stake = ix::cast_stake(voter, &p, FOR);
    by_stake.accounts[2].pubkey = p.page(0);
    w.send(&[by_stake], &[&voter.wallet]).governor_error("WrongChamber");
}

#[test]
fn a_delegate_casts_for_those_who_chose_them() {
    let w = World::new(6);
    let delegate = w.citizen(0);
    for i in 1..5 {
        w.delegate(w.citizen(i), delegate);
    }
    let p = w.voting(&w.nation, 0);
    let delegators: Vec<_> = (1..5).map(|i| w.citizen(i)).collect();
    w.cast_for(delegate, &p, AGAINST, &delegators).ok();
    let page = w.page(&p.page(0));
    assert_eq!((page.counts[AGAINST as usize], page.delegated), (4, 4));
    assert_eq!(w.ballot(w.citizen(1), &p), (AGAINST, false));
    assert_eq!(w.ballot(delegate, &p), (0, false), "the delegate's own ballot is another matter");
    // A change of mind replaces them.
    w.cast_for(delegate, &p, FOR, &delegators[..2]).ok();
    assert_eq!(counts(&w, &p), [2, 2, 0]);
    // Nobody else speaks for them.
    w.cast_for(w.citizen(5), &p, FOR, &delegators).governor_error("NobodyRepresented");
    let mut forged = ix::cast_delegated(delegate, p.page(0), FOR, &[w.citizen(1).citizen]);
    forged.accounts[0].pubkey = w.citizen(5).key();
    w.send(&[forged], &[&w.citizen(5).wallet]).governor_error("NotVoter");
    w.cast_for(delegate, &p, FOR, &[]).governor_error("NobodyRepresented");
}

#[test]
fn a_delegate_passes_over_whom_they_do_not_represent() {
    let w = World::new(8);
    let founder = &w.nation.founder;
    let delegate = w.citizen(0);
    for i in 1..7 {
        w.delegate(w.citizen(i), delegate);
    }
    let p = w.voting(&w.nation, 0);
    w.cast(w.citizen(1), &p, FOR).ok(); // in person
    w.send(&[ix::set_delegate(w.citizen(2), None)], &[&w.citizen(2).wallet]).ok(); // dropped
    w.delegate(w.citizen(3), w.citizen(7)); // chose another
    w.send(&[ix::suspend(w.citizen(4), founder.pubkey(), w.now() + 9)], &[founder]).ok();
    w.send(&[ix::renounce(w.citizen(5))], &[&w.citizen(5).wallet]).ok();
    let late = w.newcomer();
    w.delegate(&late, delegate);
    let all: Vec<_> = (1..8).map(|i| w.citizen(i)).chain([&late]).collect();
    w.cast_for(delegate, &p, AGAINST, &all).ok();
    assert_eq!(counts(&w, &p), [1, 1, 0]);
    assert_eq!(w.ballot(w.citizen(6), &p), (AGAINST, false));
    w.cast_for(delegate, &p, AGAINST, &all[..5]).governor_error("NobodyRepresented");
}

#[test]
fn the_same_delegator_counts_once() {
    let w = World::new(3);
    for i in 1..3 {
        w.delegate(w.citizen(i), w.citizen(0));
    }
    let p = w.voting(&w.nation, 0);
    let (a, b) = (w.citizen(1), w.citizen(2));
    w.cast_for(w.citizen(0), &p, FOR, &[a, a, b, a, b, b, a]).ok();
    assert_eq!(counts(&w, &p), [2, 0, 0]);
    assert_eq!(w.page(&p.page(0)).delegated, 2);
    // Declared accounts among the remaining ones are duplicates too.
    w.cast_for(w.citizen(0), &p, AGAINST, &[w.citizen(0), a]).ok();
    assert_eq!(counts(&w, &p), [1, 1, 0]);
    // Also where ballots are final.
    w.set_track(&w.nation, 1, TrackRules { final_ballots: 1, ..RULES });
    let p = w.voting(&w.nation, 1);
    w.cast_for(w.citizen(0), &p, FOR, &[a, a]).ok();
    assert_eq!(counts(&w, &p), [1, 0, 0]);
    w.cast_for(w.citizen(0), &p, AGAINST, &[a]).governor_error("NobodyRepresented");
}

#[test]
fn what_is_no_citizen_of_the_nation_is_refused_as_delegator() {
    let w = World::new(2);
    w.delegate(w.citizen(1), w.citizen(0));
    let p = w.voting(&w.nation, 0);
    let delegate = w.citizen(0);
    let empty = Address::new_from_array([3; 32]);
    for account in [w.sibling.people[0].citizen, w.nation.address, w.citizen(1).key(), p.address, empty] {
        let cast = ix::cast_delegated(delegate, p.page(0), FOR, &[w.citizen(1).citizen, account]);
        w.send(&[cast], &[&delegate.wallet]).governor_error("DelegatorMalformed");
    }
    // What was declared before is a duplicate, and passed over like any.
    let cast = ix::cast_delegated(
        delegate,
        p.page(0),
        FOR,
        &[p.page(0), delegate.key(), w.citizen(1).citizen, p.page(0)],
    );
    w.send(&[cast], &[&delegate.wallet]).ok();
}

#[test]
fn in_person_overrides_the_delegate_and_not_the_reverse() {
    for final_ballots in [0, 1] {
        let w = World::with_rules(3, TrackRules { final_ballots, ..RULES });
        w.delegate(w.citizen(1), w.citizen(0));
        w.delegate(w.citizen(2), w.citizen(0));
        let p = w.voting(&w.nation, 0);
        let (delegate, early, late) = (w.citizen(0), w.citizen(1), w.citizen(2));
        // In person, then by delegate.
        w.cast(early, &p, FOR).ok();
        w.cast_for(delegate, &p, AGAINST, &[early]).governor_error("NobodyRepresented");
        // By delegate, then in person.
        w.cast_for(delegate, &p, AGAINST, &[late, early]).ok();
        w.cast(late, &p, FOR).ok();
        assert_eq!(counts(&w, &p), [2, 0, 0]);
        assert_eq!(w.page(&p.page(0)).delegated, 0);
        assert_eq!(w.ballot(late, &p), (FOR, true));
        w.cast_for(delegate, &p, AGAINST, &[late, early]).governor_error("NobodyRepresented");
    }
}

#[test]
fn a_reissued_citizenship_votes_once() {
    let w = World::new(2);
    let founder = &w.nation.founder;
    w.set_track(&w.nation, 0, TrackRules { voting_seconds: 30 * DAY as u32, final_ballots: 1, ..RULES });
    let p = w.voting(&w.nation, 0);
    let old = w.citizen(1);
    w.cast(old, &p, FOR).ok();
    let new = Person::named("new wallet", &w.nation.address);
    w.fund(&new.key());
    w.send(&[ix::reissue(old, founder.pubkey(), new.key())], &[founder]).ok();
    w.wait(7 * DAY);
    w.send(&[ix::complete_reissue(old, &new)], &[&new.wallet]).ok();
    assert!(!w.exists(&old.citizen));
    assert_eq!(w.citizen_account(&new).serial, 1);
    w.cast(&new, &p, AGAINST).governor_error("BallotStands");
    assert_eq!(counts(&w, &p), [1, 0, 0]);
    w.send(&[ix::cast(old, &p, AGAINST)], &[&old.wallet]).failure();

    // Where ballots can be changed, the new wallet changes the same ballot.
    w.set_track(&w.nation, 1, RULES);
    let p = w.voting(&w.nation, 1);
    w.cast(&new, &p, FOR).ok();
    w.cast(&new, &p, AGAINST).ok();
    assert_eq!(counts(&w, &p), [0, 1, 0]);
}

#[test]
fn whoever_leaves_and_rejoins_is_younger_than_the_proposal() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let voter = w.citizen(1);
    w.cast(voter, &p, FOR).ok();
    w.send(&[ix::renounce(voter)], &[&voter.wallet]).ok();
    w.send(&[ix::close_citizen(voter, voter.key())], &[&voter.wallet]).ok();
    w.send(&[ix::join(voter)], &[&voter.wallet]).ok();
    assert_eq!(w.citizen_account(voter).serial, 2);
    w.cast(voter, &p, FOR).governor_error("VoterJoinedTooLate");
    assert_eq!(counts(&w, &p), [1, 0, 0]);
}

#[test]
fn leaving_and_rejoining_within_the_second_of_submission() {
    let w = World::new(2);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let voter = w.citizen(1);
    w.send(&[ix::renounce(voter)], &[&voter.wallet]).ok();
    w.send(&[ix::close_citizen(voter, voter.key())], &[&voter.wallet]).ok();
    w.send(&[ix::join(voter)], &[&voter.wallet]).ok();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast(voter, &p, FOR).governor_error("WrongPage");
}

#[test]
fn a_full_page_of_delegators_fits_a_transaction() {
    let w = World::new(27);
    for i in 1..27 {
        w.delegate(w.citizen(i), w.citizen(0));
    }
    let p = w.voting(&w.nation, 0);
    let delegators: Vec<_> = (1..27).map(|i| w.citizen(i)).collect();
    w.cast_for(w.citizen(0), &p, FOR, &delegators).ok();
    assert_eq!(counts(&w, &p), [26, 0, 0]);
}
