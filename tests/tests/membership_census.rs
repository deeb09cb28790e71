//! The census against citizens counted by hand: over joining, renewing, lapsing, suspension, tiers, leaving and
//! another wallet, at every boundary.

use civitas_tests::*;
use client::dev_keys;
use client::membership::accounts::Nation as NationAccount;

const BUCKETS: i64 = 64;
const BUCKET: i64 = 10;
/// Terms of the nation here: four buckets and a half, so that rounding shows.
const TERM: i64 = 45;

/// What the account says at a time, read as its description has it: bucket `k` ends at `k × length`, its counter
/// is number `k mod 64`, and 64 buckets from `census_first` on are kept.
fn read(nation: &NationAccount, now: i64) -> (u64, u64) {
    let mut sums = (0, 0);
    for bucket in nation.census_first..nation.census_first + BUCKETS {
        if bucket * nation.bucket_seconds > now {
            let place = bucket.rem_euclid(BUCKETS) as usize;
            sums.0 += u64::from(nation.members[place]);
            sums.1 += u64::from(nation.voters[place]);
        }
    }
    sums
}

/// One member, in the book of whoever counts by hand.
struct Entry {
    person: Person,
    ends: i64,
    votes: bool,
    gone: bool,
}

/// A nation, and everybody in it listed by hand.
struct Book {
    w: World,
    treasury: Keypair,
    entries: Vec<Entry>,
    term: i64,
}

impl Book {
    fn new(term: i64) -> Self {
        let mut w = World::bare();
        w.fund(&w.nation.founder.pubkey());
        let mut founding = ix::founding(&w.nation, w.now());
        (founding.term_seconds, founding.bucket_seconds) = (term, BUCKET);
        let treasury = dev_keys::keypair("treasury");
        let set = ix::set_treasury(&w.nation, w.nation.founder.pubkey(), treasury.pubkey());
        let found = ix::found_nation_as(&w.nation, founding);
        w.send(&[found, set], &[&w.nation.founder]).ok();
        w.nation.people.clear();
        Self { w, treasury, entries: vec![], term }
    }

    /// A term from a time on: rounded up to a boundary, but no later than the last that 64 buckets hold now.
    fn end_of_term(&self, from: i64) -> i64 {
        let rounded = (from + self.term + BUCKET - 1) / BUCKET * BUCKET;
        rounded.min((self.w.now() / BUCKET + BUCKETS) * BUCKET)
    }

    fn join(&mut self) -> usize {
        let person = Person::named(&format!("member {}", self.entries.len()), &self.w.nation.address);
        self.w.join(&person);
        let ends = self.end_of_term(self.w.now());
        self.entries.push(Entry { person, ends, votes: true, gone: false });
        self.entries.len() - 1
    }

    fn extend(&mut self, i: usize, terms: u8) -> Outcome {
        let extend = ix::extend_term(&self.entries[i].person, self.treasury.pubkey(), terms);
        let outcome = self.w.send(&[extend], &[&self.treasury]);
        let mut ends = self.entries[i].ends.max(self.w.now());
        for _ in 0..terms {
            ends = ends.max(self.end_of_term(ends));
        }
        self.entries[i].ends = self.entries[i].ends.max(ends);
        outcome
    }

    fn by_founder(&self, instruction: Instruction) -> Outcome {
        self.w.send(&[instruction], &[&self.w.nation.founder])
    }

    fn founder(&self) -> Address {
        self.w.nation.founder.pubkey()
    }

    fn set_tier(&mut self, i: usize, tier: u8) {
        self.by_founder(ix::set_tier(&self.entries[i].person, self.founder(), tier)).ok();
        self.entries[i].votes = tier == 2;
    }

    fn revoke(&mut self, i: usize) {
        self.by_founder(ix::revoke(&self.entries[i].person, self.founder())).ok();
        self.entries[i].gone = true;
    }

    fn renounce(&mut self, i: usize) {
        let person = &self.entries[i].person;
        self.w.send(&[ix::renounce(person)], &[&person.wallet]).ok();
        self.entries[i].gone = true;
    }

    fn suspend(&mut self, i: usize) {
        self.by_founder(ix::suspend(&self.entries[i].person, self.founder(), self.w.now() + 30)).ok();
    }

    /// Population and electorate by the list.
    fn count(&self, now: i64) -> (u64, u64) {
        let alive = self.entries.iter().filter(|entry| !entry.gone && entry.ends > now);
        alive.fold((0, 0), |(members, voters), entry| (members + 1, voters + u64::from(entry.votes)))
    }

    /// The account agrees with the list, now and at every moment up to the last end of a term.
    #[track_caller]
    fn check(&self) {
        let nation = self.w.nation_account(&self.w.nation);
        let now = self.w.now();
        let last = (now / BUCKET + BUCKETS + 1) * BUCKET;
        for end in (now / BUCKET..=last / BUCKET).map(|bucket| bucket * BUCKET) {
            for second in [end - 1, end, end + 1].into_iter().filter(|second| *second >= now) {
                assert_eq!(
                    read(&nation, second),
                    self.count(second),
                    "at {second}, {} s from now",
                    second - now
                );
            }
        }
        for entry in self.entries.iter().filter(|entry| !entry.gone) {
            assert_eq!(self.w.citizen_account(&entry.person).expires_at, entry.ends);
        }
    }
}

