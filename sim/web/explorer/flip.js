/**
 * What would turn a state's decision: the smallest change of each lever alone, and the settings of switches that do, as
 * `sim.analysis.flip` finds them. A decision is what most runs end in: on the ground, or not.
 */

import {data} from "./data.js";
import {but, factorOf, ranges} from "./factors.js";
import {lay_out} from "./inputs.js";
import {COUNTRIES} from "./runs.js";
import {check, levers, valueOf} from "./setting.js";
import {URGENCY, ask} from "./workers.js";

const RUNS = 300;
const GRID = Array.from({length: 10}, (_, k) => (k === 9 ? 1 : (k + 1) * 0.1));
const ROUNDS = 7; // of bisection within a step of the grid
const SWITCHES = ["mandate", "reading", "theory"];
const [RESAMPLES, TAIL] = [400, 10]; // 2.5 % on each side are left out

/**
 * Search for what turns a decision; `found` hears of every turn as it comes: all so far, the smallest first, and then the
 * settings of switches, which have no share.
 *
 * @param {Object} setting
 * @param {string} code
 * @param {number} seed
 * @param {AbortSignal} signal
 * @param {Function} found
 */
export async function flip(setting, code, seed, signal, found) {
  const search = new Search(setting, code, seed, signal);
  await search.begin();
  const turns = [];
  const tell = (turn) => {
    if (!turn) return;
    turns.push(turn);
    turns.sort((a, b) => (a.share ?? Infinity) - (b.share ?? Infinity));
    found([...turns]);
  };
  const moves = movesOf(setting, code);
  await Promise.all([
    ...moves.filter((move) => move.reach > 1e-9).map((move) => search.along(move).then(tell)),
    ...SWITCHES.flatMap((lever) => Object.keys(levers.get(lever).options).map((to) => search.switched(lever, to).then(tell))),
  ]);
  found([...turns]);
}

/** Every factor up and down, each with the share of its range that lies ahead. */
export const movesOf = (setting, code) =>
  ranges(code).flatMap((factor) => [1, -1].map((sign) => ({factor, sign, reach: reach(setting, factor, sign)})));

/** The share of a factor's range that lies ahead of it. */
function reach(setting, {name, low, high}, sign) {
  const here = factorOf(setting, name);
  return (sign > 0 ? high - here : here - low) / (high - low);
}

/** The setting with a factor moved by a share of its range, at most to its end. */
function applied(setting, {factor: {name, low, high}, sign}, share) {
  const goal = factorOf(setting, name) + sign * share * (high - low);
  return but(setting, name, Math.min(Math.max(goal, low), high));
}

/** Changes to one setting, seen through one state on one set of replicates. */
export class Search {
  constructor(setting, code, seed, signal) {
    Object.assign(this, {setting, seat: COUNTRIES.indexOf(code), seed, signal});
  }

  async begin() {
    this.ground = await this.#run(this.setting);
    this.yes = share(this.ground) >= 0.5;
  }

  /** Whether the state is on the ground, run by run. */
  async #run(setting) {
    const wanted = {seed: this.seed, replicates: RUNS, detail: true, traced_country: this.seat};
    const make = () => ({inputs: lay_out(check(setting)), ask: wanted, keep: "decisions"});
    const {rung} = await ask(make, URGENCY.flips, this.signal);
    return Uint8Array.from(rung, (one) => one >= data.on_ground);
  }

  #turned(ground) {
    return share(ground) >= 0.5 !== this.yes;
  }

  /** The first turn along a move, bisected within its step of the grid; null if there is none. */
  async along(move) {
    const most = Math.min(1, move.reach);
    const points = [0, ...GRID.map((step) => step * most)];
    const seen = [this.ground, ...(await Promise.all(points.slice(1).map((point) => this.#run(applied(this.setting, move, point)))))];
    const at = seen.findIndex((ground) => this.#turned(ground));
    if (at < 0) return null;
    let [low, high] = [points[at - 1], points[at]];
    for (let round = 0; round < ROUNDS; round++) {
      const middle = (low + high) / 2;
      const ground = await this.#run(applied(this.setting, move, middle));
      points.push(middle);
      seen.push(ground);
      [low, high] = this.#turned(ground) ? [low, middle] : [middle, high];
    }
    const {factor} = move;
    const [from, to] = [this.setting, applied(this.setting, move, high)].map((setting) => factorOf(setting, factor.name));
    const ends = interval(points, seen, this.yes ? 0.5 - 1e-9 : 0.5, !this.yes);
    const ground = share(seen[points.indexOf(high)]);
    return {levers: [{lever: factor.name, label: factor.label, from, to}], share: high, ...ends, ground};
  }

  /** A setting of a switch that turns the decision, or null. */
  async switched(lever, to) {
    const from = valueOf(this.setting, lever);
    if (from === to) return null;
    const ground = await this.#run({...this.setting, [lever]: to});
    if (!this.#turned(ground)) return null;
    return {levers: [{lever, label: levers.get(lever).label, from, to}], share: null, low: NaN, high: NaN, ground: share(ground)};
  }
}

const share = (flags) => flags.reduce((sum, one) => sum + one, 0) / flags.length;

/** 95 % of the first crossings of the target, over resampled replicates; an end is NaN if it lies beyond the range. */
function interval(points, seen, target, rising) {
  const order = points.map((_, k) => k).sort((a, b) => points[a] - points[b]);
  const [at, flags] = [order.map((k) => points[k]), order.map((k) => seen[k])];
  const random = generator(RUNS);
  const crossings = Array.from({length: RESAMPLES}, () => {
    const drawn = Uint16Array.from({length: RUNS}, () => Math.floor(random() * RUNS));
    return first(at, flags.map((row) => drawn.reduce((sum, r) => sum + row[r], 0) / RUNS), target, rising ? 1 : -1);
  }).sort((a, b) => a - b);
  const end = (value) => (Number.isFinite(value) ? value : NaN);
  return {low: end(crossings[TAIL]), high: end(crossings[RESAMPLES - 1 - TAIL])};
}

/** The first point, linear between neighbours, at which a curve meets the target; infinite if none. */
function first(points, curve, target, sign) {
  const over = curve.map((value) => sign * (value - target));
  const at = over.findIndex((value) => value >= 0);
  if (at < 0) return Infinity;
  if (at === 0) return points[0];
  return points[at - 1] + (over[at - 1] / (over[at - 1] - over[at])) * (points[at] - points[at - 1]);
}

/** Uniform numbers that are the same every time (mulberry32). */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
