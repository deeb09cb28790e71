import { useId, useMemo, useState } from 'react';
import { useAccounts, useMinute } from '../../chain/hooks';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { textOf } from '../../chain/bytes';
import { useGovernor, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { count, percent } from '../../domain/format';
import { choiceNames, isOpen, MOTION, phaseOf } from '../../domain/proposal';
import { Empty, Loading, Notice, PageHead, Time } from '../../ui/basics';
import { countsOf, turnout } from './counts';
import { nextMoment, PhaseBadge } from './phase';
import { Bar } from './Tally';

type Shown = 'all' | 'open' | 'decided';

export function ProposalList() {
  const nation = useNation();
  const governor = useGovernor();
  const proposals = useAccounts('proposal', 'nation', nation.address);
  const now = useMinute();
  const [shown, setShown] = useState<Shown>('all');
  const group = useId();
  const sorted = useMemo(() => [...proposals.list].sort((a, b) => Number(b.data.id - a.data.id)), [proposals.list]);
  const open = sorted.filter(({ data }) => isOpen(phaseOf(data, now)));
  const list = shown === 'all' ? sorted : sorted.filter((one) => open.includes(one) === (shown === 'open'));
  return (
    <>
      <PageHead title="Proposals" lead="What the citizens are asked, and what they have decided.">
        <a className="button" href={href(nation.slug, 'proposals', 'new')}>
          New proposal
        </a>
      </PageHead>
      {governor === null && <Notice tone="warn" title="This nation has no governor yet">Until it has, nothing can be put to a vote.</Notice>}
      <fieldset className="segments">
        <legend className="visually-hidden">Show</legend>
        {(['all', 'open', 'decided'] as const).map((value) => (
          <label key={value}>
            <input type="radio" name={group} checked={shown === value} onChange={() => setShown(value)} />
            <span>
              {value} <span className="soft tabular">{count(value === 'all' ? sorted.length : value === 'open' ? open.length : sorted.length - open.length)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {proposals.status === 'loading' && <Loading what="Reading the proposals" />}
      {proposals.status === 'failed' && <Notice tone="bad" title="The proposals cannot be read">{proposals.error}</Notice>}
      {proposals.status === 'ready' && list.length === 0 && <Empty>{shown === 'open' ? 'Nothing is open to be decided now.' : 'There is none yet.'}</Empty>}
      <ul className="proposal-list">
        {list.map((proposal) => (
          <Row key={proposal.address} proposal={proposal} />
        ))}
      </ul>
    </>
  );
}

function Row({ proposal }: { readonly proposal: Held<DataOf<'proposal'>> }) {
  const nation = useNation();
  const governor = useGovernor();
  const now = useMinute();
  const p = proposal.data;
  const phase = phaseOf(p, now);
  // Only what is being voted on is not yet in the proposal's own tally.
  const running = phase === 'voting' || phase === 'objection' || phase === 'counting';
  const pages = useAccounts('page', 'proposal', running ? proposal.address : undefined);
  const counts = countsOf(p, pages.list);
  const [what, at] = nextMoment(p, phase);
  const track = governor?.data.tracks[p.track];
  const names = choiceNames(p.kind, p.choices);
  return (
    <li>
      <a className="card proposal-row" href={href(nation.slug, 'proposals', p.id)}>
        <span className="proposal-id tabular">{count(p.id)}</span>
        <span className="proposal-title">{textOf(p.title)}</span>
        <span className="proposal-meta">
          <PhaseBadge phase={phase} />
          <span className="soft">
            {p.kind === MOTION ? 'motion' : 'poll'}
            {track && `, ${textOf(track.name)}`} · {what} <Time at={at} style="relative" />
          </span>
        </span>
        {p.submission > 0n && phase !== 'review' && (
          <span className="proposal-bars">
            {counts.map((one) => (
              <span key={one.chamber}>
                <Bar counts={one.byChoice} label={names.map((name, i) => `${name} ${count(one.byChoice[i + 1] ?? 0n)}`).join(', ')} />
                <span className="note tabular">
                  {p.kind === MOTION
                    ? `${count(one.byChoice[1] ?? 0n)} for, ${count(one.byChoice[2] ?? 0n)} against`
                    : `${count(turnout(one))} votes`}{' '}
                  · turnout {percent(turnout(one), one.electorate, 0)}
                </span>
              </span>
            ))}
          </span>
        )}
      </a>
    </li>
  );
}
