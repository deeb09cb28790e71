use super::CourtParams;
use crate::error::CourtError;
use anchor_lang::prelude::*;

/// The court of a nation: what the nation stores as its court, and what signs its remedies.
///
/// All money of the court is in one escrow: bonds, fees, what parties put in, and what is due to anyone. `held` books
/// the sum; whatever else lies there is nobody's. Over all jurors and cases, at any time:
/// `held = Σ (bond + due of a juror) + Σ (held − uncollected of a case) + fines`.
///
/// Seeds: `["court", nation]`.
#[account]
#[derive(Debug)]
pub struct Court {
    /// The nation.
    pub nation: Address,
    /// What fees and bonds are paid in; zero for SOL.
    pub mint: Address,
    /// The mint's program; zero for SOL.
    pub token_program: Address,
    /// Holds the money: the address of seeds `["escrow", court]`.
    pub escrow: Address,
    /// Money booked in the escrow, for whomever.
    pub held: u64,
    /// Of that, what is the treasury's: bonds that nobody earned, and what could not be divided.
    pub fines: u64,
    /// What was in the escrow when it was created, and is no money: the rent of a SOL escrow.
    pub reserve: u64,
    /// Id of the next case: how many there have ever been.
    pub next_case: u64,
    /// The rules.
    pub params: CourtParams,
    /// Index of the next juror: how many there have ever been.
    pub next_juror: u32,
    /// Jurors who are not leaving.
    pub jurors: u32,
    /// The longest time to draw that this court ever had: a case of then may still be drawing.
    pub longest_draw: u32,
    /// Bump of the escrow's address.
    pub escrow_bump: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 1],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Court>()
        == 32 // nation
            + 32 // mint
            + 32 // token_program
            + 32 // escrow
            + 8 // held
            + 8 // fines
            + 8 // reserve
            + 8 // next_case
            + size_of::<CourtParams>()
            + 4 // next_juror
            + 4 // jurors
            + 4 // longest_draw
            + 1 // escrow_bump
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 32 // reserved
);

impl Court {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"court";
    /// First seed of the escrow's address; the second is the court's.
    pub const ESCROW_SEED: &'static [u8] = b"escrow";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Adopts these rules.
    ///
    /// # Errors
    /// `ParamsUnsound`.
    pub fn adopt(&mut self, params: &CourtParams) -> Result<()> {
        params.check()?;
        self.params = *params;
        self.longest_draw = self.longest_draw.max(params.draw_seconds);
        Ok(())
    }

    /// How long a juror who leaves stays: at least as long as a case of any rules may still be drawing.
    pub fn unbonding(&self) -> u32 {
        self.params.unbonding_seconds.max(self.longest_draw)
    }

    /// Moves money that a case has no use for to what is the treasury's.
    ///
    /// # Errors
    /// `ArithmeticOverflow`.
    pub fn fine(&mut self, amount: u64) -> Result<()> {
        self.fines = self.fines.checked_add(amount).ok_or(CourtError::ArithmeticOverflow)?;
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `CourtInvariant`.
    pub fn invariant(&self) -> Result<()> {
        require!(
            self.fines <= self.held
                && self.jurors <= self.next_juror
                && self.longest_draw >= self.params.draw_seconds,
            CourtError::CourtInvariant
        );
        Ok(())
    }
}
