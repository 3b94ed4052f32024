/**
 * Figures as they are read on the page: one rounding for each, so that the same figure reads the same everywhere.
 *
 * `numbers.js` writes them, as Python does; here they are only cut into the figure and its error, which stand apart.
 */

import {data} from "../data.js";
import {digits, bare, interval, level as whole, tick} from "../numbers.js";

const NARROW = "\u202f";
const PERCENT = new Set(data.percent);

/** An outcome of a run or of a month by its name. */
export function outcome(name) {
  return data.outcomes[name] ?? data.months[name];
}

/** A level: `{main: "27 %", error: "25 to 29"}` or `{main: "8.6", error: "± 0.2"}`. */
export function level({value, low, high}, unit) {
  if (!Number.isFinite(value)) return { main: "–", error: "" };
  const share = PERCENT.has(unit);
  const { main, error } = cut(interval(value, low, high, unit, { roomy: share }));
  return { main: share ? main + NARROW + "%" : main, error };
}

/** A paired difference: `{main: "−0.6", error: "± 0.5 points"}`. */
export function difference({value, low, high}, unit) {
  if (!Number.isFinite(value)) return { main: "–", error: "" };
  const { main, error } = cut(interval(value, low, high, unit, { signed: true }));
  return { main, error: PERCENT.has(unit) ? `${error} points` : error };
}

/** The whole of a level in one text, as Python's table has it. */
export function written({value, low, high}, unit) {
  return whole(value, low, high, unit).replaceAll(" %", NARROW + "%");
}

/** A share of runs, in whole per cent; one decimal below 2 %. */
export function share(value) {
  const small = value > 0 && value < 0.02;
  if (small && value < 0.0005) return `< 0.1${NARROW}%`;
  return bare(value, small ? 3 : 2, "share") + NARROW + "%";
}

/** A number of people, to two digits. */
export function people(value) {
  if (value < 0.5) return "0";
  return bare(value, value < 100 ? 0 : digits(0, value / 10, value), "");
}

/** A term of a willingness, in logits. */
export function logits(value) {
  return bare(value, 2, "", { signed: true });
}

/** A number that was set. */
export function set(value) {
  return tick(value);
}

function cut(text) {
  const plus = text.indexOf(" ± ");
  if (plus >= 0) return { main: text.slice(0, plus), error: text.slice(plus + 1) };
  const ends = text.indexOf(" (");
  return ends < 0 ? { main: text, error: "" } : { main: text.slice(0, ends), error: text.slice(ends + 2, -1) };
}
