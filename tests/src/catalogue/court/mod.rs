//! Cases of the court program. Money is a plain mint's, so that all accounts differ; `.sol` are the same with SOL,
//! where wallet and holding, mint and token program are the same account. A party acts from the wallet that its
//! citizenship was moved to while the case ran, and shows the citizenship; in `.wallet` it acts from the wallet of the
//! filing and shows nothing. `file` and `enforce` stand for evictions, and have a variant for every other remedy.

mod course;
mod end;
mod jurors;
mod remedies;

use super::{Builder, Case, Ready, Seeds, benefactor, derived, ready, with};
use crate::court::{self, PARAMS};
use crate::{
    Address, COURT_ID, DAY, Dispute, GOVERNOR_ID, Instruction, Keypair, MEMBERSHIP_ID, Money, Nation, Person,
    Petition, Sitting, Till, Tribunal, World, ix,
};
use client::court::accounts::{Case as CaseAccount, Court};
use client::court::types::CourtParams;
use solana_signer::Signer;

/// Builders by key, in the order of the discriminators.
pub(super) const BUILDERS: &[(&str, Builder)] = &[
    ("court.create_court", || jurors::create_court(coin)),
    ("court.create_court.sol", || jurors::create_court(sol)),
    ("court.set_parameters", jurors::set_parameters),
    ("court.join_jury", || jurors::join_jury(coin)),
    ("court.join_jury.sol", || jurors::join_jury(sol)),
    ("court.add_bond", || jurors::add_bond(coin)),
    ("court.add_bond.sol", || jurors::add_bond(sol)),
    ("court.leave_jury", jurors::leave_jury),
    ("court.withdraw_bond", || jurors::withdraw_bond(coin)),
    ("court.withdraw_bond.sol", || jurors::withdraw_bond(sol)),
    ("court.claim_juror", jurors::claim_juror),
    ("court.file", || remedies::file(coin, EVICT)),
    ("court.file.sol", || remedies::file(sol, EVICT)),
    ("court.file.token_2022", || remedies::file(coin_2022, EVICT)),
    ("court.file.suspend", || remedies::file(coin, SUSPEND)),
    ("court.file.reissue", || remedies::file(coin, REISSUE)),
    ("court.file.split_deposit", || remedies::file(coin, SPLIT_DEPOSIT)),
    ("court.file.award_budget", || remedies::file(coin, AWARD_BUDGET)),
    ("court.file.award_escrow", || remedies::file(coin, AWARD_ESCROW)),
    ("court.file.enjoin", || remedies::file(coin, ENJOIN)),
    ("court.file.release", || remedies::file(coin, RELEASE)),
    ("court.file.pause", || remedies::file(coin, PAUSE)),
    ("court.file.resume", || remedies::file(coin, RESUME)),
    ("court.file.reinstate", || remedies::file(coin, REINSTATE)),
    ("court.answer", course::answer),
    ("court.answer.wallet", course::answer_from_the_wallet),
    ("court.submit_evidence", course::submit_evidence),
    ("court.submit_evidence.wallet", course::submit_evidence_from_the_wallet),
    ("court.put_in_escrow", course::put_in_escrow),
    ("court.put_in_escrow.wallet", || course::put_in_escrow_from_the_wallet(coin)),
    ("court.put_in_escrow.sol", || course::put_in_escrow_from_the_wallet(sol)),
    ("court.close_evidence", course::close_evidence),
    ("court.capture", course::capture),
    ("court.repin", course::repin),
    ("court.draw", course::draw),
    ("court.draw.missed", course::draw_a_party),
    ("court.draw.left", course::draw_one_who_left),
    ("court.commit", course::commit),
    ("court.reveal", course::reveal),
    ("court.rule", course::rule),
    ("court.appeal", course::appeal),
    ("court.appeal.wallet", || course::appeal_from_the_wallet(coin)),
    ("court.appeal.sol", || course::appeal_from_the_wallet(sol)),
    ("court.appeal_to_citizens", course::appeal_to_citizens),
    ("court.appeal_to_citizens.party", course::appeal_to_citizens_as_the_party),
    ("court.conclude_appeal", course::conclude_appeal),
    ("court.conclude_appeal.gone", course::conclude_withdrawn_appeal),
    ("court.finalize", end::finalize),
    ("court.finalize.escrow", end::finalize_award_from_escrow),
    ("court.enforce", || remedies::enforce(EVICT)),
    ("court.enforce.suspend", || remedies::enforce(SUSPEND)),
    ("court.enforce.reissue", || remedies::enforce(REISSUE)),
    ("court.enforce.split_deposit", || remedies::enforce(SPLIT_DEPOSIT)),
    ("court.enforce.award_budget", || remedies::enforce(AWARD_BUDGET)),
    ("court.enforce.enjoin", || remedies::enforce(ENJOIN)),
    ("court.enforce.release", || remedies::enforce(RELEASE)),
    ("court.enforce.pause", || remedies::enforce(PAUSE)),
    ("court.enforce.resume", || remedies::enforce(RESUME)),
    ("court.enforce.reinstate", || remedies::enforce(REINSTATE)),
    ("court.settle_seat", || end::settle_seat(0)),
    ("court.settle_seat.lost", || end::settle_seat(2)),
    ("court.withdraw_rewards", || end::withdraw_rewards(coin)),
    ("court.withdraw_rewards.sol", || end::withdraw_rewards(sol)),
    ("court.withdraw_case", end::withdraw_case),
    ("court.withdraw_case.wallet", || end::withdraw_case_from_the_wallet(coin)),
    ("court.withdraw_case.sol", || end::withdraw_case_from_the_wallet(sol)),
    ("court.withdraw_bounty", || end::withdraw_bounty(coin)),
    ("court.withdraw_bounty.sol", || end::withdraw_bounty(sol)),
    ("court.collect_fines", || end::collect_fines(coin)),
    ("court.collect_fines.sol", || end::collect_fines(sol)),
    ("court.close_seat", end::close_seat),
    ("court.close_evidence_account", end::close_evidence_account),
    ("court.close_case", end::close_case),
];

