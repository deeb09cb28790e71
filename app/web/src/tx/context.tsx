// Doing something on chain: a dialog that says what will happen, a signature, and what came of it.
import type { Address, Instruction } from '@solana/kit';
import { createContext, useCallback, useContext, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from '../chain/hooks';
import { describe } from '../clients/describe';
import { count, sol } from '../domain/format';
import { Loading, Notice } from '../ui/basics';
import { useWallet } from '../wallet/context';
import type { Problem } from './problem';
import { Sentence } from './sentence';
import { callOf, Failed, send, simulate, type Sent, type Simulation } from './transaction';

/** What somebody is about to do. */
export interface Draft {
  /** In a few words, as on the button. */
  readonly title: string;
  /** What it means, beyond what the instructions say. */
  readonly note?: ReactNode;
  readonly instructions: readonly Instruction[];
  /** Runs once it is confirmed. */
  readonly done?: () => void;
}

/** Makes a draft for the connected wallet. */
export type Drafting = (wallet: Address) => Draft | Promise<Draft>;

interface Transact {
  readonly open: (drafting: Drafting) => void;
}

const Context = createContext<Transact | undefined>(undefined);

export function useTransact(): Transact {
  const transact = useContext(Context);
  if (transact === undefined) throw new Error('no TransactProvider above this component');
  return transact;
}

/** Lamports that a signature costs. */
const SIGNATURE_FEE = 5_000n;

interface Toast {
  readonly id: number;
  readonly title: string;
  readonly sent: Sent;
}

export function TransactProvider({ children }: { readonly children: ReactNode }) {
  const [drafting, setDrafting] = useState<Drafting>();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const open = useCallback((next: Drafting) => setDrafting(() => next), []);
  const value = useMemo(() => ({ open }), [open]);
  const confirmed = (title: string, sent: Sent) => {
    const id = Date.now();
    setToasts((all) => [...all, { id, title, sent }]);
    setTimeout(() => setToasts((all) => all.filter((toast) => toast.id !== id)), 8_000);
  };
  return (
    <Context value={value}>
      {children}
      {drafting && <Dialog drafting={drafting} close={() => setDrafting(undefined)} confirmed={confirmed} />}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, title, sent }) => (
          <div key={id} className="toast">
            <strong>{title}</strong>
            <span>
              confirmed in slot {count(sent.slot)} · <span className="mono">{sent.signature.slice(0, 10)}…</span>
            </span>
          </div>
        ))}
      </div>
    </Context>
  );
}

function Dialog({ drafting, close, confirmed }: {
  readonly drafting: Drafting;
  readonly close: () => void;
  readonly confirmed: (title: string, sent: Sent) => void;
}) {
  const store = useStore();
  const wallet = useWallet();
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState<Draft>();
  const [simulation, setSimulation] = useState<Simulation>();
  const [spent, setSpent] = useState<bigint>();
  const [failure, setFailure] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const payer = wallet.address;

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  useEffect(() => {
    let left = false;
    void (async () => {
      if (payer === undefined) return;
      try {
        const made = await drafting(payer);
        if (left) return;
        setDraft(made);
        const [before, outcome] = await Promise.all([
          store.connection.rpc.getBalance(payer, { commitment: 'confirmed' }).send(),
          simulate(store, made.instructions, payer, [payer]),
        ]);
        if (left) return;
        setSimulation(outcome);
        const after = outcome.lamports[0];
        if (after !== null && after !== undefined && outcome.problem === undefined) setSpent(BigInt(before.value) - after);
      } catch (error) {
        if (!left) setFailure(error instanceof Error ? error.message : String(error));
      }
    })();
    return () => {
      left = true;
    };
  }, [drafting, payer, store]);

  const sign = async () => {
    if (draft === undefined || payer === undefined) return;
    setSending(true);
    setProblem(undefined);
    try {
      const sent = await send(store, draft.instructions, payer, wallet.signTransaction);
      const programs = [...new Set(draft.instructions.map(({ programAddress }) => programAddress))];
      confirmed(draft.title, sent);
      close();
      draft.done?.();
      // Calls reach other programs: what is shown of any of them is read again.
      void store.changed(programs).then(() => store.refreshAll());
    } catch (error) {
      setSending(false);
      setProblem(error instanceof Failed ? error.problem : { name: 'Not sent', sentence: error instanceof Error ? error.message : String(error) });
    }
  };

  const refused = simulation?.problem;
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={heading} onClose={close} onCancel={(event) => sending && event.preventDefault()}>
      <h2 id={heading}>{draft?.title ?? 'One moment'}</h2>
      {failure && <Notice tone="bad" title="This cannot be prepared">{failure}</Notice>}
      {payer === undefined && <Notice tone="warn">Connect a wallet first.</Notice>}
      {draft?.note && <p>{draft.note}</p>}
      {draft && (
        <>
          <p className="overline">You will sign</p>
          <ol className="sentences">
            {draft.instructions.map((instruction, i) => (
              <li key={i} className={refused?.instruction === i ? 'is-bad' : undefined}>
                <Sentence described={describe(callOf(instruction))} />
              </li>
            ))}
          </ol>
        </>
      )}
      {draft && !simulation && !failure && <Loading what="Trying it out" />}
      {refused && (
        <Notice tone="bad" title="The chain would refuse this">
          {refused.sentence} <span className="soft">({refused.name})</span>
        </Notice>
      )}
      {simulation && !refused && (
        <p className="note tabular">
          {spent !== undefined && <>{spent >= 0n ? 'Costs you' : 'Brings you'} {sol(spent >= 0n ? spent : -spent)}, fee of {sol(SIGNATURE_FEE)} included · </>}
          {count(simulation.units)} compute units
        </p>
      )}
      {problem && (
        <Notice tone="bad" title="It was not done">
          {problem.sentence} <span className="soft">({problem.name})</span>
        </Notice>
      )}
      <div className="dialog-foot">
        <button type="button" className="button" onClick={() => dialog.current?.close()} disabled={sending}>
          Cancel
        </button>
        <button type="button" className="button button-primary" onClick={() => void sign()} disabled={sending || !simulation || refused !== undefined}>
          {sending ? 'Waiting for the chain…' : 'Sign and send'}
        </button>
      </div>
    </dialog>
  );
}

/**
 * A button for something on chain. `why` says why it is not possible for the visitor now; the button then stays, the
 * reason beside it, because what one may not do is worth knowing too.
 */
export function Act({ draft, why, children, primary, quiet, describe: about }: {
  readonly draft: Drafting;
  readonly why?: string | undefined;
  /** Leaves the reason to a neighbour that shows the same one. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
  readonly primary?: boolean;
  /** Said to screen readers after the button's words, where these alone do not tell what they are about. */
  readonly describe?: string;
}) {
  const { open } = useTransact();
  const { address } = useWallet();
  const reason = useId();
  const shown = address === undefined ? 'Connect a wallet to do this.' : why;
  return (
    <span className="act">
      <button
        type="button"
        className={`button ${primary ? 'button-primary' : ''}`}
        aria-disabled={shown !== undefined}
        aria-describedby={shown === undefined ? undefined : reason}
        onClick={() => {
          if (shown === undefined) open(draft);
        }}
      >
        {children}
        {about && <span className="visually-hidden"> {about}</span>}
      </button>
      {shown !== undefined && (
        <span id={reason} className={quiet ? 'visually-hidden' : 'act-why'}>
          {shown}
        </span>
      )}
    </span>
  );
}
