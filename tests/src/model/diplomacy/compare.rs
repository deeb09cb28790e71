//! Whether the accounts of the diplomacy program look as the model says.

use super::book::{name, uri};
use super::{Body, Pact, Recognition, Report, Stage, Treaty, Visa, Voice};
use crate::model::Model;
use crate::model::chain::Chain;
use crate::model::compare::{Checked, decode, ensure, padded, same};
use crate::model::id::Id;
use crate::model::money::SOL;
use crate::model::op::Who;
use crate::{Account, Address, tokens};
use client::diplomacy::accounts as d;

impl Chain {
    pub(in crate::model) fn diplomacy(&self, model: &Model, id: Id, account: &Account) -> Checked {
        // What was sent to an address before there was an account has no data.
        match id {
            Id::Body(w) => model.diplomacy.bodies.get(&w).map_or(Ok(()), |of| self.body(id, w, of, account)),
            Id::Recognition(from, to) => {
                model.recognition(from, to).map_or(Ok(()), |of| self.recognition(id, from, to, of, account))
            }
            Id::Entry(from, to, number) => {
                model.recognition(from, to).map_or(Ok(()), |of| self.entry(id, from, to, number, of, account))
            }
            Id::Pact(pact) => model.pact(pact).map_or(Ok(()), |of| self.pact(id, pact, of, account)),
            Id::Visa(pact, home, serial) => {
                let of = model.visa(pact, home, serial);
                of.map_or(Ok(()), |of| self.visa(id, (pact, home, serial), of, account))
            }
            Id::Census(n, period) => {
                model.report(n, period).map_or(Ok(()), |of| self.census(id, n, period, of, account))
            }
            Id::Stage(n) => model.stage(n).map_or(Ok(()), |of| self.stage(id, n, of, account)),
            other => Err(format!("{other:?} is no account of this program")),
        }
    }

    fn body(&self, id: Id, wallet: u8, of: &Body, account: &Account) -> Checked {
        let is = decode::<d::Body>(id, account)?;
        same!(format!("{id:?}"), is, {
            key: self.book.who(Who::Wallet(wallet)),
            rent_payer: self.book.who(of.rent_payer),
            registered_at: of.registered_at,
            name: padded::<64>(&name(of.name)),
            uri: padded::<96>(&uri(of.uri)),
            version: 1,
            padding: [0; 6],
            reserved: [0; 32],
        });
        Ok(())
    }

    fn recognition(&self, id: Id, from: Voice, to: u8, of: &Recognition, account: &Account) -> Checked {
        let is = decode::<d::Recognition>(id, account)?;
        let last =
            |grant: bool| of.acts.iter().skip(usize::from(!grant)).step_by(2).last().map_or(0, |a| a.at);
        same!(format!("{id:?}"), is, {
            from: self.book.voice(from),
            to: self.book.address(Id::Nation(to)),
            rent_payer: self.book.who(of.rent_payer),
            since: last(true),
            revoked_at: last(false),
            entries: of.acts.len() as u32,
            grants: of.acts.len().div_ceil(2) as u32,
            from_kind: u8::from(matches!(from, Voice::Body(_))),
            in_force: u8::from(of.in_force()),
            version: 1,
            padding: [0; 4],
            reserved: [0; 32],
        });
        Ok(())
    }

    fn entry(
        &self,
        id: Id,
        from: Voice,
        to: u8,
        number: u32,
        of: &Recognition,
        account: &Account,
    ) -> Checked {
        let Some(act) = of.acts.get(number as usize) else { return Ok(()) };
        let is = decode::<d::Entry>(id, account)?;
        same!(format!("{id:?}"), is, {
            recognition: self.book.address(Id::Recognition(from, to)),
            rent_payer: self.book.who(act.rent_payer),
            at: act.at,
            statement_hash: [act.text; 32],
            statement_uri: padded::<96>(&uri(act.text)),
            number: number,
            act: (number % 2) as u8,
            version: 1,
            padding: 0,
            reserved: [0; 32],
        });
        Ok(())
    }

