// How a ledger grew, as the nation's census reports say: the chain keeps no other history in its accounts.
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccounts, useMinute } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { count } from '../../domain/format';
import { Card } from '../../ui/basics';
import { LineChart } from '../../ui/LineChart';

export function History({ ledger }: { readonly ledger: Held<DataOf<'ledger'>> }) {
  const nation = useNation();
  const now = useMinute();
  const reports = useAccounts('censusReport', 'nation', nation.address);
  const { data } = ledger;
  // A chart shows no more than its axis: whole numbers near enough.
  const units = (value: bigint) => Number(value) / 10 ** data.decimals;
  const sum = (income: readonly bigint[]) => income.reduce((all, one) => all + one, 0n);
  const points = reports.list
    .flatMap(({ data: report }) => {
      const found = report.ledgers.find(({ mint, present }) => present !== 0 && mint === data.mint);
      return found ? [{ at: Number(found.readAt), income: units(sum(found.income)), outflow: units(found.outflow), balance: units(found.balance) }] : [];
    })
    .sort((a, b) => a.at - b.at);
  if (points.length < 2 || now === 0) return null;
  points.push({ at: now, income: units(sum(data.income)), outflow: units(data.outflow), balance: units(data.balance) });
  const series = (name: string, pick: (point: (typeof points)[number]) => number) => ({ name, points: points.map((point) => [point.at, pick(point)] as const) });
  return (
    <div className="ledger-history">
      <Card>
        <h3>Over time, by the census reports</h3>
        <LineChart
          title={`Balance, income and outflow of this ledger, by ${count(points.length - 1)} census reports and now`}
          series={[series('balance', ({ balance }) => balance), { ...series('income in all', ({ income }) => income), tone: 2 }, { ...series('outflow in all', ({ outflow }) => outflow), tone: 3 }]}
        />
      </Card>
    </div>
  );
}
