// What is earned, what may be spent, what may leave: the treasury's arithmetic (programs/rules: stream, budget, breaker).
import type { Budget, Ledger, Stream } from '../clients/generated/treasury/accounts';

export const INCOME = ['dues', 'rent', 'donations', 'fines', 'sales', 'other'] as const;
export const HOLDER = ['wallet', 'office', 'court'] as const;
const SLOTS = 8;
const PARTS = BigInt(SLOTS - 1);

const least = (a: bigint, b: bigint) => (a < b ? a : b);
const less = (a: bigint, b: bigint) => (a > b ? a - b : 0n);

export type StreamData = Pick<Stream, 'total' | 'withdrawn' | 'start' | 'cliff' | 'end' | 'paused' | 'pausedAt' | 'cancelled'>;

/** What a payee has earned by now. */
export function earned(stream: StreamData, now: number): bigint {
  const time = BigInt(Math.floor(now));
  const at = stream.paused !== 0 ? least(stream.pausedAt, time) : time;
  if (at < stream.cliff || at < stream.start) return 0n;
  if (at >= stream.end) return stream.total;
  return (stream.total * (at - stream.start)) / (stream.end - stream.start);
}

export function withdrawable(stream: StreamData, now: number): bigint {
  return less(earned(stream, now), stream.withdrawn);
}

export type BudgetData = Pick<Budget, 'perPeriod' | 'period' | 'from' | 'until' | 'spent' | 'spentIn'>;

/** Which period of a budget it is, from 0; undefined outside its time. */
export function periodOf(budget: BudgetData, now: number): bigint | undefined {
  const time = BigInt(Math.floor(now));
  if (time < budget.from || time >= budget.until || budget.period === 0) return undefined;
  return (time - budget.from) / BigInt(budget.period);
}

/** What may still be spent in this period. A last period that is cut short has its share only. */
export function available(budget: BudgetData, now: number): bigint {
  const index = periodOf(budget, now);
  if (index === undefined) return 0n;
  const period = BigInt(budget.period);
  const seconds = less(budget.until - budget.from, index * period);
  const allowed = seconds >= period ? budget.perPeriod : (budget.perPeriod * seconds) / period;
  return less(allowed, index > budget.spentIn ? 0n : budget.spent);
}

export type LedgerData = Pick<
  Ledger,
  'balance' | 'promisedStreams' | 'promisedBudgets' | 'breakerSlot' | 'breakerFlows' | 'limitBps' | 'window' | 'nextAt' | 'nextLimitBps' | 'nextWindow'
>;

/** What is promised to nobody. */
export function free(ledger: LedgerData): bigint {
  return less(ledger.balance, ledger.promisedStreams + ledger.promisedBudgets);
}

/** The breaker's rule now: one that was announced takes effect in its time. */
export function rule(ledger: LedgerData, now: number): { readonly limitBps: number; readonly window: number } {
  const due = ledger.nextAt > 0n && BigInt(Math.floor(now)) >= ledger.nextAt;
  return due ? { limitBps: ledger.nextLimitBps, window: ledger.nextWindow } : ledger;
}

export interface Slot {
  /** First second of the slot. */
  readonly from: number;
  readonly inflow: bigint;
  readonly outflow: bigint;
}

const slotLength = (window: number) => (BigInt(window) + PARTS - 1n) / PARTS || 1n;

/** What the breaker remembers under the rule that it had when money last moved, oldest slot first. */
function remembered(ledger: LedgerData, now: number): readonly Slot[] {
  const length = slotLength(ledger.window);
  const time = BigInt(Math.floor(now)) / length;
  // A clock that runs backwards stays in the present slot.
  const present = time > ledger.breakerSlot ? time : ledger.breakerSlot;
  const slots: Slot[] = [];
  for (let back = BigInt(SLOTS) - 1n; back >= 0n; back--) {
    const slot = present - back;
    const known = slot <= ledger.breakerSlot && slot > ledger.breakerSlot - BigInt(SLOTS);
    const place = Number(((slot % BigInt(SLOTS)) + BigInt(SLOTS)) % BigInt(SLOTS));
    slots.push({
      from: Number(slot * length),
      inflow: known ? (ledger.breakerFlows[2 * place] ?? 0n) : 0n,
      outflow: known ? (ledger.breakerFlows[2 * place + 1] ?? 0n) : 0n,
    });
  }
  return slots;
}

/**
 * What came in and left in each slot that the breaker still remembers, oldest first. A rule that has taken effect since
 * money last moved forgets nothing: all that was remembered counts as having happened now.
 */
export function flows(ledger: LedgerData, now: number): readonly Slot[] {
  const before = remembered(ledger, now);
  const { window } = rule(ledger, now);
  if (rule(ledger, now) === ledger) return before;
  const length = slotLength(window);
  const present = BigInt(Math.floor(now)) / length;
  return Array.from({ length: SLOTS }, (_, i) => {
    const last = i === SLOTS - 1;
    return {
      from: Number((present - BigInt(SLOTS - 1 - i)) * length),
      inflow: last ? before.reduce((sum, slot) => sum + slot.inflow, 0n) : 0n,
      outflow: last ? before.reduce((sum, slot) => sum + slot.outflow, 0n) : 0n,
    };
  });
}

/** What the breaker lets out now, whoever signs. At 10,000 basis points it is switched off, and lets out the balance. */
export function allowance(ledger: LedgerData, now: number): bigint {
  const { limitBps } = rule(ledger, now);
  if (limitBps >= 10_000) return ledger.balance;
  const seen = flows(ledger, now);
  const inflow = seen.reduce((sum, slot) => sum + slot.inflow, 0n);
  const outflow = seen.reduce((sum, slot) => sum + slot.outflow, 0n);
  const base = less(ledger.balance + outflow, inflow);
  return least(less((base * BigInt(limitBps)) / 10_000n, outflow), ledger.balance);
}

/** An amount as somebody types it, in the smallest unit; undefined for what is no positive amount. */
export function parseAmount(text: string, decimals: number): bigint | undefined {
  const match = /^(\d{1,20})(?:\.(\d+))?$/.exec(text.trim().replaceAll(',', ''));
  if (match === null) return undefined;
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return undefined;
  const value = BigInt((match[1] ?? '0') + fraction.padEnd(decimals, '0'));
  return value > 0n && value <= 0xffff_ffff_ffff_ffffn ? value : undefined;
}
