//! Checks of `rules::trial` against a calendar of what may happen when; shared by the property tests and the fuzz targets.

use rules::trial::*;

/// What somebody tries.
const KINDS: u8 = 10;

/// Where a calendar says that the case stands, from the dates that it keeps itself.
#[derive(Clone, Debug)]
struct Calendar {
    stage: Stage,
    /// End of answer, evidence, draw, commit, reveal, appeal.
    ends: [i128; 6],
    panel: u32,
    seats: u32,
    committed: u32,
    revealed: u32,
}

impl Calendar {
    fn phase(&self, now: i64) -> Phase {
        let now = i128::from(now);
        let over = |n: usize| now >= self.ends[n];
        match self.stage {
            Stage::Pleading if !over(0) => Phase::Answer,
            Stage::Pleading if !over(1) => Phase::Evidence,
            Stage::Pleading => Phase::EvidenceOver,
            Stage::Judging if !over(2) => Phase::Draw,
            Stage::Judging if self.seats == 0 => Phase::Count,
            Stage::Judging if !over(3) => Phase::Commit,
            Stage::Judging if self.committed == self.revealed || over(4) => Phase::Count,
            Stage::Judging => Phase::Reveal,
            Stage::Ruled if !over(5) => Phase::Appeal,
            Stage::Ruled => Phase::AppealOver,
            Stage::Citizens => Phase::Citizens,
            Stage::Final => Phase::Final,
        }
    }

    fn draw_ends(&mut self, at: i128, times: &Times) {
        self.ends[2] = at;
        self.ends[3] = at + i128::from(times.commit);
        self.ends[4] = self.ends[3] + i128::from(times.reveal);
    }

    fn summon(&mut self, now: i64, times: &Times, panel: u8) {
        (self.stage, self.panel) = (Stage::Judging, panel.into());
        (self.seats, self.committed, self.revealed) = (0, 0, 0);
        self.draw_ends(i128::from(now) + i128::from(times.draw), times);
    }
}

pub fn times([answer, evidence, draw, commit, reveal, appeal]: [u16; 6]) -> Times {
    Times {
        answer: answer.into(),
        evidence: evidence.into(),
        draw: draw.into(),
        commit: commit.into(),
        reveal: reveal.into(),
        appeal: appeal.into(),
    }
}

/// A case over a series of steps `(kind, wait)`.
pub fn life(lengths: [u16; 6], panel: u8, steps: &[(u8, u8)]) {
    let times = times(lengths);
    let mut now = -40i64;
    let mut trial = Trial::file(now, &times);
    let answer = i128::from(now) + i128::from(times.answer);
    let mut calendar = Calendar {
        stage: Stage::Pleading,
        ends: [answer, answer + i128::from(times.evidence), 0, 0, 0, 0],
        panel: 0,
        seats: 0,
        committed: 0,
        revealed: 0,
    };
    for &(kind, wait) in steps {
        now += i64::from(wait) % 60;
        let phase = calendar.phase(now);
        assert_eq!(trial.phase(now), phase, "at {now}: {calendar:?}");
        assert_eq!(trial.check_answer(now).is_ok(), phase == Phase::Answer);
        assert_eq!(trial.check_evidence(now).is_ok(), matches!(phase, Phase::Answer | Phase::Evidence));
        assert_eq!(trial.check_draw(now).is_ok(), phase == Phase::Draw);
        let before = trial;
        let (step, wanted) = match kind % KINDS {
            0 => (trial.close_evidence(now, &times, panel), Phase::EvidenceOver),
            // Most of the time something is drawn, committed, revealed.
            1 | 2 => (trial.seat(now, &times), Phase::Draw),
            3 => (trial.stop_drawing(now, &times), Phase::Draw),
            4 => (trial.commit(now, &times), Phase::Commit),
            5 => (trial.reveal(now), Phase::Reveal),
            6 => (trial.rule(now, &times), Phase::Count),
            7 => (trial.appeal(now, &times, panel), Phase::Appeal),
            8 if wait % 2 == 0 => (trial.appeal_to_citizens(now), Phase::Appeal),
            8 => (trial.end_by_citizens(), Phase::Citizens),
            _ => (trial.end(now), Phase::AppealOver),
        };
        assert_eq!(step.is_ok(), phase == wanted, "{kind} in {phase:?}: {step:?}");
        let Ok(after) = step else { continue };
        trial = after;
        let at = i128::from(now);
        match wanted {
            Phase::EvidenceOver => calendar.summon(now, &times, panel),
            Phase::Draw if kind % KINDS == 3 => calendar.draw_ends(at, &times),
            Phase::Draw => {
                calendar.seats += 1;
                if calendar.seats >= calendar.panel {
                    calendar.draw_ends(at, &times);
                }
            }
            Phase::Commit => {
                calendar.committed += 1;
                if calendar.committed == calendar.seats {
                    (calendar.ends[3], calendar.ends[4]) = (at, at + i128::from(times.reveal));
                }
            }
            Phase::Reveal => calendar.revealed += 1,
            Phase::Count => {
                calendar.stage = Stage::Ruled;
                calendar.ends[5] = at + i128::from(times.appeal);
            }
            Phase::Appeal if kind % KINDS == 7 => calendar.summon(now, &times, panel),
            Phase::Appeal => calendar.stage = Stage::Citizens,
            _ => calendar.stage = Stage::Final,
        }
        // Nothing goes back, and no panel has more than it can.
        assert!(after.seats <= after.panel.max(1) && after.committed <= after.seats);
        assert!(after.revealed <= after.committed);
        assert_eq!((after.answer_until, after.evidence_until), (before.answer_until, before.evidence_until));
        assert_ne!(before.stage, Stage::Final, "the end is the end");
        assert!(after.draw_until <= after.commit_until && after.commit_until <= after.reveal_until);
    }
}

/// Any case at all: no panic, and a step never leads out of range.
pub fn hostile(trial: Trial, lengths: [u32; 6], panel: u8, now: i64) {
    let [answer, evidence, draw, commit, reveal, appeal] = lengths;
    let times = Times { answer, evidence, draw, commit, reveal, appeal };
    let steps = [
        trial.close_evidence(now, &times, panel),
        trial.seat(now, &times),
        trial.stop_drawing(now, &times),
        trial.commit(now, &times),
        trial.reveal(now),
        trial.rule(now, &times),
        trial.appeal(now, &times, panel),
        trial.appeal_to_citizens(now),
        trial.end(now),
        trial.end_by_citizens(),
    ];
    let taken = steps.iter().filter(|step| step.is_ok()).count();
    // Drawing and stopping to, appealing to a panel and to the citizens: two ways on; else there is one at most.
    assert!(taken <= 2);
    for after in steps.into_iter().flatten() {
        assert!(after.committed <= after.seats || after.committed == trial.committed);
        assert!(after.revealed <= after.committed || after.revealed == trial.revealed);
    }
    let filed = Trial::file(now, &times);
    assert!(filed.answer_until <= filed.evidence_until);
}
