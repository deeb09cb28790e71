//! Campaigns: `open_campaign`, `pledge`, `settle_campaign`, `reclaim_pledge`, `close_pledge`, `close_campaign`.

use civitas_tests::*;
use client::land::accounts::{CAMPAIGN_DISCRIMINATOR, Campaign, PLEDGE_DISCRIMINATOR, Pledge, Registry};
use client::land::events::Event;
use client::land::types::{CampaignChanged, PledgeChanged};
use client::membership::accounts::Citizen;
use land::{SETTLE_TIME, padded};

const GOAL: u64 = 3_000_000;
const YEAR: i64 = 365 * DAY;

fn world() -> (World, Till) {
    let w = World::new(4);
    let till = w.till(Money::SOL, 0);
    w.registry(&w.nation);
    (w, till)
}

/// A campaign of ten days for [`GOAL`].
fn open() -> (World, Drive) {
    let (w, till) = world();
    let drive = w.campaign(&till, GOAL);
    (w, drive)
}

fn event(w: &World, drive: &Drive) -> Event {
    let campaign = w.campaign_account(drive);
    Event::CampaignChanged(CampaignChanged {
        campaign: drive.address,
        registry: drive.registry,
        id: drive.id,
        goal: campaign.goal,
        pledged: campaign.pledged,
        at: w.now(),
        paid_out: campaign.paid_out,
        padding: [0; 7],
    })
}

fn deadline(w: &World, drive: &Drive) -> i64 {
    w.campaign_account(drive).deadline
}

/// What really lies in the escrow, less what was there at first.
fn escrowed(w: &World, drive: &Drive) -> u64 {
    w.amount_in(&drive.till.money, &drive.escrow) - w.campaign_account(drive).reserve
}

fn donations(w: &World, till: &Till) -> u64 {
    w.ledger(till).income[usize::from(income::DONATION)]
}

#[test]
fn a_campaign_says_what_it_is_for() {
    let w = World::new(4);
    w.registry(&w.nation);
    for (id, till) in (0..).zip(w.tills()) {
        let (drive, opener) = (w.next_drive(&till), w.citizen(1));
        let until = w.now() + YEAR;
        let open = ix::open_campaign(&drive, opener.key(), Some(opener.citizen), GOAL, until);
        let receipt = w.send(&[open], &[&opener.wallet]).ok();
        let expected = Campaign {
            discriminator: CAMPAIGN_DISCRIMINATOR,
            nation: w.nation.address,
            registry: drive.registry,
            opener: opener.key(),
            mint: till.money.mint,
            escrow: drive.escrow,
            rent_payer: w.payer.pubkey(),
            id,
            goal: GOAL,
            pledged: 0,
            refunded: 0,
            opened_at: w.now(),
            deadline: until,
            open_pledges: 0,
            reserve: if till.money.is_sol() { 890_880 } else { 0 },
            purpose_hash: [0xca; 32],
            purpose_uri: padded("ipfs://bafy-island"),
            paid_out: 0,
            version: 1,
            bump: addresses::campaign(&drive.registry, id).1,
            escrow_bump: addresses::escrow(&drive.address).1,
            padding: [0; 4],
            reserved: [0; 32],
        };
        assert_eq!(w.campaign_account(&drive), expected);
        assert_eq!(World::land_events(&receipt), [event(&w, &drive)]);
        assert_eq!(w.registry_account(&w.nation).next_campaign, id + 1);
    }
}

