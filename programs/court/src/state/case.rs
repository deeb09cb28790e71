use super::{CourtParams, Remedy};
use crate::error::CourtError;
use anchor_lang::prelude::*;
use rules::panel::MAX_ROUNDS;
use rules::reward::{self, Dues, Paid, Share, Side};
use rules::trial::{Stage, Trial};
use rules::verdict::{Counts, FOR_CLAIMANT, NO_RULING};

/// It was filed; answer and evidence are taken.
pub const STAGE_PLEADING: u8 = 0;
/// A panel is being drawn, or judges; the clock says which.
pub const STAGE_JUDGING: u8 = 1;
/// The panel's ruling was counted, and can be appealed for a time.
pub const STAGE_RULED: u8 = 2;
/// The last ruling was appealed to all citizens.
pub const STAGE_CITIZENS: u8 = 3;
/// The ruling is final.
pub const STAGE_FINAL: u8 = 4;

/// The claimant, as who paid for a round.
pub const SIDE_CLAIMANT: u8 = 0;
/// The respondent.
pub const SIDE_RESPONDENT: u8 = 1;

/// Serial of a party that is no citizen, or did not say so.
pub const NO_SERIAL: u64 = u64::MAX;

/// Pieces of evidence that each party may bring: neither can use up the other's.
pub const MAX_EVIDENCE: u8 = 16;
/// A ruling that was not enforced, and a bounty that nobody fetched, keep a case from being closed for so long: a
/// year from the ruling becoming final, in seconds.
pub const RECORD_SECONDS: i64 = 365 * 86_400;

/// A round of a case: the first, or an appeal. Stays as a record from which anyone can draw and count again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, IdlType, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Round {
    /// What its jurors share of the fee, less bounties.
    pub pool: u64,
    /// What was paid with the fee as security for costs.
    pub costs: u64,
    /// Due to whoever captured the hash of a slot that was not the first one pinned.
    pub bounty: u64,
    /// What each juror gets who chose what was ruled in the end; 0 before that.
    pub reward: u64,
    /// The slot pinned: the first one produced from it on decides.
    pub pinned_slot: u64,
    /// The slot that decided; 0 before it is captured.
    pub captured_slot: u64,
    /// When the jurors were frozen: evidence was closed, or the ruling before appealed.
    pub frozen_at: i64,
    /// Hash of that slot.
    pub hash: [u8; 32],
    /// Who captured it.
    pub capturer: Address,
    /// Jurors frozen: those with an index below this can be drawn.
    pub jurors: u32,
    /// Attempts made so far to fill the next seat.
    pub attempt: u32,
    /// Seats that its panel shall have.
    pub panel: u8,
    /// Seats that were drawn.
    pub seats: u8,
    /// Seats that committed.
    pub committed: u8,
    /// Seats that chose the claimant.
    pub for_claimant: u8,
    /// Seats that chose the respondent.
    pub for_respondent: u8,
    /// Seats that chose to refuse.
    pub refused: u8,
    /// Its ruling; 0 before it is counted.
    pub ruling: u8,
    /// Who paid for it: one of the `SIDE_` values.
    pub payer: u8,
}

const _: () = assert!(
    size_of::<Round>()
        == 8 // pool
            + 8 // costs
            + 8 // bounty
            + 8 // reward
            + 8 // pinned_slot
            + 8 // captured_slot
            + 8 // frozen_at
            + 32 // hash
            + 32 // capturer
            + 4 // jurors
            + 4 // attempt
            + 1 // panel
            + 1 // seats
            + 1 // committed
            + 1 // for_claimant
            + 1 // for_respondent
            + 1 // refused
            + 1 // ruling
            + 1 // payer
);

impl Round {
    /// What its jurors revealed.
    pub fn counts(&self) -> Counts {
        Counts { claimant: self.for_claimant, respondent: self.for_respondent, refuse: self.refused }
    }

    /// Stores what its jurors revealed.
    pub fn set_counts(&mut self, counts: &Counts) {
        self.for_claimant = counts.claimant;
        self.for_respondent = counts.respondent;
        self.refused = counts.refuse;
    }

    /// Whether the hash of its slot was captured. Slot 0 is the genesis, which nothing pins.
    #[inline(always)]
    pub fn is_captured(&self) -> bool {
        self.captured_slot != 0
    }

