/** Dated events, one row each, with the fields that their kind has. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {adder} from "./lever_names.js";
import {remove} from "./lever_entries.js";
import {byNumber} from "./lever_number.js";
import {capital, say} from "./say.js";
import {eventLabel} from "./values.js";

export function eventsLever(lever, value, base, { act, horizon }) {
  const put = (events) => act.change(lever.name, events);
  return [
    value.map((event, k) => h("div.entry", { key: `${event.kind}-${k}` }, h("span", {}, capital(eventLabel(event))), remove(eventLabel(event), () => put(value.filter((_, at) => at !== k))),
      eventFields(event, horizon, (next) => put(value.map((old, at) => (at === k ? next : old))), `event-${k}`))),
    adder(say("entry.add_event"), Object.entries(data.events).map(([kind, row]) => [kind, capital(row.label)]), (kind) => put([...value, newEvent(kind, horizon)])),
  ];
}

/** Month, size and country of an event, as its kind asks for them. */
export function eventFields(event, horizon, put, id) {
  const kind = data.events[event.kind];
  return h("div.fields", {},
    h("label", { for: `${id}-month` }, say("field.month")), h("input", { id: `${id}-month`, type: "number", min: 0, max: horizon - 1, value: event.month, onchange: (change) => put({ ...event, month: Number(change.target.value) }) }),
    kind.high > kind.low && [h("label", {}, kind.unit || say("field.size")), byNumber({ ...kind, name: `${id}-size`, label: say("field.size_of", { event: kind.label, unit: kind.unit }) }, event.size ?? kind.size, null, (size) => put({ ...event, size }))],
    kind.of_country && [h("label", { for: `${id}-country` }, say("field.country")), h("select", { id: `${id}-country`, value: event.country, onchange: (change) => put({ ...event, country: change.target.value }) }, data.states.map(({ code, name }) => h("option", { key: code, value: code }, name)))]);
}

/** An event of a kind at its usual size, a third of the way. */
export function newEvent(kind, horizon) {
  const { size, of_country } = data.events[kind];
  return { kind, month: Math.floor(horizon / 3), size, ...(of_country ? { country: data.states[0].code } : {}) };
}
