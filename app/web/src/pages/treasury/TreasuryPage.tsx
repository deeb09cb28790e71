// The nation's money: what there is, where it came from, to whom it is promised, and how fast it can leave.
import { useAccounts } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { Empty, Loading, Notice, PageHead } from '../../ui/basics';
import { Budgets } from './Budgets';
import { LedgerCard } from './LedgerCard';
import { Streams } from './Streams';
import './treasury.css';

export default function TreasuryPage() {
  const nation = useNation();
  const treasury = useAccounts('treasury', 'nation', nation.address);
  const ledgers = useAccounts('ledger', 'nation', nation.address);
  return (
    <>
      <PageHead title="Treasury" lead="Money is booked or it does not exist: what came in by kind, less what left, is the balance." />
      {ledgers.status === 'loading' && <Loading what="Reading the ledgers" />}
      {ledgers.status === 'failed' && <Notice tone="bad" title="The ledgers cannot be read">{ledgers.error}</Notice>}
      {ledgers.status === 'ready' && ledgers.list.length === 0 && <Empty>{treasury.list.length === 0 ? 'This nation has no treasury yet.' : 'The treasury keeps no ledger yet.'}</Empty>}
      {[...ledgers.list]
        .sort((a, b) => (a.data.mint < b.data.mint ? -1 : 1))
        .map((ledger) => (
          <LedgerCard key={ledger.address} ledger={ledger} />
        ))}
      {ledgers.list.length > 0 && (
        <>
          <Streams ledgers={ledgers} />
          <Budgets ledgers={ledgers} />
        </>
      )}
    </>
  );
}
