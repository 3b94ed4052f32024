/** The pool of workers: jobs wait in order of urgency, and those of a setting that was left are dropped. */

import {base64, gunzip} from "./bytes.js";
import {data} from "./data.js";
import {worker_source} from "./worker_source.js";

const MOST = 8; // workers; more would only wait for memory
export const CHUNK = 75; // runs in a job: short enough for a new setting not to wait, and a first draw is four

/** What is done first: a lower number goes before a higher one. */
export const URGENCY = {first: 0, base: 1, refine: 2, why: 3, spread: 4, flips: 5};

/** The engine could not do what it was asked, most often for want of memory. */
export class Stopped extends Error {}

const queue = [];
const idle = [];
let started = null;

/** Start the workers, once; resolves when all are ready to run, and throws where the browser cannot. */
export function start(count = navigator.hardwareConcurrency || 2) {
  started ??= boot(Math.min(MOST, Math.max(1, count)));
  return started;
}

async function boot(count) {
  const module = await WebAssembly.compile(await gunzip(base64(data.engine.module)));
  const url = URL.createObjectURL(new Blob([worker_source], {type: "text/javascript"}));
  const ready = Array.from({length: count}, () => one(url, module));
  idle.push(...(await Promise.all(ready)));
  URL.revokeObjectURL(url);
  next();
}

function one(url, module) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url);
    worker.onmessage = () => resolve(worker);
    worker.onerror = (event) => reject(new Error(event.message || "a worker did not start"));
    worker.postMessage({module, layout: data.engine.layout});
  });
}

/**
 * Run a job on the next free worker.
 *
 * @param {Function} make         gives `{inputs, ask, keep}` when its turn has come
 * @param {number} urgency        one of URGENCY
 * @param {AbortSignal} [signal]  drops the job; its promise is then rejected with the signal's reason
 * @returns {Promise<Object>}     the arrays that were kept
 */
export function ask(make, urgency, signal) {
  return new Promise((resolve, reject) => {
    const place = queue.findIndex((other) => other.urgency > urgency);
    const task = {make, urgency, signal, resolve, reject};
    queue.splice(place < 0 ? queue.length : place, 0, task);
    next();
  });
}

function next() {
  while (idle.length && queue.length) {
    const task = queue.shift();
    if (task.signal?.aborted) task.reject(task.signal.reason);
    else send(idle.pop(), task);
  }
}

function send(worker, {make, signal, resolve, reject}) {
  worker.onmessage = ({data: {kept, failed}}) => {
    idle.push(worker);
    if (signal?.aborted) reject(signal.reason);
    else if (failed) reject(new Stopped(`the engine stopped: ${failed}`));
    else resolve(kept);
    next();
  };
  worker.postMessage({job: make()});
}
