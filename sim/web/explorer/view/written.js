/**
 * Figures as they are read on the page: one rounding for each, so that the same figure reads the same everywhere.
 *
 * `numbers.js` writes them, as Python does; here they are only cut into the figure and its error, which stand apart.
 */

import {data} from "../data.js";
import {digits, bare, interval, level as whole, tick} from "../numbers.js";
import {SideBySide} from "../side_by_side.js";

const NARROW = "\u202f";
const PERCENT = new Set(data.percent);

/** An outcome of a run or of a month by its name. */
export function outcome(name) {
  return data.outcomes[name] ?? data.months[name];
}

/** A level that stands alone: `{main: "27 %", error: "25 to 29"}` or `{main: "8.6", error: "± 0.2"}`. */
export function level({value, low, high}, unit, {beside = null} = {}) {
  if (!Number.isFinite(value)) return { main: "–", error: "" };
  return asLevel(interval(value, low, high, unit, { roomy: PERCENT.has(unit), beside }), unit);
}

/** A paired difference that stands alone: `{main: "−0.6", error: "± 0.5 points"}`. */
export function difference({value, low, high}, unit) {
  if (!Number.isFinite(value)) return { main: "–", error: "" };
  return asDifference(interval(value, low, high, unit, { signed: true }), unit);
}

/** The places that an outcome's figures have in common. */
export const placesOf = (shown, name) => new SideBySide([shown.base, ...shown.sides]).places(name);

/** An outcome of the k-th side, the base being 0: level and difference to the places of its row, so that they add up. */
export function rowOf(shown, name, k = 1) {
  const all = new SideBySide([shown.base, ...shown.sides]);
  const { level: found, difference: by } = all.figures[k][name];
  const { unit } = outcome(name);
  const none = { main: "–", error: "" };
  return {
    level: Number.isFinite(found.value) ? asLevel(all.level(name, k, { roomy: PERCENT.has(unit) }), unit) : none,
    difference: !by ? null : Number.isFinite(by.value) ? asDifference(all.change(name, k), unit) : none,
  };
}

function asLevel(text, unit) {
  const { main, error } = cut(text);
  return { main: PERCENT.has(unit) ? main + NARROW + "%" : main, error };
}

function asDifference(text, unit) {
  const { main, error } = cut(text);
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