#[test]
fn a_term_is_never_shorter_than_paid_for_and_ends_on_a_boundary() {
    let mut book = Book::new(TERM);
    for wait in [0, 1, 3, 1, 1, 4, 1, 9] {
        book.w.wait(wait);
        let i = book.join();
        let ends = book.w.citizen_account(&book.entries[i].person).expires_at;
        assert!(ends >= book.w.now() + TERM && ends < book.w.now() + TERM + BUCKET && ends % BUCKET == 0);
        book.check();
    }
}

#[test]
fn members_count_until_the_last_second_of_their_term() {
    let mut book = Book::new(TERM);
    book.join();
    book.w.wait(BUCKET);
    book.join();
    let first = book.entries[0].ends;
    for (second, expected) in
        [(first - 1, (2, 2)), (first, (1, 1)), (first + 1, (1, 1)), (first + BUCKET, (0, 0))]
    {
        book.w.at(second);
        assert_eq!(read(&book.w.nation_account(&book.w.nation), second), expected);
        book.check();
    }
    // No transaction was needed; the next one forgets what has ended.
    book.join();
    book.check();
    let nation = book.w.nation_account(&book.w.nation);
    assert_eq!(nation.census_first, book.w.now() / BUCKET + 1);
    assert_eq!(nation.members.iter().sum::<u32>(), 1);
}

#[test]
fn a_renewal_adds_to_the_present_end_and_the_lapsed_come_back_from_now() {
    let mut book = Book::new(TERM);
    let (early, late) = (book.join(), book.join());
    let first = book.entries[early].ends;
    book.w.wait(7);
    book.extend(early, 1).ok();
    assert_eq!(book.entries[early].ends, first + 50, "45 s more, rounded up from a boundary");
    book.check();
    book.w.at(first - 1);
    book.extend(early, 1).ok();
    book.check();
    book.w.at(first);
    assert_eq!(book.count(first), (1, 1));
    book.extend(late, 2).ok();
    assert_eq!(book.entries[late].ends, first + 100);
    book.check();
    book.w.at(first + 500);
    assert_eq!(book.count(book.w.now()), (0, 0));
    book.extend(late, 1).ok();
    book.check();
}

#[test]
fn extend_term_writes_the_end_and_says_so() {
    use client::membership::events::Event;
    use client::membership::types::TermExtended;
    let mut book = Book::new(TERM);
    let i = book.join();
    let before = book.w.citizen_account(&book.entries[i].person);
    let receipt = book.extend(i, 3).ok();
    let expires_at = before.expires_at + 150;
    let expected = client::membership::accounts::Citizen { expires_at, ..before };
    assert_eq!(book.w.citizen_account(&book.entries[i].person), expected);
    let extended = TermExtended { nation: book.w.nation.address, serial: 0, expires_at };
    assert_eq!(World::membership_events(&receipt), [Event::TermExtended(extended)]);
}

#[test]
fn nobody_is_extended_beyond_what_can_be_counted() {
    let mut book = Book::new(TERM);
    let i = book.join();
    book.extend(i, 255).ok();
    let last = (book.w.now() / BUCKET + BUCKETS) * BUCKET;
    assert_eq!(book.entries[i].ends, last);
    book.check();
    for second in [book.w.now(), book.w.now() / BUCKET * BUCKET + BUCKET - 1] {
        book.w.at(second);
        book.extend(i, 1).membership_error("TermAlreadyFull");
    }
    // A bucket later there is room for one bucket.
    book.w.wait(1);
    book.extend(i, 1).ok();
    assert_eq!(book.entries[i].ends, last + BUCKET);
    book.check();
}

#[test]
fn the_longest_term_fills_the_ring() {
    let mut book = Book::new(63 * BUCKET);
    // On a boundary, and at each second until the next.
    let start = book.w.now() / BUCKET * BUCKET + BUCKET;
    for second in start..=start + BUCKET {
        book.w.at(second);
        book.join();
        book.check();
    }
    assert_eq!(book.entries[0].ends, start + 63 * BUCKET);
    assert_eq!(book.entries[1].ends, start + 64 * BUCKET);
    book.w.at(start + 63 * BUCKET);
    assert_eq!(book.count(book.w.now()), (10, 10));
    book.join();
    book.check();
}

#[test]
fn rings_wrap_around() {
    let mut book = Book::new(TERM);
    // Jumps shorter than, as long as, and longer than the ring; the place of a bucket is used again each time.
    for buckets in [0, 1, 63, 64, 65, 128, 4, 1_000_000, 2] {
        book.w.wait(buckets * BUCKET);
        let i = book.join();
        book.check();
        book.extend(i, 255).ok();
        book.check();
        let j = book.join();
        book.set_tier(j, 1);
        book.check();
    }
    assert!(book.w.now() > FIRST_SECOND + 1_000_000 * BUCKET);
}

