//! A smoke test of the court: whole cases, every remedy, money.
#![allow(dead_code)]

use civitas_tests::*;
use client::court::accounts::*;
use client::court::errors::ERRORS;
use client::court::instructions as i;
use client::court::types::CourtParams;
use client::{COURT_ID, TREASURY_ID};
use cluster::Cluster;
use sha2::{Digest, Sha256};

const ZERO: Address = Address::new_from_array([0; 32]);
const SLOT_HASHES: Address = Address::from_str_const("SysvarS1otHashes111111111111111111111111111");
const FEE: u64 = 1_000_003;
const BOND: u64 = 10_000_019;
const HOUR: i64 = 3_600;
const PARAMS: CourtParams = CourtParams {
    fee: FEE,
    bond: BOND,
    answer_seconds: 2 * HOUR as u32,
    evidence_seconds: 3 * HOUR as u32,
    draw_seconds: HOUR as u32,
    commit_seconds: 2 * HOUR as u32,
    reveal_seconds: 2 * HOUR as u32,
    appeal_seconds: 4 * HOUR as u32,
    unbonding_seconds: 10 * HOUR as u32,
    max_suspension_seconds: 30 * 86_400,
    max_injunction_seconds: 10 * 86_400,
    panel: 3,
    max_appeals: 1,
    citizens_track: 0,
    padding: 0,
};

fn pda(seeds: &[&[u8]], program: &Address) -> Address {
    Address::find_program_address(seeds, program).0
}
fn payer() -> Address {
    client::dev_keys::keypair("payer of fees").pubkey()
}
fn cu(what: &str, r: Receipt) -> Receipt {
    println!("{what:36} {:6}", r.compute_units);
    r
}
#[track_caller]
fn err(o: Outcome, name: &str) {
    let code = ERRORS.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name}")).code;
    let failure = o.failure();
    assert_eq!(failure.code(), Some(code), "expected {name}: {failure:?}\n{}", failure.logs.join("\n"));
    assert_eq!(failure.program(), Some(COURT_ID));
}

#[derive(Clone, Copy)]
struct C {
    nation: Address,
    court: Address,
    escrow: Address,
    money: Money,
}

struct Ask {
    remedy: u8,
    target: Address,
    respondent: Address,
    amount: u64,
    seconds: u32,
    beneficiary: Address,
}

impl C {
    fn of(nation: &Address, money: Money) -> Self {
        let court = pda(&[b"court", nation.as_ref()], &COURT_ID);
        Self { nation: *nation, court, escrow: pda(&[b"escrow", court.as_ref()], &COURT_ID), money }
    }
    fn create(&self, authority: Address, params: CourtParams) -> Instruction {
        i::CreateCourt {
            payer: payer(),
            authority,
            nation: self.nation,
            court: self.court,
            escrow: self.escrow,
            mint: self.money.mint,
            token_program: self.money.program,
        }
        .instruction(i::CreateCourtInstructionArgs { params })
    }
    fn juror(&self, index: u32) -> Address {
        pda(&[b"juror", self.court.as_ref(), &index.to_le_bytes()], &COURT_ID)
    }
    fn juror_of(&self, serial: u64) -> Address {
        pda(&[b"juror_of", self.court.as_ref(), &serial.to_le_bytes()], &COURT_ID)
    }
    fn case(&self, id: u64) -> Address {
        pda(&[b"case", self.court.as_ref(), &id.to_le_bytes()], &COURT_ID)
    }
    fn join(&self, w: &World, p: &Person, bond: u64) -> Instruction {
        let index = w.read::<Court>(&self.court).next_juror;
        let serial = w.citizen_account(p).serial;
        i::JoinJury {
            payer: payer(),
            wallet: p.key(),
            source: self.money.of(&p.key()),
            court: self.court,
            citizen: p.citizen,
            juror: self.juror(index),
            juror_of: self.juror_of(serial),
            escrow: self.escrow,
            mint: self.money.mint,
            token_program: self.money.program,
        }
        .instruction(i::JoinJuryInstructionArgs { bond })
    }
    fn file(&self, w: &World, claimant: Address, ask: &Ask) -> (Instruction, Address) {
        let id = w.read::<Court>(&self.court).next_case;
        let case = self.case(id);
        let ix = i::File {
            payer: payer(),
            claimant,
            source: self.money.of(&claimant),
            court: self.court,
            nation: self.nation,
            claimant_citizen: addresses::citizen(&self.nation, &claimant).0,
            respondent: ask.respondent,
            respondent_citizen: addresses::citizen(&self.nation, &ask.respondent).0,
            target: ask.target,
            case,
            escrow: self.escrow,
            mint: self.money.mint,
            token_program: self.money.program,
        }
        .instruction(i::FileInstructionArgs {
            remedy: ask.remedy,
            amount: ask.amount,
            seconds: ask.seconds,
            beneficiary: ask.beneficiary,
            statement_hash: [1; 32],
            statement_uri: "ipfs://statement".into(),
        });
        (ix, case)
    }
    fn seat(&self, case: &Address, round: u8, n: u8) -> Address {
        pda(&[b"seat", case.as_ref(), &[round], &[n]], &COURT_ID)
    }
    fn enforce(&self, case: &Address, program: Address, rest: &[AccountMeta]) -> Instruction {
        i::Enforce { court: self.court, case: *case, program }.instruction_with_remaining_accounts(rest)
    }
}

/// Captures everything: Σ bonds + dues + cases + fines = held = what lies in escrow.
#[track_caller]
fn books(w: &World, c: &C) {
    let court: Court = w.read(&c.court);
    let mut sum = i128::from(court.fines);
    let accounts = w.cluster.program_accounts(&COURT_ID, &[]).unwrap();
    for (_, account) in &accounts {
        if let Ok(j) = client::decode::<Juror>(&account.owner, &account.data) {
            assert!(j.locked <= j.bond);
            sum += i128::from(j.bond) + i128::from(j.due);
        }
        if let Ok(k) = client::decode::<Case>(&account.owner, &account.data) {
            sum += i128::from(k.held) - i128::from(k.uncollected);
        }
    }
    assert_eq!(sum, i128::from(court.held), "the books");
    assert_eq!(w.amount_in(&c.money, &c.escrow), court.held + court.reserve, "the escrow");
}

fn slot(w: &World) -> u64 {
    w.cluster.svm().get_sysvar::<solana_clock::Clock>().slot
}

/// Lets slots pass, all of them produced but those in `skipped`, and shows the last 512 in the sysvar.
fn slots(w: &World, n: u64, skipped: &[u64]) {
    let to = slot(w) + n;
    w.cluster.set_slot(to);
    let produced: Vec<u64> = (1..to).rev().filter(|s| !skipped.contains(s)).take(512).collect();
    let mut data = (produced.len() as u64).to_le_bytes().to_vec();
    for s in &produced {
        data.extend(s.to_le_bytes());
        data.extend(Sha256::digest(s.to_le_bytes()));
    }
    data.resize(20_488, 0);
    let account = Account {
        lamports: 143_487_360,
        data,
        owner: Address::from_str_const("Sysvar1111111111111111111111111111111111111"),
        executable: false,
        rent_epoch: 0,
    };
    w.put(&SLOT_HASHES, account);
}

fn index_of(k: &Case, case: &Address) -> u32 {
    let r = &k.rounds[usize::from(k.round)];
    let mut h = Sha256::new();
    h.update(b"civitas court draw v1");
    h.update(r.hash);
    h.update(case);
    h.update([k.round]);
    h.update([r.seats]);
    h.update(r.attempt.to_le_bytes());
    let digest = h.finalize();
    (digest.iter().fold(0u128, |rest, b| (rest << 8 | u128::from(*b)) % u128::from(r.jurors))) as u32
}

fn draw_ix(w: &World, c: &C, case: &Address) -> Instruction {
    let k: Case = w.read(case);
    let index = index_of(&k, case);
    let juror = c.juror(index);
    let citizen = w.maybe(&juror).filter(|a| a.owner == COURT_ID).map_or(ZERO, |_| w.read::<Juror>(&juror).citizen);
    i::Draw {
        payer: payer(),
        case: *case,
        juror,
        citizen,
        seat: c.seat(case, k.round, k.rounds[usize::from(k.round)].seats),
    }
    .instruction()
}

