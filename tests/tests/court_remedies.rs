//! What a ruling does: every remedy to its end, upon its target alone.

mod bestiary;

use bestiary::{Beasts, CLAIMANT, GRANT, ITEMS, RESPONDENT, Zoo};
use civitas_tests::court::{remedy, ruling};
use civitas_tests::land::lease_state;
use civitas_tests::*;
use client::membership::accounts::Reissue;

/// All remedies.
const REMEDIES: std::ops::RangeInclusive<u8> = remedy::SUSPEND..=remedy::REINSTATE;

/// A case that is won, and enforced right away.
fn enforced(zoo: &Zoo, remedy: u8) -> Dispute {
    let dispute = zoo.won(remedy);
    zoo.w.enforce(&dispute).ok();
    let case = zoo.w.case_account(&dispute);
    assert_eq!((case.ruling, case.enforced_at), (ruling::FOR_CLAIMANT, zoo.w.now()));
    zoo.w.enforce(&dispute).court_error("AlreadyEnforced");
    dispute
}

#[test]
fn every_remedy_is_enforced_to_its_effect() {
    let zoo = Zoo::new();
    for remedy in REMEDIES {
        let zoo = zoo.clone();
        let Zoo { w, own, .. } = &zoo;
        match remedy {
            remedy::SUSPEND => {
                enforced(&zoo, remedy);
                assert_eq!(w.citizen_account(&own.citizen).suspended_until, w.now() + DAY);
            }
            remedy::REISSUE => {
                enforced(&zoo, remedy);
                let new = zoo.new_wallet();
                let order: Reissue = w.read(&ix::reissue_of(&own.citizen));
                assert_eq!((order.new_wallet, order.citizen), (new.key(), own.citizen.citizen));
                w.wait(7 * DAY);
                let serial = w.citizen_account(&own.citizen).serial;
                w.send(&[ix::complete_reissue(&own.citizen, &new)], &[&new.wallet]).ok();
                assert_eq!(w.citizen_account(&new).serial, serial);
            }
            remedy::EVICT => {
                enforced(&zoo, remedy);
                let lease = w.lease_account(&own.running);
                assert_eq!((lease.state, lease.ended_at), (lease_state::EVICTED, w.now()));
                assert_eq!(w.parcel_account(&own.running.plot).current, Address::default());
            }
            remedy::SPLIT_DEPOSIT => {
                let before = w.lease_account(&own.disputed);
                enforced(&zoo, remedy);
                let after = w.lease_account(&own.disputed);
                assert_eq!(after.to_landlord - before.to_landlord, 2_500_000);
                assert_eq!(after.to_tenant - before.to_tenant, ITEMS.iter().sum::<u64>() - 2_500_000);
                assert_eq!((before.open, after.open), (0b11, 0));
            }
            remedy::AWARD_BUDGET => {
                let beneficiary = zoo.new_wallet().key();
                let before = [w.lamports(&beneficiary), w.balance(&own.till)];
                enforced(&zoo, remedy);
                assert_eq!(w.lamports(&beneficiary) - before[0], GRANT / 2);
                assert_eq!(before[1] - w.balance(&own.till), GRANT / 2);
                assert_eq!(w.budget_account(&own.court_budget).spent, GRANT / 2);
            }
            remedy::AWARD_ESCROW => {
                let (petition, claimant) = zoo.plea(remedy);
                let dispute = w.file(&zoo.tribunal, &claimant, &petition);
                w.put_in_escrow(&dispute, &claimant, 50).ok();
                w.put_in_escrow(&dispute, &own.citizen.wallet, 1_000).ok();
                w.empanel(&dispute);
                w.agree(&dispute, ruling::FOR_CLAIMANT);
                w.end_case(&dispute);
                // Nobody needs to enforce it: the money is due.
                let case = w.case_account(&dispute);
                assert_eq!([case.claimant_due, case.respondent_due], [50 + 777, 1_000 - 777]);
                assert_eq!(case.enforced_at, w.now());
                let call = ix::enforce(&dispute, Address::default(), &[]);
                w.send(&[call], &[]).court_error("AlreadyEnforced");
            }
            remedy::ENJOIN => {
                enforced(&zoo, remedy);
                let proposal = w.proposal(&own.carried);
                assert_eq!((proposal.state, proposal.enjoined_until), (state::ENJOINED, w.now() + DAY));
            }
            remedy::RELEASE => {
                enforced(&zoo, remedy);
                let proposal = w.proposal(&own.enjoined);
                assert_eq!((proposal.state, proposal.enjoined_at), (state::QUEUED, 0));
            }
            remedy::PAUSE => {
                enforced(&zoo, remedy);
                let stream = w.stream_account(&own.stream);
                assert_eq!((stream.paused, stream.paused_at), (1, w.now()));
            }
            remedy::RESUME => {
                enforced(&zoo, remedy);
                let stream = w.stream_account(&own.paused);
                assert_eq!((stream.paused, stream.paused_at), (0, 0));
                assert!(stream.paused_total > 0);
            }
            remedy::REINSTATE => {
                enforced(&zoo, remedy);
                assert_eq!(w.citizen_account(&own.suspended).suspended_until, 0);
            }
            other => panic!("there is no remedy {other}"),
        }
    }
}

