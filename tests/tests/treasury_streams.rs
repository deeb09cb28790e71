//! Streams: what is earned to the unit and the second, pauses, cancellation, closing.

use civitas_tests::*;
use client::treasury::accounts::Stream;
use client::treasury::events::Event;
use client::treasury::types::{Payment, StreamChanged};

const FUNDS: u64 = 1_000_000_000;
/// As long as pauses may last together.
const MAX_PAUSE: i64 = 60 * DAY;
const TEN_YEARS: i64 = 10 * 365 * DAY;

/// A treasury with money, a court, and a payee (citizen 1).
struct Setting {
    w: World,
    till: Till,
    court: Keypair,
}

fn setting(money: fn(&World) -> Money) -> Setting {
    let w = World::new(3);
    let till = w.till(money(&w), FUNDS);
    w.empty_holding(&till.money, &w.citizen(1).key());
    let court = w.stranger().wallet;
    w.appoint_court(&court);
    Setting { w, till, court }
}

fn sol(_: &World) -> Money {
    Money::SOL
}

fn coin(w: &World) -> Money {
    w.coin("a coin")
}

fn coin_2022(w: &World) -> Money {
    w.coin_2022("another coin", &[Extension::MetadataPointer, Extension::Metadata])
}

impl Setting {
    fn payee(&self) -> &Keypair {
        &self.w.citizen(1).wallet
    }

    /// A stream to the payee whose times are counted from now.
    fn stream(&self, total: u64, times: [i64; 3]) -> Address {
        let now = self.w.now();
        self.w.stream(&self.till, self.payee().pubkey(), total, times.map(|time| now + time))
    }

    fn withdraw(&self, stream: Address, amount: u64) -> Outcome {
        self.w.withdraw(&self.till, self.payee(), stream, amount)
    }

    /// Exactly this may be taken now.
    #[track_caller]
    fn earned(&self, stream: Address, amount: u64) {
        self.withdraw(stream, amount + 1).treasury_error("AmountUnearned");
        let w = self.w.clone();
        if amount > 0 {
            w.withdraw(&self.till, self.payee(), stream, amount).ok();
        }
    }

    fn cancel(&self, stream: Address) -> Outcome {
        let founder = &self.w.nation.founder;
        self.w.send(&[ix::cancel_stream(&self.till, founder.pubkey(), stream)], &[founder])
    }

    fn pause(&self, stream: Address) -> Outcome {
        self.w.send(&[ix::pause_stream(&self.till, self.court.pubkey(), stream)], &[&self.court])
    }

    fn resume_by(&self, signer: &Keypair, stream: Address) -> Outcome {
        self.w.send(&[ix::resume_stream(&self.till, signer.pubkey(), stream)], &[signer])
    }

    fn resume(&self, stream: Address) -> Outcome {
        self.resume_by(&self.court, stream)
    }

    fn close(&self, stream: Address) -> Outcome {
        self.w.send(&[ix::close_stream(stream)], &[])
    }

    fn account(&self, stream: Address) -> Stream {
        self.w.stream_account(&stream)
    }

    fn changed(&self, address: Address, stream: &Stream, closed: u8) -> Event {
        Event::StreamChanged(StreamChanged {
            stream: address,
            ledger: self.till.ledger,
            total: stream.total,
            end: stream.end,
            paused: stream.paused,
            cancelled: stream.cancelled,
            closed,
            padding: [0; 5],
        })
    }
}

