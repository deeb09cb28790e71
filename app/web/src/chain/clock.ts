// Time as the chain tells it. Deadlines are the chain's, and a computer's clock may be wrong, or the localnet's warped.
import { address } from '@solana/kit';
import { fromBase64 } from './bytes';
import type { Connection } from './connection';

const CLOCK = address('SysvarC1ock11111111111111111111111111111111');
/** Between readings of the chain's clock; in between its time is carried on. */
const EVERY_MS = 5_000;

export interface ChainTime {
  /** Unix seconds; undefined before the first reading. */
  readonly now: number | undefined;
  readonly slot: bigint | undefined;
}

export class Clock {
  private read: { at: number; unix: number; slot: bigint } | undefined;
  private shown: ChainTime = { now: undefined, slot: undefined };
  private readonly listeners = new Set<() => void>();
  private timers: ReturnType<typeof setInterval>[] = [];

  constructor(private readonly connection: Connection) {}

  /** Reads the chain's clock now, as after a transaction. */
  async refresh(): Promise<void> {
    const { value } = await this.connection.rpc.getAccountInfo(CLOCK, { encoding: 'base64' }).send();
    if (value === null) return;
    const bytes = fromBase64(value.data[0]);
    const view = new DataView(bytes.buffer);
    const unix = Number(view.getBigInt64(32, true));
    const slot = view.getBigUint64(0, true);
    const changed = this.read?.unix !== unix || this.read.slot !== slot;
    // A clock that stands still (a paused localnet) must not be carried on for longer than one reading.
    if (changed) this.read = { at: performance.now(), unix, slot };
    this.tick();
  }

  private tick(): void {
    if (this.read === undefined) return;
    const passed = Math.min(performance.now() - this.read.at, 2 * EVERY_MS);
    const now = this.read.unix + Math.floor(passed / 1_000);
    if (now === this.shown.now && this.read.slot === this.shown.slot) return;
    this.shown = { now, slot: this.read.slot };
    for (const listener of this.listeners) listener();
  }

  readonly snapshot = (): ChainTime => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      const read = () => void this.refresh().catch(() => undefined); // The page says elsewhere that the node is away.
      read();
      this.timers = [setInterval(read, EVERY_MS), setInterval(() => this.tick(), 1_000)];
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) for (const timer of this.timers) clearInterval(timer);
    };
  };
}
