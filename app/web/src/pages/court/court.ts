// The court that the pages are about, what it is paid in, and who the visitor is to it.
import type { Address } from '@solana/kit';
import { createContext, useContext } from 'react';
import type { Held } from '../../chain/collection';
import { useAccounts, useMinute, useStore } from '../../chain/hooks';
import type { DataOf } from '../../chain/kinds';
import { fromBase64 } from '../../chain/bytes';
import { associatedToken, NOBODY } from '../../clients/addresses';
import { useMe } from '../../app/nation';
import { readAmount } from '../../domain/amount';
import { useCoin } from '../../ui/coin';
import { useDerived } from '../../ui/use-derived';

/** What a court is paid in. */
export interface Money {
  readonly mint: Address;
  readonly program: Address;
  readonly unit: string;
  readonly write: (value: bigint) => string;
  /** An amount that a person wrote; undefined for what is none. */
  readonly read: (text: string) => bigint | undefined;
  /** Where a wallet keeps it. */
  readonly of: (wallet: Address) => Promise<Address>;
}

export interface CourtView {
  readonly address: Address;
  readonly data: DataOf<'court'>;
  readonly money: Money;
  /** Whether the nation has named it as its court. */
  readonly inOffice: boolean;
}

export const CourtContext = createContext<CourtView | undefined>(undefined);

export function useCourt(): CourtView {
  const court = useContext(CourtContext);
  if (court === undefined) throw new Error('no court above this component');
  return court;
}

/** Where a token account says how much it holds. */
const AMOUNT_AT = 64;

/** Money of a mint; undefined while the mint is read. */
export function useMoney(mint: Address): Money | undefined {
  const coin = useCoin(mint);
  if (coin === undefined) return undefined;
  return {
    mint,
    program: coin.program,
    unit: coin.unit,
    write: coin.show,
    read: (text) => readAmount(text, coin.decimals),
    of: (wallet) => (mint === NOBODY ? Promise.resolve(wallet) : associatedToken(wallet, mint, coin.program)),
  };
}

/** How much of a money a wallet holds; undefined while it is read, 0 without an account. */
export function useBalance(money: Money, wallet: Address | undefined): bigint | undefined {
  const store = useStore();
  const minute = useMinute();
  return useDerived(async () => {
    if (wallet === undefined) return undefined;
    if (money.mint === NOBODY) return BigInt((await store.connection.rpc.getBalance(wallet).send()).value);
    const { value } = await store.connection.rpc.getAccountInfo(await money.of(wallet), { encoding: 'base64' }).send();
    if (value === null) return 0n;
    const bytes = fromBase64(value.data[0]);
    return bytes.length < AMOUNT_AT + 8 ? 0n : new DataView(bytes.buffer).getBigUint64(AMOUNT_AT, true);
  }, [money.mint, wallet, minute]);
}

/** Why a wallet cannot pay this much; undefined when it can, or while that is not known. */
export function whyCannotPay(money: Money, balance: bigint | undefined, due: bigint): string | undefined {
  if (balance === undefined || balance >= due) return undefined;
  return `This takes ${money.write(due)}, and your wallet has ${money.write(balance)}.`;
}

export interface MyJuror {
  readonly loading: boolean;
  readonly all: readonly Held<DataOf<'juror'>>[];
  /** The juror that the visitor is: by the citizenship, else by the wallet; undefined for none. */
  readonly mine: Held<DataOf<'juror'>> | undefined;
}

export function useJurors(): MyJuror {
  const court = useCourt();
  const me = useMe();
  const { status, list } = useAccounts('juror', 'court', court.address);
  const serial = me.citizen?.data.serial;
  const mine = list.find(({ data }) => data.serial === serial) ?? list.find(({ data }) => data.wallet === me.wallet);
  return { loading: status === 'loading' || me.citizen === undefined, all: list, mine };
}
