/** Up to four settings side by side, each against the one base on the same chance. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {namedFigure} from "./figure.js";
import {rungRow} from "./rungs.js";
import {changes} from "./setting_line.js";
import {capital, say} from "./say.js";
import {outcome, rowOf} from "./written.js";

export const LETTERS = ["A", "B", "C", "D"];
const MINI = 150;

export function sides(shown, ui, act) {
  if (shown.sides.length < 2) return [];
  const all = shown.sides;
  return [
    h("header", {}, h("h2", { id: "sides-title" }, say("sides.title")), h("p.lede", {}, say("sides.lede"))),
    h("div.scroller", { tabindex: 0, role: "group", "aria-label": say("sides.title") }, h("table.beside", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("outcomes.outcome")), h("th.of-base", { scope: "col" }, say("base.title")), all.map((side, k) => heading(side, k, ui, act)))),
      h("tbody", {},
        h("tr", {}, h("th", { scope: "row" }, say("sides.rungs")), [shown.base, ...all].map((side) => h("td.mini", {}, rungRow(side.countries, MINI)))),
        data.strip.map((name) => h("tr", { key: name }, h("th", { scope: "row" }, capital(outcome(name).label)), [shown.base, ...all].map((_, k) => h("td", {}, cell(name, k, shown, act)))))))),
  ];
}

function heading(side, k, ui, act) {
  const name = k === 0 ? say("now.title") : LETTERS[k];
  return h("th.setting", { scope: "col", key: `side-${k}` }, name, h("small", {}, side.changes.length ? changes(side) : say("same_as_base")),
    k > 0 && h("span", {}, h("button.quiet.small", { onclick: () => act.use(k), "aria-label": say("sides.use_of", { name }) }, say("sides.use")), " ", h("button.quiet.small", { onclick: () => act.drop(k), "aria-label": say("entry.remove", { name }) }, say("sides.remove"))));
}

function cell(name, k, shown, act) {
  const { level: { main, error }, difference } = rowOf(shown, name, k);
  const by = [shown.base, ...shown.sides][k].figures[name].difference;
  const apart = by && !(by.value === 0 && by.low === by.high) ? difference : null;
  const tone = by?.separated ? (by.value > 0 ? "up" : "down") : "nil";
  return namedFigure(act, { about: "outcome", name, side: k }, `${outcome(name).label} ${main} ${error}`, h("b", {}, main), " ", h("span.error", {}, error), apart && h("small", {}, h(`span.${tone}`, {}, apart.main), ` ${apart.error}`));
}
