// What browser tests do on chain beside the page: reading accounts, and sending for people who are at no page.
import { partiallySignTransaction, getTransactionDecoder, getTransactionEncoder, type Address, type Instruction } from '@solana/kit';
import { fromBase64, startsWith } from '../../src/chain/bytes';
import { kinds, type DataOf, type Kind, type KindName } from '../../src/chain/kinds';
import { Store } from '../../src/chain/store';
import { send } from '../../src/tx/transaction';
import { devKey, type DevKey } from '../../src/wallet/dev-keys';
import { member, type Localnet } from './support';

export const storeOf = (net: Localnet) => new Store({ http: net.rpc, ws: net.ws });

/** An account as it is now. Fails where there is none of that kind. */
export async function read<K extends KindName>(store: Store, name: K, at: Address): Promise<DataOf<K>> {
  const kind = kinds[name] as unknown as Kind<DataOf<K>>;
  const { value } = await store.connection.rpc.getAccountInfo(at, { encoding: 'base64', commitment: 'confirmed' }).send();
  const bytes = value === null ? undefined : fromBase64(value.data[0]);
  if (bytes === undefined || !startsWith(bytes, kind.discriminator)) throw new Error(`there is no ${name} at ${at}`);
  return kind.decoder.decode(bytes);
}

/** Sends instructions that one development key signs and pays for. */
export async function sendAs(store: Store, key: DevKey, instructions: readonly Instruction[]): Promise<void> {
  await send(store, instructions, key.address, async (wire) => {
    const signed = await partiallySignTransaction([key.keys], getTransactionDecoder().decode(wire));
    return new Uint8Array(getTransactionEncoder().encode(signed));
  });
}

/** The member of the scenario whose wallet this is, looked for among some. */
export async function memberWith(wallet: Address, among: readonly number[]): Promise<{ readonly label: string; readonly key: DevKey }> {
  for (const n of among) {
    const key = await devKey(member(n));
    if (key.address === wallet) return { label: member(n), key };
  }
  throw new Error(`${wallet} is none of these members`);
}
