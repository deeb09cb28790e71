//! Censuses published and completed.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::diplomacy::COMPLETION;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, Money, Plot, Signer, Survey, addresses, ix};
use client::diplomacy::accounts::CensusReport;

/// Another period, with the address of its report.
fn period(c: &mut Case, period: u32) {
    let report = addresses::census(&c.world.nation.address, period).0;
    number(c, "period", period.into());
    c.put("report", report);
}

/// The case's own census, shown one account more.
fn shown(c: &mut Case, evidence: impl FnOnce(&Case) -> Address) {
    let address = evidence(c);
    show(c, address);
}

/// A parcel of a nation's, of this tenure.
fn parcel(c: &Case, change: impl FnOnce(&mut Survey)) -> Plot {
    let mut survey = Survey { jurisdiction: *b"ZZ\0\0\0\0", ..Survey::of(&c.world.nation.address) };
    change(&mut survey);
    c.world.parcel_of(&c.world.nation, &survey)
}

fn retired(c: &Case) -> Address {
    let plot = parcel(c, |_| {});
    founder_does(c, ix::retire_parcel(&plot, founder(c).pubkey(), 1));
    plot.address
}

fn claimed(c: &Case) -> Address {
    parcel(c, |survey| survey.tenure = 2).address
}

fn their_parcel(c: &Case) -> Address {
    let sibling = &c.world.sibling;
    if !c.world.exists(&addresses::registry(&sibling.address).0) {
        c.world.registry(sibling);
    }
    c.world.parcel_of(sibling, &Survey::of(&sibling.address)).address
}

fn their_ledger(c: &Case) -> Address {
    let till = civitas_tests::Till::of(&c.world.sibling.address, Money::SOL);
    c.world.donate(&till, 5);
    till.ledger
}

/// Ledgers of so many coins, each with something in it.
fn coins(c: &mut Case, count: usize) {
    for n in 0..count {
        let coin = c.world.coin(&format!("coin {n} too many"));
        shown(c, |c| c.world.till(coin, 1).ledger);
    }
}

/// The same bytes under another owner.
fn forged(c: &Case) -> Address {
    let fake = Address::new_from_array([72; 32]);
    let mut account = c.world.account(&c.instruction.accounts[c.idl.slots.len()].pubkey);
    account.owner = Address::new_from_array([73; 32]);
    c.world.put(&fake, account);
    fake
}

fn citizen(c: &mut Case) {
    shown(c, |c| c.world.citizen(1).citizen);
}

pub const REFUSALS: &[Refusal] = &[
    ("publish_census", "WrongPeriod", |c| period(c, c.world.period() + 1)),
    ("publish_census", "WrongPeriod", |c| period(c, c.world.period() - 1)),
    ("publish_census", "WrongPeriod", |c| {
        let ran = c.world.period();
        c.world.next_period();
        period(c, ran);
    }),
    ("publish_census", "WrongRegistry", |c| {
        c.world.registry(&c.world.sibling);
        c.put("registry", addresses::registry(&c.world.sibling.address).0);
    }),
    ("publish_census", "WrongRegistry", |c| c.put("registry", addresses::registry(&gamma().address).0)),
    ("publish_census", "WrongRegistry", |c| {
        let parcel = c.instruction.accounts.pop().expect("a parcel").pubkey;
        c.put("registry", parcel);
    }),
    ("publish_census.landless", "WrongRegistry", |c| {
        c.put("registry", addresses::registry(&gamma().address).0)
    }),
    ("publish_census.landless", "WrongRegistry", |c| c.put("registry", Address::default())),
    ("publish_census", "TooMuchShown", |c| {
        let first = c.instruction.accounts[c.idl.slots.len()].pubkey;
        (0..5).for_each(|_| show(c, first));
    }),
    ("publish_census", "NotEvidence", |c| citizen(c)),
    ("publish_census", "NotEvidence", |c| shown(c, |c| addresses::treasury(&c.world.nation.address).0)),
    ("publish_census", "NotEvidence", |c| shown(c, |c| c.world.citizen(1).key())),
    ("publish_census", "NotEvidence", |c| shown(c, |_| Address::new_from_array([74; 32]))),
    ("publish_census", "NotEvidence", |c| shown(c, forged)),
    ("publish_census", "WrongNation", |c| shown(c, their_ledger)),
    ("publish_census", "WrongNation", |c| shown(c, their_parcel)),
    ("publish_census", "LedgersFull", |c| coins(c, 4)),
    ("publish_census", "ParcelDoesNotCount", |c| shown(c, retired)),
    ("publish_census", "ParcelDoesNotCount", |c| shown(c, claimed)),
    ("publish_census", "ReportInvariant", |c| {
        let registry = c.address("registry");
        c.world.edit::<client::land::accounts::Registry>(&registry, |registry| registry.counts = [0; 3]);
    }),
    ("complete_census", "ReportFinal", |c| pass(c, 1)),
    ("complete_census", "NothingToAdd", |c| c.run_once()),
    ("complete_census", "NothingToAdd", |c| c.instruction.accounts.truncate(1)),
    ("complete_census", "NothingToAdd", |c| {
        let empty = c.world.till(c.world.coin("an empty one"), 0).ledger;
        c.instruction.accounts.truncate(1);
        show(c, empty);
    }),
    ("complete_census", "NotEvidence", |c| citizen(c)),
    ("complete_census", "NotEvidence", |c| shown(c, forged)),
    ("complete_census", "WrongNation", |c| shown(c, their_ledger)),
    ("complete_census", "WrongNation", |c| shown(c, their_parcel)),
    ("complete_census", "LedgersFull", |c| coins(c, 4)),
    ("complete_census", "ParcelDoesNotCount", |c| shown(c, retired)),
    ("complete_census", "ParcelDoesNotCount", |c| shown(c, claimed)),
    // Registered after the census, and in its very second.
    ("complete_census", "ParcelTooNew", |c| shown(c, |c| parcel(c, |_| {}).address)),
    ("complete_census", "ParcelTooNew", |c| {
        pass(c, 1 - COMPLETION);
        shown(c, |c| parcel(c, |_| {}).address);
    }),
    ("complete_census", "ReportInvariant", |c| {
        corrupt::<CensusReport>(c, "report", |report| report.counts = [0; 3]);
    }),
];
