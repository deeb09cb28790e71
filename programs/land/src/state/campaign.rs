use crate::error::LandError;
use anchor_lang::prelude::*;
use rules::campaign;

/// Longest campaign: a year, in seconds. Nobody's pledge waits longer for a goal.
pub const MAX_CAMPAIGN_SECONDS: i64 = 365 * 86_400;

/// Many pledge towards an acquisition: the treasury gets all of it if the goal is met, everybody their own back
/// if not.
///
/// Seeds: `["campaign", registry, id]`.
#[account]
#[derive(Debug)]
pub struct Campaign {
    /// The nation.
    pub nation: Address,
    /// The registry.
    pub registry: Address,
    /// Who opened it: a citizen's wallet or the nation's authority.
    pub opener: Address,
    /// Mint of the money; zeros for SOL.
    pub mint: Address,
    /// Holds the pledges.
    pub escrow: Address,
    /// Who paid the rent of this account and of the escrow, and gets it back.
    pub rent_payer: Address,
    /// Number within the registry, never reused.
    pub id: u64,
    /// What is needed, in the mint's smallest unit.
    pub goal: u64,
    /// All that was ever pledged.
    pub pledged: u64,
    /// What was taken back.
    pub refunded: u64,
    /// When it was opened.
    pub opened_at: i64,
    /// First second at which no pledge is taken.
    pub deadline: i64,
    /// Pledge accounts that are not closed.
    pub open_pledges: u64,
    /// What was in the escrow when it was created, and is no money: the rent of a SOL escrow.
    pub reserve: u64,
    /// SHA-256 of the text that says what the money is for.
    pub purpose_hash: [u8; 32],
    /// Where that text can be read, padded with zeros.
    pub purpose_uri: [u8; 96],
    /// 1 once the treasury has the money.
    pub paid_out: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Bump of the escrow's address.
    pub escrow_bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 4],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Campaign>()
        == 32 // nation
            + 32 // registry
            + 32 // opener
            + 32 // mint
            + 32 // escrow
            + 32 // rent_payer
            + 8 // id
            + 8 // goal
            + 8 // pledged
            + 8 // refunded
            + 8 // opened_at
            + 8 // deadline
            + 8 // open_pledges
            + 8 // reserve
            + 32 // purpose_hash
            + 96 // purpose_uri
            + 1 // paid_out
            + 1 // version
            + 1 // bump
            + 1 // escrow_bump
            + 4 // padding
            + 32 // reserved
);

impl Campaign {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"campaign";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The campaign, for the rules.
    pub fn rules(&self) -> campaign::Campaign {
        campaign::Campaign {
            goal: self.goal,
            deadline: self.deadline,
            pledged: self.pledged,
            refunded: self.refunded,
            paid_out: self.paid_out != 0,
        }
    }

    /// Stores what a step of the rules changes.
    pub fn set_rules(&mut self, rules: &campaign::Campaign) {
        self.pledged = rules.pledged;
        self.refunded = rules.refunded;
        self.paid_out = u8::from(rules.paid_out);
    }

    /// One pledge account fewer.
    ///
    /// # Errors
    /// `ArithmeticOverflow`.
    pub fn close_pledge(&mut self) -> Result<()> {
        self.open_pledges = self.open_pledges.checked_sub(1).ok_or(LandError::ArithmeticOverflow)?;
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `CampaignInvariant`.
    pub fn invariant(&self) -> Result<()> {
        require!(
            self.refunded <= self.pledged
                && self.paid_out <= 1
                && (self.paid_out == 0 || (self.refunded == 0 && self.pledged >= self.goal))
                && (self.open_pledges > 0 || self.rules().held() == 0)
                && self.goal > 0,
            LandError::CampaignInvariant
        );
        Ok(())
    }
}
