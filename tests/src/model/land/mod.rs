//! What the land program should do: parcels and their versions here; leases, what they cost and their deposits,
//! auctions, buyers and campaigns in the modules of these names.

pub mod auction;
pub mod book;
pub mod campaign;
pub mod compare;
pub mod deposit;
pub mod generate;
pub mod lease;
mod market;
#[allow(missing_docs)]
pub mod op;
pub mod rent;
pub mod sale;

pub use auction::{Auction, Bid};
pub use campaign::Campaign;
pub use lease::{Buyer, Claim, Lease};
pub use op::{Bidding, Facts, LandOp, Terms};

use super::id::Id;
use super::op::{Badge, Letting, Nth, Place, Plot, Ref, Who};
use super::{Model, Refusals};
use client::land::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) const DAY: i64 = 86_400;
/// States of a lease.
#[allow(missing_docs)]
pub mod state {
    pub const OFFERED: u8 = 0;
    pub const ACTIVE: u8 = 1;
    pub const ARREARS: u8 = 2;
    pub const DEFAULT: u8 = 3;
    pub const ENDED: u8 = 4;
    pub const EVICTED: u8 = 5;
    pub const WITHDRAWN: u8 = 6;
}
/// Codes of a jurisdiction: the first three are well formed.
pub const JURISDICTIONS: [&[u8; 6]; 6] =
    [b"PT\0\0\0\0", b"PT-17\0", b"GB-ENG", b"pt-17\0", b"PT-\0\0\0", b"PT\x0017\0"];
/// Cells from this one on are none.
pub const NO_CELL: u8 = 200;
/// Texts from this one on are too long.
pub const NO_TEXT: u8 = 200;

/// A nation's registry and all that belongs to it.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Land {
    pub parcels: BTreeMap<u8, Parcel>,
    pub campaigns: BTreeMap<u64, Campaign>,
    pub next_campaign: u64,
}

/// A parcel and its leases.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Parcel {
    pub facts: Facts,
    pub registered_at: i64,
    pub since: i64,
    pub retired: bool,
    pub rent_payer: Who,
    /// Those superseded, from the first.
    pub versions: Vec<Version>,
    /// The lease that is offered or runs.
    pub current: Option<u32>,
    pub next_lease: u32,
    pub leases: BTreeMap<u32, Lease>,
    /// Auctions, which outlive their lease until somebody closes them.
    pub auctions: BTreeMap<u32, Auction>,
    /// By lease and wallet.
    pub claims: BTreeMap<(u32, u8), Claim>,
}

/// A superseded version of a parcel.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Version {
    pub facts: Facts,
    pub from: i64,
    pub until: i64,
    pub retired: bool,
    pub rent_payer: Who,
}

impl Land {
    /// Parcels of a tenure that count.
    pub fn count(&self, tenure: u8) -> u32 {
        self.parcels.values().filter(|p| !p.retired && p.facts.tenure == tenure).count() as u32
    }

    /// Their area.
    pub fn area(&self, tenure: u8) -> u64 {
        let counted = self.parcels.values().filter(|p| !p.retired && p.facts.tenure == tenure);
        counted.map(|p| p.facts.area).sum()
    }

    /// Leases that run.
    pub fn running(&self) -> u32 {
        self.parcels.values().flat_map(|p| p.leases.values()).filter(|lease| lease.runs()).count() as u32
    }
}

fn sound_facts(facts: &Facts) -> Refusals {
    let mut no = Refusals::none();
    let outside =
        facts.latitude.unsigned_abs() > 900_000_000 || facts.longitude.unsigned_abs() > 1_800_000_000;
    no.when(facts.area == 0, "AreaZero")
        .when(outside, "CoordinatesOutOfRange")
        .when(facts.law > 2, "JurisdictionMalformed")
        .when(facts.tenure > 2, "TenureUnknown")
        .when(facts.text >= NO_TEXT, "TextMalformed");
    no
}

