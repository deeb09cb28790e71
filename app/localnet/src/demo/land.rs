//! Land: a lease on offer, an auction, a campaign. The rents of the scenario's tenants fall due by themselves.

use super::{Demo, HOUR, Money};
use civitas::Error;
use client::addresses;
use client::land::accounts::{Parcel, Registry};
use client::land::instructions::{
    Bid, BidInstructionArgs, OfferLease, OfferLeaseInstructionArgs, OpenAuction, OpenAuctionInstructionArgs,
    OpenCampaign, OpenCampaignInstructionArgs, Pledge, PledgeInstructionArgs,
};
use client::land::types::LeaseTerms;
use client::membership::accounts::Office;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_signer::Signer;

/// Seconds in a day.
const DAY: u32 = 86_400;
/// Units of the token in one of it, where it has two places as the parliament's has.
const TOKEN: u64 = 100;
/// A lease of a year at a fixed rent, by months.
const TERMS: LeaseTerms = LeaseTerms {
    rent: 90 * TOKEN,
    deposit: 270 * TOKEN,
    period: 30 * DAY,
    duration: 360 * DAY,
    grace: 5 * DAY,
    cure: 30 * DAY,
    claim_time: 30 * DAY,
    tenure: 0,
    notice: 0,
    hold: 0,
    late_fee_bps: 500,
    escalator_bps: 50,
    rent_bps: 0,
    kind: 0,
    by_auction: 0,
    renewals: 1,
    padding: [0; 7],
};

/// Who lets the land.
#[derive(Clone, Copy)]
struct Steward {
    member: usize,
    office: Address,
}

/// A lease on offer.
#[derive(Clone, Copy)]
struct Offered {
    parcel: Address,
    lease: Address,
}

impl<'a> Demo<'a> {
    pub(super) fn plan_land(&mut self) {
        let Some(money) = self.money() else { return };
        self.after(30, move |demo| demo.offer(money));
        self.after(40, move |demo| demo.campaign(money));
    }

    /// The member who holds the steward's office now, if anybody does.
    fn steward(&self) -> Result<Option<Steward>, Error> {
        let land = self.scenario.economy.as_ref().and_then(|economy| economy.land.as_ref());
        let title = land.and_then(|land| land.steward.as_ref());
        let Some((office, _)) = title.and_then(|title| addresses::office(&self.places.nation, title)) else {
            return Ok(None);
        };
        let Some(held) = self.find::<Office>(&office)? else { return Ok(None) };
        let members = &self.scenario.citizens;
        let member = members.iter().position(|member| member.wallet.pubkey() == held.holder);
        let in_office = held.term_ends_at > self.session.cluster.now()?;
        Ok(member.filter(|_| in_office).map(|member| Steward { member, office }))
    }

    /// One parcel is offered to whoever comes first, and one to whoever bids most.
    fn offer(&mut self, money: Money) -> Result<(), Error> {
        let Some(steward) = self.steward()? else { return Ok(()) };
        let land = self.scenario.economy.as_ref().and_then(|economy| economy.land.as_ref());
        let mut free = Vec::new();
        for parcel in land.iter().flat_map(|land| &land.parcels) {
            let address = addresses::parcel(&self.places.registry, parcel.cell).0;
            if let Some(account) = self.find::<Parcel>(&address)? {
                // One that was never let has no tenant whom a demo could disturb.
                if account.retired == 0 && account.next_lease == 0 {
                    free.push(Offered { parcel: address, lease: addresses::lease(&address, 0).0 });
                }
            }
        }
        let [plain, auctioned, ..] = free[..] else { return Ok(()) };
        self.offer_lease(steward, plain, TERMS, money)?;
        self.offer_lease(steward, auctioned, LeaseTerms { by_auction: 1, ..TERMS }, money)?;
        self.open_auction(steward, auctioned)?;
        for (hours, member, amount) in [(120, 201, 520), (200, 95, 560), (300, 201, 610), (360, 344, 650)] {
            self.after(hours, move |demo| demo.bid(member, auctioned, amount * TOKEN, money));
        }
        Ok(())
    }

