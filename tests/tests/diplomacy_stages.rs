//! Stages: every threshold from both sides, and how a nation falls.

use civitas_tests::diplomacy::{COMPLETION, STATE_POPULATION, UNION_POPULATION, stages::*};
use civitas_tests::*;
use client::diplomacy::accounts::Stage;
use client::diplomacy::events::Event;

/// A nation that has everything for a network state but what a test takes away.
struct Ascent {
    w: World,
    evidence: Vec<Address>,
    government: Voice,
}

fn ascent() -> Ascent {
    let w = World::new(1);
    let sol = w.till(Money::SOL, 1);
    let plot = |code: &[u8; 6]| {
        w.parcel_of(&w.nation, &Survey { jurisdiction: *code, ..Survey::of(&w.nation.address) }).address
    };
    let evidence = vec![sol.ledger, plot(b"PT\0\0\0\0"), plot(b"HN\0\0\0\0")];
    let government = w.body("a government");
    w.hand_over(&w.nation);
    w.populate(&w.nation, STATE_POPULATION);
    w.next_period();
    Ascent { w, evidence, government }
}

impl Ascent {
    /// The stage in a copy of the world, after this change to it.
    fn stage_if(&self, recognised: bool, evidence: &[Address], change: impl FnOnce(&World)) -> u8 {
        let w = self.w.clone();
        if recognised {
            w.recognise(&self.government, &w.nation).ok();
        }
        change(&w);
        w.publish(&w.nation, evidence).ok();
        w.assess(&w.nation, recognised.then_some(&self.government)).ok();
        w.stage(&w.nation).stage
    }

    /// Makes `alpha` a network state.
    fn ascend(&self) {
        self.w.recognise(&self.government, &self.w.nation).ok();
        self.w.publish(&self.w.nation, &self.evidence).ok();
        self.w.assess(&self.w.nation, Some(&self.government)).ok();
        assert_eq!(self.w.stage(&self.w.nation).stage, NETWORK_STATE);
    }
}

/// Makes the sibling what this word makes of it: a network state, by a body.
fn raise_sibling(w: &World, government: &Voice) {
    w.recognise(government, &w.sibling).ok();
    let evidence = sibling_evidence(w);
    w.hand_over(&w.sibling);
    w.populate(&w.sibling, STATE_POPULATION);
    w.publish(&w.sibling, &evidence).ok();
    w.assess(&w.sibling, Some(government)).ok();
    assert_eq!(w.stage(&w.sibling).stage, NETWORK_STATE);
}

fn sibling_evidence(w: &World) -> Vec<Address> {
    let till = w.open_till(&w.sibling, Money::SOL);
    w.donate(&till, 1);
    w.registry(&w.sibling);
    let plot = |code: &[u8; 6]| {
        w.parcel_of(&w.sibling, &Survey { jurisdiction: *code, ..Survey::of(&w.sibling.address) }).address
    };
    vec![till.ledger, plot(b"FR\0\0\0\0"), plot(b"ES\0\0\0\0")]
}

#[test]
fn every_threshold_from_both_sides() {
    let a = ascent();
    let populated = |members: u64| move |w: &World| w.populate(&w.nation, members);
    let all = a.evidence.as_slice();
    // Of all it takes, the last member.
    assert_eq!(a.stage_if(true, all, populated(STATE_POPULATION)), NETWORK_STATE);
    assert_eq!(a.stage_if(true, all, populated(STATE_POPULATION - 1)), NETWORK_ARCHIPELAGO);
    assert_eq!(a.stage_if(true, all, populated(UNION_POPULATION)), NETWORK_ARCHIPELAGO);
    assert_eq!(a.stage_if(true, all, populated(UNION_POPULATION - 1)), STARTUP_SOCIETY);
    assert_eq!(a.stage_if(true, &all[..2], populated(UNION_POPULATION)), NETWORK_UNION);
    // Recognition.
    assert_eq!(a.stage_if(false, all, |_| {}), NETWORK_ARCHIPELAGO);
    // Land: one country, however many parcels; two; claimed land is none.
    assert_eq!(a.stage_if(true, &all[..2], |_| {}), NETWORK_UNION);
    let same = Survey { jurisdiction: *b"PT-11\0", ..Survey::of(&a.w.nation.address) };
    let other =
        |w: &World| w.edit::<client::land::accounts::Parcel>(&a.evidence[2], |p| p.facts = same.facts());
    assert_eq!(a.stage_if(true, all, other), NETWORK_UNION);
    assert_eq!(a.stage_if(true, &all[..1], |_| {}), NETWORK_UNION);
    // A purse that has taken money.
    assert_eq!(a.stage_if(true, &all[1..], |_| {}), STARTUP_SOCIETY);
    // Self-government.
    let by_founder = |w: &World| {
        let founder = w.nation.founder.pubkey();
        w.edit::<client::membership::accounts::Nation>(&w.nation.address, |n| n.authority = founder);
    };
    assert_eq!(a.stage_if(true, all, by_founder), STARTUP_SOCIETY);
}

