import { AccountRole, createNoopSigner } from '@solana/kit';
import { useState } from 'react';
import { useAccounts } from '../../chain/hooks';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import * as addresses from '../../clients/addresses';
import { getCompleteCensusInstruction } from '../../clients/generated/diplomacy/instructions/completeCensus';
import { getPublishCensusInstruction } from '../../clients/generated/diplomacy/instructions/publishCensus';
import { useNation } from '../../app/nation';
import { amount, count, shortAddress } from '../../domain/format';
import { periodAt, PERIOD_SECONDS } from '../../domain/stage';
import { Act } from '../../tx/context';
import { Card, Empty, Loading, Section, TableBox, Time } from '../../ui/basics';
import { useCoins } from '../../ui/coin';
import { LineChart } from '../../ui/LineChart';

/** Ledgers that a report has room for. */
const LEDGERS = 4;
/** Reports shown before the reader asks for all: a year of them. */
const RECENT = 12;
/** Ledgers and parcels that a publication may be shown; the rest completes it in the same transaction. */
const SHOWN_AT_FIRST = 6;
/** As many as fit into a transaction with room to spare. */
const SHOWN = 16;
/** What a chart can show over the periods. */
const MEASURES: readonly [Measure, ...Measure[]] = [
  ['population', ({ population }) => Number(population)],
  ['with a vote', ({ voters }) => Number(voters)],
  ['parcels', ({ parcels }) => parcels],
  ['land owned, in hectares', ({ areas }) => Number(areas[0] ?? 0n) / 1_000_000],
  ['countries', ({ countries }) => countries],
  ['leases', ({ leases }) => leases],
];
type Measure = readonly [name: string, value: (report: DataOf<'censusReport'>) => number];
const hectares = (squareDecimetres: bigint) => `${(Number(squareDecimetres) / 1_000_000).toLocaleString('en', { maximumFractionDigits: 2 })} ha`;

export function CensusReports({ reports, loading, now }: { readonly reports: readonly Held<DataOf<'censusReport'>>[]; readonly loading: boolean; readonly now: number }) {
  const nation = useNation();
  const ledgers = useAccounts('ledger', 'nation', nation.address);
  const parcels = useAccounts('parcel', 'nation', nation.address);
  const [all, setAll] = useState(false);
  const period = periodAt(now);
  const published = reports.some(({ data }) => data.period === period);
  const [measured, setMeasured] = useState(0);
  const coins = useCoins(reports.flatMap(({ data }) => data.ledgers.filter(({ present }) => present !== 0).map(({ mint }) => mint)));
  const [name, value] = MEASURES[measured] ?? MEASURES[0];
  const series = [{ name, points: reports.map(({ data }) => [Number(data.reportedAt), value(data)] as const).reverse() }];
  return (
    <Section
      title="Census reports"
      note="One each thirty days, read from the other programs’ accounts in one instruction, by anyone, and never changed."
      side={
        <Act
          why={published ? `This period’s census is published; the next may be from ${new Date((period + 1) * PERIOD_SECONDS * 1_000).toLocaleDateString('en-GB')}.` : undefined}
          draft={async (wallet) => {
            const report = await addresses.census(nation.address, period);
            const publish = getPublishCensusInstruction({
              payer: createNoopSigner(wallet),
              nation: nation.address,
              registry: await addresses.registry(nation.address),
              report,
              period,
            });
            // One parcel of each country proves the country; what is left out can be added within a week.
            const countries = new Map(parcels.list.filter(({ data }) => data.retired === 0).map((parcel) => [String(parcel.data.facts.jurisdiction.slice(0, 2)), parcel.address]));
            const shown = [...ledgers.list.slice(0, LEDGERS).map(({ address }) => address), ...countries.values()].slice(0, SHOWN);
            const metas = (some: typeof shown) => some.map((address) => ({ address, role: AccountRole.READONLY }) as const);
            const complete = getCompleteCensusInstruction({ report });
            const later = shown.slice(SHOWN_AT_FIRST);
            return {
              title: 'Publish the census of this period',
              note: 'Its rent is not returned: the report stays for good.',
              instructions: [
                { ...publish, accounts: [...publish.accounts, ...metas(shown.slice(0, SHOWN_AT_FIRST))] },
                ...(later.length === 0 ? [] : [{ ...complete, accounts: [...complete.accounts, ...metas(later)] }]),
              ],
            };
          }}
        >
          Publish the census
        </Act>
      }
    >
      {loading && <Loading />}
      {!loading && reports.length === 0 && <Empty>No census has been published yet.</Empty>}
      {reports.length > 1 && (
        <Card>
          <div className="row measures" role="group" aria-label="What the chart shows">
            {MEASURES.map(([one], i) => (
              <button key={one} type="button" className="button" aria-pressed={i === measured} onClick={() => setMeasured(i)}>
                {one}
              </button>
            ))}
          </div>
          <LineChart title={`Census reports: ${name}`} series={series} />
        </Card>
      )}
      {reports.length > 0 && (
        <TableBox label="Census reports by period" className="steps-below">
          <table>
            <thead>
              <tr>
                <th scope="col">Period</th>
                <th scope="col">Published</th>
                <th scope="col" className="num">Population</th>
                <th scope="col" className="num">With a vote</th>
                <th scope="col" className="num">Parcels</th>
                <th scope="col" className="num">Owned</th>
                <th scope="col" className="num">Leased in</th>
                <th scope="col" className="num">Countries</th>
                <th scope="col" className="num">Balances</th>
              </tr>
            </thead>
            <tbody>
              {reports.slice(0, all ? undefined : RECENT).map(({ address, data }) => (
                <tr key={address}>
                  <th scope="row" className="tabular">{data.period}</th>
                  <td>
                    <Time at={data.reportedAt} style="date" />
                  </td>
                  <td className="num">{count(data.population)}</td>
                  <td className="num">{count(data.voters)}</td>
                  <td className="num">{count(data.parcels)}</td>
                  <td className="num">{hectares(data.areas[0] ?? 0n)}</td>
                  <td className="num">{hectares(data.areas[1] ?? 0n)}</td>
                  <td className="num">at least {count(data.countries)}</td>
                  <td className="num">
                    {data.ledgers
                      .filter(({ present }) => present !== 0)
                      .map(({ mint, balance, decimals }) => (
                        <div key={mint}>
                          {amount(balance, decimals)} {coins(mint)?.unit ?? shortAddress(mint)}
                        </div>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {!all && reports.length > RECENT && (
        <button type="button" className="button steps-below" onClick={() => setAll(true)}>
          Show all {count(reports.length)} reports
        </button>
      )}
    </Section>
  );
}