/// The respondent who belongs to a target, so that nothing but the target is wrong.
fn respondent(zoo: &Zoo, remedy: u8, name: &str) -> Address {
    let authority = zoo.w.nation.founder.pubkey();
    match (remedy, name) {
        (remedy::RELEASE | remedy::RESUME | remedy::REINSTATE | remedy::AWARD_BUDGET, _) => authority,
        (remedy::ENJOIN, _) => zoo.w.citizen(CLAIMANT).key(),
        (_, "suspended") => zoo.own.suspended.key(),
        _ => zoo.own.citizen.key(),
    }
}

#[test]
fn at_filing_every_remedy_refuses_every_wrong_target() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let mut refused = 0;
    for remedy in REMEDIES {
        let (petition, claimant) = zoo.plea(remedy);
        let try_upon = |target, respondent| {
            let petition = Petition { target, respondent, ..petition };
            w.clone().try_file(&zoo.tribunal, &claimant, &petition)
        };
        let nothing = [("nothing", Address::default()), ("no account", ix::reissue_of(&zoo.own.citizen))];
        let own = zoo.own.all(w);
        for (name, target) in own.iter().chain(&nothing) {
            let outcome = try_upon(*target, respondent(&zoo, remedy, name));
            if Beasts::fit(remedy).contains(name) {
                outcome.ok();
                continue;
            }
            refused += 1;
            if name.starts_with("court") && *name != "court_budget" {
                // Both are written, and so cannot be passed twice.
                outcome.code(anchor::DUPLICATE_MUTABLE);
                continue;
            }
            let of_kind = Beasts::kind(remedy).contains(name);
            outcome.court_error(if of_kind { "TargetUnfit" } else { "WrongTarget" });
        }
        for (name, target) in zoo.foreign.all(w) {
            refused += 1;
            let outcome = try_upon(target, respondent(&zoo, remedy, name));
            outcome.court_error(if Beasts::kind(remedy).contains(&name) {
                "WrongNation"
            } else {
                "WrongTarget"
            });
        }
        // The same bytes under another owner.
        if remedy != remedy::AWARD_ESCROW {
            let fake = w.stranger().key();
            let lying = w.clone();
            lying.look_alike(&petition.target, &fake, COURT_ID);
            let petition = Petition { target: fake, ..petition };
            lying.try_file(&zoo.tribunal, &claimant, &petition).court_error("WrongTarget");
        }
    }
    assert!(refused > 11 * 40, "{refused}");
}