    /// How its money is shared by this final ruling.
    ///
    /// # Errors
    /// `ArithmeticOverflow`, which the bounds of fee and bond keep from happening.
    pub fn share(&self, bond: u64, ruling: u8) -> Result<Share> {
        let share = reward::share(self.pool, bond, self.seats, &self.counts(), ruling);
        Ok(share.ok_or(CourtError::ArithmeticOverflow)?)
    }

    /// Who paid for it.
    fn side(&self) -> Side {
        if self.payer == SIDE_RESPONDENT { Side::Respondent } else { Side::Claimant }
    }
}

/// A case: who asks for what against whom, how it was judged, and what money is in it.
///
/// Seeds: `["case", court, id]`, the id in 8 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Case {
    /// The court.
    pub court: Address,
    /// The nation.
    pub nation: Address,
    /// Who brought it: the wallet that filed.
    pub claimant: Address,
    /// Who it is brought against.
    pub respondent: Address,
    /// The account that the remedy acts upon; zero for an award from escrow.
    pub target: Address,
    /// Who gains by the remedy besides the claimant, if anybody: the wallet that a citizenship is reissued to, the
    /// holding that is awarded money, whose proposal is released, whose stream resumed, who is reinstated.
    pub beneficiary: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// The proposal by which the citizens are asked; zero while they are not.
    pub proposal: Address,
    /// SHA-256 of the claimant's statement.
    pub statement_hash: [u8; 32],
    /// SHA-256 of the respondent's answer; zero while there is none.
    pub answer_hash: [u8; 32],
    /// Number within the court.
    pub id: u64,
    /// Serial of the claimant; [`NO_SERIAL`] for none.
    pub claimant_serial: u64,
    /// Serial of the respondent; [`NO_SERIAL`] for none.
    pub respondent_serial: u64,
    /// Serial of the citizen or tenant that the remedy acts upon; [`NO_SERIAL`] where it acts upon none.
    pub target_serial: u64,
    /// Amount asked for, in the smallest unit of what it is paid in.
    pub amount: u64,
    /// What the target was like when the case was filed, so that a ruling is not used on something later: of a deposit,
    /// what was due to the landlord already; of what shall be lifted, when the suspension ends, or when the injunction or
    /// pause began. Else 0.
    pub baseline: u64,
    /// When it was filed.
    pub filed_at: i64,
    /// The time to answer ends at this second.
    pub answer_until: i64,
    /// The time to bring evidence ends at this second.
    pub evidence_until: i64,
    /// The draw of the present round ends at this second; 0 before.
    pub draw_until: i64,
    /// Its time to commit.
    pub commit_until: i64,
    /// Its time to reveal.
    pub reveal_until: i64,
    /// The time to appeal its ruling.
    pub appeal_until: i64,
    /// When the ruling became final; 0 before.
    pub final_at: i64,
    /// When the remedy was enforced; 0 before.
    pub enforced_at: i64,
    /// What the claimant has in escrow until the ruling is final.
    pub claimant_escrow: u64,
    /// What the respondent has.
    pub respondent_escrow: u64,
    /// What is due to the claimant.
    pub claimant_due: u64,
    /// What is due to the respondent.
    pub respondent_due: u64,
    /// Money booked in the court's escrow for this case, for whomever; once the ruling is final, with the bonds lost
    /// in it that are shared.
    pub held: u64,
    /// Of those bonds, what is still booked as the jurors', because their seats are not settled.
    pub uncollected: u64,
    /// The court's rules when it was filed.
    pub params: CourtParams,
    /// Length of the suspension or injunction asked for, in seconds.
    pub seconds: u32,
    /// Seats that were not settled.
    pub seats_open: u16,
    /// Seats that still have an account.
    pub seats_left: u16,
    /// Pieces of evidence by the claimant.
    pub claimant_evidence: u8,
    /// Pieces of evidence by the respondent.
    pub respondent_evidence: u8,
    /// Pieces of evidence that still have an account.
    pub evidence_left: u8,
    /// One of the `STAGE_` values.
    pub stage: u8,
    /// The present round: 0 is the first.
    pub round: u8,
    /// What is asked for: one of the `REMEDY_` values.
    pub remedy: u8,
    /// The ruling so far, one of `rules::verdict`; 0 while there is none.
    pub ruling: u8,
    /// 1 when the respondent answered.
    pub answered: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
    /// The rounds.
    pub rounds: [Round; 5],
    /// Bumps of the addresses of the present round's seats, by number: found when the jurors are frozen, because a draw
    /// should cost the same whatever they are.
    pub seat_bumps: [u8; 256],
    /// Where the statement can be read, padded with zeros.
    pub statement_uri: [u8; 128],
    /// Where the answer can be read, padded with zeros.
    pub answer_uri: [u8; 128],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Case>()
        == 8 * 32 // court … proposal
            + 2 * 32 // statement_hash, answer_hash
            + 6 * 8 // id … baseline
            + 9 * 8 // filed_at … enforced_at
            + 6 * 8 // claimant_escrow … uncollected
            + size_of::<CourtParams>()
            + 4 // seconds
            + 2 * 2 // seats_open, seats_left
            + 10 // claimant_evidence … bump
            + 6 // padding
            + size_of::<Round>() * MAX_ROUNDS
            + 256 // seat_bumps
            + 2 * 128 // statement_uri, answer_uri
            + 32 // reserved
);

