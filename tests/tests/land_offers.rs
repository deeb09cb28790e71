//! Leases on offer: `offer_lease`, `withdraw_offer`, `accept_lease`; who is the landlord, who may take a lease, and
//! what it may be paid in.

use civitas_tests::*;
use client::land::accounts::{LEASE_DISCRIMINATOR, Lease, Parcel};
use client::land::events::Event;
use client::land::types::{LeaseChanged, LeaseTerms};
use client::membership::accounts::{Citizen, Nation as NationAccount, Office};
use client::treasury::accounts::Ledger;
use land::{DEPOSIT, NO_SERIAL, OFFER, PRICE, RENT, STEWARD, fixed, harberger, lease_kind, lease_state};

/// The rent of an account without data: what a SOL escrow holds at first.
const EMPTY_RENT: u64 = 890_880;
/// The rent of a token account.
const HOLDING_RENT: u64 = 2_039_280;

fn world() -> (World, Till) {
    let w = World::new(4);
    let till = w.till(Money::SOL, 0);
    (w, till)
}

#[test]
fn an_offer_says_all_that_was_agreed() {
    let w = World::new(2);
    for till in w.tills() {
        for terms in [fixed(), harberger(), land::by_auction(fixed())] {
            w.wait(3);
            let plot = w.parcel();
            let letting = w.next_lease(&plot, &till);
            let invited = (terms.by_auction == 0).then(|| w.citizen(1).key());
            let receipt = w.try_offer(&letting, &w.authority(), &terms, invited).ok();
            let expected = Lease {
                discriminator: LEASE_DISCRIMINATOR,
                nation: w.nation.address,
                parcel: plot.address,
                tenant: invited.unwrap_or_default(),
                mint: till.money.mint,
                escrow: letting.escrow,
                rent_payer: w.payer.pubkey(),
                buyer: Address::default(),
                tenant_serial: NO_SERIAL,
                buyer_serial: NO_SERIAL,
                offer_expires_at: w.now() + OFFER,
                starts_at: 0,
                ends_at: 0,
                ended_at: 0,
                next_rent: 0,
                credit: 0,
                price: 0,
                since: 0,
                raised_at: 0,
                paid_through: 0,
                noticed_at: 0,
                paid_total: 0,
                deposit: 0,
                to_tenant: 0,
                to_landlord: 0,
                tenant_taken: 0,
                landlord_taken: 0,
                held: 0,
                reserve: if till.money.is_sol() { EMPTY_RENT } else { 0 },
                buyer_escrow: 0,
                items: [0; 8],
                reasons: [[0; 32]; 8],
                terms: terms.clone(),
                number: 0,
                paid_periods: 0,
                state: lease_state::OFFERED,
                auction: 0,
                claimed: 0,
                open: 0,
                noticed: 0,
                renewals_left: 0,
                escrow_bump: addresses::escrow(&letting.address).1,
                version: 1,
                bump: addresses::lease(&plot.address, 0).1,
                padding: [0; 7],
                reserved: [0; 32],
            };
            assert_eq!(w.lease_account(&letting), expected);
            let escrow = w.account(&letting.escrow);
            if till.money.is_sol() {
                assert_eq!((escrow.owner, escrow.data.len()), (Address::default(), 0));
                assert_eq!(escrow.lamports, EMPTY_RENT);
            } else {
                assert_eq!((escrow.owner, escrow.lamports), (till.money.program, HOLDING_RENT));
                assert_eq!(escrow.data, tokens::holding_bytes(&letting.escrow, &till.money.mint, 0));
            }
            let event = LeaseChanged {
                lease: letting.address,
                parcel: plot.address,
                tenant: invited.unwrap_or_default(),
                at: w.now(),
                ends_at: 0,
                price: 0,
                state: lease_state::OFFERED,
                padding: [0; 7],
            };
            assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(event)]);
            let parcel = w.parcel_account(&plot);
            assert_eq!((parcel.current, parcel.next_lease), (letting.address, 1));
        }
    }
    assert_eq!(w.registry_account(&w.nation).leases, 0);
}

#[test]
fn taking_a_lease_escrows_the_deposit_and_starts_it_now() {
    let w = World::new(3);
    for (n, till) in (0..).zip(w.tills()) {
        let money = till.money;
        for (terms, price) in [(fixed(), 0), (harberger(), PRICE)] {
            let letting = w.offer(&till, &terms);
            w.wait(100);
            let tenant = w.citizen(1);
            w.equip(&money, tenant);
            let (before, offered) = (w.purse(&money, tenant), w.lease_account(&letting));
            let receipt = w.accept_at(&letting, tenant, price).ok();
            let is_fixed = terms.kind == lease_kind::FIXED;
            let now = w.now();
            let declared = if is_fixed { 0 } else { now };
            let expected = Lease {
                tenant: tenant.key(),
                tenant_serial: 1,
                starts_at: now,
                ends_at: now + i64::from(terms.duration),
                next_rent: if is_fixed { RENT } else { 0 },
                price,
                since: declared,
                raised_at: declared,
                paid_through: declared,
                deposit: DEPOSIT,
                held: DEPOSIT,
                renewals_left: terms.renewals,
                state: lease_state::ACTIVE,
                ..offered
            };
            assert_eq!(w.lease_account(&letting), expected);
            assert_eq!(before - w.purse(&money, tenant), DEPOSIT);
            assert_eq!(w.escrowed(&letting), DEPOSIT);
            let event = LeaseChanged {
                lease: letting.address,
                parcel: letting.plot.address,
                tenant: tenant.key(),
                at: now,
                ends_at: expected.ends_at,
                price,
                state: lease_state::ACTIVE,
                padding: [0; 7],
            };
            assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(event)]);
            w.accept_at(&letting, w.citizen(2), price).land_error("NotOffered");
        }
        assert_eq!(w.registry_account(&w.nation).leases, 2 * n + 2);
    }
}