impl Model {
    /// A nation's land, if it has a registry.
    pub fn land(&self, nation: u8) -> Option<&Land> {
        self.lands.get(usize::from(nation))?.as_deref()
    }

    pub(super) fn land_mut(&mut self, nation: u8) -> Option<&mut Land> {
        self.lands.get_mut(usize::from(nation))?.as_mut().map(Rc::make_mut)
    }

    /// A parcel that exists.
    pub fn parcel(&self, plot: Plot) -> Option<&Parcel> {
        self.land(plot.nation)?.parcels.get(&plot.cell)
    }

    fn parcel_mut(&mut self, plot: Plot) -> Option<&mut Parcel> {
        self.land_mut(plot.nation)?.parcels.get_mut(&plot.cell)
    }

    /// A lease that exists.
    pub fn lease(&self, at: Letting) -> Option<&Lease> {
        self.parcel(at.plot())?.leases.get(&at.number)
    }

    /// A campaign that exists.
    pub fn campaign(&self, at: Nth) -> Option<&Campaign> {
        self.land(at.nation)?.campaigns.get(&at.id)
    }

    /// Whether somebody acts as landlord of a parcel now: the authority, or the steward with a badge.
    pub(super) fn landlord(&self, nation: u8, by: Who, badge: Badge, plot: Plot) -> Refusals {
        let Some(parcel) = self.parcel(plot) else { return Refusals::certain() };
        let mut no = Refusals::none();
        no.any_when(self.nation(nation).is_none()).when(nation != plot.nation, "WrongNation");
        match (badge.office, badge.citizen) {
            (None, None) => no.join(self.authority(nation, by)),
            (Some(office), Some(citizen)) => {
                no.when(parcel.facts.steward != Some(office), "NotLandlord").join(self.holds_office(
                    plot.nation,
                    office,
                    citizen,
                    by,
                ));
            }
            _ => {
                no.when(true, "NotLandlord").join(self.badge_exists(badge));
            }
        }
        no
    }

    /// Whether the court signs, and is neither the authority nor the founder.
    pub(super) fn independent_court(&self, nation: u8, by: Who) -> Refusals {
        let Some(n) = self.nation(nation) else { return Refusals::certain() };
        let mut no = Refusals::none();
        no.when([Who::Nobody, n.authority, n.founder].contains(&n.court), "NoIndependentCourt")
            .when(by != n.court, "NotCourt");
        no
    }

    /// What is shown has to be there.
    pub(super) fn badge_exists(&self, badge: Badge) -> Refusals {
        let mut no = Refusals::none();
        let office = |(n, title): (u8, u8)| self.nation(n).is_some_and(|n| n.offices.contains_key(&title));
        no.any_when(badge.office.is_some_and(|at| !office(at)))
            .any_when(badge.citizen.is_some_and(|at| self.citizen(at).is_none()));
        no
    }

    /// Whether a citizen of a nation signs.
    pub(super) fn citizen_signs(&self, nation: u8, by: Who, citizen: Ref) -> Refusals {
        let mut no = Refusals::none();
        no.any_when(self.citizen(citizen).is_none())
            .when(citizen.nation != nation, "WrongNation")
            .when(by != Who::Wallet(citizen.wallet), "WrongCitizen");
        no
    }

    /// Whether a citizen of a nation signs who is in good standing.
    pub(super) fn good_citizen(&self, nation: u8, by: Who, citizen: Ref) -> Refusals {
        let mut no = self.citizen_signs(nation, by, citizen);
        no.join(self.citizen(citizen).map_or_else(Refusals::certain, |c| c.standing(self.now)));
        no
    }

    /// Whether money that a wallet put in, as the citizen with a serial, is the signer's to take.
    pub(super) fn owns(&self, nation: u8, by: Who, wallet: u8, serial: u64, shown: Option<Ref>) -> Refusals {
        let mut no = Refusals::none();
        let reissued = shown.is_some_and(|at| {
            at.nation == nation
                && by == Who::Wallet(at.wallet)
                && self.citizen(at).is_some_and(|c| c.serial == serial)
        });
        no.any_when(shown.is_some_and(|at| self.citizen(at).is_none()))
            .when(by != Who::Wallet(wallet) && !reissued, "NotOwner");
        no
    }

