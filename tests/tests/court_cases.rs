//! Whole cases, from the filing to the last coin.

use civitas_tests::court::{self, BOND, FEE, PARAMS, ruling, stage};
use civitas_tests::{DAY, Dispute, Money, Petition, Signer, Tribunal, World, income, ix, land};
use client::court::types::CourtParams;

/// The kinds of money.
const MONIES: [fn(&World) -> Money; 3] =
    [|_| Money::SOL, |w| w.coin("coin of alpha"), |w| w.coin_2022("newer coin of alpha", &[])];

/// A case of citizen 0 against citizen 1, who shall be suspended for a day.
fn suspension(w: &World, tribunal: &Tribunal) -> Dispute {
    w.file(tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32))
}

/// What a party gets when it withdraws.
fn withdrawn(w: &World, dispute: &Dispute, party: usize) -> u64 {
    let (person, money) = (w.citizen(party), &dispute.tribunal.money);
    let before = w.purse(money, person);
    w.withdraw_case(dispute, &person.wallet).ok();
    w.purse(money, person) - before
}

#[test]
fn a_case_is_appealed_and_every_coin_finds_its_owner() {
    for money in MONIES {
        let (w, tribunal) = court::world(12, money, &PARAMS);
        let (claimant, respondent) = (&w.citizen(0).wallet, &w.citizen(1).wallet);
        let dispute = suspension(&w, &tribunal);
        let case = w.case_account(&dispute);
        assert_eq!((case.claimant_serial, case.respondent_serial, case.target_serial), (0, 1, 1));
        w.answer(&dispute, respondent).ok();
        for party in [claimant, respondent, respondent] {
            w.submit_evidence(&dispute, party).ok();
        }
        w.empanel(&dispute);
        w.deliberate(&dispute, &[1, 1, 2]);
        assert_eq!(w.case_account(&dispute).ruling, ruling::FOR_CLAIMANT);
        w.appeal(&dispute, respondent).ok();
        assert_eq!(w.case_account(&dispute).held, 3 * FEE + 14 * FEE);
        w.empanel(&dispute);
        w.deliberate(&dispute, &[1, 1, 1, 1, 2, 3, 0]);
        w.end_case(&dispute);
        let case = w.case_account(&dispute);
        assert_eq!((case.ruling, case.stage), (ruling::FOR_CLAIMANT, stage::FINAL));
        // Of the first panel one was wrong, of the second three.
        let pots = [(3 * FEE + BOND, 2), (7 * FEE + 3 * BOND, 4)];
        assert_eq!([case.rounds[0].reward, case.rounds[1].reward], pots.map(|(pot, among)| pot / among));
        let fines = pots.iter().map(|(pot, among)| pot % among).sum();
        assert_eq!(w.court_account(&tribunal).fines, fines);
        w.enforce(&dispute).ok();
        assert_eq!(w.citizen_account(w.citizen(1)).suspended_until, w.now() + DAY);
        w.clear_case(&dispute);
        // The winner's fee comes out of the loser's security for costs.
        assert_eq!([withdrawn(&w, &dispute, 0), withdrawn(&w, &dispute, 1)], [3 * FEE, 4 * FEE]);
        w.close_case(&dispute).ok();
        for person in &w.nation.people[2..] {
            if w.juror_of(&tribunal, person).1.due > 0 {
                w.withdraw_rewards(&tribunal, person).ok();
            }
            w.leave_jury(&tribunal, person).ok();
        }
        w.wait(i64::from(PARAMS.unbonding_seconds));
        for person in &w.nation.people[2..] {
            w.withdraw_bond(&tribunal, person).ok();
        }
        let court = w.court_account(&tribunal);
        assert_eq!((court.held, court.fines, court.jurors), (fines, fines, 0));
        let till = w.open_till(&w.nation, tribunal.money);
        w.collect_fines(&tribunal).ok();
        assert_eq!(w.ledger(&till).income[usize::from(income::FINE)], fines);
        assert_eq!(w.court_account(&tribunal).held, 0);
    }
}

