//! The steps of a court's life, each in a line, and short cuts to the states of a case.

use super::{Dispute, Petition, Sitting, Tribunal, ruling, stage};
use crate::{Account, Address, COURT_ID, Keypair, Money, Nation, Outcome, Person, Proposal, Receipt, Signer};
use crate::{World, ix};
use client::court::accounts::{Case, Court, Juror, Seat};
use client::court::events::Event;
use client::court::types::{CourtParams, Round};

// Courts and jurors.

impl World {
    /// Creates the court of a nation, by its founder.
    #[track_caller]
    pub fn create_court(&self, nation: &Nation, money: Money, params: &CourtParams) -> Tribunal {
        let tribunal = Tribunal::of(&nation.address, money);
        let founder = &nation.founder;
        self.send(&[ix::create_court(&tribunal, founder.pubkey(), params)], &[founder]).ok();
        tribunal
    }

    /// Creates the court of `alpha` and puts it into office; everybody gets what they need to go to court.
    #[track_caller]
    pub fn establish(&self, money: Money, params: &CourtParams) -> Tribunal {
        let tribunal = self.create_court(&self.nation, money, params);
        self.put_in_office(&tribunal);
        for person in &self.nation.people {
            self.equip(&money, person);
        }
        tribunal
    }

    /// Makes a court the one of `alpha`, by its founder.
    #[track_caller]
    pub fn put_in_office(&self, tribunal: &Tribunal) {
        let founder = &self.nation.founder;
        self.send(&[ix::set_court(&self.nation, founder.pubkey(), tribunal.address)], &[founder]).ok();
    }

    /// Takes the court of `alpha` out of office for as long as `during` takes; the founder may then do what the
    /// court may else.
    pub fn without_court<T>(&self, tribunal: &Tribunal, during: impl FnOnce() -> T) -> T {
        let founder = &self.nation.founder;
        let none = ix::set_court(&self.nation, founder.pubkey(), Address::default());
        self.send(&[none], &[founder]).ok();
        let result = during();
        self.put_in_office(tribunal);
        result
    }

    /// Makes a person a juror, by the next index.
    #[track_caller]
    pub fn join_jury(&self, tribunal: &Tribunal, person: &Person, bond: u64) -> Outcome {
        let index = self.court_account(tribunal).next_juror;
        let serial = self.citizen_account(person).serial;
        self.send(&[ix::join_jury(tribunal, person, serial, index, bond)], &[&person.wallet])
    }

    /// Adds to the bond of a juror.
    #[track_caller]
    pub fn add_bond(&self, tribunal: &Tribunal, person: &Person, amount: u64) -> Outcome {
        let (index, _) = self.juror_of(tribunal, person);
        self.send(&[ix::add_bond(tribunal, person.key(), index, amount)], &[&person.wallet])
    }

    /// Begins to leave the jury.
    #[track_caller]
    pub fn leave_jury(&self, tribunal: &Tribunal, person: &Person) -> Outcome {
        let (index, _) = self.juror_of(tribunal, person);
        self.send(&[ix::leave_jury(tribunal, person.key(), index)], &[&person.wallet])
    }

    /// Withdraws the bond of a juror who has left.
    #[track_caller]
    pub fn withdraw_bond(&self, tribunal: &Tribunal, person: &Person) -> Outcome {
        let (index, juror) = self.juror_of(tribunal, person);
        let withdraw = ix::withdraw_bond(tribunal, person.key(), juror.serial, index);
        self.send(&[withdraw], &[&person.wallet])
    }

    /// Withdraws what a juror has earned.
    #[track_caller]
    pub fn withdraw_rewards(&self, tribunal: &Tribunal, person: &Person) -> Outcome {
        let (index, _) = self.juror_of(tribunal, person);
        self.send(&[ix::withdraw_rewards(tribunal, person.key(), index)], &[&person.wallet])
    }

