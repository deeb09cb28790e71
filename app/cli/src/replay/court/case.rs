//! A case, from its filing to the enforcement of what was ruled.

use super::super::economy::{ANYONE, EconomicVote};
use super::super::{Replay, Stage, Turn};
use super::target::Asked;
use crate::Error;
use crate::scenario::court::{Case as Planned, Remedy, Side, Word, rulings};
use crate::secret::{Place, commitment, salt};
use client::addresses;
use client::court::accounts::{Case, Court, Juror, Seat};
use client::court::instructions::{
    Answer, AnswerInstructionArgs, Appeal, Capture, CloseEvidence, Commit, CommitInstructionArgs, Draw,
    Enforce, File, FileInstructionArgs, Finalize, PutInEscrow, PutInEscrowInstructionArgs, Reveal,
    RevealInstructionArgs, Rule, SettleSeat, SubmitEvidence, SubmitEvidenceInstructionArgs, WithdrawCase,
};
use client::governor::accounts::Proposal;
use client::membership::accounts::{Citizen, Reissue};
use client::membership::instructions::{
    BurnPassport, CompleteReissue, IssuePassport, IssuePassportInstructionArgs,
};
use cluster::Cluster;
use indicatif::ProgressBar;
use sha2::{Digest, Sha256};
use solana_address::{Address, address};
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::collections::BTreeMap;

/// The SlotHashes sysvar.
const SLOT_HASHES: Address = address!("SysvarS1otHashes111111111111111111111111111");
/// Seconds in which the pinned slot is produced and another one after it: eight slots lie before it, at 400 ms each.
const SLOTS_PASS: i64 = 4;
/// What the hash of a draw begins with, as the program has it.
const DRAW_TAG: &[u8] = b"civitas court draw v1";

/// What is next for a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::replay) enum CaseStage {
    /// It is filed and answered.
    File,
    /// Evidence is closed.
    Draw,
    /// A panel is drawn, and its jurors commit.
    Panel,
    /// They reveal, and their ruling is counted.
    Reveal,
    /// The ruling is made final and enforced.
    End,
    /// The new wallet takes over.
    Reissue,
}

/// The cases so far, by their index in the file.
#[derive(Debug, Default)]
pub(in crate::replay) struct Docket {
    pub(super) trials: BTreeMap<usize, Trial>,
}

/// A case on its way.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    pub address: Address,
    pub id: u64,
    pub asked: Asked,
    pub evidence_until: i64,
    /// The proposal that it is about, by index of the planned votes.
    pub proposal: Option<usize>,
    /// What enforcement would change, as it was before.
    pub before: i64,
    /// The case when it was over.
    pub ended: Option<Case>,
    pub disagreements: Vec<String>,
}

impl<'a> Replay<'a> {
    /// A stage of a case. Returns what follows from it.
    pub(in crate::replay) fn case_turn(
        &mut self,
        index: usize,
        stage: CaseStage,
        votes: &BTreeMap<usize, EconomicVote>,
        bar: &ProgressBar,
    ) -> Result<Option<(i64, Turn)>, Error> {
        let case = &self.justice()?.cases[index];
        bar.set_message(format!("case: {}", case.name));
        let next = |at: i64, stage: CaseStage| Some((at, Turn::Case(index, stage)));
        Ok(match stage {
            CaseStage::File => next(self.file_case(index, case, votes)?, CaseStage::Draw),
            CaseStage::Draw => {
                let trial = self.trial_of(index)?;
                let close = CloseEvidence { court: self.places.court, case: trial.address }.instruction();
                self.send_as(ANYONE, "court.close_evidence", &case.place, close)?;
                next(self.cluster.now()? + SLOTS_PASS, CaseStage::Panel)
            }
            CaseStage::Panel => {
                let trial = self.trial_of(index)?;
                self.draw_panel(case, &trial, bar)?;
                next(self.commit(case, &trial, bar)?, CaseStage::Reveal)
            }
            CaseStage::Reveal => {
                let trial = self.trial_of(index)?;
                let round = self.reveal(case, &trial, bar)?;
                match case.rounds.get(round + 1) {
                    Some(appeal) => {
                        self.appeal(case, &trial, appeal.by)?;
                        next(self.cluster.now()? + SLOTS_PASS, CaseStage::Panel)
                    }
                    None => next(self.case_account(&trial)?.appeal_until, CaseStage::End),
                }
            }
            CaseStage::End => self.end_case(index, case)?,
            CaseStage::Reissue => {
                self.complete_reissue(case)?;
                None
            }
        })
    }

