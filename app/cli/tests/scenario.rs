//! What can be wrong with a scenario is found, with file, line and reason; what cannot be wrong is accepted.

mod common;

use civitas::Error;
use civitas::scenario::{Admission, Vote};
use common::{CITIZENS, FIRST, Folder, NATION, POLLS, SECOND};
use solana_keypair::{Keypair, write_keypair_file};
use solana_signer::Signer;

/// File, what to replace in it, by what; then the line and a part of the reason.
type Case = (&'static str, &'static str, &'static str, Option<u64>, &'static str);

const CASES: &[Case] = &[
    // nation.toml
    ("nation.toml", "format = 1", "format = 2", Some(1), "this program reads format 1"),
    ("nation.toml", "name = \"Three\"", "name = Three", Some(2), ""),
    ("nation.toml", "name = \"Three\"\n", "", Some(1), "missing field `name`"),
    ("nation.toml", "name = \"Three\"", "nmae = \"Three\"", Some(2), "unknown field `nmae`"),
    ("nation.toml", "slug = \"three\"", "slug = \"Three!\"", Some(3), "is not a slug"),
    ("nation.toml", "seed = \"three\"", "seed = \"\"", Some(4), "seed of the development keys is empty"),
    ("nation.toml", "founded = 2020-01-01", "founded = 2020-02-30", Some(5), ""),
    (
        "nation.toml",
        "founded = 2020-01-01",
        "founded = \"2020-02-30\"",
        Some(5),
        "there is no day 2020-02-30",
    ),
    ("nation.toml", "founder_sunset = \"30d\"", "founder_sunset = \"9999d\"", Some(6), "within four years"),
    ("nation.toml", "\"charter.md\"", "\"charter.txt\"", Some(9), "there is no readable file"),
    ("nation.toml", "policy = \"open\"", "policy = \"closed\"", Some(13), "unknown variant `closed`"),
    ("nation.toml", "policy = \"open\"", "policy = \"vouched\"", Some(13), "how many `vouches`"),
    (
        "nation.toml",
        "policy = \"open\"",
        "policy = \"open\"\nvouches = 2",
        Some(14),
        "only the policy `vouched`",
    ),
    ("nation.toml", "length = \"365d\"", "length = \"365\"", Some(16), "`365` is not a length of time"),
    ("nation.toml", "length = \"365d\"", "length = \"3650d\"", Some(16), "1 to 63 buckets"),
    ("nation.toml", "symbol = \"THREE\"", "symbol = \"TOO LONG FOR IT\"", Some(20), "1 to 10 bytes"),
    ("nation.toml", "quorum = \"50%\"", "quorum = \"101%\"", Some(30), "`101%` is not a share"),
    ("nation.toml", "threshold = \"50%\"", "threshold = \"40%\"", Some(31), "at least 50%"),
    ("nation.toml", "voting = \"1d\"", "voting = \"0d\"", Some(26), "this must last 1 seconds"),
    ("nation.toml", "max_open = 4", "max_open = 0", Some(32), "at least one open proposal"),
    ("nation.toml", "[\"membership\"]", "[\"money\"]", Some(33), "`money` is not a program"),
    ("nation.toml", "[\"membership\"]", "[\"governor\"]", Some(37), "may not call the program `membership`"),
    ("nation.toml", "poll = \"first\"", "poll = \"third\"", Some(36), "there is no poll third"),
    (
        "nation.toml",
        "poll = \"first\"",
        "poll = \"first\"\ntrack = \"side\"",
        Some(37),
        "there is no track `side`",
    ),
    (
        "nation.toml",
        "poll = \"first\"",
        "poll = \"first\"\nproposer = \"dan\"",
        Some(37),
        "member `dan` is not among",
    ),
    ("nation.toml", "amend_charter = \"charter-2.md\"", "charter_uri = \"x\"", Some(37), "which is missing"),
    // citizens.csv
    ("citizens.csv", "member\n", "name\n", Some(1), "a column `name` that does not belong here"),
    ("citizens.csv", "member\n", "wallet\n", Some(1), "the column `member` is missing"),
    ("citizens.csv", "cem\n", "ann\n", Some(4), "member ann is there twice, first in line 2"),
    ("citizens.csv", "ann\nbob\ncem\n", "", None, "nothing below the heading"),
    ("citizens.csv", "cem\n", "cem,wallet.json\n", Some(4), "this line has 2 fields, the heading 1"),
    (
        "citizens.csv",
        CITIZENS,
        "member,wallet\nann,\nbob,none.json\ncem,\n",
        Some(3),
        "the wallet `none.json` cannot be read",
    ),
    ("citizens.csv", CITIZENS, "", None, "the file is empty"),
    ("citizens.csv", CITIZENS, " \n\n", None, "the file is empty"),
    // polls.csv
    ("polls.csv", ",no_show\n", "\n", Some(1), "the column `no_show` is missing"),
    ("polls.csv", "poll_id,poll_date", "poll_id,poll_id", Some(1), "the column `poll_id` is there twice"),
    ("polls.csv", "second,", "../second,", Some(2), "is not a poll_id"),
    ("polls.csv", "second,", "first,", Some(3), "poll first is there twice"),
    ("polls.csv", "2020-02-01", "1.2.2020", Some(2), "`1.2.2020` is not a date"),
    ("polls.csv", "2020-02-01", "2020-01-02", Some(2), "too early for a nation founded on 2020-01-01"),
    ("polls.csv", "2020-02-01", "2021-02-01", Some(2), "beyond the term"),
    ("polls.csv", ",Second,", ",,", Some(2), "the title must have 1 to 96 bytes"),
    ("polls.csv", "Second,1", "Second,one", Some(2), "`one` is not a number of votes"),
    ("polls.csv", "Second,1", "Second,-1", Some(2), "`-1` is not a number of votes"),
    ("polls.csv", "Second,1,1,1,0", "Second,1,1,1", Some(2), "this line has 6 fields, the heading 7"),
    ("polls.csv", POLLS, "", None, "the file is empty"),
    // votes
    ("votes/first.csv", "member,vote", "member,ballot", Some(1), "a column `ballot`"),
    ("votes/first.csv", "cem,yes", "cem,aye", Some(4), "`aye` is not a vote"),
    ("votes/first.csv", "cem,yes", "cem,Yes", Some(4), "`Yes` is not a vote"),
    ("votes/first.csv", "cem,yes", "cem,", Some(4), "`` is not a vote"),
    ("votes/first.csv", "cem,yes", "ann,no", Some(4), "member ann votes twice, first in line 2"),
    ("votes/first.csv", "cem,yes", "dan,yes", Some(4), "member `dan` is not among the citizens"),
    ("votes/first.csv", FIRST, "\n", None, "the file is empty"),
    ("votes/second.csv", SECOND, "member,vote\n", None, "nothing below the heading"),
];

