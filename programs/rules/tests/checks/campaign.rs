//! Checks of `rules::campaign` against a list of pledges; shared by the property tests and the fuzz targets.

use rules::campaign::*;

/// A campaign of eight people over a series of steps `(kind, wait, amount)`. The model is who has how much
/// in it, and who got what.
pub fn life(goal: u64, length: u16, steps: &[(u8, u16, u64)]) {
    let mut now = -100i64;
    let deadline = now + i64::from(length) + 1;
    let mut campaign = Campaign { goal: goal.max(1), deadline, pledged: 0, refunded: 0, paid_out: false };
    assert!(campaign.is_sound(now) && !campaign.is_sound(deadline));
    let mut pledges = [Pledge::default(); 8];
    let (mut inside, mut back) = ([0u64; 8], [None; 8]);
    let (mut all, mut vault) = (0u128, None);

    for &(kind, wait, amount) in steps {
        now += i64::from(wait) % (i64::from(length) / 8 + 2);
        // Now and then a long silence.
        now += if wait % 64 == 63 { PAYOUT_TIME / 2 } else { 0 };
        let who = usize::from(kind >> 4) % 8;
        let met = all >= u128::from(campaign.goal);
        let lapsed = now >= deadline + PAYOUT_TIME;
        let failed = vault.is_none() && if met { lapsed } else { now >= deadline };
        match kind % 4 {
            0 | 1 => {
                let amount = if kind % 4 == 0 { amount } else { amount % (campaign.goal / 4 + 2) };
                match campaign.pledge(&pledges[who], now, amount) {
                    Ok((after, pledge)) => {
                        assert!(now < deadline && vault.is_none() && amount > 0);
                        (campaign, pledges[who]) = (after, pledge);
                        inside[who] += amount;
                        all += u128::from(amount);
                    }
                    Err(CampaignError::Closed) => assert!(now >= deadline || vault.is_some()),
                    Err(error) => {
                        assert_eq!(error, CampaignError::AmountOutOfRange);
                        assert!(amount == 0 || all + u128::from(amount) > u128::from(u64::MAX));
                    }
                }
            }
            2 => match campaign.pay_out(now) {
                Ok((after, paid)) => {
                    assert!(met && !lapsed && vault.is_none() && u128::from(paid) == all);
                    (campaign, vault) = (after, Some(paid));
                    inside = [0; 8];
                }
                Err(CampaignError::AlreadyPaidOut) => assert!(vault.is_some()),
                Err(CampaignError::PayoutTooLate) => assert!(met && lapsed),
                // Once somebody was refunded, the goal is met no more.
                Err(error) => assert!(
                    error == CampaignError::GoalNotMet && (!met || back.iter().flatten().any(|n| *n > 0))
                ),
            },
            _ => match campaign.refund(&pledges[who], now) {
                Ok((after, pledge, amount)) => {
                    assert!(failed && back[who].is_none() && amount == inside[who]);
                    (campaign, pledges[who]) = (after, pledge);
                    (inside[who], back[who]) = (0, Some(amount));
                }
                Err(CampaignError::NotFailed) => assert!(!failed),
                Err(error) => assert!(error == CampaignError::AlreadyRefunded && back[who].is_some()),
            },
        }
        let held: u64 = inside.iter().sum();
        let returned: u64 = back.iter().flatten().sum();
        assert_eq!(campaign.held(), held);
        assert_eq!(u128::from(held) + u128::from(returned) + u128::from(vault.unwrap_or(0)), all);
        let standing = match (vault, all >= u128::from(campaign.goal)) {
            (Some(_), _) => Standing::PaidOut,
            (None, true) if now < deadline + PAYOUT_TIME => Standing::Funded,
            (None, false) if now < deadline => Standing::Open,
            (None, _) => Standing::Failed,
        };
        assert_eq!(campaign.standing(now), standing);
    }
    // In the end everybody gets everything back, or the vault has it all.
    let end = deadline.max(now);
    for pledge in &pledges {
        if let Ok((after, ..)) = campaign.refund(pledge, end) {
            campaign = after;
        }
    }
    if let Ok((after, _)) = campaign.pay_out(end) {
        campaign = after;
    }
    assert_eq!(campaign.held(), 0);
}

/// Any campaign at all: no panic, never out more than is held, never both ways.
pub fn hostile(campaign: Campaign, pledge: Pledge, now: i64, amount: u64) {
    let held = campaign.held();
    if let Ok((after, added)) = campaign.pledge(&pledge, now, amount) {
        assert_eq!(u128::from(after.pledged), u128::from(campaign.pledged) + u128::from(amount));
        assert_eq!(u128::from(added.amount), u128::from(pledge.amount) + u128::from(amount));
    }
    let paid = campaign.pay_out(now);
    let refund = campaign.refund(&pledge, now);
    assert!(paid.is_err() || refund.is_err());
    if let Ok((after, paid)) = paid {
        assert_eq!((paid, after.held()), (held, 0));
        assert_eq!(after.pay_out(now), Err(CampaignError::AlreadyPaidOut));
        assert_eq!(after.refund(&pledge, now), Err(CampaignError::NotFailed));
    }
    if let Ok((after, refunded, back)) = refund {
        assert_eq!((back, after.held()), (pledge.amount, held - pledge.amount));
        assert_eq!(after.refund(&refunded, now), Err(CampaignError::AlreadyRefunded));
    }
}
