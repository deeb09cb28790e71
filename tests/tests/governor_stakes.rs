//! The stakers' chamber: `open_stake`, `stake`, `unstake`, `close_stake`, `cast_stake`; and that nothing
//! borrowed ever votes.

use civitas_tests::*;
use client::governor::accounts::{Governor, Stake};
use client::governor::events::Event;
use client::governor::types::StakeChanged;

struct Chamber {
    w: World,
    mint: Address,
}

/// A world of three with a stakers' chamber, which alone decides on track 0.
fn chamber() -> Chamber {
    let w = World::new(3);
    let mint = w.create_stakers();
    w.set_track(&w.nation, 0, TrackRules { chambers: STAKERS, ..RULES });
    Chamber { w, mint }
}

impl Chamber {
    fn stake_ix(&self, person: &Person, amount: u64) -> Instruction {
        ix::stake(person, self.w.nation.governor, self.mint, amount)
    }

    fn unstake_ix(&self, person: &Person, amount: u64) -> Instruction {
        ix::unstake(person, self.w.nation.governor, self.mint, amount)
    }

    fn unstake(&self, person: &Person, amount: u64) -> Outcome {
        self.w.send(&[self.unstake_ix(person, amount)], &[&person.wallet])
    }

    fn stake_of(&self, person: &Person) -> Stake {
        self.w.stake_account(&ix::stake_of(person, self.w.nation.governor))
    }

    fn held(&self, person: &Person) -> u64 {
        self.w.tokens_in(&tokens::account_of(&person.key(), &self.mint))
    }

    fn vault(&self) -> u64 {
        self.w.tokens_in(&addresses::stake_vault(&self.w.nation.governor).0)
    }
}

#[test]
fn a_stake_is_opened_filled_emptied_and_closed() {
    let c = chamber();
    let w = &c.w;
    let (person, governor) = (w.citizen(1), w.nation.governor);
    let before = w.lamports(&person.key());
    w.send(&[ix::open_stake(person, governor)], &[&person.wallet]).ok();
    let stake = c.stake_of(person);
    let expected = Stake {
        discriminator: stake.discriminator,
        governor,
        wallet: person.key(),
        rent_payer: person.key(),
        index: 0,
        locked_until: 0,
        amounts: [0; 4],
        since: [0; 4],
        version: 1,
        bump: addresses::stake(&governor, &person.key()).1,
        padding: [0; 6],
        reserved: [0; 32],
    };
    assert_eq!(stake, expected);
    w.send(&[ix::open_stake(person, governor)], &[&person.wallet]).already_exists();

    w.hold(&person.key(), &c.mint, 1_000);
    let receipt = w.send(&[c.stake_ix(person, 300)], &[&person.wallet]).ok();
    assert_eq!((c.held(person), c.vault(), w.governor(&w.nation).staked), (700, 300, 300));
    assert_eq!((c.stake_of(person).amounts, c.stake_of(person).since), ([300, 0, 0, 0], [0; 4]));
    let address = ix::stake_of(person, governor);
    assert_eq!(World::events(&receipt), [Event::StakeChanged(StakeChanged { stake: address, amount: 300 })]);

    w.send(&[ix::close_stake(person, governor, person.key())], &[&person.wallet]).governor_error("NotEmpty");
    c.unstake(person, 100).governor_error("StakeLocked"); // for a day after the deposit
    w.wait(DAY);
    let receipt = c.unstake(person, 100).ok();
    assert_eq!(World::events(&receipt), [Event::StakeChanged(StakeChanged { stake: address, amount: 200 })]);
    assert_eq!((c.held(person), c.vault(), w.governor(&w.nation).staked), (800, 200, 200));
    c.unstake(person, 201).governor_error("StakeTooSmall");
    c.unstake(person, u64::MAX).governor_error("StakeTooSmall");
    c.unstake(person, 0).governor_error("AmountZero");
    w.send(&[c.stake_ix(person, 0)], &[&person.wallet]).governor_error("AmountZero");
    c.unstake(person, 200).ok();
    assert_eq!((c.held(person), c.vault(), w.governor(&w.nation).staked), (1_000, 0, 0));
    w.send(&[ix::close_stake(person, governor, w.citizen(2).key())], &[&person.wallet])
        .governor_error("WrongReceiver");
    w.send(&[ix::close_stake(person, governor, person.key())], &[&person.wallet]).ok();
    assert_eq!(w.lamports(&person.key()), before);
    // The next stake has a number of its own.
    w.send(&[ix::open_stake(person, governor)], &[&person.wallet]).ok();
    assert_eq!(c.stake_of(person).index, 1);
}

