//! A motion of a million citizens: 62 pages, opened by the program, filled directly, tallied over several
//! transactions, decided.

use civitas_tests::*;
use client::governor::accounts::BallotPage;
use client::pages::{CITIZENS_PER_PAGE, page_count};

const CITIZENS_IN_ALL: u64 = 1_000_000;
/// Pages in one tally, as many as fit a transaction.
const PAGES_EACH: usize = 29;

/// The ballot of a serial: 45 % for, 30 % against, 5 % abstain, 20 % stay away; every seventh by a delegate.
fn ballot(serial: u64) -> u8 {
    // A multiplicative hash (Knuth), so that ballots are mixed and the same in every run.
    let choice = match serial.wrapping_mul(2_654_435_761) % 100 {
        0..45 => FOR,
        45..75 => AGAINST,
        75..80 => ABSTAIN,
        _ => return 0,
    };
    if serial.is_multiple_of(7) { choice } else { choice | 0b1000 }
}

#[test]
fn a_million_citizens_decide() {
    let w = World::new(1);
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| {
        let bucket = nation.voters.iter().position(|count| *count > 0).unwrap();
        nation.voters[bucket] = CITIZENS_IN_ALL as u32;
        nation.members[bucket] = CITIZENS_IN_ALL as u32;
        nation.next_serial = CITIZENS_IN_ALL;
    });
    let p = w.draft(&w.nation, &Draft::motion());
    w.submit(&p).ok();
    let proposal = w.proposal(&p);
    assert_eq!((proposal.citizens, proposal.citizen_seats), (CITIZENS_IN_ALL, CITIZENS_IN_ALL));

    let pages = page_count(CITIZENS, CITIZENS_IN_ALL) as u32;
    assert_eq!(pages, 62);
    let mut rent = 0;
    let mut opening = 0;
    for index in 0..pages {
        opening += w.open_page(&p, index).ok().compute_units;
        rent += w.lamports(&p.page(index));
    }
    w.open_page(&p, pages).governor_error("PageUnknown");
    assert_eq!(w.proposal(&p).citizen_pages, pages);

    let mut expected = [0u64; 8];
    let mut delegated = 0u64;
    for index in 0..pages {
        let first = u64::from(index) * CITIZENS_PER_PAGE;
        let capacity = CITIZENS_PER_PAGE.min(CITIZENS_IN_ALL - first);
        let page = w.page(&p.page(index));
        assert_eq!((page.first, u64::from(page.capacity)), (first, capacity));
        let ballots: Vec<u8> = (first..first + capacity).map(ballot).collect();
        let mut counts = [0u64; 8];
        let mut by_delegates = 0;
        for ballot in &ballots {
            counts[usize::from(ballot & 7)] += 1;
            by_delegates += u32::from(*ballot != 0 && ballot & 0b1000 == 0);
        }
        for choice in 1..8 {
            expected[choice] += counts[choice];
        }
        delegated += u64::from(by_delegates);
        w.edit_bytes(&p.page(index), |data| {
            for (byte, pair) in data[BallotPage::LEN..].iter_mut().zip(ballots.chunks(2)) {
                *byte = pair[0] | pair.get(1).map_or(0, |high| high << 4);
            }
        });
        w.edit::<BallotPage>(&p.page(index), |page| {
            page.counts = counts;
            page.delegated = by_delegates;
        });
    }
    // One more, by the program, on the first page.
    w.at(w.proposal(&p).voting_opens_at);
    let casting = w.cast(w.citizen(0), &p, AGAINST).ok().compute_units;
    let old = ballot(0);
    if old != 0 {
        expected[usize::from(old & 7)] -= 1;
        delegated -= u64::from(old & 0b1000 == 0);
    }
    expected[usize::from(AGAINST)] += 1;

    w.to_close(&p);
    let addresses: Vec<_> = (0..pages).map(|index| p.page(index)).collect();
    let mut transactions = 0;
    let mut tallying = 0;
    for batch in addresses.chunks(PAGES_EACH).rev() {
        w.decide(&p).governor_error("TallyIncomplete");
        tallying += w.send(&[ix::tally(&p, batch)], &[]).ok().compute_units;
        transactions += 1;
    }
    let deciding = w.decide(&p).ok().compute_units;
    let proposal = w.proposal(&p);
    assert_eq!(proposal.citizen_tally, expected);
    assert_eq!(proposal.delegated, delegated);
    assert_eq!((proposal.state, proposal.outcome), (state::SUCCEEDED, FOR));

    println!("{CITIZENS_IN_ALL} citizens, {pages} pages, rent {rent} lamports, returned in the end");
    println!("opening {} CU a page, one ballot {casting} CU", opening / u64::from(pages));
    println!(
        "tally: {transactions} transactions, {} CU a page; decide: {deciding} CU",
        tallying / u64::from(pages)
    );
    assert!(tallying / u64::from(pages) <= 2_000, "a page must not cost more than 2,000 CU to tally");

    // Everything returns.
    w.wait(7 * DAY);
    for index in 0..pages {
        w.send(&[ix::close_page(&p, p.page(index), ix::payer())], &[]).ok();
    }
    w.send(&[ix::close_proposal(&p, w.nation.executor)], &[]).ok();
}
