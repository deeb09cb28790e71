// What came in and what left, slot by slot: up and down from one line.
import { date } from '../../domain/format';
import type { Slot } from '../../domain/treasury';
import { useWidth } from '../../ui/use-width';

const HEIGHT = 150;
const MIDDLE = 72;
const REACH = 56;

export function FlowChart({ slots, format }: { readonly slots: readonly Slot[]; readonly format: (value: bigint) => string }) {
  const [box, width] = useWidth<HTMLElement>();
  const most = slots.reduce((max, { inflow, outflow }) => [max, inflow, outflow].reduce((a, b) => (a > b ? a : b)), 0n);
  if (most === 0n) return <p className="note">Nothing has moved within this time.</p>;
  const step = width / slots.length;
  const tall = (value: bigint) => (Number(value) / Number(most)) * REACH;
  const label = slots.filter(({ inflow, outflow }) => inflow + outflow > 0n).map(({ from, inflow, outflow }) => `${date(from)}: in ${format(inflow)}, out ${format(outflow)}`).join('; ');
  return (
    <figure ref={box}>
      <svg className="chart" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        {slots.map(({ from, inflow, outflow }, i) => (
          <g key={from}>
            <rect className="flow-in" x={i * step + 3} width={step - 6} y={MIDDLE - tall(inflow)} height={tall(inflow)} />
            <rect className="flow-out" x={i * step + 3} width={step - 6} y={MIDDLE} height={tall(outflow)} />
          </g>
        ))}
        <line className="grid" x1={0} x2={width} y1={MIDDLE} y2={MIDDLE} />
        <text x={0} y={HEIGHT - 4}>
          {date(slots[0]?.from ?? 0)}
        </text>
        <text x={width} y={HEIGHT - 4} textAnchor="end">
          now
        </text>
      </svg>
      <div className="visually-hidden">
        <table>
          <caption>What came in and left, by slots of the breaker’s window</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">In</th>
              <th scope="col">Out</th>
            </tr>
          </thead>
          <tbody>
            {slots.map(({ from, inflow, outflow }) => (
              <tr key={from}>
                <th scope="row">{date(from)}</th>
                <td>{format(inflow)}</td>
                <td>{format(outflow)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption className="chart-key">
        <span>
          <span className="swatch choice-1" aria-hidden="true" />
          came in
        </span>
        <span>
          <span className="swatch choice-2" aria-hidden="true" />
          left
        </span>
      </figcaption>
    </figure>
  );
}
