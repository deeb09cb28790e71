// What browser tests share: the built page on a port of this computer, Debian's Chromium, a localnet of their own.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

export const web = resolve(import.meta.dirname, '../..');
export const root = resolve(web, '../..');
export const shots = join(web, 'test/shots');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** Builds the page, unless WEB_BUILT says that it is built. */
export function build(): string {
  const dist = join(web, 'dist');
  if (process.env.WEB_BUILT === undefined || !existsSync(join(dist, 'index.html'))) {
    execFileSync(process.execPath, [join(web, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
      cwd: web,
      stdio: 'inherit',
      // The test runner's own setting would bring React's development build into the page.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    process.env.WEB_BUILT = '1';
  }
  return dist;
}

/** Serves a folder on a free port, as any file server would. */
export function serve(folder: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? 'index.html' : path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      done({ url: `http://127.0.0.1:${address.port}/`, server });
    }),
  );
}

/** As the project's machines need it: no network beyond this computer, none of Chromium's own calls home. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong on the page so far: mistakes, warnings, requests to elsewhere. */
  readonly complaints: string[];
}

export interface Visitor {
  /** Label of the development key to act as. */
  readonly as?: string;
  readonly dark?: boolean;
  readonly phone?: boolean;
}

/** A visitor with a browser profile of their own. */
export async function visit(browser: Browser, { as, dark, phone }: Visitor = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1_360, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`mistake: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') complaints.push(`request to ${request.url()}`);
  });
  if (as !== undefined) {
    await page.addInitScript((label) => {
      sessionStorage.setItem('civitas.dev-wallet', label);
      localStorage.setItem('civitas.wallet', 'Development wallet');
    }, as);
  }
  return { page, context, complaints };
}

/** The label of a citizen's development key, by the number of their wallet in the scenario. */
export const member = (n: number) => `scenario parliament: member ${n}`;

/** Opens a route of the scenario's nation. */
export async function open(browser: Browser, url: string, net: Localnet, as: string, route: string): Promise<Visit> {
  const visitor = await visit(browser, { as });
  await visitor.page.goto(`${at(url, net)}#/${net.slug}${route}`);
  return visitor;
}

/** Signs what the dialog shows, and waits until the chain has confirmed it. */
export async function sign(tab: Page): Promise<void> {
  const button = tab.getByRole('dialog').getByRole('button', { name: 'Sign and send' });
  await expect.poll(() => button.isEnabled(), { timeout: 20_000 }).toBe(true);
  await button.click();
  await tab.getByRole('dialog').waitFor({ state: 'detached' });
  await tab.getByText('confirmed in slot').last().waitFor();
}

/** Nothing that axe calls serious or critical, and nothing wider than the window. */
export async function checkPage(page: Page, name: string): Promise<void> {
  await page.evaluate(readFileSync(join(web, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe;
    const result = await axe.run();
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
  });
  expect(violations, name).toEqual([]);
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide, `${name} is wider than its window`).toBeLessThanOrEqual(window ?? 0);
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const socket = createSocket();
    socket.listen(0, '127.0.0.1', () => {
      const address = socket.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      socket.close(() => done(port));
    });
  });
}

export interface Localnet {
  readonly rpc: string;
  readonly ws: string;
  readonly slug: string;
  /** Moves the chain's time on, as in `3d`. */
  readonly warp: (by: string) => void;
  readonly airdrop: (address: string, sol: number) => void;
  readonly stop: () => void;
}

/** The program: LOCALNET names it, else it is where the Rust workspace builds it. */
function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'app/target');
  const path = process.env.LOCALNET ?? join(target, 'debug/civitas-localnet');
  if (!existsSync(path)) throw new Error(`there is no ${path}: build it with cargo build --manifest-path app/Cargo.toml -p civitas-localnet`);
  return path;
}

/** The scenario's nation, which has the same address wherever it is played. */
const SLUG = 'bundestag-19';

/** What to start with: a saved state where LOCALNET_STATE names one, which is quicker, else the scenario. */
function start(): string[] {
  const state = process.env.LOCALNET_STATE;
  const programs = process.env.LOCALNET_PROGRAMS;
  return [...(state === undefined ? ['--scenario', join(root, 'scenarios/parliament')] : ['--load', state]), ...(programs === undefined ? [] : ['--programs', programs])];
}

/** Starts a localnet with the parliament, on ports of its own. */
export async function localnet(): Promise<Localnet> {
  const [port, ws] = [await freePort(), await freePort()];
  const program = binary();
  const child: ChildProcess = spawn(program, [...start(), '--rpc-port', String(port), '--ws-port', String(ws), '--output', 'json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((done, failed) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      const end = text.indexOf('\n');
      if (end >= 0) done(text.slice(0, end));
    });
    child.on('exit', (code) => failed(new Error(`the localnet ended with ${code}`)));
  });
  const said = JSON.parse(line) as { rpc: string; ws: string };
  const tell = (...args: string[]) => {
    execFileSync(program, ['--rpc-port', String(port), ...args], { cwd: root, stdio: 'pipe' });
  };
  return {
    rpc: said.rpc,
    ws: said.ws,
    slug: SLUG,
    warp: (by) => tell('warp', by),
    airdrop: (address, sol) => tell('airdrop', address, String(sol)),
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}

/** The address of the page for a cluster, to which a route is added. */
export const at = (url: string, net: Pick<Localnet, 'rpc' | 'ws'>) => `${url}?rpc=${encodeURIComponent(net.rpc)}&ws=${encodeURIComponent(net.ws)}`;
