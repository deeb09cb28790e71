import { useEffect, useState } from 'react';
import type { Address } from '@solana/kit';
import { fromBase64, textOf } from '../../chain/bytes';
import { useStore } from '../../chain/hooks';
import type { DataOf } from '../../chain/kinds';
import { NOBODY } from '../../clients/addresses';
import { useNation } from '../../app/nation';
import { TIER } from '../../domain/citizen';
import { count, date, shortAddress } from '../../domain/format';
import { readPassport, type Passport } from '../../domain/passport';

/** The metadata of a passport: undefined while read, null where there is none. */
function usePassport(mint: Address): Passport | null | undefined {
  const store = useStore();
  const [held, setHeld] = useState<{ mint: Address; passport: Passport | null }>();
  useEffect(() => {
    if (mint === NOBODY) return undefined;
    let left = false;
    store.connection.rpc
      .getAccountInfo(mint, { encoding: 'base64', commitment: 'confirmed' })
      .send()
      .then(({ value }) => {
        if (!left) setHeld({ mint, passport: (value && readPassport(fromBase64(value.data[0]))) ?? null });
      })
      .catch(() => undefined); // It stays "being read"; the frame says that the node is away.
    return () => {
      left = true;
    };
  }, [mint, store]);
  if (mint === NOBODY) return null;
  return held?.mint === mint ? held.passport : undefined;
}

/** A citizen's passport, as a wallet that knows Token-2022 shows it: the words are the token's own. */
export function PassportCard({ citizen }: { readonly citizen: DataOf<'citizen'> }) {
  const nation = useNation();
  const passport = usePassport(citizen.passport);
  const issued = passport !== null && passport !== undefined;
  return (
    <div>
      <div className="passport">
        <div className="passport-top">
          <span>{issued ? passport.symbol : 'no passport issued'}</span>
          <span>{nation.slug}</span>
        </div>
        <div className="passport-name">{issued ? passport.name : `${nation.slug} #${citizen.serial}`}</div>
        <dl>
          <div>
            <dt>Number</dt>
            <dd>{count(citizen.serial)}</dd>
          </div>
          <div>
            <dt>Tier</dt>
            <dd>{TIER[citizen.tier]}</dd>
          </div>
          <div>
            <dt>Joined</dt>
            <dd>{date(citizen.joinedAt)}</dd>
          </div>
          <div>
            <dt>Valid until</dt>
            <dd>{date(citizen.expiresAt)}</dd>
          </div>
          <div>
            <dt>Holder</dt>
            <dd>{shortAddress(citizen.wallet)}</dd>
          </div>
          <div>
            <dt>Passport</dt>
            <dd>{citizen.passport === NOBODY ? '–' : shortAddress(citizen.passport)}</dd>
          </div>
        </dl>
      </div>
      <p className="note" style={{ marginTop: '0.75rem', maxWidth: '21rem' }}>
        {issued
          ? `A Token-2022 token${passport.soulbound ? ' that cannot be given away' : ''}. Wallets show it; the programs never rely on it.`
          : 'The citizenship is valid without: a passport only shows it in wallets.'}
        {issued && passport.uri !== '' && <> Metadata at <span className="uri">{textOf(new TextEncoder().encode(passport.uri))}</span>.</>}
      </p>
    </div>
  );
}
