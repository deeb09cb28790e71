import type { Address } from '@solana/kit';
import { useEffect, useState } from 'react';
import { base58Of32 } from '../../chain/base58';
import { fromBase64 } from '../../chain/bytes';
import { useStore } from '../../chain/hooks';
import type { Store } from '../../chain/store';
import { tables } from '../../clients/describe';
import { count } from '../../domain/format';
import { Addr, Badge, TableBox } from '../../ui/basics';
import { useNames } from '../../ui/names';

const UPGRADEABLE = 'BPFLoaderUpgradeab1e11111111111111111111111';

interface Deployment {
  readonly state: 'missing' | 'fixed' | 'upgradeable';
  readonly slot?: bigint;
  readonly authority?: string | null;
}

/** How a program is deployed: the loader's own record of it. */
async function deployment(store: Store, program: Address): Promise<Deployment> {
  const { rpc } = store.connection;
  const { value } = await rpc.getAccountInfo(program, { encoding: 'base64' }).send();
  if (value === null || !value.executable) return { state: 'missing' };
  if (value.owner !== UPGRADEABLE) return { state: 'fixed' };
  const at = base58Of32(fromBase64(value.data[0]), 4) as Address;
  const { value: data } = await rpc.getAccountInfo(at, { encoding: 'base64', dataSlice: { offset: 0, length: 45 } }).send();
  if (data === null) return { state: 'missing' };
  const bytes = fromBase64(data.data[0]);
  const slot = new DataView(bytes.buffer).getBigUint64(4, true);
  const authority = bytes[12] === 1 ? base58Of32(bytes, 13) : null;
  return { state: authority === null ? 'fixed' : 'upgradeable', slot, authority };
}

export function Programs() {
  return (
    <TableBox label="Deployments of the programs">
      <table>
        <thead>
          <tr>
            <th scope="col">Program</th>
            <th scope="col">Address</th>
            <th scope="col">Can be changed</th>
            <th scope="col" className="num">
              Deployed in slot
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, address }) => (
            <Program key={name} name={name} address={address as Address} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Program({ name, address }: { readonly name: string; readonly address: Address }) {
  const store = useStore();
  const called = useNames();
  const [found, setFound] = useState<Deployment | 'failed'>();
  useEffect(() => {
    let left = false;
    deployment(store, address).then(
      (result) => !left && setFound(result),
      () => !left && setFound('failed'),
    );
    return () => {
      left = true;
    };
  }, [store, address]);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Addr address={address} name={<span className="mono">{address}</span>} />
      </td>
      <td>
        {found === undefined ? '…'
        : found === 'failed' ? 'cannot be read'
        : found.state === 'missing' ? <Badge tone="bad">is not deployed</Badge>
        : found.state === 'fixed' ? <Badge tone="good">by nobody</Badge>
        : <>by {found.authority && <Addr address={found.authority} name={called(found.authority)} />}</>}
      </td>
      <td className="num">{typeof found === 'object' && found.slot !== undefined ? count(found.slot) : '–'}</td>
    </tr>
  );
}
