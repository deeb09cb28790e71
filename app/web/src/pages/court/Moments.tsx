import type { Moment } from '../../domain/case';
import { Time } from '../../ui/basics';

/** What has happened and what is due, with the present marked. */
export function Moments({ list, now }: { readonly list: readonly Moment[]; readonly now: number }) {
  const last = list.findLastIndex(({ at }) => Number(at) <= now);
  return (
    <ol className="moments">
      {list.map(({ name, about, at }, i) => (
        <li key={`${name} ${at}`} className={i <= last ? 'is-past' : ''} aria-current={i === last ? 'step' : undefined}>
          <div className="moment-name">{name}</div>
          <div className="moment-time">
            <Time at={at} style={i < last ? 'absolute' : 'both'} />
          </div>
          <div className="note">{about}</div>
        </li>
      ))}
    </ol>
  );
}