#[test]
fn a_remedy_is_asked_of_whom_it_concerns() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    for remedy in REMEDIES {
        let (petition, claimant) = zoo.plea(remedy);
        let of =
            |respondent| w.clone().try_file(&zoo.tribunal, &claimant, &Petition { respondent, ..petition });
        of(claimant.pubkey()).court_error("PartiesSame");
        of(Address::default()).court_error("WrongRespondent");
        for other in [w.citizen(5).key(), w.stranger().key(), w.sibling.founder.pubkey()] {
            // An award from escrow may be asked of anybody.
            if remedy == remedy::AWARD_ESCROW {
                of(other).ok();
            } else {
                of(other).court_error("WrongRespondent");
            }
        }
        if remedy != remedy::AWARD_ESCROW && petition.respondent != w.nation.founder.pubkey() {
            of(w.nation.founder.pubkey()).court_error("WrongRespondent");
        }
    }
    // What is asked by the authority itself, of the nation, is asked of the one concerned.
    for (remedy, concerned) in [
        (remedy::RELEASE, w.citizen(CLAIMANT).key()),
        (remedy::RESUME, zoo.own.citizen.key()),
        (remedy::REINSTATE, zoo.own.suspended.key()),
    ] {
        let (petition, _) = zoo.plea(remedy);
        let by_authority = |respondent| {
            w.clone().try_file(&zoo.tribunal, &w.nation.founder, &Petition { respondent, ..petition })
        };
        by_authority(concerned).ok();
        by_authority(w.citizen(5).key()).court_error("WrongRespondent");
    }
    // A tenant asks the authority about a deposit, everybody else the tenant.
    let (petition, claimant) = zoo.plea(remedy::SPLIT_DEPOSIT);
    let authority = w.nation.founder.pubkey();
    let asked = |claimant: &Keypair, respondent| {
        w.clone().try_file(&zoo.tribunal, claimant, &Petition { respondent, ..petition })
    };
    asked(&zoo.own.citizen.wallet, authority).ok();
    asked(&zoo.own.citizen.wallet, w.citizen(5).key()).court_error("WrongRespondent");
    asked(&claimant, zoo.own.citizen.key()).ok();
    asked(&claimant, authority).court_error("WrongRespondent");
    asked(&w.nation.founder, zoo.own.citizen.key()).ok();
}

#[test]
fn amount_time_and_beneficiary_are_those_of_the_remedy() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let somebody = w.citizen(7).key();
    for remedy in REMEDIES {
        let (petition, claimant) = zoo.plea(remedy);
        let refused = |petition: Petition| {
            w.try_file(&zoo.tribunal, &claimant, &petition).court_error("RemedyMalformed");
        };
        let money = [remedy::SPLIT_DEPOSIT, remedy::AWARD_BUDGET, remedy::AWARD_ESCROW].contains(&remedy);
        let time = [remedy::SUSPEND, remedy::ENJOIN].contains(&remedy);
        let gains = [remedy::REISSUE, remedy::AWARD_BUDGET].contains(&remedy);
        if remedy == remedy::SPLIT_DEPOSIT {
            refused(Petition { amount: ITEMS.iter().sum::<u64>() + 1, ..petition });
        } else {
            refused(Petition { amount: if money { 0 } else { 1 }, ..petition });
        }
        refused(Petition { seconds: if time { 0 } else { 1 }, ..petition });
        if time {
            refused(Petition { seconds: u32::MAX, ..petition });
        }
        refused(Petition { beneficiary: if gains { Address::default() } else { somebody }, ..petition });
    }
    let (petition, claimant) = zoo.plea(remedy::REISSUE);
    let to_itself = Petition { beneficiary: zoo.own.citizen.key(), ..petition };
    w.try_file(&zoo.tribunal, &claimant, &to_itself).court_error("RemedyMalformed");
    for unknown in [11, 12, 255] {
        let petition = Petition { remedy: unknown, ..petition };
        w.try_file(&zoo.tribunal, &claimant, &petition).court_error("RemedyUnknown");
    }
}

