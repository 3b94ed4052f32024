/** What comes of it: each outcome on an axis that no lever rescales, its level, and its paired difference to the base. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {namedFigure} from "./figure.js";
import {legendMark, outcomePlot} from "./outcome_plot.js";
import {prediction, verdict} from "./predict.js";
import {capital, say} from "./say.js";
import {words} from "./values.js";
import {outcome, rowOf} from "./written.js";

const LEGEND = ["base", "moved", "same", "theories", "parameters"];

export function outcomes(shown, ui, act) {
  const now = shown.sides[0];
  return [
    h("header", {}, h("h2", { id: "outcomes-title" }, say("outcomes.title")), h("p.lede", {}, say("outcomes.lede", { horizon: words("horizon", now.setting.horizon ?? ui.standard.horizon) }))),
    ui.veiled && prediction(shown, ui, act),
    h("ul.legend", { "aria-hidden": "true" }, LEGEND.map((mark) => h("li", {}, legendMark(mark), say(`legend.${mark}`)))),
    h("table.strip", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("outcomes.outcome")), h("th", { scope: "col" }, say("outcomes.plot")), h("th.number", { scope: "col" }, say("now.title")), h("th.number", { scope: "col" }, say("against")))),
      h("tbody", {}, data.strip.map((name) => row(name, shown, ui, act)))),
    h("p.note", {}, ui.guess && !ui.veiled ? verdict(shown, ui) : say("outcomes.note")),
  ];
}

function row(name, shown, ui, act) {
  const { label, unit, kind } = outcome(name);
  const side = shown.sides[0];
  const { level: { main, error }, difference } = rowOf(shown, name);
  const rests = { about: "outcome", name };
  return h("tr", { key: name },
    h("th", { scope: "row" }, capital(label), h("small", {}, kind === "flag" ? say("unit.flag") : unit === "countries" ? say("unit.countries", { n: side.countries.length }) : unit)),
    h("td.plot", {}, outcomePlot(name, shown, ui)),
    h("td.number.level", {}, namedFigure(act, rests, `${label} ${main} ${error}`, h("b", {}, main), " ", h("small", {}, error))),
    h("td.number.difference", {}, against(side.figures[name].difference, difference, label, rests, act)));
}

function against(found, said, label, rests, act) {
  if (!found || (found.value === 0 && found.low === found.high)) return h("span.nil", {}, say("as_base"));
  const { main, error } = said;
  const tone = found.separated ? (found.value > 0 ? "up" : "down") : "nil";
  const [top, below] = found.separated ? [h(`b.${tone}`, {}, main), error] : [h("span.nil", {}, say("no_difference")), `${main} ${error}`.replace(" points", "")];
  return namedFigure(act, rests, `${label} ${say("against")} ${main} ${error}`, top, " ", h(found.separated ? "small" : "small.only-wide", {}, below));
}
