// The nation's accounts of a kind, also of those that name it only through another account.
import { useMemo } from 'react';
import type { Address } from '@solana/kit';
import { useAccounts, useAllAccounts } from '../../chain/hooks';
import { kinds, type DataOf, type KindName } from '../../chain/kinds';
import type { Listing } from '../../chain/collection';
import { useNation } from '../../app/nation';

/** Kinds that name the nation itself, by the name under which they do. */
export function direct(kind: KindName): string | undefined {
  const { belongs } = kinds[kind];
  return 'nation' in belongs ? 'nation' : undefined;
}

/** Which kind an account's owner is of, where it is not the nation. */
const PARENT: { readonly [K in KindName]?: readonly [field: string, kind: KindName] } = {
  page: ['proposal', 'proposal'],
  action: ['proposal', 'proposal'],
  stake: ['governor', 'governor'],
  parcelVersion: ['parcel', 'parcel'],
  bid: ['auction', 'auction'],
  pledge: ['campaign', 'campaign'],
  juror: ['court', 'court'],
  seat: ['case', 'case'],
  evidence: ['case', 'case'],
};

/** Kinds between nations, by the fields that may name this one. */
const BETWEEN: { readonly [K in KindName]?: readonly string[] } = {
  recognition: ['from', 'to'],
  treaty: ['nationA', 'nationB'],
  visa: ['home', 'host'],
};

/** Kinds that belong to no nation, or that lead to one only over several steps. */
export const OUTSIDE: readonly KindName[] = ['body', 'entry'];

export function useKind<K extends KindName>(kind: K): Listing<DataOf<K>> {
  const nation = useNation();
  const belongs = direct(kind);
  const parent = PARENT[kind];
  const own = useAccounts(kind, belongs ?? 'nation', kind === 'nation' || belongs === undefined ? undefined : nation.address);
  const parents = useAccounts(parent?.[1] ?? 'governor', 'nation', parent === undefined ? undefined : nation.address);
  const everything = useAllAccounts(kind, belongs !== undefined && kind !== 'nation');
  return useMemo(() => {
    if (kind !== 'nation' && belongs !== undefined) return own;
    const fields = BETWEEN[kind] ?? (parent ? [parent[0]] : []);
    const owners = new Set<string>(parent ? parents.byAddress.keys() : [nation.address]);
    const list = everything.list.filter(({ address, data }) =>
      kind === 'nation' ? address === nation.address : fields.some((field) => owners.has((data as Record<string, Address>)[field] ?? '')),
    );
    return { ...everything, list, byAddress: new Map(list.map((held) => [held.address as string, held])) };
  }, [kind, belongs, own, parent, parents, everything, nation.address]);
}
