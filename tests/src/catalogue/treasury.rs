//! Cases of the treasury program. Money is a plain mint's, so that all accounts differ; `.sol` are the same with
//! SOL, where vault and holding, source and payer, mint and token program are the same account.

use super::{Builder, Case, Ready, Seeds, benefactor, court, derived, founder, ready, with, world};
use crate::{
    Address, DAY, Grant, Keypair, Money, Nation, Signer, TREASURY_ID, Till, World, addresses, income, ix,
    kind,
};
use client::treasury::accounts::Treasury;

/// Builders by key, in the order of the discriminators.
pub(super) const BUILDERS: &[(&str, Builder)] = &[
    ("treasury.create_treasury", create_treasury),
    ("treasury.open_ledger", open_ledger),
    ("treasury.open_ledger.sol", open_ledger_sol),
    ("treasury.deposit", || deposit(coin)),
    ("treasury.deposit.sol", || deposit(sol)),
    ("treasury.pay_dues", || pay_dues(coin)),
    ("treasury.pay_dues.sol", || pay_dues(sol)),
    ("treasury.pay", || pay(coin)),
    ("treasury.pay.sol", || pay(sol)),
    ("treasury.set_breaker", set_breaker),
    ("treasury.create_budget", create_budget),
    ("treasury.spend", || spend_by_office(coin)),
    ("treasury.spend.sol", || spend_by_office(sol)),
    ("treasury.spend.wallet", spend),
    ("treasury.award", || award(coin)),
    ("treasury.award.sol", || award(sol)),
    ("treasury.revoke_budget", revoke_budget),
    ("treasury.create_stream", create_stream),
    ("treasury.withdraw_stream", || withdraw_stream(coin)),
    ("treasury.withdraw_stream.sol", || withdraw_stream(sol)),
    ("treasury.cancel_stream", cancel_stream),
    ("treasury.pause_stream", pause_stream),
    ("treasury.resume_stream", resume_stream),
    ("treasury.close_stream", close_stream),
    ("treasury.reconcile", || reconcile(coin)),
    ("treasury.reconcile.sol", || reconcile(sol)),
];

/// What every treasury of the catalogue has.
const FUNDS: u64 = 5_000_000_000;
/// What every case moves: enough for a wallet that is new.
const AMOUNT: u64 = 3_000_000;

/// Which money a case is about.
type Kind = fn(&World) -> Money;

fn coin(w: &World) -> Money {
    w.coin("coin of alpha")
}

fn sol(_: &World) -> Money {
    Money::SOL
}

/// A world in which both nations have a treasury with such money, and the till of `alpha`. A window of the
/// breaker has passed since.
fn rich(kind: Kind) -> (World, Till) {
    let w = world();
    let money = kind(&w);
    for nation in [&w.nation, &w.sibling] {
        let till = w.open_till(nation, money);
        w.donate(&till, FUNDS);
    }
    let till = Till::of(&w.nation.address, money);
    w.wait(2 * DAY);
    (w, till)
}

fn rich_in_coin() -> (World, Till) {
    rich(coin)
}

/// Where citizen 2 is paid.
fn destination(w: &World, till: &Till) -> Address {
    w.empty_holding(&till.money, &w.citizen(2).key())
}

fn create_treasury() -> Ready {
    let w = world();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let create = ix::create_treasury(&w.nation, founder.pubkey());
    ready(w, with(create, "treasury.create_treasury", "payer", patron.pubkey()), &[&founder, &patron])
}

fn ledger_opening(w: World, money: Money) -> Ready {
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    for nation in [&w.nation, &w.sibling] {
        w.create_treasury(nation);
    }
    let open = ix::open_ledger(&Till::of(&w.nation.address, money), founder.pubkey());
    ready(w, with(open, "treasury.open_ledger", "payer", patron.pubkey()), &[&founder, &patron])
}

fn open_ledger() -> Ready {
    let w = world();
    let money = coin(&w);
    ledger_opening(w, money)
}

fn open_ledger_sol() -> Ready {
    ledger_opening(world(), Money::SOL)
}

