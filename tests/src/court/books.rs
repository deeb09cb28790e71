//! What must hold after every transaction that succeeds.

use super::Tribunal;
use crate::{Account, Address, COURT_ID, Money, World, addresses};
use client::ProgramAccount;
use client::court::accounts::{Case, Court, Evidence, Juror, JurorOf, Seat};
use cluster::Cluster;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// Accounts of the court program, decoded, by address.
struct Books {
    accounts: Vec<(Address, Account)>,
}

impl Books {
    /// The accounts of a type that stand where they should: those that tests forge elsewhere are nobody's.
    fn all<T: ProgramAccount>(&self, seeds_of: impl Fn(&T) -> Seeds) -> BTreeMap<Address, T> {
        let typed = self.accounts.iter().filter_map(|(address, account)| {
            client::decode::<T>(&account.owner, &account.data).ok().map(|value| (*address, value))
        });
        typed.filter(|(address, value)| address_of(seeds_of(value)) == *address).collect()
    }
}

/// Seeds of an address: the kind, whose it is, and its number.
type Seeds = (&'static str, Address, [u8; 8]);

/// The address of seeds, which takes long to find, and is asked for after every transaction.
fn address_of((kind, owner, number): Seeds) -> Address {
    thread_local! {
        static FOUND: RefCell<HashMap<Seeds, Address>> = RefCell::default();
    }
    FOUND.with_borrow_mut(|found| {
        *found.entry((kind, owner, number)).or_insert_with(|| {
            let n = u64::from_le_bytes(number);
            match kind {
                "court" => addresses::court(&owner).0,
                "juror" => addresses::juror(&owner, n as u32).0,
                "juror_of" => addresses::juror_of(&owner, n).0,
                "case" => addresses::case(&owner, n).0,
                "seat" => addresses::seat(&owner, number[0], number[1]).0,
                "evidence" => addresses::evidence(&owner, n as u32).0,
                other => unreachable!("no account of a court is a {other}"),
            }
        })
    })
}

fn wide(amounts: impl IntoIterator<Item = u64>) -> i128 {
    amounts.into_iter().map(i128::from).sum()
}

impl World {
    /// Checks all that is known of courts against itself: what a court has booked against its jurors, cases and
    /// fines and against what really lies in its escrow; jurors and cases against the seats.
    #[track_caller]
    pub fn check_courts(&self) {
        let accounts = self.cluster.program_accounts(&COURT_ID, &[]).expect("an embedded cluster answers");
        let books = Books { accounts };
        let courts = books.all::<Court>(|court| ("court", court.nation, [0; 8]));
        if courts.is_empty() {
            return;
        }
        let jurors = books.all::<Juror>(|juror| ("juror", juror.court, u64::from(juror.index).to_le_bytes()));
        let cases = books.all::<Case>(|case| ("case", case.court, case.id.to_le_bytes()));
        let seats =
            books.all::<Seat>(|seat| ("seat", seat.case, [seat.round, seat.number, 0, 0, 0, 0, 0, 0]));
        let evidence =
            books.all::<Evidence>(|piece| ("evidence", piece.case, u64::from(piece.n).to_le_bytes()));
        let court_of = |juror: &Address| jurors.get(juror).map_or_else(Address::default, |juror| juror.court);
        let named =
            books.all::<JurorOf>(|name| ("juror_of", court_of(&name.juror), name.serial.to_le_bytes()));
        for (address, court) in &courts {
            let tribunal =
                Tribunal::of(&court.nation, Money { mint: court.mint, program: court.token_program });
            let own_jurors: Vec<_> = jurors.iter().filter(|(_, j)| j.court == *address).collect();
            let own_cases: Vec<_> = cases.iter().filter(|(_, c)| c.court == *address).collect();
            let with_jurors = wide(own_jurors.iter().flat_map(|(_, juror)| [juror.bond, juror.due]));
            let with_cases = wide(own_cases.iter().map(|(_, case)| case.held))
                - wide(own_cases.iter().map(|(_, case)| case.uncollected));
            assert_eq!(
                i128::from(court.held),
                with_jurors + with_cases + i128::from(court.fines),
                "court {address}: what is held is not what is somebody's"
            );
            let staying = own_jurors.iter().filter(|(_, juror)| juror.leaves_at == 0).count();
            assert_eq!(court.jurors as usize, staying, "court {address}: jurors");
            let real = self.amount_in(&tribunal.money, &court.escrow);
            let booked = wide([court.held, court.reserve]);
            assert!(i128::from(real) >= booked, "court {address} books {booked}, its escrow has {real}");
            for (at, juror) in own_jurors {
                assert!(juror.index < court.next_juror, "juror {at}: its index");
                check_juror(at, juror, &seats, &cases);
                let names = named.values().filter(|name| name.juror == *at).count();
                assert_eq!(names, 1, "juror {at}: is named so often");
            }
            for (at, case) in own_cases {
                assert!(case.id < court.next_case, "case {at}: its id");
                check_case(at, case, &seats, &evidence);
            }
        }
    }
}

/// What is at risk, and the cases listed, are those of the seats that are not settled.
#[track_caller]
fn check_juror(
    at: &Address,
    juror: &Juror,
    seats: &BTreeMap<Address, Seat>,
    cases: &BTreeMap<Address, Case>,
) {
    let sits_in: Vec<&Case> = seats
        .values()
        .filter(|seat| seat.juror == *at && seat.settled == 0)
        .filter_map(|seat| cases.get(&seat.case))
        .collect();
    let at_risk = wide(sits_in.iter().map(|case| case.params.bond));
    assert_eq!(i128::from(juror.locked), at_risk, "juror {at}: what is at risk");
    assert!(juror.locked <= juror.bond, "juror {at}: more is at risk than there is");
    let mut listed: Vec<u64> = juror.cases.iter().copied().filter(|case| *case != 0).collect();
    let mut expected: Vec<u64> = sits_in.iter().map(|case| case.id + 1).collect();
    listed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(listed, expected, "juror {at}: the cases of its seats");
}

/// Seats and evidence are as many as are counted, and its money is what is said to be in it.
#[track_caller]
fn check_case(
    at: &Address,
    case: &Case,
    seats: &BTreeMap<Address, Seat>,
    evidence: &BTreeMap<Address, Evidence>,
) {
    let own: Vec<&Seat> = seats.values().filter(|seat| seat.case == *at).collect();
    let open = own.iter().filter(|seat| seat.settled == 0).count();
    assert_eq!(usize::from(case.seats_left), own.len(), "case {at}: seats");
    assert_eq!(usize::from(case.seats_open), open, "case {at}: seats that are not settled");
    let pieces = evidence.values().filter(|piece| piece.case == *at).count();
    assert_eq!(usize::from(case.evidence_left), pieces, "case {at}: evidence");
    for (number, round) in case.rounds.iter().enumerate().take(usize::from(case.round) + 1) {
        let drawn: Vec<_> = own.iter().filter(|seat| usize::from(seat.round) == number).collect();
        // Seats are closed only once the ruling is final.
        if case.final_at == 0 {
            assert_eq!(usize::from(round.seats), drawn.len(), "case {at}: seats of round {number}");
            let chose = |choice: u8| drawn.iter().filter(|seat| seat.choice == choice).count();
            assert_eq!(
                [round.for_claimant, round.for_respondent, round.refused].map(usize::from),
                [1, 2, 3].map(chose),
                "case {at}: choices of round {number}"
            );
            let committed = drawn.iter().filter(|seat| seat.commitment != [0; 32]).count();
            assert_eq!(usize::from(round.committed), committed, "case {at}: commitments of round {number}");
        }
    }
    if case.final_at == 0 {
        let rounds = case.rounds.iter().flat_map(|round| [round.pool, round.costs, round.bounty]);
        let escrows = [case.claimant_escrow, case.respondent_escrow];
        assert_eq!(i128::from(case.held), wide(rounds.chain(escrows)), "case {at}: its money");
    }
}