#[test]
fn a_stream_is_promised_earned_withdrawn_and_closed() {
    for money in [sol, coin, coin_2022] {
        let s = setting(money);
        let (w, till) = (&s.w, &s.till);
        let now = w.now();
        let created =
            w.try_stream(till, s.payee().pubkey(), 10_000_000, [now + 10, now + 20, now + 110]).ok();
        let stream = till.stream(0);
        let account = s.account(stream);
        let expected = Stream {
            discriminator: account.discriminator,
            nation: w.nation.address,
            ledger: till.ledger,
            payee: s.payee().pubkey(),
            rent_payer: ix::payer(),
            id: 0,
            total: 10_000_000,
            withdrawn: 0,
            start: now + 10,
            cliff: now + 20,
            end: now + 110,
            paused_at: 0,
            paused_total: 0,
            paused: 0,
            cancelled: 0,
            version: 1,
            bump: addresses::stream(&till.treasury, 0).1,
            padding: [0; 4],
            reserved: [0; 32],
        };
        assert_eq!(account, expected);
        assert_eq!(World::treasury_events(&created), [s.changed(stream, &account, 0)]);
        assert_eq!((w.ledger(till).promised_streams, w.free(till)), (10_000_000, FUNDS - 10_000_000));

        w.at(now + 60);
        let to = till.money.of(&s.payee().pubkey());
        let before = w.amount_in(&till.money, &to);
        let receipt = s.withdraw(stream, 4_000_000).ok();
        let event = Payment {
            ledger: till.ledger,
            destination: to,
            under: stream,
            amount: 4_000_000,
            reason: 3,
            padding: [0; 7],
        };
        assert_eq!(World::treasury_events(&receipt), [Event::Payment(event)]);
        assert_eq!(w.amount_in(&till.money, &to), before + 4_000_000);
        let ledger = w.ledger(till);
        assert_eq!((ledger.promised_streams, ledger.outflow), (6_000_000, 4_000_000));
        assert_eq!(w.free(till), FUNDS - 10_000_000);
        s.close(stream).treasury_error("StreamNotEmpty");

        w.at(now + 110);
        s.withdraw(stream, 6_000_001).treasury_error("AmountUnearned");
        s.withdraw(stream, 0).treasury_error("AmountZero");
        s.withdraw(stream, 5_999_999).ok();
        s.close(stream).treasury_error("StreamNotEmpty");
        s.withdraw(stream, 1).ok();
        let (rent, payer) = (w.lamports(&stream), w.lamports(&ix::payer()));
        let last = s.account(stream);
        let receipt = s.close(stream).ok();
        assert_eq!(World::treasury_events(&receipt), [s.changed(stream, &last, 1)]);
        assert_eq!(w.lamports(&ix::payer()), payer + rent - receipt.fee);
        s.withdraw(stream, 1).no_account();
        s.close(stream).no_account();
        assert_eq!((w.ledger(till).promised_streams, w.balance(till)), (0, FUNDS - 10_000_000));
    }
}

#[test]
fn earned_by_the_second_and_rounded_down_to_the_unit() {
    let s = setting(coin);
    let start = s.w.now();
    // Ten units over three seconds; a cliff after the first.
    let stream = s.stream(10, [0, 1, 3]);
    for (second, earned) in [(-5, 0), (-1, 0), (0, 0), (1, 3), (2, 6), (3, 10), (4, 10), (1_000_000, 10)] {
        s.w.at(start + second);
        s.earned(stream, earned);
    }
    // What is left of a unit is not lost, and what was taken is not earned twice.
    let stream = s.stream(10, [0, 0, 3]);
    let start = s.w.now();
    s.w.at(start + 1);
    s.withdraw(stream, 3).ok();
    s.earned(stream, 0);
    s.w.at(start + 2);
    s.earned(stream, 3);
    s.withdraw(stream, 2).ok();
    s.w.at(start + 3);
    s.withdraw(stream, 5).ok();
    s.earned(stream, 0);
    assert_eq!(s.account(stream).withdrawn, 10);
}