    pub(super) fn trial_of(&self, index: usize) -> Result<Trial, Error> {
        let missing = || Error::Account { what: "case", reason: "it is not filed yet".into() };
        self.docket.trials.get(&index).cloned().ok_or_else(missing)
    }

    pub(super) fn case_account(&self, trial: &Trial) -> Result<Case, Error> {
        self.session.read(&trial.address)
    }

    /// The seats of all rounds.
    pub(super) fn seats(&self, trial: &Trial) -> Result<Vec<Address>, Error> {
        let case = self.case_account(trial)?;
        let rounds = (0..=case.round).zip(&case.rounds);
        let seat = |round: u8, number: u8| addresses::seat(&trial.address, round, number).0;
        Ok(rounds.flat_map(|(round, held)| (0..held.seats).map(move |number| seat(round, number))).collect())
    }

    /// Files, answers, brings evidence and puts money in escrow. Returns when evidence can be closed.
    fn file_case(
        &mut self,
        index: usize,
        case: &'a Planned,
        votes: &BTreeMap<usize, EconomicVote>,
    ) -> Result<i64, Error> {
        let (court, nation) = (self.places.court, self.places.nation);
        let proposal = match &case.remedy {
            Remedy::Enjoin { proposal, .. } | Remedy::Release { proposal } => {
                Some(self.proposal_of(proposal, votes)?)
            }
            _ => None,
        };
        let asked = self.asked(case, proposal.map(|(_, address)| address))?;
        let (asset, claimant) = (self.justice()?.asset, self.wallet(case.claimant).pubkey());
        let till = self.till(asset);
        let id = self.session.read::<Court>(&court)?.next_case;
        let address = addresses::case(&court, id).0;
        let file = File {
            payer: claimant,
            claimant,
            source: self.purse(asset, case.claimant),
            court,
            nation,
            claimant_citizen: self.citizen_of(case.claimant),
            respondent: asked.respondent,
            respondent_citizen: addresses::citizen(&nation, &asked.respondent).0,
            target: asked.target,
            case: address,
            escrow: addresses::court_escrow(&court).0,
            mint: till.mint,
            token_program: till.program,
        }
        .instruction(FileInstructionArgs {
            remedy: case.remedy.kind().0,
            amount: asked.amount,
            seconds: asked.seconds,
            beneficiary: asked.beneficiary,
            statement_hash: case.statement,
            statement_uri: String::new(),
        });
        self.send_as(case.claimant, "court.file", &case.place, file)?;
        let mut trial = Trial {
            address,
            id,
            asked,
            evidence_until: 0,
            proposal: proposal.map(|(index, _)| index),
            before: 0,
            ended: None,
            disagreements: Vec::new(),
        };
        trial.before = self.mark(case, &trial)?;
        trial.evidence_until = self.case_account(&trial)?.evidence_until;
        self.plead(case, &trial)?;
        let evidence_until = trial.evidence_until;
        self.docket.trials.insert(index, trial);
        Ok(evidence_until)
    }

    /// The member who acts for a side.
    fn party(&self, case: &Planned, trial: &Trial, side: Side) -> Result<usize, Error> {
        match side {
            Side::Claimant => Ok(case.claimant),
            Side::Respondent => self.member_with(&trial.asked.respondent),
        }
    }