#[test]
fn a_campaign_is_opened_by_a_citizen_in_good_standing_or_the_authority() {
    let (w, till) = world();
    let (drive, opener, founder) = (w.next_drive(&till), w.citizen(1), &w.nation.founder);
    let until = w.now() + 30 * DAY;
    let by = |w: &World, wallet: &Keypair, citizen: Option<Address>| {
        w.send(&[ix::open_campaign(&drive, wallet.pubkey(), citizen, GOAL, until)], &[wallet])
    };
    by(&w.clone(), founder, None).ok();
    by(&w, &opener.wallet, None).membership_error("NotAuthority");
    by(&w, &w.sibling.founder, None).membership_error("NotAuthority");
    by(&w, &w.stranger().wallet, Some(opener.citizen)).land_error("WrongCitizen");
    by(&w, founder, Some(opener.citizen)).land_error("WrongCitizen");
    let foreigner = &w.sibling.people[0];
    by(&w, &foreigner.wallet, Some(foreigner.citizen)).land_error("WrongNation");
    let free = w.now() + 100;
    w.send(&[ix::suspend(opener, founder.pubkey(), free)], &[founder]).ok();
    w.at(free - 1);
    by(&w, &opener.wallet, Some(opener.citizen)).land_error("Suspended");
    w.at(free);
    let resident = w.clone();
    resident.send(&[ix::set_tier(opener, founder.pubkey(), 1)], &[founder]).ok();
    by(&resident, &opener.wallet, Some(opener.citizen)).land_error("NotCitizen");
    let gone = w.clone();
    gone.send(&[ix::renounce(opener)], &[&opener.wallet]).ok();
    by(&gone, &opener.wallet, Some(opener.citizen)).land_error("NotActive");
    let lapsed = w.clone();
    lapsed.edit::<Citizen>(&opener.citizen, |citizen| citizen.expires_at = free);
    by(&lapsed, &opener.wallet, Some(opener.citizen)).land_error("Lapsed");
    by(&w, &opener.wallet, Some(opener.citizen)).ok();
    let over = w.clone();
    over.at(over.nation_account(&w.nation).founder_sunset);
    let next = w.next_drive(&till);
    let open = ix::open_campaign(&next, founder.pubkey(), None, GOAL, over.now() + DAY);
    over.send(&[open], &[founder]).membership_error("FoundingOver");
}

#[test]
fn a_campaign_has_a_goal_and_a_deadline_within_a_year() {
    let (w, till) = world();
    let (drive, founder, now) = (w.next_drive(&till), &w.nation.founder, w.now());
    let with = |goal: u64, deadline: i64, uri: &str| {
        let open = ix::open_campaign_for(&drive, founder.pubkey(), None, goal, deadline, uri);
        w.clone().send(&[open], &[founder])
    };
    with(0, now + DAY, "").land_error("CampaignUnsound");
    for deadline in [i64::MIN, -1, 0, now - 1, now, now + YEAR + 1, i64::MAX] {
        with(GOAL, deadline, "").land_error("CampaignUnsound");
    }
    for (goal, deadline) in [(1, now + 1), (u64::MAX, now + YEAR)] {
        with(goal, deadline, "").ok();
    }
    for uri in ["x".repeat(97), "two\nlines".into(), "nil\0".into()] {
        with(GOAL, now + DAY, &uri).land_error("TextMalformed");
    }
    with(GOAL, now + DAY, &"x".repeat(96)).ok();
    // Numbers in order; the registry's own nation.
    for id in [1, u64::MAX] {
        let skipped = Drive::of(&till, id);
        let open = ix::open_campaign(&skipped, founder.pubkey(), None, GOAL, now + DAY);
        w.send(&[open], &[founder]).wrong_seeds();
    }
    w.registry(&w.sibling);
    let theirs = Drive { nation: w.sibling.address, ..drive };
    let open = ix::open_campaign(&theirs, w.sibling.founder.pubkey(), None, GOAL, now + DAY);
    w.send(&[open], &[&w.sibling.founder]).land_error("WrongNation");
    w.edit::<Registry>(&drive.registry, |registry| registry.next_campaign = u64::MAX);
    let last = Drive::of(&till, u64::MAX);
    let open = ix::open_campaign(&last, founder.pubkey(), None, GOAL, now + DAY);
    w.send(&[open], &[founder]).land_error("ArithmeticOverflow");
}

