//! Budgets of wallets, offices and the court: who may spend, when, how much, to whom, and what is set aside.

use civitas_tests::*;
use client::treasury::accounts::Budget;
use client::treasury::events::Event;
use client::treasury::types::{BudgetChanged, Payment};

const FUNDS: u64 = 1_000_000_000;

/// A treasury with money, a holder (citizen 1) and somebody to be paid (citizen 2).
struct Setting {
    w: World,
    till: Till,
    to: Address,
}

fn setting(money: fn(&World) -> Money) -> Setting {
    let w = World::new(4);
    let till = w.till(money(&w), FUNDS);
    let to = w.empty_holding(&till.money, &w.citizen(2).key());
    Setting { w, till, to }
}

fn sol(_: &World) -> Money {
    Money::SOL
}

fn coin(w: &World) -> Money {
    w.coin("a coin")
}

impl Setting {
    fn holder(&self) -> &Person {
        self.w.citizen(1)
    }

    fn spend(&self, budget: Address, amount: u64) -> Outcome {
        self.w.spend(&self.till, &self.holder().wallet, budget, self.to, amount)
    }

    /// A grant to the holder's wallet: 2,000,000 every hundred seconds, a thousand times.
    fn grant(&self) -> Grant {
        Grant { per_period: 2_000_000, ..self.w.grant(self.holder().key()) }
    }

    /// The office of the holder, and a budget of it that never ends.
    fn office(&self, term_ends_at: i64) -> (Address, Address) {
        let office = self.w.appoint(self.holder(), "harbour master", term_ends_at);
        let grant = Grant {
            holder_kind: kind::OFFICE,
            holder: office,
            until: i64::MAX,
            per_period: 10_000_000,
            ..self.grant()
        };
        (office, self.w.budget(&self.till, &grant))
    }

    fn by_office(&self, person: &Person, office: Address, budget: Address) -> Outcome {
        self.w.spend_by_office(&self.till, person, office, budget, self.to, 1_000)
    }

    fn revoke(&self, signer: &Keypair, budget: Address) -> Outcome {
        self.w.send(&[ix::revoke_budget(&self.till, signer.pubkey(), budget)], &[signer])
    }
}

#[test]
fn a_budget_is_granted_spent_and_revoked() {
    for money in [sol, coin] {
        let s = setting(money);
        let (w, till) = (&s.w, &s.till);
        let founder = &w.nation.founder;
        let grant = Grant { set_aside: 500_000, destination: s.to, ..s.grant() };
        let created = w.try_budget(till, &grant).ok();
        let budget = till.budget(0);
        let account = w.budget_account(&budget);
        let expected = Budget {
            discriminator: account.discriminator,
            nation: w.nation.address,
            ledger: till.ledger,
            holder: s.holder().key(),
            destination: s.to,
            rent_payer: ix::payer(),
            id: 0,
            per_period: 2_000_000,
            from: w.now(),
            until: w.now() + 100_000,
            spent: 0,
            spent_in: 0,
            set_aside: 500_000,
            period: 100,
            holder_kind: kind::WALLET,
            version: 1,
            bump: addresses::budget(&till.treasury, 0).1,
            founding: 1,
            reserved: [0; 32],
        };
        assert_eq!(account, expected);
        let changed = |set_aside, revoked| {
            Event::BudgetChanged(BudgetChanged {
                budget,
                ledger: till.ledger,
                set_aside,
                revoked,
                padding: [0; 7],
            })
        };
        assert_eq!(World::treasury_events(&created), [changed(500_000, 0)]);
        let paid_before = w.amount_in(&till.money, &s.to);

        let spent = s.spend(budget, 1_200_000).ok();
        let event = Payment {
            ledger: till.ledger,
            destination: s.to,
            under: budget,
            amount: 1_200_000,
            reason: 1,
            padding: [0; 7],
        };
        assert_eq!(World::treasury_events(&spent), [Event::Payment(event)]);
        let account = w.budget_account(&budget);
        assert_eq!((account.spent, account.spent_in, account.set_aside), (1_200_000, 0, 0));
        assert_eq!(w.amount_in(&till.money, &s.to), paid_before + 1_200_000);
        assert_eq!(w.balance(till), FUNDS - 1_200_000);
        s.spend(budget, 800_001).treasury_error("AmountOverBudget");
        s.spend(budget, 0).treasury_error("AmountZero");

        let revoked = s.revoke(founder, budget).ok();
        assert_eq!(World::treasury_events(&revoked), [changed(0, 1)]);
        assert!(!w.exists(&budget));
        s.spend(budget, 1).no_account();
    }
}

