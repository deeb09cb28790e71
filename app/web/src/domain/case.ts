// Where a case stands, until when, and what is asked for (programs/rules/src/{trial,panel,verdict}.rs, programs/court).
import type { Case } from '../clients/generated/court/accounts';
import type { Round } from '../clients/generated/court/types';
import { count, counted } from './format';

export type CaseData = Case;
export type RoundData = Round;

/** Serial of a party that is no citizen. */
export const NO_SERIAL = 0xffff_ffff_ffff_ffffn;
/** Pieces of evidence that each party may bring. */
export const MAX_EVIDENCE = 16;
/** A ruling that was not enforced keeps a case on record for so long: a year from its becoming final. */
export const RECORD_SECONDS = 365 * 86_400;

export const FOR_CLAIMANT = 1;
export const FOR_RESPONDENT = 2;
export const REFUSE = 3;
export const UNDECIDED = 4;
/** What a juror may choose. */
export const CHOICES = [FOR_CLAIMANT, FOR_RESPONDENT, REFUSE] as const;

const [PLEADING, JUDGING, RULED, CITIZENS] = [0, 1, 2, 3] as const;

export type Phase =
  | 'answer' | 'evidence' | 'evidence over' | 'draw' | 'commit' | 'reveal' | 'count' | 'appeal' | 'appeal over' | 'citizens' | 'final';

/** The present round. */
export function present(c: CaseData): RoundData {
  const round = c.rounds[c.round];
  if (round === undefined) throw new RangeError(`a case has no round ${c.round}`);
  return round;
}

export function revealed(round: RoundData): number {
  return round.forClaimant + round.forRespondent + round.refused;
}

/** Where a case stands at `now`. The second at which a window ends belongs to the next one. */
export function phaseOf(c: CaseData, now: number): Phase {
  const before = (end: bigint) => now < Number(end);
  switch (c.stage) {
    case PLEADING:
      if (before(c.answerUntil)) return 'answer';
      return before(c.evidenceUntil) ? 'evidence' : 'evidence over';
    case JUDGING: {
      const round = present(c);
      if (before(c.drawUntil)) return 'draw';
      if (round.seats === 0) return 'count';
      if (before(c.commitUntil)) return 'commit';
      return before(c.revealUntil) && revealed(round) < round.committed ? 'reveal' : 'count';
    }
    case RULED:
      return before(c.appealUntil) ? 'appeal' : 'appeal over';
    case CITIZENS:
      return 'citizens';
    default:
      return 'final';
  }
}

/** When the present phase ends by itself; undefined where somebody must move it on, or nothing will. */
export function deadlineOf(c: CaseData, now: number): bigint | undefined {
  switch (phaseOf(c, now)) {
    case 'answer':
      return c.answerUntil;
    case 'evidence':
      return c.evidenceUntil;
    case 'draw':
      return c.drawUntil;
    case 'commit':
      return c.commitUntil;
    case 'reveal':
      return c.revealUntil;
    case 'appeal':
      return c.appealUntil;
    default:
      return undefined;
  }
}

/** What happens at the end of a phase, as "until …: …". */
export const DEADLINE: Readonly<Partial<Record<Phase, string>>> = {
  answer: 'to answer',
  evidence: 'to bring evidence',
  draw: 'to draw the panel',
  commit: 'for jurors to commit',
  reveal: 'for jurors to reveal',
  appeal: 'to appeal',
};

export type Group = 'parties' | 'panel' | 'ruled' | 'enforcement' | 'over';

/** The groups of a list of cases, in the order of a case's life. */
export const GROUPS: readonly (readonly [Group, string, string])[] = [
  ['parties', 'The parties speak', 'Answer and evidence are taken.'],
  ['panel', 'The panel judges', 'Jurors are drawn, commit to a choice, and reveal it.'],
  ['ruled', 'Ruled, not yet final', 'The losing party can still appeal.'],
  ['enforcement', 'Final, waits for enforcement', 'The claimant has won; anyone can have it carried out.'],
  ['over', 'Over', ''],
];

