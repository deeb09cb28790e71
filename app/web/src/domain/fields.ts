// Decoded accounts as rows of names and values, for showing any of them.
import { textOf, toHex } from '../chain/bytes';
import { dateTime } from './format';

/** "charterVersion" as "charter version". */
export function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

const PRINTABLE = /^[\x20-\x7e\u00a0-\ufffc]+$/;
const TIME = /(At|Until|By|Sunset|ends|since|start|cliff|end|deadline|first|paidThrough)$/i;
const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;

export type FieldValue = { readonly text: string; readonly address?: string };

/** A value as people read it. Bytes are text where they are printable, and hexadecimal digits else. */
export function valueOf(name: string, value: unknown): FieldValue {
  if (value instanceof Uint8Array) {
    if (value.every((byte) => byte === 0)) return { text: 'empty' };
    const text = textOf(value);
    return { text: PRINTABLE.test(text) ? text : toHex(value) };
  }
  if (typeof value === 'bigint') {
    const plausible = value > 1_000_000_000n && value < 100_000_000_000n;
    if (plausible && TIME.test(name)) return { text: `${dateTime(value)} (${value})` };
    if (value === 0xffff_ffff_ffff_ffffn) return { text: 'none' };
  }
  const text = String(value);
  return typeof value === 'string' && ADDRESS.test(value) ? { text, address: text } : { text };
}

/** Rows of decoded data: path and value. Long lists of the same are shortened to what differs from nothing. */
export function rowsOf(data: unknown, path = ''): readonly (readonly [name: string, value: FieldValue])[] {
  return Object.entries(data as Record<string, unknown>).flatMap(([name, value]) => {
    if (name === 'discriminator') return [];
    const here = path === '' ? words(name) : `${path}, ${words(name)}`;
    if (Array.isArray(value)) {
      const some = value.flatMap((item: unknown, i) => {
        if (typeof item === 'object' && item !== null && !(item instanceof Uint8Array)) return rowsOf(item, `${here} ${i}`);
        return item === 0 || item === 0n ? [] : [[`${here} ${i}`, valueOf(name, item)] as const];
      });
      return some.length === 0 ? [[here, { text: 'all zero' }] as const] : some;
    }
    if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) return rowsOf(value, here);
    return [[here, valueOf(name, value)] as const];
  });
}
