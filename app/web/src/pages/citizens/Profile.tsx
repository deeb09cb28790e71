// One citizen.
import { useMemo } from 'react';
import { useAccounts, useNow } from '../../chain/hooks';
import { textOf } from '../../chain/bytes';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { NO_DELEGATE, TIER } from '../../domain/citizen';
import { count, counted } from '../../domain/format';
import { Addr, Card, Facts, Loading, Notice, PageHead, Section, Time } from '../../ui/basics';
import { PassportCard } from './PassportCard';
import { StandingBadge } from './standing';

export function Profile({ serial }: { readonly serial: bigint }) {
  const nation = useNation();
  const now = useNow();
  const citizens = useAccounts('citizen', 'nation', nation.address);
  const offices = useAccounts('office', 'nation', nation.address);
  const citizen = useMemo(() => citizens.list.find(({ data }) => data.serial === serial), [citizens.list, serial]);
  const delegators = useMemo(() => citizens.list.filter(({ data }) => data.delegate === serial).length, [citizens.list, serial]);
  if (citizens.status === 'loading') return <Loading what="Reading the citizens" />;
  if (citizen === undefined) {
    return (
      <Notice tone="warn" title={`There is no citizen with the number ${serial}`}>
        Numbers are never given twice, and the accounts of those who left can be closed. <a href={href(nation.slug, 'citizens')}>See everybody.</a>
      </Notice>
    );
  }
  const { data } = citizen;
  const held = offices.list.filter(({ data: office }) => office.holder === citizen.address || office.serial === serial);
  return (
    <>
      <p className="note">
        <a href={href(nation.slug, 'citizens')}>All citizens</a>
      </p>
      <PageHead title={`Citizen No. ${count(serial)}`} lead={<>Wallet <Addr address={data.wallet} name={<span className="mono">{data.wallet}</span>} /></>}>
        <StandingBadge citizen={data} now={now} />
      </PageHead>
      <div className="citizenship">
        <Card>
          <Facts
            rows={[
              ['Tier', TIER[data.tier]],
              ['Joined', <Time key="joined" at={data.joinedAt} />],
              ['Term ends', <Time key="ends" at={data.expiresAt} />],
              Number(data.suspendedUntil) > now && ['Suspended until', <Time key="until" at={data.suspendedUntil} />],
              ['Charter signed', `version ${data.charterVersion}`],
              ['Delegate', data.delegate === NO_DELEGATE ? 'none' : <a href={href(nation.slug, 'citizens', data.delegate)}>No. {count(data.delegate)}</a>],
              ['Speaks for', delegators === 0 ? 'nobody else' : counted(delegators, 'citizen')],
              ['Account', <Addr key="account" address={citizen.address} />],
            ]}
          />
        </Card>
        <PassportCard citizen={data} />
      </div>
      {held.length > 0 && (
        <Section title="Offices">
          <Card>
            <Facts
              rows={held.map(({ address, data: office }) => [
                textOf(office.title),
                <span key={address}>
                  until <Time at={office.termEndsAt} />
                  {Number(office.termEndsAt) <= now && <span className="soft">, has lapsed</span>}
                </span>,
              ])}
            />
          </Card>
        </Section>
      )}
    </>
  );
}
