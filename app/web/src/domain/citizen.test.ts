import { describe, expect, it } from 'vitest';
import { one } from '../../test/fixtures/parliament';
import { standing, whyMayNotVote, whyNotInGoodStanding } from './citizen';

const citizen = { ...one('citizen').data, status: 0, tier: 2, joinedAt: 100n, expiresAt: 1_000n, suspendedUntil: 0n, charterVersion: 2, serial: 5n };
const requirement = { joinedBy: 100n, charterVersion: 2, seats: 6n };

describe('who may vote', () => {
  it('is whoever stands well, signed the charter and was there before', () => {
    expect(whyMayNotVote(citizen, requirement, 500)).toBeUndefined();
  });

  it.each([
    ['renounced', { status: 1 }, 'renounced'],
    ['revoked', { status: 2 }, 'revoked'],
    ['a resident', { tier: 1 }, 'resident'],
    ['lapsed', { expiresAt: 500n }, 'term has ended'],
    ['suspended', { suspendedUntil: 501n }, 'suspended'],
    ['of an older charter', { charterVersion: 1 }, 'charter version 2'],
    ['late', { joinedAt: 101n }, 'joined after'],
    ['beyond the electorate', { serial: 6n }, 'joined after'],
  ])('is not who is %s', (_, change, words) => {
    expect(whyMayNotVote({ ...citizen, ...change }, requirement, 500)).toContain(words);
  });

  it('is nobody without citizenship', () => {
    expect(whyNotInGoodStanding(null, 500)).toContain('your wallet is none');
  });

  it('ends terms and suspensions to the second', () => {
    expect(standing({ ...citizen, expiresAt: 500n }, 499)).toBe('active');
    expect(standing({ ...citizen, suspendedUntil: 500n }, 500)).toBe('active');
  });
});