use court::remedy::{
    AWARD_BUDGET, AWARD_ESCROW, ENJOIN, EVICT, PAUSE, REINSTATE, REISSUE, RELEASE, RESUME, SPLIT_DEPOSIT,
    SUSPEND,
};

/// Which money a case is about.
type Kind = fn(&World) -> Money;

fn coin(w: &World) -> Money {
    w.coin("coin of alpha")
}

fn coin_2022(w: &World) -> Money {
    w.coin_2022("newer coin of alpha", &[])
}

fn sol(_: &World) -> Money {
    Money::SOL
}

/// The citizen who brings most cases.
const CLAIMANT: usize = 0;
/// The citizen whom most cases are about.
const RESPONDENT: usize = 1;
/// The citizens who are jurors.
const JURORS: std::ops::Range<usize> = 2..8;
/// The citizen who captures hashes.
const CAPTURER: usize = 7;
/// What parties put in escrow.
const AMOUNT: u64 = 3_000_000;

/// A world whose nation has a court in office with jurors, for whom `patron` has paid; and in which both nations
/// have a treasury for such money.
struct Bar {
    w: World,
    tribunal: Tribunal,
    till: Till,
    patron: Keypair,
}

/// A [`Bar`] in which nothing has happened yet.
fn bar(kind: Kind) -> Bar {
    bar_with(kind, &PARAMS)
}

fn bar_with(kind: Kind, params: &CourtParams) -> Bar {
    let b = vacant(kind, params);
    b.open();
    b
}

/// As [`bar`], but the court is not in office and has no jurors.
fn vacant(kind: Kind, params: &CourtParams) -> Bar {
    let w = World::new(JURORS.end);
    let money = kind(&w);
    for nation in [&w.nation, &w.sibling] {
        w.open_till(nation, money);
    }
    let tribunal = w.create_court(&w.nation, money, params);
    for person in &w.nation.people {
        w.equip(&money, person);
    }
    let (till, patron) = (Till::of(&w.nation.address, money), benefactor(&w, "patron"));
    Bar { w, tribunal, till, patron }
}