export function groupOf(c: CaseData, now: number): Group {
  switch (phaseOf(c, now)) {
    case 'answer':
    case 'evidence':
    case 'evidence over':
      return 'parties';
    case 'draw':
    case 'commit':
    case 'reveal':
    case 'count':
      return 'panel';
    case 'appeal':
    case 'appeal over':
    case 'citizens':
      return 'ruled';
    case 'final':
      return enforceable(c) ? 'enforcement' : 'over';
  }
}

/** Whether a final ruling grants a remedy that is not enforced. */
export function enforceable(c: CaseData): boolean {
  return c.finalAt > 0n && c.ruling === FOR_CLAIMANT && c.enforcedAt === 0n;
}

export function rulingText(ruling: number): string {
  return ['none yet', 'for the claimant', 'for the respondent', 'the court refuses to rule', 'undecided'][ruling] ?? 'unknown';
}

export function choiceText(choice: number): string {
  return ['not revealed', 'for the claimant', 'for the respondent', 'refuse to rule'][choice] ?? 'unknown';
}

/** Seats of a round, the first of which is round 0; undefined past the fourth appeal. */
export function seatsOf(first: number, round: number): number | undefined {
  const seats = (first + 1) * 2 ** round - 1;
  return round > 4 || seats > 255 ? undefined : seats;
}

/** What a round costs whoever asks for it: the fee, and in an appeal as much again as security for the costs. */
export function feeOf(perSeat: bigint, seats: number, round: number): bigint {
  return perSeat * BigInt(seats) * (round === 0 ? 1n : 2n);
}

/** The panel that an appeal would have and what it would cost; undefined where appeals are used up. */
export function nextAppeal(c: CaseData): { readonly seats: number; readonly fee: bigint } | undefined {
  const round = c.round + 1;
  const seats = round > c.params.maxAppeals ? undefined : seatsOf(c.params.panel, round);
  return seats === undefined ? undefined : { seats, fee: feeOf(c.params.fee, seats, round) };
}

/** Attempts that are made to fill one seat from so many jurors, before the panel stays as it is. */
export function attemptsOf(jurors: number): number {
  return jurors * 4 + 16;
}

/** Whether a party may appeal a ruling: it is not in its favour. A refusal is in nobody's. */
export function mayAppeal(ruling: number, side: Side): boolean {
  if (ruling === FOR_CLAIMANT) return side === 'respondent';
  if (ruling === FOR_RESPONDENT) return side === 'claimant';
  return ruling === REFUSE || ruling === UNDECIDED;
}

/** Whether a party may ask the citizens: only the one that has something to gain. */
export function mayAskCitizens(ruling: number, side: Side): boolean {
  return mayAppeal(ruling, side) && (side === 'claimant' || ruling === FOR_CLAIMANT);
}

export type Side = 'claimant' | 'respondent';

/** The side that a wallet acts for: its own, or that of the citizen it is now. */
export function sideOf(c: CaseData, wallet: string | undefined, serial: bigint | undefined): Side | undefined {
  const acts = (party: string, of: bigint) => wallet === party || (of !== NO_SERIAL && serial === of);
  if (wallet === undefined) return undefined;
  if (acts(c.claimant, c.claimantSerial)) return 'claimant';
  return acts(c.respondent, c.respondentSerial) ? 'respondent' : undefined;
}

const of = (number: number, all: number, noun: string) => `${count(number)} of ${counted(all, noun)}`;

