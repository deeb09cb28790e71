//! What can be done next in a case, by whom, and until when.

use super::state::{deadline, phase, present, side, trial};
use super::{Filed, Side};
use crate::Error;
use crate::nation;
use crate::output::padded;
use client::court::accounts::{Juror, Seat};
use cluster::Cluster;
use rules::sortition;
use rules::trial::Phase;
use rules::verdict;
use serde::Serialize;
use solana_address::Address;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Who: `anyone`, `you, as the claimant`.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// The command that does it.
    pub command: String,
    /// Until this second, where it cannot be done later.
    pub until: Option<i64>,
    /// Whether something is lost by whoever does not do it in time.
    pub urgent: bool,
}

/// Somebody who looks at a case.
struct Viewer {
    wallet: Address,
    side: Option<Side>,
    juror: Option<Juror>,
    seats: Vec<Seat>,
}

/// What anyone can do, and what `wallet` can do.
///
/// # Errors
/// The cluster does not answer.
pub fn steps(
    cluster: &dyn Cluster,
    filed: &Filed,
    wallet: Option<&Address>,
    now: i64,
) -> Result<Vec<Step>, Error> {
    let viewer = wallet.map(|wallet| viewer(cluster, filed, wallet)).transpose()?;
    let mut steps = Vec::new();
    if let Some(viewer) = &viewer {
        steps.extend(as_juror(filed, viewer, now));
        steps.extend(as_party(filed, viewer, now));
    }
    steps.extend(as_anyone(cluster, filed, now)?);
    Ok(steps)
}

fn viewer(cluster: &dyn Cluster, filed: &Filed, wallet: &Address) -> Result<Viewer, Error> {
    let citizen = nation::citizen(cluster, &filed.case.nation, wallet)?;
    let serial = citizen.map(|(_, citizen)| citizen.serial);
    let juror = super::files::find_juror(cluster, &filed.case.nation, &filed.case.court, wallet)?;
    let juror = juror.map(|(_, juror)| juror);
    let seats = match &juror {
        Some(juror) => {
            let seats = filed.seats(cluster)?.into_iter().map(|(_, seat)| seat);
            seats.filter(|seat| seat.index == juror.index).collect()
        }
        None => Vec::new(),
    };
    Ok(Viewer { wallet: *wallet, side: side(filed, wallet, serial), juror, seats })
}

fn step(who: &str, what: impl Into<String>, command: String, until: Option<i64>) -> Step {
    Step { who: who.into(), what: what.into(), command, until, urgent: false }
}

/// A command about this case.
fn command(filed: &Filed, verb: &str) -> String {
    let id = filed.case.id;
    let (verb, rest) =
        verb.split_once(' ').map_or((verb, String::new()), |(verb, rest)| (verb, format!(" {rest}")));
    format!("civitas case {verb} {id}{rest} --nation {}", padded(&filed.nation.slug))
}

fn juror_command(filed: &Filed, verb: &str) -> String {
    format!("civitas juror {verb} --nation {}", padded(&filed.nation.slug))
}

fn as_juror(filed: &Filed, viewer: &Viewer, now: i64) -> Vec<Step> {
    const WHO: &str = "you, as a juror";
    let Some(juror) = &viewer.juror else { return Vec::new() };
    let mut steps = Vec::new();
    if juror.wallet != viewer.wallet {
        let what = "make this wallet the juror's: your citizenship was moved to it";
        steps.push(step(WHO, what, juror_command(filed, "claim"), None));
    }
    let Some(seat) = viewer.seats.iter().find(|seat| seat.round == filed.case.round) else { return steps };
    let (committed, revealed) = (seat.commitment != [0; 32], verdict::is_choice(seat.choice));
    let until = deadline(&filed.case, now);
    match phase(&filed.case, now) {
        Phase::Commit if !committed => {
            let command = command(filed, "commit --choice claimant|respondent|refuse");
            let what = "read statement, answer and evidence, and commit to your choice; without it you lose the bond of \
                        the seat";
            steps.push(Step { urgent: true, ..step(WHO, what, command, until) });
        }
        Phase::Reveal if committed && !revealed => {
            let what = "reveal your choice; without it you lose the bond of the seat";
            steps.push(Step { urgent: true, ..step(WHO, what, command(filed, "reveal"), until) });
        }
        Phase::Draw => {
            let what = "wait until the panel is complete: you are on it, and can commit then";
            steps.push(step(WHO, what, command(filed, "show"), until));
        }
        Phase::Commit => {
            let what = "wait: you have committed, and can reveal once all have or the time to commit is over";
            steps.push(step(WHO, what, command(filed, "show"), Some(filed.case.reveal_until)));
        }
        Phase::Final if seat.settled == 0 => {
            steps.push(step(WHO, "have your seat settled", command(filed, "settle"), None));
        }
        Phase::Final if juror.due > 0 => {
            steps.push(step(WHO, "withdraw what you have earned", juror_command(filed, "withdraw"), None));
        }
        _ => {}
    }
    steps
}