#[test]
fn at_enforcement_every_remedy_refuses_every_wrong_target() {
    let zoo = Zoo::new();
    let mut refused = 0;
    for remedy in REMEDIES.filter(|remedy| *remedy != remedy::AWARD_ESCROW) {
        let zoo = zoo.clone();
        let dispute = zoo.won(remedy);
        let w = &zoo.w;
        let target = w.case_account(&dispute).target;
        let right = w.enforcement(&dispute);
        let upon = |other: Address| {
            let mut accounts = right.accounts.clone();
            for meta in accounts.iter_mut().filter(|meta| meta.pubkey == target) {
                meta.pubkey = other;
            }
            w.send(&[ix::enforce(&dispute, right.program, &accounts)], &[])
        };
        let nothing = [("nothing", Address::default()), ("no account", ix::reissue_of(&zoo.own.citizen))];
        let everything = zoo.own.all(w).into_iter().chain(zoo.foreign.all(w)).chain(nothing);
        for (_, other) in everything.filter(|(_, other)| *other != target) {
            refused += 1;
            upon(other).court_error("WrongTarget");
        }
        // The same bytes at another address, of the right owner even.
        let fake = w.stranger().key();
        w.look_alike(&target, &fake, w.account(&target).owner);
        match remedy {
            // A citizen is known by the serial, wherever the account is; the address is for membership to care about.
            remedy::SUSPEND | remedy::REINSTATE => {}
            _ => upon(fake).court_error("WrongTarget"),
        }
        w.put_data(&fake, Address::default(), vec![]);
        w.enforce(&dispute).ok();
    }
    assert!(refused > 10 * 40, "{refused}");
}

#[test]
fn the_court_signs_one_call_only() {
    let zoo = Zoo::new();
    for remedy in REMEDIES.filter(|remedy| *remedy != remedy::AWARD_ESCROW) {
        let zoo = zoo.clone();
        let dispute = zoo.won(remedy);
        let w = &zoo.w;
        let right = w.enforcement(&dispute);
        let with =
            |program, accounts: &[AccountMeta]| w.send(&[ix::enforce(&dispute, program, accounts)], &[]);
        // Another program: each of the house, the system's, the court's own.
        for (_, program) in PROGRAMS.iter().filter(|(_, program)| *program != right.program) {
            with(*program, &right.accounts).court_error("WrongProgram");
        }
        for program in [Address::default(), zoo.tribunal.address, w.payer.pubkey()] {
            with(program, &right.accounts).court_error("WrongProgram");
        }
        // An account more, an account less.
        let more =
            [right.accounts.as_slice(), &[AccountMeta::new_readonly(w.nation.address, false)]].concat();
        with(right.program, &more).court_error("AccountsDiffer");
        with(right.program, &right.accounts[..right.accounts.len() - 1]).court_error("AccountsDiffer");
        with(right.program, &[]).court_error("AccountsDiffer");
        // Another court where the court signs, and the court where somebody else is asked for.
        let theirs = Tribunal::of(&w.sibling.address, Money::SOL).address;
        let target = w.case_account(&dispute).target;
        for (n, meta) in right.accounts.iter().enumerate() {
            let swapped = |to: Address| {
                let mut accounts = right.accounts.clone();
                accounts[n].pubkey = to;
                with(right.program, &accounts)
            };
            if meta.pubkey == zoo.tribunal.address {
                for other in [theirs, w.nation.founder.pubkey(), w.nation.executor] {
                    swapped(other).court_error("AccountsDiffer");
                }
            } else if meta.pubkey == target {
                swapped(dispute.address).failure();
            } else if !meta.is_signer {
                // Whatever else is exchanged, nothing is done.
                swapped(w.sibling.address).failure();
                swapped(zoo.tribunal.address).failure();
                swapped(w.citizen(9).key()).failure();
            }
        }
        assert_eq!(w.case_account(&dispute).enforced_at, 0);
        // The case of another court, of a case that is not won.
        w.enforce(&dispute).ok();
    }
}

