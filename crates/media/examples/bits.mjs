// Runs the example `bits`, built for wasm32-unknown-unknown, and ends with its verdict:
//   cargo build -p gesso-media --no-default-features --target wasm32-unknown-unknown --example bits
//   node crates/media/examples/bits.mjs TARGET/wasm32-unknown-unknown/debug/examples/bits.wasm
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] ??= {};
  imports[from][name] = () => {
    throw new Error(`${from}.${name} was called: kernels need nothing from outside`);
  };
}
const { exports } = new WebAssembly.Instance(module, imports);
const failed = exports.main(0, 0);
console.log(failed ? "WASM computes other bits than tests/bits.txt" : "WASM computes the bits of tests/bits.txt");
process.exit(failed ? 1 : 0);
