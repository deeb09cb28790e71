//! Whether the land program's accounts look as the model says, and keep what they promise.

use super::book::{hashes, purpose, reason, texts};
use super::op::Facts;
use super::{Auction, Bid, Campaign, Claim, JURISDICTIONS, Land, Lease, Parcel, Version};
use crate::Account;
use crate::Address;
use crate::land::padded;
use crate::model::Model;
use crate::model::chain::Chain;
use crate::model::compare::{Checked, decode, ensure, same};
use crate::model::id::Id;
use crate::model::money::SOL;
use crate::model::op::{Letting, Nth, Plot, Who};
use client::land::accounts as l;
use client::land::types as t;

const NO_SERIAL: u64 = u64::MAX;

impl Chain {
    fn facts(&self, of: &Facts) -> t::Facts {
        let ([boundary_uri, title_uri], [boundary_hash, title_hash]) = (texts(of.text), hashes(of.text));
        t::Facts {
            area: of.area,
            latitude_e7: of.latitude,
            longitude_e7: of.longitude,
            jurisdiction: *JURISDICTIONS[usize::from(of.law)],
            tenure: of.tenure,
            padding: 0,
            steward: self.book.steward(of),
            boundary_hash,
            title_hash,
            boundary_uri: padded(&boundary_uri),
            title_uri: padded(&title_uri),
        }
    }

