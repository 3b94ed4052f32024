/** Figure 4: one order changed. This world as two paths, and the difference over 2,000 worlds. */

import {named} from "./atlas.js";
import {chart} from "./chart.js";
import {h} from "./dom.js";
import {count, listed, say} from "./say.js";
import {words} from "./figure_class.js";

export function change(found, size) {
  const { played, changed } = found.paths;
  const months = played.length;
  return h("div.figure-body.two", {}, h("div", {}, chart([{ values: played, kind: "played" }, { values: changed, kind: "changed" }], { months, every: Math.max(1, Math.round(months / 4)), size: [size.width, size.height], text: size.text }), h("p.axis", {}, say("figure.soldiers_by_month"))),
    h("div.sides", {}, h("p.changed", {}, h("b", {}, count(changed[months - 1])), say("change.changed", { states: found.states[1] })), h("p.played", {}, h("b", {}, count(played[months - 1])), say("change.played", { states: found.states[0] })),
      found.joined.length > 0 && h("p.hint", {}, say("change.joined", { names: listed(found.joined.map(named)) })), found.left.length > 0 && h("p.hint", {}, say("change.left", { names: listed(found.left.map(named)) })),
      h("h3", {}, say("change.over", { runs: count(found.runs) })), h("ul.plain", {}, ["deployed", "ground_contributors", "attacked"].map((name) => h("li", {}, h("b", {}, words(found.changes[name], name)), ` ${say(`change.${name}`)}`)))));
}
