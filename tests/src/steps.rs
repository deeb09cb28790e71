//! The steps of a proposal's life, each in a line, and short cuts to its states.

use crate::{
    Address, CITIZENS, Call, Draft, GOVERNOR_ID, Keypair, Nation, Outcome, PROGRAMS, Person, Proposal,
    STAKERS, Signer, TrackRules, World, addresses, ix,
};

impl World {
    /// Sets a track, by the founder; its actions may call every program.
    #[track_caller]
    pub fn set_track(&self, nation: &Nation, index: u8, rules: TrackRules) {
        self.set_track_programs(nation, index, rules, &PROGRAMS.map(|(_, program)| program));
    }

    /// Sets a track, by the founder.
    #[track_caller]
    pub fn set_track_programs(&self, nation: &Nation, index: u8, rules: TrackRules, programs: &[Address]) {
        let set = ix::set_track(nation, nation.founder.pubkey(), index, "common matters", rules, programs);
        self.send(&[set], &[&nation.founder]).ok();
    }

    /// Makes this key the guardian of `alpha` for a year.
    #[track_caller]
    pub fn appoint_guardian(&self, guardian: &Keypair) {
        let nation = &self.nation;
        let until = self.now() + 365 * crate::DAY;
        let set = ix::set_guardian(nation, nation.founder.pubkey(), guardian.pubkey(), until);
        self.send(&[set], &[&nation.founder]).ok();
    }

    /// Makes this key the court of `alpha`.
    #[track_caller]
    pub fn appoint_court(&self, court: &Keypair) {
        let set = ix::set_court(&self.nation, self.nation.founder.pubkey(), court.pubkey());
        self.send(&[set], &[&self.nation.founder]).ok();
    }

    /// Hands the nation's authority from its founder to its executor.
    #[track_caller]
    pub fn hand_over(&self, nation: &Nation) {
        let before = self.nation_account(nation);
        let propose = ix::propose_authority(nation, nation.founder.pubkey(), nation.executor);
        self.send(&[propose, ix::assume_authority(nation)], &[&nation.founder]).ok();
        self.reappoint(nation, before.court, before.treasury);
    }

    /// Makes these the court and the treasury, as a motion would: keys that the founder named end with the
    /// founding.
    pub fn reappoint(&self, nation: &Nation, court: Address, treasury: Address) {
        self.edit::<client::membership::accounts::Nation>(&nation.address, |account| {
            (account.court, account.treasury) = (court, treasury);
        });
    }

    /// The next proposal of a nation as it would be, opened by this person.
    pub fn next_proposal(&self, nation: &Nation, proposer: &Person) -> Proposal {
        let id = self.governor(nation).next_proposal;
        Proposal {
            nation: nation.address,
            governor: nation.governor,
            address: addresses::proposal(&nation.governor, id).0,
            id,
            proposer: proposer.clone(),
        }
    }

    /// Opens a draft of a nation, by its citizen 0.
    #[track_caller]
    pub fn draft(&self, nation: &Nation, draft: &Draft) -> Proposal {
        let proposal = self.next_proposal(nation, &nation.people[0]);
        self.send(&[ix::open_proposal(&proposal, draft)], &[&proposal.proposer.wallet]).ok();
        proposal
    }

    /// Adds actions to a draft, for option 1.
    #[track_caller]
    pub fn add_actions(&self, proposal: &Proposal, calls: &[Call]) {
        for call in calls {
            let index = self.proposal(proposal).actions;
            self.add_action(proposal, index, 1, call).ok();
        }
    }

    /// Adds an action to a draft.
    #[track_caller]
    pub fn add_action(&self, proposal: &Proposal, index: u8, option: u8, call: &Call) -> Outcome {
        self.send(&[ix::add_action(proposal, index, option, call)], &[&proposal.proposer.wallet])
    }

    /// Submits a draft.
    #[track_caller]
    pub fn submit(&self, proposal: &Proposal) -> Outcome {
        self.send(&[ix::submit(proposal)], &[&proposal.proposer.wallet])
    }

    /// Opens a page of the citizens' chamber.
    #[track_caller]
    pub fn open_page(&self, proposal: &Proposal, index: u32) -> Outcome {
        self.send(&[ix::open_page(proposal, CITIZENS, index)], &[])
    }

    /// Opens a page of the stakers' chamber.
    #[track_caller]
    pub fn open_stake_page(&self, proposal: &Proposal, index: u32) -> Outcome {
        self.send(&[ix::open_page(proposal, STAKERS, index)], &[])
    }

    /// A motion of a nation on a track, with these actions, submitted, its first pages open.
    #[track_caller]
    pub fn submitted(&self, nation: &Nation, draft: &Draft, calls: &[Call]) -> Proposal {
        let proposal = self.draft(nation, draft);
        self.add_actions(&proposal, calls);
        self.submit(&proposal).ok();
        let chambers = self.proposal(&proposal).rules.chambers;
        for chamber in [CITIZENS, STAKERS] {
            if chambers & chamber != 0 {
                self.send(&[ix::open_page(&proposal, chamber, 0)], &[]).ok();
            }
        }
        proposal
    }

    /// A motion on a track whose voting has just opened.
    #[track_caller]
    pub fn voting(&self, nation: &Nation, track: u8) -> Proposal {
        self.voting_on(nation, &Draft::motion().on(track), &[])
    }

