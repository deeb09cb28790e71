//! Whole cases at random, several at a time, in every kind of money. After each step the house checks the books of the
//! court against its escrow; what each ruling shares is reckoned here by hand; and in the end everybody has withdrawn
//! everything, the escrow is empty, and all rent is back.

use civitas_tests::court::{PARAMS, remedy, ruling, stage};
use civitas_tests::*;
use client::court::accounts::{Case, Seat};
use client::court::types::CourtParams;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Once in so many times.
    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn index(&mut self, len: usize) -> usize {
        self.below(len as u64) as usize
    }
}

/// A case as the play knows it.
struct Thread {
    dispute: Dispute,
    parties: [usize; 2],
    /// What each has put in escrow.
    escrow: [u64; 2],
    /// The round in which it was last thought about an appeal.
    thought: Option<u8>,
    answered: bool,
    closed: bool,
}

struct Play {
    w: World,
    tribunal: Tribunal,
    till: Till,
    threads: Vec<Thread>,
    r: Random,
    /// Fees of all transactions, which is all that the payer must have lost.
    spent: u64,
    jurors: usize,
    /// What has happened, by name.
    seen: std::collections::BTreeSet<&'static str>,
}

/// When there is nothing to do, until when.
type Wait = Option<i64>;

impl Play {
    fn act(&mut self, outcome: Outcome) {
        self.spent += outcome.ok().fee;
    }

    fn saw(&mut self, what: &'static str) {
        self.seen.insert(what);
    }

    fn wallet(&self, citizen: usize) -> Keypair {
        self.w.citizen(citizen).wallet.insecure_clone()
    }

    fn file(&mut self) {
        let claimant = self.r.index(self.w.nation.people.len());
        let respondent =
            (claimant + 1 + self.r.index(self.w.nation.people.len() - 1)) % self.w.nation.people.len();
        let petition = if self.r.once_in(2) {
            Petition::award_escrow(self.w.citizen(respondent).key(), 1 + self.r.below(3_000_000))
        } else {
            Petition::suspend(self.w.citizen(respondent), 1)
        };
        let (dispute, wallet) = (self.w.next_dispute(&self.tribunal), self.wallet(claimant));
        let outcome = self.w.try_file(&self.tribunal, &wallet, &petition);
        self.act(outcome);
        let parties = [claimant, respondent];
        self.threads.push(Thread {
            dispute,
            parties,
            escrow: [0; 2],
            thought: None,
            answered: false,
            closed: false,
        });
    }

    fn step(&mut self, n: usize) -> Wait {
        let dispute = self.threads[n].dispute;
        let case = self.w.case_account(&dispute);
        match case.stage {
            stage::PLEADING => self.plead(n, &case),
            stage::JUDGING => self.judge(n, &case),
            stage::RULED => self.consider(n, &case),
            stage::CITIZENS => {
                let outcome = self.w.conclude_appeal(&dispute);
                self.act(outcome);
                self.reckon(n);
                None
            }
            _ => self.wind_up(n, &case),
        }
    }

    fn plead(&mut self, n: usize, case: &Case) -> Wait {
        let Thread { dispute, parties, answered, .. } = self.threads[n];
        let (w, now) = (&self.w, self.w.now());
        let side = self.r.index(2);
        let party = w.citizen(parties[side]).wallet.insecure_clone();
        if now >= case.evidence_until {
            let outcome = w.try_close_evidence(&dispute);
            self.act(outcome);
        } else if !answered && now < case.answer_until && self.r.once_in(3) {
            let outcome = self.w.answer(&dispute, &self.wallet(parties[1]));
            self.act(outcome);
            self.threads[n].answered = true;
        } else if [case.claimant_evidence, case.respondent_evidence][side] < 16 && self.r.once_in(3) {
            let outcome = self.w.submit_evidence(&dispute, &party);
            self.act(outcome);
        } else if case.remedy == remedy::AWARD_ESCROW && self.r.once_in(2) {
            let amount = 1 + self.r.below(2_000_000);
            let outcome = self.w.put_in_escrow(&dispute, &party, amount);
            self.act(outcome);
            self.threads[n].escrow[side] += amount;
            self.saw("escrow");
        } else {
            return Some(case.evidence_until);
        }
        None
    }

