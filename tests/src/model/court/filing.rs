//! How a case is brought: what can be asked of whom.

use super::{Case, CourtOp, Gain, NO_TEXT, Round, Side, Stage, remedy};
use crate::model::id::Id;
use crate::model::money::SOL;
use crate::model::op::{Motion, Nth, Place, Plot, Ref, Who};
use crate::model::{Model, Refusals};
use crate::{Address, state};
use client::court::accounts as layout;
use std::collections::BTreeMap;

/// What is found out about a target.
#[derive(Default)]
struct Found {
    /// Serial of the citizen or tenant that it is about.
    serial: Option<u64>,
    /// The respondent's serial, where the target knows it.
    respondent: Option<u64>,
    /// Who gains by it, where the claimant does not say.
    gains: Option<Address>,
    baseline: u64,
}

impl Model {
    /// The serial of somebody who is a citizen.
    fn serial_of(&self, nation: u8, who: Who) -> Option<u64> {
        let Who::Wallet(wallet) = who else { return None };
        self.citizen(Ref { nation, wallet }).map(|c| c.serial)
    }

    /// The lease at an address, in a nation's land.
    pub(super) fn lease_at(&self, target: Option<Id>) -> Option<&crate::model::land::Lease> {
        let Some(Id::Lease(at)) = target else { return None };
        self.lease(at)
    }

    /// Who must answer for what the nation has ordered: the authority, or if that asks the one concerned.
    fn answers(&self, nation: u8, by: Who, concerned: Who) -> Who {
        let authority = self.nation(nation).map_or(Who::Nobody, |n| n.authority);
        if by == authority { concerned } else { authority }
    }

