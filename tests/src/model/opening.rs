//! What a play is about, and how it begins.

use super::court::{self, CourtOp};
use super::land::{LandOp, generate::facts};
use super::money::{REFUSED, TAXED};
use super::op::{NATIONS, Op, Place, Plot, Ref, Rules, Till, WALLETS, Who};
use super::rng::Rng;
use super::treasury::TreasuryOp;
use std::str::FromStr;

pub(super) const DAY: i64 = 86_400;
/// Every program, a bit each.
pub(super) const ALL: u8 = (1 << crate::PROGRAMS.len()) - 1;

/// What most of the play is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Focus {
    pub membership: bool,
    pub governor: bool,
    pub treasury: bool,
    pub land: bool,
    pub court: bool,
    pub diplomacy: bool,
}

impl FromStr for Focus {
    type Err = String;

    fn from_str(names: &str) -> Result<Self, String> {
        let mut focus = Self::default();
        for name in names.split(',').filter(|name| !name.is_empty()) {
            *match name {
                "membership" => &mut focus.membership,
                "governor" => &mut focus.governor,
                "treasury" => &mut focus.treasury,
                "land" => &mut focus.land,
                "court" => &mut focus.court,
                "diplomacy" => &mut focus.diplomacy,
                _ => return Err(format!("there is no program {name}")),
            } = true;
        }
        Ok(focus)
    }
}

impl Focus {
    /// About all programs alike.
    fn is_wide(self) -> bool {
        self == Self::default()
    }

    /// About money, land and courts, so that time moves by their deadlines.
    pub(super) fn on_economy(self) -> bool {
        (self.treasury || self.land || self.court) && !self.membership && !self.governor
    }

    /// About what takes months.
    fn is_slow(self) -> bool {
        self.on_economy() || self.diplomacy
    }

    /// How often which program's turn is: nothing but time, the authority, members, politics, stakes, treasury, land,
    /// court, other nations.
    pub(super) fn weights(self) -> [u64; 9] {
        if self.is_wide() {
            return [3, 3, 13, 32, 3, 18, 28, 25, 14];
        }
        let much = |of: bool, most: u64, least: u64| if of { most } else { least };
        [
            if self.court { 1 } else { much(self.on_economy(), 8, 2) },
            2,
            much(self.membership, 20, 4),
            much(self.governor, 45, 2),
            much(self.governor, 4, 1),
            much(self.treasury, 30, if self.court { 7 } else { 2 }),
            much(self.land, 55, if self.court { 7 } else { 2 }),
            much(self.court, 70, 2),
            much(self.diplomacy, 60, 2),
        ]
    }
}

/// Two nations with governors, tracks, citizens and stakes.
pub(super) fn opening(rng: &mut Rng, now: i64, focus: Focus) -> Vec<Op> {
    let mut ops = vec![];
    for nation in 0..NATIONS {
        let founder = rng.below(3) as u8;
        let by = Who::Wallet(founder);
        let mut bucket = rng.pick(&[DAY / 2, 5 * DAY, 5 * DAY, 30 * DAY, 30 * DAY]);
        // Where deadlines are months away terms have to be years, mostly.
        if focus.is_slow() && !rng.one_in(if focus.court { 15 } else { 5 }) {
            bucket = 30 * DAY;
        }
        ops.push(Op::Found {
            nation,
            founder,
            sunset: now
                + rng.pick(if focus.is_slow() { &[200, 1_460] } else { &[20, 200, 1_400, 1_400] }) * DAY,
            successor: Who::Executor(nation),
            admission: 0,
            vouches: 0,
            term: bucket
                * rng.pick(if focus.court {
                    &[40, 63, 63, 63]
                } else if focus.is_slow() {
                    &[10, 40, 63, 63]
                } else {
                    &[1, 10, 40, 63, 63]
                })
                + rng.pick(&[0, 0, 1]),
            bucket,
        });
        // A term may be no longer than 63 buckets.
        if let Some(Op::Found { term, bucket, .. }) = ops.last_mut() {
            *term = (*term).min(63 * *bucket);
        }
        let guardian = rng.pick(&[Who::Nobody, Who::Wallet(4), Who::Wallet(4)]);
        let until = if guardian == Who::Nobody { 0 } else { now + rng.pick(&[10, 300]) * DAY };
        ops.push(Op::CreateGovernor { nation, by, guardian, until });
        if rng.one_in(3) {
            ops.push(Op::Age { nation, serial: 16_379, stake: 1_022 });
        }
        ops.push(Op::CreateStakeVault { nation, by });
        for index in 0..3 {
            ops.push(Op::SetTrack { nation, of: nation, by, index, rules: rules(rng, index), programs: ALL });
        }
        let mut joined = vec![];
        for wallet in 0..WALLETS {
            if rng.one_in(if focus.court { 7 } else { 4 }) {
                continue;
            }
            joined.push(wallet);
            ops.push(Op::Join { nation, wallet, text: 1 });
            if rng.one_in(2) {
                ops.push(Op::OpenStake { nation, wallet });
                let stake = Ref { nation, wallet };
                ops.push(Op::Stake { nation, signer: wallet, stake, amount: 1 + rng.below(1_000) });
            }
        }
        if rng.one_in(2) {
            ops.push(Op::SetAdmission {
                nation,
                by,
                admission: rng.pick(&[1, 1, 2]),
                vouches: rng.pick(&[1, 2, 3]),
                dues: 7,
                coin: 0,
            });
        }
        ops.extend(economy(rng, nation, by, now));
        let with_court = focus.court || rng.one_in(2);
        if with_court {
            ops.extend(justice(rng, nation, by, &joined));
        }
        let treasury = if focus.treasury || rng.one_in(2) { Who::Treasury(nation) } else { Who::Wallet(3) };
        ops.push(Op::SetTreasury { nation, by, to: rng.pick(&[treasury, treasury, Who::Nobody]) });
        let courts = if with_court && !rng.one_in(8) {
            Who::Court(nation)
        } else {
            rng.pick(&[Who::Wallet(5), Who::Wallet(5), Who::Nobody])
        };
        ops.push(Op::SetCourt { nation, by, to: courts });
        let hand_over =
            if focus.is_slow() { rng.one_in(if focus.diplomacy { 2 } else { 4 }) } else { !rng.one_in(3) };
        if hand_over {
            let to = Who::Executor(nation);
            ops.push(Op::ProposeAuthority { nation, by, to });
            ops.push(Op::AssumeAuthority { nation });
        }
    }
    ops
}

