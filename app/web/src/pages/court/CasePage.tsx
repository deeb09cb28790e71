import { useEffect } from 'react';
import { useAccount, useAccounts, useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { DEADLINE, deadlineOf, momentsOf, NO_SERIAL, phaseOf, sideOf, standing } from '../../domain/case';
import { lasting, REMEDIES } from '../../domain/remedy';
import { Addr, Card, Facts, Loading, Notice, PageHead, Section, Time } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useDerived } from '../../ui/use-derived';
import { useAsked } from './Asked';
import { useCourt, useJurors } from './court';
import { Enforcement } from './Enforcement';
import { Moments } from './Moments';
import { MoneyOf } from './MoneyOf';
import { NextStep } from './NextStep';
import { PartySteps } from './PartySteps';
import { Party } from './Party';
import { PhaseBadge } from './phase';
import { Pleadings } from './Pleadings';
import { Rounds } from './Rounds';
import { SeatPanel } from './SeatPanel';

export function CasePage({ id }: { readonly id: bigint }) {
  const nation = useNation();
  const court = useCourt();
  const me = useMe();
  const now = useNow();
  const at = useDerived(() => addresses.caseAt(court.address, id), [court.address, id]);
  const held = useAccount('case', at);
  const seats = useAccounts('seat', 'case', at);
  const evidence = useAccounts('evidence', 'case', at);
  const jurors = useJurors();
  const name = useNames();
  const tell = useAsked(held ? [held.data] : []);
  const title = held ? tell.title(held.data) : `Case ${id}`;

  useEffect(() => {
    document.title = `${title} · ${nation.slug} · Civitas`;
  }, [title, nation.slug]);

  if (held === null) {
    return <Notice tone="warn" title={`There is no case ${id}`}>It may have been closed, which returns its rent and leaves nothing on chain.</Notice>;
  }
  if (held === undefined || now === 0) return <Loading what="Reading the case" />;
  const c = held.data;
  const phase = phaseOf(c, now);
  const until = deadlineOf(c, now);
  const side = sideOf(c, me.wallet, me.citizen?.data.serial);
  const remedy = REMEDIES[c.remedy];
  const view = { held, phase, now, side, seats: seats.list, evidence: evidence.list };
  return (
    <article>
      <p className="note">
        <a href={href(nation.slug, 'court')}>All cases</a>
      </p>
      <PageHead
        title={title}
        lead={
          <>
            Case {String(c.id)}, brought by <Party wallet={c.claimant} serial={c.claimantSerial} /> against <Party wallet={c.respondent} serial={c.respondentSerial} />
          </>
        }
      >
        <PhaseBadge c={c} now={now} />
      </PageHead>
      <div className="split">
        <div className="stack case-main">
          <Card className="standing">
            <p className="standing-text">{standing(c, now, court.money.write)}</p>
            {until !== undefined && (
              <p className="standing-until">
                <span className="soft">Time {DEADLINE[phase]} ends</span> <Time at={until} style="relative" /> <span className="soft">· <Time at={until} style="absolute" /></span>
              </p>
            )}
            {phase === 'citizens' && c.proposal !== NOBODY && (
              <p>
                <Addr address={c.proposal} name={name(c.proposal)} /> <a href={href(nation.slug, 'proposals')}>is among the proposals.</a>
              </p>
            )}
            <NextStep {...view} jurors={jurors.all} />
          </Card>
          <SeatPanel {...view} jurors={jurors} />
          <Pleadings {...view} />
          <PartySteps {...view} />
          <Rounds {...view} jurors={jurors.all} />
          <Enforcement {...view} />
          <MoneyOf {...view} />
        </div>
        <aside className="stack" aria-label="Dates and rules">
          <Card>
            <Moments list={momentsOf(c, now)} now={now} />
          </Card>
        </aside>
      </div>
      <Section title="What is asked for" note={remedy?.about}>
        <Card>
          <Facts
            rows={[
              ['Remedy', remedy?.name ?? `number ${c.remedy}`],
              c.target !== NOBODY && ['Acts upon', <Addr key="target" address={c.target} name={c.targetSerial === NO_SERIAL ? name(c.target) : <Party wallet={c.target} serial={c.targetSerial} plain />} />],
              c.amount > 0n && ['Amount', tell.amount(c)],
              c.seconds > 0 && ['For', lasting(c.seconds)],
              c.beneficiary !== NOBODY && ['Gains by it', <Addr key="beneficiary" address={c.beneficiary} name={name(c.beneficiary)} />],
              ['Fee of a seat', court.money.write(c.params.fee)],
              ['Bond of a seat', court.money.write(c.params.bond)],
              ['Appeals', `${c.round} of ${c.params.maxAppeals} used`],
              ['Account', <Addr key="at" address={held.address} />],
            ]}
          />
        </Card>
      </Section>
    </article>
  );
}
