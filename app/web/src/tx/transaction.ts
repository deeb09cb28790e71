// From instructions to a confirmed transaction: build, simulate, sign, send, confirm.
import {
  appendTransactionMessageInstructions,
  compileTransaction,
  createTransactionMessage,
  getBase64EncodedWireTransaction,
  getTransactionEncoder,
  pipe,
  setTransactionMessageFeePayer,
  setTransactionMessageLifetimeUsingBlockhash,
  type AccountRole,
  type Address,
  type Base64EncodedWireTransaction,
  type Blockhash,
  type Instruction,
  type Signature,
} from '@solana/kit';
import { fromBase64, toBase64 } from '../chain/bytes';
import type { Call } from '../clients/describe';
import type { Store } from '../chain/store';
import { explain, type Problem } from './problem';

export interface Simulation {
  readonly problem: Problem | undefined;
  readonly units: number;
  readonly logs: readonly string[];
  /** Accounts asked for, as they would be afterwards; null for what would not exist. */
  readonly after: readonly (Uint8Array | null)[];
  /** Lamports of the accounts asked for, afterwards. */
  readonly lamports: readonly (bigint | null)[];
  /** Programs that own them, afterwards. */
  readonly owners: readonly (string | null)[];
}

/** An instruction as `describe` reads it. */
export function callOf(instruction: Instruction): Call {
  return {
    program: instruction.programAddress,
    accounts: (instruction.accounts ?? []).map(({ address, role }) => ({
      address,
      signer: (role & (2 as AccountRole)) !== 0,
      writable: (role & (1 as AccountRole)) !== 0,
    })),
    data: new Uint8Array(instruction.data ?? []),
  };
}

interface Lifetime {
  readonly blockhash: Blockhash;
  readonly lastValidBlockHeight: bigint;
}

function compile(instructions: readonly Instruction[], payer: Address, lifetime: Lifetime) {
  return compileTransaction(
    pipe(
      createTransactionMessage({ version: 0 }),
      (message) => setTransactionMessageFeePayer(payer, message),
      (message) => setTransactionMessageLifetimeUsingBlockhash(lifetime, message),
      (message) => appendTransactionMessageInstructions(instructions, message),
    ),
  );
}

/** Any blockhash will do for a simulation, which replaces it. */
const ANY: Lifetime = { blockhash: '11111111111111111111111111111111' as Blockhash, lastValidBlockHeight: 0n };

/**
 * What a transaction would do now. Signatures are not checked, so it also tells what somebody else, even a program's own
 * address, would bring about.
 */
export async function simulate(
  store: Store,
  instructions: readonly Instruction[],
  payer: Address,
  watch: readonly Address[] = [],
): Promise<Simulation> {
  const wire = getBase64EncodedWireTransaction(compile(instructions, payer, ANY));
  const common = { encoding: 'base64', sigVerify: false, replaceRecentBlockhash: true, commitment: 'confirmed' } as const;
  const { rpc } = store.connection;
  const { value } =
    watch.length === 0
      ? await rpc.simulateTransaction(wire, common).send()
      : await rpc.simulateTransaction(wire, { ...common, accounts: { addresses: [...watch], encoding: 'base64' } }).send();
  const logs = value.logs ?? [];
  type Seen = { data: readonly [string, string]; lamports: bigint; owner: string } | null;
  const accounts = ('accounts' in value ? (value.accounts ?? []) : []) as readonly Seen[];
  return {
    problem: value.err === null ? undefined : explain(value.err, logs),
    units: Number(value.unitsConsumed ?? 0),
    logs,
    after: accounts.map((account) => (account === null ? null : fromBase64(account.data[0]))),
    lamports: accounts.map((account) => (account === null ? null : BigInt(account.lamports))),
    owners: accounts.map((account) => account?.owner ?? null),
  };
}

/** Signs the wire format of a transaction. */
export type Sign = (transaction: Uint8Array) => Promise<Uint8Array>;

export interface Sent {
  readonly signature: Signature;
  readonly slot: bigint;
}

/** A transaction that was refused or got lost. */
export class Failed extends Error {
  override name = 'Failed';
  constructor(readonly problem: Problem) {
    super(problem.sentence);
  }
}

const CONFIRM_EVERY_MS = 150;
const CONFIRM_FOR_MS = 60_000;

/** Signs, sends and waits until the cluster has confirmed. */
export async function send(store: Store, instructions: readonly Instruction[], payer: Address, sign: Sign): Promise<Sent> {
  const { rpc } = store.connection;
  const { value: lifetime } = await rpc.getLatestBlockhash({ commitment: 'confirmed' }).send();
  const transaction = compile(instructions, payer, lifetime);
  const signed = await sign(new Uint8Array(getTransactionEncoder().encode(transaction)));
  let signature: Signature;
  try {
    signature = await rpc
      .sendTransaction(toBase64(signed) as Base64EncodedWireTransaction, { encoding: 'base64', preflightCommitment: 'confirmed' })
      .send();
  } catch (error) {
    throw new Failed(ofRpc(error));
  }
  const until = performance.now() + CONFIRM_FOR_MS;
  while (performance.now() < until) {
    const { value } = await rpc.getSignatureStatuses([signature]).send();
    const status = value[0];
    if (status) {
      if (status.err !== null) throw new Failed(explain(status.err));
      if (status.confirmationStatus === 'confirmed' || status.confirmationStatus === 'finalized') {
        return { signature, slot: BigInt(status.slot) };
      }
    }
    await new Promise((resolve) => setTimeout(resolve, CONFIRM_EVERY_MS));
  }
  throw new Failed({ name: 'Unconfirmed', sentence: 'The cluster has not confirmed the transaction within a minute. It may still come through.' });
}

/** The problem in what Kit throws when a node refuses a transaction before taking it. */
function ofRpc(error: unknown): Problem {
  const cause = error instanceof Error ? (error.cause as { context?: Record<string, unknown>; message?: string } | undefined) : undefined;
  const context = (error as { context?: Record<string, unknown> }).context ?? {};
  if ('__code' in context && cause?.context) {
    const { index, code } = cause.context as { index?: number; code?: number };
    if (code !== undefined) {
      const problem = explain({ InstructionError: [index ?? 0, { Custom: code }] }, (context.logs as string[] | undefined) ?? []);
      return problem;
    }
  }
  const sentence = cause?.message ?? (error instanceof Error ? error.message : String(error));
  return { name: 'Refused', sentence };
}