    /// Whether a signer's money can be put into an escrow.
    pub(super) fn can_take(&self, by: Who, from: Place, coin: u8, escrow: Id, amount: u64) -> Refusals {
        let Some(spot) = self.spot(coin, from) else { return Refusals::certain() };
        let mut no = self.source(by, from, coin);
        no.when(amount == 0, "AmountZero").join(self.movable(coin, spot, escrow, amount));
        no
    }

    /// Puts money into an escrow, as [`Self::can_take`] allows.
    pub(super) fn take(&mut self, from: Place, coin: u8, escrow: Id, amount: u64) {
        if let Some(spot) = self.spot(coin, from) {
            self.shift(coin, spot, escrow, amount);
        }
    }

    /// Whether an escrow can pay to a place.
    pub(super) fn can_give(&self, coin: u8, escrow: Id, to: Place, amount: u64) -> Refusals {
        let Some(spot) = self.spot(coin, to) else { return Refusals::certain() };
        let mut no = Refusals::none();
        // The escrow itself is a writable account named twice.
        no.any_when(spot == escrow).when(amount == 0, "NothingDue");
        if spot != escrow {
            no.when(self.balance(coin, spot).is_none(), "NotAHolding");
            if self.balance(coin, spot).is_some() {
                no.join(self.movable(coin, escrow, spot, amount));
            } else {
                no.any_when(true);
            }
        }
        no
    }

    /// Pays from an escrow, as [`Self::can_give`] allows.
    pub(super) fn give(&mut self, coin: u8, escrow: Id, to: Place, amount: u64) {
        if let Some(spot) = self.spot(coin, to) {
            self.shift(coin, escrow, spot, amount);
        }
    }

    /// Changes a nation's land unless that is refused.
    pub(super) fn settle(&mut self, nation: u8, no: Refusals, change: impl FnOnce(&mut Land)) -> Refusals {
        if !no.refused()
            && let Some(land) = self.land_mut(nation)
        {
            change(land);
        }
        no
    }

    /// Changes a parcel unless that is refused.
    pub(super) fn farm(&mut self, plot: Plot, no: Refusals, change: impl FnOnce(&mut Parcel)) -> Refusals {
        if !no.refused()
            && let Some(parcel) = self.parcel_mut(plot)
        {
            change(parcel);
        }
        no
    }

    /// Changes a lease unless that is refused.
    pub(super) fn let_out(&mut self, at: Letting, no: Refusals, change: impl FnOnce(&mut Lease)) -> Refusals {
        self.farm(at.plot(), no, |parcel| {
            if let Some(lease) = parcel.leases.get_mut(&at.number) {
                change(lease);
            }
        })
    }

