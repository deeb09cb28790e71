//! The instructions of the land program.

use super::op::{Facts, LandOp};
use super::{JURISDICTIONS, NO_CELL, NO_TEXT};
use crate::model::Model;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::op::{Letting, Nth, Plot, Till};
use crate::{Address, Instruction, land as cells};
use client::land::instructions as i;

/// The cell of a parcel, or what is none.
pub fn cell(number: u8) -> u64 {
    if number < NO_CELL { cells::cell(number.into()) } else { u64::from(number) }
}

/// A parcel's texts: of the boundary and of the title.
pub fn texts(number: u8) -> [String; 2] {
    let long = if number >= NO_TEXT { "x".repeat(96) } else { String::new() };
    ["boundary", "title"].map(|of| format!("ipfs://{of}-{number}{long}"))
}

/// A parcel's hashes: of the boundary and of the title.
pub fn hashes(number: u8) -> [[u8; 32]; 2] {
    [[number; 32], [!number; 32]]
}

/// The text of a campaign's purpose.
pub fn purpose(number: u8) -> String {
    let long = if number >= NO_TEXT { "x".repeat(96) } else { String::new() };
    format!("ipfs://purpose-{number}{long}")
}

/// The hash of the reason for a deduction.
pub fn reason(item: usize) -> [u8; 32] {
    [0xa0 + item as u8; 32]
}

impl Book {
    fn registry(&self, nation: u8) -> Address {
        self.address(Id::Registry(nation))
    }

    fn parcel(&self, plot: Plot) -> Address {
        self.address(Id::Parcel(plot))
    }

    fn lease(&self, at: Letting) -> Address {
        self.address(Id::Lease(at))
    }

    fn escrow(&self, at: Letting) -> Address {
        self.address(Id::Escrow(at))
    }

    fn till(&self, till: Till) -> Address {
        self.address(Id::Ledger(till))
    }

    /// The address of a steward's office.
    pub fn steward(&self, facts: &Facts) -> Address {
        facts.steward.map_or(Address::default(), |(n, title)| self.address(Id::Office(n, title)))
    }

