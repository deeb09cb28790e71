// What the parties can do now. Whoever is none of them sees why not.
import { createNoopSigner, type Address } from '@solana/kit';
import { useId, useState, type ReactNode } from 'react';
import * as addresses from '../../clients/addresses';
import { getAnswerInstruction } from '../../clients/generated/court/instructions/answer';
import { getAppealInstruction } from '../../clients/generated/court/instructions/appeal';
import { getAppealToCitizensInstruction } from '../../clients/generated/court/instructions/appealToCitizens';
import { getPutInEscrowInstruction } from '../../clients/generated/court/instructions/putInEscrow';
import { getSubmitEvidenceInstruction } from '../../clients/generated/court/instructions/submitEvidence';
import { useGovernor, useMe, useNation } from '../../app/nation';
import { MAX_EVIDENCE, mayAppeal, mayAskCitizens, nextAppeal, rulingText } from '../../domain/case';
import { whyNotInGoodStanding } from '../../domain/citizen';
import { AWARD_ESCROW } from '../../domain/remedy';
import { Act } from '../../tx/context';
import { Card, Section } from '../../ui/basics';
import { useBalance, useCourt, whyCannotPay } from './court';
import { useDocument } from './Document';
import type { CaseView } from './view';

const NO_PARTY = 'Only the two parties can do this.';

/** The citizen account that shows that a wallet acts for a party; nothing for the wallets of the filing. */
export function partyCitizen(c: CaseView['held']['data'], wallet: Address, citizen: Address | undefined): { citizen?: Address } {
  return wallet === c.claimant || wallet === c.respondent || citizen === undefined ? {} : { citizen };
}

export function PartySteps(view: CaseView) {
  const { phase } = view;
  if (phase === 'answer' || phase === 'evidence') {
    return (
      <Section title="For the parties">
        <div className="columns">
          {phase === 'answer' && <Answer {...view} />}
          <BringEvidence {...view} />
          {view.held.data.remedy === AWARD_ESCROW && <Escrow {...view} />}
        </div>
      </Section>
    );
  }
  if (phase === 'appeal') return <Appeal {...view} />;
  return null;
}

/** A deed that has a form: opened by whoever can do it, a reason for everybody else. */
function Deed({ title, why, children }: { readonly title: string; readonly why: string | undefined; readonly children: ReactNode }) {
  return (
    <Card className="deed-card">
      <h3>{title}</h3>
      {why === undefined ? children : <p className="soft">{why}</p>}
    </Card>
  );
}

function Answer({ held, side }: CaseView) {
  const me = useMe();
  const c = held.data;
  const document = useDocument('answer');
  const why = c.answered !== 0 ? 'The respondent has answered.' : side !== 'respondent' ? 'Only the respondent can answer.' : undefined;
  return (
    <Deed title="Answer" why={why}>
      {document.fields}
      <Act
        primary
        why={document.why}
        draft={async (wallet) => {
          const { hash, uri } = await document.read();
          const answer = getAnswerInstruction({ respondent: createNoopSigner(wallet), ...partyCitizen(c, wallet, me.citizen?.address), case: held.address, answerHash: hash, answerUri: uri });
          return { title: 'Answer the case', note: 'It cannot be changed afterwards.', instructions: [answer] };
        }}
      >
        Answer
      </Act>
    </Deed>
  );
}

function BringEvidence({ held, side }: CaseView) {
  const me = useMe();
  const c = held.data;
  const document = useDocument('evidence');
  const brought = side === 'claimant' ? c.claimantEvidence : c.respondentEvidence;
  const why = side === undefined ? 'Only the two parties can bring evidence.' : brought >= MAX_EVIDENCE ? 'You have brought sixteen pieces, and there may not be more.' : undefined;
  return (
    <Deed title="Bring evidence" why={why}>
      {document.fields}
      <Act
        primary
        why={document.why}
        draft={async (wallet) => {
          const { hash, uri } = await document.read();
          const submit = getSubmitEvidenceInstruction({
            payer: createNoopSigner(wallet),
            party: createNoopSigner(wallet),
            ...partyCitizen(c, wallet, me.citizen?.address),
            case: held.address,
            evidence: await addresses.evidence(held.address, c.claimantEvidence + c.respondentEvidence),
            hash,
            uri,
          });
          return { title: 'Bring evidence', note: `Piece ${brought + 1} of the ${MAX_EVIDENCE} that you may bring. Its rent comes back when the case is over.`, instructions: [submit] };
        }}
      >
        Bring evidence
      </Act>
    </Deed>
  );
}

