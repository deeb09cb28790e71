//! For every instruction of both programs, a world in which it succeeds. The matrices of attacks and the
//! table of costs run over it, so an instruction that joins an IDL must join here.
//!
//! In each of them no two accounts are the same unless the instruction cannot work otherwise, and none is the
//! payer of fees: only so can a flag or an account be taken away on its own.

use crate::idl::{self, Description};
use crate::{
    Account, Address, Call, DAY, Draft, FOR, Instruction, Keypair, Nation, Outcome, Person, Proposal, RULES,
    STAKERS, Signer, TrackRules, World, addresses, ix, relay, tokens,
};
use client::dev_keys;
use client::governor::accounts::Stake;
use client::membership::accounts::Citizen;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// An instruction that succeeds, and the world it succeeds in.
#[derive(Clone)]
pub struct Case {
    /// What its IDL says.
    pub idl: &'static Description,
    /// The world.
    pub world: World,
    /// Instructions that go before it in the same transaction.
    pub before: Vec<Instruction>,
    /// The instruction.
    pub instruction: Instruction,
    signers: Vec<Signing>,
}

/// A key that can be copied.
struct Signing(Keypair);

impl Clone for Signing {
    fn clone(&self) -> Self {
        Self(self.0.insecure_clone())
    }
}

impl Case {
    /// The name of an account, also of one that follows the declared ones.
    pub fn name(&self, index: usize) -> String {
        let declared = self.idl.slots.len();
        self.idl
            .slots
            .get(index)
            .map_or_else(|| format!("remaining {}", index - declared), |slot| slot.name.clone())
    }

    /// The account in a slot as it is, if there is one.
    pub fn account(&self, index: usize) -> Option<Account> {
        self.world.maybe(&self.instruction.accounts[index].pubkey)
    }

    /// Lets a further key sign.
    pub fn sign(&mut self, key: &Keypair) {
        self.signers.push(Signing(key.insecure_clone()));
    }

    /// The keys that sign an instruction, of those the case has. `None` when one is missing: nobody could
    /// sign such a transaction.
    pub fn signers(&self, instructions: &[Instruction]) -> Option<Vec<&Keypair>> {
        let mut found: Vec<&Keypair> = vec![];
        for meta in instructions.iter().flat_map(|ix| &ix.accounts).filter(|meta| meta.is_signer) {
            let key = self.signers.iter().map(|key| &key.0).find(|key| key.pubkey() == meta.pubkey)?;
            if !found.iter().any(|other| other.pubkey() == key.pubkey()) {
                found.push(key);
            }
        }
        Some(found)
    }

    /// Runs a variant of the instruction in the case's world, or a copy of it. `None` when nobody could sign.
    #[track_caller]
    pub fn run_in(&self, world: &World, instruction: Instruction, after: &[Instruction]) -> Option<Outcome> {
        let mut all = self.before.clone();
        all.push(instruction);
        all.extend(after.iter().cloned());
        let signers = self.signers(&all)?;
        Some(world.send(&all, &signers))
    }
}

/// What a builder returns: world, instruction, signers; and what goes before it.
struct Ready {
    world: World,
    before: Vec<Instruction>,
    instruction: Instruction,
    signers: Vec<Keypair>,
}

type Builder = fn() -> Ready;

/// What [`seeds`] returns: the seeds, and the program they are for.
pub type Seeds = (Vec<Vec<u8>>, Address);

fn ready(world: World, instruction: Instruction, signers: &[&Keypair]) -> Ready {
    Ready {
        world,
        before: vec![],
        instruction,
        signers: signers.iter().map(|key| key.insecure_clone()).collect(),
    }
}

