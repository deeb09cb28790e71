// Parcels on the map: hexagons of their area where that can be seen, dots and counts where not.
import { geoPath } from 'd3-geo';
import { useRef, useState, type KeyboardEvent } from 'react';
import { count } from '../../../domain/format';
import type { Plot } from '../plots';
import { gather, hexagon, hexagonRadius, isPlan, metresPerPixel, projectionOf, type Size, type Spot, type View } from './view';

/** A hexagon smaller than this is a dot. */
const LEAST_RADIUS = 7;
const DOT = 7;

interface Mark {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** One plot, or several that lie on each other at this scale. */
  readonly plots: readonly Plot[];
  readonly radius: number;
  /** As surveyed, where that is known. */
  readonly outline?: string;
}

function marksOf(plots: readonly Plot[], view: View | undefined, size: Size): readonly Mark[] {
  const projection = projectionOf(view, size);
  const path = geoPath(projection);
  const scale = metresPerPixel(view, size);
  const placed = plots.flatMap((plot) => {
    const at = projection([...plot.position]);
    if (at === null || at[0] < -30 || at[1] < -30 || at[0] > size.width + 30 || at[1] > size.height + 30) return [];
    return [{ x: at[0], y: at[1], of: plot }];
  });
  const radiusOf = (plot: Plot) => (isPlan(view) ? hexagonRadius(plot.squareMetres) / scale : 0);
  const large = placed.filter(({ of }) => radiusOf(of) >= LEAST_RADIUS);
  const small = placed.filter(({ of }) => radiusOf(of) < LEAST_RADIUS);
  return [
    ...large
      .sort((a, b) => b.of.squareMetres - a.of.squareMetres)
      .map(({ x, y, of }) => {
        const outline = of.surveyed && path({ type: 'MultiLineString', coordinates: of.surveyed.rings.map((ring) => ring.map(([lon, lat]) => [lon, lat])) });
        return { key: of.cell, x, y, plots: [of], radius: radiusOf(of), ...(outline ? { outline } : {}) };
      }),
    ...gather(small, 26).map(({ x, y, of }: Spot<Plot>) => ({ key: (of[0] as Plot).cell, x, y, plots: of, radius: DOT + Math.min(9, 2.5 * Math.log2(of.length)) })),
  ];
}

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest mark in a direction; what lies aside counts double. */
function next(marks: readonly Mark[], from: Mark, [dx, dy]: readonly [number, number]): Mark | undefined {
  let best: { mark: Mark; cost: number } | undefined;
  for (const mark of marks) {
    const [x, y] = [mark.x - from.x, mark.y - from.y];
    const ahead = x * dx + y * dy;
    if (mark === from || ahead <= 0) continue;
    const cost = ahead + 2 * Math.abs(x * dy - y * dx);
    if (best === undefined || cost < best.cost) best = { mark, cost };
  }
  return best?.mark;
}

export function Marks({ plots, view, size, selected, link, onGather }: {
  readonly plots: readonly Plot[];
  readonly view: View | undefined;
  readonly size: Size;
  readonly selected: string | undefined;
  readonly link: (plot: Plot) => string;
  readonly onGather: (plots: readonly Plot[]) => void;
}) {
  const marks = marksOf(plots, view, size);
  const group = useRef<SVGGElement>(null);
  const [current, setCurrent] = useState<string>();
  const [shown, setShown] = useState<string>();
  // One stop of the Tab key for the whole map: the mark that had the focus last, the selected one, or the first.
  const stop = marks.find(({ key }) => key === current) ?? marks.find(({ plots }) => plots.some(({ cell }) => cell === selected)) ?? marks[0];
  const onKeyDown = (event: KeyboardEvent, mark: Mark) => {
    if (event.key === ' ' || (event.key === 'Enter' && mark.plots.length > 1)) {
      event.preventDefault();
      if (mark.plots.length > 1) onGather(mark.plots);
      else location.assign(link(mark.plots[0] as Plot));
      return;
    }
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const to = next(marks, mark, direction);
    if (to === undefined) return;
    setCurrent(to.key);
    group.current?.querySelector<SVGElement>(`[data-key="${CSS.escape(to.key)}"]`)?.focus();
  };
  const hovered = marks.find(({ key }) => key === shown);
  return (
    <g ref={group}>
      {marks.map((mark) => {
        const [first] = mark.plots as [Plot];
        const several = mark.plots.length > 1;
        const chosen = mark.plots.some(({ cell }) => cell === selected);
        const common = {
          'data-key': mark.key,
          tabIndex: mark === stop ? 0 : -1,
          className: `mark ${several ? 'mark-several' : `mark-${first.state.key}`} ${chosen ? 'is-chosen' : ''}`,
          onKeyDown: (event: KeyboardEvent) => onKeyDown(event, mark),
          onFocus: () => {
            setCurrent(mark.key);
            setShown(mark.key);
          },
          onBlur: () => setShown(undefined),
          onPointerEnter: () => setShown(mark.key),
          onPointerLeave: () => setShown(undefined),
        };
        return several ? (
          <g key={mark.key} role="button" aria-label={`${count(mark.plots.length)} parcels near each other in ${first.place}: look closer`} onClick={() => onGather(mark.plots)} {...common}>
            <circle cx={mark.x} cy={mark.y} r={mark.radius} />
            <text x={mark.x} y={mark.y + 4} textAnchor="middle">
              {count(mark.plots.length)}
            </text>
          </g>
        ) : (
          <a key={mark.key} href={link(first)} aria-label={first.spoken} aria-current={chosen ? 'true' : undefined} {...common}>
            {mark.outline !== undefined ? <path d={mark.outline} />
            : mark.radius > DOT ? <polygon points={hexagon([mark.x, mark.y], mark.radius)} />
            : <circle cx={mark.x} cy={mark.y} r={DOT} />}
            {first.label.length * 7 < 1.8 * mark.radius && (
              <text x={mark.x} y={mark.y + 4} textAnchor="middle" aria-hidden="true">
                {first.label}
              </text>
            )}
          </a>
        );
      })}
      {hovered && <Tip mark={hovered} size={size} />}
    </g>
  );
}

const TIP = { width: 208, line: 16 };

/** What a mark is, beside it, for those who see it. Screen readers have its name. */
function Tip({ mark, size }: { readonly mark: Mark; readonly size: Size }) {
  const [first] = mark.plots as [Plot];
  const lines = mark.plots.length > 1 ? [`${count(mark.plots.length)} parcels`, first.place, 'Select to look closer'] : [first.title, `${first.area}, ${first.place}`, first.state.text];
  const height = lines.length * TIP.line + 14;
  const x = Math.max(4, Math.min(size.width - TIP.width - 4, mark.x - TIP.width / 2));
  const above = mark.y - mark.radius - height - 8;
  const y = above > 4 ? above : Math.min(size.height - height - 4, mark.y + mark.radius + 8);
  return (
    <g className="tip" aria-hidden="true" pointerEvents="none" transform={`translate(${x} ${y})`}>
      <rect width={TIP.width} height={height} rx={6} />
      {lines.map((line, i) => (
        <text key={i} x={10} y={20 + i * TIP.line} className={i === 0 ? 'tip-head' : undefined}>
          {line}
        </text>
      ))}
    </g>
  );
}