#[test]
fn money_for_a_campaign_is_what_the_treasury_has_a_ledger_of() {
    let (w, till) = world();
    let (coin, founder) = (w.coin("coin of alpha"), &w.nation.founder);
    let open = |till: Till| {
        let drive = Drive { till, ..w.next_drive(&till) };
        w.send(&[ix::open_campaign(&drive, founder.pubkey(), None, GOAL, w.now() + DAY)], &[founder])
    };
    open(Till::of(&w.nation.address, coin)).land_error("WrongLedger");
    let theirs = w.open_till(&w.sibling, coin);
    open(Till { nation: w.nation.address, ..theirs }).land_error("WrongLedger");
    open(Till { money: coin, ..till }).land_error("WrongLedger");
    open(Till { money: Money { program: tokens::PROGRAM, ..Money::SOL }, ..till }).land_error("WrongMint");
    let taxed = w.till(w.coin_2022("taxed coin", &[Extension::TransferFee { bps: 100, maximum: 50 }]), 0);
    open(taxed).land_error("MintRefused");
    open(w.till(coin, 0)).ok();
}

#[test]
fn anybody_pledges_and_adds_until_the_deadline() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        let drive = w.campaign(&till, GOAL);
        let (pledger, money) = (w.stranger(), till.money);
        w.equip(&money, &pledger);
        let purse = w.purse(&money, &pledger);
        let receipt = w.pledge(&drive, &pledger, 1_000_000).ok();
        let expected = Pledge {
            discriminator: PLEDGE_DISCRIMINATOR,
            campaign: drive.address,
            wallet: pledger.key(),
            rent_payer: w.payer.pubkey(),
            amount: 1_000_000,
            version: 1,
            bump: addresses::pledge(&drive.address, &pledger.key()).1,
            padding: [0; 6],
            reserved: [0; 32],
        };
        assert_eq!(w.pledge_account(&drive, &pledger), expected);
        let pledged = PledgeChanged {
            campaign: drive.address,
            wallet: pledger.key(),
            amount: 1_000_000,
            refunded: 0,
            held: 1_000_000,
        };
        assert_eq!(World::land_events(&receipt), [Event::PledgeChanged(pledged)]);
        w.pledge(&drive, w.citizen(1), 7).ok();
        w.pledge(&drive, &pledger, 1).ok();
        assert_eq!(w.pledge_account(&drive, &pledger).amount, 1_000_001);
        assert_eq!(purse - w.purse(&money, &pledger), 1_000_001);
        let campaign = w.campaign_account(&drive);
        assert_eq!((campaign.pledged, campaign.open_pledges), (1_000_008, 2));
        assert_eq!(escrowed(&w, &drive), 1_000_008);
        w.pledge(&drive, &pledger, 0).land_error("AmountZero");
        for (second, open) in [(-1, true), (0, false), (1, false)] {
            let w = w.clone();
            w.at(deadline(&w, &drive) + second);
            let outcome = w.pledge(&drive, &pledger, 5);
            if open {
                outcome.ok();
            } else {
                outcome.land_error("CampaignClosed");
            }
        }
    }
}

#[test]
fn a_goal_once_met_is_paid_out_as_a_donation_by_anybody() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        let drive = w.campaign(&till, GOAL);
        w.pledge(&drive, w.citizen(1), GOAL - 1).ok();
        w.settle_campaign(&drive).land_error("GoalNotMet");
        w.pledge(&drive, w.citizen(2), 1).ok();
        // Met early: it may be paid out at once, and more may come in until it is.
        w.clone().settle_campaign(&drive).ok();
        w.pledge(&drive, w.citizen(3), GOAL).ok();
        w.reclaim_pledge(&drive, w.citizen(1)).land_error("CampaignNotFailed");
        let (before, booked) = (w.campaign_account(&drive), donations(&w, &till));
        let receipt = w.settle_campaign(&drive).ok();
        assert_eq!(w.campaign_account(&drive), Campaign { paid_out: 1, ..before });
        assert_eq!(World::land_events(&receipt), [event(&w, &drive)]);
        assert_eq!(donations(&w, &till) - booked, 2 * GOAL);
        assert_eq!(escrowed(&w, &drive), 0);
        w.settle_campaign(&drive).land_error("CampaignPaidOut");
        w.pledge(&drive, w.citizen(1), 5).land_error("CampaignClosed");
        w.wait(100 * DAY);
        w.settle_campaign(&drive).land_error("CampaignPaidOut");
        w.reclaim_pledge(&drive, w.citizen(1)).land_error("CampaignNotFailed");
        assert_eq!(donations(&w, &till) - booked, 2 * GOAL);
    }
}