    /// Does an operation of this program.
    pub(super) fn land_op(&mut self, op: &LandOp) -> Refusals {
        let now = self.now;
        match *op {
            LandOp::CreateRegistry { nation, by, payer } => {
                let mut no = self.authority(nation, by);
                no.any_when(self.land(nation).is_some());
                if !no.refused() {
                    self.create(Id::Registry(nation), layout::Registry::LEN, payer);
                    self.lands[usize::from(nation)] = Some(Rc::new(Land::default()));
                }
                no
            }
            LandOp::RegisterParcel { nation, by, payer, plot, facts } => {
                let Some(land) = self.land(plot.nation) else { return Refusals::certain() };
                let mut no = self.authority(nation, by);
                let overflow = land.area(facts.tenure).checked_add(facts.area).is_none();
                no.when(nation != plot.nation, "WrongNation")
                    .when(plot.cell >= NO_CELL, "CellInvalid")
                    .any_when(land.parcels.contains_key(&plot.cell))
                    .when(overflow, "ArithmeticOverflow")
                    .join(sound_facts(&facts));
                if !no.refused() {
                    self.create(Id::Parcel(plot), layout::Parcel::LEN, payer);
                }
                self.settle(plot.nation, no, |land| {
                    let parcel = Parcel {
                        facts,
                        registered_at: now,
                        since: now,
                        retired: false,
                        rent_payer: payer,
                        versions: vec![],
                        current: None,
                        next_lease: 0,
                        leases: BTreeMap::new(),
                        auctions: BTreeMap::new(),
                        claims: BTreeMap::new(),
                    };
                    land.parcels.insert(plot.cell, parcel);
                })
            }
            LandOp::AmendParcel { nation, by, payer, plot, facts } => {
                let (Some(land), Some(parcel)) = (self.land(plot.nation), self.parcel(plot)) else {
                    return Refusals::certain();
                };
                let mut no = self.authority(nation, by);
                let before = if !parcel.retired && parcel.facts.tenure == facts.tenure {
                    parcel.facts.area
                } else {
                    0
                };
                let overflow = (land.area(facts.tenure) - before).checked_add(facts.area).is_none();
                no.when(nation != plot.nation, "WrongNation")
                    .when(overflow, "ArithmeticOverflow")
                    .join(sound_facts(&facts));
                self.supersede(plot, payer, no, |parcel| {
                    parcel.facts = facts;
                    parcel.retired = false;
                })
            }
            LandOp::RetireParcel { nation, by, payer, plot } => {
                let Some(parcel) = self.parcel(plot) else { return Refusals::certain() };
                let mut no = self.authority(nation, by);
                no.when(nation != plot.nation, "WrongNation")
                    .when(parcel.retired, "ParcelRetired")
                    .when(parcel.current.is_some(), "ParcelTaken");
                self.supersede(plot, payer, no, |parcel| parcel.retired = true)
            }
            LandOp::OpenAuction { .. }
            | LandOp::Bid { .. }
            | LandOp::SettleAuction { .. }
            | LandOp::ReclaimBid { .. }
            | LandOp::CloseAuction { .. } => self.auction_op(op),
            LandOp::DeclareValue { .. }
            | LandOp::BuyOut { .. }
            | LandOp::CompleteBuyOut { .. }
            | LandOp::WithdrawClaim { .. }
            | LandOp::CancelBuyOut { .. } => self.sale_op(op),
            LandOp::OpenCampaign { .. }
            | LandOp::Pledge { .. }
            | LandOp::SettleCampaign { .. }
            | LandOp::ReclaimPledge { .. }
            | LandOp::ClosePledge { .. }
            | LandOp::CloseCampaign { .. } => self.campaign_op(op),
            LandOp::ProposeDeductions { .. }
            | LandOp::AcceptDeductions { .. }
            | LandOp::WaiveDeductions { .. }
            | LandOp::ReleaseDeposit { .. }
            | LandOp::RuleDeposit { .. }
            | LandOp::WithdrawDeposit { .. }
            | LandOp::CollectDeductions { .. } => self.deposit_op(op),
            _ => self.lease_op(op),
        }
    }

    /// Keeps a parcel's version, and begins the next.
    fn supersede(
        &mut self,
        plot: Plot,
        payer: Who,
        no: Refusals,
        change: impl FnOnce(&mut Parcel),
    ) -> Refusals {
        let now = self.now;
        if !no.refused() {
            let number = self.parcel(plot).map_or(0, |p| p.versions.len()) as u32 + 1;
            self.create(Id::Version(plot, number), layout::ParcelVersion::LEN, payer);
        }
        self.farm(plot, no, |parcel| {
            let (facts, from, retired) = (parcel.facts, parcel.since, parcel.retired);
            parcel.versions.push(Version { facts, from, until: now, retired, rent_payer: payer });
            parcel.since = now;
            change(parcel);
        })
    }
}
