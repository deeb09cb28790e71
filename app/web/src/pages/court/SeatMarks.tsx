import { choiceText, revealed, type RoundData } from '../../domain/case';
import { counted } from '../../domain/format';

/** A panel at a glance: a mark for each seat, coloured once its choice is known. */
export function SeatMarks({ round }: { readonly round: RoundData }) {
  const marks = [
    ...Array<number>(round.forClaimant).fill(1),
    ...Array<number>(round.forRespondent).fill(2),
    ...Array<number>(round.refused).fill(3),
  ];
  const rest = Array.from({ length: Math.max(0, round.panel - marks.length) }, (_, i) => {
    const seat = marks.length + i;
    if (seat < round.committed) return 'is-committed';
    return seat < round.seats ? 'is-drawn' : 'is-empty';
  });
  const words = [
    ...[1, 2, 3].map((choice) => [marks.filter((mark) => mark === choice).length, choiceText(choice)] as const).filter(([n]) => n > 0).map(([n, text]) => `${n} ${text}`),
    round.committed > revealed(round) ? `${round.committed - revealed(round)} committed` : '',
  ].filter((word) => word !== '');
  return (
    <span className="seats" role="img" aria-label={`Panel of ${counted(round.panel, 'seat')}: ${words.length > 0 ? words.join(', ') : `${round.seats} drawn`}`}>
      {marks.map((choice, i) => (
        <i key={i} className={`choice-${choice}`} />
      ))}
      {rest.map((name, i) => (
        <i key={`rest ${i}`} className={name} />
      ))}
    </span>
  );
}
