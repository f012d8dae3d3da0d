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
try {
  exports.main(0, 0);
  console.log("WASM computes the bits of tests/bits.txt");
} catch (error) {
  console.error(`WASM computes other bits than tests/bits.txt (${error.message})`);
  process.exit(1);
}
