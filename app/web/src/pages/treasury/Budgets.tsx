import { address, createNoopSigner, isAddress } from '@solana/kit';
import { useId, useState } from 'react';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccount, useAccounts, useMinute } from '../../chain/hooks';
import { textOf } from '../../chain/bytes';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { getSpendInstruction } from '../../clients/generated/treasury/instructions/spend';
import { useMe, useNation } from '../../app/nation';
import { whyNotInGoodStanding } from '../../domain/citizen';
import { count, percent, span } from '../../domain/format';
import { allowance, available, HOLDER, parseAmount, periodOf } from '../../domain/treasury';
import { Act } from '../../tx/context';
import { Addr, Badge, Card, Empty, Facts, Section, Time } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useMoney } from './unit';

export function Budgets({ ledgers }: { readonly ledgers: Listing<DataOf<'ledger'>> }) {
  const nation = useNation();
  const budgets = useAccounts('budget', 'nation', nation.address);
  const sorted = [...budgets.list].sort((a, b) => Number(b.data.id - a.data.id));
  return (
    <Section title="Budgets" note="Somebody may spend up to so much each period: a wallet, whoever holds an office, or the court.">
      {budgets.status === 'ready' && sorted.length === 0 && <Empty>There is no budget.</Empty>}
      <div className="columns ledger-columns">
        {sorted.map((budget) => (
          <Budget key={budget.address} budget={budget} ledger={ledgers.byAddress.get(budget.data.ledger)} />
        ))}
      </div>
    </Section>
  );
}

function Budget({ budget, ledger }: { readonly budget: Held<DataOf<'budget'>>; readonly ledger: Held<DataOf<'ledger'>> | undefined }) {
  const now = useMinute();
  const me = useMe();
  const { money, unitOf } = useMoney(ledger?.data.mint);
  const name = useNames();
  const nation = useNation();
  const { data } = budget;
  const office = useAccount('office', data.holderKind === 1 ? data.holder : undefined);
  const [typed, setTyped] = useState({ amount: '', to: '' });
  const ids = { amount: useId(), to: useId() };
  const left = available(data, now);
  const period = periodOf(data, now);
  const fixed = data.destination !== NOBODY;
  const value = ledger && parseAmount(typed.amount, ledger.data.decimals);
  const holds = data.holderKind === 0 ? me.wallet === data.holder : data.holderKind === 1 && office ? me.citizen?.data.serial === office.data.serial : false;
  const why =
    data.holderKind === 2 ? 'Only a ruling of the court spends this.'
    : !holds ? `Only its holder, ${data.holderKind === 1 ? 'who holds the office' : 'a wallet'}, can spend from it.`
    : data.holderKind === 1 && office && Number(office.data.termEndsAt) <= now ? 'Your term in this office has ended.'
    : data.holderKind === 1 ? (whyNotInGoodStanding(me.citizen?.data, now) ?? spendable())
    : spendable();
  function spendable(): string | undefined {
    if (period === undefined) return now < Number(data.from) ? 'It has not begun yet.' : 'Its time is over.';
    if (value === undefined) return 'Name an amount first.';
    if (value > left) return `Only ${money(left, ledger?.data)} are left in this period.`;
    if (ledger && value > allowance(ledger.data, now)) return 'The circuit breaker does not let as much out now.';
    if (!fixed && !isAddress(typed.to)) return 'Name the address that is to receive it.';
    return undefined;
  }
  return (
    <Card>
      <div className="row">
        <h3>Budget {count(data.id)}</h3>
        <Badge tone={period === undefined ? 'neutral' : 'good'}>{period === undefined ? (now < Number(data.from) ? 'not begun' : 'over') : `period ${count(period + 1n)}`}</Badge>
      </div>
      <div className="stream-bar" role="img" aria-label={`${percent(data.perPeriod - left, data.perPeriod)} of this period is spent`}>
        <i className="stream-taken" style={{ width: `${period === undefined ? 0 : (Number(data.perPeriod - left) / Number(data.perPeriod)) * 100}%` }} />
      </div>
      <Facts
        rows={[
          ['Holder', <>{HOLDER[data.holderKind]} {office ? `“${textOf(office.data.title)}”` : <Addr address={data.holder} name={name(data.holder)} />}</>],
          ['Each period', `${money(data.perPeriod, ledger?.data)} in ${span(data.period)}`],
          ['Left now', money(left, ledger?.data)],
          ['Set aside', money(data.setAside, ledger?.data)],
          ['Goes to', fixed ? <Addr key="to" address={data.destination} name={name(data.destination)} /> : 'anyone'],
          ['From, to', <><Time at={data.from} style="date" /> – <Time at={data.until} style="date" /></>],
        ]}
      />
      {holds && ledger && (
        <div className="inline-form">
          <label htmlFor={ids.amount}>Amount, in {unitOf(ledger.data)}</label>
          <input id={ids.amount} inputMode="decimal" value={typed.amount} onChange={(event) => setTyped({ ...typed, amount: event.target.value })} autoComplete="off" />
          {!fixed && (
            <>
              <label htmlFor={ids.to}>{ledger.data.mint === NOBODY ? 'To the wallet' : 'To the token account'}</label>
              <input id={ids.to} value={typed.to} onChange={(event) => setTyped({ ...typed, to: event.target.value.trim() })} spellCheck={false} autoComplete="off" />
            </>
          )}
        </div>
      )}
      <Act
        why={why}
        draft={async (spender) => {
          if (ledger === undefined || value === undefined) throw new Error('There is no amount.');
          const { mint, tokenProgram, holding, treasury } = ledger.data;
          const spend = getSpendInstruction({
            spender: createNoopSigner(spender),
            nation: nation.address,
            ledger: ledger.address,
            budget: budget.address,
            ...(data.holderKind === 1 && me.citizen ? { office: data.holder, citizen: me.citizen.address } : {}),
            vault: await addresses.vault(treasury),
            holding,
            destination: fixed ? data.destination : address(typed.to),
            mint,
            tokenProgram,
            treasury,
            amount: value,
          });
          return { title: `Spend ${money(value, ledger.data)}`, instructions: [spend], done: () => setTyped({ amount: '', to: '' }) };
        }}
      >
        Spend
      </Act>
    </Card>
  );
}