#[test]
fn the_suspended_stay_in_the_electorate() {
    let mut book = Book::new(TERM);
    let i = book.join();
    book.join();
    let before = book.w.nation_account(&book.w.nation);
    book.suspend(i);
    assert_eq!(book.w.nation_account(&book.w.nation), before);
    assert_eq!(read(&before, book.w.now()), (2, 2));
    book.by_founder(ix::reinstate(&book.entries[i].person, book.founder())).ok();
    assert_eq!(book.w.nation_account(&book.w.nation), before);
    book.suspend(i);
    book.renounce(i);
    book.check();
    assert_eq!(book.count(book.w.now()), (1, 1));
}

#[test]
fn tiers_move_the_vote_alone() {
    let mut book = Book::new(TERM);
    let i = book.join();
    book.join();
    for tier in [1, 1, 0, 2, 2, 0] {
        book.set_tier(i, tier);
        book.check();
        assert_eq!(book.count(book.w.now()), (2, 1 + u64::from(tier == 2)));
    }
    // A visitor renews without a vote; a lapsed one who is made a citizen comes back with one.
    book.extend(i, 1).ok();
    book.check();
    book.w.at(book.entries[i].ends);
    book.set_tier(i, 2);
    book.check();
    assert_eq!(book.count(book.w.now()), (0, 0));
    book.extend(i, 1).ok();
    book.check();
    assert_eq!(book.count(book.w.now()), (1, 1));
}

#[test]
fn whoever_leaves_is_subtracted_once_and_the_lapsed_not_at_all() {
    let mut book = Book::new(TERM);
    for _ in 0..6 {
        book.join();
    }
    book.set_tier(2, 0);
    book.revoke(0);
    book.renounce(1);
    book.revoke(2);
    book.check();
    // Revoked after renouncing: gone already.
    book.revoke(1);
    book.check();
    assert_eq!(book.count(book.w.now()), (3, 3));
    book.w.at(book.entries[3].ends - 1);
    book.revoke(3);
    book.check();
    book.w.wait(1);
    book.renounce(4);
    book.revoke(5);
    book.check();
    assert_eq!(book.w.nation_account(&book.w.nation).next_serial, 6);
}

#[test]
fn whoever_leaves_without_a_vote_takes_none_along() {
    let mut book = Book::new(TERM);
    for tier in [0, 1, 2, 0] {
        let i = book.join();
        book.set_tier(i, tier);
    }
    book.renounce(0);
    book.check();
    book.renounce(1);
    book.check();
    book.revoke(3);
    book.check();
    assert_eq!(book.count(book.w.now()), (1, 1));
}

#[test]
fn anything_in_any_order_counts_right() {
    let mut book = Book::new(TERM);
    // A generator with a fixed seed (Knuth's MMIX), so that every run is the same.
    let mut state = 0x5eed_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for step in 0..500 {
        book.w.wait(if step % 50 == 0 { 17 * BUCKET } else { [0, 0, 1, 3][next(4) as usize] });
        let here: Vec<usize> = (0..book.entries.len()).filter(|i| !book.entries[*i].gone).collect();
        let kind = next(10);
        if here.len() < 6 || kind == 0 {
            book.join();
        } else {
            let i = here[next(here.len() as u64) as usize];
            match kind {
                1 => book.renounce(i),
                2 => book.revoke(i),
                3 => book.suspend(i),
                4 | 5 => book.set_tier(i, next(3) as u8),
                _ => {
                    // Refused only when the end would not move.
                    let before = book.entries[i].ends;
                    let outcome = book.extend(i, 1 + next(5) as u8);
                    if book.entries[i].ends > before {
                        outcome.ok();
                    } else {
                        outcome.membership_error("TermAlreadyFull");
                    }
                }
            }
        }
        let now = book.w.now();
        assert_eq!(read(&book.w.nation_account(&book.w.nation), now), book.count(now));
    }
    book.check();
    assert!(book.entries.len() > 20);
}

#[test]
fn another_wallet_changes_no_count() {
    let mut book = Book::new(63 * BUCKET);
    let i = book.join();
    book.join();
    let (old, founder) = (book.entries[i].person.clone(), book.w.nation.founder.insecure_clone());
    let new = book.w.stranger();
    book.w.send(&[ix::reissue(&old, founder.pubkey(), new.key())], &[&founder]).ok();
    book.w.wait(7 * DAY);
    // Lapsed long ago; renewed by the old wallet just before.
    book.extend(i, 1).ok();
    let before = book.w.nation_account(&book.w.nation);
    book.w.send(&[ix::complete_reissue(&old, &new)], &[&new.wallet]).ok();
    assert_eq!(book.w.nation_account(&book.w.nation), before);
    book.entries[i].person = new;
    book.check();
    book.extend(i, 1).ok();
    book.check();
    book.renounce(i);
    book.check();
    assert_eq!(book.count(book.w.now()), (0, 0));
}
