/** Numbers by name: a state's stance or public, a parameter's value; and dated values of levers. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {byNumber} from "./lever_number.js";
import {adder} from "./lever_names.js";
import {say} from "./say.js";
import {set} from "./written.js";

/** Entries of a mapping from names to numbers. */
export function entriesLever(lever, value, base, { act }) {
  const put = (entries) => act.change(lever.name, entries);
  const free = Object.entries(lever.entries).filter(([name]) => !(name in value));
  return [
    Object.entries(value).map(([name, number]) => {
      const row = { ...lever.entries[name], name: `${lever.name}-${name}` };
      return h("div.entry", { key: name }, h("span", {}, row.label), remove(row.label, () => put(omit(value, name))),
        h("div.wide", {}, byNumber(row, number, base?.[name] ?? null, (next) => put({ ...value, [name]: next }))),
        h("span.wide.meaning", {}, about(lever, name, row)));
    }),
    adder(say(lever.kind === "by_country" ? "entry.add_state" : "entry.add_parameter"), free.map(([name, row]) => [name, row.label]), (name) => put({ ...value, [name]: middle(lever.entries[name]) })),
  ];
}

function about(lever, name, row) {
  const range = say("entry.range", { low: set(row.low), high: set(row.high), unit: row.unit });
  const parameter = lever.kind === "by_parameter" ? data.parameters[name] : null;
  return parameter ? `${parameter.note}. ${range}; ${say("entry.grade", { grade: parameter.grade })}` : range;
}

const middle = ({ mode, low, high }) => mode ?? (low + high) / 2;
const omit = (entries, name) => Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name));

export function remove(name, act) {
  return h("button.remove", { "aria-label": say("entry.remove", { name }), onclick: act }, "×");
}

/** Dated values: lever to pairs of month and value. */
export function scheduleLever(lever, value, base, { act, horizon }) {
  const put = (entries) => act.change(lever.name, entries);
  const rows = Object.entries(value).flatMap(([name, steps]) => steps.map((step, k) => ({ name, steps, step, k })));
  const change = ({ name, steps, k }, step) => put({ ...value, [name]: steps.map((old, at) => (at === k ? step : old)) });
  return [
    rows.map((row) => {
      const entry = { ...lever.entries[row.name], name: `${lever.name}-${row.name}-${row.k}` };
      const rest = row.steps.filter((_, at) => at !== row.k);
      return h("div.entry", { key: entry.name }, h("span", {}, entry.label), remove(entry.label, () => put(rest.length ? { ...value, [row.name]: rest } : omit(value, row.name))),
        h("div.fields", {}, h("label", { for: entry.name }, say("field.month")), h("input", { id: entry.name, type: "number", min: 0, max: horizon - 1, value: row.step[0], onchange: (event) => change(row, [Number(event.target.value), row.step[1]]) })),
        h("div.wide", {}, byNumber(entry, row.step[1], null, (next) => change(row, [row.step[0], next]))));
    }),
    adder(say("entry.add_dated"), Object.entries(lever.entries).map(([name, row]) => [name, row.label]), (name) => put({ ...value, [name]: [...(value[name] ?? []), added(lever.entries[name], value[name] ?? [], horizon)] })),
  ];
}

/** A first value in the first free month, a third of the way. */
function added(row, steps, horizon) {
  const taken = new Set(steps.map(([month]) => month));
  let month = Math.floor(horizon / 3);
  while (taken.has(month)) month = (month + 1) % horizon;
  return [month, row.low];
}
