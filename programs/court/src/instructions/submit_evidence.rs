use crate::error::CourtError;
use crate::event::EvidenceBrought;
use crate::party;
use crate::state::{Case, Evidence, MAX_EVIDENCE, SIDE_CLAIMANT};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use support::text;

/// Accounts of `submit_evidence`.
#[derive(Accounts)]
pub struct SubmitEvidence {
    /// Pays the rent, and gets it back; may be the party.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// A party.
    pub party: Signer,
    /// The party's citizenship, where the wallet is another than when the case was filed.
    pub citizen: Option<Account<Citizen>>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The evidence, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"evidence", case.address().as_ref(), &case.next_evidence().to_le_bytes()],
        bump
    )]
    pub evidence: Account<Evidence>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl SubmitEvidence {
    fn validate(&self, now: i64) -> Result<u8> {
        let side = party::side(&self.case, self.party.address(), &self.citizen)?;
        self.case.trial()?.check_evidence(now).map_err(CourtError::from)?;
        Ok(side)
    }

    pub(crate) fn submit_evidence(&mut self, hash: [u8; 32], uri: &str, bump: u8) -> Result<()> {
        let now = support::now()?;
        let side = self.validate(now)?;
        let (n, case) = (self.case.next_evidence(), &mut self.case);
        let brought = match side {
            SIDE_CLAIMANT => &mut case.claimant_evidence,
            _ => &mut case.respondent_evidence,
        };
        require!(*brought < MAX_EVIDENCE, CourtError::EvidenceFull);
        *brought = brought.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;
        case.evidence_left = case.evidence_left.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;

        let evidence = &mut self.evidence;
        evidence.case = *case.address();
        evidence.by = *self.party.address();
        evidence.rent_payer = *self.payer.address();
        evidence.hash = hash;
        evidence.uri = text::padded(uri).ok_or(CourtError::TextMalformed)?;
        evidence.at = now;
        evidence.n = n;
        evidence.side = side;
        evidence.version = Evidence::VERSION;
        evidence.bump = bump;
        emit!(EvidenceBrought { case: evidence.case, hash, n, side, padding: [0; 3] });
        Ok(())
    }
}
