//! Censuses: what a report says, recomputed here from the accounts of the other programs; once a period, never
//! changed; and what completing it can add.

use civitas_tests::diplomacy::{COMPLETION, PERIOD};
use civitas_tests::*;
use client::ProgramAccount;
use client::diplomacy::accounts::CensusReport;
use client::diplomacy::events::Event;
use client::land::accounts::{Lease, Parcel};
use client::membership::accounts::Citizen;
use client::treasury::accounts::Ledger;
use std::collections::BTreeSet;

/// All accounts of a type in the world, but for forged ones.
fn all<T: ProgramAccount>(w: &World, belongs: impl Fn(&T) -> bool) -> Vec<T> {
    let accounts = w.cluster.program_accounts(&T::PROGRAM, &[]).expect("an embedded cluster answers");
    let decoded = accounts.iter().filter_map(|(_, a)| client::decode::<T>(&a.owner, &a.data).ok());
    decoded.filter(belongs).collect()
}

fn country(code: &[u8; 6]) -> usize {
    usize::from(code[0] - b'A') * 26 + usize::from(code[1] - b'A')
}

fn countries_in(report: &CensusReport) -> BTreeSet<usize> {
    let bit = |n: &usize| report.country_set[n / 64] >> (n % 64) & 1 == 1;
    (0..report.country_set.len() * 64).filter(bit).collect()
}

/// Compares a report with every citizen, parcel and lease of the nation, and with the ledgers and parcels shown.
#[track_caller]
fn check(w: &World, nation: &Nation, report: &CensusReport, ledgers: &[&Till], parcels: &[Plot]) {
    let now = report.reported_at;
    let account = w.nation_account(nation);
    let people: Vec<Citizen> = all(w, |citizen: &Citizen| citizen.nation == nation.address);
    let alive: Vec<_> = people.iter().filter(|p| p.status == 0 && now < p.expires_at).collect();
    assert_eq!(report.population, alive.len() as u64);
    assert_eq!(report.voters, alive.iter().filter(|p| p.tier == 2).count() as u64);
    assert_eq!(report.serials, account.next_serial);
    assert_eq!(report.charter_version, account.charter_version);
    assert_eq!((report.dues_mint, report.dues_amount), (account.dues_mint, account.dues_amount));
    let land: Vec<Parcel> = all(w, |p: &Parcel| p.nation == nation.address && p.retired == 0);
    for tenure in 0..3u8 {
        let of: Vec<_> = land.iter().filter(|parcel| parcel.facts.tenure == tenure).collect();
        assert_eq!(report.counts[usize::from(tenure)] as usize, of.len(), "parcels of tenure {tenure}");
        let area: u64 = of.iter().map(|parcel| parcel.facts.area).sum();
        assert_eq!(report.areas[usize::from(tenure)], area, "area of tenure {tenure}");
    }
    assert_eq!(report.parcels as usize, land.len());
    let runs = |lease: &Lease| lease.nation == nation.address && (1..=3).contains(&lease.state);
    assert_eq!(report.leases as usize, all(w, runs).len());
    let shown: BTreeSet<usize> =
        parcels.iter().map(|plot| country(&w.read::<Parcel>(&plot.address).facts.jurisdiction)).collect();
    assert_eq!((countries_in(report), usize::from(report.countries)), (shown.clone(), shown.len()));
    let present: Vec<_> = report.ledgers.iter().filter(|place| place.present == 1).collect();
    assert_eq!(present.len(), ledgers.len());
    for till in ledgers {
        let ledger: Ledger = w.ledger(till);
        let place = present.iter().find(|place| place.mint == till.money.mint).expect("it was shown");
        assert_eq!(
            (place.income, place.outflow, place.balance),
            (ledger.income, ledger.outflow, ledger.balance)
        );
        assert_eq!(place.promised, ledger.promised_streams + ledger.promised_budgets);
        assert_eq!(place.decimals, ledger.decimals);
    }
}

fn survey(w: &World, code: &[u8; 6], tenure: u8) -> Survey {
    Survey { jurisdiction: *code, tenure, area: 1_000 + u64::from(code[0]), ..Survey::of(&w.nation.address) }
}

