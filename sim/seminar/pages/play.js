/** The phone: one seat. What stands on it follows from the view and from what its owner has open (`ui`). */

import {named, readAtlas} from "./atlas.js";
import {clock, ticking} from "./clock.js";
import {draw, h} from "./dom.js";
import {readWords, say} from "./say.js";
import {follow} from "./wire.js";
import {card} from "./play_card.js";
import {debrief} from "./play_debrief.js";
import {forecast} from "./play_forecast.js";
import {adopt, order} from "./play_order.js";
import {reveal} from "./play_reveal.js";
import {talk} from "./play_talk.js";
import {wait} from "./play_wait.js";
import {where} from "./where.js";

const base = location.pathname;
const page = document.getElementById("page");
const ui = { tab: "now", says: "", lost: "", seen: "", nudged: 0 };
let view = null;
let wire = null;

const lost = () => ui.lost && h("p.lost", { role: "status" }, ui.lost);

function show() {
  if (!view) { draw(page, lost()); return; }
  const moment = `${view.phase} ${view.turn} ${view.epoch}`;
  if (moment !== ui.seen) { Object.assign(ui, { seen: moment, says: "", early: false, tab: view.phase === "briefing" && view.me.kind === "state" ? "card" : "now" }); window.scrollTo(0, 0); }
  adopt(view, ui);
  const act = { base, show, ui, now: () => wire.now() };
  draw(page, h("header.seat", {}, h("span.iso", { "aria-hidden": "true" }, view.me.state || "●"),
    h("span.who", {}, h("b", {}, named(view.me.seat)), h("small", {}, where(view))), h("b.clock", { "aria-label": say("clock") }, clock(view, wire.now()))),
  lost(),
  view.left !== null && h("p.paused", { role: "status" }, say("paused")),
  bloc(), tabs(), h("main", { key: ui.tab }, nudge(act), takeover(), ...body(act)), foot(act));
}

/** The states of the bloc, of which the phone shows one at a time; a tick is a sealed order. */
function bloc() {
  const { speaks_for: seats, seat, bloc: name } = view.me;
  return seats.length > 0 && h("nav.chips.bloc", { "aria-label": named(name) }, h("b", {}, named(name)), seats.map((one) => h("a.chip", { key: one.seat, href: `?seat=${one.seat}`, class: one.seat === seat ? "on" : null, "aria-current": one.seat === seat ? "page" : null }, one.sealed ? `✓ ${one.seat}` : one.seat)));
}

function tabs() {
  const names = view.me.kind === "state" ? ["now", "card", "talk"] : ["now", "talk"];
  return h("nav.tabs", { "aria-label": say("tabs") }, names.map((name) => h("button", { type: "button", key: name, "aria-current": ui.tab === name ? "page" : null,
    onclick: () => { ui.tab = name; show(); window.scrollTo(0, 0); } }, say(`tab.${name}`), name === "talk" && unread() > 0 && h("i.unread", {}, unread()))));
}

const unread = () => (ui.tab === "talk" ? 0 : Math.max(0, (view.messages?.length ?? 0) + (view.deals?.length ?? 0) - (ui.read ?? 0)));

function nudge(act) {
  if (!view.me.nudged || view.me.nudged === ui.nudged || view.phase !== "orders" || view.sealed) { return null; }
  return h("p.warn", { role: "alert" }, say("nudged"), h("button.quiet", { type: "button", onclick: () => { ui.nudged = view.me.nudged; act.show(); } }, say("done")));
}

function takeover() {
  return view.me.kind === "state" && view.me.mode === "model" && !["lobby", "debrief", "closed"].includes(view.phase) && h("p.warn", { role: "status" }, say("seat.model"));
}

function body(act) {
  if (ui.tab === "card") { return [card(view, act)]; }
  if (ui.tab === "talk") { ui.read = (view.messages?.length ?? 0) + (view.deals?.length ?? 0); return talk(view, act); }
  if (view.phase === "debrief" || view.phase === "closed") { return debrief(view, act); }
  if (view.phase === "reveal" || view.phase === "talk") { return reveal(view, act); }
  return (asked(act) ?? { main: wait(view, act) }).main;
}

function foot(act) {
  return ui.tab === "now" ? asked(act)?.foot : null;
}

/** The form that is open now: an order for who signs one, else the forecast; a signer may forecast once sealed. */
function asked(act) {
  if (view.phase === "orders" && view.me.kind === "state" && view.me.mode !== "model" && !(view.sealed && ui.early)) { return order(view, act); }
  return ["briefing", "forecast", "orders"].includes(view.phase) && view.questions.length ? forecast(view, act) : null;
}

await Promise.all([readWords(), readAtlas()]);
wire = follow(base, (came) => { view = came; show(); }, (fault) => { if (ui.lost !== fault) { ui.lost = fault; show(); } });
ticking(wire, () => view);