    /// What of the target and the respondent is not as the remedy needs it.
    #[allow(clippy::too_many_lines)]
    fn target(&self, op: &CourtOp, gains: Address) -> (Found, Refusals) {
        let CourtOp::File { of, by, respondent, target, remedy, amount, .. } = *op else {
            return (Found::default(), Refusals::certain());
        };
        let now = self.now;
        let mut no = Refusals::none();
        let mut found = Found::default();
        let wrong = |nation: u8| nation != of;
        match (remedy, target) {
            (remedy::SUSPEND | remedy::REISSUE | remedy::REINSTATE, Some(Id::Citizen(nation, wallet))) => {
                let Some(c) = self.citizen(Ref { nation, wallet }) else {
                    no.when(true, "WrongTarget");
                    return (found, no);
                };
                let itself = Who::Wallet(wallet);
                found.serial = Some(c.serial);
                no.when(wrong(nation), "WrongNation");
                if remedy == remedy::REINSTATE {
                    found.gains = Some(self.book.who(itself));
                    found.baseline = c.suspended_until.unsigned_abs();
                    no.when(now >= c.suspended_until, "TargetUnfit")
                        .when(respondent != self.answers(of, by, itself), "WrongRespondent");
                } else {
                    found.respondent = Some(c.serial);
                    no.when(c.status != 0, "TargetUnfit")
                        .when(respondent != itself, "WrongRespondent")
                        .when(gains == self.book.who(itself), "RemedyMalformed");
                }
            }
            (remedy::EVICT | remedy::SPLIT, Some(Id::Lease(at))) => {
                let Some(lease) = self.lease(at) else {
                    no.when(true, "WrongTarget");
                    return (found, no);
                };
                let (tenant, serial) =
                    lease.tenant.map_or((Who::Nobody, None), |(w, serial)| (Who::Wallet(w), Some(serial)));
                found.serial = serial;
                no.when(wrong(at.nation), "WrongNation");
                if remedy == remedy::EVICT {
                    found.respondent = serial;
                    no.when(!lease.runs(), "TargetUnfit").when(respondent != tenant, "WrongRespondent");
                } else {
                    let open: u64 = lease
                        .items
                        .iter()
                        .zip(&lease.open)
                        .filter(|(_, open)| **open)
                        .map(|(sum, _)| sum)
                        .sum();
                    // The tenant, or who the tenant is now.
                    let asks = by == tenant || (serial.is_some() && self.serial_of(of, by) == serial);
                    let authority = self.nation(of).map_or(Who::Nobody, |n| n.authority);
                    found.baseline = lease.to_landlord;
                    found.respondent = serial.filter(|_| !asks);
                    no.when(!lease.over() || !lease.open.contains(&true), "TargetUnfit")
                        .when(amount > open, "RemedyMalformed")
                        .when(respondent != if asks { authority } else { tenant }, "WrongRespondent");
                }
            }
            (remedy::AWARD, Some(Id::Budget(at))) => {
                let Some(budget) = self.budget(at) else {
                    no.when(true, "WrongTarget");
                    return (found, no);
                };
                let authority = self.nation(of).map_or(Who::Nobody, |n| n.authority);
                let elsewhere = budget.to.is_some_and(|to| self.book.place(budget.coin, to) != gains);
                no.when(wrong(at.nation), "WrongNation")
                    .when(budget.kind != 2, "TargetUnfit")
                    .when(elsewhere, "RemedyMalformed")
                    .when(respondent != authority, "WrongRespondent");
            }
            (remedy::ESCROW, None) => {}
            (remedy::ENJOIN | remedy::RELEASE, Some(Id::Proposal(nation, id))) => {
                let Some(p) = self.proposal(Motion { nation, id }) else {
                    no.when(true, "WrongTarget");
                    return (found, no);
                };
                let proposer = Who::Wallet(p.proposer);
                no.when(wrong(nation), "WrongNation");
                if remedy == remedy::ENJOIN {
                    let may_pass = [state::SUBMITTED, state::SUCCEEDED, state::QUEUED].contains(&p.state);
                    no.when(!may_pass, "TargetUnfit").when(respondent != proposer, "WrongRespondent");
                } else {
                    found.gains = Some(self.book.who(proposer));
                    found.baseline = p.enjoined_at.unsigned_abs();
                    no.when(p.state != state::ENJOINED, "TargetUnfit")
                        .when(respondent != self.answers(of, by, proposer), "WrongRespondent");
                }
            }
            (remedy::PAUSE | remedy::RESUME, Some(Id::Stream(at))) => {
                let Some(stream) = self.stream(at) else {
                    no.when(true, "WrongTarget");
                    return (found, no);
                };
                no.when(wrong(at.nation), "WrongNation");
                if remedy == remedy::PAUSE {
                    let is = stream.at(self.now);
                    let over = is.paused.is_none() && self.now >= is.end;
                    no.when(over || stream.cancelled, "TargetUnfit")
                        .when(respondent != stream.payee, "WrongRespondent");
                } else {
                    found.gains = Some(self.book.who(stream.payee));
                    found.baseline = stream.paused.unwrap_or(0).unsigned_abs();
                    no.when(stream.paused.is_none(), "TargetUnfit")
                        .when(respondent != self.answers(of, by, stream.payee), "WrongRespondent");
                }
            }
            _ => {
                no.when(true, "WrongTarget");
            }
        }
        (found, no)
    }

