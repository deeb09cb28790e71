//! Scenarios run on the real programs, and the command line says what came of it.

mod common;

use civitas::audit::Income;
use civitas::replay::court::CourtReport;
use civitas::replay::diplomacy::DiplomacyReport;
use civitas::replay::economy::EconomyReport;
use civitas::replay::replay;
use civitas::scenario::Scenario;
use civitas::scenario::court::Word;
use cluster::Snapshot;
use common::{Folder, embedded};
use serde_json::Value;
use std::process::{Command, Output};

fn civitas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_civitas")).args(arguments).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{error} in\n{}\n{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

#[test]
fn votes_are_held_counted_executed_and_closed() {
    let replayed = Folder::new().replay();
    let report = replayed.report;
    assert_eq!(report.disagreements, [""; 0]);
    let outcomes: Vec<_> = report.polls.iter().map(|poll| (poll.id.as_str(), poll.outcome)).collect();
    assert_eq!(outcomes, [("first", "executed"), ("second", "defeated")]);
    assert_eq!((report.nation.citizens, report.nation.passports, report.nation.charter_version), (3, 3, 2));
    assert_eq!(report.instructions["governor.cast"].compute_units.count, 5);
    assert_eq!(report.instructions["governor.cast"].deposited, 0);
    assert_eq!(report.instructions["membership.sign_charter"].compute_units.count, 3);
    assert_eq!(report.rent.deposited, report.rent.returned);
    assert_eq!((report.rent.forfeited, report.rent.accounts_left), (0, 0));
    assert_eq!((report.recount.pages, report.recount.ballots), (2, 5));
}

#[test]
fn twelve_votes_of_a_parliament_agree() {
    let scenario = Scenario::load("../../scenarios/parliament".as_ref()).unwrap();
    let report = replay(&scenario, &embedded()).unwrap().report;
    assert_eq!(report.disagreements, [""; 0]);
    assert_eq!((report.polls.len(), report.nation.citizens, report.nation.passports), (12, 747, 747));
    let by_outcome = |outcome| report.polls.iter().filter(|poll| poll.outcome == outcome).count();
    assert_eq!((by_outcome("succeeded"), by_outcome("executed"), by_outcome("defeated")), (10, 1, 1));
    assert_eq!(report.polls.iter().map(|poll| poll.ballots).sum::<u64>(), 7_369);
    // The votes on its economy come on top.
    let cast = &report.instructions["governor.cast"];
    assert_eq!((cast.compute_units.count, cast.deposited), (12_918, 0));
    assert_eq!(report.recount.ballots, 12_918);
    assert_eq!((report.rent.returned, report.rent.accounts_left), (report.rent.deposited, 0));
    books_of_the_parliament(report.economy.as_ref().unwrap());
    court_of_the_parliament(report.court.as_ref().unwrap());
    stages_of_the_parliament(report.diplomacy.as_ref().unwrap());
}

/// What came of its cases.
fn court_of_the_parliament(court: &CourtReport) {
    let cases: Vec<_> = court
        .cases
        .iter()
        .map(|case| {
            let seats: Vec<u8> = case.rounds.iter().map(|round| round.seats).collect();
            (case.remedy, seats, case.ruling.unwrap(), case.enforced.is_some())
        })
        .collect();
    use Word::{Claimant, Respondent};
    assert_eq!(
        cases,
        [
            ("evict a tenant", vec![3], Claimant, true),
            ("split a deposit", vec![3], Claimant, true),
            ("suspend a citizen", vec![3, 7], Respondent, false),
            ("suspend a citizen", vec![3], Claimant, true),
            ("reinstate a citizen", vec![3], Claimant, true),
            ("enjoin a proposal", vec![3], Claimant, true),
            ("release a proposal", vec![3], Claimant, true),
            ("reissue a citizenship", vec![3], Claimant, true),
        ]
    );
}

/// How it became a network state, and what its censuses show.
fn stages_of_the_parliament(diplomacy: &DiplomacyReport) {
    let own = || diplomacy.stages.iter().filter(|row| row.nation == "bundestag-19");
    let stages: Vec<_> = own().map(|row| (row.date.to_string(), row.stage.unwrap().name())).collect();
    let at = |date: &str, stage| (date.to_owned(), stage);
    assert_eq!(
        stages,
        [
            at("2017-11-13", "startup society"),
            at("2018-01-02", "network union"),
            at("2019-09-16", "network archipelago"),
            at("2020-03-09", "network archipelago"),
            at("2020-09-28", "network state"),
            at("2021-08-30", "network state"),
        ]
    );
    let censuses: Vec<_> = diplomacy.censuses.iter().filter(|row| row.nation == "bundestag-19").collect();
    assert!(censuses.windows(2).all(|pair| pair[0].period + 1 == pair[1].period));
    assert!(censuses.iter().all(|row| row.population == 747 && row.self_governed));
    let last = censuses[censuses.len() - 1];
    assert_eq!((censuses.len(), last.parcels, last.countries, last.ledgers.len()), (48, 27, 2, 2));
    let mutual = diplomacy.recognitions.iter().filter(|row| row.mutual).count();
    assert_eq!((mutual, diplomacy.treaties[0].state), (2, "signed"));
}

