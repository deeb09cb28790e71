// Writes the accounts that unit tests decode: make-fixture.mjs <snapshot.json> <recount.json> > test/fixtures/parliament.json
//
// The snapshot is that of `civitas run scenarios/parliament --save snapshot.json`, the recount that of
// `civitas recount snapshot.json --output json`: what the command line counts, the page must count. Of kinds that there are many of, a few are
// taken; of proposals all, with their pages and actions, so that the recount is tried on every one.
import { readFileSync } from 'node:fs';

const FEW = 3;
const GOVERNOR = '4x4qqNJTJQ2y2v899TUzuupR5dGWzaQTVtg2ua997DGF';
const TOKEN_2022 = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb';

const [file, recount] = process.argv.slice(2);
if (!file || !recount) throw new Error('usage: make-fixture.mjs <snapshot.json> <recount.json>');
const { slot, time, accounts } = JSON.parse(readFileSync(file, 'utf8'));

const taken = new Map();
const kept = accounts.filter(({ owner, data }) => {
  const bytes = Buffer.from(data, 'base64');
  if (owner === GOVERNOR) return true;
  const kind = `${owner} ${owner === TOKEN_2022 ? bytes.length : bytes.subarray(0, 8).toString('hex')}`;
  taken.set(kind, (taken.get(kind) ?? 0) + 1);
  return taken.get(kind) <= FEW;
});
const counted = JSON.parse(readFileSync(recount, 'utf8')).proposals.map(({ address, citizens, verdict }) => ({ address, citizens, verdict }));
process.stdout.write(`${JSON.stringify({ slot, time, counted, accounts: kept.map(({ pubkey, owner, lamports, data }) => ({ pubkey, owner, lamports, data })) }, null, 1)}\n`);
