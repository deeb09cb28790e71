// When what happens, by the chain's time.
import { useNow } from '../../chain/hooks';
import { Time } from '../../ui/basics';
import { outcomeText, STATE, type ProposalData } from '../../domain/proposal';

interface Step {
  readonly name: string;
  readonly about: string;
  readonly at: bigint;
}

function steps(p: ProposalData): readonly Step[] {
  const list: Step[] = [{ name: 'Opened', about: 'a draft, still to be changed', at: p.openedAt }];
  if (p.submission === 0n) return list;
  list.push({ name: 'Submitted', about: 'rules, electorate and actions are fixed; review begins', at: p.submittedAt });
  list.push({ name: 'Voting opens', about: 'every choice counts', at: p.votingOpensAt });
  list.push({ name: 'Voting closes', about: p.objectionClosesAt > p.votingClosesAt ? 'from here only votes against count' : 'no more votes', at: p.votingClosesAt });
  if (p.objectionClosesAt > p.votingClosesAt) list.push({ name: 'Objection closes', about: 'no more votes', at: p.objectionClosesAt });
  if (p.decidedAt > 0n) {
    const state = STATE[p.state];
    const what = state === 'cancelled' || (state === 'expired' && p.outcome === 0) ? state : outcomeText(p.kind, p.outcome);
    list.push({ name: 'Decided', about: what, at: p.decidedAt });
  }
  if (p.executesFrom > 0n && p.actions > 0 && p.outcome > 0) {
    list.push({ name: 'Actions may run', about: 'the timelock is over', at: p.executesFrom });
    list.push({ name: 'Expires', about: 'what has not run by then never will', at: p.executesUntil });
  }
  return list;
}

export function Timeline({ p }: { readonly p: ProposalData }) {
  const now = useNow();
  const list = steps(p);
  const last = list.findLastIndex(({ at }) => Number(at) <= now);
  return (
    <ol className="timeline">
      {list.map(({ name, about, at }, i) => (
        <li key={name} className={i <= last ? 'is-past' : ''} aria-current={i === last ? 'step' : undefined}>
          <div className="timeline-name">{name}</div>
          <div className="timeline-time">
            <Time at={at} style={i < last ? 'absolute' : 'both'} />
          </div>
          <div className="note">{about}</div>
        </li>
      ))}
    </ol>
  );
}
