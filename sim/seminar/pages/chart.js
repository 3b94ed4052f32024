/** Lines over months: paths of soldiers, over a band of runs where there is one. */

import {h} from "./dom.js";
import {count, say} from "./say.js";

const TOPS = [[1, 4], [1.5, 3], [2, 4], [3, 3], [4, 4], [5, 5], [7.5, 3], [10, 5]]; // in tens, and steps up to there

/** The marks of an axis from 0 to a round number at or above the value, all of them round. */
export function axis(value) {
  const most = Math.max(4, value); // half a soldier is no mark
  const tens = 10 ** Math.floor(Math.log10(most));
  const [top, steps] = TOPS.find(([k]) => k * tens >= most);
  return Array.from({ length: steps + 1 }, (_, k) => (k * top * tens) / steps);
}

/**
 * A chart.
 *
 * @param {Object[]} lines   {name, values, kind}: `values` month by month from month 1, `kind` a class of the line
 * @param {Object}   more    {months, every, band: {low, high}, marks: [{month, label}], size: [width, height], text}
 */
export function chart(lines, { months, every, band = null, marks = [], size: [width, height], text }) {
  const pad = { left: text * 3.9, right: text * 0.8, top: text * (marks.length ? 1.8 : 0.8), bottom: text * 2 };
  const heights = axis(Math.max(...lines.flatMap((one) => one.values), ...(band ? band.high : [])));
  const top = heights.at(-1);
  const x = (month) => pad.left + ((width - pad.left - pad.right) * month) / months;
  const y = (value) => height - pad.bottom - ((height - pad.top - pad.bottom) * value) / top;
  const along = (values) => values.map((value, k) => `${x(k + 1).toFixed(1)} ${y(value).toFixed(1)}`);
  const ticks = [];
  for (let month = every; month <= months; month += every) { ticks.push(month); }
  return h("svg.chart", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("chart.label"), "font-size": text },
    heights.map((value) => h("g", {}, h("path.grid", { d: `M${pad.left} ${y(value)}H${width - pad.right}` }),
      h("text.tick.end", { x: pad.left - text * 0.4, y: y(value) + text * 0.35 }, count(value)))),
    ticks.map((month) => h("text.tick.middle", { x: x(month), y: height - text * 0.5 }, month === every ? say("chart.month", { month }) : month)),
    band && h("path.band", { d: `M${along(band.high).join("L")}L${along(band.low).reverse().join("L")}Z` }),
    marks.map((mark) => h("g", {}, h("path.mark", { d: `M${x(mark.month)} ${pad.top}V${height - pad.bottom}` }), h("text.tick.middle.strong", { x: x(mark.month), y: text }, mark.label))),
    lines.map((one) => h(`path.line.${one.kind}`, { d: `M${along(one.values).join("L")}` })));
}
