/** Does it hold under another theory? Every theory's level and direction; the one in force first. */

import {data} from "../data.js";
import {h} from "./dom.js";
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
  const rows = [...side.theories].sort((a, b) => (b.theory === inForce) - (a.theory === inForce));
  return h("table.theories", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("theories.theory")), COLUMNS.map((name) => h("th", { scope: "col" }, say(`theories.${name}`))))),
    h("tbody", {}, rows.map((row) => h(row.theory === inForce ? "tr.in-force" : "tr", { key: row.theory },
      h("td", {}, h("button.figure", { onclick: () => act.rest({ about: "theory", name: row.theory }) }, data.theories[row.theory].label)),
      COLUMNS.map((name) => h("td", {}, cell(row, name, side.changes.length > 0, act)))))));
}

function cell({ theory, figures }, name, differs, act) {
  const { unit } = outcome(name);
  const { level: found, difference: by } = figures[name];
  const way = !differs || !by ? null : by.separated ? (by.value > 0 ? ["up", "▲", say("rise")] : ["down", "▼", say("fall")]) : ["nil", "○", say("no_difference")];
  const label = `${data.theories[theory].label}: ${outcome(name).label} ${written(found, unit)}${way ? `, ${way[2]} ${by.separated ? difference(by, unit).main : ""}` : ""}`;
  return h("button.figure", { "aria-label": say("rests.of", { figure: label }), onclick: () => act.rest({ about: "outcome", name, theory }) }, way && h(`span.${way[0]}`, { "aria-hidden": "true" }, `${way[1]} `), level(found, unit).main);
}
