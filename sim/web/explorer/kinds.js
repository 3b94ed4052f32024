/**
 * Kinds of levers, by the names that `sim.scenario` gives them: how a value is checked and said. Ranges, names and
 * presets come with the lever's own row, so that a new lever of a known kind needs nothing here.
 *
 * A kind is `check(name, value, lever)`, which gives the value in its one plain form or refuses it in one line, and
 * `text(value, lever)`, the value in a few words.
 */

import {data} from "./data.js";
import {events} from "./events.js";
import {choice, has, isMapping, items, near, number, refuse, show, ungrouped, whole} from "./errors.js";
import {general, real} from "./decimals.js";
import {orders} from "./orders.js";

const DIMENSIONLESS = ["", "index", "ratio", "probability", "share"];
const CODES = data.states.map((state) => state.code);

/** Names, or names and numbers, without punctuation. */
const flat = (words) => words.join(" ") || "none";
const entriesText = (value) => flat(Object.entries(value).map(([name, entry]) => `${name} ${real(entry)}`));
const stepsText = (value) =>
  flat(Object.entries(value).map(([lever, steps]) => [lever, ...steps.map(([month, entry]) => `${month} ${real(entry)}`)].join(" ")));

/** A number in a range, or the name of a preset. */
function level(name, value, {low, high, unit, presets}) {
  if (typeof value !== "string") return number(name, value, low, high, unit);
  if (has(presets, value)) return presets[value];
  const refusal = `${name}: ${show(value)} is not a number`;
  const meant = ungrouped(value);
  if (meant) refuse(`${refusal}; write ${meant}`);
  const allowed = [`${general(low)} to ${general(high)} ${unit}`.trim()];
  const names = Object.keys(presets);
  if (names.length) allowed.push(`or ${names.join(", ")}`);
  const close = near(value, names);
  if (close) allowed.push(`did you mean ${close}?`);
  return refuse(`${refusal}; allowed: ${allowed.join("; ")}`);
}

/** Some names out of a list, each once, in the list's order. */
function some(name, value, valid) {
  const chosen = (typeof value === "string" ? [value] : items(name, value)).map((one) => choice(name, one, valid));
  return valid.filter((one) => chosen.includes(one));
}

/** Numbers by name, in the order of the names. */
function byName(name, value, {entries}) {
  const listed = pairs(value) ?? refuse(`${name}: ${show(value)} is not a mapping of names to numbers`);
  const checked = new Map();
  for (const [key, entry] of listed) {
    choice(name, key, Object.keys(entries));
    if (checked.has(key)) refuse(`${name}.${key}: said twice; allowed: one value`);
    const {low, high, unit} = entries[key];
    checked.set(key, number(`${name}.${key}`, entry, low, high, unit));
  }
  return sorted(checked);
}

/** Levers with their values by month. */
function schedule(name, value, {entries}) {
  const listed = pairs(value);
  const valid = listed && listed.every(([, steps]) => Array.isArray(steps));
  if (!valid) refuse(`${name}: ${show(value)} is not a mapping of levers to (month, value) pairs`);
  const checked = new Map();
  for (const [lever, steps] of listed) {
    choice(name, lever, Object.keys(entries));
    const at = `${name}.${lever}`;
    if (checked.has(lever)) refuse(`${at}: said twice; allowed: one list of (month, value) pairs`);
    checked.set(lever, dated(at, steps, entries[lever]));
  }
  return sorted(new Map([...checked].filter(([, steps]) => steps.length)));
}

function dated(at, steps, row) {
  const found = new Map();
  for (const step of steps) {
    if (!Array.isArray(step) || step.length !== 2) refuse(`${at}: ${show(step)} is not a (month, value) pair`);
    const month = whole(at, step[0], 0, data.engine.calendar.last_month, "months");
    if (found.has(month)) refuse(`${at}: month ${month} has two values; allowed: one`);
    found.set(month, level(at, step[1], row));
  }
  return [...found].sort(([a], [b]) => a - b);
}

/** Names and values of a mapping, or of a list of pairs; null for anything else. */
function pairs(value) {
  if (isMapping(value)) return Object.keys(value).map((key) => [key, value[key]]);
  if (!Array.isArray(value) || !value.every((pair) => Array.isArray(pair) && pair.length === 2)) return null;
  return value;
}

const sorted = (map) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

export const kinds = {
  number: {
    check: level,
    text(value, {unit, presets}) {
      const named = DIMENSIONLESS.includes(unit) ? Object.keys(presets).find((name) => presets[name] === value) : null;
      return named ?? general(value, 6, true);
    },
  },
  whole: {check: (name, value, {low, high, unit}) => whole(name, value, low, high, unit), text: String},
  choice: {check: (name, value, {options}) => choice(name, value, Object.keys(options)), text: String},
  names: {check: (name, value, {options}) => some(name, value, Object.keys(options)), text: flat},
  countries: {check: (name, value) => some(name, value, CODES), text: flat},
  by_country: {check: byName, text: entriesText},
  by_parameter: {check: byName, text: entriesText},
  schedule: {check: schedule, text: stepsText},
  events,
  orders,
};
