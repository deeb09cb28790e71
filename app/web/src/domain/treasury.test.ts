import { describe, expect, it } from 'vitest';
import { all, one, time } from '../../test/fixtures/parliament';
import { allowance, available, earned, flows, free, parseAmount, periodOf, withdrawable } from './treasury';

const stream = { total: 1_000n, withdrawn: 100n, start: 100n, cliff: 200n, end: 1_100n, paused: 0, pausedAt: 0n, cancelled: 0 };

describe('streams', () => {
  it.each([
    [99, 0n],
    [199, 0n],
    [200, 100n],
    [600, 500n],
    [1_099, 999n],
    [1_100, 1_000n],
    [9_999, 1_000n],
  ])('have at %s earned %s', (now, amount) => {
    expect(earned(stream, now)).toBe(amount);
  });

  it('stand still while paused', () => {
    expect(earned({ ...stream, paused: 1, pausedAt: 600n }, 900)).toBe(500n);
    expect(withdrawable({ ...stream, withdrawn: 700n }, 600)).toBe(0n);
  });
});

describe('budgets', () => {
  const budget = { perPeriod: 100n, period: 10, from: 100n, until: 125n, spent: 30n, spentIn: 0n };
  it('renew with each period and have a share of a last one that is cut short', () => {
    expect(available(budget, 99)).toBe(0n);
    expect(available(budget, 100)).toBe(70n);
    expect(available(budget, 110)).toBe(100n);
    expect(available(budget, 120)).toBe(50n);
    expect(available(budget, 125)).toBe(0n);
    expect(periodOf(budget, 124)).toBe(2n);
  });
});

describe('the breaker', () => {
  const ledger = {
    balance: 1_000n, promisedStreams: 100n, promisedBudgets: 50n, limitBps: 2_500, window: 70,
    nextAt: 0n, nextLimitBps: 0, nextWindow: 0, breakerSlot: 5n, breakerFlows: Array<bigint>(16).fill(0n),
  };
  it('lets a share of the balance at the beginning of its window leave', () => {
    expect(free(ledger)).toBe(850n);
    expect(allowance(ledger, 50)).toBe(250n);
    const breakerFlows = ledger.breakerFlows.with(2 * 5 + 1, 200n);
    expect(allowance({ ...ledger, breakerFlows }, 50)).toBe(100n);
    // 80 seconds later what left is forgotten.
    expect(allowance({ ...ledger, breakerFlows }, 130)).toBe(250n);
  });
  it('takes nothing for a base that has only just come in', () => {
    expect(allowance({ ...ledger, breakerFlows: ledger.breakerFlows.with(2 * 5, 1_000n) }, 50)).toBe(0n);
  });
  // The figures of programs/rules/tests/breaker.rs: a tenth in 70 seconds, slots of 10.
  const tenth = { ...ledger, limitBps: 1_000, breakerSlot: 0n };
  const flow = (...changes: readonly (readonly [slot: number, inflow: bigint, outflow: bigint])[]) =>
    changes.reduce((all, [slot, inflow, outflow]) => all.with(2 * (slot % 8), inflow).with(2 * (slot % 8) + 1, outflow), Array<bigint>(16).fill(0n));
  it('agrees with the program on what leaves in a window', () => {
    const spent = { ...tenth, balance: 900n, breakerSlot: 1n, breakerFlows: flow([0, 0n, 60n], [1, 0n, 40n]) };
    expect([19, 79, 80, 89, 90, 1_000].map((at) => allowance(spent, at))).toEqual([0n, 0n, 54n, 54n, 90n, 90n]);
    const rich = { ...tenth, balance: 1_000_000n, breakerFlows: flow([0, 999_000n, 0n]) };
    expect([5, 79, 80].map((at) => allowance(rich, at))).toEqual([100n, 100n, 100_000n]);
    expect(allowance({ ...tenth, balance: 1_000n, breakerFlows: flow([0, 999_000n, 999_000n]) }, 6)).toBe(0n);
  });
  it('forgets nothing when another rule takes effect', () => {
    const spent = { ...tenth, balance: 900n, breakerFlows: flow([0, 0n, 100n]), nextAt: 60n, nextLimitBps: 2_000, nextWindow: 7 };
    expect([59, 60].map((at) => allowance(spent, at))).toEqual([0n, 100n]);
    // As long as nothing moves, the chain adopts the rule only then, with what it remembers at that time.
    expect(flows(spent, 60)).toHaveLength(8);
    expect(flows(spent, 60).at(-1)?.outflow).toBe(100n);
  });
  it('is switched off at 10,000 basis points', () => {
    const off = { ...tenth, limitBps: 10_000, breakerFlows: flow([0, 900n, 0n]) };
    expect(allowance(off, 5)).toBe(1_000n);
  });
  it('remembers eight slots', () => {
    expect(flows(ledger, 50)).toHaveLength(8);
  });
});

describe('the parliament’s books', () => {
  it('balance: income less outflow', () => {
    for (const { data } of all('ledger')) {
      expect(data.income.reduce((sum, n) => sum + n, 0n) - data.outflow).toBe(data.balance);
      expect(allowance(data, time)).toBeLessThanOrEqual(data.balance);
    }
  });
  it('promise what streams have not paid', () => {
    const { data } = one('stream');
    expect(withdrawable(data, time)).toBeLessThanOrEqual(data.total - data.withdrawn);
  });
});

describe('amounts that people type', () => {
  it('are exact', () => {
    expect(parseAmount('1.5', 9)).toBe(1_500_000_000n);
    expect(parseAmount('1,000', 0)).toBe(1_000n);
    expect(parseAmount('0.001', 2)).toBeUndefined();
    expect(parseAmount('0', 2)).toBeUndefined();
    expect(parseAmount('-1', 2)).toBeUndefined();
    expect(parseAmount('99999999999999999999', 9)).toBeUndefined();
  });
});
