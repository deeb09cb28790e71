use crate::error::CourtError;
use anchor_lang::prelude::*;
use rules::panel;
use rules::trial::Times;

/// Highest fee and bond a seat, in the mint's smallest unit: 2^52, so that no sum over the seats of a case, of which
/// there are fewer than 2^9, leaves 64 bits.
pub const MAX_PER_SEAT: u64 = 1 << 52;
/// Shortest phase of a case, in seconds: ten minutes. The slot that decides a draw is a few seconds ahead, and people
/// must be able to draw, commit and reveal at all: shorter phases would cost jurors their bonds and parties their appeal.
pub const MIN_PHASE_SECONDS: u32 = 600;
/// Longest phase, and longest unbonding: a year. Justice delayed is justice denied.
pub const MAX_PHASE_SECONDS: u32 = 365 * 86_400;
/// Longest time to draw a panel: a week. Bonds wait for it, and the hash is known from its beginning.
pub const MAX_DRAW_SECONDS: u32 = 7 * 86_400;
/// Longest suspension that a court may be allowed to order: five years. More than that is a revocation, which is the
/// nation's to decide.
pub const MAX_SUSPENSION_SECONDS: u32 = 5 * 365 * 86_400;
/// Longest injunction: what the governor lets all injunctions on a proposal last together.
pub const MAX_INJUNCTION_SECONDS: u32 = governor::state::MAX_INJUNCTION_SECONDS as u32;

/// The rules of a court. A case copies them when it is filed.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    IdlType,
    AnchorSerialize,
    AnchorDeserialize,
    bytemuck::Pod,
    bytemuck::Zeroable,
)]
#[repr(C)]
pub struct CourtParams {
    /// Fee for each seat of the first panel; an appeal costs twice as much a seat.
    pub fee: u64,
    /// What a juror has at risk for each seat.
    pub bond: u64,
    /// Seconds to answer, from the filing.
    pub answer_seconds: u32,
    /// Seconds to bring evidence, from the end of the time to answer.
    pub evidence_seconds: u32,
    /// Seconds to draw a panel.
    pub draw_seconds: u32,
    /// Seconds to commit to a choice.
    pub commit_seconds: u32,
    /// Seconds to reveal it.
    pub reveal_seconds: u32,
    /// Seconds to appeal, from the ruling.
    pub appeal_seconds: u32,
    /// Seconds between leaving the jury and getting the bond back; at least draw, commit and reveal together.
    pub unbonding_seconds: u32,
    /// Longest suspension that can be asked for, in seconds.
    pub max_suspension_seconds: u32,
    /// Longest injunction that can be asked for, in seconds.
    pub max_injunction_seconds: u32,
    /// Seats of the first panel; odd.
    pub panel: u8,
    /// Appeals to a larger panel before the citizens can be asked, at most four.
    pub max_appeals: u8,
    /// Track of the governor on which the citizens are asked.
    pub citizens_track: u8,
    /// Explicit padding; zero.
    pub padding: u8,
}

const _: () = assert!(
    size_of::<CourtParams>()
        == 8 // fee
            + 8 // bond
            + 4 // answer_seconds
            + 4 // evidence_seconds
            + 4 // draw_seconds
            + 4 // commit_seconds
            + 4 // reveal_seconds
            + 4 // appeal_seconds
            + 4 // unbonding_seconds
            + 4 // max_suspension_seconds
            + 4 // max_injunction_seconds
            + 1 // panel
            + 1 // max_appeals
            + 1 // citizens_track
            + 1 // padding
);

impl CourtParams {
    /// The times, for the rules.
    #[inline(always)]
    pub fn times(&self) -> Times {
        Times {
            answer: self.answer_seconds,
            evidence: self.evidence_seconds,
            draw: self.draw_seconds,
            commit: self.commit_seconds,
            reveal: self.reveal_seconds,
            appeal: self.appeal_seconds,
        }
    }

