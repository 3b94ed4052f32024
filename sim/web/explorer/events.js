/** The kind of lever that holds dated events, in the order of their months. */

import {data} from "./data.js";
import {choice, has, isMapping, items, nearest, number, refuse, show, whole} from "./errors.js";

const FIELDS = ["kind", "month", "size", "country"];
const CODES = data.states.map((state) => state.code);
const ORDER = ["month", "kind", "country", "size"];
const {effects, last_month} = data.engine.calendar;

/** Whether an event of this kind sets a value, which it can do once a month, rather than adding to one. */
const sets = (kind) => data.events[kind].of_country || effects[kind].some(([, manner]) => manner === "set");

export const events = {
  check(name, value) {
    const found = items(name, value).map((event) => checked(name, event));
    found.sort((a, b) => {
      const field = ORDER.find((one) => (a[one] ?? "") !== (b[one] ?? ""));
      return field ? ((a[field] ?? "") < (b[field] ?? "") ? -1 : 1) : 0;
    });
    found.slice(1).forEach((event, k) => {
      const before = found[k];
      const same = ["month", "kind", "country"].every((field) => before[field] === event[field]);
      const of = before.country ? ` of ${before.country}` : "";
      if (same && sets(event.kind)) refuse(`${name}: ${event.kind}${of} is said twice in month ${event.month}; allowed: once`);
    });
    return found;
  },
  text: (value) => value.map(({kind, month}) => `${kind} in month ${month}`).join(" and ") || "none",
};

function checked(name, value) {
  if (!isMapping(value)) refuse(`${name}: ${show(value)} is not a mapping with kind and month`);
  for (const key of Object.keys(value)) {
    if (!FIELDS.includes(key)) refuse(`${name}: unknown ${show(key)}; ${nearest(key, FIELDS)}`);
  }
  const kind = choice(`${name}.kind`, value.kind, Object.keys(data.events));
  const row = data.events[kind];
  const month = whole(`${name}.month`, value.month, 0, last_month, "months");
  const said = has(value, "size") ? value.size : row.size;
  const size = number(`${name}.size of ${kind}`, said, row.low, row.high, row.unit);
  if (row.of_country) return {kind, month, size, country: choice(`${name}.country`, value.country, CODES)};
  if (value.country) refuse(`${name}.country: only an election names a country, not ${kind}`);
  return {kind, month, size};
}
