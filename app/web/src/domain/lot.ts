// Whom the lot falls on, drawn again from what is on chain (programs/court/src/lot.rs, programs/rules/src/sortition.rs).
import { getAddressEncoder, type Address } from '@solana/kit';
import { present, type CaseData } from './case';

const TAG = 'civitas court draw v1';

/** The index of the juror that the present attempt draws; undefined before the hash is captured, and among no jurors. */
export async function drawn(at: Address, c: CaseData): Promise<number | undefined> {
  const round = present(c);
  if (round.capturedSlot === 0n || round.jurors === 0) return undefined;
  const attempt = new Uint8Array(4);
  new DataView(attempt.buffer).setUint32(0, round.attempt, true);
  const bytes = Uint8Array.from([...new TextEncoder().encode(TAG), ...round.hash, ...getAddressEncoder().encode(at), c.round, round.seats, ...attempt]);
  const ticket = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  // The hash as one number, the first byte the highest, modulo the jurors.
  return ticket.reduce((rest, byte) => (rest * 256 + byte) % round.jurors, 0);
}

/** What the SlotHashes sysvar says about a pinned slot: the first one produced from it on decides. */
export type Search = 'found' | 'too early' | 'aged out';

/** Bytes of the sysvar before its entries, and of an entry: slot and hash. */
const [HEADER, ENTRY] = [8, 40] as const;

export function search(sysvar: Uint8Array, pinned: bigint): Search {
  const view = new DataView(sysvar.buffer, sysvar.byteOffset, sysvar.byteLength);
  const count = sysvar.length < HEADER ? 0 : Number(view.getBigUint64(0, true));
  if (count === 0 || view.getBigUint64(HEADER, true) < pinned) return 'too early';
  return view.getBigUint64(HEADER + (count - 1) * ENTRY, true) > pinned ? 'aged out' : 'found';
}