    /// Pays the fines into the treasury.
    #[track_caller]
    pub fn collect_fines(&self, tribunal: &Tribunal) -> Outcome {
        self.send(&[ix::collect_fines(tribunal)], &[])
    }

    /// A court's account.
    #[track_caller]
    pub fn court_account(&self, tribunal: &Tribunal) -> Court {
        self.read(&tribunal.address)
    }

    /// A juror's account.
    #[track_caller]
    pub fn juror_account(&self, tribunal: &Tribunal, index: u32) -> Juror {
        self.read(&tribunal.juror(index))
    }

    /// The juror whose wallet is a person's, with the index.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub fn juror_of(&self, tribunal: &Tribunal, person: &Person) -> (u32, Juror) {
        let all = 0..self.court_account(tribunal).next_juror;
        let present = all.filter(|index| self.is_juror(tribunal, *index));
        let mut jurors = present.map(|index| (index, self.juror_account(tribunal, index)));
        jurors.find(|(_, juror)| juror.wallet == person.key()).expect("the person is a juror")
    }

    /// Whether the juror of an index has an account still.
    pub fn is_juror(&self, tribunal: &Tribunal, index: u32) -> bool {
        self.maybe(&tribunal.juror(index)).is_some_and(|account: Account| account.owner == COURT_ID)
    }

    /// The events of a receipt that the court program emitted.
    pub fn court_events(receipt: &Receipt) -> Vec<Event> {
        receipt.data_of(&COURT_ID).iter().map(|bytes| Event::decode(bytes).expect("a known event")).collect()
    }
}

// From the filing to the panel.

impl World {
    /// The next case of a court, as it would be.
    #[track_caller]
    pub fn next_dispute(&self, tribunal: &Tribunal) -> Dispute {
        tribunal.dispute(self.court_account(tribunal).next_case)
    }

    /// Tries to bring a case.
    #[track_caller]
    pub fn try_file(&self, tribunal: &Tribunal, claimant: &Keypair, petition: &Petition) -> Outcome {
        let dispute = self.next_dispute(tribunal);
        self.send(&[ix::file(&dispute, claimant.pubkey(), petition)], &[claimant])
    }

    /// Brings a case.
    #[track_caller]
    pub fn file(&self, tribunal: &Tribunal, claimant: &Keypair, petition: &Petition) -> Dispute {
        let dispute = self.next_dispute(tribunal);
        self.try_file(tribunal, claimant, petition).ok();
        dispute
    }

    /// Answers a case.
    #[track_caller]
    pub fn answer(&self, dispute: &Dispute, respondent: &Keypair) -> Outcome {
        self.send(&[ix::answer(dispute, respondent.pubkey(), None)], &[respondent])
    }

    /// Brings the next piece of evidence.
    #[track_caller]
    pub fn submit_evidence(&self, dispute: &Dispute, party: &Keypair) -> Outcome {
        let case = self.case_account(dispute);
        let next = u32::from(case.claimant_evidence) + u32::from(case.respondent_evidence);
        self.send(&[ix::submit_evidence(dispute, party.pubkey(), None, next)], &[party])
    }

    /// Puts money in escrow for an award from it.
    #[track_caller]
    pub fn put_in_escrow(&self, dispute: &Dispute, party: &Keypair, amount: u64) -> Outcome {
        self.send(&[ix::put_in_escrow(dispute, party.pubkey(), None, amount)], &[party])
    }

    /// Tries to close evidence now.
    #[track_caller]
    pub fn try_close_evidence(&self, dispute: &Dispute) -> Outcome {
        self.send(&[ix::close_evidence(dispute)], &[])
    }

    /// Moves on to the end of the time to bring evidence, and closes it.
    #[track_caller]
    pub fn close_evidence(&self, dispute: &Dispute) {
        self.at(self.case_account(dispute).evidence_until);
        self.try_close_evidence(dispute).ok();
    }