    /// What both sides say, and bring.
    fn plead(&mut self, case: &Planned, trial: &Trial) -> Result<(), Error> {
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let till = self.till(asset);
        if let Some(answer_hash) = case.answer {
            let member = self.party(case, trial, Side::Respondent)?;
            let respondent = self.wallet(member).pubkey();
            let answer = Answer { respondent, citizen: None, case: trial.address }
                .instruction(AnswerInstructionArgs { answer_hash, answer_uri: String::new() });
            self.send_as(member, "court.answer", &case.place, answer)?;
        }
        for (number, (side, hash)) in (0..).zip(&case.evidence) {
            let member = self.party(case, trial, *side)?;
            let party = self.wallet(member).pubkey();
            let evidence = addresses::evidence(&trial.address, number).0;
            let submit = SubmitEvidence { payer: party, party, citizen: None, case: trial.address, evidence }
                .instruction(SubmitEvidenceInstructionArgs { hash: *hash, uri: String::new() });
            self.send_as(member, "court.submit_evidence", &case.place, submit)?;
        }
        for (side, amount) in [Side::Claimant, Side::Respondent].into_iter().zip(case.escrow) {
            if amount == 0 {
                continue;
            }
            let member = self.party(case, trial, side)?;
            let put = PutInEscrow {
                party: self.wallet(member).pubkey(),
                citizen: None,
                source: self.purse(asset, member),
                court,
                case: trial.address,
                escrow: addresses::court_escrow(&court).0,
                mint: till.mint,
                token_program: till.program,
            }
            .instruction(PutInEscrowInstructionArgs { amount });
            self.send_as(member, "court.put_in_escrow", &case.place, put)?;
        }
        Ok(())
    }

    /// Captures the hash of the pinned slot, and draws until the panel is complete or nobody is left to be drawn.
    fn draw_panel(&mut self, case: &Planned, trial: &Trial, bar: &ProgressBar) -> Result<(), Error> {
        self.cluster.produce_slots()?;
        let capturer = self.wallet(ANYONE).pubkey();
        let capture = Capture { capturer, case: trial.address, slot_hashes: SLOT_HASHES }.instruction();
        self.send_as(ANYONE, "court.capture", &case.place, capture)?;
        loop {
            let account = self.case_account(trial)?;
            if self.cluster.now()? >= account.draw_until {
                return Ok(());
            }
            let Some(round) = account.rounds.get(usize::from(account.round)) else { return Ok(()) };
            let parts = [
                DRAW_TAG,
                &round.hash,
                trial.address.as_ref(),
                &[account.round, round.seats],
                &round.attempt.to_le_bytes(),
            ];
            let index = lot(&Sha256::digest(parts.concat()).into(), round.jurors);
            let juror = addresses::juror(&self.places.court, index).0;
            // Of a juror who has left nothing is looked at.
            let citizen = match self.cluster.account(&juror)? {
                Some(_) => self.session.read::<Juror>(&juror)?.citizen,
                None => juror,
            };
            let seat = addresses::seat(&trial.address, account.round, round.seats).0;
            let draw = Draw { payer: capturer, case: trial.address, juror, citizen, seat }.instruction();
            self.send_as(ANYONE, "court.draw", &case.place, draw)?;
            bar.tick();
        }
    }

    /// The seats of the present round, with their jurors and what the file says that they choose.
    fn bench(&self, case: &Planned, trial: &Trial) -> Result<Vec<Sitting>, Error> {
        let account = self.case_account(trial)?;
        let (number, seats) =
            (account.round, account.rounds.get(usize::from(account.round)).map_or(0, |round| round.seats));
        let choices = case.rounds.get(usize::from(number)).into_iter().flat_map(|round| round.choices());
        (0..seats)
            .zip(choices)
            .map(|(seat, choice)| {
                let address = addresses::seat(&trial.address, number, seat).0;
                let seat: Seat = self.session.read(&address)?;
                let wallet = self.session.read::<Juror>(&seat.juror)?.wallet;
                let member = self.member_with(&wallet)?;
                let place = Place { case: trial.address, round: number, juror: seat.index };
                let salt = salt(self.wallet(member), &place)
                    .map_err(|error| Error::Account { what: "secret", reason: error.to_string() })?;
                Ok(Sitting {
                    member,
                    wallet,
                    seat: address,
                    juror: seat.juror,
                    index: seat.index,
                    choice,
                    salt,
                })
            })
            .collect()
    }