fn deposit(kind: Kind) -> Ready {
    let (w, till) = rich(kind);
    let donor = w.holder_of(&till.money, "a lessee", 2 * AMOUNT);
    let deposit = ix::deposit(&till, donor.pubkey(), income::RENT, AMOUNT);
    ready(w, deposit, &[&donor])
}

fn pay_dues(kind: Kind) -> Ready {
    let (w, till) = rich(kind);
    w.set_dues(&w.nation, &till.money, AMOUNT);
    let donor = w.holder_of(&till.money, "a friend", 2 * AMOUNT);
    let pay = ix::pay_dues(&till, donor.pubkey(), w.citizen(1), 1, AMOUNT);
    ready(w, pay, &[&donor])
}

fn pay(kind: Kind) -> Ready {
    let (w, till) = rich(kind);
    let founder = founder(&w).insecure_clone();
    let pay = ix::pay(&till, founder.pubkey(), destination(&w, &till), AMOUNT);
    ready(w, pay, &[&founder])
}

fn set_breaker() -> Ready {
    let (w, till) = rich_in_coin();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_breaker(&till, founder.pubkey(), 1_000, 7 * 86_400);
    ready(w, set, &[&founder])
}

/// A budget that `patron` paid for.
fn budget(w: &World, till: &Till, grant: &Grant, patron: &Keypair) -> Address {
    let create = ix::create_budget(till, founder(w).pubkey(), 0, grant);
    let create = with(create, "treasury.create_budget", "payer", patron.pubkey());
    w.send(&[create], &[founder(w), patron]).ok();
    till.budget(0)
}

/// A grant of twice what cases move, half of it set aside.
fn grant(w: &World, holder_kind: u8, holder: Address) -> Grant {
    Grant { holder_kind, per_period: 2 * AMOUNT, set_aside: AMOUNT / 2, ..w.grant(holder) }
}

fn create_budget() -> Ready {
    let (w, till) = rich_in_coin();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let destination = destination(&w, &till);
    let grant = Grant { destination, ..grant(&w, kind::WALLET, w.citizen(1).key()) };
    let create = ix::create_budget(&till, founder.pubkey(), 0, &grant);
    ready(w, with(create, "treasury.create_budget", "payer", patron.pubkey()), &[&founder, &patron])
}

fn spend_by_office(kind: Kind) -> Ready {
    let (w, till) = rich(kind);
    let holder = w.citizen(1).clone();
    let office = w.appoint(&holder, "harbour master", w.now() + DAY);
    let budget = budget(&w, &till, &grant(&w, kind::OFFICE, office), &benefactor(&w, "patron"));
    let spend = ix::spend_by_office(&till, &holder, office, budget, destination(&w, &till), AMOUNT);
    ready(w, spend, &[&holder.wallet])
}

fn spend() -> Ready {
    let (w, till) = rich_in_coin();
    let holder = w.citizen(1).wallet.insecure_clone();
    let budget = budget(&w, &till, &grant(&w, kind::WALLET, holder.pubkey()), &benefactor(&w, "patron"));
    let spend = ix::spend(&till, holder.pubkey(), budget, destination(&w, &till), AMOUNT);
    ready(w, spend, &[&holder])
}

fn award(kind: Kind) -> Ready {
    let (w, till) = rich(kind);
    let court = court(&w);
    let grant = grant(&w, kind::COURT, Address::default());
    let budget = budget(&w, &till, &grant, &benefactor(&w, "patron"));
    let award = ix::award(&till, court.pubkey(), budget, destination(&w, &till), AMOUNT);
    ready(w, award, &[&court])
}

fn revoke_budget() -> Ready {
    let (w, till) = rich_in_coin();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let budget = budget(&w, &till, &grant(&w, kind::WALLET, w.citizen(1).key()), &patron);
    let revoke = ix::revoke_budget(&till, founder.pubkey(), budget);
    ready(w, with(revoke, "treasury.revoke_budget", "rent_payer", patron.pubkey()), &[&founder])
}

