// The map of the nation's land. It needs nothing from anywhere: coasts and borders come with the page.
import { geoGraticule, geoOrthographic, geoPath } from 'd3-geo';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { counted } from '../../../domain/format';
import { countryOf } from '../../../domain/parcel';
import { useWidth } from '../../../ui/use-width';
import type { Plot } from '../plots';
import { Marks } from './Marks';
import { around, between, hexagonRadius, isPlan, metresPerPixel, MOST_DEGREES, moved, projectionOf, scaleBar, zoomed, type Size, type View } from './view';
import { countryView, useWorld, type World } from './world';

/** From here on the finer coasts are worth loading. */
const FINE_DEGREES = 45;
const FLIGHT_MS = 450;
const STEP = 60;

export function LandMap({ plots, selected, link }: { readonly plots: readonly Plot[]; readonly selected: string | undefined; readonly link: (plot: Plot) => string }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const size = useMemo<Size>(() => ({ width, height: Math.round(Math.max(280, Math.min(460, width * 0.5))) }), [width]);
  const [view, setView] = useState<View>();
  const [moving, setMoving] = useState(false);
  const flight = useRef(0);
  const closeUp = view !== undefined && view.degrees < FINE_DEGREES && !isPlan(view);
  const coarse = useWorld('coarse');
  const fine = useWorld('fine', closeUp);
  const world = closeUp && !moving ? (fine ?? coarse) : coarse;

  const brought = useRef<string>(undefined);
  const stop = () => cancelAnimationFrame(flight.current);
  useEffect(
    () => () => {
      cancelAnimationFrame(flight.current);
      brought.current = undefined;
    },
    [],
  );

  const fly = (to: View | undefined) => {
    stop();
    if (to === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      flight.current = requestAnimationFrame(() => setView(to));
      return;
    }
    const from: View = view ?? { center: to.center, degrees: MOST_DEGREES };
    const began = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, (now - began) / FLIGHT_MS);
      setView(t === 1 ? to : between(from, to, t));
      setMoving(t < 1);
      if (t < 1) flight.current = requestAnimationFrame(step);
    };
    flight.current = requestAnimationFrame(step);
  };

  const to = (some: readonly Plot[]) => fly(around(some.map(({ position }) => position), size, Math.max(0, ...some.map(({ squareMetres }) => 1.3 * hexagonRadius(squareMetres)))));

  // A parcel that is opened comes into view, if it is not seen well already.
  const wanted = plots.find(({ cell }) => cell === selected);
  useEffect(() => {
    if (wanted === undefined || brought.current === wanted.cell || width === 0) return;
    brought.current = wanted.cell;
    const at = view && projectionOf(view, size)([...wanted.position]);
    const seen = at && isPlan(view) && at[0] > 40 && at[1] > 40 && at[0] < size.width - 40 && at[1] < size.height - 40;
    // Its neighbours are shown with it: those within a kilometre.
    if (!seen) to(plots.filter(({ position: [x, y] }) => Math.hypot((x - wanted.position[0]) * Math.cos((y * Math.PI) / 180), y - wanted.position[1]) < 0.01));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new selection moves the map
  }, [wanted, size]);

  const middle = () => plots.find(({ cell }) => cell === selected)?.position ?? plots[0]?.position ?? ([0, 20] as const);
  const zoom = (factor: number) => fly(zoomed(view, factor, middle()));
  const pan = (dx: number, dy: number) => setView((held) => held && moved(held, size, dx, dy));

  const drag = useRef<{ x: number; y: number; id: number }>(undefined);
  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    if (event.pointerType === 'mouse' && event.button === 0 && view !== undefined && !(event.target as Element).closest('.mark')) {
      stop();
      drag.current = { x: event.clientX, y: event.clientY, id: event.pointerId };
      event.currentTarget.setPointerCapture(event.pointerId);
      setMoving(true);
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current?.id !== event.pointerId) return;
    const [dx, dy] = [event.clientX - drag.current.x, event.clientY - drag.current.y];
    drag.current = { x: event.clientX, y: event.clientY, id: event.pointerId };
    pan(dx, dy);
  };
  const onPointerUp = () => {
    if (drag.current !== undefined) setMoving(false);
    drag.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const panned = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key] as [number, number] | undefined;
    if (event.key === '+' || event.key === '=') zoom(2);
    else if (event.key === '-') zoom(0.5);
    else if (event.key === '0') fly(undefined);
    else if (event.shiftKey && panned) pan(...panned);
    else return;
    event.preventDefault();
  };

  const countries = useMemo(() => {
    const found = new Map<string, Plot[]>();
    for (const plot of plots) found.set(countryOf(plot.jurisdiction), [...(found.get(countryOf(plot.jurisdiction)) ?? []), plot]);
    return [...found].sort((a, b) => b[1].length - a[1].length);
  }, [plots]);

  return (
    <div className="land-map" ref={box}>
      <div className="land-map-places" role="group" aria-label="Look at">
        <button type="button" className="button" aria-pressed={view === undefined} onClick={() => fly(undefined)}>
          World
        </button>
        {countries.map(([country, some]) => (
          <span key={country} className="land-map-place">
            <button type="button" className="button" onClick={() => fly((coarse && countryView(coarse, country, (some[0] as Plot).position, size)) ?? around(some.map(({ position }) => position), size))}>
              {country}
            </button>
            <button type="button" className="button" onClick={() => to(some)}>
              {counted(some.length, 'parcel')}
              <span className="visually-hidden"> in {country}</span>
            </button>
          </span>
        ))}
      </div>
      <svg
        className={`map ${isPlan(view) ? 'is-plan' : ''} ${view === undefined ? '' : 'can-move'}`}
        width={size.width}
        height={size.height}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="group"
        aria-label="Map of the parcels. Arrow keys go from parcel to parcel, plus and minus zoom, arrow keys with Shift move the map. The same parcels are in the list."
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onKeyDown={onKeyDown}
      >
        <Ground view={view} size={size} world={world} />
        <Marks plots={plots} view={view} size={size} selected={selected} link={link} onGather={to} />
        {view !== undefined && <Frame view={view} size={size} world={coarse} />}
      </svg>
      <div className="land-map-zoom">
        <button type="button" className="icon-button" onClick={() => zoom(2)} aria-label="Zoom in">
          +
        </button>
        <button type="button" className="icon-button" onClick={() => zoom(0.5)} aria-label="Zoom out" aria-disabled={view === undefined}>
          −
        </button>
      </div>
    </div>
  );
}