/// What the parliament's economy comes to, to the last hundredth of its money.
fn books_of_the_parliament(economy: &EconomyReport) {
    assert!(
        economy.votes.iter().all(|vote| vote.agrees) && economy.journals.iter().all(|journal| journal.agrees)
    );
    let outcomes: Vec<_> = economy.votes.iter().map(|vote| vote.outcome).collect();
    let (yes, no) = ("executed", "defeated");
    assert_eq!(outcomes, [yes, yes, yes, yes, yes, no, yes]);
    let audit = &economy.audit;
    assert_eq!((audit.parcels.len(), audit.registries[0].areas_dm2), (27, [14_228_087, 55_943, 0]));
    let states: Vec<_> =
        audit.leases.iter().map(|lease| (lease.kind, lease.by_auction, lease.state)).collect();
    assert_eq!(
        states,
        [
            ("fixed", false, "active"),
            ("fixed", false, "ended"),
            ("fixed", false, "evicted"),
            ("fixed", true, "active"),
            ("harberger", false, "active")
        ]
    );
    let standings: Vec<_> = audit.campaigns.iter().map(|campaign| campaign.standing).collect();
    assert_eq!(standings, ["paid out", "failed"]);
    let [sol, spree] = &audit.ledgers[..] else { panic!("{:?}", audit.ledgers) };
    // 747 citizens have paid 60 each.
    let Income { dues, rent, donation, fine, sale, other } = spree.income;
    assert_eq!((dues, rent, donation), (747 * 6_000, 1_200_681, 3_100_000));
    assert_eq!((fine, sale, other, spree.outflow), (25_005, 115_000, 114_000, 1_708_800));
    assert_eq!((spree.balance, spree.held), (7_327_886, Some(7_327_886)));
    assert_eq!((spree.promised_streams, spree.promised_budgets), (171_200, 88_000));
    assert_eq!((sol.balance, sol.held), (29_250_000_000, Some(29_250_000_000)));
    assert_eq!((audit.mints[0].supply, audit.mints[0].held), (747_000_000, 747_000_000));
}

#[test]
fn an_unwritable_snapshot_does_not_lose_the_report() {
    let folder = Folder::new();
    let path = folder.path().to_str().unwrap();
    let output = civitas(&["run", path, "--output", "json", "--save", &format!("{path}/nowhere/saved.json")]);
    assert_eq!(output.status.code(), Some(2));
    let report = json(&output);
    assert_eq!(report["polls"].as_array().unwrap().len(), 2);
    assert_eq!(report["error"]["kind"], "input");
}

#[test]
fn a_missed_quorum_forfeits_the_deposit() {
    let folder = Folder::new();
    folder.write("votes/second.csv", "member,vote\nann,yes\nbob,no_show\ncem,no_show\n");
    folder.replace("polls.csv", "Second,1,1,1,0", "Second,1,0,0,2");
    let report = folder.replay().report;
    assert_eq!(report.disagreements, [""; 0]);
    assert_eq!(report.polls[1].expected.to_string(), "quorum missed");
    assert_eq!(report.polls[1].outcome, "defeated");
    assert_eq!(report.rent.forfeited, 1_000_000);
    assert_eq!(report.rent.deposited, report.rent.returned + 1_000_000);
}

#[test]
fn citizens_can_be_vouched_for_or_approved() {
    for (policy, vouches) in [("policy = \"vouched\"\nvouches = 2", 2), ("policy = \"approved\"", 0)] {
        let folder = Folder::new();
        folder.replace("nation.toml", "policy = \"open\"", policy);
        let report = folder.replay().report;
        assert_eq!(report.disagreements, [""; 0]);
        assert_eq!(report.instructions["membership.admit"].compute_units.count, 3);
        let vouched = report.instructions.get("membership.vouch").map_or(0, |cost| cost.compute_units.count);
        assert_eq!(vouched, vouches);
    }
}

#[test]
fn votes_that_overlap_are_held_together() {
    let folder = Folder::new();
    folder.replace("polls.csv", "2020-02-01", "2020-01-11");
    let report = folder.replay().report;
    assert_eq!(report.disagreements, [""; 0]);
    assert_eq!(report.polls.len(), 2);
}

#[test]
fn final_ballots_are_held_too() {
    let folder = Folder::new();
    folder.replace("nation.toml", "max_open = 4", "max_open = 4\nfinal_ballots = true");
    assert_eq!(folder.replay().report.disagreements, [""; 0]);
}