#[test]
fn stakes_need_a_mint() {
    let w = World::new(1);
    let person = w.citizen(0);
    w.send(&[ix::open_stake(person, w.nation.governor)], &[&person.wallet])
        .governor_error("StakeMintMissing");
    let c = chamber();
    let w = &c.w;
    let person = w.citizen(0);
    w.stake(person, c.mint, 5);
    let other = w.mint("another mint");
    w.hold(&person.key(), &other, 5);
    let mut swapped = c.stake_ix(person, 5);
    swapped.accounts[3].pubkey = other;
    swapped.accounts[4].pubkey = tokens::account_of(&person.key(), &other);
    w.send(&[swapped], &[&person.wallet]).governor_error("StakeMintMissing");
}

#[test]
fn a_stake_is_moved_by_its_wallet_only() {
    let c = chamber();
    let w = &c.w;
    let (owner, thief) = (w.citizen(0), w.citizen(1));
    w.stake(owner, c.mint, 100);
    w.stake(thief, c.mint, 100);
    let stake = ix::stake_of(owner, w.nation.governor);
    let mut steal = c.unstake_ix(thief, 50);
    steal.accounts[2].pubkey = stake;
    w.send(&[steal], &[&thief.wallet]).governor_error("WrongStake");
    let mut gift = c.stake_ix(thief, 50);
    gift.accounts[2].pubkey = stake;
    w.send(&[gift], &[&thief.wallet]).governor_error("WrongStake");
    let mut close = ix::close_stake(owner, w.nation.governor, owner.key());
    close.accounts[0].pubkey = thief.key();
    w.send(&[close], &[&thief.wallet]).governor_error("WrongStake");
    let mut unsigned = c.unstake_ix(owner, 50);
    unsigned.accounts[0].is_signer = false;
    w.send(&[unsigned], &[]).missing_signer();
    // Another vault than the governor's own; the vault as the wallet's own tokens.
    let mut elsewhere = c.stake_ix(owner, 1);
    elsewhere.accounts[5].pubkey = tokens::account_of(&thief.key(), &c.mint);
    w.send(&[elsewhere], &[&owner.wallet]).wrong_seeds();
    let mut circular = c.unstake_ix(owner, 1);
    circular.accounts[4].pubkey = circular.accounts[5].pubkey;
    w.send(&[circular], &[&owner.wallet]).code(anchor::DUPLICATE_MUTABLE);
}

#[test]
fn a_stake_of_another_governor_has_no_say() {
    let c = chamber();
    let w = &c.w;
    let create = ix::create_stake_vault(&w.sibling, c.mint, tokens::PROGRAM);
    w.send(&[create], &[&w.sibling.founder]).ok();
    let foreigner = &w.sibling.people[0];
    w.hold(&foreigner.key(), &c.mint, 100);
    let elsewhere = w.sibling.governor;
    w.send(
        &[ix::open_stake(foreigner, elsewhere), ix::stake(foreigner, elsewhere, c.mint, 100)],
        &[&foreigner.wallet],
    )
    .ok();
    w.stake(w.citizen(0), c.mint, 5);
    let p = w.voting(&w.nation, 0);
    let mut cast = ix::cast_stake(foreigner, &p, FOR);
    cast.accounts[1].pubkey = ix::stake_of(foreigner, elsewhere);
    w.send(&[cast], &[&foreigner.wallet]).governor_error("WrongStake");
    let mut forged = ix::cast_stake(w.citizen(0), &p, FOR);
    forged.accounts[0].pubkey = foreigner.key();
    w.send(&[forged], &[&foreigner.wallet]).governor_error("WrongStake");
    // Out of the one vault by a stake in the other.
    let mut cross = ix::unstake(foreigner, w.nation.governor, c.mint, 5);
    cross.accounts[2].pubkey = ix::stake_of(foreigner, elsewhere);
    w.send(&[cross], &[&foreigner.wallet]).governor_error("WrongStake");
}

