import { describe, expect, it } from 'vitest';
import { owed, mostRent, rentFor, secondsFor, underNotice, forfeitAt, YEAR, SALE_TIME } from './harberger';
import { begins, costToEnd, deadlines, due, periods, rentStanding, unpaid } from './rent';

// The figures are those of programs/rules/tests/rent.rs and harberger.rs: the page must say what the chain takes.
const terms = { rent: 100n, period: 10n, start: 1_000n, end: 1_035n, grace: 2n, cure: 5n, lateFeeBps: 500n, escalatorBps: 0n };
const open = { paidPeriods: 0, rent: 100n, credit: 0n };

describe('rent by whole periods', () => {
  it.each([
    [999, 0n],
    [1_000, 100n],
    [1_001, 100n],
    [1_002, 105n],
    [1_009, 105n],
    [1_010, 205n],
    [1_012, 210n],
    [9_999, 105n * 3n + 53n],
  ])('is at %s due for %s, with a late fee once a period', (now, amount) => {
    expect(due(terms, open, now)).toBe(amount);
  });

  it('pays whole periods, and costs a share for a short last one', () => {
    expect(periods(terms)).toBe(4);
    const account = { paidPeriods: 2, rent: 100n, credit: 1n };
    expect(begins(terms, account.paidPeriods)).toBe(1_020n);
    expect(costToEnd(terms, account, 1_000)).toBe(149n);
    expect(begins(terms, 4)).toBe(1_035n);
  });

  it('is late and in default on the second', () => {
    expect(deadlines(terms, open)).toEqual({ late: 1_002n, default: 1_007n });
    expect([0, 1_001, 1_002, 1_006, 1_007, 9_999].map((at) => rentStanding(terms, open, at))).toEqual([
      'active', 'active', 'arrears', 'arrears', 'default', 'default',
    ]);
    const all = { paidPeriods: 4, rent: 100n, credit: 0n };
    expect([1_034, 1_035].map((at) => rentStanding(terms, all, at))).toEqual(['active', 'ended']);
    expect(deadlines(terms, all)).toBeUndefined();
  });

  it('rises by an escalator that compounds and rounds up', () => {
    const rising = { ...terms, rent: 10n, escalatorBps: 100n, lateFeeBps: 0n, end: 1_030n };
    expect([...unpaid(rising, { ...open, rent: 10n }, 0)].map(({ price }) => price)).toEqual([10n, 11n, 12n]);
  });

  it('has no periods without a length, without time, or beyond the most there may be', () => {
    expect(periods({ ...terms, period: 0n })).toBeUndefined();
    expect(periods({ ...terms, end: 1_000n })).toBeUndefined();
    expect(periods({ ...terms, end: 1_001n + 6_000n })).toBeUndefined();
    expect(due({ ...terms, period: 0n }, open, 9_999)).toBe(0n);
  });
});

describe('rent of a declared price', () => {
  const tenth = { rentBps: 1_000n, notice: 20n, cure: 30n };
  const price = 20n * YEAR; // a rent of 2 a second
  const holding = { price, paidThrough: 3n, noticedAt: undefined };

  it('is by the second, rounded up', () => {
    expect([2n, 3n, 4n, 10n].map((at) => owed(tenth, holding, at))).toEqual([0n, 0n, 2n, 14n]);
    expect(rentFor(1_000n, 1n, 1n)).toBe(1n);
    expect(secondsFor(1_000n, price, 7n)).toBe(3n);
    expect(secondsFor(1_000n, price, 1n)).toBe(0n);
  });

  it('can be paid a year ahead, and not beyond the end', () => {
    expect(mostRent(tenth, holding, 10n, 1n << 62n)).toBe(2n * (YEAR + 7n));
    expect(mostRent(tenth, { ...holding, paidThrough: 10n + YEAR }, 10n, 1n << 62n)).toBe(0n);
    expect(mostRent(tenth, { ...holding, paidThrough: 0n }, 5n, 10n)).toBe(20n);
    expect(mostRent(tenth, { ...holding, paidThrough: 10n }, 5n, 9n)).toBe(0n);
  });

  it('is forfeit on the second, unless a notice stands', () => {
    expect(forfeitAt(tenth, holding)).toBe(33n);
    const noticed = { ...holding, noticedAt: 100n };
    expect(underNotice(tenth, noticed, 119n + SALE_TIME)).toBe(true);
    expect(underNotice(tenth, noticed, 120n + SALE_TIME)).toBe(false);
    expect(underNotice(tenth, holding, 0n)).toBe(false);
  });
});
