/**
 * A figure with its interval in words, as `sim/wording/numbers.py` writes it: as many digits as the error allows, and
 * never a false zero. Functions have the names they have there.
 */

import {data} from "./data.js";
import {fixed, general, magnitude} from "./decimals.js";

const PLAIN_DIGITS = 3;
const LOPSIDED = 1.5; // how much longer one half of an interval may be before ± misleads
const PERCENT = new Set(data.percent);
const UNSPOKEN = new Set(data.unspoken);

const isZero = (text) => !/[^+−0.,]/.test(text);
const known = (error) => Number.isFinite(error) && error > 0;
const after = (unit, signed) => (PERCENT.has(unit) ? (signed ? " points" : " %") : UNSPOKEN.has(unit) ? "" : ` ${unit}`);

/** Decimal places (below 0: tens, hundreds) that half the width of an interval allows; without one, three digits. */
export function digits(low, high, value = 0) {
  const half = (high - low) / 2;
  if (known(half)) return -magnitude(half);
  return value && Number.isFinite(value) ? PLAIN_DIGITS - 1 - magnitude(value) : 0;
}

/** The longer half of an interval, which need not be symmetric. */
export const half_width = (value, low, high) => Math.max(high - value, value - low);

/** The most places that an error allows, among values and errors that are read one below the other; null if none is known. */
export function finest(figures) {
  const some = figures.filter(([, error]) => known(error));
  if (!some.length) return null;
  const places = Math.max(...some.map(([value, error]) => digits(value - error, value + error)));
  return places + Number(some.some(([value, error]) => touches(value, error, places)));
}

/** Whether a value and its error round to the same, so that ± would reach a 0 that the interval leaves out. */
export const touches = (value, half, places) =>
  half < Math.abs(value) && rounded(Math.abs(value), places) <= rounded(half, places);

/** Parts to so many places, whose sum is that of the parts to the same places (largest remainders). */
export function adding_up(parts, places) {
  const scaled = parts.map((part) => part * 10 ** places);
  const whole = scaled.map(Math.floor);
  const total = scaled.reduce((sum, part) => sum + part, 0);
  const missing = rounded(total, 0) - whole.reduce((sum, part) => sum + part, 0);
  const nearest = scaled.map((_, k) => k).sort((a, b) => whole[a] - scaled[a] - (whole[b] - scaled[b]));
  for (const k of nearest.slice(0, missing)) whole[k] += 1;
  return whole.map((part) => part / 10 ** places);
}

/** The places of a column that holds levels and differences between them: one rule, so that they add up. */
export function in_common(levels, differences) {
  const [coarse, fine] = [finest(levels), finest(differences)];
  if (coarse === null || fine === null) return coarse ?? fine;
  return Math.min(Math.max(coarse, fine), coarse + 1);
}

/** A difference as its row shows it: that of the two levels as they are printed, where that is as true. */
export function of_printed(difference, low, high, [to, from], places, unit = "") {
  if (places === null) return difference;
  const [factor, digit] = [scale(unit), PERCENT.has(unit) ? places - 2 : places];
  const apart = rounded(factor * to, digit) - rounded(factor * from, digit);
  const shown = rounded(apart, Math.max(digit, 0)) / factor;
  const rounding = 1.01 * 10 ** -places;
  return low <= shown && shown <= high && Math.abs(shown - difference) <= rounding ? shown : difference;
}

/** A value to so many places without its unit; shares as per cent. */
export function bare(value, places, unit = "", {signed = false} = {}) {
  if (PERCENT.has(unit)) [value, places] = [100 * value, places - 2];
  if (!Number.isFinite(value)) return String(value).toLowerCase().replace("infinity", "inf");
  const text = fixed(value, places);
  if (isZero(text)) return text;
  return (value < 0 ? "−" : signed ? "+" : "") + text;
}

/** A value to so many places with its unit; `no value` for NaN. */
export function figure(value, places, unit = "", {signed = false} = {}) {
  if (Number.isNaN(value)) return "no value";
  return end(written({value, low: value, high: value, unit, signed}), value, places) + after(unit, signed);
}

/** A value that was asked for, not measured: as it was said, probabilities as per cent. */
export function exact(value, unit = "") {
  if (PERCENT.has(unit)) return `${general(100 * value)} %`;
  const text = general(value, 10, true).replaceAll("-", "−");
  return UNSPOKEN.has(unit) ? text : `${text} ${unit}`;
}