#[test]
fn periods_begin_on_the_second() {
    let s = setting(coin);
    let (w, start) = (&s.w, s.w.now() + 1_000);
    // Three and a half periods.
    let budget = w.budget(&s.till, &Grant { from: start, until: start + 350, ..s.grant() });
    s.spend(budget, 1).treasury_error("BudgetNotOpen");
    w.at(start - 1);
    s.spend(budget, 1).treasury_error("BudgetNotOpen");
    w.at(start);
    s.spend(budget, 2_000_001).treasury_error("AmountOverBudget");
    s.spend(budget, 2_000_000).ok();
    for period in 1..=2 {
        w.at(start + 100 * period - 1);
        s.spend(budget, 1).treasury_error("AmountOverBudget");
        w.at(start + 100 * period);
        s.spend(budget, 1_500_000).ok();
        w.wait(1);
        s.spend(budget, 500_001).treasury_error("AmountOverBudget");
        s.spend(budget, 500_000).ok();
    }
    // The last one is cut short: half a period, half the amount. What was left before is not carried over.
    w.at(start + 300);
    s.spend(budget, 1_000_001).treasury_error("AmountOverBudget");
    s.spend(budget, 999_999).ok();
    w.at(start + 349);
    s.spend(budget, 2).treasury_error("AmountOverBudget");
    s.spend(budget, 1).ok();
    w.at(start + 350);
    s.spend(budget, 1).treasury_error("BudgetNotOpen");
    w.wait(1);
    s.spend(budget, 1).treasury_error("BudgetNotOpen");
    assert_eq!(w.ledger(&s.till).outflow, 7_000_000);
}

#[test]
fn what_is_not_spent_does_not_carry_over() {
    let s = setting(coin);
    let budget = s.w.budget(&s.till, &s.grant());
    s.w.wait(10 * 100);
    s.spend(budget, 2_000_001).treasury_error("AmountOverBudget");
    s.spend(budget, 2_000_000).ok();
    // A clock that runs backwards, into an earlier period, opens nothing.
    s.w.wait(-500);
    s.spend(budget, 1).treasury_error("AmountOverBudget");
}

#[test]
fn the_wallet_spends_and_nobody_else() {
    let s = setting(coin);
    let budget = s.w.budget(&s.till, &s.grant());
    for other in [&s.w.nation.founder, &s.w.citizen(2).wallet, &s.w.stranger().wallet] {
        s.w.spend(&s.till, other, budget, s.to, 1).treasury_error("NotHolder");
    }
    // A wallet's budget asks for no citizenship: whoever has left, or never came, spends it.
    s.w.send(&[ix::renounce(s.holder())], &[&s.holder().wallet]).ok();
    s.spend(budget, 1).ok();
    let stranger = s.w.stranger();
    let theirs = s.w.budget(&s.till, &Grant { holder: stranger.key(), ..s.grant() });
    s.w.spend(&s.till, &stranger.wallet, theirs, s.to, 1).ok();
}

#[test]
fn a_program_may_be_a_holder() {
    let s = setting(coin);
    let executor = s.w.nation.executor;
    let budget = s.w.budget(&s.till, &Grant { holder: executor, until: i64::MAX, ..s.grant() });
    let call = Call::of(ix::spend(&s.till, executor, budget, s.to, 77));
    let p = s.w.executable(std::slice::from_ref(&call));
    s.w.execute(&p, 0, &call).ok();
    assert_eq!(s.w.budget_account(&budget).spent, 77);
}

#[test]
fn a_destination_is_one_or_any() {
    for money in [sol, coin] {
        let s = setting(money);
        let (w, till) = (&s.w, &s.till);
        let other = w.empty_holding(&till.money, &w.citizen(3).key());
        let holder = &s.holder().wallet;
        let fixed = w.budget(till, &Grant { destination: s.to, ..s.grant() });
        let any = w.budget(till, &s.grant());
        w.spend(till, holder, fixed, other, 5).treasury_error("WrongDestination");
        w.spend(till, holder, fixed, s.to, 5).ok();
        w.spend(till, holder, any, other, 5).ok();
        w.spend(till, holder, any, s.to, 5).ok();
        for own in [till.holding, till.vault, till.treasury] {
            w.spend(till, holder, any, own, 5).treasury_error("DestinationIsVault");
        }
        w.try_budget(till, &Grant { destination: till.holding, ..s.grant() })
            .treasury_error("DestinationIsVault");
    }
}

