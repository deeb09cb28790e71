//! Nations: founding one, and what it is.

use super::arguments::{Document, seconds};
use super::court::authority;
use crate::Error;
use crate::money::Money;
use crate::nation::{self, NationArg};
use crate::output::{self, Output, grouped, padded, span};
use crate::sending::{Reading, Sending};
use clap::{Args, Subcommand, ValueEnum};
use client::governor::accounts::Governor;
use client::governor::instructions::{
    CreateGovernor, CreateGovernorInstructionArgs, SetTrack, SetTrackInstructionArgs,
};
use client::governor::types::TrackRules;
use client::membership::accounts::Nation as NationAccount;
use client::membership::instructions::{FoundNation, FoundNationInstructionArgs};
use client::{MEMBERSHIP_ID, addresses};
use cluster::Cluster;
use rules::census::population;
use serde_json::{Value, json};
use solana_address::Address;
use std::fmt::Write;

/// The commands of `civitas nation`.
#[derive(Debug, Subcommand)]
pub enum Nation {
    /// Found a nation and create its governor. The wallet is the founder, and has the authority until its sunset.
    Found(Box<Found>),
    /// Set a track of the governor: the rules by which a kind of decision is made. The nation's authority signs.
    SetTrack(Box<Track>),
    /// Show a nation: its authorities, charter, admission, dues and people.
    Show(Show),
}

impl Nation {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Found(found) => found.execute(),
            Self::SetTrack(track) => track.execute(),
            Self::Show(show) => show.execute(),
        }
    }
}

/// Who becomes a citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Admission {
    /// Whoever wants to.
    Open,
    /// Whoever enough citizens vouch for.
    Vouched,
    /// Whoever the authority admits.
    Approved,
}

/// Arguments of `civitas nation found`.
#[derive(Debug, Args)]
pub struct Found {
    /// Its name in addresses: at most 32 lowercase letters, digits and hyphens.
    slug: String,
    /// The charter.
    #[command(flatten)]
    charter: Document,
    /// How long the founder has the authority; then it is the governor's.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "180d")]
    founding: u32,
    /// Who becomes a citizen.
    #[arg(long, value_enum, default_value_t = Admission::Open)]
    admission: Admission,
    /// Citizens who must vouch for an applicant, where admission is by vouching.
    #[arg(long, default_value_t = 0)]
    vouches: u8,
    /// Length of a citizen's term.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "360d")]
    term: u32,
    /// To what ends of terms are rounded up, so that the census can count them; a term has at most 63 of it.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "30d")]
    bucket: u32,
    /// Dues for a term.
    #[arg(long, value_name = "AMOUNT", default_value = "0")]
    dues: String,
    /// Mint of the dues; SOL when not given.
    #[arg(long, value_name = "MINT")]
    dues_mint: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

impl Found {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        if self.slug.len() > 32 {
            return Err(Error::Usage("a slug has at most 32 bytes".into()));
        }
        let founder = desk.wallet();
        let nation = addresses::nation(&self.slug).0;
        if nation::find::<NationAccount>(&desk.rpc, &nation)?.is_some() {
            return Err(Error::Usage(format!("there is a nation `{}` already", self.slug)));
        }
        let dues = Money::named(&desk.rpc, self.dues_mint)?;
        let governor = addresses::governor(&nation).0;
        let executor = addresses::executor(&governor).0;
        let found = FoundNation { founder, nation, passport_group: addresses::passport_group(&nation).0 };
        let found = found.instruction(FoundNationInstructionArgs {
            slug: self.slug.clone(),
            charter_hash: self.charter.hash()?,
            charter_uri: self.charter.uri.clone(),
            founder_sunset: desk.rpc.now()?.saturating_add(self.founding.into()),
            successor: executor,
            admission: self.admission as u8,
            vouches_required: self.vouches,
            term_seconds: self.term.into(),
            bucket_seconds: self.bucket.into(),
            dues_mint: dues.mint,
            dues_amount: dues.read(&self.dues)?,
        });
        let govern = CreateGovernor { payer: desk.payer(), authority: founder, nation, governor, executor }
            .instruction(CreateGovernorInstructionArgs { guardian: Address::default(), guardian_until: 0 });
        desk.deliver(vec![found, govern])?;
        let human = format!(
            "nation {nation}, governor {governor}\nnext: civitas nation set-track 0 --name NAME --nation {}\n",
            self.slug
        );
        let data = json!({ "nation": nation.to_string(), "governor": governor.to_string() });
        Ok(desk.finish(data, &human))
    }
}

