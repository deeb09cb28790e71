//! Courts and neighbours of scenarios: every kind of step and every remedy runs on the real programs, what the files
//! state is compared with the chain, and what can be wrong with them is found, with line and step.

mod common;

use civitas::Error;
use civitas::replay::Replayed;
use civitas::scenario::court::Word;
use civitas::scenario::diplomacy::StageName;
use client::court::accounts::Court;
use client::membership::accounts::Citizen;
use cluster::{Account, Cluster, Snapshot};
use common::{COURT, DIPLOMACY, Folder};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static REPLAYED: LazyLock<Replayed> = LazyLock::new(|| Folder::with_court().replay());

fn places() -> civitas::replay::Places {
    civitas::replay::Places::of("three")
}

#[test]
fn every_case_is_ruled_and_enforced_as_the_file_says() {
    let report = &REPLAYED.report;
    assert_eq!(report.disagreements, [""; 0]);
    let court = report.court.as_ref().unwrap();
    let cases: Vec<_> =
        court.cases.iter().map(|case| (case.remedy, case.ruling.unwrap(), case.enforced.is_some())).collect();
    use Word::{Claimant, Refuse, Respondent, Undecided};
    assert_eq!(
        cases,
        [
            ("evict a tenant", Claimant, true),
            ("split a deposit", Claimant, true),
            ("suspend a citizen", Respondent, false),
            ("suspend a citizen", Claimant, true),
            ("award public money", Claimant, true),
            ("award money in escrow", Claimant, true),
            ("pause a stream", Claimant, true),
            ("reinstate a citizen", Claimant, true),
            ("resume a stream", Claimant, true),
            ("enjoin a proposal", Claimant, true),
            ("release a proposal", Claimant, true),
            ("reissue a citizenship", Claimant, true),
            ("suspend a citizen", Refuse, false),
            ("suspend a citizen", Undecided, false),
        ]
    );
    assert!(court.cases.iter().all(|case| case.agrees));
    // The larger panel of the appeal.
    let seats: Vec<_> = court.cases[2].rounds.iter().map(|round| (round.seats, round.ruling)).collect();
    assert_eq!(seats, [(1, Some(Claimant)), (3, Some(Respondent))]);
    assert_eq!((court.jurors, court.votes[0].outcome), (11, "executed"));
    // The parliament's own motion waited for its release.
    let economy = report.economy.as_ref().unwrap();
    assert!(economy.votes.iter().all(|vote| (vote.outcome, vote.agrees) == ("executed", true)));
    // Twelve jurors of 50 less the bond of the absent one; an addition and a bond that are gone again with their juror.
    let audit = &economy.audit;
    let [book] = &audit.courts[..] else { panic!("{:?}", audit.courts) };
    assert!(book.agrees && book.fines == 0 && book.escrowed == Some(book.held));
    assert_eq!((book.cases, audit.cases.len()), (13, 13), "one is closed");
}

#[test]
fn a_new_wallet_votes_in_the_place_of_the_lost_one() {
    let scenario = Folder::with_court().load().unwrap();
    let at = |wallet: &solana_address::Address| {
        let citizen = client::addresses::citizen(&places().nation, wallet).0;
        REPLAYED.snapshot.account(&citizen).unwrap()
    };
    let member = &scenario.citizens[2];
    assert!(at(&solana_signer::Signer::pubkey(&member.wallet)).is_none(), "the old citizenship is gone");
    let new = client::dev_keys::keypair("scenario three: member c2's new wallet");
    let account = at(&solana_signer::Signer::pubkey(&new)).unwrap();
    let citizen: Citizen = client::decode(&account.owner, &account.data).unwrap();
    assert_eq!(citizen.serial, 2);
    assert_ne!(citizen.passport, solana_address::Address::default());
    // All twenty of the second vote are counted, the moved one among them.
    assert_eq!((REPLAYED.report.polls[1].ballots, REPLAYED.report.polls[1].agrees), (20, true));
}

