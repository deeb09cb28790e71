// What anyone may do to move a case on: it needs nobody's goodwill.
import type { Address, Instruction } from '@solana/kit';
import { createNoopSigner } from '@solana/kit';
import { useChainTime, useStore } from '../../chain/hooks';
import type { Store } from '../../chain/store';
import { fromBase64 } from '../../chain/bytes';
import { kinds } from '../../chain/kinds';
import * as addresses from '../../clients/addresses';
import { getCaptureInstruction } from '../../clients/generated/court/instructions/capture';
import { getCloseEvidenceInstruction } from '../../clients/generated/court/instructions/closeEvidence';
import { getConcludeAppealInstruction } from '../../clients/generated/court/instructions/concludeAppeal';
import { getDrawInstruction } from '../../clients/generated/court/instructions/draw';
import { getFinalizeInstruction } from '../../clients/generated/court/instructions/finalize';
import { getRepinInstruction } from '../../clients/generated/court/instructions/repin';
import { getRuleInstruction } from '../../clients/generated/court/instructions/rule';
import { attemptsOf, phaseOf, present, type CaseData } from '../../domain/case';
import { count, counted } from '../../domain/format';
import { drawn, search } from '../../domain/lot';
import { Act } from '../../tx/context';
import { simulate } from '../../tx/transaction';
import type { CaseView, Jurors } from './view';

const SLOT_HASHES = 'SysvarS1otHashes111111111111111111111111111' as Address;
/** Attempts that fit one transaction: each names three accounts of its own. */
const ATTEMPTS = 7;

interface Props extends CaseView {
  readonly jurors: Jurors;
}

export function NextStep({ held, phase, jurors }: Props) {
  const store = useStore();
  const { slot } = useChainTime();
  const c = held.data;
  const at = { court: c.court, case: held.address };
  const round = present(c);
  switch (phase) {
    case 'evidence over':
      return (
        <Step>
          <Act primary draft={() => ({ title: 'Close the evidence', note: 'Freezes who can be drawn, and names the slot that decides, which is still to come.', instructions: [getCloseEvidenceInstruction(at)] })}>
            Close the evidence
          </Act>
        </Step>
      );
    case 'draw': {
      if (round.capturedSlot !== 0n && round.attempt >= attemptsOf(round.jurors)) return <p className="note">Nobody else can be drawn. The panel stays as it is, and the draw ends with its time.</p>;
      const early = round.capturedSlot === 0n && slot !== undefined && slot <= round.pinnedSlot;
      return (
        <Step>
          <Act
            primary
            why={early ? `Slot ${count(round.pinnedSlot)} decides, and is still to come: the chain is at slot ${count(slot)}.` : undefined}
            draft={(wallet) => drawing(store, held.address, c, jurors, wallet)}
          >
            {round.capturedSlot === 0n ? 'Capture the hash and draw' : 'Draw the panel'}
          </Act>
          {round.bounty > 0n && <p className="note">Whoever captures the hash gets the bounty that a missed slot has left.</p>}
        </Step>
      );
    }
    case 'count':
      return (
        <Step>
          <Act primary draft={() => ({ title: 'Count the ruling', instructions: [getRuleInstruction({ case: held.address })] })}>
            Count the ruling
          </Act>
        </Step>
      );
    case 'appeal over':
      return (
        <Step>
          <Act primary draft={() => ({ title: 'Make the ruling final', note: 'Shares the money: jurors who chose what was ruled earn, others lose their bond.', instructions: [getFinalizeInstruction(at)] })}>
            Make the ruling final
          </Act>
        </Step>
      );
    case 'citizens':
      return (
        <Step>
          <Act draft={() => ({ title: 'Make the citizens’ decision final', instructions: [getConcludeAppealInstruction({ ...at, proposal: c.proposal })] })}>Make the citizens’ decision final</Act>
          <p className="note">Possible once the proposal is decided. When its quorum is missed, the last ruling stands.</p>
        </Step>
      );
    default:
      return null;
  }
}

function Step({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="next-step">
      {children}
      <p className="note">Anyone can do this, and whoever does changes nothing about the outcome.</p>
    </div>
  );
}

/**
 * Captures the hash if nobody has, and draws as many seats as fit. Whom an attempt draws follows from those before it, so
 * each is tried out before the next is added.
 */
async function drawing(store: Store, at: Address, c: CaseData, jurors: Jurors, wallet: Address) {
  const payer = createNoopSigner(wallet);
  const instructions: Instruction[] = [];
  let state = c;
  if (present(c).capturedSlot === 0n) {
    const { value } = await store.connection.rpc.getAccountInfo(SLOT_HASHES, { encoding: 'base64' }).send();
    const found = value === null ? 'found' : search(fromBase64(value.data[0]), present(c).pinnedSlot);
    if (found === 'aged out') {
      const repin = getRepinInstruction({ case: at, slotHashes: SLOT_HASHES });
      return { title: 'Pin another slot', note: 'Nobody has captured the hash in time. A tenth of what the jurors share becomes the bounty of whoever captures the next one.', instructions: [repin] };
    }
    instructions.push(getCaptureInstruction({ capturer: payer, case: at, slotHashes: SLOT_HASHES }));
    state = await after(store, instructions, wallet, at, state);
  }
  const now = store.clock.snapshot().now ?? 0;
  for (let attempt = 0; attempt < ATTEMPTS && phaseOf(state, now) === 'draw' && present(state).seats < present(state).panel; attempt++) {
    const index = await drawn(at, state);
    if (index === undefined) break;
    const juror = await addresses.juror(c.court, index);
    instructions.push(
      getDrawInstruction({
        payer,
        case: at,
        juror,
        // Of a juror who has left no account is looked at, but the same one may not be named twice.
        citizen: jurors.find(({ address }) => address === juror)?.data.citizen ?? c.court,
        seat: await addresses.seat(at, state.round, present(state).seats),
      }),
    );
    const next = await after(store, instructions, wallet, at, state);
    if (next === state) break;
    state = next;
  }
  const { seats, panel } = present(state);
  const note = `After this, ${seats} of ${counted(panel, 'seat')} ${seats === 1 ? 'is' : 'are'} filled. Who is drawn cannot be changed by who draws, or when. The rent of the seats comes back.`;
  return { title: 'Draw the panel', note, instructions };
}

/** The case as instructions would leave it; as it was where the chain would refuse them, which the dialog then says. */
async function after(store: Store, instructions: readonly Instruction[], wallet: Address, at: Address, before: CaseData): Promise<CaseData> {
  const outcome = await simulate(store, instructions, wallet, [at]);
  const bytes = outcome.after[0];
  return outcome.problem === undefined && bytes ? kinds.case.decoder.decode(bytes) : before;
}
