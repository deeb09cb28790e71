// What can be asked of a court, in plain words (programs/court/src/state/remedy.rs).
import type { Case } from '../clients/generated/court/accounts';
import { counted, span } from './format';

export const [SUSPEND, REISSUE, EVICT, SPLIT_DEPOSIT, AWARD_BUDGET, AWARD_ESCROW, ENJOIN, RELEASE, PAUSE, RESUME, REINSTATE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export interface Remedy {
  /** As a heading and in a choice. */
  readonly name: string;
  /** Who answers, and what follows if the claimant wins. */
  readonly about: string;
  /** What it acts upon; none for an award from escrow. */
  readonly target?: 'citizen' | 'lease' | 'budget' | 'proposal' | 'stream';
  readonly amount?: string;
  readonly seconds?: string;
  readonly beneficiary?: string;
}

export const REMEDIES: readonly Remedy[] = [
  { name: 'Suspend a citizen', about: 'The citizen has no vote and no office for the time asked for, from the enforcement on.', target: 'citizen', seconds: 'How long' },
  { name: 'Give a citizenship to another wallet', about: 'For a wallet that was lost. The old wallet can answer, and veto for a time after the enforcement.', target: 'citizen', beneficiary: 'The new wallet' },
  { name: 'Evict a tenant', about: 'The lease ends and the parcel is free.', target: 'lease' },
  { name: 'Split a deposit', about: 'Of what is in dispute the landlord gets the amount, the tenant the rest.', target: 'lease', amount: 'For the landlord' },
  { name: 'Award public money', about: 'Paid from a budget that the nation has given the court.', target: 'budget', amount: 'Amount', beneficiary: 'The account that is paid' },
  { name: 'Award money in escrow', about: 'Up to the amount, from what the loser has put in escrow for this case. Nobody is made to put in anything.', amount: 'At most' },
  { name: 'Hold a proposal back', about: 'What the citizens have carried cannot run for the time asked for. Its time to run is prolonged as much.', target: 'proposal', seconds: 'How long' },
  { name: 'Let a proposal go', about: 'Ends the injunction that holds it back.', target: 'proposal' },
  { name: 'Pause a stream of pay', about: 'The payee earns nothing until it is resumed.', target: 'stream' },
  { name: 'Resume a stream of pay', about: 'Ends the pause.', target: 'stream' },
  { name: 'Lift a suspension', about: 'The citizen can vote again.', target: 'citizen' },
];

/** A length of time that was asked for, in days where it is a number of them. */
export function lasting(seconds: number): string {
  return seconds % 86_400 === 0 ? counted(seconds / 86_400, 'day') : span(seconds);
}

/** A remedy as a sentence about its target, without the full stop. */
export function asked(c: Pick<Case, 'remedy' | 'amount' | 'seconds'>, target: string, amount: (of: bigint) => string): string {
  switch (c.remedy) {
    case SUSPEND:
      return `Suspend ${target} for ${lasting(c.seconds)}`;
    case REISSUE:
      return `Give the citizenship of ${target} to another wallet`;
    case EVICT:
      return `Evict the tenant of ${target}`;
    case SPLIT_DEPOSIT:
      return `Split the deposit of ${target}: ${amount(c.amount)} to the landlord`;
    case AWARD_BUDGET:
      return `Award ${amount(c.amount)} from ${target}`;
    case AWARD_ESCROW:
      return `Award up to ${amount(c.amount)} of what is in escrow`;
    case ENJOIN:
      return `Hold ${target} back for ${lasting(c.seconds)}`;
    case RELEASE:
      return `Let ${target} go`;
    case PAUSE:
      return `Pause ${target}`;
    case RESUME:
      return `Resume ${target}`;
    case REINSTATE:
      return `Lift the suspension of ${target}`;
    default:
      return `Remedy ${c.remedy}, which this page does not know`;
  }
}
