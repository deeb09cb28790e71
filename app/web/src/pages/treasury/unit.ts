import type { DataOf } from '../../chain/kinds';
import type { Address } from '@solana/kit';
import { NOBODY } from '../../clients/addresses';
import { amount, shortAddress } from '../../domain/format';
import { useCoins } from '../../ui/coin';

type Ledger = Pick<DataOf<'ledger'>, 'mint' | 'decimals'>;

export interface Money {
  /** What amounts of a ledger are in. */
  readonly unitOf: (ledger: Pick<Ledger, 'mint'>) => string;
  /** An amount of a ledger, with its unit. */
  readonly money: (value: bigint, ledger: Ledger | undefined) => string;
}

/** How amounts of this ledger's mint are written: by the symbol that it gives itself, once that is read. */
export function useMoney(mint: Address | undefined): Money {
  const coins = useCoins(mint === undefined ? [] : [mint]);
  const unitOf: Money['unitOf'] = (ledger) => coins(ledger.mint)?.unit ?? (ledger.mint === NOBODY ? 'SOL' : shortAddress(ledger.mint));
  return { unitOf, money: (value, ledger) => (ledger === undefined ? `${value} units` : `${amount(value, ledger.decimals)} ${unitOf(ledger)}`) };
}
