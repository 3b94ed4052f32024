/** Figure 1: turning points. Soldiers in this world, and the orders without which it would have gone otherwise. */

import {named, spelled} from "./atlas.js";
import {chart} from "./chart.js";
import {h} from "./dom.js";
import {count, listed, say} from "./say.js";

const FULL = 4; // points up to which each order is written out

export function turning(found, size) {
  const months = found.path.length;
  const marks = found.points.map((one, k) => ({ month: one.month, label: String(k + 1) })).reduce((merged, one) => {
    const same = merged.find((other) => other.month === one.month);
    if (same) { same.label += ` ${one.label}`; return merged; }
    return [...merged, one];
  }, []);
  return h("div.figure-body.two", {}, h("div", {}, chart([{ values: found.path, kind: "played" }], { months, every: Math.max(1, Math.round(months / 4)), marks, size: [size.width, size.height], text: size.text }), h("p.axis", {}, say("figure.soldiers_by_month"))),
    h("ol.points", { class: found.points.length < FULL ? "few" : null }, found.points.map((one) => h("li", {}, h("b", {}, say("turning.who", { who: named(one.seat), month: one.month })), found.points.length <= FULL && h("span", {}, spelled(one.words)),
      h("small", {}, effect(one))))));
}

function effect(one) {
  const parts = [];
  const brought = one.brought.filter((code) => code !== one.seat);
  if (brought.length) { parts.push(say("turning.brought", { names: listed(brought.map(named)) })); }
  if (one.lost.length) { parts.push(say("turning.lost", { names: listed(one.lost.map(named)) })); }
  parts.push(say("turning.soldiers", { n: (one.soldiers > 0 ? "+" : "") + count(one.soldiers) }));
  return parts.join("; ");
}
