//! Who is drawn: `close_evidence`, `capture`, `repin`, `draw`; and what jurors can do about it.

use civitas_tests::court::{self, BOND, PARAMS, lot, ruling};
use civitas_tests::*;
use client::court::types::CourtParams;
use client::membership::accounts::Citizen;
use std::collections::BTreeSet;

/// Somebody asks that citizen 1 be suspended for a day.
fn suspension(w: &World, tribunal: &Tribunal) -> Dispute {
    w.file(tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32))
}

/// A case whose evidence has just been closed, with so many jurors.
fn closed(jurors: usize, params: &CourtParams) -> (World, Tribunal, Dispute) {
    let (w, tribunal) = court::world(jurors, |_| Money::SOL, params);
    let dispute = suspension(&w, &tribunal);
    w.close_evidence(&dispute);
    (w, tribunal, dispute)
}

/// The indices of the jurors on the panel of the present round, by seat.
fn panel(w: &World, dispute: &Dispute) -> Vec<u32> {
    let case = w.case_account(dispute);
    let seats = 0..w.round(dispute).seats;
    seats.map(|n| w.seat_account(&dispute.seat(case.round, n)).index).collect()
}

/// The panel, when everybody waits so long before drawing.
fn panel_after(w: &World, dispute: &Dispute, seconds: i64) -> Vec<u32> {
    let w = w.clone();
    w.wait(seconds);
    w.draw_panel(dispute);
    panel(&w, dispute)
}

/// The value that a chi-square variable of this many degrees of freedom exceeds with a probability of 10^-4, after
/// E. B. Wilson and M. M. Hilferty, "The Distribution of Chi-Square", PNAS 17 (1931): its cube root is nearly normal.
fn chi_square_bound(freedom: f64) -> f64 {
    // The normal quantile of 1 - 10^-4.
    const Z: f64 = 3.719;
    let spread = 2.0 / (9.0 * freedom);
    freedom * (1.0 - spread + Z * spread.sqrt()).powi(3)
}

