// How long the true editor takes with large workflows on a running server, until all that is in view is shown: from going to a
// workflow's address with nothing in the cache, and from a click on its card in the gallery; and the main thread's time for an
// edit, panels and saving included.
// Usage: node bench/page/open.mjs http://127.0.0.1:4377 [--sizes 100,1000,10000,100000] [--rounds 3] [--phone]
// Needs the packages of end2end/. The workflows it makes stay in the gallery, so start the server with a folder of its own.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { makeGraph } from '../canvas/graph.mjs';
import { launchOptions } from '../../end2end/chromium.mjs';

const { chromium } = createRequire(new URL('../../end2end/package.json', import.meta.url))('@playwright/test');
const { values: options, positionals: [address = 'http://127.0.0.1:4377'] } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: 'string', default: '100,1000,10000,100000' }, rounds: { type: 'string', default: '3' }, phone: { type: 'boolean' } },
});
const EDITS = 30;
const median = list => list.toSorted((a, b) => a - b)[list.length >> 1];

/** A workflow file with so many nodes, wired as the canvas bench wires them. */
function workflow(n) {
  const graph = makeGraph(n);
  const id = i => ((BigInt(i + 1) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn).toString(16).padStart(16, '0');
  const nodes = Object.fromEntries(graph.x.map((x, i) => [id(i), {
    kind: 'comp.blend', version: 1, title: graph.title(i), position: { x, y: graph.y[i] * 2 }, params: { opacity: { float: 0.5 } },
  }]));
  const wires = graph.src.map((from, i) => ({ from, to: graph.dst[i], port: graph.dp[i] })).filter(({ port }) => port < 2);
  return {
    gesso_workflow: 2, name: `${n} nodes`, document: {
      nodes, frames: {}, notes: {},
      wires: wires.map(({ from, to, port }) => ({ from: { node: id(from), port: 'image' }, to: { node: id(to), port: ['base', 'top'][port] } })),
    },
  };
}

async function put(n) {
  const answer = await fetch(new URL('/api/import_workflow', address), {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: JSON.stringify(workflow(n)) }),
  });
  if (!answer.ok) throw new Error(`${n} nodes were not taken: ${await answer.text()}`);
  return (await answer.json()).id;
}

/** Mebibytes of the page's process, its files not counted. */
async function memory(browser) {
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    const kibibytes = name => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0);
    return (kibibytes('RssAnon') + kibibytes('RssShmem')) / 1024;
  });
  return Math.max(...await Promise.all(sizes));
}

/** The main thread's milliseconds for a nudge, from the key to when everything has come to rest, less those of a key that does nothing. */
async function edits(page, session) {
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('Control+0');
  await page.keyboard.press('Control+ArrowRight');
  await page.waitForTimeout(1500);
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const cost = async key => {
    const before = await busy();
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
    return await busy() - before;
  };
  const [still, moved] = [[], []];
  for (let edit = 0; edit < EDITS; edit++) {
    still.push(await cost('Pause'));
    moved.push(await cost(edit % 2 ? 'ArrowLeft' : 'ArrowRight'));
  }
  if (await page.getByRole('button', { name: /^Undo/ }).first().isDisabled()) throw new Error('nothing was moved');
  return median(moved) - median(still);
}

async function measure(id) {
  const browser = await chromium.launch(launchOptions);
  try {
    const context = await browser.newContext(options.phone
      ? { viewport: { width: 412, height: 915 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
      : { viewport: { width: 1600, height: 1000 } });
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    page.on('pageerror', error => console.error(error.message));
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    if (options.phone) await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const shown = after => performance.getEntriesByName('gesso.shown').map(mark => mark.startTime).find(time => time > after);
    await page.goto(new URL(`/w/${id}`, address).href, { waitUntil: 'commit' });
    const cold = await (await page.waitForFunction(shown, 0)).jsonValue();
    await page.waitForTimeout(1500);
    const used = await memory(browser);
    const edit = options.phone ? undefined : await edits(page, session);
    await page.goto(new URL('/', address).href);
    const card = page.locator(`a[href="/w/${id}"]`).first();
    await card.waitFor();
    await page.waitForTimeout(1500);
    const clicked = await card.evaluate(link => { const now = performance.now(); link.click(); return now; });
    const warm = await (await page.waitForFunction(shown, clicked)).jsonValue() - clicked;
    return { cold, warm, memory: used, edit };
  } finally {
    await browser.close();
  }
}

console.log('nodes · opening cold, ms · from the gallery, ms · memory, MiB · an edit, ms');
for (const n of options.sizes.split(',').map(Number)) {
  const id = await put(n);
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++) rounds.push(await measure(id));
  const middle = name => { const all = rounds.map(round => round[name]); return all[0] === undefined ? '–' : median(all).toFixed(name === 'edit' ? 1 : 0); };
  console.log(`${n} · ${middle('cold')} · ${middle('warm')} · ${middle('memory')} · ${middle('edit')}`);
}
