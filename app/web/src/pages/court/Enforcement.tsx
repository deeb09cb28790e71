import { useStore } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { FOR_CLAIMANT, NO_SERIAL, rulingText } from '../../domain/case';
import { count } from '../../domain/format';
import * as remedy from '../../domain/remedy';
import { Act } from '../../tx/context';
import { Badge, Card, Section, Time } from '../../ui/basics';
import { enforcing } from './enforcement';
import type { CaseView } from './view';

/** What the court calls when it enforces, in words. */
const CALL: Readonly<Record<number, string>> = {
  [remedy.SUSPEND]: 'The court suspends the citizen; the time runs from the enforcement.',
  [remedy.REISSUE]: 'The court orders the citizenship to be reissued. The old wallet can still veto it for a time; then anyone completes it.',
  [remedy.EVICT]: 'The court ends the lease.',
  [remedy.SPLIT_DEPOSIT]: 'The court rules what the landlord gets of what is in dispute; the rest is the tenant’s.',
  [remedy.AWARD_BUDGET]: 'The court has the treasury pay from the budget.',
  [remedy.AWARD_ESCROW]: 'The court pays it by itself when the ruling becomes final; the parties withdraw what is due to them.',
  [remedy.ENJOIN]: 'The court holds the proposal back; the time runs from the enforcement.',
  [remedy.RELEASE]: 'The court lets the proposal go.',
  [remedy.PAUSE]: 'The court pauses the stream.',
  [remedy.RESUME]: 'The court resumes the stream.',
  [remedy.REINSTATE]: 'The court lifts the suspension.',
};

export function Enforcement({ held, phase }: CaseView) {
  const store = useStore();
  const nation = useNation();
  const c = held.data;
  const done = c.enforcedAt > 0n;
  const why =
    phase !== 'final'
      ? 'The ruling is not final yet.'
      : c.ruling !== FOR_CLAIMANT
        ? `Nothing was granted: the ruling is ${rulingText(c.ruling)}.`
        : done
          ? 'It was enforced.'
          : c.remedy === remedy.AWARD_ESCROW
            ? 'The court pays an award from escrow by itself.'
            : undefined;
  return (
    <Section title="Enforcement" side={done ? <Badge tone="good">enforced</Badge> : why === undefined ? <Badge tone="warn">to be enforced</Badge> : undefined}>
      <Card>
        <p>{CALL[c.remedy]}</p>
        {done ? (
          <p className="note">
            Done <Time at={c.enforcedAt} />.{' '}
            {c.targetSerial !== NO_SERIAL && (c.remedy === remedy.SUSPEND || c.remedy === remedy.REINSTATE) && (
              <a href={href(nation.slug, 'citizens', c.targetSerial)}>See how citizen No. {count(c.targetSerial)} stands now.</a>
            )}
          </p>
        ) : (
          <div className="next-step">
            <Act
              primary={why === undefined}
              why={why}
              draft={async (wallet) => ({
                title: 'Have the ruling enforced',
                note: 'The court signs the one call that was asked for at the filing, and nothing else. If what it acts upon has changed since, the chain says so.',
                instructions: [await enforcing(store, held.address, c, wallet)],
              })}
            >
              Enforce
            </Act>
            {why === undefined && <p className="note">Anyone can have it enforced, once.</p>}
          </div>
        )}
      </Card>
    </Section>
  );
}
