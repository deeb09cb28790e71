import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { build } from './support';

/** Bytes that everything of the page together may have when compressed: code, styles, HTML, font; not the map's data. */
const MOST = 300_000;
/** Data of the world map. */
const MAP = /(countries|land)-\d+m/;

it('the page is small, and asks nothing of anybody', () => {
  const dist = build();
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const sizes = files.filter((file) => !MAP.test(file)).map((file) => [file, gzipSync(readFileSync(file), { level: 9 }).length] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  expect(total, sizes.map(([file, size]) => `${size} ${file}`).join('\n')).toBeLessThanOrEqual(MOST);
  console.log(`${(total / 1_000).toFixed(1)} kB compressed in ${sizes.length} files`);

  const html = readFileSync(join(dist, 'index.html'), 'utf8').replaceAll('&#39;', "'");
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/unsafe-inline|unsafe-eval/);
  for (const file of files.filter((file) => file.endsWith('.css'))) expect(readFileSync(file, 'utf8'), file).not.toMatch(/url\(["']?(https?:)?\/\//);
});
