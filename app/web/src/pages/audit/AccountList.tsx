import { useState } from 'react';
import { kinds, type KindName } from '../../chain/kinds';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { rowsOf, words } from '../../domain/fields';
import { count, counted, sol } from '../../domain/format';
import { Empty, Loading, PageHead, TableBox } from '../../ui/basics';
import { useKind } from './accounts';
import { saveAccounts } from './download';

/** Rows drawn at a time. */
const PAGE = 100;
/** Fields that tell one account from the next, shown in the list. */
const TELLING = ['serial', 'id', 'title', 'number', 'index', 'slug', 'cell', 'mint', 'period', 'wallet', 'state'];

export function AccountList({ kind }: { readonly kind: KindName }) {
  const nation = useNation();
  const { list, status } = useKind(kind);
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      <p className="note">
        <a href={href(nation.slug, 'audit')}>Audit</a>
      </p>
      <PageHead title={`Accounts: ${words(kind)}`} lead={<>{status === 'ready' ? counted(list.length, 'account') : '…'} of the type <code>{kinds[kind].name}</code></>}>
        {list.length > 0 && (
          <button type="button" className="button" onClick={() => saveAccounts(`${nation.slug}-${kind}`, list.map((held) => ({ ...held, owner: kinds[kind].program })))}>
            Save as JSON
          </button>
        )}
      </PageHead>
      {status === 'loading' && <Loading />}
      {status === 'ready' && list.length === 0 && <Empty>There is none.</Empty>}
      {list.length > 0 && (
        <TableBox label={`Accounts of the kind ${words(kind)}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Address</th>
                <th scope="col">What it is</th>
                <th scope="col" className="num">
                  Bytes
                </th>
                <th scope="col" className="num">
                  SOL
                </th>
              </tr>
            </thead>
            <tbody>
              {list.slice(0, shown).map(({ address, data, raw, lamports }) => (
                <tr key={address}>
                  <th scope="row">
                    <a className="mono" href={href(nation.slug, 'audit', kind, address)}>
                      {address}
                    </a>
                  </th>
                  <td>
                    {rowsOf(data)
                      .filter(([name]) => TELLING.includes(name))
                      .slice(0, 3)
                      .map(([name, { text }]) => `${name} ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`)
                      .join(', ')}
                  </td>
                  <td className="num">{count(raw.length)}</td>
                  <td className="num">{sol(lamports).replace(' SOL', '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {list.length > shown && (
        <p style={{ marginTop: '1rem' }}>
          <button type="button" className="button" onClick={() => setShown(shown + 5 * PAGE)}>
            Show more: {count(list.length - shown)} are left
          </button>
        </p>
      )}
    </>
  );
}
