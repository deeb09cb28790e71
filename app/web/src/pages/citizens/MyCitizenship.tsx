// What the visitor is here, and what they can do about it.
import { createNoopSigner, type Address } from '@solana/kit';
import { useId, useState } from 'react';
import { useAccount, useAccounts, useNow } from '../../chain/hooks';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import * as addresses from '../../clients/addresses';
import { NOBODY, TOKEN_2022 } from '../../clients/addresses';
import { getApplyInstruction } from '../../clients/generated/membership/instructions/apply';
import { getBurnPassportInstruction } from '../../clients/generated/membership/instructions/burnPassport';
import { getIssuePassportInstruction } from '../../clients/generated/membership/instructions/issuePassport';
import { getJoinInstruction } from '../../clients/generated/membership/instructions/join';
import { getRenounceInstruction } from '../../clients/generated/membership/instructions/renounce';
import { getSetDelegateInstruction } from '../../clients/generated/membership/instructions/setDelegate';
import { getSignCharterInstruction } from '../../clients/generated/membership/instructions/signCharter';
import { getPayDuesInstruction } from '../../clients/generated/treasury/instructions/payDues';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { ADMISSION, NO_DELEGATE, standing, whyNotInGoodStanding } from '../../domain/citizen';
import { amount, count, counted, sol, span } from '../../domain/format';
import { Act } from '../../tx/context';
import { Addr, Card, Facts, Loading, Notice, Section, Time } from '../../ui/basics';
import { useDerived } from '../../ui/use-derived';
import { PassportCard } from './PassportCard';
import { StandingBadge } from './standing';

export function MyCitizenship() {
  const me = useMe();
  return (
    <Section title="You">
      {me.citizen === undefined ? (
        <Card>
          <Loading what="Looking for your citizenship" />
        </Card>
      ) : me.citizen === null ? (
        <Joining wallet={me.wallet} />
      ) : (
        <Citizenship citizen={me.citizen} />
      )}
    </Section>
  );
}

function Joining({ wallet }: { readonly wallet: Address | undefined }) {
  const nation = useNation();
  const { data } = nation;
  const policy = ADMISSION[data.admission];
  const at = useDerived(() => (wallet === undefined ? undefined : addresses.application(nation.address, wallet)), [nation.address, wallet]);
  const application = useAccount('application', at);
  const charterHash = data.charterHash;
  return (
    <Card>
      <p>
        {wallet === undefined ? 'Connect a wallet to see your citizenship, or to join.' : 'Your wallet is no citizen of this nation.'} By joining you consent to exactly the
        charter with the hash on the <a href={href(nation.slug)}>nation’s page</a>. Your term lasts {span(data.termSeconds)}.
      </p>
      <div style={{ marginTop: '1rem' }}>
        {policy === 'open' ? (
          <Act
            primary
            draft={async (payer) => {
              const citizen = await addresses.citizen(nation.address, payer);
              const wallet = createNoopSigner(payer);
              return {
                title: `Join ${nation.slug}`,
                note: 'The rent of your citizen’s account comes back when it is closed.',
                instructions: [getJoinInstruction({ payer: wallet, wallet, nation: nation.address, citizen, charterHash })],
              };
            }}
          >
            Join and sign the charter
          </Act>
        ) : application ? (
          <Notice title="You have applied">
            {policy === 'vouched'
              ? `${count(application.data.vouches)} of ${counted(data.vouchesRequired, 'citizen')} have vouched for you.`
              : 'The nation’s authority decides on it.'}
          </Notice>
        ) : (
          <Act
            primary
            draft={async (payer) => {
              const application = await addresses.application(nation.address, payer);
              const wallet = createNoopSigner(payer);
              return {
                title: `Apply to ${nation.slug}`,
                instructions: [getApplyInstruction({ payer: wallet, wallet, nation: nation.address, application, charterHash })],
              };
            }}
          >
            Apply and sign the charter
          </Act>
        )}
      </div>
    </Card>
  );
}

