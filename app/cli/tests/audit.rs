//! The audit finds what does not fit, down to a single unit, in every kind of book, and says it.

mod common;

use civitas::audit::{Audit, Evidence, audit, layout};
use client::{LAND_ID, ProgramAccount, TREASURY_ID, addresses, land, treasury};
use cluster::{Account, Snapshot};
use common::Folder;
use layout::Layout;
use serde_json::Value;
use solana_address::Address;
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The accounts after the small economy, with the last of it still under way: two streams, a lease that runs with
/// a claim on it, one that is being auctioned, one evicted, a campaign that failed.
static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| Folder::with_economy().replay().snapshot);

fn audited(snapshot: &Snapshot) -> Audit {
    audit(&Evidence::gather(snapshot, &snapshot.programs).unwrap())
}

/// What the audit says after `change`.
fn after(change: impl FnOnce(&mut Snapshot)) -> Vec<String> {
    let mut snapshot = SNAPSHOT.clone();
    change(&mut snapshot);
    audited(&snapshot).disagreements
}

/// Accounts of a type, by address.
fn all<T: Layout>(program: Address) -> Vec<(Address, T)> {
    let of_type = |account: &Account| account.owner == program && account.data.starts_with(&T::TYPE);
    let accounts = SNAPSHOT.accounts.iter().filter(|(_, account)| of_type(account));
    accounts.map(|(address, account)| (*address, T::read(&account.data).unwrap())).collect()
}

/// The one account of a type that fits.
fn one<T: Layout>(program: Address, fits: impl Fn(&T) -> bool) -> (Address, T) {
    let mut found: Vec<_> = all::<T>(program).into_iter().filter(|(_, account)| fits(account)).collect();
    assert_eq!(found.len(), 1, "{}", T::NAME);
    found.remove(0)
}

fn data<'a>(snapshot: &'a mut Snapshot, address: &Address) -> &'a mut Vec<u8> {
    &mut snapshot.accounts.get_mut(address).expect("there is such an account").data
}

/// Adds to a number of eight bytes.
fn add(data: &mut [u8], at: usize, difference: i64) {
    let bytes: &mut [u8; 8] = (&mut data[at..at + 8]).try_into().unwrap();
    *bytes = u64::from_le_bytes(*bytes).wrapping_add_signed(difference).to_le_bytes();
}

/// Adds to a number of four bytes.
fn add_small(data: &mut [u8], at: usize, difference: i32) {
    let bytes: &mut [u8; 4] = (&mut data[at..at + 4]).try_into().unwrap();
    *bytes = u32::from_le_bytes(*bytes).wrapping_add_signed(difference).to_le_bytes();
}

#[track_caller]
fn says(sentences: &[String], expected: &[&str]) {
    assert_eq!(sentences, expected, "{}", sentences.join("\n"));
}

/// Changes a number of an account by one, both ways, and looks for a sentence.
#[track_caller]
fn a_unit_shows(address: &Address, at: usize, part: &str) {
    for difference in [1, -1] {
        let sentences = after(|snapshot| add(data(snapshot, address), at, difference));
        assert!(
            sentences.iter().any(|sentence| sentence.contains(part)),
            "byte {at} {difference:+}: `{part}` is missing in {sentences:?}"
        );
    }
}

fn token_ledger() -> (Address, layout::Ledger) {
    one::<layout::Ledger>(TREASURY_ID, |ledger| ledger.mint != Address::default())
}

fn sol_ledger() -> (Address, layout::Ledger) {
    one::<layout::Ledger>(TREASURY_ID, |ledger| ledger.mint == Address::default())
}

/// The field: Harberger, for SOL, with a deposit and a claim.
fn field() -> (Address, layout::Lease) {
    one::<layout::Lease>(LAND_ID, |lease| lease.terms.kind == 1)
}

/// The kiosk on offer, with two bids.
fn kiosk() -> (Address, layout::Lease) {
    one::<layout::Lease>(LAND_ID, |lease| lease.state == 0)
}

