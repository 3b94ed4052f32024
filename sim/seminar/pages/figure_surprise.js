/** Figure 3: up to three decisions that surprised the model, the rarest of them term by term. */

import {named, spelled} from "./atlas.js";
import {h} from "./dom.js";
import {say, signed} from "./say.js";

const MOST_TERMS = 9;

export function surprise(found, size) {
  const top = found.decisions[0];
  return h("div.figure-body.two", {}, h("div.decisions", {}, found.decisions.map((one, k) => h(k ? "article" : "article.top", {}, h("p", {}, h("b", {}, named(one.seat)), `: ${spelled(one.words)}`), h("p.often", {}, say("surprise.often", one)), k === 0 && one.reason && h("q", {}, one.reason))),
    found.decisions.length < 3 && h("p.hint", {}, say("surprise.no_other")), top && top.turns_at !== null && h("p.hint", {}, say("surprise.turns", { who: named(top.seat), at: signed(top.turns_at, 1) }))),
  top && terms(top, size));
}

/** The small ones put together, so that the rest can be read. */
function gathered(rows) {
  const large = [...rows].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, MOST_TERMS);
  const small = rows.filter((row) => !large.includes(row));
  const rest = small.reduce((sum, row) => sum + row.value, 0);
  return [...rows.filter((row) => large.includes(row)), ...(small.length ? [{ term: say("surprise.small", { n: small.length }), value: rest }] : [])].sort((a, b) => a.value - b.value);
}

function terms(top, { width, height, text }) {
  const rows = gathered(top.terms);
  const step = Math.min(text * 1.9, height / (rows.length + 1.6));
  const left = text * 13.6;
  let at = 0;
  const ends = rows.map((row) => { const from = at; at += row.value; return [from, at]; });
  const low = Math.min(0, ...ends.flat());
  const high = Math.max(0, ...ends.flat());
  const pad = text * 2.9;
  const x = (value) => left + pad + ((width - left - 2 * pad) * (value - low)) / (high - low || 1);
  const foot = step * rows.length;
  return h("svg.chart.terms", { viewBox: `0 0 ${width} ${foot + text * 2.2}`, role: "img", "aria-label": say("surprise.label", { who: named(top.seat) }), "font-size": text },
    rows.map((row, k) => {
      const [from, to] = ends[k];
      const [a, b] = [Math.min(from, to), Math.max(from, to)].map(x);
      return h("g", {}, h("text", { x: 0, y: step * (k + 0.68) }, row.term), h(row.value < 0 ? "rect.against" : "rect.for", { x: a, y: step * (k + 0.14), width: Math.max(1, b - a), height: step * 0.72 }), h("text.end", { x: a - text * 0.3, y: step * (k + 0.68) }, signed(row.value)));
    }),
    h("path.zero", { d: `M${x(0)} 0V${foot + text * 0.3}` }), h("text.middle.strong", { x: x(0), y: foot + text * 1.6 }, say("surprise.zero")),
    Math.abs(x(at) - x(0)) > text * 5 && [h("path.zero.thin", { d: `M${x(at)} ${foot - step}V${foot + text * 0.3}` }), h("text.middle.strong", { x: x(at), y: foot + text * 1.6 }, signed(at))]);
}