#[test]
fn nothing_before_the_cliff_and_everything_since_the_start_at_it() {
    let s = setting(coin);
    let start = s.w.now();
    let stream = s.stream(100_000, [0, 600, 1_000]);
    for (second, earned) in [(599, 0), (600, 60_000), (601, 60_100), (999, 99_900), (1_000, 100_000)] {
        s.w.at(start + second);
        s.earned(stream, earned);
    }
    // All at the end.
    let start = s.w.now();
    let stream = s.stream(100_000, [0, 1_000, 1_000]);
    for (second, earned) in [(999, 0), (1_000, 100_000), (1_001, 100_000)] {
        s.w.at(start + second);
        s.earned(stream, earned);
    }
    // For work that was done: what is past is earned at once.
    let stream = s.stream(100_000, [-500, -500, 500]);
    s.earned(stream, 50_000);
    let stream = s.stream(100_000, [-500, -500, 0]);
    s.earned(stream, 100_000);
}

#[test]
fn only_the_payee_withdraws_and_says_where_to() {
    for money in [sol, coin] {
        let s = setting(money);
        let (w, till) = (&s.w, &s.till);
        let stream = s.stream(9_000_000, [-100, -100, 0]);
        let elsewhere = w.empty_holding(&till.money, &w.citizen(2).key());
        for other in [&w.nation.founder, &s.court, &w.citizen(2).wallet] {
            let theft = ix::withdraw_stream(till, other.pubkey(), stream, elsewhere, 5);
            w.send(&[theft], &[other]).treasury_error("NotPayee");
        }
        let before = w.amount_in(&till.money, &elsewhere);
        let sent = ix::withdraw_stream(till, s.payee().pubkey(), stream, elsewhere, 5_000_000);
        w.send(&[sent], &[s.payee()]).ok();
        assert_eq!(w.amount_in(&till.money, &elsewhere), before + 5_000_000);
        for own in [till.holding, till.vault, till.treasury] {
            let circle = ix::withdraw_stream(till, s.payee().pubkey(), stream, own, 5);
            w.send(&[circle], &[s.payee()]).treasury_error("DestinationIsVault");
        }
        // Whether the payee is a citizen or not.
        w.send(&[ix::renounce(w.citizen(1))], &[s.payee()]).ok();
        s.withdraw(stream, 5).ok();
    }
}

#[test]
fn a_program_may_be_paid() {
    let s = setting(coin);
    let executor = s.w.nation.executor;
    let to = s.w.empty_holding(&s.till.money, &executor);
    let now = s.w.now();
    let stream = s.w.stream(&s.till, executor, 1_000, [now, now, now + 10]);
    let call = Call::of(ix::withdraw_stream(&s.till, executor, stream, to, 1_000));
    let p = s.w.executable(std::slice::from_ref(&call));
    s.w.execute(&p, 0, &call).ok();
    assert_eq!(s.w.tokens_in(&to), 1_000);
}

#[test]
fn a_frozen_payee_stops_nobody_else() {
    let s = setting(|w| w.freezable_coin("a stablecoin"));
    let (w, till) = (&s.w, &s.till);
    let other = w.citizen(2);
    let to = w.empty_holding(&till.money, &other.key());
    let now = w.now();
    let mine = s.stream(1_000, [-10, -10, 0]);
    let theirs = w.stream(till, other.key(), 1_000, [now - 10, now - 10, now]);
    w.freeze(&till.money, &till.money.of(&s.payee().pubkey()), true);
    s.withdraw(mine, 1_000).code(17); // frozen
    assert_eq!(s.account(mine).withdrawn, 0);
    w.withdraw(till, &other.wallet, theirs, 1_000).ok();
    // Pulled elsewhere, or later.
    let elsewhere = ix::withdraw_stream(till, s.payee().pubkey(), mine, to, 400);
    w.send(&[elsewhere], &[s.payee()]).ok();
    w.freeze(&till.money, &till.money.of(&s.payee().pubkey()), false);
    s.withdraw(mine, 600).ok();
}

