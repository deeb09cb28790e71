//! Voting, for oneself and for others.

use crate::Error;
use crate::governing::{Choice, Motion, ProposalArg, choice_named, may_vote, page_of};
use crate::nation;
use crate::output::{Output, counted};
use crate::sending::{Delivery, Desk, Sending};
use clap::Args;
use client::governor::accounts::BallotPage;
use client::governor::instructions::{
    Cast, CastDelegated, CastDelegatedInstructionArgs, CastInstructionArgs, OpenPage, OpenPageInstructionArgs,
};
use client::membership::accounts::Citizen;
use client::pages::{CITIZENS, citizen_place};
use cluster::Cluster;
use serde_json::json;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use std::collections::BTreeMap;

/// Ballots of others that fit into a transaction.
const BALLOTS_AT_ONCE: usize = 25;

/// Arguments of `civitas proposal vote`.
#[derive(Debug, Args)]
pub struct Vote {
    #[command(flatten)]
    proposal: ProposalArg,
    /// `for`, `against` or `abstain`; of a poll the number of an option; `none` takes a ballot back.
    choice: Choice,
    #[command(flatten)]
    sending: Sending,
}

/// The citizen that the wallet is, who must be able to vote.
fn voter(desk: &Desk<'_>, motion: &Motion) -> Result<(Address, Citizen), Error> {
    let wallet = desk.wallet();
    let found = nation::citizen(&desk.rpc, &motion.proposal.nation, &wallet)?;
    let (address, citizen) =
        found.ok_or_else(|| Error::Usage(format!("{wallet} is no citizen of this nation")))?;
    may_vote(motion, &citizen, desk.rpc.now()?).map_err(|reason| {
        Error::Usage(format!("{wallet} cannot vote on proposal {}: {reason}", motion.proposal.id))
    })?;
    Ok((address, citizen))
}

/// What opens a page that nobody has opened.
fn opening(
    desk: &Desk<'_>,
    motion: &Motion,
    index: u32,
    page: Address,
) -> Result<Option<Instruction>, Error> {
    if nation::find::<BallotPage>(&desk.rpc, &page)?.is_some() {
        return Ok(None);
    }
    let open = OpenPage { payer: desk.payer(), proposal: motion.address, page };
    Ok(Some(open.instruction(OpenPageInstructionArgs { chamber: CITIZENS, index })))
}

impl Vote {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let motion = self.proposal.open(&desk.rpc)?;
        let (citizen, account) = voter(&desk, &motion)?;
        let (index, page) = page_of(&motion.address, account.serial);
        let mut instructions: Vec<Instruction> = opening(&desk, &motion, index, page)?.into_iter().collect();
        let Choice(choice) = self.choice;
        instructions
            .push(Cast { voter: desk.wallet(), citizen, page }.instruction(CastInstructionArgs { choice }));
        desk.deliver(instructions)?;
        let named = choice_named(motion.proposal.kind == 0, choice);
        let human = format!("voted on proposal {}: {named}\n", motion.proposal.id);
        Ok(desk.finish(json!({ "proposal": motion.proposal.id, "choice": choice, "named": named }), &human))
    }
}

/// Arguments of `civitas proposal delegate-vote`.
#[derive(Debug, Args)]
pub struct DelegateVote {
    #[command(flatten)]
    proposal: ProposalArg,
    /// `for`, `against` or `abstain`; of a poll the number of an option; `none` takes the ballots back.
    choice: Choice,
    #[command(flatten)]
    sending: Sending,
}

impl DelegateVote {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let motion = self.proposal.open(&desk.rpc)?;
        let (citizen, account) = voter(&desk, &motion)?;
        let now = desk.rpc.now()?;
        // By page; whoever has voted in person, or cannot vote, is passed over by the program too.
        let mut by_page: BTreeMap<u32, Vec<Address>> = BTreeMap::new();
        for (address, one) in nation::all_of::<Citizen>(&desk.rpc, &motion.proposal.nation)? {
            if one.delegate == account.serial
                && may_vote(&motion, &one, now).is_ok()
                && !voted(&desk.rpc, &motion, &one)?
            {
                by_page.entry(citizen_place(one.serial).0).or_default().push(address);
            }
        }
        if by_page.is_empty() {
            return Err(Error::Usage("nobody who named you their delegate is left to vote for".into()));
        }
        let Choice(choice) = self.choice;
        let mut cast = 0;
        'pages: for (index, delegators) in by_page {
            let page = client::addresses::page(&motion.address, CITIZENS, index).0;
            let mut open = opening(&desk, &motion, index, page)?;
            for some in delegators.chunks(BALLOTS_AT_ONCE) {
                let metas: Vec<_> = some.iter().map(|one| AccountMeta::new_readonly(*one, false)).collect();
                let vote = CastDelegated { delegate: desk.wallet(), citizen, page };
                let vote =
                    vote.instruction_with_remaining_accounts(CastDelegatedInstructionArgs { choice }, &metas);
                cast += some.len();
                if let Delivery::Written = desk.deliver(open.take().into_iter().chain([vote]).collect())? {
                    break 'pages;
                }
            }
        }
        let named = choice_named(motion.proposal.kind == 0, choice);
        let human = format!("{}: {named}\n", counted(cast as u64, "ballot"));
        Ok(desk.finish(json!({ "proposal": motion.proposal.id, "ballots": cast, "choice": choice }), &human))
    }
}

/// Whether a citizen has voted in person.
fn voted(cluster: &dyn Cluster, motion: &Motion, citizen: &Citizen) -> Result<bool, Error> {
    let (_, page) = page_of(&motion.address, citizen.serial);
    let Some(account) = cluster.account(&page)? else { return Ok(false) };
    let Ok((header, tail)) = client::decode_with_tail::<BallotPage>(&account.owner, &account.data) else {
        return Ok(false);
    };
    let place = citizen_place(citizen.serial).1;
    let mut ballots = client::pages::citizen_ballots(tail, header.capacity);
    Ok(ballots.nth(place).is_some_and(|ballot| ballot.in_person))
}
