//! Cases of the land program. Money is a plain mint's and the landlord a steward, so that all accounts differ;
//! `.sol` are the same with SOL, where wallet and holding, mint and token program are the same account, and
//! `.authority` with the nation's authority, who shows neither office nor citizenship.

use super::{Builder, Case, Ready, Seeds, benefactor, court, derived, founder, ready, with, world};
use crate::land::{self, CURE, DEPOSIT, GRACE, NOTICE, PERIOD, PRICE, RENT, TENURE};
use crate::{
    Address, DAY, Drive, Instruction, Keypair, LAND_ID, Landlord, Letting, Money, Nation, Person, Plot,
    Signer, Survey, Till, World, addresses, ix,
};
use client::land::accounts::{Parcel, Registry};
use client::land::types::LeaseTerms;

/// Builders by key, in the order of the discriminators.
pub(super) const BUILDERS: &[(&str, Builder)] = &[
    ("land.create_registry", create_registry),
    ("land.register_parcel", register_parcel),
    ("land.amend_parcel", amend_parcel),
    ("land.retire_parcel", retire_parcel),
    ("land.offer_lease", || offer_lease(coin)),
    ("land.offer_lease.sol", || offer_lease(sol)),
    ("land.offer_lease.authority", offer_lease_by_authority),
    ("land.withdraw_offer", withdraw_offer),
    ("land.accept_lease", || accept_lease(coin)),
    ("land.accept_lease.sol", || accept_lease(sol)),
    ("land.pay_rent", || pay_rent(coin, land::fixed())),
    ("land.pay_rent.sol", || pay_rent(sol, land::fixed())),
    ("land.pay_rent.token_2022", || pay_rent(coin_2022, land::fixed())),
    ("land.pay_rent.harberger", || pay_rent(coin, land::harberger())),
    ("land.renew_lease", renew_lease),
    ("land.declare_arrears", declare_arrears),
    ("land.declare_default", declare_default),
    ("land.waive_default", waive_default),
    ("land.end_lease", end_lease),
    ("land.end_lease.tenant", end_lease_by_tenant),
    ("land.evict", evict),
    ("land.propose_deductions", propose_deductions),
    ("land.accept_deductions", accept_deductions),
    ("land.waive_deductions", waive_deductions),
    ("land.release_deposit", release_deposit),
    ("land.rule_deposit", rule_deposit),
    ("land.withdraw_deposit", || withdraw_deposit(coin)),
    ("land.withdraw_deposit.sol", || withdraw_deposit(sol)),
    ("land.collect_deductions", || collect_deductions(coin)),
    ("land.collect_deductions.sol", || collect_deductions(sol)),
    ("land.claim_tenancy", claim_tenancy),
    ("land.close_lease", || close_lease(coin)),
    ("land.close_lease.sol", || close_lease(sol)),
    ("land.open_auction", open_auction),
    ("land.bid", || bid(coin)),
    ("land.bid.sol", || bid(sol)),
    ("land.bid.raise", raise),
    ("land.settle_auction", || settle_auction(coin)),
    ("land.settle_auction.sol", || settle_auction(sol)),
    ("land.settle_auction.unsold", settle_unsold),
    ("land.reclaim_bid", || reclaim_bid(coin)),
    ("land.reclaim_bid.sol", || reclaim_bid(sol)),
    ("land.declare_value", declare_value),
    ("land.buy_out", || buy_out(coin)),
    ("land.buy_out.sol", || buy_out(sol)),
    ("land.complete_buy_out", || complete_buy_out(coin)),
    ("land.complete_buy_out.sol", || complete_buy_out(sol)),
    ("land.withdraw_claim", || withdraw_claim(coin)),
    ("land.withdraw_claim.sol", || withdraw_claim(sol)),
    ("land.open_campaign", || open_campaign(coin)),
    ("land.open_campaign.sol", || open_campaign(sol)),
    ("land.open_campaign.authority", open_campaign_by_authority),
    ("land.pledge", || pledge(coin)),
    ("land.pledge.sol", || pledge(sol)),
    ("land.settle_campaign", || settle_campaign(coin)),
    ("land.settle_campaign.sol", || settle_campaign(sol)),
    ("land.reclaim_pledge", || reclaim_pledge(coin)),
    ("land.reclaim_pledge.sol", || reclaim_pledge(sol)),
    ("land.close_pledge", close_pledge),
    ("land.close_campaign", || close_campaign(coin)),
    ("land.close_campaign.sol", || close_campaign(sol)),
    ("land.close_auction", close_auction),
    ("land.close_auction.withdrawn", close_withdrawn_auction),
    ("land.cancel_buy_out", cancel_buy_out),
];

