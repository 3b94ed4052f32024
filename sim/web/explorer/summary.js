/** Raw runs as the figures of one side of the page: outcomes, states, and paths by month. */

import {data} from "./data.js";
import {has} from "./errors.js";
import {COUNTRIES, NAMES} from "./runs.js";
import {change, differences, level, quantiles, separated} from "./statistics.js";

const BAND = [0.05, 0.25, 0.5, 0.75, 0.95];
const isFlag = (name) => data.outcomes[name].kind === "flag";
const isShare = (name) => data.percent.includes(data.outcomes[name].unit);
const plain = ({mean, low, high, n}) => ({value: mean, low, high, n});

const workedOut = new WeakMap(); // what was worked out of runs, by what it is: the base's never changes

/** What `make` gives for the first `count` runs, worked out once. */
function once(runs, what, count, make) {
  if (!workedOut.has(runs)) workedOut.set(runs, new Map());
  const known = workedOut.get(runs);
  const key = `${what} ${count}`;
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}

/**
 * Every outcome of the first `count` runs: its level, and its paired difference to the base.
 *
 * Of few runs the level is the base's own plus the paired difference, so that the three add up, unless their errors
 * together are larger than that of the runs alone.
 *
 * @param {Runs} runs
 * @param {Runs|null} base  null for the base itself
 * @param {number} count
 * @param {string[]} [names]  outcomes; left out, all
 */
export function figures(runs, base, count, names = NAMES.run) {
  return Object.fromEntries(
    names.map((name) => {
      const own = levelOf(runs, name, count);
      if (!base) return [name, {level: own, difference: null}];
      const difference = paired(runs.outcome(name, count), base.outcome(name, count), isFlag(name), possible(name));
      const at = base.done > count ? added(levelOf(base, name, base.done), difference, own, isShare(name)) : own;
      return [name, {level: at, difference}];
    }),
  );
}

/** The least and the most that an outcome of a run can be. */
const possible = (name) => ({least: data.outcomes[name].least, most: data.outcomes[name].most ?? Infinity});

/** An outcome's level with its interval. */
const levelOf = (runs, name, count) =>
  once(runs, `level ${name}`, count, () => plain(level(runs.outcome(name, count), {flag: isFlag(name), ...possible(name)})));

/** A paired difference with its interval, and whether it stands out. */
export function paired(values, base, flag, {least = 0, most = Infinity} = {}) {
  const apart = differences(values, base);
  const found = change(apart, flag, most - least);
  return {...plain(found), separated: separated(apart, found)};
}

/** The base's level and the paired difference as one level, or the runs' own where that is surer. */
function added(base, difference, own, share) {
  const value = base.value + difference.value;
  let low = value - Math.hypot(base.value - base.low, difference.value - difference.low);
  let high = value + Math.hypot(base.high - base.value, difference.high - difference.value);
  if (!(high - low < own.high - own.low) || value < 0 || (share && value > 1)) return own;
  if (own.low >= 0) low = Math.max(low, 0);
  if (share) high = Math.min(high, 1);
  return {value, low, high, n: own.n};
}

/** What each state does, in the roster's order. */
export const countries = (runs, count) => once(runs, "countries", count, () => byCountry(runs, count));

function byCountry(runs, count) {
  const {exclude, stances, evidence, reading} = runs.checked.values;
  return COUNTRIES.map((code, seat) => {
    const rungs = new Array(data.rungs.length).fill(0);
    for (const rung of runs.ofCountry(seat, "rung_by_country", count)) rungs[rung] += 1;
    const rung = rungs.indexOf(Math.max(...rungs));
    const joined = runs.ofCountry(seat, "joined_month_by_country", count);
    const [q1, median, q3] = quantiles(joined, [0.25, 0.5, 0.75]);
    const known = has(stances, code) || data.engine.said[evidence][reading].stance[seat] !== null;
    return {
      code,
      rung,
      rungs,
      agree: rungs[rung] / count,
      ground: rungs.slice(data.on_ground).reduce((sum, one) => sum + one, 0) / count,
      soldiers: runs.ofCountry(seat, "troops_by_country", count).reduce((sum, one) => sum + one, 0) / count,
      join: {never: joined.filter(Number.isNaN).length / count, q1, median, q3},
      drawn: !known && !exclude.includes(code),
      absent: exclude.includes(code),
    };
  });
}

/** Quantiles by month of every outcome that has a path, each worked out when it is asked for. */
export function paths(runs, count) {
  const path = {};
  for (const name of NAMES.by_month) {
    const get = () => once(runs, name, count, () => fan(runs, name, count));
    Object.defineProperty(path, name.replace(/_path$/, ""), {get, enumerable: true});
  }
  return path;
}

function fan(runs, name, count) {
  const [q05, q25, q50, q75, q95] = BAND.map(() => new Float64Array(runs.months));
  for (let month = 0; month < runs.months; month++) {
    const found = quantiles(runs.ofMonth(month, name, count), BAND);
    [q05, q25, q50, q75, q95].forEach((row, k) => (row[month] = found[k]));
  }
  return {q05, q25, q50, q75, q95};
}
