import { describe, expect, it } from 'vitest';
import { all, time } from '../../test/fixtures/parliament';
import * as lease from './lease';

const auction = {
  reserve: 100n, raiseBps: 500, extension: 10, opensAt: 1_000n, closesAt: 1_100n, closesAtLast: 1_115n, highest: 0n, bids: 0,
  outcome: 0, leader: '11111111111111111111111111111111' as never,
};
const later = Number(lease.SETTLE_TIME);

describe('auctions', () => {
  it('begin at the reserve and rise by the minimum, at least by one', () => {
    expect(lease.minimumBid(auction)).toBe(100n);
    expect(lease.minimumBid({ ...auction, bids: 1, highest: 101n })).toBe(107n);
    expect(lease.minimumBid({ ...auction, bids: 1, highest: 100n, raiseBps: 0 })).toBe(101n);
  });

  it('are open from second to second, then sold, then lapsed', () => {
    expect([999, 1_000, 1_099, 1_100].map((at) => lease.auctionState(auction, at))).toEqual(['to open', 'open', 'open', 'unsold']);
    const led = { ...auction, bids: 2, highest: 200n, closesAt: 1_115n };
    expect([1_114, 1_115, 1_114 + later, 1_115 + later].map((at) => lease.auctionState(led, at))).toEqual(['open', 'sold', 'sold', 'lapsed']);
    expect(lease.auctionState({ ...led, outcome: 1 }, 0)).toBe('settled');
  });

  it('hold the leader to the bid until it can come to nothing', () => {
    const led = { ...auction, bids: 1, highest: 200n, leader: 'W' as never };
    expect([1_050, 1_100, 1_100 + later].map((at) => lease.isBound(led, 'W', at))).toEqual([true, true, false]);
    expect(lease.isBound(led, 'V', 1_050)).toBe(false);
  });
});

describe('campaigns', () => {
  const campaign = { goal: 100n, deadline: 1_000n, pledged: 40n, refunded: 0n, paidOut: 0 };
  it('stand as the program says', () => {
    expect([0, 999, 1_000].map((at) => lease.campaignState(campaign, at))).toEqual(['open', 'open', 'failed']);
    const met = { ...campaign, pledged: 100n };
    expect([0, 1_000, 999 + later, 1_000 + later].map((at) => lease.campaignState(met, at))).toEqual(['funded', 'funded', 'funded', 'failed']);
    expect(lease.campaignState({ ...met, paidOut: 1 }, 9_999)).toBe('paid out');
    expect(lease.whyNoPledge(campaign, 1_000, 1n)).toBe('The campaign is over.');
    expect(lease.whyNoPledge(campaign, 999, undefined)).toBe('Name an amount first.');
    expect(lease.whyNoPledge(met, 999, 1n)).toBeUndefined();
  });
});

describe('the parliament’s leases', () => {
  const leases = all('lease');
  const running = leases.filter(({ data }) => lease.isRunning(data));

  it('run, some of them', () => expect(running.length).toBeGreaterThan(0));

  it.each(running.map(({ address, data }) => [address, data] as const))('%s has books that agree with what was paid', (_, data) => {
    const paid = lease.paidThrough(data);
    expect(paid).toBeGreaterThanOrEqual(data.startsAt);
    expect(paid).toBeLessThanOrEqual(data.endsAt);
    // Nothing is due a second before the first that is not paid for, and something from then on.
    expect(lease.rentDue(data, Number(paid) - 1)).toBe(0n);
    if (paid < data.endsAt) {
      expect(lease.rentDue(data, Number(paid) + 1)).toBeGreaterThan(0n);
      expect(lease.rentState(data, Number(paid) + 400 * 86_400)).toBe('in default');
    }
    expect(lease.rentDue(data, Number(data.endsAt))).toBe(lease.rentDue(data, Number(data.endsAt) + 999));
    if (!lease.isDeclared(data)) {
      // Without escalator and fees, what was paid and what is still to be paid are all periods together.
      const { rent, escalatorBps } = data.terms;
      expect(escalatorBps).toBe(0);
      const whole = (data.endsAt - data.startsAt) / BigInt(data.terms.period);
      expect(data.paidTotal + lease.mostRent(data, Number(paid))).toBe(rent * whole);
    }
  });

  it('say why they cannot be taken', () => {
    const [{ data }] = running as [(typeof running)[number]];
    expect(lease.whyNoAcceptance(data, undefined, null, time)).toBe('The lease is no longer offered.');
    const offered = { ...data, state: 0, offerExpiresAt: BigInt(time) };
    expect(lease.whyNoAcceptance({ ...offered, terms: { ...data.terms, byAuction: 0 } }, undefined, null, time)).toBe('The offer has expired.');
    expect(lease.whyNoAcceptance({ ...offered, terms: { ...data.terms, byAuction: 1 } }, undefined, null, time)).toBe('It goes to whoever bids most.');
  });
});