/// Closes evidence if need be, captures, draws all seats.
fn panel(w: &World, c: &C, case: &Address) {
    let k: Case = w.read(case);
    if k.stage == 0 {
        w.at(k.evidence_until);
        cu("close_evidence", w.send(&[close_evidence(c, case)], &[]).ok());
    }
    err(w.send(&[capture(case, payer())], &[]), "SlotNotProduced");
    slots(w, 10, &[]);
    cu("capture", w.send(&[capture(case, payer())], &[]).ok());
    err(w.send(&[capture(case, payer())], &[]), "AlreadyCaptured");
    draw_all(w, c, case);
}

fn draw_all(w: &World, c: &C, case: &Address) {
    let mut n = 0;
    loop {
        let k: Case = w.read(case);
        let r = &k.rounds[usize::from(k.round)];
        if w.now() >= k.draw_until {
            println!("{n} attempts for {} of {} seats", r.seats, r.panel);
            break;
        }
        let before = r.seats;
        let receipt = w.send(&[draw_ix(w, c, case)], &[]).ok();
        let after = w.read::<Case>(case).rounds[usize::from(k.round)].seats;
        cu(if after > before { "draw" } else { "draw missed" }, receipt);
        n += 1;
    }
    books(w, c);
}

fn close_evidence(c: &C, case: &Address) -> Instruction {
    i::CloseEvidence { court: c.court, case: *case }.instruction()
}
fn capture(case: &Address, capturer: Address) -> Instruction {
    i::Capture { capturer, case: *case, slot_hashes: SLOT_HASHES }.instruction()
}
fn repin(case: &Address) -> Instruction {
    i::Repin { case: *case, slot_hashes: SLOT_HASHES }.instruction()
}

fn commitment(case: &Address, round: u8, index: u32, choice: u8, salt: &[u8; 32]) -> [u8; 32] {
    let mut h = Sha256::new();
    h.update(b"civitas court commitment v1");
    h.update(COURT_ID);
    h.update(case);
    h.update([round]);
    h.update(index.to_le_bytes());
    h.update([choice]);
    h.update(salt);
    h.finalize().into()
}

struct Sitting {
    seat: Address,
    juror: Address,
    index: u32,
    wallet: Keypair,
}

fn bench(w: &World, c: &C, case: &Address) -> Vec<Sitting> {
    let k: Case = w.read(case);
    (0..k.rounds[usize::from(k.round)].seats)
        .map(|n| {
            let seat = c.seat(case, k.round, n);
            let s: Seat = w.read(&seat);
            let j: Juror = w.read(&s.juror);
            let person = w.nation.people.iter().find(|p| p.key() == j.wallet).unwrap();
            Sitting { seat, juror: s.juror, index: s.index, wallet: person.wallet.insecure_clone() }
        })
        .collect()
}

fn commit(case: &Address, s: &Sitting, commitment: [u8; 32]) -> Instruction {
    i::Commit { wallet: s.wallet.pubkey(), juror: s.juror, case: *case, seat: s.seat }
        .instruction(i::CommitInstructionArgs { commitment })
}
fn reveal(case: &Address, s: &Sitting, choice: u8, salt: [u8; 32]) -> Instruction {
    i::Reveal { wallet: s.wallet.pubkey(), juror: s.juror, case: *case, seat: s.seat }
        .instruction(i::RevealInstructionArgs { choice, salt })
}
fn rule(case: &Address) -> Instruction {
    i::Rule { case: *case }.instruction()
}
fn finalize(c: &C, case: &Address) -> Instruction {
    i::Finalize { court: c.court, case: *case }.instruction()
}

/// Lets the bench choose so (0: absent), and counts.
fn judge(w: &World, c: &C, case: &Address, choices: &[u8]) {
    let bench = bench(w, c, case);
    assert_eq!(bench.len(), choices.len());
    let round = w.read::<Case>(case).round;
    for (n, (s, choice)) in bench.iter().zip(choices).enumerate() {
        if *choice == 0 {
            continue;
        }
        let salt = [n as u8 + 1; 32];
        let hash = commitment(case, round, s.index, *choice, &salt);
        cu("commit", w.send(&[commit(case, s, hash)], &[&s.wallet]).ok());
        if n == 0 && bench.len() > 1 && choices[1..].iter().any(|c| *c != 0) {
            err(w.send(&[commit(case, s, hash)], &[&s.wallet]), "AlreadyCommitted");
            err(w.send(&[reveal(case, s, *choice, salt)], &[&s.wallet]), "NotRevealing");
            err(w.send(&[rule(case)], &[]), "NotCounting");
        }
    }
    let k: Case = w.read(case);
    w.at(k.commit_until.max(w.now()));
    for (n, (s, choice)) in bench.iter().zip(choices).enumerate() {
        if *choice == 0 {
            continue;
        }
        let salt = [n as u8 + 1; 32];
        if n == 0 {
            err(w.send(&[reveal(case, s, *choice % 3 + 1, salt)], &[&s.wallet]), "RevealMismatch");
            err(w.send(&[reveal(case, s, 4, salt)], &[&s.wallet]), "ChoiceUnknown");
        }
        cu("reveal", w.send(&[reveal(case, s, *choice, salt)], &[&s.wallet]).ok());
    }
    cu("rule", w.send(&[rule(case)], &[]).ok());
    books(w, c);
}

fn end(w: &World, c: &C, case: &Address) {
    err(w.send(&[finalize(c, case)], &[]), "NotEnding");
    w.at(w.read::<Case>(case).appeal_until);
    cu("finalize", w.send(&[finalize(c, case)], &[]).ok());
    books(w, c);
}

fn settle_all(w: &World, c: &C, case: &Address) {
    let k: Case = w.read(case);
    for round in (0..=k.round).rev() {
        for n in 0..k.rounds[usize::from(round)].seats {
            let seat = c.seat(case, round, n);
            let s: Seat = w.read(&seat);
            let settle = i::SettleSeat { court: c.court, case: *case, seat, juror: s.juror }.instruction();
            cu("settle_seat", w.send(&[settle.clone()], &[]).ok());
            books(w, c);
            err(w.send(&[settle], &[]), "AlreadySettled");
            let close = i::CloseSeat { case: *case, seat, rent_payer: payer() }.instruction();
            cu("close_seat", w.send(&[close], &[]).ok());
        }
    }
}

fn withdraw_case(c: &C, case: &Address, party: Address) -> Instruction {
    i::WithdrawCase {
        party,
        citizen: None,
        court: c.court,
        case: *case,
        destination: c.money.of(&party),
        escrow: c.escrow,
        mint: c.money.mint,
        token_program: c.money.program,
    }
    .instruction()
}
fn appeal(c: &C, case: &Address, party: Address) -> Instruction {
    i::Appeal {
        appellant: party,
        citizen: None,
        source: c.money.of(&party),
        court: c.court,
        case: *case,
        escrow: c.escrow,
        mint: c.money.mint,
        token_program: c.money.program,
    }
    .instruction()
}

/// A world with a court that has this many jurors: the citizens from 2 on.
fn world(jurors: usize, money: impl Fn(&World) -> Money) -> (World, C) {
    let w = World::new(jurors + 2);
    let money = money(&w);
    let c = C::of(&w.nation.address, money);
    let f = &w.nation.founder;
    cu("create_court", w.send(&[c.create(f.pubkey(), PARAMS)], &[f]).ok());
    w.send(&[ix::set_court(&w.nation, f.pubkey(), c.court)], &[f]).ok();
    for p in &w.nation.people {
        if !money.is_sol() {
            w.endow(&money, &p.key(), 1_000 * BOND);
        }
    }
    for p in &w.nation.people[2..] {
        cu("join_jury", w.send(&[c.join(&w, p, 3 * BOND)], &[&p.wallet]).ok());
    }
    slots(&w, 1_000, &[]);
    books(&w, &c);
    (w, c)
}

fn r(a: Address) -> AccountMeta {
    AccountMeta::new_readonly(a, false)
}
fn wr(a: Address) -> AccountMeta {
    AccountMeta::new(a, false)
}

fn suspend(w: &World) -> Ask {
    let p = w.citizen(1);
    Ask { remedy: 0, target: p.citizen, respondent: p.key(), amount: 0, seconds: 86_400, beneficiary: ZERO }
}

