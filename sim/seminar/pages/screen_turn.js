/** A turn in progress: the clock, how many have sealed, what was said in public, the map of the last month. */

import {named, spelled} from "./atlas.js";
import {h} from "./dom.js";
import {map, mapKey} from "./map.js";
import {played} from "./played.js";
import {count, level, say} from "./say.js";

const LINES = 2;

export function turn(view, time) {
  const forecasting = view.phase === "forecast";
  return [h("div.halves", {}, h("section", {}, h("h2", {}, heading(view)), h("b.clock.huge", {}, time), forecasting ? h("p.sub", {}, say("screen.forecast")) : sealed(view.counts), h("p.sub", {}, h("b", {}, say("screen.count", forecasting ? { n: view.counts.forecasts, all: view.counts.players } : { n: view.counts.sealed, all: view.counts.seats })), say(forecasting ? "screen.forecasts" : "screen.sealed")),
    played(view), forecasting ? questions(view) : lines(view)),
  h("section", {}, map(view.states, view.was, view.seats.filter((one) => one.state).map((one) => one.state)), mapKey(), h("p.sub", {}, standing(view)))),
  foot(view)];
}

function heading(view) {
  return view.months.length ? say("screen.turn", { turn: view.turn, turns: view.turns, first: view.months[0], last: view.months[1] }) : say("phase.briefing");
}

function sealed({ sealed: done, seats }) {
  return h("div.blocks", { "aria-hidden": "true" }, Array.from({ length: seats }, (_, k) => h(k < done ? "i.on" : "i", {})));
}

function questions(view) { return h("ol.asked", {}, view.questions.map((one) => h("li", {}, one.words))); }

/** The last public lines; the press in its own type. */
export function lines(view, most = LINES) {
  return view.lines.slice(-most).map((one) => h("blockquote", { key: `line ${one.line}` }, h("p", {}, `“${one.text}”`), h("footer", {}, named(one.seat), ", ", say("screen.public"))));
}

/** Where things stand, in a line. */
export function standing(view) {
  return view.now ? say("screen.standing", { month: view.now.month, states: view.now.states, soldiers: count(view.now.soldiers), level: level(view.now.us_backing) }) : say("screen.before");
}

/** The last line of every slide. */
export function foot(view) {
  const model = view.seats.filter((one) => one.kind === "state" && one.mode === "model");
  return h("footer", {}, h("span", {}, model.length ? say("screen.by_model", { names: model.map((one) => one.state).join(" ") }) : say("screen.all_played")), h("span", {}, spelled(say("not_forecast"))));
}