function Citizenship({ citizen }: { readonly citizen: Held<DataOf<'citizen'>> }) {
  const nation = useNation();
  const now = useNow();
  const { data } = citizen;
  const gone = data.status !== 0 ? `Your citizenship is ${standing(data, now)}.` : undefined;
  const current = data.charterVersion >= nation.data.charterVersion;
  return (
    <div className="citizenship">
      <Card>
        <Facts
          rows={[
            ['Number', count(data.serial)],
            ['Standing', <StandingBadge key="standing" citizen={data} now={now} />],
            ['Term ends', <Time key="ends" at={data.expiresAt} />],
            ['Charter signed', current ? `version ${data.charterVersion}, the present one` : `version ${data.charterVersion}; the present one is ${nation.data.charterVersion}`],
            ['Delegate', data.delegate === NO_DELEGATE ? 'none: you vote yourself' : <a href={href(nation.slug, 'citizens', data.delegate)}>No. {count(data.delegate)}</a>],
            ['Vote', whyNotInGoodStanding(data, now) ?? 'You may vote.'],
          ]}
        />
        <div className="deeds">
          <div className="deed">
            <Act
              why={gone ?? (current ? 'You have signed the present version.' : undefined)}
              primary={!current}
              draft={(wallet) => ({
                title: `Sign version ${nation.data.charterVersion} of the charter`,
                instructions: [
                  getSignCharterInstruction({ wallet: createNoopSigner(wallet), nation: nation.address, citizen: citizen.address, charterHash: nation.data.charterHash }),
                ],
              })}
            >
              Sign the charter
            </Act>
          </div>
          <Renewal citizen={citizen} gone={gone} />
          <Delegation citizen={citizen} gone={gone} />
          <PassportDeed citizen={citizen} gone={gone} />
          <div className="deed">
            <Act
              why={gone}
              draft={(wallet) => ({
                title: 'Renounce your citizenship',
                note: 'This cannot be taken back. Who joins again gets a new number, and cannot vote on what was submitted before.',
                instructions: [getRenounceInstruction({ wallet: createNoopSigner(wallet), nation: nation.address, citizen: citizen.address })],
              })}
            >
              Renounce citizenship
            </Act>
          </div>
        </div>
      </Card>
      <PassportCard citizen={data} />
    </div>
  );
}

interface Deed {
  readonly citizen: Held<DataOf<'citizen'>>;
  readonly gone: string | undefined;
}

function Renewal({ citizen, gone }: Deed) {
  const nation = useNation();
  const ledgers = useAccounts('ledger', 'nation', nation.address);
  const { duesMint, duesAmount, termSeconds, treasury } = nation.data;
  const ledger = ledgers.list.find(({ data }) => data.mint === duesMint);
  const price = duesMint === NOBODY ? sol(duesAmount) : `${amount(duesAmount, ledger?.data.decimals ?? 0)} tokens`;
  const why =
    gone ??
    (treasury === NOBODY ? 'The nation has no treasury that could extend terms.'
    : ledgers.status === 'ready' && ledger === undefined ? 'The treasury keeps no ledger of the mint of the dues.'
    : undefined);
  return (
    <div className="deed">
      <p>
        One more term of {span(termSeconds)} {duesAmount === 0n ? 'costs nothing' : <>costs {price}</>}.
      </p>
      <Act
        why={why}
        draft={async (wallet) => {
          if (ledger === undefined) throw new Error('The treasury keeps no ledger of the mint of the dues.');
          const { mint, tokenProgram, holding } = ledger.data;
          const source = mint === NOBODY ? wallet : await addresses.associatedToken(wallet, mint, tokenProgram);
          const pay = getPayDuesInstruction({
            payer: createNoopSigner(wallet),
            source,
            nation: nation.address,
            citizen: citizen.address,
            treasury: ledger.data.treasury,
            ledger: ledger.address,
            holding,
            mint,
            tokenProgram,
            terms: 1,
            amount: duesAmount,
          });
          return { title: 'Renew for one term', instructions: [pay] };
        }}
      >
        Renew for one term
      </Act>
    </div>
  );
}

