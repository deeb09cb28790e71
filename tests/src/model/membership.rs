//! What the membership program should do: nations, citizens, applications, offices, orders to move a citizenship.

use super::op::{Op, Ref, Who};
use super::{Model, Refusals};
use client::membership::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A nation and all that belongs to it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Nation {
    pub authority: Who,
    pub pending: Who,
    pub founder: Who,
    pub successor: Who,
    pub court: Who,
    pub treasury: Who,
    pub sunset: i64,
    pub founded_at: i64,
    /// The charter in force; its hash is this byte, 32 times.
    pub text: u8,
    pub charter_version: u32,
    pub adopted_at: i64,
    pub admission: u8,
    pub vouches: u8,
    pub dues: u64,
    /// Kind of money of the dues.
    pub dues_coin: u8,
    pub term: i64,
    pub bucket: i64,
    pub next_serial: u64,
    /// By wallet: whoever has a citizen account, in whatever state.
    pub citizens: BTreeMap<u8, Citizen>,
    pub applications: BTreeMap<u8, Application>,
    /// By the old wallet.
    pub orders: BTreeMap<u8, Order>,
    pub offices: BTreeMap<u8, Office>,
    /// Token accounts of passports, by serial and wallet: they outlive the passport.
    pub holdings: BTreeMap<(u64, u8), u64>,
    /// Members who have no account and no vote, and when their terms end: see [`Op::Crowd`].
    pub crowd: (u32, i64),
}

/// A citizen account.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Citizen {
    pub serial: u64,
    /// Serial of the delegate.
    pub delegate: Option<u64>,
    pub joined_at: i64,
    pub expires_at: i64,
    pub suspended_until: i64,
    pub charter_version: u32,
    /// 0 active, 1 renounced, 2 revoked.
    pub status: u8,
    /// 0 visitor, 1 resident, 2 citizen.
    pub tier: u8,
    pub rent_payer: Who,
    /// Lamports in the passport's mint, if there is a passport.
    pub passport: Option<u64>,
}

/// An application.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Application {
    pub applied_at: i64,
    pub charter_version: u32,
    pub vouchers: Vec<u64>,
}

/// An order to move a citizenship.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Order {
    pub to: Who,
    pub ready_at: i64,
}

/// An office.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Office {
    pub holder: Who,
    pub serial: Option<u64>,
    pub appointed_at: i64,
    pub ends_at: i64,
    pub rent_payer: Who,
}

const DAY: i64 = 86_400;

impl Citizen {
    /// Active, a citizen, within term, not suspended; or everything that is not so.
    pub fn standing(&self, now: i64) -> Refusals {
        let mut no = Refusals::none();
        no.when(self.status != 0, "NotActive")
            .when(self.tier != 2, "NotCitizen")
            .when(now >= self.expires_at, "Lapsed")
            .when(now < self.suspended_until, "Suspended");
        no
    }
}

impl Nation {
    /// Hands the authority over. With the founding, the court and treasury end that a key holds.
    fn pass_authority(&mut self, to: Who) {
        if self.authority == self.founder && to == self.successor {
            for office in [&mut self.court, &mut self.treasury] {
                if matches!(office, Who::Wallet(_) | Who::Payer) {
                    *office = Who::Nobody;
                }
            }
        }
        (self.authority, self.pending) = (to, Who::Nobody);
    }

    /// Citizens who count at `now`, by hand: all members, or only those with a vote.
    pub fn census(&self, now: i64, voters: bool) -> u64 {
        let (members, until) = self.crowd;
        let crowd = if !voters && now < until { members.into() } else { 0 };
        let counted = self
            .citizens
            .values()
            .filter(|c| c.status == 0 && now < c.expires_at && (!voters || c.tier == 2));
        counted.count() as u64 + crowd
    }

    fn authority(&self, by: Who, now: i64) -> Refusals {
        let mut no = Refusals::none();
        no.when(by != self.authority, "NotAuthority")
            .when(self.authority == self.founder && now >= self.sunset, "FoundingOver");
        no
    }

    fn judge(&self, by: Who, now: i64) -> Refusals {
        let mut no = Refusals::none();
        if self.court == Who::Nobody {
            no.when(by != self.authority, "NotCourt")
                .when(self.authority == self.founder && now >= self.sunset, "FoundingOver");
        } else {
            no.when(by != self.court, "NotCourt");
        }
        no
    }

