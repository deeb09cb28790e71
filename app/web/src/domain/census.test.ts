import { describe, expect, it } from 'vitest';
import { one, time } from '../../test/fixtures/parliament';
import { joined, outlook, population } from './census';

describe('the census', () => {
  const { data } = one('nation');

  it('counts who is a member now', () => {
    expect(population(data, time)).toEqual({ members: 747, voters: 747 });
  });

  it('counts nobody once all terms have ended', () => {
    const last = outlook(data, time).at(-1);
    expect(last?.[1]).toBe(0);
    expect(population(data, Number(last?.[0]))).toEqual({ members: 0, voters: 0 });
    expect(population(data, Number(last?.[0]) - 1).members).toBeGreaterThan(0);
  });

  it('forgets buckets that have ended', () => {
    const rings = { censusFirst: 10n, bucketSeconds: 100n, members: Array<number>(64).fill(0), voters: Array<number>(64).fill(0) };
    rings.members[10] = 5;
    rings.members[11] = 7;
    expect(population(rings, 999).members).toBe(12);
    expect(population(rings, 1_000).members).toBe(7);
    expect(population(rings, 1_100).members).toBe(0);
  });

  it('adds up who joined when', () => {
    expect(joined([3, 1, 1])).toEqual([[1, 2], [3, 3]]);
  });
});
