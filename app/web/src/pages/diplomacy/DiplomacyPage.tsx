// Who recognises whom, which treaties hold, and what the census has found.
import { useAccounts, useNow } from '../../chain/hooks';
import { useNation } from '../../app/nation';
import { PageHead } from '../../ui/basics';
import { CensusReports } from './CensusReports';
import { Recognitions } from './Recognitions';
import { StageSteps } from './StageSteps';
import { Treaties } from './Treaties';
import './diplomacy.css';

export default function DiplomacyPage() {
  const nation = useNation();
  const reports = useAccounts('censusReport', 'nation', nation.address);
  const stages = useAccounts('stage', 'nation', nation.address);
  const now = useNow();
  const sorted = [...reports.list].sort((a, b) => b.data.period - a.data.period);
  return (
    <>
      <PageHead title="Diplomacy" lead="How the nation stands in the world: counted, recognised, bound by treaties." />
      <StageSteps stage={stages.list[0]} latest={sorted[0]} />
      <CensusReports reports={sorted} loading={reports.status === 'loading'} now={now} />
      <Recognitions />
      <Treaties />
    </>
  );
}