#[test]
fn cancelling_leaves_what_is_earned() {
    for money in [sol, coin] {
        let s = setting(money);
        let w = &s.w;
        let stream = s.stream(10_000_000, [0, 0, 1_000]);
        w.wait(333);
        s.withdraw(stream, 1_000_000).ok();
        w.wait(111);
        let receipt = s.cancel(stream).ok();
        let account = s.account(stream);
        assert_eq!((account.total, account.withdrawn, account.cancelled), (4_440_000, 1_000_000, 1));
        assert_eq!(World::treasury_events(&receipt), [s.changed(stream, &account, 0)]);
        assert_eq!((w.ledger(&s.till).promised_streams, w.free(&s.till)), (3_440_000, FUNDS - 4_440_000));
        s.earned(stream, 3_440_000);
        s.cancel(stream).treasury_error("AllEarned");
        s.pause(stream).treasury_error("AllEarned");
        s.close(stream).treasury_error("StreamNotEmpty");
        w.wait(10_000);
        s.earned(stream, 3_440_000);
        // What is freed can be promised and paid; what is earned cannot.
        w.pay(&s.till, w.citizen(2).key(), w.free(&s.till) + 1).treasury_error("AmountOverFree");
        s.withdraw(stream, 3_440_000).ok();
        s.close(stream).ok();
        assert_eq!((w.ledger(&s.till).promised_streams, w.balance(&s.till)), (0, FUNDS - 4_440_000));
    }
}

#[test]
fn cancelled_in_every_phase() {
    // Second, earned; of 1,000 from second 10 to 110 with a cliff at 60.
    for (second, earned) in [
        (0, 0),
        (9, 0),
        (10, 0),
        (11, 0),
        (59, 0),
        (60, 500),
        (61, 510),
        (109, 990),
        (110, 1_000),
        (500, 1_000),
    ] {
        let s = setting(coin);
        let stream = s.stream(1_000, [10, 60, 110]);
        s.w.wait(second);
        if earned == 1_000 {
            s.cancel(stream).treasury_error("AllEarned");
            s.earned(stream, 1_000);
            continue;
        }
        s.cancel(stream).ok();
        let account = s.account(stream);
        assert_eq!(account.total, earned, "{second}");
        assert_eq!(s.w.ledger(&s.till).promised_streams, earned);
        s.earned(stream, earned);
        if earned == 0 {
            // Nothing will ever be due: closed at once.
            s.close(stream).ok();
        } else {
            s.withdraw(stream, earned).ok();
            s.close(stream).ok();
        }
        assert_eq!(s.w.free(&s.till), FUNDS - earned);
    }
}

#[test]
fn a_pause_costs_time_and_not_pay() {
    let s = setting(coin);
    let w = &s.w;
    let start = w.now();
    let stream = s.stream(1_000, [0, 0, 100]);
    w.at(start + 30);
    s.withdraw(stream, 100).ok();
    let receipt = s.pause(stream).ok();
    let account = s.account(stream);
    assert_eq!((account.paused, account.paused_at, account.paused_total), (1, start + 30, 0));
    assert_eq!(World::treasury_events(&receipt), [s.changed(stream, &account, 0)]);
    s.pause(stream).treasury_error("AlreadyPaused");
    // What was earned before can be taken meanwhile.
    w.at(start + 50);
    s.earned(stream, 200);
    s.withdraw(stream, 50).ok();
    let receipt = s.resume(stream).ok();
    let account = s.account(stream);
    assert_eq!((account.paused, account.paused_at, account.paused_total), (0, 0, 20));
    assert_eq!((account.start, account.cliff, account.end), (start + 20, start + 20, start + 120));
    assert_eq!(World::treasury_events(&receipt), [s.changed(stream, &account, 0)]);
    s.earned(stream, 150);
    s.resume(stream).treasury_error("NotPaused");
    w.at(start + 119);
    s.earned(stream, 840);
    w.at(start + 120);
    s.withdraw(stream, 850).ok();
    s.close(stream).ok();
}

