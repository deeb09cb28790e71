//! Citizens of a network state: charter, admission, terms, census, passports, offices.
//!
//! Whoever relies on a citizenship reads the [`state::Citizen`] account. Three powers act here, each an
//! address stored in the [`state::Nation`]: the authority, the court and the treasury. This program does
//! not know what stands behind them.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

use anchor_lang::prelude::*;
use support::{End, Text};

pub mod error;
pub mod event;
pub mod instructions;
pub mod state;
mod token;
mod wire;

pub use instructions::*;

declare_id!("3piY1YNRQyjoDk1hpUhQcn8fmv5m4wig9U7py8qYfYE2");

#[program]
pub mod membership {
    use super::*;

    /// Founds a nation, with the group mint of its passports.
    ///
    /// Specification
    /// - Anyone may call; the founder signs, pays, and holds the authority until `founder_sunset`.
    /// - Term and bucket length never change: the census is built on them.
    /// - `InvalidSeeds`: the slug is longer than 32 bytes. `SlugInvalid`: other bytes, or empty.
    /// - `SunsetOutOfRange`: not in the future, or more than four years away.
    /// - `SuccessorInvalid`: zero, or the founder.
    /// - `AdmissionUnknown`, `VouchesOutOfRange`, `TermOutOfRange`, `CharterUriInvalid`.
    #[discrim = 0]
    #[expect(clippy::too_many_arguments, reason = "what a nation is made of")]
    pub fn found_nation(
        ctx: &mut Context<FoundNation>,
        slug: Text<'_>,
        charter_hash: [u8; 32],
        charter_uri: Text<'_>,
        founder_sunset: i64,
        successor: Address,
        admission: u8,
        vouches_required: u8,
        term_seconds: i64,
        bucket_seconds: i64,
        dues_mint: Address,
        dues_amount: u64,
        _end: End,
    ) -> Result<()> {
        let founding = Founding {
            slug: slug.0,
            charter_hash,
            charter_uri: charter_uri.0,
            founder_sunset,
            successor,
            admission,
            vouches_required,
            term_seconds,
            bucket_seconds,
            dues_mint,
            dues_amount,
        };
        ctx.accounts.found_nation(&founding, &ctx.bumps)
    }

    /// Sets the admission policy and the dues.
    ///
    /// Specification
    /// - Only the authority may call.
    /// - Applications and their vouches stay, and are judged by the new policy.
    /// - `NotAuthority`, `FoundingOver`, `AdmissionUnknown`, `VouchesOutOfRange`.
    #[discrim = 1]
    pub fn set_admission(
        ctx: &mut Context<SetAdmission>,
        admission: u8,
        vouches_required: u8,
        dues_mint: Address,
        dues_amount: u64,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.set_admission(admission, vouches_required, dues_mint, dues_amount)
    }

    /// Adopts a new charter.
    ///
    /// Specification
    /// - Only the authority may call.
    /// - The version rises by one; citizens who have not signed it keep the version they signed.
    /// - `NotAuthority`, `FoundingOver`, `CharterUriInvalid`, `CharterVersionOverflow`.
    #[discrim = 2]
    pub fn amend_charter(
        ctx: &mut Context<AmendCharter>,
        charter_hash: [u8; 32],
        charter_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.amend_charter(charter_hash, charter_uri.0)
    }

    /// Proposes the next authority.
    ///
    /// Specification
    /// - Only the authority may call; nothing moves until the proposed one accepts.
    /// - Zero withdraws the proposal; another proposal replaces it.
    /// - `NotAuthority`, `FoundingOver`.
    #[discrim = 3]
    pub fn propose_authority(
        ctx: &mut Context<ProposeAuthority>,
        new_authority: Address,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.propose_authority(new_authority)
    }