/// Which money a case is about.
type Kind = fn(&World) -> Money;

fn coin(w: &World) -> Money {
    w.coin("coin of alpha")
}

fn coin_2022(w: &World) -> Money {
    w.coin_2022("newer coin of alpha", &[])
}

fn sol(_: &World) -> Money {
    Money::SOL
}

/// What a bid, a pledge or a payment of a case is.
const AMOUNT: u64 = 3_000_000;
/// The citizen who holds the steward's office.
const STEWARD: usize = 3;

/// A world in which both nations have a registry and a treasury for such money; a parcel of `alpha`'s, its
/// steward, and somebody who pays for things.
struct Estate {
    w: World,
    till: Till,
    plot: Plot,
    steward: Landlord,
    patron: Keypair,
}

fn estate(kind: Kind) -> Estate {
    let w = world();
    let money = kind(&w);
    for nation in [&w.nation, &w.sibling] {
        w.open_till(nation, money);
        w.registry(nation);
    }
    let till = Till::of(&w.nation.address, money);
    let (plot, steward, patron) = (w.parcel(), w.steward(w.citizen(STEWARD)), benefactor(&w, "patron"));
    for person in &w.nation.people {
        w.equip(&money, person);
    }
    Estate { w, till, plot, steward, patron }
}

impl Estate {
    /// Runs an instruction in which `patron` pays for the account.
    fn patronised(&self, instruction: Instruction, key: &str, signers: &[&Keypair]) {
        let mut all = signers.to_vec();
        all.push(&self.patron);
        self.w.send(&[with(instruction, key, "payer", self.patron.pubkey())], &all).ok();
    }

    /// A lease on offer, for which `patron` has paid.
    fn offered(&self, terms: &LeaseTerms) -> Letting {
        let letting = self.w.next_lease(&self.plot, &self.till);
        let offer =
            ix::offer_lease(&letting, &self.steward, terms, Address::default(), self.w.now() + land::OFFER);
        self.patronised(offer, "land.offer_lease", &[&self.steward.wallet]);
        letting
    }

    /// A lease of citizen 1's.
    fn running(&self, terms: &LeaseTerms) -> Letting {
        let letting = self.offered(terms);
        self.w.accept(&letting, self.tenant()).ok();
        letting
    }

    /// A lease of citizen 1's in default, of which all is paid.
    fn in_default(&self) -> Letting {
        let letting = self.in_arrears();
        self.w.wait(CURE);
        self.w.declare_default(&letting).ok();
        self.w.pay_rent(&letting, self.tenant(), 2 * RENT).ok();
        letting
    }

    /// A lease of citizen 1's in arrears.
    fn in_arrears(&self) -> Letting {
        let letting = self.running(&land::fixed());
        self.w.wait(GRACE);
        self.w.declare_arrears(&letting).ok();
        letting
    }

    /// A lease of citizen 1's that has run its time.
    fn ended(&self) -> Letting {
        let letting = self.running(&land::fixed());
        self.w.wait(6 * PERIOD);
        self.w.end_lease(&letting, &self.steward).ok();
        letting
    }

    /// A lease of citizen 1's that has run its time, two deductions being claimed.
    fn claimed(&self) -> Letting {
        let letting = self.ended();
        let claim = ix::propose_deductions(&letting, &self.steward, &[DEPOSIT / 5, DEPOSIT / 2]);
        self.w.send(&[claim], &[&self.steward.wallet]).ok();
        letting
    }

