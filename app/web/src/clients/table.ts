/** A type of the IDL: a word such as `u64`, or one of these. */
export type IdlType =
  | string
  | { readonly array: readonly [IdlType, number] }
  | { readonly vec: IdlType }
  | { readonly option: IdlType }
  | { readonly defined: { readonly name: string } };

export type Field = readonly [name: string, type: IdlType];

export interface InstructionRow {
  readonly name: string;
  readonly discriminator: readonly number[];
  /** What it does, in a sentence, from the program's own documentation. */
  readonly about: string;
  readonly args: readonly Field[];
  readonly accounts: readonly string[];
}

/** What a program's IDL says, as far as naming and decoding any instruction or account needs it. */
export interface ProgramTable {
  readonly name: string;
  readonly address: string;
  readonly instructions: readonly InstructionRow[];
  readonly accounts: readonly { readonly name: string; readonly discriminator: readonly number[] }[];
  /** Fields of the structs that arguments are made of. */
  readonly types: Readonly<Record<string, readonly Field[]>>;
}
