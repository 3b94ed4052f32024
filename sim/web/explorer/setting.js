/**
 * A setting: what a scenario file holds, lever by lever. `check` gives every lever its value, or refuses in the words in
 * which `sim.Scenario` does.
 */

import {data} from "./data.js";
import {Refusal, has, isMapping, nearest, refuse, show} from "./errors.js";
import {kinds} from "./kinds.js";
import {check_orders} from "./possible.js";

export const levers = new Map(data.levers.map((lever) => [lever.name, lever]));

/**
 * Every lever's value, checked and in its one plain form.
 *
 * @param {Object} setting  values of levers that are not left alone
 * @returns {{values: Object, supplied: string[]}}  values of all levers, and the names of those that the reading supplies
 */
export function check(setting) {
  if (!isMapping(setting)) refuse(`setting: ${show(setting)} is not a mapping of levers to values`);
  for (const name of Object.keys(setting)) {
    if (!levers.has(name)) refuse(`${name.slice(0, 60)}: no such lever; ${nearest(name, [...levers.keys()])}`);
  }
  const reading = levers.get("reading");
  const said = has(setting, "reading") ? setting.reading : reading.default;
  const moment = data.readings[kinds.choice.check("reading", said, reading)];
  const [values, supplied] = [{}, []];
  for (const [name, lever] of levers) {
    let value = has(setting, name) ? setting[name] : lever.default;
    if (value === null && lever.default === null) {
      value = moment.values[name];
      supplied.push(name);
    }
    values[name] = kinds[lever.kind].check(name, value, lever);
  }
  inTime(values);
  check_orders(values);
  return {values, supplied};
}

/** Why a setting cannot be, in one line; null if it can. */
export function refusal(setting) {
  try {
    check(setting);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** The setting in its one plain form: checked values of the levers that differ from their defaults. */
export function tidy(setting) {
  const {values, supplied} = check(setting);
  const kept = [...levers.values()].filter(
    ({name, default: usual}) => !supplied.includes(name) && !same(values[name], usual),
  );
  return Object.fromEntries(kept.map(({name}) => [name, values[name]]));
}

/** The value of one lever in a setting that has been checked: set, or supplied by the reading, or the default. */
export function valueOf(setting, name) {
  if (has(setting, name) && setting[name] !== null) return setting[name];
  const {default: usual} = levers.get(name);
  return usual ?? data.readings[setting.reading ?? levers.get("reading").default].values[name];
}

/** A value in a few words. */
export const textOf = (name, value) => kinds[levers.get(name).kind].text(value, levers.get(name));

/** Levers in which two settings differ, in value or in who set it, in the order of help. */
export function changed(one, other) {
  return [...levers.keys()].filter(
    (name) =>
      !same(valueOf(one, name), valueOf(other, name)) ||
      (levers.get(name).default === null && has(one, name) !== has(other, name)),
  );
}

/** Whether two plain values are equal. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Refuse what is dated after the last month, where it would do nothing. */
function inTime({horizon, schedule, injects}) {
  const late = (what, month) => {
    if (month >= horizon) refuse(`${what} in month ${month} would never come; horizon=${horizon} allows: 0 to ${horizon - 1}`);
  };
  injects.forEach(({kind, month}) => late(`injects: ${kind}`, month));
  Object.entries(schedule).forEach(([name, steps]) => steps.forEach(([month]) => late(`schedule.${name}: the value`, month)));
}
