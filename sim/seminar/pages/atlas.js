/** What every page knows: names of states, words for rungs and fates, outlines of the map. */

import {getJson} from "./wire.js";
import {say, sayOf} from "./say.js";

export let atlas = null;

/** Read it once. */
export async function readAtlas() { atlas = await getJson("/atlas"); }

/** What a seat or a state is called. */
export const named = (code) => atlas.names[code] ?? sayOf("desk", code);

/** A sentence in which codes of states stand, with their names. */
export const spelled = (words) => words.replace(/\b[A-Z]{3}\b/g, (code) => atlas.names[code] ?? code);

/** What became of an order, in words; by whom or what it was struck out. */
export function fate(order) {
  const words = sayOf("fate", order.fate);
  return order.by ? say("fate.by", { fate: words, by: spelled(order.by) }) : words;
}
