//! The recount finds what does not fit, and says it.

mod common;

use civitas::recount::recount;
use client::GOVERNOR_ID;
use cluster::{Account, Cluster, Snapshot};
use common::Folder;
use solana_address::Address;
use std::sync::LazyLock;

/// The accounts after the two votes of the small scenario: 2 : 0 and 1 : 1 with 1 abstention.
static ACCOUNTS: LazyLock<Vec<(Address, Account)>> =
    LazyLock::new(|| accounts(&Folder::new().replay().snapshot));

fn accounts(snapshot: &Snapshot) -> Vec<(Address, Account)> {
    snapshot.program_accounts(&GOVERNOR_ID, &[]).unwrap()
}

const PROPOSAL_BYTES: usize = 1048;
const PAGE_HEADER: usize = 336;
/// Bytes of a page with three seats.
const PAGE_BYTES: usize = PAGE_HEADER + 2;

fn is_proposal(id: u64) -> impl Fn(&[u8]) -> bool {
    move |data| data.len() == PROPOSAL_BYTES && data[136..144] == id.to_le_bytes()
}

/// The sentences after `change` has been made to the first account that fits; all proposals otherwise.
fn after(fits: impl Fn(&[u8]) -> bool, change: impl FnOnce(&mut Account)) -> Vec<String> {
    let mut accounts = ACCOUNTS.clone();
    let (_, account) =
        accounts.iter_mut().find(|(_, account)| fits(&account.data)).expect("there is such an account");
    change(account);
    recount(&accounts).disagreements
}

/// The page of proposal `id`.
fn is_page_of(id: u64) -> impl Fn(&[u8]) -> bool {
    let is_it = is_proposal(id);
    let (proposal, _) = ACCOUNTS.iter().find(|(_, account)| is_it(&account.data)).unwrap();
    move |data| data.len() == PAGE_BYTES && data[8..40] == *proposal.as_ref()
}

#[track_caller]
fn says(sentences: &[String], expected: &[&str]) {
    for sentence in expected {
        assert!(
            sentences.iter().any(|said| said == sentence),
            "`{sentence}` is missing in\n{}",
            sentences.join("\n")
        );
    }
    assert_eq!(sentences.len(), expected.len(), "{}", sentences.join("\n"));
}

#[test]
fn untouched_accounts_agree() {
    let count = recount(&ACCOUNTS);
    assert_eq!(count.disagreements, [""; 0]);
    assert_eq!((count.proposals.len(), count.pages, count.ballots), (2, 2, 5));
    let [first, second] = &count.proposals[..] else { panic!("{count:?}") };
    assert_eq!((first.state, &first.citizens[..]), ("executed", &[2, 0, 0][..]));
    assert_eq!((second.state, &second.citizens[..]), ("defeated", &[1, 1, 1][..]));
    assert_eq!(first.verdict.unwrap().to_string(), "carried");
    assert_eq!(second.verdict.unwrap().to_string(), "rejected");
}

#[test]
fn a_turned_ballot_is_found() {
    // Ann, seat 0, in the lower half of the first byte: from yes to no.
    let sentences = after(is_page_of(0), |page| page.data[PAGE_HEADER] ^= 0b0011);
    says(
        &sentences,
        &[
            "proposal 0 (“First”): citizens' page 0 says 2 for choice 1, its ballots say 1",
            "proposal 0 (“First”): citizens' page 0 says 0 for choice 2, its ballots say 1",
            "proposal 0 (“First”): all its ballots say: rejected; those counted when it was decided: carried",
            "proposal 0 (“First”): its ballots say: rejected; its outcome is recorded as carried",
            "proposal 0 (“First”): its ballots say: rejected; its state is executed, with 1 of 1 actions run",
        ],
    );
}

