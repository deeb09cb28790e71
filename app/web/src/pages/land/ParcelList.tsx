// The same parcels as on the map, as a list that can be searched.
import { useDeferredValue, useId, useState } from 'react';
import { count, counted } from '../../domain/format';
import { Badge, Empty } from '../../ui/basics';
import type { Plot } from './plots';

/** Rows drawn at a time. */
const PAGE = 60;

const FILTERS: readonly (readonly [label: string, keep: (plot: Plot) => boolean])[] = [
  ['All', () => true],
  ['Let', ({ state }) => state.key === 'let' || state.key === 'late'],
  ['Offered', ({ state }) => state.key === 'offered'],
  ['Not let', ({ state }) => state.key === 'free'],
];

export function ParcelList({ plots, selected, link }: { readonly plots: readonly Plot[]; readonly selected: string | undefined; readonly link: (plot: Plot) => string }) {
  const id = useId();
  const [text, setText] = useState('');
  const [filter, setFilter] = useState(0);
  const [shown, setShown] = useState(PAGE);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const keep = FILTERS[filter]?.[1] ?? (() => true);
  const found = plots.filter((plot) => keep(plot) && (wanted === '' || `${plot.cell} ${plot.title} ${plot.place} ${plot.state.text} ${plot.tenure}`.toLowerCase().includes(wanted)));
  return (
    <div className="parcel-list">
      <div className="parcel-list-head">
        <label className="visually-hidden" htmlFor={id}>
          Find a parcel by its cell, its place or its state
        </label>
        <input id={id} type="search" placeholder="Cell, place or state" value={text} onChange={(event) => setText(event.target.value)} />
        <div className="segments" role="group" aria-label="Which parcels">
          {FILTERS.map(([label], i) => (
            <button key={label} type="button" aria-pressed={filter === i} onClick={() => setFilter(i)}>
              {label}
            </button>
          ))}
        </div>
        <p className="note" role="status">
          {counted(found.length, 'parcel')}
        </p>
      </div>
      {found.length === 0 ? (
        <Empty>No parcel is like that.</Empty>
      ) : (
        <ul>
          {found.slice(0, shown).map((plot) => (
            <li key={plot.cell}>
              <a href={link(plot)} aria-current={plot.cell === selected ? 'true' : undefined}>
                <span className={`key key-${plot.state.key}`} aria-hidden="true" />
                <span className="parcel-list-name">{plot.title}</span>
                <span className="parcel-list-area">{plot.area}</span>
                <span className="parcel-list-place">
                  {plot.jurisdiction} · {plot.tenure}
                </span>
                <Badge tone={plot.state.tone}>{plot.state.text}</Badge>
              </a>
            </li>
          ))}
          {found.length > shown && (
            <li>
              <button type="button" className="button" onClick={() => setShown(shown + 5 * PAGE)}>
                Show more: {count(found.length - shown)} are left
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