/// Which citizens decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Chambers {
    /// The citizens, each with a vote.
    Citizens,
    /// Who has staked tokens, by how many.
    Stakers,
    /// Both, each for itself.
    Both,
}

/// Arguments of `civitas nation set-track`. What is not given keeps its value, or for a new track gets the one in the
/// help.
#[derive(Debug, Args)]
pub struct Track {
    /// Number of the track, from 0 to 7.
    index: u8,
    #[command(flatten)]
    nation: NationArg,
    /// What it is called.
    #[arg(long)]
    name: Option<String>,
    /// Deposit at submission, in SOL; forfeit when the quorum is missed [new: 0.01].
    #[arg(long, value_name = "SOL")]
    deposit: Option<String>,
    /// Time between submission and the opening of the vote [new: 2d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    review: Option<u32>,
    /// Time to vote [new: 5d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    voting: Option<u32>,
    /// Time after that in which only ballots against count [new: 1d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    objection: Option<u32>,
    /// Time between decision and execution [new: 2d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    timelock: Option<u32>,
    /// Time to execute [new: 7d].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    execution: Option<u32>,
    /// How long a citizen must have belonged to the nation to have a vote [new: 0s].
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    tenure: Option<u32>,
    /// Share of the electorate that must take part, in basis points [new: 2000].
    #[arg(long, value_name = "BPS")]
    quorum: Option<u16>,
    /// Share of for and against that the votes for must exceed, in basis points [new: 5000].
    #[arg(long, value_name = "BPS")]
    threshold: Option<u16>,
    /// Undecided proposals at most [new: 8].
    #[arg(long)]
    max_open: Option<u16>,
    /// Who decides [new: citizens].
    #[arg(long, value_enum)]
    chambers: Option<Chambers>,
    /// Program that actions may call, by its address or as membership, governor, treasury, land, court or diplomacy. Can
    /// be given several times [new: none].
    #[arg(long = "program", value_name = "PROGRAM")]
    programs: Vec<String>,
    #[command(flatten)]
    sending: Sending,
}

const DAY: u32 = 86_400;

/// The rules of a new track.
const NEW: TrackRules = TrackRules {
    deposit: 10_000_000,
    review_seconds: 2 * DAY,
    voting_seconds: 5 * DAY,
    objection_seconds: DAY,
    timelock_seconds: 2 * DAY,
    execution_seconds: 7 * DAY,
    tenure_seconds: 0,
    quorum_bps: 2_000,
    threshold_bps: 5_000,
    max_open: 8,
    chambers: 1,
    final_ballots: 0,
};

/// The address of a program by its name or address.
fn program(name: &str) -> Result<Address, Error> {
    let known = crate::programs::PROGRAMS.iter().find(|(known, _)| *known == name);
    known
        .map(|(_, id)| *id)
        .or_else(|| name.parse().ok())
        .ok_or_else(|| Error::Usage(format!("`{name}` is neither a program of Civitas nor an address")))
}

impl Track {
    fn execute(&self) -> Result<Output, Error> {
        let named = self.programs.iter().map(|name| program(name)).collect::<Result<Vec<_>, _>>()?;
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let authority = authority(&desk, &nation, &account)?;
        let governor = addresses::governor(&nation).0;
        let known: Governor = nation::read(&desk.rpc, &governor)?;
        let track = known
            .tracks
            .get(usize::from(self.index))
            .ok_or_else(|| Error::Usage("a governor has the tracks 0 to 7".into()))?;
        // A track that was never set allows no proposal.
        let before = (track.rules.max_open > 0).then_some(track);
        let rules = before.map_or(NEW, |track| track.rules.clone());
        let deposit = self.deposit.as_ref().map_or(Ok(rules.deposit), |text| {
            crate::money::amount(text, 9).ok_or_else(|| Error::Usage(format!("`{text}` is no amount of SOL")))
        })?;
        let programs = match before {
            Some(track) if named.is_empty() => {
                track.programs.iter().take(track.program_count.into()).copied().collect()
            }
            _ => named,
        };
        let name = match (&self.name, before) {
            (Some(name), _) => name.clone(),
            (None, Some(track)) => padded(&track.name),
            (None, None) => return Err(Error::Usage("name the track with --name".into())),
        };
        let rules = TrackRules {
            deposit,
            review_seconds: self.review.unwrap_or(rules.review_seconds),
            voting_seconds: self.voting.unwrap_or(rules.voting_seconds),
            objection_seconds: self.objection.unwrap_or(rules.objection_seconds),
            timelock_seconds: self.timelock.unwrap_or(rules.timelock_seconds),
            execution_seconds: self.execution.unwrap_or(rules.execution_seconds),
            tenure_seconds: self.tenure.unwrap_or(rules.tenure_seconds),
            quorum_bps: self.quorum.unwrap_or(rules.quorum_bps),
            threshold_bps: self.threshold.unwrap_or(rules.threshold_bps),
            max_open: self.max_open.unwrap_or(rules.max_open),
            chambers: self.chambers.map_or(rules.chambers, |chambers| chambers as u8 + 1),
            final_ballots: rules.final_ballots,
        };
        let set = SetTrack { authority, nation, governor };
        desk.send(vec![set.instruction(SetTrackInstructionArgs { index: self.index, name, rules, programs })])
    }
}

