// One cluster: RPC and WebSocket through Solana Kit.
import {
  createSolanaRpcFromTransport,
  createSolanaRpcSubscriptions,
  type Rpc,
  type RpcSubscriptions,
  type RpcTransport,
  type SolanaRpcApi,
  type SolanaRpcSubscriptionsApi,
} from '@solana/kit';
import type { Endpoint } from './endpoint';

/** An RPC node that cannot be reached, or that answers with something else than RPC. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/**
 * Plain JSON over HTTP. Kit's own transport turns every number of an answer into a big integer by rewriting the text,
 * which takes longer than everything else for an answer of megabytes. Addresses and data come as text, and no number
 * that the page uses from an answer is beyond 2^53.
 */
function transport(url: string): RpcTransport {
  return async <T>({ payload, signal }: Parameters<RpcTransport>[0]): Promise<T> => {
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable(`The RPC node at ${url} does not answer.`);
    }
    if (!response.ok) throw new Unreachable(`The RPC node at ${url} answers with status ${response.status}.`);
    return (await response.json()) as T;
  };
}

/** Genesis hashes of the public clusters, by which a wallet knows them. */
const PUBLIC: Readonly<Record<string, 'solana:mainnet' | 'solana:devnet' | 'solana:testnet'>> = {
  '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKP4BaHyaLSo1': 'solana:mainnet',
  EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG: 'solana:devnet',
  '4uhcVJyU9pJkvQyS88uRDiswHScsKZoLKgPdHmdEYkFB': 'solana:testnet',
};

export type ClusterName = 'solana:mainnet' | 'solana:devnet' | 'solana:testnet' | 'solana:localnet';

export class Connection {
  readonly rpc: Rpc<SolanaRpcApi>;
  readonly subscriptions: RpcSubscriptions<SolanaRpcSubscriptionsApi>;
  private named: Promise<ClusterName> | undefined;

  constructor(readonly endpoint: Endpoint) {
    this.rpc = createSolanaRpcFromTransport(transport(endpoint.http)) as Rpc<SolanaRpcApi>;
    this.subscriptions = createSolanaRpcSubscriptions(endpoint.ws as `ws://${string}`);
  }

  /** Whether the node is on this computer: only there are development keys offered. */
  get isLocal(): boolean {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(this.endpoint.http).hostname);
  }

  /** Which cluster this is, by its genesis. What is not a public cluster is taken for a local one. */
  cluster(): Promise<ClusterName> {
    this.named ??= this.rpc
      .getGenesisHash()
      .send()
      .then((hash) => PUBLIC[hash] ?? 'solana:localnet')
      .catch((error: unknown) => {
        this.named = undefined;
        throw error;
      });
    return this.named;
  }
}
