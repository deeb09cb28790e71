// The stages of a nation and what each takes (programs/rules/src/stage.rs, which names the sources).

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

/** Seconds of a census period: 30 days, counted from the epoch. */
export const PERIOD_SECONDS = 30 * 86_400;

export function periodAt(now: number): number {
  return Math.max(0, Math.floor(now / PERIOD_SECONDS));
}
