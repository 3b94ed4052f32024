/** The seats: who sits there, who is undecided (seen here alone), who has gone silent; and what may be done. */

import {atlas, named, spelled} from "./atlas.js";
import {confirmed, told} from "./dialog.js";
import {h} from "./dom.js";
import {say, sayOf} from "./say.js";

export function seats(room) {
  const { view } = room;
  const there = (one) => view.players.some((player) => sits(player, one));
  const shown = view.seats.filter((one) => one.places > 0 || one.bloc);
  const away = shown.filter((one) => one.kind === "state" && !there(one));
  return [h("table.seats", {}, h("thead", {}, h("tr", {}, ["seat", "players", "order", "line", "act"].map((name) => h("th", {}, say(`seats.${name}`))))),
    h("tbody", {}, shown.filter((one) => there(one) || one.kind !== "state" || one.mode !== "model").map((one) => row(one, room)))),
  h("div.give", {}, h("p", {}, away.length > 0 && [h("b", {}, say("seats.by_model", { n: away.length })), away.map((one) => one.seat).join(" ")]), open(room)), bloc(room), h("p.hint", {}, say("seats.closed"))];
}

/** Whether a phone that was there has gone silent; a bot, or who plays on paper, never had one. */
const gone = (player) => !player.live && player.since > 0;
const sits = (player, one) => player.seat === (one.bloc || one.seat);

function row(one, room) {
  const { view } = room;
  const players = view.players.filter((player) => sits(player, one));
  const silent = players.length > 0 && players.every(gone);
  const undecided = one.kind === "state" && view.phase === "orders" && one.mode !== "model" && !one.sealed;
  return h("tr", { key: one.seat, class: undecided ? "open" : null }, h("td", {}, h("b.iso", {}, one.state || "●"), named(one.seat), one.bloc && h("small.of", {}, named(one.bloc))), h("td", {}, players.length ? players.map((player, k) => h(gone(player) ? "span.away" : "span", {}, (k ? ", " : "") + (player.name || "–"))) : say("nobody")),
    h("td", {}, one.kind === "state" && status(one, undecided, view)), h(silent ? "td.silent" : "td", {}, silent ? say("seats.silent") : players.some((player) => player.live) ? say("seats.live") : "–"), h("td.acts", {}, acts(one, players, undecided, room)));
}

function status(one, undecided, view) {
  if (one.mode === "model") { return h("i.pill.model", {}, say("model")); }
  const order = ["reveal", "talk", "debrief", "closed"].includes(view.phase) && view.orders.find((each) => each.seat === one.seat);
  if (order) { return h(order.fate === "carried" ? "i.pill.sealed" : "i.pill.out", { title: spelled(order.words) }, sayOf("fate", order.fate)); }
  if (one.sealed) { return h("i.pill.sealed", {}, say("seats.sealed")); }
  return undecided ? h("i.pill.undecided", {}, say(one.nudged ? "seats.nudged" : "seats.undecided")) : h("i.pill", {}, sayOf("mode", one.mode));
}

function acts(one, players, undecided, room) {
  const { view, act } = room;
  const opened = view.orders.find((order) => order.seat === one.seat);
  const look = async () => { if (await confirmed(say("seats.look_ask", { seat: named(one.seat) }), say("seats.look"))) { act("look", { seat: one.seat, confirm: true }); } };
  return [undecided && h("button", { type: "button", onclick: () => act("nudge", { seat: one.seat }) }, say("seats.nudge")),
    one.sealed && view.phase === "orders" && (opened ? h("small", {}, spelled(opened.words)) : h("button", { type: "button", onclick: look }, say("seats.look"))),
    h("select", { "aria-label": say("seats.more", { seat: named(one.seat) }), onchange: (event) => { const [name, player] = event.target.value.split(" "); event.target.value = ""; more(name, player, one, room); } }, h("option", { value: "" }, say("seats.more_short")),
      one.kind === "state" && (one.mode === "model" ? h("option", { value: "player" }, say("seats.to_player")) : h("option", { value: "model" }, say("seats.to_model"))),
      players.map((player) => [h("option", { value: `reseat ${player.player}` }, say("seats.reseat", player)), h("option", { value: `bench ${player.player}` }, say("seats.bench", player)), h("option", { value: `forget ${player.player}` }, say("seats.forget", player))]),
      h("option", { value: "wider" }, say("seats.wider")), h("option", { value: "shut" }, say("seats.shut")))];
}

async function more(name, player, one, { act }) {
  if (name === "model" || name === "player") { act("hand", { seat: one.seat, to: name }); }
  if (name === "bench") { act("move", { player, seat: "observers" }); }
  if (name === "wider") { act("seat", { seat: one.seat, places: one.places + 1 }); }
  if (name === "shut") { act("seat", { seat: one.seat, places: 0 }); }
  if (name === "forget" && (await confirmed(say("seats.forget_ask"), say("seats.forget_yes")))) { act("forget_name", { player, confirm: true }); }
  if (name === "reseat") {
    const made = await act("reseat", { player });
    if (made) { told(say("seats.reseat_code"), made.rejoin); }
  }
}

/** A state that had no seat gets one. */
function open({ view, act }) {
  const free = atlas.states.filter((code) => !view.seats.some((one) => one.seat === code && (one.places > 0 || one.bloc))).sort((a, b) => named(a).localeCompare(named(b)));
  return h("select", { "aria-label": say("seats.open"), onchange: (event) => { const seat = event.target.value; event.target.value = ""; if (seat) { act("seat", { seat, places: view.plan.places }); } } }, h("option", { value: "" }, say("seats.open")), free.map((code) => h("option", { value: code }, named(code))));
}

const BLOCS = ["north", "east", "west", "south"];

/** One place that speaks for several states; chosen anew it speaks for these, with none it is dissolved. */
function bloc({ view, ui, act, show }) {
  const chosen = (seat) => { ui.bloc = { seat, states: view.seats.filter((one) => one.bloc === seat).map((one) => one.seat) }; return ui.bloc; };
  const form = ui.bloc ?? chosen(BLOCS[0]);
  const free = atlas.states.filter((code) => !view.players.some((player) => player.seat === code)).sort((a, b) => named(a).localeCompare(named(b)));
  const toggle = (code) => { form.states = form.states.includes(code) ? form.states.filter((one) => one !== code) : [...form.states, code]; show(); };
  return h("details.bloc", {}, h("summary", {}, say("bloc.open")),
    h("select", { "aria-label": say("bloc.name"), onchange: (event) => { chosen(event.target.value); show(); } }, BLOCS.map((name) => h("option", { value: name, selected: form.seat === name }, named(name)))),
    h("div.states", { role: "group", "aria-label": say("bloc.states") }, free.map((code) => h("label", { key: code }, h("input", { type: "checkbox", checked: form.states.includes(code), onchange: () => toggle(code) }), named(code)))),
    h("button", { type: "button", onclick: () => act("bloc", { seat: form.seat, states: form.states, places: view.plan.places }) }, say(form.states.length ? "bloc.speak" : "bloc.dissolve")));
}
