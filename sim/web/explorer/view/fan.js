/** One outcome month by month: bands and median now, the base dashed; what is dated stands on the same axis. */

import {data} from "../data.js";
import {tick} from "../numbers.js";
import {asunder} from "./asunder.js";
import {h} from "../dom.js";
import {dated} from "./dated.js";
import {figure} from "./figure.js";
import {widthOf} from "./letters.js";
import {months} from "./months.js";
import {at, linear, marks} from "./scale.js";
import {capital, said, say} from "./say.js";
import {timeline} from "./timeline.js";
import {outcome, people, set, share} from "./written.js";

const LEFT = 52;
const TOP = 8;
const BELOW = 6;
const ASIDE = 6; // between the plot and the names at its right end
const NAMES = { nine: "axis", half: "axis", base: "axis.strong.of-base", now: "axis.strong.up" };
const HEADROOM = 1.5; // of an outcome without an end to its scale, over the base's highest twentieth

export function fan(shown, ui, act) {
  const name = ui.path;
  const path = shown.sides[0].path[name];
  const base = shown.base.path[name];
  const write = writer(outcome(name).unit);
  const last = (quantiles, side) => figure(act, { about: "month", name, month: quantiles.q50.length - 1, side }, write(quantiles.q50.at(-1)));
  const title = name === "deployed" ? say("fan.title") : say("fan.other", { what: capital(outcome(name).label) });
  return [
    h("header", {}, h("h2", { id: "fan-title" }, title), h("p.lede", {}, ui.veiled ? say("map.hidden") : said("fan.lede", { now: last(path, 1), base: last(base, 0) }))),
    h("div.hold", { id: "fan-hold" }, plot(shown, ui, path, base, write)),
    timeline(shown, ui, act, axis(shown, ui)),
    months(shown, ui, act, write),
  ];
}

/** Months to places on the fan's own axis. */
export function axis(shown, ui) {
  const count = shown.sides[0].path[ui.path].q50.length;
  const names = Math.max(...Object.keys(NAMES).map((name) => widthOf(say(`fan.${name}`), 13 * ui.scale, 600)));
  const right = Math.max(LEFT + 60, Math.floor(ui.room.fan - names - ASIDE));
  return { count, x: linear(0, count, LEFT, right), right, left: LEFT };
}

/** How a value of this unit is read. */
export function writer(unit) {
  if (data.percent.includes(unit)) return share;
  return unit === "troops" ? people : (value) => set(Number(value.toPrecision(3)));
}

function plot(shown, ui, path, base, write) {
  const { x, right } = axis(shown, ui);
  const height = ui.room.fanHeight;
  const high = ceiling(shown, ui, base);
  const steps = marks(high, 4);
  const y = linear(0, Math.max(high, steps.at(-1)), height - BELOW, TOP);
  const clip = (value) => at(Math.max(0, y(value)));
  const line = (values) => `M${Array.from(values, (value, k) => `${at(x(k))} ${clip(value)}`).join("L")}`;
  const band = (low, upper) => `${line(upper)}L${Array.from(low, (value, k) => `${at(x(k))} ${clip(value)}`).reverse().join("L")}z`;
  const differs = shown.sides[0].changes.length > 0;
  const [outer, inner] = differs ? ["fill-band90", "fill-band50"] : ["fill-grey90", "fill-grey50"];
  return h("svg", { viewBox: `0 0 ${ui.room.fan} ${height}`, width: ui.room.fan, height, role: "img", "aria-label": say("fan.label", { what: outcome(ui.path).label, now: write(path.q50.at(-1)), low: write(path.q05.at(-1)), high: write(path.q95.at(-1)), base: write(base.q50.at(-1)) }) },
    steps.map((value) => [h("path.line", { d: `M48 ${at(y(value))}H${right}` }), h("text.axis", { x: 44, y: at(y(value)) + 4, "text-anchor": "end" }, axisMark(value, ui.path))]),
    h(`path.${outer}`, { d: band(path.q05, path.q95) }), h(`path.${inner}`, { d: band(path.q25, path.q75) }),
    [base.q25, base.q75].map((values) => differs && h("path.stroke-base.fill-none", { d: line(values), "stroke-width": 1, "stroke-dasharray": "2 3" })),
    h("path.stroke-base.fill-none", { d: line(base.q50), "stroke-width": 2, "stroke-dasharray": "6 4" }),
    differs && h("path.stroke-up.fill-none", { d: line(path.q50), "stroke-width": 2.4 }),
    dated(shown.sides[0].setting).map(({ month }) => h("path.stroke-down", { d: `M${at(x(month))} ${TOP}V${height}`, "stroke-width": 1.5 })),
    ui.month !== null && h("path.stroke-slate", { d: `M${at(x(ui.month))} 0V${height}`, "stroke-width": 1.5, "stroke-dasharray": "4 2" }),
    ends(path, base, right + ASIDE, clip, differs));
}

/** Scale's end: fixed for a given number asked for, and by the base else. */
function ceiling(shown, ui, base) {
  const { unit } = outcome(ui.path);
  const seen = base.q95.reduce((most, value) => Math.max(most, value), 0);
  if (ui.path === "deployed") return Math.max(shown.sides[0].setting.force_size ?? ui.standard.force_size, 1);
  if (unit === "rung") return 7;
  if (unit === "index" || (data.percent.includes(unit) && seen > 0.3)) return 1;
  return HEADROOM * seen || 1;
}

function axisMark(value, name) {
  return data.percent.includes(outcome(name).unit) ? `${tick(100 * value)}\u202f%` : tick(value);
}

/** Names at the right end, in place of a legend. */
function ends(path, base, x, y, differs) {
  const last = { nine: (y(path.q95.at(-1)) + y(path.q75.at(-1))) / 2, half: y((path.q75.at(-1) + path.q50.at(-1)) / 2), base: y(base.q50.at(-1)), ...(differs && { now: y(path.q50.at(-1)) }) };
  const names = Object.entries(last);
  const places = asunder(names.map(([, place]) => ({ x: 0, y: place, width: 90, height: 16 })));
  return names.map(([name], k) => h(`text.${NAMES[name]}`, { x, y: at(places[k][1]) + 4 }, say(`fan.${name}`)));
}
