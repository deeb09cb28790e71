//! From nothing to a nation whose citizens decide.

use super::{Replay, member_of};
use crate::Error;
use crate::output::progress;
use crate::scenario::{Admission, Member};
use client::addresses;
use client::governor::instructions::{
    AssumeAuthority, CreateGovernor, CreateGovernorInstructionArgs, SetTrack, SetTrackInstructionArgs,
};
use client::membership::accounts::{Citizen, Nation};
use client::membership::instructions::{
    Admit, Apply, ApplyInstructionArgs, FoundNation, FoundNationInstructionArgs, IssuePassport,
    IssuePassportInstructionArgs, Join, JoinInstructionArgs, ProposeAuthority,
    ProposeAuthorityInstructionArgs, Vouch,
};
use cluster::Cluster;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Lamports that the faucet gives everybody: 1 SOL, enough for citizenship, passport and some proposals.
pub(super) const ALLOWANCE: u64 = 1_000_000_000;
/// Lamports for the founder, who pays for the nation: 10 SOL.
const FOUNDERS_ALLOWANCE: u64 = 10 * ALLOWANCE;
/// The guardian of these nations: nobody.
const NOBODY: Address = Address::new_from_array([0; 32]);

/// What the founding has come to.
#[derive(Clone, Copy, Debug)]
pub struct Founded {
    /// Passports issued.
    pub passports: u64,
}

/// How a policy of admission is written on chain, with the vouches it takes.
pub(super) fn admission(policy: Admission) -> (u8, u8) {
    match policy {
        Admission::Open => (0, 0),
        Admission::Vouched(vouches) => (1, vouches),
        Admission::Approved => (2, 0),
    }
}