/// The hut, whose tenant was evicted, with a deposit that is due back.
fn hut() -> (Address, layout::Lease) {
    one::<layout::Lease>(LAND_ID, |lease| lease.state == 5)
}

#[test]
fn untouched_books_balance() {
    let audit = audited(&SNAPSHOT);
    assert_eq!(audit.disagreements, [""; 0]);
    assert!(audit.ledgers.iter().all(|book| book.agrees) && audit.leases.iter().all(|book| book.agrees));
    assert_eq!(audit.unbooked(), ["0.25 THA were sent to the treasury of three and are not booked"]);
    assert!(audit.summary().ends_with(": the books balance."), "{}", audit.summary());
    assert_eq!(all::<layout::Bid>(LAND_ID).len(), 2);
    assert_eq!(all::<layout::Claim>(LAND_ID).len(), 1);
    assert_eq!(all::<layout::Pledge>(LAND_ID).len(), 1);
}

#[test]
fn a_unit_of_a_ledger_is_missed() {
    let (ledger, _) = token_ledger();
    for kind in 0..6 {
        let part = "THA ledger of three: what came in less what went out is ";
        a_unit_shows(&ledger, 176 + 8 * kind, part);
    }
    a_unit_shows(&ledger, 224, "what came in less what went out is");
    a_unit_shows(&ledger, 248, "what came in less what went out is 3,274 THA, its balance says 3,27");
    a_unit_shows(&ledger, 232, "are promised to streams, which say 700.02 THA");
    let sentences = after(|snapshot| add(data(snapshot, &ledger), 240, 1));
    says(
        &sentences,
        &["THA ledger of three: it says that 0.01 THA are promised to budgets, which say 0 THA"],
    );
}

#[test]
fn a_unit_of_a_vault_is_missed() {
    let (_, ledger) = sol_ledger();
    let sentences = after(|snapshot| snapshot.accounts.get_mut(&ledger.holding).unwrap().lamports -= 1);
    assert_eq!(sentences.len(), 1);
    assert!(sentences[0].starts_with("SOL ledger of three: 21.65"), "{}", sentences[0]);
    // A lamport too much is as it may be: anyone can send one. It is not booked.
    let mut snapshot = SNAPSHOT.clone();
    snapshot.accounts.get_mut(&ledger.holding).unwrap().lamports += 1;
    let audit = audited(&snapshot);
    assert_eq!(audit.disagreements, [""; 0]);
    assert_eq!(audit.unbooked()[0], "0.000000001 SOL were sent to the treasury of three and are not booked");
    // No vault at all.
    let sentences = after(|snapshot| drop(snapshot.accounts.remove(&ledger.holding)));
    assert!(sentences[0].ends_with("rent included, and 0 SOL are there"), "{sentences:?}");
}

#[test]
fn a_unit_of_a_token_is_missed() {
    let (_, ledger) = token_ledger();
    // Of the supply, and of any holding: the treasury's, one of a wallet, an escrow.
    a_unit_shows(&ledger.mint, 36, "mint of THA: its supply is ");
    let in_tokens = |account: &Account| account.data.starts_with(ledger.mint.as_ref());
    let holdings: Vec<Address> = SNAPSHOT
        .accounts
        .iter()
        .filter(|(_, account)| in_tokens(account))
        .map(|(address, _)| *address)
        .collect();
    // Three wallets, the treasury, and escrows of two kiosks and the hut.
    assert_eq!(holdings.len(), 7);
    for holding in &holdings {
        a_unit_shows(holding, 64, "mint of THA: its supply is 30,000 THA, ");
    }
    // More is booked than is there.
    let sentences = after(|snapshot| {
        let amount = ledger.balance.to_le_bytes();
        data(snapshot, &ledger.holding)[64..72].copy_from_slice(&amount);
        add(data(snapshot, &ledger.holding), 64, -1);
    });
    assert!(
        sentences.contains(
            &"THA ledger of three: 3,274 THA are booked, rent included, and 3,273.99 THA are there"
                .to_owned()
        ),
        "{sentences:?}"
    );
    // Another's account in its place.
    let sentences = after(|snapshot| data(snapshot, &ledger.holding)[32] ^= 1);
    says(&sentences, &["THA ledger of three: its holding is not the vault's"]);
    let sentences = after(|snapshot| data(snapshot, &ledger.holding)[0] ^= 1);
    assert!(sentences.iter().any(|s| s.ends_with("is not a token account of its mint")), "{sentences:?}");
}

