//! Changes that many refusals share. They are of nation `alpha` and its money, unless said otherwise.

use civitas_tests::catalogue::Case;
use civitas_tests::{Address, Instruction, Keypair, Money, Signer, Till, ix};
use client::treasury::accounts::{Ledger, Stream};

/// What `alpha` has of the money that the case is about.
pub fn till(c: &Case) -> Till {
    let slots = &c.idl.slots;
    let ledger = if slots.iter().any(|slot| slot.name == "ledger") {
        c.address("ledger")
    } else {
        c.world.stream_account(&c.address("stream")).ledger
    };
    Till::of_ledger(&c.world.read(&ledger))
}

/// What the sibling has of it.
pub fn their_till(c: &Case) -> Till {
    Till::of(&c.world.sibling.address, till(c).money)
}

/// What `alpha` has of other money: SOL, or tokens where the case is about SOL.
pub fn other_till(c: &Case) -> Till {
    let money = if till(c).money.is_sol() { c.world.coin("other coin") } else { Money::SOL };
    c.world.till(money, 10_000_000_000)
}

/// The founder's key.
pub fn founder(c: &Case) -> Keypair {
    c.world.nation.founder.insecure_clone()
}

/// Runs an instruction of the founder's in the case's world.
pub fn founder_does(c: &Case, instruction: Instruction) {
    c.world.send(&[instruction], &[&c.world.nation.founder]).ok();
}

/// Moves on to the founder's sunset.
pub fn sunset(c: &mut Case) {
    c.world.at(c.world.nation_account(&c.world.nation).founder_sunset);
}

/// Puts the sibling nation into its slot, with its founder in `authority`'s: only what is of `alpha` betrays it.
pub fn abroad(c: &mut Case, authority: &str) {
    c.put("nation", c.world.sibling.address);
    let founder = c.world.sibling.founder.insecure_clone();
    c.stand_in(authority, &founder);
}

/// The founder, while the nation has a court.
pub fn founder_as_court(c: &mut Case, slot: &str) {
    let founder = founder(c);
    c.stand_in(slot, &founder);
}

/// Abolishes the court, and puts the founder into its slot, after the founder's sunset.
pub fn founder_as_court_after_sunset(c: &mut Case, slot: &str) {
    founder_does(c, ix::set_court(&c.world.nation, founder(c).pubkey(), Address::default()));
    founder_as_court(c, slot);
    sunset(c);
}

/// Hands the authority over to the executor: what the founder granted has lapsed.
pub fn hand_over(c: &mut Case) {
    c.world.hand_over(&c.world.nation);
}

/// Writes a number into the instruction's data.
pub fn number(c: &mut Case, at: usize, value: u64) {
    c.instruction.data[at..at + 8].copy_from_slice(&value.to_le_bytes());
}

/// The treasury of the sibling, in its slot.
pub fn their_treasury(c: &mut Case) {
    let theirs = their_till(c).treasury;
    c.put("treasury", theirs);
}

/// The vault of the sibling, in its slot.
pub fn their_vault(c: &mut Case) {
    let theirs = their_till(c).vault;
    c.put("vault", theirs);
}

/// The sibling's holding of the same money, in its slot.
pub fn their_holding(c: &mut Case) {
    let theirs = their_till(c).holding;
    c.put("holding", theirs);
}

/// Another ledger of the same treasury, in its slot.
pub fn other_ledger(c: &mut Case) {
    let other = other_till(c).ledger;
    c.put("ledger", other);
}

/// Another mint, in its slot.
pub fn other_mint(c: &mut Case) {
    let other = c.world.coin("other coin").mint;
    c.put("mint", other);
}

/// Another token program, in its slot.
pub fn other_token_program(c: &mut Case) {
    let token_2022 = civitas_tests::tokens::TOKEN_2022;
    c.put("token_program", token_2022);
}

/// Lets next to nothing leave the vault, from now on.
pub fn break_circuit(c: &mut Case) {
    c.world.set_breaker(&till(c), 1, 86_400).ok();
}

/// Rewrites the ledger behind the program's back.
pub fn corrupt(c: &Case, change: fn(&mut Ledger)) {
    c.world.edit(&till(c).ledger, change);
}

/// As after a lifetime in which as much as can be counted has come in under every kind and gone out again, so that
/// the balance is what it was.
pub fn count_full(c: &mut Case) {
    corrupt(c, |ledger| {
        ledger.income = [u64::MAX; 6];
        ledger.outflow = u64::MAX;
    });
}

/// Rewrites the stream behind the program's back.
pub fn corrupt_stream(c: &Case, change: fn(&mut Stream)) {
    c.world.edit(&c.address("stream"), change);
}

/// Promises everything that is free to somebody, by a budget that is not the case's.
pub fn promise_everything(c: &mut Case) {
    let till = till(c);
    let free = c.world.free(&till);
    let grant = c.world.grant(c.world.citizen(3).key());
    c.world.budget(&till, &civitas_tests::Grant { set_aside: free, ..grant });
}