#[test]
fn what_is_set_aside_is_taken_first() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    let aside = w.budget(till, &Grant { set_aside: 1_500_000, ..s.grant() });
    let other = w.budget(till, &Grant { set_aside: 700, ..s.grant() });
    let look = || {
        let ledger = w.ledger(till);
        (w.budget_account(&aside).set_aside, ledger.promised_budgets, w.free(till))
    };
    assert_eq!(look(), (1_500_000, 1_500_700, FUNDS - 1_500_700));
    s.spend(aside, 1_000_000).ok();
    assert_eq!(look(), (500_000, 500_700, FUNDS - 1_500_700));
    // Half of it set aside, half of it free.
    s.spend(aside, 1_000_000).ok();
    assert_eq!(look(), (0, 700, FUNDS - 2_000_700));
    w.wait(100);
    s.spend(aside, 5).ok();
    assert_eq!(look(), (0, 700, FUNDS - 2_000_705));
    // Revoking frees what is left of it, and touches nobody else's.
    s.revoke(&w.nation.founder, aside).ok();
    assert_eq!(w.ledger(till).promised_budgets, 700);
    s.revoke(&w.nation.founder, other).ok();
    assert_eq!((w.ledger(till).promised_budgets, w.free(till)), (0, FUNDS - 2_000_005));
}

#[test]
fn what_is_set_aside_is_there_when_all_else_is_gone() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    let aside = w.budget(till, &Grant { set_aside: 3_000_000, ..s.grant() });
    let bare = w.budget(till, &s.grant());
    w.pay(till, s.to, FUNDS - 3_000_000).ok();
    s.spend(bare, 1).treasury_error("AmountOverFree");
    s.spend(aside, 2_000_000).ok();
    w.wait(100);
    s.spend(aside, 1_000_001).treasury_error("AmountOverFree");
    s.spend(aside, 1_000_000).ok();
    assert_eq!((w.balance(till), w.real(till)), (0, 0));
    // More than a period allows may be set aside, and money that comes later serves the rest.
    w.donate(till, 10);
    s.spend(bare, 10).ok();
}

#[test]
fn revoked_by_the_authority_or_by_time() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    let until = w.now() + 100_000;
    let budget = w.budget(till, &Grant { set_aside: 5_000, ..s.grant() });
    let anyone = w.stranger().wallet;
    for nobody in [&anyone, &s.holder().wallet] {
        s.revoke(nobody, budget).membership_error("NotAuthority");
    }
    w.at(until - 1);
    s.revoke(&anyone, budget).membership_error("NotAuthority");
    for late in [0, 1] {
        let s = Setting { w: w.clone(), ..s };
        s.w.at(until + late);
        let (before, rent) = (s.w.lamports(&ix::payer()), s.w.lamports(&budget));
        let receipt = s.revoke(&anyone, budget).ok();
        assert_eq!(s.w.lamports(&ix::payer()), before + rent - receipt.fee);
        assert_eq!((s.w.free(till), s.w.ledger(till).promised_budgets), (FUNDS, 0));
    }
    // After the founding too, when the founder could not.
    let sunset = w.nation_account(&w.nation).founder_sunset;
    let budget = w.budget(till, &Grant { until: sunset + 5, ..s.grant() });
    w.at(sunset - 1);
    Setting { w: w.clone(), ..s }.revoke(&w.nation.founder, budget).ok();
    w.at(sunset);
    s.revoke(&w.nation.founder, budget).membership_error("FoundingOver");
    w.at(sunset + 5);
    s.revoke(&w.nation.founder, budget).ok();
}

/// Budgets of the holder's wallet, of an office and of the court, and who spends them.
struct Grants {
    till: Till,
    to: Address,
    holder: Person,
    office: Address,
    court: Keypair,
    budgets: [Address; 3],
}

impl Grants {
    /// What the founder grants: each budget with 5,000 set aside.
    fn of_the_founder(s: &Setting) -> Self {
        let (w, court) = (&s.w, s.w.stranger().wallet);
        w.appoint_court(&court);
        let office = w.appoint(s.holder(), "harbour master", w.now() + 1_000 * DAY);
        let holder = s.holder().clone();
        let grant = Grant { set_aside: 5_000, until: i64::MAX, ..s.grant() };
        let budgets = Self::each(&grant, office).map(|grant| w.budget(&s.till, &grant));
        Self { till: s.till, to: s.to, holder, office, court, budgets }
    }

    /// The same grant to a wallet, to an office and to the court.
    fn each(grant: &Grant, office: Address) -> [Grant; 3] {
        [
            *grant,
            Grant { holder_kind: kind::OFFICE, holder: office, ..*grant },
            Grant { holder_kind: kind::COURT, holder: Address::default(), ..*grant },
        ]
    }

