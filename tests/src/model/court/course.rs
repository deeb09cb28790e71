//! The course of a case: who can do what when.

use super::Case;

/// What was last done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stage {
    Pleading,
    Judging,
    Ruled,
    Citizens,
    Final,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Phase {
    Answer,
    Evidence,
    EvidenceOver,
    Draw,
    Commit,
    Reveal,
    Count,
    Appeal,
    AppealOver,
    Citizens,
    Final,
}

impl Case {
    /// Where it stands at `now`: the second at which a window ends belongs to the next.
    pub fn phase(&self, now: i64) -> Phase {
        let (seats, committed, revealed) = (self.seated(), self.committed(), self.revealed());
        match self.stage {
            Stage::Pleading if now < self.answer_until() => Phase::Answer,
            Stage::Pleading if now < self.evidence_until() => Phase::Evidence,
            Stage::Pleading => Phase::EvidenceOver,
            Stage::Judging if now < self.draw_until => Phase::Draw,
            // There is nobody to wait for.
            Stage::Judging if seats == 0 => Phase::Count,
            Stage::Judging if now < self.commit_until => Phase::Commit,
            Stage::Judging if now < self.reveal_until && revealed < committed => Phase::Reveal,
            Stage::Judging => Phase::Count,
            Stage::Ruled if now < self.appeal_until => Phase::Appeal,
            Stage::Ruled => Phase::AppealOver,
            Stage::Citizens => Phase::Citizens,
            Stage::Final => Phase::Final,
        }
    }

    /// The time to answer ends at this second.
    pub fn answer_until(&self) -> i64 {
        self.filed_at + i64::from(self.params.answer)
    }

    /// The time to bring evidence.
    pub fn evidence_until(&self) -> i64 {
        self.answer_until() + i64::from(self.params.evidence)
    }

    /// The draw of the present round ends at this second; the rest follows.
    pub fn drawn_until(&mut self, at: i64) {
        self.draw_until = at;
        self.commit_until = at + i64::from(self.params.commit);
        self.reveal_until = self.commit_until + i64::from(self.params.reveal);
    }

    /// Every time that matters to it, for whoever waits.
    pub fn times(&self) -> Vec<i64> {
        match self.stage {
            Stage::Pleading => vec![self.answer_until(), self.evidence_until()],
            Stage::Judging => vec![self.draw_until, self.commit_until, self.reveal_until],
            Stage::Ruled => vec![self.appeal_until],
            Stage::Citizens => vec![],
            Stage::Final => vec![self.final_at + super::RECORD],
        }
    }
}
