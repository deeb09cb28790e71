//! `rules::deposit`.

#[path = "checks/deposit.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::deposit::*;

fn claimed() -> Deposit {
    Deposit::new(100, 10).end(1_000).unwrap().claim(1_009, &[30, 20, 10]).unwrap()
}

#[test]
fn what_is_not_claimed_in_time_is_due_back() {
    let deposit = Deposit::new(100, 10);
    assert_eq!(deposit.claim(0, &[1]), Err(DepositError::NotEnded));
    assert_eq!(deposit.release(0), Err(DepositError::NotEnded));
    let deposit = deposit.end(1_000).unwrap();
    assert_eq!(deposit.end(1_000), Err(DepositError::AlreadyEnded));
    assert_eq!(deposit.release(1_009), Err(DepositError::ClaimStillPossible));
    assert_eq!(deposit.claim(1_010, &[1]), Err(DepositError::ClaimTooLate));
    let back = deposit.release(1_010).unwrap();
    assert_eq!((back.to_tenant, back.to_landlord, back.is_settled()), (100, 0, true));
    assert_eq!(back.release(1_010), Err(DepositError::AlreadyClaimed));
    assert_eq!(back.claim(1_009, &[1]), Err(DepositError::AlreadyClaimed));
    assert_eq!(back.split(0), Err(DepositError::ItemNotOpen));
}

#[test]
fn claims_are_itemised_and_within_the_deposit() {
    let deposit = Deposit::new(100, 10).end(1_000).unwrap();
    assert_eq!(deposit.claim(1_000, &[]), Err(DepositError::ItemsOutOfRange));
    assert_eq!(deposit.claim(1_000, &[1, 0]), Err(DepositError::ItemsOutOfRange));
    assert_eq!(deposit.claim(1_000, &[1; 9]), Err(DepositError::ItemsOutOfRange));
    assert_eq!(deposit.claim(1_000, &[100, 1]), Err(DepositError::AmountOverDeposit));
    assert_eq!(deposit.claim(1_000, &[u64::MAX, u64::MAX]), Err(DepositError::AmountOverDeposit));
    assert!(deposit.claim(1_000, &[10; 8]).is_ok());
    let all = deposit.claim(1_000, &[100]).unwrap();
    assert_eq!((all.to_tenant, all.unsettled(), all.is_settled()), (0, 100, false));
}

#[test]
fn items_are_accepted_waived_or_split() {
    let deposit = claimed();
    assert_eq!((deposit.to_tenant, deposit.open), (40, 0b111));
    assert_eq!(deposit.claim(1_009, &[1]), Err(DepositError::AlreadyClaimed));
    for nothing in [0, 0b1000, 0b1001] {
        assert_eq!(deposit.accept(nothing), Err(DepositError::ItemNotOpen));
        assert_eq!(deposit.waive(nothing), Err(DepositError::ItemNotOpen));
    }
    let deposit = deposit.accept(0b010).unwrap();
    assert_eq!((deposit.to_tenant, deposit.to_landlord, deposit.open), (40, 20, 0b101));
    assert_eq!(deposit.accept(0b010), Err(DepositError::ItemNotOpen));
    let deposit = deposit.waive(0b100).unwrap();
    assert_eq!((deposit.to_tenant, deposit.to_landlord, deposit.open), (50, 20, 0b001));
    assert_eq!(deposit.split(31), Err(DepositError::AmountOverDeposit));
    let deposit = deposit.split(7).unwrap();
    assert_eq!((deposit.to_tenant, deposit.to_landlord, deposit.is_settled()), (73, 27, true));
}

#[test]
fn edges() {
    let nothing = Deposit::new(0, 0).end(i64::MAX).unwrap();
    assert_eq!(nothing.claim(i64::MAX, &[1]), Err(DepositError::ClaimTooLate));
    assert!(nothing.release(i64::MAX).unwrap().is_settled());
    let most = Deposit::new(u64::MAX, u32::MAX).end(0).unwrap().claim(0, &[u64::MAX]).unwrap();
    assert_eq!(most.split(u64::MAX).unwrap().to_landlord, u64::MAX);
}

proptest! {
    #![proptest_config(regressions!("deposit"))]

    #[test]
    fn deposits_are_conserved(
        amount in number(),
        claim_time: u16,
        items in vec(number(), 0..10),
        steps in vec((any::<u8>(), any::<u16>(), number()), 0..40),
    ) {
        checks::life(amount, claim_time, &items, &steps);
        let small: Vec<u64> = items.iter().map(|n| n % 100 + 1).collect();
        let bits: Vec<_> = steps.iter().map(|(kind, wait, n)| (*kind, wait % 100, n & (n >> 8) & (n >> 16))).collect();
        checks::life(amount % 1_000, claim_time % 1_000, &small, &steps);
        checks::life(amount % 1_000, claim_time % 1_000, &small, &bits);
    }

    #[test]
    fn hostile(
        numbers in [number(), number(), number(), number()],
        kept in [number(), number(), number(), number(), number(), number(), number(), number()],
        times in [number(), number()],
        claim_time: u32,
        flags: (bool, bool, u8, u8),
        items in vec(number(), 0..10),
    ) {
        let [amount, to_tenant, to_landlord, part] = numbers;
        let [ended_at, now] = times.map(|n| n as i64);
        let (ended, claimed, open, bits) = flags;
        let deposit = Deposit {
            amount, claim_time, ended_at: ended.then_some(ended_at), claimed, items: kept, open, to_tenant, to_landlord,
        };
        checks::hostile(deposit, now, &items, bits, part);
        checks::hostile(Deposit { to_tenant: 0, items: kept.map(|n| n % 50), ..deposit }, now, &items, open & bits, part);
    }
}
