// Every collection that the page reads from one cluster.
import type { Address } from '@solana/kit';
import { Clock } from './clock';
import { Collection, type Listing, type Scope } from './collection';
import { Connection } from './connection';
import type { Endpoint } from './endpoint';
import { kinds, type DataOf, type Kind, type KindName } from './kinds';

export class Store {
  readonly connection: Connection;
  readonly clock: Clock;
  private readonly collections = new Map<string, Collection<unknown>>();

  constructor(endpoint: Endpoint) {
    this.connection = new Connection(endpoint);
    this.clock = new Clock(this.connection);
  }

  private static key(name: KindName, scope: Scope): string {
    return `${name} ${'at' in scope ? scope.at : 'of' in scope ? `${scope.of} ${scope.owner}` : ''}`;
  }

  /** What is known of a collection already, without reading anything. */
  peek<K extends KindName>(name: K, scope: Scope): Listing<DataOf<K>>['byAddress'] | undefined {
    return (this.collections.get(Store.key(name, scope)) as Collection<DataOf<K>> | undefined)?.snapshot().byAddress;
  }

  collection<K extends KindName>(name: K, scope: Scope): Collection<DataOf<K>> {
    const key = Store.key(name, scope);
    let collection = this.collections.get(key);
    if (collection === undefined) {
      collection = new Collection<unknown>(this.connection, kinds[name] as unknown as Kind<unknown>, scope);
      this.collections.set(key, collection);
    }
    return collection as Collection<DataOf<K>>;
  }

  /** Reads again what a transaction may have changed: everything shown of the programs it called, and the time. */
  async changed(programs: readonly Address[]): Promise<void> {
    const touched = [...this.collections.values()].filter(
      (collection) => collection.active && programs.includes(collection.program),
    );
    await Promise.all([this.clock.refresh(), ...touched.map((collection) => collection.refresh())]);
  }

  /** Reads again everything that is shown. */
  async refreshAll(): Promise<void> {
    const active = [...this.collections.values()].filter((collection) => collection.active);
    await Promise.all(active.map((collection) => collection.refresh()));
  }
}