#[test]
fn a_whole_case() {
    for sol in [true, false] {
        let (w, c) = world(12, |w| if sol { Money::SOL } else { w.coin("coin") });
        let (claimant, respondent) = (w.citizen(0), w.citizen(1));
        let (ix, case) = c.file(&w, claimant.key(), &suspend(&w));
        cu("file", w.send(&[ix], &[&claimant.wallet]).ok());
        books(&w, &c);
        let k: Case = w.read(&case);
        assert_eq!((k.claimant_serial, k.respondent_serial, k.target_serial), (0, 1, 1));
        let answer = |p: &Person| {
            i::Answer { respondent: p.key(), citizen: None, case }
                .instruction(i::AnswerInstructionArgs { answer_hash: [2; 32], answer_uri: "ipfs://answer".into() })
        };
        err(w.send(&[answer(claimant)], &[&claimant.wallet]), "NotRespondent");
        err(w.send(&[answer(w.citizen(3))], &[&w.citizen(3).wallet]), "NotParty");
        cu("answer", w.send(&[answer(respondent)], &[&respondent.wallet]).ok());
        err(w.send(&[answer(respondent)], &[&respondent.wallet]), "AlreadyAnswered");
        let evidence = |n: u32, p: &Person| {
            i::SubmitEvidence {
                payer: payer(),
                party: p.key(),
                citizen: None,
                case,
                evidence: pda(&[b"evidence", case.as_ref(), &n.to_le_bytes()], &COURT_ID),
            }
            .instruction(i::SubmitEvidenceInstructionArgs { hash: [3; 32], uri: "ipfs://photo".into() })
        };
        cu("submit_evidence", w.send(&[evidence(0, claimant)], &[&claimant.wallet]).ok());
        for n in 1..17 {
            w.send(&[evidence(n, respondent)], &[&respondent.wallet]).ok();
        }
        err(w.send(&[evidence(17, respondent)], &[&respondent.wallet]), "EvidenceFull");
        err(w.send(&[close_evidence(&c, &case)], &[]), "EvidenceOpen");
        w.at(w.read::<Case>(&case).evidence_until - 1);
        err(w.send(&[close_evidence(&c, &case)], &[]), "EvidenceOpen");
        w.wait(1);
        err(w.send(&[evidence(17, claimant)], &[&claimant.wallet]), "EvidenceClosed");
        panel(&w, &c, &case);
        judge(&w, &c, &case, &[1, 1, 2]);
        assert_eq!(w.read::<Case>(&case).ruling, 1);
        // Appeal to seven.
        let a = cu("appeal", w.send(&[appeal(&c, &case, respondent.key())], &[&respondent.wallet]).ok());
        drop(a);
        assert_eq!(w.read::<Case>(&case).held, 3 * FEE + 14 * FEE);
        panel(&w, &c, &case);
        judge(&w, &c, &case, &[1, 1, 1, 1, 2, 3, 0]);
        err(w.send(&[appeal(&c, &case, respondent.key())], &[&respondent.wallet]), "AppealsUsedUp");
        end(&w, &c, &case);
        let k: Case = w.read(&case);
        assert_eq!((k.ruling, k.stage), (1, 4));
        // Round 0: 3 fees + 1 bond over 2; round 1: 7 fees + 3 bonds over 4.
        let rewards = [(3 * FEE + BOND) / 2, (7 * FEE + 3 * BOND) / 4];
        assert_eq!([k.rounds[0].reward, k.rounds[1].reward], rewards);
        let remainder = (3 * FEE + BOND) % 2 + (7 * FEE + 3 * BOND) % 4;
        assert_eq!(w.read::<Court>(&c.court).fines, remainder);
        assert_eq!((k.claimant_due, k.respondent_due), (3 * FEE, 4 * FEE));
        // Enforce.
        let rest = [r(c.court), r(c.nation), wr(respondent.citizen)];
        err(w.send(&[c.enforce(&case, LAND_ID, &rest)], &[]), "WrongProgram");
        err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest[..2])], &[]), "AccountsDiffer");
        let other = [r(c.court), r(c.nation), wr(claimant.citizen)];
        err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &other)], &[]), "WrongTarget");
        let enforced = cu("enforce suspend", w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest)], &[]).ok());
        drop(enforced);
        assert_eq!(w.citizen_account(respondent).suspended_until, w.now() + 86_400);
        err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest)], &[]), "AlreadyEnforced");
        settle_all(&w, &c, &case);
        for p in [claimant, respondent] {
            let before = w.amount_in(&c.money, &c.money.of(&p.key()));
            cu("withdraw_case", w.send(&[withdraw_case(&c, &case, p.key())], &[&p.wallet]).ok());
            let after = w.amount_in(&c.money, &c.money.of(&p.key()));
            assert_eq!(after - before, if p.key() == claimant.key() { 3 * FEE } else { 4 * FEE });
            err(w.send(&[withdraw_case(&c, &case, p.key())], &[&p.wallet]), "NothingDue");
            books(&w, &c);
        }
        let close = i::CloseCase { court: c.court, case, rent_payer: payer() }.instruction();
        err(w.send(&[close.clone()], &[]), "CaseNotOver");
        for n in 0..17u32 {
            let evidence = pda(&[b"evidence", case.as_ref(), &n.to_le_bytes()], &COURT_ID);
            let close = i::CloseEvidenceAccount { case, evidence, rent_payer: payer() }.instruction();
            w.send(&[close], &[]).ok();
        }
        let k: Case = w.read(&case);
        assert_eq!((k.held, k.uncollected, k.seats_open, k.seats_left), (0, 0, 0, 0));
        cu("close_case", w.send(&[close], &[]).ok());
        books(&w, &c);
        // Jurors: rewards, bonds.
        let court: Court = w.read(&c.court);
        for index in 0..court.next_juror {
            let address = c.juror(index);
            let j: Juror = w.read(&address);
            assert_eq!(j.locked, 0);
            let p = w.nation.people.iter().find(|p| p.key() == j.wallet).unwrap();
            if j.due > 0 {
                let ix = i::WithdrawRewards {
                    wallet: p.key(),
                    court: c.court,
                    juror: address,
                    destination: c.money.of(&p.key()),
                    escrow: c.escrow,
                    mint: c.money.mint,
                    token_program: c.money.program,
                }
                .instruction();
                cu("withdraw_rewards", w.send(&[ix.clone()], &[&p.wallet]).ok());
                err(w.send(&[ix], &[&p.wallet]), "NothingDue");
            }
            let leave = i::LeaveJury { wallet: p.key(), court: c.court, juror: address }.instruction();
            cu("leave_jury", w.send(&[leave], &[&p.wallet]).ok());
            let out = i::WithdrawBond {
                wallet: p.key(),
                court: c.court,
                juror: address,
                juror_of: c.juror_of(j.serial),
                rent_payer: payer(),
                destination: c.money.of(&p.key()),
                escrow: c.escrow,
                mint: c.money.mint,
                token_program: c.money.program,
            }
            .instruction();
            err(w.send(&[out.clone()], &[&p.wallet]), "UnbondingRunning");
            w.wait(10 * HOUR);
            cu("withdraw_bond", w.send(&[out], &[&p.wallet]).ok());
            books(&w, &c);
        }
        let court: Court = w.read(&c.court);
        assert_eq!((court.held, court.fines, court.jurors), (remainder, remainder, 0));
        if remainder > 0 {
            let till = w.open_till(&w.nation, c.money);
            let ix = i::CollectFines {
                court: c.court,
                escrow: c.escrow,
                ledger: till.ledger,
                holding: till.holding,
                mint: c.money.mint,
                token_program: c.money.program,
            }
            .instruction();
            cu("collect_fines", w.send(&[ix], &[]).ok());
            assert_eq!(w.ledger(&till).income[3], remainder);
        }
        books(&w, &c);
    }
}

