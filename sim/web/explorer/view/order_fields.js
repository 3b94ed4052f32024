/** The fields of one order: all that a scenario file may say of it. */

import {data} from "../data.js";
import {named, onGround} from "../orders.js";
import {h} from "../dom.js";
import {adder} from "./lever_names.js";
import {say} from "./say.js";
import {state} from "./values.js";

const { roles, holds, off_ground, ground, nothing, model, most_pledged, longest_reason } = data.engine.orders;
const CLAUSES = { at_least: data.states.length - 1, pledged: most_pledged, us_backing: 1, mandate: 1 };
const EXACT = "exactly"; // a list: these roles and no others

export function orderFields(row, lever, horizon, put, id) {
  const field = (name, control) => [h("label", { for: `${id}-${name}`, title: lever.fields[name] ?? "" }, say(`field.${name}`)), control(`${id}-${name}`)];
  const month = field("month", number(row.month, 0, horizon - 1, 1, (to) => put({ ...row, month: to ?? 0 })));
  const role = field("role", pick([[model, say("order.model")], ...options(roles)], row.by ? model : form(row.role), (to) => put(to === model ? only(row, { by: model }) : { ...only(row, {}), ...rest(row), role: chosen(to, row.role, roles) })));
  const reason = field("reason", (at) => h("input", { id: at, type: "text", maxlength: longest_reason, value: row.reason ?? "", onchange: (event) => put({ ...row, reason: event.target.value || undefined }) }));
  if (row.by) return h("div.fields", {}, month, role, reason);
  const sends = Boolean(onGround(row));
  return h("div.fields", {}, month, role, list(row.role, roles, say("field.role"), (to) => put({ ...row, role: to })),
    sends && field("share", number(row.share, 0, 1, 0.05, (to) => put({ ...row, share: to }))),
    h("p.wide.note", {}, say("order.only_if")), Object.entries(CLAUSES).map(([name, high]) => field(`if_${name}`, number(row.if?.[name], 0, high, high > 1 ? 1 : 0.05, (to) => put(withClause(row, name, to || undefined))))),
    leanedOn(row, put),
    row.if && field("hold", pick(holds.map((name) => [name, say(`order.hold.${name}`)]), row.hold ?? "entry", (to) => put({ ...row, hold: to }))),
    (row.if || sends) && [field("else", pick([["", "–"], ...options(off_ground)], form(row.else), (to) => put({ ...row, else: to ? chosen(to, row.else, off_ground) : undefined }))), list(row.else, off_ground, say("field.else"), (to) => put({ ...row, else: to }))],
    reason);
}

const number = (value, low, high, step, change) => (id) => h("input", { id, type: "number", min: low, max: high, step, value: value ?? "", onchange: (event) => change(event.target.value === "" ? undefined : Number(event.target.value)) });
const pick = (some, value, change) => (id) => h("select", { id, value, onchange: (event) => change(event.target.value) }, some.map(([one, text]) => h("option", { key: one, value: one }, text)));
const options = (names) => [...names.map((name) => [name, say("order.and_more", { role: name })]), [nothing, say("order.nothing")], [EXACT, say("order.exactly")]];

/** How a choice of roles is written: by one name, or as a list. */
const form = (value) => (Array.isArray(value) ? EXACT : value ?? "");
const chosen = (to, before, valid) => (to === EXACT ? [named(before)[0] ?? valid[0]] : to);

/** The roles of a list, each a switch; of those on the ground one at most. */
function list(value, valid, label, put) {
  if (!Array.isArray(value)) return null;
  const flip = (name) => (value.includes(name) ? value.filter((one) => one !== name) : [...value.filter((one) => !(ground.includes(one) && ground.includes(name))), name]);
  return h("div.presets.wide", { role: "group", "aria-label": label }, valid.map((name) => h("button", { key: name, "aria-pressed": String(value.includes(name)), onclick: () => put(flip(name)) }, name)));
}

/** The states that must have soldiers in Ukraine. */
function leanedOn(row, put) {
  const codes = row.if?.on_ground ?? [];
  const change = (next) => put(withClause(row, "on_ground", next.length ? next : undefined));
  const others = data.states.filter(({ code }) => code !== row.state && !codes.includes(code));
  return h("div.wide", {},
    codes.length > 0 && h("div.entries", {}, h("span", {}, say("order.if_on_ground")), codes.map((code) => h("span.tag", { key: code }, state(code), h("button.remove", { "aria-label": say("entry.remove", { name: state(code) }), onclick: () => change(codes.filter((one) => one !== code)) }, "×")))),
    adder(say("order.add_on_ground"), others.map(({ code, name }) => [code, name]), (code) => change([...codes, code])));
}

const only = ({ month, state: code, reason }, more) => ({ month, state: code, ...more, ...(reason ? { reason } : {}) });
const rest = ({ share, if: asked, hold, else: otherwise }) => ({ share, if: asked, hold, else: otherwise });

/** The order with another clause; without any, nothing waits for it. */
function withClause(row, name, to) {
  const asked = Object.fromEntries(Object.entries({ ...row.if, [name]: to }).filter(([, clause]) => clause !== undefined));
  return { ...row, if: Object.keys(asked).length ? asked : undefined };
}