#[test]
fn a_lease_without_a_deposit_takes_no_money() {
    let (w, till) = world();
    let letting = w.offer(&till, &LeaseTerms { deposit: 0, ..fixed() });
    let before = w.lamports(&w.citizen(1).key());
    w.accept(&letting, w.citizen(1)).ok();
    assert_eq!(w.lamports(&w.citizen(1).key()), before);
    assert_eq!((w.escrowed(&letting), w.lease_account(&letting).held), (0, 0));
}

#[test]
fn a_deposit_that_cannot_be_paid_leaves_the_offer() {
    let w = World::new(2);
    for till in w.tills() {
        let letting = w.offer(&till, &LeaseTerms { deposit: u64::MAX, ..fixed() });
        w.accept(&letting, w.citizen(1)).failure();
        let (letting, tenant) = (w.offer(&till, &fixed()), w.citizen(1));
        w.equip(&till.money, tenant);
        if !till.money.is_sol() {
            // The source is another's, or not of this mint, or the escrow itself.
            let other = w.endow(&till.money, &w.citizen(0).key(), DEPOSIT);
            let foreign = w.endow(&w.coin("another coin"), &tenant.key(), DEPOSIT);
            for (source, error) in
                [(foreign, Some("NotAHolding")), (tenant.key(), Some("NotAHolding")), (other, None)]
            {
                let mut accept = ix::accept_lease(&letting, tenant, 0);
                accept.accounts[1].pubkey = source;
                let outcome = w.send(&[accept], &[&tenant.wallet]);
                match error {
                    Some(error) => outcome.land_error(error),
                    None => outcome.code(4), // OwnerMismatch of the token programs
                }
            }
        } else {
            // SOL comes from whoever signs, and from nobody else.
            let mut accept = ix::accept_lease(&letting, tenant, 0);
            accept.accounts[1].pubkey = w.citizen(0).key();
            w.send(&[accept], &[&tenant.wallet]).land_error("NotAHolding");
        }
        let mut accept = ix::accept_lease(&letting, tenant, 0);
        accept.accounts[1].pubkey = letting.escrow;
        w.send(&[accept], &[&tenant.wallet]).code(anchor::DUPLICATE_MUTABLE);
        w.accept(&letting, tenant).ok();
    }
}

#[test]
fn frozen_tokens_are_not_taken() {
    let w = World::new(2);
    let till = w.till(w.freezable_coin("stable coin"), 0);
    let (letting, tenant) = (w.offer(&till, &fixed()), w.citizen(1));
    w.equip(&till.money, tenant);
    w.freeze(&till.money, &till.money.of(&tenant.key()), true);
    w.accept(&letting, tenant).code(17); // AccountFrozen of SPL Token
    w.freeze(&till.money, &till.money.of(&tenant.key()), false);
    w.accept(&letting, tenant).ok();
}

#[test]
fn an_offer_lapses_at_its_second() {
    let (w, till) = world();
    for (second, open) in [(-1, true), (0, false), (1, false)] {
        let letting = w.offer(&till, &fixed());
        w.wait(OFFER + second);
        let outcome = w.accept(&letting, w.citizen(1));
        if open {
            outcome.ok();
        } else {
            outcome.land_error("OfferExpired");
        }
    }
    let year = 365 * DAY;
    let (plot, now) = (w.parcel(), w.now());
    let letting = w.next_lease(&plot, &till);
    let offer = |at: i64| {
        let offer = ix::offer_lease(&letting, &w.authority(), &fixed(), Address::default(), at);
        w.clone().send(&[offer], &[&w.nation.founder])
    };
    for at in [i64::MIN, -1, 0, now - 1, now, now + year + 1, i64::MAX] {
        offer(at).land_error("OfferExpiryOutOfRange");
    }
    for at in [now + 1, now + year] {
        offer(at).ok();
    }
}

