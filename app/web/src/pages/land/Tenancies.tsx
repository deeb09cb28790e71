// Every lease that runs: what is due of each by the chain's clock, the most urgent first.
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useMinute } from '../../chain/hooks';
import { isOffered, isRunning, nextDate, paidThrough, rentDue, rentState } from '../../domain/lease';
import { count } from '../../domain/format';
import { Addr, Badge, Empty, Section, TableBox, Time, type Tone } from '../../ui/basics';
import { useCoins } from '../../ui/coin';
import { useNames } from '../../ui/names';
import type { Plot } from './plots';

const URGENCY = ['in default', 'late', 'due', 'paid'] as const;
const TONE: Readonly<Record<(typeof URGENCY)[number], Tone>> = { 'in default': 'bad', late: 'bad', due: 'warn', paid: 'good' };
/** Rows drawn; each parcel's own page has its lease. */
const MOST = 200;

export function Tenancies({ plots, link }: { readonly plots: readonly Plot[]; readonly link: (plot: Plot) => string }) {
  const now = useMinute();
  const name = useNames();
  const let_ = plots.flatMap((plot) => (plot.lease && isRunning(plot.lease.data) ? [{ plot, lease: plot.lease as Held<DataOf<'lease'>> }] : []));
  const offered = plots.flatMap((plot) => (plot.lease && isOffered(plot.lease.data) ? [{ plot, lease: plot.lease }] : []));
  const coins = useCoins([...let_, ...offered].map(({ lease }) => lease.data.mint));
  const sorted = let_
    .map((one) => ({ ...one, state: rentState(one.lease.data, now) }))
    .sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || Number(paidThrough(a.lease.data) - paidThrough(b.lease.data)));
  return (
    <>
      <Section title="Leases" note="What is due is reckoned here from the terms on chain, by the chain’s clock. Anyone may pay a tenant’s rent.">
        {sorted.length === 0 ? (
          <Empty>Nothing is let.</Empty>
        ) : (
          <TableBox label="Leases that run">
            <table>
              <thead>
                <tr>
                  <th scope="col">Parcel</th>
                  <th scope="col">Tenant</th>
                  <th scope="col">Rent</th>
                  <th scope="col" className="num">Due now</th>
                  <th scope="col">Paid through</th>
                  <th scope="col">Next</th>
                </tr>
              </thead>
              <tbody>
                {sorted.slice(0, MOST).map(({ plot, lease, state }) => {
                  const upcoming = nextDate(lease.data, now);
                  return (
                    <tr key={lease.address}>
                      <th scope="row">
                        <a href={link(plot)}>{plot.title}</a>
                      </th>
                      <td>
                        <Addr address={lease.data.tenant} name={name(lease.data.tenant) ?? `No. ${count(lease.data.tenantSerial)}`} />
                      </td>
                      <td>
                        <Badge tone={TONE[state]}>{state}</Badge>
                      </td>
                      <td className="num">{coins(lease.data.mint)?.show(rentDue(lease.data, now)) ?? '…'}</td>
                      <td>
                        <Time at={paidThrough(lease.data)} style="date" />
                      </td>
                      <td className="land-next">{upcoming ? <>{upcoming.what.toLowerCase()} <Time at={upcoming.at} style="date" /></> : 'all is paid'}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableBox>
        )}
        {sorted.length > MOST && <p className="note">{count(sorted.length - MOST)} more are found by their parcels.</p>}
      </Section>
      {offered.length > 0 && (
        <Section title="To be had" note="Leases that are offered, and those that go to whoever bids most.">
          <TableBox label="Leases that are offered">
            <table>
              <thead>
                <tr>
                  <th scope="col">Parcel</th>
                  <th scope="col">How</th>
                  <th scope="col" className="num">Area</th>
                  <th scope="col" className="num">Rent</th>
                  <th scope="col">Until</th>
                </tr>
              </thead>
              <tbody>
                {offered.map(({ plot, lease }) => (
                  <tr key={lease.address}>
                    <th scope="row">
                      <a href={link(plot)}>{plot.title}</a>
                    </th>
                    <td>
                      <Badge tone="accent">{plot.state.text}</Badge>
                    </td>
                    <td className="num">{plot.area}</td>
                    <td className="num">{lease.data.terms.rent > 0n ? (coins(lease.data.mint)?.show(lease.data.terms.rent) ?? '…') : 'by declared price'}</td>
                    <td>
                      <Time at={lease.data.offerExpiresAt} style="date" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        </Section>
      )}
    </>
  );
}