    /// A lease on offer to whoever bids most, its auction open, for which `patron` has paid.
    fn auctioned(&self) -> Letting {
        let letting = self.offered(&land::by_auction(land::fixed()));
        let open = ix::open_auction(&letting, &self.steward, &self.w.bidding());
        self.patronised(open, "land.open_auction", &[&self.steward.wallet]);
        letting
    }

    /// A bid for whose account `patron` pays.
    fn bid(&self, letting: &Letting, bidder: &Person, amount: u64) {
        self.patronised(ix::bid(letting, bidder, amount), "land.bid", &[&bidder.wallet]);
    }

    /// A Harberger lease of citizen 1's, whom citizen 2 has given notice.
    fn noticed(&self) -> Letting {
        let letting = self.running(&land::harberger());
        self.w.pay_rent(&letting, self.tenant(), PRICE).ok();
        self.w.wait(TENURE);
        self.w.buy_out(&letting, self.w.citizen(2)).ok();
        letting
    }

    /// A campaign of citizen 1's for twice [`AMOUNT`], for which `patron` has paid.
    fn campaign(&self) -> Drive {
        let (drive, opener) = (self.w.next_drive(&self.till), self.tenant());
        let deadline = self.w.now() + 10 * DAY;
        let open = ix::open_campaign(&drive, opener.key(), Some(opener.citizen), 2 * AMOUNT, deadline);
        self.patronised(open, "land.open_campaign", &[&opener.wallet]);
        drive
    }

    /// A pledge of citizen 2's, for whose account `patron` pays.
    fn pledge(&self, drive: &Drive, amount: u64) {
        let pledger = self.w.citizen(2);
        self.patronised(ix::pledge(drive, pledger.key(), amount), "land.pledge", &[&pledger.wallet]);
    }

    fn tenant(&self) -> &Person {
        self.w.citizen(1)
    }

    /// Where somebody keeps money who has nothing to do with the case.
    fn elsewhere(&self) -> Address {
        self.w.empty_holding(&self.till.money, &self.w.citizen(0).key())
    }

    /// The case of an instruction.
    fn ready(self, instruction: Instruction, signers: &[&Keypair]) -> Ready {
        ready(self.w, instruction, signers)
    }

    /// The case of an instruction that `patron` pays for.
    fn ready_patronised(self, instruction: Instruction, key: &str, signers: &[&Keypair]) -> Ready {
        let instruction = with(instruction, key, "payer", self.patron.pubkey());
        let mut all = signers.to_vec();
        all.push(&self.patron);
        ready(self.w, instruction, &all)
    }

    /// The case of an instruction that returns rent to `patron`.
    fn ready_closing(self, instruction: Instruction, key: &str, signers: &[&Keypair]) -> Ready {
        let instruction = with(instruction, key, "rent_payer", self.patron.pubkey());
        ready(self.w, instruction, signers)
    }
}

// Parcels.

fn create_registry() -> Ready {
    let w = world();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let create = ix::create_registry(&w.nation, founder.pubkey());
    ready(w, with(create, "land.create_registry", "payer", patron.pubkey()), &[&founder, &patron])
}

fn register_parcel() -> Ready {
    let e = estate(sol);
    let founder = founder(&e.w).insecure_clone();
    let plot = Plot::of(&e.w.nation.address, land::cell(77));
    let register = ix::register_parcel(&plot, founder.pubkey(), &Survey::of(&e.w.nation.address));
    e.ready_patronised(register, "land.register_parcel", &[&founder])
}

fn amend_parcel() -> Ready {
    let e = estate(sol);
    let founder = founder(&e.w).insecure_clone();
    let survey = Survey { tenure: 1, area: 7, ..Survey::of(&e.w.nation.address) };
    let amend = ix::amend_parcel(&e.plot, founder.pubkey(), &survey, 1);
    e.ready_patronised(amend, "land.amend_parcel", &[&founder])
}

