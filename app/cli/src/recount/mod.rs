//! An independent count: from the raw bytes of the ballot pages to the outcome, and a comparison with what
//! the chain says.
//!
//! Neither the client's decoders nor the programs' crate of rules is used: offsets ([`layout`]) and
//! arithmetic ([`verdict`]) are written anew from the description of the accounts, so that a mistake there
//! is not repeated here.

pub mod layout;
pub mod verdict;

use crate::Error;
use crate::output::counted;
use crate::raw::Malformed;
use client::GOVERNOR_ID;
use cluster::Account;
use layout::{CHAMBERS, CITIZENS, Chamber, Page, Proposal, state};
use serde::Serialize;
use solana_address::Address;
use std::collections::BTreeMap;
use verdict::Verdict;

/// Citizens a full page holds.
const CITIZENS_PER_PAGE: u64 = 16_384;
/// Stakes a full page holds.
const STAKES_PER_PAGE: u64 = 1_024;

/// What was counted, and where the chain disagrees.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Recount {
    /// The proposals, by governor and number.
    pub proposals: Vec<Counted>,
    /// Pages whose ballots were read.
    pub pages: u64,
    /// Ballots read that hold a choice.
    pub ballots: u64,
    /// A sentence for each disagreement; none when all is well.
    pub disagreements: Vec<String>,
}

/// A proposal's own count.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// Its address.
    pub address: String,
    /// Its number within its governor.
    pub id: u64,
    /// Its title.
    pub title: String,
    /// What the chain says of it.
    pub state: &'static str,
    /// Votes by choice, from 1, citizens' chamber, counted from the ballots.
    pub citizens: Vec<u64>,
    /// Weight by choice, from 1, stakers' chamber, counted from the ballots.
    pub stakes: Vec<u64>,
    /// What the ballots say by this program's own arithmetic: for the decided whose ballots still lie on chain.
    pub verdict: Option<Verdict>,
}

impl Recount {
    /// The result in a sentence.
    pub fn summary(&self) -> String {
        let counted = format!(
            "Recounted {} in {} of {} from their raw bytes",
            counted(self.ballots, "ballot"),
            counted(self.pages, "page"),
            counted(self.proposals.len() as u64, "proposal")
        );
        match self.disagreements.len() as u64 {
            0 => format!("{counted}: the chain agrees."),
            1 => format!("{counted}: there is 1 disagreement."),
            more => format!("{counted}: there are {more} disagreements."),
        }
    }

    /// The error that the disagreements are, if there are any.
    pub fn failure(&self) -> Option<Error> {
        let sentences = self.disagreements.clone();
        (!sentences.is_empty()).then_some(Error::Disagreement { sentences })
    }
}

/// Counts everything anew that the accounts of the governor program hold.
///
/// Accounts of other types are passed over; so are pages of proposals that are not among the accounts, with a
/// sentence.
pub fn recount(accounts: &[(Address, Account)]) -> Recount {
    let mut recount = Recount::default();
    let mut proposals: Vec<(Address, Proposal)> = Vec::new();
    let mut pages: BTreeMap<Address, Vec<(Address, Page<'_>)>> = BTreeMap::new();
    for (address, account) in accounts.iter().filter(|(_, account)| account.owner == GOVERNOR_ID) {
        let read = if account.data.starts_with(&layout::PROPOSAL) {
            Proposal::read(&account.data).map(|proposal| proposals.push((*address, proposal)))
        } else if account.data.starts_with(&layout::PAGE) {
            Page::read(&account.data)
                .map(|page| pages.entry(page.proposal).or_default().push((*address, page)))
        } else {
            Ok(())
        };
        if let Err(Malformed(reason)) = read {
            recount.disagreements.push(format!("account {address} {reason}"));
        }
    }
    proposals.sort_by_key(|(_, proposal)| (proposal.governor, proposal.id));
    for (address, proposal) in proposals {
        let pages = pages.remove(&address).unwrap_or_default();
        Check { proposal: &proposal, recount: &mut recount }.proposal(address, &pages);
    }
    for (address, _) in pages.into_values().flatten() {
        recount.disagreements.push(format!("page {address} belongs to a proposal that is not there"));
    }
    recount
}

/// Adds counts to sums. Sums beyond what tokens can be stay at the top, which no stored count equals.
fn add(sums: &mut [u64; 8], counts: &[u64; 8]) {
    for (sum, count) in sums.iter_mut().zip(counts).skip(1) {
        *sum = sum.saturating_add(*count);
    }
}

/// The count of one proposal.
struct Check<'a> {
    proposal: &'a Proposal,
    recount: &'a mut Recount,
}