#[test]
fn a_goal_not_met_by_the_deadline_gives_everybody_their_own_back_once() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        let drive = w.campaign(&till, GOAL);
        let pledgers = [w.citizen(1), w.citizen(2), w.citizen(3)];
        let purses = pledgers.map(|pledger| {
            w.equip(&till.money, pledger);
            w.purse(&till.money, pledger)
        });
        for (pledger, amount) in pledgers.into_iter().zip([1, GOAL / 2, GOAL / 2 - 2]) {
            w.pledge(&drive, pledger, amount).ok();
        }
        let until = deadline(&w, &drive);
        w.at(until - 1);
        for pledger in pledgers {
            w.reclaim_pledge(&drive, pledger).land_error("CampaignNotFailed");
        }
        // The last second could still have met the goal.
        let met = w.clone();
        met.pledge(&drive, w.citizen(0), 1).ok();
        met.at(until);
        met.reclaim_pledge(&drive, w.citizen(1)).land_error("CampaignNotFailed");
        met.settle_campaign(&drive).ok();
        w.at(until);
        w.settle_campaign(&drive).land_error("GoalNotMet");
        let receipt = w.reclaim_pledge(&drive, w.citizen(2)).ok();
        let refunded = PledgeChanged {
            campaign: drive.address,
            wallet: w.citizen(2).key(),
            amount: GOAL / 2,
            refunded: GOAL / 2,
            held: GOAL / 2 - 1,
        };
        assert_eq!(World::land_events(&receipt), [Event::PledgeChanged(refunded)]);
        w.reclaim_pledge(&drive, w.citizen(2)).no_account();
        w.pledge(&drive, w.citizen(2), GOAL).land_error("CampaignClosed");
        w.close_campaign(&drive).land_error("CampaignNotOver");
        w.wait(50 * DAY);
        w.reclaim_pledge(&drive, w.citizen(1)).ok();
        w.reclaim_pledge(&drive, w.citizen(3)).ok();
        for (pledger, purse) in pledgers.into_iter().zip(purses) {
            assert_eq!(w.purse(&till.money, pledger), purse);
        }
        let campaign = w.campaign_account(&drive);
        assert_eq!((campaign.pledged, campaign.refunded), (GOAL - 1, GOAL - 1));
        assert_eq!((campaign.open_pledges, escrowed(&w, &drive)), (0, 0));
        assert_eq!(donations(&w, &till), 0);
        w.close_campaign(&drive).ok();
    }
}

#[test]
fn what_nobody_paid_out_in_thirty_days_is_the_pledgers_again() {
    for (second, late) in [(-1, false), (0, true), (1, true)] {
        let (w, drive) = open();
        w.pledge(&drive, w.citizen(1), GOAL).ok();
        w.at(deadline(&w, &drive) + SETTLE_TIME + second);
        if late {
            w.settle_campaign(&drive).land_error("PayoutTooLate");
            w.reclaim_pledge(&drive, w.citizen(1)).ok();
            w.settle_campaign(&drive).land_error("GoalNotMet");
            w.close_campaign(&drive).ok();
        } else {
            w.reclaim_pledge(&drive, w.citizen(1)).land_error("CampaignNotFailed");
            w.settle_campaign(&drive).ok();
        }
    }
    // As where the treasury cannot receive.
    let w = World::new(4);
    w.registry(&w.nation);
    let till = w.till(w.freezable_coin("stable coin"), 0);
    let drive = w.campaign(&till, GOAL);
    w.pledge(&drive, w.citizen(1), GOAL).ok();
    w.freeze(&till.money, &till.holding, true);
    w.settle_campaign(&drive).code(17); // AccountFrozen of SPL Token
    w.at(deadline(&w, &drive) + SETTLE_TIME);
    w.reclaim_pledge(&drive, w.citizen(1)).ok();
}

