//! Whether the treasury's accounts look as the model says, and keep what they promise.

use super::{Budget, Ledger, Stream, Treasury};
use crate::Account;
use crate::model::Model;
use crate::model::chain::Chain;
use crate::model::compare::{Checked, decode, ensure, same};
use crate::model::id::Id;
use crate::model::money::SOL;
use crate::model::op::{Nth, Till};
use crate::{Address, tokens};
use client::treasury::accounts as t;

impl Chain {
    pub(in crate::model) fn treasury(&self, id: Id, nation: u8, of: &Treasury, account: &Account) -> Checked {
        let is = decode::<t::Treasury>(id, account)?;
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(nation)),
            vault: self.book.address(Id::Vault(nation)),
            next_budget: of.next_budget,
            next_stream: of.next_stream,
            vault_reserve: of.reserve,
            version: 1,
            padding: [0; 5],
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn ledger(
        &self,
        model: &Model,
        id: Id,
        till: Till,
        of: &Ledger,
        account: &Account,
    ) -> Checked {
        let is = decode::<t::Ledger>(id, account)?;
        let Some(treasury) = model.treasury(till.nation) else { return Err(format!("{id:?}: no treasury")) };
        let money = self.book.coin(till.coin);
        let breaker = &of.breaker;
        let mut flows = [0u64; 16];
        for (slot, (came, left)) in &breaker.flows {
            let at = 2 * slot.rem_euclid(8) as usize;
            (flows[at], flows[at + 1]) = (*came as u64, *left as u64);
        }
        let (next_limit, next_window, next_at) = breaker.next.unwrap_or_default();
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(till.nation)),
            treasury: self.book.address(Id::Treasury(till.nation)),
            mint: money.mint,
            token_program: money.program,
            holding: self.book.holding(till),
            reserve: if till.coin == SOL { treasury.reserve } else { 0 },
            income: of.income,
            outflow: of.outflow,
            promised_streams: treasury.promised_streams(till.coin),
            promised_budgets: treasury.promised_budgets(till.coin),
            balance: of.balance() as u64,
            breaker_slot: breaker.slot,
            breaker_flows: flows,
            next_at: next_at,
            window: breaker.window,
            next_window: next_window,
            limit_bps: breaker.limit,
            next_limit_bps: next_limit,
            decimals: if till.coin == SOL { 9 } else { tokens::DECIMALS },
            version: 1,
            padding: [0; 1],
            reserved: [0; 32],
        });
        // Whatever the model says: the sums, what is promised, and what is really there.
        let income: u128 = is.income.iter().map(|kind| u128::from(*kind)).sum();
        ensure(income == u128::from(is.outflow) + u128::from(is.balance), || {
            format!("{id:?}: income less outflow is not the balance")
        })?;
        let promised = u128::from(is.promised_streams) + u128::from(is.promised_budgets);
        ensure(promised <= u128::from(is.balance), || format!("{id:?} has promised more than it has"))?;
        let real = self.world.amount_in(&money, &is.holding);
        ensure(u128::from(real) >= u128::from(is.balance) + u128::from(is.reserve), || {
            format!("{id:?} books {} and {}, and there is {real}", is.balance, is.reserve)
        })
    }

    pub(in crate::model) fn budget(&self, id: Id, at: Nth, of: &Budget, account: &Account) -> Checked {
        let is = decode::<t::Budget>(id, account)?;
        let till = Till { nation: at.nation, coin: of.coin };
        let holder = match of.holder {
            super::Holder::Who(who) => self.book.who(who),
            super::Holder::Office(n, title) => self.book.address(Id::Office(n, title)),
        };
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(at.nation)),
            ledger: self.book.address(Id::Ledger(till)),
            holder: holder,
            destination: of.to.map_or(Address::default(), |to| self.book.place(of.coin, to)),
            rent_payer: self.book.who(of.rent_payer),
            id: at.id,
            per_period: of.per_period,
            from: of.from,
            until: of.until,
            spent: of.spent,
            spent_in: of.spent_in,
            set_aside: of.set_aside,
            period: of.period,
            holder_kind: of.kind,
            founding: u8::from(of.founding),
            version: 1,
            reserved: [0; 32],
        });
        Ok(())
    }

    pub(in crate::model) fn stream(&self, id: Id, at: Nth, of: &Stream, account: &Account) -> Checked {
        let is = decode::<t::Stream>(id, account)?;
        let till = Till { nation: at.nation, coin: of.coin };
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(at.nation)),
            ledger: self.book.address(Id::Ledger(till)),
            payee: self.book.who(of.payee),
            rent_payer: self.book.who(of.rent_payer),
            id: at.id,
            withdrawn: of.withdrawn,
            paused: u8::from(of.paused.is_some()),
            paused_at: of.paused.unwrap_or(0),
            total: of.total,
            start: of.start,
            cliff: of.cliff,
            end: of.end,
            paused_total: of.paused_total,
            cancelled: u8::from(of.cancelled),
            version: 1,
            padding: [0; 4],
            reserved: [0; 32],
        });
        Ok(())
    }
}
