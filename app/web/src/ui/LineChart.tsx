// A chart of lines over time, in plain SVG: few points, exact labels, a table for those who do not see it.
import { useId } from 'react';
import { useWidth } from './use-width';
import { count, date } from '../domain/format';

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [at: number, value: number])[];
  /** The second kind is drawn dashed: what is expected, not what was. */
  readonly expected?: boolean;
  /** A further line's look: its own colour and dashes. */
  readonly tone?: 2 | 3;
  /** Values hold until the next point. */
  readonly steps?: boolean;
}

const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [220, 52, 10, 18, 26] as const;

/** Round values for the axis, at most five. */
function ticks(max: number): number[] {
  const rough = Math.max(max, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power);
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, i) => i * step);
}

export function LineChart({ series, now, title, format = count }: {
  readonly series: readonly Series[];
  readonly now?: number;
  readonly title: string;
  readonly format?: (value: number) => string;
}) {
  const id = useId();
  const [box, width] = useWidth<HTMLElement>();
  const all = series.flatMap(({ points }) => points);
  if (all.length === 0) return null;
  const times = all.map(([at]) => at).concat(now ?? []);
  const from = Math.min(...times);
  const until = Math.max(...times, from + 1);
  const marks = ticks(Math.max(...all.map(([, value]) => value)));
  const top = marks.at(-1) ?? 1;
  const x = (at: number) => LEFT + ((at - from) / (until - from)) * (width - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const path = ({ points, steps }: Series) =>
    points
      .map(([at, value], i) => {
        if (i === 0) return `M${x(at)} ${y(value)}`;
        return steps ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`;
      })
      .join('');
  return (
    <figure ref={box}>
      <svg className="chart" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{title}</title>
        {marks.map((value) => (
          <g key={value}>
            <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {now !== undefined && now > from && now < until && (
          <g>
            <line className="nowline" x1={x(now)} x2={x(now)} y1={TOP} y2={HEIGHT - BOTTOM} />
            <text x={x(now)} y={TOP - 6} textAnchor="middle">
              now
            </text>
          </g>
        )}
        {series.map((one) => (
          <path key={one.name} className={one.expected ? 'series-2' : `series ${one.tone === undefined ? '' : `tone-${one.tone}`}`} d={path(one)} />
        ))}
        <text x={LEFT} y={HEIGHT - 6}>
          {date(from)}
        </text>
        <text x={width - RIGHT} y={HEIGHT - 6} textAnchor="end">
          {date(until)}
        </text>
      </svg>
      <figcaption className="chart-key">
        {series.map(({ name, expected, tone }) => (
          <span key={name}>
            <svg width={26} height={8} aria-hidden="true" className="chart">
              <path className={expected ? 'series-2' : `series ${tone === undefined ? '' : `tone-${tone}`}`} d="M0 4H26" />
            </svg>{' '}
            {name}
          </span>
        ))}
      </figcaption>
      <div className="visually-hidden">
        <table>
        <caption>{title}</caption>
        <tbody>
          {series.flatMap(({ name, points }) =>
            points.slice(0, 60).map(([at, value], i) => (
              <tr key={`${name} ${i}`}>
                <th scope="row">{name}</th>
                <td>{date(at)}</td>
                <td>{format(value)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      </div>
    </figure>
  );
}
