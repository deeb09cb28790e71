//! Registries and parcels.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Money, Plot, Signer, Survey, Till, ix, land};
use client::land::accounts::{Parcel, Registry};

/// Registers, or amends, with another description.
fn describe(c: &mut Case, change: fn(&mut Survey)) {
    let mut survey = Survey::of(&c.world.nation.address);
    change(&mut survey);
    let founder = founder(c).pubkey();
    let (plot, patron) = (plot(c), c.address("payer"));
    let instruction = if c.idl.name == "register_parcel" {
        ix::register_parcel(&plot, founder, &survey)
    } else {
        ix::amend_parcel(&plot, founder, &survey, 1)
    };
    c.instruction = instruction;
    c.put("payer", patron);
}

fn plot(c: &Case) -> Plot {
    let cell = if c.idl.name == "register_parcel" { 77 } else { 1 };
    Plot::of(&c.world.nation.address, land::cell(cell))
}

fn corrupt_registry(c: &Case, change: fn(&mut Registry)) {
    c.world.edit::<Registry>(&plot(c).registry, change);
}

/// Registers a number that is no cell.
fn no_cell(c: &mut Case) {
    let plot = Plot::of(&c.world.nation.address, 5);
    number(c, "cell", 5);
    c.put("parcel", plot.address);
}

pub const REFUSALS: &[Refusal] = &[
    ("create_registry", "NotAuthority", |c| c.usurp("authority")),
    ("create_registry", "FoundingOver", |c| sunset(c)),
    ("register_parcel", "NotAuthority", |c| c.usurp("authority")),
    ("register_parcel", "FoundingOver", |c| sunset(c)),
    ("register_parcel", "WrongNation", their_nation),
    ("register_parcel", "CellInvalid", no_cell),
    ("register_parcel", "AreaZero", |c| number(c, "area", 0)),
    ("register_parcel", "CoordinatesOutOfRange", |c| describe(c, |s| s.latitude_e7 = 900_000_001)),
    ("register_parcel", "JurisdictionMalformed", |c| describe(c, |s| s.jurisdiction = *b"PRT-15")),
    ("register_parcel", "TenureUnknown", |c| number(c, "tenure", 3)),
    ("register_parcel", "TextMalformed", |c| describe(c, |s| s.title_uri = "nil\0".into())),
    ("register_parcel", "ArithmeticOverflow", |c| number(c, "area", u64::MAX)),
    ("register_parcel", "RegistryInvariant", |c| corrupt_registry(c, |r| r.parcels += 1)),
    ("amend_parcel", "NotAuthority", |c| c.usurp("authority")),
    ("amend_parcel", "FoundingOver", |c| sunset(c)),
    ("amend_parcel", "WrongNation", their_nation),
    ("amend_parcel", "WrongNation", their_registry),
    ("amend_parcel", "AreaZero", |c| number(c, "area", 0)),
    ("amend_parcel", "CoordinatesOutOfRange", |c| describe(c, |s| s.longitude_e7 = i32::MIN)),
    ("amend_parcel", "JurisdictionMalformed", |c| describe(c, |s| s.jurisdiction = *b"P\0\0\0\0\0")),
    ("amend_parcel", "TenureUnknown", |c| number(c, "tenure", 3)),
    ("amend_parcel", "TextMalformed", |c| describe(c, |s| s.boundary_uri = "x".repeat(97))),
    ("amend_parcel", "ArithmeticOverflow", |c| {
        let leased_in = Survey { tenure: 1, area: 5, ..Survey::of(&c.world.nation.address) };
        c.world.parcel_of(&c.world.nation, &leased_in);
        number(c, "area", u64::MAX);
    }),
    ("amend_parcel", "RegistryInvariant", |c| corrupt_registry(c, |r| r.leases = 9)),
    ("amend_parcel", "ParcelInvariant", |c| {
        c.world.edit::<Parcel>(&c.address("parcel"), |parcel| parcel.registered_at = i64::MAX);
    }),
    ("retire_parcel", "NotAuthority", |c| c.usurp("authority")),
    ("retire_parcel", "FoundingOver", |c| sunset(c)),
    ("retire_parcel", "WrongNation", their_nation),
    ("retire_parcel", "WrongNation", their_registry),
    ("retire_parcel", "ParcelRetired", |c| {
        c.run_once();
        let next = plot(c).version(2);
        c.put("version", next);
    }),
    ("retire_parcel", "ParcelTaken", |c| {
        let till = Till::of(&c.world.nation.address, Money::SOL);
        let letting = c.world.next_lease(&plot(c), &till);
        c.world.try_offer(&letting, &c.world.authority(), &land::fixed(), None).ok();
    }),
    ("retire_parcel", "ArithmeticOverflow", |c| corrupt_registry(c, |r| r.areas = [0; 3])),
    ("retire_parcel", "RegistryInvariant", |c| corrupt_registry(c, |r| r.parcels = 9)),
];
