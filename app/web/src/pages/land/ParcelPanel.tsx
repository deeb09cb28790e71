// One parcel: what the chain knows of it, its lease, and the leases before.
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { textOf, toHex } from '../../chain/bytes';
import { useAccount } from '../../chain/hooks';
import { NOBODY } from '../../clients/addresses';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { isOffered, LEASE_STATE } from '../../domain/lease';
import { coordinates, TENURE_MEANS } from '../../domain/parcel';
import { Addr, Badge, Card, ChainLink, Facts, Hash, Section, TableBox, Time } from '../../ui/basics';
import { useCoins } from '../../ui/coin';
import { useNames } from '../../ui/names';
import { AuctionBox } from './AuctionBox';
import { LeaseCard } from './LeaseCard';
import type { Plot } from './plots';

export function ParcelPanel({ plot, leases, ledgers }: {
  readonly plot: Plot;
  readonly leases: readonly Held<DataOf<'lease'>>[];
  readonly ledgers: Listing<DataOf<'ledger'>>;
}) {
  const nation = useNation();
  const name = useNames();
  const { address, data } = plot.parcel;
  const { facts } = data;
  const office = useAccount('office', facts.steward === NOBODY ? undefined : facts.steward);
  const past = leases.filter((lease) => lease.address !== plot.lease?.address).sort((a, b) => b.data.number - a.data.number);
  const coins = useCoins(past.map((lease) => lease.data.mint));
  const auctioned = plot.lease && isOffered(plot.lease.data) && plot.lease.data.auction !== 0 ? plot.lease : undefined;
  const onChain = (
    <Card>
          <h3>On chain</h3>
          <Facts
            rows={[
              ['H3 cell', <span key="cell" className="mono">{plot.cell}</span>],
              ['Area', plot.area],
              ['Where', <>{plot.place}<br /><span className="soft">{coordinates(plot.position)}</span></>],
              ['Landlord', office ? <>the office “{textOf(office.data.title)}”, or the nation</> : 'the nation alone'],
              ['Boundary', plot.surveyed ? <><Badge tone="good">agrees with the survey</Badge></> : <Hash key="hash" hex={toHex(facts.boundaryHash)} />],
              textOf(facts.boundaryUri) !== '' && ['Boundary at', <ChainLink key="b" uri={textOf(facts.boundaryUri)} />],
              ['Title document', facts.titleHash.every((byte) => byte === 0) ? 'none' : <Hash key="title" hex={toHex(facts.titleHash)} />],
              textOf(facts.titleUri) !== '' && ['Title at', <ChainLink key="t" uri={textOf(facts.titleUri)} />],
              ['Registered', <Time key="at" at={data.registeredAt} style="date" />],
              data.factsVersion > 1 && ['Version', <>{data.factsVersion}, since <Time at={data.versionSince} style="date" /></>],
              ['Account', <><Addr address={address} /> · <a href={href(nation.slug, 'audit', 'parcel', address)}>decoded and raw</a></>],
            ]}
          />
        </Card>
  );
  return (
    <Section
      title={plot.title}
      note={TENURE_MEANS[facts.tenure]}
      side={
        <span className="row">
          <Badge tone={plot.state.tone}>{plot.state.text}</Badge>
          <a href={href(nation.slug, 'land')}>Close</a>
        </span>
      }
    >
      <div className="land-pair">
        {auctioned && <AuctionBox lease={auctioned} ledgers={ledgers} />}
        {!auctioned && onChain}
        <div className="stack">
        {plot.lease ? (
          <LeaseCard key={plot.lease.address} lease={plot.lease} ledgers={ledgers} />
        ) : (
          <Card>
            <h3>Not let</h3>
            <p className="note">{data.retired !== 0 ? 'The parcel is retired: it is no more.' : 'No lease of this parcel is offered or runs. Its landlord can offer one.'}</p>
          </Card>
        )}
          {auctioned && onChain}
        </div>
      </div>
      {past.length > 0 && (
        <div className="land-past">
          <h3>Leases before</h3>
          <TableBox label="Leases of this parcel that are over">
            <table>
              <thead>
                <tr>
                  <th scope="col">Lease</th>
                  <th scope="col">Tenant</th>
                  <th scope="col">How it ended</th>
                  <th scope="col" className="num">Rent paid</th>
                  <th scope="col" className="num">Deposit, to tenant and landlord</th>
                </tr>
              </thead>
              <tbody>
                {past.map((lease) => {
                  const coin = coins(lease.data.mint);
                  const show = (value: bigint) => coin?.show(value) ?? `${value}`;
                  return (
                    <tr key={lease.address}>
                      <th scope="row">
                        <a href={href(nation.slug, 'audit', 'lease', lease.address)}>{lease.data.number + 1}</a>
                      </th>
                      <td>{lease.data.tenant === NOBODY ? 'nobody' : <Addr address={lease.data.tenant} name={name(lease.data.tenant) ?? `No. ${lease.data.tenantSerial}`} />}</td>
                      <td>{LEASE_STATE[lease.data.state]}, <Time at={lease.data.endedAt} style="date" /></td>
                      <td className="num">{show(lease.data.paidTotal)}</td>
                      <td className="num">{show(lease.data.toTenant)}, {show(lease.data.toLandlord)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableBox>
        </div>
      )}
    </Section>
  );
}
