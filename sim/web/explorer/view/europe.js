/** The map of Europe as paths in a window of 963 by 860, made once of the exported rings (kilometres on an equal-area plane). */

import {data} from "../data.js";

export const WIDTH = 963;
export const HEIGHT = 860;
const { middle, height, rings, anchors, off } = data.map;
const SCALE = HEIGHT / height;
const place = ([x, y]) => [WIDTH / 2 + (x - middle[0]) * SCALE, HEIGHT / 2 - (y - middle[1]) * SCALE];
const tenth = (value) => Math.round(value * 10) / 10;

/** Outlines by ISO code, the largest country first. */
export const OUTLINES = new Map(Object.entries(rings).map(([code, some]) => [code, some.map(outline).join("")]));

const BOX = { x: 0, y: 470, width: 102, height: 18, gap: 4 }; // the size in pixels of the screen
const AT_SEA = 2; // as many have room between Ireland and Spain; the others stand in the corner below, over no state

/** States that lie elsewhere, as boxes in the Atlantic: `{x, y, width, height}`; `unit` is what a pixel measures on the map. */
export function boxes(unit) {
  const { x, y, width, height, gap } = BOX;
  const step = (height + gap) * unit;
  const top = (k) => (k < AT_SEA ? y + step * k : HEIGHT - step * (off.length - k));
  return new Map(off.map((code, k) => [code, { x, y: top(k), width: width * unit, height: height * unit }]));
}

/** Where each state's figure goes, on the map. */
export const ANCHORS = new Map([...Object.entries(anchors).map(([code, point]) => [code, place(point)]), ...off.map((code, k) => [code, [170, 490 + 54 * k]])]);

/** The nearest state in a direction (`[1, 0]`: east), or null. */
export function neighbour(code, [dx, dy], codes) {
  const [x, y] = ANCHORS.get(code);
  let best = null;
  let least = Infinity;
  for (const other of codes) {
    const [a, b] = ANCHORS.get(other);
    const along = (a - x) * dx + (b - y) * dy;
    const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
    if (other !== code && along > 0 && along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
  }
  return best;
}

/** Steps between rounded places, so that rounding does not add up along a coast. */
function outline(ring) {
  let [x, y] = ring;
  let [a, b] = place(ring).map(tenth);
  let text = `M${a} ${b}`;
  for (let k = 2; k < ring.length; k += 2) {
    x += ring[k];
    y += ring[k + 1];
    const [c, d] = place([x, y]).map(tenth);
    text += `l${tenth(c - a)} ${tenth(d - b)}`;
    [a, b] = [c, d];
  }
  return `${text}z`;
}
