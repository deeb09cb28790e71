import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccounts, useAllAccounts } from '../../chain/hooks';
import { textOf } from '../../chain/bytes';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { counted } from '../../domain/format';
import { Addr, Badge, ChainLink, Empty, Section, TableBox, Time } from '../../ui/basics';

export function Recognitions() {
  const nation = useNation();
  const given = useAccounts('recognition', 'from', nation.address);
  const received = useAccounts('recognition', 'to', nation.address);
  const mutual = new Set(given.list.filter(({ data }) => data.inForce !== 0).map(({ data }) => data.to as string));
  return (
    <Section title="Recognitions" note="The nation grants and revokes recognition by proposal; every grant and revocation stays on record.">
      <h3>By others</h3>
      <List list={received.list} side="from" mutual={mutual} empty="Nobody has recognised this nation yet." />
      <h3 className="steps-below">Of others</h3>
      <List list={given.list} side="to" mutual={new Set(received.list.filter(({ data }) => data.inForce !== 0).map(({ data }) => data.from as string))} empty="This nation has recognised nobody yet." />
    </Section>
  );
}

function List({ list, side, mutual, empty }: {
  readonly list: readonly Held<DataOf<'recognition'>>[];
  readonly side: 'from' | 'to';
  readonly mutual: ReadonlySet<string>;
  readonly empty: string;
}) {
  if (list.length === 0) return <Empty>{empty}</Empty>;
  return (
    <TableBox label={side === 'from' ? 'Recognitions by others' : 'Recognitions of others'}>
      <table>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">State</th>
            <th scope="col">Since</th>
            <th scope="col">History</th>
          </tr>
        </thead>
        <tbody>
          {list.map((recognition) => (
            <tr key={recognition.address}>
              <th scope="row">
                <Party address={recognition.data[side]} body={side === 'from' && recognition.data.fromKind === 1} />
              </th>
              <td>
                {recognition.data.inForce !== 0 ? <Badge tone="good">{mutual.has(recognition.data[side]) ? 'in force, mutual' : 'in force'}</Badge> : <Badge>revoked</Badge>}
              </td>
              <td>
                <Time at={recognition.data.since} style="date" />
              </td>
              <td>
                <History recognition={recognition} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** A nation by its slug, with a link; a body by the name it registered. */
export function Party({ address, body }: { readonly address: string; readonly body?: boolean }) {
  const nations = useAllAccounts('nation', body === true);
  const bodies = useAllAccounts('body', body !== true);
  const nation = nations.byAddress.get(address);
  if (nation !== undefined) {
    const slug = textOf(nation.data.slug);
    return <a href={href(slug)}>{slug}</a>;
  }
  const outside = bodies.byAddress.get(address);
  if (outside === undefined) return <Addr address={address} />;
  return (
    <>
      {textOf(outside.data.name)} <span className="soft">· a body outside the chain</span>
    </>
  );
}

function History({ recognition }: { readonly recognition: Held<DataOf<'recognition'>> }) {
  const entries = useAccounts('entry', 'recognition', recognition.address);
  const sorted = [...entries.list].sort((a, b) => a.data.number - b.data.number);
  return (
    <details>
      <summary>{counted(recognition.data.entries, 'entry', 'entries')}</summary>
      <ul>
        {sorted.map(({ address, data }) => (
          <li key={address}>
            {data.act === 0 ? 'granted' : 'revoked'} <Time at={data.at} style="date" />: <ChainLink uri={textOf(data.statementUri)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