    /// Those who say something commit to it. Returns when they can reveal.
    fn commit(&mut self, case: &Planned, trial: &Trial, bar: &ProgressBar) -> Result<i64, Error> {
        let round = self.case_account(trial)?.round;
        for sitting in self.bench(case, trial)? {
            let Sitting { member, wallet, seat, juror, index, choice, ref salt } = sitting;
            if choice != 0 {
                let place = Place { case: trial.address, round, juror: index };
                let commitment = commitment(&place, choice, salt);
                let commit = Commit { wallet, juror, case: trial.address, seat }
                    .instruction(CommitInstructionArgs { commitment });
                self.send_as(member, "court.commit", &case.place, commit)?;
            }
            bar.inc(1);
        }
        // The last commitment ends the time for it; whoever is absent is waited for.
        Ok(self.case_account(trial)?.commit_until.max(self.cluster.now()?))
    }

    /// They reveal, and the ruling is counted. Returns which round it was.
    fn reveal(&mut self, case: &Planned, trial: &Trial, bar: &ProgressBar) -> Result<usize, Error> {
        for sitting in self.bench(case, trial)? {
            let Sitting { member, wallet, seat, juror, choice, salt, .. } = sitting;
            if choice != 0 {
                let reveal = Reveal { wallet, juror, case: trial.address, seat }
                    .instruction(RevealInstructionArgs { choice, salt });
                self.send_as(member, "court.reveal", &case.place, reveal)?;
            }
            bar.tick();
        }
        let rule = Rule { case: trial.address }.instruction();
        self.send_as(ANYONE, "court.rule", &case.place, rule)?;
        Ok(self.case_account(trial)?.round.into())
    }

    fn appeal(&mut self, case: &Planned, trial: &Trial, by: Option<Side>) -> Result<(), Error> {
        let member = self.party(case, trial, by.unwrap_or(Side::Respondent))?;
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let till = self.till(asset);
        let appeal = Appeal {
            appellant: self.wallet(member).pubkey(),
            citizen: None,
            source: self.purse(asset, member),
            court,
            case: trial.address,
            escrow: addresses::court_escrow(&court).0,
            mint: till.mint,
            token_program: till.program,
        };
        self.send_as(member, "court.appeal", &case.place, appeal.instruction())
    }

    /// Makes the ruling final, enforces it if it is for the claimant, settles with the jurors, and pays what is due to
    /// the parties. Compares what came of it with what the file says.
    fn end_case(&mut self, index: usize, case: &'a Planned) -> Result<Option<(i64, Turn)>, Error> {
        let mut trial = self.trial_of(index)?;
        let court = self.places.court;
        let finalize = Finalize { court, case: trial.address }.instruction();
        self.send_as(ANYONE, "court.finalize", &case.place, finalize)?;
        let granted = Word::of(self.case_account(&trial)?.ruling) == Some(Word::Claimant);
        if granted && !matches!(case.remedy, Remedy::AwardEscrow { .. }) {
            let (program, accounts) = self.call(case, &trial)?;
            let enforce = Enforce { court, case: trial.address, program }
                .instruction_with_remaining_accounts(&accounts);
            self.send_as(ANYONE, "court.enforce", &case.place, enforce)?;
            if let Remedy::AwardBudget { budget, amount, .. } = case.remedy {
                let asset = self.economy()?.budgets[budget].asset;
                self.journal(asset).outflow += amount;
            }
        }
        self.compare_case(case, &mut trial)?;
        for seat in self.seats(&trial)? {
            let juror = self.session.read::<Seat>(&seat)?.juror;
            let settle = SettleSeat { court, case: trial.address, seat, juror }.instruction();
            self.send_as(ANYONE, "court.settle_seat", &case.place, settle)?;
        }
        self.pay_parties(case, &trial)?;
        let next = self.after(index, case, &trial, granted)?;
        trial.ended = Some(self.case_account(&trial)?);
        self.docket.trials.insert(index, trial);
        Ok(next)
    }