#[test]
fn cast_stake_counts_weight_and_locks_it() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, 60);
    w.stake(w.citizen(1), c.mint, 40);
    w.wait(DAY); // so that nothing but the vote locks them
    let p = w.voting(&w.nation, 0);
    assert_eq!((w.proposal(&p).staked, w.proposal(&p).stake_seats), (100, 2));
    let page = w.page(&p.stake_page(0));
    assert_eq!((page.electorate, page.capacity, page.counts), (w.nation.governor, 2, [0; 8]));
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    w.cast_stake(w.citizen(1), &p, AGAINST).ok();
    assert_eq!(w.page(&p.stake_page(0)).counts[..3], [0, 60, 40]);
    w.cast_stake(w.citizen(1), &p, FOR).ok(); // a change of mind
    assert_eq!(w.page(&p.stake_page(0)).counts[..3], [0, 100, 0]);
    let until = w.proposal(&p).objection_closes_at;
    assert_eq!(c.stake_of(w.citizen(0)).locked_until, until);
    c.unstake(w.citizen(0), 1).governor_error("StakeLocked");
    w.cast_stake(w.citizen(1), &p, 0).governor_error("ChoiceUnknown");
    w.cast_stake(w.citizen(1), &p, 4).governor_error("ChoiceUnknown");
    w.conclude(&p);
    assert_eq!(w.proposal(&p).stake_tally[..3], [0, 100, 0]);
    assert_eq!(w.proposal(&p).outcome, FOR);
    w.wait(DAY);
    c.unstake(w.citizen(0), 60).ok();
}

#[test]
fn the_longest_vote_locks() {
    let c = chamber();
    let w = &c.w;
    w.set_track(&w.nation, 1, TrackRules { chambers: STAKERS, voting_seconds: 90_000, ..RULES });
    w.stake(w.citizen(0), c.mint, 60);
    let long = w.submitted(&w.nation, &Draft::motion().on(1), &[]);
    let short = w.voting(&w.nation, 0);
    w.cast_stake(w.citizen(0), &long, FOR).ok();
    w.cast_stake(w.citizen(0), &short, FOR).ok();
    let until = w.proposal(&long).objection_closes_at;
    assert_eq!(c.stake_of(w.citizen(0)).locked_until, until);
}

#[test]
fn final_stake_ballots_stand() {
    let c = chamber();
    let w = &c.w;
    w.set_track(&w.nation, 0, TrackRules { chambers: STAKERS, final_ballots: 1, ..RULES });
    w.stake(w.citizen(0), c.mint, 60);
    let p = w.voting(&w.nation, 0);
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    w.cast_stake(w.citizen(0), &p, AGAINST).governor_error("BallotStands");
    w.cast_stake(w.citizen(0), &p, FOR).governor_error("BallotStands");
}

#[test]
fn tokens_staked_after_the_submission_weigh_nothing() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, 60);
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).ok();
    w.open_stake_page(&p, 0).ok();
    // In the very slot of the submission: more on an old stake, and a new one.
    w.stake(w.citizen(0), c.mint, 1_000);
    w.stake(w.citizen(1), c.mint, 1_000);
    assert_eq!(
        (c.stake_of(w.citizen(0)).amounts, c.stake_of(w.citizen(0)).since),
        ([60, 1_000, 0, 0], [0, 1, 0, 0])
    );
    w.at(w.proposal(&p).voting_opens_at);
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    assert_eq!(w.page(&p.stake_page(0)).counts[..2], [0, 60]);
    w.cast_stake(w.citizen(1), &p, FOR).governor_error("NoWeight");
    // For the next proposal they count.
    let next = w.voting(&w.nation, 0);
    w.cast_stake(w.citizen(1), &next, FOR).ok();
    assert_eq!(w.page(&next.stake_page(0)).counts[1], 1_000);
}