    /// The instruction of an operation of this program.
    #[allow(clippy::too_many_lines)]
    pub(in crate::model) fn land_instruction(&self, model: &Model, op: &LandOp) -> Instruction {
        let office = |of: (u8, u8)| self.address(Id::Office(of.0, of.1));
        // The kind of money of a lease or campaign; of nothing it does not matter.
        let coin_of = |at: Letting| self.coin(model.lease(at).map_or(0, |lease| lease.coin));
        let place_of = |at: Letting, place| self.place(model.lease(at).map_or(0, |lease| lease.coin), place);
        let of_campaign = |at: Nth| model.campaign(at).map_or(0, |campaign| campaign.coin);
        let next_version = |plot: Plot| {
            let number = model.parcel(plot).map_or(0, |parcel| parcel.versions.len() as u32) + 1;
            self.address(Id::Version(plot, number))
        };
        match *op {
            LandOp::CreateRegistry { nation, by, payer } => i::CreateRegistry {
                payer: self.who(payer),
                authority: self.who(by),
                nation: self.n(nation),
                registry: self.registry(nation),
            }
            .instruction(),
            LandOp::RegisterParcel { nation, by, payer, plot, facts } => {
                let ([boundary_uri, title_uri], [boundary_hash, title_hash]) =
                    (texts(facts.text), hashes(facts.text));
                i::RegisterParcel {
                    payer: self.who(payer),
                    authority: self.who(by),
                    nation: self.n(nation),
                    registry: self.registry(plot.nation),
                    parcel: self.parcel(plot),
                }
                .instruction(i::RegisterParcelInstructionArgs {
                    cell: cell(plot.cell),
                    area: facts.area,
                    latitude_e7: facts.latitude,
                    longitude_e7: facts.longitude,
                    jurisdiction: *JURISDICTIONS[usize::from(facts.law) % JURISDICTIONS.len()],
                    tenure: facts.tenure,
                    steward: self.steward(&facts),
                    boundary_hash,
                    title_hash,
                    boundary_uri,
                    title_uri,
                })
            }
            LandOp::AmendParcel { nation, by, payer, plot, facts } => {
                let ([boundary_uri, title_uri], [boundary_hash, title_hash]) =
                    (texts(facts.text), hashes(facts.text));
                i::AmendParcel {
                    payer: self.who(payer),
                    authority: self.who(by),
                    nation: self.n(nation),
                    registry: self.registry(plot.nation),
                    parcel: self.parcel(plot),
                    version: next_version(plot),
                }
                .instruction(i::AmendParcelInstructionArgs {
                    area: facts.area,
                    latitude_e7: facts.latitude,
                    longitude_e7: facts.longitude,
                    jurisdiction: *JURISDICTIONS[usize::from(facts.law) % JURISDICTIONS.len()],
                    tenure: facts.tenure,
                    steward: self.steward(&facts),
                    boundary_hash,
                    title_hash,
                    boundary_uri,
                    title_uri,
                })
            }
            LandOp::RetireParcel { nation, by, payer, plot } => i::RetireParcel {
                payer: self.who(payer),
                authority: self.who(by),
                nation: self.n(nation),
                registry: self.registry(plot.nation),
                parcel: self.parcel(plot),
                version: next_version(plot),
            }
            .instruction(),
            LandOp::OfferLease { nation, by, payer, badge, plot, till, terms, tenant, expires } => {
                let number = model.parcel(plot).map_or(0, |parcel| parcel.next_lease);
                let at = Letting { nation: plot.nation, cell: plot.cell, number };
                i::OfferLease {
                    payer: self.who(payer),
                    landlord: self.who(by),
                    nation: self.n(nation),
                    parcel: self.parcel(plot),
                    office: badge.office.map(office),
                    citizen: badge.citizen.map(|at| self.c(at)),
                    lease: self.lease(at),
                    escrow: self.escrow(at),
                    ledger: self.till(till),
                    mint: self.coin(till.coin).mint,
                    token_program: self.coin(till.coin).program,
                }
                .instruction(i::OfferLeaseInstructionArgs {
                    terms: terms.into(),
                    tenant: self.who(tenant),
                    offer_expires_at: expires,
                })
            }
            LandOp::WithdrawOffer { nation, by, badge, lease } => i::WithdrawOffer {
                signer: self.who(by),
                nation: self.n(nation),
                parcel: self.parcel(lease.plot()),
                office: badge.office.map(office),
                citizen: badge.citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
            }
            .instruction(),
            LandOp::AcceptLease { by, from, citizen, lease, price } => i::AcceptLease {
                tenant: self.who(by),
                source: place_of(lease, from),
                citizen: self.c(citizen),
                registry: self.registry(lease.nation),
                lease: self.lease(lease),
                escrow: self.escrow(lease),
                mint: coin_of(lease).mint,
                token_program: coin_of(lease).program,
            }
            .instruction(i::AcceptLeaseInstructionArgs { price }),
            LandOp::PayRent { by, from, lease, till, amount } => i::PayRent {
                payer: self.who(by),
                source: self.place(till.coin, from),
                lease: self.lease(lease),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(i::PayRentInstructionArgs { amount }),
            LandOp::RenewLease { by, citizen, lease } => {
                i::RenewLease { tenant: self.who(by), citizen: self.c(citizen), lease: self.lease(lease) }
                    .instruction()
            }
            LandOp::DeclareArrears { lease } => i::DeclareArrears { lease: self.lease(lease) }.instruction(),
            LandOp::DeclareDefault { lease } => i::DeclareDefault { lease: self.lease(lease) }.instruction(),
            LandOp::WaiveDefault { nation, by, badge, lease } => i::WaiveDefault {
                landlord: self.who(by),
                nation: self.n(nation),
                parcel: self.parcel(lease.plot()),
                office: badge.office.map(office),
                citizen: badge.citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
            }
            .instruction(),
            LandOp::EndLease { nation, by, badge, lease } => i::EndLease {
                signer: self.who(by),
                nation: self.n(nation),
                registry: self.registry(lease.nation),
                parcel: self.parcel(lease.plot()),
                office: badge.office.map(office),
                citizen: badge.citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
            }
            .instruction(),
            LandOp::Evict { nation, by, lease } => i::Evict {
                court: self.who(by),
                nation: self.n(nation),
                registry: self.registry(lease.nation),
                parcel: self.parcel(lease.plot()),
                lease: self.lease(lease),
            }
            .instruction(),
            LandOp::ProposeDeductions { nation, by, badge, lease, ref items, reasons } => {
                i::ProposeDeductions {
                    landlord: self.who(by),
                    nation: self.n(nation),
                    parcel: self.parcel(lease.plot()),
                    office: badge.office.map(office),
                    citizen: badge.citizen.map(|at| self.c(at)),
                    lease: self.lease(lease),
                }
                .instruction(i::ProposeDeductionsInstructionArgs {
                    items: items.clone(),
                    reasons: (0..usize::from(reasons)).map(reason).collect(),
                })
            }
            LandOp::AcceptDeductions { by, lease, items } => {
                i::AcceptDeductions { tenant: self.who(by), lease: self.lease(lease) }
                    .instruction(i::AcceptDeductionsInstructionArgs { items })
            }
            LandOp::WaiveDeductions { nation, by, badge, lease, items } => i::WaiveDeductions {
                landlord: self.who(by),
                nation: self.n(nation),
                parcel: self.parcel(lease.plot()),
                office: badge.office.map(office),
                citizen: badge.citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
            }
            .instruction(i::WaiveDeductionsInstructionArgs { items }),
            LandOp::ReleaseDeposit { lease } => i::ReleaseDeposit { lease: self.lease(lease) }.instruction(),
            LandOp::RuleDeposit { nation, by, lease, to_landlord } => {
                i::RuleDeposit { court: self.who(by), nation: self.n(nation), lease: self.lease(lease) }
                    .instruction(i::RuleDepositInstructionArgs { to_landlord })
            }
            LandOp::WithdrawDeposit { by, lease, to } => i::WithdrawDeposit {
                tenant: self.who(by),
                lease: self.lease(lease),
                escrow: self.escrow(lease),
                destination: place_of(lease, to),
                mint: coin_of(lease).mint,
                token_program: coin_of(lease).program,
            }
            .instruction(),
            LandOp::CollectDeductions { lease, till } => i::CollectDeductions {
                lease: self.lease(lease),
                escrow: self.escrow(lease),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
            LandOp::ClaimTenancy { by, citizen, lease } => {
                i::ClaimTenancy { wallet: self.who(by), citizen: self.c(citizen), lease: self.lease(lease) }
                    .instruction()
            }
            LandOp::CloseLease { lease, till, rent_to } => i::CloseLease {
                lease: self.lease(lease),
                escrow: self.escrow(lease),
                rent_payer: self.who(rent_to),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
            LandOp::OpenAuction { nation, by, payer, badge, lease, bidding } => i::OpenAuction {
                payer: self.who(payer),
                landlord: self.who(by),
                nation: self.n(nation),
                parcel: self.parcel(lease.plot()),
                office: badge.office.map(office),
                citizen: badge.citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
                auction: self.address(Id::Auction(lease)),
            }
            .instruction(i::OpenAuctionInstructionArgs {
                reserve: bidding.reserve,
                raise_bps: bidding.raise,
                extension: bidding.extension,
                opens_at: bidding.opens_at,
                closes_at: bidding.closes_at,
                closes_at_last: bidding.closes_at_last,
            }),
            LandOp::Bid { by, payer, from, citizen, lease, amount } => i::Bid {
                payer: self.who(payer),
                bidder: self.w(by),
                source: place_of(lease, from),
                citizen: self.c(citizen),
                lease: self.lease(lease),
                auction: self.address(Id::Auction(lease)),
                bid: self.address(Id::Bid(lease, by)),
                escrow: self.escrow(lease),
                mint: coin_of(lease).mint,
                token_program: coin_of(lease).program,
            }
            .instruction(i::BidInstructionArgs { amount }),
            LandOp::SettleAuction { lease, winner, rent_to, till } => i::SettleAuction {
                registry: self.registry(lease.nation),
                parcel: self.parcel(lease.plot()),
                lease: self.lease(lease),
                auction: self.address(Id::Auction(lease)),
                bid: winner.map(|wallet| self.address(Id::Bid(lease, wallet))),
                bid_rent_payer: self.who(rent_to),
                escrow: self.escrow(lease),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
            LandOp::ReclaimBid { by, citizen, lease, bidder, rent_to, to } => i::ReclaimBid {
                owner: self.who(by),
                citizen: citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
                auction: self.address(Id::Auction(lease)),
                bid: self.address(Id::Bid(lease, bidder)),
                rent_payer: self.who(rent_to),
                escrow: self.escrow(lease),
                destination: place_of(lease, to),
                mint: coin_of(lease).mint,
                token_program: coin_of(lease).program,
            }
            .instruction(),
            LandOp::DeclareValue { by, lease, price } => {
                i::DeclareValue { tenant: self.who(by), lease: self.lease(lease) }
                    .instruction(i::DeclareValueInstructionArgs { price })
            }
            LandOp::BuyOut { by, from, citizen, lease, offer } => i::BuyOut {
                buyer: self.who(by),
                source: place_of(lease, from),
                citizen: self.c(citizen),
                lease: self.lease(lease),
                escrow: self.escrow(lease),
                mint: coin_of(lease).mint,
                token_program: coin_of(lease).program,
            }
            .instruction(i::BuyOutInstructionArgs { offer_max: offer }),
            LandOp::CompleteBuyOut { payer, lease, seller, till } => i::CompleteBuyOut {
                payer: self.who(payer),
                lease: self.lease(lease),
                seller: self.w(seller),
                claim: self.address(Id::Claim(lease, seller)),
                escrow: self.escrow(lease),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
            LandOp::WithdrawClaim { by, citizen, lease, creditor, rent_to, to } => i::WithdrawClaim {
                owner: self.who(by),
                citizen: citizen.map(|at| self.c(at)),
                lease: self.lease(lease),
                claim: self.address(Id::Claim(lease, creditor)),
                rent_payer: self.who(rent_to),
                escrow: self.escrow(lease),
                destination: place_of(lease, to),
                mint: coin_of(lease).mint,
                token_program: coin_of(lease).program,
            }
            .instruction(),
            LandOp::CancelBuyOut { payer, lease, buyer } => i::CancelBuyOut {
                payer: self.who(payer),
                lease: self.lease(lease),
                buyer: self.w(buyer),
                claim: self.address(Id::Claim(lease, buyer)),
            }
            .instruction(),
            LandOp::CloseAuction { lease, rent_to } => i::CloseAuction {
                lease: self.lease(lease),
                auction: self.address(Id::Auction(lease)),
                rent_payer: self.who(rent_to),
            }
            .instruction(),
            LandOp::OpenCampaign { nation, by, payer, citizen, till, goal, deadline, text } => {
                let id = model.land(till.nation).map_or(0, |land| land.next_campaign);
                let at = Nth { nation: till.nation, id };
                i::OpenCampaign {
                    payer: self.who(payer),
                    opener: self.who(by),
                    citizen: citizen.map(|at| self.c(at)),
                    nation: self.n(nation),
                    registry: self.registry(till.nation),
                    campaign: self.address(Id::Campaign(at)),
                    escrow: self.address(Id::Kitty(at)),
                    ledger: self.till(till),
                    mint: self.coin(till.coin).mint,
                    token_program: self.coin(till.coin).program,
                }
                .instruction(i::OpenCampaignInstructionArgs {
                    goal,
                    deadline,
                    purpose_hash: [text; 32],
                    purpose_uri: purpose(text),
                })
            }
            LandOp::Pledge { by, payer, from, campaign, amount } => i::Pledge {
                payer: self.who(payer),
                pledger: self.w(by),
                source: self.place(of_campaign(campaign), from),
                campaign: self.address(Id::Campaign(campaign)),
                pledge: self.address(Id::Pledge(campaign, by)),
                escrow: self.address(Id::Kitty(campaign)),
                mint: self.coin(of_campaign(campaign)).mint,
                token_program: self.coin(of_campaign(campaign)).program,
            }
            .instruction(i::PledgeInstructionArgs { amount }),
            LandOp::SettleCampaign { campaign, till } => i::SettleCampaign {
                campaign: self.address(Id::Campaign(campaign)),
                escrow: self.address(Id::Kitty(campaign)),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
            LandOp::ReclaimPledge { by, campaign, pledger, rent_to, to } => i::ReclaimPledge {
                pledger: self.who(by),
                campaign: self.address(Id::Campaign(campaign)),
                pledge: self.address(Id::Pledge(campaign, pledger)),
                rent_payer: self.who(rent_to),
                escrow: self.address(Id::Kitty(campaign)),
                destination: self.place(of_campaign(campaign), to),
                mint: self.coin(of_campaign(campaign)).mint,
                token_program: self.coin(of_campaign(campaign)).program,
            }
            .instruction(),
            LandOp::ClosePledge { campaign, pledger, rent_to } => i::ClosePledge {
                campaign: self.address(Id::Campaign(campaign)),
                pledge: self.address(Id::Pledge(campaign, pledger)),
                rent_payer: self.who(rent_to),
            }
            .instruction(),
            LandOp::CloseCampaign { campaign, till, rent_to } => i::CloseCampaign {
                campaign: self.address(Id::Campaign(campaign)),
                escrow: self.address(Id::Kitty(campaign)),
                rent_payer: self.who(rent_to),
                ledger: self.till(till),
                holding: self.holding(till),
                mint: self.coin(till.coin).mint,
                token_program: self.coin(till.coin).program,
            }
            .instruction(),
        }
    }
}
