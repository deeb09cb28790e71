// What anyone may do to move a proposal on: it needs nobody's goodwill.
import { AccountRole, createNoopSigner, type Instruction } from '@solana/kit';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useNow, useStore } from '../../chain/hooks';
import { fromBase64 } from '../../chain/bytes';
import { base58Of32 } from '../../chain/base58';
import * as addresses from '../../clients/addresses';
import { getCancelInstruction } from '../../clients/generated/governor/instructions/cancel';
import { getDecideInstruction } from '../../clients/generated/governor/instructions/decide';
import { getExecuteInstruction } from '../../clients/generated/governor/instructions/execute';
import { getExpireInstruction } from '../../clients/generated/governor/instructions/expire';
import { getSubmitInstruction } from '../../clients/generated/governor/instructions/submit';
import { getTallyInstruction } from '../../clients/generated/governor/instructions/tally';
import { useMe, useNation } from '../../app/nation';
import { instructionOf } from '../../domain/action';
import { counted, dateTime } from '../../domain/format';
import type { Phase } from '../../domain/proposal';
import { Act } from '../../tx/context';
import { Notice } from '../../ui/basics';

/** Pages that fit one transaction. */
const PAGES = 20;

interface Props {
  readonly proposal: Held<DataOf<'proposal'>>;
  readonly pages: readonly Held<DataOf<'page'>>[];
  readonly actions: readonly Held<DataOf<'action'>>[];
  readonly phase: Phase;
}

export function NextSteps(props: Props) {
  switch (props.phase) {
    case 'draft':
    case 'review':
      return <ByProposer {...props} />;
    case 'counting':
      return <Counting {...props} />;
    case 'timelock':
      return <Notice title="Carried">Its actions may run from {dateTime(props.proposal.data.executesFrom)}: until then everybody can prepare for them.</Notice>;
    case 'executable':
      return <Executable {...props} />;
    case 'window over':
      return <WindowOver {...props} />;
    case 'enjoined':
      return <Notice tone="bad" title="Held back by the court">Until {dateTime(props.proposal.data.enjoinedUntil)} at the latest. The time that this takes is added to the time in which it may run.</Notice>;
    default:
      return null;
  }
}

function ByProposer({ proposal, phase }: Props) {
  const me = useMe();
  const nation = useNation();
  const p = proposal.data;
  const why = me.wallet === p.proposer ? undefined : 'Only its proposer can do this.';
  if (me.wallet !== p.proposer) return null;
  return (
    <Notice title={phase === 'draft' ? 'Your draft' : 'Your proposal is being read'}>
      <div className="row">
        {phase === 'draft' && (
          <Act
            primary
            why={me.citizen ? why : 'Only a citizen can submit.'}
            draft={(wallet) => {
              if (!me.citizen) throw new Error('Your wallet is no citizen of this nation.');
              const submit = getSubmitInstruction({
                proposer: createNoopSigner(wallet),
                citizen: me.citizen.address,
                nation: nation.address,
                governor: p.governor,
                proposal: proposal.address,
              });
              return { title: 'Submit to the vote', note: 'From then on neither its text nor its actions can be changed.', instructions: [submit] };
            }}
          >
            Submit to the vote
          </Act>
        )}
        <Act why={why} draft={(wallet) => ({ title: 'Withdraw the proposal', instructions: [getCancelInstruction({ signer: createNoopSigner(wallet), governor: p.governor, proposal: proposal.address })] })}>
          Withdraw
        </Act>
      </div>
    </Notice>
  );
}

function Counting({ proposal, pages }: Props) {
  const p = proposal.data;
  const left = pages.filter(({ data }) => data.complete === 0);
  const decide = getDecideInstruction({ governor: p.governor, proposal: proposal.address });
  return (
    <Notice tone="warn" title="Voting has closed, and the count waits for anyone">
      <p>{left.length > 0 ? `${counted(left.length, 'ballot page')} must still be added to the tally.` : 'Every ballot page is in.'}</p>
      <Act
        primary
        draft={() => {
          const batch = left.slice(0, PAGES);
          const tally = getTallyInstruction({ proposal: proposal.address });
          const counting: Instruction[] =
            batch.length === 0 ? [] : [{ ...tally, accounts: [...tally.accounts, ...batch.map(({ address }) => ({ address, role: AccountRole.WRITABLE }))] }];
          return batch.length === left.length
            ? { title: 'Count and decide', instructions: [...counting, decide] }
            : { title: `Count ${counted(batch.length, 'page')}`, instructions: counting };
        }}
      >
        {left.length > PAGES ? 'Count further pages' : 'Count and decide'}
      </Act>
    </Notice>
  );
}

function Executable({ proposal, actions }: Props) {
  const store = useStore();
  const p = proposal.data;
  const next = actions.find(({ data }) => data.option === p.outcome && data.ordinal === p.executed);
  const total = p.optionActions[p.outcome] ?? 0;
  return (
    <Notice tone="warn" title="Carried, and its actions wait for anyone to run them">
      <p>
        {p.executed === 0 ? (total === 1 ? 'Its action has not run yet.' : `None of its ${total} actions has run yet.`) : `${p.executed} of its ${total} actions ${p.executed === 1 ? 'has' : 'have'} run.`} What has not run by {dateTime(p.executesUntil)} never will.
      </p>
      <Act
        primary
        why={next === undefined ? 'The account of the next action is not there.' : undefined}
        draft={async () => {
          const inner = next && instructionOf(next.data, next.raw);
          if (next === undefined || inner === undefined) throw new Error('The action’s account is malformed.');
          const programData = next.data.deploymentSlot === 0n ? undefined : await programDataOf(store, inner.programAddress);
          const execute = getExecuteInstruction({
            governor: p.governor,
            proposal: proposal.address,
            action: next.address,
            program: inner.programAddress,
            ...(programData === undefined ? {} : { programData }),
          });
          // The executor signs within the program, so outside it does not.
          const accounts = (inner.accounts ?? []).map(({ address, role }) => ({ address, role: role & AccountRole.WRITABLE }));
          return { title: `Run action ${p.executed + 1} of ${total}`, instructions: [{ ...execute, accounts: [...execute.accounts, ...accounts] }] };
        }}
      >
        Run action {p.executed + 1}
      </Act>
    </Notice>
  );
}

/** The program data account of an upgradeable program, which its account names. */
async function programDataOf(store: ReturnType<typeof useStore>, program: Parameters<typeof addresses.treasury>[0]) {
  const { value } = await store.connection.rpc.getAccountInfo(program, { encoding: 'base64' }).send();
  if (value === null) throw new Error('The program to call is not there.');
  return base58Of32(fromBase64(value.data[0]), 4) as typeof program;
}

function WindowOver({ proposal }: Props) {
  const now = useNow();
  const p = proposal.data;
  return (
    <Notice tone="warn" title="Its time to run is over">
      <Act
        why={now >= Number(p.executesUntil) ? undefined : 'Its time is not over yet.'}
        draft={() => ({ title: 'Mark it as expired', instructions: [getExpireInstruction({ proposal: proposal.address })] })}
      >
        Mark it as expired
      </Act>
    </Notice>
  );
}