#[test]
fn a_pledge_is_taken_back_by_its_wallet_into_any_holding() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        let (drive, other) = (w.campaign(&till, GOAL), w.campaign(&till, GOAL));
        let (owner, thief) = (w.citizen(1), w.citizen(2));
        for drive in [&drive, &other] {
            w.pledge(drive, owner, 100).ok();
        }
        w.pledge(&drive, thief, 1).ok();
        w.at(deadline(&w, &drive));
        let with = |slot: usize, address: Address| {
            let mut reclaim = ix::reclaim_pledge(&drive, owner.key());
            reclaim.accounts[slot].pubkey = address;
            let signer = if slot == 0 { thief } else { owner };
            w.send(&[reclaim], &[&signer.wallet])
        };
        with(0, thief.key()).land_error("NotOwner");
        with(1, other.address).land_error("WrongPledge");
        with(2, other.pledge(&owner.key())).land_error("WrongPledge");
        with(2, drive.pledge(&thief.key())).land_error("NotOwner");
        with(3, thief.key()).land_error("WrongRentPayer");
        with(4, other.escrow).land_error("WrongEscrow");
        with(5, drive.escrow).code(anchor::DUPLICATE_MUTABLE);
        if !till.money.is_sol() {
            with(5, owner.key()).land_error("NotAHolding");
        }
        let elsewhere = w.empty_holding(&till.money, &w.stranger().key());
        let before = w.amount_in(&till.money, &elsewhere);
        with(5, elsewhere).ok();
        assert_eq!(w.amount_in(&till.money, &elsewhere) - before, 100);
    }
}

#[test]
fn pledging_is_from_what_the_pledger_owns_into_the_own_escrow() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        let (drive, other) = (w.campaign(&till, GOAL), w.campaign(&till, GOAL));
        let (pledger, victim) = (w.citizen(1), w.citizen(2));
        w.equip(&till.money, pledger);
        w.equip(&till.money, victim);
        let with = |slot: usize, address: Address| {
            let mut pledge = ix::pledge(&drive, pledger.key(), 100);
            pledge.accounts[slot].pubkey = address;
            w.send(&[pledge], &[&pledger.wallet])
        };
        with(4, other.pledge(&pledger.key())).wrong_seeds();
        with(4, drive.pledge(&victim.key())).wrong_seeds();
        with(5, other.escrow).land_error("WrongEscrow");
        if till.money.is_sol() {
            with(2, victim.key()).land_error("NotAHolding");
            with(6, tokens::PROGRAM).land_error("WrongMint");
        } else {
            with(2, till.money.of(&victim.key())).code(4); // OwnerMismatch of the token programs
            with(2, pledger.key()).land_error("NotAHolding");
            with(6, Address::default()).land_error("WrongMint");
            with(7, Address::default()).land_error("WrongMint");
        }
        w.pledge(&drive, pledger, 100).ok();
    }
}

#[test]
fn payouts_go_to_this_nations_treasury() {
    let w = World::new(4);
    w.registry(&w.nation);
    let [_, coin, newer] = w.tills();
    let theirs = w.open_till(&w.sibling, coin.money);
    let (drive, other) = (w.campaign(&coin, GOAL), w.campaign(&coin, GOAL));
    w.pledge(&drive, w.citizen(1), GOAL).ok();
    let with = |slot: usize, address: Address| {
        let mut settle = ix::settle_campaign(&drive);
        settle.accounts[slot].pubkey = address;
        w.send(&[settle], &[])
    };
    with(1, other.escrow).land_error("WrongEscrow");
    with(2, theirs.ledger).land_error("WrongLedger");
    with(2, newer.ledger).land_error("WrongLedger");
    with(3, theirs.holding).land_error("WrongHolding");
    with(3, coin.money.of(&w.citizen(1).key())).land_error("WrongHolding");
    with(4, newer.money.mint).land_error("WrongMint");
    with(5, newer.money.program).land_error("WrongMint");
    with(6, LAND_ID).land_error("WrongProgram");
    w.settle_campaign(&drive).ok();
    // Closing is as careful with what strays.
    w.close_pledge(&drive, w.citizen(1)).ok();
    let with = |slot: usize, address: Address| {
        let mut close = ix::close_campaign(&drive);
        close.accounts[slot].pubkey = address;
        w.send(&[close], &[])
    };
    with(1, other.escrow).land_error("WrongEscrow");
    with(2, w.citizen(1).key()).land_error("WrongRentPayer");
    with(3, theirs.ledger).land_error("WrongLedger");
    with(4, theirs.holding).land_error("WrongHolding");
    with(5, newer.money.mint).land_error("WrongMint");
    w.close_campaign(&drive).ok();
}

