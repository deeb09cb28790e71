//! The course of a case: pleading, evidence, draw, commit, reveal, ruling, appeal, end.
//!
//! Points in time are Unix seconds, windows are half-open: the second at which one ends belongs to the next.
//! Between two steps that somebody must take, time alone moves a case on. A step that nobody takes blocks nothing:
//! whoever comes later takes it, and a panel that is never drawn, or never says anything, is one without votes.
//!
//! Windows end early when nothing is left to wait for: the draw when the panel is complete, the commitments when
//! every juror has made one, the reveals when every commitment is opened.

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrialError {
    /// The time to answer is over, or the case is past it.
    AnswerTooLate,
    /// Evidence is not taken any more.
    EvidenceClosed,
    /// Evidence is still taken.
    EvidenceOpen,
    /// No seat can be drawn now.
    NotDrawing,
    /// No commitment can be made now.
    NotCommitting,
    /// No choice can be revealed now.
    NotRevealing,
    /// Somebody may still be drawn, commit or reveal; or there was a ruling, or no panel yet.
    NotCounting,
    /// The ruling cannot be appealed now.
    NotAppealable,
    /// The ruling can still be appealed, or there is none.
    NotEnding,
    /// The case is not before the citizens.
    NotBeforeCitizens,
    /// A count is full, or would pass another.
    CountOutOfRange,
}

/// How long each phase lasts, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// To answer, from the filing.
    pub answer: u32,
    /// To bring evidence, from the end of the time to answer.
    pub evidence: u32,
    /// To draw a panel.
    pub draw: u32,
    /// To commit to a choice.
    pub commit: u32,
    /// To reveal it.
    pub reveal: u32,
    /// To appeal, from the ruling.
    pub appeal: u32,
}

/// What was last done in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was filed.
    Pleading,
    /// Evidence was closed, or the ruling appealed: a panel is being drawn, or judges.
    Judging,
    /// The panel's ruling was counted.
    Ruled,
    /// The last ruling was appealed to all citizens.
    Citizens,
    /// The ruling is final.
    Final,
}

/// Where a case stands at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The respondent may answer; both may bring evidence.
    Answer,
    /// Both may bring evidence.
    Evidence,
    /// Evidence can be closed.
    EvidenceOver,
    /// The panel is being drawn.
    Draw,
    /// Jurors commit.
    Commit,
    /// Jurors reveal.
    Reveal,
    /// The panel's ruling can be counted.
    Count,
    /// The ruling can be appealed.
    Appeal,
    /// The ruling can be made final.
    AppealOver,
    /// The citizens decide.
    Citizens,
    /// The ruling is final.
    Final,
}

/// A case as far as its course is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// What was last done.
    pub stage: Stage,
    /// The time to answer ends at this second.
    pub answer_until: i64,
    /// The time to bring evidence ends at this second.
    pub evidence_until: i64,
    /// The draw of the present round ends at this second.
    pub draw_until: i64,
    /// Its time to commit.
    pub commit_until: i64,
    /// Its time to reveal.
    pub reveal_until: i64,
    /// The time to appeal its ruling.
    pub appeal_until: i64,
    /// Seats that its panel shall have.
    pub panel: u8,
    /// Seats that were drawn.
    pub seats: u8,
    /// Seats that have committed.
    pub committed: u8,
    /// Seats that have revealed.
    pub revealed: u8,
}

/// `from` and so many seconds; the last second there is, when that does not fit.
#[inline(always)]
const fn after(from: i64, seconds: u32) -> i64 {
    from.saturating_add(seconds as i64)
}

impl Trial {
    /// A case filed at `now`.
    pub const fn file(now: i64, times: &Times) -> Self {
        let answer_until = after(now, times.answer);
        Self {
            stage: Stage::Pleading,
            answer_until,
            evidence_until: after(answer_until, times.evidence),
            draw_until: 0,
            commit_until: 0,
            reveal_until: 0,
            appeal_until: 0,
            panel: 0,
            seats: 0,
            committed: 0,
            revealed: 0,
        }
    }

    /// Where the case stands at `now`.
    #[inline]
    pub const fn phase(&self, now: i64) -> Phase {
        match self.stage {
            Stage::Pleading => {
                if now < self.answer_until {
                    Phase::Answer
                } else if now < self.evidence_until {
                    Phase::Evidence
                } else {
                    Phase::EvidenceOver
                }
            }
            Stage::Judging => {
                if now < self.draw_until {
                    Phase::Draw
                } else if self.seats == 0 {
                    Phase::Count
                } else if now < self.commit_until {
                    Phase::Commit
                } else if now < self.reveal_until && self.revealed < self.committed {
                    Phase::Reveal
                } else {
                    Phase::Count
                }
            }
            Stage::Ruled => {
                if now < self.appeal_until {
                    Phase::Appeal
                } else {
                    Phase::AppealOver
                }
            }
            Stage::Citizens => Phase::Citizens,
            Stage::Final => Phase::Final,
        }
    }

    /// Checks that the respondent may answer at `now`.
    ///
    /// # Errors
    /// [`TrialError::AnswerTooLate`].
    pub const fn check_answer(&self, now: i64) -> Result<(), TrialError> {
        match self.phase(now) {
            Phase::Answer => Ok(()),
            _ => Err(TrialError::AnswerTooLate),
        }
    }

    /// Checks that evidence is taken at `now`.
    ///
    /// # Errors
    /// [`TrialError::EvidenceClosed`].
    pub const fn check_evidence(&self, now: i64) -> Result<(), TrialError> {
        match self.phase(now) {
            Phase::Answer | Phase::Evidence => Ok(()),
            _ => Err(TrialError::EvidenceClosed),
        }
    }

