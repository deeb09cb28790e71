// Writes the accounts of courts and diplomacy that unit tests decode, from a localnet that has just started with the
// parliament: make-justice-fixture.mjs http://127.0.0.1:8899 > test/fixtures/justice.json
//
// All cases, seats and evidence are taken, because each case is another phase; of what there is much of, the last ones.
const COURT = 'ACzmesapUTGqqD5peEv1Wy44Ho7GwRenDH3MKCQJTtvv';
const DIPLOMACY = '7ZjsPNpX4qfCPDtpAqkbtRXZ5pCp5C1xJ9o3tTij1usw';
const CLOCK = 'SysvarC1ock11111111111111111111111111111111';
/** Bytes of jurors, indices of jurors and census reports, of which a few are enough. */
const FEW = 6;

const [rpc] = process.argv.slice(2);
if (!rpc) throw new Error('usage: make-justice-fixture.mjs <RPC address>');
async function call(method, ...params) {
  const response = await fetch(rpc, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
  const { result, error } = await response.json();
  if (error) throw new Error(error.message);
  return result;
}

const clock = Buffer.from((await call('getAccountInfo', CLOCK, { encoding: 'base64' })).value.data[0], 'base64');
const found = [];
for (const program of [COURT, DIPLOMACY]) found.push(...(await call('getProgramAccounts', program, { encoding: 'base64' })));
found.sort((a, b) => (a.pubkey < b.pubkey ? -1 : 1));
const kinds = new Map();
for (const one of found) {
  const kind = Buffer.from(one.account.data[0], 'base64').subarray(0, 8).toString('hex');
  kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
}
const accounts = [...kinds.values()].flatMap((list) => (list.length > 40 ? list.slice(0, FEW) : list));
const shown = accounts.map(({ pubkey, account: { owner, lamports, data } }) => ({ pubkey, owner, lamports, data: data[0] }));
process.stdout.write(`${JSON.stringify({ slot: Number(clock.readBigUInt64LE(0)), time: Number(clock.readBigInt64LE(32)), accounts: shown }, null, 1)}\n`);
