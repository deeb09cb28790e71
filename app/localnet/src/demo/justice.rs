//! The court: one case in which evidence is still taken, and one whose panel is drawn and has to judge.

use super::{Demo, HOUR, Money};
use civitas::Error;
use client::addresses;
use client::court::accounts::{Case, Court, Juror};
use client::court::instructions::{
    Answer, AnswerInstructionArgs, Capture, CloseEvidence, Draw, File, FileInstructionArgs, SubmitEvidence,
    SubmitEvidenceInstructionArgs,
};
use client::membership::accounts::Nation;
use cluster::Cluster;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_sdk_ids::sysvar;

/// The remedy that suspends a citizen.
const SUSPEND: u8 = 0;
/// What the hash of a draw begins with, as the program has it.
const DRAW_TAG: &[u8] = b"civitas court draw v1";
/// Who pays for what anyone may do.
const ANYONE: usize = 0;
/// Seconds in which a pinned slot passes: eight slots lie before it, at 400 ms each.
const SLOTS_PASS: i64 = 4;

/// A quarrel.
#[derive(Clone, Copy)]
struct Quarrel {
    claimant: usize,
    respondent: usize,
    statement: &'static str,
    answer: &'static str,
    evidence: &'static str,
    /// Whether its panel is drawn, when evidence is closed.
    drawn: bool,
}

impl<'a> Demo<'a> {
    pub(super) fn plan_justice(&mut self) {
        let Some(money) = self.money() else { return };
        let drawn = Quarrel {
            claimant: 130,
            respondent: 244,
            statement: "Keeps the only copy of the minutes, and says so.",
            answer: "It is safest with me.",
            evidence: "A photograph of the empty shelf.",
            drawn: true,
        };
        let taken = Quarrel {
            claimant: 51,
            respondent: 172,
            statement: "Sells seats in the hall that are not his.",
            answer: "They were folding chairs, and my own.",
            evidence: "A ticket.",
            drawn: false,
        };
        // As long before the end as answer and evidence take, so that the panel is at work then.
        if let Some(court) = &self.scenario.court {
            let until_drawn =
                i64::from(court.params.answer_seconds) + i64::from(court.params.evidence_seconds);
            let at = self.end() - until_drawn - 6 * HOUR;
            self.at(at, move |demo| demo.file(drawn, money));
            self.at(self.end() - 30 * HOUR, move |demo| demo.file(taken, money));
        }
    }

    /// The court of the nation, if it is in office.
    fn court(&self) -> Result<Option<Court>, Error> {
        let court = self.places.court;
        let in_office = self.session.read::<Nation>(&self.places.nation)?.court == court;
        if in_office { self.find(&court) } else { Ok(None) }
    }

    fn file(&mut self, quarrel: Quarrel, money: Money) -> Result<(), Error> {
        let Some(account) = self.court()? else { return Ok(()) };
        let members = self.scenario.citizens.len();
        let (claimant, respondent) = (quarrel.claimant % members, quarrel.respondent % members);
        if account.mint != money.mint || !self.is_here(claimant)? || !self.is_here(respondent)? {
            return Ok(());
        }
        let (court, nation) = (self.places.court, self.places.nation);
        let case = addresses::case(&court, account.next_case).0;
        let (wallet, accused) = (self.key(claimant), self.key(respondent));
        let file = File {
            payer: wallet,
            claimant: wallet,
            source: money.purse(&wallet),
            court,
            nation,
            claimant_citizen: self.citizen(claimant),
            respondent: accused,
            respondent_citizen: self.citizen(respondent),
            target: self.citizen(respondent),
            case,
            escrow: addresses::court_escrow(&court).0,
            mint: money.mint,
            token_program: money.program,
        }
        .instruction(FileInstructionArgs {
            remedy: SUSPEND,
            amount: 0,
            seconds: 30 * 24 * u32::try_from(HOUR).unwrap_or_default(),
            beneficiary: Address::default(),
            statement_hash: Sha256::digest(quarrel.statement).into(),
            statement_uri: String::new(),
        });
        self.send(claimant, "court.file", file)?;
        let answer = Answer { respondent: accused, citizen: None, case }.instruction(AnswerInstructionArgs {
            answer_hash: Sha256::digest(quarrel.answer).into(),
            answer_uri: String::new(),
        });
        let evidence = addresses::evidence(&case, 0).0;
        let submit = SubmitEvidence { payer: wallet, party: wallet, citizen: None, case, evidence }
            .instruction(SubmitEvidenceInstructionArgs {
                hash: Sha256::digest(quarrel.evidence).into(),
                uri: String::new(),
            });
        let now = self.cluster.now()?;
        self.at(now + 3 * HOUR, move |demo| demo.send(claimant, "court.submit_evidence", submit));
        self.at(now + 20 * HOUR, move |demo| demo.send(respondent, "court.answer", answer));
        if quarrel.drawn {
            self.at(now + 21 * HOUR, move |demo| {
                let until = demo.session.read::<Case>(&case)?.evidence_until;
                demo.at(until, move |demo| demo.close_evidence(case));
                Ok(())
            });
        }
        Ok(())
    }

    fn close_evidence(&mut self, case: Address) -> Result<(), Error> {
        let close = CloseEvidence { court: self.places.court, case }.instruction();
        self.send(ANYONE, "court.close_evidence", close)?;
        let now = self.cluster.now()?;
        self.at(now + SLOTS_PASS, move |demo| demo.draw(case));
        Ok(())
    }

    /// Draws the whole panel.
    fn draw(&mut self, case: Address) -> Result<(), Error> {
        self.cluster.produce_slots()?;
        let payer = self.key(ANYONE);
        let capture = Capture { capturer: payer, case, slot_hashes: sysvar::slot_hashes::ID }.instruction();
        self.send(ANYONE, "court.capture", capture)?;
        loop {
            let account: Case = self.session.read(&case)?;
            let Some(round) = account.rounds.get(usize::from(account.round)) else { return Ok(()) };
            if self.cluster.now()? >= account.draw_until {
                return Ok(());
            }
            let (seats, attempt) = (round.seats, round.attempt);
            let parts: [&[u8]; 5] =
                [DRAW_TAG, &round.hash, case.as_ref(), &[account.round, seats], &attempt.to_le_bytes()];
            let hash = Sha256::digest(parts.concat());
            // The hash as one number, the first byte the highest, modulo the jurors.
            let among = u64::from(round.jurors.max(1));
            let lot = hash.iter().fold(0, |rest: u64, byte| ((rest << 8) | u64::from(*byte)) % among);
            let juror = addresses::juror(&self.places.court, u32::try_from(lot).unwrap_or_default()).0;
            // Of a juror who has left nothing is looked at; only the juror's own address would be there twice.
            let citizen = self.find::<Juror>(&juror)?.map_or(self.places.court, |juror| juror.citizen);
            let seat = addresses::seat(&case, account.round, seats).0;
            let draw = Draw { payer, case, juror, citizen, seat }.instruction();
            self.send(ANYONE, "court.draw", draw)?;
        }
    }
}
