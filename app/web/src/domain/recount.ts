// An independent count: from the raw bytes of a proposal and its ballot pages to the outcome, compared with what the chain
// says of itself. Written from the description of the layouts, not from the generated decoders, so that a mistake there is
// not repeated here. The same checks as `civitas recount`.
import type { Address } from '@solana/kit';
import { base58Of32 } from '../chain/base58';
import { textOf } from '../chain/bytes';
import { STATE, outcomeText, sameVerdict, verdictOf, verdictText, winner, type Verdict } from './proposal';

const CITIZENS_PER_PAGE = 16_384n;
const STAKES_PER_PAGE = 1_024n;
const PAGE_HEADER = 336;
const PROPOSAL_BYTES = 1_048;
const CHAMBERS = [
  { number: 1, name: "citizens'" },
  { number: 2, name: "stakers'" },
] as const;

/** Bytes of an account with the address it lies at. */
export interface Raw {
  readonly address: string;
  readonly bytes: Uint8Array;
}

/** A ballot as it lies on a page. */
export interface Ballot {
  readonly chamber: 1 | 2;
  /** The citizen's serial, or the stake's index. */
  readonly seat: bigint;
  readonly choice: number;
  /** Citizens: cast by themselves, not by a delegate. Stakes are always their own. */
  readonly inPerson: boolean;
  /** 1 for a citizen, the tokens for a stake. */
  readonly weight: bigint;
}

export interface ChamberCount {
  readonly chamber: 1 | 2;
  readonly name: string;
  /** By choice; 0 is nothing. */
  readonly byChoice: readonly bigint[];
  readonly voters: number;
  readonly delegated: number;
  readonly pages: number;
}

export interface Recount {
  readonly chambers: readonly ChamberCount[];
  readonly ballots: number;
  readonly pages: number;
  /** Undefined while it is undecided, or when pages were closed. */
  readonly verdict: Verdict | undefined;
  /** A sentence for each disagreement; none when all is well. */
  readonly disagreements: readonly string[];
}

/** Finds addresses of pages, to check that each lies where it should. */
export type PageAddress = (chamber: number, index: number) => Promise<Address>;

