//! What the program tells the world: one small record for each change of state.

use anchor_lang::prelude::*;

/// A nation was founded.
#[event(bytemuck)]
pub struct NationFounded {
    /// The nation.
    pub nation: Address,
    /// Its founder, who rules until the sunset.
    pub founder: Address,
    /// When the founder's rule ends.
    pub founder_sunset: i64,
}

/// Admission policy and dues were set.
#[event(bytemuck)]
pub struct AdmissionSet {
    /// The nation.
    pub nation: Address,
    /// Mint of the dues, zero for lamports.
    pub dues_mint: Address,
    /// Dues for a term.
    pub dues_amount: u64,
    /// The policy.
    pub admission: u8,
    /// Vouches required.
    pub vouches_required: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
}

/// The charter was amended.
#[event(bytemuck)]
pub struct CharterAmended {
    /// The nation.
    pub nation: Address,
    /// SHA-256 of the new text.
    pub charter_hash: [u8; 32],
    /// The new version.
    pub charter_version: u32,
}

/// A new authority was proposed; zero withdraws the proposal.
#[event(bytemuck)]
pub struct AuthorityProposed {
    /// The nation.
    pub nation: Address,
    /// Who is proposed.
    pub authority: Address,
}

/// Authority moved.
#[event(bytemuck)]
pub struct AuthorityMoved {
    /// The nation.
    pub nation: Address,
    /// Who holds it now.
    pub authority: Address,
}

/// The judicial power moved.
#[event(bytemuck)]
pub struct CourtSet {
    /// The nation.
    pub nation: Address,
    /// Who holds it now; zero for the authority.
    pub court: Address,
}

/// The power to extend terms moved.
#[event(bytemuck)]
pub struct TreasurySet {
    /// The nation.
    pub nation: Address,
    /// Who holds it now; zero for nobody.
    pub treasury: Address,
}

/// Somebody became a citizen.
#[event(bytemuck)]
pub struct CitizenJoined {
    /// The nation.
    pub nation: Address,
    /// The wallet.
    pub wallet: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// When the first term ends.
    pub expires_at: i64,
}

/// Somebody applied.
#[event(bytemuck)]
pub struct Applied {
    /// The nation.
    pub nation: Address,
    /// The applicant.
    pub wallet: Address,
}

/// An applicant withdrew.
#[event(bytemuck)]
pub struct ApplicationWithdrawn {
    /// The nation.
    pub nation: Address,
    /// The applicant.
    pub wallet: Address,
}

/// A citizen vouched for an applicant.
#[event(bytemuck)]
pub struct Vouched {
    /// The nation.
    pub nation: Address,
    /// The applicant.
    pub wallet: Address,
    /// Serial of the citizen who vouched.
    pub voucher: u64,
}

/// A citizen signed the charter in force.
#[event(bytemuck)]
pub struct CharterSigned {
    /// The nation.
    pub nation: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// The version signed, widened.
    pub charter_version: u64,
}

/// A term was extended.
#[event(bytemuck)]
pub struct TermExtended {
    /// The nation.
    pub nation: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// When it ends now.
    pub expires_at: i64,
}

/// A citizen named or dropped a delegate.
#[event(bytemuck)]
pub struct DelegateSet {
    /// The nation.
    pub nation: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// The delegate's serial, or `u64::MAX`.
    pub delegate: u64,
}

/// A member's tier was set.
#[event(bytemuck)]
pub struct TierSet {
    /// The nation.
    pub nation: Address,
    /// The member's serial.
    pub serial: u64,
    /// The tier, widened.
    pub tier: u64,
}

/// A suspension was ordered, or lifted.
#[event(bytemuck)]
pub struct SuspensionSet {
    /// The nation.
    pub nation: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// When it ends; 0 when lifted.
    pub suspended_until: i64,
}

/// A citizenship ended.
#[event(bytemuck)]
pub struct CitizenshipEnded {
    /// The nation.
    pub nation: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// Renounced or revoked, widened.
    pub status: u64,
}

/// The account of an ended citizenship was closed.
#[event(bytemuck)]
pub struct CitizenClosed {
    /// The nation.
    pub nation: Address,
    /// The wallet, which may join again.
    pub wallet: Address,
    /// The serial, which is not used again.
    pub serial: u64,
}

/// A change of wallet was ordered.
#[event(bytemuck)]
pub struct ReissueOrdered {
    /// The nation.
    pub nation: Address,
    /// The new wallet.
    pub new_wallet: Address,
    /// The citizen's serial.
    pub serial: u64,
    /// When it may be completed.
    pub ready_at: i64,
}

/// A change of wallet was stopped.
#[event(bytemuck)]
pub struct ReissueStopped {
    /// The nation.
    pub nation: Address,
    /// The citizen's serial.
    pub serial: u64,
}

/// A citizenship moved to a new wallet.
#[event(bytemuck)]
pub struct ReissueCompleted {
    /// The nation.
    pub nation: Address,
    /// The new wallet.
    pub wallet: Address,
    /// The citizen's serial.
    pub serial: u64,
}

/// A passport was issued.
#[event(bytemuck)]
pub struct PassportIssued {
    /// The nation.
    pub nation: Address,
    /// The passport's mint.
    pub passport: Address,
    /// The citizen's serial.
    pub serial: u64,
}

/// A passport was burnt.
#[event(bytemuck)]
pub struct PassportBurnt {
    /// The nation.
    pub nation: Address,
    /// The passport's mint.
    pub passport: Address,
    /// The citizen's serial.
    pub serial: u64,
}

/// A citizen took an office.
#[event(bytemuck)]
pub struct OfficeFilled {
    /// The nation.
    pub nation: Address,
    /// The office.
    pub office: Address,
    /// The holder's serial.
    pub serial: u64,
    /// When the term ends.
    pub term_ends_at: i64,
}

/// The holder of an office resigned.
#[event(bytemuck)]
pub struct OfficeResigned {
    /// The nation.
    pub nation: Address,
    /// The office.
    pub office: Address,
    /// Serial of who held it.
    pub serial: u64,
}