/// Builders by key, in the order of the IDLs.
const BUILDERS: &[(&str, Builder)] = &[
    ("membership.found_nation", found_nation),
    ("membership.set_admission", set_admission),
    ("membership.amend_charter", amend_charter),
    ("membership.propose_authority", propose_authority),
    ("membership.accept_authority", accept_authority),
    ("membership.end_founding", end_founding),
    ("membership.set_court", set_court),
    ("membership.set_treasury", set_treasury),
    ("membership.join", join),
    ("membership.apply", apply),
    ("membership.vouch", vouch),
    ("membership.admit", admit),
    ("membership.sign_charter", sign_charter),
    ("membership.extend_term", extend_term),
    ("membership.set_delegate", set_delegate),
    ("membership.set_tier", set_tier),
    ("membership.suspend", suspend),
    ("membership.reinstate", reinstate),
    ("membership.revoke", revoke),
    ("membership.renounce", renounce),
    ("membership.reissue", reissue),
    ("membership.veto_reissue", veto_reissue),
    ("membership.complete_reissue", complete_reissue),
    ("membership.issue_passport", issue_passport),
    ("membership.burn_passport", burn_passport),
    ("membership.close_citizen", close_citizen),
    ("membership.appoint", appoint),
    ("membership.resign", resign),
    ("membership.withdraw_application", withdraw_application),
    ("governor.cast", cast),
    ("governor.cast_delegated", cast_delegated),
    ("governor.cast_relayed", cast_relayed),
    ("governor.cast_stake", cast_stake),
    ("governor.create_governor", create_governor),
    ("governor.set_track", set_track),
    ("governor.set_guardian", set_guardian),
    ("governor.assume_authority", assume_authority),
    ("governor.open_proposal", open_proposal),
    ("governor.add_action", add_action),
    ("governor.submit", submit),
    ("governor.open_page", open_page),
    ("governor.tally", tally),
    ("governor.decide", decide),
    ("governor.execute", execute),
    ("governor.cancel", cancel),
    ("governor.enjoin", enjoin),
    ("governor.release", release),
    ("governor.expire", expire),
    ("governor.close_page", close_page),
    ("governor.close_action", close_action),
    ("governor.close_proposal", close_proposal),
    ("governor.create_stake_vault", create_stake_vault),
    ("governor.open_stake", open_stake),
    ("governor.stake", stake),
    ("governor.unstake", unstake),
    ("governor.close_stake", close_stake),
];

/// Keys of all instructions that the catalogue has.
pub fn keys() -> impl Iterator<Item = &'static str> {
    BUILDERS.iter().map(|(key, _)| *key)
}

/// The case of an instruction: a copy of one that is prepared once in each test process.
///
/// # Panics
/// When the catalogue has none.
pub fn case(key: &str) -> Case {
    static PREPARED: OnceLock<Mutex<HashMap<String, Case>>> = OnceLock::new();
    let prepared = PREPARED.get_or_init(Mutex::default);
    let mut prepared = prepared.lock().unwrap_or_else(PoisonError::into_inner);
    prepared.entry(key.to_owned()).or_insert_with(|| build(key)).clone()
}

/// All cases, in the order of the IDLs.
pub fn cases() -> impl Iterator<Item = Case> {
    keys().map(case)
}

fn build(key: &str) -> Case {
    let (_, builder) = BUILDERS.iter().find(|(name, _)| *name == key).expect("the catalogue has it");
    let Ready { world, before, instruction, signers } = builder();
    Case {
        idl: idl::instruction(key),
        world,
        before,
        instruction,
        signers: signers.into_iter().map(Signing).collect(),
    }
}

// People and changes that cases share.

const PEOPLE: usize = 4;

fn world() -> World {
    World::new(PEOPLE)
}

/// A funded key that is neither a citizen nor the payer of fees.
fn benefactor(w: &World, label: &str) -> Keypair {
    let key = dev_keys::keypair(label);
    w.fund(&key.pubkey());
    key
}

/// Puts another account into a named slot.
fn with(mut instruction: Instruction, key: &str, slot: &str, address: Address) -> Instruction {
    instruction.accounts[idl::instruction(key).slot(slot)].pubkey = address;
    instruction
}

fn founder(w: &World) -> &Keypair {
    &w.nation.founder
}

fn court(w: &World) -> Keypair {
    let court = benefactor(w, "court");
    w.appoint_court(&court);
    court
}

fn set_policy(w: &World, admission: u8, vouches: u8) {
    let set = ix::set_admission(&w.nation, founder(w).pubkey(), admission, vouches);
    w.send(&[set], &[founder(w)]).ok();
}

/// Somebody who has applied under this policy, with somebody else paying.
fn applicant(w: &World, admission: u8, vouches: u8, patron: &Keypair) -> Person {
    set_policy(w, admission, vouches);
    let person = w.stranger();
    let apply = with(ix::apply(&person), "membership.apply", "payer", patron.pubkey());
    w.send(&[apply], &[&person.wallet, patron]).ok();
    person
}