#[test]
fn only_the_court_pauses_and_resumes() {
    let s = setting(coin);
    let w = &s.w;
    let founder = w.nation.founder.insecure_clone();
    let stream = s.stream(1_000, [0, 0, 100 * DAY]);
    let pause_by = |key: &Keypair| w.send(&[ix::pause_stream(&s.till, key.pubkey(), stream)], &[key]);
    for other in [&founder, s.payee(), &w.sibling.founder] {
        pause_by(other).membership_error("NotCourt");
    }
    s.pause(stream).ok();
    for other in [&founder, s.payee(), &w.sibling.founder] {
        s.resume_by(other, stream).membership_error("NotCourt");
    }
    s.resume(stream).ok();
    // While there is no court, the authority.
    w.send(&[ix::set_court(&w.nation, founder.pubkey(), Address::default())], &[&founder]).ok();
    s.pause(stream).membership_error("NotCourt");
    pause_by(&founder).ok();
    s.resume_by(&founder, stream).ok();
    w.at(w.nation_account(&w.nation).founder_sunset);
    let late = s.w.now();
    w.edit(&stream, |stream: &mut Stream| stream.end = late + DAY);
    pause_by(&founder).membership_error("FoundingOver");
}

#[test]
fn a_pause_ends_by_itself_after_sixty_days() {
    for (late, over) in [(-1, false), (0, true), (1, true), (500 * DAY, true)] {
        let s = setting(coin);
        let w = &s.w;
        let start = w.now();
        let stream = s.stream(1_000 * 86_400, [0, 0, 1_000 * DAY]);
        w.wait(10 * DAY);
        s.pause(stream).ok();
        w.wait(MAX_PAUSE + late);
        let anyone = w.citizen(2).wallet.insecure_clone();
        let earned = if over { (10 * DAY + late) as u64 } else { 864_000 };
        // It is earned again since that moment, whether somebody has come to resume the stream or not.
        s.earned(stream, earned);
        if over {
            s.resume_by(&anyone, stream).ok();
            let account = s.account(stream);
            assert_eq!((account.paused, account.paused_total), (0, MAX_PAUSE));
            assert_eq!(account.start, start + MAX_PAUSE, "not by a second more, however late");
            s.earned(stream, earned);
            s.pause(stream).treasury_error("PauseUsedUp");
        } else {
            s.resume_by(&anyone, stream).membership_error("NotCourt");
            s.resume(stream).ok();
            // One second is left to pause for.
            s.pause(stream).ok();
            w.wait(1);
            s.resume_by(&anyone, stream).ok();
            s.pause(stream).treasury_error("PauseUsedUp");
        }
    }
}

#[test]
fn pauses_add_up_to_sixty_days() {
    let s = setting(coin);
    let w = &s.w;
    let anyone = w.citizen(2).wallet.insecure_clone();
    let stream = s.stream(FUNDS, [0, 0, 1_000 * DAY]);
    for days in [20, 25] {
        s.pause(stream).ok();
        w.wait(days * DAY);
        s.resume(stream).ok();
        w.wait(DAY);
    }
    assert_eq!(s.account(stream).paused_total, 45 * DAY);
    // Fifteen days are left.
    s.pause(stream).ok();
    w.wait(15 * DAY - 1);
    s.resume_by(&anyone, stream).membership_error("NotCourt");
    w.wait(1);
    s.resume_by(&anyone, stream).ok();
    assert_eq!(s.account(stream).paused_total, MAX_PAUSE);
    s.pause(stream).treasury_error("PauseUsedUp");
    s.earned(stream, FUNDS / 1_000 * 2);
}

