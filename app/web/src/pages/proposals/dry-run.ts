// Running a proposal's actions on the present state, without sending anything.
import { AccountRole, type Address, type Instruction } from '@solana/kit';
import type { Store } from '../../chain/store';
import { fromBase64 } from '../../chain/bytes';
import { compare, type AccountChange, type AccountState } from '../../domain/diff';
import { simulate } from '../../tx/transaction';

export interface DryRun {
  readonly changes: readonly AccountChange[];
  /** Why it would be refused. */
  readonly problem?: string;
}

/** What the instructions, signed by whoever must, would change. `payer` must hold a little SOL. */
export async function dryRun(store: Store, instructions: readonly Instruction[], payer: Address): Promise<DryRun> {
  const writable = new Set<Address>();
  for (const { accounts } of instructions) {
    for (const { address, role } of accounts ?? []) {
      if (role === AccountRole.WRITABLE || role === AccountRole.WRITABLE_SIGNER) writable.add(address);
    }
  }
  writable.delete(payer);
  const watch = [...writable];
  const before = new Map<string, AccountState>();
  const { value } = await store.connection.rpc.getMultipleAccounts(watch, { encoding: 'base64', commitment: 'confirmed' }).send();
  value.forEach((account, i) => {
    const address = watch[i];
    if (account !== null && address !== undefined) {
      before.set(address, { owner: account.owner, lamports: BigInt(account.lamports), bytes: fromBase64(account.data[0]) });
    }
  });
  const outcome = await simulate(store, instructions, payer, watch);
  if (outcome.problem !== undefined) {
    const { instruction, sentence } = outcome.problem;
    return { changes: [], problem: instruction !== undefined && instructions.length > 1 ? `Action ${instruction + 1}: ${sentence}` : sentence };
  }
  const changes = watch.flatMap((address, i) => {
    const [bytes, lamports, owner] = [outcome.after[i], outcome.lamports[i], outcome.owners[i]];
    const gone = !bytes || lamports === null || lamports === undefined || lamports === 0n || !owner;
    const change = compare(address, before.get(address), gone ? undefined : { owner, lamports, bytes });
    return change === undefined ? [] : [change];
  });
  return { changes };
}
