/** The map by rung. Colour, pattern and, beside it, words say the same; Crimea is drawn as a part of Ukraine. */

import {atlas} from "./atlas.js";
import {h} from "./dom.js";
import {say} from "./say.js";

const HOST = "UKR";
const GROUND = 4;
const OVER = { 2: "dots", 3: "dots", 4: "lines" }; // pattern over the fill, for grey print and colour-blind eyes
const BANDS = [["none", 0], ["arms", 1], ["outside", 2], ["air", 3], ["rear", 4], ["cities", 5], ["forward", 6]];

/** The map: `states` by code as [rung, soldiers], `was` a turn ago; `named` are the codes that get a label. */
export function map(states, was, named) {
  const [x, y, width, height] = atlas.view;
  const unit = width / 100;
  const codes = Object.keys(atlas.shapes).sort((a, b) => raised(states, was, a) - raised(states, was, b));
  return h("svg.map", { viewBox: `${x} ${y} ${width} ${height}`, role: "img", "aria-label": say("map.label") },
    patterns(unit),
    h("rect.sea", { x, y, width, height }),
    codes.map((code) => land(code, { tag: "path", d: atlas.shapes[code] }, states, was)),
    atlas.boxes.map((code, k) => box(code, k, { x, y, unit }, states, was)),
    [HOST, ...named].filter((code) => atlas.anchors[code] && !atlas.boxes.includes(code)).map((code) => label(code, atlas.anchors[code], unit)));
}

const rung = (states, code) => (states[code] ? states[code][0] : 0);
const moved = (states, was, code) => Object.keys(was).length > 0 && rung(states, code) >= GROUND && rung(was, code) < GROUND;
const raised = (states, was, code) => (moved(states, was, code) ? 1 : 0);

function land(code, { tag, ...shape }, states, was) {
  if (!atlas.states.includes(code)) { return h(code === HOST ? `${tag}.host` : `${tag}.land`, { ...shape, key: code }); }
  const at = rung(states, code);
  const look = `${tag}.state.rung${at}${moved(states, was, code) ? ".new" : ""}`;
  return h("g", { key: code, "data-code": code }, h(look, shape), OVER[at] && h(tag, { ...shape, fill: `url(#${OVER[at]})` }));
}

function box(code, k, { x, y, unit }, states, was) {
  const at = { x: x + 1.5 * unit + 12 * unit * k, y: y + 14 * unit, width: 10.5 * unit, height: 5 * unit };
  return h("g", { key: `box-${code}` }, land(code, { tag: "rect", ...at }, states, was), label(code, [at.x + at.width / 2, at.y + at.height / 2], unit));
}

function label(code, [x, y], unit) {
  return h("text.label", { x, y, key: `label-${code}`, "font-size": 3.3 * unit, "stroke-width": 0.9 * unit }, code);
}

function patterns(unit) {
  return h("defs", {},
    h("pattern", { id: "dots", width: 1.6 * unit, height: 1.6 * unit, patternUnits: "userSpaceOnUse" }, h("circle.ink", { cx: 0.8 * unit, cy: 0.8 * unit, r: 0.22 * unit })),
    h("pattern", { id: "lines", width: 1.4 * unit, height: 1.4 * unit, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, h("rect.ink", { width: 0.28 * unit, height: 1.4 * unit })));
}

/** The key: what each colour and pattern means. */
export function mapKey() {
  return h("ul.key", {}, BANDS.map(([name, at]) => h("li", { key: name },
    h("svg.swatch", { viewBox: "0 0 30 20", "aria-hidden": "true" }, h(`rect.state.rung${at}`, { width: 30, height: 20 }), OVER[at] && swatchOver(OVER[at])), say(`rung.${name}`))));
}

function swatchOver(name) {
  if (name === "dots") { return [8, 22].flatMap((cx) => [6, 14].map((cy) => h("circle.ink", { cx, cy, r: 1.8 }))); }
  return [2, 14, 26].map((x) => h("path.hatch", { d: `M${x - 6} 20L${x + 8} 0` }));
}
