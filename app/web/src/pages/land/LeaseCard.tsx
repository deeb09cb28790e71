// The lease of a parcel: what was agreed, what is due by the chain's clock, and what the visitor can do about it.
import { createNoopSigner } from '@solana/kit';
import { useState, type ReactNode } from 'react';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { getAcceptLeaseInstruction } from '../../clients/generated/land/instructions/acceptLease';
import { getPayRentInstruction } from '../../clients/generated/land/instructions/payRent';
import { getRenewLeaseInstruction } from '../../clients/generated/land/instructions/renewLease';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { amount, basisPoints, span } from '../../domain/format';
import { isDeclared, isOffered, isRunning, LEASE_STATE, mostRent, nextDate, paidThrough, rentDue, rentState, whyNoAcceptance, whyNoRent, whyNoRenewal } from '../../domain/lease';
import { parseAmount } from '../../domain/treasury';
import { Act } from '../../tx/context';
import { Addr, Badge, Card, Facts, Time, type Tone } from '../../ui/basics';
import { useCoin, type Coin } from '../../ui/coin';
import { useNames } from '../../ui/names';
import { AmountField } from '../../ui/AmountField';
import { purse } from './money';

type Lease = Held<DataOf<'lease'>>;
type Ledgers = Listing<DataOf<'ledger'>>;

const RENT_TONE: Readonly<Record<ReturnType<typeof rentState>, Tone>> = { paid: 'good', due: 'warn', late: 'bad', 'in default': 'bad' };
const RENT_SAID: Readonly<Record<ReturnType<typeof rentState>, string>> = { paid: 'rent paid', due: 'rent due', late: 'rent late', 'in default': 'in default' };

export function LeaseCard({ lease, ledgers }: { readonly lease: Lease; readonly ledgers: Ledgers }) {
  const now = useNow();
  const nation = useNation();
  const { data } = lease;
  const coin = useCoin(data.mint);
  return (
    <Card>
      <div className="row">
        <h3>{isOffered(data) ? 'Offer' : 'Lease'} {data.number + 1}</h3>
        {isRunning(data) ? <Badge tone={RENT_TONE[rentState(data, now)]}>{RENT_SAID[rentState(data, now)]}</Badge> : <Badge tone={isOffered(data) ? 'accent' : 'neutral'}>{LEASE_STATE[data.state]}</Badge>}
        {isRunning(data) && data.state > 1 && <Badge tone="bad">declared {LEASE_STATE[data.state]}</Badge>}
        <a className="land-raw" href={href(nation.slug, 'audit', 'lease', lease.address)}>
          account
        </a>
      </div>
      {isRunning(data) && <Running lease={lease} ledgers={ledgers} coin={coin} now={now} />}
      {isOffered(data) && <Offered lease={lease} coin={coin} now={now} />}
    </Card>
  );
}

const show = (coin: Coin | undefined, value: bigint) => coin?.show(value) ?? `${value} units`;

function termRows({ data }: Lease, coin: Coin | undefined): readonly (readonly [ReactNode, ReactNode] | false)[] {
  const { terms } = data;
  return [
    isDeclared(data) ? ['Rent', `${basisPoints(terms.rentBps)} of the declared price a year`] : ['Rent', `${show(coin, terms.rent)} for each ${span(terms.period)}`],
    terms.escalatorBps > 0 && ['Rises', `by ${basisPoints(terms.escalatorBps)} from each period to the next`],
    !isDeclared(data) && ['Late', `after ${span(terms.grace)}${terms.lateFeeBps > 0 ? `, with a fee of ${basisPoints(terms.lateFeeBps)}` : ''}; in default ${span(terms.cure)} later`],
    isDeclared(data) && ['Forfeit', `when rent is owed for ${span(terms.cure)}`],
    isDeclared(data) && ['Can be bought out', `${span(terms.tenure)} after it was taken, with a notice of ${span(terms.notice)}`],
    ['Deposit', show(coin, terms.deposit)],
    ['Length', `${span(terms.duration)}${terms.renewals > 0 ? `, renewable ${terms.renewals === 1 ? 'once' : `${terms.renewals} times`}` : ''}`],
  ];
}

