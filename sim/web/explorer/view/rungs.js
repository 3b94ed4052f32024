/** States as squares sorted by rung, now over base, and what fills and hatches mean. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {namedFigure} from "./figure.js";
import {say} from "./say.js";
import {there} from "./moved.js";
import {at} from "./scale.js";

const LEFT = 40; // room for the names of the rows

/** A square a state: now above base. */
export function rungSquares(now, base, ui, act) {
  const width = Math.max(180, ui.room.key);
  const label = say("squares.label", { now: ui.veiled ? say("squares.hidden") : counted(now), base: counted(base) });
  return namedFigure(act, { about: "rungs" }, label, h("svg.squares", { viewBox: `0 0 ${width} 48`, preserveAspectRatio: "xMinYMid", "aria-hidden": "true" },
    h("text.axis", { x: 0, y: 15 }, say("now")), h("g.of-now", {}, row(now, 3, 16, width, LEFT * ui.scale)),
    h("text.axis.of-base", { x: 0, y: 41 }, say("base")), row(base, 30, 12, width, LEFT * ui.scale)));
}

/** One row of squares alone, for a setting beside others. */
export function rungRow(countries, width) {
  return h("svg", { viewBox: `0 0 ${width} 16`, width, height: 16, role: "img", "aria-label": counted(countries) }, row(countries, 1, 13, width, 0));
}

/** A swatch of a rung, hatched where under half of the runs agree, dotted where a stance is drawn. */
export function swatch(country) {
  const pattern = country.drawn ? "dots" : country.agree < 0.5 ? (country.rung > 4 ? "hatch-on-dark" : "hatch-on-light") : null;
  const box = { x: 1, y: 1, width: 24, height: 13 };
  return h("svg.swatch", { viewBox: "0 0 26 15", "aria-hidden": "true" }, square(country, box), pattern && h("rect", { ...box, fill: `url(#${pattern})` }));
}

/** The key of the map. */
export function rungKey() {
  const rungs = data.rungs.map((words, rung) => h("li", {}, swatch({ rung, agree: 1 }), h("span", {}, h("b", {}, rung), ` ${words}`)));
  return h("ul.key", {}, rungs,
    h("li", {}, swatch({ drawn: true }), h("span", {}, say("key.drawn"))),
    h("li", {}, swatch({ rung: 0, agree: 0 }), h("span", {}, say("key.unsure"))));
}

function row(countries, y, height, width, left) {
  const step = (width - left) / countries.length;
  return sorted(countries).map((country, k) => square(country, { x: at(left + k * step), y, width: at(step - 1.4), height }));
}

/** By rung; those left out and those whose stance is drawn first, as no rung speaks for them, by how often they go. */
function sorted(countries) {
  return [...countries].sort((a, b) => place(a) - place(b) || (a.drawn ? a.ground - b.ground : a.rung - b.rung));
}

const place = (country) => (country.absent ? 0 : country.drawn ? 1 : 2);

function square(country, box) {
  const ground = there(country);
  return h("rect", { ...box, fill: country.absent ? "var(--land)" : country.drawn ? "var(--unknown)" : `var(--rung${country.rung})`, stroke: ground ? "var(--ground-border)" : "var(--border)", "stroke-width": ground ? 1.4 : 0.8 });
}

function counted(countries) {
  const rungs = data.rungs.map((_, rung) => [rung, countries.filter((country) => place(country) === 2 && country.rung === rung).length]);
  const words = rungs.filter(([, n]) => n).map(([rung, n]) => say("squares.rung", { count: n, rung }));
  const drawn = countries.filter((country) => country.drawn).length;
  return [...words, drawn && say("squares.drawn", { count: drawn })].filter(Boolean).join(", ");
}
