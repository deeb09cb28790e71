// Your vote: what it is, how to cast it, and why not where you cannot. As a delegate, those of others too.
import { AccountRole, createNoopSigner, type Address, type Instruction } from '@solana/kit';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccount, useAccounts, useMinute, useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { getCastInstruction } from '../../clients/generated/governor/instructions/cast';
import { getCastDelegatedInstruction } from '../../clients/generated/governor/instructions/castDelegated';
import { getCastStakeInstruction } from '../../clients/generated/governor/instructions/castStake';
import { getOpenPageInstruction } from '../../clients/generated/governor/instructions/openPage';
import { useGovernor, useMe, useNation } from '../../app/nation';
import { NO_DELEGATE, whyMayNotVote, type CitizenData } from '../../domain/citizen';
import { count, counted, dateTime } from '../../domain/format';
import { choiceNames, CITIZENS, MOTION, STAKERS, type Phase, type ProposalData } from '../../domain/proposal';
import { ballotOf } from '../../domain/recount';
import { Act } from '../../tx/context';
import { Card, Loading } from '../../ui/basics';
import { useDerived } from '../../ui/use-derived';

const PER_PAGE = 16_384n;
const STAKES_PER_PAGE = 1_024n;
/** Citizens that fit one transaction beside what it needs itself. */
const BATCH = 24;

interface Parts {
  readonly proposal: Held<DataOf<'proposal'>>;
  readonly pages: Listing<DataOf<'page'>>;
  readonly phase: Phase;
}

/** Why nobody can cast this choice now; undefined where they can. */
function whyNotNow(p: ProposalData, phase: Phase, choice: number): string | undefined {
  switch (phase) {
    case 'voting':
      return undefined;
    case 'objection':
      return p.kind === MOTION && choice === 2 ? undefined : 'In objection time only votes against count.';
    case 'draft':
      return 'This is a draft; it has not been submitted.';
    case 'review':
      return `Voting opens ${dateTime(p.votingOpensAt)}.`;
    case 'counting':
      return 'Voting has closed.';
    default:
      return 'Voting is over.';
  }
}

export function VotePanel({ proposal, pages, phase }: Parts) {
  const me = useMe();
  const now = useNow();
  const p = proposal.data;
  const names = choiceNames(p.kind, p.choices);
  const over = !['draft', 'review', 'voting', 'objection'].includes(phase);
  const serial = me.citizen?.data.serial;
  const raw = pages.list.map((page) => ({ address: page.address, bytes: page.raw }));
  const mine = serial === undefined ? undefined : ballotOf(raw, serial);
  const requirement = {
    joinedBy: p.submittedAt - BigInt(p.rules.tenureSeconds),
    charterVersion: p.charterVersion,
    seats: p.citizenSeats,
  };
  const personal = (p.rules.chambers & CITIZENS) === 0 ? 'Only stakers vote on this.' : whyMayNotVote(me.citizen?.data, requirement, now);
  if (me.citizen === undefined) {
    return (
      <Card>
        <Loading what="Looking for your citizenship" />
      </Card>
    );
  }
  return (
    <Card className="stack">
      <h2>Your vote</h2>
      {mine ? (
        <p className="ballot-line">
          <span className={`swatch choice-${mine.choice}`} aria-hidden="true" />
          <span>
            {names[mine.choice - 1]}, {mine.inPerson ? 'cast by yourself' : 'cast by your delegate'}
          </span>
        </p>
      ) : (
        me.citizen !== null && <p className="soft">{over ? 'You did not vote.' : 'You have not voted yet.'}</p>
      )}
      {over ? (
        <p className="note">{whyNotNow(p, phase, 1)}</p>
      ) : (
        <>
          <Choices proposal={proposal} pages={pages} phase={phase} personal={me.wallet === undefined ? undefined : personal} mine={mine?.inPerson ? mine.choice : undefined} />
          {(p.rules.chambers & STAKERS) !== 0 && <StakeVote proposal={proposal} pages={pages} phase={phase} />}
          {serial !== undefined && personal === undefined && (p.rules.chambers & CITIZENS) !== 0 && (
            <Delegated proposal={proposal} pages={pages} phase={phase} serial={serial} requirement={requirement} />
          )}
        </>
      )}
    </Card>
  );
}

/** The page of a seat, and the instruction that opens it where nobody has. */
async function pageFor({ proposal, pages }: Parts, chamber: 1 | 2, seat: bigint, payer: Address): Promise<readonly [Address, readonly Instruction[]]> {
  const index = Number(seat / (chamber === 1 ? PER_PAGE : STAKES_PER_PAGE));
  const page = await addresses.page(proposal.address, chamber, index);
  if (pages.byAddress.has(page)) return [page, []];
  return [page, [getOpenPageInstruction({ payer: createNoopSigner(payer), proposal: proposal.address, page, chamber, index })]];
}