fn plot(w: &World, code: &[u8; 6], tenure: u8) -> Plot {
    w.parcel_of(&w.nation, &survey(w, code, tenure))
}

/// A nation with everything a census reads: people of all kinds, land of all tenures, leases, money of several mints
/// that came in, went out and is promised.
struct Land {
    w: World,
    tills: Vec<Till>,
    plots: Vec<Plot>,
}

fn settled() -> Land {
    let w = World::new(8);
    let founder = w.nation.founder.insecure_clone();
    w.send(&[ix::set_tier(w.citizen(1), founder.pubkey(), 1)], &[&founder]).ok();
    w.send(&[ix::set_tier(w.citizen(2), founder.pubkey(), 0)], &[&founder]).ok();
    w.send(&[ix::renounce(w.citizen(3))], &[&w.citizen(3).wallet]).ok();
    w.send(&[ix::revoke(w.citizen(4), founder.pubkey())], &[&founder]).ok();
    let court = client::dev_keys::keypair("court");
    w.appoint_court(&court);
    w.send(&[ix::suspend(w.citizen(5), court.pubkey(), w.now() + 90 * DAY)], &[&court]).ok();
    let gold = w.coin("gold");
    let (sol, coin) = (w.till(Money::SOL, 10 * SOL), w.till(gold, 900_000));
    w.set_dues(&w.nation, &gold, 77);
    w.pay(&coin, w.empty_holding(&gold, &w.citizen(0).key()), 1_000).ok();
    w.stream(&sol, w.citizen(0).key(), SOL, [w.now(), w.now(), w.now() + 90 * DAY]);
    w.budget(&coin, &treasury_grant(&w));
    let fined = w.holder_of(&Money::SOL, "a debtor", 5);
    w.send(&[ix::deposit(&sol, fined.pubkey(), income::FINE, 5)], &[&fined]).ok();
    let plots = vec![
        plot(&w, b"PT-15\0", 0),
        plot(&w, b"PT-11\0", 1),
        plot(&w, b"HN\0\0\0\0", 1),
        plot(&w, b"AA\0\0\0\0", 0),
        plot(&w, b"ZZ\0\0\0\0", 0),
    ];
    plot(&w, b"ME\0\0\0\0", 2);
    let gone = plot(&w, b"NZ\0\0\0\0", 0);
    w.send(&[ix::retire_parcel(&gone, founder.pubkey(), 1)], &[&founder]).ok();
    let letting = w.next_lease(&plots[0], &sol);
    w.try_offer(&letting, &w.authority(), &land::fixed(), None).ok();
    w.accept(&letting, w.citizen(0)).ok();
    w.wait(1);
    Land { w, tills: vec![sol, coin], plots }
}

fn treasury_grant(w: &World) -> Grant {
    Grant { set_aside: 20_000, ..w.grant(w.citizen(0).key()) }
}

fn addresses_of(tills: &[Till], plots: &[Plot]) -> Vec<Address> {
    tills.iter().map(|till| till.ledger).chain(plots.iter().map(|plot| plot.address)).collect()
}

#[test]
fn a_report_says_what_the_accounts_say() {
    let Land { w, tills, plots } = settled();
    let evidence = addresses_of(&tills, &plots[1..]);
    let receipt = w.publish(&w.nation, &evidence).ok();
    let report = w.report(&w.nation);
    // Who has renounced or was revoked is no member; visitors and residents are, without a vote.
    assert_eq!((report.population, report.voters, report.serials), (6, 4, 8));
    assert_eq!((report.parcels, report.counts, report.leases, report.countries), (6, [3, 2, 1], 1, 4));
    check(&w, &w.nation, &report, &[&tills[0], &tills[1]], &plots);
    assert_eq!((report.nation, report.reporter), (w.nation.address, ix::payer()));
    assert_eq!((report.period, report.reported_at), (w.period(), w.now()));
    assert!(report.ledgers.iter().filter(|place| place.present == 1).all(|place| place.read_at == w.now()));
    match World::diplomacy_events(&receipt).as_slice() {
        [Event::CensusTaken(event)] => {
            assert_eq!((event.nation, event.population, event.period), (w.nation.address, 6, w.period()));
            assert_eq!((event.countries, event.ledgers, event.completed), (4, 2, 0));
        }
        other => panic!("{other:?}"),
    }
    // The sibling's is its own.
    w.publish(&w.sibling, &[]).ok();
    check(&w, &w.sibling, &w.report(&w.sibling), &[], &[]);
}

