// Development keys: the same as app/client/src/dev_keys.rs. ANYONE can derive them. They protect nothing.
import { createKeyPairFromPrivateKeyBytes, getAddressFromPublicKey, type Address } from '@solana/kit';

export interface DevKey {
  readonly label: string;
  readonly address: Address;
  readonly keys: CryptoKeyPair;
}

const derived = new Map<string, Promise<DevKey>>();

/** The development key with this label: its secret is the SHA-256 of `civitas development key: <label>`. */
export function devKey(label: string): Promise<DevKey> {
  let key = derived.get(label);
  if (key === undefined) {
    key = (async () => {
      const seed = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`civitas development key: ${label}`));
      const keys = await createKeyPairFromPrivateKeyBytes(new Uint8Array(seed));
      return { label, keys, address: await getAddressFromPublicKey(keys.publicKey) };
    })();
    derived.set(label, key);
  }
  return key;
}
