/** One month at a time: a scrubber over the fan, a button that plays, and what stands in that month. */

import {h} from "../dom.js";
import {figure} from "./figure.js";
import {said, say} from "./say.js";

/** Months to write below an axis of so many. */
export function monthMarks(count) {
  const step = count <= 12 ? 3 : count <= 48 ? 6 : count <= 72 ? 12 : 24;
  return Array.from({ length: Math.floor(count / step) + 1 }, (_, k) => k * step);
}

export function months(shown, ui, act, write) {
  const path = shown.sides[0].path[ui.path];
  const base = shown.base.path[ui.path];
  const last = path.q50.length - 1;
  const month = Math.min(ui.month ?? last, last);
  const [now, then] = [path, base].map(({ q50 }) => (month < q50.length ? write(q50[month]) : "–"));
  const text = ui.month === null ? say("months.all") : said("months.at", { month, now: figure(act, { about: "month", name: ui.path, month }, now), base: figure(act, { about: "month", name: ui.path, month, side: 0 }, then) });
  return h("div.months", {},
    h("button", { onclick: act.play, "aria-pressed": String(ui.playing) }, ui.playing ? say("months.pause") : say("months.play")),
    h("input", { type: "range", min: 0, max: last, step: 1, value: month, "aria-label": say("months.label"), "aria-valuetext": say("months.month", { month }), oninput: (event) => act.month(Number(event.target.value)) }),
    h("button.quiet", { disabled: ui.month === null, onclick: () => act.month(null) }, say("months.clear")),
    h("p.small", {}, text));
}
