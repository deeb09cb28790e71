//! Jurors: their bonds, and how they come and go.

use super::{CourtOp, Juror};
use crate::model::id::Id;
use crate::model::op::Who;
use crate::model::{Model, Refusals};
use client::court::accounts as layout;

impl Model {
    /// Whether a signer is a juror.
    fn is_juror(&self, nation: u8, by: u8, index: u32) -> Refusals {
        let Some(juror) = self.juror(nation, index) else { return Refusals::certain() };
        let mut no = Refusals::none();
        no.when(juror.wallet != by, "NotJuror");
        no
    }

    /// Changes a juror unless that is refused.
    fn swear(&mut self, nation: u8, index: u32, no: Refusals, change: impl FnOnce(&mut Juror)) -> Refusals {
        self.sit_over(nation, no, |court| {
            if let Some(juror) = court.jurors.get_mut(&index) {
                change(juror);
            }
        })
    }

    /// Does an operation of a juror's own.
    #[allow(clippy::too_many_lines)]
    pub(super) fn jury_op(&mut self, op: &CourtOp) -> Refusals {
        let now = self.now;
        match *op {
            CourtOp::JoinJury { of, by, from, payer, citizen, bond } => {
                let (Some(court), Some(c)) = (self.court(of), self.citizen(citizen)) else {
                    return Refusals::certain();
                };
                let mut no = c.standing(now);
                let (index, serial) = (court.next_juror, c.serial);
                no.when(citizen.nation != of, "WrongNation")
                    .when(citizen.wallet != by, "WrongCitizen")
                    .when(bond < court.params.bond, "BondTooSmall")
                    .any_when(court.jurors.values().any(|juror| juror.serial == serial))
                    .join(self.can_pay_court(of, Who::Wallet(by), from, bond));
                if no.refused() {
                    return no;
                }
                self.create(Id::Juror(of, index), layout::Juror::LEN, payer);
                self.create(Id::JurorOf(of, serial), layout::JurorOf::LEN, payer);
                self.pay_court(of, from, bond);
                self.sit_over(of, no, |court| {
                    court.next_juror += 1;
                    let juror = Juror {
                        wallet: by,
                        serial,
                        rent_payer: payer,
                        bond,
                        due: 0,
                        added: (0, 0),
                        joined_at: now,
                        leaves_at: None,
                        claimed_at: None,
                    };
                    court.jurors.insert(index, juror);
                })
            }
            CourtOp::AddBond { of, by, from, juror: index, amount } => {
                let (Some(court), Some(juror)) = (self.court(of), self.juror(of, index)) else {
                    return Refusals::certain();
                };
                let mut no = self.is_juror(of, by, index);
                no.when(juror.leaves_at.is_some(), "AlreadyLeaving")
                    .when(now < juror.added.1 + i64::from(court.longest_draw), "BondPending")
                    .join(self.can_pay_court(of, Who::Wallet(by), from, amount));
                if !no.refused() {
                    self.pay_court(of, from, amount);
                }
                self.swear(of, index, no, |juror| {
                    juror.bond += amount;
                    juror.added = (amount, now);
                })
            }
            CourtOp::LeaveJury { of, by, juror: index } => {
                let (Some(court), Some(juror)) = (self.court(of), self.juror(of, index)) else {
                    return Refusals::certain();
                };
                let mut no = self.is_juror(of, by, index);
                no.when(juror.leaves_at.is_some(), "AlreadyLeaving");
                let leaves_at = now + i64::from(court.params.unbonding.max(court.longest_draw));
                self.swear(of, index, no, |juror| juror.leaves_at = Some(leaves_at))
            }
            CourtOp::WithdrawBond { of, by, juror: index, rent_to, to } => {
                let (Some(court), Some(juror)) = (self.court(of), self.juror(of, index)) else {
                    return Refusals::certain();
                };
                let mut no = self.is_juror(of, by, index);
                let (all, serial) = (juror.bond + juror.due, juror.serial);
                no.when(juror.leaves_at.is_none(), "NotLeaving")
                    .when(juror.leaves_at.is_some_and(|at| now < at), "UnbondingRunning")
                    .when(!court.sits(index).is_empty(), "SeatsHeld")
                    .when(rent_to != juror.rent_payer, "WrongRentPayer")
                    .any_when(self.is_spot(court.coin, to, Id::CourtEscrow(of)));
                // All of it may be lost.
                if all > 0 {
                    no.join(self.court_can_pay(of, to, all));
                }
                if !no.refused() {
                    if all > 0 {
                        self.court_pays(of, to, all);
                    }
                    self.close(Id::Juror(of, index), rent_to);
                    self.close(Id::JurorOf(of, serial), rent_to);
                }
                self.sit_over(of, no, |court| {
                    let _ = court.jurors.remove(&index);
                })
            }
            CourtOp::ClaimJuror { of, by, citizen, juror: index } => {
                let (Some(juror), Some(c)) = (self.juror(of, index), self.citizen(citizen)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(citizen.nation != of, "WrongNation")
                    .when(c.serial != juror.serial || by != citizen.wallet, "WrongCitizen")
                    .when(citizen.nation == of && citizen.wallet == juror.wallet, "WalletOnRecord");
                self.swear(of, index, no, |juror| (juror.wallet, juror.claimed_at) = (by, Some(now)))
            }
            CourtOp::WithdrawRewards { of, by, juror: index, to } => {
                let Some(juror) = self.juror(of, index) else { return Refusals::certain() };
                let (mut no, due) = (self.is_juror(of, by, index), juror.due);
                no.join(self.court_can_pay(of, to, due));
                if !no.refused() {
                    self.court_pays(of, to, due);
                }
                self.swear(of, index, no, |juror| juror.due = 0)
            }
            _ => unreachable!("not an operation of a juror: {op:?}"),
        }
    }
}