    /// Refuses rules under which a case could not be judged, or jurors could dodge it.
    ///
    /// # Errors
    /// `ParamsUnsound`.
    pub fn check(&self) -> Result<()> {
        let phases = [
            self.answer_seconds,
            self.evidence_seconds,
            self.draw_seconds,
            self.commit_seconds,
            self.reveal_seconds,
            self.appeal_seconds,
            self.unbonding_seconds,
        ];
        // Each is at most a year, so the sum fits.
        let sitting =
            self.draw_seconds.saturating_add(self.commit_seconds).saturating_add(self.reveal_seconds);
        require!(
            (1..=MAX_PER_SEAT).contains(&self.fee)
                && (1..=MAX_PER_SEAT).contains(&self.bond)
                && phases.iter().all(|seconds| (MIN_PHASE_SECONDS..=MAX_PHASE_SECONDS).contains(seconds))
                && self.draw_seconds <= MAX_DRAW_SECONDS
                && self.unbonding_seconds >= sitting
                && self.max_suspension_seconds <= MAX_SUSPENSION_SECONDS
                && self.max_injunction_seconds <= MAX_INJUNCTION_SECONDS
                && panel::is_sound(self.panel, self.max_appeals)
                && self.padding == 0,
            CourtError::ParamsUnsound
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: CourtParams = CourtParams {
        fee: 1,
        bond: 1,
        answer_seconds: MIN_PHASE_SECONDS,
        evidence_seconds: MIN_PHASE_SECONDS,
        draw_seconds: MIN_PHASE_SECONDS,
        commit_seconds: MIN_PHASE_SECONDS,
        reveal_seconds: MIN_PHASE_SECONDS,
        appeal_seconds: MIN_PHASE_SECONDS,
        unbonding_seconds: 3 * MIN_PHASE_SECONDS,
        max_suspension_seconds: 0,
        max_injunction_seconds: 0,
        panel: 1,
        max_appeals: 0,
        citizens_track: 0,
        padding: 0,
    };

    #[test]
    fn bounds() {
        SOUND.check().unwrap();
        CourtParams {
            fee: MAX_PER_SEAT,
            bond: MAX_PER_SEAT,
            answer_seconds: MAX_PHASE_SECONDS,
            evidence_seconds: MAX_PHASE_SECONDS,
            draw_seconds: MAX_DRAW_SECONDS,
            commit_seconds: 700,
            reveal_seconds: 700,
            appeal_seconds: MAX_PHASE_SECONDS,
            unbonding_seconds: MAX_DRAW_SECONDS + 1_400,
            max_suspension_seconds: MAX_SUSPENSION_SECONDS,
            max_injunction_seconds: MAX_INJUNCTION_SECONDS,
            panel: 15,
            max_appeals: 4,
            citizens_track: 255,
            padding: 0,
        }
        .check()
        .unwrap();
        let unsound = [
            CourtParams { fee: 0, ..SOUND },
            CourtParams { fee: MAX_PER_SEAT + 1, ..SOUND },
            CourtParams { bond: 0, ..SOUND },
            CourtParams { bond: MAX_PER_SEAT + 1, ..SOUND },
            CourtParams { answer_seconds: MIN_PHASE_SECONDS - 1, ..SOUND },
            CourtParams { evidence_seconds: MAX_PHASE_SECONDS + 1, ..SOUND },
            CourtParams { draw_seconds: MIN_PHASE_SECONDS - 1, ..SOUND },
            CourtParams { draw_seconds: MAX_DRAW_SECONDS + 1, unbonding_seconds: MAX_PHASE_SECONDS, ..SOUND },
            CourtParams { commit_seconds: MIN_PHASE_SECONDS - 1, ..SOUND },
            CourtParams { reveal_seconds: MIN_PHASE_SECONDS - 1, ..SOUND },
            CourtParams { appeal_seconds: MIN_PHASE_SECONDS - 1, ..SOUND },
            CourtParams { unbonding_seconds: 3 * MIN_PHASE_SECONDS - 1, ..SOUND },
            CourtParams { unbonding_seconds: u32::MAX, ..SOUND },
            CourtParams { commit_seconds: u32::MAX, reveal_seconds: u32::MAX, ..SOUND },
            CourtParams { max_suspension_seconds: MAX_SUSPENSION_SECONDS + 1, ..SOUND },
            CourtParams { max_injunction_seconds: MAX_INJUNCTION_SECONDS + 1, ..SOUND },
            CourtParams { panel: 0, ..SOUND },
            CourtParams { panel: 2, ..SOUND },
            CourtParams { panel: 17, max_appeals: 4, ..SOUND },
            CourtParams { max_appeals: 5, ..SOUND },
            CourtParams { padding: 1, ..SOUND },
        ];
        for params in unsound {
            assert_eq!(params.check().unwrap_err(), CourtError::ParamsUnsound.into(), "{params:?}");
        }
    }

    #[test]
    fn no_sum_of_a_case_leaves_its_range() {
        // All seats of all rounds, each with bond, fee and costs.
        let seats: u64 = (0..=4).map(|round| u64::from(panel::seats(15, round).unwrap())).sum();
        assert!(seats < 1 << 9);
        assert!(MAX_PER_SEAT.checked_mul(seats * 3).is_some());
    }
}
