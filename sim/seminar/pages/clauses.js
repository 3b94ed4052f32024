/** Conditions of an order: chips that are taken away by a tap, and one list from which the next is chosen. */

import {atlas, named} from "./atlas.js";
import {h} from "./dom.js";
import {count, level, say} from "./say.js";
import {MOST_CLAUSES} from "./order_row.js";

const CHOICES = { at_least: [2, 3, 4, 5, 6, 8, 10], pledged: [5000, 10000, 20000, 30000], us_backing: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], mandate: [0.25, 0.5, 0.75, 1] };

/** A clause in words. */
export function clause([name, value]) {
  if (name === "on_ground") { return say("if.on_ground", { state: named(value) }); }
  return say(`if.${name}`, { n: name === "pledged" ? count(value) : name === "at_least" ? value : level(value) });
}

/** Chips and list; `change` gets the new clauses. */
export function clauses(own, chosen, change) {
  const free = chosen.length < MOST_CLAUSES;
  const taken = (name, value) => chosen.some((one) => one[0] === name && (name !== "on_ground" || one[1] === value));
  return h("div.chips", {}, chosen.map((one, k) => h("button.chip.on", { type: "button", key: one.join(), "aria-label": say("if.remove", { words: clause(one) }),
    onclick: () => change(chosen.filter((_, at) => at !== k)) }, clause(one), h("span", { "aria-hidden": "true" }, " ×"))),
  free && h("select.chip", { key: `add ${chosen.length}`, "aria-label": say("if.add"), onchange: (event) => { const [name, value] = event.target.value.split(" "); change([...chosen, [name, name === "on_ground" ? value : Number(value)]]); } },
    h("option", { value: "" }, say(chosen.length ? "if.more" : "if.add")),
    h("optgroup", { label: say("if.states") }, states(own).filter((code) => !taken("on_ground", code)).map((code) => h("option", { value: `on_ground ${code}` }, clause(["on_ground", code])))),
    Object.entries(CHOICES).filter(([name]) => !taken(name)).map(([name, values]) => h("optgroup", { label: say(`if.group.${name}`) }, values.map((value) => h("option", { value: `${name} ${value}` }, clause([name, value])))))));
}

const states = (own) => atlas.states.filter((code) => code !== own).sort((a, b) => named(a).localeCompare(named(b)));