    fn pact(&self, id: Id, pact: Pact, of: &Treaty, account: &Account) -> Checked {
        let is = decode::<d::Treaty>(id, account)?;
        let nation = |n| self.book.address(Id::Nation(n));
        let (one, other) = (nation(pact.nations.0), nation(pact.nations.1));
        same!(format!("{id:?}"), is, {
            nation_a: one.min(other),
            nation_b: one.max(other),
            proposer: nation(of.proposer),
            denouncer: of.denounced.map_or(Address::default(), |(by, _)| nation(by)),
            rent_payer: self.book.who(of.rent_payer),
            proposed_at: of.proposed_at,
            open_until: of.open_until,
            signed_at: of.signed_at.unwrap_or(0),
            denounced_at: of.denounced.map_or(0, |(_, at)| at),
            ends_at: of.ends_at().unwrap_or(0),
            terms: of.terms.into(),
            text_uri: padded::<96>(&uri(of.text)),
            number: pact.number,
            state: u8::from(of.signed_at.is_some()) + u8::from(of.denounced.is_some()),
            version: 1,
            padding: 0,
            reserved: [0; 32],
        });
        Ok(())
    }

    fn visa(&self, id: Id, (pact, home, serial): (Pact, u8, u64), of: &Visa, account: &Account) -> Checked {
        let is = decode::<d::Visa>(id, account)?;
        same!(format!("{id:?}"), is, {
            treaty: self.book.address(Id::Pact(pact)),
            home: self.book.address(Id::Nation(home)),
            host: self.book.address(Id::Nation(pact.other_than(home))),
            wallet: of.issued.map_or(Address::default(), |(w, _, _)| self.book.who(Who::Wallet(w))),
            rent_payer: self.book.who(of.rent_payer),
            serial: serial,
            from: of.issued.map_or(0, |(_, from, _)| from),
            until: of.until(),
            expelled: u8::from(of.expelled),
            version: 1,
            padding: [0; 5],
            reserved: [0; 32],
        });
        Ok(())
    }

    fn census(&self, id: Id, nation: u8, period: u32, of: &Report, account: &Account) -> Checked {
        let is = decode::<d::CensusReport>(id, account)?;
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(nation)),
            reporter: self.book.who(of.reporter),
            dues_mint: self.book.coin(of.dues_coin).mint,
            dues_amount: of.dues,
            reported_at: of.at,
            population: of.population,
            voters: of.voters,
            serials: of.serials,
            areas: of.areas,
            period: period,
            charter_version: of.charter_version,
            counts: of.counts,
            parcels: of.counts.iter().sum::<u32>(),
            leases: of.leases,
            countries: of.countries.len() as u16,
            self_governed: u8::from(of.self_governed),
            version: 1,
            padding: [0; 7],
            reserved: [0; 32],
        });
        for number in 0..26 * 26usize {
            let letters = [b'A' + (number / 26) as u8, b'A' + (number % 26) as u8];
            let bit = is.country_set[number / 64] >> (number % 64) & 1 == 1;
            ensure(bit == of.countries.contains(&letters), || {
                format!("{id:?}: country {letters:?} is {bit} on the chain")
            })?;
        }
        for (place, (is, of)) in is.ledgers.iter().zip(of.places()).enumerate() {
            let what = format!("{id:?} ledger {place}");
            let Some(of) = of else {
                same!(what, is, { mint: Address::default(), present: 0, read_at: 0, balance: 0 });
                continue;
            };
            same!(what, is, {
                mint: self.book.coin(of.coin).mint,
                read_at: of.read_at,
                income: of.income,
                outflow: of.outflow,
                balance: of.balance,
                promised: of.promised,
                decimals: if of.coin == SOL { 9 } else { tokens::DECIMALS },
                present: 1,
                padding: [0; 6],
            });
        }
        Ok(())
    }

    fn stage(&self, id: Id, nation: u8, of: &Stage, account: &Account) -> Checked {
        let is = decode::<d::Stage>(id, account)?;
        let (recognition, recogniser) = self.book.credited(nation, of.by);
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(nation)),
            report: self.book.address(Id::Census(nation, of.period)),
            recognition: recognition,
            recogniser: recogniser,
            rent_payer: self.book.who(of.rent_payer),
            assessed_at: of.assessed_at,
            since: of.since,
            first_reached: of.first_reached,
            population: of.population,
            period: of.period,
            countries: of.countries,
            stage: of.stage,
            self_governed: u8::from(of.self_governed),
            has_purse: u8::from(of.has_purse),
            by_body: u8::from(matches!(of.by, Some(Voice::Body(_)))),
            version: 1,
            padding: [0; 4],
            reserved: [0; 32],
        });
        Ok(())
    }
}
