//! `court.toml`: the nation's court, who judges in it, and the cases that are brought to it.
//!
//! A part of a scenario that may be missing. Leases, streams, budgets and proposals that a case is about are those of
//! the economy, by their names there.

mod check;
mod raw;

pub use raw::{Side, Word};

use super::Member;
use super::economy::{Asset, Economy, Vote};
use super::nation::Nation;
use super::values::Date;
use crate::Error;
use client::court::types::CourtParams;
use solana_keypair::Keypair;
use std::path::{Path, PathBuf};

/// The file.
pub const FILE: &str = "court.toml";

/// The court of a scenario.
#[derive(Debug)]
pub struct Court {
    /// The file it was read from.
    pub file: PathBuf,
    /// What fees and bonds are paid in.
    pub asset: Asset,
    /// Its rules.
    pub params: CourtParams,
    /// The cases, in the order they are brought.
    pub cases: Vec<Case>,
    /// What happens, in the order of time.
    pub steps: Vec<Step>,
}

/// Something that happens on a day.
#[derive(Debug)]
pub struct Step {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The line it begins in.
    pub line: u64,
    /// The day; for a vote, that on which voting opens; for a case, that on which it is filed.
    pub date: Date,
    /// Its kind, as in the file.
    pub kind: String,
    /// What happens.
    pub what: What,
}

impl Step {
    /// Where it is in the file, for errors.
    pub fn place(&self) -> String {
        format!("{FILE}, step {}, line {}", self.number, self.line)
    }
}

/// What a step does. Members are indices of the scenario's citizens.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum What {
    /// A motion.
    Vote(Vote),
    /// Citizens become jurors.
    Join { members: Vec<usize>, bond: u64 },
    /// Jurors add to their bonds.
    AddBond { members: Vec<usize>, amount: u64 },
    /// Jurors begin to leave.
    Leave { members: Vec<usize> },
    /// Those who have left take their bonds.
    WithdrawBond { members: Vec<usize> },
    /// Jurors take what they have earned.
    WithdrawRewards { members: Vec<usize> },
    /// A case is brought, by its index.
    Case(usize),
    /// A case that is over is closed, with its seats and evidence.
    Close(usize),
    /// What the court keeps for the nation is paid into its treasury.
    CollectFines,
}

impl What {
    /// About how many transactions it takes, for whoever watches.
    pub fn weight(&self, cases: &[Case]) -> usize {
        match self {
            Self::Vote(vote) => vote.ballots().count(),
            Self::Case(index) => cases[*index].rounds.iter().map(Round::seats).sum(),
            Self::Join { members, .. }
            | Self::AddBond { members, .. }
            | Self::Leave { members }
            | Self::WithdrawBond { members }
            | Self::WithdrawRewards { members } => members.len(),
            Self::Close(_) | Self::CollectFines => 1,
        }
    }
}

/// A case.
#[derive(Debug)]
pub struct Case {
    /// Its name in the file.
    pub name: String,
    /// Its step's place in the file.
    pub place: String,
    /// Who brings it.
    pub claimant: usize,
    /// What is asked for.
    pub remedy: Remedy,
    /// SHA-256 of what the claimant says.
    pub statement: [u8; 32],
    /// SHA-256 of what the respondent says, if that is anything.
    pub answer: Option<[u8; 32]>,
    /// Who brings what evidence: its SHA-256.
    pub evidence: Vec<(Side, [u8; 32])>,
    /// What claimant and respondent put in escrow.
    pub escrow: [u64; 2],
    /// The panels: the first, then one for each appeal.
    pub rounds: Vec<Round>,
    /// What is ruled in the end, as the file states it.
    pub ruling: Word,
}

/// What a case asks for.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum Remedy {
    Suspend {
        member: usize,
        seconds: u32,
    },
    /// To the new wallet.
    Reissue {
        member: usize,
        wallet: Box<Keypair>,
    },
    Evict {
        lease: usize,
    },
    SplitDeposit {
        lease: usize,
        to_landlord: u64,
    },
    AwardBudget {
        budget: usize,
        to: usize,
        amount: u64,
    },
    AwardEscrow {
        member: usize,
        amount: u64,
    },
    /// By the title of the proposal.
    Enjoin {
        proposal: String,
        seconds: u32,
    },
    Release {
        proposal: String,
    },
    Pause {
        stream: usize,
    },
    Resume {
        stream: usize,
    },
    Reinstate {
        member: usize,
    },
}