fn retire_parcel() -> Ready {
    let e = estate(sol);
    let founder = founder(&e.w).insecure_clone();
    let retire = ix::retire_parcel(&e.plot, founder.pubkey(), 1);
    e.ready_patronised(retire, "land.retire_parcel", &[&founder])
}

// Leases.

fn offer_lease(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, steward) = (e.w.next_lease(&e.plot, &e.till), e.steward.clone());
    let expires = e.w.now() + land::OFFER;
    let offer = ix::offer_lease(&letting, &steward, &land::fixed(), e.tenant().key(), expires);
    e.ready_patronised(offer, "land.offer_lease", &[&steward.wallet])
}

fn offer_lease_by_authority() -> Ready {
    let e = estate(coin);
    let (letting, founder) = (e.w.next_lease(&e.plot, &e.till), e.w.authority());
    let expires = e.w.now() + land::OFFER;
    let offer = ix::offer_lease(&letting, &founder, &land::fixed(), e.tenant().key(), expires);
    e.ready_patronised(offer, "land.offer_lease", &[&founder.wallet])
}

fn withdraw_offer() -> Ready {
    let e = estate(coin);
    let (letting, steward) = (e.offered(&land::fixed()), e.steward.clone());
    e.ready(ix::withdraw_offer(&letting, &steward), &[&steward.wallet])
}

fn accept_lease(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, tenant) = (e.offered(&land::fixed()), e.tenant().clone());
    e.ready(ix::accept_lease(&letting, &tenant, 0), &[&tenant.wallet])
}

fn pay_rent(kind: Kind, terms: LeaseTerms) -> Ready {
    let e = estate(kind);
    let (letting, friend) = (e.running(&terms), e.w.citizen(2).clone());
    e.w.wait(DAY);
    e.ready(ix::pay_rent(&letting, friend.key(), RENT), &[&friend.wallet])
}

fn renew_lease() -> Ready {
    let e = estate(coin);
    let (letting, tenant) = (e.running(&land::fixed()), e.tenant().clone());
    e.ready(ix::renew_lease(&letting, &tenant), &[&tenant.wallet])
}

fn declare_arrears() -> Ready {
    let e = estate(coin);
    let letting = e.running(&land::fixed());
    e.w.wait(GRACE);
    e.ready(ix::declare_arrears(&letting), &[])
}

fn declare_default() -> Ready {
    let e = estate(coin);
    let letting = e.in_arrears();
    e.w.wait(CURE);
    e.ready(ix::declare_default(&letting), &[])
}

fn waive_default() -> Ready {
    let e = estate(coin);
    let (letting, steward) = (e.in_default(), e.steward.clone());
    e.ready(ix::waive_default(&letting, &steward), &[&steward.wallet])
}

fn end_lease() -> Ready {
    let e = estate(coin);
    let (letting, steward) = (e.in_default(), e.steward.clone());
    e.ready(ix::end_lease(&letting, &steward), &[&steward.wallet])
}

fn end_lease_by_tenant() -> Ready {
    let e = estate(coin);
    let (letting, tenant) = (e.running(&land::fixed()), Landlord::plain(&e.tenant().wallet));
    e.w.pay_rent(&letting, e.tenant(), RENT).ok();
    e.ready(ix::end_lease(&letting, &tenant), &[&tenant.wallet])
}

fn evict() -> Ready {
    let e = estate(coin);
    let (letting, court) = (e.running(&land::fixed()), court(&e.w));
    e.ready(ix::evict(&letting, court.pubkey()), &[&court])
}

// Deposits.

fn propose_deductions() -> Ready {
    let e = estate(coin);
    let (letting, steward) = (e.ended(), e.steward.clone());
    let items = [DEPOSIT / 5, DEPOSIT / 2];
    e.ready(ix::propose_deductions(&letting, &steward, &items), &[&steward.wallet])
}

fn accept_deductions() -> Ready {
    let e = estate(coin);
    let (letting, tenant) = (e.claimed(), e.tenant().clone());
    e.ready(ix::accept_deductions(&letting, tenant.key(), 0b10), &[&tenant.wallet])
}