#[test]
fn missed_slots_cost() {
    let (w, c) = world(8, |_| Money::SOL);
    let claimant = w.citizen(0);
    let (ix, case) = c.file(&w, claimant.key(), &suspend(&w));
    w.send(&[ix], &[&claimant.wallet]).ok();
    w.at(w.read::<Case>(&case).evidence_until);
    w.send(&[close_evidence(&c, &case)], &[]).ok();
    let pinned = w.read::<Case>(&case).rounds[0].pinned_slot;
    assert_eq!(pinned, slot(&w) + 8);
    slots(&w, 10, &[]);
    err(w.send(&[repin(&case)], &[]), "SlotNotAgedOut");
    slots(&w, 600, &[]);
    err(w.send(&[capture(&case, payer())], &[]), "SlotAgedOut");
    cu("repin", w.send(&[repin(&case)], &[]).ok());
    err(w.send(&[repin(&case)], &[]), "SlotNotProduced");
    let p = w.citizen(5);
    let pinned = w.read::<Case>(&case).rounds[0].pinned_slot;
    slots(&w, 20, &[pinned, pinned + 1]);
    cu("capture", w.send(&[capture(&case, p.key())], &[&p.wallet]).ok());
    let k: Case = w.read(&case);
    assert_eq!((k.rounds[0].captured_slot, k.rounds[0].bounty), (pinned + 2, 3 * FEE / 10));
    let bounty = i::WithdrawBounty {
        capturer: p.key(),
        court: c.court,
        case,
        destination: p.key(),
        escrow: c.escrow,
        mint: ZERO,
        token_program: ZERO,
    }
    .instruction(i::WithdrawBountyInstructionArgs { round: 0 });
    cu("withdraw_bounty", w.send(&[bounty.clone()], &[&p.wallet]).ok());
    err(w.send(&[bounty], &[&p.wallet]), "NothingDue");
    books(&w, &c);
    draw_all(&w, &c, &case);
    // Everybody is absent: undecided, the fee comes back, the bonds are fines.
    w.at(w.read::<Case>(&case).commit_until - 1);
    err(w.send(&[rule(&case)], &[]), "NotCounting");
    w.wait(1);
    w.send(&[rule(&case)], &[]).ok();
    assert_eq!(w.read::<Case>(&case).ruling, 4);
    end(&w, &c, &case);
    let k: Case = w.read(&case);
    assert_eq!(k.claimant_due, 3 * FEE - 3 * FEE / 10);
    settle_all(&w, &c, &case);
    assert_eq!(w.read::<Court>(&c.court).fines, 3 * BOND);
    err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &[])], &[]), "NothingGranted");
}

/// A case that the claimant wins at once.
fn won(w: &World, c: &C, claimant: &Keypair, ask: &Ask) -> Address {
    let (ix, case) = c.file(w, claimant.pubkey(), ask);
    cu("file", w.send(&[ix], &[claimant]).ok());
    panel(w, c, &case);
    judge(w, c, &case, &[1, 1, 1]);
    end(w, c, &case);
    case
}

#[test]
fn every_remedy() {
    let (w, c) = world(25, |_| Money::SOL);
    let till = w.till(Money::SOL, 100 * SOL);
    let founder = &w.nation.founder;
    let claimant = w.citizen(0).wallet.insecure_clone();
    let tenant = w.citizen(1);
    let authority = founder.pubkey();
    let ask = |remedy, target, respondent| Ask { remedy, target, respondent, amount: 0, seconds: 0, beneficiary: ZERO };

    // Evict, then split the deposit.
    let letting = w.lease(&till, &land::fixed(), tenant);
    let case = won(&w, &c, &claimant, &ask(2, letting.address, tenant.key()));
    let rest = [r(c.court), r(c.nation), wr(letting.plot.registry), wr(letting.plot.address), wr(letting.address)];
    let receipt = cu("enforce evict", w.send(&[c.enforce(&case, LAND_ID, &rest)], &[]).ok());
    overhead("evict", &receipt);
    assert_eq!(w.lease_account(&letting).state, land::lease_state::EVICTED);
    w.deduct(&letting, &[1_000_000, 2_000_000]).ok();
    let mut split = ask(3, letting.address, tenant.key());
    split.amount = 3_000_001;
    let (ix, _) = c.file(&w, claimant.pubkey(), &split);
    err(w.send(&[ix], &[&claimant]), "RemedyMalformed");
    split.amount = 2_500_000;
    let case = won(&w, &c, &claimant, &split);
    w.accept_deductions(&letting, tenant, 0b10).ok();
    let rest = [r(c.court), r(c.nation), wr(letting.address)];
    let receipt = cu("enforce split", w.send(&[c.enforce(&case, LAND_ID, &rest)], &[]).ok());
    overhead("split", &receipt);
    let lease = w.lease_account(&letting);
    assert_eq!((lease.to_landlord, lease.to_tenant, lease.open), (2_500_000, land::DEPOSIT - 2_500_000, 0));

    // Award from the budget.
    let mut grant = w.grant(ZERO);
    grant.holder_kind = kind::COURT;
    grant.period = 86_400 * 300;
    grant.until = w.now() + 86_400 * 3_000;
    let budget = w.budget(&till, &grant);
    let mut award = ask(4, budget, authority);
    award.amount = 5_000;
    award.beneficiary = claimant.pubkey();
    let case = won(&w, &c, &claimant, &award);
    let rest = [
        r(c.court), r(c.nation), wr(till.ledger), wr(budget), r(till.vault), wr(till.holding), wr(claimant.pubkey()),
        r(ZERO), r(ZERO), r(till.treasury),
    ];
    let before = w.lamports(&claimant.pubkey());
    let mut other = rest.clone();
    other[6] = wr(tenant.key());
    err(w.send(&[c.enforce(&case, TREASURY_ID, &other)], &[]), "AccountsDiffer");
    let receipt = cu("enforce award", w.send(&[c.enforce(&case, TREASURY_ID, &rest)], &[]).ok());
    overhead("award", &receipt);
    assert_eq!(w.lamports(&claimant.pubkey()), before + 5_000);

    // Pause and resume a stream.
    let payee = w.citizen(1);
    let now = w.now();
    let stream = w.stream(&till, payee.key(), 1_000_000, [now, now, now + 300 * DAY]);
    let case = won(&w, &c, &claimant, &ask(8, stream, payee.key()));
    let rest = [r(c.court), r(c.nation), wr(stream)];
    let receipt = cu("enforce pause", w.send(&[c.enforce(&case, TREASURY_ID, &rest)], &[]).ok());
    overhead("pause", &receipt);
    let case = won(&w, &c, &payee.wallet, &ask(9, stream, authority));
    cu("enforce resume", w.send(&[c.enforce(&case, TREASURY_ID, &rest)], &[]).ok());
    assert_eq!(w.stream_account(&stream).paused, 0);

    // Enjoin and release. The execution window is short, so the time of the case is skipped.
    w.send(&[ix::set_track(&w.nation, authority, 0, "slow", TrackRules { execution_seconds: 30 * 86_400, timelock_seconds: 86_400 * 2, ..RULES }, &[])], &[founder]).ok();
    let proposer = w.citizen(0);
    let draft = Draft::motion();
    let proposal = w.voting_on(&w.nation, &draft, &[]);
    let mut enjoin = ask(6, proposal.address, proposer.key());
    enjoin.seconds = 5 * 86_400;
    let by = w.citizen(1).wallet.insecure_clone();
    let (ix, case) = c.file(&w, by.pubkey(), &enjoin);
    w.send(&[ix], &[&by]).ok();
    for person in &w.nation.people {
        w.cast(person, &proposal, FOR).ok();
    }
    w.conclude(&proposal);
    panel(&w, &c, &case);
    judge(&w, &c, &case, &[1, 2, 1]);
    end(&w, &c, &case);
    let rest = [r(c.court), r(c.nation), wr(proposal.address)];
    let receipt = cu("enforce enjoin", w.send(&[c.enforce(&case, GOVERNOR_ID, &rest)], &[]).ok());
    overhead("enjoin", &receipt);
    assert_eq!(w.proposal(&proposal).state, state::ENJOINED);
    let case = won(&w, &c, &proposer.wallet, &ask(7, proposal.address, authority));
    let receipt = cu("enforce release", w.send(&[c.enforce(&case, GOVERNOR_ID, &rest)], &[]).ok());
    overhead("release", &receipt);

    // Reissue.
    let lost = w.citizen(1);
    let new = w.stranger();
    let mut reissue = ask(1, lost.citizen, lost.key());
    reissue.beneficiary = new.key();
    let case = won(&w, &c, &new.wallet, &reissue);
    let order = pda(&[b"reissue", lost.citizen.as_ref()], &MEMBERSHIP_ID);
    let rest = [AccountMeta::new(payer(), true), r(c.court), r(c.nation), r(lost.citizen), wr(order), r(ZERO)];
    let receipt = cu("enforce reissue", w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest)], &[]).ok());
    overhead("reissue", &receipt);

    // Suspend and reinstate.
    let who = w.citizen(20);
    let mut suspend = ask(0, who.citizen, who.key());
    suspend.seconds = 29 * 86_400;
    let case = won(&w, &c, &claimant, &suspend);
    let rest = [r(c.court), r(c.nation), wr(who.citizen)];
    let receipt = cu("enforce suspend", w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest)], &[]).ok());
    overhead("suspend", &receipt);
    let case = won(&w, &c, &who.wallet, &ask(10, who.citizen, authority));
    let receipt = cu("enforce reinstate", w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest)], &[]).ok());
    overhead("reinstate", &receipt);
    assert_eq!(w.citizen_account(who).suspended_until, 0);

    // Award from escrow.
    let respondent = w.citizen(2);
    let mut from_escrow = ask(5, ZERO, respondent.key());
    from_escrow.amount = 7_000_000;
    let (ix, case) = c.file(&w, claimant.pubkey(), &from_escrow);
    w.send(&[ix], &[&claimant]).ok();
    let put = |p: Address, amount| {
        i::PutInEscrow {
            party: p, citizen: None, source: p, court: c.court, case, escrow: c.escrow, mint: ZERO, token_program: ZERO,
        }
        .instruction(i::PutInEscrowInstructionArgs { amount })
    };
    cu("put_in_escrow", w.send(&[put(respondent.key(), 9_000_000)], &[&respondent.wallet]).ok());
    w.send(&[put(claimant.pubkey(), 500_000)], &[&claimant]).ok();
    books(&w, &c);
    panel(&w, &c, &case);
    judge(&w, &c, &case, &[1, 0, 1]);
    end(&w, &c, &case);
    let k: Case = w.read(&case);
    assert_eq!((k.claimant_due, k.respondent_due), (7_500_000, 2_000_000));
    assert_eq!(k.enforced_at, w.now());
    books(&w, &c);
}