    /// A draft with actions, brought to the first second of voting.
    #[track_caller]
    pub fn voting_on(&self, nation: &Nation, draft: &Draft, calls: &[Call]) -> Proposal {
        let proposal = self.submitted(nation, draft, calls);
        self.at(self.proposal(&proposal).voting_opens_at);
        proposal
    }

    /// Moves on to the first second of objection.
    #[track_caller]
    pub fn to_objection(&self, proposal: &Proposal) {
        self.at(self.proposal(proposal).voting_closes_at);
    }

    /// Moves on to the end of the last ballot.
    #[track_caller]
    pub fn to_close(&self, proposal: &Proposal) {
        self.at(self.proposal(proposal).objection_closes_at);
    }

    /// Tallies the first page of each chamber that decides.
    #[track_caller]
    pub fn tally(&self, proposal: &Proposal) -> Outcome {
        let chambers = self.proposal(proposal).rules.chambers;
        let mut pages = Vec::new();
        if chambers & CITIZENS != 0 {
            pages.push(proposal.page(0));
        }
        if chambers & STAKERS != 0 {
            pages.push(proposal.stake_page(0));
        }
        self.send(&[ix::tally(proposal, &pages)], &[])
    }

    /// Decides a proposal.
    #[track_caller]
    pub fn decide(&self, proposal: &Proposal) -> Outcome {
        self.send(&[ix::decide(proposal)], &[])
    }

    /// Moves on to the end of the last ballot, tallies the first pages and decides.
    #[track_caller]
    pub fn conclude(&self, proposal: &Proposal) {
        self.to_close(proposal);
        self.tally(proposal).ok();
        self.decide(proposal).ok();
    }

    /// A motion of `alpha` on track 0 with these actions, for which everybody votes, decided.
    #[track_caller]
    pub fn carried(&self, calls: &[Call]) -> Proposal {
        let proposal = self.voting_on(&self.nation, &Draft::motion(), calls);
        for person in &self.nation.people {
            self.cast(person, &proposal, crate::FOR).ok();
        }
        self.conclude(&proposal);
        proposal
    }

    /// As [`carried`](Self::carried), at the first second of its execution window.
    #[track_caller]
    pub fn executable(&self, calls: &[Call]) -> Proposal {
        let proposal = self.carried(calls);
        self.at(self.proposal(&proposal).executes_from);
        proposal
    }

    /// Casts in person, on page 0.
    #[track_caller]
    pub fn cast(&self, voter: &Person, proposal: &Proposal, choice: u8) -> Outcome {
        self.send(&[ix::cast(voter, proposal, choice)], &[&voter.wallet])
    }

    /// Casts for these delegators, on page 0.
    #[track_caller]
    pub fn cast_for(
        &self,
        delegate: &Person,
        proposal: &Proposal,
        choice: u8,
        delegators: &[&Person],
    ) -> Outcome {
        let accounts: Vec<_> = delegators.iter().map(|person| person.citizen).collect();
        self.send(&[ix::cast_delegated(delegate, proposal.page(0), choice, &accounts)], &[&delegate.wallet])
    }

    /// Casts by stake, on page 0.
    #[track_caller]
    pub fn cast_stake(&self, voter: &Person, proposal: &Proposal, choice: u8) -> Outcome {
        self.send(&[ix::cast_stake(voter, proposal, choice)], &[&voter.wallet])
    }

    /// Submits signed ballots of these people, on page 0.
    #[track_caller]
    pub fn relay(&self, proposal: &Proposal, ballots: &[(&Person, crate::relay::Signed)]) -> Outcome {
        let signed: Vec<_> = ballots.iter().map(|(_, signed)| signed.clone()).collect();
        let voters: Vec<_> = ballots.iter().map(|(person, _)| person.citizen).collect();
        self.send(&[crate::relay::check(&signed), ix::cast_relayed(proposal.page(0), &voters)], &[])
    }

    /// Executes action `index`.
    #[track_caller]
    pub fn execute(&self, proposal: &Proposal, index: u8, call: &Call) -> Outcome {
        self.send(&[ix::execute(proposal, index, call)], &[])
    }

    /// Names a delegate.
    #[track_caller]
    pub fn delegate(&self, from: &Person, to: &Person) {
        self.send(&[ix::set_delegate(from, Some(to))], &[&from.wallet]).ok();
    }

    /// Creates the stakers' chamber of `alpha`; returns its mint.
    #[track_caller]
    pub fn create_stakers(&self) -> Address {
        let mint = self.mint("stake mint");
        let create = ix::create_stake_vault(&self.nation, mint, crate::tokens::PROGRAM);
        self.send(&[create], &[&self.nation.founder]).ok();
        mint
    }

    /// Lets a person hold, and stake with `alpha`, this much; opens the stake if need be.
    #[track_caller]
    pub fn stake(&self, person: &Person, mint: Address, amount: u64) {
        let governor = self.nation.governor;
        self.hold(&person.key(), &mint, amount);
        let mut instructions = vec![];
        let opened =
            self.maybe(&ix::stake_of(person, governor)).is_some_and(|stake| stake.owner == GOVERNOR_ID);
        if !opened {
            instructions.push(ix::open_stake(person, governor));
        }
        instructions.push(ix::stake(person, governor, mint, amount));
        self.send(&instructions, &[&person.wallet]).ok();
    }
}
