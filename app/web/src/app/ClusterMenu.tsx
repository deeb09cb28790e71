import { useId, useState } from 'react';
import { chooseEndpoint, endpointAt, LOCALNET } from '../chain/endpoint';
import { useChainTime, useStore } from '../chain/hooks';
import { Popover } from '../ui/Popover';
import { useWallet } from '../wallet/context';

const NAMES: Readonly<Record<string, string>> = {
  'solana:mainnet': 'Mainnet',
  'solana:devnet': 'Devnet',
  'solana:testnet': 'Testnet',
  'solana:localnet': 'Localnet',
};

/** Which cluster is read, and the choice of another. */
export function ClusterMenu() {
  const { connection } = useStore();
  const { cluster } = useWallet();
  const { now } = useChainTime();
  const [typed, setTyped] = useState(connection.endpoint.http);
  const field = useId();
  const checked = endpointAt(typed);
  const name = cluster === undefined ? 'Connecting' : (NAMES[cluster] ?? cluster);
  return (
    <Popover
      title="Cluster"
      className="cluster-menu"
      label={
        <>
          <span className={`dot ${now === undefined ? 'dot-off' : 'dot-on'}`} aria-hidden="true" />
          {name}
        </>
      }
    >
      {() => (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (typeof checked !== 'string') chooseEndpoint(typed);
          }}
        >
          <label htmlFor={field}>RPC address</label>
          <input id={field} type="url" value={typed} onChange={(event) => setTyped(event.target.value)} aria-invalid={typeof checked === 'string'} spellCheck={false} />
          <p className="note">{typeof checked === 'string' ? checked : `News over ${checked.ws}`}</p>
          <div className="row">
            <button type="submit" className="button button-primary" disabled={typeof checked === 'string'}>
              Read this cluster
            </button>
            <button type="button" className="button" onClick={() => chooseEndpoint(LOCALNET)}>
              Localnet
            </button>
          </div>
        </form>
      )}
    </Popover>
  );
}