#[test]
fn the_order_in_which_accounts_are_shown_does_not_matter_nor_does_showing_them_twice() {
    let Land { w, tills, plots } = settled();
    let evidence = addresses_of(&tills, &plots[1..3]);
    let report_of = |evidence: &[Address]| {
        let copy = w.clone();
        copy.publish(&copy.nation, evidence).ok();
        let account = copy.account(&copy.census_of(&copy.nation));
        account.data
    };
    let backwards: Vec<_> = evidence.iter().rev().copied().collect();
    let twice = [evidence.as_slice(), &evidence[1..3]].concat();
    assert_eq!(report_of(&evidence), report_of(&backwards));
    assert_eq!(report_of(&evidence), report_of(&twice));
}

#[test]
fn what_does_not_fit_into_a_publication_is_added_in_the_same_transaction() {
    let w = World::new(1);
    let tills: Vec<Till> = (0..4).map(|n| w.till(w.coin(&format!("coin {n}")), 7)).collect();
    w.set_dues(&w.nation, &tills[3].money, 3);
    let plots: Vec<Plot> = (0..12).map(|n| plot(&w, &[b'A' + n, b'Q', 0, 0, 0, 0], n % 2)).collect();
    let evidence = addresses_of(&[tills[0], tills[1], tills[3]], &plots);
    w.publish(&w.nation, &evidence).diplomacy_error("TooMuchShown");
    w.publish(&w.nation, &evidence[..7]).diplomacy_error("TooMuchShown");
    w.wait(1);
    let publish = ix::publish_census(w.nation.address, w.period(), &evidence[..6]);
    let complete = ix::complete_census(w.census_of(&w.nation), &evidence[6..]);
    w.send(&[publish, complete], &[]).ok();
    check(&w, &w.nation, &w.report(&w.nation), &[&tills[0], &tills[1], &tills[3]], &plots);
}

#[test]
fn members_count_until_their_terms_end() {
    let w = World::new(3);
    let ends = w.citizen_account(w.citizen(0)).expires_at;
    w.at(ends - 1);
    w.publish(&w.nation, &[]).ok();
    assert_eq!((w.report(&w.nation).population, w.report(&w.nation).voters), (3, 3));
    w.at(ends);
    if w.exists(&w.census_of(&w.nation)) {
        w.next_period();
    }
    let late = w.newcomer();
    w.publish(&w.nation, &[]).ok();
    assert_eq!((w.report(&w.nation).population, w.report(&w.nation).serials), (1, 4));
    assert_eq!(w.citizen_account(&late).serial, 3);
}

#[test]
fn once_a_period_and_in_the_period_that_runs() {
    let w = World::new(1);
    let first = w.next_period();
    w.publish(&w.nation, &[]).ok();
    w.publish(&w.nation, &[]).already_exists();
    w.at((i64::from(first) + 1) * PERIOD - 1);
    assert_eq!(w.period(), first);
    w.publish(&w.nation, &[]).already_exists();
    for wrong in [first - 1, first + 1, 0, u32::MAX] {
        w.send(&[ix::publish_census(w.nation.address, wrong, &[])], &[]).diplomacy_error("WrongPeriod");
    }
    w.wait(1);
    let late = ix::publish_census(w.nation.address, first, &[]);
    w.send(&[late], &[]).already_exists();
    w.publish(&w.nation, &[]).ok();
    // A period that nobody reported is never reported.
    let missed = w.next_period();
    w.next_period();
    let late = ix::publish_census(w.nation.address, missed, &[]);
    w.send(&[late], &[]).diplomacy_error("WrongPeriod");
}

