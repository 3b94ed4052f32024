/** Checks of single values: what cannot be is refused in one line that names the field and what is allowed. */

import {general} from "./decimals.js";

const NEAR = 0.65; // how alike two names must be for one to be suggested for the other
const LISTED = 40; // names that are listed in a refusal; of more, their number
const SHOWN = 60; // characters of a value in a refusal
const GROUPED = /^[-+]?[0-9]{1,3}([ ,_'][0-9]{3})+$/;

/** A lever that does not exist or a value it cannot take; the message is one line for the reader. */
export class Refusal extends Error {}

export const refuse = (line) => {
  throw new Refusal(line);
};

/** Whether an object has this key itself, whatever the key is called. */
export const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

export const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as one short line, whatever it is, in Python's writing. */
export function show(value) {
  const text = written(value, 0).replaceAll("\n", " ");
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 3)}...`;
}

function written(value, depth) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quoted(value.slice(0, 10 * SHOWN));
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : String(value).toLowerCase().replace("infinity", "inf");
  if (typeof value !== "object" || depth > 8) return typeof value;
  if (Array.isArray(value)) return `[${value.slice(0, SHOWN).map((one) => written(one, depth + 1)).join(", ")}]`;
  const pairs = Object.keys(value).slice(0, SHOWN).map((key) => `${quoted(key)}: ${written(value[key], depth + 1)}`);
  return `{${pairs.join(", ")}}`;
}

function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const safe = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return mark + (mark === "'" ? safe.replaceAll("'", "\\'") : safe) + mark;
}

/** The valid name most like this one, or like a word in it, if any is. */
export function near(name, valid) {
  const known = new Map([...valid].reverse().map((one) => [one.toLowerCase(), one]));
  const said = String(name).slice(0, SHOWN).toLowerCase();
  for (const word of [said, ...(said.match(/[\p{L}\p{N}_]+/gu) ?? [])]) {
    let best = null;
    for (const one of known.keys()) {
      const alike = likeness(one, word);
      if (alike >= NEAR && (!best || alike > best[0] || (alike === best[0] && one > best[1]))) best = [alike, one];
    }
    if (best) return known.get(best[1]);
  }
  return null;
}

/** Ratcliff and Obershelp's likeness of two texts: twice what matches, over all characters. */
function likeness(a, b) {
  return a.length + b.length ? (2 * matching(a, b)) / (a.length + b.length) : 1;
}

/** Characters in the longest common piece, the earliest of its length, and in those on either side of it. */
function matching(a, b) {
  let [length, at, to] = [0, 0, 0];
  let before = new Array(b.length + 1).fill(0);
  for (let i = 0; i < a.length; i++) {
    const here = new Array(b.length + 1).fill(0);
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue;
      here[j + 1] = before[j] + 1;
      if (here[j + 1] > length) [length, at, to] = [here[j + 1], i + 1 - here[j + 1], j + 1 - here[j + 1]];
    }
    before = here;
  }
  if (!length) return 0;
  return length + matching(a.slice(0, at), b.slice(0, to)) + matching(a.slice(at + length), b.slice(to + length));
}

/** `did you mean …?`, or what is allowed if nothing is near. */
export function nearest(name, valid) {
  const match = near(name, valid);
  if (match) return `did you mean ${match}?`;
  return valid.length <= LISTED ? `allowed: ${valid.join(", ")}` : `${valid.length} names are allowed`;
}

/** `40000` for `40,000`: a number whose thousands are set apart, as it has to be written; null for any other. */
export const ungrouped = (text) => (GROUPED.test(text.trim()) ? text.trim().replaceAll(/[ ,_']/g, "") : null);

/** A name out of a list, or a refusal. */
export function choice(field, value, valid) {
  if (typeof value !== "string") refuse(`${field}: ${show(value)} is not a name; allowed: ${valid.join(", ")}`);
  if (!valid.includes(value)) refuse(`${field}: unknown ${show(value)}; ${nearest(value, valid)}`);
  return value;
}

/** A finite number in a range, or a refusal. */
export function number(field, value, low, high, unit = "") {
  const bounds = `${general(low)} to ${general(high)} ${unit}`.trim();
  finite(field, value, bounds);
  if (!(low <= value && value <= high)) refuse(`${field}: ${general(value)} is out of range; allowed: ${bounds}`);
  return value + 0; // of -0, nought
}

/** A whole number in a range, or a refusal. */
export function whole(field, value, low, high, unit = "") {
  const bounds = `${low} to ${high} ${unit}`.trim();
  finite(field, value, bounds);
  if (!Number.isInteger(value)) refuse(`${field}: ${show(value)} is not a whole number; allowed: ${bounds}`);
  if (!(low <= value && value <= high)) refuse(`${field}: ${show(value)} is out of range; allowed: ${bounds}`);
  return value;
}

function finite(field, value, bounds) {
  if (typeof value !== "number") refuse(`${field}: ${show(value)} is not a number; allowed: ${bounds}`);
  if (!Number.isFinite(value)) refuse(`${field}: ${show(value)} is not finite; allowed: ${bounds}`);
}

/** The entries of a list, or a refusal. */
export function items(name, value) {
  return Array.isArray(value) ? value : refuse(`${name}: ${show(value)} is not a list`);
}
