/** Terms of a willingness as a waterfall: each begins where the one before ended, and they sum. Small ones are pooled. */

import {h} from "../dom.js";
import {fitted} from "./letters.js";
import {at, linear} from "./scale.js";
import {say} from "./say.js";
import {logits} from "./written.js";

const SMALL = 0.06; // logits below which, now and at base, a term is pooled with others
const WIDTH = 392;
const NAMES = 172;
const PLOT = [180, 290];
const ROW = 25;
const DIFFERS = 0.08; // logits from which the base's value is written beside

export function waterfall(found, act) {
  return [bars(found), h("button.quiet.small", { onclick: () => act.rest({ about: "terms" }) }, say("waterfall.rests"))];
}

/** The picture alone; without a base beside it the terms are their own. */
export function bars(found) {
  const why = { ...found, base_sum: found.base_sum ?? found.sum };
  const rows = ordered(found.terms.map((term) => ({ ...term, base: term.base ?? term.value })));
  const ends = rows.reduce((sums, row) => [...sums, sums.at(-1) + row.value], [0]);
  const low = Math.min(0, ...ends, why.sum, why.base_sum);
  const high = Math.max(0.3, ...ends, why.sum, why.base_sum);
  const x = linear(low, high, ...PLOT);
  const height = (rows.length + 1) * ROW + 30;
  const label = say("waterfall.label", { terms: rows.map((row) => `${row.label} ${logits(row.value)}`).join(", "), sum: logits(why.sum) });
  return h("svg.waterfall", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label },
    h("path.edge", { d: `M${at(x(0))} 2V${height - 26}` }),
    rows.map((row, k) => bar(row, ends[k], ends[k + 1], k * ROW + 4, x)), sum(why, rows.length * ROW + 4, x),
    h("text.axis", { x: at(x(0)) - 8, y: height - 6, "text-anchor": "end" }, say("waterfall.against")), h("text.axis", { x: at(x(0)) + 8, y: height - 6 }, say("waterfall.for")));
}

/** Largest first; what is small is one row where the sign turns. */
function ordered(terms) {
  const small = terms.filter((term) => Math.abs(term.value) < SMALL && Math.abs(term.base) < SMALL);
  const rows = terms.filter((term) => !small.includes(term)).sort((a, b) => b.value - a.value);
  if (!small.length) return rows;
  const total = (key) => small.reduce((sum, term) => sum + term[key], 0);
  const pooled = { label: say("waterfall.small", { n: small.length }), value: total("value"), base: total("base"), pooled: true };
  const turn = rows.findIndex((row) => row.value < 0);
  rows.splice(turn < 0 ? rows.length : turn, 0, pooled);
  return rows;
}

function bar(row, from, to, y, x) {
  const box = { x: at(Math.min(x(from), x(to))), y, width: at(Math.max(1.5, Math.abs(x(to) - x(from)))), height: 17 };
  return h("g", { key: row.label },
    h(row.pooled ? "text.term.pooled" : "text.term", { x: 0, y: y + 13 }, fitted(row.label, NAMES, 13)),
    h(`rect.stroke-slate.${row.value >= 0 ? "fill-up" : "fill-against"}`, { ...box, "stroke-width": 0.8 }),
    row.value < 0 && h("rect", { ...box, fill: "url(#hatch-against)" }),
    h("path.edge", { d: `M${at(x(to))} ${y + 17}v8` }), figures(row, y + 13));
}

function sum(why, y, x) {
  const box = { x: at(Math.min(x(0), x(why.sum))), y, width: at(Math.max(2, Math.abs(x(why.sum) - x(0)))), height: 19 };
  return [
    h("text.term.sum", { x: 0, y: y + 14 }, say("waterfall.sum")), h("rect.fill-slate", box),
    h("path.stroke-base", { d: `M${at(x(why.base_sum))} ${y - 3}v25`, "stroke-width": 3 }), figures({ value: why.sum, base: why.base_sum, sum: true }, y + 14),
  ];
}

function figures({ value, base, sum }, y) {
  return h("text.term", { x: WIDTH, y, "text-anchor": "end" },
    Math.abs(value - base) >= DIFFERS && h("tspan.fill-base", {}, `${logits(base)} → `), h(sum ? "tspan.term.sum" : "tspan", { "font-weight": 650 }, logits(value)));
}
