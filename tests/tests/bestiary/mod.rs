//! A nation with an account of every kind that a remedy acts upon, in every state that matters; and a sibling nation
//! with the same.

#![allow(dead_code, reason = "each test file uses a part")]

use civitas_tests::court::{self, PARAMS, remedy};
use civitas_tests::land::{self, PERIOD};
use civitas_tests::*;

/// Who brings a case.
pub const CLAIMANT: usize = 0;
/// Whom most are about: the citizen, tenant and payee.
pub const RESPONDENT: usize = 1;
/// What the budgets grant a period.
pub const GRANT: u64 = 10_000;
/// The open items of the deposit.
pub const ITEMS: [u64; 2] = [1_000_000, 2_000_000];
/// What the stream pays in all.
pub const PAY: u64 = 3_000_000;

/// The accounts of a nation.
pub struct Beasts {
    pub nation: Nation,
    pub till: Till,
    /// Active, not suspended.
    pub citizen: Person,
    /// Suspended for a hundred days.
    pub suspended: Person,
    pub running: Letting,
    /// Over, with [`ITEMS`] open.
    pub disputed: Letting,
    pub court_budget: Address,
    pub wallet_budget: Address,
    /// Carried, waiting for its time.
    pub carried: Proposal,
    /// The same, held back for fifty days.
    pub enjoined: Proposal,
    pub stream: Address,
    pub paused: Address,
}

impl Clone for Beasts {
    fn clone(&self) -> Self {
        Self {
            nation: self.nation.clone(),
            citizen: self.citizen.clone(),
            suspended: self.suspended.clone(),
            carried: self.carried.clone(),
            enjoined: self.enjoined.clone(),
            ..*self
        }
    }
}

impl Beasts {
    /// Those that a remedy may act upon, by their names below.
    pub fn fit(remedy: u8) -> &'static [&'static str] {
        match remedy {
            remedy::SUSPEND | remedy::REISSUE => &["citizen", "suspended"],
            remedy::EVICT => &["running"],
            remedy::SPLIT_DEPOSIT => &["disputed"],
            remedy::AWARD_BUDGET => &["court_budget"],
            remedy::AWARD_ESCROW => &["nothing"],
            remedy::ENJOIN => &["carried"],
            remedy::RELEASE => &["enjoined"],
            remedy::PAUSE => &["stream", "paused"],
            remedy::RESUME => &["paused"],
            remedy::REINSTATE => &["suspended"],
            other => panic!("there is no remedy {other}"),
        }
    }

    /// Those of the kind that a remedy acts upon, in whatever state.
    pub fn kind(remedy: u8) -> &'static [&'static str] {
        match remedy {
            remedy::SUSPEND | remedy::REISSUE | remedy::REINSTATE => &["citizen", "suspended"],
            remedy::EVICT | remedy::SPLIT_DEPOSIT => &["running", "disputed"],
            remedy::AWARD_BUDGET => &["court_budget", "wallet_budget"],
            remedy::ENJOIN | remedy::RELEASE => &["carried", "enjoined"],
            remedy::PAUSE | remedy::RESUME => &["stream", "paused"],
            _ => &[],
        }
    }

    /// Every account, with its name.
    pub fn all(&self, w: &World) -> Vec<(&'static str, Address)> {
        let nation = &self.nation.address;
        let tribunal = Tribunal::of(nation, Money::SOL);
        let mut all = vec![
            ("citizen", self.citizen.citizen),
            ("suspended", self.suspended.citizen),
            ("running", self.running.address),
            ("disputed", self.disputed.address),
            ("court_budget", self.court_budget),
            ("wallet_budget", self.wallet_budget),
            ("carried", self.carried.address),
            ("enjoined", self.enjoined.address),
            ("stream", self.stream),
            ("paused", self.paused),
            ("nation", *nation),
            ("governor", self.nation.governor),
            ("registry", addresses::registry(nation).0),
            ("parcel", self.running.plot.address),
            ("lease escrow", self.running.escrow),
            ("treasury", self.till.treasury),
            ("ledger", self.till.ledger),
            ("vault", self.till.vault),
            ("page", self.carried.page(0)),
            ("court", tribunal.address),
            ("court escrow", tribunal.escrow),
            ("wallet", self.citizen.key()),
        ];
        for index in 0..w.read::<client::court::accounts::Court>(&tribunal.address).next_juror.min(1) {
            all.push(("juror", tribunal.juror(index)));
        }
        all
    }
}

/// Runs an instruction of a nation's founder.
#[track_caller]
fn by_founder(w: &World, nation: &Nation, instruction: Instruction) {
    w.send(&[instruction], &[&nation.founder]).ok();
}

/// A motion of a nation that is carried and waits ten days, for its execution in the fifty after.
fn carried(w: &World, nation: &Nation) -> Proposal {
    let rules = TrackRules { timelock_seconds: 10 * DAY as u32, execution_seconds: 50 * DAY as u32, ..RULES };
    w.set_track(nation, 0, rules);
    let call = Call::of(ix::set_dues(nation, nation.executor, Address::default(), 1_001));
    let proposal = w.voting_on(nation, &Draft::motion(), &[call]);
    for person in &nation.people {
        // The suspended do not vote.
        if w.citizen_account(person).suspended_until <= w.now() {
            w.cast(person, &proposal, FOR).ok();
        }
    }
    w.conclude(&proposal);
    proposal
}

fn budget(w: &World, till: &Till, nation: &Nation, holder_kind: u8, holder: Address) -> Address {
    let id = w.treasury_account(till).next_budget;
    let (period, until) = (100 * DAY as u32, w.now() + 1_000 * DAY);
    let grant = Grant { holder_kind, holder, per_period: GRANT, period, until, ..w.grant(holder) };
    by_founder(w, nation, ix::create_budget(till, nation.founder.pubkey(), id, &grant));
    till.budget(id)
}

