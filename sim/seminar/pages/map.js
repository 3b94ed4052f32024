/** The map by rung. Colour, pattern and, beside it, words say the same; Crimea is drawn as a part of Ukraine. */

import {atlas} from "./atlas.js";
import {h} from "./dom.js";
import {say} from "./say.js";

const HOST = "UKR";
const GROUND = 4;
const TEXT = 3.5;
const ROUNDS = 12;
const OVER = { 2: "dots", 3: "dots", 4: "lines" }; // pattern over the fill, for grey print and colour-blind eyes
const BANDS = [["none", 0], ["arms", 1], ["outside", 2], ["air", 3], ["rear", 4], ["cities", 5], ["forward", 6]];

/** The map: `states` by code as [rung, soldiers], `was` a turn ago; `named` get their code written, `text` hundredths high. */
export function map(states, was, named, text = TEXT) {
  const [x, y, width, height] = atlas.view;
  const unit = width / 100;
  const codes = Object.keys(atlas.shapes).sort((a, b) => raised(states, was, a) - raised(states, was, b));
  return h("svg.map", { viewBox: `${x} ${y} ${width} ${height}`, role: "img", "aria-label": say("map.label") },
    patterns(unit),
    h("rect.sea", { x, y, width, height }),
    codes.map((code) => land(code, { tag: "path", d: atlas.shapes[code] }, states, was)),
    atlas.boxes.map((code, k) => box(code, k, { x, y, unit, text }, states, was)),
    apart([HOST, ...named].filter((code) => atlas.anchors[code] && !atlas.boxes.includes(code)), unit * text).map(([code, at]) => label(code, at, unit * text)));
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

/** Labels that would lie on each other, moved up and down until none does. */
function apart(codes, size) {
  const found = codes.map((code) => [code, [...atlas.anchors[code]]]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [a, one] of found) {
      for (const [b, other] of found) {
        const gap = size * 1.05 - Math.abs(one[1] - other[1]);
        if (a < b && gap > 0 && Math.abs(one[0] - other[0]) < size * 2.3) {
          const up = one[1] <= other[1] ? 1 : -1;
          one[1] -= (up * gap) / 2;
          other[1] += (up * gap) / 2;
        }
      }
    }
  }
  return found;
}

function box(code, k, { x, y, unit, text }, states, was) {
  const at = { x: x + 1.5 * unit + (3 * text + 1.5) * unit * k, y: y + 14 * unit, width: 3 * text * unit, height: 1.5 * text * unit };
  return h("g", { key: `box-${code}` }, land(code, { tag: "rect", ...at }, states, was), label(code, [at.x + at.width / 2, at.y + at.height / 2], unit * text));
}

function label(code, [x, y], size) {
  return h("text.label", { x, y, key: `label-${code}`, "font-size": size, "stroke-width": size * 0.27 }, code);
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
