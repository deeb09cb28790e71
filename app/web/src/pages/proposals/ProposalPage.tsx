import { useEffect } from 'react';
import { useAccount, useAccounts, useNow } from '../../chain/hooks';
import { textOf, toHex } from '../../chain/bytes';
import * as addresses from '../../clients/addresses';
import { useGovernor, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { basisPoints, sol, span } from '../../domain/format';
import { MOTION, phaseOf } from '../../domain/proposal';
import { Addr, Card, ChainLink, Facts, Hash, Loading, Notice, PageHead, Section } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useDerived } from '../../ui/use-derived';
import { Actions } from './Actions';
import { countsOf } from './counts';
import { NextSteps } from './NextSteps';
import { PhaseBadge } from './phase';
import { RecountPanel } from './RecountPanel';
import { Tally } from './Tally';
import { Timeline } from './Timeline';
import { VotePanel } from './VotePanel';

export function ProposalPage({ id }: { readonly id: bigint }) {
  const nation = useNation();
  const governor = useGovernor();
  const now = useNow();
  const at = useDerived(() => (governor ? addresses.proposal(governor.address, id) : undefined), [governor?.address, id]);
  const proposal = useAccount('proposal', at);
  const pages = useAccounts('page', 'proposal', at);
  const actions = useAccounts('action', 'proposal', at);
  const name = useNames();

  useEffect(() => {
    if (proposal) document.title = `${textOf(proposal.data.title)} · ${nation.slug} · Civitas`;
  }, [proposal, nation.slug]);

  if (governor === null || proposal === null) return <Notice tone="warn" title={`There is no proposal ${id}`}>It may have been closed, which returns its rent and leaves nothing on chain.</Notice>;
  if (proposal === undefined || governor === undefined || now === 0) return <Loading what="Reading the proposal" />;
  const p = proposal.data;
  const phase = phaseOf(p, now);
  const track = governor.data.tracks[p.track];
  const counts = countsOf(p, pages.list);
  return (
    <article>
      <p className="note">
        <a href={href(nation.slug, 'proposals')}>All proposals</a>
      </p>
      <PageHead
        title={textOf(p.title)}
        lead={
          <>
            {p.kind === MOTION ? 'Motion' : 'Poll'} {String(p.id)}
            {track && <>, track “{textOf(track.name)}”</>}, brought by <Addr address={p.proposer} name={name(p.proposer)} />
          </>
        }
      >
        <PhaseBadge phase={phase} />
      </PageHead>
      <div className="split proposal-split">
        <div>
          <Card>
            <h2 className="visually-hidden">Votes</h2>
            {phase === 'draft' || phase === 'review' ? (
              <p className="soft">Nothing has been voted yet.</p>
            ) : (
              counts.map((one) => <Tally key={one.chamber} p={p} counts={one} />)
            )}
          </Card>
          <NextSteps proposal={proposal} pages={pages.list} actions={actions.list} phase={phase} />
          <Actions proposal={proposal} actions={actions} phase={phase} />
          <RecountPanel proposal={proposal} pages={pages} phase={phase} />
        </div>
        <aside className="stack" aria-label="Your vote, dates and rules">
          <VotePanel proposal={proposal} pages={pages} phase={phase} />
          <Card>
            <Timeline p={p} />
          </Card>
        </aside>
      </div>
      <Section title="Text and rules">
        <Card>
          <Facts
            rows={[
              ['Text', <ChainLink key="uri" uri={textOf(p.uri)} />],
              ['SHA-256 of the text', <Hash key="hash" hex={toHex(p.textHash)} />],
              ['Quorum', `${basisPoints(p.rules.quorumBps)} of the electorate`],
              ['Threshold', p.kind === MOTION ? `more than ${basisPoints(p.rules.thresholdBps)} of those for or against` : 'most votes'],
              ['Chambers', p.rules.chambers === 3 ? 'citizens and stakers must agree' : p.rules.chambers === 2 ? 'stakers' : 'citizens'],
              ['Required tenure', p.rules.tenureSeconds === 0 ? 'none' : span(p.rules.tenureSeconds)],
              ['Charter', `version ${p.charterVersion} must have been signed`],
              ['Ballots', p.rules.finalBallots === 0 ? 'can be changed while voting lasts' : 'are final'],
              ['Deposit', p.deposit === 0n ? 'none' : `${sol(p.deposit)}${p.depositForfeit ? ', forfeit' : ''}`],
              ['Account', <Addr key="at" address={proposal.address} />],
            ]}
          />
        </Card>
      </Section>
    </article>
  );
}