/// A stage as it is stored.
const fn stage_of(stage: Stage) -> u8 {
    match stage {
        Stage::Pleading => STAGE_PLEADING,
        Stage::Judging => STAGE_JUDGING,
        Stage::Ruled => STAGE_RULED,
        Stage::Citizens => STAGE_CITIZENS,
        Stage::Final => STAGE_FINAL,
    }
}

impl Case {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"case";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The remedy.
    ///
    /// # Errors
    /// `RemedyUnknown`, which filing refuses.
    pub fn remedy(&self) -> Result<Remedy> {
        Remedy::of(self.remedy)
    }

    /// A round, if it took place or is taking place.
    ///
    /// # Errors
    /// `RoundUnknown`.
    #[inline(always)]
    pub fn round(&self, round: u8) -> Result<&Round> {
        match self.rounds.get(usize::from(round)) {
            Some(known) if round <= self.round => Ok(known),
            _ => Err(CourtError::RoundUnknown.into()),
        }
    }

    /// The present round.
    ///
    /// # Errors
    /// `RoundUnknown`, which cannot be.
    #[inline(always)]
    pub fn present(&self) -> Result<&Round> {
        self.round(self.round)
    }

    /// The present round, to be changed.
    ///
    /// # Errors
    /// `RoundUnknown`, which cannot be.
    #[inline(always)]
    pub fn present_mut(&mut self) -> Result<&mut Round> {
        Ok(self.rounds.get_mut(usize::from(self.round)).ok_or(CourtError::RoundUnknown)?)
    }

    /// Number of the next piece of evidence.
    pub fn next_evidence(&self) -> u32 {
        u32::from(self.claimant_evidence).saturating_add(u32::from(self.respondent_evidence))
    }

    /// The course of the case, for the rules.
    ///
    /// # Errors
    /// `RoundUnknown`, which cannot be.
    #[inline(always)]
    pub fn trial(&self) -> Result<Trial> {
        let round = self.present()?;
        Ok(Trial {
            stage: match self.stage {
                STAGE_PLEADING => Stage::Pleading,
                STAGE_JUDGING => Stage::Judging,
                STAGE_RULED => Stage::Ruled,
                STAGE_CITIZENS => Stage::Citizens,
                _ => Stage::Final,
            },
            answer_until: self.answer_until,
            evidence_until: self.evidence_until,
            draw_until: self.draw_until,
            commit_until: self.commit_until,
            reveal_until: self.reveal_until,
            appeal_until: self.appeal_until,
            panel: round.panel,
            seats: round.seats,
            committed: round.committed,
            // At most as many as seats.
            revealed: round.counts().revealed() as u8,
        })
    }

    /// Stores the course of the case. What was revealed is stored with the choice; the answer's and the evidence's
    /// times do not change.
    ///
    /// # Errors
    /// `RoundUnknown`, which cannot be.
    #[inline(always)]
    pub fn set_trial(&mut self, trial: &Trial) -> Result<()> {
        self.stage = stage_of(trial.stage);
        self.draw_until = trial.draw_until;
        self.commit_until = trial.commit_until;
        self.reveal_until = trial.reveal_until;
        self.appeal_until = trial.appeal_until;
        let round = self.present_mut()?;
        round.panel = trial.panel;
        round.seats = trial.seats;
        round.committed = trial.committed;
        Ok(())
    }

    /// The most jurors that have chosen the ruling so far in one round before the present.
    pub fn backing(&self) -> u8 {
        let before = self.rounds.iter().take(usize::from(self.round));
        before.map(|round| round.counts().of(self.ruling)).max().unwrap_or_default()
    }