    /// The end of a term from `from`: up to the next boundary, and no later than 64 boundaries from now.
    fn term_end(&self, from: i64, now: i64) -> i64 {
        let mut end = from + self.term;
        while end % self.bucket != 0 {
            end += self.bucket - end % self.bucket;
        }
        end.min((now / self.bucket + 64) * self.bucket)
    }

    fn take_in(&mut self, wallet: u8, charter_version: u32, rent_payer: Who, now: i64) {
        let citizen = Citizen {
            serial: self.next_serial,
            delegate: None,
            joined_at: now,
            expires_at: self.term_end(now, now),
            suspended_until: 0,
            charter_version,
            status: 0,
            tier: 2,
            rent_payer,
            passport: None,
        };
        self.next_serial += 1;
        self.citizens.insert(wallet, citizen);
    }
}

fn sound_admission(admission: u8, vouches: u8) -> Refusals {
    let mut no = Refusals::none();
    no.when(admission > 2, "AdmissionUnknown")
        .when(admission == 1 && !(1..=16).contains(&vouches), "VouchesOutOfRange");
    no
}

impl Model {
    /// Makes a nation bigger, or smaller again.
    pub(super) fn crowd(&mut self, nation: u8, members: u32, buckets: u8) -> Refusals {
        let now = self.now;
        let Some(n) = self.nation_mut(nation) else { return Refusals::certain() };
        n.crowd = (members, (now / n.bucket + 1 + i64::from(buckets)) * n.bucket);
        Refusals::none()
    }

    /// A nation that exists.
    pub fn nation(&self, nation: u8) -> Option<&Nation> {
        self.nations.get(usize::from(nation))?.as_deref()
    }

    fn nation_mut(&mut self, nation: u8) -> Option<&mut Nation> {
        self.nations.get_mut(usize::from(nation))?.as_mut().map(Rc::make_mut)
    }

    /// A citizen account that exists.
    pub fn citizen(&self, at: Ref) -> Option<&Citizen> {
        self.nation(at.nation)?.citizens.get(&at.wallet)
    }

    fn citizen_mut(&mut self, at: Ref) -> Option<&mut Citizen> {
        self.nation_mut(at.nation)?.citizens.get_mut(&at.wallet)
    }

    /// Whether `by` may act for a nation now.
    pub fn authority(&self, nation: u8, by: Who) -> Refusals {
        self.nation(nation).map_or_else(Refusals::certain, |n| n.authority(by, self.now))
    }