#[test]
fn a_wrong_publication_is_named() {
    let folder = Folder::new();
    folder.replace("polls.csv", "Second,1,1,1,0", "Second,2,1,0,0");
    let output = civitas(&["run", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        error,
        "error: poll second of 2020-02-01 (“Second”): published are 2 yes, 1 no, 0 abstain, 0 no show; \
         the chain counted 1 yes, 1 no, 1 abstain, 0 no show\n\
         poll second of 2020-02-01 (“Second”): by the published result it is carried; the chain says defeated\n"
    );
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("DIFFERS") && table.contains("1 of 2 votes agree"), "{table}");

    let output = civitas(&["run", folder.path().to_str().unwrap(), "--output", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    assert_eq!(report["polls"][1]["agrees"], false);
    assert_eq!(report["error"]["kind"], "disagreement");
    assert_eq!(report["error"]["sentences"].as_array().unwrap().len(), 2);
}

#[test]
fn a_snapshot_can_be_recounted_and_a_forged_one_is_refused() {
    let folder = Folder::new();
    let saved = folder.file("saved.json");
    let saved = saved.to_str().unwrap();
    let output = civitas(&["run", folder.path().to_str().unwrap(), "--save", saved, "--output", "json"]);
    assert!(output.status.success());
    let report = json(&output);
    assert!(report.get("error").is_none());
    assert_eq!(report["polls"][0]["counted"]["yes"], 2);
    assert_eq!(report["recount"]["ballots"], 5);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));

    let output = civitas(&["recount", saved]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.ends_with(
        "Recounted 5 ballots in 2 pages of 2 proposals from their raw bytes: the chain agrees.\n"
    ));
    assert!(!text.contains('\u{1b}'));
    assert_eq!(json(&civitas(&["recount", saved, "--output", "json"]))["ballots"], 5);

    let mut snapshot = Snapshot::load(saved).unwrap();
    let page = snapshot.accounts.values_mut().find(|account| account.data.len() == 338).unwrap();
    page.data[336] ^= 0b0011;
    snapshot.save(saved).unwrap();
    let output = civitas(&["recount", saved]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("citizens' page 0 says"));
    let forged = json(&civitas(&["recount", saved, "--output", "json"]));
    assert_eq!(forged["error"]["kind"], "disagreement");
}

#[test]
fn wrong_input_is_refused_in_both_forms() {
    let folder = Folder::new();
    folder.replace("votes/first.csv", "cem,yes", "cem,aye");
    let path = folder.path().to_str().unwrap();
    for command in [&["run", path][..], &["scenario", "check", path]] {
        let output = civitas(command);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let file = folder.file("votes/first.csv");
        let expected = format!(
            "error: {}, line 4: `aye` is not a vote\na vote is one of yes, no, abstain, no_show\n",
            file.display()
        );
        assert_eq!(String::from_utf8(output.stderr).unwrap(), expected);
    }
    let error = json(&civitas(&["--output=json", "scenario", "check", path]));
    assert_eq!(error["error"]["line"], 4);
    assert_eq!(error["error"]["kind"], "input");
    assert_eq!(error["error"]["hint"], "a vote is one of yes, no, abstain, no_show");

    let unread = civitas(&["recount", "--output", "json", "--nonsense"]);
    assert_eq!(unread.status.code(), Some(2));
    assert_eq!(json(&unread)["error"]["kind"], "usage");
    let no_snapshot = civitas(&["recount", folder.file("polls.csv").to_str().unwrap(), "--output", "json"]);
    assert_eq!(no_snapshot.status.code(), Some(2));
    assert_eq!(json(&no_snapshot)["error"]["kind"], "input");
}

#[test]
fn a_recount_needs_one_source() {
    for arguments in [&["recount"][..], &["recount", "saved.json", "--url", "http://127.0.0.1:1"]] {
        assert_eq!(civitas(arguments).status.code(), Some(2));
    }
    // Bound and let go at once, so that nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let output = civitas(&["recount", "--url", &format!("http://127.0.0.1:{port}"), "--output", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output)["error"]["kind"], "cluster");
}

#[test]
fn programs_that_are_not_built_are_asked_for() {
    let folder = Folder::new();
    let path = folder.path().to_str().unwrap();
    let output = civitas(&["run", path, "--programs", path]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.starts_with("error: membership.so is not in "), "{error}");
    assert!(error.contains("scripts/build-programs"), "{error}");
}

#[test]
fn a_refused_instruction_is_explained() {
    // More votes at once than the track holds.
    let folder = Folder::new();
    folder.replace("polls.csv", "2020-02-01", "2020-01-10");
    folder.replace("nation.toml", "max_open = 4", "max_open = 1");
    let error = replay(&folder.load().unwrap(), &embedded()).unwrap_err();
    assert!(error.to_string().starts_with("governor.submit failed (poll first): "), "{error}");
    assert!(error.to_string().contains("TrackFull"), "{error}");
    assert!(error.hint().unwrap().contains("the transaction's log ends with"));
}
