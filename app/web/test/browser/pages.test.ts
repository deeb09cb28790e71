// Every page, light and dark, wide and on a phone: what it shows, axe, no request to elsewhere, a picture to look at.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, build, checkPage, launch, localnet, serve, shoot, visit, type Localnet } from './support';

let net: Localnet;
let browser: Browser;
let page: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const dist = build();
  [net, browser, page] = await Promise.all([localnet(), launch(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  net?.stop();
  page?.server.close();
});

/** A route, and words that stand there once everything is read. */
const ROUTES: readonly (readonly [name: string, route: string, words: string])[] = [
  ['nations', '', 'members'],
  ['nation', '/', 'SHA-256 of the text'],
  ['citizens', '/citizens', 'Register'],
  ['citizen', '/citizens/12', 'Citizen No. 12'],
  ['proposals', '/proposals', 'Pay the land steward'],
  ['proposal', '/proposals/3', 'The chain agrees with its ballots'],
  ['proposal-new', '/proposals/new', 'New proposal'],
  ['treasury', '/treasury', 'Income by kind'],
  ['land', '/land', 'What is due is reckoned here'],
  ['parcel', '/land/8c283470a2d65ff', 'Rent due now'],
  ['court', '/court', 'Cases under way'],
  ['case', '/court/8', 'What is asked for'],
  ['juror-desk', '/court/desk', 'Join the jury'],
  ['case-new', '/court/file', 'Against'],
  ['diplomacy', '/diplomacy', 'Startup society'],
  ['audit', '/audit', 'Accounts of membership'],
  ['audit-kind', '/audit/ledger', '2 accounts'],
];

const LOOKS = [
  { name: 'light', dark: false, phone: false },
  { name: 'dark', dark: true, phone: false },
  { name: 'phone', dark: false, phone: true },
  { name: 'phone-dark', dark: true, phone: true },
] as const;

describe.each(LOOKS)('$name', ({ name: look, dark, phone }) => {
  it.each(ROUTES)('%s', async (name, route, words) => {
    const { page: tab, context, complaints } = await visit(browser, { dark, phone, as: 'scenario parliament: member 3' });
    await tab.goto(`${at(page.url, net)}#/${route === '' ? '' : net.slug + route}`);
    await tab.getByText(words, { exact: false }).first().waitFor();
    await tab.getByRole('status').filter({ hasText: 'Reading' }).waitFor({ state: 'detached' });
    await checkPage(tab, `${name}, ${look}`);
    await shoot(tab, `${name}-${look}`);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('by keyboard', () => {
  it('the content can be reached at once, and dialogs give the focus back', async () => {
    const { page: tab, context } = await visit(browser, { as: 'scenario parliament: member 3' });
    await tab.goto(`${at(page.url, net)}#/${net.slug}/citizens`);
    await tab.getByRole('heading', { name: 'Register' }).waitFor();
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to the content');
    await tab.keyboard.press('Enter');
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe('main');
    const renew = tab.getByRole('button', { name: 'Renew for one term' });
    await renew.focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('dialog').waitFor();
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toContain('Renew for one term');
    await context.close();
  });
});

describe('where there is nothing to read', () => {
  it('says that the node does not answer', async () => {
    const { page: tab, context } = await visit(browser);
    await tab.goto(`${page.url}?rpc=http://127.0.0.1:9&ws=ws://127.0.0.1:9#/`);
    await tab.getByText('does not answer').first().waitFor();
    await checkPage(tab, 'no node');
    await context.close();
  });

  it('says that there is no such nation, page or proposal', async () => {
    const { page: tab, context } = await visit(browser);
    await tab.goto(`${at(page.url, net)}#/atlantis`);
    await tab.getByText('There is no nation “atlantis”').waitFor();
    await tab.goto(`${at(page.url, net)}#/${net.slug}/nowhere`);
    await tab.getByText('There is no such page').waitFor();
    await tab.goto(`${at(page.url, net)}#/${net.slug}/proposals/999`);
    await tab.getByText('There is no proposal 999').waitFor();
    await context.close();
  });
});