    /// Does an operation of this program.
    #[allow(clippy::too_many_lines)]
    pub(super) fn membership(&mut self, op: &Op) -> Refusals {
        let now = self.now;
        if op.nation().is_some_and(|nation| self.nation(nation).is_none()) {
            return Refusals::certain();
        }
        match *op {
            Op::Found { nation, founder, sunset, successor, admission, vouches, term, bucket } => {
                let mut no = sound_admission(admission, vouches);
                no.any_when(self.nation(nation).is_some())
                    .when(sunset <= now || sunset > now + 4 * 365 * DAY, "SunsetOutOfRange")
                    .when(successor == Who::Nobody || successor == Who::Wallet(founder), "SuccessorInvalid")
                    .when(bucket <= 0 || term < bucket || term > 63 * bucket, "TermOutOfRange");
                if no.refused() {
                    return no;
                }
                self.nations[usize::from(nation)] = Some(Rc::new(Nation {
                    authority: Who::Wallet(founder),
                    pending: Who::Nobody,
                    founder: Who::Wallet(founder),
                    successor,
                    court: Who::Nobody,
                    treasury: Who::Nobody,
                    sunset,
                    founded_at: now,
                    text: 1,
                    charter_version: 1,
                    adopted_at: now,
                    admission,
                    vouches,
                    dues: 1_000,
                    dues_coin: 0,
                    term,
                    bucket,
                    next_serial: 0,
                    citizens: BTreeMap::new(),
                    applications: BTreeMap::new(),
                    orders: BTreeMap::new(),
                    offices: BTreeMap::new(),
                    holdings: BTreeMap::new(),
                    crowd: (0, 0),
                }));
                no
            }
            Op::SetAdmission { nation, by, admission, vouches, dues, coin } => {
                let mut no = self.authority(nation, by);
                no.join(sound_admission(admission, vouches));
                self.change(nation, no, |n| {
                    (n.admission, n.vouches) = (admission, vouches);
                    (n.dues, n.dues_coin) = (dues, coin);
                })
            }
            Op::AmendCharter { nation, by, text } => {
                let no = self.authority(nation, by);
                self.change(nation, no, |n| {
                    n.text = text;
                    n.charter_version += 1;
                    n.adopted_at = now;
                })
            }
            Op::ProposeAuthority { nation, by, to } => {
                let no = self.authority(nation, by);
                self.change(nation, no, |n| n.pending = to)
            }
            Op::AcceptAuthority { nation, by } => self.accept_authority(nation, by),
            Op::EndFounding { nation } => {
                let mut no = Refusals::none();
                let Some(n) = self.nation(nation) else { return Refusals::certain() };
                no.when(n.authority != n.founder || now < n.sunset, "FoundingNotEnded");
                self.change(nation, no, |n| n.pass_authority(n.successor))
            }
            Op::SetCourt { nation, by, to } => {
                let no = self.authority(nation, by);
                self.change(nation, no, |n| n.court = to)
            }
            Op::SetTreasury { nation, by, to } => {
                let no = self.authority(nation, by);
                self.change(nation, no, |n| n.treasury = to)
            }
            Op::Join { nation, wallet, text } => {
                let Some(n) = self.nation(nation) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(n.admission != 0, "AdmissionNotOpen")
                    .when(text != n.text, "CharterMismatch")
                    .any_when(n.citizens.contains_key(&wallet));
                if !no.refused() {
                    self.pay_rent(Who::Wallet(wallet), layout::Citizen::LEN);
                }
                self.change(nation, no, |n| n.take_in(wallet, n.charter_version, Who::Wallet(wallet), now))
            }
            Op::Apply { nation, wallet, text } => {
                let Some(n) = self.nation(nation) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(n.admission == 0, "AdmissionOpen")
                    .when(text != n.text, "CharterMismatch")
                    .any_when(n.applications.contains_key(&wallet));
                if !no.refused() {
                    self.pay_rent(Who::Wallet(wallet), layout::Application::LEN);
                }
                self.change(nation, no, |n| {
                    let version = n.charter_version;
                    n.applications.insert(
                        wallet,
                        Application { applied_at: now, charter_version: version, vouchers: vec![] },
                    );
                })
            }
            Op::Withdraw { signer, application } => {
                let mut no = Refusals::none();
                no.any_when(self.application(application).is_none())
                    .when(signer != application.wallet, "WrongWallet");
                if !no.refused() {
                    self.refund_rent(Who::Wallet(application.wallet), layout::Application::LEN);
                }
                self.change(application.nation, no, |n| {
                    let _ = n.applications.remove(&application.wallet);
                })
            }
            Op::Vouch { nation, signer, voucher, application } => {
                let (Some(n), Some(c), Some(a)) =
                    (self.nation(nation), self.citizen(voucher), self.application(application))
                else {
                    return Refusals::certain();
                };
                let mut no = c.standing(now);
                let serial = c.serial;
                no.when(n.admission != 1, "NotVouchedAdmission")
                    .when(signer != voucher.wallet, "WrongWallet")
                    .when(voucher.nation != nation || application.nation != nation, "WrongNation")
                    .when(a.vouchers.contains(&serial), "AlreadyVouched")
                    .when(a.vouchers.len() >= 16, "VouchesFull");
                self.change(nation, no, |n| {
                    if let Some(a) = n.applications.get_mut(&application.wallet) {
                        a.vouchers.push(serial);
                    }
                })
            }
            Op::Admit { nation, by, application } => {
                let (Some(n), Some(a)) = (self.nation(nation), self.application(application)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                let version = a.charter_version;
                no.when(application.nation != nation, "WrongNation")
                    .when(n.admission == 0, "AdmissionOpen")
                    .any_when(n.citizens.contains_key(&application.wallet));
                let vouched = n.admission == 1 && a.vouchers.len() >= usize::from(n.vouches);
                if !vouched {
                    no.when(n.admission == 1 && by != n.authority, "VouchesMissing")
                        .join(n.authority(by, now));
                }
                if !no.refused() {
                    self.pay_rent(Who::Payer, layout::Citizen::LEN);
                    self.refund_rent(Who::Wallet(application.wallet), layout::Application::LEN);
                }
                self.change(nation, no, |n| {
                    n.applications.remove(&application.wallet);
                    n.take_in(application.wallet, version, Who::Payer, now);
                })
            }
            Op::SignCharter { nation, signer, citizen, text } => {
                let (Some(n), Some(c)) = (self.nation(nation), self.citizen(citizen)) else {
                    return Refusals::certain();
                };
                let mut no = self.own(nation, signer, citizen);
                no.when(c.status != 0, "NotActive").when(text != n.text, "CharterMismatch");
                let version = n.charter_version;
                self.alter(citizen, no, |c| c.charter_version = version)
            }
            Op::ExtendTerm { nation, by, citizen, terms } => self.extend_term(nation, by, citizen, terms),
            Op::SetDelegate { nation, signer, citizen, delegate } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.own(nation, signer, citizen);
                no.when(c.status != 0, "NotActive");
                let mut serial = None;
                if let Some(delegate) = delegate {
                    let Some(d) = self.citizen(delegate) else { return Refusals::certain() };
                    no.any_when(delegate == citizen)
                        .when(delegate.nation != nation, "WrongNation")
                        .join(d.standing(now));
                    serial = Some(d.serial);
                }
                self.alter(citizen, no, |c| c.delegate = serial)
            }
            Op::SetTier { nation, by, citizen, tier } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.authority(nation, by);
                no.when(citizen.nation != nation, "WrongNation")
                    .when(tier > 2, "TierUnknown")
                    .when(c.status != 0, "NotActive");
                self.alter(citizen, no, |c| c.tier = tier)
            }
            Op::Suspend { nation, by, citizen, until } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.judge(nation, by);
                no.when(citizen.nation != nation, "WrongNation")
                    .when(c.status != 0, "NotActive")
                    .when(until <= now, "SuspensionPast");
                self.alter(citizen, no, |c| c.suspended_until = until)
            }
            Op::Reinstate { nation, by, citizen } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.judge(nation, by);
                no.when(citizen.nation != nation, "WrongNation").when(c.suspended_until == 0, "NotSuspended");
                self.alter(citizen, no, |c| c.suspended_until = 0)
            }
            Op::Revoke { nation, by, citizen } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.authority(nation, by);
                no.when(citizen.nation != nation, "WrongNation").when(c.status == 2, "AlreadyRevoked");
                self.alter(citizen, no, |c| c.status = 2)
            }
            Op::Renounce { nation, signer, citizen } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.own(nation, signer, citizen);
                no.when(c.status != 0, "NotActive");
                self.alter(citizen, no, |c| c.status = 1)
            }
            Op::Reissue { nation, by, citizen, to } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.judge(nation, by);
                no.when(citizen.nation != nation, "WrongNation")
                    .when(c.status != 0, "NotActive")
                    .when(to == Who::Nobody || to == Who::Wallet(citizen.wallet), "NewWalletInvalid")
                    .any_when(self.order(citizen).is_some());
                if !no.refused() {
                    self.pay_rent(Who::Payer, layout::Reissue::LEN);
                }
                self.change(citizen.nation, no, |n| {
                    n.orders.insert(citizen.wallet, Order { to, ready_at: now + 7 * DAY });
                })
            }
            Op::VetoReissue { nation, by, citizen } => {
                let (Some(c), true) = (self.citizen(citizen), self.order(citizen).is_some()) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                let party =
                    by == Who::Wallet(citizen.wallet) || c.status != 0 || !self.judge(nation, by).refused();
                no.when(citizen.nation != nation, "WrongNation").when(!party, "NotReissueParty");
                if !no.refused() {
                    self.refund_rent(Who::Payer, layout::Reissue::LEN);
                }
                self.change(citizen.nation, no, |n| {
                    let _ = n.orders.remove(&citizen.wallet);
                })
            }
            Op::CompleteReissue { signer, citizen } => {
                let (Some(c), Some(order)) = (self.citizen(citizen).cloned(), self.order(citizen).cloned())
                else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(order.to != Who::Wallet(signer), "WrongWallet")
                    .when(now < order.ready_at, "ReissueNotReady")
                    .when(c.status != 0, "NotActive")
                    .when(c.passport.is_some(), "PassportNotBurnt")
                    .any_when(self.citizen(Ref { wallet: signer, ..citizen }).is_some());
                if !no.refused() {
                    self.refund_rent(c.rent_payer, layout::Citizen::LEN);
                    self.refund_rent(Who::Payer, layout::Reissue::LEN);
                    self.pay_rent(Who::Wallet(signer), layout::Citizen::LEN);
                }
                self.change(citizen.nation, no, |n| {
                    n.orders.remove(&citizen.wallet);
                    n.citizens.remove(&citizen.wallet);
                    n.citizens.insert(signer, Citizen { rent_payer: Who::Wallet(signer), ..c });
                })
            }
            Op::IssuePassport { nation, signer, citizen } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let mut no = self.own(nation, signer, citizen);
                no.when(c.status != 0, "NotActive")
                    .when(now >= c.expires_at, "Lapsed")
                    .when(c.passport.is_some(), "PassportExists");
                // What it costs is seen on the chain: `Model::passport_issued`.
                self.alter(citizen, no, |c| c.passport = Some(0))
            }
            Op::BurnPassport { nation, by, citizen, with_order } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let order = self.order(citizen).filter(|_| with_order);
                let ready = order.is_some_and(|order| now >= order.ready_at);
                let mut no = Refusals::none();
                no.any_when(with_order && order.is_none())
                    .when(citizen.nation != nation, "WrongNation")
                    .when(c.passport.is_none(), "PassportMissing")
                    .when(by != Who::Wallet(citizen.wallet) && c.status == 0 && !ready, "PassportValid");
                // The wallet pays for its own passport here, and burns it before it can change.
                let (payer, mint) = (Who::Wallet(citizen.wallet), c.passport.unwrap_or_default());
                if !no.refused() {
                    self.receive(payer, mint);
                }
                self.alter(citizen, no, |c| c.passport = None)
            }
            Op::CloseCitizen { nation, by, citizen } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let payer = c.rent_payer;
                let mut no = Refusals::none();
                no.when(citizen.nation != nation, "WrongNation")
                    .when(c.status == 0, "StillActive")
                    .when(self.order(citizen).is_some(), "ReissuePending")
                    .when(c.passport.is_some(), "PassportNotBurnt");
                if c.status == 2 {
                    no.join(self.authority(nation, by));
                } else {
                    no.when(now < c.suspended_until, "Suspended");
                }
                if !no.refused() {
                    self.refund_rent(payer, layout::Citizen::LEN);
                }
                self.change(citizen.nation, no, |n| {
                    let _ = n.citizens.remove(&citizen.wallet);
                })
            }
            Op::Appoint { nation, by, payer, citizen, title, until } => {
                let (Some(n), Some(c)) = (self.nation(nation), self.citizen(citizen)) else {
                    return Refusals::certain();
                };
                let mut no = n.authority(by, now);
                no.when(citizen.nation != nation, "WrongNation")
                    .when(until <= now || until > now + 10 * 365 * DAY, "OfficeTermOutOfRange")
                    .join(c.standing(now));
                let old = n.offices.get(&title).map(|office| office.rent_payer);
                let office = Office {
                    holder: Who::Wallet(citizen.wallet),
                    serial: Some(c.serial),
                    appointed_at: now,
                    ends_at: until,
                    rent_payer: old.unwrap_or(payer),
                };
                if !no.refused() && old.is_none() {
                    self.pay_rent(payer, layout::Office::LEN);
                }
                self.change(nation, no, |n| {
                    let _ = n.offices.insert(title, office);
                })
            }
            Op::Resign { signer, citizen, office_of, title } => {
                let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
                let Some(office) = self.nation(office_of).and_then(|n| n.offices.get(&title)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(signer != citizen.wallet, "WrongWallet")
                    .when(office_of != citizen.nation, "WrongNation")
                    .when(office.serial != Some(c.serial) || now >= office.ends_at, "NotHolder");
                self.change(office_of, no, |n| {
                    if let Some(office) = n.offices.get_mut(&title) {
                        (office.holder, office.serial, office.ends_at) = (Who::Nobody, None, now);
                    }
                })
            }
            _ => unreachable!("not an operation of this program: {op:?}"),
        }
    }

    /// `accept_authority`, by whatever way.
    pub(super) fn accept_authority(&mut self, nation: u8, by: Who) -> Refusals {
        let Some(n) = self.nation(nation) else { return Refusals::certain() };
        let mut no = Refusals::none();
        no.when(by != n.pending || by == Who::Nobody, "NotPendingAuthority");
        self.change(nation, no, |n| {
            if n.authority == n.founder && by != n.successor {
                n.founder = by;
            }
            n.pass_authority(by);
        })
    }

    /// `extend_term`, by whatever way.
    pub(super) fn extend_term(&mut self, nation: u8, by: Who, citizen: Ref, terms: u8) -> Refusals {
        let now = self.now;
        let (Some(n), Some(c)) = (self.nation(nation), self.citizen(citizen)) else {
            return Refusals::certain();
        };
        let mut end = c.expires_at.max(now);
        for _ in 0..terms {
            end = end.max(n.term_end(end, now));
        }
        let mut no = Refusals::none();
        no.when(by != n.treasury, "NotTreasury")
            .when(citizen.nation != nation, "WrongNation")
            .when(terms == 0, "TermsZero")
            .when(c.status != 0, "NotActive")
            .when(end <= c.expires_at, "TermAlreadyFull");
        self.alter(citizen, no, |c| c.expires_at = end)
    }

    /// What a passport just issued was seen to cost: its mint, and its token account.
    pub fn passport_issued(&mut self, citizen: Ref, mint: u64, holding: u64) {
        let Some(c) = self.citizen_mut(citizen) else { return };
        c.passport = Some(mint);
        let serial = c.serial;
        self.spend(Who::Wallet(citizen.wallet), mint);
        let Some(n) = self.nation_mut(citizen.nation) else { return };
        if n.holdings.insert((serial, citizen.wallet), holding).is_none() {
            self.spend(Who::Wallet(citizen.wallet), holding);
        }
    }

    /// Sets what age had brought; see [`Op::Age`].
    pub(super) fn age(&mut self, nation: u8, serial: u64, stake: u64) -> Refusals {
        if self.nation(nation).is_none() || self.governor_of(nation).is_none() {
            return Refusals::certain();
        }
        if let Some(n) = self.nation_mut(nation) {
            n.next_serial = n.next_serial.max(serial);
        }
        self.govern(nation, Refusals::none(), |g| g.next_stake = g.next_stake.max(stake))
    }

    /// Whether `by` may judge for a nation now.
    pub(super) fn judge(&self, nation: u8, by: Who) -> Refusals {
        self.nation(nation).map_or_else(Refusals::certain, |n| n.judge(by, self.now))
    }

    fn own(&self, nation: u8, signer: u8, citizen: Ref) -> Refusals {
        let mut no = Refusals::none();
        no.when(signer != citizen.wallet, "WrongWallet").when(citizen.nation != nation, "WrongNation");
        no
    }

    fn application(&self, at: Ref) -> Option<&Application> {
        self.nation(at.nation)?.applications.get(&at.wallet)
    }

    fn order(&self, citizen: Ref) -> Option<&Order> {
        self.nation(citizen.nation)?.orders.get(&citizen.wallet)
    }

    /// Changes a nation unless that is refused.
    fn change(&mut self, nation: u8, no: Refusals, change: impl FnOnce(&mut Nation)) -> Refusals {
        if let Some(n) = self.nation_mut(nation).filter(|_| !no.refused()) {
            change(n);
        }
        no
    }

    /// Changes a citizen unless that is refused.
    fn alter(&mut self, citizen: Ref, no: Refusals, change: impl FnOnce(&mut Citizen)) -> Refusals {
        if let Some(c) = self.citizen_mut(citizen).filter(|_| !no.refused()) {
            change(c);
        }
        no
    }
}