fn as_party(filed: &Filed, viewer: &Viewer, now: i64) -> Vec<Step> {
    let Some(side) = viewer.side else { return Vec::new() };
    let (who, claimant) = match side {
        Side::Claimant => ("you, as the claimant", true),
        Side::Respondent => ("you, as the respondent", false),
    };
    let case = &filed.case;
    let mut steps = Vec::new();
    let mut add = |what: &str, verb: &str, until: Option<i64>| {
        steps.push(step(who, what, command(filed, verb), until));
    };
    let phase = phase(case, now);
    if phase == Phase::Answer && !claimant && case.answered == 0 {
        add("answer", "answer --uri URI --file FILE", Some(case.answer_until));
    }
    if matches!(phase, Phase::Answer | Phase::Evidence) {
        add("bring evidence", "evidence --uri URI --file FILE", Some(case.evidence_until));
    }
    if phase == Phase::Appeal
        && verdict::may_appeal(case.ruling, claimant)
        && case.round < case.params.max_appeals
    {
        add("appeal to a larger panel", "appeal", Some(case.appeal_until));
    } else if phase == Phase::Appeal
        && verdict::may_ask_citizens(case.ruling, claimant)
        && case.round >= case.params.max_appeals
    {
        add("appeal to all citizens", "appeal-to-citizens", Some(case.appeal_until));
    }
    let due = if claimant { case.claimant_due } else { case.respondent_due };
    if phase == Phase::Final && due > 0 {
        add("withdraw what is due to you", "withdraw", None);
    }
    steps
}

fn as_anyone(cluster: &dyn Cluster, filed: &Filed, now: i64) -> Result<Vec<Step>, Error> {
    let case = &filed.case;
    let until = deadline(case, now);
    let anyone = |what: &str, verb: &str| vec![step("anyone", what, command(filed, verb), until)];
    Ok(match phase(case, now) {
        Phase::EvidenceOver => {
            anyone("close the evidence, which pins the slot of the draw", "close-evidence")
        }
        Phase::Draw => match present(case) {
            Some(round) if round.captured_slot == 0 && cluster.slot()? <= round.pinned_slot => {
                anyone("wait for the pinned slot, then capture its hash", "capture")
            }
            Some(round) if round.captured_slot == 0 => {
                anyone("capture the hash that decides the draw", "capture")
            }
            Some(round) if round.attempt >= sortition::attempts(round.jurors) => Vec::new(),
            _ => anyone("draw the panel", "draw"),
        },
        Phase::Count => anyone("count the panel's ruling", "rule"),
        Phase::AppealOver => anyone("make the ruling final, as nobody has appealed", "finalize"),
        Phase::Citizens => anyone("make the citizens' decision final, once it is there", "conclude"),
        Phase::Final => {
            let mut steps = Vec::new();
            if case.ruling == verdict::FOR_CLAIMANT && case.enforced_at == 0 {
                steps.extend(anyone("have the remedy enforced", "enforce"));
            }
            if case.seats_open > 0 {
                steps.extend(anyone("settle the seats of the jurors", "settle"));
            } else if case.seats_left > 0 || case.evidence_left > 0 {
                steps.extend(anyone("close what is over, so that rent returns", "close"));
            }
            steps
        }
        // Jurors and parties are asked, nobody else.
        Phase::Answer | Phase::Evidence | Phase::Commit | Phase::Reveal | Phase::Appeal => Vec::new(),
    })
}

/// The panel that an appeal would have, and what it would cost; `None` where appeals are used up.
pub fn appeal(filed: &Filed) -> Option<(u8, u64)> {
    let case = &filed.case;
    let round = case.round.checked_add(1).filter(|round| *round <= case.params.max_appeals)?;
    let seats = rules::panel::seats(case.params.panel, round)?;
    let fee = rules::panel::fee(case.params.fee, seats, round)?.total()?;
    Some((seats, fee))
}

/// Seats that were not drawn, if the panel is short of them for good.
pub fn missing(filed: &Filed, now: i64) -> u8 {
    let trial = trial(&filed.case);
    match trial.phase(now) {
        Phase::Commit | Phase::Reveal | Phase::Count => trial.panel.saturating_sub(trial.seats),
        _ => 0,
    }
}
