// The worker that previews: hears the page's wishes, lets WASM do a piece of work, hears again. It fetches the pixels that WASM
// wants and posts what it made as bitmaps, which cost the page nothing to take over. Where the page is cross-origin isolated it
// starts more workers with this very script, which have the same memory and help it; elsewhere it does all by itself.

// A module with one instruction on 128 bits: what every browser of the last years can run.
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** How the workers that help are called. */
const HAND = 'hand';
/** Most workers at once: each strip of a picture also takes what its kernels reach for beyond it. */
const MOST = 6;

let preview;
let memory;
let latest;
let turnComes = false;
let isPosting = false;
// A turn that is posted comes after the messages that are waiting, so a newer wish is heard before more work is done.
const turns = new MessageChannel();
turns.port1.onmessage = () => {
  turnComes = false;
  turn();
};

if (self.name === HAND) self.onmessage = ({ data }) => help(data);
else await begin();

async function begin() {
  self.onmessage = ({ data }) => {
    latest = data;
    if (preview) hear();
  };
  if (!WebAssembly.validate(SIMD)) {
    self.postMessage({ news: '"unable"' });
    return;
  }
  // One core is the page's.
  const workers = Math.min(navigator.hardwareConcurrency - 1, MOST);
  const start = self.crossOriginIsolated && workers > 1 ? () => withHands(workers - 1).catch(notWithHands) : alone;
  preview = await start();
  if (latest !== undefined) hear();
}

/** One worker, with a memory of its own. */
async function alone() {
  const { default: start, Worker } = await import('./gesso_preview.js');
  ({ memory } = await start({ module_or_path: new URL('./gesso_preview_bg.wasm', import.meta.url) }));
  return new Worker();
}

/** As [alone], where the others can't be had. */
function notWithHands(error) {
  console.warn('The preview has one worker:', error);
  return alone();
}

/** This worker and so many more, with one memory. */
async function withHands(count) {
  const crew = await import('./gesso_crew.js');
  const module = await WebAssembly.compileStreaming(fetch(new URL('./gesso_crew_bg.wasm', import.meta.url)));
  ({ memory } = await crew.default({ module_or_path: module }));
  const worker = new crew.Worker();
  for (let hand = 0; hand < count; hand++) {
    const other = new Worker(import.meta.url, { type: 'module', name: HAND });
    // Who can't go on is not waited for.
    other.onerror = () => crew.lost();
    other.postMessage({ module, memory });
  }
  return worker;
}

/** What a worker that helps does from now on. */
async function help({ module, memory }) {
  const crew = await import('./gesso_crew.js');
  await crew.default({ module_or_path: module, memory });
  try {
    crew.help();
  } catch (error) {
    // The first one may be waiting for this one, and then hears no message.
    crew.lost();
    throw error;
  }
}

function hear() {
  preview.ask(latest);
  soon();
}

function soon() {
  if (turnComes) return;
  turnComes = true;
  turns.port2.postMessage(null);
}

async function turn() {
  // The turn that posts goes on by itself: what is made is heard of in the order in which it was made.
  if (isPosting) return;
  const news = preview.work();
  for (let address = preview.wanted(); address !== undefined; address = preview.wanted()) bring(address);
  if (news === undefined) return;
  const length = preview.pixels_length();
  if (length > 0) {
    const [, , w, h] = JSON.parse(news).pixels.area;
    // Read before this returns, so they need not be copied out of WASM first, unless others may write there meanwhile.
    const made = new Uint8ClampedArray(memory.buffer, preview.pixels(), length);
    const pixels = made.buffer instanceof ArrayBuffer ? made : made.slice();
    isPosting = true;
    try {
      const bitmap = await createImageBitmap(new ImageData(pixels, w, h));
      self.postMessage({ news, bitmap }, [bitmap]);
    } finally {
      isPosting = false;
    }
  } else {
    self.postMessage({ news });
  }
  soon();
}

async function bring(address) {
  let bytes;
  try {
    const answer = await fetch(address);
    if (answer.ok) bytes = new Uint8Array(await answer.arrayBuffer());
  } catch {
    // The server can't be reached: the preview goes on with what is there.
  }
  preview.arrived(address, bytes);
  soon();
}
