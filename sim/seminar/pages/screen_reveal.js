/** The reveal in three beats: who wanted; who was struck out and by what; what it made. */

import {fate, named} from "./atlas.js";
import {h} from "./dom.js";
import {map, mapKey} from "./map.js";
import {count, level, say, sayOf} from "./say.js";
import {foot} from "./screen_turn.js";

const SMALL = 4.6; // size of codes in hundredths of the map, which is small here
const REASONS = 12; // orders beyond which a slide has no room for reasons
export const BEATS = ["wanted", "struck", "made"];

export function reveal(view, beat) {
  return [h("p.beat", {}, say("screen.turn", { turn: view.turn, turns: view.turns, first: view.months[0], last: view.months[1] }), BEATS.map((name, k) => h(k === beat ? "b" : "span", {}, say(`beat.${name}`)))), [wanted, struck, made][beat](view), foot(view)];
}

function wanted(view) {
  if (!view.orders.length) { return h("h1.alone", {}, say("beat.no_orders")); }
  const crowd = view.orders.length > 9 ? "many" : view.orders.length < 7 ? "few" : null;
  return [h("h1", {}, say("beat.wanted_title", { n: view.orders.length })), h("ul.orders", { class: crowd }, view.orders.map((one) => h("li", { key: one.seat }, h("h2", {}, named(one.seat)), h("p", {}, brief(one.form)), one.reason && view.orders.length <= REASONS && h("q", {}, one.reason))))];
}

/** An order in few words: role, share, condition. */
function brief(form) {
  const roles = [form.role].flat().map((one) => sayOf("role", one)).join(", ") || sayOf("role", "none");
  const parts = [form.share === undefined || form.share === null ? roles : say("beat.share", { roles, n: Math.round(100 * form.share) })];
  const when = Object.entries(form.if ?? {}).map(([name, value]) => (name === "on_ground" ? value.join(" + ") : say(`brief.${name}`, { n: name === "pledged" ? count(value) : name === "at_least" ? value : level(value) })));
  if (when.length) { parts.push(say("brief.if", { when: when.join(" · ") })); }
  return parts.join(" ");
}

function struck(view) {
  const out = view.orders.filter((one) => one.fate && one.fate !== "carried");
  if (!out.length) { return [h("h1", {}, say("beat.none_struck")), h("p.sub", {}, say("beat.none_words"))]; }
  return [h("h1", {}, say("beat.struck_title", { n: out.length, all: view.orders.length })), h("ul.struck", { class: out.length < 5 ? "few" : null }, out.map((one) => h("li", { key: one.seat }, h("b.iso.out", {}, one.seat), h("div", {}, h("h2", {}, named(one.seat), h("em", {}, fate(one))), h("p", {}, brief(one.form)))))), h("p.sub", {}, say("beat.also"))];
}

function made(view) {
  return [h("h1.headline", {}, view.headline), h("div.halves.made", {}, h("section", {}, numbers(view), chains(view)), h("section", {}, map(view.states, view.was, view.seats.filter((one) => one.state).map((one) => one.state), SMALL), mapKey()))];
}

function numbers(view) {
  const { now, before } = view;
  const rows = [["states", now.states, before?.states ?? 0], ["soldiers", count(now.soldiers), count(before?.soldiers ?? 0)], ["backing", level(now.us_backing), level(before?.us_backing ?? 0)], ["tests", count(now.tests), count(before?.tests ?? 0)]];
  if (now.killed > 0) { rows.push(["killed", count(now.killed), count(before?.killed ?? 0)]); }
  return h("dl.numbers", {}, rows.map(([name, value, was]) => [h("dt", {}, value), h("dd", {}, say(`made.${name}`), before && h("small", {}, say("made.before", { was })))]));
}

function chains(view) {
  const pulled = view.orders.filter((one) => one.pulled.length);
  return pulled.length > 0 && h("div.chains", {}, h("h2", {}, say("beat.moved")), pulled.slice(0, 3).map((one) => h("p", { key: one.seat }, h("b.iso", {}, one.seat), h("span", { "aria-label": say("beat.brought") }, "→"), one.pulled.slice(0, 6).map((code) => h("b.iso.with", {}, code)))));
}