fn waive_deductions() -> Ready {
    let e = estate(coin);
    let (letting, steward) = (e.claimed(), e.steward.clone());
    e.ready(ix::waive_deductions(&letting, &steward, 0b01), &[&steward.wallet])
}

fn release_deposit() -> Ready {
    let e = estate(coin);
    let letting = e.ended();
    e.w.wait(land::CLAIM_TIME);
    e.ready(ix::release_deposit(&letting), &[])
}

fn rule_deposit() -> Ready {
    let e = estate(coin);
    let (letting, court) = (e.claimed(), court(&e.w));
    e.ready(ix::rule_deposit(&letting, court.pubkey(), DEPOSIT / 3), &[&court])
}

fn withdraw_deposit(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, tenant) = (e.claimed(), e.tenant().clone());
    let withdraw = ix::withdraw_deposit(&letting, tenant.key());
    let withdraw = with(withdraw, "land.withdraw_deposit", "destination", e.elsewhere());
    e.ready(withdraw, &[&tenant.wallet])
}

fn collect_deductions(kind: Kind) -> Ready {
    let e = estate(kind);
    let letting = e.claimed();
    e.w.accept_deductions(&letting, e.tenant(), 0b11).ok();
    e.ready(ix::collect_deductions(&letting), &[])
}

fn claim_tenancy() -> Ready {
    let e = estate(coin);
    let letting = e.running(&land::fixed());
    let moved = e.w.move_wallet(e.tenant(), "the tenant's new wallet");
    e.ready(ix::claim_tenancy(&letting, &moved), &[&moved.wallet])
}

fn close_lease(kind: Kind) -> Ready {
    let e = estate(kind);
    let letting = e.offered(&land::fixed());
    e.w.withdraw_offer(&letting, &e.steward).ok();
    e.ready_closing(ix::close_lease(&letting), "land.close_lease", &[])
}

// Auctions.

fn open_auction() -> Ready {
    let e = estate(coin);
    let (letting, steward) = (e.offered(&land::by_auction(land::fixed())), e.steward.clone());
    let open = ix::open_auction(&letting, &steward, &e.w.bidding());
    e.ready_patronised(open, "land.open_auction", &[&steward.wallet])
}

fn bid(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, bidder) = (e.auctioned(), e.w.citizen(2).clone());
    e.bid(&letting, e.w.citizen(0), AMOUNT);
    e.ready_patronised(ix::bid(&letting, &bidder, 2 * AMOUNT), "land.bid", &[&bidder.wallet])
}

fn raise() -> Ready {
    let e = estate(coin);
    let (letting, bidder) = (e.auctioned(), e.w.citizen(2).clone());
    e.bid(&letting, &bidder, AMOUNT);
    e.ready_patronised(ix::bid(&letting, &bidder, 2 * AMOUNT), "land.bid", &[&bidder.wallet])
}

fn settle_auction(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, bidder) = (e.auctioned(), e.w.citizen(2).clone());
    e.bid(&letting, &bidder, AMOUNT);
    e.w.wait(5 * DAY);
    let settle = ix::settle_auction(&letting, Some(bidder.key()));
    let settle = with(settle, "land.settle_auction", "bid_rent_payer", e.patron.pubkey());
    e.ready(settle, &[])
}

fn settle_unsold() -> Ready {
    let e = estate(coin);
    let letting = e.auctioned();
    e.w.wait(5 * DAY);
    let settle = ix::settle_auction(&letting, None);
    let settle = with(settle, "land.settle_auction", "bid_rent_payer", e.patron.pubkey());
    e.ready(settle, &[])
}

/// An outbid citizen's money, taken back from a new wallet.
fn reclaim_bid(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, bidder) = (e.auctioned(), e.w.citizen(2).clone());
    e.bid(&letting, &bidder, AMOUNT);
    e.bid(&letting, e.tenant(), 2 * AMOUNT);
    let moved = e.w.move_wallet(&bidder, "the bidder's new wallet");
    let reclaim = ix::reclaim_bid_as(&letting, moved.key(), bidder.key(), Some(moved.citizen));
    let reclaim = with(reclaim, "land.reclaim_bid", "destination", e.elsewhere());
    e.ready_closing(reclaim, "land.reclaim_bid", &[&moved.wallet])
}

