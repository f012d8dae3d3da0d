// The pages that are measured: ours as it was built, or as a running server has it, and those of others, bundled here.
// All but a running server's are served by answering the browser's requests: no port is opened.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const ORIGIN = 'http://bench.localhost';
const TYPES = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm', css: 'text/css', html: 'text/html' };
const FULL = '<style>html, body, #root, canvas { margin: 0; width: 100%; height: 100%; overflow: hidden }</style>';
// What every page needs for asking how much memory it takes.
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const html = (head, body = '') => `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`;

/** What can be measured: a name, and `open(page)`, which goes there and waits for `load`. */
export async function subjects({ page: script, address }) {
  const flow = await build({
    entryPoints: [join(here, 'peers/react-flow.jsx')], bundle: true, write: false, minify: true, format: 'iife', jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const modules = join(here, 'node_modules');
  const files = {
    '/react-flow': () => html(`${FULL}<link rel="stylesheet" href="/react-flow.css"><style>.bench-node { box-sizing: border-box; width: 100%; height: 100%; padding: 8px; border: 1px solid #888; border-radius: 8px; background: #fff; font: 13px sans-serif }</style>`, '<div id="root"></div><script src="/react-flow.js"></script>'),
    '/react-flow.js': () => flow.outputFiles[0].text,
    '/react-flow.css': () => readFile(join(modules, '@xyflow/react/dist/style.css')),
    '/litegraph': () => html(`${FULL}<link rel="stylesheet" href="/litegraph.css">`, '<canvas id="canvas"></canvas><script src="/litegraph.js"></script><script type="module" src="/litegraph-page.mjs"></script>'),
    '/litegraph.js': () => readFile(join(modules, 'litegraph.js/build/litegraph.min.js')),
    '/litegraph.css': () => readFile(join(modules, 'litegraph.js/css/litegraph.css')),
    '/litegraph-page.mjs': () => readFile(join(here, 'peers/litegraph.mjs')),
    '/gesso': () => html(`<script type="module" src="/gesso/${basename(script)}"></script>`),
  };
  const answer = async route => {
    const path = new URL(route.request().url()).pathname;
    const file = files[path] ?? (path.startsWith('/gesso/') ? () => readFile(join(dirname(script), path.slice('/gesso/'.length))) : undefined);
    const body = await file?.().catch?.(() => undefined) ?? await file?.();
    if (body === undefined) return route.fulfill({ status: 404 });
    const ending = path.includes('.') ? path.split('.').at(-1) : 'html';
    return route.fulfill({ body, contentType: TYPES[ending] ?? 'text/plain', headers: ISOLATED });
  };
  const subject = (name, url) => ({
    name,
    async open(page) {
      if (url.startsWith(ORIGIN)) await page.route(`${ORIGIN}/**`, answer);
      await page.goto(url, { waitUntil: 'load' });
    },
  });
  return [
    subject('Gesso', address ? new URL('/bench', address).href : `${ORIGIN}/gesso`),
    subject('React Flow', `${ORIGIN}/react-flow`),
    subject('React Flow, visible only', `${ORIGIN}/react-flow?visible`),
    subject('LiteGraph', `${ORIGIN}/litegraph`),
  ];
}