#[test]
fn a_unit_of_a_stream_is_missed() {
    let (stream, read) = one::<layout::Stream>(TREASURY_ID, |stream| stream.cancelled == 0);
    a_unit_shows(&stream, 144, "THA ledger of three: it says that 700.02 THA are promised to streams");
    a_unit_shows(&stream, 152, "THA ledger of three: it says that 700.02 THA are promised to streams");
    let sentences = after(|snapshot| add(data(snapshot, &stream), 152, 44_001));
    assert!(
        sentences.contains(&"stream 0 of three: 740.01 THA were withdrawn, 740 THA are earned".to_owned()),
        "{sentences:?}"
    );
    let sentences = after(|snapshot| add(data(snapshot, &stream), 136, 9));
    assert!(sentences.iter().any(|s| s.starts_with("stream 9 of three: it lies at")), "{sentences:?}");
    assert!(sentences.contains(&"stream 9 of three: its treasury says that there were 3 streams".to_owned()));
    // Without its ledger nobody knows what it is a stream of.
    let sentences = after(|snapshot| drop(snapshot.accounts.remove(&read.ledger)));
    assert!(
        sentences.contains(&"stream 0 of no nation: its ledger or treasury is not there".to_owned()),
        "{sentences:?}"
    );
}

#[test]
fn a_unit_of_a_budget_is_missed() {
    let (budget, read) = one::<layout::Budget>(TREASURY_ID, |_| true);
    assert_eq!((read.per_period, read.spent, read.set_aside), (1_000, 400, 0));
    let sentences = after(|s| add(data(s, &budget), 216, 1));
    says(
        &sentences,
        &["THA ledger of three: it says that 0 THA are promised to budgets, which say 0.01 THA"],
    );
    let sentences = after(|s| add(data(s, &budget), 200, 601));
    says(&sentences, &["budget 2 of three: 10.01 THA were spent in a period that allows 10 THA"]);
    let sentences = after(|s| add(data(s, &budget), 208, 9));
    says(&sentences, &["budget 2 of three: period 9 has not begun"]);
    let (treasury, _) = one::<layout::Treasury>(TREASURY_ID, |_| true);
    let sentences = after(|s| add(data(s, &treasury), 72, -1));
    says(&sentences, &["budget 2 of three: its treasury says that there were 2 budgets"]);
}

#[test]
fn a_parcel_more_or_less_is_missed() {
    let (registry, _) = one::<layout::Registry>(LAND_ID, |_| true);
    let name = "registry of three: ";
    for (at, expected) in [
        (72, "it counts 1 parcels owned, there are 0"),
        (76, "it counts 5 parcels leased in, there are 4"),
        (80, "it counts 1 parcels claimed, there are 0"),
        (84, "it counts 5 parcels, there are 4"),
        (88, "it counts 2 leases that run, there are 1"),
    ] {
        says(&after(|s| add_small(data(s, &registry), at, 1)), &[&format!("{name}{expected}")]);
    }
    a_unit_shows(&registry, 40, "dm² are owned, its parcels say 0");
    a_unit_shows(&registry, 48, "dm² are leased in, its parcels say 3382050");
    says(
        &after(|s| add(data(s, &registry), 64, -1)),
        &["registry of three: it says that there were 1 campaigns, there are more"],
    );
    let (parcel, read) = all::<layout::Parcel>(LAND_ID).remove(0);
    a_unit_shows(&parcel, 168, "registry of three: it says that 3382050 dm² are leased in");
    let sentences = after(|s| data(s, &parcel)[190] = 9);
    assert!(
        sentences.contains(&"registry of three: 1 of its parcels have a tenure that there is not".into())
    );
    let sentences = after(|s| drop(s.accounts.remove(&parcel)));
    assert!(
        sentences.contains(&"registry of three: it counts 4 parcels, there are 3".into()),
        "{sentences:?}"
    );
    // Moved to another cell, it does not lie where it should.
    let sentences = after(|s| add(data(s, &parcel), 136, 1));
    let name = format!("parcel {:x} of three: it lies at", read.cell + 1);
    assert!(sentences.iter().any(|s| s.starts_with(&name)), "{sentences:?}");
}

