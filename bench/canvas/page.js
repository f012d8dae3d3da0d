// The page `/bench`: what a bench drives. Real input events go to the canvas; this only loads graphs and answers questions.
// `window.__bench` is there before the page's `load` event; its `load` waits for WASM.
import init, { Bench } from './bench_canvas.js';

const container = document.body.appendChild(document.createElement('div'));
Object.assign(document.body.style, { margin: '0', overflow: 'hidden' });
Object.assign(container.style, { position: 'fixed', inset: '0' });

const started = performance.now();
let bench;
const ready = init({ module_or_path: new URL('bench_canvas_bg.wasm', import.meta.url) }).then(() => { bench = new Bench(); });
const frame = () => new Promise(requestAnimationFrame);

/** Kinds may be numbers or names; the canvas has them by number. */
function numbered(kinds, count) {
  const known = new Map();
  return Uint32Array.from({ length: count }, (_, i) => {
    const kind = kinds?.[i] ?? 0;
    if (typeof kind === 'number') return kind;
    if (!known.has(kind)) known.set(kind, known.size);
    return known.get(kind);
  });
}

window.__bench = {
  /** Resolves when the page's code is there; `load` waits for it as well. */
  ready,
  /** Shows a graph; resolves once it is painted and on screen. */
  async load(graph) {
    await ready;
    const count = graph.n ?? graph.x.length;
    const wires = graph.m ?? graph.src.length;
    const titles = Array.from({ length: count }, (_, i) => String(graph.title?.(i) ?? `Node ${i}`).replaceAll('\n', ' ')).join('\n');
    bench.load(
      container,
      graph.nh ?? 0,
      Float64Array.from(graph.x),
      Float64Array.from(graph.y),
      numbered(graph.kind, count),
      titles,
      ...['src', 'dst', 'sp', 'dp'].map(name => Uint32Array.from({ length: wires }, (_, i) => graph[name]?.[i] ?? 0)),
    );
    do await frame(); while (!bench.settled);
    await frame();
  },
  setView(x, y, k) { bench?.setView(x, y, k); },
  getView() {
    const [x, y, k] = bench?.getView() ?? [0, 0, 1];
    return { x, y, k };
  },
  nodePos(i) { return Array.from(bench.nodePos(i)); },
  selected() { return bench?.selected() ?? 0; },
  /** Inside a node's header, in world pixels from its corner. */
  grab: [60, 12],
  gestures: { pan: { button: 'middle' }, drag: { button: 'left' }, marquee: { button: 'left', key: 'Shift' }, zoom: { key: 'Control' } },
  isPane(x, y) { return bench?.isPane(x, y) ?? true; },
  /** Paints everything in view anew: milliseconds of making the lists, and of painting them. */
  draw() { return Array.from(bench?.draw() ?? [0, 0]); },
  /** One edit without input: milliseconds of applying it, and of the canvas taking it over. */
  moveNode(i, x, y) { return Array.from(bench.moveNode(i, x, y) ?? []); },
  undo() { bench?.undo(); },
  stats() { return { startMs: started, ...JSON.parse(bench?.stats() ?? '{}') }; },
};
