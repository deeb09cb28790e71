// Names for the addresses of a nation, wherever they appear.
import { useCallback, type ReactNode } from 'react';
import { useAccounts, useStore } from '../chain/hooks';
import type { DataOf, KindName } from '../chain/kinds';
import { textOf } from '../chain/bytes';
import { count } from '../domain/format';
import { COURT_PROGRAM_ADDRESS } from '../clients/generated/court/program';
import { DIPLOMACY_PROGRAM_ADDRESS } from '../clients/generated/diplomacy/program';
import { GOVERNOR_PROGRAM_ADDRESS } from '../clients/generated/governor/program';
import { LAND_PROGRAM_ADDRESS } from '../clients/generated/land/program';
import { MEMBERSHIP_PROGRAM_ADDRESS } from '../clients/generated/membership/program';
import { TREASURY_PROGRAM_ADDRESS } from '../clients/generated/treasury/program';
import { NOBODY } from '../clients/addresses';
import { NamesContext, type Naming } from '../ui/names';
import { useWallet } from '../wallet/context';
import { useNation } from './nation';

const PROGRAMS: Readonly<Record<string, string>> = {
  [MEMBERSHIP_PROGRAM_ADDRESS]: 'membership program',
  [GOVERNOR_PROGRAM_ADDRESS]: 'governor program',
  [TREASURY_PROGRAM_ADDRESS]: 'treasury program',
  [LAND_PROGRAM_ADDRESS]: 'land program',
  [COURT_PROGRAM_ADDRESS]: 'court program',
  [DIPLOMACY_PROGRAM_ADDRESS]: 'diplomacy program',
  [NOBODY]: 'nobody',
  TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA: 'token program',
  TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb: 'Token-2022 program',
};

/** How accounts of a kind are called. */
const CALLED: { readonly [K in KindName]?: readonly [belongs: string, name: (data: DataOf<K>) => string] } = {
  citizen: ['nation', ({ serial }) => `citizen No. ${count(serial)}`],
  office: ['nation', ({ title }) => `the office “${textOf(title)}”`],
  proposal: ['nation', ({ id }) => `proposal ${id}`],
  budget: ['nation', ({ id }) => `budget ${id}`],
  stream: ['nation', ({ id }) => `stream ${id}`],
  campaign: ['nation', ({ id }) => `campaign ${id}`],
  case: ['nation', ({ id }) => `case ${id}`],
};

export function NationNames({ children }: { readonly children: ReactNode }) {
  const nation = useNation();
  const store = useStore();
  const { address: wallet } = useWallet();
  const governors = useAccounts('governor', 'nation', nation.address);
  const governor = governors.list[0];
  const name = useCallback<Naming>(
    (address) => {
      if (address === wallet) return 'you';
      if (address === nation.address) return nation.slug;
      if (address === governor?.address) return 'the governor';
      if (address === governor?.data.executor) return 'the executor';
      if (address === nation.data.court && address !== NOBODY) return 'the court';
      if (address === nation.data.treasury && address !== NOBODY) return 'the treasury';
      if (address === nation.data.founder) return 'the founder';
      if (PROGRAMS[address] !== undefined) return PROGRAMS[address];
      // Of what the page has read anyway: nothing is fetched for a name.
      for (const [kind, [belongs, called]] of Object.entries(CALLED)) {
        const held = store.peek(kind as KindName, { of: belongs, owner: nation.address })?.get(address);
        if (held !== undefined) return (called as (data: unknown) => string)(held.data);
      }
      return undefined;
    },
    [wallet, nation, governor, store],
  );
  return <NamesContext value={name}>{children}</NamesContext>;
}
