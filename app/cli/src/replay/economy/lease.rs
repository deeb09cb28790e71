//! Leases, from offer to closing: rent, deposits, auctions, sales at declared prices.

use super::{ANYONE, Replay, Till};
use crate::Error;
use crate::scenario::economy::{Asset, Bidding, LeaseStep, Party};
use client::addresses;
use client::land::accounts::{Auction, Bid as BidAccount, Claim, Lease};
use client::land::instructions::{
    AcceptDeductions, AcceptDeductionsInstructionArgs, AcceptLease, AcceptLeaseInstructionArgs, Bid,
    BidInstructionArgs, BuyOut, BuyOutInstructionArgs, CancelBuyOut, CloseAuction, CloseLease,
    CollectDeductions, CompleteBuyOut, DeclareArrears, DeclareDefault, DeclareValue,
    DeclareValueInstructionArgs, EndLease, Evict, OfferLease, OfferLeaseInstructionArgs, OpenAuction,
    OpenAuctionInstructionArgs, PayRent, PayRentInstructionArgs, ProposeDeductions,
    ProposeDeductionsInstructionArgs, ReclaimBid, ReleaseDeposit, RenewLease, RuleDeposit,
    RuleDepositInstructionArgs, SettleAuction, WaiveDeductions, WaiveDeductionsInstructionArgs, WaiveDefault,
    WithdrawClaim, WithdrawDeposit, WithdrawOffer,
};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Kinds of income, by their index.
const RENT: usize = 1;
const SALE: usize = 4;
const OTHER: usize = 5;

/// State of a lease on offer.
const OFFERED: u8 = 0;
/// Outcome of an auction that found a buyer.
const SOLD: u8 = 1;

/// Where a lease and what belongs to it are.
#[derive(Clone, Copy, Debug)]
pub(in crate::replay) struct LeaseAt {
    index: usize,
    pub address: Address,
    pub parcel: Address,
    escrow: Address,
    auction: Address,
    asset: Asset,
    till: Till,
}

/// Who lets the parcels now.
#[derive(Clone, Copy, Debug)]
struct Steward {
    member: usize,
    wallet: Address,
    office: Option<Address>,
    citizen: Option<Address>,
}