fn create_stream() -> Ready {
    let (w, till) = rich_in_coin();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let times = [w.now(), w.now() + DAY, w.now() + 100 * DAY];
    let create = ix::create_stream(&till, founder.pubkey(), 0, w.citizen(1).key(), 100 * AMOUNT, times);
    ready(w, with(create, "treasury.create_stream", "payer", patron.pubkey()), &[&founder, &patron])
}

/// A world with a stream to citizen 1 that `patron` paid for, a tenth of it earned.
fn streaming(kind: Kind) -> (World, Till, Address, Keypair) {
    let (w, till) = rich(kind);
    let patron = benefactor(&w, "patron");
    let times = [w.now(), w.now() + DAY, w.now() + 100 * DAY];
    let create = ix::create_stream(&till, founder(&w).pubkey(), 0, w.citizen(1).key(), 100 * AMOUNT, times);
    let create = with(create, "treasury.create_stream", "payer", patron.pubkey());
    w.send(&[create], &[founder(&w), &patron]).ok();
    w.wait(10 * DAY);
    let stream = till.stream(0);
    (w, till, stream, patron)
}

fn withdraw_stream(kind: Kind) -> Ready {
    let (w, till, stream, _) = streaming(kind);
    let payee = w.citizen(1).wallet.insecure_clone();
    let withdraw = ix::withdraw_stream(&till, payee.pubkey(), stream, destination(&w, &till), AMOUNT);
    ready(w, withdraw, &[&payee])
}

fn cancel_stream() -> Ready {
    let (w, till, stream, _) = streaming(coin);
    let founder = founder(&w).insecure_clone();
    let cancel = ix::cancel_stream(&till, founder.pubkey(), stream);
    ready(w, cancel, &[&founder])
}

fn pause_stream() -> Ready {
    let (w, till, stream, _) = streaming(coin);
    let court = court(&w);
    ready(w, ix::pause_stream(&till, court.pubkey(), stream), &[&court])
}

fn resume_stream() -> Ready {
    let (w, till, stream, _) = streaming(coin);
    let court = court(&w);
    w.send(&[ix::pause_stream(&till, court.pubkey(), stream)], &[&court]).ok();
    w.wait(DAY);
    ready(w, ix::resume_stream(&till, court.pubkey(), stream), &[&court])
}

fn close_stream() -> Ready {
    let (w, till, stream, patron) = streaming(coin);
    let payee = w.citizen(1).wallet.insecure_clone();
    w.empty_holding(&till.money, &payee.pubkey());
    w.send(&[ix::cancel_stream(&till, founder(&w).pubkey(), stream)], &[founder(&w)]).ok();
    w.withdraw(&till, &payee, stream, 10 * AMOUNT).ok();
    ready(w, with(ix::close_stream(stream), "treasury.close_stream", "rent_payer", patron.pubkey()), &[])
}

fn reconcile(kind: Kind) -> Ready {
    let (w, till) = rich(kind);
    w.endow(&till.money, &till.vault, AMOUNT);
    if till.money.is_sol() {
        w.give(&till.treasury, AMOUNT);
    }
    ready(w, ix::reconcile(&till), &[])
}

/// Seeds of the address in a slot.
pub(super) fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let treasury = addresses::treasury(&nation.address).0.to_bytes();
    let made = |seeds: &[&[u8]]| Some(derived(seeds, TREASURY_ID));
    // The number that comes next in alpha's treasury, whose it is of either nation.
    let next = |count: fn(&Treasury) -> u64| count(&case.world.read(&case.address("treasury"))).to_le_bytes();
    match (case.idl.name.as_str(), slot) {
        ("create_treasury", "treasury") => made(&[b"treasury", nation.address.as_ref()]),
        ("create_treasury", "vault") => made(&[b"vault", &treasury]),
        ("open_ledger", "ledger") => made(&[b"ledger", &treasury, &case.address("mint").to_bytes()]),
        ("create_budget", "budget") => made(&[b"budget", &treasury, &next(|treasury| treasury.next_budget)]),
        ("create_stream", "stream") => made(&[b"stream", &treasury, &next(|treasury| treasury.next_stream)]),
        _ => None,
    }
}
