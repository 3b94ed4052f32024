/** The dock of small screens: the lever at hand, the way to all others, and the result in one line beside it. */

import {data} from "../data.js";
import {session} from "../session.js";
import {h} from "../dom.js";
import {figure} from "./figure.js";
import {ATTACK, STATES} from "./headline.js";
import {slider} from "./lever_number.js";
import {capital, say} from "./say.js";
import {words} from "./values.js";
import {rowOf} from "./written.js";

export function dock(shown, ui, act) {
  if (!ui.dock) return [];
  const { setting } = shown.sides[0];
  const lever = data.levers.find((one) => one.name === ui.atHand);
  const value = session.valueOf(setting, lever.name);
  const numbers = data.levers.filter((one) => one.kind === "number");
  return [
    h("select", { "aria-label": say("dock.choose"), value: lever.name, onchange: (event) => act.show({ atHand: event.target.value }) },
      numbers.map((one) => h("option", { key: one.name, value: one.name }, `${capital(one.label)}: ${words(one.name, session.valueOf(setting, one.name))}`))),
    slider(lever, value, session.valueOf(shown.base.setting, lever.name), (next) => act.change(lever.name, next), { read: () => session.valueOf(session.settings[0], lever.name) }),
    h("button", { "aria-expanded": String(ui.sheet), "aria-controls": "levers", onclick: () => act.sheet(!ui.sheet) }, say("dock.all")),
    h("p.result", {}, ui.veiled ? say("dock.hidden") : [result(shown, STATES, say("dock.states"), act), " · ", say("dock.attack"), " ", result(shown, ATTACK, "", act)]),
  ];
}

function result(shown, name, word, act) {
  const { level, difference } = rowOf(shown, name);
  const by = shown.sides[0].figures[name].difference;
  const tone = by?.separated ? (by.value > 0 ? "up" : "down") : "nil";
  const moved = by && shown.sides[0].changes.length > 0;
  return [figure(act, { about: "outcome", name }, h("b", {}, level.main)), word && ` ${word}`, moved && [" ", h(`span.${tone}`, {}, by.separated ? difference.main : say("no_difference"))]];
}