function Running({ lease, ledgers, coin, now }: { readonly lease: Lease; readonly ledgers: Ledgers; readonly coin: Coin | undefined; readonly now: number }) {
  const nation = useNation();
  const me = useMe();
  const name = useNames();
  const [typed, setTyped] = useState('');
  const { data } = lease;
  const due = rentDue(data, now);
  const upcoming = nextDate(data, now);
  const most = mostRent(data, now);
  const value = coin && parseAmount(typed, coin.decimals);
  const ledger = ledgers.list.find((one) => one.data.mint === data.mint);
  const plain = (sum: bigint) => amount(sum, coin?.decimals ?? 0).replaceAll(',', '');
  const period = !isDeclared(data) && data.nextRent < most ? data.nextRent : undefined;
  return (
    <>
      <div className="rent">
        <div>
          <span className="rent-label">Rent due now</span>
          <span className={`rent-value ${due > 0n ? 'is-due' : ''}`}>{show(coin, due)}</span>
        </div>
        <p className="rent-next">
          Paid through <Time at={paidThrough(data)} style="date" />.
          {upcoming && (
            <>
              {' '}
              {upcoming.what} <Time at={upcoming.at} />.
            </>
          )}
        </p>
      </div>
      <AmountField
        label="Pay rent"
        coin={coin}
        value={typed}
        onChange={setTyped}
        offers={[
          ...(due > 0n ? [[`all that is due: ${show(coin, due)}`, plain(due)] as const] : []),
          ...(due === 0n && period !== undefined && period > data.credit ? [[`the next period: ${show(coin, period - data.credit)}`, plain(period - data.credit)] as const] : []),
          ...(most > 0n ? [[isDeclared(data) ? `as far ahead as can be: ${show(coin, most)}` : `to the end: ${show(coin, most)}`, plain(most)] as const] : []),
        ]}
      >
        <Act
          primary={due > 0n}
          why={
            whyNoRent(data, now, value, (sum) => show(coin, sum)) ??
            (ledger === undefined ? 'The treasury has no ledger for this money.' : undefined)
          }
          draft={async (payer) => {
            if (coin === undefined || value === undefined || ledger === undefined) throw new Error('There is no amount.');
            const pay = getPayRentInstruction({
              payer: createNoopSigner(payer),
              source: await purse(payer, coin),
              lease: lease.address,
              ledger: ledger.address,
              holding: ledger.data.holding,
              mint: data.mint,
              tokenProgram: coin.program,
              amount: value,
            });
            return {
              title: `Pay ${coin.show(value)} of rent`,
              note: data.tenant === payer ? undefined : 'You are not the tenant: you pay for somebody else.',
              instructions: [pay],
              done: () => setTyped(''),
            };
          }}
        >
          Pay
        </Act>
      </AmountField>
      <Facts
        rows={[
          ['Tenant', <><Addr address={data.tenant} name={name(data.tenant)} /> <a className="soft" href={href(nation.slug, 'citizens', data.tenantSerial)}>No. {data.tenantSerial.toString()}</a></>],
          isDeclared(data) && ['Declared price', show(coin, data.price)],
          data.noticed !== 0 && ['A buyer', <>gave notice on <Time key="notice" at={data.noticedAt} /></>],
          ...termRows(lease, coin),
          ['From, to', <><Time at={data.startsAt} style="date" /> – <Time at={data.endsAt} style="date" /></>],
          ['Paid so far', show(coin, data.paidTotal)],
          data.credit > 0n && ['Paid towards the next period', show(coin, data.credit)],
          ['Renewals left', `${data.renewalsLeft}`],
        ]}
      />
      <div className="land-acts">
        <Act
          why={whyNoRenewal(data, me.wallet, me.citizen?.data, now)}
          draft={async (tenant) => ({
            title: `Renew the lease for ${span(data.terms.duration)}`,
            instructions: [
              getRenewLeaseInstruction({ tenant: createNoopSigner(tenant), citizen: await addresses.citizen(nation.address, tenant), lease: lease.address }),
            ],
          })}
        >
          Renew
        </Act>
      </div>
    </>
  );
}

function Offered({ lease, coin, now }: { readonly lease: Lease; readonly coin: Coin | undefined; readonly now: number }) {
  const nation = useNation();
  const me = useMe();
  const name = useNames();
  const [typed, setTyped] = useState('');
  const { data } = lease;
  const declares = isDeclared(data);
  const price = declares ? coin && parseAmount(typed, coin.decimals) : 0n;
  const accept = (
    <Act
      primary
      why={whyNoAcceptance(data, me.wallet, me.citizen?.data, now) ?? (price === undefined ? 'Declare a price first.' : undefined)}
      draft={async (tenant) => {
        if (coin === undefined || price === undefined) throw new Error('There is no price.');
        return {
          title: 'Take the lease',
          note: `${data.terms.deposit > 0n ? `The deposit of ${coin.show(data.terms.deposit)} is held in escrow until the lease ends. ` : ''}${declares ? 'Anyone may buy you out at the price that you declare.' : 'The rent of the first period is due at once.'}`,
          instructions: [
            getAcceptLeaseInstruction({
              tenant: createNoopSigner(tenant),
              source: await purse(tenant, coin),
              citizen: await addresses.citizen(nation.address, tenant),
              registry: await addresses.registry(nation.address),
              lease: lease.address,
              escrow: data.escrow,
              mint: data.mint,
              tokenProgram: coin.program,
              price,
            }),
          ],
        };
      }}
    >
      Take the lease
    </Act>
  );
  return (
    <>
      <Facts
        rows={[
          ...termRows(lease, coin),
          ['Offered to', data.terms.byAuction !== 0 ? 'whoever bids most' : data.tenant === NOBODY ? 'any citizen, the first to take it' : <Addr key="to" address={data.tenant} name={name(data.tenant)} />],
          ['Stands until', <Time key="until" at={data.offerExpiresAt} />],
        ]}
      />
      {data.terms.byAuction !== 0 ? (
        data.auction === 0 && <p className="note">No auction has been opened yet.</p>
      ) : (
        <div className="land-acts">
          {declares ? (
            <AmountField label="The price that you declare" coin={coin} value={typed} onChange={setTyped}>
              {accept}
            </AmountField>
          ) : (
            accept
          )}
        </div>
      )}
    </>
  );
}
