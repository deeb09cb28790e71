import { describe, expect, it } from 'vitest';
import * as addresses from '../clients/addresses';
import { all, counted } from '../../test/fixtures/parliament';
import { choiceNames, verdictText } from './proposal';
import { ballotOf, ballots, csvOf, recount, type Raw } from './recount';

const proposals = all('proposal');
const pages = all('page');
const rawOf = ({ address, raw }: { address: string; raw: Uint8Array }): Raw => ({ address, bytes: raw });
const pagesOf = (address: string) => pages.filter(({ data }) => data.proposal === address).map(rawOf);
const expected = (address: string) => counted.find((one) => one.address === address);

function first() {
  const [proposal] = proposals;
  if (proposal === undefined) throw new Error('the fixture has no proposals');
  const [page] = pagesOf(proposal.address);
  if (page === undefined) throw new Error('the fixture has no page of its first proposal');
  return { proposal, raw: rawOf(proposal), page };
}

const changed = (raw: Raw, at: number, value: number): Raw => {
  const bytes = raw.bytes.slice();
  bytes[at] = value;
  return { ...raw, bytes };
};

describe('a recount in the browser', () => {
  it('counts every vote of the parliament as the command line does, and the chain agrees', async () => {
    expect(proposals.length).toBe(counted.length);
    for (const proposal of proposals) {
      const result = await recount(rawOf(proposal), pagesOf(proposal.address), (chamber, index) => addresses.page(proposal.address, chamber, index));
      const wanted = expected(proposal.address);
      expect(result.disagreements).toEqual([]);
      expect(result.chambers[0]?.byChoice.slice(1, 1 + proposal.data.choices).map(Number)).toEqual(wanted?.citizens);
      expect(result.verdict && verdictText(result.verdict)).toBe(wanted?.verdict ?? undefined);
    }
  });

  it('sees a ballot that was changed', async () => {
    const { raw, page } = first();
    const at = page.bytes.findIndex((byte, i) => i >= 336 && byte % 8 === 1);
    const result = await recount(raw, [changed(page, at, ((page.bytes[at] ?? 0) & 0xf8) | 2)]);
    expect(result.disagreements.join()).toContain('its ballots say');
  });

  it('sees a page that is missing, and one of another proposal', async () => {
    const { raw, page } = first();
    expect((await recount(raw, [])).disagreements).toContain('1 of its pages should be there, 0 are.');
    const foreign = changed(page, 8, (page.bytes[8] ?? 0) ^ 1);
    expect((await recount(raw, [foreign])).disagreements.join()).toContain('is of another proposal');
  });

  it('sees a page at a wrong address', async () => {
    const { proposal, raw, page } = first();
    const moved = { ...page, address: proposal.address as string };
    const result = await recount(raw, [moved], (chamber, index) => addresses.page(proposal.address, chamber, index));
    expect(result.disagreements.join()).toContain('not at the address of its number');
  });

  it('sees an outcome that the ballots do not bear', async () => {
    const { raw, page } = first();
    expect((await recount(changed(raw, 353, 0), [page])).disagreements.join()).toContain('its outcome is recorded as nothing carried');
  });

  it('refuses layouts that it does not know', async () => {
    const { raw, page } = first();
    expect((await recount(changed(raw, 358, 9), [page])).disagreements).toHaveLength(1);
    expect((await recount(raw, [changed(page, 304, 9)])).disagreements.join()).toContain('a layout that this recount does not know');
    expect((await recount({ ...raw, bytes: raw.bytes.slice(1) }, [page])).disagreements).toHaveLength(1);
  });

  it('finds the ballot of one citizen', () => {
    const { page } = first();
    const list = ballots([page]);
    const some = list[7];
    expect(some && ballotOf([page], some.seat)).toEqual(some);
    expect(ballotOf([page], 1_000_000n)).toBeUndefined();
    const seats = new Set(list.map(({ seat }) => seat));
    const absent = Array.from({ length: 747 }, (_, i) => BigInt(i)).find((seat) => !seats.has(seat));
    expect(absent !== undefined && ballotOf([page], absent)).toBeNull();
  });

  it('writes one line of CSV for each ballot', () => {
    const { proposal, page } = first();
    const list = ballots([page]);
    const lines = csvOf(list, choiceNames(proposal.data.kind, proposal.data.choices), ({ seat }) => `wallet,${seat}`).trimEnd().split('\n');
    expect(lines).toHaveLength(list.length + 1);
    expect(lines[0]).toBe('chamber,seat,wallet,choice,choice_name,in_person,weight');
    expect(lines[1]).toMatch(/^citizens,\d+,"wallet,\d+",[123],(For|Against|Abstain),(yes|no),1$/);
  });

  it('counts a full page of 16,384 citizens within 100 ms', async () => {
    const { raw, page } = first();
    const bytes = new Uint8Array(336 + 8_192).fill(0x99, 336);
    bytes.set(page.bytes.subarray(0, 336));
    new DataView(bytes.buffer).setUint32(292, 16_384, true);
    const began = performance.now();
    const result = await recount(raw, [{ ...page, bytes }]);
    expect(performance.now() - began).toBeLessThan(100);
    expect(result.ballots).toBe(16_384);
  });
});