#[test]
fn an_offer_is_withdrawn_by_the_landlord_and_once_lapsed_by_anybody() {
    let (w, till) = world();
    let letting = w.offer(&till, &fixed());
    let outsider = Landlord::plain(&w.stranger().wallet);
    w.withdraw_offer(&letting, &outsider).membership_error("NotAuthority");
    w.withdraw_offer(&letting, &Landlord::plain(&w.sibling.founder)).membership_error("NotAuthority");
    let receipt = w.withdraw_offer(&letting, &w.authority()).ok();
    let event = LeaseChanged {
        lease: letting.address,
        parcel: letting.plot.address,
        tenant: Address::default(),
        at: w.now(),
        ends_at: 0,
        price: 0,
        state: lease_state::WITHDRAWN,
        padding: [0; 7],
    };
    assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(event)]);
    let lease = w.lease_account(&letting);
    assert_eq!((lease.state, lease.ended_at, lease.claimed), (lease_state::WITHDRAWN, w.now(), 1));
    w.withdraw_offer(&letting, &w.authority()).land_error("NotOffered");
    w.accept(&letting, w.citizen(1)).land_error("NotOffered");

    // The parcel is free: its next lease has the next number. A lapsed offer blocks nobody for longer.
    let next = w.next_lease(&letting.plot, &till);
    assert_eq!(next.number, 1);
    w.try_offer(&next, &w.authority(), &fixed(), None).ok();
    w.wait(OFFER - 1);
    w.withdraw_offer(&next, &outsider).membership_error("NotAuthority");
    w.wait(1);
    w.withdraw_offer(&next, &outsider).ok();
    assert_eq!(w.parcel_account(&letting.plot).current, Address::default());

    // One that runs is not on offer.
    let running = w.lease(&till, &fixed(), w.citizen(1));
    w.withdraw_offer(&running, &w.authority()).land_error("NotOffered");
}

#[test]
fn a_parcel_is_let_once_at_a_time() {
    let (w, till) = world();
    let letting = w.offer(&till, &fixed());
    let second = w.next_lease(&letting.plot, &till);
    w.try_offer(&second, &w.authority(), &fixed(), None).land_error("ParcelTaken");
    w.accept(&letting, w.citizen(1)).ok();
    w.try_offer(&second, &w.authority(), &fixed(), None).land_error("ParcelTaken");
    // A number is the next one, and no other.
    w.evict(&letting).ok();
    for number in [0, 2] {
        let skipped = Letting::of(&letting.plot, &till, number);
        w.try_offer(&skipped, &w.authority(), &fixed(), None).wrong_seeds();
    }
    w.edit::<Parcel>(&letting.plot.address, |parcel| parcel.next_lease = u32::MAX);
    let last = w.next_lease(&letting.plot, &till);
    w.try_offer(&last, &w.authority(), &fixed(), None).land_error("ArithmeticOverflow");
}

#[test]
fn whoever_is_invited_may_take_it_and_nobody_else() {
    let (w, till) = world();
    let invited = w.citizen(2);
    let letting = w.offer_to(&till, &fixed(), Some(invited.key()));
    for other in [w.citizen(1), w.citizen(0)] {
        w.accept(&letting, other).land_error("NotInvited");
    }
    // Another's citizenship helps nobody.
    let mut accept = ix::accept_lease(&letting, invited, 0);
    accept.accounts[2].pubkey = w.citizen(1).citizen;
    w.send(&[accept], &[&invited.wallet]).land_error("WrongCitizen");
    w.accept(&letting, invited).ok();
    // An auction invites nobody in particular.
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    let terms = land::by_auction(fixed());
    w.try_offer(&letting, &w.authority(), &terms, Some(invited.key())).land_error("AuctionInvites");
    w.try_offer(&letting, &w.authority(), &terms, None).ok();
    w.accept(&letting, invited).land_error("ByAuction");
}

#[test]
fn only_a_citizen_in_good_standing_takes_a_lease() {
    let (w, till) = world();
    let letting = w.offer(&till, &fixed());
    let founder = &w.nation.founder;
    let tenant = w.citizen(1);
    let foreigner = &w.sibling.people[0];
    w.accept(&letting, foreigner).land_error("WrongNation");
    let mut borrowed = ix::accept_lease(&letting, foreigner, 0);
    borrowed.accounts[2].pubkey = tenant.citizen;
    w.send(&[borrowed], &[&foreigner.wallet]).land_error("WrongCitizen");
    w.accept(&letting, &w.stranger()).no_account();

    let free = w.now() + DAY;
    w.send(&[ix::suspend(tenant, founder.pubkey(), free)], &[founder]).ok();
    w.at(free - 1);
    w.accept(&letting, tenant).land_error("Suspended");
    w.at(free);
    w.clone().accept(&letting, tenant).ok();

    let resident = w.clone();
    resident.send(&[ix::set_tier(tenant, founder.pubkey(), 1)], &[founder]).ok();
    resident.accept(&letting, tenant).land_error("NotCitizen");
    let gone = w.clone();
    gone.send(&[ix::renounce(tenant)], &[&tenant.wallet]).ok();
    gone.accept(&letting, tenant).land_error("NotActive");
    let revoked = w.clone();
    revoked.send(&[ix::revoke(tenant, founder.pubkey())], &[founder]).ok();
    revoked.accept(&letting, tenant).land_error("NotActive");

    let lapses = w.now() + 10;
    w.edit::<Citizen>(&tenant.citizen, |citizen| citizen.expires_at = lapses);
    for second in [0, 1] {
        let late = w.clone();
        late.at(lapses + second);
        late.accept(&letting, tenant).land_error("Lapsed");
    }
    w.at(lapses - 1);
    w.accept(&letting, tenant).ok();
}

