//! The court of a scenario, as signed transactions: who joins the jury, and every case from its filing to the
//! enforcement of what was ruled.

mod case;
mod report;
mod target;

pub(super) use case::{CaseStage, Docket};
pub use report::{CaseReport, CourtReport, RoundReport};

use super::economy::ANYONE;
use super::{Replay, Turn};
use crate::Error;
use crate::scenario::court::{Court as Justice, Step, What};
use client::addresses;
use client::court::accounts::{Court, Evidence, Juror, JurorOf, Seat};
use client::court::instructions::{
    AddBond, AddBondInstructionArgs, CloseCase, CloseEvidenceAccount, CloseSeat, CollectFines, CreateCourt,
    CreateCourtInstructionArgs, JoinJury, JoinJuryInstructionArgs, LeaveJury, WithdrawBond, WithdrawRewards,
};
use indicatif::ProgressBar;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Index of fines among the kinds of income.
const FINE: usize = 3;

impl<'a> Replay<'a> {
    /// The court, where there is one: whoever calls this is part of one.
    pub(in crate::replay) fn justice(&self) -> Result<&'a Justice, Error> {
        let missing = || Error::Account { what: "court", reason: "the scenario has none".into() };
        self.scenario.court.as_ref().ok_or_else(missing)
    }

    /// What creates the court, as the nation's authority.
    pub(in crate::replay) fn create_court(&self) -> Result<Instruction, Error> {
        let (justice, places) = (self.justice()?, self.places);
        let till = self.till(justice.asset);
        Ok(CreateCourt {
            payer: places.executor,
            authority: places.executor,
            nation: places.nation,
            court: places.court,
            escrow: addresses::court_escrow(&places.court).0,
            mint: till.mint,
            token_program: till.program,
        }
        .instruction(CreateCourtInstructionArgs { params: justice.params.clone() }))
    }

    /// Does what the file says happens on a day; votes have stages of their own. Returns what follows from it.
    pub(in crate::replay) fn court_step(
        &mut self,
        step: &Step,
        bar: &ProgressBar,
    ) -> Result<Option<(i64, Turn)>, Error> {
        bar.set_message(format!("{} {}", step.date, step.kind.replace('_', " ")));
        let place = step.place();
        match &step.what {
            What::Vote(_) => {}
            What::Join { members, bond } => {
                members.iter().try_for_each(|member| self.join_jury(*member, *bond, &place))?;
                bar.inc(members.len() as u64);
            }
            What::AddBond { members, amount } => {
                members.iter().try_for_each(|member| self.add_bond(*member, *amount, &place))?;
            }
            What::Leave { members } => {
                for member in members {
                    let wallet = self.wallet(*member).pubkey();
                    let (juror, court) = (self.juror(*member)?.0, self.places.court);
                    let leave = LeaveJury { wallet, court, juror }.instruction();
                    self.send_as(*member, "court.leave_jury", &place, leave)?;
                }
            }
            What::WithdrawBond { members } => {
                members.iter().try_for_each(|member| self.withdraw_bond(*member, &place))?;
            }
            What::WithdrawRewards { members } => {
                members.iter().try_for_each(|member| self.withdraw_rewards(*member, &place))?;
            }
            What::Case(index) => {
                return Ok(Some((step.date.midnight(), Turn::Case(*index, CaseStage::File))));
            }
            What::Close(index) => self.close_case(*index, &place)?,
            What::CollectFines => self.collect_fines(&place)?,
        }
        Ok(None)
    }

    /// The juror that a member is: address, and account.
    fn juror(&self, member: usize) -> Result<(Address, Juror), Error> {
        let court = self.places.court;
        // Everybody has joined in the order of the file.
        let of = addresses::juror_of(&court, member as u64).0;
        let juror = addresses::juror(&court, self.session.read::<JurorOf>(&of)?.index).0;
        Ok((juror, self.session.read(&juror)?))
    }

    fn join_jury(&mut self, member: usize, bond: u64, place: &str) -> Result<(), Error> {
        let (court, wallet) = (self.places.court, self.wallet(member).pubkey());
        let asset = self.justice()?.asset;
        let till = self.till(asset);
        let index = self.session.read::<Court>(&court)?.next_juror;
        let join = JoinJury {
            payer: wallet,
            wallet,
            source: self.purse(asset, member),
            court,
            citizen: self.citizen_of(member),
            juror: addresses::juror(&court, index).0,
            juror_of: addresses::juror_of(&court, member as u64).0,
            escrow: addresses::court_escrow(&court).0,
            mint: till.mint,
            token_program: till.program,
        }
        .instruction(JoinJuryInstructionArgs { bond });
        self.send_as(member, "court.join_jury", place, join)
    }

    fn add_bond(&mut self, member: usize, amount: u64, place: &str) -> Result<(), Error> {
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let till = self.till(asset);
        let add = AddBond {
            wallet: self.wallet(member).pubkey(),
            source: self.purse(asset, member),
            court,
            juror: self.juror(member)?.0,
            escrow: addresses::court_escrow(&court).0,
            mint: till.mint,
            token_program: till.program,
        }
        .instruction(AddBondInstructionArgs { amount });
        self.send_as(member, "court.add_bond", place, add)
    }

    fn withdraw_bond(&mut self, member: usize, place: &str) -> Result<(), Error> {
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let (till, (address, juror)) = (self.till(asset), self.juror(member)?);
        let withdraw = WithdrawBond {
            wallet: self.wallet(member).pubkey(),
            court,
            juror: address,
            juror_of: addresses::juror_of(&court, juror.serial).0,
            rent_payer: juror.rent_payer,
            destination: self.purse(asset, member),
            escrow: addresses::court_escrow(&court).0,
            mint: till.mint,
            token_program: till.program,
        };
        self.send_as(member, "court.withdraw_bond", place, withdraw.instruction())
    }

    /// Those of the members who have earned something take it.
    fn withdraw_rewards(&mut self, member: usize, place: &str) -> Result<(), Error> {
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let (till, (address, juror)) = (self.till(asset), self.juror(member)?);
        if juror.due == 0 {
            return Ok(());
        }
        let withdraw = WithdrawRewards {
            wallet: self.wallet(member).pubkey(),
            court,
            juror: address,
            destination: self.purse(asset, member),
            escrow: addresses::court_escrow(&court).0,
            mint: till.mint,
            token_program: till.program,
        };
        self.send_as(member, "court.withdraw_rewards", place, withdraw.instruction())
    }

    fn close_case(&mut self, index: usize, place: &str) -> Result<(), Error> {
        let trial = self.trial_of(index)?;
        for seat in self.seats(&trial)? {
            let rent_payer = self.session.read::<Seat>(&seat)?.rent_payer;
            let close = CloseSeat { case: trial.address, seat, rent_payer }.instruction();
            self.send_as(ANYONE, "court.close_seat", place, close)?;
        }
        for number in 0..u32::try_from(self.justice()?.cases[index].evidence.len()).unwrap_or(u32::MAX) {
            let evidence = addresses::evidence(&trial.address, number).0;
            let rent_payer = self.session.read::<Evidence>(&evidence)?.rent_payer;
            let close = CloseEvidenceAccount { case: trial.address, evidence, rent_payer }.instruction();
            self.send_as(ANYONE, "court.close_evidence_account", place, close)?;
        }
        let rent_payer = self.case_account(&trial)?.rent_payer;
        let close = CloseCase { court: self.places.court, case: trial.address, rent_payer }.instruction();
        self.send_as(ANYONE, "court.close_case", place, close)
    }

    fn collect_fines(&mut self, place: &str) -> Result<(), Error> {
        let (court, asset) = (self.places.court, self.justice()?.asset);
        let (till, fines) = (self.till(asset), self.session.read::<Court>(&court)?.fines);
        let collect = CollectFines {
            court,
            escrow: addresses::court_escrow(&court).0,
            ledger: till.ledger,
            holding: till.holding,
            mint: till.mint,
            token_program: till.program,
        };
        self.send_as(ANYONE, "court.collect_fines", place, collect.instruction())?;
        self.journal(asset).came_in(FINE, fines);
        Ok(())
    }
}
