// What an instruction does, in a sentence: the same sentences that the command line shows, from app/client.
import sentences from '../../../client/sentences.json';
import values from '../../../client/values.json';
import { textOf, toHex } from '../chain/bytes';
import { argumentsOf, rowOf, type Value } from './decode';
import { table as court } from './generated/court/table';
import { table as diplomacy } from './generated/diplomacy/table';
import { table as governor } from './generated/governor/table';
import { table as land } from './generated/land/table';
import { table as membership } from './generated/membership/table';
import { table as treasury } from './generated/treasury/table';
import type { ProgramTable } from './table';

export const tables: readonly ProgramTable[] = [membership, governor, treasury, land, court, diplomacy];

/** An instruction as any source gives it. */
export interface Call {
  readonly program: string;
  readonly accounts: readonly { readonly address: string; readonly signer: boolean; readonly writable: boolean }[];
  readonly data: Uint8Array;
}

/** A piece of a sentence: words, or an address that the page can name. */
export type Piece = { readonly text: string } | { readonly address: string; readonly role: string };

export interface Described {
  readonly program: string;
  /** As in the IDL; empty when the instruction is not known. */
  readonly name: string;
  readonly sentence: readonly Piece[];
  readonly args: readonly { readonly name: string; readonly text: string }[];
  readonly accounts: readonly { readonly role: string; readonly address: string; readonly signer: boolean; readonly writable: boolean }[];
}

type Way = 'time' | 'span' | 'share' | 'amount' | 'bits' | 'text' | Readonly<Record<string, string>>;

const UNITS: readonly [bigint, string][] = [
  [86_400n, 'd'],
  [3_600n, 'h'],
  [60n, 'min'],
  [1n, 's'],
];
const SOL = '11111111111111111111111111111111';

function plain(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if ('address' in value) return value.address;
  return value.fields
    .filter(([name]) => name !== 'padding')
    .map(([name, field]) => `${name} ${plain(field)}`)
    .join(', ');
}

function span(seconds: bigint): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, name] of UNITS) {
    if (rest < unit) continue;
    parts.push(`${rest / unit} ${name}`);
    rest %= unit;
  }
  return parts.length === 0 ? `${seconds} s` : parts.join(' ');
}

function amount(value: Value, mint: string | undefined): string {
  if (mint === undefined) return `${plain(value)} units`;
  if (mint !== SOL || typeof value !== 'bigint') return `${plain(value)} units of`;
  const digits = value.toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '');
}

function written(way: Way | undefined, value: Value, mint: string | undefined): string {
  if (way === undefined) return plain(value);
  if (typeof way === 'object') {
    const text = plain(value);
    return (way[text] ?? way[''] ?? text).replaceAll('{}', text);
  }
  if (way === 'amount') return amount(value, mint);
  if (way === 'text') return value instanceof Uint8Array ? textOf(value) : plain(value);
  if (typeof value !== 'bigint') return plain(value);
  switch (way) {
    case 'time': {
      const date = new Date(Number(value) * 1_000);
      if (value === 0n || Number.isNaN(date.getTime())) return String(value);
      return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
    }
    case 'span':
      return span(value);
    case 'share':
      return `${value / 100n}.${(value % 100n).toString().padStart(2, '0')} %`;
    case 'bits': {
      const set = Array.from({ length: 64 }, (_, bit) => bit).filter((bit) => ((value >> BigInt(bit)) & 1n) === 1n);
      return set.length === 0 ? String(value) : set.join(', ');
    }
  }
}

function unknown(call: Call, program: string, text: string): Described {
  return {
    program,
    name: '',
    sentence: [{ text }],
    args: [{ name: 'data', text: toHex(call.data) }],
    accounts: call.accounts.map((account, i) => ({ ...account, role: `account ${i + 1}` })),
  };
}

/** What a call of the System program does, of those that wallets make. */
function system(call: Call): Described | undefined {
  const view = new DataView(call.data.buffer, call.data.byteOffset, call.data.byteLength);
  const [from, to] = call.accounts;
  if (call.data.length !== 12 || view.getUint32(0, true) !== 2 || from === undefined || to === undefined) return undefined;
  const sol = amount(view.getBigUint64(4, true), SOL);
  return {
    program: 'system',
    name: 'transfer',
    sentence: [
      { text: `Transfer ${sol} SOL from ` },
      { address: from.address, role: 'from' },
      { text: ' to ' },
      { address: to.address, role: 'to' },
    ],
    args: [{ name: 'amount', text: `${sol} SOL` }],
    accounts: [
      { ...from, role: 'from' },
      { ...to, role: 'to' },
    ],
  };
}

/** Decodes an instruction and tells it in a sentence. What cannot be told is said to be so, never guessed. */
export function describe(call: Call): Described {
  const table = tables.find((one) => one.address === call.program);
  if (call.program === SOL) {
    const known = system(call);
    if (known !== undefined) return known;
  }
  if (table === undefined) return unknown(call, '', `Call the program ${call.program}, whose instructions this page does not know`);
  const row = rowOf(table, call.data);
  if (row === undefined) return unknown(call, table.name, `Call ${table.name} with an instruction that it does not have`);
  const args = argumentsOf(table, row, call.data);
  if (args === undefined) return unknown(call, table.name, `Call ${table.name}.${row.name} with malformed data`);

  const accounts = call.accounts.map((account, i) => ({
    ...account,
    role: row.accounts[i] ?? `further ${i - row.accounts.length + 1}`,
  }));
  const mint =
    accounts.find((account) => account.role === 'mint')?.address ??
    args.flatMap(([name, value]) => (name === 'dues_mint' && typeof value === 'object' && 'address' in value ? [value.address] : []))[0];
  const ways = values as Readonly<Record<string, Way>>;
  const key = `${table.name}.${row.name}`;
  const texts = args.map(([name, value]) => ({ name, value, text: written(ways[`${key}.${name}`], value, mint) }));
  const template = (sentences as Readonly<Record<string, string>>)[key] ?? row.about;
  const sentence = template.split(/\{(\w+)\}/).flatMap((part, i): Piece[] => {
    if (i % 2 === 0) return part === '' ? [] : [{ text: part }];
    const arg = texts.find(({ name }) => name === part);
    if (arg !== undefined) {
      const { value } = arg;
      if (typeof value === 'object' && 'address' in value) return [named(value.address, part)];
      return [{ text: arg.text }];
    }
    const account = accounts.find(({ role }) => role === part);
    // Where a program takes no account, it is given itself.
    if (account === undefined || account.address === table.address) return [{ text: 'nobody' }];
    return [named(account.address, part)];
  });
  return { program: table.name, name: row.name, sentence, args: texts.map(({ name, text }) => ({ name, text })), accounts };
}

function named(address: string, role: string): Piece {
  if (address !== SOL) return { address, role };
  return { text: role.includes('mint') ? 'SOL' : 'nobody' };
}

/** A sentence as one text, addresses in full. */
export function textOfSentence(sentence: readonly Piece[]): string {
  return sentence.map((piece) => ('text' in piece ? piece.text : piece.address)).join('');
}
