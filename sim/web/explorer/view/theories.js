/** Does it hold under another theory? Every theory's level and direction; the one in force first. */

import {data} from "../data.js";
import {finest, half_width} from "../numbers.js";
import {h} from "../dom.js";
import {namedFigure} from "./figure.js";
import {say} from "./say.js";
import {session} from "../session.js";
import {difference, level, outcome, written} from "./written.js";

const COLUMNS = ["ground_contributors", "deployed", "attacked", "deal"].filter((name) => name in data.outcomes);

export function theories(shown, act) {
  const side = shown.sides[0];
  const room = { "--rows": Object.keys(data.theories).length + 1 }; // kept free until the theories come
  return h("div.theories-room", { style: room }, side.theories ? table(side, act) : h("p.theories.quiet-text", { role: "status" }, say("theories.follow")));
}

function table(side, act) {
  const inForce = session.valueOf(side.setting, "theory");
  const places = Object.fromEntries(COLUMNS.map((name) => [name, finest(side.theories.map(({ figures }) => withError(figures[name].level)))]));
  const rows = [...side.theories].sort((a, b) => (b.theory === inForce) - (a.theory === inForce));
  return h("table.theories", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("theories.theory")), COLUMNS.map((name) => h("th", { scope: "col" }, say(`theories.${name}`))))),
    h("tbody", {}, rows.map((row) => h(row.theory === inForce ? "tr.in-force" : "tr", { key: row.theory },
      h("td", {}, h("button.figure", { onclick: () => act.rest({ about: "theory", name: row.theory }) }, data.theories[row.theory].label)),
      COLUMNS.map((name) => h("td", {}, cell(row, name, side.changes.length > 0, places[name], act)))))));
}

const withError = ({ value, low, high }) => [value, half_width(value, low, high)];

function cell({ theory, figures }, name, differs, beside, act) {
  const { unit } = outcome(name);
  const { level: found, difference: by } = figures[name];
  const way = !differs || !by ? null : by.separated ? (by.value > 0 ? ["up", "▲", say("rise")] : ["down", "▼", say("fall")]) : ["nil", "○", say("no_difference")];
  const label = `${data.theories[theory].label}: ${outcome(name).label} ${written(found, unit)}${way ? `, ${way[2]} ${by.separated ? difference(by, unit).main : ""}` : ""}`;
  return namedFigure(act, { about: "outcome", name, theory }, label, way && h(`span.${way[0]}`, { "aria-hidden": "true" }, `${way[1]} `), level(found, unit, { beside }).main);
}
