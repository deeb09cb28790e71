import type { Address } from '@solana/kit';
import { kinds } from '../../chain/kinds';
import { NOBODY } from '../../clients/addresses';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { rowsOf, words } from '../../domain/fields';
import { counted, sol } from '../../domain/format';
import { Addr, Loading, Notice, PageHead, Section, TableBox } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { saveAccounts } from './download';
import { useFound } from './find';

/** Bytes in a line of the dump, and the most lines. */
const LINE = 16;
const LINES = 640;

function dump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length && lines.length < LINES; at += LINE) {
    const part = Array.from(bytes.subarray(at, at + LINE));
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString().padStart(6)}  ${hex.padEnd(LINE * 3)} ${text}`);
  }
  if (bytes.length > LINE * LINES) lines.push(`… and ${bytes.length - LINE * LINES} bytes more`);
  return lines.join('\n');
}

export function AccountPage({ address }: { readonly address: Address }) {
  const nation = useNation();
  const name = useNames();
  const found = useFound(address);
  if (found === undefined) return <Loading what="Reading the account" />;
  if (found === 'failed') return <Notice tone="bad" title="The account cannot be read">The RPC node does not answer, or this is no address.</Notice>;
  const { known } = found ?? {};
  const called = name(address) ?? (known ? words(known.kind) : found === null ? 'Nothing here' : 'An account of another program');
  return (
    <>
      <p className="note">
        <a href={href(nation.slug, 'audit')}>Audit</a>
        {known && (
          <>
            {' / '}
            <a href={href(nation.slug, 'audit', known.kind)}>{words(known.kind)}</a>
          </>
        )}
      </p>
      <PageHead
        title={called.charAt(0).toUpperCase() + called.slice(1)}
        lead={
          <>
            <Addr address={address} name={<span className="mono whole">{address}</span>} />
            {found && (
              <>
                {' · '}
                {counted(found.raw.length, 'byte')} · {sol(found.lamports)} · owned by <Link address={found.owner} />
              </>
            )}
          </>
        }
      >
        {found && (
          <button type="button" className="button" onClick={() => saveAccounts(`${known?.kind ?? 'account'}-${address}`, [{ ...found, data: known?.data }])}>
            Save as JSON
          </button>
        )}
      </PageHead>
      {found === null && <Notice tone="warn">No account lies at this address now. A wallet without money, or one that was closed.</Notice>}
      {known && (
        <Section title="Decoded" note={`A ${kinds[known.kind].name}, by its first eight bytes.`}>
          <TableBox label="Fields and values">
            <table className="fields">
              <tbody>
                {rowsOf(known.data).map(([field, value]) => (
                  <tr key={field}>
                    <th scope="row">{field}</th>
                    <td>{value.address === undefined ? <span className="uri">{value.text}</span> : <Link address={value.address} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        </Section>
      )}
      {found && found.raw.length > 0 && (
        <Section title="Raw" note="Offset, bytes, and what of them is text.">
          <TableBox label="Raw bytes">
            <pre className="dump">{dump(found.raw)}</pre>
          </TableBox>
        </Section>
      )}
    </>
  );
}

/** An address that leads to what lies at it. */
function Link({ address }: { readonly address: string }) {
  const nation = useNation();
  const name = useNames();
  const called = name(address);
  if (address === NOBODY) return <span className="soft">nobody</span>;
  return (
    <a href={href(nation.slug, 'audit', 'at', address)} title={address}>
      {called ?? <span className="mono whole">{address}</span>}
    </a>
  );
}
