/** Words of the page: each stands once in `texts.json`, by name, with `{places}` to fill. */

import {texts} from "../texts.js";

/** A text with its places filled; a text with forms takes the one for `n`: `one` or `many`. */
export function say(name, values = {}) {
  return said(name, values).join("");
}

/** The same in pieces, for places that are filled with elements. */
export function said(name, values = {}) {
  const found = texts[name];
  if (found === undefined) throw new RangeError(`${name}: no such text`);
  const text = typeof found === "string" ? found : values.n === 1 ? found.one : found.many;
  return text.split(/\{(\w+)\}/).map((piece, k) => (k % 2 ? (piece in values ? values[piece] : `{${piece}}`) : piece));
}

/** The text of that name, or these words where there is none: what a study added has no text here. */
export const sayOr = (name, words) => (name in texts ? say(name) : words);

/** `a, b and c`. */
export function listed(words, last = say("and")) {
  return series(words, last).join("");
}

/** The same in pieces, of words that may be elements. */
export function series(words, last = say("and")) {
  return words.flatMap((word, k) => [k === 0 ? "" : k === words.length - 1 ? ` ${last} ` : ", ", word]);
}

/** With its first letter large. */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
