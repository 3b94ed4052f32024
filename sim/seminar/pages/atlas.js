/** What every page knows: names of states, outlines of the map; and what became of an order, in words. */

import {getJson} from "./wire.js";
import {say, sayOf} from "./say.js";

export let atlas = null;

/** Read it once. */
export async function readAtlas() { atlas = await getJson("/atlas"); }

/** What a seat or a state is called. */
export const named = (code) => atlas.names[code] ?? sayOf("seat", code);

/** A sentence in which codes of states stand, with their names; no line ends between a number and its sign. */
export const spelled = (words) => words.replace(/\b[A-Z]{3}\b/g, (code) => atlas.names[code] ?? code).replace(/(\d) %/g, "$1\u00a0%");

/** What became of an order, in words; by what it was struck out or cut, where that says more. */
export function fate(order) {
  const [by, missing] = order.by.split(": ");
  const why = missing ? spelled(missing) : sayOf("by", by);
  return why && why !== by ? say("fate.by", { fate: sayOf("fate", order.fate), by: why }) : sayOf("fate", order.fate);
}
