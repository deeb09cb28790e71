//! The court of a nation, and its rules.

use super::arguments::seconds;
use crate::Error;
use crate::justice::CourtFile;
use crate::money::Money;
use crate::nation::{self, NationArg};
use crate::output::{Output, grouped, padded, span};
use crate::sending::{Desk, Reading, Sending};
use clap::{Args, Subcommand};
use client::court::accounts::Court as CourtAccount;
use client::court::instructions::{
    CollectFines, CreateCourt, CreateCourtInstructionArgs, SetParameters, SetParametersInstructionArgs,
};
use client::court::types::CourtParams;
use client::membership::accounts::Nation;
use client::membership::instructions::{SetCourt, SetCourtInstructionArgs};
use client::treasury::accounts::Ledger;
use client::{COURT_ID, MEMBERSHIP_ID, addresses};
use serde_json::json;
use solana_address::Address;
use std::fmt::Write;

/// The commands of `civitas court`.
#[derive(Debug, Subcommand)]
pub enum Court {
    /// Create the court of a nation and name it as such. The nation's authority signs.
    Create(Create),
    /// Show the court: its rules, its jurors, its cases, its money.
    Show(Show),
    /// Change the rules. Cases that are filed keep theirs. The nation's authority signs.
    SetParameters(SetParams),
    /// Pay what the court keeps for the nation into the treasury, as fines. Anyone may.
    CollectFines(Collect),
}

impl Court {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Create(create) => create.execute(),
            Self::Show(show) => show.execute(),
            Self::SetParameters(set) => set.execute(),
            Self::CollectFines(collect) => collect.execute(),
        }
    }
}

/// Rules of a court. What is not given keeps its value, or for a new court gets the one in the help.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
struct Rules {
    /// Fee for each seat of the first panel, in the court's money [new: 0.01]. An appeal costs twice as much a seat.
    #[arg(long, value_name = "AMOUNT")]
    fee: Option<String>,
    /// What a juror has at risk for each seat [new: 0.05].
    #[arg(long, value_name = "AMOUNT")]
    bond: Option<String>,
    /// Seats of the first panel; odd [new: 3].
    #[arg(long)]
    panel: Option<u8>,
    /// Appeals to a larger panel before the citizens can be asked, at most four [new: 2].
    #[arg(long)]
    max_appeals: Option<u8>,
    /// Time to answer [new: 7d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    answer: Option<u32>,
    /// Time to bring evidence after that [new: 7d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    evidence: Option<u32>,
    /// Time to draw a panel, at most 7d [new: 1d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    draw: Option<u32>,
    /// Time to commit to a choice [new: 3d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    commit: Option<u32>,
    /// Time to reveal it [new: 3d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    reveal: Option<u32>,
    /// Time to appeal a ruling [new: 5d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    appeal: Option<u32>,
    /// Time between leaving the jury and getting the bond back [new: draw, commit and reveal together].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    unbonding: Option<u32>,
    /// Longest suspension that can be asked for [new: 365d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    max_suspension: Option<u32>,
    /// Longest injunction that can be asked for [new: 30d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    max_injunction: Option<u32>,
    /// Track of the governor on which the citizens are asked [new: 0].
    #[arg(long, value_name = "TRACK")]
    citizens_track: Option<u8>,
}

const DAY: u32 = 86_400;

/// The rules of a new court, but for the unbonding time and the amounts.
const NEW: CourtParams = CourtParams {
    fee: 0,
    bond: 0,
    answer_seconds: 7 * DAY,
    evidence_seconds: 7 * DAY,
    draw_seconds: DAY,
    commit_seconds: 3 * DAY,
    reveal_seconds: 3 * DAY,
    appeal_seconds: 5 * DAY,
    unbonding_seconds: 0,
    max_suspension_seconds: 365 * DAY,
    max_injunction_seconds: 30 * DAY,
    panel: 3,
    max_appeals: 2,
    citizens_track: 0,
    padding: 0,
};

impl Rules {
    fn over(&self, before: CourtParams, money: &Money) -> Result<CourtParams, Error> {
        let amount =
            |text: &Option<String>, before| text.as_ref().map_or(Ok(before), |text| money.read(text));
        let mut params = CourtParams {
            fee: amount(&self.fee, before.fee)?,
            bond: amount(&self.bond, before.bond)?,
            answer_seconds: self.answer.unwrap_or(before.answer_seconds),
            evidence_seconds: self.evidence.unwrap_or(before.evidence_seconds),
            draw_seconds: self.draw.unwrap_or(before.draw_seconds),
            commit_seconds: self.commit.unwrap_or(before.commit_seconds),
            reveal_seconds: self.reveal.unwrap_or(before.reveal_seconds),
            appeal_seconds: self.appeal.unwrap_or(before.appeal_seconds),
            unbonding_seconds: self.unbonding.unwrap_or(before.unbonding_seconds),
            max_suspension_seconds: self.max_suspension.unwrap_or(before.max_suspension_seconds),
            max_injunction_seconds: self.max_injunction.unwrap_or(before.max_injunction_seconds),
            panel: self.panel.unwrap_or(before.panel),
            max_appeals: self.max_appeals.unwrap_or(before.max_appeals),
            citizens_track: self.citizens_track.unwrap_or(before.citizens_track),
            padding: 0,
        };
        if params.unbonding_seconds == 0 {
            let sitting = params.draw_seconds.checked_add(params.commit_seconds);
            params.unbonding_seconds =
                sitting.and_then(|sum| sum.checked_add(params.reveal_seconds)).unwrap_or(u32::MAX);
        }
        Ok(params)
    }
}

