// A juror's place on the present panel: what is due, and doing it.
import { createNoopSigner, type Address } from '@solana/kit';
import { useId, useState } from 'react';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { getClaimJurorInstruction } from '../../clients/generated/court/instructions/claimJuror';
import { getCommitInstruction } from '../../clients/generated/court/instructions/commit';
import { getRevealInstruction } from '../../clients/generated/court/instructions/reveal';
import { getSettleSeatInstruction } from '../../clients/generated/court/instructions/settleSeat';
import { useMe } from '../../app/nation';
import { choiceText, CHOICES, phaseOf, present, type CaseData } from '../../domain/case';
import { choiceIn, commitmentOf, saltOf, secretText, type Place } from '../../domain/juror-secret';
import { owedOn } from '../../domain/juror';
import { Act, type Draft } from '../../tx/context';
import { Card, Notice, Time } from '../../ui/basics';
import { useWallet } from '../../wallet/context';
import { useCourt, type MyJuror } from './court';
import type { CaseView } from './view';

const ABOUT: Readonly<Record<number, string>> = {
  1: 'The claimant is right, and what is asked for is granted.',
  2: 'The respondent is right, and nothing is changed.',
  3: 'The court should not rule on this.',
};

/** On a case's page: the visitor's seat, or why there is none. */
export function SeatPanel({ held, seats, now, phase, jurors }: CaseView & { readonly jurors: MyJuror }) {
  const { mine } = jurors;
  const seat = mine && seats.find(({ data }) => data.index === mine.data.index && data.round === held.data.round);
  if (mine && seat) return <SeatDuty address={held.address} c={held.data} seat={seat} juror={mine} now={now} />;
  if (phase !== 'commit' && phase !== 'reveal') return null;
  const why = mine === undefined ? 'You are no juror of this court.' : 'You are a juror, but the lot has not fallen on you for this panel.';
  return <p className="note">Only those on the panel can {phase}. {why}</p>;
}

/** What a seat asks of its juror now. */
export function SeatDuty({ address, c, seat, juror, now }: {
  readonly address: Address;
  readonly c: CaseData;
  readonly seat: Held<DataOf<'seat'>>;
  readonly juror: Held<DataOf<'juror'>>;
  readonly now: number;
}) {
  const me = useMe();
  const owed = owedOn(seat.data, c, now);
  const moved = juror.data.wallet !== me.wallet;
  return (
    <Card className={owed.urgent ? 'duty is-urgent' : 'duty'}>
      <p className="overline">Your seat as juror No. {juror.data.index}</p>
      <p className="duty-what">{owed.what}</p>
      {owed.until !== undefined && (
        <p>
          <span className="soft">{owed.urgent ? 'Due' : 'Ends'}</span> <Time at={owed.until} style="relative" /> <span className="soft">· <Time at={owed.until} style="absolute" /></span>
        </p>
      )}
      {moved && <ClaimJuror juror={juror} />}
      {owed.duty === 'commit' && <Commit address={address} c={c} seat={seat} juror={juror} moved={moved} now={now} />}
      {owed.duty === 'reveal' && <Reveal address={address} seat={seat} juror={juror} moved={moved} />}
      {owed.duty === 'settle' && (
        <Act draft={() => ({ title: 'Settle the seat', instructions: [getSettleSeatInstruction({ court: c.court, case: address, seat: seat.address, juror: juror.address })] })}>Settle your seat</Act>
      )}
    </Card>
  );
}

const MOVED = 'The juror still has the wallet that your citizenship was moved from. Take the juror over first.';

export function ClaimJuror({ juror }: { readonly juror: Held<DataOf<'juror'>> }) {
  const me = useMe();
  const court = useCourt();
  return (
    <Notice tone="warn" title="Your citizenship has a new wallet">
      <p>{MOVED}</p>
      <Act
        primary
        why={me.citizen ? undefined : 'Only the citizen’s present wallet can do this.'}
        draft={(wallet) => {
          if (!me.citizen) throw new Error('Your wallet is no citizen of this nation.');
          return { title: 'Take the juror over', instructions: [getClaimJurorInstruction({ wallet: createNoopSigner(wallet), court: court.address, citizen: me.citizen.address, juror: juror.address })] };
        }}
      >
        Take the juror over
      </Act>
    </Notice>
  );
}

