// A lease at a declared price, as the programs reckon it (programs/rules/src/harberger.rs): rent is a share of the price
// that the holder declares, and at which anyone may buy the holder out.
const BPS = 10_000n;
/** A year of 365 days: what the share is for, and the furthest ahead that rent can be paid. */
export const YEAR = 365n * 86_400n;
/** How long after the notice a sale can be completed. */
export const SALE_TIME = 30n * 86_400n;

export interface Holding {
  readonly price: bigint;
  readonly paidThrough: bigint;
  /** When a buyer gave notice. */
  readonly noticedAt: bigint | undefined;
}

export interface HarbergerTerms {
  readonly rentBps: bigint;
  readonly notice: bigint;
  readonly cure: bigint;
}

const less = (a: bigint, b: bigint) => (a > b ? a - b : 0n);

/** The rent of so many seconds, rounded up. */
export function rentFor(rentBps: bigint, price: bigint, seconds: bigint): bigint {
  const whole = BPS * YEAR;
  return (price * seconds * rentBps + whole - 1n) / whole;
}

/** What is owed at `now`. */
export function owed(terms: HarbergerTerms, holding: Holding, now: bigint): bigint {
  return rentFor(terms.rentBps, holding.price, less(now, holding.paidThrough));
}

/** The most that `pay_rent` takes at `now` of a lease that ends at `end`: a year ahead, and not beyond the end. */
export function mostRent(terms: HarbergerTerms, holding: Holding, now: bigint, end: bigint): bigint {
  const open = less(YEAR + less(now, holding.paidThrough), less(holding.paidThrough, now));
  const left = less(end, holding.paidThrough);
  return rentFor(terms.rentBps, holding.price, open < left ? open : left);
}

/** The seconds that an amount buys. */
export function secondsFor(rentBps: bigint, price: bigint, amount: bigint): bigint {
  return price === 0n || rentBps === 0n ? 0n : (amount * BPS * YEAR) / price / rentBps;
}

/** Whether a buyer's notice stands: the sale is to come, or can be completed. */
export function underNotice(terms: HarbergerTerms, holding: Holding, now: bigint): boolean {
  return holding.noticedAt !== undefined && now < holding.noticedAt + terms.notice + SALE_TIME;
}

/** From when on the lease is forfeit. */
export function forfeitAt(terms: HarbergerTerms, holding: Holding): bigint {
  return holding.paidThrough + terms.cure;
}
