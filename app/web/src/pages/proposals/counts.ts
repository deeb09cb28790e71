// The votes of a proposal so far: from its pages while they are there, from its own tally when they were closed.
import type { DataOf } from '../../chain/kinds';
import type { Held } from '../../chain/collection';
import { CITIZENS, STAKERS, type ProposalData } from '../../domain/proposal';

export interface Counts {
  readonly chamber: 1 | 2;
  readonly name: string;
  /** By choice; nothing at 0. */
  readonly byChoice: readonly bigint[];
  readonly electorate: bigint;
}

function sum(pages: readonly Held<DataOf<'page'>>[], chamber: number): bigint[] {
  const total = Array<bigint>(8).fill(0n);
  for (const { data } of pages) {
    if (data.chamber !== chamber) continue;
    for (let choice = 1; choice < 8; choice++) total[choice] = (total[choice] ?? 0n) + (data.counts[choice] ?? 0n);
  }
  return total;
}

export function countsOf(p: ProposalData, pages: readonly Held<DataOf<'page'>>[]): readonly Counts[] {
  const here = pages.length > 0 && pages.length === p.citizenPages + p.stakePages;
  const counts: Counts[] = [];
  if ((p.rules.chambers & CITIZENS) !== 0) {
    counts.push({ chamber: 1, name: 'Citizens', byChoice: here ? sum(pages, 1) : p.citizenTally, electorate: p.citizens });
  }
  if ((p.rules.chambers & STAKERS) !== 0) {
    counts.push({ chamber: 2, name: 'Stakers', byChoice: here ? sum(pages, 2) : p.stakeTally, electorate: p.staked });
  }
  return counts;
}

export const turnout = ({ byChoice }: Counts): bigint => byChoice.slice(1).reduce((total, votes) => total + votes, 0n);
