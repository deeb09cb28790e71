//! Appeals.

use crate::Error;
use crate::justice::CaseArg;
use crate::nation;
use crate::output::Output;
use crate::sending::Sending;
use clap::Args;
use client::addresses;
use client::court::instructions::{Appeal as AppealCase, AppealToCitizens};
use client::governor::accounts::Governor;
use serde_json::json;

/// Arguments of `civitas case appeal`.
#[derive(Debug, Args)]
pub struct Appeal {
    #[command(flatten)]
    case: CaseArg,
    #[command(flatten)]
    sending: Sending,
}

impl Appeal {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let appellant = desk.wallet();
        let appeal = AppealCase {
            appellant,
            citizen: filed.party_citizen(&desk.rpc, &appellant)?,
            source: filed.money.of_wallet(&appellant),
            court: filed.case.court,
            case: filed.address,
            escrow: filed.court.escrow,
            mint: filed.court.mint,
            token_program: filed.court.token_program,
        };
        desk.send(vec![appeal.instruction()])
    }
}

/// Arguments of `civitas case appeal-to-citizens`.
#[derive(Debug, Args)]
pub struct ToCitizens {
    #[command(flatten)]
    case: CaseArg,

    /// Citizen who can vote and brings the motion on the party's behalf, paying rent and deposit: a keypair. The wallet
    /// itself when not given.
    #[arg(long, value_name = "KEYPAIR")]
    proposer: Option<String>,

    #[command(flatten)]
    sending: Sending,
}

impl ToCitizens {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let mut desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let appellant = desk.wallet();
        let proposer = self.proposer.as_ref().map_or(Ok(appellant), |name| desk.with(name))?;
        let nation = filed.case.nation;
        let governor = addresses::governor(&nation).0;
        let account: Governor = nation::read(&desk.rpc, &governor)?;
        let proposal = addresses::proposal(&governor, account.next_proposal).0;
        let appeal = AppealToCitizens {
            appellant,
            citizen: filed.party_citizen(&desk.rpc, &appellant)?,
            proposer,
            proposer_citizen: addresses::citizen(&nation, &proposer).0,
            case: filed.address,
            nation,
            governor,
            proposal,
        };
        desk.deliver(vec![appeal.instruction()])?;
        let data = json!({ "proposal": account.next_proposal, "address": proposal.to_string() });
        Ok(desk.finish(data, &format!("proposal {} ({proposal})\n", account.next_proposal)))
    }
}