    /// Captures the hash of the present round's slot.
    #[track_caller]
    pub fn capture(&self, dispute: &Dispute, capturer: &Keypair) -> Outcome {
        self.send(&[ix::capture(dispute, capturer.pubkey())], &[capturer])
    }

    /// Pins another slot.
    #[track_caller]
    pub fn repin(&self, dispute: &Dispute) -> Outcome {
        self.send(&[ix::repin(dispute)], &[])
    }

    /// The next draw of a case, with the juror on whom the lot falls.
    #[track_caller]
    pub fn next_draw(&self, dispute: &Dispute) -> crate::Instruction {
        let (case, index) = (self.case_account(dispute), self.drawn(dispute));
        let tribunal = &dispute.tribunal;
        let present = self.is_juror(tribunal, index);
        // Of a juror who has left, the citizen is not looked at.
        let citizen = if present { self.juror_account(tribunal, index).citizen } else { Address::default() };
        ix::draw(dispute, case.round, self.round(dispute).seats, index, citizen)
    }

    /// Draws once; the juror is seated or not.
    #[track_caller]
    pub fn draw(&self, dispute: &Dispute) -> Outcome {
        self.send(&[self.next_draw(dispute)], &[])
    }

    /// Draws until the panel is what it will be; how often that took.
    #[track_caller]
    pub fn draw_panel(&self, dispute: &Dispute) -> u32 {
        let mut attempts = 0;
        while self.now() < self.case_account(dispute).draw_until {
            self.draw(dispute).ok();
            attempts += 1;
        }
        attempts
    }

    /// From the pleading, or an appeal, to a panel that can commit: closes evidence where it is open, lets slots
    /// pass, captures by the payer of fees, and draws.
    #[track_caller]
    pub fn empanel(&self, dispute: &Dispute) -> u32 {
        if self.case_account(dispute).stage == stage::PLEADING {
            self.close_evidence(dispute);
        }
        self.pass_slots(10);
        self.capture(dispute, &self.payer).ok();
        self.draw_panel(dispute)
    }

    /// A case's account.
    #[track_caller]
    pub fn case_account(&self, dispute: &Dispute) -> Case {
        self.read(&dispute.address)
    }

    /// The present round of a case.
    #[track_caller]
    pub fn round(&self, dispute: &Dispute) -> Round {
        let case = self.case_account(dispute);
        case.rounds[usize::from(case.round)].clone()
    }

    /// A seat's account.
    #[track_caller]
    pub fn seat_account(&self, seat: &Address) -> Seat {
        self.read(seat)
    }
}

// From the panel to the ruling.

impl World {
    /// The panel of the present round. Its jurors' wallets must be those of people of `alpha`.
    #[track_caller]
    pub fn bench(&self, dispute: &Dispute) -> Vec<Sitting> {
        self.bench_of(dispute, self.case_account(dispute).round)
    }

    /// The panel of a round.
    #[track_caller]
    pub fn bench_of(&self, dispute: &Dispute, round: u8) -> Vec<Sitting> {
        let seats = self.case_account(dispute).rounds[usize::from(round)].seats;
        (0..seats).map(|number| self.sitting(dispute, round, number)).collect()
    }

    /// A seat with its juror.
    ///
    /// # Panics
    /// When the juror's wallet is nobody's of `alpha`.
    #[track_caller]
    pub fn sitting(&self, dispute: &Dispute, round: u8, number: u8) -> Sitting {
        let seat = dispute.seat(round, number);
        let account = self.seat_account(&seat);
        let wallet = self.read::<Juror>(&account.juror).wallet;
        let person = self.nation.people.iter().find(|person| person.key() == wallet);
        Sitting {
            seat,
            round,
            number,
            juror: account.juror,
            index: account.index,
            wallet: person.expect("the juror is known").wallet.insecure_clone(),
        }
    }