    /// Spends from these budgets, each by who may.
    #[track_caller]
    fn spend(&self, w: &World, budgets: [Address; 3]) -> [Outcome; 3] {
        let (till, wallet, [own, of_office, of_court]) = (&self.till, &self.holder.wallet, budgets);
        let award = ix::award(till, self.court.pubkey(), of_court, self.to, 2_000);
        [
            w.spend(till, wallet, own, self.to, 2_000),
            w.spend_by_office(till, &self.holder, self.office, of_office, self.to, 2_000),
            w.send(&[award], &[&self.court]),
        ]
    }

    /// The ledger's and the budgets' bytes, and what has been paid.
    fn look(&self, w: &World) -> (Vec<Vec<u8>>, u64) {
        let accounts = [self.till.ledger, self.budgets[0], self.budgets[1], self.budgets[2]];
        (accounts.map(|address| w.account(&address).data).to_vec(), w.amount_in(&self.till.money, &self.to))
    }

    /// All of the founder's lapsed: whoever spends is refused, nothing changes, and anyone revokes them.
    #[track_caller]
    fn have_lapsed(&self, w: &World) {
        let before = self.look(w);
        for outcome in self.spend(w, self.budgets) {
            outcome.treasury_error("GrantLapsed");
        }
        // Who holds nothing is told so first, founder or not.
        for other in [&w.nation.founder, &w.citizen(0).wallet] {
            w.spend(&self.till, other, self.budgets[0], self.to, 5).treasury_error("NotHolder");
            let award = ix::award(&self.till, other.pubkey(), self.budgets[2], self.to, 5);
            w.send(&[award], &[other]).membership_error("NotCourt");
        }
        assert_eq!(self.look(w), before);

        let (w, anyone) = (w.clone(), &w.citizen(0).wallet);
        for (budget, left) in self.budgets.iter().zip([10_000, 5_000, 0]) {
            let (payer, rent, free) = (w.lamports(&ix::payer()), w.lamports(budget), w.free(&self.till));
            let set_aside = w.budget_account(budget).set_aside;
            let revoke = ix::revoke_budget(&self.till, anyone.pubkey(), *budget);
            let receipt = w.send(&[revoke], &[anyone]).ok();
            assert!(!w.exists(budget));
            assert_eq!(w.lamports(&ix::payer()), payer + rent - receipt.fee);
            assert_eq!(w.free(&self.till), free + set_aside);
            assert_eq!((set_aside, w.ledger(&self.till).promised_budgets), (5_000, left));
        }
    }
}

#[test]
fn what_the_founder_granted_lapses_when_the_executor_takes_over() {
    for money in [sol, coin] {
        let s = setting(money);
        let (w, grants) = (&s.w, Grants::of_the_founder(&s));
        let executor = w.nation.executor;
        for outcome in grants.spend(&w.clone(), grants.budgets) {
            outcome.ok();
        }
        w.hand_over(&w.nation);
        grants.have_lapsed(w);

        // What the executor grants does not, and is nobody's to revoke but its own.
        let grant = Grant { until: i64::MAX, ..s.grant() };
        let first = w.treasury_account(&s.till).next_budget;
        let each = Grants::each(&grant, grants.office);
        // A motion's only signer is the executor: it pays the rent.
        w.fund(&executor);
        let create = |id| {
            let mut create = ix::create_budget(&s.till, executor, first + id, &each[id as usize]);
            create.accounts[0].pubkey = executor;
            Call::of(create)
        };
        let calls = [0, 1, 2].map(create);
        let p = w.executable(&calls);
        for (index, call) in calls.iter().enumerate() {
            w.execute(&p, index as u8, call).ok();
        }
        let budgets = [0, 1, 2].map(|id| s.till.budget(first + id));
        for outcome in grants.spend(w, budgets) {
            outcome.ok();
        }
        for budget in budgets {
            assert_eq!(w.budget_account(&budget).founding, 0);
            for nobody in [&w.nation.founder, &w.citizen(0).wallet] {
                let mut revoke = ix::revoke_budget(&s.till, nobody.pubkey(), budget);
                revoke.accounts.last_mut().unwrap().pubkey = executor;
                w.send(&[revoke], &[nobody]).membership_error("NotAuthority");
            }
        }
        grants.have_lapsed(w);
    }
}