/// An order, paid for by `patron`, to move citizen 1 to this wallet.
fn ordered(w: &World, new_wallet: Address, patron: &Keypair) -> Person {
    let person = w.citizen(1).clone();
    let order = with(
        ix::reissue(&person, founder(w).pubkey(), new_wallet),
        "membership.reissue",
        "payer",
        patron.pubkey(),
    );
    w.send(&[order], &[founder(w), patron]).ok();
    person
}

// membership

fn found_nation() -> Ready {
    let w = world();
    let nation = Nation::named("gamma");
    w.fund(&nation.founder.pubkey());
    let found = ix::found_nation(&nation, w.now());
    ready(w, found, &[&nation.founder])
}

fn set_admission() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_admission(&w.nation, founder.pubkey(), 1, 3);
    ready(w, set, &[&founder])
}

fn amend_charter() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let amend = ix::amend_charter(&w.nation, founder.pubkey(), [9; 32]);
    ready(w, amend, &[&founder])
}

fn propose_authority() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let propose = ix::propose_authority(&w.nation, founder.pubkey(), w.nation.executor);
    ready(w, propose, &[&founder])
}

fn accept_authority() -> Ready {
    let w = world();
    let heir = benefactor(&w, "heir");
    w.send(&[ix::propose_authority(&w.nation, founder(&w).pubkey(), heir.pubkey())], &[founder(&w)]).ok();
    let accept = ix::accept_authority(&w.nation, heir.pubkey());
    ready(w, accept, &[&heir])
}

fn end_founding() -> Ready {
    let w = world();
    w.at(w.nation_account(&w.nation).founder_sunset);
    let end = ix::end_founding(&w.nation);
    ready(w, end, &[])
}

fn set_court() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_court(&w.nation, founder.pubkey(), dev_keys::keypair("court").pubkey());
    ready(w, set, &[&founder])
}

fn set_treasury() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_treasury(&w.nation, founder.pubkey(), dev_keys::keypair("treasury").pubkey());
    ready(w, set, &[&founder])
}

fn join() -> Ready {
    let w = world();
    let (person, patron) = (w.stranger(), benefactor(&w, "patron"));
    let join = with(ix::join(&person), "membership.join", "payer", patron.pubkey());
    ready(w, join, &[&person.wallet, &patron])
}

fn apply() -> Ready {
    let w = world();
    set_policy(&w, 1, 1);
    let (person, patron) = (w.stranger(), benefactor(&w, "patron"));
    let apply = with(ix::apply(&person), "membership.apply", "payer", patron.pubkey());
    ready(w, apply, &[&person.wallet, &patron])
}

fn vouch() -> Ready {
    let w = world();
    let person = applicant(&w, 1, 2, &benefactor(&w, "patron"));
    let voucher = w.citizen(0).clone();
    ready(w, ix::vouch(&voucher, &person), &[&voucher.wallet])
}

fn admit() -> Ready {
    let w = world();
    let (patron, sponsor) = (benefactor(&w, "patron"), benefactor(&w, "sponsor"));
    let person = applicant(&w, 2, 0, &patron);
    let founder = founder(&w).insecure_clone();
    let key = "membership.admit";
    let admit = with(ix::admit(&person, founder.pubkey()), key, "payer", sponsor.pubkey());
    let admit = with(admit, key, "rent_payer", patron.pubkey());
    ready(w, admit, &[&founder, &sponsor])
}

fn sign_charter() -> Ready {
    let w = world();
    w.send(&[ix::amend_charter(&w.nation, founder(&w).pubkey(), [9; 32])], &[founder(&w)]).ok();
    let person = w.citizen(1).clone();
    ready(w, ix::sign_charter(&person, [9; 32]), &[&person.wallet])
}

fn extend_term() -> Ready {
    let w = world();
    let treasury = benefactor(&w, "treasury");
    w.send(&[ix::set_treasury(&w.nation, founder(&w).pubkey(), treasury.pubkey())], &[founder(&w)]).ok();
    let extend = ix::extend_term(w.citizen(1), treasury.pubkey(), 1);
    ready(w, extend, &[&treasury])
}

fn set_delegate() -> Ready {
    let w = world();
    let (from, to) = (w.citizen(1).clone(), w.citizen(2).clone());
    ready(w, ix::set_delegate(&from, Some(&to)), &[&from.wallet])
}