#[test]
fn deposit_vote_and_withdrawal_in_one_transaction() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, 1);
    let thief = w.citizen(1);
    w.hold(&thief.key(), &c.mint, 1_000_000);
    w.send(&[ix::open_stake(thief, w.nation.governor)], &[&thief.wallet]).ok();
    let p = w.voting(&w.nation, 0);
    let flash =
        [c.stake_ix(thief, 1_000_000), ix::cast_stake(thief, &p, FOR), c.unstake_ix(thief, 1_000_000)];
    w.send(&flash, &[&thief.wallet]).governor_error("NoWeight");
    // With a weight of one's own besides: the borrowed part weighs nothing, and the vote locks it all.
    let honest = w.citizen(0);
    w.hold(&honest.key(), &c.mint, 1_000_000);
    let flash =
        [c.stake_ix(honest, 1_000_000), ix::cast_stake(honest, &p, FOR), c.unstake_ix(honest, 1_000_000)];
    w.send(&flash, &[&honest.wallet]).governor_error("StakeLocked");
    w.send(&flash[..2], &[&honest.wallet]).ok();
    assert_eq!(w.page(&p.stake_page(0)).counts[1], 1);
}

#[test]
fn tokens_borrowed_over_a_submission_cannot_be_returned_at_once() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(1), c.mint, 10);
    let thief = w.citizen(0);
    w.stake(thief, c.mint, 1);
    let p = w.draft(&w.nation, &Draft::motion());
    w.hold(&thief.key(), &c.mint, 500);
    let around = [c.stake_ix(thief, 500), ix::submit(&p), c.unstake_ix(thief, 500)];
    w.send(&around, &[&thief.wallet]).governor_error("StakeLocked");
    // Whoever keeps them for the day may vote with them: they were there before the submission.
    w.send(&around[..2], &[&thief.wallet]).ok();
    w.open_stake_page(&p, 0).ok();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast_stake(thief, &p, FOR).ok();
    assert_eq!(w.page(&p.stake_page(0)).counts[1], 501);
    assert_eq!(w.proposal(&p).staked, 511);
}

#[test]
fn withdrawing_takes_the_newest_tokens_first() {
    let c = chamber();
    let w = &c.w;
    let person = w.citizen(0);
    for amount in [10, 20, 30, 40, 50] {
        w.stake(person, c.mint, amount);
        let p = w.draft(&w.nation, &Draft::motion());
        w.submit(&p).ok();
    }
    // Four lots; the fifth deposit joined the newest and made it younger.
    assert_eq!((c.stake_of(person).amounts, c.stake_of(person).since), ([10, 20, 30, 90], [0, 1, 2, 4]));
    w.hold(&person.key(), &c.mint, 0);
    w.wait(DAY);
    c.unstake(person, 95).ok();
    assert_eq!((c.stake_of(person).amounts, c.stake_of(person).since), ([10, 20, 25, 0], [0, 1, 2, 0]));
}

#[test]
fn a_stake_closed_and_opened_anew_does_not_vote_twice() {
    let c = chamber();
    let w = &c.w;
    let person = w.citizen(0);
    w.stake(person, c.mint, 10);
    w.stake(w.citizen(1), c.mint, 10);
    w.set_track(&w.nation, 1, TrackRules { chambers: STAKERS, review_seconds: 1_000_000, ..RULES });
    let p = w.submitted(&w.nation, &Draft::motion().on(1), &[]);
    // Empty, close, reopen before the vote; the tokens are younger, and so is the seat.
    w.hold(&person.key(), &c.mint, 0);
    w.wait(DAY);
    let governor = w.nation.governor;
    let anew = [
        c.unstake_ix(person, 10),
        ix::close_stake(person, governor, person.key()),
        ix::open_stake(person, governor),
        c.stake_ix(person, 10),
    ];
    w.send(&anew, &[&person.wallet]).ok();
    w.at(w.proposal(&p).voting_opens_at);
    w.cast_stake(person, &p, FOR).governor_error("NoWeight");
    // Even with tokens of age (forged), the seat is beyond the page.
    w.edit::<Stake>(&ix::stake_of(person, governor), |stake| stake.since = [0; 4]);
    w.cast_stake(person, &p, FOR).governor_error("WrongPage");
}

