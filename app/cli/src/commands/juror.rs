//! Jurors: joining, leaving, bonds and pay, and what is on a juror's desk.

use crate::Error;
use crate::justice::{CourtFile, Filed, Step, deadline, steps};
use crate::nation::{self, NationArg};
use crate::output::{self, Output, grouped, table};
use crate::sending::{Reading, Sending};
use clap::{Args, Subcommand};
use client::court::accounts::{Case, Juror as JurorAccount};
use client::court::instructions::{
    AddBond, AddBondInstructionArgs, ClaimJuror, JoinJury, JoinJuryInstructionArgs, LeaveJury, WithdrawBond,
    WithdrawRewards,
};
use client::{COURT_ID, MEMBERSHIP_ID, addresses};
use cluster::Cluster;
use serde_json::{Value, json};
use solana_address::Address;

/// The commands of `civitas juror`.
#[derive(Debug, Subcommand)]
pub enum Juror {
    /// Join the jury with a bond. A citizen in good standing signs.
    Join(Join),
    /// Add to the bond, so that more seats can be held.
    AddBond(Add),
    /// Begin to leave. Whoever leaves can still be drawn until the unbonding time is over.
    Leave(Act),
    /// Withdraw what was earned; for whoever has left, the bond too.
    Withdraw(Withdraw),
    /// Make this wallet the juror's, after the citizenship was moved to it.
    Claim(Act),
    /// List the jurors.
    List(List),
    /// Show what a juror has to do, in which case, and until when.
    Desk(DeskOf),
}

impl Juror {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Join(join) => join.execute(),
            Self::AddBond(add) => add.execute(),
            Self::Leave(act) => act.leave(),
            Self::Withdraw(withdraw) => withdraw.execute(),
            Self::Claim(act) => act.claim(),
            Self::List(list) => list.execute(),
            Self::Desk(desk) => desk.execute(),
        }
    }
}

/// Arguments of `civitas juror join`.
#[derive(Debug, Args)]
pub struct Join {
    #[command(flatten)]
    nation: NationArg,
    /// The bond, in the court's money; that of one seat when not given.
    #[arg(long, value_name = "AMOUNT")]
    bond: Option<String>,
    #[command(flatten)]
    sending: Sending,
}

impl Join {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let wallet = desk.wallet();
        let (citizen, account) = nation::citizen(&desk.rpc, &file.nation, &wallet)?
            .ok_or_else(|| Error::Usage(format!("{wallet} is no citizen of this nation")))?;
        let bond = self.bond.as_ref().map_or(Ok(file.court.params.bond), |text| file.money.read(text))?;
        let index = file.court.next_juror;
        let join = JoinJury {
            payer: desk.payer(),
            wallet,
            source: file.money.of_wallet(&wallet),
            court: file.address,
            citizen,
            juror: addresses::juror(&file.address, index).0,
            juror_of: addresses::juror_of(&file.address, account.serial).0,
            escrow: file.court.escrow,
            mint: file.court.mint,
            token_program: file.court.token_program,
        };
        desk.deliver(vec![join.instruction(JoinJuryInstructionArgs { bond })])?;
        Ok(desk.finish(json!({ "juror": index }), &format!("juror {index}\n")))
    }
}

/// Arguments of `civitas juror add-bond`.
#[derive(Debug, Args)]
pub struct Add {
    /// How much, in the court's money.
    amount: String,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Add {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let wallet = desk.wallet();
        let (juror, _) = file.juror(&desk.rpc, &wallet)?;
        let add = AddBond {
            wallet,
            source: file.money.of_wallet(&wallet),
            court: file.address,
            juror,
            escrow: file.court.escrow,
            mint: file.court.mint,
            token_program: file.court.token_program,
        };
        desk.send(vec![add.instruction(AddBondInstructionArgs { amount: file.money.read(&self.amount)? })])
    }
}

/// Arguments of `civitas juror leave` and `claim`.
#[derive(Debug, Args)]
pub struct Act {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Act {
    fn leave(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let (juror, _) = file.juror(&desk.rpc, &desk.wallet())?;
        let leave = LeaveJury { wallet: desk.wallet(), court: file.address, juror };
        desk.send(vec![leave.instruction()])
    }

