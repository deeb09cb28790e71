//! Courts: whose money the escrow holds, who was drawn, and what each panel ruled.

use super::layout::court::{Case, Court, Juror, Round, Seat};
use super::{Auditor, Book, Money, NOBODY, sum};
use client::COURT_ID;
use serde::Serialize;
use sha2::{Digest, Sha256};
use solana_address::Address;

/// What the hash of a draw begins with.
const DRAW_TAG: &[u8] = b"civitas court draw v1";
/// Choices and rulings: 1 for the claimant, 2 for the respondent, 3 to refuse; and of rulings 4 for undecided.
const REFUSE: u8 = 3;
const UNDECIDED: u8 = 4;
/// Stages of a case.
const JUDGING: u8 = 1;
const FINAL: u8 = 4;

/// A court.
#[derive(Clone, Debug, Serialize)]
pub struct CourtBook {
    /// The nation.
    pub nation: String,
    /// The court's address.
    pub address: String,
    /// What it is paid in.
    pub money: Money,
    /// Jurors who are not leaving.
    pub jurors: u64,
    /// Cases that are not closed.
    pub cases: u64,
    /// The jurors' bonds.
    pub bonds: u64,
    /// What jurors have earned and not taken.
    pub due: u64,
    /// What is in the cases, less the bonds of it that are counted as the jurors' still.
    pub in_cases: i128,
    /// What is the treasury's.
    pub fines: u64,
    /// What is booked as held, for whomever.
    pub held: u64,
    /// What lies in the escrow, its rent not counted; none where it is not there.
    pub escrowed: Option<u64>,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseBook {
    /// The nation.
    pub nation: String,
    /// Its number.
    pub id: u64,
    /// What it asks for.
    pub remedy: &'static str,
    /// Where it stands.
    pub stage: &'static str,
    /// Seats of each panel so far.
    pub panels: Vec<u8>,
    /// The ruling so far.
    pub ruling: &'static str,
    /// Whether it was enforced.
    pub enforced: bool,
    /// The money.
    pub money: Money,
    /// What is booked for it.
    pub held: u64,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// What more than half of those who chose have chosen, if it reverses nothing that as many have chosen in one round
/// before; else what was ruled before, or undecided at first.
fn ruling(before: u8, backing: u8, chosen: [u8; 3]) -> u8 {
    let all: u32 = chosen.iter().map(|count| u32::from(*count)).sum();
    let majority = (1..).zip(chosen).find(|(_, count)| 2 * u32::from(*count) > all);
    let stands = if before == 0 { UNDECIDED } else { before };
    majority
        .filter(|(choice, count)| before == 0 || *choice == before || *count > backing)
        .map_or(stands, |(choice, _)| choice)
}

/// The most who have chosen this in one of the rounds.
fn backing(choice: u8, rounds: &[Round]) -> u8 {
    let place = usize::from(choice).wrapping_sub(1);
    rounds.iter().filter_map(|round| round.chosen.get(place)).copied().max().unwrap_or(0)
}

/// Whether a seat that chose this loses what it has at risk.
fn loses(choice: u8, ruling: u8) -> bool {
    choice == 0 || (choice != ruling && ruling <= REFUSE)
}

/// Seats of a round that chose what is ruled, and seats that lose.
fn coherent_and_lost(round: &Round, ruling: u8) -> (u64, u64) {
    let of =
        |choice: u8| u64::from(round.chosen.get(usize::from(choice).wrapping_sub(1)).copied().unwrap_or(0));
    let chosen: u64 = round.chosen.iter().map(|count| u64::from(*count)).sum();
    let coherent = of(ruling);
    let absent = u64::from(round.seats).saturating_sub(chosen);
    let wrong = if ruling <= REFUSE { chosen - coherent } else { 0 };
    (coherent, absent + wrong)
}

/// The juror that an attempt draws.
fn drawn(round: &Round, case: &Address, seat: &Seat) -> Option<u32> {
    let place = [seat.round, seat.number];
    let parts = [DRAW_TAG, &round.hash, case.as_ref(), &place, &seat.attempt.to_le_bytes()];
    let among = u64::from(round.jurors);
    let digest = Sha256::digest(parts.concat());
    let rest = |rest: u64, byte: &u8| ((rest << 8) | u64::from(*byte)).checked_rem(among);
    digest.iter().try_fold(0, rest).and_then(|index| u32::try_from(index).ok())
}

impl Auditor<'_> {
    pub(super) fn courts(&mut self) {
        let accounts = self.accounts;
        for (address, court) in &accounts.courts {
            self.court(address, court);
        }
        self.audit.courts.sort_by_key(|book| book.nation.clone());
        for (address, juror) in &accounts.jurors {
            self.juror(address, juror);
        }
        for (address, of) in &accounts.jurors_of {
            let juror = accounts.jurors.get(&of.juror);
            self.book(&format!("name of juror {}", of.index), |book| match juror {
                Some(juror) => {
                    let seeds: &[&[u8]] = &[b"juror_of", juror.court.as_ref(), &of.serial.to_le_bytes()];
                    book.place(address, seeds, &COURT_ID);
                    book.agree((juror.serial, juror.index) == (of.serial, of.index), || {
                        format!("its juror is number {} and serial {}", juror.index, juror.serial)
                    });
                }
                None => book.disagree("its juror is not there"),
            });
        }
        for (address, case) in &accounts.cases {
            self.case(address, case);
        }
        self.audit.cases.sort_by_key(|book| (book.nation.clone(), book.id));
        for (address, seat) in &accounts.seats {
            let case = accounts.cases.get(&seat.case);
            let name = format!("seat {} of round {}", seat.number, seat.round);
            self.book(&name, |book| match case {
                Some(case) => drawn_fairly(book, address, seat, case),
                None => book.disagree(format!("its case {} is not there", seat.case)),
            });
        }
    }

    fn court(&mut self, address: &Address, court: &Court) {
        let (accounts, money) = (self.accounts, self.money(&court.mint));
        let nation = self.nation(&court.nation);
        let jurors = || accounts.jurors.values().filter(|juror| juror.court == *address);
        let cases = || accounts.cases.values().filter(|case| case.court == *address);
        let (bonds, due) = (sum(jurors().map(|juror| &juror.bond)), sum(jurors().map(|juror| &juror.due)));
        let in_cases: i128 = cases().map(|case| i128::from(case.held) - i128::from(case.uncollected)).sum();
        let staying = jurors().filter(|juror| juror.leaves_at == 0).count() as u64;
        let escrowed = self.held(&court.escrow, &court.mint);
        let agrees = self.book(&format!("court of {nation}"), |book| {
            book.place(address, &[b"court", court.nation.as_ref()], &COURT_ID);
            book.place(&court.escrow, &[b"escrow", address.as_ref()], &COURT_ID);
            // Fewer bonds than there can be accounts, so that the sums fit.
            let all = i128::try_from(bonds + due).unwrap_or(i128::MAX) + in_cases + i128::from(court.fines);
            book.agree(i128::from(court.held) == all, || {
                let (held, all) = (money.text(court.held), money.text(all));
                format!("it holds {held}; bonds, earnings, cases and fines come to {all}")
            });
            book.agree(u64::from(court.jurors) == staying, || {
                format!("it counts {} jurors who stay, {staying} are there", court.jurors)
            });
            let least = u128::from(court.held) + u128::from(court.reserve);
            match escrowed {
                Some(escrowed) => book.agree(u128::from(escrowed) >= least, || {
                    let least = money.text(i128::try_from(least).unwrap_or(i128::MAX));
                    format!("{least} are booked, rent included, and {} are there", money.text(escrowed))
                }),
                None => book.disagree("its escrow is not a token account of its mint"),
            }
            for juror in jurors() {
                book.agree(juror.index < court.next_juror, || {
                    format!("juror {} is there, and it has had {}", juror.index, court.next_juror)
                });
            }
            for case in cases() {
                book.agree(case.id < court.next_case && case.nation == court.nation, || {
                    format!("case {} is there, and it has had {}", case.id, court.next_case)
                });
            }
        });
        self.audit.courts.push(CourtBook {
            nation,
            address: address.to_string(),
            jurors: staying,
            cases: cases().count() as u64,
            bonds: u64::try_from(bonds).unwrap_or(u64::MAX),
            due: u64::try_from(due).unwrap_or(u64::MAX),
            in_cases,
            fines: court.fines,
            held: court.held,
            escrowed: escrowed.map(|escrowed| escrowed.saturating_sub(court.reserve)),
            money,
            agrees,
        });
    }

    fn juror(&mut self, address: &Address, juror: &Juror) {
        let accounts = self.accounts;
        let nation = accounts.courts.get(&juror.court).map(|court| self.nation(&court.nation));
        let name = format!("juror {} of {}", juror.index, nation.as_deref().unwrap_or("no nation"));
        let seats = accounts.seats.values().filter(|seat| seat.juror == *address && seat.settled == 0);
        let sits: Vec<&Case> = seats.filter_map(|seat| accounts.cases.get(&seat.case)).collect();
        self.book(&name, |book| {
            book.agree(nation.is_some(), || "its court is not there".into());
            let seeds: &[&[u8]] = &[b"juror", juror.court.as_ref(), &juror.index.to_le_bytes()];
            book.place(address, seeds, &COURT_ID);
            let at_risk = sum(sits.iter().map(|case| &case.bond));
            book.agree(u128::from(juror.locked) == at_risk && juror.locked <= juror.bond, || {
                format!(
                    "of a bond of {} there are {} at risk, by the seats {at_risk}",
                    juror.bond, juror.locked
                )
            });
            let mut listed: Vec<u64> = juror.cases.iter().filter(|id| **id != 0).map(|id| id - 1).collect();
            let mut held: Vec<u64> = sits.iter().map(|case| case.id).collect();
            listed.sort_unstable();
            held.sort_unstable();
            book.agree(listed == held, || format!("it lists the cases {listed:?}, and sits in {held:?}"));
            let named = Address::find_program_address(
                &[b"juror_of", juror.court.as_ref(), &juror.serial.to_le_bytes()],
                &COURT_ID,
            );
            let named = accounts.jurors_of.get(&named.0);
            book.agree(named.is_some_and(|of| of.juror == *address), || {
                format!("serial {} does not name it", juror.serial)
            });
        });
    }

    fn case(&mut self, address: &Address, case: &Case) {
        let accounts = self.accounts;
        let court = accounts.courts.get(&case.court);
        let money = court.map(|court| self.money(&court.mint)).unwrap_or_default();
        let nation = self.nation(&case.nation);
        let seats: Vec<&Seat> = accounts.seats.values().filter(|seat| seat.case == *address).collect();
        let rounds = &case.rounds[..case.rounds.len().min(usize::from(case.round) + 1)];
        let agrees = self.book(&format!("case {} of {nation}", case.id), |book| {
            book.agree(court.is_some(), || "its court is not there".into());
            book.place(address, &[b"case", case.court.as_ref(), &case.id.to_le_bytes()], &COURT_ID);
            let open = seats.iter().filter(|seat| seat.settled == 0).count();
            let there = (usize::from(case.seats_left), usize::from(case.seats_open));
            book.agree(there == (seats.len(), open), || {
                format!(
                    "it counts {} seats, {} of them open; there are {}, {open} of them open",
                    there.0,
                    there.1,
                    seats.len()
                )
            });
            panels(book, case, rounds, &seats);
            purse(book, case, rounds, &seats, &money);
        });
        self.audit.cases.push(CaseBook {
            nation,
            id: case.id,
            remedy: REMEDIES.get(usize::from(case.remedy)).unwrap_or(&"unknown"),
            stage: ["pleading", "judging", "ruled", "before the citizens", "final"]
                .get(usize::from(case.stage))
                .unwrap_or(&"unknown"),
            panels: rounds.iter().map(|round| round.seats).collect(),
            ruling: ["none", "for the claimant", "for the respondent", "refused", "undecided"]
                .get(usize::from(case.ruling))
                .unwrap_or(&"unknown"),
            enforced: case.enforced_at != 0,
            money,
            held: case.held,
            agrees,
        });
    }
}

/// What a case may ask for, by its number.
const REMEDIES: [&str; 11] = [
    "suspend a citizen",
    "reissue a citizenship",
    "evict a tenant",
    "split a deposit",
    "award public money",
    "award money in escrow",
    "enjoin a proposal",
    "release a proposal",
    "pause a stream",
    "resume a stream",
    "reinstate a citizen",
];

/// Counts each panel again, from its seats where all are there, and applies the majority.
fn panels(book: &mut Book<'_>, case: &Case, rounds: &[Round], seats: &[&Seat]) {
    let all: usize = rounds.iter().map(|round| usize::from(round.seats)).sum();
    let mut before = 0;
    for (number, round) in rounds.iter().enumerate() {
        let panel = number + 1;
        let due = ((u32::from(case.panel) + 1) << number) - 1;
        book.agree(case.stage == 0 || u32::from(round.panel) == due, || {
            format!("panel {panel} has {} seats to fill, its rules say {due}", round.panel)
        });
        if seats.len() == all {
            let of = || seats.iter().filter(|seat| usize::from(seat.round) == number);
            let chosen = [1, 2, REFUSE].map(|choice| of().filter(|seat| seat.choice == choice).count());
            let committed = of().filter(|seat| seat.committed).count();
            let counted = round.chosen.map(usize::from);
            book.agree(chosen == counted && committed == usize::from(round.committed), || {
                format!("panel {panel} counts {counted:?} of {} commitments, its seats say {chosen:?} of {committed}", round.committed)
            });
        }
        let judged = round.ruling != 0;
        let rules = ruling(before, backing(before, &rounds[..number]), round.chosen);
        book.agree(!judged || round.ruling == rules, || {
            format!("panel {panel} ruled {}, by its votes it is {rules}", round.ruling)
        });
        before = if judged { round.ruling } else { before };
    }
    // All citizens may have said otherwise.
    let is_last = case.ruling == before || (case.stage == FINAL && case.proposal != NOBODY);
    book.agree(is_last, || format!("its ruling is {}, that of its last panel {before}", case.ruling));
}

/// Adds up what is in a case.
fn purse(book: &mut Book<'_>, case: &Case, rounds: &[Round], seats: &[&Seat], money: &Money) {
    let of = |amount: u64| i128::from(amount);
    let bounties: i128 = rounds.iter().map(|round| of(round.bounty)).sum();
    let escrow = of(case.claimant_escrow) + of(case.respondent_escrow);
    let dues = of(case.claimant_due) + of(case.respondent_due);
    if case.stage != FINAL {
        let fees: i128 = rounds.iter().map(|round| of(round.pool) + of(round.costs)).sum();
        let all = fees + bounties + escrow;
        return book.agree(of(case.held) == all && dues == 0 && case.uncollected == 0, || {
            format!(
                "{} are booked for it; fees and escrow come to {}",
                money.text(case.held),
                money.text(all)
            )
        });
    }
    let mut unpaid = 0;
    let mut uncollected = 0;
    for (number, round) in rounds.iter().enumerate() {
        let (coherent, lost) = coherent_and_lost(round, case.ruling);
        // What jurors share: the pool, and the bonds that others lose.
        let shared = of(round.pool) + of(case.bond) * i128::from(lost);
        let reward = if coherent == 0 { 0 } else { shared / i128::from(coherent) };
        book.agree(of(round.reward) == reward, || {
            let (is, due) = (money.text(round.reward), money.text(reward));
            format!("each of {coherent} jurors of panel {} gets {is}, due are {due}", number + 1)
        });
        let open = seats.iter().filter(|seat| usize::from(seat.round) == number && seat.settled == 0);
        for seat in open {
            if seat.choice == case.ruling && (1..=REFUSE).contains(&seat.choice) {
                unpaid += of(round.reward);
            }
            if coherent > 0 && loses(seat.choice, case.ruling) {
                uncollected += of(case.bond);
            }
        }
    }
    let all = dues + bounties + unpaid;
    book.agree(of(case.held) == all && escrow == 0, || {
        format!(
            "{} are booked for it; dues, bounties and rewards come to {}",
            money.text(case.held),
            money.text(all)
        )
    });
    book.agree(of(case.uncollected) == uncollected, || {
        let (is, due) = (money.text(case.uncollected), money.text(uncollected));
        format!("bonds of {is} are said to be lost and not settled, by the seats it is {due}")
    });
}

/// Whether a seat lies where it must, and its juror is the one that the lot fell on.
fn drawn_fairly(book: &mut Book<'_>, address: &Address, seat: &Seat, case: &Case) {
    let place: &[&[u8]] = &[b"seat", seat.case.as_ref(), &[seat.round], &[seat.number]];
    book.place(address, place, &COURT_ID);
    let round = case.rounds.get(usize::from(seat.round)).filter(|_| seat.round <= case.round);
    let Some(round) = round else { return book.disagree("its round did not take place") };
    book.agree(seat.number < round.seats && case.stage >= JUDGING, || "it is one too many".into());
    let lot = drawn(round, &seat.case, seat);
    book.agree(round.captured_slot != 0 && lot == Some(seat.index), || {
        format!("the lot fell on juror {}, juror {} sits there", lot.unwrap_or(u32::MAX), seat.index)
    });
    let juror = [b"juror", case.court.as_ref(), &seat.index.to_le_bytes()[..]];
    let juror = Address::find_program_address(&juror, &COURT_ID).0;
    book.agree(juror == seat.juror, || format!("juror {} is another", seat.index));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn majorities_and_losses() {
        for (before, backing, chosen, ruled) in [
            (0, 0, [2, 1, 0], 1),
            (1, 2, [1, 3, 0], 2),
            (1, 2, [1, 2, 0], 1),
            (0, 0, [1, 0, 2], 3),
            (0, 0, [1, 1, 1], UNDECIDED),
            (2, 2, [1, 1, 0], 2),
            (0, 0, [0, 0, 0], UNDECIDED),
        ] {
            assert_eq!(ruling(before, backing, chosen), ruled, "{chosen:?}");
        }
        assert!(loses(0, UNDECIDED) && loses(0, 1) && loses(2, 1) && !loses(1, 1) && !loses(2, UNDECIDED));
        let round = Round { seats: 7, chosen: [1, 4, 1], ..Round::default() };
        assert_eq!(coherent_and_lost(&round, 2), (4, 3));
        assert_eq!(coherent_and_lost(&round, UNDECIDED), (0, 1));
    }
}
