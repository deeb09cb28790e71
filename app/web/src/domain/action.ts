// An action of a proposal: the instruction that it runs, and what a voter should be warned of.
import { AccountRole, type Address, type Instruction } from '@solana/kit';
import { base58Of32 } from '../chain/base58';
import type { Call, Described } from '../clients/describe';

/** Bytes of an action's account before the accounts and data of its instruction. */
const HEADER = 160;
/** Bytes of one account named: address and flags. */
const META = 33;
const SIGNER = 1;
const WRITABLE = 2;

export interface ActionData {
  readonly program: Address;
  readonly accountCount: number;
  readonly dataLen: number;
}

/** The instruction that lies behind an action's header; undefined when the account is not as long as it says. */
export function instructionOf(action: ActionData, raw: Uint8Array): Instruction | undefined {
  const metas = action.accountCount * META;
  if (raw.length !== HEADER + metas + action.dataLen) return undefined;
  const accounts = Array.from({ length: action.accountCount }, (_, i) => {
    const at = HEADER + i * META;
    const flags = raw[at + 32] ?? 0;
    const writable = (flags & WRITABLE) !== 0;
    const signer = (flags & SIGNER) !== 0;
    const role = signer
      ? writable ? AccountRole.WRITABLE_SIGNER : AccountRole.READONLY_SIGNER
      : writable ? AccountRole.WRITABLE : AccountRole.READONLY;
    return { address: base58Of32(raw, at) as Address, role };
  });
  return { programAddress: action.program, accounts, data: raw.slice(HEADER + metas) };
}

/** What shifts power, rather than using it. */
const SHIFTS: Readonly<Record<string, string>> = {
  'membership.propose_authority': 'hands the nation’s authority to somebody else',
  'membership.accept_authority': 'hands the nation’s authority to somebody else',
  'membership.set_court': 'changes who the court is',
  'membership.set_treasury': 'changes who may extend terms',
  'membership.set_admission': 'changes who may join',
  'governor.set_track': 'changes the rules of future votes',
  'governor.set_guardian': 'changes who can stop proposals',
  'governor.create_stake_vault': 'fixes the token that stakers vote with',
  'treasury.set_breaker': 'changes how much may leave the treasury',
  'court.set_parameters': 'changes how the court judges',
};

/** Why an action deserves a second look; undefined for what merely uses the powers that there are. */
export function shift(described: Described): string | undefined {
  if (described.name === '') return 'calls something that this page cannot read';
  return SHIFTS[`${described.program}.${described.name}`];
}

/** Accounts that two calls would both change, other than those that everything changes. */
export function contested(one: Call, other: Call, ignore: readonly string[]): readonly string[] {
  const written = new Set(one.accounts.filter(({ writable }) => writable).map(({ address }) => address));
  return other.accounts.filter(({ address, writable }) => writable && written.has(address) && !ignore.includes(address)).map(({ address }) => address);
}
