// Loads a test binary that xtask put through wasm-bindgen into a page, runs what it exports, and prints what the harness says.
// usage: node wasm-test.mjs FOLDER [FILTER]. The folder is served by answering the page's requests: no port is opened.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './chromium.mjs';

const [folder, filter = ''] = process.argv.slice(2);
const ORIGIN = 'http://gesso.localhost';
const KINDS = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };

const PAGE = `<!doctype html><pre id="output"></pre><pre id="console_output"></pre>`;

const browser = await chromium.launch(launchOptions);
const page = await browser.newPage();
page.on('console', (message) => console.log(message.text()));
page.on('pageerror', (error) => console.error(error));
await page.route(`${ORIGIN}/**`, async (route) => {
  const name = new URL(route.request().url()).pathname.slice(1);
  if (name === '') return route.fulfill({ contentType: 'text/html', body: PAGE });
  const body = await readFile(join(folder, name)).catch(() => undefined);
  if (body === undefined) return route.fulfill({ status: 404 });
  return route.fulfill({ contentType: KINDS[name.split('.').at(-1)] ?? 'text/plain', body });
});
await page.goto(`${ORIGIN}/`);
const passed = await page.evaluate(async (filter) => {
  const tests = await import('/tests.js');
  const exports = await tests.default({ module_or_path: '/tests_bg.wasm' });
  for (const method of ['debug', 'log', 'info', 'warn', 'error']) {
    const print = console[method];
    const capture = tests[`__wbgtest_console_${method}`];
    console[method] = (...args) => {
      capture(args);
      print.apply(console, args);
    };
  }
  // The harness calls each test through this function, so that a panic has a place in the stack.
  window.__wbg_test_invoke = (f) => f();
  const names = Object.keys(exports).filter((name) => name.startsWith('__wbgt_'));
  const chosen = names.filter((name) => name.includes(filter));
  const context = new tests.WasmBindgenTestContext(false);
  context.include_ignored(false);
  context.filtered_count(names.length - chosen.length);
  return context.run(chosen.map((name) => exports[name]));
}, filter);
console.log(await page.locator('#output').innerText());
await browser.close();
process.exit(passed ? 0 : 1);