#[test]
fn who_publishes_pays_and_the_account_stays() {
    let w = World::new(2);
    let anyone = w.citizen(1);
    let before = w.lamports(&anyone.key());
    let mut publish = ix::publish_census(w.nation.address, w.period(), &[]);
    publish.accounts[0].pubkey = anyone.key();
    w.send(&[publish], &[&anyone.wallet]).ok();
    let report = w.report(&w.nation);
    assert_eq!(report.reporter, anyone.key());
    assert_eq!(before - w.lamports(&anyone.key()), w.lamports(&w.census_of(&w.nation)));
}

#[test]
fn what_was_read_never_changes() {
    let Land { w, tills, plots } = settled();
    w.publish(&w.nation, &addresses_of(&tills[..1], &plots[..1])).ok();
    let first = w.report(&w.nation);
    // The nation changes in everything that was read.
    w.donate(&tills[0], SOL);
    w.newcomer();
    w.amend(&plots[0], &survey(&w, b"ES\0\0\0\0", 1)).ok();
    w.wait(100);
    w.complete(&w.nation, &[tills[0].ledger]).diplomacy_error("NothingToAdd");
    w.complete(&w.nation, &addresses_of(&tills, &plots[1..])).ok();
    let report = w.report(&w.nation);
    assert_eq!(
        (report.population, report.areas, report.counts),
        (first.population, first.areas, first.counts)
    );
    assert_eq!((report.reported_at, report.reporter), (first.reported_at, first.reporter));
    assert_eq!(report.ledgers[0], first.ledgers[0]);
    // What was added says of itself when it was read.
    let added = &report.ledgers[1];
    assert_eq!((added.mint, added.read_at, added.present), (tills[1].money.mint, w.now(), 1));
    assert_eq!(first.ledgers[1].present, 0);
    let codes: [&[u8; 6]; 4] = [b"PT\0\0\0\0", b"HN\0\0\0\0", b"AA\0\0\0\0", b"ZZ\0\0\0\0"];
    assert_eq!(countries_in(&report), codes.map(country).into());
    assert_eq!(report.countries, 4);
}

#[test]
fn a_census_is_completed_for_a_week() {
    let Land { w, tills, plots } = settled();
    w.next_period();
    w.publish(&w.nation, &[]).ok();
    let ends = w.report(&w.nation).reported_at + COMPLETION;
    w.at(ends - 1);
    let receipt = w.complete(&w.nation, &[plots[0].address]).ok();
    match World::diplomacy_events(&receipt).as_slice() {
        [Event::CensusTaken(event)] => assert_eq!((event.countries, event.completed), (1, 1)),
        other => panic!("{other:?}"),
    }
    w.at(ends);
    w.complete(&w.nation, &addresses_of(&tills, &plots)).diplomacy_error("ReportFinal");
    assert_eq!(w.report(&w.nation).countries, 1);
}

#[test]
fn a_parcel_cannot_be_one_thing_for_the_census_and_another_to_complete_it() {
    let w = World::new(1);
    let moved = plot(&w, b"PT\0\0\0\0", 0);
    plot(&w, b"PT\0\0\0\0", 0);
    let claimed = plot(&w, b"HN\0\0\0\0", 2);
    w.wait(1);
    w.publish(&w.nation, &[moved.address]).ok();
    // Changed in the second of the report, and later: known too late, in whatever country it lies now.
    w.amend(&moved, &survey(&w, b"ES\0\0\0\0", 0)).ok();
    w.amend(&claimed, &survey(&w, b"HN\0\0\0\0", 0)).ok();
    for plot in [&moved, &claimed] {
        w.complete(&w.nation, &[plot.address]).diplomacy_error("ParcelTooNew");
    }
    w.wait(100);
    w.amend(&moved, &survey(&w, b"FR\0\0\0\0", 0)).ok();
    w.complete(&w.nation, &[moved.address]).diplomacy_error("ParcelTooNew");
    assert_eq!(w.report(&w.nation).countries, 1);
    // The next census knows it.
    w.next_period();
    w.publish(&w.nation, &[moved.address, claimed.address]).ok();
    assert_eq!(countries_in(&w.report(&w.nation)), [b"FR\0\0\0\0", b"HN\0\0\0\0"].map(country).into());
}