#[test]
fn the_money_goes_to_who_was_named() {
    let zoo = Zoo::new();
    let dispute = zoo.won(remedy::AWARD_BUDGET);
    let w = &zoo.w;
    let right = w.enforcement(&dispute);
    let beneficiary = w.case_account(&dispute).beneficiary;
    for other in [w.citizen(CLAIMANT).key(), w.citizen(9).key(), zoo.own.till.vault, zoo.tribunal.escrow] {
        let mut accounts = right.accounts.clone();
        for meta in accounts.iter_mut().filter(|meta| meta.pubkey == beneficiary) {
            meta.pubkey = other;
        }
        w.send(&[ix::enforce(&dispute, right.program, &accounts)], &[]).court_error("AccountsDiffer");
    }
    w.enforce(&dispute).ok();
}

#[test]
fn what_fails_leaves_the_ruling_and_is_enforced_later() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    // More than the budget grants in a period: 6,000 of 10,000 twice.
    let (petition, claimant) = zoo.plea(remedy::AWARD_BUDGET);
    let petition = Petition { amount: 6_000, ..petition };
    let [first, second] = [0, 1].map(|_| w.won(&zoo.tribunal, &claimant, &petition));
    w.enforce(&first).ok();
    w.enforce(&second).treasury_error("AmountOverBudget");
    assert_eq!(w.case_account(&second).enforced_at, 0);
    w.wait(100 * DAY);
    w.enforce(&second).ok();
    assert_eq!(w.budget_account(&zoo.own.court_budget).spent, 6_000);
    // The court is out of office for a while.
    let zoo = Zoo::new();
    let w = &zoo.w;
    let dispute = zoo.won(remedy::SUSPEND);
    w.without_court(&zoo.tribunal, || w.enforce(&dispute).membership_error("NotCourt"));
    w.enforce(&dispute).ok();
    // A proposal that is being voted on can be enjoined once it is carried.
    let proposal = w.voting_on(&w.nation, &Draft::motion(), &[]);
    let dispute = w.file(&zoo.tribunal, &w.citizen(RESPONDENT).wallet, &Petition::enjoin(&proposal, 60));
    for person in w.nation.people.iter().filter(|p| w.citizen_account(p).suspended_until <= w.now()) {
        w.cast(person, &proposal, FOR).ok();
    }
    w.empanel(&dispute);
    w.agree(&dispute, ruling::FOR_CLAIMANT);
    w.end_case(&dispute);
    w.enforce(&dispute).governor_error("ProposalNotQueued");
    w.conclude(&proposal);
    w.enforce(&dispute).ok();
    assert_eq!(w.proposal(&proposal).state, state::ENJOINED);
}

#[test]
fn nothing_is_enforced_that_was_not_won() {
    let zoo = Zoo::new();
    let (petition, claimant) = zoo.plea(remedy::SUSPEND);
    for choice in [ruling::FOR_RESPONDENT, ruling::REFUSED, ruling::ABSENT] {
        let w = zoo.w.clone();
        let dispute = w.file(&zoo.tribunal, &claimant, &petition);
        w.enforce(&dispute).court_error("NotFinal");
        w.empanel(&dispute);
        w.agree(&dispute, choice);
        w.enforce(&dispute).court_error("NotFinal");
        w.end_case(&dispute);
        w.enforce(&dispute).court_error("NothingGranted");
        assert_eq!(w.citizen_account(&zoo.own.citizen).suspended_until, 0);
    }
}

// A ruling is about what there was when the case was filed.

