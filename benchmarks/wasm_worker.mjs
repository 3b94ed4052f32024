// Runs the engine's WebAssembly once for each line it is sent, and prints the processor seconds that took.
// The first line holds the inputs: {"replicates": …, "inputs": {name: bytes in base64}}.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const [wasm, layout, caller] = await Promise.all(process.argv.slice(2).map((path) => readFile(path)));
const { Engine } = await import(`data:text/javascript;base64,${caller.toString("base64")}`);
const engine = await Engine.load(wasm, JSON.parse(layout));
let job = null;
for await (const line of createInterface({ input: process.stdin })) {
  if (!job) {
    job = JSON.parse(line);
    for (const name in job.inputs) job.inputs[name] = new Uint8Array(Buffer.from(job.inputs[name], "base64"));
    continue;
  }
  const began = process.cpuUsage();
  engine.run(job.inputs, { seed: 1, replicates: job.replicates });
  const { user, system } = process.cpuUsage(began);
  console.log((user + system) / 1e6);
}
