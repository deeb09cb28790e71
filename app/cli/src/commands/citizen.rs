//! Citizens: joining, renewing, vouching, and how a citizen stands.

use crate::Error;
use crate::money::Money;
use crate::nation::{self, NationArg};
use crate::output::{self, Output, padded};
use crate::sending::{Desk, Reading, Sending};
use clap::{Args, Subcommand};
use client::membership::accounts::{Application, Citizen as CitizenAccount, Nation};
use client::membership::instructions::{
    Admit, Apply, ApplyInstructionArgs, Join, JoinInstructionArgs, Renounce, SetDelegate, SignCharter,
    SignCharterInstructionArgs, Vouch,
};
use client::treasury::accounts::Ledger;
use client::treasury::instructions::{PayDues, PayDuesInstructionArgs};
use client::{MEMBERSHIP_ID, addresses};
use cluster::Cluster;
use rules::eligibility::{Ineligible, Standing, in_good_standing};
use serde_json::json;
use sha2::{Digest, Sha256};
use solana_address::Address;
use std::fmt::Write;
use std::path::PathBuf;

/// Admission without anybody's consent, and by vouching citizens (`membership`, `ADMISSION_`).
const OPEN: u8 = 0;
const VOUCHED: u8 = 1;
/// `delegate` of a citizen who has none.
const NO_DELEGATE: u64 = u64::MAX;

/// The commands of `civitas citizen`.
#[derive(Debug, Subcommand)]
pub enum Citizen {
    /// Join a nation, or apply to one that does not admit everybody. By it you sign the charter in force.
    Join(Enter),
    /// Pay dues, which extends the term.
    Renew(Renew),
    /// Show how a citizen stands: term, tier, suspension, delegate.
    Show(Show),
    /// Vouch for somebody who has applied, as a citizen.
    Vouch(Applicant),
    /// Admit somebody who has applied: the authority, or anyone once enough citizens have vouched.
    Admit(Applicant),
    /// Renounce the citizenship.
    Renounce(Act),
}

/// The commands of `civitas charter`.
#[derive(Debug, Subcommand)]
pub enum Charter {
    /// Sign the charter in force. Whoever has not signed it cannot vote on what is proposed under it.
    Sign(Sign),
}

impl Citizen {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Join(join) => join.execute(),
            Self::Renew(renew) => renew.execute(),
            Self::Show(show) => show.execute(),
            Self::Vouch(applicant) => applicant.vouch(),
            Self::Admit(applicant) => applicant.admit(),
            Self::Renounce(act) => act.renounce(),
        }
    }
}

impl Charter {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Sign(sign) => sign.execute(),
        }
    }
}

/// The charter that is consented to.
#[derive(Debug, Args)]
struct Consent {
    /// The text of the charter, to be sure that it is the one in force.
    #[arg(long, value_name = "FILE")]
    charter: Option<PathBuf>,
}

impl Consent {
    /// The hash of the charter in force, which must be that of the text if one is given.
    fn hash(&self, nation: &Nation) -> Result<[u8; 32], Error> {
        if let Some(path) = &self.charter {
            let bytes = std::fs::read(path)
                .map_err(|error| Error::input(path, None, format!("cannot be read: {error}")))?;
            let hash: [u8; 32] = Sha256::digest(bytes).into();
            if hash != nation.charter_hash {
                return Err(Error::Usage(format!(
                    "this is not the charter in force, which can be read at {}: its SHA-256 is {}, that of the file {}",
                    padded(&nation.charter_uri),
                    output::hex(&nation.charter_hash),
                    output::hex(&hash)
                )));
            }
        }
        Ok(nation.charter_hash)
    }
}

/// The citizen that the wallet is.
fn own(desk: &Desk<'_>, nation: &Address) -> Result<(Address, CitizenAccount), Error> {
    let wallet = desk.wallet();
    nation::citizen(&desk.rpc, nation, &wallet)?
        .ok_or_else(|| Error::Usage(format!("{wallet} is no citizen of this nation: civitas citizen join")))
}

/// Arguments of `civitas citizen join`.
#[derive(Debug, Args)]
pub struct Enter {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    sending: Sending,
}

