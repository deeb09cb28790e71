// Which cluster the page reads: `?rpc=` in the address, else what was chosen before, else the localnet.

export interface Endpoint {
  readonly http: string;
  readonly ws: string;
}

const STORED = 'civitas.rpc';
export const LOCALNET = 'http://127.0.0.1:8899';

/** The WebSocket address beside an RPC address: by custom one port higher on this computer, the same elsewhere. */
export function webSocketOf(http: string): string {
  const url = new URL(http);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  if (local && url.port !== '') url.port = String(Number(url.port) + 1);
  return url.toString();
}

/** The endpoint at an address, or why there is none. */
export function endpointAt(http: string, ws?: string | null): Endpoint | string {
  let url: URL;
  try {
    url = new URL(http);
  } catch {
    return 'This is not an address such as http://127.0.0.1:8899.';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'An RPC address begins with http:// or https://.';
  try {
    return { http: url.toString(), ws: new URL(ws ?? webSocketOf(http)).toString() };
  } catch {
    return 'The WebSocket address is not an address such as ws://127.0.0.1:8900.';
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // Storage can be forbidden; then every visit begins at the localnet.
  }
}

/** The endpoint that the page's own address or an earlier choice names. */
export function currentEndpoint(): Endpoint {
  const query = new URLSearchParams(location.search);
  const asked = query.get('rpc');
  for (const [http, ws] of [
    [asked, query.get('ws')],
    [stored(), null],
  ]) {
    if (!http) continue;
    const endpoint = endpointAt(http, ws);
    if (typeof endpoint !== 'string') return endpoint;
  }
  return { http: LOCALNET, ws: webSocketOf(LOCALNET) };
}

/** Chooses another cluster, and begins anew with it. */
export function chooseEndpoint(http: string): void {
  try {
    localStorage.setItem(STORED, http);
  } catch {
    // As above: without storage the choice lasts as long as the page's address.
  }
  const url = new URL(location.href);
  url.searchParams.delete('ws');
  url.searchParams.set('rpc', http);
  location.assign(url);
}
