//! What can be done: every instruction of the programs, with people and accounts named by small numbers, so that
//! a list of operations means the same wherever it is run, and still means something when some are left out.

use super::court::CourtOp;
use super::diplomacy::DiplomacyOp;
use super::id::Id;
use super::land::LandOp;
pub use super::place::{Badge, COINS, Instead, Letting, Nth, Place, Plot, Till};
use super::treasury::TreasuryOp;
use crate::TrackRules;
use serde::{Deserialize, Serialize};

/// Wallets of the play.
pub const WALLETS: u8 = 14;
/// Nations of the play.
pub const NATIONS: u8 = 2;

/// Whoever can hold a power, sign or be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Who {
    /// Nobody: the zero address.
    Nobody,
    /// The payer of fees.
    Payer,
    /// A wallet.
    Wallet(u8),
    /// The executor of a nation.
    Executor(u8),
    /// The account of a nation's treasury.
    Treasury(u8),
    /// The vault of a nation's treasury.
    Vault(u8),
    /// The account of a nation's court.
    Court(u8),
}

/// The citizen account of a wallet in a nation (also: its application, its stake).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ref {
    /// Nation.
    pub nation: u8,
    /// Wallet.
    pub wallet: u8,
}

/// A proposal by its nation and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Motion {
    /// Nation.
    pub nation: u8,
    /// Number.
    pub id: u64,
}

/// A ballot page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageRef {
    /// Proposal.
    pub of: Motion,
    /// 1 citizens, 2 stakers.
    pub chamber: u8,
    /// Number.
    pub index: u32,
}

/// A ballot signed off-chain, and the citizen account it is submitted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedBallot {
    /// Citizen account passed.
    pub citizen: Ref,
    /// Who signed.
    pub signer: u8,
    /// The proposal the message names.
    pub of: Motion,
    /// The choice in the message.
    pub choice: u8,
    /// Expiry in the message.
    pub expiry: i64,
}

/// The rules of a track.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Rules {
    pub deposit: u64,
    pub review: u32,
    pub voting: u32,
    pub objection: u32,
    pub timelock: u32,
    pub execution: u32,
    pub tenure: u32,
    pub quorum: u16,
    pub threshold: u16,
    pub max_open: u16,
    pub chambers: u8,
    pub final_ballots: u8,
}

impl From<Rules> for TrackRules {
    fn from(r: Rules) -> Self {
        Self {
            deposit: r.deposit,
            review_seconds: r.review,
            voting_seconds: r.voting,
            objection_seconds: r.objection,
            timelock_seconds: r.timelock,
            execution_seconds: r.execution,
            tenure_seconds: r.tenure,
            quorum_bps: r.quorum,
            threshold_bps: r.threshold,
            max_open: r.max_open,
            chambers: r.chambers,
            final_ballots: r.final_ballots,
        }
    }
}

