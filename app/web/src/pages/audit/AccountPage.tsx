import { kinds, type KindName } from '../../chain/kinds';
import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { rowsOf, words } from '../../domain/fields';
import { counted, sol } from '../../domain/format';
import { Addr, Loading, Notice, PageHead, Section, TableBox } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useKind } from './accounts';

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

export function AccountPage({ kind, address }: { readonly kind: KindName; readonly address: string }) {
  const nation = useNation();
  const name = useNames();
  const { byAddress, status } = useKind(kind);
  const held = byAddress.get(address);
  if (status === 'loading') return <Loading />;
  if (held === undefined) return <Notice tone="warn">This nation has no such account.</Notice>;
  return (
    <>
      <p className="note">
        <a href={href(nation.slug, 'audit')}>Audit</a> / <a href={href(nation.slug, 'audit', kind)}>{words(kind)}</a>
      </p>
      <PageHead
        title={name(address) ?? words(kind)}
        lead={
          <>
            <Addr address={address} name={<span className="mono">{address}</span>} /> · {counted(held.raw.length, 'byte')} · {sol(held.lamports)} · owned by{' '}
            <Addr address={kinds[kind].program} name={name(kinds[kind].program)} />
          </>
        }
      />
      <Section title="Decoded">
        <TableBox label="Fields and values">
          <table className="fields">
            <tbody>
              {rowsOf(held.data).map(([field, value]) => (
                <tr key={field}>
                  <th scope="row">{field}</th>
                  <td>
                    {value.address === undefined ? (
                      <span className="uri">{value.text}</span>
                    ) : (
                      <Addr address={value.address} name={name(value.address) ?? <span className="mono">{value.address}</span>} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </Section>
      <Section title="Raw" note="Offset, bytes, and what of them is text.">
        <TableBox label="Raw bytes">
          <pre className="dump">{dump(held.raw)}</pre>
        </TableBox>
      </Section>
    </>
  );
}
