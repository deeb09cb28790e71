import { groupOf, phaseOf, type CaseData, type Phase } from '../../domain/case';
import { Badge, type Tone } from '../../ui/basics';

const NAMES: Readonly<Record<Phase, string>> = {
  answer: 'answer',
  evidence: 'evidence',
  'evidence over': 'evidence over',
  draw: 'draw',
  commit: 'jurors commit',
  reveal: 'jurors reveal',
  count: 'to be counted',
  appeal: 'can be appealed',
  'appeal over': 'not appealed',
  citizens: 'before the citizens',
  final: 'final',
};

/** Whether it is anyone's to move the case on. */
const WAITS = new Set<Phase>(['evidence over', 'count', 'appeal over']);

export function PhaseBadge({ c, now }: { readonly c: CaseData; readonly now: number }) {
  const phase = phaseOf(c, now);
  const group = groupOf(c, now);
  const tone: Tone = WAITS.has(phase) || group === 'enforcement' ? 'warn' : phase === 'final' ? 'neutral' : 'accent';
  return <Badge tone={tone}>{group === 'enforcement' ? 'to be enforced' : NAMES[phase]}</Badge>;
}