fn set_tier() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_tier(w.citizen(1), founder.pubkey(), 1);
    ready(w, set, &[&founder])
}

fn suspend() -> Ready {
    let w = world();
    let court = court(&w);
    let suspend = ix::suspend(w.citizen(1), court.pubkey(), w.now() + DAY);
    ready(w, suspend, &[&court])
}

fn reinstate() -> Ready {
    let w = world();
    let court = court(&w);
    w.send(&[ix::suspend(w.citizen(1), court.pubkey(), w.now() + DAY)], &[&court]).ok();
    let reinstate = ix::reinstate(w.citizen(1), court.pubkey());
    ready(w, reinstate, &[&court])
}

fn revoke() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let revoke = ix::revoke(w.citizen(1), founder.pubkey());
    ready(w, revoke, &[&founder])
}

fn renounce() -> Ready {
    let w = world();
    let person = w.citizen(1).clone();
    ready(w, ix::renounce(&person), &[&person.wallet])
}

fn reissue() -> Ready {
    let w = world();
    let (court, patron) = (court(&w), benefactor(&w, "patron"));
    let order = ix::reissue(w.citizen(1), court.pubkey(), w.stranger().key());
    ready(w, with(order, "membership.reissue", "payer", patron.pubkey()), &[&court, &patron])
}

fn veto_reissue() -> Ready {
    let w = world();
    let patron = benefactor(&w, "patron");
    let person = ordered(&w, w.stranger().key(), &patron);
    let veto = with(
        ix::veto_reissue(&person, person.key()),
        "membership.veto_reissue",
        "rent_payer",
        patron.pubkey(),
    );
    ready(w, veto, &[&person.wallet])
}

fn complete_reissue() -> Ready {
    let w = world();
    let (patron, sponsor, new) = (benefactor(&w, "patron"), benefactor(&w, "sponsor"), w.stranger());
    let old = ordered(&w, new.key(), &patron);
    w.wait(7 * DAY);
    let key = "membership.complete_reissue";
    let complete = with(ix::complete_reissue(&old, &new), key, "payer", sponsor.pubkey());
    let complete = with(complete, key, "reissue_rent_payer", patron.pubkey());
    ready(w, complete, &[&new.wallet, &sponsor])
}

fn issue_passport() -> Ready {
    let w = world();
    let (person, patron) = (w.citizen(1).clone(), benefactor(&w, "patron"));
    let issue = ix::issue_passport(&person, 1, "ALPHA", "ipfs://bafy-passport");
    ready(w, with(issue, "membership.issue_passport", "payer", patron.pubkey()), &[&person.wallet, &patron])
}

fn burn_passport() -> Ready {
    let w = world();
    let (patron, sponsor, anyone) = (benefactor(&w, "patron"), benefactor(&w, "sponsor"), w.stranger());
    let person = ordered(&w, anyone.key(), &patron);
    w.send(&[ix::issue_passport(&person, 1, "ALPHA", "ipfs://bafy-passport")], &[&person.wallet]).ok();
    w.edit(&person.citizen, |citizen: &mut Citizen| citizen.passport_payer = sponsor.pubkey());
    w.wait(7 * DAY);
    let burn = ix::burn_passport(&person, 1, anyone.key(), Some(ix::reissue_of(&person)));
    ready(w, with(burn, "membership.burn_passport", "rent_payer", sponsor.pubkey()), &[&anyone.wallet])
}

fn close_citizen() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let person = w.citizen(1).clone();
    w.send(&[ix::revoke(&person, founder.pubkey())], &[&founder]).ok();
    ready(w, ix::close_citizen(&person, founder.pubkey()), &[&founder])
}

fn appoint() -> Ready {
    let w = world();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let appoint = ix::appoint(w.citizen(1), founder.pubkey(), "harbour master", w.now() + DAY);
    ready(w, with(appoint, "membership.appoint", "payer", patron.pubkey()), &[&founder, &patron])
}

fn resign() -> Ready {
    let w = world();
    let person = w.citizen(1).clone();
    let appoint = ix::appoint(&person, founder(&w).pubkey(), "harbour master", w.now() + DAY);
    w.send(&[appoint], &[founder(&w)]).ok();
    ready(w, ix::resign(&person, "harbour master"), &[&person.wallet])
}