    /// Commits to a choice.
    #[track_caller]
    pub fn commit(&self, dispute: &Dispute, sitting: &Sitting, choice: u8) -> Outcome {
        self.send(&[ix::commit(dispute, sitting, choice)], &[&sitting.wallet])
    }

    /// Reveals a choice.
    #[track_caller]
    pub fn reveal(&self, dispute: &Dispute, sitting: &Sitting, choice: u8) -> Outcome {
        self.send(&[ix::reveal(dispute, sitting, choice)], &[&sitting.wallet])
    }

    /// Counts the ruling.
    #[track_caller]
    pub fn rule(&self, dispute: &Dispute) -> Outcome {
        self.send(&[ix::rule(dispute)], &[])
    }

    /// Lets the panel commit to these choices, one a seat, and moves on to the time to reveal.
    /// [`ruling::ABSENT`] does not commit; [`ruling::SILENT`] commits.
    #[track_caller]
    pub fn commit_all(&self, dispute: &Dispute, choices: &[u8]) {
        for (sitting, choice) in self.bench(dispute).iter().zip(choices) {
            match *choice {
                ruling::ABSENT => {}
                ruling::SILENT => drop(self.commit(dispute, sitting, ruling::FOR_CLAIMANT).ok()),
                choice => drop(self.commit(dispute, sitting, choice).ok()),
            }
        }
        // The last commitment ends the time to commit; else the clock does.
        self.at(self.case_account(dispute).commit_until.max(self.now()));
    }

    /// Lets the panel reveal these choices, and moves on to where they can be counted.
    #[track_caller]
    pub fn reveal_all(&self, dispute: &Dispute, choices: &[u8]) {
        for (sitting, choice) in self.bench(dispute).iter().zip(choices) {
            if !matches!(*choice, ruling::ABSENT | ruling::SILENT) {
                self.reveal(dispute, sitting, *choice).ok();
            }
        }
        if choices.contains(&ruling::SILENT) {
            self.at(self.case_account(dispute).reveal_until.max(self.now()));
        }
    }

    /// Lets the panel choose so, one choice a seat, and counts the ruling.
    ///
    /// # Panics
    /// When the panel has not as many seats.
    #[track_caller]
    pub fn deliberate(&self, dispute: &Dispute, choices: &[u8]) {
        assert_eq!(usize::from(self.round(dispute).seats), choices.len(), "a choice for each seat");
        self.commit_all(dispute, choices);
        self.reveal_all(dispute, choices);
        self.rule(dispute).ok();
    }

    /// Lets every seat of the panel choose the same, and counts the ruling.
    #[track_caller]
    pub fn agree(&self, dispute: &Dispute, choice: u8) {
        self.deliberate(dispute, &vec![choice; usize::from(self.round(dispute).seats)]);
    }
}

// Appeals, the end, enforcement and money.

impl World {
    /// Appeals to a larger panel.
    #[track_caller]
    pub fn appeal(&self, dispute: &Dispute, party: &Keypair) -> Outcome {
        self.send(&[ix::appeal(dispute, party.pubkey(), None)], &[party])
    }

    /// Appeals to all citizens by the next proposal, which a citizen opens on behalf of a party.
    #[track_caller]
    pub fn appeal_to_citizens(
        &self,
        dispute: &Dispute,
        party: &Keypair,
        proposer: &Person,
    ) -> (Outcome, Proposal) {
        let proposal = self.next_proposal(&self.nation, proposer);
        let appeal = ix::appeal_to_citizens(dispute, party.pubkey(), None, &proposal);
        (self.send(&[appeal], &[party, &proposer.wallet]), proposal)
    }

    /// Makes the citizens' decision final.
    #[track_caller]
    pub fn conclude_appeal(&self, dispute: &Dispute) -> Outcome {
        let proposal = self.case_account(dispute).proposal;
        self.send(&[ix::conclude_appeal(dispute, proposal)], &[])
    }

