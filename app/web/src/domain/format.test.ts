import { describe, expect, it } from 'vitest';
import { amount, basisPoints, counted, percent, relative, shortAddress, sol, span } from './format';

describe('how things are written', () => {
  it('amounts keep every digit', () => {
    expect(sol(1n)).toBe('0.000000001 SOL');
    expect(sol(1_234_500_000_000n)).toBe('1,234.5 SOL');
    expect(amount(18_446_744_073_709_551_615n, 0)).toBe('18,446,744,073,709,551,615');
    expect(amount(-150n, 2)).toBe('−1.5');
    expect(amount(0n, 9)).toBe('0');
  });

  it('spans are told in their two largest units', () => {
    expect(span(0)).toBe('0 seconds');
    expect(span(61)).toBe('1 minute 1 second');
    expect(span(3 * 86_400 + 4 * 3_600)).toBe('3 days 4 hours');
    expect(span(12 * 86_400 + 4 * 3_600)).toBe('12 days');
  });

  it('times are relative to the chain’s', () => {
    expect(relative(100, 100)).toBe('now');
    expect(relative(160, 100)).toBe('in 1 minute');
    expect(relative(40, 100)).toBe('1 minute ago');
  });

  it('shares and counts', () => {
    expect(percent(1, 3)).toBe('33.3 %');
    expect(percent(1, 0)).toBe('–');
    expect(basisPoints(6_667)).toBe('66.67 %');
    expect(counted(1, 'ballot')).toBe('1 ballot');
    expect(counted(10_100n, 'ballot')).toBe('10,100 ballots');
    expect(shortAddress('11111111111111111111111111111111')).toBe('1111…1111');
  });
});
