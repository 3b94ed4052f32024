/**
 * What would turn a state's decision: the smallest change of one lever and of two, and the settings of switches that do,
 * as `sim.analysis.flip` finds them. A decision is what most runs end in: on the ground, or not.
 */

import {data} from "./data.js";
import {but, factorOf, ranges} from "./factors.js";
import {lay_out} from "./inputs.js";
import {COUNTRIES} from "./runs.js";
import {check, levers, valueOf} from "./setting.js";
import {URGENCY, ask} from "./workers.js";

export const RUNS = 300;
const GRID = Array.from({length: 10}, (_, k) => (k === 9 ? 1 : (k + 1) * 0.1));
const ROUNDS = 7; // of bisection within a step of the grid
const PAIRED = 6; // so many levers, those that move the willingness most, are tried in pairs
const LESS = 0.98; // of what either lever asks alone: what a pair must ask for to be worth it
const SWITCHES = ["mandate", "reading", "theory"];
const [RESAMPLES, TAIL] = [400, 10]; // 2.5 % on each side are left out

/**
 * Search for what turns a decision; `found` hears of every turn as it comes: all so far, the smallest first.
 *
 * @param {Object} setting
 * @param {string} code
 * @param {number} seed
 * @param {AbortSignal} signal
 * @param {Function} found
 * @returns {Promise<{singles: Object[], pairs: Object[], switches: Object[]}>}
 */
export async function flip(setting, code, seed, signal, found) {
  const search = new Search(setting, code, seed, signal);
  await search.begin();
  const turns = {singles: [], pairs: [], switches: []};
  const tell = (kind, turn) => {
    if (!turn) return;
    turns[kind] = [...turns[kind], turn].sort((a, b) => a.share - b.share);
    found({...turns});
  };
  const moves = movesOf(setting, code).filter((move) => reach(setting, move) > 1e-9);
  const gains = new Map();
  const alone = async (move) => {
    const {turn, gain} = await search.along(move);
    gains.set(move, gain);
    tell("singles", turn);
  };
  await Promise.all([
    ...moves.map(alone),
    ...SWITCHES.flatMap((lever) => Object.keys(levers.get(lever).options).map(async (to) => tell("switches", await search.switched(lever, to)))),
  ]);
  const best = [...moves].sort((a, b) => gains.get(b) - gains.get(a)).slice(0, PAIRED);
  const couples = best.flatMap((one, k) => best.slice(k + 1).filter((other) => other.factors[0].name !== one.factors[0].name).map((other) => together(one, other)));
  await Promise.all(couples.map(async (move) => tell("pairs", worthIt((await search.along(move)).turn, turns.singles))));
  return turns;
}

/** Every factor alone, up and down. */
export const movesOf = (setting, code) => ranges(code).flatMap((factor) => [1, -1].map((sign) => ({factors: [factor], signs: [sign]})));

/** Two moves as one: both by the same share of their ranges. */
const together = (one, other) => ({factors: [...one.factors, ...other.factors], signs: [...one.signs, ...other.signs]});

/** A pair that asks less than either of its levers alone, or null. */
function worthIt(pair, singles) {
  if (!pair) return null;
  const named = new Set(pair.levers.map(({lever}) => lever));
  const alone = singles.filter((single) => named.has(single.levers[0].lever)).map((single) => single.share);
  return pair.share < LESS * Math.min(Infinity, ...alone) ? pair : null;
}

/** The share of the ranges after which nothing moves any more. */
function reach(setting, {factors, signs}) {
  const ahead = factors.map(({name, low, high}, k) => {
    const here = factorOf(setting, name);
    return (signs[k] > 0 ? high - here : here - low) / (high - low);
  });
  return Math.max(...ahead);
}

/** The setting after a move; a factor stops at the end of its range. */
function applied(setting, {factors, signs}, share) {
  return factors.reduce((moved, {name, low, high}, k) => {
    const goal = factorOf(setting, name) + signs[k] * share * (high - low);
    return but(moved, name, Math.min(Math.max(goal, low), high));
  }, setting);
}

/** Changes to one setting, seen through one state on one set of replicates. */
export class Search {
  constructor(setting, code, seed, signal) {
    Object.assign(this, {setting, seat: COUNTRIES.indexOf(code), seed, signal});
  }

  async begin() {
    this.start = await this.#run(this.setting);
    this.yes = mean(this.start.ground) >= 0.5;
  }

  /** Whether the state is on the ground, run by run, and its mean willingness. */
  async #run(setting) {
    const wanted = {seed: this.seed, replicates: RUNS, detail: true, traced_country: this.seat};
    const make = () => ({inputs: lay_out(check(setting)), ask: wanted, keep: "decisions"});
    const {rung, willingness} = await ask(make, URGENCY.flips, this.signal);
    return {ground: Uint8Array.from(rung, (one) => one >= data.on_ground), willing: mean(willingness)};
  }

  #turned({ground}) {
    return mean(ground) >= 0.5 !== this.yes;
  }

  /** The first turn along a move, or null, and how far the move shifts the willingness towards it. */
  async along(move) {
    const most = Math.min(1, reach(this.setting, move));
    const points = [0, ...GRID.map((step) => step * most)];
    const seen = [this.start, ...(await Promise.all(points.slice(1).map((point) => this.#run(applied(this.setting, move, point)))))];
    const towards = this.yes ? -1 : 1;
    const gain = Math.max(...seen.slice(1).map(({willing}) => towards * (willing - this.start.willing)));
    const at = seen.findIndex((one) => this.#turned(one));
    return {turn: at < 0 ? null : await this.#bisected(move, points, seen, at), gain};
  }

  /** The turn within a step of the grid. */
  async #bisected(move, points, seen, at) {
    let [low, high] = [points[at - 1], points[at]];
    for (let round = 0; round < ROUNDS; round++) {
      const middle = (low + high) / 2;
      const found = await this.#run(applied(this.setting, move, middle));
      points.push(middle);
      seen.push(found);
      [low, high] = this.#turned(found) ? [low, middle] : [middle, high];
    }
    const after = applied(this.setting, move, high);
    const changes = move.factors.map(({name, label}) => ({lever: name, label, from: factorOf(this.setting, name), to: factorOf(after, name)}));
    const ends = interval(points, seen.map(({ground}) => ground), this.yes ? 0.5 - 1e-9 : 0.5, !this.yes);
    return {levers: changes, share: high, ...ends, ground: mean(seen[points.indexOf(high)].ground)};
  }

  /** A setting of a switch that turns the decision, or null. */
  async switched(lever, to) {
    const from = valueOf(this.setting, lever);
    if (from === to) return null;
    const found = await this.#run({...this.setting, [lever]: to});
    if (!this.#turned(found)) return null;
    return {levers: [{lever, label: levers.get(lever).label, from, to}], share: null, low: NaN, high: NaN, ground: mean(found.ground)};
  }
}

const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

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