#[test]
fn a_nation_rises_stage_by_stage() {
    let w = World::new(1);
    let (government, nation) = (w.body("a government"), w.nation.clone());
    let mut reached = [0; 4];
    let assess = |evidence: &[Address], by: Option<&Voice>, before: u8, after: u8| {
        w.next_period();
        w.publish(&nation, evidence).ok();
        let receipt = w.assess(&nation, by).ok();
        match World::diplomacy_events(&receipt).as_slice() {
            [Event::StageAssessed(event)] => {
                assert_eq!(
                    (event.nation, event.report, event.at),
                    (nation.address, w.census_of(&nation), w.now())
                );
                assert_eq!((event.before, event.stage), (before, after));
            }
            other => panic!("{other:?}"),
        }
        w.stage(&nation)
    };
    let stage = assess(&[], None, 0, STARTUP_SOCIETY);
    reached[0] = w.now();
    assert_eq!(
        (stage.nation, stage.report, stage.period),
        (nation.address, w.census_of(&nation), w.period())
    );
    assert_eq!((stage.since, stage.first_reached, stage.rent_payer), (w.now(), reached, ix::payer()));
    let sol = w.till(Money::SOL, 1);
    let plot = |code: &[u8; 6]| {
        w.parcel_of(&nation, &Survey { jurisdiction: *code, ..Survey::of(&nation.address) }).address
    };
    let evidence = [sol.ledger, plot(b"PT\0\0\0\0"), plot(b"HN\0\0\0\0")];
    w.hand_over(&nation);
    w.populate(&nation, UNION_POPULATION);
    assess(&evidence[..1], None, STARTUP_SOCIETY, NETWORK_UNION);
    reached[1] = w.now();
    assess(&evidence, None, NETWORK_UNION, NETWORK_ARCHIPELAGO);
    reached[2] = w.now();
    w.recognise(&government, &nation).ok();
    w.populate(&nation, STATE_POPULATION);
    let stage = assess(&evidence, Some(&government), NETWORK_ARCHIPELAGO, NETWORK_STATE);
    reached[3] = w.now();
    assert_eq!((stage.first_reached, stage.since, stage.assessed_at), (reached, w.now(), w.now()));
    assert_eq!((stage.recognition, stage.recogniser), (government.of(&nation), government.address));
    assert_eq!((stage.population, stage.countries), (STATE_POPULATION, 2));
    assert_eq!((stage.self_governed, stage.has_purse, stage.by_body), (1, 1, 1));
    // It stays what it is, and remembers since when.
    let stage = assess(&evidence, Some(&government), NETWORK_STATE, NETWORK_STATE);
    assert_eq!((stage.first_reached, stage.since), (reached, reached[3]));
}

