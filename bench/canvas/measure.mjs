// Measures the canvas beside those of others, with the same graphs, real input and the same browser, one after another in
// each round, and prints the medians of the rounds.
// usage: node measure.mjs (--page SCRIPT | --address URL) [--sizes 100,1000,10000] [--rounds 3] [--only gesso,litegraph]
//        [--seconds 2] [--most-of-others 10000] [--phone] [--dense] [--json FILE]
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { launchOptions } from '../../end2end/chromium.mjs';
import { fit, makeGraph } from './graph.mjs';
import { figures, Hand } from './hand.mjs';
import { subjects } from './pages.mjs';

const { chromium } = createRequire(new URL('../../end2end/', import.meta.url))('@playwright/test');
const { values: options } = parseArgs({
  options: {
    page: { type: 'string' }, address: { type: 'string' }, sizes: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '2' }, only: { type: 'string' },
    'most-of-others': { type: 'string', default: '10000' }, phone: { type: 'boolean' }, dense: { type: 'boolean' }, json: { type: 'string' },
  },
});
const screen = options.phone ? { w: 412, h: 915 } : { w: 1600, h: 1000 };
const ms = Number(options.seconds) * 1000;
const circle = (radius, turns = 1) => t => [
  screen.w / 2 + radius * Math.sin(t * turns * 2 * Math.PI), screen.h / 2 + radius * (1 - Math.cos(t * turns * 2 * Math.PI)) - radius,
];

/** Everything about one canvas with one graph, in a browser of its own. */
async function measure(subject, n) {
  const browser = await chromium.launch(launchOptions);
  try {
    const context = await browser.newContext({
      viewport: { width: screen.w, height: screen.h }, deviceScaleFactor: options.dense || options.phone ? 2 : 1,
      hasTouch: options.phone ?? false, isMobile: options.phone ?? false,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    page.on('pageerror', error => console.error(`${subject.name}: ${error.message}`));
    await subject.open(page);
    const hand = await Hand.of(page, browser);
    if (options.phone) await hand.session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addScriptTag({ content: `window.__makeGraph = ${makeGraph}` }).catch(() => page.evaluate(`window.__makeGraph = ${makeGraph}`));
    // Loading a page's code is no part of opening a graph.
    await page.evaluate(() => window.__bench.ready?.then(() => undefined));
    const open = await page.evaluate(async n => {
      const graph = window.__graph = window.__makeGraph(n);
      const begun = performance.now();
      await window.__bench.load(graph);
      return performance.now() - begun;
    }, n);
    const parts = await page.evaluate(() => window.__bench.stats?.());
    const whole = await page.evaluate(`(${fit})(window.__graph, ${screen.w}, ${screen.h})`);
    const result = { open };
    if (parts?.sceneMs !== undefined) {
      result.opening = { document: parts.documentMs, scene: parts.sceneMs, rest: open - parts.documentMs - parts.sceneMs };
    }
    const look = async ({ x, y, k }) => {
      await page.evaluate(([x, y, k]) => window.__bench.setView(x, y, k), [x, y, k]);
      await page.waitForTimeout(500);
    };
    const gestures = await page.evaluate('window.__bench.gestures');
    const near = { x: screen.w / 2 - (whole.w ?? 0), y: 0, k: 1 };
    const middle = await page.evaluate(() => {
      const { x, y, n } = window.__graph;
      const at = Math.floor(n / 2) + Math.floor(Math.sqrt(n) / 2);
      return [x[Math.min(at, n - 1)], y[Math.min(at, n - 1)], Math.min(at, n - 1)];
    });
    Object.assign(near, { x: screen.w / 2 - middle[0] - 40, y: screen.h / 2 - middle[1] - 40 });

    const move = async (name, view) => {
      await look(view);
      const pan = options.phone
        ? await hand.fingers([circle(100, 2)], ms)
        : await hand.drag(gestures.pan, await free(page, circle(Math.min(screen.h * 0.4, 180), 2)), ms);
      await look(view);
      const pinch = side => t => [screen.w / 2 + side * (60 + 80 * Math.sin(t * Math.PI)), screen.h / 2];
      const zoom = options.phone ? await hand.fingers([pinch(-1), pinch(1)], ms) : await hand.wheel([screen.w / 2, screen.h / 2], gestures.zoom, ms);
      result[`${name}, pan`] = figures([pan]);
      result[`${name}, zoom`] = figures([zoom]);
    };
    await move('all in view', whole);
    await move('100 %', near);
    if (!options.phone) {
      const half = { k: 0.6, x: screen.w / 2 - middle[0] * 0.6, y: screen.h / 2 - middle[1] * 0.6 };
      for (const [name, view] of [['drag a node', half], ['drag a node, all in view', whole]]) {
        await look(view);
        const [x, y, dx, dy] = await page.evaluate(i => [...window.__bench.nodePos(i), ...window.__bench.grab], middle[2]);
        const at = [(x + dx) * view.k + view.x, (y + dy) * view.k + view.y];
        result[name] = figures([await hand.drag(gestures.drag, t => [at[0] + 120 * Math.sin(t * 12), at[1] + 80 * Math.sin(t * 8)], ms)]);
      }
      await look(fiveHundred(whole, n));
      const corner = await free(page, t => [40 + t * (screen.w - 80), 30 + t * (screen.h - 60)]);
      result['marquee'] = figures([await hand.drag(gestures.marquee, corner, ms)]);
      result['marquee'].selected = await page.evaluate('window.__bench.selected()');
    }
    if (await page.evaluate(() => 'moveNode' in window.__bench)) result.edit = await edits(page, near, look, n);
    result.memory = await memory(hand);
    return result;
  } finally {
    await browser.close();
  }
}

/** A view with about five hundred nodes in it. */
function fiveHundred(whole, n) {
  const k = Math.max(whole.k, Math.min(0.6, whole.k * Math.sqrt(n / 600)));
  return { k, x: whole.x * k / whole.k, y: whole.y * k / whole.k };
}

/** The path, begun at the next place from its beginning where nothing would be dragged. */
async function free(page, path) {
  const [x, y] = path(0);
  const by = await page.evaluate(([x, y]) => {
    for (let far = 0; far < 400; far += 4) {
      for (const [dx, dy] of [[0, far], [far, 0], [0, -far], [-far, 0], [far, far]]) {
        if (x + dx > 4 && y + dy > 4 && window.__bench.isPane(x + dx, y + dy)) return [dx, dy];
      }
    }
    return [0, 0];
  }, [x, y]);
  return t => { const [x, y] = path(t); return [x + by[0], y + by[1]]; };
}

/** Main-thread milliseconds of an edit: applying it, showing it by difference, and the frame that draws it. */
async function edits(page, view, look, n) {
  await look(view);
  return page.evaluate(async n => {
    const frame = () => new Promise(requestAnimationFrame);
    const all = [];
    for (let turn = 0; turn < 30; turn++) {
      const i = Math.floor(n / 2) + Math.floor(Math.sqrt(n) / 2) - (turn % 3);
      const [x, y] = window.__bench.nodePos(i);
      const [apply, patch] = window.__bench.moveNode(i, x + (turn % 2 ? -30 : 30), y);
      await frame();
      await frame();
      all.push({ apply, patch, draw: window.__bench.stats().frameMs, });
    }
    const median = name => all.map(edit => edit[name]).sort((a, b) => a - b)[all.length >> 1];
    const total = all.map(edit => edit.apply + edit.patch + edit.draw).sort((a, b) => a - b);
    return { apply: median('apply'), patch: median('patch'), draw: median('draw'), total: total[total.length >> 1], worst: total.at(-1) };
  }, n);
}

/** Mebibytes of the page's process, its files not counted. What a page can ask about itself leaves out the memory of WASM. */
async function memory(hand) {
  await hand.session.send('HeapProfiler.collectGarbage').catch(() => undefined);
  const { processInfo } = await hand.system.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    const kibibytes = name => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0);
    return (kibibytes('RssAnon') + kibibytes('RssShmem')) / 1024;
  });
  return Math.max(...await Promise.all(sizes));
}