    fn judge(&mut self, n: usize, case: &Case) -> Wait {
        let dispute = self.threads[n].dispute;
        let round = self.w.round(&dispute);
        let now = self.w.now();
        if now < case.draw_until {
            if round.captured_slot == 0 {
                self.capture(&dispute, round.pinned_slot);
            } else if self.r.once_in(60) {
                self.saw("draw left");
                return Some(case.draw_until);
            } else {
                let outcome = self.w.draw(&dispute);
                self.act(outcome);
            }
            return None;
        }
        let bench = self.w.bench(&dispute);
        let committing = !bench.is_empty() && now < case.commit_until;
        let revealing = !committing && now < case.reveal_until;
        for sitting in &bench {
            let seat: Seat = self.w.seat_account(&sitting.seat);
            let choice = self.choice(&dispute, case.round, sitting.number);
            let silent = [ruling::ABSENT, ruling::SILENT].contains(&choice);
            if committing && seat.commitment == [0; 32] && choice != ruling::ABSENT {
                let shown = if silent { ruling::FOR_CLAIMANT } else { choice };
                let outcome = self.w.commit(&dispute, sitting, shown);
                self.act(outcome);
                return None;
            }
            if revealing && seat.commitment != [0; 32] && seat.choice == 0 && !silent {
                let outcome = self.w.reveal(&dispute, sitting, choice);
                self.act(outcome);
                return None;
            }
        }
        if committing {
            return Some(case.commit_until);
        }
        if revealing && round.committed > round.for_claimant + round.for_respondent + round.refused {
            self.saw("silence");
            return Some(case.reveal_until);
        }
        let outcome = self.w.rule(&dispute);
        self.act(outcome);
        None
    }

    fn capture(&mut self, dispute: &Dispute, pinned: u64) {
        let slot = self.w.slot();
        if slot <= pinned {
            let far = self.r.once_in(4);
            self.w.pass_slots(pinned - slot + if far { 600 } else { 1 });
        } else if slot - pinned > 512 {
            let outcome = self.w.repin(dispute);
            self.act(outcome);
            self.saw("repin");
        } else {
            let citizen = self.r.index(self.w.nation.people.len());
            let capturer = self.wallet(citizen);
            let outcome = self.w.capture(dispute, &capturer);
            self.act(outcome);
        }
    }

    /// What a seat will choose: the same whenever it is asked.
    fn choice(&self, dispute: &Dispute, round: u8, seat: u8) -> u8 {
        let seed = dispute.id * 1_000_003 + u64::from(round) * 1_009 + u64::from(seat);
        let mut own = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        own.below(7);
        // Cases lean to one side, as cases do.
        let lean = 1 + (dispute.id + u64::from(round)) % 3;
        match own.below(10) {
            0 => ruling::ABSENT,
            1 => ruling::SILENT,
            2 | 3 => 1 + own.below(3) as u8,
            _ => lean as u8,
        }
    }

    fn consider(&mut self, n: usize, case: &Case) -> Wait {
        let Thread { dispute, parties, thought, .. } = self.threads[n];
        if self.w.now() >= case.appeal_until {
            let outcome = self.w.finalize(&dispute);
            self.act(outcome);
            self.reckon(n);
            return None;
        }
        if thought == Some(case.round) {
            return Some(case.appeal_until);
        }
        self.threads[n].thought = Some(case.round);
        let side = match case.ruling {
            ruling::FOR_CLAIMANT => 1,
            ruling::FOR_RESPONDENT => 0,
            _ => self.r.index(2),
        };
        let loser = self.wallet(parties[side]);
        if case.round < case.params.max_appeals {
            if !self.r.once_in(3) {
                let outcome = self.w.appeal(&dispute, &loser);
                self.act(outcome);
                self.saw("appeal");
            }
        } else if !self.tribunal.money.is_sol() && (side == 0 || case.ruling == ruling::FOR_CLAIMANT) {
            // A motion's deposit is in SOL: left out where SOL is what is counted.
            if self.r.once_in(2) {
                self.ask(&dispute, &loser);
            }
        }
        None
    }

