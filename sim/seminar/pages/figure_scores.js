/** Figure 5: how near the forecasts came, turn by turn: class, model and a coin. */

import {h} from "./dom.js";
import {level, say} from "./say.js";

/** The answer before the game and after it; the second only once somebody has given one. */
const moved = ({ before, after, model }) => say(after === null ? "scores.before" : "scores.moved", { before: Math.round(before), after: Math.round(after), model: model === null ? "–" : Math.round(model) });
const or = (value) => (value === null ? "–" : level(value));

export function scores(found, { width, height, text }) {
  const rows = [["scores.class", found.class], ["scores.model", found.model], ["scores.coin_row", found.coin]];
  const left = text * (width > 700 ? 9 : 6);
  const x = (value) => left + (width - left - text * 4) * Math.min(1, value);
  const step = Math.min(text * 2.6, height / 4);
  return h("div.figure-body.two", {}, h("div", {}, h("svg.chart.scores-plot", { viewBox: `0 0 ${width} ${step * 3 + text * 2}`, role: "img", "aria-label": say("scores.label"), "font-size": text },
    h("path.axis-line", { d: `M${left} ${step * 3}H${x(1)}` }), [0, 0.25, 0.5, 0.75, 1].map((value) => h("text.tick.middle", { x: x(value), y: step * 3 + text * 1.3 }, value === 0 || value === 1 ? say(`scores.end_${value}`) : level(value))),
    rows.map(([name, value], k) => [h("text.strong", { x: 0, y: step * (k + 0.65) }, say(name)), value === null ? h("text.strong", { x: width, y: step * (k + 0.65), class: "end" }, or(value)) : [h(`path.bar-line.${name.split(".")[1]}`, { d: `M${x(0)} ${step * (k + 0.5)}H${x(value)}` }), h(`circle.${name.split(".")[1]}`, { cx: x(value), cy: step * (k + 0.5), r: text * 0.5 }), h("text.strong", { x: width, y: step * (k + 0.65), class: "end" }, level(value))]]),
    found.players.map((value) => h("path.player", { d: `M${x(value)} ${step * 0.2}v${step * 0.6}` }))), h("p.axis", {}, say("scores.axis"))),
  h("div.sides", {}, h("table.turns", {}, h("thead", {}, h("tr", {}, ["scores.turn", "scores.class", "scores.model"].map((name) => h("th", {}, say(name))))), h("tbody", {}, found.turns.map((one) => h("tr", {}, h("td", {}, one.turn), h("td", {}, or(one.class)), h("td", {}, or(one.model)))))),
    found.moved.before !== null && h("p.hint", {}, found.moved.words, ": ", moved(found.moved))));
}