/// A treasury with some ledgers, a registry with some parcels, and offices.
fn economy(rng: &mut Rng, nation: u8, by: Who, now: i64) -> Vec<Op> {
    let payer = rng.pick(&[Who::Payer, by]);
    let mut ops = vec![Op::Treasury(TreasuryOp::CreateTreasury { nation, by, payer })];
    for coin in 0..=TAXED {
        let till = Till { nation, coin };
        if coin > 0 && rng.one_in(4) {
            continue;
        }
        ops.push(Op::Treasury(TreasuryOp::OpenLedger { nation, by, payer: Who::Payer, till }));
        if !rng.one_in(4) {
            let (wallet, amount) = (rng.below(u64::from(WALLETS)) as u8, 1 + rng.below(100_000_000));
            let from = Place::Wallet(wallet);
            let by = Who::Wallet(wallet);
            ops.push(Op::Treasury(TreasuryOp::Deposit { by, from, till, kind: 2, amount }));
        }
    }
    if rng.one_in(2) {
        let (admission, vouches, coin) = (0, 0, rng.below(4) as u8);
        let dues = rng.pick(&[0, 7, 1_000_003]);
        ops.push(Op::SetAdmission { nation, by, admission, vouches, dues, coin });
    }
    for title in 0..2 {
        let citizen = Ref { nation, wallet: rng.below(u64::from(WALLETS)) as u8 };
        let until = now + rng.pick(&[1, 30, 400, 3_000]) * DAY;
        ops.push(Op::Appoint { nation, by, payer: Who::Payer, citizen, title, until });
    }
    ops.push(Op::Land(LandOp::CreateRegistry { nation, by, payer: Who::Payer }));
    for cell in 0..2 + rng.below(3) as u8 {
        let (plot, facts) = (Plot { nation, cell }, facts(rng, nation));
        ops.push(Op::Land(LandOp::RegisterParcel { nation, by, payer, plot, facts }));
    }
    ops
}

/// A court with jurors.
fn justice(rng: &mut Rng, nation: u8, by: Who, citizens: &[u8]) -> Vec<Op> {
    let (payer, coin) = (rng.pick(&[Who::Payer, by]), rng.pick(&[0, 0, 1, 2]));
    let params = court::generate::rules(rng);
    let create = |coin, params| Op::Court(CourtOp::CreateCourt { nation, by, payer, coin, params });
    let mut ops = vec![];
    match rng.below(12) {
        0 => ops.push(create(rng.pick(&[TAXED, REFUSED]), params)),
        1..=3 => {
            let mut odd = params;
            court::generate::odd(rng, &mut odd);
            ops.push(create(coin, odd));
        }
        _ => {}
    }
    ops.push(create(coin, params));
    for wallet in citizens {
        if rng.one_in(6) {
            continue;
        }
        let citizen = Ref { nation, wallet: *wallet };
        let bond = params.bond * rng.pick(&[1, 3, 10, 30]);
        let (by, from, payer) = (*wallet, Place::Wallet(*wallet), Who::Payer);
        ops.push(Op::Court(CourtOp::JoinJury { of: nation, by, from, payer, citizen, bond }));
    }
    ops
}

/// Rules of a track: the first is by citizens, the second often final, the third by both chambers.
pub(super) fn rules(rng: &mut Rng, index: u8) -> Rules {
    Rules {
        deposit: rng.pick(&[0, 0, 0, 1_000_000, 1_000_000, 5_000_000, 5_000_000, 999_999]),
        review: rng.pick(&[0, 0, 1, 100]),
        voting: rng.pick(&[1, 1_000, 1_000, 1_000, 86_400]),
        objection: rng.pick(&[0, 0, 1, 500]),
        timelock: rng.pick(&[0, 1, 300]),
        execution: rng.pick(&[1, 5_000, 4_000_000, 4_000_000]),
        tenure: rng.pick(&[0, 0, 0, 1, 1_000]),
        quorum: rng.pick(&[0, 1_000, 1_000, 2_000, 5_000]),
        threshold: rng.pick(&[5_000, 5_000, 6_667, 9_999]),
        max_open: rng.pick(&[1, 3, 8]),
        chambers: match index {
            0 => 1,
            1 => rng.pick(&[1, 2]),
            _ => rng.pick(&[1, 2, 3, 3]),
        },
        final_ballots: u8::from(if index == 1 { !rng.one_in(4) } else { rng.one_in(4) }),
    }
}
