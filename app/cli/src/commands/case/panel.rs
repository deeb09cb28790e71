//! The steps that are anyone's: closing evidence, capturing, drawing, counting, ending.

use crate::Error;
use crate::justice::{CaseArg, Filed, drawn, phase, present};
use crate::nation;
use crate::output::{Output, counted};
use crate::sending::{Delivery, Desk, Sending};
use clap::Args;
use client::addresses;
use client::court::accounts::Juror;
use client::court::instructions::{Capture, CloseEvidence, ConcludeAppeal, Draw, Finalize, Repin, Rule};
use cluster::Cluster;
use rules::sortition::{Search, first_produced};
use rules::trial::Phase;
use serde_json::json;
use solana_instruction::Instruction;
use solana_sdk_ids::sysvar::slot_hashes;

/// Bytes of the SlotHashes sysvar before its entries, and of an entry: slot and hash (`solana-slot-hashes`).
const HEADER: usize = 8;
const ENTRY: usize = 40;

/// A command about a case that needs nothing else.
#[derive(Debug, Args)]
pub struct Step {
    #[command(flatten)]
    case: CaseArg,
    #[command(flatten)]
    sending: Sending,
}

impl Step {
    fn send(&self, instruction: impl FnOnce(&Filed) -> Instruction) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        desk.send(vec![instruction(&filed)])
    }

    pub(super) fn close_evidence(&self) -> Result<Output, Error> {
        self.send(|filed| CloseEvidence { court: filed.case.court, case: filed.address }.instruction())
    }

    pub(super) fn rule(&self) -> Result<Output, Error> {
        self.send(|filed| Rule { case: filed.address }.instruction())
    }

    pub(super) fn finalize(&self) -> Result<Output, Error> {
        self.send(|filed| Finalize { court: filed.case.court, case: filed.address }.instruction())
    }

    pub(super) fn conclude(&self) -> Result<Output, Error> {
        self.send(|filed| {
            let (court, proposal) = (filed.case.court, filed.case.proposal);
            ConcludeAppeal { court, case: filed.address, proposal }.instruction()
        })
    }

    pub(super) fn capture(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let instruction = capture(&desk, &filed)?;
        desk.send(vec![instruction])
    }

    pub(super) fn draw(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let mut filed = self.case.open(&desk.rpc)?;
        if phase(&filed.case, desk.rpc.now()?) != Phase::Draw {
            return Err(Error::Usage(
                "no panel is being drawn in this case: civitas case show tells what is".into(),
            ));
        }
        while phase(&filed.case, desk.rpc.now()?) == Phase::Draw {
            let instruction = match drawn(&filed) {
                Some(index) => draw(&desk, &filed, index)?,
                None => capture(&desk, &filed)?,
            };
            if let Delivery::Written = desk.deliver(vec![instruction])? {
                break;
            }
            filed = filed.again(&desk.rpc)?;
        }
        let (seats, panel) = present(&filed.case).map_or((0, 0), |round| (round.seats, round.panel));
        let human = format!("{} of {panel} drawn\n", counted(seats.into(), "seat"));
        Ok(desk.finish(json!({ "seats": seats, "panel": panel }), &human))
    }
}

/// Captures the hash of the pinned slot, or pins another slot where that one has aged out.
fn capture(desk: &Desk<'_>, filed: &Filed) -> Result<Instruction, Error> {
    let pinned = present(&filed.case).map_or(0, |round| round.pinned_slot);
    let (case, slot_hashes) = (filed.address, slot_hashes::ID);
    match search(&desk.rpc, pinned)? {
        Some(Search::AgedOut) => Ok(Repin { case, slot_hashes }.instruction()),
        Some(Search::TooEarly) if phase(&filed.case, desk.rpc.now()?) == Phase::Draw && !captured(filed) => {
            Err(Error::Usage(format!(
                "slot {pinned} decides, and is still to come: the cluster is at slot {}; try again in some seconds",
                desk.rpc.slot()?
            )))
        }
        // Whatever else keeps it from being captured, the program says by name.
        _ => Ok(Capture { capturer: desk.wallet(), case, slot_hashes }.instruction()),
    }
}

fn captured(filed: &Filed) -> bool {
    present(&filed.case).is_some_and(|round| round.captured_slot != 0)
}

/// Looks for the first slot produced from the pinned one on; `None` where the node does not show the sysvar.
fn search(cluster: &dyn Cluster, pinned: u64) -> Result<Option<Search>, Error> {
    let Some(account) = cluster.account(&slot_hashes::ID)? else { return Ok(None) };
    let Some((count, entries)) = account.data.split_first_chunk::<HEADER>() else { return Ok(None) };
    let entries: Vec<u64> = entries
        .chunks_exact(ENTRY)
        .take(usize::try_from(u64::from_le_bytes(*count)).unwrap_or(usize::MAX))
        .filter_map(|entry| Some(u64::from_le_bytes(*entry.first_chunk()?)))
        .collect();
    Ok(Some(first_produced(pinned, entries.len(), |at| entries.get(at).copied().unwrap_or_default())))
}

/// Draws the next seat, for which the lot has fallen on this index.
fn draw(desk: &Desk<'_>, filed: &Filed, index: u32) -> Result<Instruction, Error> {
    let juror = addresses::juror(&filed.case.court, index).0;
    // Of a juror who has left no account is looked at.
    let citizen = nation::find::<Juror>(&desk.rpc, &juror)?.map_or(juror, |juror| juror.citizen);
    let number = present(&filed.case).map_or(0, |round| round.seats);
    let seat = addresses::seat(&filed.address, filed.case.round, number).0;
    Ok(Draw { payer: desk.payer(), case: filed.address, juror, citizen, seat }.instruction())
}
