// Any account by its address: of which kind it is, if it is one of the programs'.
import type { Address } from '@solana/kit';
import { useEffect, useState } from 'react';
import { fromBase64, startsWith } from '../../chain/bytes';
import { useStore } from '../../chain/hooks';
import { everyKind, type KindName } from '../../chain/kinds';

export interface Found {
  readonly address: Address;
  readonly owner: Address;
  readonly lamports: bigint;
  readonly executable: boolean;
  readonly raw: Uint8Array;
  /** Its kind and what it decodes to; undefined for accounts of other programs. */
  readonly known: { readonly kind: KindName; readonly data: unknown } | undefined;
}

/** What lies at an address: undefined while it is read, null where nothing lies. */
export function useFound(address: Address): Found | null | 'failed' | undefined {
  const store = useStore();
  const [held, setHeld] = useState<{ address: Address; found: Found | null | 'failed' }>();
  useEffect(() => {
    let left = false;
    const put = (found: Found | null | 'failed') => !left && setHeld({ address, found });
    store.connection.rpc
      .getAccountInfo(address, { encoding: 'base64', commitment: 'confirmed' })
      .send()
      .then(
        ({ value }) => {
          if (value === null) return put(null);
          const raw = fromBase64(value.data[0]);
          const kind = everyKind.find(([, { program, discriminator }]) => program === value.owner && startsWith(raw, discriminator));
          const known = kind && { kind: kind[0], data: kind[1].decoder.decode(raw) };
          return put({ address, owner: value.owner, lamports: BigInt(value.lamports), executable: value.executable, raw, known });
        },
        () => put('failed'),
      );
    return () => {
      left = true;
    };
  }, [store, address]);
  return held?.address === address ? held.found : undefined;
}