impl Enter {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let charter_hash = self.consent.hash(&account)?;
        let (payer, wallet) = (desk.payer(), desk.wallet());
        let said = format!("charter {}\n", padded(&account.charter_uri));
        if account.admission == OPEN {
            let citizen = addresses::citizen(&nation, &wallet).0;
            let join = Join { payer, wallet, nation, citizen };
            desk.deliver(vec![join.instruction(JoinInstructionArgs { charter_hash })])?;
            return Ok(desk.finish(json!({ "citizen": citizen.to_string() }), &said));
        }
        let application = addresses::application(&nation, &wallet).0;
        let apply = Apply { payer, wallet, nation, application };
        desk.deliver(vec![apply.instruction(ApplyInstructionArgs { charter_hash })])?;
        let next = if account.admission == VOUCHED {
            format!(
                "applied: {} must vouch for you\n",
                output::counted(account.vouches_required.into(), "citizen")
            )
        } else {
            format!("applied: {} must admit you\n", account.authority)
        };
        Ok(desk.finish(json!({ "application": application.to_string() }), &(said + &next)))
    }
}

/// Arguments of `civitas citizen vouch` and `admit`.
#[derive(Debug, Args)]
pub struct Applicant {
    /// Wallet of whoever has applied.
    applicant: Address,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Applicant {
    fn application(&self, cluster: &dyn Cluster, nation: &Address) -> Result<(Address, Application), Error> {
        let address = addresses::application(nation, &self.applicant).0;
        let application = nation::find(cluster, &address)?
            .ok_or_else(|| Error::Usage(format!("{} has not applied", self.applicant)))?;
        Ok((address, application))
    }

    fn vouch(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let (application, _) = self.application(&desk.rpc, &nation)?;
        let (voucher, _) = own(&desk, &nation)?;
        let wallet = desk.wallet();
        desk.send(vec![Vouch { wallet, nation, voucher, application }.instruction()])
    }

    fn admit(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let (application, account) = self.application(&desk.rpc, &nation)?;
        let admit = Admit {
            payer: desk.payer(),
            caller: desk.wallet(),
            nation,
            application,
            citizen: addresses::citizen(&nation, &self.applicant).0,
            rent_payer: account.rent_payer,
        };
        desk.send(vec![admit.instruction()])
    }
}

/// Arguments of `civitas citizen renounce`.
#[derive(Debug, Args)]
pub struct Act {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Act {
    fn renounce(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let (citizen, _) = own(&desk, &nation)?;
        let wallet = desk.wallet();
        desk.send(vec![Renounce { wallet, nation, citizen }.instruction()])
    }
}

/// Arguments of `civitas charter sign`.
#[derive(Debug, Args)]
pub struct Sign {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    sending: Sending,
}

impl Sign {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let charter_hash = self.consent.hash(&account)?;
        let (citizen, own) = own(&desk, &nation)?;
        if own.charter_version >= account.charter_version {
            return Err(Error::Usage(format!("version {} is signed already", own.charter_version)));
        }
        let sign = SignCharter { wallet: desk.wallet(), nation, citizen };
        desk.deliver(vec![sign.instruction(SignCharterInstructionArgs { charter_hash })])?;
        let human = format!("charter {}\n", padded(&account.charter_uri));
        Ok(desk.finish(json!({ "version": account.charter_version }), &human))
    }
}

/// Arguments of `civitas delegate`.
#[derive(Debug, Args)]
pub struct Delegate {
    /// Wallet of the citizen who may vote for you when you do not.
    #[arg(required_unless_present = "nobody")]
    to: Option<Address>,
    /// Have no delegate any more.
    #[arg(long, conflicts_with = "to")]
    nobody: bool,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Delegate {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let (citizen, _) = own(&desk, &nation)?;
        let delegate = match &self.to {
            Some(to) => {
                let found = nation::citizen(&desk.rpc, &nation, to)?;
                let missing = || Error::Usage(format!("{to} is no citizen of this nation"));
                Some(found.ok_or_else(missing)?.0)
            }
            None => None,
        };
        let wallet = desk.wallet();
        desk.send(vec![SetDelegate { wallet, nation, citizen, delegate }.instruction()])
    }
}

/// Arguments of `civitas citizen renew`.
#[derive(Debug, Args)]
pub struct Renew {
    /// How many terms.
    #[arg(long, default_value_t = 1)]
    terms: u8,
    /// Whose term; one's own when not given.
    #[arg(long = "for", value_name = "WALLET")]
    wallet: Option<Address>,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Renew {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let payer = desk.wallet();
        let wallet = self.wallet.unwrap_or(payer);
        let (citizen, _) = nation::citizen(&desk.rpc, &nation, &wallet)?
            .ok_or_else(|| Error::Usage(format!("{wallet} is no citizen of this nation")))?;
        let treasury = addresses::treasury(&nation).0;
        let ledger = addresses::ledger(&treasury, &account.dues_mint).0;
        let book: Ledger = nation::find(&desk.rpc, &ledger)?
            .ok_or_else(|| Error::Usage("the treasury has no ledger of the dues yet".into()))?;
        let money = Money::at(&desk.rpc, book.mint, book.token_program)?;
        let amount = account
            .dues_amount
            .checked_mul(self.terms.into())
            .ok_or_else(|| Error::Usage("that would be more than there can be of the dues' mint".into()))?;
        let pay = PayDues {
            payer,
            source: money.of_wallet(&payer),
            nation,
            citizen,
            treasury,
            ledger,
            holding: book.holding,
            mint: book.mint,
            token_program: book.token_program,
        };
        desk.deliver(vec![pay.instruction(PayDuesInstructionArgs { terms: self.terms, amount })])?;
        let after: CitizenAccount = nation::read(&desk.rpc, &citizen)?;
        let human =
            format!("paid {}; the term ends {}\n", money.write(amount), output::moment(after.expires_at));
        Ok(desk.finish(json!({ "paid": amount, "expires_at": after.expires_at }), &human))
    }
}

/// Arguments of `civitas citizen show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The citizen's wallet.
    wallet: Address,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    reading: Reading,
}

