// The nation's land: where it is, who has it, and what they owe.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAccounts, useMinute } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { href, useRoute } from '../../app/router';
import type { Surveyed } from '../../domain/boundary';
import { count, counted } from '../../domain/format';
import { isRunning } from '../../domain/lease';
import { area } from '../../domain/parcel';
import { Empty, Loading, Notice, PageHead, Stat } from '../../ui/basics';
import { Campaigns } from './Campaigns';
import { LandMap } from './map/LandMap';
import { ParcelList } from './ParcelList';
import { ParcelPanel } from './ParcelPanel';
import { plotOf, type Plot } from './plots';
import { Survey } from './Survey';
import { Tenancies } from './Tenancies';
import './land.css';

const LEGEND = [
  ['free', 'not let'],
  ['let', 'let'],
  ['late', 'rent late'],
  ['offered', 'to be had'],
] as const;

export default function LandPage() {
  const nation = useNation();
  const now = useMinute();
  const [selected] = useRoute().rest;
  const registries = useAccounts('registry', 'nation', nation.address);
  const parcels = useAccounts('parcel', 'nation', nation.address);
  const leases = useAccounts('lease', 'nation', nation.address);
  const ledgers = useAccounts('ledger', 'nation', nation.address);
  const [surveys, setSurveys] = useState<ReadonlyMap<string, Surveyed>>(new Map());
  const plots = useMemo(
    () =>
      parcels.list
        .filter(({ data }) => data.retired === 0)
        .map((parcel) => plotOf(parcel, leases.byAddress.get(parcel.data.current), surveys, now))
        .sort((a, b) => a.jurisdiction.localeCompare(b.jurisdiction) || a.title.localeCompare(b.title, 'en', { numeric: true })),
    [parcels.list, leases.byAddress, surveys, now],
  );
  const link = useCallback((plot: Plot) => href(nation.slug, 'land', plot.cell), [nation.slug]);
  const registry = registries.list[0]?.data;
  const chosen = plots.find(({ cell }) => cell === selected);
  // Whoever chooses a parcel goes on where it is told of.
  const panel = useRef<HTMLDivElement>(null);
  const opened = useRef(selected);
  useEffect(() => {
    if (opened.current === selected) return;
    opened.current = selected;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const running = leases.list.filter(({ data }) => isRunning(data));
  const late = plots.filter(({ state }) => state.key === 'late').length;
  const places = new Set(plots.map(({ jurisdiction }) => jurisdiction.slice(0, 2))).size;
  return (
    <>
      <PageHead title="Land" lead="Every parcel that the nation owns, holds or claims, who it is let to, and what is owed." />
      {parcels.status === 'loading' && <Loading what="Reading the registry of land" />}
      {parcels.status === 'failed' && (
        <Notice tone="bad" title="The parcels cannot be read">
          {parcels.error}
        </Notice>
      )}
      {registry && (
        <div className="stats">
          <Stat label="Parcels" value={count(registry.parcels)} note={`in ${counted(places, 'country', 'countries')}`} />
          <Stat label="Owned" value={area(registry.areas[0] ?? 0n)} note={counted(registry.counts[0] ?? 0, 'parcel')} />
          <Stat label="Leased in" value={area(registry.areas[1] ?? 0n)} note={counted(registry.counts[1] ?? 0, 'parcel')} />
          {(registry.counts[2] ?? 0) > 0 && <Stat label="Claimed" value={area(registry.areas[2] ?? 0n)} note={counted(registry.counts[2] ?? 0, 'parcel')} />}
          <Stat label="Let" value={count(running.length)} note={late === 0 ? 'no rent is late' : `${counted(late, 'lease')} behind`} />
        </div>
      )}
      {parcels.status === 'ready' && plots.length === 0 && <Empty>{registry ? 'No parcel is registered.' : 'This nation has no registry of land.'}</Empty>}
      {selected !== undefined && parcels.status === 'ready' && chosen === undefined && <Notice tone="warn">This nation has no parcel of the cell “{selected}”.</Notice>}
      {plots.length > 0 && (
        <>
          <div className="land-top">
            <div className="land-map-card">
              <LandMap plots={plots} selected={selected} link={link} />
              <ul className="legend" aria-label="What the colours mean">
                {LEGEND.map(([key, text]) => (
                  <li key={key}>
                    <span className={`key key-${key}`} aria-hidden="true" />
                    {text}
                  </li>
                ))}
              </ul>
            </div>
            <ParcelList plots={plots} selected={selected} link={link} />
          </div>
          {chosen && (
            <div ref={panel} tabIndex={-1} className="land-panel">
              <ParcelPanel key={chosen.cell} plot={chosen} leases={leases.list.filter(({ data }) => data.parcel === chosen.parcel.address)} ledgers={ledgers} />
            </div>
          )}
          <Survey parcels={parcels.list} onRead={setSurveys} />
          <Tenancies plots={plots} link={link} />
        </>
      )}
      {registry && <Campaigns ledgers={ledgers} />}
    </>
  );
}
