/**
 * One outcome on its axis from 0, in three lanes: the error of a finite number of runs, which shrinks; the eight theories;
 * and the spread over parameters. The last two are disagreement, and do not shrink.
 */

import {h} from "../dom.js";
import {say} from "./say.js";
import {at, linear} from "./scale.js";
import {outcome, written} from "./written.js";

const REACH = 2.6; // the axis ends at so many times the base's level: no lever moves it
const RUNS = 13;
const THEORIES = 30;
const PARAMETERS = 41;

export function outcomePlot(name, shown, ui) {
  const width = Math.max(90, ui.room.plot);
  const { unit, label } = outcome(name);
  const base = shown.base.figures[name].level;
  const side = shown.sides[0];
  const { level, difference } = side.figures[name];
  const x = clamped(linear(0, reach(base, unit, side), 4, width - 8), width);
  const differs = side.changes.length > 0;
  return h("svg", { viewBox: `0 0 ${width} 46`, width, height: 46, role: "img", "aria-label": say("plot.label", { name: label, base: written(base, unit), now: written(level, unit) }) },
    h("path.edge", { d: "M4.5 2V44" }), h("path.line", { d: `M4 ${RUNS}H${width - 4}` }),
    interval(base, x, "base"), square(x(base.value), RUNS),
    differs && interval(level, x, difference?.separated ? (difference.value > 0 ? "up" : "down") : "faint"),
    differs && mark(difference, x(level.value), RUNS),
    theories(side.theories, name, x), parameters(side.parameters?.[name].level, x),
    ui.guess && ui.guess[name] !== undefined && diamond(x(ui.guess[name]), RUNS));
}

function reach(base, unit, side) {
  const high = REACH * (base.value || base.high || 1);
  if (unit === "1" || unit === "share" || unit === "probability") return Math.min(1, high);
  return unit === "countries" ? Math.min(side.countries.length, high) : high;
}

/** What lies beyond the axis stands at its end; its figure is beside it. */
function clamped(scale, width) {
  return (value) => at(Math.max(0, Math.min(width - 2, scale(value))));
}

function interval({ low, high }, x, tone) {
  return h(`path.stroke-${tone}`, { d: `M${x(low)} ${RUNS}H${Math.max(x(high), x(low) + 1)}`, "stroke-width": 3 });
}

const square = (x, y) => h("rect.fill-base", { x: x - 4.5, y: y - 4.5, width: 9, height: 9 });
const diamond = (x, y) => h("path.fill-card.stroke-slate", { d: `M${x} ${y - 7}l7 7l-7 7l-7-7z`, "stroke-width": 1.8 });

function mark(difference, x, y) {
  if (!difference?.separated) return h("circle.fill-card.edge", { cx: x, cy: y, r: 4.2, "stroke-width": 2 });
  return difference.value > 0 ? h("path.fill-up", { d: `M${x + 6} ${y}l-10 -5.5v11z` }) : h("path.fill-down", { d: `M${x - 6} ${y}l10 -5.5v11z` });
}

function theories(some, name, x) {
  if (!some) return null;
  const places = some.map(({ figures }) => x(figures[name].level.value));
  return [
    h("path.stroke-slate", { d: `M${Math.min(...places)} ${THEORIES}H${Math.max(...places)}`, "stroke-width": 1 }),
    h("path.stroke-slate", { d: places.map((place) => `M${place} ${THEORIES - 4.5}v9`).join(""), "stroke-width": 1.8 }),
  ];
}

function parameters(spread, x) {
  if (!spread) return null;
  const [low, high] = [x(spread.low), x(spread.high)];
  return h("path.stroke-faint.fill-none", { d: `M${low} ${PARAMETERS - 3}v6M${low} ${PARAMETERS}H${high}M${high} ${PARAMETERS - 3}v6`, "stroke-width": 1.2 });
}

const MARKS = {
  base: () => [h("path.stroke-base", { d: "M2 7H32", "stroke-width": 3 }), square(17, 7)],
  moved: () => [h("path.fill-up", { d: "M14 7l-10 -5.5v11z" }), h("path.fill-down", { d: "M20 7l10 -5.5v11z" })],
  same: () => h("circle.fill-card.edge", { cx: 17, cy: 7, r: 4.2, "stroke-width": 2 }),
  theories: () => h("path.stroke-slate", { d: "M3 7H31M3 2.5v9M12 2.5v9M18 2.5v9M31 2.5v9", "stroke-width": 1.6 }),
  parameters: () => h("path.stroke-faint", { d: "M3 4v6M3 7H31M31 4v6", "stroke-width": 1.2 }),
};

/** A mark as the legend shows it. */
export function legendMark(name) {
  return h("svg", { viewBox: "0 0 34 14" }, MARKS[name]());
}
