//! Cases: bringing them, judging them, and what becomes of them.

mod appeal;
mod end;
mod file;
mod panel;
mod pleading;
mod show;
mod vote;

use crate::Error;
use crate::output::Output;
use clap::Subcommand;

/// The commands of `civitas case`.
#[derive(Debug, Subcommand)]
pub enum Case {
    /// Bring a case, and pay the fee of a first panel.
    File(Box<file::File>),
    /// List the cases of a court.
    List(show::List),
    /// Show a case in plain words: who wants what, where it stands, until when, and what to do next.
    Show(show::Show),
    /// Answer a case, as its respondent.
    Answer(pleading::Plead),
    /// Bring evidence, as a party.
    Evidence(pleading::Plead),
    /// Put money in escrow for an award from it, as a party.
    Escrow(pleading::Escrow),
    /// Close the evidence when its time is over. Freezes the jurors, pins the slot that decides the draw. Anyone may.
    CloseEvidence(panel::Step),
    /// Capture the hash of the pinned slot; or pin another slot if that hash has aged out. Anyone may.
    Capture(panel::Step),
    /// Draw the panel, seat by seat until it is complete; captures the hash first if nobody has. Anyone may.
    Draw(panel::Step),
    /// Commit to a choice, as a juror. The secret comes from the wallet: nothing has to be kept.
    Commit(vote::Commit),
    /// Reveal the choice, as a juror. It is found again from the wallet and the commitment on chain.
    Reveal(vote::Reveal),
    /// Count the panel's ruling. Anyone may.
    Rule(panel::Step),
    /// Appeal a ruling to a larger panel, as the party it is not in favour of.
    Appeal(appeal::Appeal),
    /// Appeal the last ruling to all citizens, by a motion of the governor.
    AppealToCitizens(appeal::ToCitizens),
    /// Make the citizens' decision final. Anyone may.
    Conclude(panel::Step),
    /// Make a ruling final that nobody has appealed in time. Anyone may.
    Finalize(panel::Step),
    /// Have the remedy enforced by the one call that was asked for. Anyone may.
    Enforce(end::Enforce),
    /// Settle with the jurors of all seats. Anyone may.
    Settle(end::Settle),
    /// Withdraw what is due to a party, and the bounty of whoever captured a hash.
    Withdraw(end::Withdraw),
    /// Close seats, evidence and case as far as they are over; rent returns to who paid it. Anyone may.
    Close(end::Close),
}

impl Case {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::File(file) => file.execute(),
            Self::List(list) => list.execute(),
            Self::Show(show) => show.execute(),
            Self::Answer(plead) => plead.answer(),
            Self::Evidence(plead) => plead.evidence(),
            Self::Escrow(escrow) => escrow.execute(),
            Self::CloseEvidence(step) => step.close_evidence(),
            Self::Capture(step) => step.capture(),
            Self::Draw(step) => step.draw(),
            Self::Commit(commit) => commit.execute(),
            Self::Reveal(reveal) => reveal.execute(),
            Self::Rule(step) => step.rule(),
            Self::Appeal(appeal) => appeal.execute(),
            Self::AppealToCitizens(appeal) => appeal.execute(),
            Self::Conclude(step) => step.conclude(),
            Self::Finalize(step) => step.finalize(),
            Self::Enforce(enforce) => enforce.execute(),
            Self::Settle(settle) => settle.execute(),
            Self::Withdraw(withdraw) => withdraw.execute(),
            Self::Close(close) => close.execute(),
        }
    }
}
