/** A worker: runs the jobs that it is sent, one after the other, and sends back what each asks to keep. */

import {Engine} from "./engine.js";
import {keepers} from "./keepers.js";

let engine;

/** Answer a message: the module once, then jobs. */
self.onmessage = async ({data: {module, layout, job}}) => {
  if (module) {
    engine = await Engine.load(module, layout);
    postMessage({ready: true});
    return;
  }
  try {
    const {inputs, ask, keep} = job;
    const kept = keepers[keep](engine.run(inputs, ask), engine.layout, ask);
    postMessage({kept}, Object.values(kept).map((array) => array.buffer));
  } catch (error) {
    postMessage({failed: String(error)});
  }
};