#[test]
fn a_parcel_and_its_leases_fit() {
    let (lease, read) = field();
    let cell = all::<layout::Parcel>(LAND_ID).iter().find(|(at, _)| *at == read.parcel).unwrap().1.cell;
    let name = format!("parcel {cell:x} of three: ");
    let sentences = after(|s| data(s, &read.parcel)[72..104].fill(0));
    says(&sentences, &[&format!("{name}a lease holds it that is not its present one")]);
    let sentences = after(|s| drop(s.accounts.remove(&lease)));
    assert!(
        sentences.contains(&format!("{name}it is taken by a lease that is not there or over")),
        "{sentences:?}"
    );
    let sentences = after(|s| add_small(data(s, &read.parcel), 164, -1));
    says(&sentences, &[&format!("lease 0 of parcel {cell:x}: its parcel says that there were 0 leases")]);
    let sentences = after(|s| data(s, &read.parcel)[480] = 1);
    assert!(sentences.contains(&format!("{name}it is retired, and taken")), "{sentences:?}");
    // A version that is counted and not there.
    let sentences = after(|s| add_small(data(s, &read.parcel), 160, 1));
    says(&sentences, &[&format!("{name}it is at version 2, the last before it is 0")]);
}

#[test]
fn a_unit_in_escrow_is_missed() {
    for (lease, read, taken) in
        [field(), kiosk(), hut()].map(|(at, read)| (at, read, read.mint == Address::default()))
    {
        a_unit_shows(&lease, 384, "are held, deposit, bids, buyer and claims add up to");
        // What is missing in an escrow of tokens was missing among the tokens before.
        let sentences = after(|snapshot| {
            let account = snapshot.accounts.get_mut(&read.escrow).unwrap();
            if taken { account.lamports -= 1 } else { add(&mut account.data, 64, -1) }
        });
        assert!(sentences.iter().any(|s| s.contains("are held, in its escrow lie ")), "{sentences:?}");
        let sentences = after(|snapshot| drop(snapshot.accounts.remove(&read.escrow)));
        assert!(sentences.iter().any(|s| s.contains("escrow")), "{sentences:?}");
    }
    let (hut, read) = hut();
    assert_eq!((read.deposit, read.to_tenant), (3_000, 3_000));
    a_unit_shows(&hut, 344, "what is due of it and open add up to 30 THA");
    a_unit_shows(&hut, 352, "its deposit is 30 THA, what is due of it and open add up to");
    a_unit_shows(&hut, 360, "what is due of it and open add up to");
    a_unit_shows(&hut, 368, "are held, deposit, bids, buyer and claims add up to");
}

#[test]
fn a_unit_of_rent_is_missed() {
    let (hut, read) = hut();
    // Two periods, and a half towards the third: of 1, 1.50 and 2.25.
    assert_eq!((read.paid_periods, read.paid_total, read.credit, read.next_rent), (2, 300, 50, 225));
    a_unit_shows(&hut, 336, "2 periods and the credit cost 3 THA");
    a_unit_shows(&hut, 288, "2 periods and the credit cost");
    a_unit_shows(&hut, 280, "by its terms it is 2.25 THA");
    a_unit_shows(&hut, 728, "by its terms it is");
    // A late fee of a tenth may have been paid or not.
    let (kiosk, read) = one::<layout::Lease>(LAND_ID, |lease| lease.state == 4);
    assert_eq!((read.paid_periods, read.paid_total), (1, 1_100));
    assert_eq!(after(|s| add(data(s, &kiosk), 336, -100)), [""; 0]);
    let sentences = after(|s| add(data(s, &kiosk), 336, 1));
    assert!(sentences[0].ends_with("cost 10 THA, with all late fees 11 THA"), "{sentences:?}");
    // The ledger must have booked what the leases were paid.
    let (ledger, _) = token_ledger();
    let sentences = after(|s| {
        let data = data(s, &ledger);
        add(data, 184, -3_000);
        add(data, 216, 3_000);
    });
    assert_eq!(sentences, [""; 0]);
    let sentences = after(|s| {
        let data = data(s, &ledger);
        add(data, 184, -3_001);
        add(data, 216, 3_001);
    });
    says(
        &sentences,
        &["THA ledger of three: 13.99 THA of rent are booked, the books of land say that 14 THA were paid"],
    );
}