fn stream(w: &World, till: &Till, nation: &Nation, payee: &Person) -> Address {
    let (id, now) = (w.treasury_account(till).next_stream, w.now());
    let times = [now, now, now + 300 * DAY];
    by_founder(w, nation, ix::create_stream(till, nation.founder.pubkey(), id, payee.key(), PAY, times));
    till.stream(id)
}

/// Fills a nation whose judge is this key.
fn fill(w: &World, nation: &Nation, judge: &Keypair, suspended: usize) -> Beasts {
    let founder = Landlord::plain(&nation.founder);
    let (respondent, suspended) = (&nation.people[RESPONDENT], &nation.people[suspended]);
    let till = w.open_till(nation, Money::SOL);
    w.donate(&till, 100 * SOL);
    let court_budget = budget(w, &till, nation, kind::COURT, Address::default());
    let wallet_budget = budget(w, &till, nation, kind::WALLET, respondent.key());
    let disputed = w.lease(&till, &land::fixed(), respondent);
    w.wait(6 * PERIOD);
    w.end_lease(&disputed, &founder).ok();
    w.send(&[ix::propose_deductions(&disputed, &founder, &ITEMS)], &[&founder.wallet]).ok();
    let running = w.lease(&till, &land::fixed(), respondent);
    let (pay, paused) = (stream(w, &till, nation, respondent), stream(w, &till, nation, respondent));
    let (going, held) = (carried(w, nation), carried(w, nation));
    let until = w.now() + 50 * DAY;
    let judged = [
        ix::suspend(suspended, judge.pubkey(), w.now() + 100 * DAY),
        ix::enjoin(&held, judge.pubkey(), until),
        ix::pause_stream(&till, judge.pubkey(), paused),
    ];
    for judgement in judged {
        w.send(&[judgement], &[judge]).ok();
    }
    Beasts {
        nation: nation.clone(),
        till,
        citizen: respondent.clone(),
        suspended: suspended.clone(),
        running,
        disputed,
        court_budget,
        wallet_budget,
        carried: going,
        enjoined: held,
        stream: pay,
        paused,
    }
}

/// A world with both nations filled, and the court of `alpha` in office, of twelve jurors.
pub struct Zoo {
    pub w: World,
    pub tribunal: Tribunal,
    pub own: Beasts,
    pub foreign: Beasts,
}

impl Clone for Zoo {
    fn clone(&self) -> Self {
        Self { w: self.w.clone(), own: self.own.clone(), foreign: self.foreign.clone(), ..*self }
    }
}

impl Zoo {
    pub fn new() -> Self {
        let (w, tribunal) = court::world(12, |_| Money::SOL, &PARAMS);
        let judge = w.stranger().wallet;
        let appoint = |nation: &Nation| {
            by_founder(&w, nation, ix::set_court(nation, nation.founder.pubkey(), judge.pubkey()));
        };
        appoint(&w.sibling);
        let foreign = fill(&w, &w.sibling, &judge, 0);
        let theirs = w.create_court(&w.sibling, Money::SOL, &PARAMS);
        by_founder(&w, &w.sibling, ix::set_court(&w.sibling, w.sibling.founder.pubkey(), theirs.address));
        let own = w.without_court(&tribunal, || {
            appoint(&w.nation);
            fill(&w, &w.nation, &judge, 3)
        });
        w.wait(4 * DAY);
        Self { w, tribunal, own, foreign }
    }

    /// What is asked for by a remedy upon what it acts upon, and who asks.
    pub fn plea(&self, remedy: u8) -> (Petition, Keypair) {
        let Self { w, own, .. } = self;
        let (citizen, authority) = (&own.citizen, w.nation.founder.pubkey());
        let petition = match remedy {
            remedy::SUSPEND => Petition::suspend(citizen, DAY as u32),
            remedy::REISSUE => Petition::reissue(citizen, self.new_wallet().key()),
            remedy::EVICT => Petition::evict(&own.running, citizen.key()),
            remedy::SPLIT_DEPOSIT => Petition::split_deposit(&own.disputed, citizen.key(), 2_500_000),
            remedy::AWARD_BUDGET => {
                Petition::award(own.court_budget, authority, self.new_wallet().key(), GRANT / 2)
            }
            remedy::AWARD_ESCROW => Petition::award_escrow(citizen.key(), 777),
            remedy::ENJOIN => Petition::enjoin(&own.carried, DAY as u32),
            remedy::RELEASE => Petition::release(&own.enjoined, authority),
            remedy::PAUSE => Petition::pause(own.stream, citizen.key()),
            remedy::RESUME => Petition::resume(own.paused, authority),
            remedy::REINSTATE => Petition::reinstate(&own.suspended, authority),
            other => panic!("there is no remedy {other}"),
        };
        // A proposer is asked by somebody else.
        let claimant = if petition.respondent == w.citizen(CLAIMANT).key() { RESPONDENT } else { CLAIMANT };
        (petition, w.citizen(claimant).wallet.insecure_clone())
    }

    /// Somebody without a citizenship, who has some SOL.
    pub fn new_wallet(&self) -> Person {
        let person = Person::named("a new wallet", &self.w.nation.address);
        if !self.w.exists(&person.key()) {
            self.w.fund(&person.key());
        }
        person
    }

    /// A case about a remedy that the claimant has won: final, not enforced.
    pub fn won(&self, remedy: u8) -> Dispute {
        let (petition, claimant) = self.plea(remedy);
        self.w.won(&self.tribunal, &claimant, &petition)
    }
}