    /// What follows from the enforcement.
    fn after(
        &self,
        index: usize,
        case: &Planned,
        trial: &Trial,
        granted: bool,
    ) -> Result<Option<(i64, Turn)>, Error> {
        Ok(match (&case.remedy, granted, trial.proposal) {
            (Remedy::Reissue { member, .. }, true, _) => {
                let order: Reissue = self.session.read(&addresses::reissue(&self.citizen_of(*member)).0)?;
                Some((order.ready_at, Turn::Case(index, CaseStage::Reissue)))
            }
            (Remedy::Release { .. }, true, Some(vote)) => {
                let from = self.session.read::<Proposal>(&trial.asked.target)?.executes_from;
                Some((from.max(self.cluster.now()?), Turn::Vote(vote, Stage::Execute)))
            }
            _ => None,
        })
    }

    fn pay_parties(&mut self, case: &Planned, trial: &Trial) -> Result<(), Error> {
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let (till, account) = (self.till(asset), self.case_account(trial)?);
        let dues = [(Side::Claimant, account.claimant_due), (Side::Respondent, account.respondent_due)];
        for (side, _) in dues.into_iter().filter(|(_, due)| *due > 0) {
            let member = self.party(case, trial, side)?;
            let withdraw = WithdrawCase {
                party: self.wallet(member).pubkey(),
                citizen: None,
                court,
                case: trial.address,
                destination: self.purse(asset, member),
                escrow: addresses::court_escrow(&court).0,
                mint: till.mint,
                token_program: till.program,
            };
            self.send_as(member, "court.withdraw_case", &case.place, withdraw.instruction())?;
        }
        Ok(())
    }

    /// What the chain has, against what the file says: the votes and the ruling of each panel, the ruling in the end,
    /// and whether what was asked for has happened.
    fn compare_case(&mut self, case: &Planned, trial: &mut Trial) -> Result<(), Error> {
        let account = self.case_account(trial)?;
        let mut sentences = Vec::new();
        let rulings = rulings(&case.rounds);
        for (number, (planned, ruling)) in case.rounds.iter().zip(rulings).enumerate() {
            let Some(held) = account.rounds.get(number) else { break };
            let counted = [held.for_claimant, held.for_respondent, held.refused].map(usize::from);
            let due = [planned.claimant, planned.respondent, planned.refuse];
            let panel = number + 1;
            if counted != due {
                sentences.push(format!("panel {panel} was to choose {due:?}, the chain counted {counted:?}"));
            }
            if Word::of(held.ruling) != Some(ruling) {
                let says = Word::of(held.ruling).map_or("nothing", Word::name);
                let due = ruling.name();
                sentences.push(format!("by its votes panel {panel} rules {due}, the chain says {says}"));
            }
        }
        let ruling = Word::of(account.ruling);
        if ruling != Some(case.ruling) {
            let (due, says) = (case.ruling.name(), ruling.map_or("nothing", Word::name));
            sentences.push(format!("the ruling was to be {due}, the chain says {says}"));
        }
        let (mark, enforced) = (self.mark(case, trial)?, account.enforced_at);
        if enforced == 0 && mark != trial.before {
            sentences.push("it was not enforced, and yet something has changed".into());
        }
        if enforced != 0 && !Self::is_enforced(case, mark, enforced) {
            sentences.push("it was enforced, and what was asked for has not happened".into());
        }
        if (enforced != 0) != (ruling == Some(Word::Claimant)) {
            sentences.push("a ruling for the claimant is enforced, and no other".into());
        }
        trial.disagreements = sentences.into_iter().map(|text| format!("{}: {text}", case.place)).collect();
        self.disagreements.extend(trial.disagreements.iter().cloned());
        Ok(())
    }

