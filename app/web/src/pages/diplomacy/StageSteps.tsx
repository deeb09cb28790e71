import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { createNoopSigner } from '@solana/kit';
import { NOBODY } from '../../clients/addresses';
import * as addresses from '../../clients/addresses';
import { getAssessStageInstruction } from '../../clients/generated/diplomacy/instructions/assessStage';
import { useAccounts } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { STAGES, thresholds } from '../../domain/stage';
import { Act } from '../../tx/context';
import { Section, Time } from '../../ui/basics';

export function StageSteps({ stage, latest }: { readonly stage: Held<DataOf<'stage'>> | undefined; readonly latest: Held<DataOf<'censusReport'>> | undefined }) {
  const nation = useNation();
  const received = useAccounts('recognition', 'to', nation.address);
  const reached = stage?.data.stage ?? 0;
  const assessed = stage !== undefined && latest !== undefined && stage.data.report === latest.address;
  const known = stage && thresholds({
    population: stage.data.population,
    countries: stage.data.countries,
    selfGoverned: stage.data.selfGoverned !== 0,
    hasPurse: stage.data.hasPurse !== 0,
    recognised: stage.data.recognition !== NOBODY,
  });
  return (
    <Section title="Stage" note="Computed from census and recognition by thresholds that are written down; nobody can set it by hand.">
      <ol className="steps">
        {STAGES.map(({ name, takes }, i) => {
          const first = stage?.data.firstReached[i] ?? 0n;
          return (
            <li key={name} className={i <= reached ? 'is-reached' : ''} aria-current={stage !== undefined && i === reached ? 'step' : undefined}>
              <h3>{name}</h3>
              {known === undefined ? (
                <p className="note">{takes}</p>
              ) : (
                <ul className="thresholds">
                  {known[i]?.map(({ what, met, have }) => (
                    <li key={what} className={met ? 'is-met' : 'is-missing'}>
                      <span aria-hidden="true">{met ? '✓' : '–'}</span>
                      <span>
                        {what}
                        <span className="soft">
                          {met ? ' · met' : ' · missing'}
                          {have !== undefined && `, ${have}`}
                        </span>
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              {first > 0n && (
                <p className="note">
                  Reached <Time at={first} style="date" />
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <div className="row steps-below">
        <Act
          why={latest === undefined ? 'There is no census report to assess it by.' : undefined}
          draft={async (wallet) => {
            if (latest === undefined) throw new Error('There is no census report.');
            // Once a recognition is on record, that one must be shown; before, any that is in force may be.
            const recorded = stage?.data.recognition ?? NOBODY;
            const shown = received.list.find(({ address, data }) => (recorded === NOBODY ? data.inForce !== 0 && data.fromKind === 1 : address === recorded));
            const recogniser = shown && shown.data.fromKind === 0 ? await addresses.stage(shown.data.from) : undefined;
            const assess = getAssessStageInstruction({
              payer: createNoopSigner(wallet),
              report: latest.address,
              stage: await addresses.stage(nation.address),
              ...(shown === undefined ? {} : { recognition: shown.address }),
              ...(recogniser === undefined ? {} : { recogniser }),
            });
            return { title: 'Assess the stage', instructions: [assess] };
          }}
        >
          Assess by the latest census
        </Act>
        <span className="note">
          {stage === undefined ? 'Not assessed yet.' : <>Assessed <Time at={stage.data.assessedAt} style="relative" />{assessed ? ', by the latest census.' : ', by an earlier census.'}</>} Anyone may do it.
        </span>
      </div>
    </Section>
  );
}
