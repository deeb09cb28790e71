// The census: how many members a nation has at any time (programs/rules/src/census.rs). Terms end on bucket boundaries;
// the counters of buckets that have not ended add up to the population.
const BUCKETS = 64;

export interface Rings {
  readonly censusFirst: bigint;
  readonly bucketSeconds: bigint;
  readonly members: readonly number[];
  readonly voters: readonly number[];
}

export interface Population {
  readonly members: number;
  readonly voters: number;
}

/** Members and voters whose terms have not ended at `now`. */
export function population(rings: Rings, now: number): Population {
  const sum = { members: 0, voters: 0 };
  const length = Number(rings.bucketSeconds);
  if (length <= 0) return sum;
  const first = Number(rings.censusFirst);
  const alive = Math.max(Math.floor(now / length) + 1, first);
  for (let bucket = alive; bucket < first + BUCKETS; bucket++) {
    const slot = ((bucket % BUCKETS) + BUCKETS) % BUCKETS;
    sum.members += rings.members[slot] ?? 0;
    sum.voters += rings.voters[slot] ?? 0;
  }
  return sum;
}

/** How many would be left at each end of a bucket from now on, if nobody joined or renewed. */
export function outlook(rings: Rings, now: number): readonly (readonly [at: number, members: number])[] {
  const length = Number(rings.bucketSeconds);
  if (length <= 0) return [];
  const points: [number, number][] = [[now, population(rings, now).members]];
  const first = Math.floor(now / length) + 1;
  for (let bucket = first; bucket < Number(rings.censusFirst) + BUCKETS; bucket++) {
    const at = bucket * length;
    const { members } = population(rings, at);
    if (members !== (points.at(-1)?.[1] ?? -1)) points.push([at, members]);
    if (members === 0) break;
  }
  return points;
}

/** How many had joined by then, from when each did. */
export function joined(times: readonly number[]): readonly (readonly [at: number, total: number])[] {
  const sorted = [...times].sort((a, b) => a - b);
  const points: [number, number][] = [];
  for (const at of sorted) {
    const last = points.at(-1);
    if (last !== undefined && last[0] === at) last[1] += 1;
    else points.push([at, (last?.[1] ?? 0) + 1]);
  }
  return points;
}
