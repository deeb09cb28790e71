// What money is counted in: SOL, or a token by what its mint says of itself.
import type { Address } from '@solana/kit';
import { useEffect, useState } from 'react';
import { fromBase64, textOf } from '../chain/bytes';
import { useStore } from '../chain/hooks';
import type { Store } from '../chain/store';
import { NOBODY, SYSTEM_PROGRAM } from '../clients/addresses';
import { amount, shortAddress } from '../domain/format';
import { readPassport } from '../domain/passport';

export interface Coin {
  readonly mint: Address;
  readonly decimals: number;
  /** What amounts are followed by. */
  readonly unit: string;
  /** The program that moves it. */
  readonly program: Address;
  /** An amount with its unit. */
  readonly show: (value: bigint) => string;
}

function coin(mint: Address, decimals: number, unit: string, program: Address): Coin {
  return { mint, decimals, unit, program, show: (value) => `${amount(value, decimals)} ${unit}` };
}

export const SOL = coin(NOBODY, 9, 'SOL', SYSTEM_PROGRAM);

/** Where a mint has its decimals. */
const DECIMALS = 44;

/** A mint's own symbol, where it has a fair one: short, plain, and not that of SOL. */
export function symbolOf(mint: Uint8Array): string | undefined {
  const symbol = textOf(new TextEncoder().encode(readPassport(mint)?.symbol ?? '')).trim();
  return /^[A-Za-z0-9$.-]{1,10}$/.test(symbol) && !/^w?sol$/i.test(symbol) ? symbol : undefined;
}

async function read(store: Store, mint: Address): Promise<Coin | undefined> {
  const { value } = await store.connection.rpc.getAccountInfo(mint, { encoding: 'base64' }).send();
  if (value === null) return undefined;
  const bytes = fromBase64(value.data[0]);
  const decimals = bytes[DECIMALS];
  return decimals === undefined ? undefined : coin(mint, decimals, symbolOf(bytes) ?? shortAddress(mint), value.owner);
}

const known = new WeakMap<Store, Map<Address, Coin>>();

/** The coins of these mints, as far as they are known yet. What a mint says of itself does not change under way. */
export function useCoins(mints: readonly Address[]): (mint: Address) => Coin | undefined {
  const store = useStore();
  const [, setRead] = useState(0);
  const wanted = [...new Set(mints)].filter((mint) => mint !== NOBODY).sort().join(' ');
  useEffect(() => {
    let left = false;
    let held = known.get(store);
    if (held === undefined) known.set(store, (held = new Map()));
    for (const mint of wanted === '' ? [] : (wanted.split(' ') as Address[])) {
      if (held.has(mint)) continue;
      read(store, mint).then(
        (found) => {
          if (found) held.set(mint, found);
          if (!left) setRead((n) => n + 1);
        },
        () => undefined, // The amount stays unknown; the next page asks again.
      );
    }
    return () => {
      left = true;
    };
  }, [store, wanted]);
  return (mint) => (mint === NOBODY ? SOL : known.get(store)?.get(mint));
}

export function useCoin(mint: Address): Coin | undefined {
  return useCoins([mint])(mint);
}