/// One step of the play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Op {
    // The world.
    Pass {
        seconds: i64,
    },
    /// Slots pass, and no time.
    Slots {
        slots: u64,
    },
    /// Deploys a program anew, by its place among all.
    Upgrade {
        program: u8,
    },
    /// Sets the next serial and stake index behind the programs' back, so that a page boundary is near.
    Age {
        nation: u8,
        serial: u64,
        stake: u64,
    },
    /// Makes a nation this much bigger behind the programs' back, by members without a vote whose terms end with a
    /// bucket so many after the present one; in the place of those who were added so before.
    Crowd {
        nation: u8,
        members: u32,
        buckets: u8,
    },
    /// Several in one transaction: all of them or none.
    Together {
        ops: Vec<Op>,
    },
    /// A plain transfer from a wallet, which no program of the project sees.
    Transfer {
        from: u8,
        coin: u8,
        to: Place,
        amount: u64,
    },
    /// Lamports sent to any account, also to one that is not there yet.
    Litter {
        from: u8,
        to: Id,
        amount: u64,
    },
    /// Somebody creates the vault's token account.
    OpenHolding {
        till: Till,
    },
    /// An instruction with a wrong account in one place.
    Astray {
        op: Box<Op>,
        slot: u8,
        instead: Instead,
    },
    Treasury(TreasuryOp),
    Land(LandOp),
    Court(CourtOp),
    Diplomacy(DiplomacyOp),

    // membership
    Found {
        nation: u8,
        founder: u8,
        sunset: i64,
        successor: Who,
        admission: u8,
        vouches: u8,
        term: i64,
        bucket: i64,
    },
    SetAdmission {
        nation: u8,
        by: Who,
        admission: u8,
        vouches: u8,
        dues: u64,
        /// Kind of money of the dues.
        #[serde(default)]
        coin: u8,
    },
    AmendCharter {
        nation: u8,
        by: Who,
        text: u8,
    },
    ProposeAuthority {
        nation: u8,
        by: Who,
        to: Who,
    },
    AcceptAuthority {
        nation: u8,
        by: Who,
    },
    EndFounding {
        nation: u8,
    },
    SetCourt {
        nation: u8,
        by: Who,
        to: Who,
    },
    SetTreasury {
        nation: u8,
        by: Who,
        to: Who,
    },
    Join {
        nation: u8,
        wallet: u8,
        text: u8,
    },
    Apply {
        nation: u8,
        wallet: u8,
        text: u8,
    },
    Withdraw {
        signer: u8,
        application: Ref,
    },
    Vouch {
        nation: u8,
        signer: u8,
        voucher: Ref,
        application: Ref,
    },
    Admit {
        nation: u8,
        by: Who,
        application: Ref,
    },
    SignCharter {
        nation: u8,
        signer: u8,
        citizen: Ref,
        text: u8,
    },
    ExtendTerm {
        nation: u8,
        by: Who,
        citizen: Ref,
        terms: u8,
    },
    SetDelegate {
        nation: u8,
        signer: u8,
        citizen: Ref,
        delegate: Option<Ref>,
    },
    SetTier {
        nation: u8,
        by: Who,
        citizen: Ref,
        tier: u8,
    },
    Suspend {
        nation: u8,
        by: Who,
        citizen: Ref,
        until: i64,
    },
    Reinstate {
        nation: u8,
        by: Who,
        citizen: Ref,
    },
    Revoke {
        nation: u8,
        by: Who,
        citizen: Ref,
    },
    Renounce {
        nation: u8,
        signer: u8,
        citizen: Ref,
    },
    Reissue {
        nation: u8,
        by: Who,
        citizen: Ref,
        to: Who,
    },
    VetoReissue {
        nation: u8,
        by: Who,
        citizen: Ref,
    },
    CompleteReissue {
        signer: u8,
        citizen: Ref,
    },
    IssuePassport {
        nation: u8,
        signer: u8,
        citizen: Ref,
    },
    BurnPassport {
        nation: u8,
        by: Who,
        citizen: Ref,
        with_order: bool,
    },
    CloseCitizen {
        nation: u8,
        by: Who,
        citizen: Ref,
    },
    Appoint {
        nation: u8,
        by: Who,
        payer: Who,
        citizen: Ref,
        title: u8,
        until: i64,
    },
    Resign {
        signer: u8,
        citizen: Ref,
        office_of: u8,
        title: u8,
    },

    // governor
    CreateGovernor {
        nation: u8,
        by: Who,
        guardian: Who,
        until: i64,
    },
    CreateStakeVault {
        nation: u8,
        by: Who,
    },
    SetTrack {
        nation: u8,
        of: u8,
        by: Who,
        index: u8,
        rules: Rules,
        programs: u8,
    },
    SetGuardian {
        nation: u8,
        of: u8,
        by: Who,
        guardian: Who,
        until: i64,
    },
    AssumeAuthority {
        nation: u8,
    },
    OpenProposal {
        nation: u8,
        signer: u8,
        citizen: Ref,
        track: u8,
        kind: u8,
        choices: u8,
    },
    AddAction {
        of: Motion,
        signer: u8,
        option: u8,
        call: Box<Op>,
    },
    Submit {
        of: Motion,
        signer: u8,
        citizen: Ref,
    },
    OpenPage {
        page: PageRef,
    },
    Cast {
        page: PageRef,
        signer: u8,
        citizen: Ref,
        choice: u8,
    },
    CastDelegated {
        page: PageRef,
        signer: u8,
        citizen: Ref,
        choice: u8,
        delegators: Vec<Ref>,
    },
    CastRelayed {
        page: PageRef,
        ballots: Vec<SignedBallot>,
    },
    CastStake {
        page: PageRef,
        signer: u8,
        stake: Ref,
        choice: u8,
    },
    Tally {
        of: Motion,
        pages: Vec<PageRef>,
    },
    Decide {
        of: Motion,
    },
    Execute {
        of: Motion,
        index: u8,
    },
    Cancel {
        of: Motion,
        by: Who,
    },
    Enjoin {
        nation: u8,
        of: Motion,
        by: Who,
        until: i64,
    },
    Release {
        nation: u8,
        of: Motion,
        by: Who,
    },
    Expire {
        of: Motion,
    },
    ClosePage {
        of: Motion,
        page: PageRef,
    },
    CloseAction {
        of: Motion,
        action_of: Motion,
        index: u8,
    },
    CloseProposal {
        of: Motion,
        forfeit_to: Who,
    },
    OpenStake {
        nation: u8,
        wallet: u8,
    },
    Stake {
        nation: u8,
        signer: u8,
        stake: Ref,
        amount: u64,
    },
    Unstake {
        nation: u8,
        signer: u8,
        stake: Ref,
        amount: u64,
    },
    CloseStake {
        signer: u8,
        stake: Ref,
    },
}