#[test]
fn what_the_founder_granted_stays_with_the_next_founder_and_lapses_for_all_after() {
    let s = setting(coin);
    let (w, grants, [heir, regent]) =
        (&s.w, Grants::of_the_founder(&s), [2, 3].map(|serial| &s.w.citizen(serial).wallet));
    let (nation, founder) = (&w.nation, &w.nation.founder);
    let before = w.nation_account(nation);
    let stands = || {
        for outcome in grants.spend(&w.clone(), grants.budgets) {
            outcome.ok();
        }
        s.revoke(&w.citizen(0).wallet, grants.budgets[0]).membership_error("NotAuthority");
    };
    // One who is only proposed ends nothing; and whoever takes over from the founder is the founder now.
    w.send(&[ix::propose_authority(nation, founder.pubkey(), heir.pubkey())], &[founder]).ok();
    stands();
    w.send(&[ix::accept_authority(nation, heir.pubkey())], &[heir]).ok();
    assert_eq!(w.nation_account(nation).founder, heir.pubkey());
    stands();
    // The executor's power is not the founder's, nor is that of a key to which it passes on.
    let propose = ix::propose_authority(nation, heir.pubkey(), nation.executor);
    w.send(&[propose, ix::assume_authority(nation)], &[heir]).ok();
    w.reappoint(nation, before.court, before.treasury);
    grants.have_lapsed(w);
    let propose = Call::of(ix::propose_authority(nation, nation.executor, regent.pubkey()));
    let p = w.executable(std::slice::from_ref(&propose));
    w.execute(&p, 0, &propose).ok();
    w.send(&[ix::accept_authority(nation, regent.pubkey())], &[regent]).ok();
    grants.have_lapsed(w);
    // What that key grants is good.
    let first = w.treasury_account(&s.till).next_budget;
    for (id, grant) in (first..).zip(Grants::each(&s.grant(), grants.office)) {
        w.send(&[ix::create_budget(&s.till, regent.pubkey(), id, &grant)], &[regent]).ok();
    }
    let budgets = [0, 1, 2].map(|id| s.till.budget(first + id));
    for outcome in grants.spend(w, budgets) {
        outcome.ok();
    }
    s.revoke(founder, budgets[0]).membership_error("NotAuthority");
    s.revoke(regent, budgets[0]).ok();
}

#[test]
fn what_the_founder_granted_outlasts_his_sunset_until_the_founding_is_ended() {
    let s = setting(coin);
    let w = &s.w;
    let sunset = w.nation_account(&w.nation).founder_sunset;
    let budget = w.budget(&s.till, &Grant { until: i64::MAX, ..s.grant() });
    w.at(sunset);
    s.spend(budget, 2_000).ok();
    s.revoke(&w.stranger().wallet, budget).membership_error("NotAuthority");
    w.send(&[ix::end_founding(&w.nation)], &[]).ok();
    s.spend(budget, 2_000).treasury_error("GrantLapsed");
    s.revoke(&w.stranger().wallet, budget).ok();
}

#[test]
fn an_office_spends_by_whoever_holds_it() {
    for money in [sol, coin] {
        let s = setting(money);
        let w = &s.w;
        let term_ends = w.now() + 10 * DAY;
        let (office, budget) = s.office(term_ends);
        let (holder, other) = (s.holder(), w.citizen(3));
        let receipt = s.by_office(holder, office, budget).ok();
        let events = World::treasury_events(&receipt);
        assert!(matches!(&events[..], [Event::Payment(p)] if p.reason == 1 && p.under == budget));
        s.by_office(other, office, budget).membership_error("NotHolder");
        s.spend(budget, 5).treasury_error("OfficeMissing");
        // The founder, who appoints, does not hold it.
        w.spend(&s.till, &w.nation.founder, budget, s.to, 5).treasury_error("OfficeMissing");
        // Another holder from one second to the next.
        w.appoint(other, "harbour master", term_ends);
        s.by_office(holder, office, budget).membership_error("NotHolder");
        s.by_office(other, office, budget).ok();
        // A term ends by itself.
        w.at(term_ends - 1);
        s.by_office(other, office, budget).ok();
        w.at(term_ends);
        s.by_office(other, office, budget).membership_error("NotHolder");
        w.wait(1);
        s.by_office(other, office, budget).membership_error("NotHolder");
        // Resigned.
        w.appoint(holder, "harbour master", w.now() + DAY);
        s.by_office(holder, office, budget).ok();
        w.send(&[ix::resign(holder, "harbour master")], &[&holder.wallet]).ok();
        s.by_office(holder, office, budget).membership_error("NotHolder");
    }
}

