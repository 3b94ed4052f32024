/** The class and the model as 20 equally likely numbers of soldiers each; the diamonds are the class's own world. */

import {h} from "../dom.js";
import {at, linear, marks} from "./scale.js";
import {say} from "./say.js";
import {people} from "./written.js";

const WIDTH = 340;
const LEFT = 92;
const RIGHT = 316;
const RADIUS = 5;
const TEXT = 18; // room for a line of text

export function dots({ dots: found, here }) {
  const ticks = marks(Math.max(1, here.model.deployed, here.class.deployed, ...found.model, ...found.class));
  const x = linear(0, ticks.at(-1), LEFT, RIGHT);
  const label = say("game.dots_label", { model: people(here.model.deployed), ours: people(here.class.deployed) });
  const rows = { model: stacked(found.model, x), class: stacked(found.class, x) };
  const high = (row) => 2 * RADIUS * (1 + Math.max(...row.map(([, level]) => level)));
  const feet = { model: TEXT + high(rows.model) };
  feet.class = feet.model + TEXT + high(rows.class);
  const height = feet.class + 2 * TEXT;
  return h("svg.game-dots", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label },
    Object.entries(feet).map(([name, foot]) => [
      h("path.edge", { d: `M${LEFT} ${foot}H${RIGHT}` }), h("text.axis.strong", { x: 0, y: foot - 4 }, say(`game.row.${name}`)),
      rows[name].map(([place, level]) => h(name === "class" ? "circle.fill-up" : "circle.fill-base", { cx: at(place), cy: foot - RADIUS - 1 - level * 2 * RADIUS, r: RADIUS - 0.6 })),
      h("path.fill-card.stroke-slate", { d: `M${at(x(here[name].deployed))} ${foot - 7}l7 7l-7 7l-7 -7Z`, "stroke-width": 2 }),
    ]),
    ticks.map((value) => h("text.axis", { x: at(x(value)), y: height - 6, "text-anchor": "middle" }, people(value))));
}

/** Dots that would overlap stand on each other: `[place, level]`. */
function stacked(values, x) {
  const ends = []; // by level, the place of its last dot
  return values.map(x).map((place) => {
    const free = ends.findIndex((end) => place - end >= 2 * RADIUS);
    const level = free < 0 ? ends.length : free;
    ends[level] = place;
    return [place, level];
  });
}
