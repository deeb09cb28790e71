import type { DataOf } from '../../chain/kinds';
import { NOBODY } from '../../clients/addresses';
import { amount, shortAddress } from '../../domain/format';

/** What amounts of a ledger are in. */
export function unitOf(ledger: Pick<DataOf<'ledger'>, 'mint'>): string {
  return ledger.mint === NOBODY ? 'SOL' : shortAddress(ledger.mint);
}

/** An amount of a ledger, with its unit. */
export function money(value: bigint, ledger: Pick<DataOf<'ledger'>, 'mint' | 'decimals'> | undefined): string {
  return ledger === undefined ? `${value} units` : `${amount(value, ledger.decimals)} ${unitOf(ledger)}`;
}
