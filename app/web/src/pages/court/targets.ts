// What a remedy can be asked for about, read from the chain once its kind is chosen.
import type { Address } from '@solana/kit';
import { useAccounts } from '../../chain/hooks';
import { textOf } from '../../chain/bytes';
import { useNation } from '../../app/nation';
import * as filing from '../../domain/filing';
import { count, shortAddress } from '../../domain/format';
import { REMEDIES } from '../../domain/remedy';

export interface Target {
  /** What the visitor types or chooses. */
  readonly key: string;
  readonly label: string;
  readonly address: Address;
  readonly finding: filing.Finding;
  /** Who must answer, in words. */
  readonly who?: string;
  /** What amounts are in; the court's money where it is not given. */
  readonly mint?: Address;
  /** The most that can be asked for. */
  readonly most?: bigint;
}

export function useTargets(asking: filing.Asking): readonly Target[] {
  const nation = useNation();
  const kind = REMEDIES[asking.remedy]?.target;
  const of = (one: string) => (kind === one ? nation.address : undefined);
  const citizens = useAccounts('citizen', 'nation', of('citizen'));
  const leases = useAccounts('lease', 'nation', of('lease'));
  const budgets = useAccounts('budget', 'nation', of('budget'));
  const proposals = useAccounts('proposal', 'nation', of('proposal'));
  const streams = useAccounts('stream', 'nation', of('stream'));
  const ledgers = useAccounts('ledger', 'nation', kind === 'budget' ? nation.address : undefined);
  switch (kind) {
    case 'citizen':
      return citizens.list.flatMap(({ address, data }) => {
        const target = { label: `citizen No. ${count(data.serial)}`, who: `citizen No. ${count(data.serial)}`, address, finding: filing.ofCitizen(asking, data) };
        return [
          { ...target, key: String(data.serial) },
          { ...target, key: data.wallet },
        ];
      });
    case 'lease':
      return leases.list.map(({ address, data }) => {
        return { key: address, address, label: `lease ${shortAddress(address)} of parcel ${shortAddress(data.parcel)}`, finding: filing.ofLease(asking, data), most: filing.openItems(data), mint: data.mint };
      });
    case 'budget':
      return budgets.list.map(({ address, data }) => {
        const ledger = ledgers.byAddress.get(data.ledger)?.data;
        const money = ledger === undefined ? {} : { mint: ledger.mint };
        return { key: address, address, label: `budget ${data.id}`, finding: filing.ofBudget(asking, data), ...money };
      });
    case 'proposal':
      return [...proposals.list]
        .sort((a, b) => Number(b.data.id - a.data.id))
        .map(({ address, data }) => ({ key: address, address, label: `${data.id}: ${textOf(data.title)}`, finding: filing.ofProposal(asking, data) }));
    case 'stream':
      return streams.list.map(({ address, data }) => ({ key: address, address, label: `stream ${data.id} to ${shortAddress(data.payee)}`, finding: filing.ofStream(asking, data) }));
    default:
      return [];
  }
}