fn withdraw_application() -> Ready {
    let w = world();
    let patron = benefactor(&w, "patron");
    let person = applicant(&w, 1, 1, &patron);
    let withdraw = ix::withdraw_application(&person);
    let withdraw = with(withdraw, "membership.withdraw_application", "rent_payer", patron.pubkey());
    ready(w, withdraw, &[&person.wallet])
}

// governor

/// What proposals of the catalogue do when they are carried.
fn call(w: &World) -> Call {
    Call::of(ix::set_treasury(&w.nation, w.nation.executor, dev_keys::keypair("treasury").pubkey()))
}

/// A proposal with one action, all for it, decided; the executor has the nation's authority.
fn carried(w: &World) -> Proposal {
    w.hand_over(&w.nation);
    w.carried(&[call(w)])
}

fn cast() -> Ready {
    let w = world();
    let proposal = w.voting(&w.nation, 0);
    let person = w.citizen(1).clone();
    ready(w, ix::cast(&person, &proposal, FOR), &[&person.wallet])
}

fn cast_delegated() -> Ready {
    let w = world();
    let (delegate, delegator) = (w.citizen(1).clone(), w.citizen(2).clone());
    w.delegate(&delegator, &delegate);
    let proposal = w.voting(&w.nation, 0);
    let cast = ix::cast_delegated(&delegate, proposal.page(0), FOR, &[delegator.citizen]);
    ready(w, cast, &[&delegate.wallet])
}

fn cast_relayed() -> Ready {
    let w = world();
    let proposal = w.voting(&w.nation, 0);
    let person = w.citizen(1).clone();
    let check = relay::check(&[relay::ballot(&person, &proposal, w.now(), FOR)]);
    let cast = ix::cast_relayed(proposal.page(0), &[person.citizen]);
    Ready { before: vec![check], ..ready(w, cast, &[]) }
}

/// A world with a stakers' chamber that decides on track 1; citizen 1 has staked.
fn stakers() -> (World, Person, Address) {
    let w = world();
    let mint = w.create_stakers();
    w.set_track(&w.nation, 1, TrackRules { chambers: STAKERS, ..RULES });
    let person = w.citizen(1).clone();
    w.stake(&person, mint, 1_000);
    (w, person, mint)
}

fn cast_stake() -> Ready {
    let (w, person, _) = stakers();
    let proposal = w.voting(&w.nation, 1);
    ready(w, ix::cast_stake(&person, &proposal, FOR), &[&person.wallet])
}

fn create_governor() -> Ready {
    let w = world();
    let nation = w.found("gamma", 0);
    let patron = benefactor(&w, "patron");
    let create = ix::create_governor(&nation, Address::default(), 0);
    let create = with(create, "governor.create_governor", "payer", patron.pubkey());
    ready(w, create, &[&nation.founder, &patron])
}

fn set_track() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_track(&w.nation, founder.pubkey(), 2, "minor matters", RULES, &[crate::MEMBERSHIP_ID]);
    ready(w, set, &[&founder])
}

fn set_guardian() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let guardian = dev_keys::keypair("guardian").pubkey();
    let set = ix::set_guardian(&w.nation, founder.pubkey(), guardian, w.now() + DAY);
    ready(w, set, &[&founder])
}

fn assume_authority() -> Ready {
    let w = world();
    let propose = ix::propose_authority(&w.nation, founder(&w).pubkey(), w.nation.executor);
    w.send(&[propose], &[founder(&w)]).ok();
    let assume = ix::assume_authority(&w.nation);
    ready(w, assume, &[])
}

fn open_proposal() -> Ready {
    let w = world();
    let proposal = w.next_proposal(&w.nation, w.citizen(0));
    ready(w, ix::open_proposal(&proposal, &Draft::motion()), &[&proposal.proposer.wallet])
}

fn add_action() -> Ready {
    let w = world();
    let proposal = w.draft(&w.nation, &Draft::motion());
    let add = ix::add_action(&proposal, 0, 1, &call(&w));
    ready(w, add, &[&proposal.proposer.wallet])
}

fn submit() -> Ready {
    let w = world();
    let proposal = w.draft(&w.nation, &Draft::motion());
    w.add_actions(&proposal, &[call(&w)]);
    ready(w, ix::submit(&proposal), &[&proposal.proposer.wallet])
}