interface Voting {
  readonly address: Address;
  readonly seat: Held<DataOf<'seat'>>;
  readonly juror: Held<DataOf<'juror'>>;
  readonly moved: boolean;
}

function placeOf({ address, seat, juror }: Voting): Place {
  return { case: address, round: seat.data.round, juror: juror.data.index };
}

/** What is asked of the wallet is asked once, however often the dialog is drawn. */
function once(make: (wallet: Address) => Promise<Draft>): (wallet: Address) => Promise<Draft> {
  const made = new Map<Address, Promise<Draft>>();
  return (wallet) => {
    let draft = made.get(wallet);
    if (draft === undefined) {
      draft = make(wallet);
      made.set(wallet, draft);
    }
    return draft;
  };
}

function Commit(voting: Voting & { readonly c: CaseData; readonly now: number }) {
  const { signMessage } = useWallet();
  const { address, seat, juror, moved, c, now } = voting;
  const [choice, setChoice] = useState<number>();
  const name = useId();
  const open = phaseOf(c, now) === 'commit' && present(c).seats > 0;
  const why = moved ? MOVED : !open ? 'The time to commit is over.' : choice === undefined ? 'Choose first.' : undefined;
  return (
    <>
      <fieldset className="choices">
        <legend>Your choice stays secret until you reveal it</legend>
        {CHOICES.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name={name} value={one} checked={choice === one} onChange={() => setChoice(one)} />
            <b>{choiceText(one)}</b>
            <span className="note">{ABOUT[one]}</span>
          </label>
        ))}
      </fieldset>
      <Act
        primary
        why={why}
        draft={once(async (wallet) => {
          const place = placeOf(voting);
          const salt = await saltOf(place, signMessage);
          const commitment = await commitmentOf(place, choice ?? 0, salt);
          const commit = getCommitInstruction({ wallet: createNoopSigner(wallet), juror: juror.address, case: address, seat: seat.address, commitment });
          return {
            title: `Commit: ${choiceText(choice ?? 0)}`,
            note: 'Only a hash goes on chain. It cannot be changed. You must come back to reveal it with this wallet; nothing else has to be kept.',
            instructions: [commit],
          };
        })}
      >
        Commit
      </Act>
      <Signed place={placeOf(voting)} />
    </>
  );
}

function Reveal(voting: Voting) {
  const { signMessage } = useWallet();
  const { address, seat, juror, moved } = voting;
  return (
    <>
      <Act
        primary
        why={moved ? MOVED : undefined}
        draft={once(async (wallet) => {
          const place = placeOf(voting);
          const salt = await saltOf(place, signMessage);
          const choice = await choiceIn(seat.data.commitment, place, salt);
          if (choice === undefined) {
            throw new Error('The commitment was made with another secret: by another wallet of yours, or with --salt on the command line. Reveal it there.');
          }
          const reveal = getRevealInstruction({ wallet: createNoopSigner(wallet), juror: juror.address, case: address, seat: seat.address, choice, salt });
          return { title: `Reveal: ${choiceText(choice)}`, note: 'Your choice was found again from your wallet and the commitment on chain.', instructions: [reveal] };
        })}
      >
        Reveal your choice
      </Act>
      <Signed place={placeOf(voting)} />
    </>
  );
}

/** What the wallet will ask to sign, shown before it does. */
function Signed({ place }: { readonly place: Place }) {
  return (
    <details>
      <summary>Why your wallet asks you to sign a text, twice</summary>
      <p className="note">Your secret is the hash of your wallet’s signature of this text, so that whoever has the wallet has the secret. It is asked twice to see that it signs the same way each time. It is no transaction.</p>
      <pre className="signed-text">{secretText(place)}</pre>
    </details>
  );
}
