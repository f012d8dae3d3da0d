// How long a person waits on a running server, as medians of several new browsers: until the editor answers, and from a click on
// Run until the page shows the run's first state. Usage: node bench/page/measure.mjs http://127.0.0.1:4377
// Needs the packages of end2end/ and a workflow that runs; it opens the sample.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../end2end/package.json', import.meta.url))('@playwright/test');
const address = process.argv[2] ?? 'http://127.0.0.1:4377';
const rounds = 5;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const waits = { 'interactive, cold cache': [], "click to the run's first state": [] };
let transferred = 0;
for (let round = 0; round < rounds; round++) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const link = await page.getByRole('link', { name: /Postcard/ }).first().getAttribute('href');
  await context.close();

  const fresh = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const editor = await fresh.newPage();
  const begun = performance.now();
  await editor.goto(new URL(link, address).href, { waitUntil: 'commit' });
  await editor.getByRole('status', { name: 'Save state' }).getByText('Saved').waitFor();
  waits['interactive, cold cache'].push(performance.now() - begun);
  transferred = await editor.evaluate(() =>
    performance.getEntriesByType('resource').filter(({ name }) => name.includes('/pkg/')).reduce((sum, entry) => sum + entry.transferSize, 0));

  // The moment is taken inside the page, so that the way from here to there does not count.
  waits["click to the run's first state"].push(await editor.evaluate(() => new Promise(resolve => {
    const run = [...document.querySelectorAll('button')].find(button => button.ariaLabel === 'Run');
    const state = document.querySelector('[role=status][aria-label="Run state"]');
    const clicked = performance.now();
    new MutationObserver((_, watch) => {
      if (state.textContent.trim()) { watch.disconnect(); resolve(performance.now() - clicked); }
    }).observe(state, { childList: true, subtree: true, characterData: true });
    run.click();
  })));
  await fresh.close();
}
await browser.close();

for (const [what, list] of Object.entries(waits)) {
  const sorted = list.toSorted((a, b) => a - b);
  console.log(`${what}: median ${sorted[rounds >> 1].toFixed(0)} ms, ${sorted[0].toFixed(0)}–${sorted.at(-1).toFixed(0)} ms`);
}
console.log(`script, WASM and style over the wire: ${(transferred / 1024).toFixed(0)} KiB`);
