//! Justice of a network state: jurors, cases, panels drawn by lot, rulings and their enforcement.
//!
//! Whoever brings a case fixes at filing what shall happen if it is won. A panel of citizens who have put up a bond is
//! drawn by a hash that nobody could know; they commit, reveal, and are paid by what is ruled in the end. A ruling can
//! be appealed to ever larger panels and at last to all citizens. What is final anyone may have enforced: the court
//! signs the one call that was asked for, into membership, land, treasury or governor.
//!
//! Every step but the parties' and the jurors' own is anyone's, none waits for somebody in particular, and time alone
//! ends what nobody does. Money is pulled by whom it belongs to, never pushed. Money accounts come last: escrow, mint,
//! then its program, which for SOL are both the System program. Errors of the membership program are its own:
//! `NotAuthority`, `FoundingOver`; so are those of the programs that remedies and appeals call.
//!
//! Known limits. Who produces the pinned slot can withhold it; who renews a term that had lapsed can be drawn at once,
//! also where the hash is known; a juror with bond for one seat is seated in whichever case draws first. Jurors who left
//! stay as blanks among the indices, each of which costs an attempt. A case against the nation stays one against the
//! authority of its filing, also when the authority passes on. The guardian can stop the motion of a last appeal while
//! the power of guardians lasts, and a track that is full takes none. Of an award in tokens the holding is known, not
//! whose it is: its owner may be drawn.

#![cfg_attr(not(test), no_std)]
// See `#[program]` below.
#![cfg_attr(all(target_os = "solana", feature = "no-entrypoint"), allow(dead_code, unused_imports))]

extern crate alloc;

use anchor_lang::prelude::*;
use support::{End, Text};

pub mod callee;
pub mod citizens;
pub mod entropy;
pub mod error;
pub mod escrow;
pub mod event;
pub mod fines;
pub mod instructions;
pub mod lot;
pub mod party;
pub mod state;
pub mod target;

use instructions::*;
use state::CourtParams;

declare_id!("ACzmesapUTGqqD5peEv1Wy44Ho7GwRenDH3MKCQJTtvv");