fn close_auction() -> Ready {
    let e = estate(coin);
    let letting = e.auctioned();
    e.w.wait(5 * DAY);
    e.w.settle_auction(&letting, None).ok();
    e.ready_closing(ix::close_auction(&letting), "land.close_auction", &[])
}

/// An auction in which nobody had bid when the offer was withdrawn.
fn close_withdrawn_auction() -> Ready {
    let e = estate(coin);
    let letting = e.auctioned();
    e.w.withdraw_offer(&letting, &e.steward).ok();
    e.ready_closing(ix::close_auction(&letting), "land.close_auction", &[])
}

// Declared prices.

fn declare_value() -> Ready {
    let e = estate(coin);
    let (letting, tenant) = (e.running(&land::harberger()), e.tenant().clone());
    e.ready(ix::declare_value(&letting, tenant.key(), 2 * PRICE), &[&tenant.wallet])
}

fn buy_out(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, buyer) = (e.running(&land::harberger()), e.w.citizen(2).clone());
    e.w.pay_rent(&letting, e.tenant(), PRICE).ok();
    e.w.wait(TENURE);
    e.ready(ix::buy_out(&letting, &buyer, PRICE), &[&buyer.wallet])
}

/// With rent owed, so that everything is called that can be.
fn complete_buy_out(kind: Kind) -> Ready {
    let e = estate(kind);
    let letting = e.running(&land::harberger());
    e.w.pay_rent(&letting, e.tenant(), PRICE / 200).ok();
    e.w.wait(TENURE);
    e.w.buy_out(&letting, e.w.citizen(2)).ok();
    e.w.wait(NOTICE + 5 * DAY);
    let complete = ix::complete_buy_out(&letting, e.tenant().key());
    e.ready_patronised(complete, "land.complete_buy_out", &[])
}

/// What a seller is due, taken from a new wallet.
fn withdraw_claim(kind: Kind) -> Ready {
    let e = estate(kind);
    let (letting, seller) = (e.noticed(), e.tenant().clone());
    e.w.wait(NOTICE);
    e.patronised(ix::complete_buy_out(&letting, seller.key()), "land.complete_buy_out", &[]);
    let moved = e.w.move_wallet(&seller, "the seller's new wallet");
    let withdraw = ix::withdraw_claim_as(&letting, moved.key(), seller.key(), Some(moved.citizen));
    let withdraw = with(withdraw, "land.withdraw_claim", "destination", e.elsewhere());
    e.ready_closing(withdraw, "land.withdraw_claim", &[&moved.wallet])
}

fn cancel_buy_out() -> Ready {
    let e = estate(coin);
    let letting = e.noticed();
    e.w.evict(&letting).ok();
    let cancel = ix::cancel_buy_out(&letting, e.w.citizen(2).key());
    e.ready_patronised(cancel, "land.cancel_buy_out", &[])
}

// Campaigns.

fn open_campaign(kind: Kind) -> Ready {
    let e = estate(kind);
    let (drive, opener) = (e.w.next_drive(&e.till), e.tenant().clone());
    let deadline = e.w.now() + 10 * DAY;
    let open = ix::open_campaign(&drive, opener.key(), Some(opener.citizen), 2 * AMOUNT, deadline);
    e.ready_patronised(open, "land.open_campaign", &[&opener.wallet])
}

fn open_campaign_by_authority() -> Ready {
    let e = estate(coin);
    let (drive, founder) = (e.w.next_drive(&e.till), founder(&e.w).insecure_clone());
    let open = ix::open_campaign(&drive, founder.pubkey(), None, 2 * AMOUNT, e.w.now() + 10 * DAY);
    e.ready_patronised(open, "land.open_campaign", &[&founder])
}

