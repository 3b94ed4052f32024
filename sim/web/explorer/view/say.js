/** Words of the page: each stands once in `texts.json`, by name, with `{places}` to fill. */

import {texts} from "../texts.js";

/** A text with its places filled; a text with forms takes the one for `n`: `one` or `many`. */
export function say(name, values = {}) {
  const found = texts[name];
  if (found === undefined) throw new RangeError(`${name}: no such text`);
  const text = typeof found === "string" ? found : values.n === 1 ? found.one : found.many;
  return text.replace(/\{(\w+)\}/g, (place, key) => (key in values ? values[key] : place));
}

/** `a, b and c`. */
export function listed(words, last = say("and")) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** With its first letter large. */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
