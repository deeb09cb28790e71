// Accounts of one kind, kept up to date: read once, then followed over the WebSocket, and read again now and then,
// because a closed account sends no news.
import type { Address, Base58EncodedBytes, Base64EncodedBytes } from '@solana/kit';
import { fromBase64, startsWith, toBase64 } from './bytes';
import type { Connection } from './connection';
import type { Kind } from './kinds';

/** An account as it was last read. */
export interface Held<T> {
  readonly address: Address;
  readonly data: T;
  /** All its bytes, the type's eight included. */
  readonly raw: Uint8Array;
  readonly lamports: bigint;
}

export interface Listing<T> {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly list: readonly Held<T>[];
  readonly byAddress: ReadonlyMap<string, Held<T>>;
  /** Why nothing could be read, as a sentence. */
  readonly error?: string;
  /** Whether news arrives by itself. */
  readonly live: boolean;
}

/** All accounts of the kind, those that belong to an address, or a single one. */
export type Scope =
  | { readonly all: true }
  | { readonly at: Address }
  | { readonly of: string; readonly owner: Address };

/** Between full readings while news arrives, and while it does not. */
const REFRESH_LIVE_MS = 60_000;
const REFRESH_ALONE_MS = 4_000;
/** After the last reader has gone, for as long is a collection kept, because readers come back. */
const LINGER_MS = 60_000;
/** News within this time is shown at once, so that a thousand votes do not draw the page a thousand times. */
const GATHER_MS = 80;

interface Encoded {
  readonly pubkey: Address;
  readonly account: { readonly data: readonly [string, string]; readonly lamports: bigint; readonly owner: Address };
}

export class Collection<T> {
  private readonly listeners = new Set<() => void>();
  private readonly accounts = new Map<string, Held<T>>();
  private listing: Listing<T> = { status: 'loading', list: [], byAddress: new Map(), live: false };
  private live = false;
  private stop: AbortController | undefined;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private lingerTimer: ReturnType<typeof setTimeout> | undefined;
  private gatherTimer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly kind: Kind<T>,
    private readonly scope: Scope,
  ) {}

  get program(): Address {
    return this.kind.program;
  }

  readonly snapshot = (): Listing<T> => this.listing;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    clearTimeout(this.lingerTimer);
    if (this.stop === undefined) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.lingerTimer = setTimeout(() => this.end(), LINGER_MS);
    };
  };

  private start(): void {
    const stop = new AbortController();
    this.stop = stop;
    void this.refresh();
    void this.follow(stop.signal);
  }

  private end(): void {
    this.stop?.abort();
    this.stop = undefined;
    clearTimeout(this.refreshTimer);
    clearTimeout(this.gatherTimer);
    this.gatherTimer = undefined;
    this.live = false;
  }

  /** Whether anybody reads it. */
  get active(): boolean {
    return this.stop !== undefined;
  }

  /** Reads everything again. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
      clearTimeout(this.refreshTimer);
      if (this.active) {
        const later = this.live ? REFRESH_LIVE_MS : REFRESH_ALONE_MS;
        this.refreshTimer = setTimeout(() => void this.refresh(), later);
      }
    });
    return this.reading;
  }

  private filters() {
    const memcmp = (offset: number, bytes: string, encoding: 'base58' | 'base64') =>
      encoding === 'base64'
        ? { memcmp: { offset: BigInt(offset), bytes: bytes as Base64EncodedBytes, encoding } }
        : { memcmp: { offset: BigInt(offset), bytes: bytes as Base58EncodedBytes, encoding } };
    const filters = [memcmp(0, toBase64(this.kind.discriminator), 'base64')];
    if ('of' in this.scope) {
      const offset = this.kind.belongs[this.scope.of];
      if (offset === undefined) throw new Error(`a ${this.kind.name} names no ${this.scope.of}`);
      filters.push(memcmp(offset, this.scope.owner, 'base58'));
    }
    return filters;
  }

  private async read(): Promise<void> {
    try {
      const found = await this.fetch();
      const seen = new Set<string>();
      for (const { pubkey, account } of found) {
        seen.add(pubkey);
        this.put(pubkey, account);
      }
      for (const address of this.accounts.keys()) if (!seen.has(address)) this.accounts.delete(address);
      this.publish('ready');
    } catch (error) {
      // What was read before stays on the page; only a first reading that fails leaves nothing to show.
      if (this.listing.status !== 'ready') this.publish('failed', error instanceof Error ? error.message : String(error));
    }
  }

  private async fetch(): Promise<readonly Encoded[]> {
    const { rpc } = this.connection;
    const config = { encoding: 'base64', commitment: 'confirmed' } as const;
    if ('at' in this.scope) {
      const { value } = await rpc.getAccountInfo(this.scope.at, config).send();
      return value === null ? [] : [{ pubkey: this.scope.at, account: value }];
    }
    return await rpc.getProgramAccounts(this.kind.program, { ...config, filters: this.filters() }).send();
  }

  private put(address: Address, { data, lamports, owner }: Encoded['account']): void {
    const held = this.accounts.get(address);
    const raw = fromBase64(data[0]);
    // A node that ignores filters sends accounts of other kinds.
    if (owner !== this.kind.program || !startsWith(raw, this.kind.discriminator)) {
      this.accounts.delete(address);
      return;
    }
    if (held !== undefined && held.lamports === lamports && held.raw.length === raw.length && startsWith(raw, held.raw)) return;
    try {
      this.accounts.set(address, { address, data: this.kind.decoder.decode(raw), raw, lamports });
    } catch {
      // Of a layout that this page does not know: better left out than shown wrongly.
      this.accounts.delete(address);
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { subscriptions } = this.connection;
    for (let pause = 1_000; !signal.aborted; pause = Math.min(pause * 2, 30_000)) {
      try {
        const config = { encoding: 'base64', commitment: 'confirmed' } as const;
        if ('at' in this.scope) {
          const { at } = this.scope;
          const news = await subscriptions.accountNotifications(at, config).subscribe({ abortSignal: signal });
          await this.nowLive();
          for await (const { value } of news) this.arrived(at, value);
        } else {
          const news = await subscriptions
            .programNotifications(this.kind.program, { ...config, filters: this.filters() })
            .subscribe({ abortSignal: signal });
          await this.nowLive();
          for await (const { value } of news) this.arrived(value.pubkey, value.account);
        }
        pause = 1_000;
      } catch {
        // The node has no WebSocket, or it broke: readings become frequent until it is back.
      }
      if (signal.aborted) return;
      if (this.live) {
        this.live = false;
        void this.refresh();
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private async nowLive(): Promise<void> {
    this.live = true;
    // What happened between the reading and the subscription would otherwise be missed.
    await this.reading;
    void this.refresh();
  }

  private arrived(address: Address, account: Encoded['account']): void {
    this.put(address, account);
    this.gatherTimer ??= setTimeout(() => {
      this.gatherTimer = undefined;
      this.publish('ready');
    }, GATHER_MS);
  }

  private publish(status: Listing<T>['status'], error?: string): void {
    const before = this.listing;
    const list = [...this.accounts.values()];
    const same =
      before.status === status &&
      before.live === this.live &&
      before.error === error &&
      before.list.length === list.length &&
      before.list.every((held, i) => held === list[i]);
    if (same) return;
    this.listing = {
      status,
      list,
      byAddress: new Map(this.accounts),
      live: this.live,
      ...(error === undefined ? {} : { error }),
    };
    for (const listener of this.listeners) listener();
  }
}