#[test]
fn all_rents_return_to_whoever_paid_them() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        for paid_out in [true, false] {
            let (opener, patron) = (w.citizen(0), client::dev_keys::keypair("patron"));
            w.put(&patron.pubkey(), Account { lamports: SOL, ..Account::default() });
            let drive = w.next_drive(&till);
            let until = w.now() + 10 * DAY;
            let mut open = ix::open_campaign(&drive, opener.key(), Some(opener.citizen), GOAL, until);
            open.accounts[0].pubkey = patron.pubkey();
            w.send(&[open], &[&opener.wallet, &patron]).ok();
            for pledger in [w.citizen(1), w.citizen(2)] {
                w.equip(&till.money, pledger);
                let mut pledge = ix::pledge(&drive, pledger.key(), if paid_out { GOAL } else { 5 });
                pledge.accounts[0].pubkey = patron.pubkey();
                w.send(&[pledge], &[&pledger.wallet, &patron]).ok();
            }
            // The rest of a pledge is added at nobody's cost; the rent payer stays.
            w.pledge(&drive, w.citizen(1), 5).ok();
            assert_eq!(w.pledge_account(&drive, w.citizen(1)).rent_payer, patron.pubkey());
            let close_all = || {
                let mut close = ix::close_campaign(&drive);
                close.accounts[2].pubkey = patron.pubkey();
                w.send(&[close], &[])
            };
            close_all().land_error("CampaignNotOver");
            let close = |pledger: &Person| {
                let mut close = ix::close_pledge(&drive, pledger.key());
                close.accounts[2].pubkey = patron.pubkey();
                w.send(&[close], &[])
            };
            close(w.citizen(1)).land_error("CampaignNotPaidOut");
            if paid_out {
                w.settle_campaign(&drive).ok();
                close_all().land_error("CampaignNotOver");
                let mut theft = ix::close_pledge(&drive, w.citizen(1).key());
                theft.accounts[2].pubkey = w.citizen(1).key();
                w.send(&[theft], &[]).land_error("WrongRentPayer");
                close(w.citizen(1)).ok();
                close(w.citizen(1)).no_account();
                close_all().land_error("CampaignNotOver");
                close(w.citizen(2)).ok();
            } else {
                w.at(until);
                close(w.citizen(1)).land_error("CampaignNotPaidOut");
                for pledger in [w.citizen(1), w.citizen(2)] {
                    close_all().land_error("CampaignNotOver");
                    let mut reclaim = ix::reclaim_pledge(&drive, pledger.key());
                    reclaim.accounts[3].pubkey = patron.pubkey();
                    w.send(&[reclaim], &[&pledger.wallet]).ok();
                }
            }
            close_all().ok();
            assert_eq!(w.lamports(&patron.pubkey()), SOL);
            assert_eq!((w.exists(&drive.address), w.exists(&drive.escrow)), (false, false));
        }
    }
}

#[test]
fn a_campaign_without_pledges_is_closed_when_it_has_failed() {
    let (w, drive) = open();
    w.close_campaign(&drive).land_error("CampaignNotOver");
    w.at(deadline(&w, &drive) - 1);
    w.close_campaign(&drive).land_error("CampaignNotOver");
    w.wait(1);
    w.close_campaign(&drive).ok();
    // Its number is not used again.
    let again = ix::open_campaign(&drive, w.nation.founder.pubkey(), None, GOAL, w.now() + DAY);
    w.send(&[again], &[&w.nation.founder]).wrong_seeds();
    assert_eq!(w.next_drive(&drive.till).id, 1);
}