    /// Takes over the authority that was proposed.
    ///
    /// Specification
    /// - Only the proposed authority may call; a program's address signs by CPI.
    /// - Whoever takes over from the founder, unless it is the successor, becomes the founder: the
    ///   sunset binds them too.
    /// - When the successor takes over from the founder, a court or treasury that a key holds instead of a
    ///   program is void.
    /// - `NotPendingAuthority`.
    #[discrim = 4]
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>, _end: End) -> Result<()> {
        ctx.accounts.accept_authority()
    }

    /// Hands the authority to the successor after the founder's sunset.
    ///
    /// Specification
    /// - Anyone may call, once the sunset has come and the founder still holds the authority.
    /// - A proposal of the founder's is void; so is a court or treasury that a key holds instead of a
    ///   program.
    /// - `FoundingNotEnded`: too early, or authority has moved already.
    #[discrim = 5]
    pub fn end_founding(ctx: &mut Context<EndFounding>, _end: End) -> Result<()> {
        ctx.accounts.end_founding()
    }

    /// Sets who holds the judicial power.
    ///
    /// Specification
    /// - Only the authority may call; zero gives the power back to the authority.
    /// - `NotAuthority`, `FoundingOver`.
    #[discrim = 6]
    pub fn set_court(ctx: &mut Context<SetCourt>, court: Address, _end: End) -> Result<()> {
        ctx.accounts.set_court(court)
    }

    /// Sets who may extend terms.
    ///
    /// Specification
    /// - Only the authority may call; with zero nobody may.
    /// - `NotAuthority`, `FoundingOver`.
    #[discrim = 7]
    pub fn set_treasury(ctx: &mut Context<SetTreasury>, treasury: Address, _end: End) -> Result<()> {
        ctx.accounts.set_treasury(treasury)
    }

    /// Becomes a citizen of a nation with open admission.
    ///
    /// Specification
    /// - Anyone may call for their own wallet; `charter_hash` is that of the text consented to.
    /// - Creates the citizen with the next serial, a vote and one term, counted in both rings.
    /// - `AdmissionNotOpen`; `CharterMismatch`: another text is in force.
    /// - `InvalidSeeds`: not the citizen address of this nation and wallet. A wallet that is a citizen
    ///   already, or whose citizenship has ended and is not closed, fails in the system program.
    #[discrim = 8]
    pub fn join(ctx: &mut Context<Join>, charter_hash: [u8; 32], _end: End) -> Result<()> {
        ctx.accounts.join(&charter_hash, ctx.bumps.citizen)
    }

    /// Applies to a nation that admits by vouching or by the authority.
    ///
    /// Specification
    /// - Anyone may call for their own wallet; `charter_hash` is that of the text consented to.
    /// - `AdmissionOpen`: join instead. `CharterMismatch`.
    #[discrim = 9]
    pub fn apply(ctx: &mut Context<Apply>, charter_hash: [u8; 32], _end: End) -> Result<()> {
        ctx.accounts.apply(&charter_hash, ctx.bumps.application)
    }

    /// Vouches for an applicant.
    ///
    /// Specification
    /// - A citizen in good standing may call, once for each application.
    /// - `NotVouchedAdmission`, `WrongWallet`, `WrongNation`, `NotActive`, `NotCitizen`, `Lapsed`,
    ///   `Suspended`, `AlreadyVouched`, `VouchesFull`.
    #[discrim = 10]
    pub fn vouch(ctx: &mut Context<Vouch>, _end: End) -> Result<()> {
        ctx.accounts.vouch()
    }

    /// Makes an applicant a citizen.
    ///
    /// Specification
    /// - The authority may call under either closed policy; under the vouched one anyone, once enough
    ///   citizens have vouched.
    /// - Creates the citizen with the charter version the applicant signed; closes the application.
    /// - `AdmissionOpen`: join instead. `VouchesMissing`; `NotAuthority`; `FoundingOver`.
    /// - `WrongNation`, `WrongRentPayer`.
    #[discrim = 11]
    pub fn admit(ctx: &mut Context<Admit>, _end: End) -> Result<()> {
        ctx.accounts.admit(ctx.bumps.citizen)
    }

    /// Signs the charter in force.
    ///
    /// Specification
    /// - The citizen's wallet may call, while the citizenship is active.
    /// - `WrongWallet`, `WrongNation`, `NotActive`, `CharterMismatch`.
    #[discrim = 12]
    pub fn sign_charter(ctx: &mut Context<SignCharter>, charter_hash: [u8; 32], _end: End) -> Result<()> {
        ctx.accounts.sign_charter(&charter_hash)
    }

    /// Extends a citizen's term.
    ///
    /// Specification
    /// - Only the treasury may call.
    /// - Adds terms to the present end or, for the lapsed, to now; each end is rounded up to a bucket
    ///   boundary, and none goes beyond what the census can count now.
    /// - Moves the citizen in the rings; the lapsed come back.
    /// - `NotTreasury`, `WrongNation`, `TermsZero`, `NotActive`.
    /// - `TermAlreadyFull`: the term cannot end any later now.
    #[discrim = 13]
    pub fn extend_term(ctx: &mut Context<ExtendTerm>, terms: u8, _end: End) -> Result<()> {
        ctx.accounts.extend_term(terms)
    }

    /// Names the citizen who may vote in one's absence, or nobody.
    ///
    /// Specification
    /// - The citizen's wallet may call at any time while the citizenship is active.
    /// - The delegate is a citizen of the same nation in good standing; without one, the delegation ends.
    /// - `WrongWallet`, `WrongNation`, `NotActive`; for the delegate `NotActive`, `NotCitizen`, `Lapsed`,
    ///   `Suspended`. `ConstraintDuplicateMutableAccount`: oneself.
    #[discrim = 14]
    pub fn set_delegate(ctx: &mut Context<SetDelegate>, _end: End) -> Result<()> {
        ctx.accounts.set_delegate()
    }

    /// Makes a member a visitor, a resident or a citizen.
    ///
    /// Specification
    /// - Only the authority may call; the ring of voters follows.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `TierUnknown`, `NotActive`.
    #[discrim = 15]
    pub fn set_tier(ctx: &mut Context<SetTier>, tier: u8, _end: End) -> Result<()> {
        ctx.accounts.set_tier(tier)
    }

    /// Suspends a citizen until a time.
    ///
    /// Specification
    /// - Only the court may call; the authority while there is no court.
    /// - Replaces a suspension that runs. The citizen stays in both rings.
    /// - `NotCourt`, `FoundingOver`, `WrongNation`, `NotActive`, `SuspensionPast`.
    #[discrim = 16]
    pub fn suspend(ctx: &mut Context<Suspend>, until: i64, _end: End) -> Result<()> {
        ctx.accounts.suspend(until)
    }

    /// Lifts a suspension.
    ///
    /// Specification
    /// - Only the court may call; the authority while there is no court.
    /// - `NotCourt`, `FoundingOver`, `WrongNation`, `NotSuspended`.
    #[discrim = 17]
    pub fn reinstate(ctx: &mut Context<Reinstate>, _end: End) -> Result<()> {
        ctx.accounts.reinstate()
    }

    /// Ends a citizenship by the nation's will.
    ///
    /// Specification
    /// - Only the authority may call.
    /// - Removes the citizen from both rings. The account stays, so the wallet cannot join again.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `AlreadyRevoked`.
    #[discrim = 18]
    pub fn revoke(ctx: &mut Context<Revoke>, _end: End) -> Result<()> {
        ctx.accounts.revoke()
    }

    /// Ends a citizenship by the citizen's will.
    ///
    /// Specification
    /// - The citizen's wallet may call, suspended or not. Removes the citizen from both rings.
    /// - `WrongWallet`, `WrongNation`, `NotActive`.
    #[discrim = 19]
    pub fn renounce(ctx: &mut Context<Renounce>, _end: End) -> Result<()> {
        ctx.accounts.renounce()
    }

    /// Orders that a citizenship move to a new wallet.
    ///
    /// Specification
    /// - Only the court may call; the authority while there is no court.
    /// - Nothing moves for seven days, in which the old wallet can veto.
    /// - `NotCourt`, `FoundingOver`, `WrongNation`, `NotActive`; `NewWalletInvalid`: zero or the old one.
    #[discrim = 20]
    pub fn reissue(ctx: &mut Context<Reissue>, new_wallet: Address, _end: End) -> Result<()> {
        ctx.accounts.reissue(new_wallet, ctx.bumps.reissue)
    }

    /// Stops a reissue.
    ///
    /// Specification
    /// - The old wallet may call until completion; so may the court, and anyone once the citizenship has
    ///   ended and the order is moot.
    /// - Closes the order.
    /// - `NotReissueParty`, `WrongNation`, `WrongReissue`, `WrongRentPayer`.
    #[discrim = 21]
    pub fn veto_reissue(ctx: &mut Context<VetoReissue>, _end: End) -> Result<()> {
        ctx.accounts.veto_reissue()
    }

    /// Moves a citizenship to its new wallet.
    ///
    /// Specification
    /// - The new wallet may call after the delay; anyone may pay.
    /// - Serial, joining time, term, suspension, charter version, tier and delegate stay; so does the
    ///   census. Closes the old citizen account and the order.
    /// - `WrongWallet`, `WrongReissue`, `WrongRentPayer`, `ReissueNotReady`, `NotActive`,
    ///   `PassportNotBurnt`.
    #[discrim = 22]
    pub fn complete_reissue(ctx: &mut Context<CompleteReissue>, _end: End) -> Result<()> {
        ctx.accounts.complete_reissue(ctx.bumps.new_citizen)
    }

    /// Issues a passport: a Token-2022 mint of one token that cannot be transferred.
    ///
    /// Specification
    /// - The citizen's wallet may call, within the term; anyone may pay.
    /// - The name is the slug and the serial; the mint is a member of the nation's group. The nation can
    ///   burn and close it; nobody can mint again.
    /// - `WrongWallet`, `WrongNation`, `NotActive`, `Lapsed`, `PassportExists`, `SymbolInvalid`,
    ///   `PassportUriInvalid`.
    #[discrim = 23]
    pub fn issue_passport(
        ctx: &mut Context<IssuePassport>,
        symbol: Text<'_>,
        uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.issue_passport(symbol.0, uri.0, ctx.bumps.passport)
    }

    /// Burns a passport.
    ///
    /// Specification
    /// - The citizen's wallet may call; so may anyone once the citizenship has ended or its reissue is
    ///   ready.
    /// - Burns the token if it still exists and closes the mint; the rent goes to whoever paid for the
    ///   passport.
    /// - `PassportMissing`, `WrongPassport`, `PassportValid`, `WrongPassportHolder`, `WrongNation`,
    ///   `WrongReissue`, `WrongRentPayer`.
    #[discrim = 24]
    pub fn burn_passport(ctx: &mut Context<BurnPassport>, _end: End) -> Result<()> {
        ctx.accounts.burn_passport()
    }

    /// Closes the account of a citizenship that has ended, so that the wallet may join again.
    ///
    /// Specification
    /// - Renounced: anyone may call, after a suspension has ended. Revoked: only the authority, as a
    ///   pardon.
    /// - `StillActive`, `ReissuePending`, `NotAuthority`, `FoundingOver`, `Suspended`,
    ///   `PassportNotBurnt`, `WrongNation`, `WrongRentPayer`.
    #[discrim = 25]
    pub fn close_citizen(ctx: &mut Context<CloseCitizen>, _end: End) -> Result<()> {
        ctx.accounts.close_citizen()
    }

    /// Appoints a citizen to an office.
    ///
    /// Specification
    /// - Only the authority may call. Creates the office, or replaces its holder.
    /// - `NotAuthority`, `FoundingOver`, `TitleInvalid`, `OfficeTermOutOfRange`, `WrongNation`; for the
    ///   citizen `NotActive`, `NotCitizen`, `Lapsed`, `Suspended`.
    #[discrim = 26]
    pub fn appoint(ctx: &mut Context<Appoint>, title: Text<'_>, term_ends_at: i64, _end: End) -> Result<()> {
        ctx.accounts.appoint(title.0, term_ends_at, ctx.bumps.office)
    }

    /// Lays an office down.
    ///
    /// Specification
    /// - The holder may call while the term runs.
    /// - `WrongWallet`, `WrongNation`, `NotHolder`.
    #[discrim = 27]
    pub fn resign(ctx: &mut Context<Resign>, _end: End) -> Result<()> {
        ctx.accounts.resign()
    }

    /// Takes an application back.
    ///
    /// Specification
    /// - The applicant may call under any policy, so that a change of policy locks up no rent.
    /// - `WrongWallet`, `WrongRentPayer`.
    #[discrim = 28]
    pub fn withdraw_application(ctx: &mut Context<WithdrawApplication>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_application()
    }
}
