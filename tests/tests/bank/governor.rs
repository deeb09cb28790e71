//! A proposal's life.

use crate::recorder::Recorder;
use civitas_tests::*;

/// Found, join, govern, hand over, propose, add an action, submit, open a page, vote in three ways, tally,
/// decide, execute, close.
pub fn life() -> Recorder {
    let mut r = Recorder::new();
    let nation = r.nation(4);
    let [me, delegator, by_mail, opponent] = [0, 1, 2, 3].map(|serial| nation.people[serial].clone());
    r.step("set_delegate", &[ix::set_delegate(&delegator, Some(&me))], &[&delegator.wallet]);
    r.hand_over(&nation);

    let p = r.w.next_proposal(&nation, &me);
    let call = Call::of(ix::amend_charter(&nation, nation.executor, [42; 32]));
    r.step("open_proposal", &[ix::open_proposal(&p, &Draft::motion())], &[&me.wallet]);
    r.step("add_action", &[ix::add_action(&p, 0, 1, &call)], &[&me.wallet]);
    r.step("submit", &[ix::submit(&p)], &[&me.wallet]);
    r.step("open_page", &[ix::open_page(&p, CITIZENS, 0)], &[]);
    r.w.at(r.w.proposal(&p).voting_opens_at);
    r.step("cast", &[ix::cast(&me, &p, FOR)], &[&me.wallet]);
    let delegated = ix::cast_delegated(&me, p.page(0), FOR, &[delegator.citizen]);
    r.step("cast_delegated", &[delegated], &[&me.wallet]);
    let signed = relay::ballot(&by_mail, &p, r.w.now(), FOR);
    let relayed = [relay::check(&[signed]), ix::cast_relayed(p.page(0), &[by_mail.citizen])];
    r.step("cast_relayed", &relayed, &[]);
    let delegated = ix::cast_delegated(&me, p.page(0), FOR, &[by_mail.citizen]);
    r.refused("cast_delegated (none)", &[delegated], &[&me.wallet]);
    r.w.to_objection(&p);
    r.refused("cast (too late)", &[ix::cast(&opponent, &p, FOR)], &[&opponent.wallet]);
    r.step("cast (objection)", &[ix::cast(&opponent, &p, AGAINST)], &[&opponent.wallet]);
    r.w.to_close(&p);
    r.step("tally", &[ix::tally(&p, &[p.page(0)])], &[]);
    r.step("decide", &[ix::decide(&p)], &[]);
    r.w.at(r.w.proposal(&p).executes_from);
    r.step("execute", &[ix::execute(&p, 0, &call)], &[]);
    r.refused("execute (again)", &[ix::execute(&p, 0, &call)], &[]);
    assert_eq!(r.w.nation_account(&nation).charter_hash, [42; 32]);
    assert_eq!(r.w.proposal(&p).citizen_tally[..3], [0, 3, 1]);
    r.step("close_action", &[ix::close_action(&p, 0)], &[]);
    r.refused("close_page (early)", &[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    r.w.wait(7 * DAY);
    r.step("close_page", &[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    r.step("close_proposal", &[ix::close_proposal(&p, nation.executor)], &[]);
    assert!(!r.w.exists(&p.address));
    r
}
