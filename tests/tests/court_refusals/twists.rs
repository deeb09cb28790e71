//! Changes that many refusals share. They are of nation `alpha`: its citizen 0 is the claimant, 1 the respondent, 2 to
//! 7 are jurors.

use civitas_tests::catalogue::Case;
use civitas_tests::court::PARAMS;
use civitas_tests::{
    Account, Address, Dispute, Extension, Instruction, Keypair, Money, Person, Signer, Tribunal, ix, tokens,
};
use client::court::accounts::{Case as CaseAccount, Court, Juror, Seat};
use client::membership::accounts::{Citizen, Nation};

/// The founder's key.
pub fn founder(c: &Case) -> Keypair {
    c.world.nation.founder.insecure_clone()
}

/// Runs an instruction of the founder's in the case's world.
pub fn founder_does(c: &Case, instruction: Instruction) {
    c.world.send(&[instruction], &[&c.world.nation.founder]).ok();
}

/// A citizen.
pub fn person(c: &Case, citizen: usize) -> Person {
    c.world.citizen(citizen).clone()
}

/// Lets time pass, or turns it back.
pub fn pass(c: &Case, seconds: i64) {
    c.world.wait(seconds);
}

/// Ends the founding at this second.
pub fn sunset(c: &Case) {
    let now = c.world.now();
    c.world.edit::<Nation>(&c.world.nation.address, |nation| nation.founder_sunset = now);
}

/// Puts the sibling nation into its slot.
pub fn their_nation(c: &mut Case) {
    c.put("nation", c.world.sibling.address);
}

// Courts and their money.

/// The court of a case, by its own account.
pub fn tribunal(c: &Case) -> Tribunal {
    let court: Court = c.world.read(&c.address("court"));
    Tribunal::of(&court.nation, Money { mint: court.mint, program: court.token_program })
}

/// The court of `alpha`, whose money does not matter.
pub fn home(c: &Case) -> Tribunal {
    Tribunal::of(&c.world.nation.address, Money::SOL)
}

/// The case's dispute.
pub fn dispute(c: &Case) -> Dispute {
    Dispute { address: c.address("case"), ..home(c).dispute(0) }
}

/// The sibling's court, with the same money.
pub fn their_court(c: &Case) -> Tribunal {
    let nation = c.world.sibling.clone();
    c.world.create_court(&nation, tribunal(c).money, &PARAMS)
}

/// Puts the sibling's court into its slot.
pub fn other_court(c: &mut Case) {
    let theirs = their_court(c);
    c.put("court", theirs.address);
}

/// Puts the escrow of the sibling's court into its slot.
pub fn other_escrow(c: &mut Case) {
    let theirs = their_court(c);
    c.put("escrow", theirs.escrow);
}

/// Puts another mint into its slot.
pub fn other_mint(c: &mut Case) {
    let coin = c.world.coin("another coin");
    c.put("mint", coin.mint);
}

/// Puts the other token program into its slot.
pub fn other_token_program(c: &mut Case) {
    c.put("token_program", tokens::TOKEN_2022);
}

/// Puts an account that holds nothing into a slot.
pub fn no_holding(c: &mut Case, slot: &str) {
    c.put(slot, c.world.citizen(0).key());
}

/// Takes SOL from somebody else who signs, too.
pub fn another_purse(c: &mut Case) {
    let other = person(c, 5).wallet;
    c.stand_in("source", &other);
}

/// Puts the wallet of somebody who has paid nothing into its slot.
pub fn other_rent_payer(c: &mut Case) {
    c.put("rent_payer", c.world.citizen(0).key());
}

/// Books more than the escrow has.
pub fn overbook(c: &Case) {
    let court = c.address("court");
    c.world.edit::<Court>(&court, |court| court.held += 1);
}

/// Makes the court's money one that is taxed when it moves, as no court's is: the escrow's and the signer's.
pub fn tax(c: &mut Case, signer: &str) {
    let w = c.world.clone();
    let coin = w.coin_2022("taxed coin", &[Extension::TransferFee { bps: 1_000, maximum: u64::MAX }]);
    let source = w.endow(&coin, &c.address(signer), 10_000_000_000);
    // An account that the token program made, with another owner at another address.
    let made = w.account(&w.empty_holding(&coin, &w.citizen(0).key()));
    let (court, escrow) = (c.address("court"), c.address("escrow"));
    let mut data = made.data.clone();
    data[32..64].copy_from_slice(escrow.as_ref());
    c.world.put(&coin.mint, w.account(&coin.mint));
    c.world.put(&source, w.account(&source));
    c.world.put(&escrow, Account { data, ..made });
    c.world.edit::<Court>(&court, |court| {
        (court.mint, court.token_program, court.held) = (coin.mint, coin.program, 0);
        court.fines = 0;
    });
    c.put("mint", coin.mint);
    c.put("token_program", coin.program);
    c.put("source", source);
}