#[test]
fn a_ruling_to_reinstate_lifts_no_later_suspension() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let kept = zoo.won(remedy::REINSTATE);
    // Not used: the suspension ends by itself, and the court orders another.
    w.wait(100 * DAY);
    let again = Petition::suspend(&zoo.own.suspended, 20 * DAY as u32);
    let second = w.won(&zoo.tribunal, &w.citizen(CLAIMANT).wallet, &again);
    w.enforce(&second).ok();
    w.enforce(&kept).court_error("TargetChanged");
    assert_eq!(w.citizen_account(&zoo.own.suspended).suspended_until, w.now() + 20 * DAY);
}

#[test]
fn a_ruling_to_release_or_resume_lifts_nothing_later() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let Beasts { enjoined, paused, till, .. } = &zoo.own;
    let kept = [zoo.won(remedy::RELEASE), zoo.won(remedy::RESUME)];
    let rival = w.citizen(RESPONDENT).wallet.insecure_clone();
    // Injunction and pause are lifted by others, and ordered anew.
    let judge = w.citizen(8).wallet.insecure_clone();
    w.without_court(&zoo.tribunal, || {
        w.appoint_court(&judge);
        let lift = [ix::release(enjoined, judge.pubkey()), ix::resume_stream(till, judge.pubkey(), *paused)];
        w.send(&lift, &[&judge]).ok();
    });
    for dispute in &kept {
        w.enforce(dispute).court_error("TargetChanged");
    }
    let enjoin = w.won(&zoo.tribunal, &rival, &Petition::enjoin(enjoined, DAY as u32));
    let pause =
        w.won(&zoo.tribunal, &w.citizen(CLAIMANT).wallet, &Petition::pause(*paused, zoo.own.citizen.key()));
    for dispute in [&enjoin, &pause] {
        w.enforce(dispute).ok();
    }
    for dispute in &kept {
        w.enforce(dispute).court_error("TargetChanged");
    }
    assert_eq!(w.proposal(enjoined).state, state::ENJOINED);
    assert_eq!(w.stream_account(paused).paused, 1);
}

#[test]
fn a_lost_wallet_is_one_wallet_but_a_suspension_follows_the_person() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let kept = [zoo.won(remedy::REISSUE), zoo.won(remedy::SUSPEND)];
    let old = zoo.own.citizen.clone();
    let now_at = w.without_court(&zoo.tribunal, || w.move_wallet(&old, "a third wallet"));
    // The citizenship has gone elsewhere: the ruling says nothing about the wallet where it is now.
    let upon = w.enforcement_upon(&kept[0], now_at.citizen);
    w.send(&[ix::enforce(&kept[0], upon.program, &upon.accounts)], &[]).court_error("WrongTarget");
    let upon = w.enforcement_upon(&kept[0], old.citizen);
    w.send(&[ix::enforce(&kept[0], upon.program, &upon.accounts)], &[]).court_error("WrongTarget");
    // A suspension finds the citizen by the serial, and no other.
    for other in [&old, w.citizen(4)] {
        let upon = w.enforcement_upon(&kept[1], other.citizen);
        w.send(&[ix::enforce(&kept[1], upon.program, &upon.accounts)], &[]).court_error("WrongTarget");
    }
    let upon = w.enforcement_upon(&kept[1], now_at.citizen);
    w.send(&[ix::enforce(&kept[1], upon.program, &upon.accounts)], &[]).ok();
    assert_eq!(w.citizen_account(&now_at).suspended_until, w.now() + DAY);
}

#[test]
fn a_new_citizenship_of_the_same_wallet_is_not_the_old_one() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let dispute = zoo.won(remedy::SUSPEND);
    let person = &zoo.own.citizen;
    w.send(&[ix::renounce(person)], &[&person.wallet]).ok();
    w.enforce(&dispute).membership_error("NotActive");
    w.send(&[ix::close_citizen(person, w.payer.pubkey())], &[]).ok();
    w.enforce(&dispute).court_error("WrongTarget");
    w.send(&[ix::join(person)], &[&person.wallet]).ok();
    w.enforce(&dispute).court_error("WrongTarget");
}