impl Bar {
    /// Puts the court into office and lets the jurors join.
    fn open(&self) {
        self.w.put_in_office(&self.tribunal);
        for person in &self.w.nation.people[JURORS] {
            self.join(person);
        }
    }

    /// Lets the `n`th citizen join the jury, for whom `patron` pays.
    fn join(&self, person: &Person) {
        let index = self.w.court_account(&self.tribunal).next_juror;
        let serial = self.w.citizen_account(person).serial;
        let join = ix::join_jury(&self.tribunal, person, serial, index, 3 * court::BOND);
        self.patronised(join, "court.join_jury", &[&person.wallet]);
    }

    /// Runs an instruction in which `patron` pays for the account.
    fn patronised(&self, instruction: Instruction, key: &str, signers: &[&Keypair]) {
        let mut all = signers.to_vec();
        all.push(&self.patron);
        self.w.send(&[with(instruction, key, "payer", self.patron.pubkey())], &all).ok();
    }

    /// Lets a key be the court for as long as `during` takes.
    fn ruled_by_key<T>(&self, during: impl FnOnce(&Keypair) -> T) -> T {
        let before = self.w.nation_account(&self.w.nation).court;
        let key = super::court(&self.w);
        let result = during(&key);
        if before == self.tribunal.address {
            self.w.put_in_office(&self.tribunal);
        }
        result
    }

    fn person(&self, citizen: usize) -> Person {
        self.w.citizen(citizen).clone()
    }

    fn wallet(&self, citizen: usize) -> Keypair {
        self.w.citizen(citizen).wallet.insecure_clone()
    }

    /// Where somebody keeps money who has nothing to do with the case.
    fn elsewhere(&self) -> Address {
        let somebody = benefactor(&self.w, "somebody else");
        self.w.empty_holding(&self.tribunal.money, &somebody.pubkey())
    }

    // The course of a case.

    /// A case for which `patron` has paid.
    fn filed(&self, claimant: &Keypair, petition: &Petition) -> Dispute {
        let dispute = self.w.next_dispute(&self.tribunal);
        self.patronised(ix::file(&dispute, claimant.pubkey(), petition), "court.file", &[claimant]);
        dispute
    }

    /// A case about a suspension, for which `patron` has paid.
    fn suspension(&self) -> Dispute {
        self.filed(&self.wallet(CLAIMANT), &Petition::suspend(self.w.citizen(RESPONDENT), DAY as u32))
    }

    /// A case about an award from escrow.
    fn award(&self) -> Dispute {
        let respondent = self.w.citizen(RESPONDENT).key();
        self.filed(&self.wallet(CLAIMANT), &Petition::award_escrow(respondent, AMOUNT))
    }

    /// Moves on to a captured hash.
    fn captured(&self, dispute: &Dispute) {
        if self.w.case_account(dispute).stage == court::stage::PLEADING {
            self.w.close_evidence(dispute);
        }
        self.w.pass_slots(10);
        self.w.capture(dispute, &self.w.citizen(CAPTURER).wallet).ok();
    }

    /// Moves on to a panel that can commit, for whose seats `patron` has paid.
    fn empanelled(&self, dispute: &Dispute) -> Vec<Sitting> {
        self.captured(dispute);
        while self.w.now() < self.w.case_account(dispute).draw_until {
            self.patronised(self.w.next_draw(dispute), "court.draw", &[]);
        }
        self.w.bench(dispute)
    }

    /// Moves on to a ruling by these choices.
    fn ruled(&self, dispute: &Dispute, choices: &[u8]) -> Vec<Sitting> {
        let bench = self.empanelled(dispute);
        self.w.deliberate(dispute, choices);
        bench
    }

    /// Moves on to the end, by these choices.
    fn ended(&self, dispute: &Dispute, choices: &[u8]) -> Vec<Sitting> {
        let bench = self.ruled(dispute, choices);
        self.w.end_case(dispute);
        bench
    }

