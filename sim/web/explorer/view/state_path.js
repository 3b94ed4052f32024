/** A state's path: its willingness month by month, the median run and nine runs in ten, and how often it is above zero. */

import {h} from "./dom.js";
import {at, linear} from "./scale.js";
import {say} from "./say.js";
import {logits, share} from "./written.js";
import {monthMarks} from "./months.js";

const WIDTH = 392;
const HEIGHT = 150;
const LEFT = 34;
const RIGHT = WIDTH - 12;

export function pathOfState({ path }) {
  const months = path.filter(({ median }) => Number.isFinite(median));
  const high = Math.max(1, ...months.map(({ q95 }) => q95));
  const low = Math.min(-1, ...months.map(({ q05 }) => q05));
  const x = linear(0, path.length, LEFT + 4, RIGHT);
  const y = linear(low, high, HEIGHT - 24, 8);
  const line = (some, key) => some.map((row) => `${at(x(row.month))} ${at(y(row[key]))}`).join("L");
  const last = months.at(-1);
  return [
    h("svg.waterfall", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": say("path.label", { median: logits(last.median), willing: share(last.willing) }) },
      [low, 0, high].map((value) => h("text.axis", { x: LEFT - 4, y: at(y(value)) + 4, "text-anchor": "end" }, logits(value).slice(0, 4))),
      h("path.fill-band90", { d: `M${line(months, "q95")}L${line([...months].reverse(), "q05")}z` }),
      h("path.edge", { d: `M${LEFT} ${at(y(0))}H${RIGHT}` }), h("path.stroke-up.fill-none", { d: `M${line(months, "median")}`, "stroke-width": 2.4 }),
      monthMarks(path.length).map((month) => h("text.axis", { x: at(x(month)), y: HEIGHT - 6, "text-anchor": "middle" }, month))),
    h("p.quiet-text", {}, say("path.says", { first: share(months[0].willing), last: share(last.willing) })),
  ];
}