fn pledge(kind: Kind) -> Ready {
    let e = estate(kind);
    let (drive, pledger) = (e.campaign(), e.w.citizen(2).clone());
    e.ready_patronised(ix::pledge(&drive, pledger.key(), AMOUNT), "land.pledge", &[&pledger.wallet])
}

fn settle_campaign(kind: Kind) -> Ready {
    let e = estate(kind);
    let drive = e.campaign();
    e.pledge(&drive, 2 * AMOUNT);
    e.ready(ix::settle_campaign(&drive), &[])
}

fn reclaim_pledge(kind: Kind) -> Ready {
    let e = estate(kind);
    let (drive, pledger) = (e.campaign(), e.w.citizen(2).clone());
    e.pledge(&drive, AMOUNT);
    e.w.wait(10 * DAY);
    let reclaim = ix::reclaim_pledge(&drive, pledger.key());
    let reclaim = with(reclaim, "land.reclaim_pledge", "destination", e.elsewhere());
    e.ready_closing(reclaim, "land.reclaim_pledge", &[&pledger.wallet])
}

fn close_pledge() -> Ready {
    let e = estate(coin);
    let (drive, pledger) = (e.campaign(), e.w.citizen(2).key());
    e.pledge(&drive, 2 * AMOUNT);
    e.w.settle_campaign(&drive).ok();
    e.ready_closing(ix::close_pledge(&drive, pledger), "land.close_pledge", &[])
}

fn close_campaign(kind: Kind) -> Ready {
    let e = estate(kind);
    let drive = e.campaign();
    e.w.wait(10 * DAY);
    e.ready_closing(ix::close_campaign(&drive), "land.close_campaign", &[])
}

/// Seeds of the address in a slot: of a nation's first parcel, its first lease and campaign, where a case is
/// about these.
pub(super) fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let registry = addresses::registry(&nation.address).0;
    let plot = Plot::of(&nation.address, land::cell(1));
    let lease = addresses::lease(&plot.address, 0).0;
    let campaign = addresses::campaign(&registry, 0).0;
    let auction = addresses::auction(&lease).0;
    let made = |seeds: &[&[u8]]| Some(derived(seeds, LAND_ID));
    let by = |slot: &str| case.address(slot).to_bytes();
    let of_campaign = case.idl.slots.iter().any(|slot| slot.name == "campaign");
    match (case.idl.name.as_str(), slot) {
        ("create_registry", "registry") => made(&[b"registry", nation.address.as_ref()]),
        ("register_parcel", "parcel") => made(&[b"parcel", registry.as_ref(), &land::cell(77).to_le_bytes()]),
        ("amend_parcel" | "retire_parcel", "version") => {
            let present = case.world.read::<Parcel>(&case.address("parcel")).facts_version;
            made(&[b"version", plot.address.as_ref(), &present.to_le_bytes()])
        }
        ("offer_lease", "lease") => {
            let next = case.world.read::<Parcel>(&case.address("parcel")).next_lease;
            made(&[b"lease", plot.address.as_ref(), &next.to_le_bytes()])
        }
        ("open_campaign", "campaign") => {
            let next = case.world.read::<Registry>(&case.address("registry")).next_campaign;
            made(&[b"campaign", registry.as_ref(), &next.to_le_bytes()])
        }
        (_, "escrow") if of_campaign => made(&[b"escrow", campaign.as_ref()]),
        (_, "escrow") => made(&[b"escrow", lease.as_ref()]),
        ("open_auction", "auction") => made(&[b"auction", lease.as_ref()]),
        ("bid", "bid") => made(&[b"bid", auction.as_ref(), &by("bidder")]),
        ("complete_buy_out", "claim") => made(&[b"claim", lease.as_ref(), &by("seller")]),
        ("cancel_buy_out", "claim") => made(&[b"claim", lease.as_ref(), &by("buyer")]),
        ("pledge", "pledge") => made(&[b"pledge", campaign.as_ref(), &by("pledger")]),
        _ => None,
    }
}
