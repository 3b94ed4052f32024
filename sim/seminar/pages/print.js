/** The pack on paper: cards, table tents, slips, and a sheet for a room without any network. */

import {readAtlas} from "./atlas.js";
import {confirmed} from "./dialog.js";
import {draw, h} from "./dom.js";
import {readWords, say, sayOf} from "./say.js";
import {getJson, send} from "./wire.js";

const base = location.pathname.replace(/\/print$/, "");
const page = document.getElementById("page");

function show(pack, whole) {
  const turns = Array.from({ length: pack.turns }, (_, k) => k + 1);
  draw(page, h("header.screen-only", {}, h("h1", {}, say("print.title")), h("p", {}, pack.title), h("p", {}, say(whole ? "print.whole" : "print.public")), h("button", { type: "button", onclick: () => window.print() }, say("print.go")),
    !whole && h("button", { type: "button", onclick: more }, say("print.private"))),
  h("main", {}, pack.cards.map(card), pack.cards.map(tent), turns.map((turn) => pack.cards.map((one) => slip(one, turn, pack))), sheet(pack)));
}

async function more() {
  if (!(await confirmed(say("print.private_ask"), say("print.private")))) { return; }
  const { ok, said } = await send(`${base}/work/pack`, { confirm: true });
  if (ok) { show(said, true); }
}

function card(one) {
  const part = (name, items) => items.length > 0 && [h("h3", {}, say(`card.${name}`)), h("ul", {}, items)];
  const graded = (each) => h("li", {}, each.words, h("small", {}, ` ${say("grade", each)}`));
  return h("section.sheet.card-sheet", { key: `card ${one.state}` }, h("header", {}, h("b.iso", {}, one.state), h("h2", {}, one.name), h("span", {}, say("print.card"))), h("p.lead", {}, one.line.words, ". ", h("small", {}, one.line.source)),
    part("interests", one.interests.map((each) => h("li", {}, each.words, h("small", {}, ` ${each.id} · ${each.source}`)))), part("law", one.law.map(graded)), part("army", one.army.map(graded)), part("public", one.public.map(graded)),
    part("red", one.red_lines.map((each) => h("li", {}, each.words, h("small", {}, ` ${each.source}`)))), part("asks", one.asks.map((each) => h("li", {}, each.words))),
    one.private.length > 0 && h("div.fold", {}, h("h3", {}, say("card.private")), h("ul", {}, one.private.map((words) => h("li", {}, words)))), h("p.ending", {}, one.ending));
}

/** Folded twice it stands on a table; the name reads right from both sides. */
function tent(one) {
  return h("section.sheet.tent", { key: `tent ${one.state}` }, h("p.back", {}, one.name), h("p", {}, one.name), h("small", {}, say("print.fold")));
}

function slip(one, turn, pack) {
  const first = (turn - 1) * pack.months + 1;
  return h("section.slip", { key: `slip ${one.state} ${turn}` }, h("header", {}, h("b.iso", {}, one.state), h("h2", {}, one.name), h("span", {}, say("print.turn", { turn, first, last: first + pack.months - 1 }))),
    h("ul.ticks", {}, one.slip.map((role, k) => h("li", {}, h("i", {}, ""), `${k} ${sayOf("role", role.role)}`))), h("p", {}, say("print.tenths"), h("span.boxes", {}, Array.from({ length: 10 }, (_, k) => h("i", {}, k + 1)))),
    ["print.if", "print.else", "print.reason"].map((name) => h("p.write", {}, say(name), h("span", {}))));
}

/** Where no screen works: months down, what to write across. */
function sheet(pack) {
  const columns = ["month", "states", "soldiers", "backing", "tests", "page"];
  return h("section.sheet.months", {}, h("h2", {}, say("print.sheet")), h("table", {}, h("thead", {}, h("tr", {}, columns.map((name) => h("th", {}, say(`print.${name}`))))), h("tbody", {}, Array.from({ length: pack.turns }, (_, k) => h("tr", {}, h("td", {}, (k + 1) * pack.months), columns.slice(1).map(() => h("td", {})))))));
}

await Promise.all([readWords(), readAtlas()]);
show(await getJson(`${base}/pack`), false);
