// A wallet for the localnet that can act as anybody who has a development key. It implements the Wallet Standard, so
// that the page talks to it as to any other wallet, and it is registered on no public cluster.
import {
  getTransactionDecoder,
  getTransactionEncoder,
  partiallySignTransaction,
  signBytes,
  type Address,
} from '@solana/kit';
import { getAddressEncoder } from '@solana/kit';
import type {
  SolanaSignMessageFeature,
  SolanaSignTransactionFeature,
} from '@solana/wallet-standard-features';
import { registerWallet } from '@wallet-standard/wallet';
import type { Wallet, WalletAccount } from '@wallet-standard/base';
import type {
  StandardConnectFeature,
  StandardDisconnectFeature,
  StandardEventsFeature,
  StandardEventsListeners,
} from '@wallet-standard/features';
import { devKey, type DevKey } from './dev-keys';

export const DEV_WALLET = 'Development wallet';
const STORED = 'civitas.dev-wallet';
const ICON =
  'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMiAzMiI+PHJlY3Qgd2lkdGg9IjMyIiBoZWlnaHQ9IjMyIiByeD0iNyIgZmlsbD0iI2I0NTMwOSIvPjxwYXRoIGQ9Ik0xMCAxMmw0IDQtNCA0bTcgMGg1IiBzdHJva2U9IiNmZmYiIHN0cm9rZS13aWR0aD0iMi41IiBmaWxsPSJub25lIi8+PC9zdmc+';

const FEATURES = ['solana:signTransaction', 'solana:signMessage'] as const;

class DevAccount implements WalletAccount {
  readonly address: Address;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly chains = ['solana:localnet'] as const;
  readonly features = FEATURES;
  readonly label: string;
  constructor(readonly key: DevKey) {
    this.address = key.address;
    this.publicKey = new Uint8Array(getAddressEncoder().encode(key.address));
    this.label = key.label;
    Object.freeze(this);
  }
}

type Features = StandardConnectFeature &
  StandardDisconnectFeature &
  StandardEventsFeature &
  SolanaSignTransactionFeature &
  SolanaSignMessageFeature;

class DevWallet implements Wallet {
  readonly version = '1.0.0' as const;
  readonly name = DEV_WALLET;
  readonly icon = ICON as Wallet['icon'];
  readonly chains = ['solana:localnet'] as const;
  private current: DevAccount | undefined;
  private readonly listeners = new Set<StandardEventsListeners['change']>();

  get accounts(): readonly WalletAccount[] {
    return this.current === undefined ? [] : [this.current];
  }

  get features(): Features {
    return {
      'standard:connect': { version: '1.0.0', connect: async () => this.connect() },
      'standard:disconnect': { version: '1.0.0', disconnect: async () => this.become(undefined) },
      'standard:events': {
        version: '1.0.0',
        on: (_event, listener) => {
          this.listeners.add(listener);
          return () => this.listeners.delete(listener);
        },
      },
      'solana:signTransaction': {
        version: '1.0.0',
        supportedTransactionVersions: ['legacy', 0],
        signTransaction: (...inputs) => Promise.all(inputs.map(({ account, transaction }) => this.sign(account, transaction))),
      },
      'solana:signMessage': {
        version: '1.1.0',
        signMessage: (...inputs) =>
          Promise.all(
            inputs.map(async ({ account, message }) => ({
              signedMessage: message,
              signature: new Uint8Array(await signBytes(this.keyOf(account).keys.privateKey, message)),
            })),
          ),
      },
    };
  }

  private keyOf(account: WalletAccount): DevKey {
    if (this.current?.address !== account.address) throw new Error('the development wallet acts as somebody else now');
    return this.current.key;
  }

  private async sign(account: WalletAccount, transaction: Uint8Array) {
    const decoded = getTransactionDecoder().decode(transaction);
    const signed = await partiallySignTransaction([this.keyOf(account).keys], decoded);
    return { signedTransaction: new Uint8Array(getTransactionEncoder().encode(signed)) };
  }

  private async connect(): Promise<{ accounts: readonly WalletAccount[] }> {
    if (this.current === undefined) {
      const label = sessionStorage.getItem(STORED);
      if (label !== null) await this.actAs(label);
    }
    return { accounts: this.accounts };
  }

  private async become(account: DevAccount | undefined): Promise<void> {
    this.current = account;
    if (account === undefined) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, account.label);
    for (const listener of this.listeners) listener({ accounts: this.accounts });
  }

  /** Acts from now on as whoever has this label. */
  async actAs(label: string): Promise<Address> {
    const account = new DevAccount(await devKey(label));
    await this.become(account);
    return account.address;
  }
}

let wallet: DevWallet | undefined;

/** Registers the wallet, once. To be called on local clusters only. */
export function offerDevWallet(): void {
  if (wallet !== undefined) return;
  wallet = new DevWallet();
  registerWallet(wallet);
}

/** Acts as whoever has this label among the development keys. */
export async function actAs(label: string): Promise<Address> {
  offerDevWallet();
  if (wallet === undefined) throw new Error('the development wallet is not there');
  return wallet.actAs(label);
}
