// Rent by whole periods, as the programs reckon it (programs/rules/src/rent.rs): every rounding is up.
export interface RentTerms {
  /** Rent of the first whole period. */
  readonly rent: bigint;
  readonly period: bigint;
  readonly start: bigint;
  readonly end: bigint;
  readonly grace: bigint;
  readonly cure: bigint;
  readonly lateFeeBps: bigint;
  readonly escalatorBps: bigint;
}

/** How far a lease is paid. */
export interface RentAccount {
  readonly paidPeriods: number;
  /** Rent of the next period, were it a whole one. */
  readonly rent: bigint;
  readonly credit: bigint;
}

export type RentStanding = 'active' | 'arrears' | 'default' | 'ended';

const MAX_PERIODS = 600n;
const BPS = 10_000n;

const up = (a: bigint, b: bigint, c: bigint) => (a * b + c - 1n) / c;

/** Periods of the lease, a short last one included; undefined where there are none or too many. */
export function periods(terms: RentTerms): number | undefined {
  if (terms.period === 0n || terms.end <= terms.start) return undefined;
  const count = (terms.end - terms.start + terms.period - 1n) / terms.period;
  return count > MAX_PERIODS ? undefined : Number(count);
}

/** The beginning of a period, and the end of the one before; never after the end of the lease. */
export function begins(terms: RentTerms, period: number): bigint {
  const at = terms.start + terms.period * BigInt(period);
  return at < terms.end ? at : terms.end;
}

/** The price of a period: its rent, a share of it for a short last one, and the fee once it is late. */
function price(terms: RentTerms, period: number, whole: bigint, now: bigint): bigint {
  const from = begins(terms, period);
  const seconds = terms.end - from;
  const rent = seconds >= terms.period ? whole : up(whole, seconds, terms.period);
  return now < from + terms.grace ? rent : rent + up(rent, terms.lateFeeBps, BPS);
}

/** The periods that are not paid, in order, with what each costs if it is paid now. */
export function* unpaid(terms: RentTerms, account: RentAccount, now: number): Generator<{ readonly from: bigint; readonly price: bigint; readonly late: boolean }> {
  const time = BigInt(Math.floor(now));
  let rent = account.rent;
  for (let period = account.paidPeriods; period < (periods(terms) ?? 0); period++) {
    const from = begins(terms, period);
    yield { from, price: price(terms, period, rent, time), late: time >= from + terms.grace };
    rent += up(rent, terms.escalatorBps, BPS);
  }
}

const less = (a: bigint, b: bigint) => (a > b ? a - b : 0n);

/** What must be paid now for nothing to be due. */
export function due(terms: RentTerms, account: RentAccount, now: number): bigint {
  let sum = 0n;
  for (const one of unpaid(terms, account, now)) {
    if (one.from > BigInt(Math.floor(now))) break;
    sum += one.price;
  }
  return less(sum, account.credit);
}

/** What the lease still costs to its end if paid now: more is not taken. */
export function costToEnd(terms: RentTerms, account: RentAccount, now: number): bigint {
  let sum = 0n;
  for (const one of unpaid(terms, account, now)) sum += one.price;
  return less(sum, account.credit);
}

/** When the oldest unpaid period falls into arrears and into default; undefined when all is paid. */
export function deadlines(terms: RentTerms, account: RentAccount): { readonly late: bigint; readonly default: bigint } | undefined {
  if (account.paidPeriods >= (periods(terms) ?? 0)) return undefined;
  const late = begins(terms, account.paidPeriods) + terms.grace;
  return { late, default: late + terms.cure };
}

export function rentStanding(terms: RentTerms, account: RentAccount, now: number): RentStanding {
  const at = deadlines(terms, account);
  const time = BigInt(Math.floor(now));
  if (at === undefined) return time >= terms.end ? 'ended' : 'active';
  return time >= at.default ? 'default' : time >= at.late ? 'arrears' : 'active';
}
