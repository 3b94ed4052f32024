/** Orders to states, one row each: who, from when, what, how much, on which condition. */

import {data} from "../data.js";
import {onGround} from "../orders.js";
import {session} from "../session.js";
import {refusal} from "../setting.js";
import {h} from "../dom.js";
import {remove} from "./lever_entries.js";
import {adder} from "./lever_names.js";
import {orderFields} from "./order_fields.js";
import {say} from "./say.js";
import {state} from "./values.js";

const { roles, off_ground, nothing } = data.engine.orders;

export function ordersLever(lever, value, base, { act, horizon }) {
  const put = (rows) => act.change(lever.name, rows);
  const change = (k) => (next) => put(possible(lever.name, value, k, next));
  return [
    value.map((row, k) => h("div.entry", { key: `${row.state}-${k}` }, h("span", {}, h("b", {}, state(row.state)), " ", words(row)), remove(state(row.state), () => put(value.filter((_, at) => at !== k))),
      orderFields(row, lever, horizon, change(k), `order-${k}`))),
    session.error?.startsWith(lever.name) && h("p.refusal", { role: "alert" }, session.error),
    adder(say("entry.add_order"), data.states.map(({ code, name }) => [code, name]), (code) => put([...value, { month: freeMonth(value, code), state: code, role: roles.at(-2) }])),
  ];
}

const words = (row) => (row.by ? say("order.model") : [row.role].flat().join(", "));

/** The first month in which the state has no order yet. */
function freeMonth(rows, code) {
  const taken = new Set(rows.filter((row) => row.state === code).map((row) => row.month));
  let month = 0;
  while (taken.has(month)) month += 1;
  return month;
}

/** The rows with another k-th; a condition that could strike nothing out gets something that comes instead. */
function possible(name, rows, k, next) {
  const row = sensible(next);
  const tried = [row, ...[nothing, off_ground[0]].map((other) => ({ ...row, else: other }))];
  const all = tried.map((one) => rows.map((old, at) => (at === k ? one : old)));
  return (row.if && !row.else && all.find((some) => !refusal({ ...session.settings[0], [name]: some }))) || all[0];
}

/** A row without what is left empty, or would have no effect in it. */
function sensible(row) {
  const sends = Boolean(onGround(row));
  const kept = { share: sends, hold: row.if, else: row.if || sends };
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== undefined && (kept[name] ?? !(name in kept))));
}