#[test]
fn a_price_belongs_to_a_declared_price_only() {
    let (w, till) = world();
    let (by_periods, declared) = (w.offer(&till, &fixed()), w.offer(&till, &harberger()));
    for price in [1, PRICE, u64::MAX] {
        w.accept_at(&by_periods, w.citizen(1), price).land_error("PriceOutOfRange");
    }
    w.accept_at(&declared, w.citizen(1), 0).land_error("PriceOutOfRange");
    w.accept_at(&declared, w.citizen(1), u64::MAX).ok();
    assert_eq!(w.lease_account(&declared).price, u64::MAX);
}

#[test]
fn accepting_counts_in_the_registry_of_this_nation() {
    let (w, till) = world();
    w.registry(&w.sibling);
    let letting = w.offer(&till, &fixed());
    let mut accept = ix::accept_lease(&letting, w.citizen(1), 0);
    accept.accounts[3].pubkey = addresses::registry(&w.sibling.address).0;
    w.send(&[accept], &[&w.citizen(1).wallet]).land_error("WrongNation");
    // The escrow is the lease's own, the mint is the one agreed.
    let other = w.offer(&till, &fixed());
    let mut accept = ix::accept_lease(&letting, w.citizen(1), 0);
    accept.accounts[5].pubkey = other.escrow;
    w.send(&[accept], &[&w.citizen(1).wallet]).land_error("WrongEscrow");
    let coin = w.coin("coin of alpha");
    let mut accept = ix::accept_lease(&letting, w.citizen(1), 0);
    (accept.accounts[6].pubkey, accept.accounts[7].pubkey) = (coin.mint, coin.program);
    w.send(&[accept], &[&w.citizen(1).wallet]).land_error("WrongMint");
    let mut accept = ix::accept_lease(&letting, w.citizen(1), 0);
    accept.accounts[7].pubkey = coin.program;
    w.send(&[accept], &[&w.citizen(1).wallet]).land_error("WrongMint");
}

// Landlords.

/// An instruction of a landlord's, in a world where it succeeds, by whoever is asked to.
type Act = fn(&World, &Till) -> Box<dyn Fn(&World, &Landlord) -> Outcome>;

/// All that a landlord does. Each is done on a parcel whose steward is the holder of [`STEWARD`].
const ACTS: [(&str, Act); 7] = [
    ("offer_lease", |w, till| {
        let (plot, till) = (w.parcel(), *till);
        let letting = w.next_lease(&plot, &till);
        Box::new(move |w, by| w.try_offer(&letting, by, &fixed(), None))
    }),
    ("withdraw_offer", |w, till| {
        let letting = w.offer(till, &fixed());
        Box::new(move |w, by| w.withdraw_offer(&letting, by))
    }),
    ("open_auction", |w, till| {
        let letting = w.offer(till, &land::by_auction(fixed()));
        let bidding = Bidding { closes_at: w.now() + 2 * DAY, ..w.bidding() };
        Box::new(move |w, by| w.open_auction(&letting, by, &bidding))
    }),
    ("waive_default", |w, till| {
        let letting = in_default(w, till);
        Box::new(move |w, by| w.waive_default(&letting, by))
    }),
    ("end_lease", |w, till| {
        let letting = in_default(w, till);
        Box::new(move |w, by| w.end_lease(&letting, by))
    }),
    ("propose_deductions", |w, till| {
        let letting = w.lease(till, &fixed(), w.citizen(1));
        w.evict(&letting).ok();
        Box::new(move |w, by| w.send(&[ix::propose_deductions(&letting, by, &[7])], &[&by.wallet]))
    }),
    ("waive_deductions", |w, till| {
        let letting = w.lease(till, &fixed(), w.citizen(1));
        w.evict(&letting).ok();
        w.deduct(&letting, &[7, 8]).ok();
        Box::new(move |w, by| w.send(&[ix::waive_deductions(&letting, by, 1)], &[&by.wallet]))
    }),
];

/// A lease in default, of which all is paid.
fn in_default(w: &World, till: &Till) -> Letting {
    let letting = w.lease(till, &fixed(), w.citizen(1));
    w.wait(land::GRACE);
    w.declare_arrears(&letting).ok();
    w.wait(land::CURE);
    w.declare_default(&letting).ok();
    w.pay_rent(&letting, w.citizen(1), 3 * RENT).ok();
    letting
}