#[test]
fn money_that_nobody_pledged_meets_no_goal_and_is_nobodys() {
    let w = World::new(4);
    w.registry(&w.nation);
    for till in w.tills() {
        let drive = w.campaign(&till, GOAL);
        let donor = w.holder_of(&till.money, "a careless donor", 2 * GOAL);
        let gift = World::plain_transfer(
            &till.money,
            &till.money.of(&donor.pubkey()),
            &drive.escrow,
            &donor.pubkey(),
            GOAL,
        );
        w.send(&[gift], &[&donor]).ok();
        w.pledge(&drive, w.citizen(1), 100).ok();
        w.settle_campaign(&drive).land_error("GoalNotMet");
        w.at(deadline(&w, &drive));
        w.reclaim_pledge(&drive, w.citizen(1)).ok();
        assert_eq!(escrowed(&w, &drive), GOAL);
        let real = w.real(&till);
        w.close_campaign(&drive).ok();
        let stray = if till.money.is_sol() { 0 } else { GOAL };
        assert_eq!(w.real(&till) - real, stray);
        if stray > 0 {
            w.send(&[ix::reconcile(&till)], &[]).ok();
            assert_eq!(w.balance(&till), stray);
        }
    }
}

#[test]
fn pledges_as_large_as_they_can_be_do_not_overflow() {
    let w = World::new(4);
    w.registry(&w.nation);
    let till = w.till(w.coin("coin of alpha"), 0);
    let drive = w.campaign(&till, u64::MAX);
    let rich = w.citizen(1);
    w.endow(&till.money, &rich.key(), u64::MAX - 5);
    let pledge = |amount: u64| w.send(&[ix::pledge(&drive, rich.key(), amount)], &[&rich.wallet]);
    pledge(u64::MAX).code(1); // InsufficientFunds of SPL Token
    pledge(u64::MAX - 10).ok();
    pledge(11).land_error("ArithmeticOverflow");
    pledge(5).ok();
    w.settle_campaign(&drive).land_error("GoalNotMet");
    w.at(deadline(&w, &drive));
    w.reclaim_pledge(&drive, rich).ok();
    w.edit::<Campaign>(&drive.address, |campaign| {
        (campaign.open_pledges, campaign.deadline) = (u64::MAX, w.now() + DAY);
        (campaign.pledged, campaign.refunded) = (0, 0);
    });
    pledge(5).land_error("ArithmeticOverflow");
}

#[test]
fn an_escrow_of_a_campaign_that_lost_money_pays_nobody_anothers() {
    let w = World::new(4);
    w.registry(&w.nation);
    let till = w.till(w.coin("coin of alpha"), 0);
    let drive = w.campaign(&till, GOAL);
    w.pledge(&drive, w.citizen(1), 100).ok();
    w.pledge(&drive, w.citizen(2), 100).ok();
    let short = w.clone();
    short.edit_bytes(&drive.escrow, |data| data[64..72].copy_from_slice(&199u64.to_le_bytes()));
    short.at(deadline(&w, &drive));
    short.reclaim_pledge(&drive, w.citizen(1)).land_error("EscrowShort");
    short.at(deadline(&w, &drive) - 1);
    short.pledge(&drive, w.citizen(2), 5).land_error("EscrowShort");
    w.pledge(&drive, w.citizen(3), GOAL).ok();
    w.edit_bytes(&drive.escrow, |data| data[64..72].copy_from_slice(&GOAL.to_le_bytes()));
    w.settle_campaign(&drive).failure();
}

#[test]
fn a_campaign_that_contradicts_itself_is_not_used() {
    let (w, drive) = open();
    w.pledge(&drive, w.citizen(1), 5).ok();
    w.pledge(&drive, w.citizen(2), 5).ok();
    w.at(deadline(&w, &drive));
    w.edit::<Campaign>(&drive.address, |campaign| campaign.open_pledges = 1);
    w.reclaim_pledge(&drive, w.citizen(1)).land_error("CampaignInvariant");
    w.edit::<Campaign>(&drive.address, |campaign| campaign.open_pledges = 0);
    w.reclaim_pledge(&drive, w.citizen(1)).land_error("ArithmeticOverflow");
}
