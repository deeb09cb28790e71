// A nation of any size, made from the fixture's: for tests of quickness, served by scripts/serve-snapshot.mjs.
import { createHash } from 'node:crypto';
import type { Address } from '@solana/kit';
import { base58Of32 } from '../../src/chain/base58';
import { toBase64 } from '../../src/chain/bytes';
import * as addresses from '../../src/clients/addresses';
import { getBallotPageEncoder, getProposalEncoder } from '../../src/clients/generated/governor/accounts';
import { getCitizenEncoder, getNationEncoder } from '../../src/clients/generated/membership/accounts';
import { accounts, all, one, time } from '../fixtures/parliament';

const HEADER = 336;
const wallet = (serial: number): Address => base58Of32(createHash('sha256').update(`wallet ${serial}`).digest()) as Address;
const entry = (pubkey: string, owner: string, bytes: ArrayLike<number>) => ({ pubkey, owner, lamports: 1_000_000, executable: false, data: toBase64(bytes) });

/** A snapshot in which the nation has `size` citizens, and its first proposal a vote of each. */
export async function synthetic(size: number) {
  const nation = one('nation');
  const [citizen] = all('citizen');
  const [proposal] = all('proposal');
  const page = all('page').find(({ data }) => data.proposal === proposal?.address);
  if (citizen === undefined || proposal === undefined || page === undefined) throw new Error('the fixture is incomplete');
  const owners = new Map(accounts.map(({ address, owner }) => [address, owner]));
  const owner = (address: Address) => owners.get(address) ?? '';
  const rest = accounts
    .filter(({ address }) => ![nation.address, proposal.address, page.address].includes(address) && !all('citizen').some((one) => one.address === address))
    .map(({ address, owner, raw }) => entry(address, owner, raw));

  const members = nation.data.members.map((n) => (n > 0 ? size : 0));
  const made = [entry(nation.address, owner(nation.address), getNationEncoder().encode({ ...nation.data, nextSerial: BigInt(size), members, voters: members }))];
  for (let serial = 0; serial < size; serial++) {
    const data = { ...citizen.data, serial: BigInt(serial), wallet: wallet(serial) };
    // Where they lie does not matter for reading lists: no test here looks one up by its wallet.
    const address = base58Of32(createHash('sha256').update(`citizen ${serial}`).digest());
    made.push(entry(address, owner(citizen.address), getCitizenEncoder().encode(data)));
  }

  const votes = Array.from({ length: size }, (_, serial) => (serial % 10 < 6 ? 1 : serial % 10 < 9 ? 2 : 0));
  const counts = Array.from({ length: 8 }, (_, choice) => BigInt(votes.filter((vote) => vote === choice).length));
  const tally = [0n, ...counts.slice(1)];
  const capacity = size;
  const ballots = new Uint8Array(Math.ceil(size / 2));
  votes.forEach((vote, serial) => {
    if (vote !== 0) ballots[serial >> 1] = (ballots[serial >> 1] ?? 0) | ((vote | 8) << (serial % 2 === 0 ? 0 : 4));
  });
  const header = getBallotPageEncoder().encode({ ...page.data, capacity, first: 0n, counts, tallied: tally, delegated: 0, delegatedTallied: 0, complete: 1 });
  const bytes = new Uint8Array(HEADER + ballots.length);
  bytes.set(header);
  bytes.set(ballots, HEADER);
  made.push(entry(page.address, owner(page.address), bytes));
  made.push(
    entry(
      proposal.address,
      owner(proposal.address),
      getProposalEncoder().encode({ ...proposal.data, citizens: BigInt(size), citizenSeats: BigInt(size), citizenTally: tally, delegated: 0n }),
    ),
  );
  return { slot: 1, time, accounts: [...rest, ...made], first: proposal.data.id, page: await addresses.page(proposal.address, 1, 0), voted: size - Number(counts[0]) };
}

