// The nations of a cluster.
import { useEffect } from 'react';
import { useAllAccounts, useNow } from '../chain/hooks';
import { textOf } from '../chain/bytes';
import { population } from '../domain/census';
import { count } from '../domain/format';
import { ADMISSION } from '../domain/citizen';
import { Empty, Loading, Notice, PageHead, Time } from '../ui/basics';
import { href } from './router';

export function Nations() {
  const nations = useAllAccounts('nation');
  const now = useNow();
  useEffect(() => {
    document.title = 'Nations · Civitas';
  }, []);
  const sorted = [...nations.list].sort((a, b) => Number(a.data.foundedAt - b.data.foundedAt));
  return (
    <>
      <PageHead title="Nations" lead="Network states that govern themselves on this cluster." />
      {nations.status === 'loading' && <Loading />}
      {nations.status === 'failed' && (
        <Notice tone="bad" title="Nothing can be read">
          <p>{nations.error}</p>
          <p>
            Start a cluster with <code>civitas localnet --scenario scenarios/parliament</code>, or choose another RPC address above.
          </p>
        </Notice>
      )}
      {nations.status === 'ready' && sorted.length === 0 && <Empty>No nation has been founded on this cluster yet.</Empty>}
      <ul className="nation-list">
        {sorted.map(({ address, data }) => {
          const { members, voters } = population(data, now);
          const slug = textOf(data.slug);
          return (
            <li key={address}>
              <a className="card nation-card" href={href(slug)}>
                <span className="nation-card-name">{slug}</span>
                <span className="soft">
                  founded <Time at={data.foundedAt} style="date" /> · admission {ADMISSION[data.admission] ?? 'unknown'}
                </span>
                <span className="nation-card-figures tabular">
                  <b>{count(members)}</b> members, <b>{count(voters)}</b> with a vote
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