    fn offer_lease(
        &mut self,
        steward: Steward,
        offered: Offered,
        terms: LeaseTerms,
        money: Money,
    ) -> Result<(), Error> {
        let wallet = self.key(steward.member);
        let offer = OfferLease {
            payer: wallet,
            landlord: wallet,
            nation: self.places.nation,
            parcel: offered.parcel,
            office: Some(steward.office),
            citizen: Some(self.citizen(steward.member)),
            lease: offered.lease,
            escrow: addresses::escrow(&offered.lease).0,
            ledger: money.ledger,
            mint: money.mint,
            token_program: money.program,
        }
        .instruction(OfferLeaseInstructionArgs {
            terms,
            tenant: Address::default(),
            offer_expires_at: self.end() + 25 * i64::from(DAY),
        });
        self.send(steward.member, "land.offer_lease", offer)
    }

    fn open_auction(&mut self, steward: Steward, offered: Offered) -> Result<(), Error> {
        let wallet = self.key(steward.member);
        let open = OpenAuction {
            payer: wallet,
            landlord: wallet,
            nation: self.places.nation,
            parcel: offered.parcel,
            office: Some(steward.office),
            citizen: Some(self.citizen(steward.member)),
            lease: offered.lease,
            auction: addresses::auction(&offered.lease).0,
        }
        .instruction(OpenAuctionInstructionArgs {
            reserve: 500 * TOKEN,
            raise_bps: 500,
            extension: DAY,
            opens_at: self.session.cluster.now()?,
            closes_at: self.end() + 10 * i64::from(DAY),
            closes_at_last: self.end() + 14 * i64::from(DAY),
        });
        self.send(steward.member, "land.open_auction", open)
    }

    fn bid(&mut self, member: usize, offered: Offered, amount: u64, money: Money) -> Result<(), Error> {
        let member = member % self.scenario.citizens.len();
        let (wallet, auction) = (self.key(member), addresses::auction(&offered.lease).0);
        let bid = Bid {
            payer: wallet,
            bidder: wallet,
            source: money.purse(&wallet),
            citizen: self.citizen(member),
            lease: offered.lease,
            auction,
            bid: addresses::bid(&auction, &wallet).0,
            escrow: addresses::escrow(&offered.lease).0,
            mint: money.mint,
            token_program: money.program,
        }
        .instruction(BidInstructionArgs { amount });
        self.send(member, "land.bid", bid)
    }

    /// Somebody collects for a purpose, and two thirds of it are pledged.
    fn campaign(&mut self, money: Money) -> Result<(), Error> {
        let registry = self.places.registry;
        let Some(account) = self.find::<Registry>(&registry)? else { return Ok(()) };
        let opener = 19 % self.scenario.citizens.len();
        let campaign = addresses::campaign(&registry, account.next_campaign).0;
        let escrow = addresses::escrow(&campaign).0;
        let wallet = self.key(opener);
        let open = OpenCampaign {
            payer: wallet,
            opener: wallet,
            nation: self.places.nation,
            citizen: Some(self.citizen(opener)),
            registry,
            campaign,
            escrow,
            ledger: money.ledger,
            mint: money.mint,
            token_program: money.program,
        }
        .instruction(OpenCampaignInstructionArgs {
            goal: 9_000 * TOKEN,
            deadline: self.end() + 20 * i64::from(DAY),
            purpose_hash: Sha256::digest("The strip of land between the harbour and the hall.").into(),
            purpose_uri: String::new(),
        });
        self.send(opener, "land.open_campaign", open)?;
        for (count, member) in (0..).zip((220..250).filter(|member| *member < self.scenario.citizens.len())) {
            let wallet = self.key(member);
            let pledge = Pledge {
                payer: wallet,
                pledger: wallet,
                source: money.purse(&wallet),
                campaign,
                pledge: addresses::pledge(&campaign, &wallet).0,
                escrow,
                mint: money.mint,
                token_program: money.program,
            }
            .instruction(PledgeInstructionArgs { amount: 200 * TOKEN });
            self.at(self.start + (48 + 10 * count) * HOUR, move |demo| {
                demo.send(member, "land.pledge", pledge)
            });
        }
        Ok(())
    }
}
