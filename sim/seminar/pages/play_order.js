/** The order: what to send, how much, on what condition, why. Limits are said before it is sealed. */

import {spelled} from "./atlas.js";
import {clauses} from "./clauses.js";
import {h} from "./dom.js";
import {level, count, say, sayOf} from "./say.js";
import {blank, fromRow, toRow} from "./order_row.js";
import {nonce, send} from "./wire.js";
import {stand} from "./play_stand.js";

const SURE = [1, 2, 3, 4, 5];
const REASON = 140;
const DRAFT_MS = 700;
const QUIET_MS = 2000; // who has just typed keeps their own draft
const ICONS = { army: "▣", law: "§", mission: "◇", condition: "◇" };

/** Take over what holds for this turn: the order in force first, then what the partner drafts meanwhile. */
export function adopt(view, ui) {
  if (!view.roles) { return; }
  const at = `${view.turn} ${view.epoch}`;
  if (ui.formOf !== at) { Object.assign(ui, { formOf: at, filled: view.in_force ? fromRow(view.in_force.form, view.roles) : blank(), reason: "", sure: 3, drafted: "", touched: 0 }); }
  const theirs = view.draft && Object.keys(view.draft).length ? JSON.stringify(view.draft) : "";
  if (theirs && theirs !== ui.drafted && Date.now() - ui.touched > QUIET_MS) { ui.drafted = theirs; ui.filled = fromRow(view.draft, view.roles); }
}

export function order(view, act) {
  if (view.sealed) { return { main: sealed(view, act), foot: forecastFoot(view, act) }; }
  const { ui } = act;
  const role = view.roles.find((one) => one.role === ui.filled.role);
  const change = (some) => { Object.assign(ui.filled, some); ui.touched = Date.now(); draft(view, act); act.show(); };
  const main = [stand(view), h("fieldset.roles", {}, h("legend", {}, say("order.role")), view.roles.map((one) => option(view, one, ui.filled.role === one.role, () => change({ role: one.role })))),
    role?.ground && [whips(view.own), size(view, ui.filled.tenths, (tenths) => change({ tenths }))],
    role && conditions(view, ui.filled, change),
    h("label.field", {}, say("order.reason"), h("input", { type: "text", id: "reason", value: ui.reason, maxlength: REASON, autocomplete: "off", oninput: (event) => { ui.reason = event.target.value; } })),
    h("div.sure", { role: "radiogroup", "aria-label": say("order.sure") }, h("span", {}, say("order.sure")), SURE.map((n) => h("label", {}, h("input", { type: "radio", name: "sure", checked: ui.sure === n, onchange: () => { ui.sure = n; act.show(); } }), h("span", {}, n)))),
    ui.says && h("p.warn", { role: "alert" }, ui.says)];
  return { main, foot: h("footer.act", {}, h("button.go", { type: "button", disabled: !role || ui.busy || view.left !== null, onclick: () => seal(view, act) }, say("order.seal"))) };
}

function option(view, one, chosen, take) {
  const now = view.in_force?.form.role === one.role;
  return h("label.option.slim", { key: one.role, class: one.closed ? "off" : null },
    one.closed ? h("i.limit", { "aria-hidden": "true" }, ICONS[one.limit] ?? "◇") : h("input", { type: "radio", name: "role", value: one.role, checked: chosen, onchange: take }),
    h("span", {}, sayOf("role", one.role), now && h("em", {}, say("order.now")), one.closed && h("small", {}, say(`limit.${one.limit}`, { words: spelled(one.closed) }))));
}

function whips(own) {
  if (own.barred) { return h("p.limit-line.no", {}, say("whips.barred")); }
  if (own.asks === null) { return h("p.limit-line.no", {}, say("whips.never")); }
  if (own.always || own.asks <= 0) { return h("p.limit-line", {}, say("whips.free")); }
  return h(`p.limit-line${own.yes ? "" : ".no"}`, {}, say(own.yes ? "whips.yes" : "whips.no", { level: level(own.asks) }));
}

function size(view, tenths, change) {
  const { capacity, arriving } = view.own;
  return h("div.size", {}, h("label", { for: "share" }, say("order.size")), h("output", { for: "share" }, h("b", {}, count((capacity * tenths) / 10)), say("order.of", { all: count(capacity) })),
    h("input", { type: "range", id: "share", min: 1, max: 10, step: 1, value: tenths, oninput: (event) => change({ tenths: Number(event.target.value) }) }),
    h("p.hint", {}, say("order.arriving", { n: count(arriving[tenths]), month: view.months[1] })));
}

function conditions(view, filled, change) {
  return h("section", {}, h("h2.label", {}, say("order.if")), clauses(view.me.state, filled.clauses, (chosen) => change({ clauses: chosen })),
    filled.clauses.length > 0 && h("div.otherwise", {}, h("label", {}, say("order.hold"), h("select", { value: filled.hold, onchange: (event) => change({ hold: event.target.value }) }, ["entry", "throughout"].map((name) => h("option", { value: name, selected: filled.hold === name }, say(`hold.${name}`))))),
      h("label", {}, say("order.else"), h("select", { onchange: (event) => change({ otherwise: event.target.value }) }, view.roles.filter((one) => !one.closed).map((one) => h("option", { value: one.role, selected: filled.otherwise === one.role }, sayOf("role", one.role)))))));
}

let waiting = null;
function draft(view, { base, ui }) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const form = toRow(ui.filled, view.roles);
    ui.drafted = JSON.stringify(form);
    send(`${base}/draft`, { form }, "PUT");
  }, DRAFT_MS);
}

async function seal(view, act) {
  const { ui, base } = act;
  clearTimeout(waiting);
  ui.busy = true;
  act.show();
  const body = { turn: view.turn, epoch: view.epoch, version: view.version, nonce: nonce(), form: toRow(ui.filled, view.roles), sure: ui.sure };
  const { ok, said } = await send(`${base}/order`, ui.reason.trim() ? { ...body, reason: ui.reason } : { ...body, reason: "" });
  ui.busy = false;
  ui.says = ok ? "" : said.words || say("lost");
  act.show();
}

function sealed(view, act) {
  const { ui, base } = act;
  const again = async () => {
    const { ok, said } = await send(`${base}/unseal`, { turn: view.turn, epoch: view.epoch, version: view.version, nonce: nonce() });
    Object.assign(ui, { says: ok ? "" : said.words || say("lost"), filled: fromRow(view.sealed.form, view.roles), reason: view.sealed.reason, sure: view.sealed.sure ?? 3, drafted: "" });
    act.show();
  };
  return [h("section.sealed", { role: "status" }, h("h1", {}, say("sealed.title")), h("p", {}, spelled(view.sealed.words)), view.sealed.reason && h("q", {}, view.sealed.reason), view.sealed.opened && h("p.warn", {}, say("sealed.opened")),
    h("button.second", { type: "button", onclick: again }, say("sealed.change"))),
  h("div.count", {}, h("b", {}, view.counts.sealed), h("span", {}, say("sealed.count", view.counts), h("small", {}, say("sealed.private")))),
  ui.says && h("p.warn", { role: "alert" }, ui.says), stand(view)];
}

function forecastFoot(view, { ui, show }) {
  return h("footer.act", {}, h("button.go", { type: "button", onclick: () => { ui.early = true; show(); } }, say(view.forecast ? "sealed.forecast_again" : "sealed.forecast")));
}