#[test]
fn the_landlord_is_the_authority_or_the_steward_of_the_moment() {
    let (w, till) = world();
    let holder = w.citizen(2);
    for (name, act) in ACTS {
        let w = w.clone();
        let act = act(&w, &till);
        let steward = w.steward(holder);
        let try_by = |by: &Landlord| act(&w.clone(), by);
        let not_authority = |by: &Landlord| {
            println!("{name}");
            // Whoever is not the tenant of a lease may not end it otherwise.
            try_by(by).membership_error("NotAuthority");
        };
        try_by(&w.authority()).ok();
        try_by(&steward).ok();
        // Without office and citizenship a steward is anybody; with one of them nothing at all.
        not_authority(&Landlord::plain(&holder.wallet));
        not_authority(&Landlord::plain(&w.sibling.founder));
        try_by(&Landlord { office: None, ..steward.clone() }).land_error("NotLandlord");
        try_by(&Landlord { citizen: None, ..steward.clone() }).land_error("NotLandlord");
        // The authority needs no office, and has none by being it.
        let founder = w.authority();
        try_by(&Landlord { office: steward.office, citizen: steward.citizen, ..founder.clone() })
            .membership_error("WrongWallet");
        // Another citizen, with the holder's or their own citizenship.
        let other = w.citizen(3);
        try_by(&Landlord { citizen: Some(holder.citizen), ..Landlord::holder(other, STEWARD) })
            .membership_error("WrongWallet");
        try_by(&Landlord::holder(other, STEWARD)).membership_error("NotHolder");
        // Another office of the same nation; the same office of another nation.
        w.appoint(other, "judge", w.now() + DAY);
        try_by(&Landlord::holder(other, "judge")).land_error("NotLandlord");
        let foreigner = &w.sibling.people[0];
        let founder = &w.sibling.founder;
        w.send(&[ix::appoint(foreigner, founder.pubkey(), STEWARD, w.now() + DAY)], &[founder]).ok();
        try_by(&Landlord::holder(foreigner, STEWARD)).land_error("NotLandlord");
        try_by(&Landlord { office: steward.office, ..Landlord::holder(foreigner, STEWARD) })
            .membership_error("WrongNation");
    }
}

#[test]
fn a_steward_is_one_for_the_term_and_in_good_standing() {
    let (w, till) = world();
    let holder = w.citizen(2);
    let founder = &w.nation.founder;
    for (_, act) in ACTS {
        let w = w.clone();
        let act = act(&w, &till);
        let steward = w.steward(holder);
        // The term: until its last second, which is set to tomorrow.
        let end = w.now() + 3_000;
        w.edit::<Office>(&steward.office.expect("an office"), |office| office.term_ends_at = end);
        for (second, holds) in [(-1, true), (0, false), (1, false)] {
            let w = w.clone();
            w.at(end + second);
            let outcome = act(&w, &steward);
            if holds {
                outcome.ok();
            } else {
                outcome.membership_error("NotHolder");
            }
        }
        // The citizenship: suspended, lapsed, of another tier, renounced.
        let free = w.now() + 1_000;
        let suspended = w.clone();
        let judge = w.judge(&w.nation);
        suspended.send(&[ix::suspend(holder, judge.pubkey(), free)], &[&judge]).ok();
        suspended.at(free - 1);
        act(&suspended, &steward).membership_error("Suspended");
        suspended.at(free);
        act(&suspended, &steward).ok();
        let lapsed = w.clone();
        lapsed.edit::<Citizen>(&holder.citizen, |citizen| citizen.expires_at = free);
        lapsed.at(free);
        act(&lapsed, &steward).membership_error("Lapsed");
        lapsed.at(free - 1);
        act(&lapsed, &steward).ok();
        let resident = w.clone();
        resident.send(&[ix::set_tier(holder, founder.pubkey(), 1)], &[founder]).ok();
        act(&resident, &steward).membership_error("NotCitizen");
        let gone = w.clone();
        gone.send(&[ix::renounce(holder)], &[&holder.wallet]).ok();
        act(&gone, &steward).membership_error("NotActive");
        // Who has laid the office down, or been replaced.
        let resigned = w.clone();
        resigned.send(&[ix::resign(holder, STEWARD)], &[&holder.wallet]).ok();
        act(&resigned, &steward).membership_error("NotHolder");
        let next = w.steward(w.citizen(3));
        act(&w, &steward).membership_error("NotHolder");
        act(&w, &next).ok();
    }
}

#[test]
fn a_steward_keeps_the_office_through_a_reissue() {
    let (w, till) = world();
    let plot = w.parcel();
    let steward = w.steward(w.citizen(2));
    let moved = w.move_wallet(w.citizen(2), "the steward's new wallet");
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &steward, &fixed(), None).failure();
    w.try_offer(&letting, &Landlord::holder(&moved, STEWARD), &fixed(), None).ok();
}

#[test]
fn a_parcel_without_a_steward_has_the_authority_alone() {
    let (w, till) = world();
    let steward = w.steward(w.citizen(2));
    let survey = Survey { steward: Address::default(), ..Survey::of(&w.nation.address) };
    let plot = w.parcel_of(&w.nation, &survey);
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &steward, &fixed(), None).land_error("NotLandlord");
    // One that names another nation's office has no steward either.
    w.registry(&w.sibling);
    let abroad = addresses::office(&w.sibling.address, STEWARD).expect("a short title").0;
    let plot = w.parcel_of(&w.nation, &Survey { steward: abroad, ..survey });
    let foreigner = &w.sibling.people[0];
    let founder = &w.sibling.founder;
    w.send(&[ix::appoint(foreigner, founder.pubkey(), STEWARD, w.now() + DAY)], &[founder]).ok();
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &Landlord::holder(foreigner, STEWARD), &fixed(), None)
        .membership_error("WrongNation");
    w.try_offer(&letting, &w.authority(), &fixed(), None).ok();
    // Amending gives it another steward at once.
    w.amend(&plot, &Survey::of(&w.nation.address)).ok();
    w.withdraw_offer(&letting, &steward).ok();
}

