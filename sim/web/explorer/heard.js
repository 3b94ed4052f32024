/** Settings that cannot matter: what is set and no run reads. Files are held to it, and what the page writes is without it. */

import {refuse} from "./errors.js";
import {check, levers, same} from "./setting.js";

const COUNTED_ON = "us_backing"; // read before the first month as well: what others count on at the start

/** Refuse what a setting says and nothing reads, as `sim.scenario.heard` does. */
export function check_heard(setting) {
  const [first] = unheard(setting);
  if (first) refuse(`${first.what}: cannot matter, for ${first.why}; allowed: one of the two`);
}

/** The setting without what nothing reads; its runs are the same. */
export function heard(setting) {
  const left = {...setting};
  for (const {lever, without} of unheard(setting)) {
    if (without) left[lever] = without(left[lever]);
    else delete left[lever];
  }
  return left;
}

/** What a setting says and nothing reads: what it is called, why, and the lever without it. */
function unheard(setting) {
  const {values, supplied} = check(setting);
  const out = (code) => `exclude leaves ${code} out`;
  const entries = ["stances", "publics"].flatMap((lever) =>
    Object.keys(values[lever])
      .filter((code) => values.exclude.includes(code))
      .map((code) => ({
        lever,
        what: `${lever}.${code}`,
        why: out(code),
        without: (held) => Object.fromEntries(Object.entries(held).filter(([one]) => one !== code)),
      })),
  );
  const events = values.injects
    .filter(({country}) => values.exclude.includes(country))
    .map(({kind, country}) => ({
      lever: "injects",
      what: `injects: ${kind}`,
      why: out(country),
      without: (held) => held.filter((event) => event.country !== country),
    }));
  const dated = Object.entries(values.schedule)
    .filter(([name, [[month, first]]]) => name !== COUNTED_ON && month === 0 && !supplied.includes(name) && !usual(name, values[name], first))
    .map(([name]) => ({lever: name, what: name, why: `schedule.${name} begins in month 0`}));
  return [...entries, ...events, ...dated];
}

const usual = (name, value, first) => same(value, levers.get(name).default) || value === first;
