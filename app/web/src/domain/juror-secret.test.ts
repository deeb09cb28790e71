import { createKeyPairFromPrivateKeyBytes, signBytes, type Address } from '@solana/kit';
import { describe, expect, it } from 'vitest';
// The same vectors that the command line is held to , made by a third program.
import vectors from '../../../cli/tests/vectors/secret.json';
import { toHex } from '../chain/bytes';
import { choiceIn, commitmentOf, saltOf, secretText, type Place } from './juror-secret';

const PLACE: Place = { case: 'cGfHiC6Kgg3FpFZvgwGcswsCRtp4aBP2fzuXRQPizuN' as Address, round: 1, juror: 300 };

async function signer(seed: number) {
  const { privateKey } = await createKeyPairFromPrivateKeyBytes(new Uint8Array(32).fill(seed));
  return async (message: Uint8Array) => new Uint8Array(await signBytes(privateKey, message));
}

describe('the secret of a juror', () => {
  it('is of a text that is what it always was', () => {
    expect(secretText(PLACE)).toBe(
      'Civitas court: the secret of a juror\n\nSign this only where you vote as a juror. Whoever has the signature can read your choice before you reveal it.\n\n' +
        'Program: ACzmesapUTGqqD5peEv1Wy44Ho7GwRenDH3MKCQJTtvv\nCase: cGfHiC6Kgg3FpFZvgwGcswsCRtp4aBP2fzuXRQPizuN\nRound: 1\nJuror: 300\n',
    );
  });

  it.each(vectors)('is that of the command line: $seed, round $round, juror $juror', async (vector) => {
    const place: Place = { case: vector.case as Address, round: vector.round, juror: vector.juror };
    const salt = await saltOf(place, await signer(vector.seed));
    expect(toHex(salt)).toBe(vector.salt);
    for (const choice of [1, 2, 3]) {
      const committed = await commitmentOf(place, choice, salt);
      expect(toHex(committed)).toBe(vector.commitments[choice - 1]);
      expect(await choiceIn(committed, place, salt)).toBe(choice);
    }
  });

  it('is of one wallet and one place', async () => {
    const salt = await saltOf(PLACE, await signer(1));
    const committed = await commitmentOf(PLACE, 2, salt);
    expect(await choiceIn(committed, PLACE, await saltOf(PLACE, await signer(2)))).toBeUndefined();
    expect(await choiceIn(committed, { ...PLACE, juror: 301 }, salt)).toBeUndefined();
  });

  it('refuses a wallet that signs differently each time', async () => {
    let n = 0;
    await expect(saltOf(PLACE, async () => new Uint8Array(64).fill(n++))).rejects.toThrow(/differently each time/);
  });
});
