/** Values of levers in words: in the levers' rows, in the headline and in the list of changes. */

import {data} from "../data.js";
import {say, listed} from "./say.js";
import {set} from "./written.js";

export const LEVERS = new Map(data.levers.map((lever) => [lever.name, lever]));
const NAMES = new Map(data.states.map((state) => [state.code, state.name]));
const SILENT = new Set(data.unspoken.concat(data.percent, "ratio"));

/** The name of a state. */
export const state = (code) => NAMES.get(code) ?? code;

const plain = (name) => String(name).replaceAll("_", " ");
const few = (names) => (names.length > 2 ? say("states.count", { n: names.length }) : listed(names));

const WORDS = {
  number: (value, lever) => set(value) + (SILENT.has(lever.unit) || !lever.unit ? "" : ` ${lever.unit}`),
  choice: (value) => data.readings[value]?.label.split(":")[0] ?? data.theories[value]?.label ?? plain(value),
  names: (value, lever) => say("names.of", { some: value.length, all: Object.keys(lever.options).length }),
  countries: (value) => (value.length ? few(value.map(state)) : say("none")),
  by_country: (value) => count(Object.keys(value), (code) => `${state(code)} ${set(value[code])}`),
  by_parameter: (value) => count(Object.keys(value), (name) => `${name} ${set(value[name])}`),
  events: (value) => count(value, (event) => say("event.at", { event: eventLabel(event), month: event.month })),
  schedule: (value) => count(Object.keys(value), (name) => say("schedule.of", { lever: LEVERS.get(name).label })),
  orders: (value) => count(value, (row) => say("order.of", { state: state(row.state), month: row.month })),
};
WORDS.whole = WORDS.number;

function count(list, word) {
  if (!list.length) return say("none");
  return list.length === 1 ? word(list[0]) : say("set.count", { n: list.length });
}

/** What an event is called: its kind, and the country of one that has a country. */
export function eventLabel(event) {
  const label = data.events[event.kind]?.label ?? event.kind;
  return event.country ? `${label}, ${state(event.country)}` : label;
}

/** A value in a few words. */
export function words(name, value) {
  const lever = LEVERS.get(name);
  return WORDS[lever.kind](value, lever);
}

/** Whether two values of a lever are the same. */
export function same(a, b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
