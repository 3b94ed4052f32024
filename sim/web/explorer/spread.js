/**
 * How far the figures go, apart from the error of finite runs: under each theory, over the parameters with chance
 * averaged out, and over the baseline that no source identifies. As `sim.analysis.spread`, with fewer runs.
 */

import {assumed} from "./chance.js";
import {data} from "./data.js";
import {Kept} from "./kept.js";
import {Runs} from "./runs.js";
import {check, same} from "./setting.js";
import {mean, quantiles} from "./statistics.js";
import {figures} from "./summary.js";
import {URGENCY} from "./workers.js";

const RUNS = 1000; // of each theory and baseline
const [DRAWS, TAPES] = [60, 40]; // of the parameters, and of chance for each
const BAND = [0.05, 0.95];
const kept = new Kept(40);

/** The figures under every theory. */
export async function theories(setting, base, seed, signal) {
  const pairs = await variants(Object.keys(data.theories).map((theory) => ({theory})), setting, base, seed, signal);
  return pairs.map(([now, then], k) => ({theory: Object.keys(data.theories)[k], figures: figures(now, then, RUNS, data.strip)}));
}

/** The least and the greatest of every figure over the levels of the baseline. */
export async function knob(setting, base, seed, signal) {
  const levels = data.engine.baselines.map((baseline_attack_risk) => ({baseline_attack_risk}));
  const found = (await variants(levels, setting, base, seed, signal)).map(([now, then]) => figures(now, then, RUNS, data.strip));
  const range = (name, of) => {
    const values = found.map((one) => one[name][of]?.value ?? NaN);
    return Number.isNaN(values[0]) ? null : {low: Math.min(...values), high: Math.max(...values)};
  };
  return ranges((name) => ({level: range(name, "level"), difference: range(name, "difference")}));
}

/** The band that holds nine draws of the parameters in ten, chance averaged out. */
export async function parameters(setting, base, seed, signal) {
  const sides = same(setting, base) ? [setting] : [setting, base];
  const found = await Promise.all(sides.map((one) => kept.get(`draws ${seed} ${JSON.stringify(one)}`, () => nested(one, seed, signal))));
  return ranges((name) => ({
    level: band(found[0].map((runs) => runs.outcome(name))),
    difference: sides.length < 2 ? null : band(found[0].map((runs, k) => apart(runs.outcome(name), found[1][k].outcome(name)))),
  }));
}

const ranges = (of) => Object.fromEntries(data.strip.map((name) => [name, of(name)]));
const apart = (values, base) => values.map((value, k) => value - base[k]);

/** Runs of the setting and of the base, each changed in the same way. */
async function variants(changes, setting, base, seed, signal) {
  const pairs = changes.map((change) =>
    [setting, same(setting, base) ? null : base].map((one) => one && variant({...one, ...change}, seed)),
  );
  await Promise.all(pairs.flat().filter(Boolean).map((runs) => runs.extend(RUNS, URGENCY.spread, signal)));
  return pairs;
}

const variant = (setting, seed) =>
  kept.get(`${seed} ${JSON.stringify(setting)}`, () => new Runs(setting, seed, {detail: false}));

/** Runs on draws of the parameters, each on tapes of chance of its own. */
async function nested(setting, seed, signal) {
  const checked = check(setting);
  const all = Array.from({length: DRAWS}, (_, draw) => {
    const of = {first: RUNS + draw * TAPES, detail: false, fixed: assumed(checked, seed, draw)};
    return new Runs(setting, seed, of);
  });
  await Promise.all(all.map((runs) => runs.extend(TAPES, URGENCY.spread, signal)));
  return all;
}

/**
 * The band of the draws' expected values. A mean over few tapes still carries chance: the means are drawn together by the
 * share of their variance that is not chance (Searle, Casella & McCulloch 1992).
 */
function band(rows) {
  const means = Float64Array.from(rows, (row) => mean(row).mean);
  const [middle, total] = moments(means);
  const chance = rows.reduce((sum, row) => sum + moments(row)[1], 0) / rows.length / rows[0].length;
  const share = total > 0 ? Math.sqrt(Math.max(0, 1 - chance / total)) : 0;
  const [low, high] = quantiles(means.map((one) => middle + share * (one - middle)), BAND);
  return {low, high};
}

/** Mean and variance. */
function moments(values) {
  const middle = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  return [middle, squares / (values.length - 1)];
}
