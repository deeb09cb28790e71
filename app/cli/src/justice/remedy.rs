//! Remedies by name.

use clap::ValueEnum;

/// What can be asked of a court, by the number it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[repr(u8)]
pub enum Remedy {
    /// Suspend a citizen for a time.
    Suspend,
    /// Give a citizenship whose wallet was lost to another wallet.
    Reissue,
    /// Evict a tenant.
    Evict,
    /// Split the open items of a deposit: the amount to the landlord, the rest to the tenant.
    SplitDeposit,
    /// Award the amount from a budget of the court.
    AwardBudget,
    /// Award up to the amount from what the loser has in escrow.
    AwardEscrow,
    /// Hold a proposal back for a time.
    Enjoin,
    /// Let a proposal go that is held back.
    Release,
    /// Pause a stream of pay.
    Pause,
    /// Resume a stream that is paused.
    Resume,
    /// Lift a suspension.
    Reinstate,
}

impl Remedy {
    /// Every remedy, by number.
    pub const ALL: [Self; 11] = [
        Self::Suspend,
        Self::Reissue,
        Self::Evict,
        Self::SplitDeposit,
        Self::AwardBudget,
        Self::AwardEscrow,
        Self::Enjoin,
        Self::Release,
        Self::Pause,
        Self::Resume,
        Self::Reinstate,
    ];

    /// The remedy of a number.
    pub fn of(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// What it is, as the object of a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Suspend => "suspend a citizen",
            Self::Reissue => "reissue a citizenship to another wallet",
            Self::Evict => "evict a tenant",
            Self::SplitDeposit => "split a deposit",
            Self::AwardBudget => "award money from the court's budget",
            Self::AwardEscrow => "award money in escrow",
            Self::Enjoin => "hold a proposal back",
            Self::Release => "release a proposal",
            Self::Pause => "pause a stream",
            Self::Resume => "resume a stream",
            Self::Reinstate => "reinstate a citizen",
        }
    }

    /// Whether it asks for a length of time.
    pub fn has_seconds(self) -> bool {
        matches!(self, Self::Suspend | Self::Enjoin)
    }

    /// Whether it asks for an amount of money.
    pub fn has_amount(self) -> bool {
        matches!(self, Self::SplitDeposit | Self::AwardBudget | Self::AwardEscrow)
    }

    /// Whether the claimant names who gains by it.
    pub fn has_beneficiary(self) -> bool {
        matches!(self, Self::Reissue | Self::AwardBudget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_court() {
        for (number, remedy) in (0u8..).zip(Remedy::ALL) {
            assert_eq!(remedy as u8, number);
            assert_eq!(Remedy::of(number), Some(remedy));
            assert_eq!(Remedy::value_variants()[usize::from(number)], remedy);
        }
        assert_eq!(Remedy::of(11), None);
    }
}