#[test]
fn weights_beyond_a_ballots_room_are_refused() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, (1 << 60) - 1);
    let person = w.citizen(0);
    w.hold(&person.key(), &c.mint, 1);
    w.send(&[c.stake_ix(person, 1)], &[&person.wallet]).governor_error("ArithmeticOverflow");
    let p = w.voting(&w.nation, 0);
    w.cast_stake(person, &p, FOR).ok();
    assert_eq!(w.page(&p.stake_page(0)).counts[1], (1 << 60) - 1);
}

#[test]
fn sums_beyond_all_numbers_are_refused() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, 7);
    w.hold(&w.citizen(1).key(), &c.mint, 1);
    let governor = w.nation.governor;
    // So many that no number holds one more; forged, since no mint of the test has a supply like that.
    w.edit::<Governor>(&governor, |governor| governor.staked = u64::MAX);
    w.send(&[ix::open_stake(w.citizen(1), governor)], &[&w.citizen(1).wallet]).ok();
    w.send(&[c.stake_ix(w.citizen(1), 1)], &[&w.citizen(1).wallet]).governor_error("ArithmeticOverflow");
    // What one does not have.
    w.edit::<Governor>(&governor, |governor| governor.staked = 7);
    w.hold(&w.citizen(0).key(), &c.mint, 5);
    w.send(&[c.stake_ix(w.citizen(0), 6)], &[&w.citizen(0).wallet]).code(1); // SPL Token: insufficient funds
}

#[test]
fn the_program_notices_a_page_of_stakes_that_contradicts_itself() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, 5);
    let p = w.voting(&w.nation, 0);
    // No instruction leaves a page shorter than its capacity; forge one.
    w.edit_bytes(&p.stake_page(0), |data| data.truncate(data.len() - 1));
    w.cast_stake(w.citizen(0), &p, FOR).governor_error("PageInvariant");
}

#[test]
fn whoever_is_no_citizen_may_stake_and_vote_there() {
    let c = chamber();
    let w = &c.w;
    let holder = w.stranger();
    w.stake(&holder, c.mint, 10);
    let p = w.voting(&w.nation, 0);
    w.cast_stake(&holder, &p, FOR).ok();
    w.conclude(&p);
    assert_eq!(w.proposal(&p).outcome, FOR);
}

/// A limit that is known, written down so that a change of it is seen: the stakers' electorate is what is staked
/// at the submission, and tokens can leave a day after they came. So somebody who borrows tokens for a day
/// can raise the quorum of another's motion.
#[test]
fn known_limit_tokens_borrowed_for_a_day_raise_the_quorum_of_a_submission() {
    let c = chamber();
    let w = &c.w;
    w.stake(w.citizen(0), c.mint, 100);
    w.stake(w.citizen(1), c.mint, 10_000); // borrowed
    let p = w.voting(&w.nation, 0);
    w.hold(&w.citizen(1).key(), &c.mint, 0);
    w.edit::<Stake>(&ix::stake_of(w.citizen(1), w.nation.governor), |stake| stake.locked_until = w.now());
    c.unstake(w.citizen(1), 10_000).ok(); // and returned, the day being over
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    w.conclude(&p);
    assert_eq!((w.proposal(&p).state, w.proposal(&p).deposit_forfeit), (state::DEFEATED, 1));
}

/// Likewise: a page does not know that its proposal was cancelled, so a stake that votes there is locked
/// until the day the vote would have ended.
#[test]
fn known_limit_a_vote_on_a_cancelled_proposal_still_locks() {
    let c = chamber();
    let w = &c.w;
    let guardian = w.stranger().wallet;
    w.appoint_guardian(&guardian);
    w.stake(w.citizen(0), c.mint, 100);
    let p = w.voting(&w.nation, 0);
    w.send(&[ix::cancel(&p, guardian.pubkey())], &[&guardian]).ok();
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    w.at(w.proposal(&p).objection_closes_at - 1);
    w.edit::<Stake>(&ix::stake_of(w.citizen(0), w.nation.governor), |stake| {
        assert_eq!(stake.locked_until, w.proposal(&p).objection_closes_at.max(stake.locked_until));
    });
    c.unstake(w.citizen(0), 100).governor_error("StakeLocked");
    w.wait(DAY);
    c.unstake(w.citizen(0), 100).ok();
}
