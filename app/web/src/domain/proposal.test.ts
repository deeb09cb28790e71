import { describe, expect, it } from 'vitest';
import { all, counted } from '../../test/fixtures/parliament';
import { motion, phaseOf, poll, verdictOf, verdictText, winner } from './proposal';

const bar = (quorumBps: number, thresholdBps: number) => ({ quorumBps, thresholdBps });
const votes = (...counts: number[]) => [0n, ...counts.map(BigInt), ...Array<bigint>(7 - counts.length).fill(0n)];

describe('verdicts', () => {
  it.each([
    [votes(0, 0, 0), 10n, 'quorum missed'],
    [votes(1, 0, 3), 10n, 'quorum missed'],
    [votes(1, 0, 4), 10n, 'carried'],
    [votes(3, 3, 0), 10n, 'rejected'],
    [votes(0, 0, 9), 10n, 'rejected'],
    [votes(0, 0, 0), 0n, 'quorum missed'],
  ] as const)('of motions: %s of %s', (counts, electorate, verdict) => {
    expect(motion(counts, electorate, bar(5_000, 5_000))).toBe(verdict);
  });

  it('take more than the threshold', () => {
    expect(motion(votes(2, 1, 0), 3n, bar(0, 6_666))).toBe('carried');
    expect(motion(votes(2, 1, 0), 3n, bar(0, 6_667))).toBe('rejected');
  });

  it('of polls elect who leads alone', () => {
    expect(poll(votes(1, 3, 2), 10n, bar(5_000, 0))).toEqual({ elected: 2 });
    expect(poll(votes(3, 3, 2), 10n, bar(5_000, 0))).toBe('rejected');
    expect(poll(votes(1, 3), 10n, bar(5_000, 0))).toBe('quorum missed');
  });

  it('need both chambers where both are called', () => {
    const p = { kind: 0, citizens: 10n, staked: 10n, rules: { ...bar(0, 5_000), chambers: 3 } };
    expect(verdictOf(p, votes(2, 1), votes(2, 1))).toBe('carried');
    expect(verdictOf(p, votes(2, 1), votes(1, 2))).toBe('rejected');
    expect(verdictOf(p, votes(2, 1), votes(0, 0))).toBe('quorum missed');
  });

  it('of the parliament follow from its tallies', () => {
    for (const { address, data } of all('proposal')) {
      const verdict = verdictOf(data, data.citizenTally, data.stakeTally);
      expect(verdictText(verdict)).toBe(counted.find((one) => one.address === address)?.verdict);
      expect(winner(verdict)).toBe(data.outcome);
    }
  });
});

describe('phases', () => {
  const [{ data } = { data: undefined }] = all('proposal');
  if (data === undefined) throw new Error('the fixture has no proposals');
  const submitted = { ...data, state: 1, votingOpensAt: 10n, votingClosesAt: 20n, objectionClosesAt: 30n };

  it('change to the second', () => {
    expect([9, 10, 19, 20, 29, 30].map((now) => phaseOf(submitted, now))).toEqual(['review', 'voting', 'voting', 'objection', 'objection', 'counting']);
  });

  it('tell the timelock from the time to run', () => {
    const queued = { ...data, state: 3, executesFrom: 10n, executesUntil: 20n };
    expect([9, 10, 19, 20].map((now) => phaseOf(queued, now))).toEqual(['timelock', 'executable', 'executable', 'window over']);
  });
});