#[test]
fn an_office_is_one_and_no_other() {
    let s = setting(coin);
    let w = &s.w;
    let (office, budget) = s.office(w.now() + 10 * DAY);
    let (holder, other) = (s.holder(), w.citizen(3));
    let pilot = w.appoint(other, "pilot", w.now() + 10 * DAY);
    s.by_office(other, pilot, budget).treasury_error("NotHolder");
    // The holder's wallet with another citizen's account, and the reverse.
    let mixed = |wallet: &Person, citizen: &Person| Person {
        wallet: wallet.wallet.insecure_clone(),
        nation: wallet.nation,
        citizen: citizen.citizen,
    };
    s.by_office(&mixed(other, holder), office, budget).membership_error("WrongWallet");
    s.by_office(&mixed(holder, other), office, budget).membership_error("WrongWallet");
    // An office of the same title in the sibling nation, whose holder has the same number there.
    let (sibling, foreigner) = (&w.sibling, &w.sibling.people[1]);
    let appoint = ix::appoint(foreigner, sibling.founder.pubkey(), "harbour master", w.now() + DAY);
    w.send(&[appoint], &[&sibling.founder]).ok();
    let theirs = ix::office_of(&sibling.address, "harbour master");
    s.by_office(foreigner, theirs, budget).treasury_error("NotHolder");
    s.by_office(foreigner, office, budget).membership_error("WrongNation");
    let unfit = Grant { holder_kind: kind::OFFICE, holder: theirs, ..s.grant() };
    w.try_budget(&s.till, &unfit).treasury_error("HolderInvalid");
    // The same wallet in both nations: the citizenship here is what counts.
    let twice = Person::holding(foreigner.wallet.insecure_clone(), &w.nation.address);
    w.send(&[ix::join(&twice)], &[&twice.wallet]).ok();
    s.by_office(&twice, office, budget).membership_error("NotHolder");
}

#[test]
fn the_holder_of_an_office_must_be_in_good_standing() {
    let s = setting(coin);
    let w = &s.w;
    let (office, budget) = s.office(w.now() + 1_000 * DAY);
    let (holder, founder) = (s.holder(), &w.nation.founder);
    // Suspended, to the second.
    let until = w.now() + 100;
    w.send(&[ix::suspend(holder, founder.pubkey(), until)], &[founder]).ok();
    for (at, spends) in [(until - 1, false), (until, true), (until + 1, true)] {
        w.at(at);
        let outcome = s.by_office(holder, office, budget);
        if spends {
            outcome.ok();
        } else {
            outcome.membership_error("Suspended");
        }
    }
    // A resident holds no power.
    w.send(&[ix::set_tier(holder, founder.pubkey(), 1)], &[founder]).ok();
    s.by_office(holder, office, budget).membership_error("NotCitizen");
    w.send(&[ix::set_tier(holder, founder.pubkey(), 2)], &[founder]).ok();
    s.by_office(holder, office, budget).ok();
    // Lapsed, to the second.
    let expires = w.citizen_account(holder).expires_at;
    w.at(expires - 1);
    s.by_office(holder, office, budget).ok();
    w.at(expires);
    s.by_office(holder, office, budget).membership_error("Lapsed");
    // Dues make it good, in the same transaction.
    w.set_dues(&w.nation, &s.till.money, 500);
    let friend = w.holder_of(&s.till.money, "a friend", 500);
    let dues = ix::pay_dues(&s.till, friend.pubkey(), holder, 1, 500);
    let spend = ix::spend_by_office(&s.till, holder, office, budget, s.to, 1_000);
    w.send(&[dues, spend], &[&friend, &holder.wallet]).ok();
    // Gone.
    let copy = Setting { w: w.clone(), ..s };
    copy.w.send(&[ix::renounce(copy.holder())], &[&copy.holder().wallet]).ok();
    copy.by_office(copy.holder(), office, budget).membership_error("NotActive");
    w.send(&[ix::revoke(w.citizen(1), founder.pubkey())], &[founder]).ok();
    let spend = ix::spend_by_office(&copy.till, w.citizen(1), office, budget, copy.to, 1_000);
    w.send(&[spend], &[&w.citizen(1).wallet]).membership_error("NotActive");
}

#[test]
fn after_a_reissue_the_new_wallet_holds_the_office() {
    let s = setting(coin);
    let w = &s.w;
    let (office, budget) = s.office(w.now() + 100 * DAY);
    let (old, founder) = (s.holder().clone(), &w.nation.founder);
    let new = w.stranger();
    w.send(&[ix::reissue(&old, founder.pubkey(), new.key())], &[founder]).ok();
    w.wait(7 * DAY);
    s.by_office(&old, office, budget).ok();
    w.send(&[ix::complete_reissue(&old, &new)], &[&new.wallet]).ok();
    // The old wallet has no citizen account any more, and none of another's serves it.
    s.by_office(&old, office, budget).no_account();
    let stolen = Person { citizen: new.citizen, ..old };
    s.by_office(&stolen, office, budget).membership_error("WrongWallet");
    s.by_office(&new, office, budget).ok();
}