impl Replay<'_> {
    pub(super) fn lease_step(&mut self, index: usize, step: &LeaseStep, place: &str) -> Result<(), Error> {
        let at = self.lease_at(index)?;
        let lease = at.address;
        match step {
            LeaseStep::Offer => self.offer_lease(&at, place),
            LeaseStep::WithdrawOffer => self.withdraw_offer(&at, place),
            LeaseStep::Accept { member, price } => self.accept_lease(&at, *member, *price, place),
            LeaseStep::PayRent { member, amount } => self.pay_rent(&at, *member, *amount, place),
            LeaseStep::Renew => {
                let (member, tenant) = self.tenant(&at)?;
                let renew = RenewLease { tenant, citizen: self.citizen_of(member), lease }.instruction();
                self.send_as(member, "land.renew_lease", place, renew)
            }
            LeaseStep::DeclareArrears => {
                self.send_as(ANYONE, "land.declare_arrears", place, DeclareArrears { lease }.instruction())
            }
            LeaseStep::DeclareDefault => {
                self.send_as(ANYONE, "land.declare_default", place, DeclareDefault { lease }.instruction())
            }
            LeaseStep::WaiveDefault => self.waive_default(&at, place),
            LeaseStep::End { by } => self.end_lease(&at, *by, place),
            LeaseStep::ProposeDeductions { items } => self.propose_deductions(&at, items, place),
            LeaseStep::AcceptDeductions { items } => {
                let (member, tenant) = self.tenant(&at)?;
                let args = AcceptDeductionsInstructionArgs { items: *items };
                let accept = AcceptDeductions { tenant, lease }.instruction(args);
                self.send_as(member, "land.accept_deductions", place, accept)
            }
            LeaseStep::WaiveDeductions { items } => self.waive_deductions(&at, *items, place),
            LeaseStep::ReleaseDeposit => {
                self.send_as(ANYONE, "land.release_deposit", place, ReleaseDeposit { lease }.instruction())
            }
            LeaseStep::WithdrawDeposit => self.withdraw_deposit(&at, place),
            LeaseStep::CollectDeductions => self.collect_deductions(&at, place),
            LeaseStep::Close => self.close_lease(&at, place),
            LeaseStep::Evict => {
                let (member, court) = self.court()?;
                let (nation, registry, parcel) = (self.places.nation, self.places.registry, at.parcel);
                let evict = Evict { court, nation, registry, parcel, lease }.instruction();
                self.send_as(member, "land.evict", place, evict)
            }
            LeaseStep::RuleDeposit { to_landlord } => {
                let (member, court) = self.court()?;
                let args = RuleDepositInstructionArgs { to_landlord: *to_landlord };
                let rule = RuleDeposit { court, nation: self.places.nation, lease }.instruction(args);
                self.send_as(member, "land.rule_deposit", place, rule)
            }
            LeaseStep::OpenAuction(bidding) => self.open_auction(&at, bidding, place),
            LeaseStep::Bid { member, amount } => self.bid(&at, *member, *amount, place),
            LeaseStep::SettleAuction => self.settle_auction(&at, place),
            LeaseStep::ReclaimBid { member } => self.reclaim_bid(&at, *member, place),
            LeaseStep::CloseAuction => {
                let rent_payer = self.session.read::<Auction>(&at.auction)?.rent_payer;
                let close = CloseAuction { lease, auction: at.auction, rent_payer }.instruction();
                self.send_as(ANYONE, "land.close_auction", place, close)
            }
            LeaseStep::DeclareValue { price } => {
                let (member, tenant) = self.tenant(&at)?;
                let args = DeclareValueInstructionArgs { price: *price };
                let declare = DeclareValue { tenant, lease }.instruction(args);
                self.send_as(member, "land.declare_value", place, declare)
            }
            LeaseStep::BuyOut { member, at_most } => self.buy_out(&at, *member, *at_most, place),
            LeaseStep::CompleteBuyOut => self.complete_buy_out(&at, place),
            LeaseStep::CancelBuyOut => {
                let (payer, buyer) =
                    (self.wallet(ANYONE).pubkey(), self.session.read::<Lease>(&lease)?.buyer);
                let claim = addresses::claim(&lease, &buyer).0;
                let cancel = CancelBuyOut { payer, lease, buyer, claim }.instruction();
                self.send_as(ANYONE, "land.cancel_buy_out", place, cancel)
            }
            LeaseStep::WithdrawClaim { member } => self.withdraw_claim(&at, *member, place),
        }
    }

    pub(in crate::replay) fn lease_at(&self, index: usize) -> Result<LeaseAt, Error> {
        let economy = self.economy()?;
        let lease = &economy.leases[index];
        let missing = || Error::Account { what: "parcel", reason: "the scenario has no land".into() };
        let land = economy.land.as_ref().ok_or_else(missing)?;
        let parcel = addresses::parcel(&self.places.registry, land.parcels[lease.parcel].cell).0;
        let address = addresses::lease(&parcel, lease.number).0;
        Ok(LeaseAt {
            index,
            address,
            parcel,
            escrow: addresses::escrow(&address).0,
            auction: addresses::auction(&address).0,
            asset: lease.asset,
            till: self.till(lease.asset),
        })
    }

    /// The tenant now: member and wallet.
    fn tenant(&self, at: &LeaseAt) -> Result<(usize, Address), Error> {
        let wallet = self.session.read::<Lease>(&at.address)?.tenant;
        Ok((self.member_with(&wallet)?, wallet))
    }

    /// Who lets the parcels now.
    fn steward(&self) -> Result<Steward, Error> {
        let missing = || Error::Account { what: "office", reason: "[land] names no steward".into() };
        let land = self.economy()?.land.as_ref();
        let title = land.and_then(|land| land.steward.as_ref()).ok_or_else(missing)?;
        let (member, office) = self.holder_of(title)?;
        let wallet = self.wallet(member).pubkey();
        Ok(Steward { member, wallet, office: Some(office), citizen: Some(self.citizen_of(member)) })
    }

    /// Sends an instruction that pays into the treasury, and puts what arrives there into the journal.
    fn send_income(
        &mut self,
        member: usize,
        name: &'static str,
        place: &str,
        instruction: Instruction,
        (asset, kind): (Asset, usize),
    ) -> Result<(), Error> {
        let before = self.in_till(asset)?;
        self.send_as(member, name, place, instruction)?;
        let arrived = self.in_till(asset)?.saturating_sub(before);
        self.journal(asset).came_in(kind, arrived);
        Ok(())
    }

    fn offer_lease(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let (steward, lease) = (self.steward()?, &self.economy()?.leases[at.index]);
        let offer = OfferLease {
            payer: steward.wallet,
            landlord: steward.wallet,
            nation: self.places.nation,
            parcel: at.parcel,
            office: steward.office,
            citizen: steward.citizen,
            lease: at.address,
            escrow: at.escrow,
            ledger: at.till.ledger,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(OfferLeaseInstructionArgs {
            terms: lease.terms.clone(),
            tenant: lease.invited.map(|member| self.wallet(member).pubkey()).unwrap_or_default(),
            offer_expires_at: lease.expires_at,
        });
        self.send_as(steward.member, "land.offer_lease", place, offer)
    }

    fn withdraw_offer(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let steward = self.steward()?;
        let withdraw = WithdrawOffer {
            signer: steward.wallet,
            nation: self.places.nation,
            parcel: at.parcel,
            office: steward.office,
            citizen: steward.citizen,
            lease: at.address,
        };
        self.send_as(steward.member, "land.withdraw_offer", place, withdraw.instruction())
    }

    fn accept_lease(&mut self, at: &LeaseAt, member: usize, price: u64, place: &str) -> Result<(), Error> {
        let accept = AcceptLease {
            tenant: self.wallet(member).pubkey(),
            source: self.purse(at.asset, member),
            citizen: self.citizen_of(member),
            registry: self.places.registry,
            lease: at.address,
            escrow: at.escrow,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(AcceptLeaseInstructionArgs { price });
        self.send_as(member, "land.accept_lease", place, accept)
    }

    fn pay_rent(
        &mut self,
        at: &LeaseAt,
        member: Option<usize>,
        amount: u64,
        place: &str,
    ) -> Result<(), Error> {
        let member = member.map_or_else(|| self.tenant(at).map(|(tenant, _)| tenant), Ok)?;
        let pay = PayRent {
            payer: self.wallet(member).pubkey(),
            source: self.purse(at.asset, member),
            lease: at.address,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(PayRentInstructionArgs { amount });
        // Of a declared price only whole seconds are paid for.
        self.send_income(member, "land.pay_rent", place, pay, (at.asset, RENT))
    }

    fn waive_default(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let steward = self.steward()?;
        let waive = WaiveDefault {
            landlord: steward.wallet,
            nation: self.places.nation,
            parcel: at.parcel,
            office: steward.office,
            citizen: steward.citizen,
            lease: at.address,
        };
        self.send_as(steward.member, "land.waive_default", place, waive.instruction())
    }

    fn end_lease(&mut self, at: &LeaseAt, by: Party, place: &str) -> Result<(), Error> {
        let (member, office, citizen) = match by {
            Party::Anyone => (ANYONE, None, None),
            Party::Tenant => (self.tenant(at)?.0, None, None),
            Party::Steward => {
                let steward = self.steward()?;
                (steward.member, steward.office, steward.citizen)
            }
        };
        let end = EndLease {
            signer: self.wallet(member).pubkey(),
            nation: self.places.nation,
            registry: self.places.registry,
            parcel: at.parcel,
            office,
            citizen,
            lease: at.address,
        };
        self.send_as(member, "land.end_lease", place, end.instruction())
    }

    fn propose_deductions(
        &mut self,
        at: &LeaseAt,
        items: &[(u64, [u8; 32])],
        place: &str,
    ) -> Result<(), Error> {
        let steward = self.steward()?;
        let (items, reasons) = items.iter().copied().unzip();
        let propose = ProposeDeductions {
            landlord: steward.wallet,
            nation: self.places.nation,
            parcel: at.parcel,
            office: steward.office,
            citizen: steward.citizen,
            lease: at.address,
        }
        .instruction(ProposeDeductionsInstructionArgs { items, reasons });
        self.send_as(steward.member, "land.propose_deductions", place, propose)
    }

    fn waive_deductions(&mut self, at: &LeaseAt, items: u8, place: &str) -> Result<(), Error> {
        let steward = self.steward()?;
        let waive = WaiveDeductions {
            landlord: steward.wallet,
            nation: self.places.nation,
            parcel: at.parcel,
            office: steward.office,
            citizen: steward.citizen,
            lease: at.address,
        }
        .instruction(WaiveDeductionsInstructionArgs { items });
        self.send_as(steward.member, "land.waive_deductions", place, waive)
    }

    fn withdraw_deposit(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let (member, tenant) = self.tenant(at)?;
        let withdraw = WithdrawDeposit {
            tenant,
            lease: at.address,
            escrow: at.escrow,
            destination: self.purse(at.asset, member),
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(member, "land.withdraw_deposit", place, withdraw.instruction())
    }

    fn collect_deductions(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let collect = CollectDeductions {
            lease: at.address,
            escrow: at.escrow,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        };
        let kind = (at.asset, OTHER);
        self.send_income(ANYONE, "land.collect_deductions", place, collect.instruction(), kind)
    }

    fn close_lease(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let close = CloseLease {
            lease: at.address,
            escrow: at.escrow,
            rent_payer: self.session.read::<Lease>(&at.address)?.rent_payer,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(ANYONE, "land.close_lease", place, close.instruction())
    }

    fn open_auction(&mut self, at: &LeaseAt, bidding: &Bidding, place: &str) -> Result<(), Error> {
        let steward = self.steward()?;
        let open = OpenAuction {
            payer: steward.wallet,
            landlord: steward.wallet,
            nation: self.places.nation,
            parcel: at.parcel,
            office: steward.office,
            citizen: steward.citizen,
            lease: at.address,
            auction: at.auction,
        }
        .instruction(OpenAuctionInstructionArgs {
            reserve: bidding.reserve,
            raise_bps: bidding.raise_bps,
            extension: bidding.extension,
            opens_at: self.session.cluster.now()?,
            closes_at: bidding.closes_at,
            closes_at_last: bidding.closes_at_last,
        });
        self.send_as(steward.member, "land.open_auction", place, open)
    }

    fn bid(&mut self, at: &LeaseAt, member: usize, amount: u64, place: &str) -> Result<(), Error> {
        let wallet = self.wallet(member).pubkey();
        let bid = Bid {
            payer: wallet,
            bidder: wallet,
            source: self.purse(at.asset, member),
            citizen: self.citizen_of(member),
            lease: at.address,
            auction: at.auction,
            bid: addresses::bid(&at.auction, &wallet).0,
            escrow: at.escrow,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(BidInstructionArgs { amount });
        self.send_as(member, "land.bid", place, bid)?;
        self.progress.highest.insert(at.index, amount);
        Ok(())
    }

    fn settle_auction(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let auction: Auction = self.session.read(&at.auction)?;
        let sold = auction.bids > 0 && self.session.read::<Lease>(&at.address)?.state == OFFERED;
        let (bid, bid_rent_payer) = if sold {
            let bid = addresses::bid(&at.auction, &auction.leader).0;
            (Some(bid), self.session.read::<BidAccount>(&bid)?.rent_payer)
        } else {
            (None, self.wallet(ANYONE).pubkey())
        };
        let settle = SettleAuction {
            registry: self.places.registry,
            parcel: at.parcel,
            lease: at.address,
            auction: at.auction,
            bid,
            bid_rent_payer,
            escrow: at.escrow,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(ANYONE, "land.settle_auction", place, settle.instruction())?;
        let highest = self.progress.highest.remove(&at.index);
        if self.session.read::<Auction>(&at.auction)?.outcome == SOLD {
            self.journal(at.asset).came_in(SALE, highest.unwrap_or_default());
        }
        Ok(())
    }

    fn reclaim_bid(&mut self, at: &LeaseAt, member: usize, place: &str) -> Result<(), Error> {
        let wallet = self.wallet(member).pubkey();
        let bid = addresses::bid(&at.auction, &wallet).0;
        let reclaim = ReclaimBid {
            owner: wallet,
            citizen: None,
            lease: at.address,
            auction: at.auction,
            bid,
            rent_payer: self.session.read::<BidAccount>(&bid)?.rent_payer,
            escrow: at.escrow,
            destination: self.purse(at.asset, member),
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(member, "land.reclaim_bid", place, reclaim.instruction())
    }

    fn buy_out(&mut self, at: &LeaseAt, member: usize, at_most: u64, place: &str) -> Result<(), Error> {
        let buy = BuyOut {
            buyer: self.wallet(member).pubkey(),
            source: self.purse(at.asset, member),
            citizen: self.citizen_of(member),
            lease: at.address,
            escrow: at.escrow,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(BuyOutInstructionArgs { offer_max: at_most });
        self.send_as(member, "land.buy_out", place, buy)
    }

    fn complete_buy_out(&mut self, at: &LeaseAt, place: &str) -> Result<(), Error> {
        let (_, seller) = self.tenant(at)?;
        let complete = CompleteBuyOut {
            payer: self.wallet(ANYONE).pubkey(),
            lease: at.address,
            seller,
            claim: addresses::claim(&at.address, &seller).0,
            escrow: at.escrow,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        };
        // Rent that the seller owes is paid from the price.
        self.send_income(ANYONE, "land.complete_buy_out", place, complete.instruction(), (at.asset, RENT))
    }

    fn withdraw_claim(&mut self, at: &LeaseAt, member: usize, place: &str) -> Result<(), Error> {
        let wallet = self.wallet(member).pubkey();
        let claim = addresses::claim(&at.address, &wallet).0;
        let withdraw = WithdrawClaim {
            owner: wallet,
            citizen: None,
            lease: at.address,
            claim,
            rent_payer: self.session.read::<Claim>(&claim)?.rent_payer,
            escrow: at.escrow,
            destination: self.purse(at.asset, member),
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(member, "land.withdraw_claim", place, withdraw.instruction())
    }
}