#[test]
fn land_cannot_be_left_out() {
    let w = World::new(1);
    // Without a registry its address is shown, and nothing else will do.
    let publish = |registry: Address| {
        let mut publish = ix::publish_census(w.nation.address, w.period(), &[]);
        publish.accounts[2].pubkey = registry;
        publish
    };
    for other in [Address::default(), addresses::registry(&w.sibling.address).0, w.nation.address] {
        w.send(&[publish(other)], &[]).diplomacy_error("WrongRegistry");
    }
    let own = addresses::registry(&w.nation.address).0;
    let copy = w.clone();
    copy.give(&own, 1);
    copy.send(&[publish(own)], &[]).ok();
    assert_eq!((copy.report(&w.nation).parcels, copy.report(&w.nation).areas), (0, [0; 3]));
    // With one, only that.
    plot(&w, b"PT\0\0\0\0", 0);
    w.registry(&w.sibling);
    for other in [Address::default(), addresses::registry(&w.sibling.address).0] {
        w.send(&[publish(other)], &[]).diplomacy_error("WrongRegistry");
    }
    w.send(&[publish(own)], &[]).ok();
    assert_eq!(w.report(&w.nation).parcels, 1);
}

#[test]
fn ledgers_have_their_places() {
    let w = World::new(1);
    let coins: Vec<Money> = (0..5).map(|n| w.coin(&format!("coin {n}"))).collect();
    let tills: Vec<Till> = coins.iter().map(|coin| w.till(*coin, 7)).collect();
    let sol = w.till(Money::SOL, 0);
    w.set_dues(&w.nation, &coins[4], 3);
    w.publish(&w.nation, &addresses_of(&tills[..2], &[])).ok();
    // Full for any other, but SOL and the dues have a place of their own.
    w.complete(&w.nation, &[tills[2].ledger]).diplomacy_error("LedgersFull");
    // One that never took money shows nothing, and takes no place.
    w.complete(&w.nation, &[sol.ledger]).diplomacy_error("NothingToAdd");
    w.donate(&sol, 9);
    w.complete(&w.nation, &[sol.ledger, tills[4].ledger]).ok();
    let mints = w.report(&w.nation).ledgers.map(|place| place.mint);
    assert_eq!(mints, [Address::default(), coins[4].mint, coins[0].mint, coins[1].mint]);
}

#[test]
fn nobody_fills_a_census_with_empty_ledgers() {
    // A nation with ledgers that never took money, and its money in one more.
    let w = World::new(1);
    let empty: Vec<Till> = (0..3).map(|n| w.till(w.coin(&format!("coin {n}")), 0)).collect();
    let full = w.till(w.coin("gold"), 70);
    w.publish(&w.nation, &addresses_of(&empty, &[])).ok();
    assert!(w.report(&w.nation).ledgers.iter().all(|place| place.present == 0));
    w.complete(&w.nation, &[full.ledger]).ok();
    check(&w, &w.nation, &w.report(&w.nation), &[&full], &[]);
}

#[test]
fn self_government_is_a_program_that_is_no_founder() {
    let w = World::new(1);
    let self_governed = || {
        let copy = w.clone();
        copy.publish(&copy.nation, &[]).ok();
        copy.report(&copy.nation).self_governed
    };
    assert_eq!(self_governed(), 0);
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| {
        nation.authority = client::dev_keys::keypair("somebody").pubkey();
    });
    assert_eq!(self_governed(), 0, "a key is no program");
    let founder = w.nation.founder.pubkey();
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| nation.authority = founder);
    w.hand_over(&w.nation);
    assert_eq!(self_governed(), 1);
    let executor = w.nation.executor;
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| nation.founder = executor);
    assert_eq!(self_governed(), 0, "who has founded it has not handed it over");
}