#[test]
fn a_unit_of_a_bid_is_missed() {
    let (auction, read) = one::<layout::Auction>(LAND_ID, |auction| auction.outcome == 0);
    let (leading, _) = one::<layout::Bid>(LAND_ID, |bid| bid.bidder == read.leader);
    let (outbid, _) = one::<layout::Bid>(LAND_ID, |bid| bid.bidder != read.leader);
    a_unit_shows(&leading, 112, "the highest bid and the deposit are 40 THA");
    a_unit_shows(&leading, 112, "deposit, bids, buyer and claims add up to");
    a_unit_shows(&outbid, 112, "deposit, bids, buyer and claims add up to");
    a_unit_shows(&auction, 152, "the highest bid and the deposit are");
    let sentences = after(|s| add_small(data(s, &auction), 192, 1));
    assert!(sentences[0].ends_with("it counts 3 open bids, there are 2"), "{sentences:?}");
    let sentences = after(|s| drop(s.accounts.remove(&leading)));
    assert!(sentences.iter().any(|s| s.ends_with("the highest bid is not there")), "{sentences:?}");
    let sentences = after(|s| drop(s.accounts.remove(&auction)));
    assert!(sentences.contains(&format!("bid {outbid} belongs to an auction that is not there")));
}

#[test]
fn a_unit_of_a_claim_is_missed() {
    let (claim, _) = one::<layout::Claim>(LAND_ID, |_| true);
    a_unit_shows(&claim, 144, "it says that 5 SOL are held, deposit, bids, buyer and claims add up to");
    let (lease, _) = field();
    let sentences = after(|s| drop(s.accounts.remove(&lease)));
    assert!(sentences.contains(&format!("claim {claim} belongs to a lease that is not there")));
}

#[test]
fn a_unit_of_a_pledge_is_missed() {
    let (campaign, read) = one::<layout::Campaign>(LAND_ID, |_| true);
    let (pledge, _) = one::<layout::Pledge>(LAND_ID, |_| true);
    a_unit_shows(&pledge, 104, "it says that they are 0.5 SOL");
    a_unit_shows(&campaign, 216, "its pledges add up to 0.5 SOL, it says that they are");
    a_unit_shows(&campaign, 224, "its pledges add up to 0.5 SOL, it says that they are");
    a_unit_shows(&campaign, 248, "there are 1");
    let sentences = after(|s| s.accounts.get_mut(&read.escrow).unwrap().lamports -= 1);
    says(
        &sentences,
        &["campaign 1 of three: it says that 0.5 SOL are held, in its escrow lie 0.499999999 SOL"],
    );
    let sentences = after(|s| data(s, &campaign)[392] = 1);
    assert!(
        sentences.contains(&"campaign 1 of three: it was paid out without having met its goal".to_owned()),
        "{sentences:?}"
    );
    let sentences = after(|s| drop(s.accounts.remove(&campaign)));
    assert_eq!(sentences, [format!("pledge {pledge} belongs to a campaign that is not there")]);
}

#[test]
fn another_layout_is_said() {
    let (ledger, _) = token_ledger();
    let sentences = after(|s| data(s, &ledger)[413] = 9);
    assert_eq!(sentences[0], format!("account {ledger} has layout version 9, this program reads 1"));
    let sentences = after(|s| data(s, &ledger).truncate(100));
    assert_eq!(sentences[0], format!("account {ledger} is too short for a ledger: 100 bytes of 448"));
}

