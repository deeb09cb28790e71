import { useId, type ReactNode } from 'react';
import type { Coin } from './coin';
import './amount.css';

/** A field for an amount of money, with its unit, and what can be put into it by one press. */
export function AmountField({ label, coin, value, onChange, offers = [], children }: {
  readonly label: string;
  readonly coin: Coin | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly offers?: readonly (readonly [label: string, value: string])[];
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="amount">
      <label htmlFor={id}>
        {label}
        {coin && `, in ${coin.unit}`}
      </label>
      <div className="amount-row">
        <input id={id} inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} autoComplete="off" />
        {children}
      </div>
      {offers.length > 0 && (
        <div className="amount-offers">
          {offers.map(([text, offered]) => (
            <button key={text} type="button" className="link" onClick={() => onChange(offered)}>
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
