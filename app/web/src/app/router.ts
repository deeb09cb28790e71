// Routes in the hash, so that the page can be served from any folder or file server:
// `#/` nations of the cluster, `#/<slug>` a nation, `#/<slug>/<page>/<rest>` a page of it.
import { useSyncExternalStore } from 'react';

export interface Route {
  readonly slug: string | undefined;
  readonly page: string;
  /** What follows, for the page to read: a proposal's number, say. */
  readonly rest: readonly string[];
}

function parse(hash: string): Route {
  const [slug, page, ...rest] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  return { slug, page: page ?? '', rest };
}

let current = parse(location.hash);

function subscribe(listener: () => void): () => void {
  const changed = () => {
    current = parse(location.hash);
    listener();
  };
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => current);
}

/** The address of a page of a nation, for links. */
export function href(slug?: string, page?: string, ...rest: (string | number | bigint)[]): string {
  const parts = [slug, page, ...rest].filter((part) => part !== undefined && part !== '');
  return `#/${parts.map((part) => encodeURIComponent(String(part))).join('/')}`;
}