    /// Asks the citizens, who vote or not.
    fn ask(&mut self, dispute: &Dispute, loser: &Keypair) {
        let proposer = self.w.citizen(0).clone();
        let (outcome, proposal) = self.w.appeal_to_citizens(dispute, loser, &proposer);
        self.act(outcome);
        let page = self.w.send(&[ix::open_page(&proposal, CITIZENS, 0)], &[&self.w.payer]);
        self.act(page);
        self.w.at(self.w.proposal(&proposal).voting_opens_at);
        let choice = 1 + self.r.below(3) as u8;
        for voter in 0..self.w.nation.people.len() {
            let person = self.w.citizen(voter).clone();
            let suspended = self.w.citizen_account(&person).suspended_until > self.w.now();
            if choice <= AGAINST && !suspended {
                let outcome = self.w.cast(&person, &proposal, choice);
                self.act(outcome);
            }
        }
        self.w.to_close(&proposal);
        let [tally, decide] = [self.w.tally(&proposal), self.w.decide(&proposal)];
        self.act(tally);
        self.act(decide);
        let state = self.w.proposal(&proposal).state;
        self.saw(if state == state::DEFEATED { "citizens against" } else { "citizens for" });
        self.w.wait(7 * DAY);
        let close = ix::close_page(&proposal, proposal.page(0), ix::payer());
        let closed = self.w.send(&[close], &[]);
        self.act(closed);
    }

    /// What a final ruling shares, reckoned by hand from the seats.
    fn reckon(&mut self, n: usize) {
        let Thread { dispute, escrow, .. } = self.threads[n];
        let case = self.w.case_account(&dispute);
        let judged = (1..=3).contains(&case.ruling);
        let mut own = [0u64; 2];
        let mut earned = [0u64; 2];
        for (number, round) in case.rounds.iter().enumerate().take(usize::from(case.round) + 1) {
            let chosen: Vec<u8> = (0..round.seats)
                .map(|seat| self.w.seat_account(&dispute.seat(number as u8, seat)).choice)
                .collect();
            let right = chosen.iter().filter(|choice| judged && **choice == case.ruling).count() as u64;
            let wrong =
                chosen.iter().filter(|choice| **choice == 0 || (judged && **choice != case.ruling)).count();
            let payer = usize::from(round.payer);
            own[payer] += round.costs;
            let pot = round.pool + wrong as u64 * case.params.bond;
            // Nobody is rewarded where nobody was right.
            let reward = pot.checked_div(right);
            assert_eq!(round.reward, reward.unwrap_or(0));
            let side = if reward.is_some() { &mut earned } else { &mut own };
            side[payer] += round.pool;
            self.saw(if reward.is_some() { "earned" } else { "unearned" });
        }
        let winner = match case.ruling {
            ruling::FOR_CLAIMANT => Some(0),
            ruling::FOR_RESPONDENT => Some(1),
            _ => None,
        };
        let mut due = own;
        if let Some(winner) = winner {
            let costs = earned[winner].min(own[1 - winner]);
            due[winner] += costs;
            due[1 - winner] -= costs;
            self.saw(if winner == 0 { "claimant won" } else { "respondent won" });
        } else {
            self.saw("nobody won");
        }
        if case.remedy == remedy::AWARD_ESCROW {
            for side in [0, 1] {
                due[side] += escrow[side];
            }
            if let Some(winner) = winner {
                let award = case.amount.min(escrow[1 - winner]);
                due[winner] += award;
                due[1 - winner] -= award;
            }
        }
        assert_eq!([case.claimant_due, case.respondent_due], due, "case {}", case.id);
    }

