// What a case asks for, in a sentence about a target that has a name.
import type { Address } from '@solana/kit';
import { useAccounts } from '../../chain/hooks';
import { textOf } from '../../chain/bytes';
import { useNation } from '../../app/nation';
import { NO_SERIAL, type CaseData } from '../../domain/case';
import { count, shortAddress } from '../../domain/format';
import { asked, AWARD_ESCROW, REMEDIES } from '../../domain/remedy';
import { useCoins } from '../../ui/coin';
import { useCourt } from './court';

/** Writes what a case asks for. Each kind of target is read once for the whole list, and only if there is such a case. */
export function useAsked(cases: readonly CaseData[]): { readonly title: (c: CaseData) => string; readonly amount: (c: CaseData) => string } {
  const nation = useNation();
  const { money } = useCourt();
  const kinds = new Set(cases.map(({ remedy }) => REMEDIES[remedy]?.target));
  const of = (kind: string) => (kinds.has(kind as never) ? nation.address : undefined);
  const proposals = useAccounts('proposal', 'nation', of('proposal')).byAddress;
  const streams = useAccounts('stream', 'nation', of('stream')).byAddress;
  const budgets = useAccounts('budget', 'nation', of('budget')).byAddress;
  const leases = useAccounts('lease', 'nation', of('lease')).byAddress;
  const ledgers = useAccounts('ledger', 'nation', of('budget')).byAddress;
  // Amounts are in what the remedy is paid in: of a lease or a budget that is not the court's money.
  const mintOf = (c: CaseData): Address => leases.get(c.target)?.data.mint ?? ledgers.get(budgets.get(c.target)?.data.ledger ?? '')?.data.mint ?? money.mint;
  const coins = useCoins(cases.map(mintOf));
  const target = (c: CaseData): string => {
    const proposal = proposals.get(c.target);
    const stream = streams.get(c.target);
    const budget = budgets.get(c.target);
    switch (REMEDIES[c.remedy]?.target) {
      case 'citizen':
        return c.targetSerial === NO_SERIAL ? 'a citizen' : `citizen No. ${count(c.targetSerial)}`;
      case 'proposal':
        return proposal ? `proposal ${proposal.data.id} “${textOf(proposal.data.title)}”` : `the proposal ${shortAddress(c.target)}`;
      case 'stream':
        return stream ? `stream ${stream.data.id}` : `the stream ${shortAddress(c.target)}`;
      case 'budget':
        return budget ? `budget ${budget.data.id}` : `the budget ${shortAddress(c.target)}`;
      case 'lease':
        return `the lease ${shortAddress(c.target)}`;
      default:
        return c.remedy === AWARD_ESCROW ? 'the escrow' : shortAddress(c.target);
    }
  };
  const amount = (c: CaseData) => (value: bigint) => coins(mintOf(c))?.show(value) ?? `${value} units`;
  return { title: (c) => asked(c, target(c), amount(c)), amount: (c) => amount(c)(c.amount) };
}
