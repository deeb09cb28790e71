import { createNoopSigner, type Address } from '@solana/kit';
import { describe as group, expect, it } from 'vitest';
import sentences from '../../../client/sentences.json';
import { all, one } from '../../test/fixtures/parliament';
import { instructionOf } from '../domain/action';
import { callOf } from '../tx/transaction';
import { describe, tables, textOfSentence } from './describe';
import { getCastInstruction } from './generated/governor/instructions/cast';
import { getPayInstruction } from './generated/treasury/instructions/pay';

const someone = 'CktRuQ2mttgRGkXJtyksdKHjUdc2C4TgDzyB98oEzy8' as Address;
const other = 'GgBaCs3NCBuZN12kCJgAW63ydqohFkHEdfdEXBPzLHq' as Address;

group('what instructions do', () => {
  it('is told for every instruction there is', () => {
    const all = tables.flatMap((table) => table.instructions.map(({ name }) => `${table.name}.${name}`));
    expect(all.filter((name) => !(name in sentences))).toEqual([]);
    expect(all.length).toBe(Object.keys(sentences).length);
  });

  it('names choices', () => {
    const cast = getCastInstruction({ voter: createNoopSigner(someone), citizen: someone, page: other, choice: 2 });
    expect(textOfSentence(describe(callOf(cast)).sentence)).toBe(`Vote 2 (of a motion: against) on ballot page ${other}`);
  });

  it('writes lamports as SOL', () => {
    const system = '11111111111111111111111111111111' as Address;
    const pay = getPayInstruction({
      authority: createNoopSigner(someone), nation: other, treasury: other, ledger: other, vault: other,
      holding: other, destination: someone, mint: system, tokenProgram: system, amount: 1_500_000_000n,
    });
    expect(textOfSentence(describe(callOf(pay)).sentence)).toBe(`Pay 1.5 SOL from the treasury to ${someone}`);
  });

  it('reads every action of the parliament’s proposals', () => {
    const actions = all('action');
    expect(actions.length).toBeGreaterThan(0);
    for (const { data, raw } of actions) {
      const instruction = instructionOf(data, raw);
      expect(instruction).toBeDefined();
      if (instruction === undefined) continue;
      const described = describe(callOf(instruction));
      expect(described.name).not.toBe('');
      expect(textOfSentence(described.sentence)).not.toMatch(/undefined|\{/);
    }
  });

  it('never guesses', () => {
    const strange = { program: someone, accounts: [], data: new Uint8Array([1]) };
    expect(describe(strange).name).toBe('');
    const { address } = one('governor');
    const cast = callOf(getCastInstruction({ voter: createNoopSigner(someone), citizen: someone, page: address, choice: 2 }));
    expect(describe({ ...cast, data: new Uint8Array([...cast.data, 0]) }).name).toBe('');
    expect(describe({ ...cast, data: new Uint8Array([250]) }).name).toBe('');
  });
});
