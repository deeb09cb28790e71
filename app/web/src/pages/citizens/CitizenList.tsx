// Every citizen in a list of which only what is seen is drawn, so that ten thousand are as quick as ten.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useAccounts, useMinute } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { NO_DELEGATE, standing, TIER } from '../../domain/citizen';
import { count, counted, date, shortAddress } from '../../domain/format';
import { Empty, Loading, Notice, Section } from '../../ui/basics';
import { StandingBadge } from './standing';

const ROW = 44;

type Filter = 'all' | 'active' | 'lapsed' | 'suspended' | 'gone';

export function CitizenList() {
  const nation = useNation();
  const citizens = useAccounts('citizen', 'nation', nation.address);
  const now = useMinute();
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const wanted = useDeferredValue(text.trim());
  const ids = { search: useId(), filter: useId() };

  const sorted = useMemo(() => [...citizens.list].sort((a, b) => (a.data.serial < b.data.serial ? -1 : 1)), [citizens.list]);
  const shown = useMemo(
    () =>
      sorted.filter(({ data }) => {
        const word = standing(data, now);
        const fits = filter === 'all' || word === filter || (filter === 'gone' && (word === 'renounced' || word === 'revoked'));
        return fits && (wanted === '' || String(data.serial) === wanted.replace(/^#/, '') || data.wallet.toLowerCase().includes(wanted.toLowerCase()));
      }),
    [sorted, filter, wanted, now],
  );

  return (
    <Section title="Register" side={<span className="note tabular">{citizens.status === 'ready' && counted(shown.length, 'citizen')}</span>}>
      <div className="filters">
        <div>
          <label htmlFor={ids.search}>Number or wallet</label>
          <input id={ids.search} type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="such as 42, or part of an address" spellCheck={false} />
        </div>
        <div>
          <label htmlFor={ids.filter}>Standing</label>
          <select id={ids.filter} value={filter} onChange={(event) => setFilter(event.target.value as Filter)}>
            <option value="all">everybody</option>
            <option value="active">active</option>
            <option value="lapsed">lapsed</option>
            <option value="suspended">suspended</option>
            <option value="gone">renounced or revoked</option>
          </select>
        </div>
      </div>
      {citizens.status === 'loading' && <Loading what="Reading the citizens" />}
      {citizens.status === 'failed' && (
        <Notice tone="bad" title="The citizens cannot be read">
          {citizens.error}
        </Notice>
      )}
      {citizens.status === 'ready' && shown.length === 0 && <Empty>{sorted.length === 0 ? 'Nobody has joined yet.' : 'Nobody fits.'}</Empty>}
      {shown.length > 0 && <Rows shown={shown} now={now} slug={nation.slug} />}
    </Section>
  );
}

type Shown = ReturnType<typeof useAccounts<'citizen'>>['list'];

function Rows({ shown, now, slug }: { readonly shown: Shown; readonly now: number; readonly slug: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useEffect(() => setMargin(box.current?.offsetTop ?? 0), [shown]);
  const rows = useWindowVirtualizer({ count: shown.length, estimateSize: () => ROW, overscan: 12, scrollMargin: margin });
  return (
    <div className="citizens" role="table" aria-label="Citizens" aria-rowcount={shown.length + 1}>
      <div className="citizens-row citizens-head" role="row" aria-rowindex={1}>
        {['No.', 'Wallet', 'Standing', 'Tier', 'Joined', 'Term ends', 'Delegate'].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
      <div ref={box} role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const citizen = shown[index];
          if (citizen === undefined) return null;
          const { data, address } = citizen;
          return (
            <div key={address} className="citizens-row" role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${start - margin}px)`, height: ROW }}>
              <span role="cell" className="num">
                {count(data.serial)}
              </span>
              <span role="cell">
                <a className="mono" href={href(slug, 'citizens', data.serial)} title={data.wallet}>
                  {shortAddress(data.wallet)}
                </a>
              </span>
              <span role="cell">
                <StandingBadge citizen={data} now={now} />
              </span>
              <span role="cell">{TIER[data.tier]}</span>
              <span role="cell">{date(data.joinedAt)}</span>
              <span role="cell">{date(data.expiresAt)}</span>
              <span role="cell">{data.delegate === NO_DELEGATE ? <span className="soft">–</span> : <a href={href(slug, 'citizens', data.delegate)}>No. {count(data.delegate)}</a>}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
