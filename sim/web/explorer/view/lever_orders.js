/** Orders to states, one row each: who, from when, what, how much, on which condition. */

import {data} from "../data.js";
import {h} from "./dom.js";
import {remove} from "./lever_entries.js";
import {adder} from "./lever_names.js";
import {say} from "./say.js";
import {state} from "./values.js";

const { roles, holds, off_ground, nothing, model, most_pledged } = data.engine.orders;
const CLAUSES = { at_least: data.states.length - 1, pledged: most_pledged, us_backing: 1, mandate: 1 };

export function ordersLever(lever, value, base, { act, horizon }) {
  const put = (rows) => act.change(lever.name, rows);
  return [
    value.map((row, k) => h("div.entry", { key: `${row.state}-${k}` }, h("span", {}, h("b", {}, state(row.state)), " ", chosenWords(row)), remove(state(row.state), () => put(value.filter((_, at) => at !== k))),
      orderFields(row, lever, horizon, (next) => put(value.map((old, at) => (at === k ? next : old))), `order-${k}`))),
    adder(say("entry.add_order"), data.states.map(({ code, name }) => [code, name]), (code) => put([...value, { month: freeMonth(value, code), state: code, role: roles.at(-2) }])),
  ];
}

const chosenWords = (row) => (row.by ? say("order.model") : [row.role].flat().join(", "));

/** The first month in which the state has no order yet. */
function freeMonth(rows, code) {
  const taken = new Set(rows.filter((row) => row.state === code).map((row) => row.month));
  let month = 0;
  while (taken.has(month)) month += 1;
  return month;
}

function orderFields(row, lever, horizon, put, id) {
  const field = (name, label, control) => [h("label", { for: `${id}-${name}`, title: lever.fields[name] ?? "" }, label), control];
  const pick = (name, options, value, change) => h("select", { id: `${id}-${name}`, value, onchange: (event) => change(event.target.value) }, options.map(([one, text]) => h("option", { key: one, value: one }, text)));
  const number = (name, value, low, high, step, change) => h("input", { id: `${id}-${name}`, type: "number", min: low, max: high, step, value: value ?? "", onchange: (event) => change(event.target.value === "" ? undefined : Number(event.target.value)) });
  const plain = (names) => names.map((name) => [name, name.replaceAll("_", " ")]);
  const month = field("month", say("field.month"), number("month", row.month, 0, horizon - 1, 1, (to) => put({ ...row, month: to ?? 0 })));
  const listed = Array.isArray(row.role) ? [[row.role.join(","), row.role.join(", ")]] : [];
  const role = field("role", say("field.role"), pick("role", [...listed, ...plain([...roles, nothing]), [model, say("order.model")]], row.by ? model : [row.role].flat().join(","), (to) => put(to === model ? only(row, { by: model }) : { ...only(row, {}), ...rest(row), role: to.includes(",") ? to.split(",") : to })));
  const reason = field("reason", say("field.reason"), h("input", { id: `${id}-reason`, type: "text", maxlength: 140, value: row.reason ?? "", onchange: (event) => put({ ...row, reason: event.target.value || undefined }) }));
  if (row.by) return h("div.fields", {}, month, role, reason);
  const clauses = Object.entries(CLAUSES).map(([name, high]) => field(`if-${name}`, say(`order.if_${name}`), number(`if-${name}`, row.if?.[name], 0, high, high > 1 ? 1 : 0.05, (to) => put(withClause(row, name, to)))));
  return h("div.fields", {}, month, role,
    field("share", say("field.share"), number("share", row.share, 0, 1, 0.05, (to) => put({ ...row, share: to }))), clauses,
    row.if && [field("hold", say("field.hold"), pick("hold", plain(Object.keys(Array.isArray(holds) ? Object.fromEntries(holds.map((one) => [one, one])) : holds)), row.hold ?? "entry", (to) => put({ ...row, hold: to }))),
      field("else", say("field.else"), pick("else", [["", "–"], ...plain([...off_ground, nothing])], [row.else ?? ""].flat().join(","), (to) => put({ ...row, else: to || undefined })))],
    reason);
}

const only = ({ month, state: code, reason }, more) => ({ month, state: code, ...more, ...(reason ? { reason } : {}) });
const rest = ({ share, if: asked, hold, else: otherwise }) => ({ share, if: asked, hold, else: otherwise });

function withClause(row, name, to) {
  const asked = { ...row.if, [name]: to };
  if (to === undefined || to === 0) delete asked[name];
  const next = { ...row, if: Object.keys(asked).length ? asked : undefined };
  if (!next.if) delete next.hold, delete next.else;
  return next;
}
