//! Changes that many refusals share. They are of nation `alpha`, and of its citizen 1 unless said otherwise.

use civitas_tests::catalogue::Case;
use civitas_tests::{Address, DAY, Instruction, Keypair, Person, Signer, ix};
use client::membership::accounts::{Citizen, Nation};

/// Runs an instruction of the founder's in the case's world.
pub fn founder_does(c: &Case, instruction: Instruction) {
    c.world.send(&[instruction], &[&c.world.nation.founder]).ok();
}

/// Lets time pass, or turns it back.
pub fn pass(c: &Case, seconds: i64) {
    c.world.wait(seconds);
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

/// Puts the sibling nation into its slot.
pub fn wrong_nation(c: &mut Case) {
    c.put("nation", c.world.sibling.address);
}

/// Puts a citizen of the sibling nation into a slot.
pub fn foreigner(c: &mut Case, slot: &str) {
    c.put(slot, c.world.sibling.people[0].citizen);
}

/// Lets a citizen renounce.
pub fn renounce(c: &Case, citizen: usize) {
    let person = c.world.citizen(citizen);
    c.world.send(&[ix::renounce(person)], &[&person.wallet]).ok();
}

/// Lets everybody's term end.
pub fn lapse(c: &Case) {
    c.world.at(c.world.citizen_account(c.world.citizen(1)).expires_at);
}

/// Suspends a citizen, by whoever is the court.
pub fn suspend(c: &Case, citizen: usize) {
    founder_does(c, ix::suspend(c.world.citizen(citizen), founder(c).pubkey(), c.world.now() + DAY));
}

/// Makes a citizen a resident.
pub fn demote(c: &Case, citizen: usize) {
    founder_does(c, ix::set_tier(c.world.citizen(citizen), founder(c).pubkey(), 1));
}

/// Abolishes the court, and puts the founder into its slot.
pub fn without_court(c: &mut Case) {
    let founder = founder(c);
    founder_does(c, ix::set_court(&c.world.nation, founder.pubkey(), Address::default()));
    c.stand_in("court", &founder);
}

/// The founder's key.
pub fn founder(c: &Case) -> Keypair {
    c.world.nation.founder.insecure_clone()
}

/// Replaces the whole instruction, signed by the founder and citizens 1 and 2.
pub fn replace(c: &mut Case, instruction: Instruction) {
    c.instruction = instruction;
    for key in [founder(c), wallet(c, 1), wallet(c, 2)] {
        c.sign(&key);
    }
}

/// A citizen's wallet.
pub fn wallet(c: &Case, citizen: usize) -> Keypair {
    c.world.citizen(citizen).wallet.insecure_clone()
}

/// A citizen.
pub fn person(c: &Case, citizen: usize) -> Person {
    c.world.citizen(citizen).clone()
}

/// Rewrites the nation behind the program's back.
pub fn corrupt(c: &Case, change: fn(&mut Nation)) {
    c.world.edit(&c.world.nation.address, change);
}

/// Rewrites a citizen behind the program's back.
pub fn corrupt_citizen(c: &Case, change: fn(&mut Citizen)) {
    c.world.edit(&c.world.citizen(1).citizen, change);
}