    fn claim(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let wallet = desk.wallet();
        let (citizen, _) = nation::citizen(&desk.rpc, &file.nation, &wallet)?
            .ok_or_else(|| Error::Usage(format!("{wallet} is no citizen of this nation")))?;
        let (juror, account) = file.juror(&desk.rpc, &wallet)?;
        if account.wallet == wallet && account.citizen == citizen {
            return Err(Error::Usage(format!("juror {} acts by this wallet already", account.index)));
        }
        desk.send(vec![ClaimJuror { wallet, court: file.address, citizen, juror }.instruction()])
    }
}

/// Arguments of `civitas juror withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    nation: NationArg,
    /// Where to: a wallet for SOL, a token account else. The wallet's own when not given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

impl Withdraw {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let wallet = desk.wallet();
        let destination = self.to.unwrap_or_else(|| file.money.of_wallet(&wallet));
        let (juror, account) = file.juror(&desk.rpc, &wallet)?;
        let (court, escrow) = (file.address, file.court.escrow);
        let (mint, token_program) = (file.court.mint, file.court.token_program);
        let has_left = account.leaves_at != 0 && desk.rpc.now()? >= account.leaves_at;
        let instruction = if has_left {
            let juror_of = addresses::juror_of(&court, account.serial).0;
            let rent_payer = account.rent_payer;
            WithdrawBond {
                wallet,
                court,
                juror,
                juror_of,
                rent_payer,
                destination,
                escrow,
                mint,
                token_program,
            }
            .instruction()
        } else {
            if account.due == 0 {
                return Err(Error::Usage(match account.leaves_at {
                    0 => {
                        "nothing was earned yet; to get the bond back leave first: civitas juror leave".into()
                    }
                    at => format!("nothing was earned; the bond is free {}", output::moment(at)),
                }));
            }
            WithdrawRewards { wallet, court, juror, destination, escrow, mint, token_program }.instruction()
        };
        desk.send(vec![instruction])
    }
}

/// Arguments of `civitas juror list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    reading: Reading,
}

impl List {
    fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[COURT_ID, MEMBERSHIP_ID])?;
        let file = CourtFile::open(&*cluster, &self.nation)?;
        let mut jurors = nation::all_of::<JurorAccount>(&*cluster, &file.address)?;
        jurors.sort_by_key(|(_, juror)| juror.index);
        let data: Vec<Value> = jurors.iter().map(|(address, juror)| one(address, juror)).collect();
        let rows = jurors.iter().map(|(_, juror)| {
            [
                juror.wallet.to_string(),
                leaving(juror),
                juror.index.to_string(),
                grouped(juror.bond),
                grouped(juror.locked),
                grouped(juror.due),
                cases(juror).len().to_string(),
            ]
        });
        let table = table(["Wallet", "Stays", "Juror", "Bond", "At risk", "Earned", "Seats"], 2, rows);
        Ok(Output::new(&json!({ "jurors": data }), table))
    }
}

fn leaving(juror: &JurorAccount) -> String {
    match juror.leaves_at {
        0 => "yes".into(),
        at => format!("until {}", output::moment(at)),
    }
}

/// The numbers of the cases that a juror sits in.
fn cases(juror: &JurorAccount) -> Vec<u64> {
    juror.cases.iter().filter_map(|case| case.checked_sub(1)).collect()
}

fn one(address: &Address, juror: &JurorAccount) -> Value {
    json!({
        "juror": juror.index,
        "address": address.to_string(),
        "wallet": juror.wallet.to_string(),
        "serial": juror.serial,
        "bond": juror.bond,
        "locked": juror.locked,
        "due": juror.due,
        "leaves_at": juror.leaves_at,
        "cases": cases(juror),
    })
}

/// Arguments of `civitas juror desk`.
#[derive(Debug, Args)]
pub struct DeskOf {
    /// The juror's wallet.
    wallet: Address,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    reading: Reading,
}

impl DeskOf {
    fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[COURT_ID, MEMBERSHIP_ID])?;
        let file = CourtFile::open(&*cluster, &self.nation)?;
        let (address, juror) = file.juror(&*cluster, &self.wallet)?;
        let now = cluster.now()?;
        let mut human = format!(
            "Juror {}: bond {}, of which {} is at risk; {} earned\n",
            juror.index,
            file.money.write(juror.bond),
            file.money.write(juror.locked),
            file.money.write(juror.due)
        );
        let mut listed = Vec::new();
        for id in cases(&juror) {
            let at = addresses::case(&file.address, id).0;
            let Some(case) = nation::find::<Case>(&*cluster, &at)? else { continue };
            let (until, filed) = (deadline(&case, now), Filed::read(&*cluster, at)?);
            let mine: Vec<Step> = steps(&*cluster, &filed, Some(&self.wallet), now)?
                .into_iter()
                .filter(|step| step.who.contains("juror"))
                .collect();
            human += &format!("Case {id}\n");
            if mine.is_empty() {
                let until =
                    until.map_or_else(String::new, |at| format!(" until {}", output::deadline(now, at)));
                human += &format!("  nothing to do{until}\n");
            }
            mine.iter().for_each(|step| human += &step.to_human(now));
            listed.push(json!({ "case": id, "address": at.to_string(), "deadline": until, "next": mine }));
        }
        if listed.is_empty() {
            human.push_str("No seats are held.\n");
        }
        let data = json!({ "juror": one(&address, &juror), "now": now, "cases": listed });
        Ok(Output::new(&data, human))
    }
}
