// The small parts that every page is made of.
import { useId, useState, type ReactNode } from 'react';
import { useChainTime } from '../chain/hooks';
import { dateTime, date, relative, shortAddress } from '../domain/format';

/** A page's heading: its title, a sentence below, and what can be done on the right. */
export function PageHead({ title, lead, children }: { readonly title: ReactNode; readonly lead?: ReactNode; readonly children?: ReactNode }) {
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {children && <div className="page-head-side">{children}</div>}
    </header>
  );
}

/** A section of a page with its own heading. */
export function Section({ title, note, children, side, className }: {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly side?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`section ${className ?? ''}`} aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {side}
      </div>
      {note && <p className="note">{note}</p>}
      {children}
    </section>
  );
}

/** A surface that holds one matter. */
export function Card({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={`card ${className ?? ''}`}>{children}</div>;
}

/** Terms and what is said of them, side by side. */
export function Facts({ rows }: { readonly rows: readonly (readonly [term: ReactNode, value: ReactNode] | false | null | undefined)[] }) {
  return (
    <dl className="facts">
      {rows.map((row, i) =>
        row ? (
          <div key={i}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** A figure that matters, with what it counts. */
export function Stat({ label, value, note }: { readonly label: ReactNode; readonly value: ReactNode; readonly note?: ReactNode }) {
  return (
    <div className="stat">
      <div className="stat-label">{label}</div>
      <div className="stat-value">{value}</div>
      {note && <div className="stat-note">{note}</div>}
    </div>
  );
}

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

/** A state in a word. The word says it; the colour only helps. */
export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

/** A point in time: when it is, and how far from now on the chain. */
export function Time({ at, style = 'both' }: { readonly at: number | bigint; readonly style?: 'both' | 'relative' | 'date' | 'absolute' }) {
  const { now } = useChainTime();
  const seconds = Number(at);
  const iso = new Date(seconds * 1_000);
  if (Number.isNaN(iso.getTime())) return <span>{String(at)}</span>;
  const absolute = style === 'date' ? date(seconds) : dateTime(seconds);
  const near = now === undefined ? '' : relative(seconds, now);
  return (
    <time dateTime={iso.toISOString()} title={style === 'relative' ? absolute : near}>
      {style === 'relative' ? near || absolute : absolute}
      {style === 'both' && near && <span className="soft"> · {near}</span>}
    </time>
  );
}

/** An address by its ends, or by a name where it has one, with a button that copies it. */
export function Addr({ address, name }: { readonly address: string; readonly name?: ReactNode }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(address).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 1_500);
      },
      () => undefined, // Without permission the title still shows it in full.
    );
  };
  return (
    <button type="button" className="addr" title={`${address} (click to copy)`} onClick={copy}>
      {copied ? 'copied' : (name ?? <span className="mono">{shortAddress(address)}</span>)}
    </button>
  );
}

/** A hash, shortened, in full on hover. */
export function Hash({ hex }: { readonly hex: string }) {
  return (
    <code className="hash" title={hex}>
      {hex.slice(0, 16)}…{hex.slice(-8)}
    </code>
  );
}

/** What stands where something is still being read. */
export function Loading({ what = 'Reading the chain' }: { readonly what?: string }) {
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {what}…
    </div>
  );
}

/** What stands where there is nothing. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** Something the reader should know before going on. */
export function Notice({ tone = 'neutral', title, children }: { readonly tone?: Tone; readonly title?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      {title && <strong>{title}</strong>}
      <div>{children}</div>
    </div>
  );
}

/** A link from the chain, shown as the text that it is: only http, https and ipfs addresses can be followed. */
export function ChainLink({ uri }: { readonly uri: string }) {
  if (uri === '') return <span className="soft">none given</span>;
  if (!/^https?:\/\//i.test(uri)) return <code className="uri">{uri}</code>;
  return (
    <a className="uri" href={uri} rel="noopener noreferrer nofollow external" target="_blank">
      {uri}
    </a>
  );
}

/** A table that scrolls sideways where it is wider than its place; reached by keyboard for that. */
export function TableBox({ label, className, children }: { readonly label: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={`table-box ${className ?? ''}`} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
