/**
 * The page's face for scripts, `window.tripwire`.
 *
 * `run(setting, {seed, first, replicates})` gives every outcome by name as typed arrays: one number a run, or a run's
 * countries or months one after the other. `set(setting)` moves the page; `shown()` is what it shows.
 */

import {whole} from "./errors.js";
import {NAMES, Runs, column} from "./runs.js";
import {check, tidy} from "./setting.js";
import {session} from "./session.js";
import {URGENCY, start} from "./workers.js";

const MOST = 100_000; // runs that a page holds in memory at once
const MOST_FIRST = 100_000_000;

/** Run a setting on the replicates from `first` on. */
async function run(setting, {seed = 1, first = 0, replicates = 1000} = {}) {
  whole("replicates", replicates, 1, MOST, "runs");
  whole("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  whole("first", first, 0, MOST_FIRST);
  await start();
  const runs = new Runs(tidy(setting), seed, {first});
  await runs.extend(replicates, URGENCY.spread);
  const outcomes = {};
  for (const [kind, inner] of [["run", 1], ["by_country", runs.widths.by_country / NAMES.by_country.length], ["by_month", runs.months]]) {
    NAMES[kind].forEach((name, k) => (outcomes[name] = column(runs[kind], NAMES[kind].length, k, replicates * inner)));
  }
  return outcomes;
}

/** What is shown once all runs that were asked for are done. */
function refined() {
  return new Promise((resolve) => {
    const leave = session.subscribe((shown) => {
      if (!shown.refined) return;
      resolve(shown);
      queueMicrotask(() => leave());
    });
  });
}

const face = {
  run,
  check: (setting) => check(setting).values,
  set: (setting) => session.set(setting),
  shown: () => session.shown,
  refined,
  session,
};

/** Put the face where scripts find it. */
export function show_face() {
  window.tripwire = Object.freeze(face);
}
