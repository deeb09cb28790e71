// What of an account a transaction changes, field by field.
import { everyKind } from '../chain/kinds';
import { startsWith, toHex } from '../chain/bytes';
import { valueOf, words } from './fields';
import { amount, sol } from './format';

export interface AccountState {
  readonly owner: string;
  readonly lamports: bigint;
  readonly bytes: Uint8Array;
}

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface AccountChange {
  readonly address: string;
  /** What kind of account it is, in words. */
  readonly what: string;
  readonly changes: readonly Change[];
}

/** Fields of decoded data by path, padding and the like left out. */
function fields(data: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(data as Record<string, unknown>)) {
    if (['discriminator', 'padding', 'reserved', 'bump', 'version'].includes(name)) continue;
    const here = path === '' ? words(name) : `${path}, ${words(name)}`;
    if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
      for (const [inner, text] of fields(value, here)) found.set(inner, text);
    } else {
      found.set(here, valueOf(name, value).text);
    }
  }
  return found;
}

const TOKEN_PROGRAMS = ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb'];

function read(state: AccountState | undefined): { what: string; fields: Map<string, string> } {
  if (state === undefined) return { what: 'account', fields: new Map() };
  const known = everyKind.find(([, kind]) => kind.program === state.owner && startsWith(state.bytes, kind.discriminator));
  if (known !== undefined) {
    const [, kind] = known;
    try {
      return { what: words(kind.name.split('.')[1] ?? kind.name), fields: fields(kind.decoder.decode(state.bytes)) };
    } catch {
      // Falls through to its bytes.
    }
  }
  if (TOKEN_PROGRAMS.includes(state.owner) && state.bytes.length >= 165) {
    const held = new DataView(state.bytes.buffer, state.bytes.byteOffset).getBigUint64(64, true);
    return { what: 'token account', fields: new Map([['tokens, in the smallest unit', amount(held, 0)]]) };
  }
  if (state.bytes.length === 0) return { what: 'wallet', fields: new Map() };
  return { what: 'account', fields: new Map([['data', toHex(state.bytes.subarray(0, 64))]]) };
}

/** What differs between two states of an account; undefined when nothing does. */
export function compare(address: string, before: AccountState | undefined, after: AccountState | undefined): AccountChange | undefined {
  const [was, is] = [read(before), read(after)];
  const changes: Change[] = [];
  if (before === undefined && after !== undefined) changes.push({ field: 'account', before: 'does not exist', after: 'is created' });
  if (before !== undefined && after === undefined) changes.push({ field: 'account', before: 'exists', after: 'is closed' });
  for (const field of new Set([...was.fields.keys(), ...is.fields.keys()])) {
    const [a, b] = [was.fields.get(field), is.fields.get(field)];
    if (a === b) continue;
    // Of a new account, zeros and emptiness say nothing.
    if (a === undefined && (b === '0' || b === 'empty' || b === '11111111111111111111111111111111')) continue;
    changes.push({ field, before: a ?? '', after: b ?? '' });
  }
  if (before !== undefined && after !== undefined && before.lamports !== after.lamports) {
    changes.push({ field: 'SOL', before: sol(before.lamports), after: sol(after.lamports) });
  }
  if (changes.length === 0) return undefined;
  return { address, what: after === undefined ? was.what : is.what, changes };
}
