//! Changes that many refusals share. They are of nation `alpha`: its citizen 1 is the tenant, 2 buys, bids and
//! pledges, 3 is the steward.

use civitas_tests::catalogue::Case;
use civitas_tests::{
    Account, Address, DAY, Drive, Extension, Instruction, Keypair, LAND_ID, Landlord, Letting, Money, Person,
    Plot, Signer, Till, addresses, ix, land,
};
use client::land::accounts::{Campaign, Lease, Parcel};
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

/// Puts the sibling's registry into its slot.
pub fn their_registry(c: &mut Case) {
    c.put("registry", addresses::registry(&c.world.sibling.address).0);
}

// Landlords.

/// Leaves out an account that need not be there.
pub fn without(c: &mut Case, slot: &str) {
    c.put(slot, LAND_ID);
}

/// The signer shows neither office nor citizenship.
pub fn without_office(c: &mut Case) {
    without(c, "office");
    without(c, "citizen");
}

/// The founder acts instead, and the founding is over.
pub fn founder_after_sunset(c: &mut Case, slot: &str) {
    without_office(c);
    let founder = founder(c);
    c.stand_in(slot, &founder);
    sunset(c);
}

/// The founder, while the nation has a court.
pub fn founder_as_court(c: &mut Case) {
    let founder = founder(c);
    c.stand_in("court", &founder);
}

/// Abolishes the court, and puts the founder into its slot.
pub fn without_court(c: &mut Case) {
    founder_does(c, ix::set_court(&c.world.nation, founder(c).pubkey(), Address::default()));
    founder_as_court(c);
}

/// Makes the founder the court.
pub fn founder_is_court(c: &mut Case) {
    let founder = founder(c).pubkey();
    founder_does(c, ix::set_court(&c.world.nation, founder, founder));
    founder_as_court(c);
}

// Leases and their money.

/// The money that a case is about.
pub fn money(c: &Case) -> Money {
    let has = |slot: &str| c.idl.slots.iter().any(|other| other.name == slot);
    let mint = if has("mint") {
        c.address("mint")
    } else if has("lease") {
        lease(c).mint
    } else {
        c.world.read::<Campaign>(&c.address("campaign")).mint
    };
    if mint == Address::default() {
        Money::SOL
    } else {
        Money { mint, program: c.world.account(&mint).owner }
    }
}

/// What `alpha` has of it.
pub fn till(c: &Case) -> Till {
    Till::of(&c.world.nation.address, money(c))
}

/// What the sibling has of it.
pub fn their_till(c: &Case) -> Till {
    Till::of(&c.world.sibling.address, money(c))
}

/// The case's lease as it is.
pub fn lease(c: &Case) -> Lease {
    c.world.read(&c.address("lease"))
}

/// The case's lease.
pub fn letting(c: &Case) -> Letting {
    let lease = lease(c);
    let parcel: Parcel = c.world.read(&lease.parcel);
    Letting::of(&Plot::of(&lease.nation, parcel.cell), &till(c), lease.number)
}

/// Another lease of the same money, on offer.
pub fn other_lease(c: &Case) -> Letting {
    c.world.offer(&till(c), &land::fixed())
}

/// Another campaign for the same money.
pub fn other_drive(c: &Case) -> Drive {
    c.world.campaign(&till(c), 1_000)
}

/// Puts the account of another parcel into its slot.
pub fn other_parcel(c: &mut Case) {
    let plot = c.world.parcel();
    c.put("parcel", plot.address);
}

/// Puts another lease's escrow into its slot.
pub fn other_escrow(c: &mut Case) {
    let letting = other_lease(c);
    c.put("escrow", letting.escrow);
}

/// Puts another mint into its slot.
pub fn other_mint(c: &mut Case) {
    let coin = c.world.coin("another coin");
    c.put("mint", coin.mint);
}

/// Puts the other token program into its slot.
pub fn other_token_program(c: &mut Case) {
    c.put("token_program", civitas_tests::tokens::TOKEN_2022);
}

/// Puts the sibling's ledger into its slot.
pub fn their_ledger(c: &mut Case) {
    let theirs = their_till(c).ledger;
    c.put("ledger", theirs);
}