#[test]
fn a_revoked_recognition_counts_no_more_at_the_next_assessment() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    a.ascend();
    w.revoke(&a.government, nation).ok();
    // Nothing happens by itself; but anyone may assess, and cannot pass over it.
    assert_eq!(w.stage(nation).stage, NETWORK_STATE);
    w.assess(nation, None).diplomacy_error("RecognitionOnRecord");
    let other = w.body("another government");
    w.recognise(&other, nation).ok();
    w.assess(nation, Some(&other)).diplomacy_error("RecognitionOnRecord");
    w.wait(5);
    w.assess(nation, Some(&a.government)).ok();
    let stage = w.stage(nation);
    assert_eq!((stage.stage, stage.since), (NETWORK_ARCHIPELAGO, w.now()));
    assert_eq!((stage.recognition, stage.recogniser, stage.by_body), Default::default());
    // It is off the record: another counts, or this one when it is granted again.
    w.assess(nation, Some(&a.government)).diplomacy_error("RecognitionRevoked");
    let copy = w.clone();
    copy.assess(nation, Some(&other)).ok();
    assert_eq!((copy.stage(nation).stage, copy.stage(nation).recogniser), (NETWORK_STATE, other.address));
    w.recognise(&a.government, nation).ok();
    w.assess(nation, Some(&a.government)).ok();
    assert_eq!(w.stage(nation).stage, NETWORK_STATE);
}

#[test]
fn nobody_takes_a_recognition_from_a_nation_while_it_counts() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    a.ascend();
    // A friend of today who revokes tomorrow.
    let friend = w.body("a false friend");
    w.recognise(&friend, nation).ok();
    w.assess(nation, Some(&friend)).diplomacy_error("RecognitionOnRecord");
    w.revoke(&friend, nation).ok();
    w.assess(nation, Some(&friend)).diplomacy_error("RecognitionOnRecord");
    w.assess(nation, Some(&a.government)).ok();
    assert_eq!(w.stage(nation).stage, NETWORK_STATE);
}

#[test]
fn a_recognition_of_another_nation_does_not_count() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    w.publish(nation, &a.evidence).ok();
    w.recognise(&a.government, &w.sibling).ok();
    let foreign = Some(a.government.of(&w.sibling));
    let assess = ix::assess_stage(nation.address, w.census_of(nation), foreign, None);
    w.send(&[assess], &[]).diplomacy_error("WrongNation");
    // Nor does the census of another: the stage is that of the nation in the report.
    w.publish(&w.sibling, &[]).ok();
    let assess = ix::assess_stage(nation.address, w.census_of(&w.sibling), None, None);
    w.send(&[assess], &[]).wrong_seeds();
}

#[test]
fn a_network_state_makes_a_network_state() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    let beta = Voice::nation(&w.sibling);
    w.recognise(&beta, nation).ok();
    w.publish(nation, &a.evidence).ok();
    // The sibling has no stage; then one that is no network state.
    w.assess(nation, Some(&beta)).diplomacy_error("RecogniserMissing");
    raise_sibling(w, &a.government);
    let up = w.clone();
    up.assess(nation, Some(&beta)).ok();
    let stage = up.stage(nation);
    assert_eq!((stage.stage, stage.recogniser, stage.by_body), (NETWORK_STATE, w.sibling.address, 0));
    // Assessing it again needs the sibling's stage again.
    let bare = ix::assess_stage(nation.address, up.census_of(nation), Some(beta.of(nation)), None);
    up.send(&[bare], &[]).diplomacy_error("RecogniserMissing");
    // The sibling falls; so does whoever stood on its word, at the next assessment.
    up.revoke(&a.government, &w.sibling).ok();
    up.assess(nation, Some(&beta)).ok();
    assert_eq!(up.stage(nation).stage, NETWORK_STATE);
    up.assess(&w.sibling, Some(&a.government)).ok();
    up.assess(nation, Some(&beta)).ok();
    assert_eq!(
        (up.stage(nation).stage, up.stage(nation).recognition),
        (NETWORK_ARCHIPELAGO, Address::default())
    );
    up.assess(nation, Some(&beta)).diplomacy_error("RecogniserNotState");
}