fn chi_square(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

#[test]
fn lots_and_seats_fall_on_all_jurors_alike() {
    const JURORS: usize = 300;
    const CASES: usize = 160;
    // Sixteen seats a juror, and 2,400 among 300: none is full.
    let params = CourtParams { panel: 15, max_appeals: 0, bond: 1_000, ..PARAMS };
    let w = World::new(JURORS + 2);
    let tribunal = w.establish(Money::SOL, &params);
    w.join_juries(&tribunal, &w.nation.people[2..], 1_000_000);
    let mut disputes = vec![];
    for _ in 0..CASES {
        let dispute = w.next_dispute(&tribunal);
        let petition = Petition::suspend(w.citizen(1), DAY as u32);
        w.quietly(&[ix::file(&dispute, w.citizen(0).key(), &petition)], &[&w.citizen(0).wallet]);
        disputes.push(dispute);
    }
    w.at(w.case_account(&disputes[0]).evidence_until);
    for dispute in &disputes {
        w.quietly(&[ix::close_evidence(dispute)], &[]);
    }
    w.pass_slots(10);
    let (mut lots, mut seats) = (vec![0; JURORS], vec![0; JURORS]);
    for dispute in &disputes {
        w.quietly(&[ix::capture(dispute, w.payer.pubkey())], &[]);
        for (index, seat) in w.draw_all(dispute) {
            lots[index as usize] += 1;
            if let Some(n) = seat {
                // The seat is read from the chain, not from what was expected.
                seats[w.seat_account(&dispute.seat(0, n)).index as usize] += 1;
            }
        }
    }
    w.check_courts();
    assert_eq!(seats.iter().sum::<u32>() as usize, CASES * 15);
    assert!(lots.iter().sum::<u32>() as usize > CASES * 15, "somebody was drawn twice");
    let bound = chi_square_bound(JURORS as f64 - 1.0);
    for (name, counts) in [("lots", &lots), ("seats", &seats)] {
        let chi = chi_square(counts);
        assert!(chi < bound, "{name}: {chi} is not below {bound}");
    }
    // The measure would tell: were a tenth of the jurors never drawn.
    lots[..JURORS / 10].fill(0);
    assert!(chi_square(&lots) > bound);
}

#[test]
fn a_thousand_jurors_fill_the_largest_panel() {
    let params = CourtParams { panel: 15, max_appeals: 4, ..PARAMS };
    let w = World::new(1_002);
    let tribunal = w.establish(Money::SOL, &params);
    w.join_juries(&tribunal, &w.nation.people[2..], BOND);
    assert_eq!(w.court_account(&tribunal).jurors, 1_000);
    let dispute = suspension(&w, &tribunal);
    w.close_evidence(&dispute);
    let mut seated = BTreeSet::new();
    for (round, seats) in [15, 31, 63, 127, 255].into_iter().enumerate() {
        assert_eq!((w.round(&dispute).panel, w.round(&dispute).jurors), (seats, 1_000));
        w.pass_slots(10);
        w.capture(&dispute, &w.payer).ok();
        w.draw_all(&dispute);
        let panel = panel(&w, &dispute);
        assert_eq!(panel.len(), usize::from(seats));
        for index in panel {
            assert!(seated.insert(index), "juror {index} sits twice");
        }
        // Each panel reverses the one before.
        let [choice, loser] = [[ruling::FOR_CLAIMANT, 1], [ruling::FOR_RESPONDENT, 0]][round % 2];
        w.agree_quietly(&dispute, choice);
        assert_eq!(w.case_account(&dispute).ruling, choice);
        if round < 4 {
            let appellant = &w.citizen(usize::from(loser)).wallet;
            // The addresses of 255 seats are found when the jurors are frozen: more than a default limit allows.
            w.quietly(&[ix::appeal(&dispute, appellant.pubkey(), None)], &[appellant]);
        }
    }
    w.check_courts();
    assert_eq!(w.case_account(&dispute).seats_open, 15 + 31 + 63 + 127 + 255);
    w.at(w.case_account(&dispute).appeal_until);
    w.finalize(&dispute).ok();
    for seat in w.seats(&dispute) {
        let juror = w.seat_account(&seat).juror;
        w.quietly(&[ix::settle_seat(&dispute, seat, juror)], &[]);
    }
    w.check_courts();
    assert_eq!(w.case_account(&dispute).uncollected, 0);
}

#[test]
fn whoever_captures_and_whenever_it_is_the_same_hash_and_panel() {
    let (w, _, dispute) = closed(12, &PARAMS);
    let pinned = w.round(&dispute).pinned_slot;
    assert_eq!(pinned, w.slot() + 8);
    w.capture(&dispute, &w.payer).court_error("SlotNotProduced");
    // The pinned slot and the next are skipped: the first produced from there on decides.
    let skipped = [pinned, pinned + 1];
    w.pass_slots_but(10, &skipped);
    w.capture(&dispute, &w.payer).court_error("SlotNotProduced");
    let mut known = None;
    for (later, capturer) in [(1, 0), (2, 3), (40, 1), (300, 5), (508, 0), (509, 7)] {
        let w = w.clone();
        w.pass_slots_but(later, &skipped);
        w.wait(later as i64 / 3);
        let capturer = &w.citizen(capturer).wallet;
        w.repin(&dispute).court_error("SlotNotAgedOut");
        w.capture(&dispute, capturer).ok();
        let round = w.round(&dispute);
        assert_eq!((round.captured_slot, round.capturer), (pinned + 2, capturer.pubkey()));
        assert_eq!(round.bounty, 0);
        w.capture(&dispute, &w.payer).court_error("AlreadyCaptured");
        w.repin(&dispute).court_error("AlreadyCaptured");
        w.draw_panel(&dispute);
        let outcome = (round.hash, panel(&w, &dispute));
        assert_eq!(*known.get_or_insert(outcome.clone()), outcome, "after {later} slots");
    }
}

#[test]
fn a_slot_that_has_aged_out_costs_a_tenth_of_the_pool_for_each_new_one() {
    let (w, tribunal, dispute) = closed(12, &PARAMS);
    let (first, pool) = (w.round(&dispute).pinned_slot, w.round(&dispute).pool);
    // The sysvar keeps 512 produced slots: with nothing skipped the last chance is 512 later.
    w.pass_slots(8 + 512);
    w.clone().capture(&dispute, &w.payer).ok();
    w.pass_slots(1);
    w.capture(&dispute, &w.payer).court_error("SlotAgedOut");
    w.repin(&dispute).ok();
    let second = w.round(&dispute).pinned_slot;
    assert_eq!(second, w.slot() + 8);
    assert!(second > first);
    assert_eq!((w.round(&dispute).pool, w.round(&dispute).bounty), (pool - pool / 10, pool / 10));
    w.repin(&dispute).court_error("SlotNotProduced");
    w.pass_slots(600);
    w.repin(&dispute).ok();
    let left = pool - pool / 10;
    let bounty = pool / 10 + left / 10;
    assert_eq!((w.round(&dispute).pool, w.round(&dispute).bounty), (pool - bounty, bounty));
    w.pass_slots(10);
    let capturer = &w.citizen(4).wallet;
    w.capture(&dispute, capturer).ok();
    w.withdraw_bounty(&dispute, &w.citizen(3).wallet, 0).court_error("NotCapturer");
    w.withdraw_bounty(&dispute, capturer, 1).court_error("RoundUnknown");
    let before = w.lamports(&capturer.pubkey());
    w.withdraw_bounty(&dispute, capturer, 0).ok();
    assert_eq!(w.lamports(&capturer.pubkey()) - before, bounty);
    w.withdraw_bounty(&dispute, capturer, 0).court_error("NothingDue");
    assert_eq!(w.court_account(&tribunal).held, 36 * BOND + pool - bounty);
}

#[test]
fn a_bounty_that_nobody_earned_goes_back_to_the_jurors_pool() {
    let (w, _, dispute) = closed(12, &PARAMS);
    let pool = w.round(&dispute).pool;
    w.pass_slots(600);
    w.repin(&dispute).ok();
    w.at(w.case_account(&dispute).draw_until);
    w.capture(&dispute, &w.payer).court_error("NotDrawing");
    w.repin(&dispute).court_error("NotDrawing");
    w.rule(&dispute).ok();
    assert_eq!((w.round(&dispute).pool, w.round(&dispute).bounty), (pool, 0));
    assert_eq!(w.case_account(&dispute).ruling, ruling::UNDECIDED);
    w.end_case(&dispute);
    assert_eq!(w.case_account(&dispute).claimant_due, pool);
}

#[test]
fn only_the_one_drawn_is_seated_in_the_next_seat() {
    let (w, tribunal, dispute) = closed(12, &PARAMS);
    w.pass_slots(10);
    let any = ix::draw(&dispute, 0, 0, 0, w.juror_account(&tribunal, 0).citizen);
    w.send(&[any], &[]).court_error("NotCaptured");
    w.capture(&dispute, &w.payer).ok();
    let index = w.drawn(&dispute);
    let other = (index + 1) % 12;
    let [citizen, others] = [index, other].map(|index| w.juror_account(&tribunal, index).citizen);
    for (juror, citizen, error) in [
        (other, others, "WrongJuror"),
        (12, Address::default(), "WrongJuror"),
        (index, others, "WrongCitizen"),
        (index, Address::default(), "WrongCitizen"),
        (index, w.citizen(0).citizen, "WrongCitizen"),
    ] {
        w.send(&[ix::draw(&dispute, 0, 0, juror, citizen)], &[]).court_error(error);
    }
    for (round, seat) in [(0, 1), (1, 0), (0, 255)] {
        w.send(&[ix::draw(&dispute, round, seat, index, citizen)], &[]).court_error("WrongSeat");
    }
    // An account with the juror's bytes, the court's own even, is not the juror.
    let fake = w.stranger().key();
    w.look_alike(&tribunal.juror(index), &fake, MEMBERSHIP_ID);
    let mut forged = ix::draw(&dispute, 0, 0, index, citizen);
    forged.accounts[2].pubkey = fake;
    w.send(&[forged], &[]).court_error("WrongJuror");
    // Somebody sends the seat's address a lamport first.
    w.give(&dispute.seat(0, 0), 1);
    w.draw(&dispute).ok();
    assert_eq!(panel(&w, &dispute), [index]);
    let seat = w.seat_account(&dispute.seat(0, 0));
    assert_eq!((seat.juror, seat.attempt, seat.round, seat.number), (tribunal.juror(index), 0, 0, 0));
    assert_eq!(w.juror_account(&tribunal, index).locked, BOND);
}

#[test]
fn nobody_sits_twice_in_a_case_and_no_party_at_all() {
    // Everybody is a juror, the parties and who gains too; a panel of seven takes all others.
    let params = CourtParams { panel: 7, max_appeals: 0, ..PARAMS };
    for case in 0..6 {
        let w = World::new(9);
        let tribunal = w.establish(Money::SOL, &params);
        w.join_juries(&tribunal, &w.nation.people, 3 * BOND);
        // A few cases more or less make other draws.
        for _ in 0..case {
            suspension(&w, &tribunal);
        }
        let dispute = suspension(&w, &tribunal);
        let attempts = w.empanel(&dispute);
        assert!(attempts >= 7);
        let panel: BTreeSet<u32> = panel(&w, &dispute).into_iter().collect();
        assert_eq!(panel, (2..9).collect(), "all but the parties, once each");
    }
}

#[test]
fn who_gains_by_a_remedy_does_not_judge_it() {
    let w = World::new(7);
    let tribunal = w.establish(Money::SOL, &PARAMS);
    // Juror 3 is to be awarded money, and is the one on whom the lot falls.
    w.join_juries(&tribunal, &w.nation.people, 3 * BOND);
    let till = w.till(Money::SOL, SOL);
    let grant = Grant {
        holder_kind: kind::COURT,
        period: 1_000_000,
        until: w.now() + 1_000_000,
        ..w.grant(Address::default())
    };
    let budget = w.budget(&till, &grant);
    let authority = w.nation.founder.pubkey();
    let petition = Petition::award(budget, authority, w.citizen(3).key(), 5_000);
    let dispute = w.file(&tribunal, &w.citizen(0).wallet, &petition);
    w.close_evidence(&dispute);
    w.capture_for(&dispute, 3);
    assert_eq!(w.drawn(&dispute), 3);
    w.draw(&dispute).ok();
    assert_eq!((w.round(&dispute).seats, w.round(&dispute).attempt), (0, 1));
    w.draw_panel(&dispute);
    assert!(!panel(&w, &dispute).contains(&3));
}

#[test]
fn jurors_are_frozen_when_evidence_is_closed() {
    let (w, tribunal, dispute) = closed(4, &PARAMS);
    assert_eq!(w.round(&dispute).jurors, 4);
    for _ in 0..8 {
        let person = w.newcomer();
        w.join_jury(&tribunal, &person, 3 * BOND).ok();
    }
    w.pass_slots(10);
    w.capture(&dispute, &w.payer).ok();
    while w.now() < w.case_account(&dispute).draw_until {
        assert!(w.drawn(&dispute) < 4);
        w.draw(&dispute).ok();
    }
    assert_eq!(w.round(&dispute).seats, 3);
    // An appeal freezes anew: now twelve can be drawn.
    w.deliberate(&dispute, &[1, 1, 0]);
    w.appeal(&dispute, &w.citizen(1).wallet).ok();
    assert_eq!(w.round(&dispute).jurors, 12);
}

#[test]
fn knowing_the_hash_nobody_dodges_a_seat_or_gets_one() {
    let params = CourtParams { unbonding_seconds: 10 * 3_600, ..PARAMS };
    let (w, tribunal) = court::world(4, |_| Money::SOL, &params);
    // A juror with less than a bond to spare: all of it is at risk already.
    let poor = w.newcomer();
    w.join_jury(&tribunal, &poor, BOND).ok();
    let dispute = {
        let raised = CourtParams { bond: BOND + 1, ..params };
        w.send(&[ix::set_parameters(&tribunal, w.nation.founder.pubkey(), &raised)], &[&w.nation.founder])
            .ok();
        suspension(&w, &tribunal)
    };
    w.close_evidence(&dispute);
    w.capture_for(&dispute, 4);
    // She adds what is missing, now that she knows: it does not count for this case.
    w.add_bond(&tribunal, &poor, SOL).ok();
    w.add_bond(&tribunal, &poor, SOL).court_error("BondPending");
    w.draw(&dispute).ok();
    assert_eq!(w.round(&dispute).seats, 0);
    // The next one leaves as soon as the lot has fallen: seated all the same, and paid out only when it is settled.
    let index = w.drawn(&dispute);
    assert_ne!(index, 4);
    let wallet = w.juror_account(&tribunal, index).wallet;
    let person = w.nation.people.iter().find(|person| person.key() == wallet).unwrap();
    w.leave_jury(&tribunal, person).ok();
    w.leave_jury(&tribunal, person).court_error("AlreadyLeaving");
    w.add_bond(&tribunal, person, 1).court_error("AlreadyLeaving");
    w.withdraw_bond(&tribunal, person).court_error("UnbondingRunning");
    w.draw(&dispute).ok();
    assert_eq!(panel(&w, &dispute), [index]);
    w.at(w.juror_account(&tribunal, index).leaves_at);
    w.withdraw_bond(&tribunal, person).court_error("SeatsHeld");
}

#[test]
fn who_draws_chooses_nothing_by_drawing_sooner_or_later() {
    // Four jurors, one of whom stops being able to sit within the hour of the draw: whoever draws must not be able to
    // have that juror, or not, by waiting. The lot falls on that juror first.
    let last = i64::from(PARAMS.draw_seconds) - 1;
    let scene = |change: &dyn Fn(&World, &Tribunal, &Person, i64)| {
        let (w, tribunal) = court::world(4, |_| Money::SOL, &PARAMS);
        let frozen_at = w.now() + 100_000;
        change(&w, &tribunal, &w.citizen(2).clone(), frozen_at);
        let dispute = {
            let pleading = i64::from(PARAMS.answer_seconds + PARAMS.evidence_seconds);
            w.at(frozen_at - pleading);
            suspension(&w, &tribunal)
        };
        w.close_evidence(&dispute);
        assert_eq!(w.now(), frozen_at);
        w.capture_for(&dispute, 0);
        let panels = [0, 1, last / 2, last].map(|wait| panel_after(&w, &dispute, wait));
        for panel in &panels {
            assert_eq!(*panel, panels[0]);
        }
        panels[0].contains(&0)
    };
    let leaving = |seconds: i64| {
        scene(&|w, tribunal, juror, frozen_at| {
            w.at(frozen_at + seconds - i64::from(PARAMS.unbonding_seconds));
            w.leave_jury(tribunal, juror).ok();
        })
    };
    let draw = i64::from(PARAMS.draw_seconds);
    assert!(!leaving(-5) && !leaving(0) && !leaving(draw / 2) && !leaving(draw - 1));
    assert!(leaving(draw), "there to the end of the draw");
    let suspended = |seconds: i64| {
        scene(&|w, tribunal, juror, frozen_at| {
            w.without_court(tribunal, || {
                let founder = &w.nation.founder;
                w.send(&[ix::suspend(juror, founder.pubkey(), frozen_at + seconds)], &[founder]).ok();
            });
        })
    };
    assert!(suspended(-1) && suspended(0), "over when the jurors are frozen");
    assert!(!suspended(1) && !suspended(draw / 2));
    let lapsing = |seconds: i64| {
        scene(&|w, _, juror, frozen_at| {
            w.edit::<Citizen>(&juror.citizen, |citizen| citizen.expires_at = frozen_at + seconds);
        })
    };
    assert!(!lapsing(0) && lapsing(1) && lapsing(draw / 2));
}

#[test]
fn after_a_reissue_a_juror_is_drawn_from_the_next_freezing_on() {
    let (w, tribunal) = court::world(4, |_| Money::SOL, &PARAMS);
    let old = w.citizen(2).clone();
    let new = w.without_court(&tribunal, || w.move_wallet(&old, "a new wallet"));
    let dispute = suspension(&w, &tribunal);
    w.close_evidence(&dispute);
    w.capture_for(&dispute, 0);
    let claim =
        |w: &World, person: &Person| w.send(&[ix::claim_juror(&tribunal, person, 0)], &[&person.wallet]);
    claim(&w, w.citizen(3)).court_error("WrongCitizen");
    // Whether the new wallet claims before the draw or not: the juror is not drawn, for the choice would be hers.
    let unclaimed = panel_after(&w, &dispute, 0);
    claim(&w, &new).ok();
    assert_eq!(w.juror_account(&tribunal, 0).wallet, new.key());
    let claimed = panel_after(&w, &dispute, 0);
    assert!(!claimed.contains(&0));
    assert_eq!(claimed, unclaimed);
    claim(&w, &new).court_error("WalletOnRecord");
    w.draw_panel(&dispute);
    // From the next freezing on she can be.
    let next = suspension(&w, &tribunal);
    w.close_evidence(&next);
    w.capture_for(&next, 0);
    w.draw(&next).ok();
    assert_eq!(panel(&w, &next), [0]);
    claim(&w, &new).court_error("WalletOnRecord");
    // The old wallet is nobody's any more.
    w.send(&[ix::leave_jury(&tribunal, old.key(), 0)], &[&old.wallet]).court_error("NotJuror");
}

#[test]
fn a_juror_comes_back_under_another_index_and_only_after_leaving() {
    let (w, tribunal) = court::world(4, |_| Money::SOL, &PARAMS);
    let person = w.citizen(2);
    w.join_jury(&tribunal, person, BOND).already_exists();
    w.leave_jury(&tribunal, person).ok();
    w.wait(i64::from(PARAMS.unbonding_seconds));
    w.join_jury(&tribunal, person, BOND).already_exists();
    w.withdraw_bond(&tribunal, person).ok();
    w.join_jury(&tribunal, person, BOND).ok();
    assert_eq!(w.juror_of(&tribunal, person).0, 4);
    // The index of before draws nobody for ever: here it is the first lot.
    let dispute = suspension(&w, &tribunal);
    w.close_evidence(&dispute);
    w.capture_for(&dispute, 0);
    let mut forged = w.next_draw(&dispute);
    // The account that stands for a juror who has left must be where that juror was.
    forged.accounts[2].pubkey = tribunal.juror(9);
    w.send(&[forged], &[]).court_error("WrongJuror");
    w.draw(&dispute).ok();
    assert_eq!((w.round(&dispute).seats, w.round(&dispute).attempt), (0, 1));
}

#[test]
fn when_nobody_else_can_be_drawn_the_panel_stays_as_it_is() {
    // Of three jurors two have left by the time that evidence closes.
    let params = CourtParams { evidence_seconds: 20 * 3_600, ..PARAMS };
    let (w, tribunal) = court::world(3, |_| Money::SOL, &params);
    let dispute = suspension(&w, &tribunal);
    for person in [2, 3] {
        w.leave_jury(&tribunal, w.citizen(person)).ok();
    }
    w.wait(i64::from(params.unbonding_seconds));
    for person in [2, 3] {
        w.withdraw_bond(&tribunal, w.citizen(person)).ok();
    }
    w.try_file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), 60))
        .court_error("TooFewJurors");
    w.close_evidence(&dispute);
    w.capture_for(&dispute, 2);
    w.draw(&dispute).ok();
    assert_eq!(panel(&w, &dispute), [2]);
    // Four attempts for each of three, and sixteen.
    for attempt in 1..=28 {
        assert!(w.now() < w.case_account(&dispute).draw_until);
        w.draw(&dispute).ok();
        assert_eq!(w.round(&dispute).attempt, attempt);
    }
    let case = w.case_account(&dispute);
    assert_eq!((case.draw_until, case.commit_until), (w.now(), w.now() + i64::from(params.commit_seconds)));
    w.draw(&dispute).court_error("NotDrawing");
    // One juror rules alone, at once.
    w.deliberate(&dispute, &[ruling::FOR_CLAIMANT]);
    assert_eq!(w.case_account(&dispute).ruling, ruling::FOR_CLAIMANT);
}