fn overhead(what: &str, receipt: &Receipt) {
    // "Program X consumed a of b": the callee's line comes first.
    let consumed: Vec<u64> = receipt
        .logs
        .iter()
        .filter(|l| l.contains(" consumed "))
        .map(|l| l.split(" consumed ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap())
        .collect();
    let own = consumed.last().unwrap();
    let callee = consumed[consumed.len() - 2];
    println!("  overhead of {what}: {} ({own} - {callee})", own - callee);
}

#[test]
fn the_citizens_have_the_last_word() {
    for (choice, expected, wins) in [(FOR, 1u8, 1u8), (AGAINST, 2, 1), (0, 1, 1)] {
        let (w, c) = world(14, |_| Money::SOL);
        let claimant = w.citizen(0);
        let respondent = w.citizen(1);
        let (ix, case) = c.file(&w, claimant.key(), &suspend(&w));
        w.send(&[ix], &[&claimant.wallet]).ok();
        panel(&w, &c, &case);
        judge(&w, &c, &case, &[wins, wins, wins]);
        let proposal = w.next_proposal(&w.nation, respondent);
        let to_citizens = || {
            i::AppealToCitizens {
                appellant: respondent.key(),
                citizen: None,
                proposer: respondent.key(),
                proposer_citizen: respondent.citizen,
                case,
                nation: c.nation,
                governor: w.nation.governor,
                proposal: proposal.address,
            }
            .instruction()
        };
        err(w.send(&[to_citizens()], &[&respondent.wallet]), "AppealsLeft");
        w.send(&[appeal(&c, &case, respondent.key())], &[&respondent.wallet]).ok();
        panel(&w, &c, &case);
        judge(&w, &c, &case, &[wins; 7]);
        cu("appeal_to_citizens", w.send(&[to_citizens()], &[&respondent.wallet]).ok());
        let p = w.proposal(&proposal);
        println!("{} {:?}", String::from_utf8_lossy(&p.title), String::from_utf8_lossy(&p.uri));
        assert_eq!((p.state, p.kind, p.actions), (state::SUBMITTED, 0, 0));
        w.send(&[ix::open_page(&proposal, CITIZENS, 0)], &[]).ok();
        let conclude = || i::ConcludeAppeal { court: c.court, case, proposal: proposal.address }.instruction();
        err(w.send(&[conclude()], &[]), "CitizensUndecided");
        w.at(p.voting_opens_at);
        for person in w.nation.people.iter().take(if choice == 0 { 0 } else { 16 }) {
            w.cast(person, &proposal, choice).ok();
        }
        w.conclude(&proposal);
        cu("conclude_appeal", w.send(&[conclude()], &[]).ok());
        let k: Case = w.read(&case);
        assert_eq!((k.ruling, k.stage), (expected, 4));
        books(&w, &c);
        settle_all(&w, &c, &case);
        let k: Case = w.read(&case);
        assert_eq!(k.held, k.claimant_due + k.respondent_due);
        println!("dues {} {}, fines {}", k.claimant_due, k.respondent_due, w.read::<Court>(&c.court).fines);
    }
}

fn try_file(w: &World, c: &C, by: &Keypair, ask: &Ask) -> Outcome {
    let (ix, _) = c.file(w, by.pubkey(), ask);
    w.send(&[ix], &[by])
}

#[test]
fn wrong_targets_are_refused() {
    let (w, c) = world(6, |_| Money::SOL);
    let till = w.till(Money::SOL, 100 * SOL);
    let authority = w.nation.founder.pubkey();
    let by = w.citizen(0).wallet.insecure_clone();
    let who = w.citizen(1);
    let running = w.lease(&till, &land::fixed(), who);
    let ended = w.lease(&till, &land::fixed(), who);
    w.wait(70 * DAY);
    w.end_lease(&ended, &w.authority()).ok();
    w.deduct(&ended, &[1_000_000]).ok();
    let mut grant = w.grant(ZERO);
    grant.holder_kind = kind::COURT;
    let court_budget = w.budget(&till, &grant);
    let wallet_budget = w.budget(&till, &w.grant(who.key()));
    let now = w.now();
    let stream = w.stream(&till, who.key(), 1_000_000, [now, now, now + 300 * DAY]);
    let proposal = w.submitted(&w.nation, &Draft::motion(), &[]);
    let foreign = w.sibling.people[0].citizen;
    let wallet = w.stranger().key();
    let targets = [
        who.citizen, running.address, ended.address, court_budget, wallet_budget, stream, proposal.address, foreign,
        wallet, ZERO, c.nation, c.court, till.ledger, w.nation.governor,
    ];
    // Remedy, what it acts upon, whom it concerns.
    let proper: [(u8, Address, Address); 8] = [
        (0, who.citizen, who.key()),
        (1, who.citizen, who.key()),
        (2, running.address, who.key()),
        (3, ended.address, who.key()),
        (4, court_budget, authority),
        (5, ZERO, who.key()),
        (6, proposal.address, w.citizen(0).key()),
        (8, stream, who.key()),
    ];
    let mut refused = 0;
    for remedy in 0..11u8 {
        for target in targets {
            for respondent in [who.key(), authority, w.citizen(0).key(), w.citizen(3).key()] {
                let filer = if respondent == w.citizen(0).key() { &w.citizen(4).wallet } else { &by };
                let ask = Ask {
                    remedy,
                    target,
                    respondent,
                    amount: if matches!(remedy, 3..=5) { 1_000 } else { 0 },
                    seconds: if matches!(remedy, 0 | 6) { 1_000 } else { 0 },
                    beneficiary: if matches!(remedy, 1 | 4) { wallet } else { ZERO },
                };
                let fits = proper.iter().any(|(r, t, p)| *r == remedy && *t == target && (*p == respondent || *r == 5));
                let outcome = try_file(&w, &c, filer, &ask);
                if fits {
                    outcome.ok();
                } else {
                    let failure = outcome.failure();
                    let code = failure.code().unwrap_or_default();
                    let name = ERRORS.iter().find(|e| e.code == code).map(|e| e.name);
                    assert!(
                        (code == 2040 && target == c.court) || matches!(name, Some("WrongTarget" | "WrongNation" | "TargetUnfit" | "WrongRespondent" | "RemedyMalformed")),
                        "{remedy} {target} {failure:?}"
                    );
                    refused += 1;
                }
            }
        }
    }
    println!("{refused} wrong targets refused");
    let base = suspend(&w);
    let f = |ask: Ask, name: &str| err(try_file(&w, &c, &by, &ask), name);
    f(Ask { remedy: 11, ..suspend(&w) }, "RemedyUnknown");
    f(Ask { seconds: 0, ..suspend(&w) }, "RemedyMalformed");
    f(Ask { seconds: PARAMS.max_suspension_seconds + 1, ..suspend(&w) }, "RemedyMalformed");
    f(Ask { amount: 1, ..suspend(&w) }, "RemedyMalformed");
    f(Ask { beneficiary: by.pubkey(), ..suspend(&w) }, "RemedyMalformed");
    f(Ask { respondent: by.pubkey(), target: w.citizen(0).citizen, ..base }, "PartiesSame");
    f(Ask { remedy: 1, seconds: 0, beneficiary: who.key(), ..suspend(&w) }, "RemedyMalformed");
    f(Ask { remedy: 1, seconds: 0, ..suspend(&w) }, "RemedyMalformed");
    // Not in office.
    let f = &w.nation.founder;
    w.send(&[ix::set_court(&w.nation, f.pubkey(), ZERO)], &[f]).ok();
    err(try_file(&w, &c, &by, &suspend(&w)), "NotInOffice");
    books(&w, &c);
}

#[test]
fn a_tenant_asks_for_the_deposit() {
    let (w, c) = world(6, |_| Money::SOL);
    let till = w.till(Money::SOL, 0);
    let tenant = w.citizen(1);
    let lease = w.lease(&till, &land::fixed(), tenant);
    w.wait(70 * DAY);
    w.end_lease(&lease, &w.authority()).ok();
    w.deduct(&lease, &[1_000_000, 2_000_000]).ok();
    let mut ask = Ask { remedy: 3, target: lease.address, respondent: w.citizen(3).key(), amount: 0, seconds: 0, beneficiary: ZERO };
    err(try_file(&w, &c, &tenant.wallet, &ask), "WrongRespondent");
    ask.respondent = w.nation.founder.pubkey();
    let case = won(&w, &c, &tenant.wallet, &ask);
    let rest = [r(c.court), r(c.nation), wr(lease.address)];
    w.waive_deductions(&lease, 1).ok();
    w.send(&[c.enforce(&case, LAND_ID, &rest)], &[]).ok();
    let account = w.lease_account(&lease);
    assert_eq!((account.to_tenant, account.to_landlord, account.open), (land::DEPOSIT, 0, 0));
}

#[test]
fn a_lost_wallet_loses_nothing() {
    let (w, c) = world(6, |_| Money::SOL);
    let claimant = w.citizen(0);
    let (ix_, case) = c.file(&w, claimant.key(), &suspend(&w));
    let f = &w.nation.founder;
    // The founder reissues while there is no court.
    w.send(&[ix_], &[&claimant.wallet]).ok();
    w.send(&[ix::set_court(&w.nation, f.pubkey(), ZERO)], &[f]).ok();
    let moved = w.move_wallet(w.citizen(1), "the new wallet of the respondent");
    let juror_moved = w.move_wallet(w.citizen(2), "the new wallet of a juror");
    w.send(&[ix::set_court(&w.nation, f.pubkey(), c.court)], &[f]).ok();
    let answer = |citizen| {
        i::Answer { respondent: moved.key(), citizen, case }
            .instruction(i::AnswerInstructionArgs { answer_hash: [2; 32], answer_uri: String::new() })
    };
    err(w.send(&[answer(None)], &[&moved.wallet]), "NotParty");
    err(w.send(&[answer(Some(juror_moved.citizen))], &[&moved.wallet]), "NotParty");
    err(w.send(&[answer(Some(moved.citizen))], &[&moved.wallet]), "AnswerTooLate");
    // The juror of the lost wallet is passed over until the new one claims it.
    let claim = |juror: u32, p: &Person| {
        i::ClaimJuror { wallet: p.key(), court: c.court, citizen: p.citizen, juror: c.juror(juror) }.instruction()
    };
    err(w.send(&[claim(1, &juror_moved)], &[&juror_moved.wallet]), "WrongCitizen");
    cu("claim_juror", w.send(&[claim(0, &juror_moved)], &[&juror_moved.wallet]).ok());
    let mut w = w;
    w.nation.people[1] = moved;
    w.nation.people[2] = juror_moved;
    panel(&w, &c, &case);
    judge(&w, &c, &case, &[2, 2, 1]);
    // The loser appeals; the winner cannot.
    let moved = w.citizen(1);
    let by = |p: &Person, citizen| {
        let mut ix = appeal(&c, &case, p.key());
        if let Some(citizen) = citizen {
            ix.accounts[1] = r(citizen);
        }
        w.send(&[ix], &[&p.wallet])
    };
    err(by(moved, Some(moved.citizen)), "RulingNotAgainst");
    err(by(moved, None), "NotParty");
    by(w.citizen(0), None).ok();
    panel(&w, &c, &case);
    // Only three jurors were left: six less the three of the first panel.
    let k: Case = w.read(&case);
    assert_eq!((k.rounds[1].seats, k.rounds[1].panel), (3, 7));
    judge(&w, &c, &case, &[1, 1, 2]);
    end(&w, &c, &case);
    // The suspension finds the citizen by the serial.
    let rest = [r(c.court), r(c.nation), wr(moved.citizen)];
    w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest)], &[]).ok();
    assert!(w.citizen_account(moved).suspended_until > w.now());
    settle_all(&w, &c, &case);
}

