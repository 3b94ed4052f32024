/** What a setting dates, as one list: events, and values that a lever takes from a month on. */

import {LEVERS, eventLabel, words} from "./values.js";

/**
 * Events and dated values, by month.
 *
 * @returns {Array<{key, month, label, lever, at}>} `at` says where in the lever's value it stands
 */
export function dated(setting) {
  const found = (setting.injects ?? []).map((event, k) => ({ lever: "injects", at: [k], month: event.month, label: eventLabel(event) }));
  for (const [name, steps] of Object.entries(setting.schedule ?? {})) {
    steps.forEach(([month, value], k) => found.push({ lever: "schedule", at: [name, k], month, label: `${LEVERS.get(name).label} ${words(name, value)}` }));
  }
  const seen = new Map();
  for (const one of found) {
    const same = `${one.lever}-${one.lever === "injects" ? one.label : one.at[0]}`;
    seen.set(same, (seen.get(same) ?? 0) + 1);
    one.key = `${same}-${seen.get(same)}`;
  }
  return found.sort((a, b) => a.month - b.month);
}

/** The value of the lever with one entry in another month. */
export function moved(setting, { lever, at }, month) {
  const value = structuredClone(setting[lever]);
  if (lever === "injects") value[at[0]].month = month;
  else value[at[0]][at[1]][0] = month;
  return value;
}

/** The value of the lever without one entry. */
export function without(setting, { lever, at }) {
  const value = structuredClone(setting[lever]);
  if (lever === "injects") value.splice(at[0], 1);
  else {
    value[at[0]].splice(at[1], 1);
    if (!value[at[0]].length) delete value[at[0]];
  }
  return value;
}