fn input(error: Error) -> (std::path::PathBuf, Option<u64>, String) {
    match error {
        Error::Input { file, line, reason, .. } => (file, line, reason),
        other => panic!("{other}"),
    }
}

#[test]
fn every_mistake_has_its_file_line_and_reason() {
    for (name, from, to, expected_line, part) in CASES {
        let folder = Folder::new();
        folder.replace(name, from, to);
        let case = format!("{name}: `{from}` -> `{to}`");
        let (file, line, reason) = input(folder.load().expect_err(&case));
        assert_eq!(file, folder.file(name), "{case}: {reason}");
        assert_eq!(line, *expected_line, "{case}: {reason}");
        assert!(reason.contains(part), "{case}: {reason}");
    }
}

#[test]
fn text_must_be_utf_8() {
    for (name, text) in [
        ("nation.toml", NATION),
        ("citizens.csv", CITIZENS),
        ("polls.csv", POLLS),
        ("votes/second.csv", SECOND),
    ] {
        let folder = Folder::new();
        let latin1 = [text.lines().next().unwrap().as_bytes(), b"\n\xe4\n"].concat();
        folder.write(name, latin1);
        let (file, line, reason) = input(folder.load().unwrap_err());
        assert_eq!((file, line), (folder.file(name), Some(2)));
        assert_eq!(reason, "this line is not UTF-8 text");
    }
}

