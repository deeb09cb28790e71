// What a case can be brought about, and against whom: an account in a state in which the remedy could be granted, and the
// one who must be heard (programs/court/src/target.rs).
import type { Proposal } from '../clients/generated/governor/accounts';
import type { Lease } from '../clients/generated/land/accounts';
import type { Citizen } from '../clients/generated/membership/accounts';
import type { Budget, Stream } from '../clients/generated/treasury/accounts';
import { NO_SERIAL } from './case';
import { ENJOINED, QUEUED, SUBMITTED, SUCCEEDED } from './proposal';
import { EVICT, REINSTATE, RELEASE, RESUME } from './remedy';

/** Holder of a budget that is the court's. */
const HELD_BY_COURT = 2;
/** States of a lease in which it runs, and in which it is over. */
const [RUNNING, OVER] = [[1, 2, 3], [4, 5, 6]] as const;

export interface Asking {
  readonly remedy: number;
  /** Who asks. */
  readonly claimant: string;
  readonly claimantSerial: bigint | undefined;
  /** The nation's authority, which answers for what the nation has ordered or owns. */
  readonly authority: string;
  readonly now: number;
}

export type Finding = { readonly unfit: string } | { readonly respondent: string };

/** The nation answers for what it ordered; if its authority asks itself, the person concerned is heard. */
const authorityAnswers = (asking: Asking, concerned: string): Finding => ({ respondent: asking.claimant === asking.authority ? concerned : asking.authority });

export function ofCitizen(asking: Asking, citizen: Pick<Citizen, 'status' | 'suspendedUntil' | 'wallet'>): Finding {
  if (asking.remedy === REINSTATE) {
    return asking.now < Number(citizen.suspendedUntil) ? authorityAnswers(asking, citizen.wallet) : { unfit: 'This citizen is not suspended.' };
  }
  return citizen.status === 0 ? { respondent: citizen.wallet } : { unfit: 'This citizenship has ended.' };
}

/** What is in dispute of a deposit. */
export function openItems(lease: Pick<Lease, 'items' | 'open'>): bigint {
  return lease.items.reduce((sum, item, n) => ((lease.open >> n) & 1 ? sum + item : sum), 0n);
}

export function ofLease(asking: Asking, lease: Pick<Lease, 'state' | 'open' | 'tenant' | 'tenantSerial'>): Finding {
  if (asking.remedy === EVICT) return RUNNING.some((state) => state === lease.state) ? { respondent: lease.tenant } : { unfit: 'This lease does not run.' };
  if (!OVER.some((state) => state === lease.state)) return { unfit: 'This lease is not over.' };
  if (lease.open === 0) return { unfit: 'Nothing of this deposit is in dispute.' };
  const byTenant = asking.claimant === lease.tenant || (asking.claimantSerial !== undefined && asking.claimantSerial !== NO_SERIAL && asking.claimantSerial === lease.tenantSerial);
  return { respondent: byTenant ? asking.authority : lease.tenant };
}

export function ofBudget(asking: Asking, budget: Pick<Budget, 'holderKind'>): Finding {
  return budget.holderKind === HELD_BY_COURT ? { respondent: asking.authority } : { unfit: 'This budget is not the court’s.' };
}

export function ofProposal(asking: Asking, proposal: Pick<Proposal, 'state' | 'proposer'>): Finding {
  if (asking.remedy === RELEASE) return proposal.state === ENJOINED ? authorityAnswers(asking, proposal.proposer) : { unfit: 'This proposal is not held back.' };
  return [SUBMITTED, SUCCEEDED, QUEUED].includes(proposal.state) ? { respondent: proposal.proposer } : { unfit: 'This proposal can bring nothing about any more.' };
}

export function ofStream(asking: Asking, stream: Pick<Stream, 'paused' | 'cancelled' | 'withdrawn' | 'total' | 'payee'>): Finding {
  if (asking.remedy === RESUME) return stream.paused !== 0 ? authorityAnswers(asking, stream.payee) : { unfit: 'This stream is not paused.' };
  return stream.withdrawn < stream.total && stream.cancelled === 0 ? { respondent: stream.payee } : { unfit: 'This stream can earn nothing any more.' };
}
