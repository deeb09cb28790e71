// The count of a chamber: what was voted, and apart from it whether enough took part and whether enough were for.
import { basisPoints, count, percent } from '../../domain/format';
import { choiceNames, MOTION, type ProposalData } from '../../domain/proposal';
import { turnout, type Counts } from './counts';

export function Bar({ counts, label, mark }: { readonly counts: readonly bigint[]; readonly label: string; readonly mark?: number }) {
  const total = counts.slice(1).reduce((sum, n) => sum + n, 0n);
  return (
    <div className="bar-box" role="img" aria-label={label}>
      <div className="bar">
        {counts.slice(1).map((n, i) =>
          n === 0n || total === 0n ? null : <i key={i} className={`choice-${i + 1}`} style={{ width: `${(Number(n) / Number(total)) * 100}%` }} />,
        )}
      </div>
      {mark !== undefined && <div className="bar-mark" style={{ left: `${mark}%` }} />}
    </div>
  );
}

export function Tally({ p, counts }: { readonly p: ProposalData; readonly counts: Counts }) {
  const names = choiceNames(p.kind, p.choices);
  const total = turnout(counts);
  const [, yes = 0n, no = 0n] = counts.byChoice;
  const decisive = yes + no;
  const quorum = p.rules.quorumBps / 100;
  const share = counts.electorate === 0n ? 0 : (Number(total) / Number(counts.electorate)) * 100;
  const enough = total > 0n && total * 10_000n >= counts.electorate * BigInt(p.rules.quorumBps);
  const passes = yes * 10_000n > decisive * BigInt(p.rules.thresholdBps);
  const unit = counts.chamber === 1 ? 'votes' : 'weight';
  return (
    <div className="tally">
      <h3>{counts.name}</h3>
      <Bar counts={counts.byChoice} label={names.map((name, i) => `${name}: ${count(counts.byChoice[i + 1] ?? 0n)}`).join(', ')} />
      <table className="tally-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Choice</th>
            <th scope="col">{unit}</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, i) => (
            <tr key={name}>
              <th scope="row">
                <span className={`swatch choice-${i + 1}`} aria-hidden="true" />
                {name}
              </th>
              <td className="num">{count(counts.byChoice[i + 1] ?? 0n)}</td>
              <td className="num soft">{percent(counts.byChoice[i + 1] ?? 0n, total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="gauges">
        <Gauge
          title="Quorum"
          ok={enough}
          value={share}
          mark={quorum}
          text={`${count(total)} of ${count(counts.electorate)} took part, ${share.toFixed(1)} %; needed: ${basisPoints(p.rules.quorumBps)}`}
        />
        {p.kind === MOTION ? (
          <Gauge
            title="Threshold"
            ok={passes}
            value={decisive === 0n ? 0 : (Number(yes) / Number(decisive)) * 100}
            mark={p.rules.thresholdBps / 100}
            text={`${percent(yes, decisive)} of those for or against are for; needed: more than ${basisPoints(p.rules.thresholdBps)}`}
          />
        ) : (
          <p className="note">The option with most votes is elected; a tie elects nobody.</p>
        )}
      </div>
    </div>
  );
}

function Gauge({ title, ok, value, mark, text }: { readonly title: string; readonly ok: boolean; readonly value: number; readonly mark: number; readonly text: string }) {
  return (
    <div className="gauge">
      <div className="gauge-head">
        <b>{title}</b>
        <span className={ok ? 'gauge-ok' : 'gauge-no'}>{ok ? 'reached' : 'not reached'}</span>
      </div>
      <div className="bar-box" role="img" aria-label={`${title}: ${text}`}>
        <div className="bar bar-thin">
          <i className="gauge-fill" style={{ width: `${Math.min(100, value)}%` }} />
        </div>
        {mark > 0 && <div className="bar-mark" style={{ left: `${Math.min(100, mark)}%` }} />}
      </div>
      <p className="note">{text}</p>
    </div>
  );
}
