//! Leases and auctions.

use super::{Checker, MAX_ITEMS};
use crate::Error;
use crate::scenario::economy::raw::{RawAcceptLease, RawOfferLease, RawOpenAuction};
use crate::scenario::economy::{Bidding, Land, Lease, LeaseStep, What};
use crate::scenario::values::Span;
use crate::survey::Parcel;
use client::land::types::LeaseTerms;
use toml::Spanned;

/// How long an offer stands if nothing is said: 30 days, in seconds.
const OFFER_SECONDS: i64 = 30 * 86_400;
/// Rent is a share of a declared price.
const HARBERGER: u8 = 1;

impl Checker<'_> {
    pub(super) fn needs_land(&self, start: usize) -> Result<&Land, Error> {
        self.economy.land.as_ref().ok_or_else(|| self.wrong_at(start, "there is no [land]"))
    }

    /// An amount in a lease's money, not nothing.
    pub(super) fn rent(&self, at: &Spanned<String>, lease: usize) -> Result<u64, Error> {
        self.positive_of(at, self.economy.leases[lease].asset, "the lease")
    }

    pub(super) fn mask(&self, items: &Spanned<Vec<u8>>) -> Result<u8, Error> {
        let mut mask = 0u8;
        for item in items.get_ref() {
            // Which items there are is for the chain to say; more than eight there cannot be.
            if *item >= MAX_ITEMS || mask >> item & 1 == 1 {
                return Err(
                    self.wrong(items, format!("items are numbered from 0, each once; {item} is none"))
                );
            }
            mask |= 1 << item;
        }
        if mask == 0 { Err(self.wrong(items, "these are no items")) } else { Ok(mask) }
    }

    fn parcel(&self, at: &Spanned<String>, start: usize) -> Result<usize, Error> {
        let (land, wanted) = (self.needs_land(start)?, at.get_ref());
        let cell = |parcel: &Parcel| format!("{:x}", parcel.cell);
        let found: Vec<usize> = (0..land.parcels.len())
            .filter(|index| land.parcels[*index].name() == wanted || cell(&land.parcels[*index]) == *wanted)
            .collect();
        match found[..] {
            [] => Err(self.wrong(at, format!("there is no parcel `{wanted}`"))),
            [index] => Ok(index),
            _ => {
                let cells: Vec<String> = found.iter().map(|index| cell(&land.parcels[*index])).collect();
                Err(self
                    .wrong(at, format!("{} parcels are called `{wanted}`", found.len()))
                    .hinting(format!("name one by its cell: {}", cells.join(", "))))
            }
        }
    }

    pub(super) fn offer_lease(
        &mut self,
        raw: &RawOfferLease,
        start: usize,
        now: i64,
    ) -> Result<usize, Error> {
        let name = raw.lease.get_ref().clone();
        if self.known.leases.contains_key(&name) {
            return Err(self.wrong(&raw.lease, format!("there is a lease `{name}` already")));
        }
        let parcel = self.parcel(&raw.parcel, start)?;
        let deposit = self.money(&raw.deposit)?;
        let seconds = |span: &Option<Spanned<Span>>| span.as_ref().map_or(0, |span| span.get_ref().0);
        let common = LeaseTerms {
            rent: 0,
            deposit: deposit.amount,
            period: 0,
            duration: raw.duration.get_ref().0,
            grace: 0,
            cure: seconds(&raw.cure),
            claim_time: seconds(&raw.claim),
            tenure: 0,
            notice: 0,
            hold: 0,
            late_fee_bps: 0,
            escalator_bps: 0,
            rent_bps: 0,
            kind: 0,
            by_auction: u8::from(raw.by_auction),
            renewals: raw.renewals.unwrap_or(0),
            padding: [0; 7],
        };
        let terms = match (&raw.fixed, &raw.harberger) {
            (Some(fixed), None) => {
                let period = fixed.period.0;
                if period == 0 || !common.duration.is_multiple_of(period) {
                    return Err(self.wrong(&raw.duration, "the duration is a whole number of periods"));
                }
                LeaseTerms {
                    rent: self.positive_of(&fixed.rent, deposit.asset, "the deposit")?,
                    period,
                    grace: fixed.grace.0,
                    late_fee_bps: fixed.late_fee.map_or(0, |share| share.0),
                    escalator_bps: fixed.escalator.map_or(0, |share| share.0),
                    ..common
                }
            }
            (None, Some(harberger)) => LeaseTerms {
                tenure: harberger.tenure.0,
                notice: harberger.notice.0,
                hold: harberger.hold.0,
                rent_bps: harberger.rent.0,
                kind: HARBERGER,
                ..common
            },
            _ => return Err(self.wrong(&raw.lease, "a lease is either `fixed` or `harberger`")),
        };
        let invited = raw.member.as_ref().map(|member| self.member(member)).transpose()?;
        if let (Some(member), true) = (&raw.member, raw.by_auction) {
            return Err(self.wrong(member, "an auction invites nobody in particular"));
        }
        let of_parcel = self.known.leases_of.entry(parcel).or_default();
        let number = *of_parcel;
        *of_parcel += 1;
        let index = self.economy.leases.len();
        let open = raw.open.as_ref().map_or(OFFER_SECONDS, |span| span.get_ref().0.into());
        self.economy.leases.push(Lease {
            name: name.clone(),
            parcel,
            number,
            asset: deposit.asset,
            terms,
            invited,
            expires_at: now + open,
        });
        self.known.leases.insert(name, index);
        Ok(index)
    }

    pub(super) fn accept_lease(&self, raw: &RawAcceptLease) -> Result<What, Error> {
        let lease = self.lease(&raw.lease)?;
        let terms = &self.economy.leases[lease].terms;
        let price = match (&raw.price, terms.kind == HARBERGER) {
            (Some(price), true) => self.rent(price, lease)?,
            (None, false) => 0,
            (Some(price), false) => return Err(self.wrong(price, "its rent is fixed: no price is declared")),
            (None, true) => return Err(self.wrong(&raw.lease, "say which `price` is declared")),
        };
        if terms.by_auction != 0 {
            return Err(self.wrong(&raw.lease, "whoever bids most gets it: nobody can accept it"));
        }
        Ok(What::Lease { lease, step: LeaseStep::Accept { member: self.member(&raw.member)?, price } })
    }

    pub(super) fn open_auction(&self, raw: &RawOpenAuction, now: i64) -> Result<What, Error> {
        let lease = self.lease(&raw.lease)?;
        let closes_at = raw.closes.get_ref().midnight();
        let closes_at_last = raw.closes_last.as_ref().map_or(closes_at, |last| last.get_ref().midnight());
        if closes_at <= now || closes_at_last < closes_at {
            return Err(
                self.wrong(&raw.closes, "bidding closes after it opens, and not after its last close")
            );
        }
        let reserve = self.rent(&raw.reserve, lease)?;
        let raise_bps = raw.raise.map_or(0, |share| share.0);
        let bidding = Bidding { reserve, raise_bps, extension: raw.extension.0, closes_at, closes_at_last };
        Ok(What::Lease { lease, step: LeaseStep::OpenAuction(bidding) })
    }
}
