use crate::error::CourtError;
use anchor_lang::prelude::*;

/// Suspend a citizen for a time.
pub const REMEDY_SUSPEND: u8 = 0;
/// Give a citizenship whose wallet was lost to another wallet.
pub const REMEDY_REISSUE: u8 = 1;
/// Evict a tenant.
pub const REMEDY_EVICT: u8 = 2;
/// Split the open items of a deposit: the amount to the landlord, the rest to the tenant.
pub const REMEDY_SPLIT_DEPOSIT: u8 = 3;
/// Award the amount from a budget of the court in the treasury.
pub const REMEDY_AWARD_BUDGET: u8 = 4;
/// Award up to the amount from what the loser has in escrow.
pub const REMEDY_AWARD_ESCROW: u8 = 5;
/// Hold a proposal back for a time.
pub const REMEDY_ENJOIN: u8 = 6;
/// Let a proposal go that is held back.
pub const REMEDY_RELEASE: u8 = 7;
/// Pause a stream of pay.
pub const REMEDY_PAUSE: u8 = 8;
/// Resume a stream that is paused.
pub const REMEDY_RESUME: u8 = 9;
/// Lift a suspension.
pub const REMEDY_REINSTATE: u8 = 10;

/// What a claimant asks for; fixed at filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Remedy {
    /// [`REMEDY_SUSPEND`].
    Suspend = REMEDY_SUSPEND,
    /// [`REMEDY_REISSUE`].
    Reissue = REMEDY_REISSUE,
    /// [`REMEDY_EVICT`].
    Evict = REMEDY_EVICT,
    /// [`REMEDY_SPLIT_DEPOSIT`].
    SplitDeposit = REMEDY_SPLIT_DEPOSIT,
    /// [`REMEDY_AWARD_BUDGET`].
    AwardBudget = REMEDY_AWARD_BUDGET,
    /// [`REMEDY_AWARD_ESCROW`].
    AwardEscrow = REMEDY_AWARD_ESCROW,
    /// [`REMEDY_ENJOIN`].
    Enjoin = REMEDY_ENJOIN,
    /// [`REMEDY_RELEASE`].
    Release = REMEDY_RELEASE,
    /// [`REMEDY_PAUSE`].
    Pause = REMEDY_PAUSE,
    /// [`REMEDY_RESUME`].
    Resume = REMEDY_RESUME,
    /// [`REMEDY_REINSTATE`].
    Reinstate = REMEDY_REINSTATE,
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

    /// The remedy with this number.
    ///
    /// # Errors
    /// `RemedyUnknown`.
    pub fn of(number: u8) -> Result<Self> {
        Ok(*Self::ALL.get(usize::from(number)).ok_or(CourtError::RemedyUnknown)?)
    }

    /// Its name, for people who are asked about it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Suspend => "suspend a citizen",
            Self::Reissue => "reissue a citizenship",
            Self::Evict => "evict a tenant",
            Self::SplitDeposit => "split a deposit",
            Self::AwardBudget => "award public money",
            Self::AwardEscrow => "award money in escrow",
            Self::Enjoin => "enjoin a proposal",
            Self::Release => "release a proposal",
            Self::Pause => "pause a stream",
            Self::Resume => "resume a stream",
            Self::Reinstate => "reinstate a citizen",
        }
    }

    /// Whether it asks for an amount of money.
    pub const fn has_amount(self) -> bool {
        matches!(self, Self::SplitDeposit | Self::AwardBudget | Self::AwardEscrow)
    }

    /// Whether it asks for a length of time.
    pub const fn has_seconds(self) -> bool {
        matches!(self, Self::Suspend | Self::Enjoin)
    }

    /// Whether the claimant names who gains by it.
    pub const fn has_beneficiary(self) -> bool {
        matches!(self, Self::Reissue | Self::AwardBudget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_stored() {
        for (number, remedy) in Remedy::ALL.into_iter().enumerate() {
            assert_eq!(remedy as usize, number);
            assert_eq!(Remedy::of(number as u8).unwrap(), remedy);
        }
        for unknown in 11..=u8::MAX {
            assert_eq!(Remedy::of(unknown).unwrap_err(), CourtError::RemedyUnknown.into());
        }
    }
}