    /// Makes a ruling final.
    #[track_caller]
    pub fn finalize(&self, dispute: &Dispute) -> Outcome {
        self.send(&[ix::finalize(dispute)], &[])
    }

    /// Moves on to the end of the time to appeal, and makes the ruling final.
    #[track_caller]
    pub fn end_case(&self, dispute: &Dispute) {
        self.at(self.case_account(dispute).appeal_until);
        self.finalize(dispute).ok();
    }

    /// A case that all its jurors rule the same way, and nobody appeals: final.
    #[track_caller]
    pub fn decided(
        &self,
        tribunal: &Tribunal,
        claimant: &Keypair,
        petition: &Petition,
        choice: u8,
    ) -> Dispute {
        let dispute = self.file(tribunal, claimant, petition);
        self.empanel(&dispute);
        self.agree(&dispute, choice);
        self.end_case(&dispute);
        dispute
    }

    /// A case that the claimant wins at once: final, not enforced.
    #[track_caller]
    pub fn won(&self, tribunal: &Tribunal, claimant: &Keypair, petition: &Petition) -> Dispute {
        self.decided(tribunal, claimant, petition, ruling::FOR_CLAIMANT)
    }

    /// Enforces a ruling upon the target that was named.
    #[track_caller]
    pub fn enforce(&self, dispute: &Dispute) -> Outcome {
        let enforcement = self.enforcement(dispute);
        self.send(&[ix::enforce(dispute, enforcement.program, &enforcement.accounts)], &[])
    }

    /// Settles a seat.
    #[track_caller]
    pub fn settle_seat(&self, dispute: &Dispute, seat: &Address) -> Outcome {
        let juror = self.seat_account(seat).juror;
        self.send(&[ix::settle_seat(dispute, *seat, juror)], &[])
    }

    /// The seats of a case that have an account, by rounds.
    #[track_caller]
    pub fn seats(&self, dispute: &Dispute) -> Vec<Address> {
        let case = self.case_account(dispute);
        let rounds = 0..=case.round;
        let all = rounds.flat_map(|round| {
            (0..case.rounds[usize::from(round)].seats).map(move |n| dispute.seat(round, n))
        });
        all.filter(|seat| self.exists(seat)).collect()
    }

    /// Settles all seats of a case.
    #[track_caller]
    pub fn settle_seats(&self, dispute: &Dispute) {
        for seat in self.seats(dispute) {
            if self.seat_account(&seat).settled == 0 {
                self.settle_seat(dispute, &seat).ok();
            }
        }
    }

    /// Settles what is not, and closes all seats and all evidence of a case.
    #[track_caller]
    pub fn clear_case(&self, dispute: &Dispute) {
        self.settle_seats(dispute);
        for seat in self.seats(dispute) {
            self.send(&[ix::close_seat(dispute, seat)], &[]).ok();
        }
        let case = self.case_account(dispute);
        for n in 0..u32::from(case.claimant_evidence) + u32::from(case.respondent_evidence) {
            if self.exists(&dispute.evidence(n)) {
                self.send(&[ix::close_evidence_account(dispute, n)], &[]).ok();
            }
        }
    }

    /// Withdraws what is due to a party.
    #[track_caller]
    pub fn withdraw_case(&self, dispute: &Dispute, party: &Keypair) -> Outcome {
        self.send(&[ix::withdraw_case(dispute, party.pubkey(), None)], &[party])
    }

    /// Withdraws the bounty of a round.
    #[track_caller]
    pub fn withdraw_bounty(&self, dispute: &Dispute, capturer: &Keypair, round: u8) -> Outcome {
        self.send(&[ix::withdraw_bounty(dispute, capturer.pubkey(), round)], &[capturer])
    }

    /// Closes a case.
    #[track_caller]
    pub fn close_case(&self, dispute: &Dispute) -> Outcome {
        self.send(&[ix::close_case(dispute)], &[])
    }
}
