/** What is said: public statements and press lines, private messages, deal slips signed by both. */

import {named, spelled} from "./atlas.js";
import {h} from "./dom.js";
import {emptied} from "./emptied.js";
import {say, sayOf} from "./say.js";
import {blank, fromRow, toRow} from "./order_row.js";
import {personal} from "./play_wait.js";
import {nonce, send} from "./wire.js";

const LINE = 140;
const PRESS = 90;

export function talk(view, act) {
  const state = view.me.kind === "state";
  return [act.ui.says && h("p.warn", { role: "alert" }, act.ui.says), statements(view, act), state && view.settings.messages && messages(view, act), state && deals(view, act), personal(act.base)];
}

async function post(deed, more, view, act) {
  const { ok, said } = await send(`${act.base}/${deed}`, { turn: view.turn, epoch: view.epoch, nonce: nonce(), ...more });
  act.ui.says = ok ? "" : said.words || say("lost");
  act.show();
  return ok;
}

/** A line to write, and the button that sends it. */
function writer(name, label, most, act, sent) {
  const { ui } = act;
  const go = async () => { if ((ui[name] ?? "").trim() && (await sent(ui[name]))) { ui[name] = ""; emptied(name); act.show(); } };
  return h("div.writer", {}, h("label.field", { for: name }, label), h("div.inline", {}, h("input", { type: "text", id: name, maxlength: most, value: ui[name] ?? "", autocomplete: "off", oninput: (event) => { ui[name] = event.target.value; },
    onkeydown: (event) => { if (event.key === "Enter") { go(); } } }), h("button.second", { type: "button", onclick: go }, say("send"))));
}

function statements(view, act) {
  const said = view.lines.some((one) => one.seat === view.me.seat && one.turn === view.turn);
  const mine = view.me.kind !== "observer" && !["lobby", "debrief", "closed"].includes(view.phase);
  return h("section", {}, h("h2", {}, say("talk.public")), view.lines.length === 0 && h("p.hint", {}, say("talk.none")),
    view.lines.map((one) => h("p.message", { key: `line ${one.line}`, class: one.seat === view.me.seat ? "me" : null }, h("b", {}, named(one.seat)), h("small", {}, say("talk.turn", one)), h("q", {}, one.text))),
    mine && (said ? h("p.hint", {}, say("talk.said")) : writer("statement", say(view.me.kind === "press" ? "talk.press" : "talk.say"), view.me.kind === "press" ? PRESS : LINE, act, (text) => post("statement", { text }, view, act))));
}

const others = (view) => view.seats.filter((one) => one.kind === "state" && one.seat !== view.me.seat);

function toWhom(view, act) {
  const seats = others(view);
  const chosen = seats.some((one) => one.seat === act.ui.to) ? act.ui.to : (seats.find((one) => one.mode !== "model") ?? seats[0])?.seat;
  act.ui.to = chosen;
  return h("label.field", {}, say("talk.to"), h("select", { onchange: (event) => { act.ui.to = event.target.value; act.show(); } },
    seats.map((one) => h("option", { value: one.seat, selected: one.seat === chosen }, named(one.seat) + (one.mode === "model" ? ` (${say("model")})` : "")))));
}

function messages(view, act) {
  return h("section", {}, h("h2", {}, say("talk.private")), view.messages.map((one, k) => h("p.message", { key: `message ${k}`, class: one.seat === view.me.seat ? "me" : null },
    h("b", {}, say("talk.from_to", { from: named(one.seat), to: named(one.to) })), h("small", {}, say("talk.turn", one)), h("span", {}, one.text))),
  view.phase === "orders" ? [toWhom(view, act), writer("message", say("talk.write", { to: named(act.ui.to) }), LINE, act, (text) => post("message", { to: act.ui.to, text }, view, act))] : h("p.hint", {}, say("talk.closed")));
}

function deals(view, act) {
  const { ui } = act;
  return h("section", {}, h("h2", {}, say("deal.title")), h("p.hint", {}, say("deal.how")), view.deals.map((one) => deal(one, view, act)),
    view.phase === "orders" && (ui.deal ? offer(view, act) : h("button.second", { type: "button", onclick: () => { ui.deal = { gives: blank(), asks: blank() }; act.show(); } }, say("deal.new"))));
}

function deal(one, view, act) {
  const mine = one.seat === view.me.seat;
  const open = !one.signed && !one.withdrawn && one.turn === view.turn && view.phase === "orders";
  const use = () => { act.ui.filled = fromRow(mine ? one.gives : one.asks, view.roles); act.ui.tab = "now"; act.show(); };
  return h("article.deal", { key: `deal ${one.deal}` }, h("p", {}, h("b", {}, named(one.seat)), `: ${spelled(one.gives_words)}`), h("p", {}, h("b", {}, named(one.to)), `: ${spelled(one.asks_words)}`),
    h("p.hint", {}, say(one.signed ? "deal.signed" : one.withdrawn ? "deal.withdrawn" : open ? "deal.open" : "deal.closed")),
    open && (mine ? h("button.second", { type: "button", onclick: () => post("withdraw", { deal: one.deal }, view, act) }, say("deal.withdraw")) : h("button.second", { type: "button", onclick: () => post("sign", { deal: one.deal }, view, act) }, say("deal.sign"))),
    one.signed && one.turn === view.turn && view.phase === "orders" && !view.sealed && h("button.second", { type: "button", onclick: use }, say("deal.use")));
}

function offer(view, act) {
  const { ui } = act;
  const side = (name, label) => h("fieldset.side", {}, h("legend", {}, label), h("select", { "aria-label": label, onchange: (event) => { ui.deal[name].role = event.target.value; act.show(); } },
    h("option", { value: "" }, say("deal.role")), view.roles.filter((one) => name === "asks" || !one.closed).map((one) => h("option", { value: one.role, selected: ui.deal[name].role === one.role }, sayOf("role", one.role)))),
  view.roles.find((one) => one.role === ui.deal[name].role)?.ground && h("label", {}, say("deal.tenths"), h("input", { type: "number", min: 1, max: 10, value: ui.deal[name].tenths, onchange: (event) => { ui.deal[name].tenths = Number(event.target.value); } })));
  const go = async () => { if (await post("deal", { to: ui.to, gives: toRow(ui.deal.gives, view.roles), asks: toRow(ui.deal.asks, view.roles) }, view, act)) { ui.deal = null; act.show(); } };
  return h("div.offer", {}, toWhom(view, act), side("gives", say("deal.gives")), side("asks", say("deal.asks", { to: named(ui.to) })),
    h("div.inline", {}, h("button.second", { type: "button", disabled: !ui.deal.gives.role || !ui.deal.asks.role, onclick: go }, say("deal.offer")), h("button.quiet", { type: "button", onclick: () => { ui.deal = null; act.show(); } }, say("no"))));
}
