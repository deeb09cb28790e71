// The court: its cases, one case, what a juror owes, and bringing a case.
import { useAccount } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { useNation } from '../../app/nation';
import { href, useRoute } from '../../app/router';
import { Empty, Loading, Notice, PageHead } from '../../ui/basics';
import { useDerived } from '../../ui/use-derived';
import { CaseList } from './CaseList';
import { CasePage } from './CasePage';
import { CourtContext, useMoney } from './court';
import { FileCase } from './FileCase';
import { JurorDesk } from './JurorDesk';
import './court.css';

export default function CourtPage() {
  const nation = useNation();
  const { rest } = useRoute();
  const at = useDerived(() => addresses.court(nation.address), [nation.address]);
  const held = useAccount('court', at);
  const money = useMoney(held?.data.mint ?? NOBODY);
  if (held === null) {
    return (
      <>
        <PageHead title="Court" />
        <Empty>This nation has no court. Its authority creates one, and names it by a proposal.</Empty>
      </>
    );
  }
  if (held === undefined || money === undefined) return <Loading what="Reading the court" />;
  const [first = ''] = rest;
  const court = { address: held.address, data: held.data, money, inOffice: nation.data.court === held.address };
  return (
    <CourtContext value={court}>
      {/^\d{1,19}$/.test(first) ? (
        <CasePage key={first} id={BigInt(first)} />
      ) : (
        <>
          <PageHead title="Court" lead="Citizens judge, drawn by a lot that nobody can know before. What they rule, anyone can have carried out." />
          {!court.inOffice && (
            <Notice tone="warn" title="Not in office">
              The nation has not named this court as its own, or has named another. No case can be brought.
            </Notice>
          )}
          <nav className="tabs" aria-label="Pages of the court">
            {(
              [
                ['', 'Cases'],
                ['desk', 'Juror’s desk'],
                ['file', 'Bring a case'],
              ] as const
            ).map(([path, title]) => (
              <a key={path} href={href(nation.slug, 'court', path)} aria-current={first === path ? 'page' : undefined}>
                {title}
              </a>
            ))}
          </nav>
          {first === 'desk' ? <JurorDesk /> : first === 'file' ? <FileCase /> : <CaseList />}
        </>
      )}
    </CourtContext>
  );
}
