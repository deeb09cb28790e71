// What a juror owes, and when (programs/court: commit, reveal, settle_seat; the sentences are those of `civitas case show`).
import type { Juror, Seat } from '../clients/generated/court/accounts';
import { FOR_CLAIMANT, phaseOf, present, UNDECIDED, type CaseData } from './case';

export type JurorData = Juror;
export type SeatData = Seat;

export type Duty = 'commit' | 'reveal' | 'wait' | 'settle' | 'none';

export interface Owed {
  readonly duty: Duty;
  readonly what: string;
  readonly until?: bigint;
  /** Whether the bond of the seat is lost by whoever does not do it in time. */
  readonly urgent: boolean;
}

export function hasCommitted(seat: Pick<SeatData, 'commitment'>): boolean {
  return seat.commitment.some((byte) => byte !== 0);
}

/** What the juror of a seat has to do. */
export function owedOn(seat: SeatData, c: CaseData, now: number): Owed {
  const phase = phaseOf(c, now);
  const nothing = (what: string, until?: bigint): Owed => ({ duty: 'wait', what, urgent: false, ...(until === undefined ? {} : { until }) });
  if (phase === 'final') {
    if (seat.settled === 0) return { duty: 'settle', what: 'The ruling is final: have your seat settled, which sets your bond free.', urgent: false };
    return { duty: 'none', what: 'Settled.', urgent: false };
  }
  if (seat.round !== c.round) return nothing('The ruling was appealed: what you earn or lose is decided by the last one.');
  switch (phase) {
    case 'draw':
      return nothing('You are on the panel. Wait until it is complete; then you can commit.', c.drawUntil);
    case 'commit':
      if (hasCommitted(seat)) return nothing('You have committed. You can reveal once all have, or the time to commit is over.', c.commitUntil);
      return { duty: 'commit', what: 'Read statement, answer and evidence, and commit to your choice. Without it you lose the bond of the seat.', until: c.commitUntil, urgent: true };
    case 'reveal':
      if (!hasCommitted(seat)) return nothing('You have not committed in time: the bond of the seat is lost.');
      if (seat.choice !== 0) return nothing('You have revealed your choice. Others still have to.', c.revealUntil);
      return { duty: 'reveal', what: 'Reveal your choice. Without it you lose the bond of the seat.', until: c.revealUntil, urgent: true };
    case 'count':
      return nothing('The panel’s time is over; the ruling can be counted.');
    default:
      return nothing('The panel has ruled. What you earn or lose is decided when the ruling is final.');
  }
}

/** What the ruling, once final, means for a seat: in the court's smallest unit, earned or lost. */
export function outcomeOf(seat: SeatData, c: CaseData): { readonly earned: bigint; readonly lost: bigint } | undefined {
  if (c.finalAt === 0n) return undefined;
  const round = c.rounds[seat.round] ?? present(c);
  const chose = seat.choice >= FOR_CLAIMANT && seat.choice < UNDECIDED;
  const coherent = chose && seat.choice === c.ruling;
  const loses = !chose || (seat.choice !== c.ruling && c.ruling !== UNDECIDED);
  return { earned: coherent ? round.reward : 0n, lost: loses ? c.params.bond : 0n };
}

/** The numbers of the cases that a juror sits in. */
export function casesOf(juror: Pick<JurorData, 'cases'>): readonly bigint[] {
  return juror.cases.filter((entry) => entry !== 0n).map((entry) => entry - 1n);
}

/** Seats that the free part of a bond is enough for. */
export function seatsFree(juror: Pick<JurorData, 'bond' | 'locked'>, bond: bigint): bigint {
  return bond === 0n ? 0n : (juror.bond - juror.locked) / bond;
}

/** Why a juror's bond cannot be withdrawn now. */
export function whyBondStays(juror: Pick<JurorData, 'leavesAt' | 'cases'>, now: number): string | undefined {
  if (juror.leavesAt === 0n) return 'Leave the jury first: the bond is free when the unbonding time is over.';
  if (now < Number(juror.leavesAt)) return 'The unbonding time is not over yet.';
  return casesOf(juror).length > 0 ? 'You still hold seats that are not settled.' : undefined;
}
