// The stages of a nation and what each takes (programs/rules/src/stage.rs, which names the sources).
import { count } from './format';

export interface StageRow {
  readonly name: string;
  readonly takes: string;
}

export const STAGES: readonly StageRow[] = [
  { name: 'startup society', takes: 'A community: what every nation begins as.' },
  { name: 'network union', takes: 'At least 150 members, no founder who rules, and a treasury that has taken money.' },
  { name: 'network archipelago', takes: 'Land in at least two countries.' },
  { name: 'network state', takes: 'At least 500 members, and recognition by another nation or body.' },
];

/** Members of a network union and of a network state, and countries of an archipelago, at least. */
const [UNION_POPULATION, STATE_POPULATION, ARCHIPELAGO_COUNTRIES] = [150, 500, 2] as const;

/** What a stage follows from. */
export interface StageFacts {
  readonly population: bigint;
  readonly countries: number;
  readonly selfGoverned: boolean;
  readonly hasPurse: boolean;
  readonly recognised: boolean;
}

export interface Threshold {
  readonly what: string;
  readonly met: boolean;
  /** How far it is, where that is a number. */
  readonly have?: string;
}

/** What each stage takes beyond the one before, and whether it is there. */
export function thresholds(facts: StageFacts): readonly (readonly Threshold[])[] {
  const members = (least: number): Threshold => ({ what: `${count(least)} members`, met: facts.population >= BigInt(least), have: count(facts.population) });
  return [
    [{ what: 'a community', met: true }],
    [
      members(UNION_POPULATION),
      { what: 'no founder who rules', met: facts.selfGoverned },
      { what: 'a treasury that has taken money', met: facts.hasPurse },
    ],
    [{ what: `land in ${ARCHIPELAGO_COUNTRIES} countries`, met: facts.countries >= ARCHIPELAGO_COUNTRIES, have: `at least ${count(facts.countries)}` }],
    [members(STATE_POPULATION), { what: 'recognition that counts', met: facts.recognised }],
  ];
}

/** The stage that follows: each includes the ones before. */
export function stageOf(facts: StageFacts): number {
  const missing = thresholds(facts).findIndex((all) => all.some(({ met }) => !met));
  return missing < 0 ? STAGES.length - 1 : missing - 1;
}

/** Seconds of a census period: 30 days, counted from the epoch. */
export const PERIOD_SECONDS = 30 * 86_400;

export function periodAt(now: number): number {
  return Math.max(0, Math.floor(now / PERIOD_SECONDS));
}
