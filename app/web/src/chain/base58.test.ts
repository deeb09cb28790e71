import { getAddressDecoder as kits } from '@solana/kit';
import { describe, expect, it } from 'vitest';
import { base58Of32, getAddressDecoder } from './base58';

describe('base58 of addresses', () => {
  it('is what Kit makes of the same bytes', () => {
    const decoder = kits();
    let seed = 1;
    for (let round = 0; round < 500; round++) {
      const bytes = Uint8Array.from({ length: 32 }, () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        return seed >> 16;
      });
      // Leading zeros are the difficult part.
      bytes.fill(0, 0, round % 33);
      expect(base58Of32(bytes)).toBe(decoder.decode(bytes));
    }
  });

  it('knows the ends of the range', () => {
    expect(base58Of32(new Uint8Array(32))).toBe('1'.repeat(32));
    expect(base58Of32(new Uint8Array(32).fill(255))).toBe(kits().decode(new Uint8Array(32).fill(255)));
  });

  it('decodes in the middle of an account', () => {
    const bytes = new Uint8Array(40).fill(7, 8);
    expect(getAddressDecoder().read(bytes, 8)).toEqual([kits().decode(bytes, 8), 40]);
  });
});
