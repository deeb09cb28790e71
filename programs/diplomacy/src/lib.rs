//! A network state among others: census reports, recognition, treaties, stage.
//!
//! Everything here is evidence. A census is read from the accounts of the other programs by anyone, once a period,
//! and never changes; a recognition keeps every act of its history; the stage follows from both by the thresholds
//! of `rules::stage`, and nobody sets it. What a nation does here its authority does: in the end the citizens, by
//! the governor's executor. What outsiders do, a key does: the chain cannot know whose, and names it.
//!
//! Errors of the membership program are its own: `NotAuthority`, `FoundingOver`.

#![cfg_attr(not(test), no_std)]
// See `#[program]` below.
#![cfg_attr(all(target_os = "solana", feature = "no-entrypoint"), allow(dead_code, unused_imports))]

extern crate alloc;

use anchor_lang::prelude::*;
use support::{End, Text};

pub mod error;
pub mod event;
pub mod evidence;
pub mod instructions;
pub mod recogniser;
pub mod state;

use instructions::*;
use state::TreatyTerms;

declare_id!("7ZjsPNpX4qfCPDtpAqkbtRXZ5pCp5C1xJ9o3tTij1usw");

// A library on chain has no program: Anchor names each one's entry `__anchor_dispatch`, and a program that uses
// two libraries would have two of them.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod diplomacy {
    use super::*;

    /// Registers a body outside: a state, a city, a company, whoever has a key and recognises nations.
    ///
    /// Specification
    /// - The key signs; anyone may pay. Name and URI are what it says of itself, and never change: nothing here
    ///   proves that a government holds the key. Whoever relies on it looks for the key where the URI leads.
    /// - `NameMalformed`: empty, longer than 64 bytes, or control characters. `TextMalformed`. A second
    ///   registration of the same key fails in the system program.
    #[discrim = 0]
    pub fn register_body(
        ctx: &mut Context<RegisterBody>,
        name: Text<'_>,
        uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.register_body(name.0, uri.0, ctx.bumps.body)
    }

    /// Recognises a nation.
    ///
    /// Specification
    /// - The authority of a nation, or the key of a body, may call; anyone may pay. The nation recognised need not
    ///   agree.
    /// - Adds an entry to the history, with the SHA-256 and the URI of the statement. What was revoked may be
    ///   granted again.
    /// - Mutual is what exists both ways.
    /// - `NotARecogniser`: neither a nation nor a body. `NotBody`, `NotAuthority`, `FoundingOver`.
    ///   `SelfRecognition`: the nation itself, or a body with the key of its authority or founder.
    ///   `AlreadyRecognised`, `TextMalformed`, `ArithmeticOverflow`.
    #[discrim = 1]
    pub fn recognise(
        ctx: &mut Context<Recognise>,
        statement_hash: [u8; 32],
        statement_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.recognise(statement_hash, statement_uri.0, &ctx.bumps)
    }

    /// Revokes a recognition.
    ///
    /// Specification
    /// - Whoever recognises may call: the authority of the nation, or the key of the body; anyone may pay.
    /// - Adds an entry to the history; nothing of it is ever closed.
    /// - `WrongRecogniser`, `NotARecogniser`, `NotBody`, `NotAuthority`, `FoundingOver`, `NotRecognised`,
    ///   `TextMalformed`, `ArithmeticOverflow`.
    #[discrim = 2]
    pub fn revoke_recognition(
        ctx: &mut Context<RevokeRecognition>,
        statement_hash: [u8; 32],
        statement_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.revoke_recognition(statement_hash, statement_uri.0, ctx.bumps.entry)
    }

    /// Proposes a treaty to another nation.
    ///
    /// Specification
    /// - The authority of one of the two may call; anyone may pay, and gets the rent back if it comes to nothing.
    /// - `number` is any that the two have no treaty of. `nation` proposes to `other`; the address has the lower of
    ///   their two addresses first.
    /// - Open for signature until a time at most a year away. Once signed it cannot be changed or closed.
    /// - Terms: notice of denunciation of at most 366 days, visits from a second to 366 days.
    /// - `NotAuthority`, `FoundingOver`, `SameNation`, `TermsUnsound`, `OfferOutOfRange`, `TextMalformed`. A number
    ///   that is taken fails in the system program.
    #[discrim = 3]
    pub fn propose_treaty(
        ctx: &mut Context<ProposeTreaty>,
        number: u32,
        terms: TreatyTerms,
        open_until: i64,
        text_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.propose_treaty(number, &terms, open_until, text_uri.0, ctx.bumps.treaty)
    }

    /// Signs a treaty that the other nation proposed: it is in force.
    ///
    /// Specification
    /// - The authority of the nation that did not propose it may call.
    /// - The terms signed, the hash of the text among them, are the arguments: a proposal that was withdrawn and
    ///   made anew, between a nation's decision and its signature, is not the one it decided on.
    /// - `NotParty`, `NotCounterparty`, `NotAuthority`, `FoundingOver`, `NotProposed`, `OfferLapsed`, `TermsDiffer`.
    #[discrim = 4]
    pub fn sign_treaty(ctx: &mut Context<ActOnTreaty>, terms: TreatyTerms, _end: End) -> Result<()> {
        ctx.accounts.sign_treaty(&terms)
    }

    /// Withdraws a proposed treaty, or declines it.
    ///
    /// Specification
    /// - The authority of either nation may call until it is signed; anyone once the offer has lapsed.
    /// - Closes the account; its number can be used again.
    /// - `NotParty`, `NotAuthority`, `FoundingOver`, `NotProposed`, `WrongRentPayer`.
    #[discrim = 5]
    pub fn withdraw_proposal(ctx: &mut Context<WithdrawProposal>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_proposal()
    }

    /// Denounces a treaty: it ends when the notice has run out.
    ///
    /// Specification
    /// - The authority of either nation may call, once; the treaty is in force until the end.
    /// - `NotParty`, `NotAuthority`, `FoundingOver`, `NotSigned`, `AlreadyDenounced`.
    #[discrim = 6]
    pub fn denounce_treaty(ctx: &mut Context<ActOnTreaty>, _end: End) -> Result<()> {
        ctx.accounts.denounce_treaty()
    }

    /// Makes a citizen of one nation a visitor of the other.
    ///
    /// Specification
    /// - The citizen's wallet may call, in good standing, while a treaty of the two is in force; anyone may pay.
    /// - The visit begins now and ends at `until`: within the citizen's term, the longest visit of the treaty and,
    ///   once that is denounced, its end. A visa that exists is issued anew, as often as the citizen likes: the
    ///   host that minds can expel.
    /// - A visa belongs to the citizen's serial, so that neither a new wallet nor a new visa undoes an expulsion.
    ///   Whoever relies on it asks `Visa::check_visitor` at the moment of relying.
    /// - `WrongWallet`, `NotActive`, `NotCitizen`, `Lapsed`, `Suspended`, `NotParty`, `NotInForce`, `VisitPast`,
    ///   `VisitTooLong`, `VisitBeyondTerm`, `VisitBeyondTreaty`, `Expelled`.
    #[discrim = 7]
    pub fn issue_visa(ctx: &mut Context<IssueVisa>, until: i64, _end: End) -> Result<()> {
        ctx.accounts.issue_visa(until, ctx.bumps.visa)
    }

    /// Closes a visa.
    ///
    /// Specification
    /// - The wallet it was issued to may call at any time; anyone once the visit or the treaty is over.
    /// - The visa of an expelled visitor stays until the treaty is over.
    /// - `WrongTreaty`, `Expelled`, `VisitRunning`, `WrongRentPayer`.
    #[discrim = 8]
    pub fn close_visa(ctx: &mut Context<CloseVisa>, _end: End) -> Result<()> {
        ctx.accounts.close_visa()
    }

    /// Expels a visitor, or lifts an expulsion.
    ///
    /// Specification
    /// - Only the host nation's authority may call, while the treaty is in force; anyone may pay. It gives no reason,
    ///   and may refuse somebody who has not come yet (Vienna Convention on Diplomatic Relations, article 9): so
    ///   nobody escapes by having no visa at the moment. The visitor is a serial of the treaty's other nation.
    /// - An expelled visitor is one no more, and cannot have another visa under the same treaty.
    /// - `NotParty`, `NotInForce`, `NotAuthority`, `FoundingOver`; `AlreadySo`: the visitor is expelled already, or
    ///   is not.
    #[discrim = 9]
    pub fn expel_visitor(
        ctx: &mut Context<ExpelVisitor>,
        serial: u64,
        expelled: bool,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.expel_visitor(serial, expelled, ctx.bumps.visa)
    }

    /// Publishes the census of a nation for the running period of 30 days.
    ///
    /// Specification
    /// - Anyone may call, once a period, and pays for an account that stays.
    /// - Reads population, electorate, charter, dues and self-government from the nation and the land from its
    ///   registry: all of it, whoever publishes. For a nation without a registry, the empty address of one is shown.
    /// - Reads the ledgers and parcels that follow the declared accounts, in any order, six at most: income by
    ///   kind, outflow, balance and promises of each ledger that has taken money, four at most, where SOL and the
    ///   mint of the dues have a place of their own; and the countries of parcels that are owned or leased in, each
    ///   counted once. So it shows *at least* so much money and so many countries: what is left out
    ///   `complete_census` can add.
    /// - What was read is never changed.
    /// - `WrongPeriod`: not the running one. `WrongRegistry`: neither the nation's, nor its address while empty.
    /// - Of what follows: `TooMuchShown`. `NotEvidence`: neither a ledger nor a parcel. `WrongNation`;
    ///   `LedgersFull`; `ParcelDoesNotCount`: retired, or only claimed.
    #[discrim = 10]
    pub fn publish_census(ctx: &mut Context<PublishCensus>, period: u32, _end: End) -> Result<()> {
        ctx.accounts.publish_census(period, ctx.bumps.report)
    }

    /// Adds to a census what its publisher left out.
    ///
    /// Specification
    /// - Anyone may call, for a week after the publication. The accounts that follow are ledgers and parcels, as in
    ///   `publish_census`; a ledger says of itself when it was read.
    /// - What is in the report stays as it is. A parcel must have been as it is before the census was published.
    /// - `ReportFinal`; `NothingToAdd`: all of it is in the report. `NotEvidence`, `WrongNation`, `LedgersFull`,
    ///   `ParcelDoesNotCount`, `ParcelTooNew`.
    #[discrim = 11]
    pub fn complete_census(ctx: &mut Context<CompleteCensus>, _end: End) -> Result<()> {
        ctx.accounts.complete_census()
    }

    /// Computes the stage of a nation.
    ///
    /// Specification
    /// - Anyone may call; whoever calls first pays for an account that stays. The thresholds and their sources are
    ///   those of `rules::stage`.
    /// - Follows from a census of this period or the last, not older than the one on record. While a census can be
    ///   completed, what was known of purse and countries by the same census or that of the period before still
    ///   holds: what it does not show proves nothing.
    /// - A recognition counts while it is in force: a body's, or that of a nation which by its last assessment,
    ///   passed as `recogniser`, is a network state that a body recognises: so nations cannot hold each other up
    ///   when no body is left. One is enough, and is put on record. It must then be passed each time, until it
    ///   counts no more: that takes it off the record, and another may be passed.
    /// - What a body is, is not judged: the record says whose recognition counts.
    /// - `ReportOld`, `ReportSuperseded`, `WrongNation`, `RecognitionOnRecord`, `RecogniserMissing`,
    ///   `WrongRecogniser`; of one that is not on record `RecognitionRevoked`, `RecogniserNotState`.
    #[discrim = 12]
    pub fn assess_stage(ctx: &mut Context<AssessStage>, _end: End) -> Result<()> {
        ctx.accounts.assess_stage(ctx.bumps.stage)
    }
}