#[test]
fn nations_do_not_hold_each_other_up() {
    // alpha is a network state by beta's word, and beta by a body's. When the body revokes, beta could lean on
    // alpha, which leans on beta.
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    let beta = Voice::nation(&w.sibling);
    let alpha = Voice::nation(nation);
    w.recognise(&beta, nation).ok();
    w.edit::<client::membership::accounts::Nation>(&nation.address, |n| n.authority = alpha.key());
    w.recognise(&alpha, &w.sibling).ok();
    w.hand_over(nation);
    raise_sibling(w, &a.government);
    w.publish(nation, &a.evidence).ok();
    w.assess(nation, Some(&beta)).ok();
    w.revoke(&a.government, &w.sibling).ok();
    w.assess(&w.sibling, Some(&a.government)).ok();
    assert_eq!((w.stage(&w.sibling).stage, w.stage(nation).stage), (NETWORK_ARCHIPELAGO, NETWORK_STATE));
    w.assess(&w.sibling, Some(&alpha)).diplomacy_error("RecogniserNotState");
    w.assess(nation, Some(&beta)).ok();
    assert_eq!(w.stage(nation).stage, NETWORK_ARCHIPELAGO);
}

#[test]
fn a_bare_census_lowers_nothing_until_it_is_final() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    a.ascend();
    w.next_period();
    let published = w.now();
    w.publish(nation, &[]).ok();
    for now in [published, published + COMPLETION - 1] {
        w.at(now).assess(nation, Some(&a.government)).ok();
        assert_eq!(w.stage(nation).stage, NETWORK_STATE);
    }
    let completed = w.clone();
    w.at(published + COMPLETION).assess(nation, Some(&a.government)).ok();
    let stage = w.stage(nation);
    assert_eq!((stage.stage, stage.countries, stage.has_purse), (STARTUP_SOCIETY, 0, 0));
    // The recognition is still on record, and the first times stay.
    assert_eq!((stage.recogniser, stage.since), (a.government.address, w.now()));
    assert!(stage.first_reached.iter().all(|at| *at > 0 && *at < published));
    // Completed in time, it lowers nothing.
    completed.complete(nation, &a.evidence).ok();
    completed.wait(1).assess(nation, Some(&a.government)).ok();
    assert_eq!(completed.stage(nation).stage, NETWORK_STATE);
}

#[test]
fn what_a_census_reads_whole_counts_at_once() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    a.ascend();
    w.next_period();
    w.populate(nation, STATE_POPULATION - 1);
    w.publish(nation, &[]).ok();
    w.assess(nation, Some(&a.government)).ok();
    assert_eq!(w.stage(nation).stage, NETWORK_ARCHIPELAGO);
}

#[test]
fn what_was_known_long_ago_is_not_known_now() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    a.ascend();
    let (one, two) = (w.clone(), w.clone());
    one.next_period();
    two.next_period();
    two.next_period();
    for (w, stage) in [(&one, NETWORK_STATE), (&two, STARTUP_SOCIETY)] {
        w.populate(nation, STATE_POPULATION);
        w.publish(nation, &[]).ok();
        w.assess(nation, Some(&a.government)).ok();
        assert_eq!(w.stage(nation).stage, stage);
    }
}

#[test]
fn a_stage_follows_from_this_census_or_the_last_and_never_goes_back_to_one() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    w.publish(nation, &a.evidence).ok();
    let old = w.census_of(nation);
    let last_second = (i64::from(w.period()) + 2) * diplomacy::PERIOD - 1;
    w.at(last_second);
    w.assess_by(nation, old, None).ok();
    assert_eq!(w.stage(nation).report, old);
    w.publish(nation, &[]).ok();
    let copy = w.clone();
    w.assess(nation, None).ok();
    w.assess_by(nation, old, None).diplomacy_error("ReportSuperseded");
    copy.wait(1);
    copy.assess_by(nation, old, None).diplomacy_error("ReportOld");
}

#[test]
fn a_stage_belongs_to_nobody() {
    let a = ascent();
    let (w, nation) = (&a.w, &a.w.nation);
    w.publish(nation, &a.evidence).ok();
    let (one, other) = (w.citizen(0), w.stranger());
    let before = w.lamports(&one.key());
    for payer in [one, &other] {
        let mut assess = ix::assess_stage(nation.address, w.census_of(nation), None, None);
        assess.accounts[0].pubkey = payer.key();
        w.send(&[assess], &[&payer.wallet]).ok();
        w.wait(1);
    }
    let stage: Stage = w.stage(nation);
    let account = addresses::stage(&nation.address).0;
    assert_eq!((stage.rent_payer, before - w.lamports(&one.key())), (one.key(), w.lamports(&account)));
}
