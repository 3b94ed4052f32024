/** What may be moved along a range, as `sim.factors` names it: a lever that is a number, or a state's stance or public. */

import {data} from "./data.js";
import {has} from "./errors.js";
import {levers, valueOf} from "./setting.js";

const CODES = data.states.map((state) => state.code);
const FROM_EVIDENCE = {stances: "stance", publics: "poll"};

/** Every factor that may turn a state's decision, with its range. */
export const ranges = (code) =>
  [...data.engine.columns, ...Object.keys(FROM_EVIDENCE).map((head) => `${head}.${code}`)].map((name) => {
    const [head, entry] = name.split(".");
    const {low, high, unit, label} = entry ? {...levers.get(head).entries[entry], label: levers.get(head).label} : levers.get(head);
    return {name, low, high, unit, label};
  });

/** The value of a factor in a setting: set, or what reading and polls say. */
export function factorOf(setting, name) {
  const [head, entry] = name.split(".");
  const held = valueOf(setting, head);
  if (!entry) return held;
  if (has(held, entry)) return held[entry];
  const [evidence, reading] = ["evidence", "reading"].map((lever) => valueOf(setting, lever));
  return data.engine.said[evidence][reading][FROM_EVIDENCE[head]][CODES.indexOf(entry)] ?? 0;
}

/** The setting with another value of a factor. */
export function but(setting, name, value) {
  const [head, entry] = name.split(".");
  return {...setting, [head]: entry ? {...setting[head], [entry]: value} : value};
}