    fn wind_up(&mut self, n: usize, case: &Case) -> Wait {
        let Thread { dispute, parties, .. } = self.threads[n];
        let seats = self.w.seats(&dispute);
        let open: Vec<_> =
            seats.iter().copied().filter(|seat| self.w.seat_account(seat).settled == 0).collect();
        if !open.is_empty() && !self.r.once_in(5) {
            let seat = open[self.r.index(open.len())];
            let outcome = self.w.settle_seat(&dispute, &seat);
            self.act(outcome);
            return None;
        }
        for (side, due) in [case.claimant_due, case.respondent_due].into_iter().enumerate() {
            if due > 0 && self.r.once_in(2) {
                let outcome = self.w.withdraw_case(&dispute, &self.wallet(parties[side]));
                self.act(outcome);
                return None;
            }
        }
        if !open.is_empty() || case.claimant_due + case.respondent_due > 0 {
            return None;
        }
        if case.ruling == ruling::FOR_CLAIMANT && case.enforced_at == 0 {
            // Suspensions of a second: this one must end later than the last.
            self.w.wait(2);
            let outcome = self.w.enforce(&dispute);
            self.act(outcome);
            return None;
        }
        for round in 0..=case.round {
            let known = &case.rounds[usize::from(round)];
            if known.bounty > 0 {
                let capturer = self.w.nation.people.iter().find(|person| person.key() == known.capturer);
                let wallet = capturer.expect("a citizen captured it").wallet.insecure_clone();
                let outcome = self.w.withdraw_bounty(&dispute, &wallet, round);
                self.act(outcome);
                self.saw("bounty");
                return None;
            }
        }
        for seat in seats {
            let outcome = self.w.send(&[ix::close_seat(&dispute, seat)], &[]);
            self.act(outcome);
        }
        for n in 0..u32::from(case.claimant_evidence) + u32::from(case.respondent_evidence) {
            let outcome = self.w.send(&[ix::close_evidence_account(&dispute, n)], &[]);
            self.act(outcome);
        }
        let outcome = self.w.close_case(&dispute);
        self.act(outcome);
        self.threads[n].closed = true;
        None
    }

    /// Plays until every case is closed.
    fn run(&mut self) {
        for _ in 0..20_000 {
            let running: Vec<usize> = (0..self.threads.len()).filter(|n| !self.threads[*n].closed).collect();
            if running.is_empty() {
                return;
            }
            let waits: Vec<Wait> = {
                let first = self.r.index(running.len());
                let mut waits = vec![];
                for at in 0..running.len() {
                    let wait = self.step(running[(first + at) % running.len()]);
                    waits.push(wait);
                    if wait.is_none() {
                        break;
                    }
                }
                waits
            };
            if waits.len() == running.len() && waits.iter().all(Option::is_some) {
                let next = waits.into_iter().flatten().min().expect("somebody waits");
                self.w.at(next.max(self.w.now()));
            }
        }
        panic!("the cases do not end");
    }

    /// Lets every juror leave with everything, and the treasury have the fines.
    fn disband(&mut self) {
        let jurors: Vec<Person> = self.w.nation.people[..self.jurors].to_vec();
        for person in &jurors {
            if self.w.juror_of(&self.tribunal, person).1.due > 0 && self.r.once_in(2) {
                let outcome = self.w.withdraw_rewards(&self.tribunal, person);
                self.act(outcome);
            }
            let outcome = self.w.leave_jury(&self.tribunal, person);
            self.act(outcome);
        }
        self.w.wait(i64::from(PARAMS.unbonding_seconds));
        for person in &jurors {
            let outcome = self.w.withdraw_bond(&self.tribunal, person);
            self.act(outcome);
        }
        if self.w.court_account(&self.tribunal).fines > 0 {
            let outcome = self.w.collect_fines(&self.tribunal);
            self.act(outcome);
            self.saw("fines");
        }
    }
}

