// Native and WASM side by side, in one run: every node on a megapixel, and drags through five of them. One thread each; they take turns,
// and the medians of three rounds count.
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

const ROUNDS = 3;

const program = join(folder, '../../release/bench-preview');
const natively = () => JSON.parse(execFileSync(program, ['--only', only], { encoding: 'utf8' }));
/** Of the rounds' lines, which each begin with what was done, the medians of every figure. */
const medians = (rounds) =>
  rounds[0].map(([what, ...figures], line) => [
    what,
    ...figures.map((_, at) => rounds.map((lines) => lines[line][at + 1]).sort((a, b) => a - b)[ROUNDS >> 1]),
  ]);
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
  await page.evaluate(async () => {
    const bench = await import('/bench_preview.js');
    await bench.default({ module_or_path: '/bench_preview_bg.wasm' });
    globalThis.bench = bench;
  });
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = await page.evaluate((only) => JSON.parse(globalThis.bench.run(() => performance.now(), only)), only);
    rounds.push([natively(), there]);
  }
  const [native, nativeDrags, wasm, wasmDrags] = [0, 1].flatMap((side) => [0, 1].map((table) => medians(rounds.map((round) => round[side][table]))));
  if (native.length === 0) throw new Error(`no node has \`${only}\` in its line`);
  // A pixel is four floats, read once and written once: how near that is to what memory gives.
  const copy = native.find(([what]) => what === 'copy of memory')?.[1] ?? NaN;
  console.log('| a megapixel through | native, Mpx/s | GB/s | of a copy | WASM, Mpx/s | WASM : native |');
  console.log('|---|---|---|---|---|---|');
  for (const [what, speed] of native) {
    const there = wasm.find(([other]) => other === what)?.[1] ?? NaN;
    const part = `${((speed / copy) * 100).toFixed(0)} %`;
    const moved = (speed * 32) / 1000;
    console.log(`| ${what} | ${speed.toFixed(1)} | ${moved.toFixed(1)} | ${part} | ${there.toFixed(1)} | ${(there / speed).toFixed(2)} |`);
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