interface Proposal {
  readonly rules: { quorumBps: number; thresholdBps: number; chambers: number; finalBallots: number };
  readonly objectionClosesAt: bigint;
  readonly decidedAt: bigint;
  readonly citizens: bigint;
  readonly citizenSeats: bigint;
  readonly staked: bigint;
  readonly stakeSeats: bigint;
  readonly opened: readonly [number, number];
  readonly tallied: readonly [number, number];
  readonly pagesLeft: number;
  readonly kind: number;
  readonly choices: number;
  readonly state: number;
  readonly outcome: number;
  readonly depositForfeit: boolean;
  readonly executed: number;
  readonly optionActions: readonly number[];
  readonly tallies: readonly [readonly bigint[], readonly bigint[]];
  readonly delegated: bigint;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const eight = (view: DataView, at: number) => Array.from({ length: 8 }, (_, i) => view.getBigUint64(at + 8 * i, true));

function readProposal(bytes: Uint8Array): Proposal | string {
  if (bytes.length !== PROPOSAL_BYTES) return `the proposal has ${bytes.length} bytes instead of ${PROPOSAL_BYTES}`;
  const v = viewOf(bytes);
  if (v.getUint8(358) !== 1) return 'the proposal has a layout that this recount does not know';
  return {
    objectionClosesAt: v.getBigInt64(184, true),
    decidedAt: v.getBigInt64(192, true),
    citizens: v.getBigUint64(240, true),
    citizenSeats: v.getBigUint64(248, true),
    staked: v.getBigUint64(256, true),
    stakeSeats: v.getBigUint64(264, true),
    rules: {
      quorumBps: v.getUint16(312, true),
      thresholdBps: v.getUint16(314, true),
      chambers: v.getUint8(318),
      finalBallots: v.getUint8(319),
    },
    opened: [v.getUint32(328, true), v.getUint32(336, true)],
    tallied: [v.getUint32(332, true), v.getUint32(340, true)],
    pagesLeft: v.getUint32(344, true),
    kind: v.getUint8(349),
    choices: v.getUint8(350),
    state: v.getUint8(351),
    outcome: v.getUint8(353),
    depositForfeit: v.getUint8(354) !== 0,
    executed: v.getUint8(357),
    optionActions: Array.from(bytes.subarray(360, 368)),
    tallies: [eight(v, 368), eight(v, 432)],
    delegated: v.getBigUint64(496, true),
  };
}

interface Page {
  readonly address: string;
  readonly proposal: string;
  readonly first: bigint;
  readonly counts: readonly bigint[];
  readonly tallied: readonly bigint[];
  readonly delegated: number;
  readonly delegatedTallied: number;
  readonly capacity: number;
  readonly index: number;
  readonly chamber: number;
  readonly choices: number;
  readonly complete: boolean;
  readonly ballots: Uint8Array;
}

function readPage({ address, bytes }: Raw): Page | string {
  if (bytes.length < PAGE_HEADER) return `the page at ${address} is too short to be one`;
  const v = viewOf(bytes);
  if (v.getUint8(304) !== 1) return `the page at ${address} has a layout that this recount does not know`;
  return {
    address,
    proposal: base58Of32(bytes, 8),
    first: v.getBigUint64(136, true),
    counts: eight(v, 152),
    tallied: eight(v, 216),
    delegated: v.getUint32(280, true),
    delegatedTallied: v.getUint32(284, true),
    capacity: v.getUint32(292, true),
    index: v.getUint32(296, true),
    chamber: v.getUint8(300),
    choices: v.getUint8(301),
    complete: v.getUint8(303) !== 0,
    ballots: bytes.subarray(PAGE_HEADER),
  };
}

/** The ballots that hold a choice, in the order of seats. */
function* ballotsOf(page: Page): Generator<Ballot> {
  if (page.chamber === 1) {
    for (let place = 0; place < page.capacity; place++) {
      const byte = page.ballots[place >> 1] ?? 0;
      const half = place % 2 === 0 ? byte % 16 : byte >> 4;
      const choice = half % 8;
      if (choice !== 0) yield { chamber: 1, seat: page.first + BigInt(place), choice, inPerson: half >= 8, weight: 1n };
    }
  } else {
    const v = viewOf(page.ballots);
    for (let place = 0; place < page.capacity && place * 8 + 8 <= page.ballots.length; place++) {
      const ballot = v.getBigUint64(place * 8, true);
      const choice = Number(ballot >> 60n);
      if (choice !== 0) yield { chamber: 2, seat: page.first + BigInt(place), choice, inPerson: true, weight: ballot & ((1n << 60n) - 1n) };
    }
  }
}

/** Every ballot of a proposal's pages, by chamber and seat. */
export function ballots(pages: readonly Raw[]): readonly Ballot[] {
  return pages
    .map(readPage)
    .filter((page) => typeof page !== 'string')
    .sort((a, b) => a.chamber - b.chamber || a.index - b.index)
    .flatMap((page) => [...ballotsOf(page)]);
}

/** The ballot of one citizen: undefined where no page holds the seat, null where it is empty. */
export function ballotOf(pages: readonly Raw[], serial: bigint): Ballot | null | undefined {
  for (const raw of pages) {
    const page = readPage(raw);
    if (typeof page === 'string' || page.chamber !== 1) continue;
    const place = serial - page.first;
    if (place < 0n || place >= BigInt(page.capacity)) continue;
    const byte = page.ballots[Number(place >> 1n)] ?? 0;
    const half = place % 2n === 0n ? byte % 16 : byte >> 4;
    const choice = half % 8;
    return choice === 0 ? null : { chamber: 1, seat: serial, choice, inPerson: half >= 8, weight: 1n };
  }
  return undefined;
}

/** Counts a proposal anew. */
export async function recount(raw: Raw, rawPages: readonly Raw[], pageAddress?: PageAddress): Promise<Recount> {
  const disagreements: string[] = [];
  const agree = (agrees: boolean, sentence: () => string) => {
    if (!agrees) disagreements.push(sentence());
  };
  const read = readProposal(raw.bytes);
  if (typeof read === 'string') return { chambers: [], ballots: 0, pages: 0, verdict: undefined, disagreements: [read] };
  const p = read;
  agree(p.citizens <= p.citizenSeats, () => `The electorate of ${p.citizens} is more than the ${p.citizenSeats} citizens there had ever been.`);

  const pages: Page[] = [];
  for (const one of rawPages) {
    const page = readPage(one);
    if (typeof page === 'string') disagreements.push(page);
    else if (page.proposal === raw.address) pages.push(page);
    else disagreements.push(`The page at ${page.address} is of another proposal.`);
  }
  const allHere = p.pagesLeft === p.opened[0] + p.opened[1];
  agree(pages.length === p.pagesLeft, () => `${p.pagesLeft} of its pages should be there, ${pages.length} are.`);

  const sums: { byChoice: bigint[]; tallied: bigint[] }[] = [];
  const chambers: ChamberCount[] = [];
  let delegatedTallied = 0;
  for (const [place, chamber] of CHAMBERS.entries()) {
    const sum = { byChoice: Array<bigint>(8).fill(0n), tallied: Array<bigint>(8).fill(0n) };
    let [voters, delegated, complete, found] = [0, 0, 0, 0];
    for (const page of pages.filter((page) => page.chamber === chamber.number)) {
      const name = `The ${chamber.name} page ${page.index}`;
      if (pageAddress !== undefined) {
        const expected = await pageAddress(chamber.number, page.index);
        agree(expected === page.address, () => `${name} lies at ${page.address}, not at the address of its number.`);
      }
      const [seats, perPage] = chamber.number === 1 ? [p.citizenSeats, CITIZENS_PER_PAGE] : [p.stakeSeats, STAKES_PER_PAGE];
      const first = BigInt(page.index) * perPage;
      const rest = seats > first ? seats - first : 0n;
      const capacity = rest < perPage ? rest : perPage;
      agree(page.first === first && BigInt(page.capacity) === capacity && capacity > 0n, () =>
        `${name} should hold ${capacity} seats from ${first}, it holds ${page.capacity} from ${page.first}.`,
      );
      agree(page.choices === p.choices, () => `${name} takes ${page.choices} choices, the proposal has ${p.choices}.`);
      const length = chamber.number === 1 ? Math.ceil(page.capacity / 2) : page.capacity * 8;
      agree(page.ballots.length === length, () => `${name} has ${page.ballots.length} bytes of ballots, its seats take ${length}.`);
      if (chamber.number === 1 && page.capacity % 2 === 1) {
        agree((page.ballots[page.ballots.length - 1] ?? 0) < 16, () => `${name} has a ballot beyond its last seat.`);
      }
      const counted = Array<bigint>(8).fill(0n);
      let [here, byDelegates] = [0, 0];
      for (const ballot of ballotsOf(page)) {
        if (ballot.choice > 7) {
          disagreements.push(`${name} has a ballot that cannot be, at seat ${ballot.seat}.`);
          continue;
        }
        counted[ballot.choice] = (counted[ballot.choice] ?? 0n) + ballot.weight;
        here++;
        if (!ballot.inPerson) byDelegates++;
      }
      for (let choice = 1; choice < 8; choice++) {
        const [mine, stored] = [counted[choice] ?? 0n, page.counts[choice] ?? 0n];
        agree(mine === stored, () => `${name} says ${stored} for choice ${choice}, its ballots say ${mine}.`);
        agree(mine === 0n || choice <= p.choices, () => `${name} has ${mine} for choice ${choice}, which the proposal does not have.`);
        agree(!page.complete || page.tallied[choice] === stored, () =>
          `${name} says ${stored} for choice ${choice} and is counted in full, but has added ${page.tallied[choice]}.`,
        );
        sum.byChoice[choice] = (sum.byChoice[choice] ?? 0n) + mine;
        sum.tallied[choice] = (sum.tallied[choice] ?? 0n) + (page.tallied[choice] ?? 0n);
      }
      if (chamber.number === 1) {
        const absent = page.capacity - here;
        agree(page.counts[0] === BigInt(absent), () => `${name} says ${page.counts[0]} have not voted, its ballots say ${absent}.`);
        agree(page.delegated === byDelegates, () => `${name} says ${page.delegated} were cast by delegates, its ballots say ${byDelegates}.`);
      }
      voters += here;
      delegated += byDelegates;
      delegatedTallied += page.delegatedTallied;
      complete += page.complete ? 1 : 0;
      found++;
    }
    if (allHere) {
      for (let choice = 1; choice < 8; choice++) {
        const [stored, added] = [p.tallies[place as 0 | 1][choice], sum.tallied[choice]];
        agree(stored === added, () => `The ${chamber.name} tally has ${stored} for choice ${choice}, its pages have added ${added}.`);
      }
      const tallied = p.tallied[place as 0 | 1];
      agree(complete === tallied, () => `It says that ${tallied} of its ${chamber.name} pages are counted in full, ${complete} are.`);
    }
    sums.push(sum);
    if ((p.rules.chambers & chamber.number) !== 0) {
      chambers.push({ chamber: chamber.number, name: chamber.name, byChoice: sum.byChoice, voters, delegated, pages: found });
    }
  }
  agree(!allHere || p.delegated === BigInt(delegatedTallied), () => `It counts ${p.delegated} delegated votes, its pages have added ${delegatedTallied}.`);

  const verdict = allHere ? judge(p, sums, agree) : undefined;
  return { chambers, ballots: chambers.reduce((sum, { voters }) => sum + voters, 0), pages: pages.length, verdict, disagreements };
}

/** Decides by this page's own arithmetic, and compares with the stored state. */
function judge(
  p: Proposal,
  sums: readonly { byChoice: bigint[]; tallied: bigint[] }[],
  agree: (agrees: boolean, sentence: () => string) => void,
): Verdict | undefined {
  const state = STATE[p.state];
  if (state === 'draft' || state === 'submitted' || state === 'cancelled' || (state === 'expired' && p.outcome === 0)) return undefined;
  const byBallots = verdictOf(p, sums[0]?.byChoice ?? [], sums[1]?.byChoice ?? []);
  const byTally = verdictOf(p, sums[0]?.tallied ?? [], sums[1]?.tallied ?? []);
  if (p.decidedAt < p.objectionClosesAt) {
    agree(p.kind === 0 && p.rules.finalBallots !== 0, () => 'It was decided before the last ballot was due, which its track does not allow.');
  } else {
    for (const [place, { name }] of CHAMBERS.entries()) {
      const [opened, tallied] = [p.opened[place as 0 | 1], p.tallied[place as 0 | 1]];
      agree(opened === tallied, () => `It was decided when ${tallied} of its ${opened} ${name} pages were counted.`);
    }
  }
  agree(sameVerdict(byBallots, byTally), () => `All its ballots say: ${verdictText(byBallots)}; those counted when it was decided: ${verdictText(byTally)}.`);
  const won = winner(byBallots);
  agree(p.outcome === won, () => `Its ballots say: ${verdictText(byBallots)}; its outcome is recorded as ${outcomeText(p.kind, p.outcome)}.`);
  const actions = p.optionActions[p.outcome & 7] ?? 0;
  const fits =
    state === 'defeated' ? won === 0
    : state === 'succeeded' ? won !== 0 && actions === 0
    : state === 'queued' || state === 'expired' ? won !== 0 && p.executed < actions
    : state === 'executed' ? won !== 0 && actions > 0 && p.executed === actions
    : won !== 0;
  agree(fits, () => `Its ballots say: ${verdictText(byBallots)}; its state is ${state}, with ${p.executed} of ${actions} actions run.`);
  agree(p.depositForfeit === (byBallots === 'quorum missed'), () =>
    `Its ballots say: ${verdictText(byBallots)}; but its deposit ${p.depositForfeit ? 'is forfeit' : 'returns'}.`,
  );
  return byBallots;
}

/** A proposal's ballots as CSV. Wallets are given where the page knows them. */
export function csvOf(all: readonly Ballot[], names: readonly string[], walletOf: (ballot: Ballot) => string): string {
  const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = all.map(({ chamber, seat, choice, inPerson, weight }, i) =>
    [chamber === 1 ? 'citizens' : 'stakers', seat, field(walletOf(all[i] as Ballot)), choice, field(names[choice - 1] ?? ''), inPerson ? 'yes' : 'no', weight].join(','),
  );
  return `chamber,seat,wallet,choice,choice_name,in_person,weight\n${rows.join('\n')}\n`;
}

/** The title of a proposal from its bytes, for the name of a download. */
export function titleOf(bytes: Uint8Array): string {
  return textOf(bytes.subarray(792, 888));
}
