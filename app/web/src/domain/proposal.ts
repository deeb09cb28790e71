// A proposal's states, phases and arithmetic, as programs/rules has them.
import type { Proposal } from '../clients/generated/governor/accounts';

export const STATE = ['draft', 'submitted', 'succeeded', 'queued', 'executed', 'defeated', 'cancelled', 'enjoined', 'expired'] as const;
export const DRAFT = 0;
export const SUBMITTED = 1;
export const SUCCEEDED = 2;
export const QUEUED = 3;
export const EXECUTED = 4;
export const DEFEATED = 5;
export const CANCELLED = 6;
export const ENJOINED = 7;
export const EXPIRED = 8;
export const MOTION = 0;
export const CITIZENS = 1;
export const STAKERS = 2;
/** Pages stay on chain at least this long after the decision. */
export const RECOUNT_SECONDS = 7 * 86_400;

export type ProposalData = Proposal;

/** Where a proposal stands, finer than its stored state: by the clock where it is undecided. */
export type Phase =
  | 'draft' | 'review' | 'voting' | 'objection' | 'counting' | 'carried' | 'timelock' | 'executable' | 'window over'
  | 'executed' | 'defeated' | 'cancelled' | 'enjoined' | 'expired';

export function phaseOf(p: ProposalData, now: number): Phase {
  switch (p.state) {
    case DRAFT:
      return 'draft';
    case SUBMITTED:
      if (now < Number(p.votingOpensAt)) return 'review';
      if (now < Number(p.votingClosesAt)) return 'voting';
      if (now < Number(p.objectionClosesAt)) return 'objection';
      return 'counting';
    case SUCCEEDED:
      return 'carried';
    case QUEUED:
      if (now < Number(p.executesFrom)) return 'timelock';
      return now < Number(p.executesUntil) ? 'executable' : 'window over';
    case EXECUTED:
      return 'executed';
    case DEFEATED:
      return 'defeated';
    case CANCELLED:
      return 'cancelled';
    case ENJOINED:
      return 'enjoined';
    default:
      return 'expired';
  }
}

/** Whether people can still do something about it. */
export function isOpen(phase: Phase): boolean {
  return ['draft', 'review', 'voting', 'objection', 'counting', 'timelock', 'executable', 'enjoined'].includes(phase);
}

/** Names of the choices, from 1. */
export function choiceNames(kind: number, choices: number): readonly string[] {
  if (kind === MOTION) return ['For', 'Against', 'Abstain'];
  return Array.from({ length: choices }, (_, i) => `Option ${i + 1}`);
}

export interface Bar {
  readonly quorumBps: number;
  readonly thresholdBps: number;
}

export type Verdict = 'quorum missed' | 'rejected' | 'carried' | { readonly elected: number };

/** By one chamber: whether enough took part, and more than the threshold's share of for and against was for. */
export function motion(counts: readonly bigint[], electorate: bigint, bar: Bar): Verdict {
  const [, yes = 0n, no = 0n, abstain = 0n] = counts;
  const turnout = yes + no + abstain;
  if (electorate === 0n || turnout === 0n || turnout * 10_000n < electorate * BigInt(bar.quorumBps)) return 'quorum missed';
  return yes * 10_000n > (yes + no) * BigInt(bar.thresholdBps) ? 'carried' : 'rejected';
}

/** By one chamber: whether enough took part, and one option leads alone. */
export function poll(counts: readonly bigint[], electorate: bigint, bar: Bar): Verdict {
  const options = counts.slice(1, 8);
  const turnout = options.reduce((sum, n) => sum + n, 0n);
  if (electorate === 0n || turnout === 0n || turnout * 10_000n < electorate * BigInt(bar.quorumBps)) return 'quorum missed';
  const most = options.reduce((a, b) => (a > b ? a : b), 0n);
  const leaders = options.flatMap((n, i) => (n === most ? [i + 1] : []));
  const [winner] = leaders;
  return leaders.length === 1 && winner !== undefined ? { elected: winner } : 'rejected';
}

/** What the chambers say together: all that decide must agree. */
export function verdictOf(
  p: Pick<ProposalData, 'kind' | 'citizens' | 'staked'> & { readonly rules: Bar & { readonly chambers: number } },
  citizens: readonly bigint[],
  stakes: readonly bigint[],
): Verdict {
  const one = p.kind === MOTION ? motion : poll;
  const verdicts: Verdict[] = [];
  if ((p.rules.chambers & CITIZENS) !== 0) verdicts.push(one(citizens, p.citizens, p.rules));
  if ((p.rules.chambers & STAKERS) !== 0) verdicts.push(one(stakes, p.staked, p.rules));
  const [first] = verdicts;
  if (first === undefined || verdicts.includes('quorum missed')) return 'quorum missed';
  return verdicts.every((verdict) => sameVerdict(verdict, first)) ? first : 'rejected';
}

export function sameVerdict(a: Verdict, b: Verdict): boolean {
  if (typeof a === 'object' && typeof b === 'object') return a.elected === b.elected;
  return a === b;
}

/** The choice that wins; 0 for none. */
export function winner(verdict: Verdict): number {
  if (verdict === 'carried') return 1;
  return typeof verdict === 'object' ? verdict.elected : 0;
}

export function verdictText(verdict: Verdict): string {
  return typeof verdict === 'object' ? `option ${verdict.elected} elected` : verdict;
}

export function outcomeText(kind: number, outcome: number): string {
  if (outcome === 0) return 'nothing carried';
  return kind === MOTION ? 'carried' : `option ${outcome} elected`;
}
