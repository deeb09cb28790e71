// Where the programs keep their accounts: program derived addresses. The same as app/client/src/addresses.rs.
import { getAddressEncoder, getProgramDerivedAddress, type Address } from '@solana/kit';
import { COURT_PROGRAM_ADDRESS as COURT } from './generated/court/program';
import { DIPLOMACY_PROGRAM_ADDRESS as DIPLOMACY } from './generated/diplomacy/program';
import { GOVERNOR_PROGRAM_ADDRESS as GOVERNOR } from './generated/governor/program';
import { LAND_PROGRAM_ADDRESS as LAND } from './generated/land/program';
import { MEMBERSHIP_PROGRAM_ADDRESS as MEMBERSHIP } from './generated/membership/program';
import { TREASURY_PROGRAM_ADDRESS as TREASURY } from './generated/treasury/program';

export const SYSTEM_PROGRAM = '11111111111111111111111111111111' as Address;
export const TOKEN_PROGRAM = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA' as Address;
export const TOKEN_2022 = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb' as Address;
export const ASSOCIATED_TOKEN = 'ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL' as Address;
/** What stands for SOL where a mint is named, and for "nobody" where a wallet is. */
export const NOBODY = SYSTEM_PROGRAM;

type Seed = Uint8Array | string;

const encoder = getAddressEncoder();
const of = (address: Address): Uint8Array => new Uint8Array(encoder.encode(address));

function number(bytes: 1 | 4 | 8, value: number | bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value), true);
  return new Uint8Array(view.buffer, 0, bytes);
}

const known = new Map<string, Promise<Address>>();

/** Derivations are remembered: each takes a hash or several, and pages ask for the same again and again. */
function derive(programAddress: Address, ...seeds: Seed[]): Promise<Address> {
  const key = `${programAddress} ${seeds.map((seed) => (typeof seed === 'string' ? seed : seed.join())).join(' ')}`;
  let found = known.get(key);
  if (found === undefined) {
    found = getProgramDerivedAddress({ programAddress, seeds }).then(([address]) => address);
    known.set(key, found);
  }
  return found;
}

export const nation = (slug: string) => derive(MEMBERSHIP, 'nation', slug);
export const citizen = (nation: Address, wallet: Address) => derive(MEMBERSHIP, 'citizen', of(nation), of(wallet));
export const application = (nation: Address, wallet: Address) => derive(MEMBERSHIP, 'application', of(nation), of(wallet));
export const reissue = (citizen: Address) => derive(MEMBERSHIP, 'reissue', of(citizen));
export const passport = (nation: Address, serial: bigint) => derive(MEMBERSHIP, 'passport', of(nation), number(8, serial));
export const passportGroup = (nation: Address) => derive(MEMBERSHIP, 'passport_group', of(nation));
/** An office, by its title: the seed is the title padded with zeros to 32 bytes. */
export function office(nation: Address, title: string): Promise<Address> {
  const padded = new Uint8Array(32);
  padded.set(new TextEncoder().encode(title).subarray(0, 32));
  return derive(MEMBERSHIP, 'office', of(nation), padded);
}
/** Where an owner keeps tokens of a mint. */
export const associatedToken = (owner: Address, mint: Address, tokenProgram: Address) =>
  derive(ASSOCIATED_TOKEN, of(owner), of(tokenProgram), of(mint));
export const passportHolding = (wallet: Address, passport: Address) => associatedToken(wallet, passport, TOKEN_2022);

export const governor = (nation: Address) => derive(GOVERNOR, 'governor', of(nation));
export const executor = (governor: Address) => derive(GOVERNOR, 'executor', of(governor));
export const proposal = (governor: Address, id: bigint) => derive(GOVERNOR, 'proposal', of(governor), number(8, id));
export const action = (proposal: Address, index: number) => derive(GOVERNOR, 'action', of(proposal), number(1, index));
export const page = (proposal: Address, chamber: number, index: number) =>
  derive(GOVERNOR, 'page', of(proposal), number(1, chamber), number(4, index));