#[test]
fn a_lapsed_pause_is_lifted_by_whatever_comes_next() {
    let s = setting(coin);
    let w = &s.w;
    let start = w.now();
    let stream = s.stream(100_000, [0, 0, 100]);
    w.at(start + 40);
    s.pause(stream).ok();
    w.wait(MAX_PAUSE + 30);
    // Withdrawn: seventy of a hundred seconds.
    let copy = Setting { w: w.clone(), till: s.till, court: s.court.insecure_clone() };
    copy.withdraw(stream, 70_001).treasury_error("AmountUnearned");
    copy.withdraw(stream, 70_000).ok();
    assert_eq!((copy.account(stream).paused, copy.account(stream).paused_total), (0, MAX_PAUSE));
    // Cancelled: what is earned since the lapse is earned.
    let copy = Setting { w: w.clone(), till: s.till, court: s.court.insecure_clone() };
    copy.cancel(stream).ok();
    assert_eq!(copy.account(stream).total, 70_000);
    // Paused again: there is nothing left to pause for.
    s.pause(stream).treasury_error("PauseUsedUp");
    w.wait(30);
    s.pause(stream).treasury_error("AllEarned");
    s.withdraw(stream, 100_000).ok();
    s.close(stream).ok();
}

#[test]
fn cancelled_while_paused() {
    let s = setting(coin);
    let w = &s.w;
    let stream = s.stream(100_000, [0, 0, 100]);
    w.wait(40);
    s.pause(stream).ok();
    w.wait(1_000);
    s.cancel(stream).ok();
    let account = s.account(stream);
    assert_eq!((account.total, account.paused, account.cancelled), (40_000, 0, 1));
    s.resume(stream).treasury_error("NotPaused");
    s.withdraw(stream, 40_000).ok();
    s.close(stream).ok();
    assert_eq!(w.free(&s.till), FUNDS - 40_000);
}

#[test]
fn paused_before_the_start_and_before_the_cliff() {
    let s = setting(coin);
    let w = &s.w;
    let start = w.now() + 100;
    let stream = s.stream(1_000, [100, 150, 200]);
    // Over before the start: costs nothing.
    s.pause(stream).ok();
    w.at(start - 10);
    s.resume(stream).ok();
    assert_eq!(s.account(stream).start, start);
    // Over after it: costs what is after it.
    s.pause(stream).ok();
    w.at(start + 7);
    s.resume(stream).ok();
    let account = s.account(stream);
    assert_eq!((account.start, account.cliff, account.end), (start + 7, start + 57, start + 107));
    // Before the cliff.
    w.at(start + 40);
    s.pause(stream).ok();
    w.at(start + 140);
    s.earned(stream, 0);
    s.resume(stream).ok();
    w.at(start + 156);
    s.earned(stream, 0);
    w.at(start + 157);
    s.earned(stream, 500);
}

#[test]
fn paused_and_resumed_in_one_transaction() {
    let s = setting(coin);
    let stream = s.stream(1_000, [0, 0, 100]);
    s.w.wait(10);
    let (pause, resume) = (
        ix::pause_stream(&s.till, s.court.pubkey(), stream),
        ix::resume_stream(&s.till, s.court.pubkey(), stream),
    );
    let before = s.account(stream);
    s.w.send(&[pause, resume], &[&s.court]).ok();
    assert_eq!(s.account(stream), before);
}

#[test]
fn what_is_promised_must_be_there() {
    let s = setting(coin);
    let (w, till, now) = (&s.w, &s.till, s.w.now());
    let payee = s.payee().pubkey();
    let times = [now, now, now + 10];
    w.try_stream(till, payee, FUNDS + 1, times).treasury_error("AmountOverFree");
    w.try_stream(till, payee, u64::MAX, times).treasury_error("AmountOverFree");
    w.stream(till, payee, FUNDS, times);
    w.try_stream(till, payee, 1, times).treasury_error("AmountOverFree");
    assert_eq!(w.free(till), 0);
    // Not by what has not been counted yet.
    w.endow(&till.money, &till.vault, 5);
    w.try_stream(till, payee, 5, times).treasury_error("AmountOverFree");
    w.send(&[ix::reconcile(till)], &[]).ok();
    w.stream(till, payee, 5, times);
    w.try_stream(till, Address::default(), 1, times).treasury_error("PayeeInvalid");
}