    // The cases of instructions.

    /// The case of an instruction.
    fn ready(&self, instruction: Instruction, signers: &[&Keypair]) -> Ready {
        ready(self.w.clone(), instruction, signers)
    }

    /// The case of an instruction that `patron` pays for.
    fn ready_patronised(&self, instruction: Instruction, key: &str, signers: &[&Keypair]) -> Ready {
        let instruction = with(instruction, key, "payer", self.patron.pubkey());
        let mut all = signers.to_vec();
        all.push(&self.patron);
        ready(self.w.clone(), instruction, &all)
    }

    /// The case of an instruction that returns rent to `patron`.
    fn ready_closing(&self, instruction: Instruction, key: &str, signers: &[&Keypair]) -> Ready {
        let instruction = with(instruction, key, "rent_payer", self.patron.pubkey());
        ready(self.w.clone(), instruction, signers)
    }

    /// The case of an instruction that pays money out to somebody else than its signer.
    fn paying(&self, instruction: Instruction, key: &str) -> Instruction {
        with(instruction, key, "destination", self.elsewhere())
    }
}

/// A case about an award from escrow whose respondent, citizen 1, has another wallet since: the person as known now.
fn moved(kind: Kind, params: &CourtParams) -> (Bar, Dispute, Person) {
    let b = vacant(kind, params);
    let (old, new) = (b.person(RESPONDENT), Person::named("the new wallet", &b.w.nation.address));
    b.w.fund(&new.key());
    b.w.equip(&b.tribunal.money, &new);
    b.ruled_by_key(|key| b.w.send(&[ix::reissue(&old, key.pubkey(), new.key())], &[key]).ok());
    b.w.wait(7 * DAY);
    b.open();
    let dispute = b.award();
    b.w.send(&[ix::complete_reissue(&old, &new)], &[&new.wallet]).ok();
    (b, dispute, new)
}

/// Seeds of the address in a slot: of a nation's court and its first case, where a case is about these.
pub(super) fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let tribunal = Tribunal::of(&nation.address, Money::SOL);
    let (court, dispute) = (tribunal.address, tribunal.dispute(0).address);
    let made = |seeds: &[&[u8]]| Some(derived(seeds, COURT_ID));
    let read = || case.world.read::<Court>(&case.address("court"));
    let citizen = |slot: &str| {
        let wallet = case.address(slot);
        Some(derived(&[b"citizen", nation.address.as_ref(), wallet.as_ref()], MEMBERSHIP_ID))
    };
    match (case.idl.name.as_str(), slot) {
        ("create_court", "court") => made(&[b"court", nation.address.as_ref()]),
        ("create_court", "escrow") => made(&[b"escrow", court.as_ref()]),
        ("join_jury", "juror") => made(&[b"juror", court.as_ref(), &read().next_juror.to_le_bytes()]),
        ("join_jury", "juror_of") => {
            let citizen = case.world.read::<client::membership::accounts::Citizen>(&case.address("citizen"));
            made(&[b"juror_of", court.as_ref(), &citizen.serial.to_le_bytes()])
        }
        ("file", "claimant_citizen") => citizen("claimant"),
        ("file", "respondent_citizen") => citizen("respondent"),
        ("file", "case") => made(&[b"case", court.as_ref(), &read().next_case.to_le_bytes()]),
        ("submit_evidence", "evidence") => {
            let account: CaseAccount = case.world.read(&case.address("case"));
            let next = u32::from(account.claimant_evidence) + u32::from(account.respondent_evidence);
            made(&[b"evidence", dispute.as_ref(), &next.to_le_bytes()])
        }
        ("appeal_to_citizens", "proposal") => {
            let id = case.world.governor(&case.world.nation).next_proposal;
            Some(derived(&[b"proposal", nation.governor.as_ref(), &id.to_le_bytes()], GOVERNOR_ID))
        }
        ("draw", "seat") if case.variant().is_none() => made(&[b"seat", dispute.as_ref(), &[0], &[0]]),
        _ => None,
    }
}