export const stake = (governor: Address, wallet: Address) => derive(GOVERNOR, 'stake', of(governor), of(wallet));
export const stakeVault = (governor: Address) => derive(GOVERNOR, 'stake_vault', of(governor));

export const treasury = (nation: Address) => derive(TREASURY, 'treasury', of(nation));
export const vault = (treasury: Address) => derive(TREASURY, 'vault', of(treasury));
export const ledger = (treasury: Address, mint: Address) => derive(TREASURY, 'ledger', of(treasury), of(mint));
/** Where a treasury's money of a mint lies: the vault for SOL, its associated token account else. */
export const holding = (vault: Address, mint: Address, tokenProgram: Address) =>
  mint === NOBODY ? Promise.resolve(vault) : associatedToken(vault, mint, tokenProgram);
export const budget = (treasury: Address, id: bigint) => derive(TREASURY, 'budget', of(treasury), number(8, id));
export const stream = (treasury: Address, id: bigint) => derive(TREASURY, 'stream', of(treasury), number(8, id));

export const registry = (nation: Address) => derive(LAND, 'registry', of(nation));
export const parcel = (registry: Address, cell: bigint) => derive(LAND, 'parcel', of(registry), number(8, cell));
export const parcelVersion = (parcel: Address, version: number) => derive(LAND, 'version', of(parcel), number(4, version));
export const lease = (parcel: Address, index: number) => derive(LAND, 'lease', of(parcel), number(4, index));
export const escrow = (owner: Address) => derive(LAND, 'escrow', of(owner));
export const auction = (lease: Address) => derive(LAND, 'auction', of(lease));
export const bid = (auction: Address, bidder: Address) => derive(LAND, 'bid', of(auction), of(bidder));
export const claim = (lease: Address, wallet: Address) => derive(LAND, 'claim', of(lease), of(wallet));
export const campaign = (registry: Address, id: bigint) => derive(LAND, 'campaign', of(registry), number(8, id));
export const pledge = (campaign: Address, wallet: Address) => derive(LAND, 'pledge', of(campaign), of(wallet));

export const court = (nation: Address) => derive(COURT, 'court', of(nation));
export const courtEscrow = (court: Address) => derive(COURT, 'escrow', of(court));
export const juror = (court: Address, index: number) => derive(COURT, 'juror', of(court), number(4, index));
export const jurorOf = (court: Address, serial: bigint) => derive(COURT, 'juror_of', of(court), number(8, serial));
export const caseAt = (court: Address, id: bigint) => derive(COURT, 'case', of(court), number(8, id));
export const seat = (theCase: Address, round: number, index: number) =>
  derive(COURT, 'seat', of(theCase), number(1, round), number(1, index));
export const evidence = (theCase: Address, index: number) => derive(COURT, 'evidence', of(theCase), number(4, index));

export const body = (key: Address) => derive(DIPLOMACY, 'body', of(key));
export const recognition = (from: Address, to: Address) => derive(DIPLOMACY, 'recognition', of(from), of(to));
export const entry = (recognition: Address, index: number) => derive(DIPLOMACY, 'entry', of(recognition), number(4, index));
/** A treaty of two nations, in any order. */
export function treaty(one: Address, other: Address, index: number): Promise<Address> {
  const [a, b] = [of(one), of(other)];
  const first = a.findIndex((byte, i) => byte !== b[i]);
  const inOrder = first < 0 || (a[first] as number) < (b[first] as number);
  return derive(DIPLOMACY, 'treaty', ...(inOrder ? [a, b] : [b, a]), number(4, index));
}
export const visa = (treaty: Address, home: Address, serial: bigint) =>
  derive(DIPLOMACY, 'visa', of(treaty), of(home), number(8, serial));
export const census = (nation: Address, period: number) => derive(DIPLOMACY, 'census', of(nation), number(4, period));
export const stage = (nation: Address) => derive(DIPLOMACY, 'stage', of(nation));
