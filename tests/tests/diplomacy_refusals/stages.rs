//! Stages assessed.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::diplomacy::PERIOD;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Voice, addresses};
use client::diplomacy::accounts::{CensusReport, Recognition, Stage};

/// Puts the next census into the slot, and what the stage then was.
fn superseded(c: &mut Case) {
    corrupt::<Stage>(c, "stage", |stage| stage.period += 1);
}

/// The recognition of another body.
fn other_recognition(c: &Case) -> civitas_tests::Address {
    let body = c.world.body("another government");
    c.world.recognise(&body, &c.world.nation).ok();
    body.of(&c.world.nation)
}

fn recorded(c: &mut Case) {
    c.run_once();
}

/// Leaves an account out.
fn without(c: &mut Case, slot: &str) {
    c.put(slot, c.idl.program_id);
}

fn revoke(c: &Case, label: &str) {
    let body = Voice::body(&client::dev_keys::keypair(label));
    c.world.revoke(&body, &c.world.nation).ok();
}

pub const REFUSALS: &[Refusal] = &[
    ("assess_stage", "ReportOld", |c| pass(c, 2 * PERIOD)),
    ("assess_stage.first", "ReportOld", |c| {
        corrupt::<CensusReport>(c, "report", |report| report.period -= 2);
    }),
    ("assess_stage", "ReportSuperseded", superseded),
    ("assess_stage.body", "WrongNation", |c| {
        let body = c.world.body("another government");
        c.world.recognise(&body, &c.world.sibling).ok();
        c.put("recognition", body.of(&c.world.sibling));
    }),
    ("assess_stage.body", "RecognitionOnRecord", |c| {
        recorded(c);
        without(c, "recognition");
    }),
    ("assess_stage.body", "RecognitionOnRecord", |c| {
        recorded(c);
        let other = other_recognition(c);
        c.put("recognition", other);
    }),
    ("assess_stage", "RecognitionOnRecord", |c| {
        recorded(c);
        let other = other_recognition(c);
        c.put("recognition", other);
    }),
    ("assess_stage", "RecogniserMissing", |c| without(c, "recogniser")),
    ("assess_stage", "RecogniserMissing", |c| {
        recorded(c);
        without(c, "recogniser");
    }),
    ("assess_stage", "WrongRecogniser", |c| {
        let sibling = c.world.sibling.clone();
        c.world.publish(&sibling, &[]).ok();
        c.world.assess(&sibling, None).ok();
        c.put("recogniser", addresses::stage(&sibling.address).0);
    }),
    ("assess_stage.body", "RecognitionRevoked", |c| revoke(c, "a government")),
    ("assess_stage", "RecognitionRevoked", |c| {
        corrupt::<Recognition>(c, "recognition", |recognition| recognition.in_force = 0);
    }),
    ("assess_stage", "RecogniserNotState", |c| {
        corrupt::<Stage>(c, "recogniser", |stage| stage.stage = 2);
    }),
    // A network state, but only by another nation's word.
    ("assess_stage", "RecogniserNotState", |c| {
        corrupt::<Stage>(c, "recogniser", |stage| stage.by_body = 0);
    }),
    ("assess_stage", "StageInvariant", |c| {
        corrupt::<Stage>(c, "stage", |stage| stage.since = i64::MAX);
    }),
];
