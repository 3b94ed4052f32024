/** The role card in three depths, fetched when it is opened and again when a turn has changed what the seat knows. */

import {h} from "./dom.js";
import {say} from "./say.js";
import {getJson} from "./wire.js";

const DEPTHS = ["short", "student", "expert"];
const cards = new Map();

export function card(view, act) {
  const { ui, base } = act;
  const depth = ui.depth ?? "";
  const key = `${depth} ${view.turn} ${view.epoch} ${view.phase === "debrief"}`;
  if (!cards.has(key)) { cards.set(key, null); fetchCard(`${base}/card${depth && `?depth=${depth}`}`, key, act); }
  const one = cards.get(key);
  return h("div.cardbox", {}, h("div.segments", { role: "group", "aria-label": say("card.depth") }, DEPTHS.map((name) => h("button", { type: "button", "aria-pressed": String((one?.depth ?? depth) === name),
    onclick: () => { ui.depth = name; act.show(); } }, say(`depth.${name}`)))), one && sides(one));
}

async function fetchCard(url, key, act) {
  try { cards.set(key, await getJson(url)); } catch (refused) { cards.delete(key); }
  act.show();
}

function sides(one) {
  return [h("dl.card", {}, row("card.line", [one.line.words, one.line.source && cite(one, one.line.source)]),
    row("card.interests", one.interests.map((each) => line(one, each.words, `${each.id} · ${each.source}`))),
    row("card.law", one.law.map((each) => line(one, each.words, say("grade", each), each.source))),
    row("card.army", one.army.map((each) => line(one, each.words, say("grade", each), each.source))),
    row("card.public", one.public.map((each) => line(one, each.words, say("grade", each), each.source))),
    row("card.red", one.red_lines.map((each) => line(one, each.words, each.source))),
    row("card.disputed", one.disputed.map((each) => line(one, each.words, each.id, each.positions)))),
  one.private.length > 0 && h("section.private", {}, h("h2", {}, say("card.private")), h("ul", {}, one.private.map((words) => h("li", {}, words)))),
  h("section", {}, h("h2", {}, say("card.asks")), h("ol.asks", {}, one.asks.map((each) => h("li", {}, each.words)))),
  h("section", {}, h("h2", {}, say("card.aims")), h("ul.asks", {}, one.aims.map((words) => h("li", {}, words)))),
  h("p.note", {}, one.ending)];
}

const row = (name, items) => items.length > 0 && [h("dt", {}, say(name)), h("dd", {}, items)];
const cite = (one, text) => one.depth !== "short" && h("cite", {}, ` ${text}`);

function line(one, words, near, far = "") {
  return h("p", {}, words, cite(one, near), one.depth === "expert" && far && h("cite.far", {}, far));
}