/// Puts the sibling's holding into its slot.
pub fn their_holding(c: &mut Case) {
    let theirs = their_till(c).holding;
    c.put("holding", theirs);
}

/// Puts another program into the treasury's slot.
pub fn other_program(c: &mut Case) {
    c.put("treasury_program", LAND_ID);
}

/// Puts an account that holds nothing into a slot.
pub fn no_holding(c: &mut Case, slot: &str) {
    c.put(slot, c.world.citizen(0).key());
}

/// Puts the wallet of somebody who has paid nothing into a slot.
pub fn other_rent_payer(c: &mut Case, slot: &str) {
    c.put(slot, c.world.citizen(0).key());
}

/// Rewrites the lease behind the program's back.
pub fn corrupt(c: &Case, change: impl FnOnce(&mut Lease)) {
    c.world.edit::<Lease>(&c.address("lease"), change);
}

/// Rewrites the campaign behind the program's back.
pub fn corrupt_campaign(c: &Case, change: impl FnOnce(&mut Campaign)) {
    c.world.edit::<Campaign>(&c.address("campaign"), change);
}

/// Books one unit more than the escrow has.
pub fn overbook(c: &Case) {
    corrupt(c, |lease| lease.held += 1);
}

/// Makes the money of a case one that is taxed when it moves, as no lease's or campaign's is: the escrow's and the
/// signer's.
pub fn tax(c: &mut Case, signer: &str) {
    let w = c.world.clone();
    let coin = w.coin_2022("taxed coin", &[Extension::TransferFee { bps: 1_000, maximum: u64::MAX }]);
    let source = w.endow(&coin, &c.address(signer), 10_000_000_000);
    // An account that the token program made, with another owner at another address.
    let made = w.account(&w.empty_holding(&coin, &w.citizen(0).key()));
    let escrow = c.address("escrow");
    let mut data = made.data.clone();
    data[32..64].copy_from_slice(escrow.as_ref());
    c.world.put(&coin.mint, w.account(&coin.mint));
    c.world.put(&source, w.account(&source));
    c.world.put(&escrow, Account { data, ..made });
    if c.idl.slots.iter().any(|slot| slot.name == "lease") {
        corrupt(c, |lease| (lease.mint, lease.held) = (coin.mint, 0));
    } else {
        corrupt_campaign(c, |campaign| campaign.mint = coin.mint);
    }
    c.put("mint", coin.mint);
    c.put("token_program", coin.program);
    c.put("source", source);
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

/// Lets the citizen in the slot renounce.
pub fn renounce(c: &Case) {
    let person = in_slot(c);
    c.world.send(&[ix::renounce(&person)], &[&person.wallet]).ok();
}

/// Makes the citizen in the slot a resident.
pub fn demote(c: &Case) {
    founder_does(c, ix::set_tier(&in_slot(c), founder(c).pubkey(), 1));
}

/// Ends the term of the citizen in the slot at this second.
pub fn lapse(c: &Case) {
    let now = c.world.now();
    c.world.edit::<Citizen>(&c.address("citizen"), |citizen| citizen.expires_at = now);
}

/// Suspends the citizen in the slot, by whoever is the court.
pub fn suspend(c: &Case) {
    founder_does(c, ix::suspend(&in_slot(c), founder(c).pubkey(), c.world.now() + DAY));
}

fn in_slot(c: &Case) -> Person {
    let citizen = c.address("citizen");
    let found = c.world.nation.people.iter().find(|person| person.citizen == citizen);
    found.expect("one of alpha's first citizens").clone()
}

/// Somebody who acts without an office.
pub fn plain(c: &Case, citizen: usize) -> Landlord {
    Landlord::plain(&c.world.citizen(citizen).wallet)
}

// Data.

/// Writes a number of eight bytes into the instruction's data.
pub fn number(c: &mut Case, name: &str, value: u64) {
    let numbers = c.idl.numbers(&c.instruction.data).expect("true data is exact");
    let found = numbers.iter().find(|number| number.name == name).expect("it has this number");
    c.instruction.data[found.at..found.at + found.len].copy_from_slice(&value.to_le_bytes()[..found.len]);
}
