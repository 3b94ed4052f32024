// node drive.mjs engine.js engine.wasm engine.json < jobs > results: what a page does, without a page.
import { readFileSync, writeSync } from "node:fs";

const [script, module, description] = process.argv.slice(2);
const { Engine } = await import(script);
const layout = JSON.parse(readFileSync(description, "utf8"));
const engine = await Engine.load(readFileSync(module), layout);

const jobs = readFileSync(0);
const write = (bytes) => { for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at); };
for (let at = 0; at < jobs.length; ) {
  const job = {};
  for (const [name, { kind }] of Object.entries(layout.job.fields)) {
    const number = jobs.readBigInt64LE(at);
    at += 8;
    job[name] = number;
    if (kind === "uint32") { // an array
      const length = Math.max(0, Number(number));
      job[name] = new Uint8Array(jobs.subarray(at, at + length));
      at += length;
    }
  }
  const results = engine.run(job, {
    seed: job.seed,
    first: Number(job.first),
    replicates: Number(job.replicates),
    detail: true,
    traced_country: Number(job.traced_country),
  });
  for (const name of Object.keys(layout.outputs)) write(new Uint8Array(results[name].buffer));
}
