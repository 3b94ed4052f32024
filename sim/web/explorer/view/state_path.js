/** A state's path: by each month, the share of runs in which it has joined, now and at base, and in which it is willing. */

import {h} from "../dom.js";
import {figure} from "./figure.js";
import {at, linear} from "./scale.js";
import {said, say} from "./say.js";
import {share} from "./written.js";
import {monthMarks} from "./months.js";

const WIDTH = 392;
const HEIGHT = 150;
const LEFT = 40;
const RIGHT = WIDTH - 60;

export function pathOfState({ code, path }, act) {
  const { now, willing } = path;
  const base = path.base ?? now;
  const of = (text) => figure(act, { about: "state", code, what: "join" }, text);
  const x = linear(0, now.length, LEFT, RIGHT);
  const y = linear(0, 1, HEIGHT - 24, 10);
  const line = (values) => `M${Array.from(values, (value, k) => (Number.isFinite(value) ? `${at(x(k))} ${at(y(value))}` : "")).filter(Boolean).join("L")}`;
  return [
    h("svg.waterfall", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": say("path.label", { now: share(now.at(-1)), base: share(base.at(-1)) }) },
      [0, 0.5, 1].map((value) => [h("path.line", { d: `M${LEFT - 4} ${at(y(value))}H${RIGHT}` }), h("text.axis", { x: LEFT - 8, y: at(y(value)) + 4, "text-anchor": "end" }, share(value))]),
      monthMarks(now.length).map((month) => h("text.axis", { x: at(x(month)), y: HEIGHT - 6, "text-anchor": "middle" }, month)),
      h("path.stroke-slate.fill-none", { d: line(willing), "stroke-width": 1.2, "stroke-dasharray": "2 3" }),
      h("path.stroke-base.fill-none", { d: line(base), "stroke-width": 2, "stroke-dasharray": "6 4" }), h("path.stroke-up.fill-none", { d: line(now), "stroke-width": 2.4 })),
    h("p.quiet-text", {}, said("path.says", { month: now.length - 1, now: of(share(now.at(-1))), base: of(share(base.at(-1))) })),
  ];
}
