//! A treasury's life, in SOL: token programs are each machine's own.

use crate::recorder::Recorder;
use civitas_tests::*;

/// Create, open, deposit, reconcile, limit, grant, promise, award, pause, resume, spend, hand over, pay dues, pay by
/// a motion, cancel, withdraw, revoke, close.
pub fn life() -> Recorder {
    let mut r = Recorder::new();
    let nation = r.nation(4);
    let founder = nation.founder.insecure_clone();
    let authority = founder.pubkey();
    let [me, officer, payee, friend] = [0, 1, 2, 3].map(|serial| nation.people[serial].clone());
    let till = Till::of(&nation.address, Money::SOL);
    r.step("create_treasury", &[ix::create_treasury(&nation, authority)], &[&founder]);
    r.step("set_treasury", &[ix::set_treasury(&nation, authority, till.treasury)], &[&founder]);
    r.step("open_ledger", &[ix::open_ledger(&till, authority)], &[&founder]);
    r.step("deposit", &[ix::deposit(&till, friend.key(), income::DONATION, 10 * SOL)], &[&friend.wallet]);
    r.refused("deposit (dues)", &[ix::deposit(&till, friend.key(), income::DUES, SOL)], &[&friend.wallet]);
    let gift = World::plain_transfer(&till.money, &friend.key(), &till.vault, &friend.key(), SOL);
    r.step("transfer", &[gift], &[&friend.wallet]);
    r.step("reconcile", &[ix::reconcile(&till)], &[]);
    r.refused("reconcile (again)", &[ix::reconcile(&till)], &[]);
    r.w.wait(DAY + 20_000);
    r.step("set_breaker", &[ix::set_breaker(&till, authority, 5_000, 7_000)], &[&founder]);

    let now = r.w.now();
    let appoint = ix::appoint(&officer, authority, "harbour master", now + 100 * DAY);
    r.step("appoint", &[appoint], &[&founder]);
    let office = ix::office_of(&nation.address, "harbour master");
    let of_office = Grant {
        holder_kind: kind::OFFICE,
        holder: office,
        destination: Address::default(),
        per_period: SOL / 2,
        period: 86_400,
        from: now,
        until: now + 100 * DAY,
        set_aside: SOL,
    };
    let of_court = Grant { holder_kind: kind::COURT, holder: Address::default(), ..of_office };
    r.step("create_budget (office)", &[ix::create_budget(&till, authority, 0, &of_office)], &[&founder]);
    r.step("create_budget (court)", &[ix::create_budget(&till, authority, 1, &of_court)], &[&founder]);
    let times = [now, now + DAY, now + 10 * DAY];
    let promise = ix::create_stream(&till, authority, 0, payee.key(), 2 * SOL, times);
    r.step("create_stream", &[promise], &[&founder]);
    let other = ix::create_stream(&till, authority, 1, friend.key(), 2 * SOL, times);
    r.step("create_stream (other)", &[other], &[&founder]);
    r.step("award", &[ix::award(&till, authority, till.budget(1), friend.key(), SOL / 4)], &[&founder]);
    r.step("pause_stream", &[ix::pause_stream(&till, authority, till.stream(0))], &[&founder]);
    r.w.wait(3_600);
    r.step("resume_stream", &[ix::resume_stream(&till, authority, till.stream(0))], &[&founder]);
    let spend = |amount| ix::spend_by_office(&till, &officer, office, till.budget(0), friend.key(), amount);
    r.step("spend", &[spend(SOL / 2)], &[&officer.wallet]);
    r.refused("spend (too much)", &[spend(1)], &[&officer.wallet]);
    r.hand_over(&nation);
    r.refused("pay (founder)", &[ix::pay(&till, authority, payee.key(), SOL)], &[&founder]);
    r.step("pay_dues", &[ix::pay_dues(&till, friend.key(), &me, 2, 2_000)], &[&friend.wallet]);

    // A motion pays, and cancels the other stream before anything of it is earned.
    let calls = [
        Call::of(ix::pay(&till, nation.executor, payee.key(), SOL)),
        Call::of(ix::cancel_stream(&till, nation.executor, till.stream(1))),
    ];
    let p = r.w.next_proposal(&nation, &me);
    r.step("open_proposal", &[ix::open_proposal(&p, &Draft::motion())], &[&me.wallet]);
    for (index, call) in calls.iter().enumerate() {
        r.step("add_action", &[ix::add_action(&p, index as u8, 1, call)], &[&me.wallet]);
    }
    r.step("submit", &[ix::submit(&p)], &[&me.wallet]);
    r.step("open_page", &[ix::open_page(&p, CITIZENS, 0)], &[]);
    r.w.at(r.w.proposal(&p).voting_opens_at);
    for person in [&me, &officer, &payee] {
        r.step("cast", &[ix::cast(person, &p, FOR)], &[&person.wallet]);
    }
    r.w.to_close(&p);
    r.step("tally", &[ix::tally(&p, &[p.page(0)])], &[]);
    r.step("decide", &[ix::decide(&p)], &[]);
    r.w.at(r.w.proposal(&p).executes_from);
    r.step("execute (pay)", &[ix::execute(&p, 0, &calls[0])], &[]);
    r.step("execute (cancel)", &[ix::execute(&p, 1, &calls[1])], &[]);
    r.step("close_stream (other)", &[ix::close_stream(till.stream(1))], &[]);

    r.w.at(now + 4 * DAY);
    let revoke_budget = |id| ix::revoke_budget(&till, me.key(), till.budget(id));
    // What the founder granted has lapsed; anyone revokes it.
    r.refused("spend (lapsed)", &[spend(1)], &[&officer.wallet]);
    r.step("revoke_budget (lapsed)", &[revoke_budget(0)], &[&me.wallet]);
    let withdraw = |amount| ix::withdraw_stream(&till, payee.key(), till.stream(0), payee.key(), amount);
    r.step("withdraw_stream", &[withdraw(SOL / 2)], &[&payee.wallet]);
    r.refused("withdraw_stream (unearned)", &[withdraw(2 * SOL)], &[&payee.wallet]);

    r.w.at(now + 100 * DAY);
    r.step("withdraw_stream (all)", &[withdraw(2 * SOL - SOL / 2)], &[&payee.wallet]);
    r.step("close_stream", &[ix::close_stream(till.stream(0))], &[]);
    r.step("revoke_budget", &[revoke_budget(1)], &[&me.wallet]);
    let ledger = r.w.ledger(&till);
    assert_eq!((ledger.promised_streams, ledger.promised_budgets), (0, 0));
    assert_eq!(ledger.balance, 11 * SOL + 2_000 - SOL / 4 - SOL - SOL / 2 - 2 * SOL);
    r
}