/// Whatever the bytes are, the audit says something, and does not panic.
#[test]
fn garbage_is_no_panic() {
    let accounts: Vec<Address> = SNAPSHOT
        .accounts
        .iter()
        .filter(|(_, account)| [TREASURY_ID, LAND_ID].contains(&account.owner))
        .map(|(address, _)| *address)
        .collect();
    for address in accounts {
        for fill in [0xff, 0x80, 0x00, 0x7f] {
            let mut snapshot = SNAPSHOT.clone();
            let data = data(&mut snapshot, &address);
            let version = data.len() - 32;
            for (at, byte) in data.iter_mut().enumerate().skip(8) {
                // The version is the same in all, somewhere before the room to grow: it stays.
                if at < version && *byte != 1 {
                    *byte = fill;
                }
            }
            let audit = audited(&snapshot);
            assert!(!audit.to_human().is_empty() && !audit.land_tables().is_empty());
            assert!(!audit.treasury_tables().is_empty());
        }
    }
}

/// The audit's own reading and the generated client's are of the same accounts.
#[test]
fn two_readings_agree() {
    fn both<L: Layout, C: ProgramAccount>(program: Address) -> Vec<(L, C)> {
        let ours = all::<L>(program);
        assert!(!ours.is_empty(), "{}", L::NAME);
        let account = |address: &Address| &SNAPSHOT.accounts[address];
        ours.into_iter()
            .map(|(address, ours)| {
                let account = account(&address);
                assert_eq!(account.data.len(), L::BYTES, "{}", L::NAME);
                (ours, client::decode::<C>(&account.owner, &account.data).unwrap())
            })
            .collect()
    }
    macro_rules! same {
        ($program:expr, $ours:ty, $theirs:ty, [$($field:ident),+ $(,)?]) => {
            for (ours, theirs) in both::<$ours, $theirs>($program) {
                $(assert_eq!(ours.$field, theirs.$field, concat!(stringify!($ours), ".", stringify!($field)));)+
            }
        };
    }
    use land::accounts as l;
    use treasury::accounts as t;
    same!(
        TREASURY_ID,
        layout::Treasury,
        t::Treasury,
        [nation, vault, next_budget, next_stream, vault_reserve]
    );
    same!(
        TREASURY_ID,
        layout::Ledger,
        t::Ledger,
        [
            nation,
            treasury,
            mint,
            token_program,
            holding,
            reserve,
            income,
            outflow,
            promised_streams,
            promised_budgets,
            balance,
            breaker_flows,
            next_at,
            window,
            next_window,
            limit_bps,
            next_limit_bps,
            decimals
        ]
    );
    same!(
        TREASURY_ID,
        layout::Stream,
        t::Stream,
        [ledger, payee, id, total, withdrawn, start, cliff, end, paused_at, paused_total, paused, cancelled]
    );
    same!(LAND_ID, layout::Registry, l::Registry, [nation, areas, next_campaign, counts, parcels, leases]);
    same!(
        LAND_ID,
        layout::Parcel,
        l::Parcel,
        [registry, nation, current, cell, registered_at, version_since, facts_version, next_lease, retired]
    );
    for (ours, theirs) in both::<layout::Parcel, l::Parcel>(LAND_ID) {
        let facts = theirs.facts;
        assert_eq!(
            (ours.area, ours.latitude_e7, ours.longitude_e7, ours.tenure),
            (facts.area, facts.latitude_e7, facts.longitude_e7, facts.tenure)
        );
        assert_eq!(ours.jurisdiction.as_bytes(), facts.jurisdiction.split(|b| *b == 0).next().unwrap());
    }
    same!(
        LAND_ID,
        layout::Lease,
        l::Lease,
        [
            nation,
            parcel,
            tenant,
            mint,
            escrow,
            buyer,
            tenant_serial,
            offer_expires_at,
            starts_at,
            ends_at,
            ended_at,
            next_rent,
            credit,
            price,
            paid_through,
            paid_total,
            deposit,
            to_tenant,
            to_landlord,
            tenant_taken,
            landlord_taken,
            held,
            reserve,
            buyer_escrow,
            items,
            number,
            paid_periods,
            state,
            claimed,
            open,
            noticed
        ]
    );
    for (ours, theirs) in both::<layout::Lease, l::Lease>(LAND_ID) {
        let (ours, theirs) = (ours.terms, theirs.terms);
        assert_eq!((ours.rent, ours.deposit, ours.period), (theirs.rent, theirs.deposit, theirs.period));
        assert_eq!(
            (ours.late_fee_bps, ours.escalator_bps, ours.rent_bps, ours.kind, ours.by_auction),
            (theirs.late_fee_bps, theirs.escalator_bps, theirs.rent_bps, theirs.kind, theirs.by_auction)
        );
    }
    same!(
        LAND_ID,
        layout::Auction,
        l::Auction,
        [lease, leader, reserve, highest, opens_at, closes_at, bids, open_bids, outcome]
    );
    same!(LAND_ID, layout::Bid, l::Bid, [auction, bidder, escrowed]);
    same!(LAND_ID, layout::Claim, l::Claim, [lease, wallet, amount]);
    same!(
        LAND_ID,
        layout::Campaign,
        l::Campaign,
        [
            nation,
            registry,
            mint,
            escrow,
            id,
            goal,
            pledged,
            refunded,
            deadline,
            open_pledges,
            reserve,
            paid_out
        ]
    );
    same!(LAND_ID, layout::Pledge, l::Pledge, [campaign, wallet, amount]);
    same!(
        TREASURY_ID,
        layout::Budget,
        t::Budget,
        [
            ledger,
            holder,
            destination,
            id,
            per_period,
            from,
            until,
            spent,
            spent_in,
            set_aside,
            period,
            holder_kind
        ]
    );
    // Of these there is none here.
    assert_eq!(layout::ParcelVersion::BYTES, l::ParcelVersion::LEN);
}

