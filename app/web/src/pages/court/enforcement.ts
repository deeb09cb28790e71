// The call that enforces a ruling: the accounts that each remedy needs, found on chain (app/cli/src/justice/enforcement.rs).
import { AccountRole, createNoopSigner, type AccountMeta, type Address, type Base58EncodedBytes, type Instruction } from '@solana/kit';
import { fromBase64, startsWith, toBase64 } from '../../chain/bytes';
import { kinds, type DataOf, type Kind, type KindName } from '../../chain/kinds';
import type { Store } from '../../chain/store';
import * as addresses from '../../clients/addresses';
import { SYSTEM_PROGRAM } from '../../clients/addresses';
import { getEnforceInstruction } from '../../clients/generated/court/instructions/enforce';
import { GOVERNOR_PROGRAM_ADDRESS } from '../../clients/generated/governor/program';
import { LAND_PROGRAM_ADDRESS } from '../../clients/generated/land/program';
import { MEMBERSHIP_PROGRAM_ADDRESS } from '../../clients/generated/membership/program';
import { TREASURY_PROGRAM_ADDRESS } from '../../clients/generated/treasury/program';
import type { CaseData } from '../../domain/case';
import * as remedy from '../../domain/remedy';

/** Where a citizen's account has its serial: after the type's eight bytes, nation and wallet. */
const SERIAL_AT = 72n;

/** One account, read now; undefined where there is none of that kind. */
export async function readAccount<K extends KindName>(store: Store, name: K, at: Address): Promise<DataOf<K> | undefined> {
  const kind = kinds[name] as unknown as Kind<DataOf<K>>;
  const { value } = await store.connection.rpc.getAccountInfo(at, { encoding: 'base64' }).send();
  if (value === null || value.owner !== kind.program) return undefined;
  const bytes = fromBase64(value.data[0]);
  return startsWith(bytes, kind.discriminator) ? kind.decoder.decode(bytes) : undefined;
}

async function must<K extends KindName>(store: Store, name: K, at: Address): Promise<DataOf<K>> {
  const data = await readAccount(store, name, at);
  if (data === undefined) throw new Error('What the remedy acts upon is not there any more.');
  return data;
}

/** The citizen that a remedy acts upon: where it was at the filing, else where a reissue has moved it. */
async function citizenOf(store: Store, c: CaseData): Promise<Address> {
  if ((await readAccount(store, 'citizen', c.target))?.serial === c.targetSerial) return c.target;
  const serial = new Uint8Array(8);
  new DataView(serial.buffer).setBigUint64(0, c.targetSerial, true);
  const { program } = kinds.citizen;
  const found = await store.connection.rpc
    .getProgramAccounts(program, {
      encoding: 'base64',
      filters: [
        { memcmp: { offset: 0n, bytes: toBase64(Uint8Array.from(kinds.citizen.discriminator)) as never, encoding: 'base64' } },
        { memcmp: { offset: 8n, bytes: c.nation as unknown as Base58EncodedBytes, encoding: 'base58' } },
        { memcmp: { offset: SERIAL_AT, bytes: toBase64(serial) as never, encoding: 'base64' } },
      ],
    })
    .send();
  const [first] = found;
  if (first === undefined) throw new Error('The citizen is not there any more.');
  return first.pubkey;
}

const reads = (address: Address): AccountMeta => ({ address, role: AccountRole.READONLY });
const writes = (address: Address): AccountMeta => ({ address, role: AccountRole.WRITABLE });

/** The program that a remedy calls, and its accounts in its order. `payer` pays the rent of what it creates. */
async function callOf(store: Store, c: CaseData, payer: Address): Promise<readonly [Address, readonly AccountMeta[]]> {
  const first = [reads(c.court), reads(c.nation)];
  switch (c.remedy) {
    case remedy.SUSPEND:
    case remedy.REINSTATE:
      return [MEMBERSHIP_PROGRAM_ADDRESS, [...first, writes(await citizenOf(store, c))]];
    case remedy.REISSUE: {
      const citizen = await citizenOf(store, c);
      const signer = createNoopSigner(payer);
      const pays = { address: payer, role: AccountRole.WRITABLE_SIGNER, signer } as AccountMeta;
      return [MEMBERSHIP_PROGRAM_ADDRESS, [pays, ...first, reads(citizen), writes(await addresses.reissue(citizen)), reads(SYSTEM_PROGRAM)]];
    }
    case remedy.EVICT: {
      const lease = await must(store, 'lease', c.target);
      return [LAND_PROGRAM_ADDRESS, [...first, writes(await addresses.registry(c.nation)), writes(lease.parcel), writes(c.target)]];
    }
    case remedy.SPLIT_DEPOSIT:
      return [LAND_PROGRAM_ADDRESS, [...first, writes(c.target)]];
    case remedy.AWARD_BUDGET: {
      const budget = await must(store, 'budget', c.target);
      const ledger = await must(store, 'ledger', budget.ledger);
      const vault = await addresses.vault(ledger.treasury);
      const rest = [writes(budget.ledger), writes(c.target), reads(vault), writes(ledger.holding), writes(c.beneficiary), reads(ledger.mint), reads(ledger.tokenProgram), reads(ledger.treasury)];
      return [TREASURY_PROGRAM_ADDRESS, [...first, ...rest]];
    }
    case remedy.ENJOIN:
    case remedy.RELEASE:
      return [GOVERNOR_PROGRAM_ADDRESS, [...first, writes(c.target)]];
    case remedy.PAUSE:
    case remedy.RESUME:
      return [TREASURY_PROGRAM_ADDRESS, [...first, writes(c.target)]];
    default:
      throw new Error('The court carries this out by itself.');
  }
}

/** The instruction that has a ruling enforced. */
export async function enforcing(store: Store, at: Address, c: CaseData, payer: Address): Promise<Instruction> {
  const [program, accounts] = await callOf(store, c, payer);
  const enforce = getEnforceInstruction({ court: c.court, case: at, program });
  return { ...enforce, accounts: [...enforce.accounts, ...accounts] };
}
