/** Words: every sentence of the pages stands in `words.json`, so that one file is translated. */

import {getJson} from "./wire.js";

let words = {};

/** Read the words; a page draws nothing before. */
export async function readWords() {
  words = await getJson("/static/words.json");
  document.documentElement.lang = words.language;
}

/** A sentence with its gaps filled: `say("talk.turn", {turn: 2})`. */
export function say(name, gaps = {}) {
  const found = words[name];
  if (found === undefined) { throw new Error(`no words for ${name}`); }
  return found.replace(/\{(\w+)\}/g, (whole, gap) => (gap in gaps ? String(gaps[gap]) : whole));
}

/** Words for a name that the server knows, where there are any; else the name. */
export const sayOf = (group, name) => words[`${group}.${name}`] ?? name;

/** A whole number as it is written. */
export const count = (value) => Math.round(value).toLocaleString(words.language).replace("-", "−");

/** A share or a level with two digits: "0.29". */
export const level = (value) => value.toFixed(2).replace("-", "−");

/** A number with its sign. */
export const signed = (value, digits = 2) => (value > 0 ? "+" : value < 0 ? "−" : "") + Math.abs(value).toFixed(digits);

/** Names in a row: "France, Italy and Spain". */
export function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${words.and} ${names[names.length - 1]}`;
}