// The commands.

fn civitas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_civitas")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error} in {output:?}"))
}

#[test]
fn the_audit_is_a_command() {
    let folder = Folder::new();
    let saved = folder.file("saved.json");
    let path = saved.to_str().unwrap();
    SNAPSHOT.save(&saved).unwrap();
    let output = civitas(&["audit", path]);
    assert!(output.status.success(), "{output:?}");
    assert!(text(&output.stdout).ends_with(
        "Audited 2 ledgers, 1 budget, 2 streams, 4 parcels, 4 leases and 1 campaign from their raw bytes: the \
         books balance.\n"
    ));
    assert_eq!(
        text(&output.stderr),
        "note: 0.25 THA were sent to the treasury of three and are not booked\n"
    );
    let audit = json(&civitas(&["audit", path, "--output", "json"]));
    assert_eq!(audit["ledgers"][1]["money"], "THA");
    assert_eq!(audit["ledgers"][1]["income"]["dues"], 50_000);
    assert_eq!(audit["disagreements"].as_array().unwrap().len(), 0);
    assert!(audit.get("error").is_none());

    let mut forged = SNAPSHOT.clone();
    add(data(&mut forged, &token_ledger().0), 248, 1);
    forged.save(&saved).unwrap();
    let output = civitas(&["audit", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("DIFFERS") && text(&output.stdout).contains("there is 1 disagreement.")
    );
    assert!(text(&output.stderr).contains("error: THA ledger of three: what came in less what went out is"));
    let audit = json(&civitas(&["audit", path, "--output", "json"]));
    assert_eq!(audit["error"]["kind"], "disagreement");
    assert_eq!(audit["ledgers"][1]["agrees"], false);
}

#[test]
fn treasuries_and_land_are_shown() {
    let folder = Folder::new();
    let saved = folder.file("saved.json");
    let path = saved.to_str().unwrap();
    SNAPSHOT.save(&saved).unwrap();
    let output = civitas(&["treasury", "show", path]);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    for part in ["Ledgers\n", "50% in 1d", "3,274", "Budgets\n", "court", "Streams\n", "cancelled"] {
        assert!(text(&output.stdout).contains(part), "{part}: {}", text(&output.stdout));
    }
    assert!(!text(&output.stdout).contains("Tokens"));
    let shown = json(&civitas(&["treasury", "show", path, "--output", "json"]));
    assert_eq!(shown["streams"].as_array().unwrap().len(), 2);
    assert_eq!(shown["ledgers"][0]["balance"], shown["ledgers"][0]["held"]);

    let output = civitas(&["land", "list", path]);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    for part in ["Parcels\n", "CH-LU", "evicted", "Auctions\n", "failed"] {
        assert!(text(&output.stdout).contains(part), "{part}: {}", text(&output.stdout));
    }
    let listed = json(&civitas(&["land", "list", path, "--output", "json"]));
    assert_eq!(listed["parcels"].as_array().unwrap().len(), 4);
    assert_eq!(listed["leases"][0]["kind"], "harberger");
}

#[test]
fn a_snapshot_of_other_programs_is_refused() {
    let folder = Folder::new();
    let saved = folder.file("saved.json");
    let mut snapshot = SNAPSHOT.clone();
    snapshot.programs.retain(|program| *program != LAND_ID);
    snapshot.save(&saved).unwrap();
    for command in [&["audit"][..], &["treasury", "show"], &["land", "list"]] {
        let output = civitas(&[command, &[saved.to_str().unwrap()]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains("does not hold the accounts of the program `land`"),
            "{output:?}"
        );
        assert_eq!(civitas(command).status.code(), Some(2));
    }
}

#[test]
fn a_silent_node_is_an_error() {
    // Bound and let go at once, so that nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for command in [&["audit"][..], &["treasury", "show"], &["land", "list"]] {
        let url = format!("http://127.0.0.1:{port}");
        let output = civitas(&[command, &["--url", &url, "--output", "json"]].concat());
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(json(&output)["error"]["kind"], "cluster");
    }
}

#[test]
fn a_nation_without_an_economy_has_nothing_to_audit() {
    let folder = Folder::new();
    let saved = folder.file("saved.json");
    folder.replay().snapshot.save(&saved).unwrap();
    let output = civitas(&["audit", saved.to_str().unwrap()]);
    assert!(output.status.success());
    assert_eq!(
        text(&output.stdout),
        "Audited 0 ledgers, 0 budgets, 0 streams, 0 parcels, 0 leases and 0 campaigns from their raw bytes: the \
         books balance.\n"
    );
}

#[test]
fn versions_of_parcels_follow_each_other() {
    // What amending a parcel leaves behind, made by hand: the parcel's second version, and the first.
    let (at, parcel) = all::<layout::Parcel>(LAND_ID).remove(0);
    let amended = |from: i64, until: i64| {
        let mut snapshot = SNAPSHOT.clone();
        let account = snapshot.accounts[&at].clone();
        let mut version = vec![0; layout::ParcelVersion::BYTES];
        version[..8].copy_from_slice(&layout::ParcelVersion::TYPE);
        version[8..40].copy_from_slice(at.as_ref());
        version[72..80].copy_from_slice(&from.to_le_bytes());
        version[80..88].copy_from_slice(&until.to_le_bytes());
        version[400] = 1;
        version[405] = 1;
        let address = addresses::parcel_version(&at, 1).0;
        snapshot.accounts.insert(address, Account { data: version, ..account });
        let data = data(&mut snapshot, &at);
        add_small(data, 160, 1);
        data[152..160].copy_from_slice(&(parcel.registered_at + 50).to_le_bytes());
        audited(&snapshot).disagreements
    };
    let since = parcel.registered_at;
    assert_eq!(amended(since, since + 50), [""; 0]);
    let name = format!("parcel {:x} of three: ", parcel.cell);
    says(
        &amended(since + 1, since + 50),
        &[&format!("{name}version 1 does not begin where the one before ended")],
    );
    says(
        &amended(since, since + 49),
        &[&format!("{name}its version does not begin where the one before ended")],
    );
}
