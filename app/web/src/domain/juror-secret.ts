// A juror's secret, which nobody has to keep: the same as app/cli/src/secret.rs, so that what was committed on the
// command line can be revealed here. The salt is the SHA-256 of the wallet's signature of a text that names the case, the
// round and the juror; ed25519 signatures are deterministic, so whoever has the wallet has the salt. The choice is found
// again by trying all three.
import { getAddressEncoder, type Address } from '@solana/kit';
import { COURT_PROGRAM_ADDRESS } from '../clients/generated/court/program';
import { CHOICES } from './case';

/** A juror's place in a case. */
export interface Place {
  readonly case: Address;
  /** 0 is the first. */
  readonly round: number;
  /** The juror's index within the court. */
  readonly juror: number;
}

const TAG = 'civitas court commitment v1';

/** The text that the wallet signs. Whoever changes it takes their secret from all who have committed. */
export function secretText(place: Place): string {
  return [
    'Civitas court: the secret of a juror',
    '',
    'Sign this only where you vote as a juror. Whoever has the signature can read your choice before you reveal it.',
    '',
    `Program: ${COURT_PROGRAM_ADDRESS}`,
    `Case: ${place.case}`,
    `Round: ${place.round}`,
    `Juror: ${place.juror}`,
    '',
  ].join('\n');
}

async function sha256(...parts: readonly ArrayLike<number>[]): Promise<Uint8Array> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

const same = (a: ArrayLike<number>, b: ArrayLike<number>) => a.length === b.length && Array.from(a).every((byte, i) => byte === b[i]);

/**
 * The salt that a wallet makes. It is asked twice: one that signs differently each time, as some multi-party wallets do,
 * could not reveal.
 */
export async function saltOf(place: Place, sign: (message: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const text = new TextEncoder().encode(secretText(place));
  const signature = await sign(text);
  if (!same(signature, await sign(text))) {
    throw new Error('This wallet signs the same text differently each time, so the secret could not be found again. Commit on the command line with a secret of your own: civitas case commit --salt.');
  }
  return sha256(signature);
}

/** What a juror commits to: SHA-256(tag ‖ program ‖ case ‖ round ‖ juror ‖ choice ‖ salt). */
export function commitmentOf(place: Place, choice: number, salt: Uint8Array): Promise<Uint8Array> {
  const encoder = getAddressEncoder();
  const juror = new Uint8Array(4);
  new DataView(juror.buffer).setUint32(0, place.juror, true);
  return sha256(new TextEncoder().encode(TAG), encoder.encode(COURT_PROGRAM_ADDRESS), encoder.encode(place.case), [place.round], juror, [choice], salt);
}

/** The choice that was committed to with this salt; undefined when it was none with it. */
export async function choiceIn(committed: ArrayLike<number>, place: Place, salt: Uint8Array): Promise<number | undefined> {
  for (const choice of CHOICES) if (same(await commitmentOf(place, choice, salt), committed)) return choice;
  return undefined;
}
