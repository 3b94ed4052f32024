/** The debrief on the projector: a figure on each slide with its question, and the board. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {figure} from "./figure.js";
import {count, say} from "./say.js";

const SIZE = { width: 1100, height: 560, text: 30 };
const WIDE = { width: 1780, height: 500, text: 30 };
const BOARD = 10;

/** Before the figures: step out of the role first. */
export function start() {
  return [h("p.beat", {}, say("phase.debrief")), h("h1.alone", {}, say("debrief.first")), h("p.sub", {}, say("debrief.role"))];
}

/** After the last figure: the room is closed, and the numbers are not the last word. */
export function end() {
  return [h("p.beat", {}, say("phase.closed")), h("h1.alone", {}, say("debrief.leave")), h("p.sub", {}, say("next.closed"))];
}

/** Figure `k` of five; it is there in a second or two. */
export function slide(k, found) {
  if (!found) { return [h("p.beat", {}, say("debrief.of", { k })), h("h1.alone", {}, say("moment"))]; }
  return [h("p.beat", {}, say("debrief.of", { k }), h("span", {}, say(`figure.${found.figure}`))), h("h1", {}, found.title), figure(found, found.figure === "class" ? WIDE : SIZE),
    h("p.question-line", {}, found.question, h("small", {}, say("debrief.speaks", { who: named(found.first) }))), h("footer", {}, h("span", {}, found.runs ? say(`debrief.runs.${found.figure}`, { runs: count(found.runs) }) : ""), h("span", {}, say("not_forecast")))];
}

/** Where is the model wrong? The last lines, in two columns. */
export function board(view) {
  return [h("p.beat", {}, say("phase.debrief")), h("h1", {}, say("board.title")), view.board.length ? h("ul.board", {}, view.board.slice(-BOARD).map((one, k) => h("li", { key: k }, h("b", {}, one.about), one.text))) : h("p.sub", {}, say("board.how")), h("footer", {}, h("span", {}, say("board.count", { n: view.board.length })), h("span", {}, say("not_forecast")))];
}