function Choices({ personal, mine, ...parts }: Parts & { readonly personal: string | undefined; readonly mine: number | undefined }) {
  const me = useMe();
  const { proposal, phase } = parts;
  const p = proposal.data;
  const names = choiceNames(p.kind, p.choices);
  const reasons = names.map((_, i) => whyNotNow(p, phase, i + 1) ?? personal ?? (mine !== undefined && p.rules.finalBallots !== 0 ? 'Ballots on this track are final.' : undefined));
  // A reason that is the same for every choice is told once.
  const [shared] = reasons;
  const same = shared !== undefined && reasons.every((reason) => reason === shared);
  return (
    <div className="vote-buttons">
      {names.map((name, i) => (
        <Act
          key={name}
          why={reasons[i]}
          quiet={same && i > 0}
          draft={async (wallet) => {
            const citizen = me.citizen;
            if (!citizen) throw new Error('Your wallet is no citizen of this nation.');
            const [page, opening] = await pageFor(parts, 1, citizen.data.serial, wallet);
            const cast = getCastInstruction({ voter: createNoopSigner(wallet), citizen: citizen.address, page, choice: i + 1 });
            return {
              title: `Vote: ${name}`,
              note: opening.length > 0 ? 'You are the first on this ballot page, so you also open it. Its rent comes back to you when the page is closed.' : undefined,
              instructions: [...opening, cast],
            };
          }}
        >
          <span className={`swatch choice-${i + 1}`} aria-hidden="true" />
          {name}
          {mine === i + 1 && <span className="soft"> · your vote</span>}
        </Act>
      ))}
    </div>
  );
}

function StakeVote(parts: Parts) {
  const me = useMe();
  const governor = useGovernor();
  const { proposal, phase } = parts;
  const p = proposal.data;
  const at = useDerived(() => (governor && me.wallet ? addresses.stake(governor.address, me.wallet) : undefined), [governor?.address, me.wallet]);
  const stake = useAccount('stake', at);
  const names = choiceNames(p.kind, p.choices);
  const personal =
    stake === undefined ? undefined
    : stake === null ? 'You have no stake with this governor.'
    : stake.data.index >= p.stakeSeats ? 'You staked after this proposal was submitted: nothing borrowed votes.'
    : undefined;
  return (
    <div className="vote-buttons">
      <h3>As a staker</h3>
      {names.map((name, i) => (
        <Act
          key={name}
          why={whyNotNow(p, phase, i + 1) ?? personal}
          quiet={i > 0}
          draft={async (wallet) => {
            if (!stake) throw new Error('You have no stake with this governor.');
            const [page, opening] = await pageFor(parts, 2, stake.data.index, wallet);
            return {
              title: `Vote with your stake: ${name}`,
              note: 'The stake stays locked until voting is over.',
              instructions: [...opening, getCastStakeInstruction({ voter: createNoopSigner(wallet), stake: stake.address, page, choice: i + 1 })],
            };
          }}
        >
          {name}
        </Act>
      ))}
    </div>
  );
}

/** Voting for those who made you their delegate. */
function Delegated({ serial, requirement, ...parts }: Parts & { readonly serial: bigint; readonly requirement: Parameters<typeof whyMayNotVote>[1] }) {
  const nation = useNation();
  const me = useMe();
  const now = useMinute();
  const citizens = useAccounts('citizen', 'nation', nation.address);
  const { proposal, pages, phase } = parts;
  const p = proposal.data;
  const raw = pages.list.map((page) => ({ address: page.address, bytes: page.raw }));
  if (serial === NO_DELEGATE) return null;
  const speaksFor = citizens.list.filter(({ data }) => data.delegate === serial);
  if (speaksFor.length === 0) return null;
  const able = speaksFor.filter(({ data }) => whyMayNotVote(data as CitizenData, requirement, now) === undefined);
  const free = able.filter(({ data }) => !ballotOf(raw, data.serial)?.inPerson);
  const names = choiceNames(p.kind, p.choices);
  return (
    <div className="vote-buttons">
      <h3>For those you speak for</h3>
      <p className="note">
        {counted(speaksFor.length, 'citizen')} named you their delegate; {count(free.length)} of them may vote and {free.length === 1 ? 'has' : 'have'} not done so
        themselves. Whoever votes in person goes before you, at any time.
      </p>
      {names.map((name, i) => {
        const pending = free.filter(({ data }) => ballotOf(raw, data.serial)?.choice !== i + 1);
        const [first] = pending;
        const page = first === undefined ? 0n : first.data.serial / PER_PAGE;
        const batch = pending.filter(({ data }) => data.serial / PER_PAGE === page).slice(0, BATCH);
        const why = whyNotNow(p, phase, i + 1) ?? (batch.length === 0 ? 'All their ballots say this already.' : undefined);
        return (
          <Act
            key={name}
            why={why}
            quiet={phase !== 'voting' && i > 0}
            draft={async (wallet) => {
              if (!me.citizen || first === undefined) throw new Error('There is nobody left to vote for.');
              const [at, opening] = await pageFor(parts, 1, first.data.serial, wallet);
              const cast = getCastDelegatedInstruction({ delegate: createNoopSigner(wallet), citizen: me.citizen.address, page: at, choice: i + 1 });
              const delegators = batch.map(({ address }) => ({ address, role: AccountRole.READONLY }));
              return {
                title: `Vote ${name} for ${counted(batch.length, 'citizen')}`,
                instructions: [...opening, { ...cast, accounts: [...cast.accounts, ...delegators] }],
              };
            }}
          >
            {name} for {count(batch.length)}
            {batch.length < pending.length && ` of ${count(pending.length)}`}
          </Act>
        );
      })}
    </div>
  );
}