#[test]
fn a_suspension_replaces_none_that_is_longer() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let short = Petition::suspend(&zoo.own.suspended, DAY as u32);
    let dispute = w.won(&zoo.tribunal, &w.citizen(CLAIMANT).wallet, &short);
    let before = w.citizen_account(&zoo.own.suspended).suspended_until;
    w.enforce(&dispute).court_error("SuspensionShorter");
    // To the second: it must end later.
    w.at(before - DAY);
    w.enforce(&dispute).court_error("SuspensionShorter");
    w.at(before - DAY + 1);
    w.enforce(&dispute).ok();
    assert_eq!(w.citizen_account(&zoo.own.suspended).suspended_until, before + 1);
}

#[test]
fn a_lease_that_is_anothers_by_now_is_left_alone() {
    let zoo = Zoo::new();
    let w = &zoo.w;
    let letting = w.lease(&zoo.own.till, &land::harberger(), &zoo.own.citizen);
    // For nearly ninety days.
    w.pay_rent(&letting, &zoo.own.citizen, 17_000_000).ok();
    let petition = Petition::evict(&letting, zoo.own.citizen.key());
    let dispute = w.won(&zoo.tribunal, &w.citizen(CLAIMANT).wallet, &petition);
    // Bought out: another sits there now.
    let buyer = w.citizen(5);
    w.wait(land::TENURE);
    w.buy_out(&letting, buyer).ok();
    w.wait(land::NOTICE);
    w.complete_buy_out(&letting).ok();
    assert_eq!(w.lease_account(&letting).tenant, buyer.key());
    w.enforce(&dispute).court_error("TargetChanged");
    // A tenant's new wallet is the same tenant.
    let dispute = w.won(&zoo.tribunal, &w.citizen(CLAIMANT).wallet, &Petition::evict(&letting, buyer.key()));
    let moved = w.without_court(&zoo.tribunal, || w.move_wallet(buyer, "a third wallet"));
    w.claim_tenancy(&letting, &moved).ok();
    w.enforce(&dispute).ok();
    assert_eq!(w.lease_account(&letting).state, lease_state::EVICTED);
}

#[test]
fn of_a_deposit_no_more_is_split_than_is_left() {
    let zoo = Zoo::new();
    let w = zoo.w.clone();
    let (tenant, letting) = (&zoo.own.citizen, &zoo.own.disputed);
    // 2,500,000 of 3,000,000 were asked for. The tenant accepts a million meanwhile: that is part of it.
    let dispute = zoo.won(remedy::SPLIT_DEPOSIT);
    zoo.w.accept_deductions(letting, tenant, 0b01).ok();
    let before = zoo.w.lease_account(letting);
    zoo.w.enforce(&dispute).ok();
    let after = zoo.w.lease_account(letting);
    assert_eq!(
        [after.to_landlord - before.to_landlord, after.to_tenant - before.to_tenant],
        [1_500_000, 500_000]
    );
    // The landlord waives two millions: there is one left, and all of it is the landlord's.
    let dispute = w.won(&zoo.tribunal, &w.citizen(CLAIMANT).wallet, &zoo.plea(remedy::SPLIT_DEPOSIT).0);
    w.waive_deductions(letting, 0b10).ok();
    let before = w.lease_account(letting);
    w.enforce(&dispute).ok();
    let after = w.lease_account(letting);
    assert_eq!([after.to_landlord - before.to_landlord, after.to_tenant - before.to_tenant], [1_000_000, 0]);
}

#[test]
fn a_court_out_of_office_takes_no_case() {
    let zoo = Zoo::new();
    let (petition, claimant) = zoo.plea(remedy::SUSPEND);
    zoo.w.without_court(&zoo.tribunal, || {
        zoo.w.try_file(&zoo.tribunal, &claimant, &petition).court_error("NotInOffice");
    });
    zoo.w.try_file(&zoo.tribunal, &claimant, &petition).ok();
}
