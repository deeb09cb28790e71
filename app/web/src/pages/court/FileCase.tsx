// Bringing a case: what is asked for, about what, against whom, and why.
import { createNoopSigner, isAddress, type Address } from '@solana/kit';
import { useId, useState } from 'react';
import { useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { getFileInstruction } from '../../clients/generated/court/instructions/file';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { feeOf } from '../../domain/case';
import { span } from '../../domain/format';
import { AWARD_ESCROW, lasting, REMEDIES, SPLIT_DEPOSIT, SUSPEND } from '../../domain/remedy';
import { Act } from '../../tx/context';
import { Addr, Card, Facts, Section } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useBalance, useCourt, useMoney, whyCannotPay } from './court';
import { useDocument } from './Document';
import { useTargets } from './targets';

const DAY = 86_400;

export function FileCase() {
  const nation = useNation();
  const me = useMe();
  const now = useNow();
  const name = useNames();
  const court = useCourt();
  const { money, data } = court;
  const [number, setNumber] = useState(SUSPEND as number);
  const [chosen, setChosen] = useState('');
  const [amountText, setAmount] = useState('');
  const [days, setDays] = useState('');
  const [gains, setGains] = useState('');
  const [against, setAgainst] = useState('');
  const document = useDocument('statement');
  const ids = { remedy: useId(), target: useId(), amount: useId(), days: useId(), gains: useId(), against: useId(), options: useId() };
  const remedy = REMEDIES[number] ?? REMEDIES[SUSPEND];
  const targets = useTargets({ remedy: number, claimant: me.wallet ?? '', claimantSerial: me.citizen?.data.serial, authority: nation.data.authority, now });
  const target = targets.find(({ key }) => key === chosen.trim().replace(/^No\.?\s*/i, ''));
  const moneyOfTarget = useMoney(target?.mint ?? money.mint) ?? money;
  const balance = useBalance(money, me.wallet);
  const fee = feeOf(data.params.fee, data.params.panel, 0);
  if (remedy === undefined) return null;

  const longest = number === SUSPEND ? data.params.maxSuspensionSeconds : data.params.maxInjunctionSeconds;
  const seconds = remedy.seconds === undefined ? 0 : Math.round(Number(days) * DAY);
  const value = remedy.amount === undefined ? 0n : moneyOfTarget.read(amountText);
  const respondent = number === AWARD_ESCROW ? against.trim() : target && 'respondent' in target.finding ? target.finding.respondent : undefined;
  const why =
    (!court.inOffice ? 'The nation has not named this court as its own.' : undefined) ??
    (data.jurors < data.params.panel ? `The court has ${data.jurors} jurors, and a first panel takes ${data.params.panel}.` : undefined) ??
    (remedy.target !== undefined && target === undefined ? `Choose the ${remedy.target}.` : undefined) ??
    (target && 'unfit' in target.finding ? target.finding.unfit : undefined) ??
    (number === AWARD_ESCROW && !isAddress(against.trim()) ? 'Write the address of the respondent’s wallet.' : undefined) ??
    (respondent === me.wallet ? 'This would be a case against yourself.' : undefined) ??
    (remedy.seconds !== undefined && !(seconds >= 1) ? 'Write for how many days.' : undefined) ??
    (remedy.seconds !== undefined && seconds > longest ? `The court orders this for ${lasting(longest)} at most.` : undefined) ??
    (value === undefined || (value === 0n && remedy.amount !== undefined && number !== SPLIT_DEPOSIT) ? 'Write the amount.' : undefined) ??
    (number === SPLIT_DEPOSIT && target?.most !== undefined && value !== undefined && value > target.most ? `Only ${moneyOfTarget.write(target.most)} is in dispute.` : undefined) ??
    (remedy.beneficiary !== undefined && !isAddress(gains.trim()) ? 'Write the address that gains by it.' : undefined) ??
    document.why ??
    whyCannotPay(money, balance, fee);

  return (
    <Section title="Bring a case" note="What is asked for is fixed here: a ruling grants exactly this, or nothing.">
      <div className="split">
        <Card className="stack file-form">
          <div>
            <label htmlFor={ids.remedy}>What the court shall do</label>
            <select
              id={ids.remedy}
              value={number}
              onChange={(event) => {
                setNumber(Number(event.target.value));
                setChosen('');
              }}
            >
              {REMEDIES.map(({ name }, i) => (
                <option key={name} value={i}>
                  {name}
                </option>
              ))}
            </select>
            <p className="note">{remedy.about}</p>
          </div>
          {remedy.target === 'citizen' && (
            <div>
              <label htmlFor={ids.target}>Citizen, by number or wallet</label>
              <input id={ids.target} value={chosen} onChange={(event) => setChosen(event.target.value)} spellCheck={false} autoComplete="off" />
            </div>
          )}
          {remedy.target !== undefined && remedy.target !== 'citizen' && (
            <div>
              <label htmlFor={ids.target}>Which {remedy.target}</label>
              <select id={ids.target} value={chosen} onChange={(event) => setChosen(event.target.value)}>
                <option value="">{targets.length === 0 ? `There is no ${remedy.target}` : 'Choose'}</option>
                {targets.map(({ key, label, finding }) => (
                  <option key={key} value={key} disabled={'unfit' in finding}>
                    {label}
                    {'unfit' in finding ? ` — ${finding.unfit}` : ''}
                  </option>
                ))}
              </select>
            </div>
          )}
          {number === AWARD_ESCROW && (
            <div>
              <label htmlFor={ids.against}>Against whom: a wallet</label>
              <input id={ids.against} value={against} onChange={(event) => setAgainst(event.target.value)} spellCheck={false} />
            </div>
          )}
          {remedy.amount !== undefined && (
            <div>
              <label htmlFor={ids.amount}>
                {remedy.amount}, in {moneyOfTarget.unit}
              </label>
              <input id={ids.amount} inputMode="decimal" value={amountText} onChange={(event) => setAmount(event.target.value)} />
            </div>
          )}
          {remedy.seconds !== undefined && (
            <div>
              <label htmlFor={ids.days}>{remedy.seconds}, in days (at most {Math.floor(longest / DAY)})</label>
              <input id={ids.days} inputMode="decimal" value={days} onChange={(event) => setDays(event.target.value)} />
            </div>
          )}
          {remedy.beneficiary !== undefined && (
            <div>
              <label htmlFor={ids.gains}>{remedy.beneficiary}: an address</label>
              <input id={ids.gains} value={gains} onChange={(event) => setGains(event.target.value)} spellCheck={false} />
            </div>
          )}
          {document.fields}
          <Act
            primary
            why={why}
            draft={async (wallet) => {
              if (respondent === undefined) throw new Error('Nobody is there to answer.');
              const file = getFileInstruction({
                payer: createNoopSigner(wallet),
                claimant: createNoopSigner(wallet),
                source: await money.of(wallet),
                court: court.address,
                nation: nation.address,
                claimantCitizen: await addresses.citizen(nation.address, wallet),
                respondent: respondent as Address,
                respondentCitizen: await addresses.citizen(nation.address, respondent as Address),
                target: target?.address ?? NOBODY,
                case: await addresses.caseAt(court.address, data.nextCase),
                escrow: data.escrow,
                mint: money.mint,
                tokenProgram: money.program,
                remedy: number,
                amount: value ?? 0n,
                seconds,
                beneficiary: remedy.beneficiary === undefined ? NOBODY : (gains.trim() as Address),
                ...(await document.read().then(({ hash, uri }) => ({ statementHash: hash, statementUri: uri }))),
              });
              return {
                title: 'Bring the case',
                note: `This takes ${money.write(fee)} for the jurors, and rent that comes back when the case is closed.`,
                instructions: [file],
                done: () => {
                  location.hash = href(nation.slug, 'court', data.nextCase);
                },
              };
            }}
          >
            Bring the case
          </Act>
        </Card>
        <aside className="stack court-side" aria-label="What it means">
          <Card>
            <Facts
              rows={[
                ['Against', respondent && isAddress(respondent) ? <Addr key="respondent" address={respondent} name={respondent === nation.data.authority ? 'the nation’s authority' : (target?.who ?? name(respondent))} /> : <span className="soft">follows from the choice</span>],
                ['Fee', `${money.write(fee)}, for ${data.params.panel} jurors`],
                balance !== undefined && ['You have', money.write(balance)],
                ['Answer', `within ${span(data.params.answerSeconds)}`],
                ['Evidence', `${span(data.params.evidenceSeconds)} more`],
                ['Ruling', `within ${span(data.params.drawSeconds + data.params.commitSeconds + data.params.revealSeconds)} of the draw`],
              ]}
            />
          </Card>
        </aside>
      </div>
    </Section>
  );
}
