// What a person at the slider sees, in the true editor on a running server: how long after an input event of a slider that is held
// pixels of a megapixel through five nodes stand in the viewer, and whether the page keeps its frames while it is dragged; beside
// the same drag in a page whose worker never comes.
// Usage: node bench/preview/frames.mjs http://127.0.0.1:4377 [--seconds 4] [--steps 24] [--cores N]
// With --cores the worker that previews is told that the machine has so many: with 2 it starts no others, with 3 it starts one.
// Needs the packages of end2end/. The workflow it makes stays in the gallery, so start the server with a folder of its own.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { launchOptions } from '../../end2end/chromium.mjs';
import { figures, Hand } from '../canvas/hand.mjs';

const { chromium } = createRequire(new URL('../../end2end/package.json', import.meta.url))('@playwright/test');
const { values: options, positionals: [address = 'http://127.0.0.1:4377'] } = parseArgs({
  allowPositionals: true, options: { seconds: { type: 'string', default: '4' }, steps: { type: 'string', default: '24' }, cores: { type: 'string' } },
});
const SIZE = [1152, 864];
/** Room for the whole picture at 100 %. */
const SCREEN = { width: 1900, height: 1400 };
const DOCK = '900px';
/** Long enough for a move and all small pictures. */
const PAUSE_MS = 400;