/// All of a kind of money that the people and the treasury have.
fn wealth(w: &World, till: &Till) -> u128 {
    let people: u128 = w.nation.people.iter().map(|p| u128::from(w.purse(&till.money, p))).sum();
    people + u128::from(w.real(till))
}

/// A play in this money, by these numbers; all that was seen in it.
fn play(money: fn(&World) -> Money, params: &CourtParams, jurors: usize, seed: u64) -> Vec<&'static str> {
    // A few of the people are no jurors.
    let w = World::new(jurors + 3);
    let money = money(&w);
    let tribunal = w.establish(money, params);
    let till = w.open_till(&w.nation, money);
    // What somebody sends to the escrow is nobody's, and stays there.
    const STRAY: u64 = 12_345;
    let donor = w.holder_of(&money, "a donor", STRAY);
    w.send(
        &[World::plain_transfer(
            &money,
            &money.of(&donor.pubkey()),
            &tribunal.escrow,
            &donor.pubkey(),
            STRAY,
        )],
        &[&donor],
    )
    .ok();
    let before = wealth(&w, &till);
    let rent = w.lamports(&w.payer.pubkey());
    let mut play = Play {
        w,
        tribunal,
        till,
        threads: vec![],
        r: Random(seed),
        spent: 0,
        jurors,
        seen: Default::default(),
    };
    for index in 0..jurors {
        let person = play.w.citizen(index).clone();
        let bond = params.bond * (1 + play.r.below(6)) + play.r.below(1_000);
        let outcome = play.w.join_jury(&tribunal, &person, bond);
        play.act(outcome);
    }
    for _ in 0..2 {
        for _ in 0..4 {
            play.file();
            let pause = play.r.below(30_000) as i64;
            play.w.wait(pause);
        }
        play.run();
    }
    play.disband();
    let w = &play.w;
    let court = w.court_account(&tribunal);
    assert_eq!((court.held, court.fines, court.jurors), (0, 0, 0));
    assert_eq!(w.amount_in(&money, &tribunal.escrow), court.reserve + STRAY, "the escrow is not empty");
    assert_eq!(wealth(w, &play.till), before, "money was made or lost");
    assert_eq!(rent - w.lamports(&w.payer.pubkey()), play.spent, "rent has not come back to who paid it");
    let left = w.cluster.program_accounts(&COURT_ID, &[]).expect("an embedded cluster answers");
    assert_eq!(left.len(), 1, "all accounts but the court's are closed");
    play.seen.into_iter().collect()
}

/// Everything that can happen, by name.
const ALL: [&str; 14] = [
    "appeal",
    "bounty",
    "citizens against",
    "citizens for",
    "claimant won",
    "draw left",
    "earned",
    "escrow",
    "fines",
    "nobody won",
    "repin",
    "respondent won",
    "silence",
    "unearned",
];

/// Plays under several rules. More with `CIVITAS_PLAYS` than once each.
fn plays(money: fn(&World) -> Money, seed: u64) {
    let small = CourtParams { panel: 1, max_appeals: 2, bond: 7, fee: 13, ..PARAMS };
    let large = CourtParams { panel: 5, max_appeals: 1, bond: 999_983, fee: 101, ..PARAMS };
    let times = std::env::var("CIVITAS_PLAYS").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..times {
        for (params, jurors) in [(&PARAMS, 14), (&small, 12), (&large, 20)] {
            seen.extend(play(money, params, jurors, seed + 100 * n));
        }
    }
    let citizens = |what: &&str| what.starts_with("citizens");
    let sol = money(&World::bare()).is_sol();
    let expected: Vec<_> = ALL.into_iter().filter(|what| !(sol && citizens(what))).collect();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected, "all of it must have happened");
}

#[test]
fn sol() {
    plays(|_| Money::SOL, 7);
}

#[test]
fn spl_tokens() {
    plays(|w| w.freezable_coin("coin of alpha"), 8);
}

#[test]
fn newer_tokens() {
    plays(|w| w.coin_2022("newer coin of alpha", &[Extension::Metadata, Extension::MetadataPointer]), 9);
}
