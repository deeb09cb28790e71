// Where money of a mint comes from, and the ledger that it goes to.
import type { Address } from '@solana/kit';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import type { Coin } from '../../ui/coin';

/** What is taken from: the wallet itself for SOL, its token account else. */
export async function purse(wallet: Address, coin: Coin): Promise<Address> {
  return coin.mint === NOBODY ? wallet : addresses.associatedToken(wallet, coin.mint, coin.program);
}

export type Ledger = Held<DataOf<'ledger'>>;
