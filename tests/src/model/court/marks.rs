//! What was reached that the name of an operation does not say.

use super::{Case, CourtOp, Side};
use crate::model::Model;
use crate::model::op::Op;

/// What an operation that succeeded was.
pub fn marks(before: &Model, after: &Model, op: &Op) -> Vec<String> {
    let Op::Court(op) = op else { return vec![] };
    let all = match *op {
        CourtOp::File { remedy, .. } => vec![format!("filed for remedy {remedy}")],
        CourtOp::Enforce { case, .. } => {
            let remedy = before.case(case).map_or(0, |case| case.remedy);
            let mut all = vec![format!("enforced remedy {remedy}")];
            if let Some(case) = before.case(case)
                && let CourtOp::Enforce { target, .. } = *op
                && target != case.target
            {
                all.push("enforced upon another account than at filing".into());
            }
            all
        }
        CourtOp::Appeal { case, by, .. } => {
            let Some(is) = after.case(case) else { return vec![] };
            vec![format!("appealed to round {}", is.round()), by_whom(is, by)]
        }
        CourtOp::Draw { case, .. } => {
            let seats = |model: &Model| model.case(case).map_or(0, Case::seated);
            let (was, is) = (seats(before), seats(after));
            let ended = after.case(case).is_some_and(|case| case.draw_until <= after.now);
            let of = if is > was { "drawn" } else { "missed" };
            let full =
                after.case(case).is_some_and(|case| case.seated() == usize::from(case.present().panel));
            vec![match (ended, full) {
                (true, true) => "panel complete".into(),
                (true, false) => "panel given up".into(),
                _ => format!("seat {of}"),
            }]
        }
        CourtOp::Rule { case } => {
            let Some(is) = after.case(case) else { return vec![] };
            let absent = is.seated() - is.revealed();
            let of = if absent > 0 { ", jurors absent" } else { "" };
            vec![format!("ruled {} in round {}{of}", is.ruling, is.round())]
        }
        CourtOp::ConcludeAppeal { case, .. } => {
            let gone = before.case(case).and_then(|is| is.proposal).is_some_and(|id| {
                before.proposal(crate::model::op::Motion { nation: case.nation, id }).is_none()
            });
            let (was, is) = (before.case(case), after.case(case));
            let turned = was.map(|case| case.ruling) != is.map(|case| case.ruling);
            let what = match (gone, turned) {
                (true, _) => "was gone",
                (_, true) => "turned the ruling",
                _ => "left the ruling",
            };
            vec![format!("the citizens' motion {what}")]
        }
        CourtOp::ClaimJuror { of, juror, .. } => {
            let moved = before.juror(of, juror).map(|j| j.wallet) != after.juror(of, juror).map(|j| j.wallet);
            vec![format!("juror claimed{}", if moved { " by another wallet" } else { "" })]
        }
        CourtOp::SettleSeat { case, seat, .. } => {
            let (Some(is), Some(of)) = (before.case(case), before.seat(seat)) else { return vec![] };
            let how = match (is.loses(of), is.is_earned(seat.round)) {
                (true, true) => "lost to others",
                (true, false) => "lost to the treasury",
                (false, _) if is.reward(seat.round, of) > 0 => "rewarded",
                _ => "set free",
            };
            vec![format!("seat {how}")]
        }
        CourtOp::CloseCase { case, .. } => {
            let late = before.case(case).is_some_and(|case| before.now >= case.final_at + super::RECORD);
            vec![format!("case closed{}", if late { " after a year" } else { "" })]
        }
        CourtOp::Answer { citizen, .. }
        | CourtOp::SubmitEvidence { citizen, .. }
        | CourtOp::PutInEscrow { citizen, .. }
        | CourtOp::WithdrawCase { citizen, .. }
            if citizen.is_some() =>
        {
            vec!["a party showed a citizenship".into()]
        }
        _ => vec![],
    };
    all.into_iter().map(|mark| format!("court: {mark}")).collect()
}

fn by_whom(case: &Case, by: crate::model::op::Who) -> String {
    let side = if case.parties[Side::Claimant as usize].0 == by { "claimant" } else { "respondent" };
    format!("appealed by the {side} or for it")
}
