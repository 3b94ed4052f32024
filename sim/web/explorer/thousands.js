/** Numbers whose thousands may be meant: `40.000` is forty thousand in half of Europe, and forty to every program. */

import {data} from "./data.js";
import {general} from "./decimals.js";
import {has, refuse} from "./errors.js";

const POINTED = /^[-+]?[1-9][0-9]{0,2}\.[0-9]{3}$/;
const SOLDIERS = "troops";
const LEVERS = new Map(data.levers.map((lever) => [lever.name, lever]));

/** Refuse a number as it is written, if thousands may be meant by its point. */
export function check_plain(field, text) {
  if (!POINTED.test(text)) return;
  const [most, unit] = mostOf(field);
  if (unit === SOLDIERS || (text.endsWith("0") && Math.abs(Number(text)) * 1000 <= most)) {
    refuse(`${field}: ${text} can be read in two ways; write ${text.replace(".", "")} or ${general(Number(text))}`);
  }
}

/** The largest number that the innermost name of a field allows, and its unit; 0 where it is no number's name. */
function mostOf(field) {
  for (const name of (field.match(/\w+/g) ?? []).reverse()) {
    if (LEVERS.has(name)) return LEVERS.get(name).high === null ? [0, ""] : [LEVERS.get(name).high, LEVERS.get(name).unit];
    if (has(data.parameters, name)) return [data.parameters[name].ceiling, data.parameters[name].unit];
    if (name === "pledged") return [LEVERS.get("force_size").high, SOLDIERS]; // a clause of an order
  }
  return [0, ""];
}
