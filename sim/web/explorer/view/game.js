/** "Your game": the debrief of a class's game, on a page that was written from one. Every word of a player is text. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {dots} from "./game_dots.js";
import {listed, say} from "./say.js";
import {state} from "./values.js";
import {bars} from "./waterfall.js";
import {difference, outcome, people} from "./written.js";

const MEASURES = ["deployed", "ground_contributors", "attacked"];
const PARTS = { turning, class: against, surprise, scores };

export function game() {
  const { game: figures } = data;
  if (!figures) return [];
  return [
    h("header", {}, h("h2", { id: "game-title" }, say("game.title")), h("p.lede", {}, say("game.lede", { months: figures.class.months }), " ", spelled(figures.class.picked))),
    h("div.game-parts", {}, Object.entries(PARTS).map(([name, part]) => h("article", { key: name }, h("h3", {}, say(`game.${name}`)), h("p.finding", {}, spelled(figures[name].title), "."), part(figures[name])))),
  ];
}

/** Codes of states in a sentence of the debrief, as names. */
const spelled = (words) => words.replace(/\b[A-Z]{3}\b/g, state);
const said = (reason) => reason && h("q", {}, reason);
const soldiers = (value) => (value < 0 ? "−" : "+") + people(Math.abs(value));

function turning({ points }) {
  return h("ol.game-list", {}, points.map((one) => h("li", { key: `${one.turn} ${one.seat}` },
    h("b", {}, say("game.who", { who: state(one.seat), month: one.month })), ` ${spelled(one.words)}`, h("small", {}, effect(one)), said(one.reason))));
}

function effect({ seat, brought, lost, soldiers: gained }) {
  const others = brought.filter((code) => code !== seat);
  const parts = [
    others.length && say("game.brought", { names: listed(others.map(state)) }),
    lost.length && say("game.lost", { names: listed(lost.map(state)) }),
    say("game.soldiers", { n: soldiers(gained) }),
  ];
  return parts.filter(Boolean).join("; ");
}

function against(found) {
  return [
    dots(found),
    h("p.note", {}, say("game.dots", { months: found.months, runs: found.runs.toLocaleString("en") })),
    h("ul.game-list", {}, MEASURES.map((name) => h("li", { key: name }, ...change(found.changes[name], name)))),
  ];
}

/** The class less the model, run by run, with its error. */
function change({ mean, low, high, clear }, name) {
  const { main, error } = difference({ value: mean, low, high }, outcome(name).unit);
  return [h("b", {}, clear ? main : say("no_difference")), " ", h("span.error", {}, clear ? error : `${main} ${error}`), ` ${say(`game.measure.${name}`)}`];
}

function surprise({ decisions }) {
  const [top] = decisions;
  return [
    h("ol.game-list", {}, decisions.map((one) => h("li", { key: one.seat }, h("b", {}, say("game.who", { who: state(one.seat), month: one.month })), ` ${spelled(one.words)}`, h("small", {}, say("game.often", { often: one.often })), said(one.reason)))),
    top && h("p.note", {}, say("game.terms", { who: state(top.state), role: top.role }), top.turns_at !== null && ` ${say("game.turns", { at: top.turns_at.toFixed(1).replace("-", "−") })}`),
    top && bars({ terms: top.terms.map(({ term, value }) => ({ label: term, value })), sum: top.sum }),
  ];
}

function scores(found) {
  if (!found.turns.length) return null;
  const row = (head, ours, theirs) => h("tr", { key: head }, h("th", { scope: "row" }, head), h("td", {}, score(ours)), h("td", {}, score(theirs)));
  const { before, after, model, words } = found.moved;
  return [
    h("table.game-scores", {},
      h("thead", {}, h("tr", {}, ["turn", "ours", "theirs"].map((name) => h("th", { scope: "col" }, say(`game.${name}`))))),
      h("tbody", {}, found.turns.map((one) => row(one.turn, one.class, one.model)), row(say("game.all"), found.class, found.model))),
    h("p.note", {}, say("game.coin", { coin: score(found.coin) })),
    before !== null && after !== null && h("p.note", {}, `${spelled(words)}: `, say("game.moved", { before: Math.round(before), after: Math.round(after), model: Math.round(model) })),
  ];
}

const score = (value) => (value === null ? "–" : value.toFixed(2));