const median = list => list.toSorted((a, b) => a - b)[list.length >> 1];

/** The medians of the same figures of several rounds. */
function middle(rounds) {
  const [first] = rounds;
  if (typeof first !== 'object' || first === null) return median(rounds);
  return Object.fromEntries(Object.keys(first).map(name => [name, middle(rounds.map(round => round?.[name]))]));
}

function show(value) {
  if (value === undefined) return '–';
  if (typeof value === 'number') return value.toFixed(value < 10 ? 1 : 0);
  if ('fps' in value) {
    const chosen = value.selected === undefined ? '' : ` · ${value.selected} selected`;
    return `${value.fps.toFixed(1)} fps · p95 ${value.p95.toFixed(0)} · max ${value.worst.toFixed(0)} · cpu ${value.cpu.toFixed(1)} ms${chosen}`;
  }
  return Object.entries(value).map(([name, part]) => `${name} ${part.toFixed(2)}`).join(' · ');
}

const all = await subjects(options);
const wanted = options.only?.split(',').map(name => name.toLowerCase());
const chosen = all.filter(({ name }) => !wanted || wanted.includes(name.toLowerCase()));
const results = {};
for (const n of options.sizes.split(',').map(Number)) {
  const rounds = new Map(chosen.map(subject => [subject, []]));
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const subject of chosen) {
      if (subject.name !== 'Gesso' && n > Number(options['most-of-others'])) continue;
      rounds.get(subject).push(await measure(subject, n).catch(error => { console.error(`${subject.name} at ${n}: ${error.message.split('\n')[0]}`); }));
    }
  }
  for (const [subject, list] of rounds) {
    const done = list.filter(Boolean);
    if (!done.length) continue;
    const result = middle(done);
    (results[subject.name] ??= {})[n] = result;
    console.log(`\n${subject.name}, ${n} nodes`);
    for (const [name, value] of Object.entries(result)) console.log(`  ${name.padEnd(26)} ${show(value)}`);
  }
}
if (options.json) await writeFile(options.json, JSON.stringify(results, null, 1));