#[test]
fn the_founder_is_landlord_until_the_sunset() {
    let (w, till) = world();
    let letting = w.offer(&till, &fixed());
    w.at(w.lease_account(&letting).offer_expires_at - 1);
    let sunset = w.now() + 1;
    w.edit::<NationAccount>(&w.nation.address, |nation| nation.founder_sunset = sunset);
    w.clone().withdraw_offer(&letting, &w.authority()).ok();
    w.edit::<Lease>(&letting.address, |lease| lease.offer_expires_at = sunset + DAY);
    w.at(sunset);
    w.withdraw_offer(&letting, &w.authority()).membership_error("FoundingOver");
}

#[test]
fn another_nations_parcel_is_not_let() {
    let (w, till) = world();
    let theirs = w.open_till(&w.sibling, Money::SOL);
    let survey = Survey::of(&w.sibling.address);
    let plot = w.parcel_of(&w.sibling, &survey);
    // With the own nation and the sibling's parcel; with both the sibling's.
    let mut letting = w.next_lease(&plot, &till);
    letting.plot.nation = w.nation.address;
    w.try_offer(&letting, &w.authority(), &fixed(), None).land_error("WrongNation");
    let letting = w.next_lease(&plot, &theirs);
    w.try_offer(&letting, &w.authority(), &fixed(), None).membership_error("NotAuthority");
    // And with the own treasury's ledger.
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &Landlord::plain(&w.sibling.founder), &fixed(), None).land_error("WrongLedger");
}

// Money.

/// A ledger that the treasury would not open: a true one's, in all else the same.
fn forge_ledger(w: &World, true_till: &Till, money: Money) -> Till {
    let forged = Till::of(&true_till.nation, money);
    w.put(&forged.ledger, w.account(&true_till.ledger));
    w.edit::<Ledger>(&forged.ledger, |ledger| {
        (ledger.mint, ledger.token_program, ledger.holding) = (money.mint, money.program, forged.holding);
    });
    forged
}

#[test]
fn a_lease_is_paid_in_what_nobody_can_take_tax_or_redirect() {
    let w = World::new(2);
    let true_till = w.till(w.coin("coin of alpha"), 0);
    let plot = w.parcel();
    let refused: [(&str, &[Extension]); 9] = [
        ("fee", &[Extension::TransferFee { bps: 100, maximum: 1_000 }]),
        ("no fee yet", &[Extension::TransferFee { bps: 0, maximum: 0 }]),
        ("close authority", &[Extension::CloseAuthority]),
        ("confidential", &[Extension::ConfidentialTransfer]),
        ("default frozen", &[Extension::DefaultFrozen]),
        ("non-transferable", &[Extension::NonTransferable]),
        ("delegate", &[Extension::PermanentDelegate]),
        ("hook", &[Extension::TransferHook]),
        ("pausable", &[Extension::Pausable]),
    ];
    for (name, extensions) in refused {
        for extensions in [extensions.to_vec(), [&[Extension::MetadataPointer], extensions].concat()] {
            let w = w.clone();
            let till = forge_ledger(&w, &true_till, w.coin_2022(name, &extensions));
            let letting = w.next_lease(&plot, &till);
            w.try_offer(&letting, &w.authority(), &fixed(), None).land_error("MintRefused");
            let (drive, founder) = (w.next_drive(&till), &w.nation.founder);
            let open = ix::open_campaign(&drive, founder.pubkey(), None, 5, w.now() + DAY);
            w.send(&[open], &[founder]).land_error("MintRefused");
        }
    }
    let accepted: [(&str, &[Extension]); 5] = [
        ("plain", &[]),
        ("described", &[Extension::MetadataPointer, Extension::Metadata]),
        ("grouped", &[Extension::GroupPointer, Extension::GroupMemberPointer]),
        ("shown with interest", &[Extension::InterestBearing]),
        ("shown scaled", &[Extension::ScaledUiAmount]),
    ];
    for (name, extensions) in accepted {
        let w = w.clone();
        let till = w.till(w.coin_2022(name, extensions), 0);
        let letting = w.lease(&till, &fixed(), w.citizen(1));
        w.pay_rent(&letting, w.citizen(1), RENT).ok();
        assert_eq!(w.escrowed(&letting), DEPOSIT, "{name}");
    }
    let till = w.till(w.freezable_coin("stable coin"), 0);
    w.lease(&till, &fixed(), w.citizen(1));
}

