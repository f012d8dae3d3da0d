// How the stories run: one Chromium of the system, two at a time, no second tries that would hide a fault.
import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium.mjs';

export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    // The camera jumps instead of flying, so what a story reads of it is where it stays.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions,
  },
});