    /// The case with a panel of so many to be drawn from `now` on.
    const fn summon(&self, now: i64, times: &Times, panel: u8) -> Self {
        let trial = Self { stage: Stage::Judging, panel, seats: 0, committed: 0, revealed: 0, ..*self };
        trial.drawn_until(after(now, times.draw), times)
    }

    /// The case when its draw ends at this second.
    const fn drawn_until(&self, draw_until: i64, times: &Times) -> Self {
        let commit_until = after(draw_until, times.commit);
        let reveal_until = after(commit_until, times.reveal);
        Self { draw_until, commit_until, reveal_until, ..*self }
    }

    /// The case after evidence was closed at `now`.
    ///
    /// # Errors
    /// [`TrialError::EvidenceOpen`]; [`TrialError::EvidenceClosed`] when it was closed before.
    pub const fn close_evidence(&self, now: i64, times: &Times, panel: u8) -> Result<Self, TrialError> {
        match self.phase(now) {
            Phase::EvidenceOver => Ok(self.summon(now, times, panel)),
            Phase::Answer | Phase::Evidence => Err(TrialError::EvidenceOpen),
            _ => Err(TrialError::EvidenceClosed),
        }
    }

    /// Checks that seats can be drawn at `now`.
    ///
    /// # Errors
    /// [`TrialError::NotDrawing`].
    #[inline]
    pub const fn check_draw(&self, now: i64) -> Result<(), TrialError> {
        match self.phase(now) {
            Phase::Draw => Ok(()),
            _ => Err(TrialError::NotDrawing),
        }
    }

    /// The case after a seat was drawn at `now`. The last one ends the draw.
    ///
    /// # Errors
    /// [`TrialError::NotDrawing`].
    #[inline]
    pub const fn seat(&self, now: i64, times: &Times) -> Result<Self, TrialError> {
        if let Err(error) = self.check_draw(now) {
            return Err(error);
        }
        let Some(seats) = self.seats.checked_add(1) else {
            return Err(TrialError::CountOutOfRange);
        };
        let trial = Self { seats, ..*self };
        Ok(if seats >= self.panel { trial.drawn_until(now, times) } else { trial })
    }

    /// The case after it was found at `now` that nobody else can be drawn: the panel stays as it is.
    ///
    /// # Errors
    /// [`TrialError::NotDrawing`].
    pub const fn stop_drawing(&self, now: i64, times: &Times) -> Result<Self, TrialError> {
        if let Err(error) = self.check_draw(now) {
            return Err(error);
        }
        Ok(self.drawn_until(now, times))
    }

    /// The case after a juror committed at `now`. The last one ends the time to commit.
    ///
    /// # Errors
    /// [`TrialError::NotCommitting`]; [`TrialError::CountOutOfRange`] for more than there are seats.
    #[inline]
    pub const fn commit(&self, now: i64, times: &Times) -> Result<Self, TrialError> {
        match self.phase(now) {
            Phase::Commit => {}
            _ => return Err(TrialError::NotCommitting),
        }
        if self.committed >= self.seats {
            return Err(TrialError::CountOutOfRange);
        }
        let committed = self.committed + 1;
        if committed < self.seats {
            return Ok(Self { committed, ..*self });
        }
        Ok(Self { committed, commit_until: now, reveal_until: after(now, times.reveal), ..*self })
    }

    /// The case after a juror revealed at `now`.
    ///
    /// # Errors
    /// [`TrialError::NotRevealing`].
    #[inline]
    pub const fn reveal(&self, now: i64) -> Result<Self, TrialError> {
        match self.phase(now) {
            // The phase says that fewer have revealed than committed.
            Phase::Reveal => Ok(Self { revealed: self.revealed + 1, ..*self }),
            _ => Err(TrialError::NotRevealing),
        }
    }

    /// The case after its panel's ruling was counted at `now`.
    ///
    /// # Errors
    /// [`TrialError::NotCounting`].
    pub const fn rule(&self, now: i64, times: &Times) -> Result<Self, TrialError> {
        match self.phase(now) {
            Phase::Count => Ok(Self { stage: Stage::Ruled, appeal_until: after(now, times.appeal), ..*self }),
            _ => Err(TrialError::NotCounting),
        }
    }

    /// The case after its ruling was appealed at `now` to a panel of so many.
    ///
    /// # Errors
    /// [`TrialError::NotAppealable`].
    pub const fn appeal(&self, now: i64, times: &Times, panel: u8) -> Result<Self, TrialError> {
        match self.phase(now) {
            Phase::Appeal => Ok(self.summon(now, times, panel)),
            _ => Err(TrialError::NotAppealable),
        }
    }

    /// The case after its ruling was appealed at `now` to all citizens.
    ///
    /// # Errors
    /// [`TrialError::NotAppealable`].
    pub const fn appeal_to_citizens(&self, now: i64) -> Result<Self, TrialError> {
        match self.phase(now) {
            Phase::Appeal => Ok(Self { stage: Stage::Citizens, ..*self }),
            _ => Err(TrialError::NotAppealable),
        }
    }

    /// The case after its ruling became final because nobody appealed in time.
    ///
    /// # Errors
    /// [`TrialError::NotEnding`].
    pub const fn end(&self, now: i64) -> Result<Self, TrialError> {
        match self.phase(now) {
            Phase::AppealOver => Ok(Self { stage: Stage::Final, ..*self }),
            _ => Err(TrialError::NotEnding),
        }
    }

    /// The case after the citizens decided.
    ///
    /// # Errors
    /// [`TrialError::NotBeforeCitizens`].
    pub const fn end_by_citizens(&self) -> Result<Self, TrialError> {
        match self.stage {
            Stage::Citizens => Ok(Self { stage: Stage::Final, ..*self }),
            _ => Err(TrialError::NotBeforeCitizens),
        }
    }
}
