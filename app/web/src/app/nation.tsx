// The nation that is looked at, and who looks at it.
import type { Address } from '@solana/kit';
import { createContext, useContext } from 'react';
import type { Held } from '../chain/collection';
import { useAccount, useAccounts } from '../chain/hooks';
import type { DataOf } from '../chain/kinds';
import * as addresses from '../clients/addresses';
import { useDerived } from '../ui/use-derived';
import { useWallet } from '../wallet/context';

export interface NationView {
  readonly slug: string;
  readonly address: Address;
  readonly data: DataOf<'nation'>;
}

export const NationContext = createContext<NationView | undefined>(undefined);

export function useNation(): NationView {
  const nation = useContext(NationContext);
  if (nation === undefined) throw new Error('no nation above this component');
  return nation;
}

export interface Me {
  /** The connected wallet; undefined where there is none. */
  readonly wallet: Address | undefined;
  /** The citizen that the wallet is here: undefined while read, null for none. */
  readonly citizen: Held<DataOf<'citizen'>> | null | undefined;
}

/** Who the connected wallet is in this nation. */
export function useMe(): Me {
  const nation = useNation();
  const { address: wallet } = useWallet();
  const at = useDerived(() => (wallet === undefined ? undefined : addresses.citizen(nation.address, wallet)), [nation.address, wallet]);
  const citizen = useAccount('citizen', at);
  return { wallet, citizen: wallet === undefined ? null : citizen };
}

/** The nation's governor: undefined while read, null where it has none. */
export function useGovernor(): Held<DataOf<'governor'>> | null | undefined {
  const nation = useNation();
  const { status, list } = useAccounts('governor', 'nation', nation.address);
  return status === 'loading' ? undefined : (list[0] ?? null);
}
