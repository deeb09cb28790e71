// A passport as wallets read it: the metadata that Token-2022 keeps in the mint.
import { base58Of32 } from '../chain/base58';

export interface Passport {
  readonly name: string;
  readonly symbol: string;
  readonly uri: string;
  readonly fields: readonly (readonly [key: string, value: string])[];
  /** Whether it can be given away: a passport never can. */
  readonly soulbound: boolean;
  /** Whether one exists; a burnt one has a supply of none. */
  readonly supply: bigint;
  readonly mint: string;
}

/** Bytes of a mint, padded to a token account's, and the account type before the extensions. */
const EXTENSIONS = 166;
const NON_TRANSFERABLE = 9;
const METADATA = 19;

/** Reads the extensions of a Token-2022 mint; undefined when it carries no metadata or is malformed. */
export function readPassport(bytes: Uint8Array): Passport | undefined {
  if (bytes.length <= EXTENSIONS) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const supply = view.getBigUint64(36, true);
  let soulbound = false;
  let metadata: Omit<Passport, 'soulbound' | 'supply'> | undefined;
  for (let at = EXTENSIONS; at + 4 <= bytes.length; ) {
    const type = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    const end = at + 4 + length;
    if (type === 0 || end > bytes.length) break;
    if (type === NON_TRANSFERABLE) soulbound = true;
    if (type === METADATA) {
      try {
        metadata = readMetadata(bytes.subarray(at + 4, end));
      } catch {
        return undefined;
      }
    }
    at = end;
  }
  return metadata && { ...metadata, soulbound, supply };
}

function readMetadata(bytes: Uint8Array): Omit<Passport, 'soulbound' | 'supply'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 64;
  const text = () => {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.length) throw new RangeError('a text goes beyond its account');
    const value = new TextDecoder().decode(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    return value;
  };
  const [name, symbol, uri] = [text(), text(), text()];
  const count = view.getUint32(at, true);
  at += 4;
  if (count > 64) throw new RangeError('more fields than a passport has');
  const fields = Array.from({ length: count }, () => [text(), text()] as const);
  return { name, symbol, uri, fields, mint: base58Of32(bytes, 32) };
}
