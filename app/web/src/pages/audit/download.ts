// Accounts as a file: what the chain holds, in base64, and what it decodes to. Big integers are written as text.
import { toBase64, toHex } from '../../chain/bytes';
import type { Store } from '../../chain/store';
import { tables } from '../../clients/describe';
import { saveFile } from '../../ui/save-file';

interface One {
  readonly address: string;
  readonly owner: string;
  readonly lamports: bigint;
  readonly raw: Uint8Array;
  readonly data?: unknown;
}

/** A value of a decoded account, for JSON: integers beyond 2^53 and bytes have no form of their own there. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? toHex(value) : value;
}

export function accountsText(accounts: readonly One[]): string {
  return JSON.stringify(
    accounts.map(({ address, owner, lamports, raw, data }) => ({
      pubkey: address,
      owner,
      lamports: Number(lamports),
      data: toBase64(raw),
      ...(data === undefined ? {} : { decoded: data }),
    })),
    plain,
    1,
  );
}

export function saveAccounts(name: string, accounts: readonly One[]): void {
  saveFile(`${name}.json`, 'application/json', `${accountsText(accounts)}\n`);
}

/** Reads every account of the six programs, in the form that `civitas audit` and `civitas recount` read. */
export async function snapshot(store: Store): Promise<string> {
  const { rpc } = store.connection;
  await store.clock.refresh();
  const { now, slot } = store.clock.snapshot();
  const lists = await Promise.all(
    tables.map(async ({ address }) => {
      const answer = await rpc.getProgramAccounts(address as never, { encoding: 'base64', commitment: 'confirmed' }).send();
      return answer.map(({ pubkey, account }) => ({
        pubkey,
        owner: account.owner,
        lamports: Number(account.lamports),
        executable: account.executable,
        data: account.data[0],
      }));
    }),
  );
  const accounts = lists.flat().sort((a, b) => (a.pubkey < b.pubkey ? -1 : 1));
  return JSON.stringify({ version: 1, slot: Number(slot ?? 0n), time: now ?? 0, programs: tables.map(({ address }) => address), accounts }, null, 1);
}