/// What the pages of a chamber add up to.
struct ChamberSum {
    /// By the ballots.
    ballots: [u64; 8],
    /// By what the pages say they have added to the proposal.
    tallied: [u64; 8],
    /// Ballots cast by delegates that the pages say they have added.
    delegated_tallied: u64,
    complete: u64,
}

impl Check<'_> {
    fn disagree(&mut self, sentence: String) {
        let Proposal { id, title, .. } = self.proposal;
        self.recount.disagreements.push(format!("proposal {id} (\u{201c}{title}\u{201d}): {sentence}"));
    }

    fn agree(&mut self, agrees: bool, sentence: impl FnOnce() -> String) {
        if !agrees {
            self.disagree(sentence());
        }
    }

    fn proposal(mut self, address: Address, pages: &[(Address, Page<'_>)]) {
        let p = self.proposal;
        let expected = Address::find_program_address(
            &[b"proposal", p.governor.as_ref(), &p.id.to_le_bytes()],
            &GOVERNOR_ID,
        );
        self.agree(expected.0 == address, || {
            format!("it lies at {address}, not at the address of its number")
        });

        self.agree(p.citizens <= p.citizen_seats, || {
            format!(
                "its electorate of {} is more than the {} citizens there had ever been",
                p.citizens, p.citizen_seats
            )
        });
        let sums = CHAMBERS.map(|chamber| self.chamber(address, chamber, pages));
        self.agree(
            p.delegated == sums.iter().map(|sum| sum.delegated_tallied).sum::<u64>() || !self.all_here(),
            || format!("it counts {} delegated votes, its pages have added another number", p.delegated),
        );
        let found = pages.len() as u64;
        self.agree(found == u64::from(p.pages_left), || {
            format!("{} of its pages should be there, {found} are", p.pages_left)
        });
        let verdict = self.verdict(&sums);
        self.recount.proposals.push(Counted {
            address: address.to_string(),
            id: p.id,
            title: p.title.clone(),
            state: state::name(p.state),
            citizens: sums[0].ballots[1..=usize::from(p.choices).min(7)].to_vec(),
            stakes: if p.rules.chambers & layout::STAKERS.number == 0 {
                Vec::new()
            } else {
                sums[1].ballots[1..=usize::from(p.choices).min(7)].to_vec()
            },
            verdict,
        });
    }

    /// Whether no page has been closed after the recount period.
    fn all_here(&self) -> bool {
        let opened: u64 = CHAMBERS.iter().map(|chamber| self.proposal.pages_opened(*chamber)).sum();
        u64::from(self.proposal.pages_left) == opened
    }

    /// Counts the pages of a chamber and compares them with the proposal's tally.
    fn chamber(&mut self, address: Address, chamber: Chamber, pages: &[(Address, Page<'_>)]) -> ChamberSum {
        let p = self.proposal;
        let mut sum = ChamberSum { ballots: [0; 8], tallied: [0; 8], delegated_tallied: 0, complete: 0 };
        for (at, page) in pages.iter().filter(|(_, page)| page.chamber == chamber.number) {
            let ballots = self.page(address, *at, chamber, page);
            add(&mut sum.ballots, &ballots);
            add(&mut sum.tallied, &page.tallied);
            sum.delegated_tallied += u64::from(page.delegated_tallied);
            sum.complete += u64::from(page.complete != 0);
        }
        if self.all_here() {
            for (choice, (stored, added)) in p.tally(chamber).iter().zip(&sum.tallied).enumerate().skip(1) {
                self.agree(added == stored, || {
                    format!(
                        "its {} tally has {stored} for choice {choice}, its pages have added {added}",
                        chamber.name
                    )
                });
            }
            self.agree(sum.complete == p.pages_tallied(chamber), || {
                format!(
                    "it says that {} of its {} pages are counted in full, {} are",
                    p.pages_tallied(chamber),
                    chamber.name,
                    sum.complete
                )
            });
        }
        sum
    }

    /// Counts one page's ballots and compares them with its running counts.
    fn page(&mut self, address: Address, at: Address, chamber: Chamber, page: &Page<'_>) -> [u64; 8] {
        let p = self.proposal;
        let name = format!("{} page {}", chamber.name, page.index);
        let seeds: [&[u8]; 4] = [b"page", address.as_ref(), &[page.chamber], &page.index.to_le_bytes()];
        let expected = Address::find_program_address(&seeds, &GOVERNOR_ID).0;
        self.agree(expected == at, || format!("{name} lies at {at}, not at the address of its number"));

        let (seats, per_page) = if chamber == CITIZENS {
            (p.citizen_seats, CITIZENS_PER_PAGE)
        } else {
            (p.stake_seats, STAKES_PER_PAGE)
        };
        let first = u64::from(page.index) * per_page;
        let capacity = seats.saturating_sub(first).min(per_page);
        self.agree(page.first == first && u64::from(page.capacity) == capacity && capacity > 0, || {
            format!(
                "{name} should hold {capacity} seats from {first}, it holds {} from {}",
                page.capacity, page.first
            )
        });
        self.agree(page.choices == p.choices, || {
            format!("{name} takes {} choices, the proposal has {}", page.choices, p.choices)
        });

        let ballots = match if chamber == CITIZENS { page.citizens() } else { page.stakes() } {
            Ok(ballots) => ballots,
            Err(Malformed(reason)) => {
                self.disagree(format!("{name} {reason}"));
                return [0; 8];
            }
        };
        self.recount.pages += 1;
        self.recount.ballots += ballots.voters;
        for choice in 1..8 {
            let (counted, stored) = (ballots.by_choice[choice], page.counts[choice]);
            self.agree(counted == stored, || {
                format!("{name} says {stored} for choice {choice}, its ballots say {counted}")
            });
            self.agree(counted == 0 || choice <= usize::from(p.choices), || {
                format!("{name} has {counted} for choice {choice}, which the proposal does not have")
            });
            self.agree(page.complete == 0 || page.tallied[choice] == stored, || {
                format!(
                    "{name} says {stored} for choice {choice} and is counted in full, but has added {}",
                    page.tallied[choice]
                )
            });
        }
        if chamber == CITIZENS {
            let absent = u64::from(page.capacity) - ballots.by_choice[1..].iter().sum::<u64>();
            self.agree(page.counts[0] == absent, || {
                format!("{name} says {} have not voted, its ballots say {absent}", page.counts[0])
            });
            self.agree(u64::from(page.delegated) == ballots.delegated, || {
                format!(
                    "{name} says {} were cast by delegates, its ballots say {}",
                    page.delegated, ballots.delegated
                )
            });
        }
        ballots.by_choice
    }

    /// Decides by our own arithmetic, and compares with the proposal's state.
    fn verdict(&mut self, sums: &[ChamberSum; 2]) -> Option<Verdict> {
        let p = self.proposal;
        let decided = match p.state {
            state::DRAFT | state::SUBMITTED | state::CANCELLED => return None,
            // Drafts expire, and so does what was carried and not executed.
            state::EXPIRED if p.outcome == 0 => return None,
            other => other,
        };
        if !self.all_here() {
            return None;
        }
        let by_ballots = verdict::of(p, &sums[0].ballots, &sums[1].ballots);
        let by_tally = verdict::of(p, &sums[0].tallied, &sums[1].tallied);
        let early = p.decided_at < p.objection_closes_at;
        if early {
            self.agree(p.kind == 0 && p.rules.final_ballots != 0, || {
                "it was decided before the last ballot was due, which its track does not allow".into()
            });
        } else {
            for chamber in CHAMBERS {
                let (opened, counted) = (p.pages_opened(chamber), p.pages_tallied(chamber));
                self.agree(opened == counted, || {
                    format!(
                        "it was decided when {counted} of its {opened} {} pages were counted",
                        chamber.name
                    )
                });
            }
        }
        self.agree(by_ballots == by_tally, || {
            format!("all its ballots say: {by_ballots}; those counted when it was decided: {by_tally}")
        });

        let carried = by_ballots.winner();
        self.agree(p.outcome == carried.unwrap_or(0), || {
            format!(
                "its ballots say: {by_ballots}; its outcome is recorded as {}",
                verdict::outcome(p.kind, p.outcome)
            )
        });
        let actions = p.option_actions[usize::from(p.outcome & 7)];
        let fits = match decided {
            state::DEFEATED => carried.is_none(),
            state::SUCCEEDED => carried.is_some() && actions == 0,
            state::QUEUED | state::EXPIRED => carried.is_some() && p.executed < actions,
            state::EXECUTED => carried.is_some() && actions > 0 && p.executed == actions,
            _ => carried.is_some(),
        };
        self.agree(fits, || {
            format!(
                "its ballots say: {by_ballots}; its state is {}, with {} of {actions} actions run",
                state::name(p.state),
                p.executed
            )
        });
        if decided == state::EXECUTED {
            self.agree(
                Some(&p.executed_hash) == p.action_hashes.get(usize::from(p.outcome).wrapping_sub(1)),
                || "what it has run is not what was voted on: the hashes differ".into(),
            );
        }
        self.agree((p.deposit_forfeit != 0) == (by_ballots == Verdict::QuorumMissed), || {
            let says = if p.deposit_forfeit == 0 { "returns" } else { "is forfeit" };
            format!("its ballots say: {by_ballots}; but its deposit {says}")
        });
        Some(by_ballots)
    }
}