/** `value unit (low to high)`, as a sentence says it. */
export function estimate(value, low, high, unit = "", {signed = false} = {}) {
  const [middle, ends] = with_ends(written({value, low, high, unit, signed}));
  return `${middle}${after(unit, signed)} (${ends})`;
}

/** A value and its interval without a unit: `±` the longer half, or `(low to high)` where that says more. */
export function interval(value, low, high, unit = "", {signed = false, beside = null, roomy = false} = {}) {
  const one = written({value, low, high, unit, signed, beside});
  if (!(high > low)) return bare(value, one.places(digits(value, value, value)), unit, {signed});
  const plain = roomy || leans(one) ? null : plus_minus(one);
  if (plain) return plain;
  const [middle, ends] = with_ends(one);
  return `${middle} (${ends})`;
}

/** As `interval`, with per cent or points behind the figures; `none` for what has no value. */
export function level(value, low, high, unit, {signed = false, beside = null} = {}) {
  if (Number.isNaN(value)) return "none";
  const text = interval(value, low, high, unit, {signed, beside});
  const at = text.indexOf(" (");
  const [middle, ends] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
  return middle + (PERCENT.has(unit) ? after(unit, signed) : "") + ends;
}

/** Two ends of an interval to so many places, or to one digit where that would be a false 0 or 100 %. */
export function ends(low, high, places, unit = "", {signed = false} = {}) {
  const one = written({value: low, low, high, unit, signed});
  return [end(one, low, places), end(one, high, places)];
}

/** A mark on an axis: as many places as it needs. */
export function tick(value, {signed = false} = {}) {
  const text = general(value, 6, true).replaceAll("-", "−");
  return isZero(text) ? text.replace(/^[+−]+/, "") : (signed && value > 0 ? "+" : "") + text;
}

/** What a value is multiplied with before it is written: a probability or share in per cent. */
const scale = (unit) => (PERCENT.has(unit) ? 100 : 1);

/** A number to so many places, halves to the even digit. */
const rounded = (value, places) => (Number.isFinite(value) ? Math.sign(value) * Number(fixed(value, places).replaceAll(",", "")) : value);

function written({value, low, high, unit = "", signed = false, beside = null}) {
  const one = {value, low, high, unit, signed, half: half_width(value, low, high)};
  one.places = (own) => beside ?? own;
  one.beside = beside;
  one.bare = (number, places) => bare(number, places, unit, {signed});
  return one;
}

function plus_minus(one) {
  const {value, half, unit} = one;
  const usual = one.places(digits(value - half, value + half, value));
  for (const places of [usual, usual + 1]) {
    if (!touches(value, half, places)) return `${one.bare(value, places)} ± ${bare(half, places, unit)}`;
  }
  return null;
}

function with_ends(one) {
  let places = one.places(digits(one.low, one.high, one.value));
  const numbers = [one.value, one.low, one.high];
  if (one.beside === null) {
    if (PERCENT.has(one.unit)) places = Math.max(places, 2);
    if (numbers.some((number) => misread(one, number, places))) places += 1;
  }
  const [middle, low, high] = numbers.map((number) => end(one, number, places));
  return [middle, `${low} to ${high}`];
}

/** A value or an end to so many places, or to its first digit where that would be misread. */
function end(one, number, places) {
  if (misread(one, number, places)) {
    const off = isZero(one.bare(number, places)) ? Math.abs(number) : 1 - number;
    places = -magnitude(off);
  }
  return one.bare(number, places);
}

/** Whether a number would read as 0, or a share as 100 %, that its interval leaves out or that it ends beside. */
function misread(one, number, places) {
  const text = one.bare(number, places);
  const inside = one.low < number && number < one.high;
  if (isZero(text)) return number !== 0 && !(inside && one.low <= 0 && 0 <= one.high);
  const all = PERCENT.has(one.unit) && !one.signed && Number(text.replaceAll("−", "-").replaceAll(",", "")) === 100;
  return all && number < 1 && !(inside && one.high >= 1);
}

/** Whether ± would pass 0 or 100 %, or hide that the interval reaches further to one side. */
function leans({value, low, high, unit, signed, half}) {
  if (low * high > 0 && half >= Math.abs(value)) return true;
  if (signed) return PERCENT.has(unit) && Math.abs(value) + half > 1;
  const beyond = (value - half < 0 && 0 <= low) || (PERCENT.has(unit) && value + half > 1);
  return beyond || half > LOPSIDED * Math.min(high - value, value - low);
}