#[test]
fn copied_commitments_cannot_be_revealed() {
    let (w, c) = world(8, |_| Money::SOL);
    let (ix_, case) = c.file(&w, w.citizen(0).key(), &suspend(&w));
    w.send(&[ix_], &[&w.citizen(0).wallet]).ok();
    panel(&w, &c, &case);
    let b = bench(&w, &c, &case);
    let salt = [7; 32];
    let hash = commitment(&case, 0, b[0].index, 1, &salt);
    w.send(&[commit(&case, &b[0], hash)], &[&b[0].wallet]).ok();
    // Another's seat, another's wallet.
    let mut ix_ = commit(&case, &b[1], hash);
    ix_.accounts[0].pubkey = b[2].wallet.pubkey();
    err(w.send(&[ix_], &[&b[2].wallet]), "NotJuror");
    let mut ix_ = commit(&case, &b[1], hash);
    ix_.accounts[3].pubkey = b[2].seat;
    err(w.send(&[ix_], &[&b[1].wallet]), "WrongSeat");
    err(w.send(&[commit(&case, &b[1], [0; 32])], &[&b[1].wallet]), "CommitmentEmpty");
    w.send(&[commit(&case, &b[1], hash)], &[&b[1].wallet]).ok();
    w.at(w.read::<Case>(&case).commit_until);
    w.send(&[reveal(&case, &b[0], 1, salt)], &[&b[0].wallet]).ok();
    err(w.send(&[reveal(&case, &b[0], 1, salt)], &[&b[0].wallet]), "AlreadyRevealed");
    err(w.send(&[reveal(&case, &b[1], 1, salt)], &[&b[1].wallet]), "RevealMismatch");
    err(w.send(&[reveal(&case, &b[2], 1, salt)], &[&b[2].wallet]), "NotCommitted");
    w.at(w.read::<Case>(&case).reveal_until - 1);
    err(w.send(&[rule(&case)], &[]), "NotCounting");
    w.wait(1);
    err(w.send(&[reveal(&case, &b[1], 1, salt)], &[&b[1].wallet]), "NotRevealing");
    w.send(&[rule(&case)], &[]).ok();
    assert_eq!(w.read::<Case>(&case).ruling, 1);
    end(&w, &c, &case);
    settle_all(&w, &c, &case);
}

