import { Suspense, useEffect, useMemo, useRef } from 'react';
import { currentEndpoint } from '../chain/endpoint';
import { StoreContext, useAccount, useStore } from '../chain/hooks';
import { Store } from '../chain/store';
import { textOf } from '../chain/bytes';
import * as addresses from '../clients/addresses';
import { TransactProvider } from '../tx/context';
import { Loading, Notice } from '../ui/basics';
import { useDerived } from '../ui/use-derived';
import { WalletProvider } from '../wallet/context';
import { ErrorBoundary } from './ErrorBoundary';
import { NationContext, type NationView } from './nation';
import { NationNames } from './names';
import { pages } from './pages';
import { useRoute } from './router';
import { Shell } from './Shell';
import { Nations } from './Nations';

export function App() {
  const store = useMemo(() => new Store(currentEndpoint()), []);
  return (
    <ErrorBoundary>
      <StoreContext value={store}>
        <WalletProvider>
          <TransactProvider>
            <Routed />
          </TransactProvider>
        </WalletProvider>
      </StoreContext>
    </ErrorBoundary>
  );
}

function Routed() {
  const { slug } = useRoute();
  if (slug === undefined) {
    return (
      <Shell>
        <Nations />
      </Shell>
    );
  }
  return <OfNation key={slug} slug={slug} />;
}

function OfNation({ slug }: { readonly slug: string }) {
  const store = useStore();
  const at = useDerived(() => addresses.nation(slug), [slug]);
  const held = useAccount('nation', at);
  const status = at === undefined ? undefined : store.collection('nation', { at }).snapshot();
  const nation = useMemo<NationView | undefined>(
    () => (held ? { slug: textOf(held.data.slug), address: held.address, data: held.data } : undefined),
    [held],
  );
  if (nation === undefined) {
    return (
      <Shell slug={slug}>
        {status?.status === 'failed' ? (
          <Notice tone="bad" title="The nation cannot be read">
            {status.error}
          </Notice>
        ) : held === null ? (
          <Notice tone="warn" title={`There is no nation “${slug}” on this cluster`}>
            <a href="#/">See the nations that there are.</a>
          </Notice>
        ) : (
          <Loading what="Reading the nation" />
        )}
      </Shell>
    );
  }
  return (
    <NationContext value={nation}>
      <NationNames>
        <Shell slug={slug}>
          <Page />
        </Shell>
      </NationNames>
    </NationContext>
  );
}

function Page() {
  const route = useRoute();
  const entry = pages.find(({ path }) => path === route.page);
  const main = useRef<HTMLDivElement>(null);
  const place = [route.slug, route.page, ...(entry?.inPlace ? [] : route.rest)].join('/');
  const first = useRef(true);

  useEffect(() => {
    document.title = `${entry?.title ?? 'Not found'} · ${route.slug} · Civitas`;
  }, [entry, route.slug]);

  // Whoever follows a link by keyboard or screen reader goes on where the new page begins.
  useEffect(() => {
    if (first.current) first.current = false;
    else {
      scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [place]);

  return (
    <div ref={main} tabIndex={-1} className="page">
      {entry === undefined ? (
        <Notice tone="warn" title="There is no such page">
          The menu names the pages of this nation.
        </Notice>
      ) : (
        <ErrorBoundary key={place}>
          <Suspense fallback={<Loading what={`Opening ${entry.title}`} />}>
            <entry.component />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}
