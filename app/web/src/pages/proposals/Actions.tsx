// What a proposal does when it is carried: each action as a sentence, what a voter should be warned of, and a dry run.
import { useMemo, useState } from 'react';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccounts, useMinute, useStore } from '../../chain/hooks';
import { textOf } from '../../chain/bytes';
import { describe } from '../../clients/describe';
import { useGovernor, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { contested, instructionOf, shift } from '../../domain/action';
import type { AccountChange } from '../../domain/diff';
import { choiceNames, isOpen, MOTION, phaseOf, type Phase } from '../../domain/proposal';
import { Sentence } from '../../tx/sentence';
import { callOf } from '../../tx/transaction';
import { Addr, Badge, Card, Loading, Notice, Section, TableBox } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useWallet } from '../../wallet/context';
import { dryRun, type DryRun } from './dry-run';

interface Props {
  readonly proposal: Held<DataOf<'proposal'>>;
  readonly actions: Listing<DataOf<'action'>>;
  readonly phase: Phase;
}

export function Actions({ proposal, actions, phase }: Props) {
  const p = proposal.data;
  const list = useMemo(
    () =>
      actions.list
        .map((action) => ({ action, instruction: instructionOf(action.data, action.raw) }))
        .sort((a, b) => a.action.data.option - b.action.data.option || a.action.data.ordinal - b.action.data.ordinal),
    [actions.list],
  );
  const names = choiceNames(p.kind, p.choices);
  if (p.actions === 0) {
    return (
      <Section title="What it does">
        <Card>
          <p>It carries no actions: it states the citizens’ will, and changes nothing on chain by itself.</p>
        </Card>
      </Section>
    );
  }
  const live = ['draft', 'review', 'voting', 'objection', 'counting', 'timelock', 'executable'].includes(phase);
  return (
    <Section title="What it does" note={live ? 'If it is carried, exactly this runs, once and in this order; a hash of it was fixed at submission.' : undefined}>
      <Card>
        {actions.status === 'loading' && <Loading what="Reading the actions" />}
        {actions.status === 'ready' && list.length < p.actions && <p className="note">{p.actions - list.length} of {p.actions} actions were closed after the decision.</p>}
        <ol>
          {list.map(({ action, instruction }) => (
            <li className="action" key={action.address}>
              {instruction === undefined ? (
                <Notice tone="bad">The account of this action is malformed.</Notice>
              ) : (
                <One instruction={instruction} executed={action.data.executed !== 0} option={p.kind === MOTION ? undefined : names[action.data.option - 1]} />
              )}
            </li>
          ))}
        </ol>
        {live && list.length > 0 && <Rehearsal proposal={proposal} instructions={list.flatMap(({ instruction }) => instruction ?? [])} />}
      </Card>
      {live && <Conflicts proposal={proposal} mine={list.flatMap(({ instruction }) => (instruction ? [callOf(instruction)] : []))} />}
    </Section>
  );
}