    pub(in crate::model) fn registry(&self, id: Id, nation: u8, of: &Land, account: &Account) -> Checked {
        let is = decode::<l::Registry>(id, account)?;
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(nation)),
            areas: [0, 1, 2].map(|tenure| of.area(tenure)),
            counts: [0, 1, 2].map(|tenure| of.count(tenure)),
            parcels: of.parcels.values().filter(|parcel| !parcel.retired).count() as u32,
            leases: of.running(),
            next_campaign: of.next_campaign,
            version: 1,
            padding: [0; 2],
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn parcel(&self, id: Id, plot: Plot, of: &Parcel, account: &Account) -> Checked {
        let is = decode::<l::Parcel>(id, account)?;
        let current = of.current.map_or(Address::default(), |number| {
            self.book.address(Id::Lease(Letting { nation: plot.nation, cell: plot.cell, number }))
        });
        same!(format!("{id:?}"), is, {
            registry: self.book.address(Id::Registry(plot.nation)),
            nation: self.book.address(Id::Nation(plot.nation)),
            current: current,
            rent_payer: self.book.who(of.rent_payer),
            cell: super::book::cell(plot.cell),
            registered_at: of.registered_at,
            version_since: of.since,
            facts_version: of.versions.len() as u32 + 1,
            next_lease: of.next_lease,
            facts: self.facts(&of.facts),
            retired: u8::from(of.retired),
            version: 1,
            padding: [0; 5],
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn version(
        &self,
        id: Id,
        plot: Plot,
        number: u32,
        of: &Version,
        account: &Account,
    ) -> Checked {
        let is = decode::<l::ParcelVersion>(id, account)?;
        same!(format!("{id:?}"), is, {
            parcel: self.book.address(Id::Parcel(plot)),
            rent_payer: self.book.who(of.rent_payer),
            from: of.from,
            until: of.until,
            facts: self.facts(&of.facts),
            number: number,
            retired: u8::from(of.retired),
            version: 1,
            padding: 0,
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn lease(
        &self,
        model: &Model,
        id: Id,
        at: Letting,
        of: &Lease,
        account: &Account,
    ) -> Checked {
        let is = decode::<l::Lease>(id, account)?;
        let money = self.book.coin(of.coin);
        let fixed = !of.harberger() && of.tenant.is_some();
        let tenant = of.tenant.map_or(of.invited, |(wallet, _)| Who::Wallet(wallet));
        let mut items = [0; 8];
        items[..of.items.len()].copy_from_slice(&of.items);
        let mut reasons = [[0; 32]; 8];
        for (item, hash) in reasons.iter_mut().enumerate().take(of.items.len()) {
            *hash = reason(item);
        }
        let open =
            of.open.iter().enumerate().filter(|(_, open)| **open).map(|(item, _)| 1u8 << item).sum::<u8>();
        same!(format!("{id:?}"), is, {
            state: of.state,
            nation: self.book.address(Id::Nation(at.nation)),
            parcel: self.book.address(Id::Parcel(at.plot())),
            tenant: self.book.who(tenant),
            mint: money.mint,
            escrow: self.book.address(Id::Escrow(at)),
            rent_payer: self.book.who(of.rent_payer),
            buyer: of.buyer.map_or(Address::default(), |buyer| self.book.who(Who::Wallet(buyer.wallet))),
            tenant_serial: of.tenant.map_or(NO_SERIAL, |(_, serial)| serial),
            buyer_serial: of.buyer.map_or(NO_SERIAL, |buyer| buyer.serial),
            offer_expires_at: of.expires_at,
            starts_at: of.starts_at,
            ends_at: of.ends_at,
            ended_at: of.ended_at,
            paid_periods: of.paid,
            next_rent: if fixed { of.fixed().rent(of.paid) as u64 } else { 0 },
            credit: of.credit,
            price: of.price,
            since: of.since,
            raised_at: of.raised_at,
            paid_through: of.paid_through,
            noticed_at: of.noticed_at.unwrap_or(0),
            noticed: u8::from(of.noticed_at.is_some()),
            paid_total: of.paid_total,
            deposit: of.deposit,
            to_tenant: of.to_tenant,
            to_landlord: of.to_landlord,
            tenant_taken: of.tenant_taken,
            landlord_taken: of.landlord_taken,
            held: model.held(at),
            reserve: of.reserve,
            buyer_escrow: of.buyer.map_or(0, |buyer| buyer.put_up),
            items: items,
            reasons: reasons,
            terms: of.terms.into(),
            number: at.number,
            auction: u8::from(of.auctioned) + u8::from(of.bid_for),
            claimed: u8::from(of.claimed),
            open: open,
            renewals_left: of.renewals_left,
            version: 1,
            padding: [0; 7],
            reserved: [0; 32],
        });
        // Whatever the model says: nobody's part of the deposit is another's, and all of it is there.
        let taken = u128::from(is.tenant_taken) + u128::from(is.landlord_taken);
        let parts = u128::from(is.to_tenant) + u128::from(is.to_landlord);
        ensure(parts <= u128::from(is.deposit) && taken <= parts, || {
            format!("{id:?}: parts of the deposit")
        })?;
        self.escrow(id, of.coin, &is.escrow, is.held, is.reserve)
    }

    fn escrow(&self, id: Id, coin: u8, escrow: &Address, held: u64, reserve: u64) -> Checked {
        let real = self.world.amount_in(&self.book.coin(coin), escrow);
        ensure(u128::from(real) >= u128::from(held) + u128::from(reserve), || {
            format!("{id:?} holds {held} and {reserve} in escrow, and there is {real}")
        })?;
        ensure((coin == SOL) == (reserve > 0), || format!("{id:?}: a reserve of {reserve}"))
    }

    pub(in crate::model) fn auction(&self, id: Id, at: Letting, of: &Auction, account: &Account) -> Checked {
        let is = decode::<l::Auction>(id, account)?;
        let (leader, serial, highest) = of
            .leader
            .map_or((Who::Nobody, 0, 0), |(wallet, serial, highest)| (Who::Wallet(wallet), serial, highest));
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(at.nation)),
            lease: self.book.address(Id::Lease(at)),
            leader: self.book.who(leader),
            rent_payer: self.book.who(of.rent_payer),
            leader_serial: serial,
            reserve: of.bidding.reserve,
            highest: highest,
            opens_at: of.bidding.opens_at,
            closes_at: of.closes_at,
            closes_at_last: of.bidding.closes_at_last,
            extension: of.bidding.extension,
            bids: of.accepted,
            open_bids: of.bids.len() as u32,
            raise_bps: of.bidding.raise,
            outcome: of.outcome,
            version: 1,
            padding: [0; 7],
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn bid(
        &self,
        id: Id,
        at: Letting,
        bidder: u8,
        of: &Bid,
        account: &Account,
    ) -> Checked {
        let is = decode::<l::Bid>(id, account)?;
        same!(format!("{id:?}"), is, {
            auction: self.book.address(Id::Auction(at)),
            bidder: self.book.who(Who::Wallet(bidder)),
            rent_payer: self.book.who(of.rent_payer),
            serial: of.serial,
            escrowed: of.escrowed,
            version: 1,
            padding: [0; 6],
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn claim(
        &self,
        id: Id,
        at: Letting,
        creditor: u8,
        of: &Claim,
        account: &Account,
    ) -> Checked {
        let is = decode::<l::Claim>(id, account)?;
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(at.nation)),
            lease: self.book.address(Id::Lease(at)),
            wallet: self.book.who(Who::Wallet(creditor)),
            rent_payer: self.book.who(of.rent_payer),
            serial: of.serial.unwrap_or(NO_SERIAL),
            amount: of.amount,
            version: 1,
            padding: [0; 6],
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn campaign(&self, id: Id, at: Nth, of: &Campaign, account: &Account) -> Checked {
        let is = decode::<l::Campaign>(id, account)?;
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(at.nation)),
            registry: self.book.address(Id::Registry(at.nation)),
            opener: self.book.who(of.opener),
            mint: self.book.coin(of.coin).mint,
            escrow: self.book.address(Id::Kitty(at)),
            rent_payer: self.book.who(of.rent_payer),
            id: at.id,
            goal: of.goal,
            pledged: of.pledged,
            refunded: of.refunded,
            opened_at: of.opened_at,
            deadline: of.deadline,
            open_pledges: of.pledges.len() as u64,
            reserve: of.reserve,
            purpose_hash: [of.text; 32],
            purpose_uri: padded(&purpose(of.text)),
            paid_out: u8::from(of.paid_out),
            version: 1,
            padding: [0; 4],
            reserved: [0; 32],
        });
        self.escrow(id, of.coin, &is.escrow, of.held(), is.reserve)
    }

    pub(in crate::model) fn pledge(
        &self,
        id: Id,
        at: Nth,
        pledger: u8,
        of: (u64, Who),
        account: &Account,
    ) -> Checked {
        let is = decode::<l::Pledge>(id, account)?;
        same!(format!("{id:?}"), is, {
            campaign: self.book.address(Id::Campaign(at)),
            wallet: self.book.who(Who::Wallet(pledger)),
            rent_payer: self.book.who(of.1),
            amount: of.0,
            version: 1,
            padding: [0; 6],
            reserved: [0; 32],
        });
        Ok(())
    }
}