#[test]
fn whoever_leaves_and_comes_back_does_not_hold_the_office_again() {
    let s = setting(coin);
    let w = &s.w;
    let (office, budget) = s.office(w.now() + 100 * DAY);
    let holder = s.holder();
    let founder = &w.nation.founder;
    w.send(&[ix::renounce(holder), ix::close_citizen(holder, founder.pubkey())], &[&holder.wallet, founder])
        .ok();
    w.send(&[ix::join(holder)], &[&holder.wallet]).ok();
    s.by_office(holder, office, budget).membership_error("NotHolder");
}

#[test]
fn look_alikes_of_office_and_citizen() {
    let s = setting(coin);
    let w = &s.w;
    let (office, budget) = s.office(w.now() + 100 * DAY);
    let (thief, fake) = (w.citizen(3), Address::new_from_array([55; 32]));
    // A citizen account like the holder's, with the thief's wallet, under another owner.
    let genuine: client::membership::accounts::Citizen = w.citizen_account(s.holder());
    w.look_alike(&thief.citizen, &fake, Address::new_from_array([56; 32]));
    w.edit_bytes(&fake, |data| {
        let at = data.windows(8).position(|bytes| bytes == 3u64.to_le_bytes()).unwrap();
        data[at..at + 8].copy_from_slice(&genuine.serial.to_le_bytes());
    });
    let forged = Person { citizen: fake, ..thief.clone() };
    s.by_office(&forged, office, budget).illegal_owner();
    w.look_alike(&office, &fake, TREASURY_ID);
    s.by_office(s.holder(), fake, budget).illegal_owner();
    w.look_alike(&office, &fake, MEMBERSHIP_ID);
    s.by_office(s.holder(), fake, budget).treasury_error("NotHolder");
    // A citizen in the place of an office, and the reverse.
    let swapped = Person { citizen: office, ..s.holder().clone() };
    s.by_office(&swapped, s.holder().citizen, budget).wrong_type();
}

#[test]
fn the_court_awards_and_only_the_court() {
    for money in [sol, coin] {
        let s = setting(money);
        let (w, till) = (&s.w, &s.till);
        let founder = &w.nation.founder;
        let grant =
            Grant { holder_kind: kind::COURT, holder: Address::default(), set_aside: 1_000_000, ..s.grant() };
        let budget = w.budget(till, &grant);
        let award =
            |key: &Keypair, amount| w.send(&[ix::award(till, key.pubkey(), budget, s.to, amount)], &[key]);
        // While there is no court, the authority.
        let receipt = award(founder, 250_000).ok();
        let event = Payment {
            ledger: till.ledger,
            destination: s.to,
            under: budget,
            amount: 250_000,
            reason: 2,
            padding: [0; 7],
        };
        assert_eq!(World::treasury_events(&receipt), [Event::Payment(event)]);
        let court = w.stranger().wallet;
        award(&court, 1).membership_error("NotCourt");
        w.appoint_court(&court);
        award(founder, 1).membership_error("NotCourt");
        award(&s.holder().wallet, 1).membership_error("NotCourt");
        award(&court, 750_000).ok();
        assert_eq!((w.ledger(till).promised_budgets, w.free(till)), (0, FUNDS - 1_000_000));
        award(&court, 1_000_000).ok();
        award(&court, 1).treasury_error("AmountOverBudget");
        // Nor does the court spend what is not its own, or spend its own by `spend`.
        let wallets = w.budget(till, &s.grant());
        let spend = ix::award(till, court.pubkey(), wallets, s.to, 5);
        w.send(&[spend], &[&court]).treasury_error("WrongHolderKind");
        w.spend(till, &court, budget, s.to, 5).treasury_error("WrongHolderKind");
        w.wait(100_000);
        award(&court, 5).treasury_error("BudgetNotOpen");
    }
}