function Escrow({ held, side }: CaseView) {
  const me = useMe();
  const { money, data } = useCourt();
  const c = held.data;
  const [text, setText] = useState('');
  const field = useId();
  const balance = useBalance(money, side === undefined ? undefined : me.wallet);
  const value = money.read(text);
  return (
    <Deed title="Put money in escrow" why={side === undefined ? NO_PARTY : undefined}>
      <p className="note">
        The claimant has {money.write(c.claimantEscrow)} in it, the respondent {money.write(c.respondentEscrow)}. Who wins gets up to {money.write(c.amount)} of the loser’s; all else goes back.
      </p>
      <label htmlFor={field}>Amount in {money.unit}</label>
      <input id={field} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} />
      <Act
        why={value === undefined || value === 0n ? 'Write an amount.' : whyCannotPay(money, balance, value)}
        draft={async (wallet) => {
          const put = getPutInEscrowInstruction({
            party: createNoopSigner(wallet),
            ...partyCitizen(c, wallet, me.citizen?.address),
            source: await money.of(wallet),
            court: c.court,
            case: held.address,
            escrow: data.escrow,
            mint: money.mint,
            tokenProgram: money.program,
            amount: value ?? 0n,
          });
          return { title: 'Put money in escrow', instructions: [put] };
        }}
      >
        Put in escrow
      </Act>
    </Deed>
  );
}

function Appeal({ held, side, now }: CaseView) {
  const me = useMe();
  const nation = useNation();
  const governor = useGovernor();
  const { money, data } = useCourt();
  const c = held.data;
  const next = nextAppeal(c);
  const balance = useBalance(money, side === undefined ? undefined : me.wallet);
  const may = side !== undefined && (next ? mayAppeal : mayAskCitizens)(c.ruling, side);
  const why = side === undefined ? NO_PARTY : !may ? `The ruling is ${rulingText(c.ruling)}: you have nothing to appeal against.` : undefined;
  return (
    <Section title="Appeal">
      <Card>
        {next ? (
          <>
            <p>
              To a panel of {next.seats}, for {money.write(next.fee)}. Half of it pays the jurors; half is security for the other party’s costs, and comes back to you if you win.
            </p>
            <div className="next-step">
              <Act
                primary={why === undefined}
                why={why ?? whyCannotPay(money, balance, next.fee)}
                draft={async (wallet) => {
                  const appeal = getAppealInstruction({
                    appellant: createNoopSigner(wallet),
                    ...partyCitizen(c, wallet, me.citizen?.address),
                    source: await money.of(wallet),
                    court: c.court,
                    case: held.address,
                    escrow: data.escrow,
                    mint: money.mint,
                    tokenProgram: money.program,
                  });
                  return { title: 'Appeal the ruling', note: `This takes ${money.write(next.fee)}. No new evidence is taken.`, instructions: [appeal] };
                }}
              >
                Appeal
              </Act>
            </div>
          </>
        ) : (
          <>
            <p>Appeals to a panel are used up: the last appeal is to all citizens, by a proposal whose carrying means for the claimant. A citizen who can vote must bring it.</p>
            <div className="next-step">
              <Act
                why={why ?? (governor ? whyNotInGoodStanding(me.citizen?.data, now) : 'The nation has no governor to ask its citizens by.')}
                draft={async (wallet) => {
                  if (!governor || !me.citizen) throw new Error('A citizen who can vote must bring it.');
                  const appeal = getAppealToCitizensInstruction({
                    appellant: createNoopSigner(wallet),
                    ...partyCitizen(c, wallet, me.citizen.address),
                    proposer: createNoopSigner(wallet),
                    proposerCitizen: me.citizen.address,
                    case: held.address,
                    nation: nation.address,
                    governor: governor.address,
                    proposal: await addresses.proposal(governor.address, governor.data.nextProposal),
                  });
                  return { title: 'Ask all citizens', note: 'The proposal’s rent and deposit are yours, and come back as with any other.', instructions: [appeal] };
                }}
              >
                Ask all citizens
              </Act>
            </div>
          </>
        )}
      </Card>
    </Section>
  );
}