impl Replay<'_> {
    /// Founds the nation, lets everybody in, sets up its economy, and hands the authority to the citizens.
    pub(super) fn found(&mut self) -> Result<Founded, Error> {
        let founder = self.scenario.founder();
        self.cluster.airdrop(&founder.pubkey(), FOUNDERS_ALLOWANCE)?;
        self.found_nation(&founder)?;
        self.create_governor(&founder)?;
        self.admit_all(&founder)?;
        let passports = self.issue_passports()?;
        self.found_economy(&founder)?;
        self.fund_executor(&founder)?;
        self.hand_over(&founder)?;
        Ok(Founded { passports })
    }

    fn found_nation(&mut self, founder: &Keypair) -> Result<(), Error> {
        let (scenario, places) = (self.scenario, self.places);
        let (admission, vouches_required) = admission(scenario.admission);
        let found = FoundNation {
            founder: founder.pubkey(),
            nation: places.nation,
            passport_group: addresses::passport_group(&places.nation).0,
        }
        .instruction(FoundNationInstructionArgs {
            slug: scenario.slug.clone(),
            charter_hash: scenario.charter.hash,
            charter_uri: scenario.charter.uri.clone(),
            founder_sunset: scenario.founded.midnight() + scenario.founder_sunset,
            successor: places.executor,
            admission,
            vouches_required,
            term_seconds: scenario.term_seconds,
            bucket_seconds: scenario.bucket_seconds,
            dues_mint: NOBODY,
            dues_amount: 0,
        });
        self.session.send("membership.found_nation", &scenario.slug, found, &[founder]).map(drop)
    }

    fn create_governor(&mut self, founder: &Keypair) -> Result<(), Error> {
        let (nation, governor, authority) = (self.places.nation, self.places.governor, founder.pubkey());
        let create =
            CreateGovernor { payer: authority, authority, nation, governor, executor: self.places.executor }
                .instruction(CreateGovernorInstructionArgs { guardian: NOBODY, guardian_until: 0 });
        self.session.send("governor.create_governor", "", create, &[founder])?;
        for (index, track) in (0..).zip(&self.scenario.tracks) {
            let set = SetTrack { authority, nation, governor }.instruction(SetTrackInstructionArgs {
                index,
                name: track.name.clone(),
                rules: track.rules.clone(),
                programs: track.programs.clone(),
            });
            self.session.send("governor.set_track", &format!("track {}", track.name), set, &[founder])?;
        }
        Ok(())
    }

    fn admit_all(&mut self, founder: &Keypair) -> Result<(), Error> {
        let scenario = self.scenario;
        let bar = progress("citizens join", scenario.citizens.len());
        for (serial, member) in scenario.citizens.iter().enumerate() {
            self.progress.wallets.insert(member.wallet.pubkey(), serial);
            self.cluster.airdrop(&member.wallet.pubkey(), ALLOWANCE)?;
            match scenario.admission {
                Admission::Open => self.join(member)?,
                Admission::Approved => {
                    self.apply(member)?;
                    self.admit(member, founder)?;
                }
                // The first have nobody to vouch for them.
                Admission::Vouched(vouches) if serial < usize::from(vouches) => {
                    self.apply(member)?;
                    self.admit(member, founder)?;
                }
                Admission::Vouched(vouches) => {
                    self.apply(member)?;
                    for voucher in &scenario.citizens[..usize::from(vouches)] {
                        self.vouch(member, voucher)?;
                    }
                    self.admit(member, &member.wallet)?;
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        let nation: Nation = self.session.read(&self.places.nation)?;
        if nation.next_serial != scenario.citizens.len() as u64 {
            let sentence = format!(
                "{} citizens joined, the nation counts {}",
                scenario.citizens.len(),
                nation.next_serial
            );
            self.disagreements.push(sentence);
        }
        Ok(())
    }

    fn join(&mut self, member: &Member) -> Result<(), Error> {
        let wallet = member.wallet.pubkey();
        let join = Join { payer: wallet, wallet, nation: self.places.nation, citizen: self.citizen(member) }
            .instruction(JoinInstructionArgs { charter_hash: self.charter_hash });
        self.session.send("membership.join", &member_of(&member.name), join, &[&member.wallet]).map(drop)
    }

    fn apply(&mut self, member: &Member) -> Result<(), Error> {
        let wallet = member.wallet.pubkey();
        let apply = Apply {
            payer: wallet,
            wallet,
            nation: self.places.nation,
            application: self.application(member),
        }
        .instruction(ApplyInstructionArgs { charter_hash: self.charter_hash });
        self.session.send("membership.apply", &member_of(&member.name), apply, &[&member.wallet]).map(drop)
    }

    fn vouch(&mut self, member: &Member, voucher: &Member) -> Result<(), Error> {
        let vouch = Vouch {
            wallet: voucher.wallet.pubkey(),
            nation: self.places.nation,
            voucher: self.citizen(voucher),
            application: self.application(member),
        }
        .instruction();
        let context = format!("member {} for member {}", voucher.name, member.name);
        self.session.send("membership.vouch", &context, vouch, &[&voucher.wallet]).map(drop)
    }

    fn admit(&mut self, member: &Member, caller: &Keypair) -> Result<(), Error> {
        let wallet = member.wallet.pubkey();
        let admit = Admit {
            payer: wallet,
            caller: caller.pubkey(),
            nation: self.places.nation,
            application: self.application(member),
            citizen: self.citizen(member),
            rent_payer: wallet,
        }
        .instruction();
        let signers: &[&Keypair] =
            if caller.pubkey() == wallet { &[&member.wallet] } else { &[&member.wallet, caller] };
        self.session.send("membership.admit", &member_of(&member.name), admit, signers).map(drop)
    }

    fn issue_passports(&mut self) -> Result<u64, Error> {
        let scenario = self.scenario;
        let nation = self.places.nation;
        let bar = progress("passports are issued", scenario.citizens.len());
        let mut issued = 0;
        for member in &scenario.citizens {
            let (wallet, citizen) = (member.wallet.pubkey(), self.citizen(member));
            let serial = self.session.read::<Citizen>(&citizen)?.serial;
            let passport = addresses::passport(&nation, serial).0;
            let issue = IssuePassport {
                payer: wallet,
                wallet,
                nation,
                citizen,
                passport_group: addresses::passport_group(&nation).0,
                passport,
                holding: addresses::passport_holding(&wallet, &passport).0,
            }
            .instruction(IssuePassportInstructionArgs {
                symbol: scenario.passport_symbol.clone(),
                uri: scenario.passport_uri.clone(),
            });
            self.session.send(
                "membership.issue_passport",
                &member_of(&member.name),
                issue,
                &[&member.wallet],
            )?;
            issued += 1;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(issued)
    }

    fn hand_over(&mut self, founder: &Keypair) -> Result<(), Error> {
        let (nation, governor, executor) = (self.places.nation, self.places.governor, self.places.executor);
        let propose = ProposeAuthority { authority: founder.pubkey(), nation }
            .instruction(ProposeAuthorityInstructionArgs { new_authority: executor });
        self.session.send("membership.propose_authority", "", propose, &[founder])?;
        let assume = AssumeAuthority { nation, governor, executor }.instruction();
        self.session.send("governor.assume_authority", "", assume, &[founder])?;
        if self.session.read::<Nation>(&nation)?.authority != executor {
            self.disagreements.push("the authority has not moved to the executor".into());
        }
        Ok(())
    }

    pub(super) fn citizen(&self, member: &Member) -> Address {
        addresses::citizen(&self.places.nation, &member.wallet.pubkey()).0
    }

    fn application(&self, member: &Member) -> Address {
        addresses::application(&self.places.nation, &member.wallet.pubkey()).0
    }
}