function Delegation({ citizen, gone }: Deed) {
  const nation = useNation();
  const now = useNow();
  const citizens = useAccounts('citizen', 'nation', nation.address);
  const [typed, setTyped] = useState('');
  const field = useId();
  const wanted = typed.trim().replace(/^#|^No\.?\s*/i, '');
  const found = wanted === '' ? undefined : citizens.list.find(({ data }) => String(data.serial) === wanted || data.wallet === wanted);
  const has = citizen.data.delegate !== NO_DELEGATE;
  const why =
    gone ??
    (wanted === '' ? 'Name somebody by number or wallet first.'
    : found === undefined ? 'There is no citizen with this number or wallet.'
    : found.address === citizen.address ? 'Nobody is their own delegate.'
    : whyNotInGoodStanding(found.data, now) !== undefined ? `No. ${count(found.data.serial)} is ${standing(found.data, now)} or has no vote, and cannot speak for others.`
    : found.data.serial === citizen.data.delegate ? 'This is your delegate already.'
    : undefined);
  return (
    <div className="deed">
      <div className="field">
        <label htmlFor={field}>Let another citizen vote for you where you do not</label>
        <input id={field} value={typed} onChange={(event) => setTyped(event.target.value)} placeholder="number or wallet" spellCheck={false} autoComplete="off" />
      </div>
      <div className="row">
        <Act
          why={why}
          draft={(wallet) => {
            if (found === undefined) throw new Error('There is no such citizen.');
            return {
              title: `Make No. ${found.data.serial} your delegate`,
              note: 'Whatever you vote yourself goes before what your delegate votes for you.',
              instructions: [getSetDelegateInstruction({ wallet: createNoopSigner(wallet), nation: nation.address, citizen: citizen.address, delegate: found.address })],
            };
          }}
        >
          Name as delegate
        </Act>
        {has && (
          <Act
            why={gone}
            draft={(wallet) => ({
              title: 'Drop your delegate',
              instructions: [getSetDelegateInstruction({ wallet: createNoopSigner(wallet), nation: nation.address, citizen: citizen.address })],
            })}
          >
            Drop the delegate
          </Act>
        )}
      </div>
      {found && found.address !== citizen.address && (
        <p className="note">
          No. {count(found.data.serial)}, wallet <Addr address={found.data.wallet} />
        </p>
      )}
    </div>
  );
}

function PassportDeed({ citizen, gone }: Deed) {
  const nation = useNation();
  const now = useNow();
  const { data } = citizen;
  const symbol = nation.slug.replace(/[^a-z0-9]/g, '').slice(0, 6).toUpperCase();
  if (data.passport === NOBODY) {
    return (
      <div className="deed">
        <Act
          why={gone ?? (standing(data, now) === 'lapsed' ? 'Your term has ended.' : undefined)}
          draft={async (wallet) => {
            const signer = createNoopSigner(wallet);
            const passport = await addresses.passport(nation.address, data.serial);
            const issue = getIssuePassportInstruction({
              payer: signer,
              wallet: signer,
              nation: nation.address,
              citizen: citizen.address,
              passportGroup: nation.data.passportGroup,
              passport,
              holding: await addresses.passportHolding(wallet, passport),
              tokenProgram: TOKEN_2022,
              symbol,
              uri: '',
            });
            return { title: 'Issue your passport', instructions: [issue] };
          }}
        >
          Issue a passport
        </Act>
      </div>
    );
  }
  return (
    <div className="deed">
      <Act
        why={data.wallet === undefined ? 'It is not yours.' : undefined}
        draft={async (wallet) => {
          const holding = await addresses.passportHolding(wallet, data.passport);
          const burn = getBurnPassportInstruction({
            caller: createNoopSigner(wallet),
            nation: nation.address,
            citizen: citizen.address,
            passport: data.passport,
            holding,
            rentPayer: data.passportPayer,
            tokenProgram: TOKEN_2022,
          });
          return { title: 'Burn your passport', note: 'Your citizenship stays as it is. A new passport can be issued.', instructions: [burn] };
        }}
      >
        Burn the passport
      </Act>
    </div>
  );
}
