// Why a transaction fails, as a sentence.
import { ERRORS } from '../clients/generated/errors';

export interface Problem {
  /** The error's name in the IDL or of the runtime. */
  readonly name: string;
  readonly sentence: string;
  /** Which instruction failed, from 0. */
  readonly instruction?: number;
}

/** Errors of the System program, by code. */
const SYSTEM: Readonly<Record<number, string>> = {
  0: 'There is an account at this address already.',
  1: 'The paying wallet does not hold enough SOL.',
};

/** Errors of the token programs, by code. */
const TOKEN: Readonly<Record<number, string>> = {
  1: 'The paying account does not hold enough tokens.',
  4: 'The token account belongs to somebody else.',
  17: 'The token account is frozen.',
};

/** Anchor's own errors that a caller can meet. */
const ANCHOR: Readonly<Record<number, string>> = {
  3012: 'An account that this needs does not exist on chain.',
  3007: 'An account belongs to another program than it should.',
  2006: 'An account is not at the address that it should have.',
};

const RUNTIME: Readonly<Record<string, string>> = {
  AccountNotFound: 'The paying wallet holds no SOL on this cluster.',
  InsufficientFundsForFee: 'The paying wallet does not hold enough SOL for the fee.',
  InsufficientFundsForRent: 'The paying wallet would be left with less SOL than an account must hold.',
  BlockhashNotFound: 'The transaction was signed too late, or the cluster has not seen its blockhash. Try again.',
  AlreadyProcessed: 'This transaction was processed already.',
  ComputationalBudgetExceeded: 'The transaction needs more computing than it may use.',
  MissingRequiredSignature: 'A signature that this needs is missing.',
  UninitializedAccount: 'An account that this needs does not exist on chain.',
};

function custom(code: number, program: string | undefined): Problem {
  const known = ERRORS[code];
  if (known !== undefined) return { name: known[0], sentence: known[1] };
  if (program === '11111111111111111111111111111111' && SYSTEM[code]) return { name: `System ${code}`, sentence: SYSTEM[code] };
  if (program?.startsWith('Token') && TOKEN[code]) return { name: `Token ${code}`, sentence: TOKEN[code] };
  const sentence = ANCHOR[code] ?? SYSTEM[code];
  return { name: `Custom ${code}`, sentence: sentence ?? `The program refuses with the code ${code}.` };
}

/** The program that failed, by the logs: an instruction may have called another. */
function failedProgram(logs: readonly string[]): string | undefined {
  for (const line of logs) {
    const match = /^Program (\w+) failed:/.exec(line);
    if (match) return match[1];
  }
  return undefined;
}

/** Explains a transaction error as RPC nodes write it. */
export function explain(error: unknown, logs: readonly string[] = []): Problem {
  if (typeof error === 'string') return { name: error, sentence: RUNTIME[error] ?? `The cluster refuses: ${error}.` };
  if (typeof error === 'object' && error !== null) {
    if ('InstructionError' in error && Array.isArray(error.InstructionError)) {
      const [at, inner] = error.InstructionError as [number | bigint, unknown];
      const instruction = Number(at);
      if (typeof inner === 'object' && inner !== null && 'Custom' in inner) {
        return { ...custom(Number(inner.Custom), failedProgram(logs)), instruction };
      }
      return { ...explain(inner, logs), instruction };
    }
    const [name] = Object.keys(error);
    if (name !== undefined) return { name, sentence: RUNTIME[name] ?? `The cluster refuses: ${name}.` };
  }
  return { name: 'unknown', sentence: 'The cluster refuses, and does not say why.' };
}
