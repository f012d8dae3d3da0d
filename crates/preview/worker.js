// The worker that previews: hears the page's wishes, lets WASM do a piece of work, hears again. It fetches the pixels that WASM
// wants and posts what it made as bitmaps, which cost the page nothing to take over.
import start, { Worker as Preview } from './gesso_preview.js';

// A module with one instruction on 128 bits: what every browser of the last years can run.
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

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

self.onmessage = ({ data }) => {
  latest = data;
  if (preview) hear();
};

if (WebAssembly.validate(SIMD)) {
  ({ memory } = await start({ module_or_path: new URL('./gesso_preview_bg.wasm', import.meta.url) }));
  preview = new Preview();
  if (latest !== undefined) hear();
} else {
  self.postMessage({ news: '"unable"' });
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
    // Read before this returns, so they need not be copied out of WASM first.
    const pixels = new Uint8ClampedArray(memory.buffer, preview.pixels(), length);
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