/// A submitted motion without pages.
fn without_pages(w: &World) -> Proposal {
    let proposal = w.draft(&w.nation, &Draft::motion());
    w.submit(&proposal).ok();
    proposal
}

fn page_opening(proposal: &Proposal, patron: &Keypair) -> Instruction {
    with(ix::open_page(proposal, crate::CITIZENS, 0), "governor.open_page", "payer", patron.pubkey())
}

fn open_page() -> Ready {
    let w = world();
    let patron = benefactor(&w, "patron");
    let proposal = without_pages(&w);
    ready(w, page_opening(&proposal, &patron), &[&patron])
}

fn tally() -> Ready {
    let w = world();
    let proposal = w.voting(&w.nation, 0);
    w.cast(w.citizen(1), &proposal, FOR).ok();
    w.to_close(&proposal);
    let tally = ix::tally(&proposal, &[proposal.page(0)]);
    ready(w, tally, &[])
}

fn decide() -> Ready {
    let w = world();
    let proposal = w.voting_on(&w.nation, &Draft::motion(), &[call(&w)]);
    w.cast(w.citizen(1), &proposal, FOR).ok();
    w.to_close(&proposal);
    w.tally(&proposal).ok();
    ready(w, ix::decide(&proposal), &[])
}

fn execute() -> Ready {
    let w = world();
    w.hand_over(&w.nation);
    let call = call(&w);
    let proposal = w.executable(std::slice::from_ref(&call));
    ready(w, ix::execute(&proposal, 0, &call), &[])
}

fn cancel() -> Ready {
    let w = world();
    let proposal = w.submitted(&w.nation, &Draft::motion(), &[]);
    let proposer = proposal.proposer.wallet.insecure_clone();
    ready(w, ix::cancel(&proposal, proposer.pubkey()), &[&proposer])
}

fn enjoin() -> Ready {
    let w = world();
    let court = court(&w);
    let proposal = carried(&w);
    let enjoin = ix::enjoin(&proposal, court.pubkey(), w.now() + DAY);
    ready(w, enjoin, &[&court])
}

fn release() -> Ready {
    let w = world();
    let court = court(&w);
    let proposal = carried(&w);
    w.send(&[ix::enjoin(&proposal, court.pubkey(), w.now() + DAY)], &[&court]).ok();
    ready(w, ix::release(&proposal, court.pubkey()), &[&court])
}

fn expire() -> Ready {
    let w = world();
    let proposal = carried(&w);
    w.at(w.proposal(&proposal).executes_until);
    ready(w, ix::expire(&proposal), &[])
}

fn close_page() -> Ready {
    let w = world();
    let patron = benefactor(&w, "patron");
    let proposal = without_pages(&w);
    w.send(&[page_opening(&proposal, &patron)], &[&patron]).ok();
    w.send(&[ix::cancel(&proposal, proposal.proposer.key())], &[&proposal.proposer.wallet]).ok();
    w.wait(7 * DAY);
    ready(w, ix::close_page(&proposal, proposal.page(0), patron.pubkey()), &[])
}

fn close_action() -> Ready {
    let w = world();
    let proposal = w.draft(&w.nation, &Draft::motion());
    w.add_actions(&proposal, &[call(&w)]);
    w.send(&[ix::cancel(&proposal, proposal.proposer.key())], &[&proposal.proposer.wallet]).ok();
    ready(w, ix::close_action(&proposal, 0), &[])
}

fn close_proposal() -> Ready {
    let w = world();
    let guardian = benefactor(&w, "guardian");
    w.appoint_guardian(&guardian);
    let proposal = without_pages(&w);
    // Cancelled by the guardian, so that the deposit is forfeit and its receiver matters.
    w.send(&[ix::cancel(&proposal, guardian.pubkey())], &[&guardian]).ok();
    let close = ix::close_proposal(&proposal, w.nation.executor);
    ready(w, close, &[])
}

fn create_stake_vault() -> Ready {
    let w = world();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let create = ix::create_stake_vault(&w.nation, w.mint("stake mint"), tokens::PROGRAM);
    ready(w, with(create, "governor.create_stake_vault", "payer", patron.pubkey()), &[&founder, &patron])
}