#[test]
fn a_stuffed_ballot_is_found() {
    // Bob, seat 1, did not vote: the upper half of the first byte.
    let sentences = after(is_page_of(0), |page| page.data[PAGE_HEADER] |= 0b1001_0000);
    says(
        &sentences,
        &[
            "proposal 0 (“First”): citizens' page 0 says 2 for choice 1, its ballots say 3",
            "proposal 0 (“First”): citizens' page 0 says 1 have not voted, its ballots say 0",
        ],
    );
    // There is no seat 3.
    let sentences = after(is_page_of(0), |page| page.data[PAGE_HEADER + 1] |= 0b1001_0000);
    assert_eq!(sentences[0], "proposal 0 (“First”): citizens' page 0 has a ballot beyond its last seat");
}

#[test]
fn a_delegate_cannot_be_invented() {
    let sentences = after(is_page_of(0), |page| page.data[PAGE_HEADER] ^= 0b1000);
    says(
        &sentences,
        &["proposal 0 (“First”): citizens' page 0 says 0 were cast by delegates, its ballots say 1"],
    );
}

#[test]
fn a_changed_count_is_found() {
    let sentences = after(is_page_of(1), |page| page.data[152 + 8] += 1);
    says(
        &sentences,
        &[
            "proposal 1 (“Second”): citizens' page 0 says 2 for choice 1, its ballots say 1",
            "proposal 1 (“Second”): citizens' page 0 says 2 for choice 1 and is counted in full, but has added 1",
        ],
    );
}

#[test]
fn a_changed_tally_is_found() {
    let sentences = after(is_proposal(1), |proposal| proposal.data[368 + 8] += 1);
    says(
        &sentences,
        &["proposal 1 (“Second”): its citizens' tally has 2 for choice 1, its pages have added 1"],
    );
}

#[test]
fn a_changed_outcome_is_found() {
    let sentences = after(is_proposal(1), |proposal| proposal.data[353] = 1);
    says(
        &sentences,
        &["proposal 1 (“Second”): its ballots say: rejected; its outcome is recorded as carried"],
    );
    let sentences = after(is_proposal(1), |proposal| proposal.data[351] = 2);
    says(
        &sentences,
        &[
            "proposal 1 (“Second”): its ballots say: rejected; its state is succeeded, with 0 of 0 actions run",
        ],
    );
    let sentences = after(is_proposal(1), |proposal| proposal.data[354] = 1);
    says(&sentences, &["proposal 1 (“Second”): its ballots say: rejected; but its deposit is forfeit"]);
}

#[test]
fn changed_rules_are_found_where_they_matter() {
    // A quorum of 70 %: two of three are not enough.
    let sentences =
        after(is_proposal(0), |proposal| proposal.data[312..314].copy_from_slice(&7_000u16.to_le_bytes()));
    says(
        &sentences,
        &[
            "proposal 0 (“First”): its ballots say: quorum missed; its outcome is recorded as carried",
            "proposal 0 (“First”): its ballots say: quorum missed; its state is executed, with 1 of 1 actions run",
            "proposal 0 (“First”): its ballots say: quorum missed; but its deposit returns",
        ],
    );
}

#[test]
fn an_impossible_electorate_is_found() {
    let sentences = after(is_proposal(1), |proposal| proposal.data[240] = 4);
    says(
        &sentences,
        &["proposal 1 (“Second”): its electorate of 4 is more than the 3 citizens there had ever been"],
    );
}

#[test]
fn another_action_than_the_one_voted_on_is_found() {
    let sentences = after(is_proposal(0), |proposal| proposal.data[728] ^= 1);
    says(&sentences, &["proposal 0 (“First”): what it has run is not what was voted on: the hashes differ"]);
}

#[test]
fn a_missing_page_is_found() {
    let is_it = is_page_of(1);
    let accounts: Vec<_> = ACCOUNTS.iter().filter(|(_, account)| !is_it(&account.data)).cloned().collect();
    let sentences = recount(&accounts).disagreements;
    assert!(sentences.contains(&"proposal 1 (“Second”): 1 of its pages should be there, 0 are".to_owned()));
    assert!(sentences.contains(
        &"proposal 1 (“Second”): its citizens' tally has 1 for choice 1, its pages have added 0".to_owned()
    ));
}