#[test]
fn nations_recognise_each_other_and_sign_treaties() {
    let diplomacy = REPLAYED.report.diplomacy.as_ref().unwrap();
    let recognitions: Vec<_> = diplomacy
        .recognitions
        .iter()
        .map(|row| (row.from.as_str(), row.to.as_str(), row.in_force, row.mutual))
        .collect();
    assert_eq!(
        recognitions,
        [
            ("Ruritania", "three", false, false),
            ("three", "four", false, false),
            ("four", "three", true, false)
        ]
    );
    let treaties: Vec<_> = diplomacy.treaties.iter().map(|row| (row.treaty.as_str(), row.state)).collect();
    assert_eq!(treaties, [("trade", "denounced"), ("visits", "denounced")]);
    assert!(diplomacy.stages.iter().all(|row| row.agrees && row.stage == Some(StageName::StartupSociety)));
    // One for every period of 30 days, and one of the neighbour.
    let own: Vec<_> = diplomacy.censuses.iter().filter(|row| row.nation == "three").collect();
    assert!(own.windows(2).all(|pair| pair[0].period + 1 == pair[1].period), "{own:?}");
    assert_eq!((own.len(), diplomacy.censuses.len()), (4, 5));
    let last = own[3];
    assert_eq!((last.population, last.parcels, last.countries), (20, 5, 2));
    assert!(last.ledgers.iter().any(|ledger| ledger.income >= 50_000));
}