#[test]
fn streams_must_be_sound() {
    let s = setting(coin);
    let (w, till, now) = (&s.w, &s.till, s.w.now());
    let payee = s.payee().pubkey();
    for times in [
        [now, now, now],
        [now + 1, now + 1, now],
        [now + 5, now, now + 10],
        [now, now + 11, now + 10],
        [now, now, now + TEN_YEARS + 1],
        [now - TEN_YEARS - 1, now, now + 1],
        [i64::MIN, i64::MIN, i64::MAX],
        [i64::MIN, now, now + 1],
        [now, now, i64::MAX],
    ] {
        w.try_stream(till, payee, 1_000, times).treasury_error("StreamUnsound");
    }
    w.try_stream(till, payee, 0, [now, now, now + 1]).treasury_error("StreamUnsound");
    w.stream(till, payee, 1_000, [now - TEN_YEARS, now, now + TEN_YEARS]);
    w.stream(till, payee, 1, [now, now, now + 1]);
}

#[test]
fn as_much_as_there_can_be_over_ten_years() {
    let w = World::new(3);
    let till = w.till(w.coin("a coin"), u64::MAX);
    let payee = &w.citizen(1).wallet;
    let to = w.empty_holding(&till.money, &payee.pubkey());
    let start = w.now();
    let stream = w.stream(&till, payee.pubkey(), u64::MAX, [start, start, start + TEN_YEARS]);
    assert_eq!((w.free(&till), w.ledger(&till).promised_streams), (0, u64::MAX));
    w.at(start + TEN_YEARS / 3);
    let third = u64::MAX / 3;
    w.withdraw(&till, payee, stream, third + 1).treasury_error("AmountUnearned");
    w.withdraw(&till, payee, stream, third).ok();
    w.at(start + TEN_YEARS);
    w.withdraw(&till, payee, stream, u64::MAX - third).ok();
    assert_eq!((w.tokens_in(&to), w.balance(&till)), (u64::MAX, 0));
}

#[test]
fn a_stream_draws_on_its_ledger_alone() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    let sol = w.till(Money::SOL, 5 * SOL);
    let stream = s.stream(1_000_000, [-10, -10, 10]);
    let (payee, founder) = (s.payee(), &w.nation.founder);
    let other = ix::withdraw_stream(&sol, payee.pubkey(), stream, payee.pubkey(), 1_000);
    w.send(&[other], &[payee]).treasury_error("WrongLedger");
    w.send(&[ix::cancel_stream(&sol, founder.pubkey(), stream)], &[founder]).treasury_error("WrongLedger");
    let theirs = w.open_till(&w.sibling, till.money);
    w.donate(&theirs, FUNDS);
    let other = ix::withdraw_stream(&theirs, payee.pubkey(), stream, till.money.of(&payee.pubkey()), 1_000);
    w.send(&[other], &[payee]).treasury_error("WrongLedger");
    let their_founder = &w.sibling.founder;
    for mixed in [
        ix::cancel_stream(&theirs, their_founder.pubkey(), stream),
        ix::pause_stream(&theirs, their_founder.pubkey(), stream),
    ] {
        w.send(&[mixed], &[their_founder]).failure();
    }
}

/// A stream, written anew from its description: how long it has earned, and so what.
struct Model {
    total: u64,
    start: i64,
    cliff: i64,
    end: i64,
    withdrawn: u64,
    /// Pauses, each from when until when; the last one may last.
    pauses: Vec<(i64, Option<i64>)>,
}

impl Model {
    /// For how long it may still be paused, beside the pause that lasts.
    fn left(&self) -> i64 {
        MAX_PAUSE
            - self.pauses.iter().filter_map(|(from, until)| until.map(|until| until - from)).sum::<i64>()
    }

