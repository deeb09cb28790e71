//! Registries and parcels: `create_registry`, `register_parcel`, `amend_parcel`, `retire_parcel`; what is known of
//! a parcel, and what was.

use civitas_tests::*;
use client::land::accounts::{
    PARCEL_DISCRIMINATOR, PARCEL_VERSION_DISCRIMINATOR, Parcel, ParcelVersion, REGISTRY_DISCRIMINATOR,
    Registry,
};
use client::land::events::Event;
use client::land::types::ParcelChanged;
use land::{cell, cell_of, fixed};

/// Cells of the reference implementation at resolution 12 (`latLngToCell` and `getPentagons` of h3-js 4): the Ferry
/// Building, null island, both poles, Lisbon, Sydney, the first and the last pentagon.
const CELLS: [u64; 8] = [
    0x8c2_8308_2a67_2bff,
    0x8c7_54e6_4992_9dff,
    0x8c0_3262_33ab_03ff,
    0x8cf_2938_0e0d_0dff,
    0x8c3_9336_76d0_81ff,
    0x8cb_e0e3_5c27_25ff,
    0x8c0_8000_0000_01ff,
    0x8ce_a000_0000_01ff,
];

fn world() -> World {
    let w = World::new(2);
    w.registry(&w.nation);
    w
}

fn survey(w: &World) -> Survey {
    Survey::of(&w.nation.address)
}

fn plot(w: &World, cell: u64) -> Plot {
    Plot::of(&w.nation.address, cell)
}

fn version(w: &World, plot: &Plot, number: u32) -> ParcelVersion {
    w.read(&plot.version(number))
}

/// Totals of `alpha`: parcels and area by tenure.
fn totals(w: &World) -> ([u32; 3], [u64; 3]) {
    let registry = w.registry_account(&w.nation);
    (registry.counts, registry.areas)
}

#[test]
fn a_registry_is_empty_and_there_is_one() {
    let w = World::new(1);
    let create = ix::create_registry(&w.nation, w.nation.founder.pubkey());
    let receipt = w.send(std::slice::from_ref(&create), &[&w.nation.founder]).ok();
    let (address, bump) = addresses::registry(&w.nation.address);
    let expected = Registry {
        discriminator: REGISTRY_DISCRIMINATOR,
        nation: w.nation.address,
        areas: [0; 3],
        next_campaign: 0,
        counts: [0; 3],
        parcels: 0,
        leases: 0,
        version: 1,
        bump,
        padding: [0; 2],
        reserved: [0; 32],
    };
    assert_eq!(w.read::<Registry>(&address), expected);
    assert_eq!(World::land_events(&receipt), []);
    w.send(&[create], &[&w.nation.founder]).already_exists();
}

#[test]
fn a_parcel_is_registered_as_it_is_described() {
    let w = world();
    let (plot, survey) = (plot(&w, CELLS[4]), survey(&w));
    w.wait(7);
    let receipt = w.register(&w.nation, &plot, &survey).ok();
    let expected = Parcel {
        discriminator: PARCEL_DISCRIMINATOR,
        registry: plot.registry,
        nation: w.nation.address,
        current: Address::default(),
        rent_payer: w.payer.pubkey(),
        cell: CELLS[4],
        registered_at: w.now(),
        version_since: w.now(),
        facts_version: 1,
        next_lease: 0,
        facts: survey.facts(),
        retired: 0,
        version: 1,
        bump: addresses::parcel(&plot.registry, CELLS[4]).1,
        padding: [0; 5],
        reserved: [0; 32],
    };
    assert_eq!(w.parcel_account(&plot), expected);
    let event = ParcelChanged {
        nation: w.nation.address,
        parcel: plot.address,
        cell: CELLS[4],
        area: survey.area,
        facts_version: 1,
        tenure: 0,
        retired: 0,
        padding: [0; 2],
    };
    assert_eq!(World::land_events(&receipt), [Event::ParcelChanged(event)]);
    assert_eq!(totals(&w), ([1, 0, 0], [survey.area, 0, 0]));
    assert_eq!(w.registry_account(&w.nation).parcels, 1);
    // The same cell cannot be registered twice; in another nation it can: claims may overlap.
    w.register(&w.nation, &plot, &survey).already_exists();
    w.registry(&w.sibling);
    let theirs = Plot::of(&w.sibling.address, CELLS[4]);
    w.register(&w.sibling, &theirs, &survey).ok();
    assert_ne!(theirs.address, plot.address);
}

