// Compares what every node makes natively and in WASM with 128-bit instructions, digest by digest.
// usage: node bits.mjs FOLDER PROGRAM. FOLDER as for wasm.mjs, but made by wasm-bindgen for Node; PROGRAM is the native one.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, program] = process.argv.slice(2);
const native = execFileSync(program, ['--bits'], { encoding: 'utf8', maxBuffer: 1 << 26 }).trim().split('\n');
const { bits } = createRequire(import.meta.url)(resolve(folder, 'bench_preview.js'));
const wasm = bits().split('\n');
const nodes = new Set(native.map((line) => line.split(' ')[0]));
const other = native.filter((line, i) => line !== wasm[i]);
if (native.length !== wasm.length || other.length > 0 || native.length < 100) {
  console.error(`of ${native.length} digests native and ${wasm.length} in WASM ${other.length} differ:\n${other.slice(0, 40).join('\n')}`);
  process.exit(1);
}
console.log(`${nodes.size} nodes make the same bits natively and in WASM, by ${native.length} digests`);
