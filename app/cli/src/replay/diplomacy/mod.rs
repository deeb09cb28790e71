//! Other nations and bodies, recognition, treaties and visas, as signed transactions.

mod census;
mod report;

pub use report::{CensusRow, DiplomacyReport, LedgerRow, NationRow, RecognitionRow, StageRow, TreatyRow};

use super::founding::ALLOWANCE;
use super::{Places, Replay};
use crate::Error;
use crate::output::progress;
use crate::scenario::diplomacy::{
    Diplomacy, ForeignAction, Neighbour, Party, Recogniser, Step, Treaty as Planned, What,
};
use client::addresses;
use client::diplomacy::accounts::{Recognition, Visa};
use client::diplomacy::instructions::{
    CloseVisa, DenounceTreaty, IssueVisa, IssueVisaInstructionArgs, ProposeTreaty,
    ProposeTreatyInstructionArgs, Recognise, RecogniseInstructionArgs, RegisterBody,
    RegisterBodyInstructionArgs, RevokeRecognition, RevokeRecognitionInstructionArgs, SignTreaty,
    SignTreatyInstructionArgs,
};
use client::membership::instructions::{FoundNation, FoundNationInstructionArgs, Join, JoinInstructionArgs};
use cluster::Cluster;
use indicatif::ProgressBar;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// What is known of other nations so far.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) censuses: Vec<CensusRow>,
    pub(super) stages: Vec<StageRow>,
}

