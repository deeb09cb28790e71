// What the nation is: charter, people, stage, and who holds which power until when.
import { useMemo } from 'react';
import { useAccounts, useMinute, useNow } from '../../chain/hooks';
import { textOf, toHex } from '../../chain/bytes';
import { NOBODY } from '../../clients/addresses';
import { getEndFoundingInstruction } from '../../clients/generated/membership/instructions/endFounding';
import { useGovernor, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { joined, outlook, population } from '../../domain/census';
import { ADMISSION } from '../../domain/citizen';
import { count, counted, span, sol } from '../../domain/format';
import { isOpen, phaseOf } from '../../domain/proposal';
import { STAGES } from '../../domain/stage';
import { Act } from '../../tx/context';
import { Addr, Badge, Card, ChainLink, Facts, Hash, Loading, Notice, PageHead, Section, Stat, Time } from '../../ui/basics';
import { LineChart } from '../../ui/LineChart';
import { useNames } from '../../ui/names';

export default function NationPage() {
  const nation = useNation();
  const now = useNow();
  const governor = useGovernor();
  const proposals = useAccounts('proposal', 'nation', nation.address);
  const parcels = useAccounts('registry', 'nation', nation.address);
  const stage = useAccounts('stage', 'nation', nation.address);
  const { data } = nation;
  const people = population(data, now);
  const open = proposals.list.filter((proposal) => isOpen(phaseOf(proposal.data, now))).length;
  const land = parcels.list[0]?.data;
  const reached = stage.list[0]?.data;
  return (
    <>
      <PageHead
        title={nation.slug}
        lead={
          <>
            A network state, founded <Time at={data.foundedAt} style="date" />.{' '}
            {data.authority === data.founder ? 'Its founder still rules it.' : 'It is governed by its citizens.'}
          </>
        }
      >
        <Badge tone={reached === undefined ? 'neutral' : 'accent'}>{reached === undefined ? 'stage not assessed' : (STAGES[reached.stage]?.name ?? 'unknown stage')}</Badge>
      </PageHead>
      <div className="stats">
        <Stat label="Members" value={count(people.members)} note={<a href={href(nation.slug, 'citizens')}>see them</a>} />
        <Stat label="With a vote" value={count(people.voters)} />
        <Stat label="Proposals" value={count(governor?.data.nextProposal ?? 0n)} note={open === 0 ? 'none open' : <a href={href(nation.slug, 'proposals')}>{count(open)} open</a>} />
        <Stat label="Parcels" value={count(land?.parcels ?? 0)} note={land === undefined ? 'no registry of land' : counted(land.leases, 'lease')} />
      </div>
      <Census />
      <Charter />
      <Powers />
      <Founder />
    </>
  );
}

function Census() {
  const nation = useNation();
  const minute = useMinute();
  const citizens = useAccounts('citizen', 'nation', nation.address);
  const reports = useAccounts('censusReport', 'nation', nation.address);
  const series = useMemo(() => {
    const times = citizens.list.map(({ data }) => Number(data.joinedAt));
    const past = joined(times);
    const last = past.at(-1);
    const start = Number(nation.data.foundedAt);
    const upToNow = last === undefined ? [] : ([[start, 0] as const, ...past, [Math.max(minute, last[0]), last[1]] as const]);
    const future = minute === 0 ? [] : outlook(nation.data, minute);
    const reported = reports.list
      .map(({ data }) => [Number(data.reportedAt), Number(data.population)] as const)
      .sort((a, b) => a[0] - b[0]);
    return [
      { name: 'joined so far', points: upToNow, steps: true },
      { name: 'members if nobody renewed', points: future, steps: true, expected: true },
      ...(reported.length > 1 ? [{ name: 'reported by the census', points: reported }] : []),
    ];
  }, [citizens.list, reports.list, nation.data, minute]);
  return (
    <Section title="Census" note={`Terms last ${span(nation.data.termSeconds)} and end on boundaries of ${span(nation.data.bucketSeconds)}. Who does not renew stops counting by the passing of time alone.`}>
      <Card>
        {citizens.status === 'loading' ? <Loading what="Reading the citizens" /> : <LineChart title="Members of the nation over time" series={series} now={minute} />}
      </Card>
    </Section>
  );
}

function Charter() {
  const { data } = useNation();
  return (
    <Section title="Charter">
      <Card>
        <Facts
          rows={[
            ['Version', `${data.charterVersion}`],
            ['Adopted', <Time key="at" at={data.charterAdoptedAt} />],
            ['Text', <ChainLink key="uri" uri={textOf(data.charterUri)} />],
            ['SHA-256 of the text', <Hash key="hash" hex={toHex(data.charterHash)} />],
          ]}
        />
        <p className="note">Joining is consent to exactly the text with this hash. Votes can require that its present version was signed.</p>
      </Card>
    </Section>
  );
}

function Powers() {
  const { data } = useNation();
  const governor = useGovernor();
  const name = useNames();
  const now = useNow();
  const who = (address: string) => (address === NOBODY ? 'nobody' : <Addr address={address} name={name(address)} />);
  const guardian = governor && governor.data.guardian !== NOBODY && Number(governor.data.guardianUntil) > now;
  return (
    <Section title="Who may do what">
      <Card>
        <Facts
          rows={[
            ['Authority', <>{who(data.authority)} — admission, charter, offices, payments, land: what the constitution allows.</>],
            ['Court', <>{who(data.court)} — suspends, reinstates and reissues citizenships, and enforces rulings.</>],
            ['Treasury', <>{who(data.treasury)} — extends terms when dues are paid.</>],
            ['Guardian', guardian ? <>{who(governor.data.guardian)} — may cancel proposals until <Time at={governor.data.guardianUntil} /></> : 'nobody: no proposal can be stopped by one person.'],
            data.pendingAuthority !== NOBODY && ['Proposed as authority', who(data.pendingAuthority)],
            ['Admission', admission(data.admission, data.vouchesRequired)],
            ['Dues', data.duesAmount === 0n ? 'none' : data.duesMint === NOBODY ? `${sol(data.duesAmount)} a term` : <>{count(data.duesAmount)} units of {who(data.duesMint)} a term</>],
          ]}
        />
      </Card>
    </Section>
  );
}

function admission(policy: number, vouches: number): string {
  switch (ADMISSION[policy]) {
    case 'open':
      return 'open: whoever consents to the charter joins';
    case 'vouched':
      return `by ${counted(vouches, 'citizen')} who vouch for the applicant`;
    default:
      return 'by approval of the authority';
  }
}

function Founder() {
  const nation = useNation();
  const { data } = nation;
  const now = useNow();
  const name = useNames();
  const rules = data.authority === data.founder;
  const over = now >= Number(data.founderSunset);
  return (
    <Section title="What the founder can still do">
      {!rules ? (
        <Notice tone="good" title="Nothing.">
          <Addr address={data.founder} name={name(data.founder)} /> founded the nation and has handed its authority over. The founder has the same rights as
          any other citizen, if one.
        </Notice>
      ) : over ? (
        <Notice tone="warn" title="The founder's rule has run out, and waits for anyone to end it.">
          <p>
            It ended <Time at={data.founderSunset} />. The authority then goes to <Addr address={data.successor} name={name(data.successor)} />.
          </p>
          <Act draft={() => ({ title: "End the founder's rule", instructions: [getEndFoundingInstruction({ nation: nation.address })] })} primary>
            End the founder’s rule
          </Act>
        </Notice>
      ) : (
        <Notice tone="warn" title={<>Everything that the authority may, until <Time at={data.founderSunset} />.</>}>
          <p>
            <Addr address={data.founder} name={name(data.founder)} /> sets admission and dues, amends the charter, appoints to offices, and names court and treasury. The
            founder cannot vote for others, change running votes, or rule for longer: from then on anyone may hand the authority to{' '}
            <Addr address={data.successor} name={name(data.successor)} />.
          </p>
        </Notice>
      )}
    </Section>
  );
}