#[test]
fn wrong_accounts_in_a_draw() {
    let (w, c) = world(8, |_| Money::SOL);
    let (ix_, case) = c.file(&w, w.citizen(0).key(), &suspend(&w));
    w.send(&[ix_], &[&w.citizen(0).wallet]).ok();
    w.at(w.read::<Case>(&case).evidence_until);
    w.send(&[close_evidence(&c, &case)], &[]).ok();
    let blind = i::Draw { payer: payer(), case, juror: c.juror(0), citizen: ZERO, seat: c.seat(&case, 0, 0) };
    err(w.send(&[blind.instruction()], &[]), "NotCaptured");
    let mut fake = capture(&case, payer());
    fake.accounts[2].pubkey = c.court;
    err(w.send(&[fake], &[]), "WrongSysvar");
    slots(&w, 10, &[]);
    w.send(&[capture(&case, payer())], &[]).ok();
    let good = draw_ix(&w, &c, &case);
    let index = index_of(&w.read(&case), &case);
    let other = (index + 1) % 8;
    let mut ix_ = good.clone();
    ix_.accounts[2].pubkey = c.juror(other);
    err(w.send(&[ix_], &[]), "WrongJuror");
    let mut ix_ = good.clone();
    ix_.accounts[2].pubkey = c.juror(99);
    err(w.send(&[ix_], &[]), "WrongJuror");
    let mut ix_ = good.clone();
    ix_.accounts[3].pubkey = w.read::<Juror>(&c.juror(other)).citizen;
    err(w.send(&[ix_], &[]), "WrongCitizen");
    let mut ix_ = good.clone();
    ix_.accounts[4].pubkey = c.seat(&case, 0, 1);
    err(w.send(&[ix_], &[]), "WrongSeat");
    // A seat that was funded before is drawn all the same.
    w.give(&c.seat(&case, 0, 0), 1);
    cu("draw prefunded", w.send(&[good], &[]).ok());
    draw_all(&w, &c, &case);
    w.at(w.read::<Case>(&case).draw_until);
    let late = i::Draw { seat: c.seat(&case, 0, 3), ..blind };
    err(w.send(&[late.instruction()], &[]), "NotDrawing");
}

#[test]
fn jurors_who_leave_or_top_up() {
    let (w, c) = world(4, |_| Money::SOL);
    let p = w.citizen(2);
    let juror = c.juror(0);
    let add = |amount| {
        i::AddBond {
            wallet: p.key(), source: p.key(), court: c.court, juror, escrow: c.escrow, mint: ZERO, token_program: ZERO,
        }
        .instruction(i::AddBondInstructionArgs { amount })
    };
    cu("add_bond", w.send(&[add(5)], &[&p.wallet]).ok());
    err(w.send(&[add(5)], &[&p.wallet]), "BondPending");
    w.wait(HOUR - 1);
    err(w.send(&[add(5)], &[&p.wallet]), "BondPending");
    w.wait(1);
    err(w.send(&[add(0)], &[&p.wallet]), "AmountZero");
    w.send(&[add(6)], &[&p.wallet]).ok();
    let leave = i::LeaveJury { wallet: p.key(), court: c.court, juror }.instruction();
    w.send(&[leave.clone()], &[&p.wallet]).ok();
    err(w.send(&[leave], &[&p.wallet]), "AlreadyLeaving");
    err(w.send(&[add(6)], &[&p.wallet]), "AlreadyLeaving");
    let out = i::WithdrawBond {
        wallet: p.key(), court: c.court, juror, juror_of: c.juror_of(2), rent_payer: payer(), destination: p.key(),
        escrow: c.escrow, mint: ZERO, token_program: ZERO,
    }
    .instruction();
    w.wait(10 * HOUR - 1);
    err(w.send(&[out.clone()], &[&p.wallet]), "UnbondingRunning");
    w.wait(1);
    w.send(&[out], &[&p.wallet]).ok();
    assert!(!w.exists(&juror) && !w.exists(&c.juror_of(2)));
    books(&w, &c);
    // Back under another index; the old one draws nobody.
    err(w.send(&[c.join(&w, p, BOND - 1)], &[&p.wallet]), "BondTooSmall");
    w.send(&[c.join(&w, p, BOND)], &[&p.wallet]).ok();
    w.send(&[c.join(&w, p, BOND)], &[&p.wallet]).already_exists();
    let (ix_, case) = c.file(&w, w.citizen(0).key(), &suspend(&w));
    w.send(&[ix_], &[&w.citizen(0).wallet]).ok();
    panel(&w, &c, &case);
    assert_eq!(w.read::<Case>(&case).rounds[0].seats, 3);
    // Three of four can be seated in one case; an appeal finds one more, and no panel beyond.
    judge(&w, &c, &case, &[1, 2, 0]);
    assert_eq!(w.read::<Case>(&case).ruling, 4);
    w.send(&[appeal(&c, &case, w.citizen(1).key())], &[&w.citizen(1).wallet]).ok();
    panel(&w, &c, &case);
    assert_eq!(w.read::<Case>(&case).rounds[1].seats, 1);
    judge(&w, &c, &case, &[3]);
    end(&w, &c, &case);
    assert_eq!(w.read::<Case>(&case).ruling, 3);
    settle_all(&w, &c, &case);
}

