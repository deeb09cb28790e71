import { createNoopSigner } from '@solana/kit';
import { useState } from 'react';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useMinute } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { getDepositInstruction } from '../../clients/generated/treasury/instructions/deposit';
import { amount, basisPoints, percent, span } from '../../domain/format';
import { allowance, flows, free, INCOME, parseAmount, rule } from '../../domain/treasury';
import { Act } from '../../tx/context';
import { Addr, Card, Facts, Section, Stat, Time } from '../../ui/basics';
import { FlowChart } from './FlowChart';
import { AmountField } from '../../ui/AmountField';
import { useCoin } from '../../ui/coin';
import { History } from './History';
import { useMoney } from './unit';

/** What a gift is booked as. */
const DONATION = 2;

export function LedgerCard({ ledger }: { readonly ledger: Held<DataOf<'ledger'>> }) {
  const now = useMinute();
  const { data } = ledger;
  const { unitOf } = useMoney(data.mint);
  const show = (value: bigint) => amount(value, data.decimals);
  const total = data.income.reduce((sum, part) => sum + part, 0n);
  const most = data.income.reduce((a, b) => (a > b ? a : b), 1n);
  const { limitBps, window } = rule(data, now);
  const out = allowance(data, now);
  const limited = limitBps < 10_000;
  return (
    <Section title={data.mint === NOBODY ? 'SOL' : unitOf(data)} note={data.mint === NOBODY ? undefined : <>Token of the mint <Addr address={data.mint} />, by the symbol that it gives itself.</>}>
      <div className="stats">
        <Stat label="Balance" value={show(data.balance)} note={unitOf(data)} />
        <Stat label="Free" value={show(free(data))} note="promised to nobody" />
        <Stat label="Promised" value={show(data.promisedStreams + data.promisedBudgets)} note={`${show(data.promisedStreams)} to streams, ${show(data.promisedBudgets)} to budgets`} />
        <Stat label="May leave now" value={show(out)} note={limited ? `breaker: ${basisPoints(limitBps)} in ${span(window)}` : 'no limit is set'} />
      </div>
      <div className="columns ledger-columns">
        <Card>
          <h3>Income by kind</h3>
          <table className="income">
            <tbody>
              {INCOME.map((kind, i) => (
                <tr key={kind}>
                  <th scope="row">{kind}</th>
                  <td className="income-bar" aria-hidden="true">
                    <i style={{ width: `${Number(((data.income[i] ?? 0n) * 100n) / most)}%` }} />
                  </td>
                  <td className="num">{show(data.income[i] ?? 0n)}</td>
                  <td className="num soft">{percent(data.income[i] ?? 0n, total, 0)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">in all</th>
                <td />
                <td className="num">{show(total)}</td>
                <td />
              </tr>
              <tr>
                <th scope="row">outflow</th>
                <td />
                <td className="num">−{show(data.outflow)}</td>
                <td />
              </tr>
            </tbody>
          </table>
        </Card>
        <Card>
          <h3>In and out in the breaker’s window</h3>
          <FlowChart slots={flows(data, now)} format={show} />
          <Facts
            rows={[
              ['Breaker', limited ? `at most ${basisPoints(limitBps)} of the balance within ${span(window)}, whoever signs` : 'lets everything out'],
              data.nextAt > 0n && Number(data.nextAt) > now && ['Will be', <>{basisPoints(data.nextLimitBps)} within {span(data.nextWindow)} from <Time at={data.nextAt} /></>],
            ]}
          />
        </Card>
      </div>
      <History ledger={ledger} />
      <Deposit ledger={ledger} />
    </Section>
  );
}

function Deposit({ ledger }: { readonly ledger: Held<DataOf<'ledger'>> }) {
  const { data } = ledger;
  const coin = useCoin(data.mint);
  const { money } = useMoney(data.mint);
  const [typed, setTyped] = useState('');
  const value = parseAmount(typed, data.decimals);
  return (
    <div className="give">
      <AmountField label="Give to the treasury" coin={coin} value={typed} onChange={setTyped}>
        <Act
          why={value === undefined ? (typed === '' ? 'Name an amount first.' : `This is no amount with at most ${data.decimals} decimals.`) : undefined}
          draft={async (wallet) => {
            if (value === undefined) throw new Error('There is no amount.');
            const source = data.mint === NOBODY ? wallet : await addresses.associatedToken(wallet, data.mint, data.tokenProgram);
            const deposit = getDepositInstruction({
              payer: createNoopSigner(wallet),
              source,
              ledger: ledger.address,
              holding: data.holding,
              mint: data.mint,
              tokenProgram: data.tokenProgram,
              kind: DONATION,
              amount: value,
            });
            return { title: `Give ${money(value, data)}`, note: 'A gift is the nation’s: it does not come back.', instructions: [deposit], done: () => setTyped('') };
          }}
        >
          Give
        </Act>
      </AmountField>
    </div>
  );
}
