// A read-only RPC node over a snapshot of `civitas run --save`: node scripts/serve-snapshot.mjs <snapshot.json> [port]
//
// For working on pages without a cluster, and for tests of size. It takes no transactions and sends no news.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const CLOCK = 'SysvarC1ock11111111111111111111111111111111';
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(text) {
  let value = 0n;
  for (const letter of text) value = value * 58n + BigInt(ALPHABET.indexOf(letter));
  const hex = value.toString(16).padStart(64, '0');
  return Buffer.from(hex, 'hex');
}

function clock({ slot, time }) {
  const data = Buffer.alloc(40);
  data.writeBigUInt64LE(BigInt(slot), 0);
  data.writeBigInt64LE(BigInt(time), 32);
  return { data, owner: 'Sysvar1111111111111111111111111111111111111', lamports: 1, executable: false };
}

/** Serves the accounts of a snapshot. `time` may be moved while it runs. */
export function serveSnapshot(snapshot, port = 0) {
  const accounts = new Map(snapshot.accounts.map(({ pubkey, data, ...rest }) => [pubkey, { ...rest, data: Buffer.from(data, 'base64') }]));
  const at = (address) => (address === CLOCK ? clock(snapshot) : accounts.get(address));
  const shown = (account) =>
    account && { ...account, data: [account.data.toString('base64'), 'base64'], rentEpoch: 0, space: account.data.length };
  const inContext = (value) => ({ context: { slot: snapshot.slot }, value });
  const methods = {
    getGenesisHash: () => '11111111111111111111111111111112',
    getSlot: () => snapshot.slot,
    getBalance: ([address]) => inContext(at(address)?.lamports ?? 0),
    getAccountInfo: ([address]) => inContext(shown(at(address)) ?? null),
    getMultipleAccounts: ([addresses]) => inContext(addresses.map((address) => shown(at(address)) ?? null)),
    getLatestBlockhash: () => inContext({ blockhash: '11111111111111111111111111111112', lastValidBlockHeight: snapshot.slot + 150 }),
    simulateTransaction: () => inContext({ err: 'SnapshotIsReadOnly', logs: [], unitsConsumed: 0, accounts: null }),
    getProgramAccounts: ([program, { filters = [] } = {}]) => {
      const tests = filters.map(({ memcmp: { offset, bytes, encoding } }) => {
        const wanted = encoding === 'base64' ? Buffer.from(bytes, 'base64') : base58(bytes);
        return (data) => data.subarray(offset, offset + wanted.length).equals(wanted);
      });
      return [...accounts]
        .filter(([, { owner, data }]) => owner === program && tests.every((test) => test(data)))
        .map(([pubkey, account]) => ({ pubkey, account: shown(account) }));
    },
  };
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') return response.end();
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(parts).toString());
      const answer = methods[method]
        ? { result: methods[method](params ?? []) }
        : { error: { code: -32601, message: `a snapshot has no ${method}` } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, port = '8899'] = process.argv.slice(2);
  if (!file) throw new Error('usage: serve-snapshot.mjs <snapshot.json> [port]');
  const server = await serveSnapshot(JSON.parse(readFileSync(file, 'utf8')), Number(port));
  console.log(`http://127.0.0.1:${server.address().port}`);
}