/** Land, sea and borders; close up a grid, because coasts are too coarse there. */
function Ground({ view, size, world }: { readonly view: View | undefined; readonly size: Size; readonly world: World | undefined }) {
  const drawn = useMemo(() => {
    const path = geoPath(projectionOf(view, size)).digits(1);
    if (isPlan(view)) return undefined;
    return {
      sphere: view === undefined ? path({ type: 'Sphere' }) : `M0 0H${size.width}V${size.height}H0Z`,
      lines: path(geoGraticule().step(view === undefined || view.degrees > 40 ? [20, 20] : [5, 5])()),
      land: world && path(world.land),
      borders: world && path(world.borders),
    };
  }, [view, size, world]);
  if (drawn === undefined) return <Grid view={view as View} size={size} />;
  return (
    <g aria-hidden="true">
      <path className="map-sea" d={drawn.sphere ?? ''} />
      <path className="map-lines" d={drawn.lines ?? ''} />
      <path className="map-land" d={drawn.land ?? ''} />
      <path className="map-borders" d={drawn.borders ?? ''} />
    </g>
  );
}

/** A grid of squares as wide as the scale bar is long. */
function Grid({ view, size }: { readonly view: View; readonly size: Size }) {
  const { pixels } = scaleBar(metresPerPixel(view, size), 120);
  const across = Array.from({ length: Math.ceil(size.width / pixels / 2) * 2 + 1 }, (_, i) => size.width / 2 + (i - Math.ceil(size.width / pixels / 2)) * pixels);
  const down = Array.from({ length: Math.ceil(size.height / pixels / 2) * 2 + 1 }, (_, i) => size.height / 2 + (i - Math.ceil(size.height / pixels / 2)) * pixels);
  return (
    <g aria-hidden="true">
      <rect className="map-plan" width={size.width} height={size.height} />
      <path className="map-lines" d={across.map((x) => `M${x.toFixed(1)} 0V${size.height}`).join('') + down.map((y) => `M0 ${y.toFixed(1)}H${size.width}`).join('')} />
    </g>
  );
}

const GLOBE = 38;

/** How long a distance is, which way is north, and where on Earth this is. */
function Frame({ view, size, world }: { readonly view: View; readonly size: Size; readonly world: World | undefined }) {
  const bar = scaleBar(metresPerPixel(view, size), 120);
  const [lon, lat] = view.center;
  // The small globe turns by whole degrees: it is not drawn anew for each step of a hand.
  const turn = useMemo(() => [Math.round(lon), Math.round(lat)] as const, [lon, lat]);
  const globe = useMemo(() => {
    const path = geoPath(geoOrthographic().rotate([-turn[0], -turn[1] / 2]).scale(GLOBE).translate([0, 0])).digits(1);
    return { land: world && path(world.land), dot: geoOrthographic().rotate([-turn[0], -turn[1] / 2]).scale(GLOBE).translate([0, 0])([turn[0], turn[1]]) };
  }, [turn, world]);
  return (
    <g aria-hidden="true" pointerEvents="none">
      <g className="map-bar" transform={`translate(16 ${size.height - 18})`}>
        <path d={`M0 -5V0H${bar.pixels}V-5`} />
        <text x={bar.pixels / 2} y={-8} textAnchor="middle">
          {bar.text}
        </text>
      </g>
      <g transform={`translate(${size.width - GLOBE - 12} ${size.height - GLOBE - 12})`}>
        <circle className="map-sea map-globe" r={GLOBE} />
        <path className="map-land" d={globe.land ?? ''} />
        {globe.dot && <circle className="map-here" cx={globe.dot[0]} cy={globe.dot[1]} r={4} />}
      </g>
    </g>
  );
}