const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** A picture of which no two places are alike. */
async function photo(page) {
  const text = await page.evaluate(async ([w, h]) => {
    const canvas = new OffscreenCanvas(w, h);
    const pen = canvas.getContext('2d');
    const fade = pen.createLinearGradient(0, 0, w, h);
    for (let stop = 0; stop <= 12; stop++) fade.addColorStop(stop / 12, `hsl(${stop * 97 % 360} 70% ${30 + stop * 4}%)`);
    pen.fillStyle = fade;
    pen.fillRect(0, 0, w, h);
    for (let i = 0; i < 4000; i++) {
      pen.fillStyle = `hsl(${i * 137 % 360} 80% 50% / 0.5)`;
      pen.fillRect(i * 7919 % w, i * 104729 % h, 3 + i % 40, 3 + i % 23);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
  }, SIZE);
  return Buffer.from(text, 'base64');
}

async function asked(path, body, type) {
  const answer = await fetch(new URL(path, address), { method: 'POST', headers: { 'content-type': type }, body });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Blur, levels, transform, and a text blended over: one subgraph that shows the blur's slider, so what is in the viewer is made by all five. */
function workflow(card) {
  const id = n => n.toString(16).padStart(16, '0');
  const graph = id(100);
  const inside = [
    ['image.load', 3, { file: { asset: { hash: card.hash, name: card.name, media_type: card.media_type } } }],
    ['filter.blur', 2, { sigma: { float: 6 } }], ['color.levels', 1, { gamma: { float: 1.2 } }],
    ['image.transform', 1, { angle: { float: 4 } }], ['text.render', 3, { size: { float: 200 } }], ['comp.blend', 1, {}],
    ['graph.output', 1, { name: { text: 'Picture' }, type: { choice: 'image' } }],
  ];
  const wires = [[1, 2, 'image'], [2, 3, 'image'], [3, 4, 'image'], [4, 6, 'base'], [5, 6, 'top'], [6, 7, 'value']];
  const nodes = inside.map(([kind, version, params], i) => [id(i + 1), {
    kind, version, params, graph, position: { x: i * 260, y: i % 2 * 200 }, exposed: kind === 'filter.blur' ? { sigma: 'Sigma' } : {},
  }]);
  const instance = { kind: 'graph.instance', version: 1, position: { x: 0, y: 0 }, params: { graph: { graph } } };
  const follows = [9, 10, 11].map(n => [id(n), { kind: 'color.levels', version: 1, position: { x: (n - 8) * 260, y: 0 }, params: { gamma: { float: 1.1 } } }]);
  const after = [[8, 'p' + id(7), 9], [9, 'image', 10], [10, 'image', 11]];
  return {
    gesso_workflow: 2, name: 'A drag', document: {
      nodes: Object.fromEntries([...nodes, [id(8), instance], ...follows]), frames: {}, notes: {}, graphs: { [graph]: { title: 'Five' } },
      wires: [
        ...wires.map(([from, to, port]) => ({ from: { node: id(from), port: 'image' }, to: { node: id(to), port } })),
        ...after.map(([from, port, to]) => ({ from: { node: id(from), port }, to: { node: id(to), port: 'image' } })),
      ],
    },
  };
}

/** Runs in the page: when the slider heard of a value, when the worker was asked, and when pixels stood in the viewer after it. */
function watchPixels() {
  window.__heard = undefined;
  window.__sent = undefined;
  window.__drawn = [];
  document.addEventListener('input', event => { window.__heard ??= event.timeStamp; }, true);
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function postMessage(...all) {
    window.__sent ??= performance.now();
    send.apply(this, all);
  };
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function drawImage(...all) {
    draw.apply(this, all);
    if (!this.canvas.classList.contains('viewer-live')) return;
    window.__drawn.push(performance.now());
    window.__size = [this.canvas.width, this.canvas.height];
  };
}

/** Runs in the worker: when it heard of a wish, and when it had pixels and their bitmap. */
function watchWorker() {
  const now = () => performance.timeOrigin + performance.now();
  self.__moves = { heard: [], bitmaps: [] };
  const hear = self.onmessage;
  self.onmessage = event => {
    self.__moves.heard.push(now());
    hear(event);
  };
  const make = self.createImageBitmap;
  self.createImageBitmap = async data => {
    const rendered = now();
    const bitmap = await make(data);
    self.__moves.bitmaps.push({ rendered, made: now(), pixels: bitmap.width * bitmap.height });
    return bitmap;
  };
}

const PARTS = [
  'until the worker is asked', 'until it hears that', 'until it has rendered', 'until that is a bitmap', 'until that is drawn',
];

/** What each part of a move took: the times in the page and in the worker of which it is made. */
async function parts(page, worker) {
  const [begun, sent, drawn] = await page.evaluate(() => {
    const times = [window.__heard, window.__sent, window.__drawn.at(-1)];
    return times.map(time => performance.timeOrigin + time);
  });
  const { heard, bitmaps } = await worker.evaluate(() => self.__moves);
  const { rendered, made } = bitmaps.findLast(({ pixels }) => pixels > 256 * 256);
  const times = [begun, sent, heard[0], rendered, made, drawn];
  return PARTS.map((_, part) => times[part + 1] - times[part]);
}

/** The editor with the blur in hand and what all make of it in the viewer, and three nodes that follow on the canvas. */
async function measure(browser, id, isPreviewed) {
  const context = await browser.newContext({ viewport: SCREEN });
  const page = await context.newPage();
  page.on('pageerror', error => console.error(error.message));
  await page.addInitScript(height => localStorage.setItem('gesso.extent--dock-height', height), DOCK);
  await page.addInitScript(watchPixels);
  if (options.cores) {
    await context.route('**/pkg/preview.*', async route => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('navigator.hardwareConcurrency', options.cores) });
    });
  }
  if (!isPreviewed) await context.route('**/pkg/preview.*', route => route.abort());
  await page.goto(new URL(`/w/${id}`, address).href);
  await page.getByRole('status', { name: 'Save state' }).getByText('Saved').waitFor();
  const outline = page.getByRole('region', { name: 'Outline' });
  if (!await outline.isVisible()) await page.getByRole('button', { name: 'Outline panel' }).click();
  const row = title => outline.getByRole('button', { name: title, exact: true });
  await page.keyboard.press('Alt+v');
  await row('Five').click();
  const slider = page.getByRole('region', { name: 'Inspector' }).locator('input[type=range]').first();
  await slider.hover();
  const rests = () => page.locator('.viewer-live[data-preview=rests]').waitFor({ state: 'attached', timeout: 60_000 });
  if (isPreviewed) await rests();

  const bar = await slider.boundingBox();
  const to = share => [bar.x + bar.width * share, bar.y + bar.height / 2];
  const latencies = [];
  const moves = [];
  if (isPreviewed) {
    await page.mouse.move(...to(0.2));
    await page.mouse.down();
    const worker = page.workers().find(worker => worker.url().includes('/pkg/preview.'));
    await worker.evaluate(watchWorker);
    for (let step = 0; step < Number(options.steps) + 2; step++) {
      await page.evaluate(() => { window.__heard = window.__sent = undefined; window.__drawn = []; });
      await worker.evaluate(() => { self.__moves.heard = []; self.__moves.bitmaps = []; });
      await page.mouse.move(...to(step % 2 ? 0.2 : 0.21));
      // Who looks at the page at every frame, as Playwright does while it waits, keeps it busy.
      await page.waitForTimeout(PAUSE_MS);
      await page.waitForFunction(() => window.__heard !== undefined && window.__drawn.length > 0);
      await rests();
      // The last piece of what was asked for; the first two moves bring the server's pixels.
      const took = await page.evaluate(() => window.__drawn.at(-1) - window.__heard);
      if (step > 1) {
        latencies.push(took);
        moves.push(await parts(page, worker));
      }
    }
    await page.mouse.up();
    await rests();
  }
  const hand = await Hand.of(page, browser);
  const path = t => to(0.2 + 0.1 * Math.sin(t * 20));
  await page.evaluate(() => { window.__drawn = []; });
  const dragged = await hand.drag({ button: 'left' }, path, Number(options.seconds) * 1000);
  const pieces = await page.evaluate(() => window.__drawn.length);
  const size = await page.evaluate(() => window.__size);
  await context.close();
  return { latencies, moves, size, frames: figures([dragged]), updates: pieces / Number(options.seconds) };
}

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  await page.goto(address);
  const card = await asked('/upload?name=photo.jpg', await photo(page), 'image/jpeg');
  const { id } = await asked('/api/import_workflow', JSON.stringify({ text: JSON.stringify(workflow(card)) }), 'application/json');
  await page.close();
  // Without a measurement: what browsers and server do only the first time.
  await measure(browser, id, true);
  const [without, live] = [await measure(browser, id, false), await measure(browser, id, true)];
  const ms = value => value.toFixed(1);
  const { latencies, moves, size } = live;
  console.log(`In the viewer ${size.join(' × ')} pixels; a move of the slider until all of them stand there: median ${ms(at(latencies, 0.5))} ms, ` +
    `95 % within ${ms(at(latencies, 0.95))} ms, longest ${ms(Math.max(...latencies))} ms\n`);
  console.log('| of which | median, ms | longest, ms |');
  console.log('|---|---|---|');
  for (const [part, what] of PARTS.entries()) {
    const times = moves.map(move => move[part]);
    console.log(`| ${what} | ${ms(at(times, 0.5))} | ${ms(Math.max(...times))} |`);
  }
  console.log('');
  console.log('| while the slider is dragged | frames a second | 95th percentile, ms | longest, ms | pieces drawn a second |');
  console.log('|---|---|---|---|---|');
  for (const [what, { frames: { fps, p95, worst }, updates }] of [['without a preview', without], ['with the preview', live]]) {
    console.log(`| ${what} | ${fps.toFixed(1)} | ${ms(p95)} | ${ms(worst)} | ${updates.toFixed(1)} |`);
  }
} finally {
  await browser.close();
}
