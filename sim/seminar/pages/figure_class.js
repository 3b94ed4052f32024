/** Figure 2: the class and 2,000 runs of the model on the same chance, as 20 dots each; this world is the diamond. */

import {h} from "./dom.js";
import {count, say, signed} from "./say.js";
import {axis} from "./chart.js";

export function klass(found, size) {
  return h("div.figure-body", {}, dots(found, size), h("ul.changes", {}, ["deployed", "ground_contributors", "attacked"].map((name) => h("li", {}, h("b", {}, words(found.changes[name], name)), h("span", {}, say(`class.${name}`))))),
    h("p.axis", {}, say("class.how", { runs: count(found.runs), months: found.months })));
}

/** A difference with the half width of its interval. */
export function words(change, name) {
  const scale = name === "attacked" ? 100 : 1;
  const half = ((change.high - change.low) / 2) * scale;
  const digits = name === "deployed" ? 0 : half > 0 && half < 0.05 ? 2 : 1;
  const mean = name === "deployed" ? (change.mean > 0 ? "+" : "") + count(change.mean) : signed(change.mean * scale, digits);
  return change.clear ? `${mean} ± ${name === "deployed" ? count(half) : half.toFixed(digits)}` : say("class.none", { half: name === "deployed" ? count(half) : half.toFixed(digits) });
}

function dots(found, { width, height, text }) {
  const rows = [["model", 0.36], ["class", 0.76]];
  const left = width > 700 ? text * 8 : text * 5.6;
  const ticks = axis(Math.max(found.here.class.deployed, found.here.model.deployed, ...found.dots.model, ...found.dots.class));
  const top = ticks.at(-1);
  const x = (value) => left + ((width - left - text * 1.6) * value) / top;
  const r = Math.min(text * 0.5, (width - left) / 45);
  const here = x(found.here.class.deployed);
  return h("svg.chart.beeswarm", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("class.label"), "font-size": text },
    h("path.here", { d: `M${here} ${text * 1.6}V${height - text * 2.2}` }), h("path.diamond", { d: `M${here} ${text * 0.4}l${text * 0.6} ${text * 0.7}l${-text * 0.6} ${text * 0.7}l${-text * 0.6} ${-text * 0.7}Z` }),
    h(here > width * 0.6 ? "text.end" : "text", { x: here + (here > width * 0.6 ? -1 : 1) * text, y: text * 1.45 }, say(width > 700 ? "class.here" : "class.here_short", { class: count(found.here.class.deployed), model: count(found.here.model.deployed) })),
    rows.map(([name, at]) => {
      const base = height * at;
      return h("g", {}, h("path.axis-line", { d: `M${left} ${base}H${width - text}` }), h("text.strong", { x: 0, y: base - text * 0.2 }, say(`class.row.${name}`)), stacked(found.dots[name], x, r).map(([cx, level]) => h(`circle.${name}`, { cx, cy: base - r * 1.15 - level * r * 2.15, r })));
    }),
    ticks.filter((value) => width > 700 || value === 0 || value === top || value === top / 2).map((value) => h(value === top ? "text.tick.end" : "text.tick.middle", { x: x(value) + (value === top ? text : 0), y: height * 0.76 + text * 1.5 }, count(value))));
}

/** Dots that would overlap stand on each other: [x, level]. */
function stacked(values, x, r) {
  const ends = [];
  return values.map((value) => {
    const at = x(value);
    let level = ends.findIndex((end) => at - end >= 2 * r);
    if (level < 0) { level = ends.length; }
    ends[level] = at;
    return [at, level];
  });
}
