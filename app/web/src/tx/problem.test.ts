import { describe, expect, it } from 'vitest';
import { explain } from './problem';

describe('why transactions fail', () => {
  it('is told in the sentence of the program', () => {
    const problem = explain({ InstructionError: [1n, { Custom: 6000n }] });
    expect(problem.instruction).toBe(1);
    expect(problem).toMatchObject({ name: 'NotAuthority', sentence: "The signer is not the nation's authority" });
  });

  it('is told for what the runtime refuses', () => {
    expect(explain('AccountNotFound').sentence).toContain('no SOL');
    expect(explain({ InsufficientFundsForRent: { account_index: 0 } }).sentence).toContain('less SOL');
    expect(explain({ InstructionError: [0, 'MissingRequiredSignature'] }).sentence).toContain('signature');
  });

  it('names the program that failed where codes are its own', () => {
    const logs = ['Program 11111111111111111111111111111111 invoke [2]', 'Program 11111111111111111111111111111111 failed: custom program error: 0x1'];
    expect(explain({ InstructionError: [0, { Custom: 1 }] }, logs).sentence).toBe('The paying wallet does not hold enough SOL.');
  });
});
