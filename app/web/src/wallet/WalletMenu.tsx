import { useEffect, useId, useState } from 'react';
import type { Wallet } from '@wallet-standard/base';
import { useStore } from '../chain/hooks';
import { shortAddress, sol } from '../domain/format';
import { Addr } from '../ui/basics';
import { Popover } from '../ui/Popover';
import { useWallet } from './context';
import { actAs, DEV_WALLET } from './dev-wallet';

/** Choosing a wallet, and what it holds. */
export function WalletMenu() {
  const wallet = useWallet();
  const dev = wallet.chosen?.name === DEV_WALLET;
  const label = wallet.address === undefined ? <span>Connect<span className="long"> a wallet</span></span> : shortAddress(wallet.address);
  return (
    <Popover title="Wallet" className={`wallet-menu ${dev && wallet.address ? 'is-dev' : ''}`} label={<>{dev && wallet.address && <span className="dev-mark">DEV</span>}{label}</>}>
      {(close) => (
        <div className="stack">
          {wallet.address !== undefined && <Connected dev={dev} close={close} />}
          {wallet.address === undefined && <Choose close={close} />}
          {wallet.wallets.some(({ name }) => name === DEV_WALLET) && <ActAs close={close} />}
        </div>
      )}
    </Popover>
  );
}

function Connected({ dev, close }: { readonly dev: boolean; readonly close: () => void }) {
  const { chosen, address, disconnect } = useWallet();
  const { connection } = useStore();
  const [lamports, setLamports] = useState<bigint>();
  useEffect(() => {
    if (address === undefined) return;
    void connection.rpc
      .getBalance(address)
      .send()
      .then(({ value }) => setLamports(BigInt(value)))
      .catch(() => undefined);
  }, [address, connection]);
  return (
    <>
      <p className="overline">{chosen?.name}</p>
      {address && <Addr address={address} />}
      <p className="tabular">{lamports === undefined ? '…' : sol(lamports)}</p>
      {dev && <p className="note">A development key: anyone can derive it. Never use it for anything of value.</p>}
      <button
        type="button"
        className="button"
        onClick={() => {
          void disconnect();
          close();
        }}
      >
        Disconnect
      </button>
    </>
  );
}

function Choose({ close }: { readonly close: () => void }) {
  const { wallets, connect } = useWallet();
  const [failure, setFailure] = useState<string>();
  const real = wallets.filter(({ name }) => name !== DEV_WALLET);
  const choose = (wallet: Wallet) => {
    connect(wallet).then(close, (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  };
  return (
    <>
      <p className="overline">Wallets in this browser</p>
      {real.length === 0 && <p className="note">None found. Any wallet that follows the Wallet Standard appears here.</p>}
      {real.map((wallet) => (
        <button key={wallet.name} type="button" className="button wallet-choice" onClick={() => choose(wallet)}>
          <img src={wallet.icon} alt="" width="20" height="20" />
          {wallet.name}
        </button>
      ))}
      {failure && (
        <p className="note is-bad" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}

/** Acting as anybody who has a development key. */
function ActAs({ close }: { readonly close: () => void }) {
  const { wallets, connect } = useWallet();
  const [label, setLabel] = useState('');
  const [failure, setFailure] = useState<string>();
  const field = useId();
  const act = async () => {
    try {
      await actAs(label.trim());
      const wallet = wallets.find(({ name }) => name === DEV_WALLET);
      if (wallet !== undefined) await connect(wallet);
      close();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      className="stack dev-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (label.trim() !== '') void act();
      }}
    >
      <p className="overline">
        <span className="dev-mark">DEV</span> {DEV_WALLET}
      </p>
      <label htmlFor={field}>Act as the development key</label>
      <input id={field} value={label} onChange={(event) => setLabel(event.target.value)} placeholder="a name, such as guest" spellCheck={false} autoComplete="off" list={`${field}-list`} />
      <datalist id={`${field}-list`}>
        {['alice', 'bob', 'carol', 'dave', 'erin'].map((name) => (
          <option key={name} value={`localnet wallet ${name}`} />
        ))}
        {[0, 1, 2, 3, 4].map((n) => (
          <option key={n} value={`scenario parliament: member ${n}`} />
        ))}
        <option value="scenario parliament: founder" />
      </datalist>
      <button type="submit" className="button" disabled={label.trim() === ''}>
        Act as this key
      </button>
      {failure && (
        <p className="note is-bad" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}
