// What surrounds every page: whose nation it is, where one can go, the cluster, the time of the chain, the wallet.
import type { ReactNode } from 'react';
import { useChainTime, useStore } from '../chain/hooks';
import { count, dateTime } from '../domain/format';
import { ThemeSwitch } from './ThemeSwitch';
import { WalletMenu } from '../wallet/WalletMenu';
import { ClusterMenu } from './ClusterMenu';
import { pages } from './pages';
import { href, useRoute } from './router';

export function Shell({ slug, children }: { readonly slug?: string; readonly children: ReactNode }) {
  const route = useRoute();
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={(event) => {
        // The hash is the router's: the jump is made by hand.
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>
        Skip to the content
      </a>
      <header className="topbar">
        <a className="brand" href="#/">
          <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <rect width="32" height="32" rx="7" className="brand-back" />
            <path className="brand-front" d="M16 6 6 11.5V13h20v-1.5L16 6Zm-7 9v8h2.6v-8H9Zm5.7 0v8h2.6v-8h-2.6Zm5.7 0v8H23v-8h-2.6ZM7 24.5V26h18v-1.5H7Z" />
          </svg>
          <span>Civitas</span>
        </a>
        {slug !== undefined && (
          <a className="topbar-nation" href={href(slug)}>
            {slug}
          </a>
        )}
        <div className="topbar-side">
          <ClusterMenu />
          <ThemeSwitch />
          <WalletMenu />
        </div>
      </header>
      {slug !== undefined && (
        <nav className="nav" aria-label="Pages of the nation">
          <ul>
            {pages.map(({ path, title }) => (
              <li key={path}>
                <a href={href(slug, path)} aria-current={route.page === path ? 'page' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
          <ChainClock />
        </nav>
      )}
      <main id="main" tabIndex={-1} className={slug === undefined ? 'main main-wide' : 'main'}>
        {children}
      </main>
    </div>
  );
}

function ChainClock() {
  const { now, slot } = useChainTime();
  const { connection } = useStore();
  return (
    <div className="chain-clock tabular">
      <span className="overline">Time of the chain</span>
      {now === undefined ? (
        <span className="soft">{new URL(connection.endpoint.http).host} does not answer</span>
      ) : (
        <>
          <time dateTime={new Date(now * 1_000).toISOString()}>{dateTime(now)}</time>
          <span className="soft">slot {count(slot ?? 0n)}</span>
        </>
      )}
    </div>
  );
}
