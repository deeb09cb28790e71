import type { Server } from 'node:http';

export interface Snapshot {
  readonly slot: number;
  readonly time: number;
  readonly accounts: readonly { readonly pubkey: string; readonly owner: string; readonly lamports: number; readonly data: string }[];
}

/** Serves the accounts of a snapshot on a port of this computer; 0 for any. */
export function serveSnapshot(snapshot: Snapshot, port?: number): Promise<Server>;