#[test]
fn the_treasury_has_a_ledger_of_the_mint() {
    let w = World::new(2);
    let till = w.till(Money::SOL, 0);
    let plot = w.parcel();
    let (coin, other) = (w.coin("coin of alpha"), w.coin("another coin"));
    let missing = Till::of(&w.nation.address, coin);
    let letting = w.next_lease(&plot, &missing);
    let offer = |letting: &Letting| w.try_offer(letting, &w.authority(), &fixed(), None);
    offer(&letting).land_error("WrongLedger");
    let theirs = w.open_till(&w.sibling, coin);
    offer(&Letting { till: Till { money: coin, ..theirs }, ..letting }).land_error("WrongLedger");
    let open = w.open_till(&w.nation, coin);
    // The ledger of another mint; the mint of another program; what is no mint at all.
    offer(&Letting { till: Till { money: other, ..open }, ..letting }).land_error("WrongLedger");
    offer(&Letting { till: Till { money: coin, ..till }, ..letting }).land_error("WrongLedger");
    for program in [tokens::TOKEN_2022, Address::default(), MEMBERSHIP_ID] {
        offer(&Letting { till: Till { money: Money { program, ..coin }, ..open }, ..letting })
            .land_error("WrongMint");
    }
    for program in [tokens::PROGRAM, tokens::TOKEN_2022] {
        offer(&Letting { till: Till { money: Money { program, ..Money::SOL }, ..till }, ..letting })
            .land_error("WrongMint");
    }
    let holding = w.endow(&coin, &w.citizen(1).key(), 5);
    let copy = w.clone();
    let no_mint = forge_ledger(&copy, &open, Money { mint: holding, program: coin.program });
    let no_mint = Letting { till: no_mint, ..letting };
    copy.try_offer(&no_mint, &w.authority(), &fixed(), None).land_error("WrongMint");
    // A ledger's look-alike of another program.
    let fake = Address::new_from_array([71; 32]);
    w.look_alike(&open.ledger, &fake, MEMBERSHIP_ID);
    offer(&Letting { till: Till { ledger: fake, ..open }, ..letting }).land_error("WrongLedger");
    offer(&Letting { till: open, ..letting }).ok();
}

#[test]
fn an_escrow_may_have_been_funded_before() {
    let w = World::new(2);
    for till in w.tills() {
        for lamports in [1, EMPTY_RENT - 1, EMPTY_RENT, EMPTY_RENT + 1, HOLDING_RENT, 5 * SOL] {
            let w = w.clone();
            let plot = w.parcel();
            let letting = w.next_lease(&plot, &till);
            w.give(&letting.escrow, lamports);
            w.try_offer(&letting, &w.authority(), &fixed(), None).ok();
            let least = if till.money.is_sol() { EMPTY_RENT } else { HOLDING_RENT };
            assert_eq!(w.lamports(&letting.escrow), least.max(lamports));
            let reserve = if till.money.is_sol() { least.max(lamports) } else { 0 };
            assert_eq!(w.lease_account(&letting).reserve, reserve);
            // What was there is no deposit; closing returns it to whoever paid the rent.
            w.accept(&letting, w.citizen(1)).ok();
            assert_eq!(w.escrowed(&letting), DEPOSIT);
            w.evict(&letting).ok();
            w.wait(land::CLAIM_TIME);
            w.release_deposit(&letting).ok();
            w.withdraw_deposit(&letting, w.citizen(1)).ok();
            let paid = w.lamports(&letting.escrow) + w.lamports(&letting.address);
            let before = w.lamports(&w.payer.pubkey());
            let receipt = w.close_lease(&letting).ok();
            assert_eq!(w.lamports(&w.payer.pubkey()), before + paid - receipt.fee);
            assert_eq!((w.exists(&letting.escrow), w.exists(&letting.address)), (false, false));
        }
    }
}

#[test]
fn a_steward_or_a_founder_binds_the_nation_for_five_years_at_most() {
    const DAYS: u32 = 86_400;
    let (w, till) = world();
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    let longest =
        LeaseTerms { period: 61 * DAYS, duration: 5 * 366 * DAYS, renewals: 0, escalator_bps: 0, ..fixed() };
    let with_renewals = LeaseTerms { duration: 366 * DAYS, renewals: 4, ..longest.clone() };
    let declared = LeaseTerms { duration: 5 * 366 * DAYS, renewals: 0, ..harberger() };
    let too_long = [
        LeaseTerms { duration: longest.duration + 61 * DAYS, ..longest.clone() },
        LeaseTerms { renewals: 5, ..with_renewals.clone() },
        LeaseTerms { duration: declared.duration + 1, ..declared.clone() },
    ];
    let steward = w.steward(w.citizen(2));
    let elected = Landlord::plain(&w.stranger().wallet);
    let voted = w.clone();
    voted.edit::<NationAccount>(&w.nation.address, |nation| nation.authority = elected.key());
    for terms in [&longest, &with_renewals, &declared] {
        w.clone().try_offer(&letting, &w.authority(), terms, None).ok();
        w.clone().try_offer(&letting, &steward, terms, None).ok();
    }
    for terms in &too_long {
        w.try_offer(&letting, &w.authority(), terms, None).land_error("LeaseTooLong");
        w.try_offer(&letting, &steward, terms, None).land_error("LeaseTooLong");
        // When others have the authority the nation may bind itself; its steward may not.
        voted.try_offer(&letting, &steward, terms, None).land_error("LeaseTooLong");
        voted.clone().try_offer(&letting, &elected, terms, None).ok();
    }
}

