//! Economies: every kind of step runs on the real programs, the books say the same as the file, and what can be
//! wrong with the file is found, with line and step.

mod common;

use civitas::Error;
use civitas::replay::Replayed;
use civitas::scenario::economy::{Asset, What};
use client::land::accounts::{Lease, Parcel};
use client::membership::accounts::{Citizen, Nation};
use cluster::{Cluster, Snapshot};
use common::{ECONOMY, Folder};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static REPLAYED: LazyLock<Replayed> = LazyLock::new(|| Folder::with_economy().replay());

/// Where the small nation's accounts are.
fn places() -> civitas::replay::Places {
    civitas::replay::Places::of("three")
}

fn read<T: client::ProgramAccount>(address: &solana_address::Address) -> T {
    let account = REPLAYED.snapshot.account(address).unwrap().expect("there is such an account");
    client::decode(&account.owner, &account.data).unwrap()
}

/// Steps or actions that there are, as an error for an unknown one lists them.
fn kinds(folder: &Folder) -> BTreeSet<String> {
    let Err(Error::Input { reason, .. }) = folder.load() else { panic!("there is no such kind") };
    let (_, list) = reason.split_once("expected one of ").unwrap_or_else(|| panic!("{reason}"));
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_kind_of_step_and_action_is_tried_here() {
    // Land that is acquired later is so in the economy beside the court.
    let files = [ECONOMY, include_str!("small/justice/economy.toml")].concat();
    let used: BTreeSet<String> = files
        .split("do = \"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect();
    let folder = Folder::with_economy();
    folder.replace("economy.toml", "do = \"faucet\"", "do = \"nonsense\"");
    let steps = kinds(&folder);
    let folder = Folder::with_economy();
    folder.replace("economy.toml", "do = \"cancel_stream\"", "do = \"nonsense\"");
    let actions = kinds(&folder);
    assert!(steps.len() > 40 && actions.len() == 10, "{steps:?} {actions:?}");
    let missing: Vec<_> = steps.union(&actions).filter(|kind| !used.contains(*kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // And each is described.
    let docs = include_str!("../../../docs/scenarios.md");
    let missing: Vec<_> = steps.union(&actions).filter(|kind| !docs.contains(&format!("`{kind}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn an_economy_runs_and_its_books_balance() {
    let report = &REPLAYED.report;
    assert_eq!(report.disagreements, [""; 0]);
    let outcomes: Vec<_> = report.polls.iter().map(|poll| (poll.id.as_str(), poll.outcome)).collect();
    assert_eq!(outcomes, [("first", "executed"), ("second", "defeated")]);
    assert_eq!((report.rent.returned, report.rent.accounts_left), (report.rent.deposited, 0));

    let economy = report.economy.as_ref().unwrap();
    assert!(economy.journals.iter().all(|journal| journal.agrees));
    let votes: Vec<_> = economy.votes.iter().map(|vote| (vote.outcome, vote.agrees)).collect();
    let (yes, no) = (("executed", true), ("defeated", true));
    assert_eq!(votes, [yes, yes, yes, yes, yes, no, yes]);
    assert_eq!((report.recount.proposals.len(), report.recount.ballots), (9, 26));

    let [sol, thaler] = &economy.audit.ledgers[..] else { panic!("{:?}", economy.audit.ledgers) };
    let sums = |book: &civitas::audit::LedgerBook| {
        (book.income.kinds().map(|(_, amount)| amount), book.outflow, book.balance, book.held)
    };
    // Dues, rent, donations, fines, sales, other. The rent of the field is paid by the second.
    let lamports = 1_000_000_000;
    let [_, field, ..] = sol.income.kinds().map(|(_, amount)| amount);
    assert!((149_000_000..=150_000_000).contains(&field), "{field}");
    let balance = 21 * lamports + 500_000_000 + field;
    assert_eq!(
        sums(sol),
        ([0, field, 20 * lamports, 0, 2 * lamports, lamports], 1_500_000_000, balance, Some(balance))
    );
    // What was sent last is there, and not booked.
    assert_eq!(sums(thaler), ([50_000, 4_400, 307_000, 1_000, 0, 1_300], 36_300, 327_400, Some(327_425)));
    assert_eq!((thaler.unbooked, thaler.promised_streams, thaler.promised_budgets), (25, 70_002, 0));
    assert_eq!(economy.audit.mints[0].supply, 3_000_000);
    assert!(!economy.audit.mints[0].mintable);
}

#[test]
fn what_the_steps_were_for_has_happened() {
    let places = places();
    let nation: Nation = read(&places.nation);
    assert_eq!((nation.treasury, nation.dues_amount), (places.treasury, 10_000));
    // A term of a year from the first day of 2020, to the month's end; one more for all, two for Ann.
    let day = 86_400;
    let expires = |name: &str| {
        let scenario = Folder::with_economy().load().unwrap();
        let member = scenario.citizens.iter().find(|member| member.name == name).unwrap();
        let wallet = solana_signer::Signer::pubkey(&member.wallet);
        read::<Citizen>(&client::addresses::citizen(&places.nation, &wallet).0).expires_at / day
    };
    let first = expires("bob") - 365;
    assert!(expires("ann") >= first + 3 * 365, "{} {first}", expires("ann"));
    assert_eq!(expires("bob"), expires("cem"));

    let economy = REPLAYED.report.economy.as_ref().unwrap();
    let leases: Vec<_> = economy.audit.leases.iter().map(|lease| (lease.state, lease.held)).collect();
    // The field with its deposit and a claim of Cem's; the kiosk, then on offer with two bids; the hut.
    assert_eq!(leases, [("active", 5_000_000_000), ("ended", 0), ("offered", 7_000), ("evicted", 3_000)]);
    let parcels = &economy.audit.parcels;
    let of = |parcel: &civitas::audit::ParcelBook| (parcel.lease, parcel.tenure, parcel.jurisdiction.clone());
    assert_eq!(of(&parcels[0]), ("active", "leased in", "CH-LU".into()));
    assert_eq!(economy.audit.campaigns[0].standing, "failed");
    assert_eq!(economy.audit.auctions[0].outcome, "open");

    // The parcels are those of the survey, in the care of the steward.
    let scenario = Folder::with_economy().load().unwrap();
    let land = scenario.economy.as_ref().unwrap().land.as_ref().unwrap();
    for surveyed in &land.parcels {
        let parcel: Parcel = read(&client::addresses::parcel(&places.registry, surveyed.cell).0);
        assert_eq!(
            (parcel.facts.area, parcel.facts.boundary_hash),
            (surveyed.area_dm2, surveyed.boundary_sha256)
        );
        let steward = client::addresses::office(&places.nation, "steward").unwrap().0;
        assert_eq!(parcel.facts.steward, steward);
    }
    let hut = client::addresses::parcel(&places.registry, land.parcels[3].cell).0;
    let lease: Lease = read(&client::addresses::lease(&hut, 1).0);
    // One, one and a half, and a half towards the third.
    assert_eq!((lease.paid_periods, lease.paid_total, lease.credit), (2, 300, 50));
}

#[test]
fn nobody_can_make_more_of_the_token_or_rename_it() {
    let mint = &REPLAYED.snapshot.accounts
        [&solana_signer::Signer::pubkey(&Folder::with_economy().load().unwrap().token_mint())];
    assert_eq!(
        (&mint.data[..4], &mint.data[46..50]),
        (&[0; 4][..], &[0; 4][..]),
        "mint and freeze authority"
    );
    let text = String::from_utf8_lossy(&mint.data);
    assert!(text.contains("Thaler") && text.contains("THA") && text.contains("https://three.example/thaler"));
    // The metadata pointer (18), without an authority, at the mint itself; then metadata (19) without one.
    let at = mint.data.windows(4).position(|head| head == [18, 0, 64, 0]).unwrap() + 4;
    assert_eq!(mint.data[at..at + 32], [0; 32]);
    assert_eq!(&mint.data[at + 64..at + 66], &[19, 0]);
    assert_eq!(mint.data[at + 68..at + 100], [0; 32]);
}

#[test]
fn an_economy_changes_no_recorded_vote() {
    let without = Folder::new().replay().report;
    for (without, with) in without.polls.iter().zip(&REPLAYED.report.polls) {
        assert_eq!((without.counted, without.outcome), (with.counted, with.outcome));
        assert_eq!(without.page_rent, with.page_rent, "the same electorate");
    }
    assert!(without.economy.is_none());
}

#[test]
fn an_economy_needs_neither_token_nor_land() {
    let folder = Folder::with_economy();
    folder.write(
        "economy.toml",
        "[dues]\namount = \"0.1 SOL\"\n\
         [[steps]]\nat = 2020-01-05\ndo = \"pay_dues\"\nmembers = [\"bob\"]\n",
    );
    let report = folder.replay().report;
    assert_eq!(report.disagreements, [""; 0]);
    let economy = report.economy.unwrap();
    assert_eq!((economy.audit.ledgers.len(), economy.audit.mints.len()), (1, 0));
    assert_eq!(economy.audit.ledgers[0].income.dues, 100_000_000);

    // Nor steps.
    folder.write("economy.toml", "[dues]\namount = \"0.1 SOL\"\n");
    assert_eq!(folder.replay().report.disagreements, [""; 0]);
}

#[test]
fn budgets_and_streams_are_numbered_as_they_are_created() {
    let folder = Folder::with_economy();
    // A slow track, so that what is voted on first is created last.
    folder.replace(
        "nation.toml",
        "[[motions]]",
        "[[tracks]]\nname = \"slow\"\nreview = \"2d\"\nvoting = \"1d\"\ntimelock = \"20d\"\nexecution = \"9d\"\n\
         quorum = \"50%\"\nthreshold = \"50%\"\nmax_open = 4\nprograms = [\"treasury\"]\n\n[[motions]]",
    );
    let motion = |day: u8, track: &str, budget: &str, stream: &str| {
        format!(
            "[[steps]]\nat = 2020-01-{day:02}\ndo = \"motion\"\ntitle = \"{budget}\"\ntrack = \"{track}\"\n\
             yes = 2\nno = 0\nactions = [\n\
             {{ do = \"create_budget\", budget = \"{budget}\", member = \"ann\", per_period = \"1 SOL\", \
             period = \"1d\", until = 2020-12-01 }},\n\
             {{ do = \"create_stream\", stream = \"{stream}\", to = \"bob\", amount = \"1 SOL\", \
             end = 2020-12-01 }},\n]\n"
        )
    };
    let steps = [
        "[[steps]]\nat = 2020-01-02\ndo = \"faucet\"\nmembers = \"all\"\namount = \"100 SOL\"\n".to_owned(),
        "[[steps]]\nat = 2020-01-02\ndo = \"donate\"\nmember = \"ann\"\namount = \"50 SOL\"\n".to_owned(),
        motion(5, "slow", "late", "late stream"),
        motion(6, "main", "early", "early stream"),
        "[[steps]]\nat = 2020-02-10\ndo = \"spend\"\nbudget = \"late\"\nto = \"cem\"\namount = \"0.25 SOL\"\n"
            .to_owned(),
    ];
    folder.write("economy.toml", steps.concat());
    let scenario = folder.load().unwrap();
    let economy = scenario.economy.as_ref().unwrap();
    let ids: Vec<_> = economy.budgets.iter().map(|budget| (budget.name.as_str(), budget.id)).collect();
    assert_eq!(ids, [("late", Some(1)), ("early", Some(0))]);
    let report = folder.replay().report;
    assert_eq!(report.disagreements, [""; 0]);
    let spent: Vec<_> =
        report.economy.unwrap().audit.budgets.iter().map(|budget| (budget.id, budget.spent)).collect();
    assert_eq!(spent, [(0, 0), (1, 250_000_000)]);
}

#[test]
fn what_the_chain_refuses_is_said_with_the_step() {
    let folder = Folder::with_economy();
    folder.replace("economy.toml", "amount = \"3 THA\"", "amount = \"9999 THA\"");
    let scenario = folder.load().unwrap();
    let error = civitas::replay::replay(&scenario, &common::embedded()).unwrap_err();
    let line =
        1 + ECONOMY[..ECONOMY.find("lease = \"hut again\"\namount").unwrap()].matches('\n').count() - 3;
    let expected = format!("land.pay_rent failed (economy.toml, step 39, line {line}; member bob): ");
    assert!(error.to_string().starts_with(&expected), "{error} instead of {expected}");
    assert!(error.to_string().contains("AmountOverRent"), "{error}");
}

#[test]
fn members_are_named_in_three_ways() {
    let members = |text: &str| {
        let folder = Folder::with_economy();
        folder.replace("economy.toml", "members = \"ann..cem\"", &format!("members = {text}"));
        let scenario = folder.load().unwrap();
        match &scenario.economy.as_ref().unwrap().steps[0].what {
            What::Faucet { members, .. } => members.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(members("\"all\""), [0, 1, 2]);
    assert_eq!(members("\"bob..cem\""), [1, 2]);
    assert_eq!(members("\"bob .. bob\""), [1]);
    assert_eq!(members("\"cem\""), [2]);
    assert_eq!(members("[\"cem\", \"ann\"]"), [2, 0]);
    // Names that are numbers need no quotes.
    let folder = Folder::with_economy();
    for (file, from, to) in [
        ("citizens.csv", "ann\nbob\ncem\n", "1\n2\n3\n"),
        ("votes/first.csv", "ann,yes\nbob,no_show\ncem,yes", "1,yes\n2,no_show\n3,yes"),
        ("votes/second.csv", "ann,yes\nbob,no\ncem,abstain", "1,yes\n2,no\n3,abstain"),
    ] {
        folder.replace(file, from, to);
    }
    folder.write(
        "economy.toml",
        "[[steps]]\nat = 2020-01-02\ndo = \"faucet\"\nmembers = [1, \"3\"]\namount = \"1 SOL\"\n",
    );
    let scenario = folder.load().unwrap();
    match &scenario.economy.as_ref().unwrap().steps[0].what {
        What::Faucet { members, .. } => assert_eq!(members, &[0, 2]),
        other => panic!("{other:?}"),
    }
}

/// What to replace in the file, by what; at which line of that the mistake is; a part of the reason.
type Case = (&'static str, &'static str, i64, &'static str);

const CASES: &[Case] = &[
    // Outside the steps.
    ("decimals = 2", "decimals = two", 0, ""),
    ("decimals = 2", "decimals = 10", 0, "at most 9 decimals"),
    ("decimals = 2", "decimals = 2\ncolour = \"red\"", 1, "unknown field `colour`"),
    ("name = \"Thaler\"", "name = \"\"", 0, "the token's name must have 1 to 32 bytes"),
    ("symbol = \"THA\"", "symbol = \"SOL\"", 0, "`SOL` cannot be a token's symbol"),
    ("symbol = \"THA\"", "symbol = \"T A\"", 0, "`T A` cannot be"),
    ("per_citizen = \"10000 THA\"", "per_citizen = \"10000 SOL\"", 0, "must be an amount of THA"),
    ("per_citizen = \"10000 THA\"", "per_citizen = \"10000\"", 0, "is not an amount of money"),
    (
        "per_citizen = \"10000 THA\"",
        "per_citizen = \"99999999999999999 THA\"",
        0,
        "for all citizens together",
    ),
    ("amount = \"100 THA\"", "amount = \"0 THA\"", 0, "an amount of nothing"),
    ("amount = \"100 THA\"", "amount = \"100 EUR\"", 0, "there is no money `EUR`"),
    ("limit = \"50%\", window = \"1d\"", "limit = \"0%\", window = \"1d\"", 0, "lets nothing out"),
    ("limit = \"50%\", window = \"1d\"", "limit = \"50%\", window = \"91d\"", 0, "from a second to 90 days"),
    ("jurisdiction = \"CH-LU\"", "jurisdiction = \"Luzern\"", 0, "a code of ISO 3166"),
    ("tenure = \"leased_in\"", "tenure = \"rented\"", 0, "unknown variant `rented`"),
    ("[land]", "[lands]", 0, "unknown field `lands`"),
    ("[treasury]", "steps = 3\n[treasury]", 0, ""),
    // What every step has.
    ("at = 2020-01-02\ndo = \"faucet\"", "do = \"faucet\"", -1, "step 1 (faucet): missing field `at`"),
    ("do = \"faucet\"\n", "", -2, "step 1: missing field `do`"),
    ("do = \"faucet\"", "do = 7", 0, "step 1: `do` is a text"),
    ("do = \"faucet\"", "do = \"fawcet\"", 0, "step 1 (fawcet): unknown variant `fawcet`"),
    ("at = 2020-01-02\ndo = \"faucet\"", "at = 2020-01-32\ndo = \"faucet\"", 0, ""),
    (
        "at = 2020-01-02\ndo = \"faucet\"",
        "at = 2019-12-31\ndo = \"faucet\"",
        0,
        "before the founding, 2020-01-01",
    ),
    (
        "at = 2020-01-03\ndo = \"pay_fine\"",
        "at = 2020-01-01\ndo = \"pay_fine\"",
        0,
        "step 4 (pay_fine): 2020-01-01 is before the step before",
    ),
    ("at = 2020-04-04", "at = 2021-04-04", 0, "after the citizens' first term"),
    ("members = \"ann..cem\"", "memers = \"ann..cem\"", 0, "step 1 (faucet): unknown field `memers`"),
    ("members = \"ann..cem\"\n", "", -3, "step 1 (faucet): missing field `members`"),
    // Members and money.
    ("members = \"ann..cem\"", "members = \"ann..dan\"", 0, "member `dan` is not among the citizens"),
    ("members = \"ann..cem\"", "members = \"cem..ann\"", 0, "these are no members"),
    ("members = \"ann..cem\"", "members = []", 0, "these are no members"),
    ("members = \"ann..cem\"", "members = [\"ann\", \"ann\"]", 0, "member ann is named twice"),
    ("members = \"ann..cem\"", "members = true", 0, "members are a list of names"),
    ("member = \"ann\"\namount = \"20 SOL\"", "member = \"\"\namount = \"20 SOL\"", 0, "member `` is not"),
    ("amount = \"100 SOL\"", "amount = \"100 THA\"", 0, "the faucet is in SOL"),
    ("amount = \"20 SOL\"", "amount = \"20.0000000001 SOL\"", 0, "more than the 9 decimals of SOL"),
    ("amount = \"20 SOL\"", "amount = 20", 0, "invalid type"),
    ("money = \"SOL\"", "money = \"BTC\"", 0, "there is no money `BTC`"),
    ("terms = 2", "terms = 0", 0, "at least one term"),
    ("[dues]\namount = \"100 THA\"\n", "", 56, "step 9 (pay_dues): there are no [dues]"),
    // Votes.
    (
        "candidates = [{ member = \"ann\", votes = 2 }, { member = \"bob\", votes = 1 }]",
        "candidates = [{ member = \"ann\", votes = 2 }]",
        0,
        "a poll has 2 to 7 candidates",
    ),
    ("{ member = \"bob\", votes = 1 }", "{ member = \"ann\", votes = 1 }", 0, "the member stands twice"),
    ("{ member = \"bob\", votes = 1 }", "{ member = \"bob\", votes = 2 }", -5, "4 votes of 3 citizens"),
    ("until = 2020-12-01\ncand", "until = 2020-01-07\ncand", 0, "the term ends before it begins"),
    (
        "office = \"steward\"\nuntil",
        "office = \"a title that is far too long for an office\"\nuntil",
        0,
        "1 to 32 bytes",
    ),
    (
        "at = 2020-01-05\ndo = \"fill_office\"",
        "at = 2020-01-05\ntrack = \"side\"\ndo = \"fill_office\"",
        1,
        "there is no track `side`",
    ),
    ("title = \"Grants\"", "title = \"Grants\"\nproposer = \"dan\"", 1, "member `dan`"),
    ("title = \"Grants\"", "title = \"\"", 0, "the title must have 1 to 96 bytes"),
    ("do = \"cancel_stream\"", "do = \"stop_stream\"", 0, "step 15 (motion): unknown variant `stop_stream`"),
    ("do = \"cancel_stream\"", "doing = \"cancel_stream\"", 0, "step 15 (motion): missing field `do`"),
    ("actions = [{ do = \"resume_stream\", stream = \"pay\" }]", "actions = []", 0, "1 to 32 actions"),
    ("actions = [{ do = \"resume_stream\", stream = \"pay\" }]", "actions = [3]", 0, "an action is a table"),
    (
        "stream = \"pay\" }]\n\n[[steps]]\nat = 2020-01-11",
        "stream = \"wages\" }]\n\n[[steps]]\nat = 2020-01-11",
        0,
        "there is no stream `wages` so far",
    ),
    (
        "budget = \"office\"\noffice = \"steward\"",
        "budget = \"office\"",
        0,
        "either an `office`'s, a `member`'s or",
    ),
    ("budget = \"purse\"\nmember", "budget = \"office\"\nmember", 0, "there is a budget `office` already"),
    ("until = 2020-11-30", "until = 2020-01-08", 0, "the budget ends before it begins"),
    ("set_aside = \"100 THA\"", "set_aside = \"1 SOL\"", 0, "the budget is in THA"),
    ("cliff = 2020-01-15", "cliff = 2020-05-15", 1, "its cliff is in between"),
    ("stream = \"gift\"\nto", "stream = \"pay\"\nto", 0, "there is a stream `pay` already"),
    // What is not there yet, or never.
    (
        "at = 2020-01-09\ndo = \"spend\"\nbudget = \"office\"",
        "at = 2020-01-08\ndo = \"spend\"\nbudget = \"office\"",
        2,
        "the budget `office` is created on 2020-01-08 only",
    ),
    (
        "budget = \"purse\"\n\n[[steps]]\nat = 2020-03-03",
        "budget = \"never\"\n\n[[steps]]\nat = 2020-03-03",
        0,
        "there is no budget `never` so far",
    ),
    (
        "revoke_budget\", budget = \"office\"",
        "revoke_budget\", budget = \"never\"",
        0,
        "the motion that creates the budget `never` is not carried",
    ),
    (
        "at = 2020-03-02\ndo = \"revoke_budget\"",
        "at = 2020-02-26\ndo = \"revoke_budget\"",
        2,
        "until 2020-03-01 only a motion can revoke it",
    ),
    (
        "lease = \"hut\"\n\n[[steps]]\nat = 2020-01-16",
        "lease = \"house\"\n\n[[steps]]\nat = 2020-01-16",
        0,
        "there is no lease `house` so far",
    ),
    (
        "votes = 2 }, { member = \"bob\", votes = 1 }",
        "votes = 1 }, { member = \"bob\", votes = 1 }",
        63,
        "step 13 (spend): nobody holds the office `steward` on 2020-01-09",
    ),
    (
        "campaign = \"moon\"\nmembers = \"all\"",
        "campaign = \"mars\"\nmembers = \"all\"",
        0,
        "there is no campaign `mars` so far",
    ),
    ("campaign = \"moon\"\nmember ", "campaign = \"well\"\nmember ", 0, "there is a campaign `well` already"),
    ("deadline = 2020-01-21", "deadline = 2020-01-11", 0, "not after the opening"),
    ("amount = \"35 THA\"", "amount = \"35 SOL\"", 0, "the campaign is in THA"),
    // The court.
    (
        "at = 2020-02-17\ndo = \"rule_deposit\"",
        "at = 2020-02-16\ndo = \"rule_deposit\"",
        -1,
        "there is no court on 2020-02-16",
    ),
    ("to_landlord = \"3 THA\"", "to_landlord = \"3 SOL\"", 0, "the lease is in THA"),
    ("budget = \"damages\"\nto", "budget = \"purse\"\nto", 0, "it is not the court's"),
    ("do = \"award\"\nbudget", "do = \"spend\"\nbudget", 1, "it is the court's, which spends it by `award`"),
    ("court = true", "court = true\nmember = \"cem\"", -1, "an `office`'s, a `member`'s or the `court`'s"),
    ("do = \"set_court\"\nmember = \"cem\"", "do = \"set_court\"\nmember = \"dan\"", 1, "member `dan`"),
    // Leases.
    ("steward = \"steward\"\n", "", 196, "[land] names no `steward`"),
    ("parcel = \"east\"", "parcel = \"south\"", 0, "there is no parcel `south`"),
    ("parcel = \"east\"", "parcel = \"plot\"", 0, "2 parcels are called `plot`"),
    ("lease = \"kiosk\"\nparcel", "lease = \"shop\"\nparcel", 0, "there is a lease `shop` already"),
    ("duration = \"60d\"", "duration = \"65d\"", 0, "a whole number of periods"),
    ("fixed = { rent = \"10 THA\"", "fixed = { rent = \"1 SOL\"", 0, "the deposit is in THA"),
    ("fixed = { rent = \"1 THA\", period = \"10d\" }", "", -5, "either `fixed` or `harberger`"),
    (
        "by_auction = true\nharberger",
        "by_auction = true\nmember = \"ann\"\nharberger",
        1,
        "invites nobody in particular",
    ),
    (
        "lease = \"shop\"\nmember = \"bob\"",
        "lease = \"shop\"\nmember = \"bob\"\nprice = \"5 THA\"",
        2,
        "no price is declared",
    ),
    (
        "lease = \"shop\"\nmember = \"bob\"",
        "lease = \"field\"\nmember = \"bob\"",
        0,
        "say which `price` is declared",
    ),
    (
        "lease = \"shop\"\nmember = \"bob\"",
        "lease = \"field\"\nprice = \"5 SOL\"\nmember = \"bob\"",
        0,
        "whoever bids most gets it",
    ),
    ("amount = \"11 THA\"", "amount = \"11 SOL\"", 0, "the lease is in THA"),
    ("by = \"tenant\"", "by = \"nobody\"", 0, "unknown variant `nobody`"),
    ("items = [0]", "items = [8]", 0, "items are numbered from 0"),
    ("items = [0]", "items = [0, 0]", 0, "each once"),
    ("items = [0]", "items = []", 0, "these are no items"),
    ("closes = 2020-01-20", "closes = 2020-01-14", 0, "bidding closes after it opens"),
];

#[test]
fn every_mistake_has_its_line_and_step() {
    let mut wrong = Vec::new();
    for (from, to, offset, part) in CASES {
        let folder = Folder::with_economy();
        folder.replace("economy.toml", from, to);
        let case = format!("`{from}` -> `{to}`");
        let before = &ECONOMY[..ECONOMY.find(from).unwrap()];
        let line = 1 + i64::try_from(before.matches('\n').count()).unwrap();
        match folder.load().expect_err(&case) {
            Error::Input { file, line: at, reason, .. } => {
                assert_eq!(file, folder.file("economy.toml"), "{case}: {reason}");
                let found = at.map(|at| i64::try_from(at).unwrap() - line);
                if !reason.contains(part) || found != Some(*offset) {
                    wrong.push(format!("{case}: line {found:?} from there, {reason}"));
                }
            }
            other => panic!("{case}: {other}"),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever line is missing, or there twice, the file is read or refused, with its name and a line.
#[test]
fn no_line_more_or_less_is_a_panic() {
    let lines: Vec<&str> = ECONOMY.lines().collect();
    let folder = Folder::with_economy();
    let mut refused = 0;
    for at in 0..lines.len() {
        // Every other line is left out, the others are doubled.
        let times = |i: usize| if i == at { 2 * (at % 2) } else { 1 };
        let text: Vec<&str> =
            lines.iter().enumerate().flat_map(|(i, line)| std::iter::repeat_n(*line, times(i))).collect();
        folder.write("economy.toml", text.join("\n"));
        match folder.load() {
            Ok(_) => {}
            Err(Error::Input { file, line, .. }) => {
                assert_eq!(file, folder.file("economy.toml"));
                assert!(line.is_some(), "line {}", at + 1);
                refused += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(refused > lines.len() / 2, "{refused} of {}", lines.len());
}

#[test]
fn other_files_are_named_too() {
    let folder = Folder::with_economy();
    folder.replace("economy.toml", "file = \"parcels.geojson\"", "file = \"plots.geojson\"");
    match folder.load().unwrap_err() {
        Error::Input { file, .. } => assert_eq!(file, folder.file("plots.geojson")),
        other => panic!("{other}"),
    }
    let folder = Folder::with_economy();
    folder.replace("parcels.geojson", "[8.1, 47.001], [8.1, 47]]", "[8.1, 47.001]]");
    match folder.load().unwrap_err() {
        Error::Refused { file, findings, .. } => {
            assert_eq!((file, findings.len()), (folder.file("parcels.geojson"), 1));
        }
        other => panic!("{other}"),
    }
    // A track that may not call what is voted on.
    let folder = Folder::with_economy();
    folder.replace("nation.toml", "\"membership\", \"treasury\", \"land\"", "\"membership\", \"land\"");
    match folder.load().unwrap_err() {
        Error::Input { file, reason, hint, .. } => {
            assert_eq!(file, folder.file("economy.toml"));
            assert_eq!(reason, "step 12 (motion): there is no track for it");
            assert!(hint.unwrap().contains("must include treasury"));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn windows_files_are_accepted() {
    let folder = Folder::with_economy();
    folder.write("economy.toml", format!("\u{feff}{}", ECONOMY.replace('\n', "\r\n")));
    assert_eq!(folder.load().unwrap().economy.unwrap().steps.len(), 87);
}

#[test]
fn the_parliaments_economy_is_what_the_issue_asks_for() {
    let scenario = civitas::scenario::Scenario::load("../../scenarios/parliament".as_ref()).unwrap();
    let economy = scenario.economy.as_ref().unwrap();
    assert_eq!(economy.land.as_ref().unwrap().parcels.len(), 26);
    assert_eq!(economy.dues.unwrap().asset, Asset::Token);
    let kinds: BTreeSet<&str> = economy
        .leases
        .iter()
        .map(|lease| match lease.terms.kind {
            1 => "harberger",
            _ if lease.terms.by_auction != 0 => "auction",
            _ => "fixed",
        })
        .collect();
    assert_eq!(kinds, BTreeSet::from(["auction", "fixed", "harberger"]));
}

/// For whoever looks at a snapshot: it holds everything that an audit needs.
#[test]
fn a_snapshot_is_whole() {
    let folder = Folder::with_economy();
    let path = folder.file("saved.json");
    REPLAYED.snapshot.save(&path).unwrap();
    let read = Snapshot::load(&path).unwrap();
    let evidence = civitas::audit::Evidence::gather(&read, &read.programs).unwrap();
    let audit = civitas::audit::audit(&evidence);
    assert_eq!(audit.disagreements, [""; 0]);
    assert_eq!((audit.ledgers.len(), audit.mints.len(), audit.parcels.len()), (2, 1, 4));
    assert_eq!(audit.ledgers[0].nation, "three");
}