    /// The new wallet of a reissued citizenship takes it over, with a passport of its own.
    fn complete_reissue(&mut self, case: &'a Planned) -> Result<(), Error> {
        let Remedy::Reissue { member, wallet } = &case.remedy else { return Ok(()) };
        let (nation, old) = (self.places.nation, self.citizen_of(*member));
        let citizen: Citizen = self.session.read(&old)?;
        let reissue = addresses::reissue(&old).0;
        self.cluster.airdrop(&wallet.pubkey(), super::super::founding::ALLOWANCE)?;
        if citizen.passport != Address::default() {
            let burn = BurnPassport {
                caller: wallet.pubkey(),
                nation,
                citizen: old,
                reissue: Some(reissue),
                passport: citizen.passport,
                holding: addresses::passport_holding(&citizen.wallet, &citizen.passport).0,
                rent_payer: citizen.passport_payer,
            };
            self.send_by(wallet, "membership.burn_passport", case, burn.instruction())?;
        }
        let order: Reissue = self.session.read(&reissue)?;
        let new = addresses::citizen(&nation, &wallet.pubkey()).0;
        let complete = CompleteReissue {
            payer: wallet.pubkey(),
            new_wallet: wallet.pubkey(),
            citizen: old,
            reissue,
            new_citizen: new,
            citizen_rent_payer: citizen.rent_payer,
            reissue_rent_payer: order.rent_payer,
        };
        self.send_by(wallet, "membership.complete_reissue", case, complete.instruction())?;
        self.moved.insert(*member, wallet);
        self.progress.wallets.insert(wallet.pubkey(), *member);
        let passport = addresses::passport(&nation, citizen.serial).0;
        let issue = IssuePassport {
            payer: wallet.pubkey(),
            wallet: wallet.pubkey(),
            nation,
            citizen: new,
            passport_group: addresses::passport_group(&nation).0,
            passport,
            holding: addresses::passport_holding(&wallet.pubkey(), &passport).0,
        }
        .instruction(IssuePassportInstructionArgs {
            symbol: self.scenario.passport_symbol.clone(),
            uri: self.scenario.passport_uri.clone(),
        });
        self.send_by(wallet, "membership.issue_passport", case, issue)?;
        let serial = self.session.read::<Citizen>(&new)?.serial;
        if serial != citizen.serial {
            let sentence = format!("{}: the new wallet has not the same citizenship", case.place);
            self.disagreements.push(sentence);
        }
        Ok(())
    }

    fn send_by(
        &mut self,
        wallet: &Keypair,
        name: &'static str,
        case: &Planned,
        instruction: solana_instruction::Instruction,
    ) -> Result<(), Error> {
        self.session.send(name, &format!("{}; the new wallet", case.place), instruction, &[wallet]).map(drop)
    }
}

/// A juror on a panel.
struct Sitting {
    member: usize,
    wallet: Address,
    seat: Address,
    juror: Address,
    index: u32,
    choice: u8,
    salt: [u8; 32],
}

/// The index below `among` that a hash means: the number that it is, the first byte the highest, modulo `among`.
fn lot(hash: &[u8; 32], among: u32) -> u32 {
    let among = u64::from(among.max(1));
    let rest = hash.iter().fold(0, |rest: u64, byte| ((rest << 8) | u64::from(*byte)) % among);
    u32::try_from(rest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_are_remainders() {
        let mut hash = [0; 32];
        hash[31] = 200;
        assert_eq!((lot(&hash, 7), lot(&hash, 1_000), lot(&hash, 0)), (200 % 7, 200, 0));
        hash[0] = 1;
        // 2^248 modulo 7 is 4, since 2^3 is 1.
        assert_eq!(lot(&hash, 7), (4 + 200) % 7);
    }
}