function One({ instruction, executed, option }: { readonly instruction: Parameters<typeof callOf>[0]; readonly executed: boolean; readonly option: string | undefined }) {
  const described = describe(callOf(instruction));
  const name = useNames();
  const warning = shift(described);
  return (
    <>
      <div className="action-head">
        <div>
          {option && <b>{option}: </b>}
          <Sentence described={described} />
        </div>
        {executed && <Badge tone="good">has run</Badge>}
      </div>
      {warning && (
        <p className="row">
          <Badge tone="warn">{described.name === '' ? 'unknown' : 'changes authority'}</Badge> <span className="note">{warning}</span>
        </p>
      )}
      <details>
        <summary>
          {described.program === '' ? 'The call in full' : `${described.program}.${described.name} in full`}
        </summary>
        <TableBox label="Arguments and accounts of the action">
          <table>
            <tbody>
              {described.args.map((arg) => (
                <tr key={arg.name}>
                  <th scope="row">{arg.name}</th>
                  <td className="uri">{arg.text}</td>
                </tr>
              ))}
              {described.accounts.map((account, i) => (
                <tr key={i}>
                  <th scope="row">{account.role}</th>
                  <td>
                    <Addr address={account.address} name={name(account.address)} />
                    <span className="soft">{[account.signer && ' signs', account.writable && ' may change'].filter(Boolean).join(',')}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </>
  );
}

/** What the actions would change if they ran now. */
function Rehearsal({ proposal, instructions }: { readonly proposal: Held<DataOf<'proposal'>>; readonly instructions: Parameters<typeof dryRun>[1] }) {
  const store = useStore();
  const { address } = useWallet();
  const [state, setState] = useState<'idle' | 'running' | DryRun>('idle');
  const run = async () => {
    setState('running');
    try {
      setState(await dryRun(store, instructions, address ?? proposal.data.proposer));
    } catch (error) {
      setState({ changes: [], problem: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <div className="action">
      <div className="row">
        <button type="button" className="button" onClick={() => void run()} disabled={state === 'running'}>
          {state === 'running' ? 'Trying…' : 'Try it out'}
        </button>
        <span className="note">Runs the actions on the present state of the chain without sending them, and shows what they would change.</span>
      </div>
      {typeof state === 'object' && (
        <div role="status">
          {state.problem && (
            <Notice tone="warn" title="It could not run now">
              {state.problem} That may be different when its time comes.
            </Notice>
          )}
          {state.problem === undefined && state.changes.length === 0 && <Notice>It would run, and change nothing.</Notice>}
          {state.changes.map((change) => (
            <Diff key={change.address} change={change} />
          ))}
        </div>
      )}
    </div>
  );
}

function Diff({ change }: { readonly change: AccountChange }) {
  const name = useNames();
  return (
    <TableBox className="diff" label={`Changes to the ${change.what}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {change.what} <Addr address={change.address} name={name(change.address)} />
            </th>
            <th scope="col">before</th>
            <th scope="col">after</th>
          </tr>
        </thead>
        <tbody>
          {change.changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td className="before">{before}</td>
              <td className="after">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** Other open proposals whose actions change the same accounts. */
function Conflicts({ proposal, mine }: { readonly proposal: Held<DataOf<'proposal'>>; readonly mine: readonly ReturnType<typeof callOf>[] }) {
  const nation = useNation();
  const now = useMinute();
  const proposals = useAccounts('proposal', 'nation', nation.address);
  const others = proposals.list.filter(({ address, data }) => address !== proposal.address && data.actions > 0 && isOpen(phaseOf(data, now)));
  return (
    <>
      {others.map((other) => (
        <Conflict key={other.address} other={other} mine={mine} />
      ))}
    </>
  );
}

function Conflict({ other, mine }: { readonly other: Held<DataOf<'proposal'>>; readonly mine: readonly ReturnType<typeof callOf>[] }) {
  const nation = useNation();
  const governor = useGovernor();
  const name = useNames();
  const actions = useAccounts('action', 'proposal', other.address);
  const ignore = governor ? [governor.data.executor] : [];
  const theirs = actions.list.flatMap(({ data, raw }) => {
    const instruction = instructionOf(data, raw);
    return instruction ? [callOf(instruction)] : [];
  });
  const shared = new Set(mine.flatMap((one) => theirs.flatMap((two) => contested(one, two, ignore))));
  if (shared.size === 0) return null;
  return (
    <Notice tone="warn" title="In conflict with another proposal">
      <a href={href(nation.slug, 'proposals', other.data.id)}>
        {String(other.data.id)}: {textOf(other.data.title)}
      </a>{' '}
      would change the same {shared.size === 1 ? 'account' : 'accounts'} (
      {[...shared].map((address, i) => (
        <span key={address}>
          {i > 0 && ', '}
          <Addr address={address} name={name(address)} />
        </span>
      ))}
      ). Whichever runs second acts on what the first has left.
    </Notice>
  );
}
