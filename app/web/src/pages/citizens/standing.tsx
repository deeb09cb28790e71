import { Badge, type Tone } from '../../ui/basics';
import { standing, type CitizenData } from '../../domain/citizen';

const TONES: Readonly<Record<ReturnType<typeof standing>, Tone>> = {
  active: 'good',
  lapsed: 'warn',
  suspended: 'bad',
  renounced: 'neutral',
  revoked: 'bad',
};

export function StandingBadge({ citizen, now }: { readonly citizen: CitizenData; readonly now: number }) {
  const word = standing(citizen, now);
  return <Badge tone={TONES[word]}>{word}</Badge>;
}