#[test]
fn terms_are_those_of_a_sound_lease_of_their_kind() {
    type Change = fn(&mut LeaseTerms);
    const YEAR: u32 = 365 * 86_400;
    let both: [(bool, Change); 12] = [
        (true, |t| t.claim_time = 90 * 86_400),
        (false, |t| t.claim_time = 90 * 86_400 + 1),
        (true, |t| t.claim_time = 0),
        (true, |t| t.cure = YEAR),
        (false, |t| t.cure = YEAR + 1),
        (false, |t| t.duration = 0),
        (false, |t| t.kind = 2),
        (false, |t| t.by_auction = 2),
        (false, |t| t.padding[0] = 1),
        (false, |t| t.padding[6] = 1),
        (true, |t| t.deposit = 0),
        (true, |t| t.renewals = 0),
    ];
    let by_periods: [(bool, Change); 37] = [
        (true, |t| t.rent = 1),
        (false, |t| t.rent = 0),
        (false, |t| t.rent = u64::MAX),
        (false, |t| t.period = 0),
        // A whole number of periods, at most 600 with all renewals.
        (false, |t| t.duration += 1),
        (false, |t| t.duration -= 1),
        (false, |t| t.duration = t.period - 1),
        (true, |t| t.duration = t.period),
        (true, |t| (t.period, t.duration, t.renewals) = (1, 200, 2)),
        (false, |t| (t.period, t.duration, t.renewals) = (1, 201, 2)),
        (true, |t| (t.period, t.duration, t.renewals, t.escalator_bps) = (86_400, 600 * 86_400, 0, 0)),
        (false, |t| (t.period, t.duration, t.renewals, t.escalator_bps) = (86_400, 601 * 86_400, 0, 0)),
        // 99 years in all.
        (true, |t| (t.period, t.duration, t.renewals) = (YEAR, 33 * YEAR, 2)),
        (false, |t| (t.period, t.duration, t.renewals) = (YEAR, 34 * YEAR, 2)),
        (false, |t| (t.period, t.duration, t.renewals) = (YEAR, 25 * YEAR, 3)),
        (true, |t| t.grace = 0),
        (true, |t| t.grace = YEAR),
        (false, |t| t.grace = YEAR + 1),
        (true, |t| t.cure = 0),
        // A lease that fell behind can be saved for a day at least.
        (true, |t| (t.grace, t.cure) = (86_400, 0)),
        (true, |t| (t.grace, t.cure) = (0, 86_400)),
        (true, |t| (t.grace, t.cure) = (86_399, 1)),
        (false, |t| (t.grace, t.cure) = (86_399, 0)),
        (false, |t| (t.grace, t.cure) = (0, 0)),
        (true, |t| t.late_fee_bps = 10_000),
        (false, |t| t.late_fee_bps = 10_001),
        (true, |t| t.escalator_bps = 10_000),
        (false, |t| t.escalator_bps = u16::MAX), // 600 periods of it fit into no number
        (false, |t| t.tenure = 1),
        (false, |t| t.notice = 1),
        (false, |t| t.hold = 1),
        (false, |t| t.rent_bps = 1),
        (false, |t| t.kind = lease_kind::HARBERGER),
        // Eighteen periods, their late fees included, must fit.
        (false, |t| t.rent = u64::MAX / 18),
        (true, |t| t.rent = u64::MAX / 40),
        (true, |t| (t.rent, t.late_fee_bps, t.escalator_bps) = (u64::MAX / 18, 0, 0)),
        (true, |t| t.renewals = 32), // 33 times six periods
    ];
    let declared: [(bool, Change); 23] = [
        (true, |t| t.cure = 86_400),
        (false, |t| t.cure = 86_399),
        (false, |t| t.cure = 0),
        (true, |t| t.rent_bps = 1),
        (true, |t| t.rent_bps = 10_000),
        (false, |t| t.rent_bps = 0),
        (false, |t| t.rent_bps = 10_001),
        (true, |t| t.tenure = 0),
        (true, |t| t.tenure = 10 * YEAR),
        (false, |t| t.tenure = 10 * YEAR + 1),
        (true, |t| t.hold = 10 * YEAR),
        (false, |t| t.hold = 10 * YEAR + 1),
        (true, |t| t.notice = 180 * 86_400),
        (false, |t| t.notice = 180 * 86_400 + 1),
        (false, |t| t.rent = 1),
        (false, |t| t.period = 1),
        (false, |t| t.grace = 1),
        (false, |t| t.late_fee_bps = 1),
        (false, |t| t.escalator_bps = 1),
        (false, |t| t.kind = lease_kind::FIXED),
        (true, |t| (t.duration, t.renewals) = (99 * YEAR, 0)),
        (false, |t| (t.duration, t.renewals) = (99 * YEAR + 1, 0)),
        (true, |t| t.duration = 1),
    ];
    let (w, till) = world();
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    // An authority that the founder has handed over to.
    let elected = Landlord::plain(&w.stranger().wallet);
    w.edit::<NationAccount>(&w.nation.address, |nation| nation.authority = elected.key());
    let cases = both.iter().map(|case| (fixed(), case)).chain(both.iter().map(|case| (harberger(), case)));
    let cases = cases.chain(by_periods.iter().map(|case| (fixed(), case)));
    let cases = cases.chain(declared.iter().map(|case| (harberger(), case)));
    for (n, (mut terms, (sound, change))) in cases.enumerate() {
        change(&mut terms);
        let outcome = w.clone().try_offer(&letting, &elected, &terms, None);
        println!("{n}: {terms:?}");
        if *sound {
            outcome.ok();
        } else {
            outcome.land_error("TermsUnsound");
        }
    }
}
