import type { Held } from '../../chain/collection';
import { useAccounts, useMinute } from '../../chain/hooks';
import type { DataOf } from '../../chain/kinds';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { deadlineOf, feeOf, GROUPS, groupOf, phaseOf, present, standing } from '../../domain/case';
import { count, span } from '../../domain/format';
import { Empty, Loading, Section, Stat, Time } from '../../ui/basics';
import { useAsked } from './Asked';
import { useCourt } from './court';
import { Party } from './Party';
import { PhaseBadge } from './phase';
import { SeatMarks } from './SeatMarks';

export function CaseList() {
  const court = useCourt();
  const { status, list } = useAccounts('case', 'court', court.address);
  const now = useMinute();
  const sorted = [...list].sort((a, b) => Number(b.data.id - a.data.id));
  const tell = useAsked(sorted.map(({ data }) => data));
  const { params } = court.data;
  const open = sorted.filter(({ data }) => phaseOf(data, now) !== 'final').length;
  return (
    <>
      <div className="stats">
        <Stat label="Cases under way" value={count(open)} note={`${count(court.data.nextCase)} brought in all`} />
        <Stat label="Jurors" value={count(court.data.jurors)} note={`a first panel has ${params.panel}`} />
        <Stat label="A case costs" value={court.money.write(feeOf(params.fee, params.panel, 0))} note="paid to the jurors by whoever brings it" />
        <Stat label="A juror risks" value={court.money.write(params.bond)} note="for each seat" />
      </div>
      {status === 'loading' && <Loading what="Reading the cases" />}
      {status === 'ready' && list.length === 0 && <Empty>No case is on record.</Empty>}
      {GROUPS.map(([group, title, note]) => {
        const some = sorted.filter(({ data }) => groupOf(data, now) === group);
        if (some.length === 0) return null;
        return (
          <Section key={group} title={title} note={note || undefined}>
            <ul className="case-list">
              {some.map((held) => (
                <Row key={held.address} held={held} now={now} title={tell.title(held.data)} />
              ))}
            </ul>
          </Section>
        );
      })}
      <Section title="How the court judges">
        <ol className="course">
          <li>
            <b>Answer</b> <span className="soft">{span(params.answerSeconds)}</span>
            <p className="note">The respondent answers the claimant’s statement.</p>
          </li>
          <li>
            <b>Evidence</b> <span className="soft">{span(params.evidenceSeconds)} more</span>
            <p className="note">Each party brings up to sixteen pieces.</p>
          </li>
          <li>
            <b>Draw</b> <span className="soft">up to {span(params.drawSeconds)}</span>
            <p className="note">The hash of a slot that lay in the future decides who sits.</p>
          </li>
          <li>
            <b>Commit, reveal</b> <span className="soft">up to {span(params.commitSeconds)} and {span(params.revealSeconds)}</span>
            <p className="note">Each juror decides without seeing the others.</p>
          </li>
          <li>
            <b>Appeal</b> <span className="soft">{span(params.appealSeconds)}</span>
            <p className="note">
              To ever larger panels, {params.maxAppeals === 1 ? 'once' : `${params.maxAppeals} times`} at most, then to all citizens.
            </p>
          </li>
        </ol>
      </Section>
    </>
  );
}

function Row({ held, now, title }: { readonly held: Held<DataOf<'case'>>; readonly now: number; readonly title: string }) {
  const nation = useNation();
  const { money } = useCourt();
  const c = held.data;
  const until = deadlineOf(c, now);
  const round = present(c);
  return (
    <li>
      <a className="card case-row" href={href(nation.slug, 'court', c.id)}>
        <span className="case-id tabular">{count(c.id)}</span>
        <span className="case-title">{title}</span>
        <span className="case-meta">
          <PhaseBadge c={c} now={now} />
          {until !== undefined ? (
            <span>
              <span className="soft">ends</span> <Time at={until} style="relative" />
            </span>
          ) : (
            <span className="soft">{standing(c, now, money.write)}</span>
          )}
        </span>
        <span className="case-side">
          {round.panel > 0 && <SeatMarks round={round} />}
          <span className="note">
            <Party wallet={c.claimant} serial={c.claimantSerial} plain /> against <Party wallet={c.respondent} serial={c.respondentSerial} plain />
          </span>
        </span>
      </a>
    </li>
  );
}