/// Puts the nation's court out of office.
pub fn out_of_office(c: &Case) {
    founder_does(c, ix::set_court(&c.world.nation, founder(c).pubkey(), Address::default()));
}

// Accounts behind the program's back.

/// Rewrites the court.
pub fn corrupt_court(c: &Case, change: impl FnOnce(&mut Court)) {
    c.world.edit::<Court>(&c.address("court"), change);
}

/// Rewrites the juror.
pub fn corrupt_juror(c: &Case, change: impl FnOnce(&mut Juror)) {
    c.world.edit::<Juror>(&c.address("juror"), change);
}

/// Rewrites the case.
pub fn corrupt(c: &Case, change: impl FnOnce(&mut CaseAccount)) {
    c.world.edit::<CaseAccount>(&c.address("case"), change);
}

/// The case's account.
pub fn account(c: &Case) -> CaseAccount {
    c.world.read(&c.address("case"))
}

/// Turns the case back into one whose ruling is not final.
pub fn not_final(c: &Case) {
    corrupt(c, |case| (case.stage, case.final_at) = (2, 0));
}

/// Puts another case of the court into its slot.
pub fn other_case(c: &mut Case) {
    let dispute = dispute(c);
    let other = home(c).dispute(99).address;
    let account = c.world.account(&dispute.address);
    c.world.put(&other, account);
    c.put("case", other);
}

/// Puts another juror, who sits in the same case or not, into its slot.
pub fn other_juror(c: &mut Case) {
    let own = c.address("juror");
    let other = (0..6).map(|index| home(c).juror(index)).find(|juror| *juror != own);
    c.put("juror", other.expect("six jurors"));
}

/// Puts the seat of another juror into its slot.
pub fn other_seat(c: &mut Case) {
    let own = c.address("seat");
    let dispute = dispute(c);
    let other = (0..3).map(|n| dispute.seat(0, n)).find(|seat| *seat != own);
    c.put("seat", other.expect("three seats"));
}

/// Rewrites the seat.
pub fn corrupt_seat(c: &Case, change: impl FnOnce(&mut Seat)) {
    c.world.edit::<Seat>(&c.address("seat"), change);
}

// Citizens.

/// Puts a citizen of the sibling nation into the slot.
pub fn foreigner(c: &mut Case) {
    c.put("citizen", c.world.sibling.people[0].citizen);
}

/// Puts another citizen of the own nation into the slot.
pub fn other_citizen(c: &mut Case) {
    c.put("citizen", c.world.citizen(0).citizen);
}

/// Rewrites the citizen in the slot.
pub fn corrupt_citizen(c: &Case, change: impl FnOnce(&mut Citizen)) {
    c.world.edit::<Citizen>(&c.address("citizen"), change);
}

/// Leaves out an account that need not be there.
pub fn without(c: &mut Case, slot: &str) {
    c.put(slot, civitas_tests::COURT_ID);
}

/// Somebody else signs, who is a citizen.
pub fn somebody_else(c: &mut Case, slot: &str) {
    let other = person(c, 6).wallet;
    c.stand_in(slot, &other);
}

// Data.

/// Writes a number into the instruction's data.
pub fn number(c: &mut Case, name: &str, value: u64) {
    let numbers = c.idl.numbers(&c.instruction.data).expect("true data is exact");
    let found = numbers.iter().find(|number| number.name == name).expect("it has this number");
    c.instruction.data[found.at..found.at + found.len].copy_from_slice(&value.to_le_bytes()[..found.len]);
}

/// Replaces the text at the end of the instruction's data, which `before` bytes and its length go before, by one that
/// has control characters.
pub fn malformed_text(c: &mut Case, before: usize) {
    let text = b"two\nlines";
    c.instruction.data.truncate(before);
    c.instruction.data.extend((text.len() as u32).to_le_bytes());
    c.instruction.data.extend(text);
}