#[test]
fn missing_files_are_named() {
    for name in ["nation.toml", "citizens.csv", "polls.csv", "votes/first.csv"] {
        let folder = Folder::new();
        std::fs::remove_file(folder.file(name)).unwrap();
        let (file, _, reason) = input(folder.load().unwrap_err());
        assert_eq!((file, reason.as_str()), (folder.file(name), "there is no such file"));
    }
    let nowhere = Folder::new().file("nowhere");
    let (file, _, reason) = input(civitas::scenario::Scenario::load(&nowhere).unwrap_err());
    assert_eq!((file, reason.as_str()), (nowhere, "there is no such folder"));
}

#[test]
fn windows_files_are_accepted() {
    let folder = Folder::new();
    for name in ["nation.toml", "citizens.csv", "polls.csv", "votes/first.csv", "votes/second.csv"] {
        let text = std::fs::read_to_string(folder.file(name)).unwrap();
        folder.write(name, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    // The columns' order does not matter, nor does a missing end of the last line.
    folder.write("votes/second.csv", "\u{feff}vote,member\r\nyes,ann\r\nno,bob\r\nabstain,cem");
    let scenario = folder.load().unwrap();
    let names: Vec<_> = scenario.citizens.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["ann", "bob", "cem"]);
    assert_eq!(scenario.polls[1].votes, [(0, Vote::Yes), (1, Vote::No), (2, Vote::Abstain)]);
}

#[test]
fn a_scenario_is_read() {
    let folder = Folder::new();
    let scenario = folder.load().unwrap();
    assert_eq!(scenario.admission, Admission::Open);
    assert_eq!(scenario.ballots(), 5);
    // By date, with the spaces around the title gone.
    let titles: Vec<_> = scenario.polls.iter().map(|poll| poll.title.as_str()).collect();
    assert_eq!(titles, ["First", "Second"]);
    assert_eq!(scenario.polls[0].proposer, 0);
    assert!(scenario.polls[0].action.is_some());
    assert_eq!(scenario.tracks[0].rules.objection_seconds, 12 * 3_600);

    // Keys come from the seed alone.
    let again = Folder::new();
    let same = again.load().unwrap();
    assert_eq!(scenario.citizens[2].wallet.pubkey(), same.citizens[2].wallet.pubkey());
    again.replace("nation.toml", "seed = \"three\"", "seed = \"four\"");
    assert_ne!(scenario.citizens[2].wallet.pubkey(), again.load().unwrap().citizens[2].wallet.pubkey());
}

#[test]
fn wallets_can_be_given() {
    let folder = Folder::new();
    let wallet = Keypair::new();
    write_keypair_file(&wallet, folder.file("bob.json")).unwrap();
    folder.write("citizens.csv", "member,wallet\nann,\nbob,bob.json\ncem,\n");
    assert_eq!(folder.load().unwrap().citizens[1].wallet.pubkey(), wallet.pubkey());
    folder.write("citizens.csv", "member,wallet\nann,bob.json\nbob,bob.json\ncem,\n");
    let (_, line, reason) = input(folder.load().unwrap_err());
    assert_eq!((line, reason.as_str()), (Some(3), "member bob has the wallet of the member in line 2"));
}

#[test]
fn the_parliament_is_a_scenario() {
    let folder = std::path::Path::new("../../scenarios/parliament");
    let scenario = civitas::scenario::Scenario::load(folder).unwrap();
    assert_eq!((scenario.citizens.len(), scenario.polls.len(), scenario.ballots()), (747, 12, 7_369));
}