/// Checks that the wallet is the nation's authority, without which no transaction of this kind can be signed.
///
/// # Errors
/// [`Error::Usage`].
pub(super) fn authority(desk: &Desk<'_>, at: &Address, nation: &Nation) -> Result<Address, Error> {
    if desk.wallet() == nation.authority {
        return Ok(nation.authority);
    }
    let executor = addresses::executor(&addresses::governor(at).0).0;
    Err(Error::Usage(if nation.authority == executor {
        format!(
            "the authority of {} is its governor: this must be an action of a proposal that the citizens carry",
            padded(&nation.slug)
        )
    } else {
        format!("the authority of {} is {}, not this wallet", padded(&nation.slug), nation.authority)
    }))
}

/// Arguments of `civitas court create`.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    nation: NationArg,
    /// Mint of fees and bonds; SOL when not given.
    #[arg(long)]
    mint: Option<Address>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    sending: Sending,
}

impl Create {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let authority = authority(&desk, &nation, &account)?;
        let money = Money::named(&desk.rpc, self.mint)?;
        let new = CourtParams { fee: money.read("0.01")?, bond: money.read("0.05")?, ..NEW };
        let params = self.rules.over(new, &money)?;
        let court = addresses::court(&nation).0;
        let create = CreateCourt {
            payer: desk.payer(),
            authority,
            nation,
            court,
            escrow: addresses::court_escrow(&court).0,
            mint: money.mint,
            token_program: money.program,
        }
        .instruction(CreateCourtInstructionArgs { params });
        let mut instructions = vec![create];
        if account.court != court {
            let name = SetCourt { authority, nation }.instruction(SetCourtInstructionArgs { court });
            instructions.push(name);
        }
        desk.deliver(instructions)?;
        Ok(desk.finish(json!({ "court": court.to_string() }), &format!("court {court}\n")))
    }
}

/// Arguments of `civitas court set-parameters`.
#[derive(Debug, Args)]
pub struct SetParams {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    sending: Sending,
}

impl SetParams {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let authority = authority(&desk, &file.nation, &file.of)?;
        let params = self.rules.over(file.court.params.clone(), &file.money)?;
        if params == file.court.params {
            return Err(Error::Usage("these are the rules already: name what shall change".into()));
        }
        let set = SetParameters { authority, nation: file.nation, court: file.address }
            .instruction(SetParametersInstructionArgs { params });
        desk.send(vec![set])
    }
}

/// Arguments of `civitas court collect-fines`.
#[derive(Debug, Args)]
pub struct Collect {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Collect {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let ledger = addresses::ledger(&addresses::treasury(&file.nation).0, &file.court.mint).0;
        let account: Ledger = nation::find(&desk.rpc, &ledger)?
            .ok_or_else(|| Error::Usage("the treasury has no ledger of the court's mint yet".into()))?;
        let collect = CollectFines {
            court: file.address,
            escrow: file.court.escrow,
            ledger,
            holding: account.holding,
            mint: file.court.mint,
            token_program: file.court.token_program,
        };
        desk.send(vec![collect.instruction()])
    }
}

/// Arguments of `civitas court show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    reading: Reading,
}

impl Show {
    fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[COURT_ID, MEMBERSHIP_ID])?;
        let file = CourtFile::open(&*cluster, &self.nation)?;
        let CourtAccount { params, mint, held, fines, next_case, next_juror, jurors, .. } = &file.court;
        let in_office = file.of.court == file.address;
        let data = json!({
            "nation": padded(&file.of.slug),
            "address": file.address.to_string(),
            "in_office": in_office,
            "mint": mint.to_string(),
            "held": held,
            "fines": fines,
            "cases": next_case,
            "jurors": jurors,
            "jurors_ever": next_juror,
            "rules": {
                "fee": params.fee,
                "bond": params.bond,
                "panel": params.panel,
                "max_appeals": params.max_appeals,
                "answer_seconds": params.answer_seconds,
                "evidence_seconds": params.evidence_seconds,
                "draw_seconds": params.draw_seconds,
                "commit_seconds": params.commit_seconds,
                "reveal_seconds": params.reveal_seconds,
                "appeal_seconds": params.appeal_seconds,
                "unbonding_seconds": params.unbonding_seconds,
                "max_suspension_seconds": params.max_suspension_seconds,
                "max_injunction_seconds": params.max_injunction_seconds,
                "citizens_track": params.citizens_track,
            },
        });
        Ok(Output::new(&data, human(&file, in_office)))
    }
}

fn human(file: &CourtFile, in_office: bool) -> String {
    let (court, params, money) = (&file.court, &file.court.params, &file.money);
    let mut text = format!("Court of {} ({})\n", padded(&file.of.slug), file.address);
    if !in_office {
        text.push_str("  not in office: the nation has named another court, or none\n");
    }
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "  {name:<16}{value}");
    };
    line("jurors", format!("{}, {} ever", grouped(court.jurors), grouped(court.next_juror)));
    line("cases", grouped(court.next_case));
    line("holds", money.write(court.held));
    line("for the nation", money.write(court.fines));
    line("fee a seat", format!("{}; in an appeal twice that", money.write(params.fee)));
    line("bond a seat", money.write(params.bond));
    line("first panel", format!("{} seats, at most {} appeals", params.panel, params.max_appeals));
    for (name, seconds) in [
        ("to answer", params.answer_seconds),
        ("for evidence", params.evidence_seconds),
        ("to draw", params.draw_seconds),
        ("to commit", params.commit_seconds),
        ("to reveal", params.reveal_seconds),
        ("to appeal", params.appeal_seconds),
        ("to leave", params.unbonding_seconds),
    ] {
        line(name, span(seconds));
    }
    line("suspensions", format!("at most {}", span(params.max_suspension_seconds)));
    line("injunctions", format!("at most {}", span(params.max_injunction_seconds)));
    line("last appeal", format!("to all citizens, on track {}", params.citizens_track));
    text
}