/// Numbers that look random.
struct Dice(u64);
impl Dice {
    fn roll(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}

#[test]
fn random_cases_keep_the_books() {
    let mut dice = Dice(7);
    for world_ in 0..3 {
        let (w, c) = world(20, |w| if world_ == 1 { w.coin("coin") } else { Money::SOL });
        for _ in 0..12 {
            let claimant = w.citizen(0);
            let ask = if dice.roll(2) == 0 {
                suspend(&w)
            } else {
                Ask { remedy: 5, target: ZERO, respondent: w.citizen(1).key(), amount: 1 + dice.roll(5_000_000), seconds: 0, beneficiary: ZERO }
            };
            let escrowed = ask.remedy == 5;
            let (ix_, case) = c.file(&w, claimant.key(), &ask);
            w.send(&[ix_], &[&claimant.wallet]).ok();
            if escrowed {
                for p in [w.citizen(0), w.citizen(1)] {
                    if dice.roll(3) > 0 {
                        let put = i::PutInEscrow {
                            party: p.key(), citizen: None, source: c.money.of(&p.key()), court: c.court, case,
                            escrow: c.escrow, mint: c.money.mint, token_program: c.money.program,
                        }
                        .instruction(i::PutInEscrowInstructionArgs { amount: 1 + dice.roll(4_000_000) });
                        w.send(&[put], &[&p.wallet]).ok();
                    }
                }
            }
            w.at(w.read::<Case>(&case).evidence_until);
            w.send(&[close_evidence(&c, &case)], &[]).ok();
            loop {
                for _ in 0..dice.roll(3) {
                    slots(&w, 600, &[]);
                    w.send(&[repin(&case)], &[]).ok();
                }
                if dice.roll(8) > 0 {
                    slots(&w, 10, &[]);
                    w.send(&[capture(&case, w.citizen(4).key())], &[&w.citizen(4).wallet]).ok();
                    if dice.roll(6) > 0 {
                        draw_all(&w, &c, &case);
                    } else {
                        w.send(&[draw_ix(&w, &c, &case)], &[]).ok();
                        w.at(w.read::<Case>(&case).draw_until);
                    }
                } else {
                    w.at(w.read::<Case>(&case).draw_until);
                }
                books(&w, &c);
                let b = bench(&w, &c, &case);
                let round = w.read::<Case>(&case).round;
                let choices: Vec<u8> = b.iter().map(|_| dice.roll(5) as u8).collect();
                for (s, choice) in b.iter().zip(&choices) {
                    if *choice > 0 {
                        let hash = commitment(&case, round, s.index, *choice % 4, &[9; 32]);
                        w.send(&[commit(&case, s, hash)], &[&s.wallet]).ok();
                    }
                }
                let k: Case = w.read(&case);
                w.at(k.commit_until.max(w.now()));
                for (s, choice) in b.iter().zip(&choices) {
                    if (1..4).contains(choice) {
                        w.send(&[reveal(&case, s, *choice, [9; 32])], &[&s.wallet]).ok();
                    }
                }
                let k: Case = w.read(&case);
                w.at(k.reveal_until.max(w.now()));
                w.send(&[rule(&case)], &[]).ok();
                books(&w, &c);
                let k: Case = w.read(&case);
                let loser = if k.ruling == 1 { w.citizen(1) } else { w.citizen(0) };
                if k.round == 0 && dice.roll(2) == 0 {
                    w.send(&[appeal(&c, &case, loser.key())], &[&loser.wallet]).ok();
                } else {
                    break;
                }
            }
            end(&w, &c, &case);
            let k: Case = w.read(&case);
            // Settled in some order.
            let mut seats: Vec<Address> = (0..=k.round)
                .flat_map(|r| (0..k.rounds[usize::from(r)].seats).map(move |n| (r, n)))
                .map(|(r, n)| c.seat(&case, r, n))
                .collect();
            while !seats.is_empty() {
                let seat = seats.swap_remove(dice.roll(seats.len() as u64) as usize);
                let s: Seat = w.read(&seat);
                let settle = i::SettleSeat { court: c.court, case, seat, juror: s.juror }.instruction();
                w.send(&[settle, i::CloseSeat { case, seat, rent_payer: payer() }.instruction()], &[]).ok();
                books(&w, &c);
            }
            for p in [w.citizen(0), w.citizen(1)] {
                let k: Case = w.read(&case);
                let due = if p.key() == k.claimant { k.claimant_due } else { k.respondent_due };
                let outcome = w.send(&[withdraw_case(&c, &case, p.key())], &[&p.wallet]);
                if due > 0 { outcome.ok(); } else { err(outcome, "NothingDue"); }
            }
            let k: Case = w.read(&case);
            let bounties: u64 = k.rounds.iter().map(|r| r.bounty).sum();
            assert_eq!((k.held, k.uncollected), (bounties, 0));
            let close = i::CloseCase { court: c.court, case, rent_payer: payer() }.instruction();
            let open = bounties > 0 || (k.ruling == 1 && k.enforced_at == 0);
            if open {
                err(w.send(&[close.clone()], &[]), "CaseNotOver");
                w.at(k.final_at + 365 * DAY - 1);
                err(w.send(&[close.clone()], &[]), "CaseNotOver");
                // Terms end meanwhile, and nobody could be drawn: back in time.
                w.at(k.final_at + 365 * DAY);
                w.send(&[close], &[]).ok();
                w.at(k.final_at);
            } else {
                w.send(&[close], &[]).ok();
            }
            assert!(!w.exists(&case));
            books(&w, &c);
        }
        // Bonds that were lost are replaced, so that there are jurors still.
        let court: Court = w.read(&c.court);
        println!("held {}, fines {}", court.held, court.fines);
    }
}

#[test]
fn who_asks_the_citizens_and_takes_it_back() {
    let (w, c) = world(14, |_| Money::SOL);
    let (claimant, respondent) = (w.citizen(0), w.citizen(1));
    let (ix_, case) = c.file(&w, claimant.key(), &suspend(&w));
    w.send(&[ix_], &[&claimant.wallet]).ok();
    panel(&w, &c, &case);
    judge(&w, &c, &case, &[1, 1, 1]);
    w.send(&[appeal(&c, &case, respondent.key())], &[&respondent.wallet]).ok();
    panel(&w, &c, &case);
    judge(&w, &c, &case, &[1; 7]);
    let friend = w.citizen(5);
    let proposal = w.next_proposal(&w.nation, friend);
    let ask = |appellant: &Person, governor: Address, nation: Address| {
        i::AppealToCitizens {
            appellant: appellant.key(), citizen: None, proposer: friend.key(), proposer_citizen: friend.citizen, case,
            nation, governor, proposal: proposal.address,
        }
        .instruction()
    };
    let good = (w.nation.governor, c.nation);
    err(w.send(&[ask(claimant, good.0, good.1)], &[&claimant.wallet, &friend.wallet]), "RulingNotAgainst");
    err(w.send(&[ask(friend, good.0, good.1)], &[&friend.wallet]), "NotParty");
    err(w.send(&[ask(respondent, w.sibling.governor, good.1)], &[&respondent.wallet, &friend.wallet]), "WrongNation");
    err(w.send(&[ask(respondent, good.0, w.sibling.address)], &[&respondent.wallet, &friend.wallet]), "WrongNation");
    err(w.send(&[ask(respondent, c.court, good.1)], &[&respondent.wallet, &friend.wallet]), "WrongNation");
    w.at(w.read::<Case>(&case).appeal_until);
    err(w.send(&[ask(respondent, good.0, good.1)], &[&respondent.wallet, &friend.wallet]), "NotAppealable");
    w.at(w.read::<Case>(&case).appeal_until - 1);
    w.send(&[ask(respondent, good.0, good.1)], &[&respondent.wallet, &friend.wallet]).ok();
    err(w.send(&[finalize(&c, &case)], &[]), "NotEnding");
    let conclude = |proposal| i::ConcludeAppeal { court: c.court, case, proposal }.instruction();
    err(w.send(&[conclude(c.nation)], &[]), "WrongProposal");
    err(w.send(&[conclude(proposal.address)], &[]), "CitizensUndecided");
    // Taken back, and closed: the ruling stands.
    w.send(&[ix::cancel(&proposal, friend.key())], &[&friend.wallet]).ok();
    w.send(&[ix::close_proposal(&proposal, friend.key())], &[]).ok();
    assert!(!w.exists(&proposal.address));
    w.send(&[conclude(proposal.address)], &[]).ok();
    assert_eq!(w.read::<Case>(&case).ruling, 1);
    err(w.send(&[conclude(proposal.address)], &[]), "NotBeforeCitizens");
    settle_all(&w, &c, &case);
    // Nobody else's account, and nobody else's program.
    let k: Case = w.read(&case);
    assert_eq!(k.enforced_at, 0);
    let rest = |target| [r(c.court), r(c.nation), wr(target)];
    for wrong in [w.citizen(0).citizen, w.sibling.people[0].citizen, c.nation, w.nation.governor, ZERO] {
        if wrong == c.nation { continue; }
        err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest(wrong))], &[]), "WrongTarget");
    }
    let sibling_court = C::of(&w.sibling.address, Money::SOL).court;
    let other = [r(sibling_court), r(c.nation), wr(respondent.citizen)];
    err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &other)], &[]), "AccountsDiffer");
    for program in [GOVERNOR_ID, LAND_ID, TREASURY_ID, COURT_ID, ZERO] {
        err(w.send(&[c.enforce(&case, program, &rest(respondent.citizen))], &[]), "WrongProgram");
    }
    // A target that fails leaves the ruling: the court is not in office for a while.
    let f = &w.nation.founder;
    w.send(&[ix::set_court(&w.nation, f.pubkey(), ZERO)], &[f]).ok();
    w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest(respondent.citizen))], &[]).membership_error("NotCourt");
    // A longer suspension is not cut short.
    w.send(&[ix::suspend(respondent, f.pubkey(), w.now() + 90_000)], &[f]).ok();
    w.send(&[ix::set_court(&w.nation, f.pubkey(), c.court)], &[f]).ok();
    err(w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest(respondent.citizen))], &[]), "SuspensionShorter");
    w.wait(3_601);
    w.send(&[c.enforce(&case, MEMBERSHIP_ID, &rest(respondent.citizen))], &[]).ok();
}

#[test]
fn a_thousand_jurors() {
    let (w, c) = world(1_000, |_| Money::SOL);
    for _ in 0..10 {
        let (ix_, case) = c.file(&w, w.citizen(0).key(), &suspend(&w));
        w.send(&[ix_], &[&w.citizen(0).wallet]).ok();
        panel(&w, &c, &case);
        judge(&w, &c, &case, &[1, 2, 2]);
        w.send(&[appeal(&c, &case, w.citizen(0).key())], &[&w.citizen(0).wallet]).ok();
        panel(&w, &c, &case);
        judge(&w, &c, &case, &[1, 1, 1, 1, 2, 2, 3]);
        end(&w, &c, &case);
        settle_all(&w, &c, &case);
    }
}

#[test]
fn a_tenant_whose_wallet_was_lost_is_heard() {
    let (w, c) = world(6, |_| Money::SOL);
    let till = w.till(Money::SOL, 0);
    let old = w.citizen(1);
    let lease = w.lease(&till, &land::fixed(), old);
    let f = &w.nation.founder;
    w.send(&[ix::set_court(&w.nation, f.pubkey(), ZERO)], &[f]).ok();
    let new = w.move_wallet(old, "the new wallet of the tenant");
    w.send(&[ix::set_court(&w.nation, f.pubkey(), c.court)], &[f]).ok();
    let ask = Ask { remedy: 2, target: lease.address, respondent: old.key(), amount: 0, seconds: 0, beneficiary: ZERO };
    err(try_file(&w, &c, &new.wallet, &ask), "PartiesSame");
    let case = c.case(0);
    try_file(&w, &c, &w.citizen(0).wallet, &ask).ok();
    let answer = i::Answer { respondent: new.key(), citizen: Some(new.citizen), case }
        .instruction(i::AnswerInstructionArgs { answer_hash: [2; 32], answer_uri: "x".into() });
    w.send(&[answer], &[&new.wallet]).ok();
    assert_eq!(w.read::<Case>(&case).respondent_serial, 1);
}
