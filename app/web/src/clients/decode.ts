// Arguments of any instruction, decoded by what the IDL says of them.
import { base58Of32 } from '../chain/base58';
import type { Field, IdlType, InstructionRow, ProgramTable } from './table';

export type Value = boolean | bigint | string | Uint8Array | { address: string } | Value[] | { fields: [string, Value][] };

class Reader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError('the data end before their last argument');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  number(length: number, signed: boolean): bigint {
    const bytes = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
    return signed ? BigInt.asIntN(length * 8, value) : value;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }
}

const NUMBERS: Readonly<Record<string, [number, boolean]>> = {
  u8: [1, false],
  u16: [2, false],
  u32: [4, false],
  u64: [8, false],
  i8: [1, true],
  i16: [2, true],
  i32: [4, true],
  i64: [8, true],
};

function read(reader: Reader, type: IdlType, table: ProgramTable): Value {
  if (typeof type === 'string') {
    const number = NUMBERS[type];
    if (number !== undefined) return reader.number(...number);
    if (type === 'bool') return reader.number(1, false) !== 0n;
    if (type === 'pubkey') return { address: base58Of32(reader.take(32)) };
    if (type === 'string' || type === 'bytes') {
      const bytes = reader.take(Number(reader.number(4, false)));
      return type === 'bytes' ? bytes : new TextDecoder().decode(bytes);
    }
    throw new TypeError(`no such type: ${type}`);
  }
  if ('array' in type) {
    const [inner, length] = type.array;
    if (inner === 'u8') return reader.take(length);
    return Array.from({ length }, () => read(reader, inner, table));
  }
  if ('vec' in type) {
    const length = Number(reader.number(4, false));
    return Array.from({ length }, () => read(reader, type.vec, table));
  }
  if ('option' in type) return reader.number(1, false) === 0n ? 'none' : read(reader, type.option, table);
  const fields = table.types[type.defined.name];
  if (fields === undefined) throw new TypeError(`no such type: ${type.defined.name}`);
  return { fields: readFields(reader, fields, table) };
}

function readFields(reader: Reader, fields: readonly Field[], table: ProgramTable): [string, Value][] {
  return fields.map(([name, type]) => [name, read(reader, type, table)]);
}

/** The row of the instruction that data call. */
export function rowOf(table: ProgramTable, data: Uint8Array): InstructionRow | undefined {
  return table.instructions.find((row) => row.discriminator.every((byte, i) => byte === data[i]));
}

/** The arguments of an instruction, in order; undefined when the data are not exactly those. */
export function argumentsOf(table: ProgramTable, row: InstructionRow, data: Uint8Array): [string, Value][] | undefined {
  const reader = new Reader(data.subarray(row.discriminator.length));
  try {
    const args = readFields(reader, row.args, table);
    return reader.left === 0 ? args : undefined;
  } catch {
    return undefined;
  }
}
