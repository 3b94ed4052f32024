/** Words and numbers of a scenario file: what YAML would quietly read as something else is refused, not guessed. */

import {refuse, show} from "./errors.js";
import {check_plain} from "./thousands.js";

const MOST = 200; // characters of a text
const NUMBER = /^[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?$/;
const LONGEST_NUMBER = 40;
const NULLS = ["", "~", "null", "Null", "NULL"];
const READ_AS = [ // what YAML 1.1 reads words as
  [/^(yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/, "true or false"],
  [/^([-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+|[-+]?[0-9][0-9_]*)$/, "a number in another base"],
  [/^([-+]?([0-9][0-9_]*)\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*)$/, "a number in another base"],
  [/^\d{4}-\d\d?-\d\d?([Tt\s].*)?$/, "a timestamp"],
  [/^<<$/, "a merge"],
  [/^=$/, "a value"],
];
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** A text as it was written in quotes. */
export function text(written, at) {
  if (written.length > MOST) refuse(`${at}: a text longer than ${MOST} characters`);
  if (written.includes("${")) refuse(`${at}: interpolation (\${…}) is not allowed`);
  if (UNPRINTABLE.test(written)) refuse(`${at}: ${show(written)} holds characters that cannot be printed`);
  return written;
}

/** A word or number without quotes. */
export function unquoted(written, at) {
  text(written, at);
  if (NUMBER.test(written)) {
    check_plain(at, written);
    const value = Number(written);
    if (!Number.isFinite(value) || written.length > LONGEST_NUMBER) refuse(`${at}: ${show(written)} is too large a number`);
    return value;
  }
  if (NULLS.includes(written)) return null;
  if (written === "true" || written === "false") return written === "true";
  if (written.toUpperCase() === "NO") refuse(`${at}: YAML reads NO as false; write NOR for Norway, or false`);
  if (/^[-+]?\.(nan|inf)$/i.test(written)) refuse(`${at}: ${written} is not finite; write a decimal number`);
  const meant = READ_AS.find(([pattern]) => pattern.test(written));
  if (meant) refuse(`${at}: YAML reads ${show(written)} as ${meant[1]}; write a decimal number, or put a text in quotes`);
  return written;
}

/** A value as it stands in a file. */
export function written(value) {
  if (typeof value === "number") return Object.is(value, -0) ? "-0.0" : String(value);
  if (value === null) return "null";
  if (typeof value === "string") return plain(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  return `{${Object.keys(value).map((key) => `${written(key)}: ${written(value[key])}`).join(", ")}}`;
}

/** Whether a text stands for itself without quotes. */
const plain = (word) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(word) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(word);