/// How a citizen stands, in words.
fn standing(citizen: &CitizenAccount, now: i64) -> &'static str {
    let standing = Standing {
        status: citizen.status,
        tier: citizen.tier,
        expires_at: citizen.expires_at,
        suspended_until: citizen.suspended_until,
        joined_at: citizen.joined_at,
        charter_version: citizen.charter_version,
    };
    match in_good_standing(&standing, now) {
        Ok(()) => "in good standing",
        Err(Ineligible::NotActive) => "the citizenship has ended",
        Err(Ineligible::NotCitizen) => "a member without a vote",
        Err(Ineligible::Lapsed) => "lapsed: civitas citizen renew",
        Err(Ineligible::Suspended) => "suspended",
        Err(Ineligible::CharterNotSigned | Ineligible::JoinedTooLate) => "without a vote",
    }
}

fn tier(tier: u8) -> &'static str {
    match tier {
        0 => "visitor",
        1 => "resident",
        2 => "citizen",
        _ => "unknown",
    }
}

impl Show {
    fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[MEMBERSHIP_ID])?;
        let (nation, account) = self.nation.find(&*cluster)?;
        let (address, citizen) = nation::citizen(&*cluster, &nation, &self.wallet)?
            .ok_or_else(|| Error::Usage(format!("{} is no citizen of this nation", self.wallet)))?;
        let now = cluster.now()?;
        let delegate = (citizen.delegate != NO_DELEGATE).then_some(citizen.delegate);
        let data = json!({
            "nation": padded(&account.slug),
            "address": address.to_string(),
            "wallet": citizen.wallet.to_string(),
            "serial": citizen.serial,
            "standing": standing(&citizen, now),
            "tier": tier(citizen.tier),
            "joined_at": citizen.joined_at,
            "expires_at": citizen.expires_at,
            "suspended_until": citizen.suspended_until,
            "charter_version": citizen.charter_version,
            "charter_in_force": account.charter_version,
            "delegate": delegate,
            "passport": citizen.passport.to_string(),
        });
        let mut text = format!("Citizen {} of {} ({address})\n", citizen.serial, padded(&account.slug));
        let mut line = |name: &str, value: String| {
            let _ = writeln!(text, "  {name:<10}{value}");
        };
        line("wallet", citizen.wallet.to_string());
        line("stands", format!("{} ({})", standing(&citizen, now), tier(citizen.tier)));
        line("joined", output::moment(citizen.joined_at));
        line("term ends", output::deadline(now, citizen.expires_at));
        if now < citizen.suspended_until {
            line("suspended", format!("until {}", output::deadline(now, citizen.suspended_until)));
        }
        let signed = citizen.charter_version;
        let in_force = account.charter_version;
        line(
            "charter",
            if signed >= in_force {
                format!("version {signed} signed, which is in force")
            } else {
                format!("version {signed} signed, version {in_force} is in force: civitas charter sign")
            },
        );
        line("delegate", delegate.map_or_else(|| "nobody".into(), |serial| format!("citizen {serial}")));
        Ok(Output::new(&data, text))
    }
}