// A library on chain has no program: Anchor names each one's entry `__anchor_dispatch`, and a program that uses
// two libraries would have two of them.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod court {
    use super::*;

    /// Creates the court of a nation, with the escrow of its money.
    ///
    /// Specification
    /// - Only the nation's authority may call; anyone may pay. The nation names it by membership's `set_court`, without
    ///   which no case can be filed.
    /// - Fees and bonds are in SOL, or tokens that nobody can seize or tax; a freeze authority is tolerated.
    /// - `ParamsUnsound`: no fee, bond or time; a panel that is even, or too large for its appeals; a draw of more than a
    ///   week; unbonding shorter than draw, commit and reveal; suspensions of more than five years, or injunctions of
    ///   more than 60 days, allowed.
    /// - `WrongMint`, `MintRefused`. `NotAuthority`, `FoundingOver`. A second court fails in the system program.
    #[discrim = 0]
    pub fn create_court(ctx: &mut Context<CreateCourt>, params: CourtParams, _end: End) -> Result<()> {
        ctx.accounts.create_court(&params, &ctx.bumps)
    }

    /// Changes the parameters.
    ///
    /// Specification
    /// - Only the nation's authority may call. Cases that are filed keep theirs.
    /// - `ParamsUnsound`, `WrongNation`, `NotAuthority`, `FoundingOver`.
    #[discrim = 1]
    pub fn set_parameters(ctx: &mut Context<SetParameters>, params: CourtParams, _end: End) -> Result<()> {
        ctx.accounts.set_parameters(&params)
    }

    /// Makes a citizen a juror.
    ///
    /// Specification
    /// - A citizen in good standing signs and puts up the bond, at least what one seat puts at risk; anyone may pay the
    ///   rent. A citizen is one juror at a time.
    /// - Can be drawn for cases whose jurors are frozen from now on.
    /// - `BondTooSmall`. `WrongCitizen`: another's citizenship. `WrongNation`. `NotActive`, `NotCitizen`, `Lapsed`,
    ///   `Suspended`. A second time fails in the system program.
    /// - Money in, here and below: `WrongEscrow`, `WrongMint`; `NotAHolding`: not the court's money, or SOL from another
    ///   than the signer; `AmountNotReceived`: not exactly the amount; `EscrowShort`: less is there than is booked.
    #[discrim = 2]
    pub fn join_jury(ctx: &mut Context<JoinJury>, bond: u64, _end: End) -> Result<()> {
        ctx.accounts.join_jury(bond, &ctx.bumps)
    }

    /// Adds to a juror's bond.
    ///
    /// Specification
    /// - Only the juror may call, who is not leaving.
    /// - Does not count for a case whose jurors are frozen: otherwise a juror who knows the hash could choose whether to
    ///   be drawn. For the same reason not again before every such draw is over: `BondPending`.
    /// - `NotJuror`, `AlreadyLeaving`, `WrongCourt`, `AmountZero`, `ArithmeticOverflow`. Money in: `WrongEscrow`,
    ///   `WrongMint`, `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[discrim = 3]
    pub fn add_bond(ctx: &mut Context<AddBond>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.add_bond(amount)
    }

    /// Begins to leave the jury.
    ///
    /// Specification
    /// - Only the juror may call. Can still be drawn for every case whose time to draw ends by the end of unbonding, which
    ///   is never shorter than the longest draw that this court allowed: nobody dodges a seat once the hash is known.
    /// - `NotJuror`, `AlreadyLeaving`, `WrongCourt`.
    #[discrim = 4]
    pub fn leave_jury(ctx: &mut Context<LeaveJury>, _end: End) -> Result<()> {
        ctx.accounts.leave_jury()
    }

    /// Pays out bond and rewards of a juror who has left, and closes the accounts.
    ///
    /// Specification
    /// - Only the juror may call, and says where to. The rent returns to who paid it. The index is never used again.
    /// - `NotLeaving`; `UnbondingRunning`; `SeatsHeld`: a seat is not settled.
    /// - `NotJuror`, `WrongCourt`, `WrongJuror`, `WrongRentPayer`.
    /// - Money out: `WrongEscrow`, `WrongMint`, `NotAHolding`, `EscrowShort`.
    #[discrim = 5]
    pub fn withdraw_bond(ctx: &mut Context<WithdrawBond>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_bond()
    }

    /// Gives a juror to the citizen's new wallet, after a reissue.
    ///
    /// Specification
    /// - The present wallet of the citizen with the juror's serial signs, in any standing. Until then the juror is not
    ///   drawn, because the old citizen account is gone; nor then for a case whose jurors are frozen: otherwise a juror
    ///   who knows the hash could choose whether to be drawn.
    /// - `WalletOnRecord`: it is the juror's. `WrongCitizen`, `WrongNation`, `WrongCourt`.
    #[discrim = 6]
    pub fn claim_juror(ctx: &mut Context<ClaimJuror>, _end: End) -> Result<()> {
        ctx.accounts.claim_juror()
    }

    /// Brings a case.
    ///
    /// Specification
    /// - Anyone may call, citizen or not, who pays the fee of a first panel; anyone may pay the rent. Remedy, target,
    ///   amount, time and beneficiary are fixed here; the court's parameters are copied.
    /// - Remedies, the accounts they act upon, and who must be the respondent:
    ///   0 suspend, an active citizen: the wallet, for `seconds`. 1 reissue, an active citizen: the old wallet, to
    ///   `beneficiary`. 2 evict, a running lease: the tenant. 3 split a deposit, a lease that is over with items open:
    ///   the tenant, or if the tenant asks the nation's authority, `amount` to the landlord. 4 award from a budget of the
    ///   court: the authority, `amount` to the holding `beneficiary`. 5 award from escrow, no account: anybody, up to
    ///   `amount`. 6 enjoin, a proposal submitted, succeeded or queued: its proposer, for `seconds`. 7 release, a proposal
    ///   enjoined; 9 resume, a stream paused; 10 reinstate, a citizen suspended: the authority, or if that asks the
    ///   proposer, payee or citizen. 8 pause, a stream that can still earn: its payee.
    /// - `RemedyUnknown`. `RemedyMalformed`: amount, time or beneficiary missing, out of range, or not one of the remedy.
    ///   `WrongTarget`: no account of that kind. `WrongNation`: of another nation. `TargetUnfit`: in another state.
    ///   `WrongRespondent`. `PartiesSame`.
    /// - `NotInOffice`: the nation has another court, or none. `TooFewJurors`: fewer than a first panel. `TextMalformed`.
    /// - `InvalidSeeds`: not where a citizenship of claimant or respondent would be. Money in: `WrongEscrow`, `WrongMint`,
    ///   `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[discrim = 7]
    #[expect(clippy::too_many_arguments, reason = "what a case is about")]
    pub fn file(
        ctx: &mut Context<FileCase>,
        remedy: u8,
        amount: u64,
        seconds: u32,
        beneficiary: Address,
        statement_hash: [u8; 32],
        statement_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        let filing =
            Filing { remedy, amount, seconds, beneficiary, statement_hash, statement_uri: statement_uri.0 };
        ctx.accounts.file(&filing, ctx.bumps.case)
    }

    /// Answers a case.
    ///
    /// Specification
    /// - Only the respondent may call, once, in the time to answer. Here and below a party is the wallet of the filing, or
    ///   the citizen's present wallet after a reissue, shown by the citizen account.
    /// - `NotParty`, `NotRespondent`, `AnswerTooLate`, `AlreadyAnswered`, `TextMalformed`.
    #[discrim = 8]
    pub fn answer(
        ctx: &mut Context<Answer>,
        answer_hash: [u8; 32],
        answer_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.answer(answer_hash, answer_uri.0)
    }

    /// Brings evidence.
    ///
    /// Specification
    /// - Either party may call until evidence closes, sixteen times each; anyone may pay the rent.
    /// - `NotParty`, `EvidenceClosed`, `EvidenceFull`, `TextMalformed`.
    #[discrim = 9]
    pub fn submit_evidence(
        ctx: &mut Context<SubmitEvidence>,
        hash: [u8; 32],
        uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.submit_evidence(hash, uri.0, ctx.bumps.evidence)
    }

    /// Puts money in escrow for an award from it.
    ///
    /// Specification
    /// - Either party may call until evidence closes. Each side's money answers for the amount asked for: who wins gets
    ///   that much of the loser's, as far as it goes, and all else goes back to who put it in.
    /// - `NotParty`, `EscrowNotAsked`, `EvidenceClosed`, `WrongCourt`, `AmountZero`, `ArithmeticOverflow`. Money in:
    ///   `WrongEscrow`, `WrongMint`, `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[discrim = 10]
    pub fn put_in_escrow(ctx: &mut Context<PutInEscrow>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.put_in_escrow(amount)
    }

    /// Closes evidence: freezes the jurors who can be drawn, and pins the slot whose hash decides.
    ///
    /// Specification
    /// - Anyone may call once the time to bring evidence is over.
    /// - `EvidenceOpen`; `EvidenceClosed`: done before. `WrongCourt`.
    #[discrim = 11]
    pub fn close_evidence(ctx: &mut Context<CloseEvidence>, _end: End) -> Result<()> {
        ctx.accounts.close_evidence()
    }

    /// Captures the hash of the first slot produced from the pinned one on.
    ///
    /// Specification
    /// - Anyone may call in the time to draw; whoever does and whenever, it is the same hash. Gets the bounty that missed
    ///   slots have left.
    /// - `SlotNotProduced`. `SlotAgedOut`: the sysvar reaches back to after the pinned slot. `AlreadyCaptured`,
    ///   `NotDrawing`, `WrongSysvar`.
    #[discrim = 12]
    pub fn capture(ctx: &mut Context<Capture>, _end: End) -> Result<()> {
        ctx.accounts.capture()
    }

    /// Pins another slot because the pinned one has aged out before anybody captured it.
    ///
    /// Specification
    /// - Anyone may call in the time to draw. A tenth of what the round's jurors share becomes a bounty for whoever
    ///   captures, so another draw is never for nothing. What nobody earns goes back to them.
    /// - `SlotNotProduced`, `SlotNotAgedOut`, `AlreadyCaptured`, `NotDrawing`, `WrongSysvar`.
    #[discrim = 13]
    pub fn repin(ctx: &mut Context<Repin>, _end: End) -> Result<()> {
        ctx.accounts.repin()
    }

    /// Draws the next seat of the panel.
    ///
    /// Specification
    /// - Anyone may call in the time to draw, and pays the rent of the seat.
    /// - The index is that of `lot::ticket`. Its juror is seated, with the bond of a seat at risk; unless the juror has
    ///   left or will within the time to draw, sits in this case already or in sixteen, has too little bond to spare, is
    ///   no citizen or was not in good standing when the jurors were frozen, is a party, or gains by the remedy: then the
    ///   attempt counts, and the next call draws again. Who calls, and when in the time to draw, changes nothing.
    /// - After four attempts for every juror and sixteen, or when the time is over, the panel stays as it is. The last
    ///   seat ends the draw.
    /// - `NotDrawing`, `NotCaptured`; `TooFewJurors`: there are none. `WrongJuror`: not the one drawn. `WrongCitizen`: not
    ///   the juror's. `WrongSeat`: not the next seat.
    #[discrim = 14]
    pub fn draw(ctx: &mut Context<Draw>, _end: End) -> Result<()> {
        ctx.accounts.draw()
    }

    /// Commits a juror to a choice that nobody can see yet.
    ///
    /// Specification
    /// - Only the seat's juror may call, once, in the time to commit of the seat's round. The last one ends it. Standing is
    ///   not looked at again: whoever can suspend or revoke must not be able to choose among the jurors.
    /// - `NotJuror`, `WrongSeat`, `WrongCase`, `NotCommitting`, `AlreadyCommitted`, `CommitmentEmpty`.
    #[discrim = 15]
    pub fn commit(ctx: &mut Context<Sit>, commitment: [u8; 32], _end: End) -> Result<()> {
        ctx.accounts.commit(commitment)
    }

    /// Reveals a juror's choice: 1 for the claimant, 2 for the respondent, 3 to refuse.
    ///
    /// Specification
    /// - Only the seat's juror may call, once, in the time to reveal.
    /// - `RevealMismatch`: the commitment is not `state::Seat::commitment` of program, case, round, juror, choice and salt.
    /// - `NotJuror`, `WrongSeat`, `WrongCase`, `NotRevealing`, `NotCommitted`, `AlreadyRevealed`, `ChoiceUnknown`.
    #[discrim = 16]
    pub fn reveal(ctx: &mut Context<Sit>, choice: u8, salt: [u8; 32], _end: End) -> Result<()> {
        ctx.accounts.reveal(choice, &salt)
    }

    /// Counts a panel's ruling.
    ///
    /// Specification
    /// - Anyone may call once every commitment is revealed or the time to reveal is over, or at once when nobody was
    ///   drawn or committed in time.
    /// - What more than half of those who revealed chose. Without that the court is undecided, as good as a refusal; in
    ///   an appeal the ruling before stands, and so it does when no more jurors choose another than chose it in an
    ///   earlier round: a panel that was not filled does not outweigh one that was.
    /// - `NotCounting`.
    #[discrim = 17]
    pub fn rule(ctx: &mut Context<Rule>, _end: End) -> Result<()> {
        ctx.accounts.rule()
    }

    /// Appeals a ruling to a panel of twice as many and one.
    ///
    /// Specification
    /// - A party that the ruling is not in favour of may call in the time to appeal, and pays twice the fee a seat: half is
    ///   for the jurors, half answers for the other party's costs.
    /// - Freezes the jurors, pins a slot. No new evidence.
    /// - `NotParty`, `NotAppealable`, `RulingNotAgainst`, `AppealsUsedUp`, `WrongCourt`. Money in: `WrongEscrow`,
    ///   `WrongMint`, `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[discrim = 18]
    pub fn appeal(ctx: &mut Context<Appeal>, _end: End) -> Result<()> {
        ctx.accounts.appeal()
    }

    /// Appeals the last ruling to all citizens: a motion of the governor, whose carrying means for the claimant.
    ///
    /// Specification
    /// - The party that the ruling is against, after a refusal the claimant, may call in the time to appeal, once appeals
    ///   are used up. A citizen who can vote signs as proposer, on the party's behalf or as the party, pays rent and
    ///   deposit, and gets them back as with any proposal. The proposer may cancel it, so the winner cannot open it.
    /// - The motion is opened on the case's track and submitted at once, so that it carries no actions; the hash of its
    ///   text is that of the case.
    /// - `NotParty`, `NotAppealable`, `AppealsLeft`, `RulingNotAgainst`, `WrongProgram`; `WrongNation`: not the nation, or
    ///   not its governor.
    /// - Those of the governor: `TrackUnknown`, `TrackFull`, `NotVoter`, `ProposerIneligible`, `ElectorateEmpty`.
    #[discrim = 19]
    pub fn appeal_to_citizens(ctx: &mut Context<AppealToCitizens>, _end: End) -> Result<()> {
        ctx.accounts.appeal_to_citizens()
    }

    /// Makes the citizens' decision final.
    ///
    /// Specification
    /// - Anyone may call once the motion is decided. Carried is for the claimant, rejected for the respondent; when the
    ///   quorum was missed or it was cancelled, the last ruling stands, and so it does when the motion is gone, which
    ///   takes at least the governor's recount period if any ballot was cast.
    /// - Else as `finalize`.
    /// - `NotBeforeCitizens`, `WrongProposal`, `CitizensUndecided`, `WrongCourt`.
    #[discrim = 20]
    pub fn conclude_appeal(ctx: &mut Context<ConcludeAppeal>, _end: End) -> Result<()> {
        ctx.accounts.conclude_appeal()
    }

    /// Makes a ruling final that nobody has appealed.
    ///
    /// Specification
    /// - Anyone may call once the time to appeal is over.
    /// - In each round the pool and the bonds of those who were absent or chose otherwise than is ruled now are shared by
    ///   those who chose it, rounded down; the rest is the treasury's. Where nobody did, the pool goes back to who paid
    ///   it and those bonds are the treasury's. Where the court is undecided, only the absent lose.
    /// - Security for costs goes back to the winner who paid it; out of the loser's security and unearned pools the winner
    ///   is paid the pools that jurors earned, as far as they go.
    /// - An award from escrow is made at once.
    /// - `NotEnding`, `WrongCourt`.
    #[discrim = 21]
    pub fn finalize(ctx: &mut Context<Finalize>, _end: End) -> Result<()> {
        ctx.accounts.finalize()
    }

    /// Enforces a final ruling for the claimant, by the one call that was asked for.
    ///
    /// Specification
    /// - Anyone may call, once. The accounts of the called instruction follow the declared ones, in its order, the court
    ///   as its court among them; a reissue's payer is whoever signs. What fails leaves the ruling as it is: try again.
    /// - Suspensions and injunctions run from now. A citizen is found by the serial, also after a reissue. Of a deposit
    ///   the landlord gets what was asked for less what the tenant has accepted since, and no more than is open.
    /// - A ruling is not kept for later: what is lifted is the suspension, injunction or pause there was at filing, and a
    ///   citizenship is reissued from the wallet that was lost then.
    /// - `NotFinal`; `NothingGranted`: the ruling is not for the claimant. `AlreadyEnforced`. `WrongProgram`.
    ///   `AccountsDiffer`: too few or too many, another court or beneficiary. `WrongTarget`. `TargetChanged`: another
    ///   tenant's, or another suspension, injunction or pause. `SuspensionShorter`: than the one that runs. `WrongCourt`.
    ///   And those of the called program.
    #[discrim = 22]
    pub fn enforce(ctx: &mut Context<Enforce>, _end: End) -> Result<()> {
        instructions::enforce(ctx)
    }

    /// Settles with a seat's juror: the reward, or the loss, and the bond set free.
    ///
    /// Specification
    /// - Anyone may call once the ruling is final, in any order, once for each seat.
    /// - `NotFinal`, `AlreadySettled`, `WrongCourt`, `WrongCase`, `WrongJuror`.
    #[discrim = 23]
    pub fn settle_seat(ctx: &mut Context<SettleSeat>, _end: End) -> Result<()> {
        ctx.accounts.settle_seat()
    }

    /// Pays out what a juror has earned.
    ///
    /// Specification
    /// - Only the juror may call, and says where to.
    /// - `NotJuror`, `NothingDue`, `WrongCourt`. Money out: `WrongEscrow`, `WrongMint`, `NotAHolding`,
    ///   `EscrowShort`.
    #[discrim = 24]
    pub fn withdraw_rewards(ctx: &mut Context<WithdrawRewards>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_rewards()
    }

    /// Pays out what is due to a party.
    ///
    /// Specification
    /// - Only the party may call once the ruling is final, and says where to.
    /// - `NotFinal`, `NotParty`, `NothingDue`, `WrongCourt`. Money out: `WrongEscrow`, `WrongMint`, `NotAHolding`,
    ///   `EscrowShort`.
    #[discrim = 25]
    pub fn withdraw_case(ctx: &mut Context<WithdrawCase>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_case()
    }

    /// Pays out the bounty of whoever captured a round's hash.
    ///
    /// Specification
    /// - Only the capturer may call, at any time, and says where to.
    /// - `RoundUnknown`, `NotCapturer`, `NothingDue`, `WrongCourt`. Money out: `WrongEscrow`, `WrongMint`, `NotAHolding`,
    ///   `EscrowShort`.
    #[discrim = 26]
    pub fn withdraw_bounty(ctx: &mut Context<WithdrawBounty>, round: u8, _end: End) -> Result<()> {
        ctx.accounts.withdraw_bounty(round)
    }

    /// Pays what the court keeps for the nation into its treasury, as fines.
    ///
    /// Specification
    /// - Anyone may call, as soon as the treasury has a ledger of the court's mint.
    /// - `NothingDue`, `WrongLedger`, `WrongHolding`, `WrongProgram`, `WrongEscrow`, `WrongMint`, `EscrowShort`; those of
    ///   `treasury::deposit`.
    #[discrim = 27]
    pub fn collect_fines(ctx: &mut Context<CollectFines>, _end: End) -> Result<()> {
        ctx.accounts.collect_fines()
    }

    /// Closes a seat; the rent returns to who paid it.
    ///
    /// Specification
    /// - Anyone may call once it is settled.
    /// - `NotSettled`, `WrongCase`, `WrongRentPayer`.
    #[discrim = 28]
    pub fn close_seat(ctx: &mut Context<CloseSeat>, _end: End) -> Result<()> {
        ctx.accounts.close_seat()
    }

    /// Closes a piece of evidence; the rent returns to who paid it.
    ///
    /// Specification
    /// - Anyone may call once the ruling is final.
    /// - `NotFinal`, `WrongCase`, `WrongRentPayer`.
    #[discrim = 29]
    pub fn close_evidence_account(ctx: &mut Context<CloseEvidenceAccount>, _end: End) -> Result<()> {
        ctx.accounts.close_evidence_account()
    }

    /// Closes a case; the rent returns to who paid it.
    ///
    /// Specification
    /// - Anyone may call once the ruling is final, seats and evidence are closed, nothing is due to a party, and the remedy,
    ///   if one was granted, is enforced and bounties are fetched. A year after the ruling became final the last two are
    ///   not waited for any more: bounties become fines.
    /// - `NotFinal`, `CaseNotOver`, `WrongCourt`, `WrongRentPayer`.
    #[discrim = 30]
    pub fn close_case(ctx: &mut Context<CloseCase>, _end: End) -> Result<()> {
        ctx.accounts.close_case()
    }
}