/// Steps or actions that there are, as an error for an unknown one lists them.
fn kinds(file: &str, known: &str) -> BTreeSet<String> {
    let folder = Folder::with_court();
    folder.replace(file, &format!("do = \"{known}\""), "do = \"nonsense\"");
    let Err(Error::Input { reason, .. }) = folder.load() else { panic!("there is no such kind") };
    let (_, list) = reason.split_once("expected ").unwrap_or_else(|| panic!("{reason}"));
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_kind_of_step_action_and_remedy_is_tried_here_and_described() {
    let docs = include_str!("../../../docs/scenarios.md");
    for (file, text, step, action, count) in [
        ("court.toml", COURT, "collect_fines", "create_court", 11),
        ("diplomacy.toml", DIPLOMACY, "close_visa", "denounce_treaty\", treaty = \"visits", 17),
    ] {
        let used: BTreeSet<&str> =
            text.split("do = \"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
        let (steps, actions) = (kinds(file, step), kinds(file, action));
        assert_eq!(steps.len() + actions.len(), count, "{steps:?} {actions:?}");
        for kind in steps.union(&actions) {
            assert!(used.contains(kind.as_str()), "{kind}");
            assert!(docs.contains(&format!("`{kind}`")), "{kind}");
        }
    }
    let folder = Folder::with_court();
    folder.replace("court.toml", "{ evict = {", "{ nonsense = {");
    let Err(Error::Input { reason, .. }) = folder.load() else { panic!() };
    let (_, list) = reason.split_once("expected one of ").unwrap_or_else(|| panic!("{reason}"));
    let remedies: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(remedies.len(), 11);
    for remedy in remedies {
        assert!(
            COURT.contains(&format!("{{ {remedy} = {{")) && docs.contains(&format!("`{remedy}`")),
            "{remedy}"
        );
    }
}

/// File, what to replace in it, by what, a part of the reason.
type Mistake = (&'static str, &'static str, &'static str, &'static str);

const MISTAKES: &[Mistake] = &[
    ("court.toml", "fee = \"3 THA\"", "fee = \"0 THA\"", "an amount of nothing"),
    ("court.toml", "bond = \"5 THA\"", "bond = \"5 SOL\"", "the fee is in THA"),
    ("court.toml", "panel = 1", "panel = 2", "an odd number of seats"),
    ("court.toml", "appeals = 2", "appeals = 5", "at most four appeals"),
    ("court.toml", "draw = \"1d\"", "draw = \"8d\"", "from 10m to 7d"),
    ("court.toml", "unbonding = \"3d\"", "unbonding = \"2d\"", "who leaves must stay"),
    ("court.toml", "citizens_track = \"main\"", "citizens_track = \"side\"", "there is no track `side`"),
    ("court.toml", "[court]", "[courts]", "unknown field `courts`"),
    ("court.toml", "yes = 12", "yes = 30", "31 votes of 20 citizens"),
    ("court.toml", "yes = 12", "yes = 1", "there is no court created on 2020-01-12"),
    ("court.toml", ", { do = \"install_court\" }", "", "there is no court in office on 2020-01-14"),
    ("court.toml", "at = 2020-01-12", "at = 2020-01-07", "is before the step before"),
    (
        "court.toml",
        "c8..c19\"\nbond = \"50 THA\"",
        "c8..c19\"\nbond = \"4 THA\"",
        "less than a seat puts at risk",
    ),
    ("court.toml", "members = [\"c8\"]\namount", "members = [\"c1\"]\namount", "member c1 is no juror"),
    ("court.toml", "lease = \"hut\"", "lease = \"den\"", "there is no lease `den` in economy.toml"),
    ("court.toml", "budget = \"damages\"", "budget = \"purse\"", "there is no budget `purse`"),
    ("court.toml", "stream = \"pay\"", "stream = \"fee\"", "there is no stream `fee`"),
    ("court.toml", "proposal = \"Pave the square\"", "proposal = \"Pave\"", "there is no vote called `Pave`"),
    ("court.toml", "case = \"the door\"", "case = \"the hut\"", "there is a case `the hut` already"),
    ("court.toml", "lasts = \"30d\"", "lasts = \"61d\"", "the court's rules allow 60d at most"),
    ("court.toml", "lasts = \"20d\"", "lasts = \"31d\"", "the court's rules allow 30d at most"),
    ("court.toml", "rounds = [{ claimant = 1 }]", "rounds = []", "a case has a first round"),
    (
        "court.toml",
        "rounds = [{ claimant = 1 }]",
        "rounds = [{ claimant = 2 }]",
        "has a panel of 1, and these are 2",
    ),
    ("court.toml", "{ by = \"respondent\", claimant", "{ claimant", "an appeal says `by` whom"),
    ("court.toml", "{ by = \"respondent\", claimant", "{ by = \"claimant\", claimant", "not in favour of"),
    (
        "court.toml",
        "ruling = \"claimant\"\n\n[[steps]]\nat = 2020-01-20",
        "ruling = \"guilty\"\n\n[[steps]]\nat = 2020-01-20",
        "unknown variant `guilty`",
    ),
    (
        "court.toml",
        "answer = \"No.\"",
        "escrow = { claimant = \"1 THA\" }",
        "where an award from it is asked for",
    ),
    (
        "court.toml",
        "claimant = \"c7\"\n",
        "claimant = \"c7\"\nanswer = \"Well.\"\n",
        "brought against the nation",
    ),
    (
        "court.toml",
        "case = \"the hut\"\n\n[[steps]]\nat = 2020-02-26",
        "case = \"x\"\n\n[[steps]]\nat = 2020-02-26",
        "there is no case `x`",
    ),
    ("diplomacy.toml", "publisher = \"c1\"", "publisher = \"dan\"", "member `dan`"),
    ("diplomacy.toml", "until = 2020-03-31", "until = 2021-03-31", "after the citizens' first term"),
    ("diplomacy.toml", "until = 2020-03-31", "until = 2020-01-02", "none is published then"),
    ("diplomacy.toml", "stage = \"startup society\"", "stage = \"empire\"", "unknown variant `empire`"),
    ("diplomacy.toml", "nation = \"four\"\ncharter", "nation = \"Four\"\ncharter", "is not a slug"),
    (
        "diplomacy.toml",
        "nation = \"four\"\ncharter",
        "nation = \"three\"\ncharter",
        "there is a `three` already",
    ),
    ("diplomacy.toml", "charter = \"charter.md\"", "charter = \"nowhere.md\"", "no readable file"),
    ("diplomacy.toml", "founder_sunset = \"100d\"", "founder_sunset = \"0s\"", "within four years"),
    ("diplomacy.toml", "from = \"Ruritania\"", "from = \"Freedonia\"", "neither a nation nor a body"),
    ("diplomacy.toml", "from = \"Ruritania\"", "from = \"three\"", "`three` decides by its citizens"),
    (
        "diplomacy.toml",
        "from = \"four\"\nto = \"three\"",
        "from = \"four\"\nto = \"four\"",
        "nobody recognises themselves",
    ),
    (
        "diplomacy.toml",
        "recognise\", to = \"four\"",
        "recognise\", to = \"three\"",
        "that is the nation itself",
    ),
    ("diplomacy.toml", "visit = \"9d\"", "visit = \"0s\"", "from 1s to 366d"),
    (
        "diplomacy.toml",
        "treaty = \"visits\"\nfrom",
        "treaty = \"trade\"\nfrom",
        "there is a treaty `trade` already",
    ),
    (
        "diplomacy.toml",
        "sign_treaty\"\ntreaty = \"trade\"",
        "sign_treaty\"\ntreaty = \"peace\"",
        "there is no treaty `peace`",
    ),
    ("diplomacy.toml", "yes = 12", "yes = 1", "that proposes the treaty `trade` is not carried"),
    ("diplomacy.toml", "citizen = 1", "citizen = 2", "numbered from 0, and there are 2"),
    ("diplomacy.toml", "member = \"c2\"\n", "member = \"c2\"\ncitizen = 1\n", "a visa is a `member`'s"),
    (
        "diplomacy.toml",
        "publish_census\"\nnation = \"four\"",
        "publish_census\"\nnation = \"three\"",
        "in every period",
    ),
];

#[test]
fn every_mistake_is_named_with_file_and_line() {
    let mut wrong = Vec::new();
    for (file, from, to, part) in MISTAKES {
        let folder = Folder::with_court();
        folder.replace(file, from, to);
        match folder.load() {
            Err(Error::Input { file: at, line, reason, .. }) => {
                if at != folder.file(file) || line.is_none() || !reason.contains(part) {
                    wrong.push(format!("`{from}` -> `{to}`: {}, line {line:?}, {reason}", at.display()));
                }
            }
            Err(other) => wrong.push(format!("`{from}` -> `{to}`: {other}")),
            Ok(_) => wrong.push(format!("`{from}` -> `{to}`: nothing is wrong")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever line is missing, or there twice, the files are read or refused, with their name and a line.
#[test]
fn no_line_more_or_less_is_a_panic() {
    for (file, text) in [("court.toml", COURT), ("diplomacy.toml", DIPLOMACY)] {
        let lines: Vec<&str> = text.lines().collect();
        let folder = Folder::with_court();
        for at in 0..lines.len() {
            let times = |i: usize| if i == at { 2 * (at % 2) } else { 1 };
            let text: Vec<&str> =
                lines.iter().enumerate().flat_map(|(i, line)| std::iter::repeat_n(*line, times(i))).collect();
            folder.write(file, text.join("\n"));
            match folder.load() {
                Ok(_) => {}
                Err(Error::Input { file: at, line, .. }) => {
                    assert_eq!(at, folder.file(file));
                    assert!(line.is_some());
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
}

#[test]
fn what_the_files_state_and_the_chain_does_not_is_a_disagreement() {
    for (file, from, to, part) in [
        (
            "court.toml",
            "ruling = \"refuse\"",
            "ruling = \"claimant\"",
            "the ruling was to be for the claimant, the chain says refused",
        ),
        (
            "diplomacy.toml",
            "population = 20\n\n[[steps]]\nat = 2020-01-05",
            "population = 21\n\n[[steps]]\nat = 2020-01-05",
            "was to be a startup society of 21",
        ),
        (
            "diplomacy.toml",
            "stage = \"startup society\"",
            "stage = \"network union\"",
            "three was to be a network union of 20, the chain says a startup society of 20",
        ),
        ("diplomacy.toml", "population = 20", "population = 19", "was to show 19 people, it shows 20"),
    ] {
        let folder = Folder::with_court();
        folder.replace(file, from, to);
        let report = folder.replay().report;
        assert!(
            report.disagreements.iter().any(|sentence| sentence.contains(part)),
            "{:?}",
            report.disagreements
        );
    }
}

#[test]
fn what_the_chain_refuses_is_said_with_the_step() {
    let folder = Folder::with_court();
    // The tenant of nothing that can be lived in: who suspends oneself is no two parties.
    folder.replace("court.toml", "suspend = { member = \"c6\"", "suspend = { member = \"c5\"");
    let error =
        civitas::replay::replay(&folder.load().unwrap(), &common::embedded()).unwrap_err().to_string();
    assert!(
        error.starts_with("court.file failed (court.toml, step 6, line ") && error.contains("PartiesSame"),
        "{error}"
    );
}

/// An audit of the accounts, changed.
fn audited(change: impl Fn(&mut Snapshot)) -> Vec<String> {
    let mut snapshot = REPLAYED.snapshot.clone();
    change(&mut snapshot);
    let evidence = civitas::audit::Evidence::gather(&snapshot, &snapshot.programs).unwrap();
    civitas::audit::audit(&evidence).disagreements
}

fn of_type<'a>(snapshot: &'a mut Snapshot, kind: &'a [u8]) -> impl Iterator<Item = &'a mut Account> {
    snapshot.accounts.values_mut().filter(move |account| account.data.starts_with(kind))
}

#[test]
fn an_audit_sees_a_unit_too_much_anywhere_in_the_court() {
    use civitas::audit::layout::Layout;
    use civitas::audit::layout::court as layout;
    use civitas::audit::layout::diplomacy as foreign;
    assert_eq!(audited(|_| ()), [""; 0]);
    let changes: [(&[u8], usize, &str); 19] = [
        (&layout::Court::TYPE, 136, "bonds, earnings, cases and fines come to"),
        (&layout::Court::TYPE, 144, "bonds, earnings, cases and fines come to"),
        (&layout::Court::TYPE, 228, "jurors who stay"),
        (&layout::Juror::TYPE, 144, "bonds, earnings, cases and fines come to"),
        (&layout::Juror::TYPE, 160, "bonds, earnings, cases and fines come to"),
        (&layout::Juror::TYPE, 152, "at risk"),
        (&layout::Juror::TYPE, 208, "it lists the cases"),
        (&layout::JurorOf::TYPE, 48, "its juror is number"),
        (&layout::Case::TYPE, 480, "are booked for it; dues, bounties and rewards"),
        (&layout::Case::TYPE, 488, "are said to be lost and not settled"),
        (&layout::Case::TYPE, 576 + 24, "due are"),
        (&layout::Case::TYPE, 576 + 134, "that of its last panel"),
        (&layout::Case::TYPE, 566, "its ruling is"),
        (&layout::Case::TYPE, 558, "it counts"),
        (&layout::Seat::TYPE, 146, "its seats say"),
        (&layout::Seat::TYPE, 136, "the lot fell on juror"),
        (&foreign::CensusReport::TYPE, 764, "are marked"),
        (&foreign::Stage::TYPE, 230, "its facts make it a"),
        (&foreign::Recognition::TYPE, 120, "acts"),
    ];
    for (kind, offset, part) in changes {
        let sentences = audited(|snapshot| {
            let account = of_type(snapshot, kind).next().expect("there is one");
            account.data[offset] ^= 1;
        });
        assert!(sentences.iter().any(|sentence| sentence.contains(part)), "{part}: {sentences:?}");
    }
    // The money itself.
    let court = REPLAYED.snapshot.account(&places().court).unwrap().unwrap();
    let court: Court = client::decode(&court.owner, &court.data).unwrap();
    let sentences = audited(|snapshot| {
        let escrow = snapshot.accounts.get_mut(&court.escrow).unwrap();
        escrow.data[64] = escrow.data[64].wrapping_sub(1);
    });
    assert!(sentences.iter().any(|sentence| sentence.contains("are booked, rent included")), "{sentences:?}");
}

#[test]
fn a_court_needs_no_economy_and_neighbours_no_court() {
    let folder = Folder::with_court();
    for file in ["economy.toml", "court.toml"] {
        std::fs::remove_file(folder.file(file)).unwrap();
    }
    let report = folder.replay().report;
    assert_eq!(report.disagreements, [""; 0]);
    assert!(report.court.is_none() && report.diplomacy.is_some());

    std::fs::remove_file(folder.file("diplomacy.toml")).unwrap();
    folder.write(
        "court.toml",
        COURT
            .split("[[steps]]\nat = 2020-01-14")
            .next()
            .unwrap()
            .replace("THA", "SOL")
            .replace("50 SOL", "0.05 SOL")
            .replace("\"5 SOL\"", "\"0.005 SOL\""),
    );
    let report = folder.replay().report;
    assert_eq!(report.disagreements, [""; 0]);
    assert_eq!((report.court.as_ref().unwrap().jurors, report.court.unwrap().money.name), (12, "SOL".into()));
}