impl Op {
    /// Who must sign it, besides the payer of fees.
    pub fn signers(&self) -> Vec<Who> {
        let wallet = |w: &u8| vec![Who::Wallet(*w)];
        match self {
            Self::Together { ops } => ops.iter().flat_map(Self::signers).collect(),
            Self::Astray { op, .. } => op.signers(),
            Self::Transfer { from, .. } | Self::Litter { from, .. } => wallet(from),
            Self::Treasury(op) => op.signers(),
            Self::Land(op) => op.signers(),
            Self::Court(op) => op.signers(),
            Self::Diplomacy(op) => op.signers(),
            Self::Found { founder, .. } => wallet(founder),
            Self::SetAdmission { by, .. }
            | Self::AmendCharter { by, .. }
            | Self::ProposeAuthority { by, .. }
            | Self::AcceptAuthority { by, .. }
            | Self::SetCourt { by, .. }
            | Self::SetTreasury { by, .. }
            | Self::Admit { by, .. }
            | Self::ExtendTerm { by, .. }
            | Self::SetTier { by, .. }
            | Self::Suspend { by, .. }
            | Self::Reinstate { by, .. }
            | Self::Revoke { by, .. }
            | Self::Reissue { by, .. }
            | Self::VetoReissue { by, .. }
            | Self::BurnPassport { by, .. }
            | Self::CloseCitizen { by, .. }
            | Self::CreateGovernor { by, .. }
            | Self::CreateStakeVault { by, .. }
            | Self::SetTrack { by, .. }
            | Self::SetGuardian { by, .. }
            | Self::Cancel { by, .. }
            | Self::Enjoin { by, .. }
            | Self::Release { by, .. } => vec![*by],
            Self::Appoint { by, payer, .. } => vec![*by, *payer],
            Self::Join { wallet: w, .. }
            | Self::Apply { wallet: w, .. }
            | Self::OpenStake { wallet: w, .. } => wallet(w),
            Self::Withdraw { signer, .. }
            | Self::Vouch { signer, .. }
            | Self::SignCharter { signer, .. }
            | Self::SetDelegate { signer, .. }
            | Self::Renounce { signer, .. }
            | Self::CompleteReissue { signer, .. }
            | Self::IssuePassport { signer, .. }
            | Self::Resign { signer, .. }
            | Self::OpenProposal { signer, .. }
            | Self::AddAction { signer, .. }
            | Self::Submit { signer, .. }
            | Self::Cast { signer, .. }
            | Self::CastDelegated { signer, .. }
            | Self::CastStake { signer, .. }
            | Self::Stake { signer, .. }
            | Self::Unstake { signer, .. }
            | Self::CloseStake { signer, .. } => wallet(signer),
            Self::Pass { .. }
            | Self::Slots { .. }
            | Self::Upgrade { .. }
            | Self::Age { .. }
            | Self::Crowd { .. }
            | Self::OpenHolding { .. }
            | Self::EndFounding { .. }
            | Self::AssumeAuthority { .. }
            | Self::OpenPage { .. }
            | Self::CastRelayed { .. }
            | Self::Tally { .. }
            | Self::Decide { .. }
            | Self::Execute { .. }
            | Self::Expire { .. }
            | Self::ClosePage { .. }
            | Self::CloseAction { .. }
            | Self::CloseProposal { .. } => vec![],
        }
    }

    /// The nation that a membership operation names as such, if any.
    pub fn nation(&self) -> Option<u8> {
        match self {
            Self::SetTier { nation, .. }
            | Self::Vouch { nation, .. }
            | Self::Admit { nation, .. }
            | Self::SignCharter { nation, .. }
            | Self::SetDelegate { nation, .. }
            | Self::Renounce { nation, .. }
            | Self::VetoReissue { nation, .. }
            | Self::IssuePassport { nation, .. }
            | Self::BurnPassport { nation, .. }
            | Self::CloseCitizen { nation, .. } => Some(*nation),
            _ => None,
        }
    }

    /// The operations of a transaction, one by one, and what goes astray.
    pub fn calls(&self) -> Vec<&Self> {
        match self {
            Self::Together { ops } => ops.iter().flat_map(Self::calls).collect(),
            Self::Astray { op, .. } => op.calls(),
            _ => vec![self],
        }
    }

    /// Its name, for statistics.
    pub fn name(&self) -> String {
        let text = match self {
            Self::Treasury(op) => format!("{op:?}"),
            Self::Land(op) => format!("{op:?}"),
            Self::Court(op) => format!("{op:?}"),
            Self::Diplomacy(op) => format!("{op:?}"),
            _ => format!("{self:?}"),
        };
        text.split([' ', '{']).next().unwrap_or_default().to_owned()
    }
}
