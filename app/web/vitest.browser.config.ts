import { defineConfig } from 'vitest/config';

/** Browser tests: they build the page, start what they need and drive Debian's Chromium, one file after another. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