    /// Brings a case.
    pub(super) fn file(&mut self, op: &CourtOp) -> Refusals {
        let now = self.now;
        let CourtOp::File { of, by, from, payer, respondent, target, remedy, amount, seconds, gain, text } =
            *op
        else {
            return Refusals::certain();
        };
        let (Some(n), Some(court)) = (self.nation(of), self.court(of)) else { return Refusals::certain() };
        let (id, params, staying) = (court.next_case, court.params, court.staying());
        let gains = self.gains(target, gain);
        let mut no = Refusals::none();
        let has_amount = [remedy::AWARD, remedy::ESCROW].contains(&remedy);
        let amount_fits = remedy == remedy::SPLIT || has_amount == (amount > 0);
        let longest = match remedy {
            remedy::SUSPEND => params.suspension,
            remedy::ENJOIN => params.injunction,
            _ => 0,
        };
        let seconds_fit =
            seconds <= longest && (seconds > 0) == [remedy::SUSPEND, remedy::ENJOIN].contains(&remedy);
        let names = [remedy::REISSUE, remedy::AWARD].contains(&remedy);
        no.when(n.court != Who::Court(of), "NotInOffice")
            .when(staying < u32::from(params.panel), "TooFewJurors")
            .when(by == respondent, "PartiesSame")
            .when(respondent == Who::Nobody, "WrongRespondent")
            .when(remedy > remedy::REINSTATE, "RemedyUnknown")
            .when(!amount_fits || !seconds_fit || names != (gains != Address::default()), "RemedyMalformed")
            .when(text >= NO_TEXT, "TextMalformed");
        // What the instruction writes cannot be named once more.
        let written = [Id::Court(of), Id::CourtEscrow(of), Id::Case(Nth { nation: of, id })];
        no.any_when(target.is_some_and(|id| written.contains(&id)) || respondent == Who::Court(of));
        let (found, unfit) = self.target(op, gains);
        no.join(unfit);
        let claimant_serial = self.serial_of(of, by);
        let respondent_serial = found.respondent.or_else(|| self.serial_of(of, respondent));
        no.when(claimant_serial.is_some() && claimant_serial == respondent_serial, "PartiesSame");
        let fee = params.fee * u64::from(params.panel);
        no.join(self.can_pay_court(of, by, from, fee));
        if no.refused() {
            return no;
        }
        let award = match target {
            Some(Id::Budget(at)) if remedy == remedy::AWARD => self.budget(at).map(|budget| {
                // Of SOL every account is a holding.
                let place = match gain {
                    Gain::Place(place) => Some(place),
                    Gain::Who(_) if budget.coin != SOL => None,
                    Gain::Who(Who::Wallet(wallet)) => Some(Place::Wallet(wallet)),
                    Gain::Who(Who::Executor(n)) => Some(Place::Executor(n)),
                    Gain::Who(Who::Treasury(n)) => Some(Place::Treasury(n)),
                    Gain::Who(Who::Vault(n)) => Some(Place::Vault(n)),
                    Gain::Who(_) | Gain::Nobody => None,
                };
                (budget.coin, place)
            }),
            _ => None,
        };
        let case = Case {
            parties: [(by, claimant_serial), (respondent, respondent_serial)],
            remedy,
            target,
            target_serial: found.serial,
            beneficiary: found.gains.unwrap_or(gains),
            award,
            rent_payer: payer,
            proposal: None,
            statement: text,
            answer: None,
            amount,
            baseline: found.baseline,
            seconds,
            params,
            filed_at: now,
            draw_until: 0,
            commit_until: 0,
            reveal_until: 0,
            appeal_until: 0,
            final_at: 0,
            enforced_at: None,
            stage: Stage::Pleading,
            ruling: 0,
            escrow: [0; 2],
            due: [0; 2],
            rounds: vec![Round::new(Side::Claimant, fee, 0)],
            seats: BTreeMap::new(),
            evidence: vec![],
        };
        self.create(Id::Case(Nth { nation: of, id }), layout::Case::LEN, payer);
        self.pay_court(of, from, fee);
        self.sit_over(of, no, |court| {
            court.next_case += 1;
            court.cases.insert(id, case);
        })
    }

    /// Whose address is named as who gains.
    pub(super) fn gains(&self, target: Option<Id>, gain: Gain) -> Address {
        let coin = match target {
            Some(Id::Budget(at)) => self.budget(at).map_or(0, |budget| budget.coin),
            _ => 0,
        };
        match gain {
            Gain::Nobody => Address::default(),
            Gain::Who(who) => self.book.who(who),
            Gain::Place(place) => self.book.place(coin, place),
        }
    }

    /// The parcel of a lease.
    pub(super) fn plot_of(target: Option<Id>) -> Option<Plot> {
        let Some(Id::Lease(at)) = target else { return None };
        Some(at.plot())
    }
}
