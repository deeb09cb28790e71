//! What becomes of a case: the remedy, the money, the accounts.

use crate::Error;
use crate::justice::{CaseArg, Filed, Side, call, side};
use crate::nation;
use crate::output::{Output, counted};
use crate::sending::{Delivery, Desk, Sending};
use clap::Args;
use client::court::accounts::{Case, Evidence};
use client::court::instructions::{
    CloseCase, CloseEvidenceAccount, CloseSeat, Enforce as EnforceCase, SettleSeat, WithdrawBounty,
    WithdrawBountyInstructionArgs, WithdrawCase,
};
use serde_json::json;
use solana_address::Address;
use solana_instruction::Instruction;

/// Instructions of these kinds that fit into a transaction with room to spare: each names two accounts of its own.
const IN_A_TRANSACTION: usize = 8;

/// Arguments of `civitas case enforce`.
#[derive(Debug, Args)]
pub struct Enforce {
    #[command(flatten)]
    case: CaseArg,
    #[command(flatten)]
    sending: Sending,
}

impl Enforce {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let call = call(&desk.rpc, &filed, &desk.payer())?.ok_or_else(|| {
            Error::Usage(
                "an award from escrow is made as soon as the ruling is final: civitas case withdraw".into(),
            )
        })?;
        let enforce = EnforceCase { court: filed.case.court, case: filed.address, program: call.program };
        desk.send(vec![enforce.instruction_with_remaining_accounts(&call.accounts)])
    }
}

/// Sends instructions, several in each transaction; returns how many landed or were written, and whether they landed.
fn send_all(desk: &Desk<'_>, instructions: &[Instruction]) -> Result<(usize, bool), Error> {
    let mut sent = 0;
    for some in instructions.chunks(IN_A_TRANSACTION) {
        sent += some.len();
        if let Delivery::Written = desk.deliver(some.to_vec())? {
            return Ok((sent, false));
        }
    }
    Ok((sent, true))
}

/// Arguments of `civitas case settle`.
#[derive(Debug, Args)]
pub struct Settle {
    #[command(flatten)]
    case: CaseArg,
    #[command(flatten)]
    sending: Sending,
}

impl Settle {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let seats = filed.seats(&desk.rpc)?;
        let open: Vec<Instruction> = seats
            .into_iter()
            .filter(|(_, seat)| seat.settled == 0)
            .map(|(address, seat)| {
                let (court, case, juror) = (filed.case.court, filed.address, seat.juror);
                SettleSeat { court, case, seat: address, juror }.instruction()
            })
            .collect();
        if open.is_empty() {
            return Err(Error::Usage("there are no seats to settle".into()));
        }
        let (settled, _) = send_all(&desk, &open)?;
        let human = format!("{} settled\n", counted(settled as u64, "seat"));
        Ok(desk.finish(json!({ "settled": settled }), &human))
    }
}

/// Arguments of `civitas case withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    case: CaseArg,
    /// Where to: a wallet for SOL, a token account else. The wallet's own when not given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

impl Withdraw {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let wallet = desk.wallet();
        let destination = self.to.unwrap_or_else(|| filed.money.of_wallet(&wallet));
        let mut instructions = bounties(&filed, &wallet, destination);
        let serial =
            nation::citizen(&desk.rpc, &filed.case.nation, &wallet)?.map(|(_, citizen)| citizen.serial);
        let due = match side(&filed, &wallet, serial) {
            Some(Side::Claimant) => filed.case.claimant_due,
            Some(Side::Respondent) => filed.case.respondent_due,
            None => 0,
        };
        if due > 0 {
            instructions.push(
                WithdrawCase {
                    party: wallet,
                    citizen: filed.party_citizen(&desk.rpc, &wallet)?,
                    court: filed.case.court,
                    case: filed.address,
                    destination,
                    escrow: filed.court.escrow,
                    mint: filed.court.mint,
                    token_program: filed.court.token_program,
                }
                .instruction(),
            );
        }
        if instructions.is_empty() {
            return Err(Error::Usage(format!("nothing is due to {wallet} in this case")));
        }
        desk.send(instructions)
    }
}

/// The bounties that a wallet has earned by capturing.
fn bounties(filed: &Filed, wallet: &Address, destination: Address) -> Vec<Instruction> {
    (0..=filed.case.round)
        .zip(&filed.case.rounds)
        .filter(|(_, round)| round.captured_slot != 0 && round.bounty > 0 && round.capturer == *wallet)
        .map(|(number, _)| {
            WithdrawBounty {
                capturer: *wallet,
                court: filed.case.court,
                case: filed.address,
                destination,
                escrow: filed.court.escrow,
                mint: filed.court.mint,
                token_program: filed.court.token_program,
            }
            .instruction(WithdrawBountyInstructionArgs { round: number })
        })
        .collect()
}

/// Arguments of `civitas case close`.
#[derive(Debug, Args)]
pub struct Close {
    #[command(flatten)]
    case: CaseArg,
    #[command(flatten)]
    sending: Sending,
}

impl Close {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let case = filed.address;
        let mut over: Vec<Instruction> = filed
            .seats(&desk.rpc)?
            .into_iter()
            .filter(|(_, seat)| seat.settled != 0)
            .map(|(address, seat)| {
                CloseSeat { case, seat: address, rent_payer: seat.rent_payer }.instruction()
            })
            .collect();
        for (address, piece) in nation::all_of::<Evidence>(&desk.rpc, &case)? {
            let rent_payer = piece.rent_payer;
            over.push(CloseEvidenceAccount { case, evidence: address, rent_payer }.instruction());
        }
        let (accounts, landed) = send_all(&desk, &over)?;
        let closes = landed && self.close_case(&desk, &filed, accounts)?;
        if landed && accounts == 0 && !closes {
            return Err(Error::Usage("nothing of this case can be closed yet".into()));
        }
        let closed = accounts + usize::from(closes);
        let human = format!("{} closed\n", counted(closed as u64, "account"));
        Ok(desk.finish(json!({ "accounts": accounts, "case": closes }), &human))
    }

    /// Closes the case itself, if nothing keeps it open; else says whether anything was closed before it.
    fn close_case(&self, desk: &Desk<'_>, filed: &Filed, before: usize) -> Result<bool, Error> {
        let Some(case) = nation::find::<Case>(&desk.rpc, &filed.address)? else { return Ok(false) };
        let close = CloseCase { court: case.court, case: filed.address, rent_payer: case.rent_payer };
        match desk.deliver(vec![close.instruction()]) {
            Ok(_) => Ok(true),
            // It stays on record, or money is due: the program says which.
            Err(Error::Transaction(_)) if before > 0 => Ok(false),
            Err(error) => Err(error),
        }
    }
}
