import type { Address } from '@solana/kit';
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ChainTime } from './clock';
import type { Held, Listing, Scope } from './collection';
import type { DataOf, KindName } from './kinds';
import type { Store } from './store';

export const StoreContext = createContext<Store | undefined>(undefined);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('no StoreContext above this component');
  return store;
}

const NOTHING: Listing<never> = { status: 'loading', list: [], byAddress: new Map(), live: false };
const nothing = () => NOTHING;
const unsubscribed = () => () => undefined;

function useCollection<K extends KindName>(name: K, scope: Scope | undefined): Listing<DataOf<K>> {
  const store = useStore();
  const collection = scope === undefined ? undefined : store.collection(name, scope);
  return useSyncExternalStore(
    collection?.subscribe ?? unsubscribed,
    (collection?.snapshot ?? nothing) as () => Listing<DataOf<K>>,
  );
}

/**
 * Every account of a kind that belongs to `owner`, up to date. `of` says as what, for instance `nation`; the kind's
 * entry in `kinds.ts` lists what there is. Loading for as long as `owner` is not known.
 */
export function useAccounts<K extends KindName>(name: K, of: string, owner: Address | undefined): Listing<DataOf<K>> {
  const scope = useMemo(() => (owner === undefined ? undefined : { of, owner }), [of, owner]);
  return useCollection(name, scope);
}

const ALL = { all: true } as const;

/** Every account of a kind on this cluster, of whatever nation; nothing is read while it is `idle`. */
export function useAllAccounts<K extends KindName>(name: K, idle = false): Listing<DataOf<K>> {
  return useCollection(name, idle ? undefined : ALL);
}

/** One account, up to date: undefined while it is read, null when there is none. */
export function useAccount<K extends KindName>(name: K, at: Address | undefined): Held<DataOf<K>> | null | undefined {
  const scope = useMemo(() => (at === undefined ? undefined : { at }), [at]);
  const { status, list } = useCollection(name, scope);
  if (status === 'loading') return undefined;
  return list[0] ?? null;
}

/** The chain's time, second by second. Use [`useMinute`] where seconds do not show. */
export function useChainTime(): ChainTime {
  const { clock } = useStore();
  return useSyncExternalStore(clock.subscribe, clock.snapshot);
}

/** The chain's time in Unix seconds; 0 before it is known. */
export function useNow(): number {
  return useChainTime().now ?? 0;
}

/** The chain's time, renewed each minute only: for long lists. */
export function useMinute(): number {
  const { clock } = useStore();
  const minute = useCallback(() => {
    const { now } = clock.snapshot();
    return now === undefined ? 0 : now - (now % 60);
  }, [clock]);
  return useSyncExternalStore(clock.subscribe, minute);
}
