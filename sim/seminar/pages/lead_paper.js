/** One screen: paper slips are keyed in row by row; Enter in a row signs it and goes to the next. */

import {named} from "./atlas.js";
import {clauses} from "./clauses.js";
import {h} from "./dom.js";
import {say, sayOf} from "./say.js";
import {blank, toRow} from "./order_row.js";
import {getJson} from "./wire.js";

let slips = null;
const rows = new Map();

export function paper(room) {
  const { view, ui, show, base } = room;
  if (!slips) { slips = new Map(); getJson(`${base}/pack`).then((pack) => { pack.cards.forEach((one) => slips.set(one.state, one.slip)); show(); }); }
  const seats = view.seats.filter((one) => one.kind === "state" && (one.places > 0 || one.bloc));
  return [h("div.row.between", {}, h("h2", {}, say("paper.title")), h("button", { type: "button", onclick: () => { ui.paper = false; show(); } }, say("paper.leave"))), h("p.hint", {}, say("paper.how")),
    view.phase !== "orders" ? h("p.warn", {}, say("paper.closed")) : h("table.paper", {}, h("thead", {}, h("tr", {}, ["seat", "role", "tenths", "if", "else", "reason", "go"].map((name) => h("th", {}, say(`paper.${name}`))))), h("tbody", {}, seats.map((one, k) => row(one, seats[k + 1], room))))];
}

function filledOf(one, { view }) {
  const at = `${one.seat} ${view.turn} ${view.epoch}`;
  if (!rows.has(at)) { rows.set(at, { ...blank(), reason: "" }); }
  return rows.get(at);
}

function row(one, next, room) {
  const { show, act } = room;
  const filled = filledOf(one, room);
  const open = slips.get(one.state) ?? [];
  const ground = open.find((role) => role.role === filled.role)?.ground;
  const go = async () => {
    const order = { seat: one.seat, form: toRow(filled, open) };
    if (filled.role && (await act("key_in", { ...order, reason: filled.reason || null }))) { document.getElementById(`role-${next?.seat}`)?.focus(); }
  };
  const onkeydown = (event) => { if (event.key === "Enter" && event.target.tagName !== "BUTTON") { event.preventDefault(); go(); } };
  const set = (name, as = String) => (event) => { filled[name] = as(event.target.value); show(); };
  const label = (name) => `${named(one.seat)}: ${say(`paper.${name}`)}`;
  return h("tr", { key: one.seat, class: one.sealed ? "done" : null, onkeydown }, h("th", { scope: "row" }, h("b.iso", {}, one.state)),
    h("td", {}, h("select", { id: `role-${one.seat}`, "aria-label": label("role"), onchange: set("role") }, h("option", { value: "" }, "–"), open.map((role, k) => h("option", { value: role.role, selected: filled.role === role.role }, `${k} ${sayOf("role", role.role)}`)))),
    h("td", {}, h("input.short", { type: "number", min: 1, max: 10, value: filled.tenths, disabled: !ground, "aria-label": label("tenths"), onchange: set("tenths", (text) => Math.max(1, Math.min(10, Math.round(Number(text) || 1)))) })),
    h("td", {}, clauses(one.state, filled.clauses, (chosen) => { filled.clauses = chosen; show(); })),
    h("td", {}, h("select", { "aria-label": label("else"), disabled: !filled.clauses.length, onchange: set("otherwise") }, open.map((role) => h("option", { value: role.role, selected: filled.otherwise === role.role }, sayOf("role", role.role))))),
    h("td", {}, h("input", { type: "text", maxlength: 140, value: filled.reason, "aria-label": label("reason"), oninput: (event) => { filled.reason = event.target.value; } })),
    h("td", {}, h("button", { type: "button", onclick: go, disabled: !filled.role }, say(one.sealed ? "paper.again" : "paper.sign"))));
}
