// The wallet that the visitor chose, through the Wallet Standard.
import { address, type Address } from '@solana/kit';
import { getWallets } from '@wallet-standard/app';
import type { Wallet, WalletAccount } from '@wallet-standard/base';
import type { StandardConnectFeature, StandardDisconnectFeature, StandardEventsFeature } from '@wallet-standard/features';
import type {
  SolanaSignAndSendTransactionFeature,
  SolanaSignMessageFeature,
  SolanaSignTransactionFeature,
} from '@solana/wallet-standard-features';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from '../chain/hooks';
import { Unreachable, type ClusterName } from '../chain/connection';
import { offerDevWallet } from './dev-wallet';

type Features = Partial<
  StandardConnectFeature &
    StandardDisconnectFeature &
    StandardEventsFeature &
    SolanaSignTransactionFeature &
    SolanaSignAndSendTransactionFeature &
    SolanaSignMessageFeature
>;

const STORED = 'civitas.wallet';

export interface WalletState {
  /** Wallets in this browser that can sign for Solana. */
  readonly wallets: readonly Wallet[];
  readonly chosen: Wallet | undefined;
  /** The address that signs; undefined while no wallet is connected. */
  readonly address: Address | undefined;
  readonly cluster: ClusterName | undefined;
  readonly connect: (wallet: Wallet) => Promise<void>;
  readonly disconnect: () => Promise<void>;
  readonly signTransaction: (transaction: Uint8Array) => Promise<Uint8Array>;
  readonly signMessage: (message: Uint8Array) => Promise<Uint8Array>;
}

const Context = createContext<WalletState | undefined>(undefined);

export function useWallet(): WalletState {
  const state = useContext(Context);
  if (state === undefined) throw new Error('no WalletProvider above this component');
  return state;
}

const featuresOf = (wallet: Wallet) => wallet.features as Features;
const canSign = (wallet: Wallet) => 'standard:connect' in wallet.features && 'solana:signTransaction' in wallet.features;

function remember(name: string | undefined): void {
  try {
    if (name === undefined) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, name);
  } catch {
    // Without storage the visitor chooses again next time.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

export function WalletProvider({ children }: { readonly children: ReactNode }) {
  const store = useStore();
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  const [chosen, setChosen] = useState<Wallet>();
  const [account, setAccount] = useState<WalletAccount>();
  const [cluster, setCluster] = useState<ClusterName>();

  useEffect(() => {
    let left = false;
    let retry: ReturnType<typeof setTimeout>;
    const ask = () =>
      store.connection.cluster().then(
        (name) => {
          if (left) return;
          setCluster(name);
          if (name === 'solana:localnet' && store.connection.isLocal) offerDevWallet();
        },
        (error: unknown) => {
          if (!left && error instanceof Unreachable) retry = setTimeout(ask, 3_000);
        },
      );
    void ask();
    return () => {
      left = true;
      clearTimeout(retry);
    };
  }, [store]);

  useEffect(() => {
    const { get, on } = getWallets();
    const list = () => setWallets(get().filter(canSign));
    list();
    const stops = [on('register', list), on('unregister', list)];
    return () => stops.forEach((stop) => stop());
  }, []);

  const connect = useCallback(async (wallet: Wallet, silent = false) => {
    const feature = featuresOf(wallet)['standard:connect'];
    if (feature === undefined) return;
    const { accounts } = await feature.connect(silent ? { silent } : undefined);
    setChosen(wallet);
    setAccount(accounts[0]);
    remember(wallet.name);
  }, []);

  // The wallet of the last visit, if it lets itself be connected without asking.
  useEffect(() => {
    if (chosen !== undefined) return;
    const name = remembered();
    const wallet = wallets.find((one) => one.name === name);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- state is set once the wallet has answered
    if (wallet !== undefined) void connect(wallet, true).catch(() => undefined);
  }, [wallets, chosen, connect]);

  useEffect(() => {
    if (chosen === undefined) return undefined;
    return featuresOf(chosen)['standard:events']?.on('change', ({ accounts }) => {
      if (accounts !== undefined) setAccount(accounts[0]);
    });
  }, [chosen]);

  const disconnect = useCallback(async () => {
    await (chosen && featuresOf(chosen)['standard:disconnect']?.disconnect());
    setChosen(undefined);
    setAccount(undefined);
    remember(undefined);
  }, [chosen]);

  const value = useMemo<WalletState>(() => {
    const needed = () => {
      if (chosen === undefined || account === undefined) throw new Error('no wallet is connected');
      return { features: featuresOf(chosen), account };
    };
    return {
      wallets,
      chosen,
      cluster,
      address: account === undefined ? undefined : address(account.address),
      connect: (wallet) => connect(wallet),
      disconnect,
      signTransaction: async (transaction) => {
        const { features, account } = needed();
        const feature = features['solana:signTransaction'];
        if (feature === undefined) throw new Error('this wallet does not sign transactions');
        const [output] = await feature.signTransaction({ account, transaction, chain: cluster ?? 'solana:localnet' });
        if (output === undefined) throw new Error('the wallet returned no transaction');
        return output.signedTransaction;
      },
      signMessage: async (message) => {
        const { features, account } = needed();
        const feature = features['solana:signMessage'];
        if (feature === undefined) throw new Error('this wallet does not sign messages');
        const [output] = await feature.signMessage({ account, message });
        if (output === undefined) throw new Error('the wallet returned no signature');
        return output.signature;
      },
    };
  }, [wallets, chosen, cluster, account, connect, disconnect]);

  return <Context value={value}>{children}</Context>;
}