#[test]
fn what_holds_for_spending_holds_for_awards() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    let court = w.stranger().wallet;
    w.appoint_court(&court);
    let grant = Grant {
        holder_kind: kind::COURT,
        holder: Address::default(),
        destination: s.to,
        from: w.now() + 10,
        ..s.grant()
    };
    let budget = w.budget(till, &grant);
    let award = |to, amount| w.send(&[ix::award(till, court.pubkey(), budget, to, amount)], &[&court]);
    award(s.to, 5).treasury_error("BudgetNotOpen");
    w.wait(10);
    let other = w.empty_holding(&till.money, &w.citizen(3).key());
    award(other, 5).treasury_error("WrongDestination");
    award(s.to, 0).treasury_error("AmountZero");
    award(s.to, 2_000_001).treasury_error("AmountOverBudget");
    let any = w.budget(till, &Grant { destination: Address::default(), from: w.now(), ..grant });
    for own in [till.holding, till.vault, till.treasury] {
        let award = ix::award(till, court.pubkey(), any, own, 5);
        w.send(&[award], &[&court]).treasury_error("DestinationIsVault");
    }
    w.pay(till, s.to, FUNDS).ok();
    award(s.to, 5).treasury_error("AmountOverFree");
    // With the sibling's accounts, one by one.
    let theirs = w.open_till(&w.sibling, till.money);
    let right = ix::award(till, court.pubkey(), budget, s.to, 5);
    for (slot, address, error) in [
        (1, w.sibling.address, "WrongNation"),
        (2, theirs.ledger, "WrongNation"),
        (2, w.open_till(&w.nation, Money::SOL).ledger, "WrongLedger"),
        (4, theirs.vault, "WrongVault"),
        (5, theirs.holding, "WrongHolding"),
        (7, w.coin("other coin").mint, "WrongMint"),
        (8, tokens::TOKEN_2022, "WrongTokenProgram"),
    ] {
        let mut mixed = right.clone();
        mixed.accounts[slot].pubkey = address;
        w.send(&[mixed], &[&court]).treasury_error(error);
    }
    let mut mixed = right;
    mixed.accounts[4].pubkey = theirs.vault;
    mixed.accounts[9].pubkey = theirs.treasury;
    w.send(&[mixed], &[&court]).treasury_error("WrongTreasury");
}

#[test]
fn a_budget_draws_on_its_ledger_alone() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    let sol = w.till(Money::SOL, 5 * SOL);
    let budget = w.budget(till, &s.grant());
    // A budget in tokens spends no SOL.
    let spend = ix::spend(&sol, s.holder().key(), budget, w.citizen(2).key(), 1_000);
    w.send(&[spend], &[&s.holder().wallet]).treasury_error("WrongLedger");
    let revoke = ix::revoke_budget(&sol, w.nation.founder.pubkey(), budget);
    w.send(&[revoke], &[&w.nation.founder]).treasury_error("WrongLedger");
}

#[test]
fn limits_of_numbers() {
    let s = setting(coin);
    let (w, till) = (&s.w, &s.till);
    // As long and as much as there can be.
    let endless =
        Grant { per_period: u64::MAX, period: u32::MAX, from: i64::MIN, until: i64::MAX, ..s.grant() };
    let budget = w.budget(till, &endless);
    s.spend(budget, u64::MAX).treasury_error("AmountOverFree");
    s.spend(budget, FUNDS + 1).treasury_error("AmountOverFree");
    s.spend(budget, FUNDS).ok();
    // A second, a unit.
    w.donate(till, 5);
    let tiny = Grant { per_period: 1, period: 1, from: w.now(), until: w.now() + 1, ..s.grant() };
    let budget = w.budget(till, &tiny);
    s.spend(budget, 2).treasury_error("AmountOverBudget");
    s.spend(budget, 1).ok();
    w.wait(1);
    s.spend(budget, 1).treasury_error("BudgetNotOpen");
    for unsound in [
        Grant { per_period: 0, ..s.grant() },
        Grant { period: 0, ..s.grant() },
        Grant { until: w.now(), ..s.grant() },
        Grant { from: w.now() + 5, until: w.now() + 5, ..s.grant() },
        Grant { from: i64::MAX, until: i64::MIN, ..s.grant() },
    ] {
        w.try_budget(till, &unsound).treasury_error("BudgetUnsound");
    }
    w.budget(till, &Grant { until: w.now() + 1, ..s.grant() });
    for unfit in [
        Grant { holder: Address::default(), ..s.grant() },
        Grant { holder_kind: kind::COURT, ..s.grant() },
        Grant { holder_kind: kind::OFFICE, ..s.grant() },
        Grant { holder_kind: kind::OFFICE, holder: w.citizen(1).citizen, ..s.grant() },
        Grant { holder_kind: 3, ..s.grant() },
    ] {
        w.try_budget(till, &unfit).treasury_error("HolderInvalid");
    }
}

#[test]
fn spending_twice_in_one_transaction_counts_twice() {
    let s = setting(coin);
    let (w, holder) = (&s.w, &s.holder().wallet);
    let budget = w.budget(&s.till, &s.grant());
    let half = ix::spend(&s.till, holder.pubkey(), budget, s.to, 1_000_000);
    w.send(&[half.clone(), half.clone(), half.clone()], &[holder]).treasury_error("AmountOverBudget");
    w.send(&[half.clone(), half], &[holder]).ok();
    assert_eq!(w.budget_account(&budget).spent, 2_000_000);
}
