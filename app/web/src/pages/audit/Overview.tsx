import { useState } from 'react';
import { useStore } from '../../chain/hooks';
import { everyKind, type KindName } from '../../chain/kinds';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { tables } from '../../clients/describe';
import { count, sol } from '../../domain/format';
import { words } from '../../domain/fields';
import { Addr, Card, Facts, PageHead, Section, TableBox } from '../../ui/basics';
import { saveFile } from '../../ui/save-file';
import { OUTSIDE, useKind } from './accounts';
import { snapshot } from './download';
import { Programs } from './Programs';

export function Overview() {
  const nation = useNation();
  return (
    <>
      <PageHead title="Audit" lead="Every account of the nation, decoded and raw. Nothing here is taken from a server: it is what the chain holds." />
      <Card>
        <Facts
          rows={[
            ['Nation', <Addr key="at" address={nation.address} name={<span className="mono whole">{nation.address}</span>} />],
            ['Count again', <Everything key="all" />],
          ]}
        />
      </Card>
      <Section title="Programs" note="Whoever is the upgrade authority of a program can change what it does. A proposal’s action runs only while its program is the deployment that was voted on.">
        <Programs />
      </Section>
      {tables.map(({ name }) => (
        <Section key={name} title={<>Accounts of {name}</>}>
          <TableBox label={`Kinds of accounts of ${name}, counted`}>
            <table className="kinds">
              <thead>
                <tr>
                  <th scope="col">Kind</th>
                  <th scope="col" className="num">
                    Accounts
                  </th>
                  <th scope="col" className="num">
                    Bytes
                  </th>
                  <th scope="col" className="num">
                    SOL in them
                  </th>
                </tr>
              </thead>
              <tbody>
                {everyKind
                  .filter(([kind, { name: full }]) => full.startsWith(`${name}.`) && !OUTSIDE.includes(kind))
                  .map(([kind]) => (
                    <Row key={kind} kind={kind} />
                  ))}
              </tbody>
            </table>
          </TableBox>
        </Section>
      ))}
    </>
  );
}

/** The whole state as a file, for code that shares nothing with this page or the programs. */
function Everything() {
  const store = useStore();
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle');
  const save = () => {
    setState('reading');
    snapshot(store).then(
      (text) => {
        saveFile('snapshot.json', 'application/json', text);
        setState('idle');
      },
      () => setState('failed'),
    );
  };
  return (
    <>
      <button type="button" className="button" onClick={save} disabled={state === 'reading'}>
        {state === 'reading' ? 'Reading every account…' : 'Save all accounts of the programs'}
      </button>
      <p className="note" role="status">
        {state === 'failed' ? 'The accounts cannot be read.' : <>The file is for <code>civitas recount</code> and whatever else reads JSON: code that shares nothing with this page.</>}
      </p>
    </>
  );
}

function Row({ kind }: { readonly kind: KindName }) {
  const nation = useNation();
  const { list, status } = useKind(kind);
  const bytes = list.reduce((sum, { raw }) => sum + raw.length, 0);
  const lamports = list.reduce((sum, held) => sum + held.lamports, 0n);
  const known = status === 'ready';
  return (
    <tr>
      <th scope="row">
        {list.length > 0 ? <a href={href(nation.slug, 'audit', kind)}>{words(kind)}</a> : words(kind)}
      </th>
      <td className="num">{known ? count(list.length) : '…'}</td>
      <td className="num">{known ? count(bytes) : '…'}</td>
      <td className="num">{known ? sol(lamports).replace(' SOL', '') : '…'}</td>
    </tr>
  );
}
