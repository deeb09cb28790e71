// Each round: who sat, how the lot fell on them, what they chose.
import { toHex } from '../../chain/bytes';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { choiceText, revealed, rulingText, type CaseData, type RoundData } from '../../domain/case';
import { count, counted } from '../../domain/format';
import { hasCommitted, outcomeOf, type SeatData } from '../../domain/juror';
import { Badge, Card, Hash, Section, TableBox, Time } from '../../ui/basics';
import { useCourt } from './court';
import { SeatMarks } from './SeatMarks';
import type { CaseView, Jurors } from './view';

export function Rounds({ held, seats, jurors, phase }: CaseView & { readonly jurors: Jurors }) {
  const c = held.data;
  const rounds = c.rounds.slice(0, c.round + 1).filter(({ panel }) => panel > 0);
  if (rounds.length === 0) return null;
  return (
    <Section title={rounds.length === 1 ? 'Panel' : 'Panels'}>
      <div className="stack">
        {rounds
          .map((round, number) => (
            <One
              key={number}
              c={c}
              round={round}
              number={number}
              seats={seats.map(({ data }) => data).filter((seat) => seat.round === number)}
              jurors={jurors}
              judging={number === c.round && ['draw', 'commit', 'reveal'].includes(phase)}
            />
          ))
          .reverse()}
      </div>
    </Section>
  );
}

const NAMES = ['First panel', 'First appeal', 'Second appeal', 'Third appeal', 'Fourth appeal'] as const;

function One({ c, round, number, seats, jurors, judging }: {
  readonly c: CaseData;
  readonly round: RoundData;
  readonly number: number;
  readonly seats: readonly SeatData[];
  readonly jurors: Jurors;
  readonly judging: boolean;
}) {
  const nation = useNation();
  const { money } = useCourt();
  const sorted = [...seats].sort((a, b) => a.number - b.number);
  const told = [1, 2, 3].map((choice) => [choice, [round.forClaimant, round.forRespondent, round.refused][choice - 1] ?? 0] as const).filter(([, n]) => n > 0);
  return (
    <Card>
      <div className="row round-head">
        <h3>{NAMES[number] ?? `Round ${number + 1}`}</h3>
        <SeatMarks round={round} />
        {round.ruling > 0 ? <Badge tone={number === c.round ? 'good' : 'neutral'}>{rulingText(round.ruling)}</Badge> : <span className="note">no ruling yet</span>}
      </div>
      <p className="note">
        {counted(round.panel, 'seat')}, {round.seats === round.panel ? 'all filled' : `${round.seats} filled`}; {count(round.committed)} committed, {count(revealed(round))} revealed
        {told.length > 0 && ': '}
        {told.map(([choice, n], i) => (
          <span key={choice}>
            {i > 0 && ', '}
            <span className={`swatch choice-${choice}`} aria-hidden="true" />
            {n} {choiceText(choice)}
          </span>
        ))}
        . Paid for by the {round.payer === 0 ? 'claimant' : 'respondent'}.
      </p>
      {sorted.length > 0 && (
        <TableBox label={`Jurors of the ${NAMES[number] ?? 'round'}`} className="round-table">
          <table>
            <thead>
              <tr>
                <th scope="col">Juror</th>
                <th scope="col">Choice</th>
                <th scope="col">Bond and pay</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((seat) => {
                const juror = jurors.find(({ data }) => data.index === seat.index);
                const outcome = outcomeOf(seat, c);
                return (
                  <tr key={seat.number}>
                    <th scope="row">
                      No. {count(seat.index)}
                      {juror && (
                        <span className="soft">
                          , <a href={href(nation.slug, 'citizens', juror.data.serial)}>citizen No. {count(juror.data.serial)}</a>
                        </span>
                      )}
                    </th>
                    <td>
                      {seat.choice > 0 ? (
                        <>
                          <span className={`swatch choice-${seat.choice}`} aria-hidden="true" />
                          {choiceText(seat.choice)}
                        </>
                      ) : hasCommitted(seat) ? (
                        judging ? 'committed, still secret' : 'committed, never revealed'
                      ) : judging ? (
                        <span className="soft">not committed yet</span>
                      ) : (
                        'absent'
                      )}
                    </td>
                    <td className="tabular">
                      {outcome === undefined ? (
                        <span className="soft">{money.write(c.params.bond)} at risk</span>
                      ) : outcome.earned > 0n ? (
                        `earns ${money.write(outcome.earned)}`
                      ) : outcome.lost > 0n ? (
                        `loses ${money.write(outcome.lost)}`
                      ) : (
                        'keeps the bond'
                      )}
                      {seat.settled !== 0 && <span className="soft"> · settled</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableBox>
      )}
      <details>
        <summary>How the lot fell</summary>
        <p className="note">
          Drawn from {counted(round.jurors, 'juror')} who were frozen <Time at={round.frozenAt} style="absolute" />, by the hash of the first slot produced from slot{' '}
          {count(round.pinnedSlot)} on, which nobody could know then.{' '}
          {round.capturedSlot > 0n ? (
            <>
              It was slot {count(round.capturedSlot)}, with the hash <Hash hex={toHex(round.hash)} />.
            </>
          ) : (
            'It has not been captured yet.'
          )}{' '}
          {number === c.round && round.attempt > 0 && `${counted(round.attempt, 'attempt')} for the seat that is open: jurors who cannot sit are passed over.`}
        </p>
      </details>
    </Card>
  );
}