    /// Checks that the ruling is final.
    ///
    /// # Errors
    /// `NotFinal`.
    pub fn check_final(&self) -> Result<()> {
        require!(self.stage == STAGE_FINAL, CourtError::NotFinal);
        Ok(())
    }

    /// Whether a final ruling grants a remedy that is not enforced.
    pub fn is_enforceable(&self) -> bool {
        self.stage == STAGE_FINAL && self.ruling == FOR_CLAIMANT && self.enforced_at == 0
    }

    /// Shares the money by the final ruling: what each juror gets, and what is due to the parties. Returns what
    /// could not be divided, which is the treasury's.
    ///
    /// # Errors
    /// `ArithmeticOverflow`, which the bounds of fee and bond keep from happening.
    pub fn share_out(&mut self) -> Result<u64> {
        let (bond, ruling) = (self.params.bond, self.ruling);
        let overflow = CourtError::ArithmeticOverflow;
        let held_up = usize::from(self.round).checked_add(1).ok_or(overflow)?;
        let rounds = self.rounds.get_mut(..held_up).ok_or(CourtError::RoundUnknown)?;
        let mut remainders = 0u64;
        let mut uncollected = 0u64;
        for round in rounds.iter_mut() {
            let share = round.share(bond, ruling)?;
            round.reward = share.reward;
            remainders = remainders.checked_add(share.remainder).ok_or(overflow)?;
            if share.is_earned() {
                let lost = bond.checked_mul(u64::from(share.lost)).ok_or(overflow)?;
                uncollected = uncollected.checked_add(lost).ok_or(overflow)?;
            }
        }
        let paid = rounds.iter().map(|round| Paid {
            by: round.side(),
            pool: round.pool,
            costs: round.costs,
            earned: round.counts().of(ruling) > 0,
        });
        let fees = reward::fees(paid, ruling).ok_or(overflow)?;
        let put_up = Dues { claimant: self.claimant_escrow, respondent: self.respondent_escrow };
        let due = reward::escrow(&put_up, self.amount, ruling).plus(&fees).ok_or(overflow)?;
        self.claimant_escrow = 0;
        self.respondent_escrow = 0;
        self.claimant_due = due.claimant;
        self.respondent_due = due.respondent;
        self.uncollected = uncollected;
        let held = self.held.checked_add(uncollected).ok_or(overflow)?;
        self.held = held.checked_sub(remainders).ok_or(overflow)?;
        Ok(remainders)
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `CaseInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let round = self.present()?;
        let revealed = round.counts().revealed();
        let due = self.claimant_due.saturating_add(self.respondent_due);
        let escrow = self.claimant_escrow.saturating_add(self.respondent_escrow);
        require!(
            round.seats <= round.panel
                && round.committed <= round.seats
                && revealed <= u16::from(round.committed)
                && self.round <= self.params.max_appeals
                && self.seats_open <= self.seats_left
                && due.saturating_add(escrow) <= self.held
                && (self.ruling != NO_RULING || self.round == 0)
                && (self.stage != STAGE_FINAL || (self.ruling != NO_RULING && escrow == 0)),
            CourtError::CaseInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;
    use rules::verdict::{FOR_RESPONDENT, REFUSE, UNDECIDED, is_coherent, loses};

    const BOND: u64 = 1_009;

    fn round(payer: u8, pool: u64, costs: u64, seats: u8, counts: [u8; 3]) -> Round {
        let [for_claimant, for_respondent, refused] = counts;
        let committed = for_claimant + for_respondent + refused;
        Round {
            pool,
            costs,
            panel: seats,
            seats,
            committed,
            for_claimant,
            for_respondent,
            refused,
            payer,
            ..Round::default()
        }
    }

    fn case(rounds: &[Round], ruling: u8) -> Case {
        let mut case = Case { ruling, round: rounds.len() as u8 - 1, stage: STAGE_FINAL, ..Case::zeroed() };
        case.params.bond = BOND;
        case.params.max_appeals = 4;
        case.rounds[..rounds.len()].copy_from_slice(rounds);
        case.held = rounds.iter().map(|round| round.pool + round.costs + round.bounty).sum();
        case
    }

    /// Settles every seat, from the last or from the first, as `settle_seat` does: what jurors get, lose, and what
    /// becomes the treasury's.
    fn settle(case: &mut Case, from_last: bool) -> (u64, u64, u64) {
        let (mut rewards, mut losses, mut fines) = (0, 0, 0);
        let mut seats: Vec<(Round, u8)> = vec![];
        for round in &case.rounds[..=usize::from(case.round)] {
            let counts = round.counts();
            for choice in 0..4u8 {
                let absent = round.seats - counts.revealed() as u8;
                let n = if choice == 0 { absent } else { counts.of(choice) };
                seats.extend((0..n).map(|_| (*round, choice)));
            }
        }
        if from_last {
            seats.reverse();
        }
        for (round, choice) in seats {
            let earned = round.counts().of(case.ruling) > 0;
            if loses(choice, case.ruling) {
                losses += BOND;
                if earned {
                    case.uncollected -= BOND;
                } else {
                    fines += BOND;
                }
            }
            if is_coherent(choice, case.ruling) {
                rewards += round.reward;
                case.held -= round.reward;
            }
        }
        (rewards, losses, fines)
    }

    #[test]
    fn money_in_is_money_out() {
        let rounds = [
            [
                round(SIDE_CLAIMANT, 3_001, 0, 3, [2, 1, 0]),
                round(SIDE_RESPONDENT, 7_003, 7_003, 7, [1, 4, 1]),
            ],
            [round(SIDE_CLAIMANT, 3_001, 0, 3, [3, 0, 0]), round(SIDE_CLAIMANT, 7_003, 7_003, 7, [0, 0, 7])],
            [
                round(SIDE_CLAIMANT, 3_001, 0, 3, [1, 1, 0]),
                round(SIDE_RESPONDENT, 7_003, 7_003, 0, [0, 0, 0]),
            ],
            [
                round(SIDE_CLAIMANT, 3_001, 0, 0, [0, 0, 0]),
                round(SIDE_RESPONDENT, 7_003, 7_003, 5, [2, 2, 1]),
            ],
        ];
        for rounds in &rounds {
            for ruling in [FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED] {
                for from_last in [false, true] {
                    let mut case = case(rounds, ruling);
                    case.rounds[1].bounty = 77;
                    case.amount = 50;
                    (case.claimant_escrow, case.respondent_escrow) = (40, 90);
                    case.held += 77 + 130;
                    let paid_in = case.held;
                    let remainders = case.share_out().unwrap();
                    case.invariant().unwrap();
                    let (rewards, losses, fines) = settle(&mut case, from_last);
                    let dues = case.claimant_due + case.respondent_due;
                    assert_eq!(paid_in + losses, rewards + remainders + fines + dues + 77);
                    assert_eq!((case.held, case.uncollected), (dues + 77, 0));
                }
            }
        }
    }

    #[test]
    fn a_ruling_is_backed_by_its_strongest_round() {
        let rounds =
            [round(0, 0, 0, 3, [2, 1, 0]), round(0, 0, 0, 7, [3, 4, 0]), round(0, 0, 0, 15, [9, 6, 0])];
        let backing = |rounds, ruling| case(rounds, ruling).backing();
        assert_eq!(backing(&rounds[..1], NO_RULING), 0);
        assert_eq!(backing(&rounds[..2], FOR_CLAIMANT), 2);
        assert_eq!(backing(&rounds, FOR_RESPONDENT), 4);
        assert_eq!(backing(&rounds, UNDECIDED), 0);
    }

    #[test]
    fn only_rounds_that_took_place_are_known() {
        let case = case(&[Round::default(); 2], FOR_CLAIMANT);
        assert!(case.round(1).is_ok());
        for round in [2, 4, 5, 255] {
            assert_eq!(case.round(round).unwrap_err(), CourtError::RoundUnknown.into());
        }
    }

    #[test]
    fn the_course_is_stored_and_read_back() {
        let mut case = case(&[round(0, 0, 0, 3, [1, 0, 1])], NO_RULING);
        case.stage = STAGE_JUDGING;
        let trial = case.trial().unwrap();
        assert_eq!((trial.seats, trial.committed, trial.revealed), (3, 2, 2));
        let after = Trial { draw_until: 1, commit_until: 2, reveal_until: 3, appeal_until: 4, ..trial };
        for stage in [Stage::Pleading, Stage::Judging, Stage::Ruled, Stage::Citizens, Stage::Final] {
            case.set_trial(&Trial { stage, ..after }).unwrap();
            assert_eq!(case.trial().unwrap(), Trial { stage, ..after });
        }
    }
}
