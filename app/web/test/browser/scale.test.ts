// Ten thousand citizens: how long it takes until a proposal is there, recount included, and how quick the register stays.
import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveSnapshot } from '../../scripts/serve-snapshot.mjs';
import { synthetic } from './synthetic';
import { build, launch, serve, visit } from './support';

const CITIZENS = 10_000;
let browser: Browser;
let node: Server;
let made: Awaited<ReturnType<typeof synthetic>>;
let page: Awaited<ReturnType<typeof serve>>;
let base: string;

beforeAll(async () => {
  const dist = build();
  made = await synthetic(CITIZENS);
  [browser, page, node] = await Promise.all([launch(), serve(dist), serveSnapshot(made)]);
  const address = node.address();
  if (address === null || typeof address === 'string') throw new Error('the node has no port');
  base = `${page.url}?rpc=${encodeURIComponent(`http://127.0.0.1:${address.port}`)}&ws=${encodeURIComponent('ws://127.0.0.1:9')}`;
});
afterAll(async () => {
  await browser?.close();
  page?.server.close();
  node?.close();
});

it('a proposal with its recount is there within 3 seconds', async () => {
  const { page: tab, context } = await visit(browser);
  const began = performance.now();
  await tab.goto(`${base}#/bundestag-19/proposals/${made.first}`);
  await tab.getByText('The chain agrees with its ballots').waitFor();
  const took = performance.now() - began;
  console.log(`proposal of ${CITIZENS} citizens with recount: ${Math.round(took)} ms; ${await tab.getByTestId('recount').textContent()}`);
  expect(await tab.getByTestId('recount').textContent()).toContain(`${made.voted.toLocaleString('en')} ballots on 1 page`);
  expect(took).toBeLessThanOrEqual(3_000);
  await context.close();
});

it('the register draws what is seen, and finds anybody', async () => {
  const { page: tab, context } = await visit(browser);
  const began = performance.now();
  await tab.goto(`${base}#/bundestag-19/citizens`);
  await tab.getByText(`${CITIZENS.toLocaleString('en')} citizens`).waitFor();
  console.log(`register of ${CITIZENS} citizens: ${Math.round(performance.now() - began)} ms`);
  expect(await tab.getByRole('table', { name: 'Citizens' }).getByRole('row').count()).toBeLessThan(100);
  await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await tab.getByRole('cell', { name: (CITIZENS - 1).toLocaleString('en'), exact: true }).waitFor();
  const typed = performance.now();
  await tab.getByLabel('Number or wallet').fill('7777');
  await tab.getByText('1 citizen', { exact: true }).waitFor();
  console.log(`search: ${Math.round(performance.now() - typed)} ms`);
  expect(performance.now() - typed).toBeLessThanOrEqual(1_000);
  await context.close();
});
