//! Cases of the governor program.

use super::{Builder, Case, Ready, Seeds, benefactor, court, derived, founder, ready, with, world};
use crate::{
    Address, CITIZENS, Call, DAY, Draft, FOR, GOVERNOR_ID, Instruction, Keypair, MEMBERSHIP_ID, Nation,
    Person, Proposal, RULES, STAKERS, Signer, TrackRules, World, addresses, ix, relay, tokens,
};
use client::dev_keys;
use client::governor::accounts::Stake;

/// Builders by key, in the order of the IDL.
pub(super) const BUILDERS: &[(&str, Builder)] = &[
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
    let set = ix::set_track(&w.nation, founder.pubkey(), 2, "minor matters", RULES, &[MEMBERSHIP_ID]);
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
    with(ix::open_page(proposal, CITIZENS, 0), "governor.open_page", "payer", patron.pubkey())
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

/// Seeds of the address in a slot.
pub(super) fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let (nation_key, governor_key) = (nation.address.to_bytes(), nation.governor.to_bytes());
    let made = |seeds: &[&[u8]]| Some(derived(seeds, GOVERNOR_ID));
    match (case.idl.name.as_str(), slot) {
        ("create_governor", "governor") => made(&[b"governor", &nation_key]),
        (_, "executor") => made(&[b"executor", &governor_key]),
        ("open_proposal", "proposal") => {
            let id = case.world.governor(&case.world.nation).next_proposal;
            made(&[b"proposal", &governor_key, &id.to_le_bytes()])
        }
        ("add_action", "action") => {
            made(&[b"action", addresses::proposal(&nation.governor, 0).0.as_ref(), &[0]])
        }
        ("open_page", "page") => {
            let proposal = addresses::proposal(&nation.governor, 0).0;
            made(&[b"page", proposal.as_ref(), &[CITIZENS], &0u32.to_le_bytes()])
        }
        ("open_stake", "stake") => made(&[b"stake", &governor_key, &case.address("wallet").to_bytes()]),
        (_, "vault") => made(&[b"stake_vault", &governor_key]),
        _ => None,
    }
}