/// Arguments of `civitas nation show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    reading: Reading,
}

fn admission(nation: &NationAccount) -> String {
    match nation.admission {
        0 => "open".into(),
        1 => format!("by {} who vouch", output::counted(nation.vouches_required.into(), "citizen")),
        2 => "by the authority".into(),
        _ => "unknown".into(),
    }
}

impl Show {
    fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[MEMBERSHIP_ID])?;
        let (address, nation) = self.nation.find(&*cluster)?;
        let now = cluster.now()?;
        let members = population(nation.census_first, &nation.members, now, nation.bucket_seconds);
        let voters = population(nation.census_first, &nation.voters, now, nation.bucket_seconds);
        let executor = addresses::executor(&addresses::governor(&address).0).0;
        let founding = nation.authority == nation.founder;
        let by = if nation.authority == executor {
            "its governor, by what the citizens carry"
        } else if founding {
            "its founder"
        } else {
            "a key or program"
        };
        let some = |address: &Address| (*address != Address::default()).then(|| address.to_string());
        let data: Value = json!({
            "slug": padded(&nation.slug),
            "address": address.to_string(),
            "authority": nation.authority.to_string(),
            "authority_is": by,
            "founder": nation.founder.to_string(),
            "founder_sunset": nation.founder_sunset,
            "successor": nation.successor.to_string(),
            "court": some(&nation.court),
            "treasury": some(&nation.treasury),
            "charter": {
                "uri": padded(&nation.charter_uri),
                "sha256": output::hex(&nation.charter_hash),
                "version": nation.charter_version,
                "adopted_at": nation.charter_adopted_at,
            },
            "admission": admission(&nation),
            "term_seconds": nation.term_seconds,
            "dues": { "amount": nation.dues_amount, "mint": nation.dues_mint.to_string() },
            "members": members,
            "voters": voters,
            "founded_at": nation.founded_at,
            "now": now,
        });
        let mut text = format!("{} ({address})\n", padded(&nation.slug));
        let mut line = |name: &str, value: String| {
            let _ = writeln!(text, "  {name:<11}{value}");
        };
        line("authority", format!("{} ({by})", nation.authority));
        if founding {
            line("until", output::deadline(now, nation.founder_sunset));
            line("then", format!("{} (what its governor signs by)", nation.successor));
        }
        line("court", some(&nation.court).unwrap_or_else(|| "none".into()));
        line("treasury", some(&nation.treasury).unwrap_or_else(|| "none".into()));
        let charter = output::hex(&nation.charter_hash);
        let uri = padded(&nation.charter_uri);
        line("charter", format!("version {}: {uri} (SHA-256 {charter})", nation.charter_version));
        line("admission", admission(&nation));
        let term = u32::try_from(nation.term_seconds).map_or_else(|_| nation.term_seconds.to_string(), span);
        line("dues", format!("{} for {term}", self.dues(&*cluster, &nation)?));
        line("members", format!("{}, of whom {} have a vote", grouped(members), grouped(voters)));
        Ok(Output::new(&data, text))
    }

    fn dues(&self, cluster: &dyn Cluster, nation: &NationAccount) -> Result<String, Error> {
        // How a mint's program is called does not matter to write an amount.
        let money = Money::at(cluster, nation.dues_mint, Address::default())?;
        Ok(money.write(nation.dues_amount))
    }
}