fn open_stake() -> Ready {
    let (w, _, _) = stakers();
    let person = w.citizen(2).clone();
    let open = ix::open_stake(&person, w.nation.governor);
    ready(w, open, &[&person.wallet])
}

fn stake() -> Ready {
    let (w, person, mint) = stakers();
    w.hold(&person.key(), &mint, 500);
    let stake = ix::stake(&person, w.nation.governor, mint, 500);
    ready(w, stake, &[&person.wallet])
}

fn unstake() -> Ready {
    let (w, person, mint) = stakers();
    w.wait(DAY);
    let unstake = ix::unstake(&person, w.nation.governor, mint, 400);
    ready(w, unstake, &[&person.wallet])
}

fn close_stake() -> Ready {
    let (w, person, mint) = stakers();
    let patron = benefactor(&w, "patron");
    let governor = w.nation.governor;
    w.wait(DAY);
    w.send(&[ix::unstake(&person, governor, mint, 1_000)], &[&person.wallet]).ok();
    let stake = ix::stake_of(&person, governor);
    w.edit(&stake, |stake: &mut Stake| stake.rent_payer = patron.pubkey());
    ready(w, ix::close_stake(&person, governor, patron.pubkey()), &[&person.wallet])
}

/// Seeds of the address in a slot, and the program it is derived for; `None` for slots whose address is not
/// derived. Written from the descriptions of the accounts.
pub fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let at = |name: &str| case.instruction.accounts[case.idl.slot(name)].pubkey.to_bytes().to_vec();
    let has = |name: &str| case.idl.slots.iter().any(|slot| slot.name == name);
    let membership = crate::MEMBERSHIP_ID;
    let governor = crate::GOVERNOR_ID;
    let (nation_key, governor_key) =
        (nation.address.to_bytes().to_vec(), nation.governor.to_bytes().to_vec());
    let made = |seeds: &[&[u8]], program| Some((seeds.iter().map(|seed| seed.to_vec()).collect(), program));
    match (case.idl.name.as_str(), slot) {
        ("found_nation", "nation") => made(&[b"nation", nation.slug.as_bytes()], membership),
        ("found_nation", "passport_group") => made(&[b"passport_group", &nation_key], membership),
        ("join", "citizen") => made(&[b"citizen", &nation_key, &at("wallet")], membership),
        ("admit", "citizen") => {
            let application: client::membership::accounts::Application =
                case.world.read(&case.instruction.accounts[case.idl.slot("application")].pubkey);
            made(&[b"citizen", &nation_key, application.wallet.as_ref()], membership)
        }
        (_, "new_citizen") => made(&[b"citizen", &nation_key, &at("new_wallet")], membership),
        ("apply", "application") => made(&[b"application", &nation_key, &at("wallet")], membership),
        ("reissue" | "close_citizen", "reissue") => {
            // The sibling's: that of the citizen with the same wallet there.
            let old: Citizen = case.world.read(&case.instruction.accounts[case.idl.slot("citizen")].pubkey);
            let citizen = addresses::citizen(&nation.address, &old.wallet).0;
            made(&[b"reissue", citizen.as_ref()], membership)
        }
        ("appoint", "office") => {
            let mut title = [0; 32];
            title[..14].copy_from_slice(b"harbour master");
            made(&[b"office", &nation_key, &title], membership)
        }
        ("issue_passport", "passport") => made(&[b"passport", &nation_key, &1u64.to_le_bytes()], membership),
        ("create_governor", "governor") => made(&[b"governor", &nation_key], governor),
        (_, "executor") => made(&[b"executor", &governor_key], governor),
        ("open_proposal", "proposal") => {
            let id = case.world.governor(&case.world.nation).next_proposal;
            made(&[b"proposal", &governor_key, &id.to_le_bytes()], governor)
        }
        ("add_action", "action") => {
            made(&[b"action", addresses::proposal(&nation.governor, 0).0.as_ref(), &[0]], governor)
        }
        ("open_page", "page") => {
            let proposal = addresses::proposal(&nation.governor, 0).0;
            made(&[b"page", proposal.as_ref(), &[crate::CITIZENS], &0u32.to_le_bytes()], governor)
        }
        ("open_stake", "stake") => made(&[b"stake", &governor_key, &at("wallet")], governor),
        (_, "vault") if has("mint") => made(&[b"stake_vault", &governor_key], governor),
        _ => None,
    }
}
