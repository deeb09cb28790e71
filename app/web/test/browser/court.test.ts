// A case from its filing to its enforcement, by the people who take part: parties, jurors, and whoever passes by.
import { createNoopSigner, type Address } from '@solana/kit';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as addresses from '../../src/clients/addresses';
import { getCommitInstruction } from '../../src/clients/generated/court/instructions/commit';
import { getRevealInstruction } from '../../src/clients/generated/court/instructions/reveal';
import { FOR_CLAIMANT, FOR_RESPONDENT } from '../../src/domain/case';
import { commitmentOf, type Place } from '../../src/domain/juror-secret';
import { memberWith, read, sendAs, storeOf } from './chain';
import { build, launch, localnet, member, open as visitTo, serve, sign, type Localnet } from './support';

/** Who joined the jury in the scenario. */
const JURY = Array.from({ length: 60 }, (_, n) => 400 + n);
const [CLAIMANT, RESPONDENT, DAYS] = [3, 60, 30] as const;
const ANYONE = 'localnet wallet carol';
/** Presses of the button that draw a panel, at the very most: each makes up to seven attempts. */
const DRAWS = 6;

interface Seated {
  readonly label: string;
  readonly key: Awaited<ReturnType<typeof memberWith>>['key'];
  readonly juror: Address;
  readonly seat: Address;
  readonly place: Place;
}

let net: Localnet;
let browser: Browser;
let page: Awaited<ReturnType<typeof serve>>;
let court: Address;
let at: Address;
let number: bigint;
let panel: Seated[];

beforeAll(async () => {
  const dist = build();
  [net, browser, page] = await Promise.all([localnet(), launch(), serve(dist)]);
  court = await addresses.court(await addresses.nation(net.slug));
});
afterAll(async () => {
  await browser?.close();
  net?.stop();
  page?.server.close();
});

const open = (as: string, route: string) => visitTo(browser, page.url, net, as, route);
const salt = (n: number) => new Uint8Array(32).fill(n + 1);
const others = () => panel.slice(1);

/** Presses a button of the case as somebody, signs, and waits for words that then stand there. */
async function press(as: string, button: string, words: string): Promise<void> {
  const { page: tab, context } = await open(as, `/court/${number}`);
  await tab.getByRole('button', { name: button, exact: true }).click();
  await sign(tab);
  await tab.getByText(words, { exact: false }).first().waitFor();
  await context.close();
}

it('a citizen brings a case against another', async () => {
  number = (await read(storeOf(net), 'court', court)).nextCase;
  at = await addresses.caseAt(court, number);
  const { page: tab, context, complaints } = await open(member(CLAIMANT), '/court/file');
  await tab.getByLabel('Citizen, by number or wallet').fill(String(RESPONDENT));
  await tab.getByLabel('How long, in days', { exact: false }).fill(String(DAYS));
  await tab.getByLabel('Statement', { exact: true }).fill('Rings the bell of the house at night.');
  await tab.getByRole('button', { name: 'Bring the case' }).click();
  await sign(tab);
  await tab.getByText(`Case ${number}, brought by`, { exact: false }).waitFor();
  await tab.getByText('The respondent may answer', { exact: false }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('the respondent answers', async () => {
  const { page: tab, context } = await open(member(RESPONDENT), `/court/${number}`);
  await tab.getByLabel('Answer', { exact: true }).fill('Only on the hour.');
  await tab.getByRole('button', { name: 'Answer', exact: true }).click();
  await sign(tab);
  await tab.getByText('The respondent has answered', { exact: false }).first().waitFor();
  await context.close();
});

it('anyone closes the evidence, and draws the panel by the hash of a slot that was still to come', async () => {
  net.warp('7d');
  await press(ANYONE, 'Close the evidence', 'A panel of 3 is to be drawn');
  const { page: tab, context } = await open(ANYONE, `/court/${number}`);
  const store = storeOf(net);
  const seats = async () => (await read(store, 'case', at)).rounds[0]?.seats ?? 0;
  for (let draws = 0; draws < DRAWS && (await seats()) < 3; draws++) {
    const button = tab.getByRole('button', { name: /^(Capture the hash and draw|Draw the panel)$/ });
    await expect.poll(() => button.getAttribute('aria-disabled'), { timeout: 20_000 }).not.toBe('true');
    await button.click();
    await sign(tab);
  }
  await tab.getByText('0 of 3 jurors committed', { exact: false }).waitFor();
  await context.close();
  panel = await Promise.all(
    [0, 1, 2].map(async (n) => {
      const seat = await addresses.seat(at, 0, n);
      const { index } = await read(store, 'seat', seat);
      const juror = await addresses.juror(court, index);
      const who = await memberWith((await read(store, 'juror', juror)).wallet, JURY);
      return { ...who, juror, seat, place: { case: at, round: 0, juror: index } };
    }),
  );
});

it('a juror commits in secret, as do the others', async () => {
  const [first] = panel;
  const { page: tab, context } = await open(first?.label ?? '', `/court/${number}`);
  await tab.getByRole('radio').first().check();
  await tab.getByRole('button', { name: 'Commit', exact: true }).click();
  await sign(tab);
  await tab.getByText('You have committed.', { exact: false }).waitFor();
  // Nothing on chain tells what it was.
  expect((await read(storeOf(net), 'seat', first?.seat as Address)).choice).toBe(0);
  await context.close();
  // One of the two agrees with the first, the other does not.
  for (const [n, { key, juror, seat, place }] of others().entries()) {
    const commitment = await commitmentOf(place, n === 0 ? FOR_CLAIMANT : FOR_RESPONDENT, salt(n));
    await sendAs(storeOf(net), key, [getCommitInstruction({ wallet: createNoopSigner(key.address), juror, case: at, seat, commitment })]);
  }
});

it('a juror reveals what the wallet alone finds again, as do the others', async () => {
  await press(panel[0]?.label ?? '', 'Reveal your choice', 'You have revealed your choice');
  for (const [n, { key, juror, seat }] of others().entries()) {
    const choice = n === 0 ? FOR_CLAIMANT : FOR_RESPONDENT;
    await sendAs(storeOf(net), key, [getRevealInstruction({ wallet: createNoopSigner(key.address), juror, case: at, seat, choice, salt: salt(n) })]);
  }
});

it('anyone has the ruling counted, and made final when nobody has appealed', async () => {
  await press(ANYONE, 'Count the ruling', 'Ruled for the claimant; can be appealed');
  net.warp('5d');
  await press(ANYONE, 'Make the ruling final', 'Final: for the claimant, and not enforced yet');
});

it('anyone has it enforced, and the citizen is suspended for as long as was asked', async () => {
  await press(ANYONE, 'Enforce', 'Final: for the claimant, and enforced');
  const { enforcedAt, target } = await read(storeOf(net), 'case', at);
  expect((await read(storeOf(net), 'citizen', target)).suspendedUntil).toBe(enforcedAt + BigInt(DAYS) * 86_400n);
  const { page: tab, context } = await open(ANYONE, `/citizens/${RESPONDENT}`);
  await tab.getByText('Suspended until').waitFor();
  await context.close();
});

it('a juror whom the ruling bears out keeps the bond and has earned', async () => {
  const before = await read(storeOf(net), 'juror', panel[0]?.juror as Address);
  await press(panel[0]?.label ?? '', 'Settle your seat', 'Settled.');
  const after = await read(storeOf(net), 'juror', panel[0]?.juror as Address);
  expect(after.bond).toBe(before.bond);
  expect(after.due).toBeGreaterThan(before.due);
});
