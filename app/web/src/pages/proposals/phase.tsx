import { Badge, type Tone } from '../../ui/basics';
import type { Phase, ProposalData } from '../../domain/proposal';

const TONES: Readonly<Partial<Record<Phase, Tone>>> = {
  voting: 'accent',
  objection: 'accent',
  review: 'accent',
  counting: 'warn',
  timelock: 'warn',
  executable: 'warn',
  'window over': 'warn',
  enjoined: 'bad',
  carried: 'good',
  executed: 'good',
};

export function PhaseBadge({ phase }: { readonly phase: Phase }) {
  return <Badge tone={TONES[phase] ?? 'neutral'}>{phase}</Badge>;
}

/** The moment that matters next, or that mattered last, with what it is. */
export function nextMoment(p: ProposalData, phase: Phase): readonly [what: string, at: bigint] {
  switch (phase) {
    case 'draft':
      return ['opened', p.openedAt];
    case 'review':
      return ['voting opens', p.votingOpensAt];
    case 'voting':
      return ['voting closes', p.votingClosesAt];
    case 'objection':
      return ['objection closes', p.objectionClosesAt];
    case 'counting':
      return ['closed', p.objectionClosesAt];
    case 'timelock':
      return ['may run', p.executesFrom];
    case 'executable':
      return ['expires', p.executesUntil];
    case 'window over':
      return ['expired', p.executesUntil];
    case 'enjoined':
      return ['held back until', p.enjoinedUntil];
    default:
      return ['decided', p.decidedAt];
  }
}