/** Where a case stands, in a sentence. `money` writes an amount of the court's. */
export function standing(c: CaseData, now: number, money: (amount: bigint) => string): string {
  const round = present(c);
  const short = round.panel - round.seats;
  const missing = short > 0 ? `; ${counted(short, 'seat')} could not be filled` : '';
  switch (phaseOf(c, now)) {
    case 'answer':
      return c.answered === 0 ? 'The respondent may answer, and both parties may bring evidence.' : 'The respondent has answered; both parties may bring evidence.';
    case 'evidence':
      return 'Both parties may bring evidence.';
    case 'evidence over':
      return 'The time for evidence is over; anyone can close it, so that a panel is drawn.';
    case 'draw':
      return round.capturedSlot === 0n
        ? `A panel of ${round.panel} is to be drawn by the hash of slot ${count(round.pinnedSlot)}.`
        : `The panel is being drawn: ${of(round.seats, round.panel, 'seat')} filled.`;
    case 'commit':
      return `The panel judges: ${of(round.committed, round.seats, 'juror')} committed${missing}.`;
    case 'reveal':
      return `The panel’s choices are revealed: ${of(revealed(round), round.committed, 'juror')}${missing}.`;
    case 'count':
      return 'The panel has spoken, or its time is over; anyone can have the ruling counted.';
    case 'appeal': {
      const next = nextAppeal(c);
      const where = next ? `to a panel of ${next.seats} for ${money(next.fee)}` : 'to all citizens';
      return `Ruled ${rulingText(c.ruling)}; can be appealed ${where}.`;
    }
    case 'appeal over':
      return `Ruled ${rulingText(c.ruling)}, and not appealed in time; anyone can make it final.`;
    case 'citizens':
      return 'All citizens are asked, by a proposal.';
    case 'final':
      if (c.ruling !== FOR_CLAIMANT) return c.ruling === FOR_RESPONDENT ? 'Final: for the respondent. Nothing is changed.' : `Final: ${rulingText(c.ruling)}. Nothing is changed.`;
      return c.enforcedAt === 0n ? 'Final: for the claimant, and not enforced yet.' : 'Final: for the claimant, and enforced.';
  }
}

export interface Moment {
  readonly name: string;
  readonly about: string;
  readonly at: bigint;
}

/** What has happened in a case and what is due, in time's order. */
export function momentsOf(c: CaseData, now: number): readonly Moment[] {
  const list: Moment[] = [
    { name: 'Filed', about: 'remedy, target and the court’s rules are fixed', at: c.filedAt },
    { name: 'Answer ends', about: c.answered === 0 ? 'the respondent has not answered' : 'the respondent has answered', at: c.answerUntil },
    { name: 'Evidence ends', about: 'from then on anyone can close it', at: c.evidenceUntil },
  ];
  c.rounds.slice(0, c.round + 1).forEach((round, i) => {
    if (round.frozenAt === 0n) return;
    const name = i === 0 ? 'Evidence closed' : i === 1 ? 'Appealed' : `Appealed again`;
    list.push({ name, about: `a panel of ${round.panel} from ${counted(round.jurors, 'juror')}`, at: round.frozenAt });
  });
  const phase = phaseOf(c, now);
  if (c.stage === JUDGING) {
    list.push({ name: 'Draw ends', about: phase === 'draw' ? 'or when the panel is complete' : 'the panel was drawn', at: c.drawUntil });
    if (present(c).seats > 0 || phase === 'draw') {
      list.push({ name: 'Commitments end', about: 'or when every juror has committed', at: c.commitUntil });
      list.push({ name: 'Reveals end', about: 'or when every commitment is opened', at: c.revealUntil });
    }
  }
  if (c.stage === RULED) list.push({ name: 'Appeal ends', about: 'from then on anyone can make the ruling final', at: c.appealUntil });
  if (c.finalAt > 0n) list.push({ name: 'Final', about: rulingText(c.ruling), at: c.finalAt });
  if (c.enforcedAt > 0n) list.push({ name: 'Enforced', about: 'the court has signed the call that was asked for', at: c.enforcedAt });
  return list.sort((a, b) => Number(a.at - b.at));
}
