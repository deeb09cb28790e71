//! The deposit of a lease that is over: deductions, and whose the rest is.

use super::op::LandOp;
use crate::model::id::Id;
use crate::model::treasury::OTHER;
use crate::model::{Model, Refusals};

/// Items that deductions may have.
const MAX_ITEMS: usize = 8;

/// The items of a mask.
fn chosen(mask: u8) -> Vec<usize> {
    (0..MAX_ITEMS).filter(|item| mask & (1 << item) != 0).collect()
}

impl super::Lease {
    /// The sum of the items of a mask, if all of them are open and there is one.
    fn open_items(&self, mask: u8) -> Option<u64> {
        let items = chosen(mask);
        let all_open = items.iter().all(|item| self.open.get(*item) == Some(&true));
        (all_open && !items.is_empty()).then(|| items.iter().map(|item| self.items[*item]).sum())
    }

    /// All open items.
    fn open_mask(&self) -> u8 {
        self.open.iter().enumerate().filter(|(_, open)| **open).map(|(item, _)| 1u8 << item).sum()
    }

    fn close_items(&mut self, mask: u8) {
        for item in chosen(mask) {
            self.open[item] = false;
        }
    }
}

impl Model {
    /// Does an operation on the deposit of a lease.
    pub(super) fn deposit_op(&mut self, op: &LandOp) -> Refusals {
        let now = self.now;
        match *op {
            LandOp::ProposeDeductions { nation, by, badge, lease: at, ref items, reasons } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.landlord(nation, by, badge, at.plot());
                let sum: u128 = items.iter().map(|item| u128::from(*item)).sum();
                let right = items.len() == usize::from(reasons)
                    && (1..=MAX_ITEMS).contains(&items.len())
                    && !items.contains(&0);
                no.when(!right, "ItemsMalformed")
                    .when(!lease.over(), "NotEnded")
                    .when(lease.claimed, "AlreadyClaimed")
                    .when(now >= lease.ended_at + i64::from(lease.terms.claim_time), "ClaimTooLate")
                    .when(sum > u128::from(lease.deposit), "AmountOverDeposit");
                self.let_out(at, no, |lease| {
                    lease.claimed = true;
                    lease.open = vec![true; items.len()];
                    lease.items.clone_from(items);
                    lease.to_tenant = lease.deposit - sum as u64;
                })
            }
            LandOp::AcceptDeductions { by, lease: at, items } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.tenant(at, by);
                let sum = lease.open_items(items);
                no.when(sum.is_none(), "ItemNotOpen");
                self.let_out(at, no, |lease| {
                    lease.to_landlord += sum.unwrap_or_default();
                    lease.close_items(items);
                })
            }
            LandOp::WaiveDeductions { nation, by, badge, lease: at, items } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.landlord(nation, by, badge, at.plot());
                let sum = lease.open_items(items);
                no.when(sum.is_none(), "ItemNotOpen");
                self.let_out(at, no, |lease| {
                    lease.to_tenant += sum.unwrap_or_default();
                    lease.close_items(items);
                })
            }
            LandOp::ReleaseDeposit { lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(!lease.over(), "NotEnded")
                    .when(lease.claimed, "AlreadyClaimed")
                    .when(now < lease.ended_at + i64::from(lease.terms.claim_time), "ClaimStillPossible");
                self.let_out(at, no, |lease| {
                    lease.claimed = true;
                    lease.to_tenant = lease.deposit;
                })
            }
            LandOp::RuleDeposit { nation, by, lease: at, to_landlord } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.independent_court(nation, by);
                let mask = lease.open_mask();
                let sum = lease.open_items(mask);
                no.when(nation != at.nation, "WrongNation")
                    .when(sum.is_none(), "ItemNotOpen")
                    .when(sum.is_some_and(|sum| to_landlord > sum), "AmountOverDeposit");
                self.let_out(at, no, |lease| {
                    lease.to_landlord += to_landlord;
                    lease.to_tenant += sum.unwrap_or_default() - to_landlord;
                    lease.close_items(mask);
                })
            }
            LandOp::WithdrawDeposit { by, lease: at, to } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.tenant(at, by);
                let (coin, due) = (lease.coin, lease.to_tenant - lease.tenant_taken);
                no.join(self.can_give(coin, Id::Escrow(at), to, due));
                if !no.refused() {
                    self.give(coin, Id::Escrow(at), to, due);
                }
                self.let_out(at, no, |lease| lease.tenant_taken += due)
            }
            LandOp::CollectDeductions { lease: at, till } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.goes_to(at.nation, lease.coin, till);
                let due = lease.to_landlord - lease.landlord_taken;
                no.when(due == 0, "NothingDue");
                if !no.refused() {
                    no.join(self.payable(Id::Escrow(at), till, due));
                }
                if !no.refused() {
                    self.pay_in(Id::Escrow(at), till, OTHER, due);
                }
                self.let_out(at, no, |lease| lease.landlord_taken += due)
            }
            _ => unreachable!("not an operation on a deposit: {op:?}"),
        }
    }
}
