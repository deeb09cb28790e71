//! Life goes on after a scenario: two weeks in which its citizens start things that are still under way at the end,
//! so that whoever looks at the nation finds something in every state. ALL OF IT IS INVENTED, as the scenarios'
//! economies are. Every step is a transaction that the programs accept, signed by the development keys of the members.
//!
//! It happens on the embedded cluster, whose clock can be set, before the localnet starts; what the nation has not
//! (a treasury, land, a court, a track) is left out.

mod justice;
mod land;
mod votes;

use civitas::Error;
use civitas::replay::Places;
use civitas::scenario::Scenario;
use civitas::session::Session;
use client::ProgramAccount;
use client::addresses;
use client::membership::accounts::Citizen;
use cluster::{Cluster, Embedded};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::collections::BTreeMap;

/// Seconds in an hour.
const HOUR: i64 = 3_600;
/// Hours that it lasts: long enough for a motion to be reviewed and voted on, ending in the middle of a vote.
const HOURS: i64 = 15 * 24 + 12;

/// Something that somebody does.
type Event<'a> = Box<dyn FnOnce(&mut Demo<'a>) -> Result<(), Error> + 'a>;

/// Two weeks under way.
struct Demo<'a> {
    scenario: &'a Scenario,
    cluster: &'a Embedded,
    session: Session<'a>,
    places: Places,
    /// When it begins, in Unix seconds.
    start: i64,
    /// What is still to happen, by time and in the order in which it was planned.
    agenda: BTreeMap<(i64, usize), Event<'a>>,
    planned: usize,
}

/// Lets two weeks pass in the nation of `scenario`, from the time of `cluster` on.
///
/// # Errors
/// A program refuses a step.
pub fn live_on(scenario: &Scenario, cluster: &Embedded) -> Result<(), Error> {
    let start = cluster.now()?;
    let mut demo = Demo {
        scenario,
        cluster,
        session: Session::new(cluster),
        places: Places::of(&scenario.slug),
        start,
        agenda: BTreeMap::new(),
        planned: 0,
    };
    demo.plan_votes();
    demo.plan_land();
    demo.plan_justice();
    let end = start + HOURS * HOUR;
    while let Some(((at, _), event)) = demo.agenda.pop_first() {
        // What would come later is left to whoever lives then.
        if at > end {
            break;
        }
        demo.cluster.set_time(at.max(demo.cluster.now()?));
        event(&mut demo)?;
    }
    cluster.set_time(end);
    Ok(())
}

impl<'a> Demo<'a> {
    /// Puts something on the agenda, at a time.
    fn at(&mut self, time: i64, event: impl FnOnce(&mut Self) -> Result<(), Error> + 'a) {
        self.planned += 1;
        self.agenda.insert((time, self.planned), Box::new(event));
    }

    /// The same, so many hours after the beginning.
    fn after(&mut self, hours: i64, event: impl FnOnce(&mut Self) -> Result<(), Error> + 'a) {
        self.at(self.start + hours * HOUR, event);
    }

    /// When it ends.
    fn end(&self) -> i64 {
        self.start + HOURS * HOUR
    }

    fn wallet(&self, member: usize) -> &'a Keypair {
        &self.scenario.citizens[member].wallet
    }

    fn key(&self, member: usize) -> Address {
        self.wallet(member).pubkey()
    }

    fn citizen(&self, member: usize) -> Address {
        addresses::citizen(&self.places.nation, &self.key(member)).0
    }

    /// Whether a member is a citizen still, by the wallet of the beginning, and may act now.
    fn is_here(&self, member: usize) -> Result<bool, Error> {
        let Some(citizen) = self.find::<Citizen>(&self.citizen(member))? else { return Ok(false) };
        let now = self.cluster.now()?;
        Ok(citizen.status == 0 && citizen.expires_at > now && citizen.suspended_until <= now)
    }

    /// An account of one of the programs, if it is there.
    fn find<T: ProgramAccount>(&self, address: &Address) -> Result<Option<T>, Error> {
        match self.cluster.account(address)? {
            Some(_) => self.session.read(address).map(Some),
            None => Ok(None),
        }
    }

    fn send(&mut self, member: usize, name: &'static str, instruction: Instruction) -> Result<(), Error> {
        let context = format!("after the scenario, member {}", self.scenario.citizens[member].name);
        self.session.send(name, &context, instruction, &[self.wallet(member)]).map(drop)
    }

    /// The nation's token and its programs' accounts, where the scenario has an economy with a token.
    fn money(&self) -> Option<Money> {
        self.scenario.economy.as_ref()?.token.as_ref()?;
        let mint = self.scenario.token_mint().pubkey();
        let program = spl_token_2022_interface::ID;
        Some(Money { mint, program, ledger: addresses::ledger(&self.places.treasury, &mint).0 })
    }
}

/// Where a kind of money is.
#[derive(Clone, Copy, Debug)]
struct Money {
    mint: Address,
    program: Address,
    ledger: Address,
}

impl Money {
    /// Where somebody keeps it.
    fn purse(&self, owner: &Address) -> Address {
        addresses::holding(owner, &self.mint, &self.program)
    }
}
