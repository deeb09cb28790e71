use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::CaseChanged;
use crate::party;
use crate::state::{Case, Court, NO_SERIAL, Remedy, SIDE_CLAIMANT, STAGE_PLEADING};
use crate::target::{Claim, Finding};
use anchor_lang::prelude::*;
use membership::state::Nation;
use rules::panel;
use rules::trial::Trial;
use support::{NOBODY, text};

/// Accounts of `file`.
#[derive(Accounts)]
pub struct FileCase {
    /// Pays the rent of the case, and gets it back; may be the claimant.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who brings the case, citizen or not, and owns `source`.
    pub claimant: Signer,
    /// What the fee is taken from: the claimant for SOL, a token account of the claimant's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The court.
    #[account(mut)]
    pub court: Account<Court>,
    /// The nation, whose court it must be.
    #[account(address = court.nation @ CourtError::WrongNation)]
    pub nation: Account<Nation>,
    /// Where the claimant's citizenship is, if there is any.
    #[account(
        seeds = [b"citizen", nation.address().as_ref(), claimant.address().as_ref()],
        bump,
        seeds::program = membership::ID
    )]
    pub claimant_citizen: UncheckedAccount,
    /// Who it is brought against: the wallet, or for what the nation orders or owns its authority.
    pub respondent: UncheckedAccount,
    /// Where the respondent's citizenship is, if there is any.
    #[account(
        seeds = [b"citizen", nation.address().as_ref(), respondent.address().as_ref()],
        bump,
        seeds::program = membership::ID
    )]
    pub respondent_citizen: UncheckedAccount,
    /// What the remedy acts upon; the System program for an award from escrow.
    pub target: UncheckedAccount,
    /// The case, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"case", court.address().as_ref(), &court.next_case.to_le_bytes()],
        bump
    )]
    pub case: Account<Case>,
    /// The court's escrow.
    #[account(mut, address = court.escrow @ CourtError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The court's mint.
    #[account(address = court.mint @ CourtError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = court.token_program @ CourtError::WrongMint)]
    pub token_program: UncheckedAccount,
    /// Creates the account, and moves SOL.
    pub system_program: Program<System>,
}

/// What is asked for, and why.
pub(crate) struct Filing<'a> {
    pub remedy: u8,
    pub amount: u64,
    pub seconds: u32,
    pub beneficiary: Address,
    pub statement_hash: [u8; 32],
    pub statement_uri: &'a str,
}

impl Filing<'_> {
    /// Checks that amount, time and beneficiary are there where the remedy has them, and nowhere else.
    fn check(&self, remedy: Remedy, court: &Court) -> Result<()> {
        let longest = match remedy {
            Remedy::Suspend => court.params.max_suspension_seconds,
            _ => court.params.max_injunction_seconds,
        };
        // Nothing of a deposit may go to the landlord; an award of nothing is none.
        let amount_fits = match remedy {
            Remedy::SplitDeposit => true,
            _ => remedy.has_amount() == (self.amount > 0),
        };
        let seconds_fit =
            if remedy.has_seconds() { (1..=longest).contains(&self.seconds) } else { self.seconds == 0 };
        require!(
            amount_fits && seconds_fit && remedy.has_beneficiary() == (self.beneficiary != NOBODY),
            CourtError::RemedyMalformed
        );
        Ok(())
    }
}

impl FileCase {
    /// Everything that may refuse it but the money; returns what was found, and the serials of both parties.
    fn validate(&self, filing: &Filing<'_>, now: i64) -> Result<(Finding, [u64; 2])> {
        let (court, nation) = (&self.court, &self.nation);
        require!(nation.court == *court.address(), CourtError::NotInOffice);
        // Otherwise the fee would be paid for nothing.
        require!(court.jurors >= u32::from(court.params.panel), CourtError::TooFewJurors);
        require!(self.claimant.address() != self.respondent.address(), CourtError::PartiesSame);
        require!(*self.respondent.address() != NOBODY, CourtError::WrongRespondent);
        let remedy = Remedy::of(filing.remedy)?;
        filing.check(remedy, court)?;
        let claimant_serial = party::serial(&self.claimant_citizen);
        let finding = Claim {
            remedy,
            claimant: self.claimant.address(),
            claimant_serial,
            respondent: self.respondent.address(),
            nation,
            target: &self.target,
            amount: filing.amount,
            beneficiary: filing.beneficiary,
        }
        .check(now)?;
        let respondent_serial = match finding.respondent {
            NO_SERIAL => party::serial(&self.respondent_citizen),
            known => known,
        };
        require!(
            claimant_serial == NO_SERIAL || claimant_serial != respondent_serial,
            CourtError::PartiesSame
        );
        Ok((finding, [claimant_serial, respondent_serial]))
    }

    pub(crate) fn file(&mut self, filing: &Filing<'_>, bump: u8) -> Result<()> {
        let now = support::now()?;
        let (finding, [claimant_serial, respondent_serial]) = self.validate(filing, now)?;
        let params = self.court.params;
        let fee = panel::fee(params.fee, params.panel, 0).ok_or(CourtError::ArithmeticOverflow)?;
        let id = self.court.next_case;
        self.court.next_case = id.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;

        // A fresh account is all zeros: what is not named here is zero.
        let trial = Trial::file(now, &params.times());
        let case = &mut self.case;
        case.court = *self.court.address();
        case.nation = *self.nation.address();
        case.claimant = *self.claimant.address();
        case.respondent = *self.respondent.address();
        case.target = *self.target.address();
        case.beneficiary = finding.beneficiary;
        case.rent_payer = *self.payer.address();
        case.statement_hash = filing.statement_hash;
        case.statement_uri = text::padded(filing.statement_uri).ok_or(CourtError::TextMalformed)?;
        case.id = id;
        case.claimant_serial = claimant_serial;
        case.respondent_serial = respondent_serial;
        case.target_serial = finding.serial;
        case.amount = filing.amount;
        case.baseline = finding.baseline;
        case.filed_at = now;
        case.answer_until = trial.answer_until;
        case.evidence_until = trial.evidence_until;
        case.params = params;
        case.seconds = filing.seconds;
        case.remedy = filing.remedy;
        case.stage = STAGE_PLEADING;
        case.version = Case::VERSION;
        case.bump = bump;
        case.held = fee.pool;
        let round = case.present_mut()?;
        round.pool = fee.pool;
        round.payer = SIDE_CLAIMANT;

        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.take(
            &self.source,
            &self.claimant,
            fee.pool,
        )?;
        self.case.invariant()?;
        emit!(CaseChanged::of(&self.case, now)?);
        Ok(())
    }
}