#[test]
fn every_appeal_is_had_and_then_the_citizens_decide() {
    // Panels of 1, 3, 7, 15 and 31: as many jurors as there are appeals for.
    let params = CourtParams { panel: 1, max_appeals: 4, ..PARAMS };
    let (w, tribunal) = court::world(60, |_| Money::SOL, &params);
    let (claimant, respondent) = (&w.citizen(0).wallet, &w.citizen(1).wallet);
    let dispute = suspension(&w, &tribunal);
    for (round, seats) in [1u8, 3, 7, 15, 31].into_iter().enumerate() {
        w.empanel(&dispute);
        assert_eq!(w.round(&dispute).seats, seats);
        // Each panel reverses the one before.
        let choice = if round % 2 == 0 { ruling::FOR_CLAIMANT } else { ruling::FOR_RESPONDENT };
        w.agree(&dispute, choice);
        if round < 4 {
            w.appeal(&dispute, if round % 2 == 0 { respondent } else { claimant }).ok();
        }
    }
    let (outcome, proposal) = w.appeal_to_citizens(&dispute, respondent, w.citizen(5));
    outcome.ok();
    w.send(&[ix::open_page(&proposal, civitas_tests::CITIZENS, 0)], &[]).ok();
    w.conclude_appeal(&dispute).court_error("CitizensUndecided");
    w.at(w.proposal(&proposal).voting_opens_at);
    for person in &w.nation.people {
        w.cast(person, &proposal, civitas_tests::AGAINST).ok();
    }
    w.conclude(&proposal);
    w.conclude_appeal(&dispute).ok();
    assert_eq!(w.case_account(&dispute).ruling, ruling::FOR_RESPONDENT);
    w.clear_case(&dispute);
    assert_eq!(w.case_account(&dispute).uncollected, 0);
}

#[test]
fn a_tenant_whose_wallet_was_lost_is_heard() {
    let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
    let till = w.till(Money::SOL, 0);
    let old = w.citizen(1);
    let lease = w.lease(&till, &land::fixed(), old);
    let new = w.without_court(&tribunal, || w.move_wallet(old, "the tenant's new wallet"));
    // The lease names the lost wallet still, and the citizen by the serial.
    let petition = Petition::evict(&lease, old.key());
    w.try_file(&tribunal, &new.wallet, &petition).court_error("PartiesSame");
    let dispute = w.file(&tribunal, &w.citizen(0).wallet, &petition);
    assert_eq!(w.case_account(&dispute).respondent_serial, 1);
    let answer = |citizen| w.send(&[ix::answer(&dispute, new.key(), citizen)], &[&new.wallet]);
    answer(None).court_error("NotParty");
    answer(Some(new.citizen)).ok();
    w.empanel(&dispute);
    w.agree(&dispute, ruling::FOR_CLAIMANT);
    w.end_case(&dispute);
    w.enforce(&dispute).ok();
    assert_eq!(w.lease_account(&lease).state, land::lease_state::EVICTED);
}

#[test]
fn a_tenant_takes_the_landlord_to_court_for_the_deposit() {
    let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
    let till = w.till(Money::SOL, 0);
    let tenant = w.citizen(1);
    let lease = w.lease(&till, &land::fixed(), tenant);
    w.at(w.lease_account(&lease).ends_at);
    w.end_lease(&lease, &w.authority()).ok();
    w.deduct(&lease, &[1_000_000, 2_000_000]).ok();
    let landlord = w.nation.founder.pubkey();
    let dispute = w.won(&tribunal, &tenant.wallet, &Petition::split_deposit(&lease, landlord, 0));
    // What the landlord waives meanwhile is the tenant's anyway.
    w.waive_deductions(&lease, 0b01).ok();
    w.enforce(&dispute).ok();
    let account = w.lease_account(&lease);
    assert_eq!((account.to_tenant, account.to_landlord, account.open), (land::DEPOSIT, 0, 0));
}