impl<'a> Replay<'a> {
    /// Foreign relations, where there are any: whoever calls this is part of them.
    pub(super) fn diplomacy(&self) -> Result<&'a Diplomacy, Error> {
        let missing = || Error::Account { what: "diplomacy", reason: "the scenario has none".into() };
        self.scenario.diplomacy.as_ref().ok_or_else(missing)
    }

    /// Does what the file says happens on a day. Votes have stages of their own.
    pub(super) fn foreign_step(&mut self, step: &'a Step, bar: &ProgressBar) -> Result<(), Error> {
        bar.set_message(format!("{} {}", step.date, step.kind.replace('_', " ")));
        let place = step.place();
        let diplomacy = self.diplomacy()?;
        match &step.what {
            What::Vote(_) => {}
            What::Found(nation) => self.found_neighbour(&diplomacy.nations[*nation], &place, bar)?,
            What::Register(body) => {
                let body = &diplomacy.bodies[*body];
                self.fund(&body.key)?;
                let key = body.key.pubkey();
                let register = RegisterBody { payer: key, key, body: addresses::body(&key).0 };
                let args = RegisterBodyInstructionArgs { name: body.name.clone(), uri: body.uri.clone() };
                let register = register.instruction(args);
                self.session.send("diplomacy.register_body", &place, register, &[&body.key])?;
            }
            What::Recognise { from, to, statement } => {
                let signer = self.speaker(*from)?;
                let recognise = self.recognise(*from, *to, &signer.pubkey(), *statement)?;
                self.session.send("diplomacy.recognise", &place, recognise, &[signer])?;
            }
            What::Revoke { from, to, statement } => {
                let signer = self.speaker(*from)?;
                let revoke = self.revoke(*from, *to, &signer.pubkey(), *statement)?;
                self.session.send("diplomacy.revoke_recognition", &place, revoke, &[signer])?;
            }
            What::Propose(treaty) => {
                let treaty = &diplomacy.treaties[*treaty];
                let signer = self.speaker(Recogniser::Nation(treaty.from))?;
                let propose = self.propose_treaty(treaty, &signer.pubkey())?;
                self.session.send("diplomacy.propose_treaty", &place, propose, &[signer])?;
            }
            What::Sign(treaty) => {
                let treaty = &diplomacy.treaties[*treaty];
                let signer = self.speaker(Recogniser::Nation(treaty.to))?;
                let sign = self.sign_treaty(treaty, &signer.pubkey())?;
                self.session.send("diplomacy.sign_treaty", &place, sign, &[signer])?;
            }
            What::Denounce { treaty, by } => {
                let (treaty, by) = (&diplomacy.treaties[*treaty], Party::Other(*by));
                let signer = self.speaker(Recogniser::Nation(by))?;
                let denounce = self.denounce_treaty(treaty, by, &signer.pubkey())?;
                self.session.send("diplomacy.denounce_treaty", &place, denounce, &[signer])?;
            }
            What::Visa { treaty, of, citizen, until } => {
                let (wallet, visa, treaty) = self.visa(*treaty, *of, *citizen)?;
                let issue = IssueVisa {
                    payer: wallet.pubkey(),
                    wallet: wallet.pubkey(),
                    citizen: addresses::citizen(&self.nation_at(*of)?, &wallet.pubkey()).0,
                    treaty,
                    visa,
                }
                .instruction(IssueVisaInstructionArgs { until: *until });
                self.session.send("diplomacy.issue_visa", &place, issue, &[wallet])?;
            }
            What::CloseVisa { treaty, of, citizen } => {
                let (wallet, visa, treaty) = self.visa(*treaty, *of, *citizen)?;
                let rent_payer = self.session.read::<Visa>(&visa)?.rent_payer;
                let close = CloseVisa { signer: wallet.pubkey(), treaty, visa, rent_payer }.instruction();
                self.session.send("diplomacy.close_visa", &place, close, &[wallet])?;
            }
            What::Census(nation) => self.publish_census(Party::Other(*nation), &place)?,
            What::Assess { nation, recognised_by, stage, population } => {
                self.assess_stage(step, *nation, *recognised_by, (*stage, *population))?;
            }
        }
        bar.inc(1);
        Ok(())
    }

    /// What a motion does among nations: signed and paid by the executor.
    pub(super) fn foreign_action(&self, action: &ForeignAction) -> Result<Instruction, Error> {
        let (diplomacy, executor) = (self.diplomacy()?, self.places.executor);
        let home = Recogniser::Nation(Party::Home);
        match action {
            ForeignAction::Recognise { to, statement } => {
                self.recognise(home, Party::Other(*to), &executor, *statement)
            }
            ForeignAction::Revoke { to, statement } => {
                self.revoke(home, Party::Other(*to), &executor, *statement)
            }
            ForeignAction::Propose(treaty) => self.propose_treaty(&diplomacy.treaties[*treaty], &executor),
            ForeignAction::Sign(treaty) => self.sign_treaty(&diplomacy.treaties[*treaty], &executor),
            ForeignAction::Denounce(treaty) => {
                self.denounce_treaty(&diplomacy.treaties[*treaty], Party::Home, &executor)
            }
        }
    }

    fn fund(&self, wallet: &Keypair) -> Result<(), Error> {
        self.cluster.airdrop(&wallet.pubkey(), ALLOWANCE)?;
        Ok(())
    }

    /// Where a nation is.
    pub(super) fn nation_at(&self, party: Party) -> Result<Address, Error> {
        Ok(match party {
            Party::Home => self.places.nation,
            Party::Other(nation) => addresses::nation(&self.diplomacy()?.nations[nation].slug).0,
        })
    }

    /// Where who recognises is.
    pub(super) fn recogniser_at(&self, from: Recogniser) -> Result<Address, Error> {
        Ok(match from {
            Recogniser::Nation(party) => self.nation_at(party)?,
            Recogniser::Body(body) => addresses::body(&self.diplomacy()?.bodies[body].key.pubkey()).0,
        })
    }

    /// Who speaks for another nation or a body.
    fn speaker(&self, from: Recogniser) -> Result<&'a Keypair, Error> {
        let diplomacy = self.diplomacy()?;
        match from {
            Recogniser::Nation(Party::Other(nation)) => Ok(&diplomacy.nations[nation].founder),
            Recogniser::Body(body) => Ok(&diplomacy.bodies[body].key),
            Recogniser::Nation(Party::Home) => {
                Err(Error::Account { what: "nation", reason: "its citizens decide by motions".into() })
            }
        }
    }

    fn found_neighbour(
        &mut self,
        neighbour: &Neighbour,
        place: &str,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        let scenario = self.scenario;
        let (founder, places) = (neighbour.founder.pubkey(), Places::of(&neighbour.slug));
        self.cluster.airdrop(&founder, 10 * ALLOWANCE)?;
        let found = FoundNation {
            founder,
            nation: places.nation,
            passport_group: addresses::passport_group(&places.nation).0,
        }
        .instruction(FoundNationInstructionArgs {
            slug: neighbour.slug.clone(),
            charter_hash: neighbour.charter.hash,
            charter_uri: neighbour.charter.uri.clone(),
            founder_sunset: self.cluster.now()? + neighbour.sunset,
            successor: places.executor,
            admission: 0,
            vouches_required: 0,
            term_seconds: scenario.term_seconds,
            bucket_seconds: scenario.bucket_seconds,
            dues_mint: Address::default(),
            dues_amount: 0,
        });
        self.session.send("membership.found_nation", place, found, &[&neighbour.founder])?;
        let joining = progress("citizens of another nation join", neighbour.citizens.len());
        for citizen in &neighbour.citizens {
            self.fund(citizen)?;
            let wallet = citizen.pubkey();
            let join = Join {
                payer: wallet,
                wallet,
                nation: places.nation,
                citizen: addresses::citizen(&places.nation, &wallet).0,
            }
            .instruction(JoinInstructionArgs { charter_hash: neighbour.charter.hash });
            self.session.send("membership.join", place, join, &[citizen])?;
            bar.inc(1);
        }
        joining.finish_and_clear();
        Ok(())
    }

    /// Where a recognition is, and its next entry.
    fn recognition(&self, from: Recogniser, to: Party) -> Result<[Address; 4], Error> {
        let (from, to) = (self.recogniser_at(from)?, self.nation_at(to)?);
        let recognition = addresses::recognition(&from, &to).0;
        let entries = match self.cluster.account(&recognition)? {
            Some(_) => self.session.read::<Recognition>(&recognition)?.entries,
            None => 0,
        };
        Ok([from, to, recognition, addresses::entry(&recognition, entries).0])
    }

    fn recognise(
        &self,
        from: Recogniser,
        to: Party,
        authority: &Address,
        statement_hash: [u8; 32],
    ) -> Result<Instruction, Error> {
        let [from, to, recognition, entry] = self.recognition(from, to)?;
        Ok(Recognise { payer: *authority, authority: *authority, from, to, recognition, entry }
            .instruction(RecogniseInstructionArgs { statement_hash, statement_uri: String::new() }))
    }

    fn revoke(
        &self,
        from: Recogniser,
        to: Party,
        authority: &Address,
        statement_hash: [u8; 32],
    ) -> Result<Instruction, Error> {
        let [from, _, recognition, entry] = self.recognition(from, to)?;
        Ok(RevokeRecognition { payer: *authority, authority: *authority, from, recognition, entry }
            .instruction(RevokeRecognitionInstructionArgs { statement_hash, statement_uri: String::new() }))
    }

    pub(super) fn treaty_at(&self, treaty: &Planned) -> Result<Address, Error> {
        let (one, other) = (self.nation_at(treaty.from)?, self.nation_at(treaty.to)?);
        Ok(addresses::treaty(&one, &other, treaty.number).0)
    }

    fn propose_treaty(&self, treaty: &Planned, authority: &Address) -> Result<Instruction, Error> {
        Ok(ProposeTreaty {
            payer: *authority,
            authority: *authority,
            nation: self.nation_at(treaty.from)?,
            other: self.nation_at(treaty.to)?,
            treaty: self.treaty_at(treaty)?,
        }
        .instruction(ProposeTreatyInstructionArgs {
            number: treaty.number,
            terms: treaty.terms.clone(),
            open_until: treaty.open_until,
            text_uri: String::new(),
        }))
    }

    fn sign_treaty(&self, treaty: &Planned, authority: &Address) -> Result<Instruction, Error> {
        Ok(SignTreaty {
            authority: *authority,
            nation: self.nation_at(treaty.to)?,
            treaty: self.treaty_at(treaty)?,
        }
        .instruction(SignTreatyInstructionArgs { terms: treaty.terms.clone() }))
    }

    fn denounce_treaty(
        &self,
        treaty: &Planned,
        by: Party,
        authority: &Address,
    ) -> Result<Instruction, Error> {
        let (nation, treaty) = (self.nation_at(by)?, self.treaty_at(treaty)?);
        Ok(DenounceTreaty { authority: *authority, nation, treaty }.instruction())
    }

    /// A visitor's wallet, the visa and the treaty.
    fn visa(
        &self,
        treaty: usize,
        of: Party,
        citizen: usize,
    ) -> Result<(&'a Keypair, Address, Address), Error> {
        let diplomacy = self.diplomacy()?;
        let treaty = self.treaty_at(&diplomacy.treaties[treaty])?;
        let wallet = match of {
            Party::Home => self.wallet(citizen),
            Party::Other(nation) => &diplomacy.nations[nation].citizens[citizen],
        };
        // Everybody has joined in the order of the file.
        let visa = addresses::visa(&treaty, &self.nation_at(of)?, citizen as u64).0;
        Ok((wallet, visa, treaty))
    }
}