#[test]
fn cells_are_those_of_h3_at_resolution_12() {
    let w = world();
    for cell in CELLS.into_iter().chain([cell(0), cell(1), cell(7u64.pow(12) - 1)]) {
        w.register(&w.nation, &plot(&w, cell), &survey(&w)).ok();
    }
    assert_eq!(totals(&w).0, [11, 0, 0]);
    let good = CELLS[0];
    // The parent of resolution 11, whose twelfth digit is 7; a child of 13; other modes: edge, vertex, none.
    let digit_12 = 9;
    let bad = [
        good & !(0xf << 52) | 11 << 52 | 7 << digit_12,
        good & !(0xf << 52) | 13 << 52,
        good & !(0xf << 52 | 7 << 6) | 13 << 52,
        good & !(0xf << 52),
        good & !(0xf << 52) | 15 << 52,
        good & !(0xf << 59) | 2 << 59,
        good & !(0xf << 59) | 4 << 59,
        good & !(0xf << 59),
        // Reserved bits.
        good | 1 << 63,
        good | 1 << 56,
        good | 1 << 58,
        // Base cells beyond 121.
        cell_of(122, [0; 12]),
        cell_of(127, [3; 12]),
        // A digit 7 up to the resolution, and less than 7 beyond.
        good | 7 << digit_12,
        cell_of(20, [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        cell_of(20, [0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0]),
        good & !7,
        good & !(1 << 8),
        // Numbers that are no cells at all.
        0,
        1,
        u64::MAX,
    ];
    for cell in bad {
        w.register(&w.nation, &plot(&w, cell), &survey(&w)).land_error("CellInvalid");
    }
}

#[test]
fn a_pentagon_has_no_child_of_digit_one() {
    const PENTAGONS: [u64; 12] = [4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117];
    let w = world();
    for base in 0..122 {
        // The digit that comes first, where it is 1: at once, or after zeros.
        for first in [0, 5, 11] {
            let mut digits = [0; 12];
            digits[first] = 1;
            let outcome = w.register(&w.nation, &plot(&w, cell_of(base, digits)), &survey(&w));
            if PENTAGONS.contains(&base) {
                outcome.land_error("CellInvalid");
                digits[first] = 2;
                w.register(&w.nation, &plot(&w, cell_of(base, digits)), &survey(&w)).ok();
            } else {
                outcome.ok();
            }
        }
    }
    // After another digit a 1 is one like any other.
    w.register(&w.nation, &plot(&w, cell_of(4, [0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1])), &survey(&w)).ok();
}

#[test]
fn facts_are_checked_as_far_as_they_can_be_without_a_map() {
    type Change = fn(&mut Survey);
    let good: [Change; 18] = [
        |s| s.area = 1,
        |s| s.area = u64::MAX / 2,
        |s| s.latitude_e7 = 900_000_000,
        |s| s.latitude_e7 = -900_000_000,
        |s| s.longitude_e7 = 1_800_000_000,
        |s| s.longitude_e7 = -1_800_000_000,
        |s| (s.latitude_e7, s.longitude_e7) = (0, 0),
        |s| s.jurisdiction = *b"PT\0\0\0\0",
        |s| s.jurisdiction = *b"PT-1\0\0",
        |s| s.jurisdiction = *b"PT-15\0",
        |s| s.jurisdiction = *b"GB-ENG",
        |s| s.jurisdiction = *b"US-CA\0",
        |s| s.tenure = 1,
        |s| s.tenure = 2,
        |s| s.steward = Address::default(),
        |s| s.boundary_uri = String::new(),
        |s| s.title_uri = "x".repeat(96),
        |s| s.boundary_uri = "ipfs://ünïcode".into(),
    ];
    let bad: [(&str, Change); 28] = [
        ("AreaZero", |s| s.area = 0),
        ("CoordinatesOutOfRange", |s| s.latitude_e7 = 900_000_001),
        ("CoordinatesOutOfRange", |s| s.latitude_e7 = -900_000_001),
        ("CoordinatesOutOfRange", |s| s.latitude_e7 = i32::MIN),
        ("CoordinatesOutOfRange", |s| s.longitude_e7 = 1_800_000_001),
        ("CoordinatesOutOfRange", |s| s.longitude_e7 = -1_800_000_001),
        ("CoordinatesOutOfRange", |s| s.longitude_e7 = i32::MIN),
        ("JurisdictionMalformed", |s| s.jurisdiction = [0; 6]),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"P\0\0\0\0\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"pt\0\0\0\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PRT\0\0\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT-\0\0\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT15\0\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT-1a\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT-1\x005"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT\0\0\x001"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT\x0015\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"1T-15\0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT-1 \0"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT-1-5"),
        ("JurisdictionMalformed", |s| s.jurisdiction = *b"PT 15\0"),
        ("TenureUnknown", |s| s.tenure = 3),
        ("TenureUnknown", |s| s.tenure = u8::MAX),
        ("TextMalformed", |s| s.boundary_uri = "x".repeat(97)),
        ("TextMalformed", |s| s.title_uri = "x".repeat(97)),
        ("TextMalformed", |s| s.boundary_uri = "two\nlines".into()),
        ("TextMalformed", |s| s.title_uri = "nil\0".into()),
        ("TextMalformed", |s| s.title_uri = "del\x7f".into()),
    ];
    let w = world();
    let amended = w.parcel();
    for (n, change) in (100..).zip(good) {
        let mut survey = survey(&w);
        change(&mut survey);
        let w = w.clone();
        let plot = plot(&w, cell(n));
        w.register(&w.nation, &plot, &survey).ok();
        assert_eq!(w.parcel_account(&plot).facts, survey.facts());
        w.amend(&amended, &survey).ok();
        assert_eq!(w.parcel_account(&amended).facts, survey.facts());
    }
    for (error, change) in bad {
        let mut survey = survey(&w);
        change(&mut survey);
        w.register(&w.nation, &plot(&w, cell(100)), &survey).land_error(error);
        w.amend(&amended, &survey).land_error(error);
    }
}

#[test]
fn only_the_authority_of_this_nation_registers_amends_and_retires() {
    let w = world();
    w.registry(&w.sibling);
    let (free, known) = (plot(&w, cell(50)), w.parcel());
    let stranger = w.stranger().wallet;
    let steward = w.steward(w.citizen(1)).wallet;
    for other in [&stranger, &w.sibling.founder, &steward, &w.citizen(0).wallet] {
        w.fund(&other.pubkey());
        let key = other.pubkey();
        w.send(&[ix::register_parcel(&free, key, &survey(&w))], &[other]).membership_error("NotAuthority");
        w.send(&[ix::amend_parcel(&known, key, &survey(&w), 1)], &[other]).membership_error("NotAuthority");
        w.send(&[ix::retire_parcel(&known, key, 1)], &[other]).membership_error("NotAuthority");
    }
    // The sibling's founder, with the sibling's nation, in alpha's registry; alpha's parcel in the sibling's.
    let theirs = Plot { nation: w.sibling.address, ..free };
    let key = w.sibling.founder.pubkey();
    w.send(&[ix::register_parcel(&theirs, key, &survey(&w))], &[&w.sibling.founder])
        .land_error("WrongNation");
    let theirs = Plot { nation: w.sibling.address, ..known };
    w.send(&[ix::amend_parcel(&theirs, key, &survey(&w), 1)], &[&w.sibling.founder])
        .land_error("WrongNation");
    w.send(&[ix::retire_parcel(&theirs, key, 1)], &[&w.sibling.founder]).land_error("WrongNation");
    let registry = addresses::registry(&w.sibling.address).0;
    let theirs = Plot { nation: w.sibling.address, registry, ..known };
    w.send(&[ix::amend_parcel(&theirs, key, &survey(&w), 1)], &[&w.sibling.founder])
        .land_error("WrongNation");
    w.send(&[ix::retire_parcel(&theirs, key, 1)], &[&w.sibling.founder]).land_error("WrongNation");
    // At the sunset the founder is nobody; the executor, who then has the authority, is.
    w.at(w.nation_account(&w.nation).founder_sunset);
    w.register(&w.nation, &free, &survey(&w)).membership_error("FoundingOver");
    w.amend(&known, &survey(&w)).membership_error("FoundingOver");
    w.retire(&known).membership_error("FoundingOver");
    let w = World::new(1);
    w.at(w.nation_account(&w.nation).founder_sunset);
    let create = ix::create_registry(&w.nation, w.nation.founder.pubkey());
    w.send(&[create], &[&w.nation.founder]).membership_error("FoundingOver");
}

#[test]
fn a_motion_registers_a_parcel() {
    let w = world();
    w.hand_over(&w.nation);
    let call = Call::of(ix::register_parcel(&plot(&w, CELLS[0]), w.nation.executor, &survey(&w)));
    // Whoever executes pays the rent: an action is signed by nobody but the executor.
    let call = Call { accounts: with_payer(call.accounts, w.nation.executor), ..call };
    w.give(&w.nation.executor, SOL);
    let proposal = w.executable(std::slice::from_ref(&call));
    w.execute(&proposal, 0, &call).ok();
    assert_eq!(w.parcel_account(&plot(&w, CELLS[0])).rent_payer, w.nation.executor);
}

fn with_payer(mut accounts: Vec<AccountMeta>, payer: Address) -> Vec<AccountMeta> {
    accounts[0].pubkey = payer;
    accounts
}

#[test]
fn versions_keep_all_that_was_known() {
    let w = world();
    let plot = w.parcel();
    let first = survey(&w);
    let registered_at = w.now();
    let mut known = vec![(first.clone(), registered_at, 0u8)];
    let second = Survey {
        area: 999,
        tenure: 1,
        jurisdiction: *b"US-CA\0",
        boundary_hash: [1; 32],
        steward: Address::default(),
        ..first.clone()
    };
    let third = Survey { area: 1_000_000, tenure: 2, title_uri: String::new(), ..second.clone() };
    // Facts and whether it is retired, each from a moment of its own on; two changes at one second too.
    let steps: [(i64, Option<&Survey>); 7] = [
        (10, Some(&second)),
        (20, None),
        (5, Some(&third)),
        (0, Some(&first)),
        (0, None),
        (100, Some(&third)),
        (1, Some(&third)),
    ];
    for (wait, change) in steps {
        w.wait(wait);
        let receipt = match change {
            Some(survey) => w.amend(&plot, survey).ok(),
            None => w.retire(&plot).ok(),
        };
        let last = known.last().expect("one at least").0.clone();
        known.push((change.cloned().unwrap_or(last), w.now(), u8::from(change.is_none())));
        let number = known.len() as u32;
        let parcel = w.parcel_account(&plot);
        let (survey, since, retired) = known.last().expect("one at least");
        assert_eq!(
            (&parcel.facts, parcel.version_since, parcel.retired),
            (&survey.facts(), *since, *retired)
        );
        assert_eq!((parcel.facts_version, parcel.registered_at), (number, registered_at));
        let event = ParcelChanged {
            nation: w.nation.address,
            parcel: plot.address,
            cell: plot.cell,
            area: survey.area,
            facts_version: number,
            tenure: survey.tenure,
            retired: *retired,
            padding: [0; 2],
        };
        assert_eq!(World::land_events(&receipt), [Event::ParcelChanged(event)]);
        let (counts, areas) = totals(&w);
        let tenure = usize::from(survey.tenure);
        let mut expected = ([0; 3], [0; 3]);
        if *retired == 0 {
            (expected.0[tenure], expected.1[tenure]) = (1, survey.area);
        }
        assert_eq!((counts, areas), expected);
    }
    for (number, pair) in (1..).zip(known.windows(2)) {
        let (survey, from, retired) = &pair[0];
        let expected = ParcelVersion {
            discriminator: PARCEL_VERSION_DISCRIMINATOR,
            parcel: plot.address,
            rent_payer: w.payer.pubkey(),
            from: *from,
            until: pair[1].1,
            facts: survey.facts(),
            number,
            retired: *retired,
            version: 1,
            bump: addresses::parcel_version(&plot.address, number).1,
            padding: 0,
            reserved: [0; 32],
        };
        assert_eq!(version(&w, &plot, number), expected);
    }
}

#[test]
fn a_version_is_written_once_and_in_order() {
    let w = world();
    let plot = w.parcel();
    let founder = &w.nation.founder;
    for number in [0, 2, u32::MAX] {
        let amend = ix::amend_parcel(&plot, founder.pubkey(), &survey(&w), number);
        w.send(&[amend], &[founder]).wrong_seeds();
        w.send(&[ix::retire_parcel(&plot, founder.pubkey(), number)], &[founder]).wrong_seeds();
    }
    w.amend(&plot, &survey(&w)).ok();
    let again = ix::amend_parcel(&plot, founder.pubkey(), &survey(&w), 1);
    w.send(&[again], &[founder]).wrong_seeds();
    // Another parcel's version.
    let other = w.parcel();
    let mut crossed = ix::amend_parcel(&plot, founder.pubkey(), &survey(&w), 2);
    crossed.accounts[5].pubkey = other.version(2);
    w.send(&[crossed], &[founder]).wrong_seeds();
}

#[test]
fn the_number_of_versions_is_bounded_by_its_field() {
    let w = world();
    let plot = w.parcel();
    w.edit::<Parcel>(&plot.address, |parcel| parcel.facts_version = u32::MAX);
    w.amend(&plot, &survey(&w)).land_error("ArithmeticOverflow");
    w.retire(&plot).land_error("ArithmeticOverflow");
}

#[test]
fn retired_parcels_are_not_let_and_come_back_by_amending() {
    let w = world();
    let till = w.till(Money::SOL, 0);
    let plot = w.parcel();
    w.retire(&plot).ok();
    w.retire(&plot).land_error("ParcelRetired");
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &w.authority(), &fixed(), None).land_error("ParcelRetired");
    w.amend(&plot, &survey(&w)).ok();
    w.try_offer(&letting, &w.authority(), &fixed(), None).ok();
    // On offer and let it is taken; facts may change meanwhile, and the totals with them.
    w.retire(&plot).land_error("ParcelTaken");
    w.accept(&letting, w.citizen(1)).ok();
    w.retire(&plot).land_error("ParcelTaken");
    let smaller = Survey { area: 3, tenure: 2, ..survey(&w) };
    w.amend(&plot, &smaller).ok();
    assert_eq!(totals(&w), ([0, 0, 1], [0, 0, 3]));
    assert_eq!(w.parcel_account(&plot).current, letting.address);
    w.evict(&letting).ok();
    w.retire(&plot).ok();
    assert_eq!(totals(&w), ([0; 3], [0; 3]));
    assert_eq!(w.registry_account(&w.nation).parcels, 0);
}

#[test]
fn totals_add_up_over_many_parcels() {
    let w = world();
    let mut expected = ([0u32; 3], [0u64; 3]);
    let mut plots = vec![];
    for n in 1..=12u64 {
        let survey = Survey { area: n * 1_000 + 7, tenure: (n % 3) as u8, ..survey(&w) };
        plots.push((w.parcel_of(&w.nation, &survey), survey.clone()));
        let tenure = usize::from(survey.tenure);
        expected.0[tenure] += 1;
        expected.1[tenure] += survey.area;
        assert_eq!(totals(&w), expected);
    }
    for (plot, survey) in plots.iter().step_by(2) {
        w.retire(plot).ok();
        let tenure = usize::from(survey.tenure);
        expected.0[tenure] -= 1;
        expected.1[tenure] -= survey.area;
        assert_eq!(totals(&w), expected);
    }
    assert_eq!(w.registry_account(&w.nation).parcels, 6);
}

#[test]
fn totals_never_overflow() {
    let w = world();
    let huge = Survey { area: u64::MAX - 1, ..survey(&w) };
    let plot = w.parcel_of(&w.nation, &huge);
    let one = Survey { area: 1, ..survey(&w) };
    let last = w.parcel_of(&w.nation, &one);
    w.register(&w.nation, &self::plot(&w, cell(60)), &one).land_error("ArithmeticOverflow");
    w.amend(&last, &Survey { area: 2, ..one.clone() }).land_error("ArithmeticOverflow");
    // Of another tenure there is room.
    w.amend(&last, &Survey { area: u64::MAX, tenure: 2, ..one.clone() }).ok();
    w.amend(&plot, &Survey { area: u64::MAX, ..one.clone() }).ok();
    w.edit::<Registry>(&plot.registry, |registry| registry.counts[1] = u32::MAX);
    w.register(&w.nation, &self::plot(&w, cell(60)), &Survey { tenure: 1, ..one })
        .land_error("ArithmeticOverflow");
}

#[test]
fn a_registry_that_contradicts_itself_is_not_used() {
    type Change = fn(&mut Registry);
    let corruptions: [(&str, Change); 4] = [
        ("RegistryInvariant", |r| r.parcels += 1),
        ("RegistryInvariant", |r| r.leases = 9),
        ("RegistryInvariant", |r| (r.counts[1], r.areas[1], r.parcels) = (5, 4, r.parcels + 5)),
        ("ArithmeticOverflow", |r| r.areas = [0; 3]),
    ];
    for (error, change) in corruptions {
        let w = world();
        let plot = w.parcel();
        w.edit::<Registry>(&plot.registry, change);
        w.retire(&plot).land_error(error);
    }
    let w = world();
    let plot = w.parcel();
    w.edit::<Parcel>(&plot.address, |parcel| parcel.cell = 7);
    w.amend(&plot, &survey(&w)).land_error("ParcelInvariant");
}