impl Remedy {
    /// Its number on chain, and what it is called.
    pub fn kind(&self) -> (u8, &'static str) {
        match self {
            Self::Suspend { .. } => (0, "suspend a citizen"),
            Self::Reissue { .. } => (1, "reissue a citizenship"),
            Self::Evict { .. } => (2, "evict a tenant"),
            Self::SplitDeposit { .. } => (3, "split a deposit"),
            Self::AwardBudget { .. } => (4, "award public money"),
            Self::AwardEscrow { .. } => (5, "award money in escrow"),
            Self::Enjoin { .. } => (6, "enjoin a proposal"),
            Self::Release { .. } => (7, "release a proposal"),
            Self::Pause { .. } => (8, "pause a stream"),
            Self::Resume { .. } => (9, "resume a stream"),
            Self::Reinstate { .. } => (10, "reinstate a citizen"),
        }
    }

    /// Whether the nation itself is the respondent, which the executor cannot speak for.
    pub fn is_against_nation(&self) -> bool {
        matches!(
            self,
            Self::AwardBudget { .. } | Self::Release { .. } | Self::Resume { .. } | Self::Reinstate { .. }
        )
    }
}

/// How a panel judges: the first so many who are drawn choose this, the next that.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Who appealed to it; nobody to the first.
    pub by: Option<Side>,
    /// Jurors for the claimant.
    pub claimant: usize,
    /// Jurors for the respondent.
    pub respondent: usize,
    /// Jurors who refuse.
    pub refuse: usize,
    /// Jurors who say nothing.
    pub absent: usize,
}

impl Round {
    /// The seats of its panel.
    pub fn seats(&self) -> usize {
        self.claimant + self.respondent + self.refuse + self.absent
    }

    /// What each seat chooses, as the chain numbers it; 0 for nothing.
    pub fn choices(&self) -> impl Iterator<Item = u8> {
        let choices = [(1, self.claimant), (2, self.respondent), (3, self.refuse), (0, self.absent)];
        choices.into_iter().flat_map(|(choice, jurors)| std::iter::repeat_n(choice, jurors))
    }

    /// Jurors who choose this.
    fn of(&self, word: Word) -> usize {
        match word {
            Word::Claimant => self.claimant,
            Word::Respondent => self.respondent,
            Word::Refuse => self.refuse,
            Word::Undecided => 0,
        }
    }
}

/// What each panel rules: what more than half of those who choose chose, if more chose it than ever chose what was
/// ruled before; else the ruling before stands, and the court is undecided at first.
pub fn rulings(rounds: &[Round]) -> Vec<Word> {
    let mut rulings: Vec<Word> = Vec::new();
    for (number, round) in rounds.iter().enumerate() {
        let before = rulings.last().copied();
        let backing = before.and_then(|word| rounds[..number].iter().map(|round| round.of(word)).max());
        let chosen = round.claimant + round.respondent + round.refuse;
        let majority = [Word::Claimant, Word::Respondent, Word::Refuse].into_iter().find(|word| {
            2 * round.of(*word) > chosen
                && (before == Some(*word) || backing.is_none_or(|backing| round.of(*word) > backing))
        });
        rulings.push(majority.or(before).unwrap_or(Word::Undecided));
    }
    rulings
}

/// Reads `court.toml`, if the scenario has one.
pub(super) fn read(
    folder: &Path,
    nation: &Nation,
    citizens: &[Member],
    economy: Option<&Economy>,
) -> Result<Option<Court>, Error> {
    let path = folder.join(FILE);
    // A file that cannot be read is an error of its own.
    if !path.try_exists().unwrap_or(true) {
        return Ok(None);
    }
    check::read(folder, &path, nation, citizens, economy).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn majorities_rule_and_without_one_the_ruling_before() {
        let round =
            |claimant, respondent, refuse, absent| Round { by: None, claimant, respondent, refuse, absent };
        use Word::{Claimant, Refuse, Respondent, Undecided};
        let first = round(2, 1, 0, 0);
        for (rounds, ruled) in [
            (vec![first], vec![Claimant]),
            (vec![round(1, 0, 2, 0)], vec![Refuse]),
            (vec![round(1, 1, 1, 0)], vec![Undecided]),
            (vec![first, round(2, 5, 0, 0)], vec![Claimant, Respondent]),
            (vec![first, round(3, 3, 0, 1)], vec![Claimant, Claimant]),
            // As many as before do not reverse it.
            (vec![first, round(1, 2, 0, 4)], vec![Claimant, Claimant]),
            (vec![first, round(0, 0, 0, 7)], vec![Claimant, Claimant]),
        ] {
            assert_eq!(rulings(&rounds), ruled, "{rounds:?}");
            assert!(rounds.iter().all(|round| round.choices().count() == round.seats()));
        }
    }
}
