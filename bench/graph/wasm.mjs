// The figures of the same code in Chromium, as a table.
// usage: node wasm.mjs FOLDER. FOLDER holds bench_graph.js and bench_graph_bg.wasm, as wasm-bindgen makes them for the web
// from the release build of this crate's library. Served by answering the page's requests: no port is opened.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launchOptions } from '../../end2end/chromium.mjs';

const [folder] = process.argv.slice(2);
const { chromium } = createRequire(new URL('../../end2end/', import.meta.url))('@playwright/test');
const ORIGIN = 'http://gesso.localhost';
const KINDS = { js: 'text/javascript', wasm: 'application/wasm' };

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' });
    const body = await readFile(join(folder, file)).catch(() => undefined);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: KINDS[file.split('.').at(-1)] ?? 'text/plain', body });
  });
  await page.goto(`${ORIGIN}/`);
  const figures = await page.evaluate(async () => {
    const bench = await import('/bench_graph.js');
    await bench.default({ module_or_path: '/bench_graph_bg.wasm' });
    return JSON.parse(bench.run(() => performance.now()));
  });
  console.log(`${'WASM in Chromium, the same document'.padEnd(40)} ${'milliseconds'.padStart(14)}`);
  for (const [what, milliseconds] of figures) {
    console.log(`${what.padEnd(40)} ${milliseconds.toFixed(5).padStart(14)}`);
  }
} finally {
  await browser.close();
}
