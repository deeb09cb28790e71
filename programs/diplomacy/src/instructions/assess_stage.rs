use crate::error::DiplomacyError;
use crate::event::StageAssessed;
use crate::state::{CensusReport, FROM_BODY, FROM_NATION, Recognition, Stage};
use anchor_lang::prelude::*;
use support::NOBODY;

/// Accounts of `assess_stage`.
#[derive(Accounts)]
pub struct AssessStage {
    /// Pays the rent of a stage that is new, which is not returned.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The census.
    pub report: Account<CensusReport>,
    /// The stage. It may exist: the nation is in its address.
    #[account(init_if_needed, payer = payer, seeds = [b"stage", report.nation.as_ref()], bump)]
    pub stage: Account<Stage>,
    /// The recognition on record. While none is, one that counts, or none.
    pub recognition: Option<Account<Recognition>>,
    /// The stage of the nation that recognises; none for a body.
    pub recogniser: Option<Account<Stage>>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl AssessStage {
    /// Why a recognition of this nation does not count; `None` if it does.
    fn obstacle(&self, recognition: &Recognition) -> Result<Option<DiplomacyError>> {
        if !recognition.is_in_force() {
            return Ok(Some(DiplomacyError::RecognitionRevoked));
        }
        if recognition.from_kind != FROM_NATION {
            return Ok(None);
        }
        // "Network states could bootstrap the recognition of other network states" (The Network State, chapter
        // 5.3), once they are that themselves, and not by another nation's word. How long ago that was found may be
        // stale here: whoever doubts it can assess that nation first.
        let recogniser = self.recogniser.as_ref().ok_or(DiplomacyError::RecogniserMissing)?;
        require!(recogniser.nation == recognition.from, DiplomacyError::WrongRecogniser);
        Ok((!recogniser.lends_recognition()).then_some(DiplomacyError::RecogniserNotState))
    }

    /// The recognition that counts, whose it is, and whether that is a body; nobody twice for none.
    fn recognition(&self) -> Result<(Address, Address, bool)> {
        let recorded = &self.stage.recognition;
        let Some(recognition) = &self.recognition else {
            // Else whoever leaves it out would take it from the nation.
            require!(*recorded == NOBODY, DiplomacyError::RecognitionOnRecord);
            return Ok((NOBODY, NOBODY, false));
        };
        require!(recognition.to == self.report.nation, DiplomacyError::WrongNation);
        let on_record = recognition.address() == recorded;
        // Nor does another take its place while it counts: one granted today and revoked tomorrow could, again and
        // again.
        require!(on_record || *recorded == NOBODY, DiplomacyError::RecognitionOnRecord);
        match self.obstacle(recognition)? {
            None => Ok((*recognition.address(), recognition.from, recognition.from_kind == FROM_BODY)),
            Some(_) if on_record => Ok((NOBODY, NOBODY, false)),
            Some(obstacle) => Err(obstacle.into()),
        }
    }

    pub(crate) fn assess_stage(&mut self, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.stage.check_report(&self.report, now)?;
        let (recognition, recogniser, by_body) = self.recognition()?;
        let stage = &mut self.stage;
        if stage.version == 0 {
            stage.nation = self.report.nation;
            stage.rent_payer = *self.payer.address();
            stage.version = Stage::VERSION;
            stage.bump = bump;
        }
        stage.report = *self.report.address();
        stage.recognition = recognition;
        stage.recogniser = recogniser;
        stage.by_body = by_body.into();
        let before = stage.follow(&self.report, now)?;
        emit!(StageAssessed::of(stage, before));
        Ok(())
    }
}
