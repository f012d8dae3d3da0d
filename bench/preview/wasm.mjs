// Native and WASM side by side, in one run: every node on a megapixel, and drags through five of them. One thread each.
// usage: node wasm.mjs FOLDER [--only WORD], for the nodes with that in their line, and no drags. FOLDER holds bench_preview.js and
// bench_preview_bg.wasm, as wasm-bindgen makes them for the web from the fast build of this crate's library; the native program is
// the release build beside it.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launchOptions } from '../../end2end/chromium.mjs';

const [folder, ...rest] = process.argv.slice(2);
const [option, only = ''] = rest;
if (rest.length > 0 && (option !== '--only' || only === '' || rest.length > 2)) throw new Error('only `--only WORD` is known here');
const { chromium } = createRequire(new URL('../../end2end/', import.meta.url))('@playwright/test');
const ORIGIN = 'http://gesso.localhost';
const KINDS = { js: 'text/javascript', wasm: 'application/wasm' };
// A page by itself has a clock of 5 µs, any other one of 100.
const ALONE = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const program = join(folder, '../../release/bench-preview');
const [native, nativeDrags] = JSON.parse(execFileSync(program, ['--only', only], { encoding: 'utf8' }));
if (native.length === 0) throw new Error(`no node has \`${only}\` in its line`);
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html', headers: ALONE, body: '<!doctype html><title>bench</title>' });
    const body = await readFile(join(folder, file)).catch(() => undefined);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: KINDS[file.split('.').at(-1)] ?? 'text/plain', headers: ALONE, body });
  });
  await page.goto(`${ORIGIN}/`);
  const [wasm, wasmDrags] = await page.evaluate(async (only) => {
    const bench = await import('/bench_preview.js');
    await bench.default({ module_or_path: '/bench_preview_bg.wasm' });
    return JSON.parse(bench.run(() => performance.now(), only));
  }, only);
  console.log('| a megapixel through | native, Mpx/s | WASM, Mpx/s | WASM : native |');
  console.log('|---|---|---|---|');
  for (const [what, speed] of native) {
    const there = wasm.find(([other]) => other === what)?.[1] ?? NaN;
    console.log(`| ${what} | ${speed.toFixed(1)} | ${there.toFixed(1)} | ${(there / speed).toFixed(2)} |`);
  }
  if (nativeDrags.length > 0) {
    console.log('\n| move to pixels, 1152 × 864 | native, ms: median, longest | WASM, ms: median, longest |');
    console.log('|---|---|---|');
    for (const [what, median, longest] of nativeDrags) {
      const [, there, most] = wasmDrags.find(([other]) => other === what) ?? [what, NaN, NaN];
      console.log(`| ${what} | ${median.toFixed(1)}, ${longest.toFixed(1)} | ${there.toFixed(1)}, ${most.toFixed(1)} |`);
    }
  }
} finally {
  await browser.close();
}
