/** State by state: the map as a table. Its order is the base's and stays, unless the reader sorts. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {figure} from "./figure.js";
import {movedFrom, standing} from "./moved.js";
import {swatch} from "./rungs.js";
import {at, root} from "./scale.js";
import {say} from "./say.js";
import {state} from "./values.js";
import {people, share} from "./written.js";

const FIRST = 12;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ORDERS = {
  base: null,
  state: (a, b) => state(a.code).localeCompare(state(b.code)),
  ground: (a, b) => b.ground - a.ground,
  soldiers: (a, b) => b.soldiers - a.soldiers,
};

export function statesTable(shown, ui, act) {
  const stand = standing(shown);
  const [base, now] = [stand.base, stand.now].map((countries) => new Map(countries.map((country) => [country.code, country])));
  const codes = ordered(shown, now, ui);
  const listed = ui.allStates ? codes : [...codes.slice(0, FIRST), ...codes.slice(FIRST).filter((code) => code === ui.selected)];
  const horizon = shown.sides[0].path.deployed.q50.length;
  return [
    h("header", {}, h("h2", { id: "states-title" }, say("states.title")), h("p.lede", {}, stand.month === null ? say("states.lede") : say("states.lede_in", { month: stand.month }))),
    h("div.scroller", {}, h("table.by-state", { onkeydown: walk }, head(ui, act, horizon), h("tbody", {}, listed.map((code) => row(now.get(code), base.get(code), stand.runs, ui, act, horizon))))),
    h("button.quiet.more", { "aria-expanded": String(ui.allStates), onclick: () => act.show({ allStates: !ui.allStates }) }, ui.allStates ? say("states.fewer", { n: FIRST }) : say("states.all", { n: codes.length })),
  ];
}

function ordered(shown, now, ui) {
  const rows = [...shown.base.countries].sort((a, b) => b.ground - a.ground || b.soldiers - a.soldiers);
  const codes = rows.map((country) => country.code).filter((code) => now.has(code));
  const extra = [...now.keys()].filter((code) => !codes.includes(code));
  const order = ORDERS[ui.sort];
  return order ? [...codes, ...extra].sort((a, b) => order(now.get(a), now.get(b))) : [...codes, ...extra];
}

function head(ui, act, horizon) {
  const sorts = (by, text, kind) => h(kind ? `th.${kind}` : "th", { scope: "col", "aria-sort": ui.sort === by ? (by === "state" ? "ascending" : "descending") : "none" },
    h("button", { title: say("states.sort"), onclick: () => act.show({ sort: ui.sort === by ? "base" : by }) }, text));
  const x = joins(ui, horizon);
  return h("thead", {}, h("tr", {},
    sorts("state", say("states.state")), h("th", { scope: "col" }, say("states.rung")), sorts("ground", say("states.ground"), "number"),
    h("th", { scope: "col" }, h("span.up", {}, say("now")), " ", say("and"), " ", h("span.of-base", {}, say("base"))), sorts("soldiers", say("states.soldiers"), "number.only-wide"),
    h("th", { scope: "col" }, say("states.joins"), h("svg.joins", { viewBox: `0 0 ${ui.room.joins} 14`, width: ui.room.joins, height: 14, "aria-hidden": "true" }, gridMonths(ui, horizon).map((month) => h("text.axis", { x: at(x(month)), y: 12, "text-anchor": "middle" }, month))))));
}

const joins = (ui, horizon) => root(horizon, 6, ui.room.joins - 10);
const gridMonths = (ui, horizon) => (ui.room.joins < 100 ? [0, 6, horizon] : [0, 1, 3, 6, 12, horizon]).filter((month, k, all) => month <= horizon && all.indexOf(month) === k);

function row(now, base, runs, ui, act, horizon) {
  const { code } = now;
  const choose = () => act.select(code);
  return h(code === ui.selected ? "tr.row.selected" : "tr.row", { key: code, onclick: choose },
    h("td", {}, h("button.name", { "data-code": code, onclick: (event) => (event.stopPropagation(), choose()) }, state(code))),
    h("td", {}, swatch(now), of(now, "rung", act, rung(now), was(now, base, runs))),
    h("td.number", {}, of(now, "ground", act, share(now.ground))), h("td", {}, bar(now, base, ui.room.bar)),
    h("td.number.only-wide", {}, of(now, "soldiers", act, people(now.soldiers))), h("td", {}, of(now, "join", act, joining(now, base, ui, horizon))));
}

/** A figure of a state; a row is one stop for Tab, and arrows walk over its figures. */
function of({ code }, what, act, ...shown) {
  const button = figure(act, { about: "state", code, what }, shown);
  return { ...button, props: { ...button.props, tabindex: -1 } };
}

/** Arrows walk over the names and figures of the table. */
function walk(event) {
  const step = STEPS[event.key];
  const row = event.target.closest("tr.row");
  if (!step || !row) return;
  const stops = (some) => [...(some?.querySelectorAll("button") ?? [])].filter((stop) => stop.checkVisibility());
  const at = stops(row).indexOf(event.target);
  const to = step[1] ? stops(step[1] > 0 ? row.nextElementSibling : row.previousElementSibling)[at] : stops(row)[at + step[0]];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function rung(country) {
  if (country.absent) return say("states.left_out");
  if (country.drawn) return h("span.nil.only-wide", {}, say("states.drawn"));
  return [h("b", {}, country.rung), h("span.only-wide", {}, ` ${data.rungs[country.rung]}`)];
}

function was(now, base, runs) {
  const by = movedFrom(now, base, runs);
  if (!by || now.absent) return null;
  const before = base.drawn || now.drawn ? share(base.ground) : base.rung;
  return h(`span.${by > 0 ? "up" : "down"}`, {}, ` ${by > 0 ? "▲" : "▼"}`, h("span.only-wide", {}, ` ${say("states.was", { before })}`));
}

function bar(now, base, width) {
  return h("svg.share", { viewBox: `0 0 ${width} 20`, width, height: 20, "aria-hidden": "true" },
    h("rect.fill-line", { x: 0, y: 5, width, height: 10, opacity: 0.5 }), h("rect.fill-up", { x: 0, y: 5, width: at(width * now.ground), height: 10 }),
    base && h("rect.fill-base", { x: at(Math.max(0, width * base.ground - 1.5)), y: 1, width: 3, height: 18 }));
}

/** When it joins, if it does: dot the median, bar the middle half of the runs, tick the base's median. */
function joining(now, base, ui, horizon) {
  const x = joins(ui, horizon);
  const { q1, median, q3 } = now.join;
  const seen = Number.isFinite(median) && now.join.never < 0.995;
  const label = seen ? say("states.joins_at", { median: Math.round(median), low: Math.round(q1), high: Math.round(q3) }) : say("states.never");
  return h("svg.joins", { viewBox: `0 0 ${ui.room.joins} 20`, width: ui.room.joins, height: 20, role: "img", "aria-label": label },
    gridMonths(ui, horizon).map((month) => h("path.line", { d: `M${at(x(month))} 0V20` })),
    base && Number.isFinite(base.join.median) && base.join.never < 0.995 && h("path.stroke-base", { d: `M${at(x(base.join.median))} 3V17`, "stroke-width": 2.5 }),
    seen && [h("path.stroke-up", { d: `M${at(x(q1))} 10H${at(Math.max(x(q1) + 2, x(q3)))}`, "stroke-width": 5, opacity: 0.55 }), h("circle.fill-up", { cx: at(x(median)), cy: 10, r: 3.6 })]);
}