#[test]
fn a_page_without_a_proposal_is_found() {
    let is_it = is_proposal(1);
    let accounts: Vec<_> = ACCOUNTS.iter().filter(|(_, account)| !is_it(&account.data)).cloned().collect();
    let sentences = recount(&accounts).disagreements;
    assert_eq!(sentences.len(), 1);
    assert!(sentences[0].ends_with("belongs to a proposal that is not there"), "{}", sentences[0]);
}

#[test]
fn an_account_elsewhere_or_of_another_layout_is_found() {
    let mut accounts = ACCOUNTS.clone();
    let (address, _) = accounts.iter_mut().find(|(_, account)| is_page_of(0)(&account.data)).unwrap();
    *address = Address::new_from_array([7; 32]);
    let sentences = recount(&accounts).disagreements;
    assert_eq!(sentences.len(), 1);
    assert!(sentences[0].contains("citizens' page 0 lies at"), "{}", sentences[0]);

    let sentences = after(is_page_of(0), |page| page.data[304] = 9);
    assert!(sentences[0].ends_with("has layout version 9, this program reads 1"), "{}", sentences[0]);
    let sentences = after(is_page_of(0), |page| page.data.truncate(100));
    assert!(
        sentences[0].ends_with("is too short for a page of ballots: 100 bytes of 336"),
        "{}",
        sentences[0]
    );
}

#[test]
fn a_motion_decided_early_may_have_more_ballots_than_were_tallied() {
    let (is_page, is_its_proposal) = (is_page_of(0), is_proposal(0));
    let mut accounts = ACCOUNTS.clone();
    let change =
        |accounts: &mut Vec<(Address, Account)>, fits: &dyn Fn(&[u8]) -> bool, change: &[(usize, u8)]| {
            let (_, account) = accounts.iter_mut().find(|(_, account)| fits(&account.data)).unwrap();
            change.iter().for_each(|(at, byte)| account.data[*at] = *byte);
        };
    // Decided as soon as two of three were in favour; then Bob voted against.
    change(&mut accounts, &is_page, &[(PAGE_HEADER, 0b1010_1001), (152, 0), (152 + 16, 1), (303, 0)]);
    change(&mut accounts, &is_its_proposal, &[(319, 1), (332, 0), (192 + 3, 0)]);
    assert_eq!(recount(&accounts).disagreements, [""; 0]);

    // Where ballots can be changed, nothing is certain before the end.
    change(&mut accounts, &is_its_proposal, &[(319, 0)]);
    says(
        &recount(&accounts).disagreements,
        &[
            "proposal 0 (“First”): it was decided before the last ballot was due, which its track does not allow",
        ],
    );

    // Ballots that came later must not have changed the result.
    change(&mut accounts, &is_its_proposal, &[(319, 1), (312, 0x10), (313, 0x27)]);
    let sentences = recount(&accounts).disagreements;
    assert_eq!(
        sentences[0],
        "proposal 0 (“First”): all its ballots say: carried; those counted when it was decided: quorum missed"
    );
}

#[test]
fn closed_pages_cannot_be_recounted_and_are_not_missed() {
    let is_page = is_page_of(1);
    let is_its_proposal = is_proposal(1);
    let mut accounts: Vec<_> =
        ACCOUNTS.iter().filter(|(_, account)| !is_page(&account.data)).cloned().collect();
    let (_, proposal) = accounts.iter_mut().find(|(_, account)| is_its_proposal(&account.data)).unwrap();
    proposal.data[344..348].fill(0);
    let count = recount(&accounts);
    assert_eq!(count.disagreements, [""; 0]);
    assert_eq!(count.proposals[1].verdict, None);
}
