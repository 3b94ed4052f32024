/** The levers in the groups of the help page: a row each, with its control, its help and the claims behind it. */

import {data} from "../data.js";
import {session} from "../session.js";
import {claimList} from "./claims.js";
import {h} from "../dom.js";
import {choiceLever} from "./lever_choice.js";
import {entriesLever, scheduleLever} from "./lever_entries.js";
import {eventsLever} from "./lever_events.js";
import {countriesLever, namesLever} from "./lever_names.js";
import {numberField, numberLever} from "./lever_number.js";
import {ordersLever} from "./lever_orders.js";
import {capital, say} from "./say.js";
import {same, words} from "./values.js";

const CONTROLS = {
  number: numberLever, whole: numberLever, choice: choiceLever, names: namesLever, countries: countriesLever, by_country: entriesLever,
  by_parameter: entriesLever, events: eventsLever, schedule: scheduleLever, orders: ordersLever,
};
const AT_HAND = 2; // levers of a group whose controls stand open at first

/** Levers that stand open before the reader has opened or closed any. */
export const OPEN_AT_FIRST = new Set(data.groups.flatMap((group) => data.levers.filter((lever) => lever.group === group).slice(0, AT_HAND).map((lever) => lever.name)));

export function levers(shown, ui, act) {
  const { setting } = shown.sides[0];
  const changed = new Set(shown.sides[0].changes.map((change) => change.lever));
  return [
    h("header", {}, h("h2", {}, say("levers.title")), ui.sheet && h("button.quiet", { onclick: () => act.sheet(false) }, say("panel.close"))),
    h("div.groups", {}, data.groups.map((group) => {
      const rows = data.levers.filter((lever) => lever.group === group);
      const moved = rows.filter((lever) => changed.has(lever.name)).length;
      const open = ui.groups.has(group);
      return h("details.group", { key: group, open, ontoggle: (event) => event.target.open !== ui.groups.has(group) && act.group(group, event.target.open) },
        h("summary", {}, capital(group), h(moved ? "small.changed" : "small", {}, moved ? say("levers.changed", { n: moved }) : say("as_base"))),
        open && rows.map((lever) => lever_row(lever, setting, shown.base.setting, changed.has(lever.name), ui, act)));
    })),
  ];
}

function lever_row(lever, setting, baseSetting, changed, ui, act) {
  const value = session.valueOf(setting, lever.name);
  const base = session.valueOf(baseSetting, lever.name);
  const open = ui.levers.has(lever.name);
  const typed = open && isNumber(lever);
  const helped = ui.helped === lever.name;
  const horizon = session.valueOf(setting, "horizon");
  return h(open ? "div.lever.open" : "div.lever", { key: lever.name, "data-lever": lever.name },
    h("div.lever-top", {},
      h("button.lever-name", { "aria-expanded": String(open), onclick: () => act.openLever(lever.name) }, capital(lever.label)),
      h(changed ? "output" : "output.same", { for: `lever-${lever.name}` }, changed && !same(value, base) && isShort(lever) && h("s", { "aria-label": say("base") }, words(lever.name, base)), !typed && words(lever.name, value)), typed && numberField(lever, value, { ui, act }),
      h("button.about", { "aria-expanded": String(helped), "aria-label": say("lever.about", { label: lever.label }), onclick: () => act.show({ helped: helped ? null : lever.name }) }, h("i", { "aria-hidden": "true" }, "?"))),
    open && CONTROLS[lever.kind](lever, value, base, { ui, act, horizon }),
    helped && help(lever, changed, act));
}

const isNumber = (lever) => ["number", "whole"].includes(lever.kind);
const isShort = (lever) => isNumber(lever) || lever.kind === "names";

function help(lever, changed, act) {
  return h("div.help", {}, h("p", {}, `${capital(lever.meaning)}. ${say("lever.allowed", { allowed: lever.allowed })}`),
    lever.source && h("p", {}, say("lever.source", { source: lever.source })), claimList(lever.claims),
    h("p", {}, h("code", {}, lever.name), changed && [" ", h("button.quiet.small", { onclick: () => act.reset(lever.name) }, say("lever.reset"))]));
}