    /// When the pause that lasts ends by itself.
    fn lapses_at(&self) -> i64 {
        self.pauses.last().unwrap().0 + self.left()
    }

    /// The stream as it counts at this time: a pause that has lapsed is over.
    fn settled(&self, now: i64) -> Self {
        let mut after = Self { pauses: self.pauses.clone(), ..*self };
        if self.is_paused() && now >= self.lapses_at() {
            after.pauses.last_mut().unwrap().1 = Some(self.lapses_at());
        }
        after
    }

    fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|(_, until)| until.is_none())
    }

    /// Seconds for which it has earned: since the start, without the pauses.
    fn active(&self, now: i64) -> i64 {
        let idle: i64 = self
            .pauses
            .iter()
            .map(|(from, until)| (until.unwrap_or(now).min(now) - (*from).max(self.start)).max(0))
            .sum();
        now - self.start - idle
    }

    fn earned(&self, now: i64) -> u64 {
        let (active, length) = (self.active(now), self.end - self.start);
        if active < self.cliff - self.start || active < 0 {
            return 0;
        }
        let share = u128::from(self.total) * active.min(length) as u128 / length as u128;
        u64::try_from(share).unwrap()
    }
}

#[test]
fn a_stream_written_anew_agrees() {
    let mut seed = 11u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let (mut taken, mut paused, mut cancelled) = (0, 0, 0);
    for _ in 0..40 {
        let s = setting(coin);
        let now = s.w.now();
        let start = random(40 * 86_400) as i64 - 10 * DAY;
        let length = 1 + random(200 * 86_400) as i64;
        let cliff = random(length as u64 + 1) as i64;
        let total = 1 + random(FUNDS);
        let stream = s.stream(total, [start, start + cliff, start + length]);
        let mut model = Model {
            total,
            start: now + start,
            cliff: now + start + cliff,
            end: now + start + length,
            withdrawn: 0,
            pauses: vec![],
        };
        for _ in 0..40 {
            s.w.wait(random(9 * 86_400) as i64);
            let now = s.w.now();
            match random(6) {
                0 | 1 => {
                    let outcome = s.pause(stream);
                    let mut after = model.settled(now);
                    if after.is_paused() {
                        outcome.treasury_error("AlreadyPaused");
                    } else if after.active(now) >= after.end - after.start {
                        outcome.treasury_error("AllEarned");
                    } else if after.left() <= 0 {
                        outcome.treasury_error("PauseUsedUp");
                    } else {
                        outcome.ok();
                        after.pauses.push((now, None));
                        model = after;
                        paused += 1;
                    }
                }
                2 => {
                    let outcome = s.resume(stream);
                    if model.is_paused() {
                        outcome.ok();
                        let until = now.min(model.lapses_at());
                        model.pauses.last_mut().unwrap().1 = Some(until);
                    } else {
                        outcome.treasury_error("NotPaused");
                    }
                }
                _ => {
                    let after = model.settled(now);
                    let due = after.earned(now) - after.withdrawn;
                    s.withdraw(stream, due + 1).treasury_error("AmountUnearned");
                    let amount = if random(3) == 0 { due } else { random(due + 1) };
                    if amount > 0 {
                        s.withdraw(stream, amount).ok();
                        model = Model { withdrawn: after.withdrawn + amount, ..after };
                        taken += 1;
                    }
                }
            }
        }
        let earned = model.settled(s.w.now()).earned(s.w.now());
        if earned == total {
            s.cancel(stream).treasury_error("AllEarned");
        } else {
            s.cancel(stream).ok();
            cancelled += 1;
        }
        s.earned(stream, earned - model.withdrawn);
    }
    assert!(
        taken > 100 && paused > 30 && cancelled > 5,
        "{taken} taken, {paused} paused, {cancelled} cancelled"
    );
}