#[test]
fn a_draw_among_nobody_ends_in_no_ruling() {
    let params = CourtParams { evidence_seconds: 20 * 3_600, ..PARAMS };
    let (w, tribunal) = court::world(3, |_| Money::SOL, &params);
    let dispute = suspension(&w, &tribunal);
    for person in 2..5 {
        w.leave_jury(&tribunal, w.citizen(person)).ok();
    }
    w.close_evidence(&dispute);
    w.pass_slots(10);
    w.capture(&dispute, &w.payer).ok();
    assert_eq!(w.draw_panel(&dispute), 28);
    // Nobody is waited for.
    w.rule(&dispute).ok();
    assert_eq!((w.case_account(&dispute).ruling, w.round(&dispute).seats), (ruling::UNDECIDED, 0));
}

#[test]
fn the_lot_depends_on_everything_that_it_is_said_to() {
    let (w, tribunal, dispute) = closed(12, &PARAMS);
    w.pass_slots(10);
    w.capture(&dispute, &w.payer).ok();
    let round = w.round(&dispute);
    let all = |seat, attempt| lot(&round.hash, &dispute.address, 0, seat, attempt, 12);
    let other = tribunal.dispute(1).address;
    let lots = |of: &dyn Fn(u32) -> u32| (0..40).map(of).collect::<Vec<_>>();
    let base = lots(&|attempt| all(0, attempt));
    assert_ne!(base, lots(&|attempt| all(1, attempt)));
    assert_ne!(base, lots(&|attempt| lot(&round.hash, &other, 0, 0, attempt, 12)));
    assert_ne!(base, lots(&|attempt| lot(&round.hash, &dispute.address, 1, 0, attempt, 12)));
    // And the program agrees with the description to the end of the panel.
    for (index, seat) in w.draw_all(&dispute) {
        if let Some(n) = seat {
            assert_eq!(w.seat_account(&dispute.seat(0, n)).index, index);
        }
    }
}
