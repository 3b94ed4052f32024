/** What is compared with what, and how far the runs are refined. */

import {session} from "../session.js";
import {h} from "../dom.js";
import {say} from "./say.js";
import {LEVERS, words} from "./values.js";

const MOST_SIDES = 4;
const PLAIN = ["number", "whole", "choice"]; // kinds whose value follows its name without a colon

export function settingLine(shown, ui, act) {
  const side = shown.sides[0];
  const same = !side.changes.length;
  return [
    h("span.chip.base", {}, h("i.sign", { "aria-hidden": "true" }), h("b", {}, say("base.title")), " ", h("span", { title: baseWords(shown) }, say("base.pinned", { base: baseWords(shown) }))),
    h("span.chip.now", {}, h("i.sign.now", { "aria-hidden": "true" }), h("b", {}, say("now.title")), " ", h("span", { title: same ? "" : changes(side) }, same ? say("same_as_base") : changes(side))),
    h("span.actions", {},
      h("button.quiet", { disabled: same, onclick: act.back }, say("back_to_base")), h("button.quiet", { disabled: same, title: say("pin.title"), onclick: act.pin }, say("pin")),
      h("button.quiet", { disabled: shown.sides.length >= MOST_SIDES, title: say("beside.title"), onclick: act.beside }, say("beside"))),
    h("span.refinement", { id: "refinement" }, refinement(ui.done ?? shown.runs, shown)),
  ];
}

/** The bar alone: it moves while runs are added, and nothing else does. */
export function refinement(done, shown) {
  const refined = shown.refined && done >= shown.asked;
  return [
    h("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, h("rect.rest", { width: 100, height: 6 }), h("rect.done", { width: Math.round((100 * done) / shown.asked), height: 6 })),
    h("span", {}, refined ? say("refined", { runs: thousands(done) }) : say("refining", { runs: thousands(done), asked: thousands(shown.asked) })),
  ];
}

const thousands = (count) => count.toLocaleString("en");

/** The levers that differ, in words. */
export function changes(side) {
  return side.changes.map(({ lever, to }) => `${LEVERS.get(lever).label}${PLAIN.includes(LEVERS.get(lever).kind) ? "" : ":"} ${words(lever, to)}`).join(" · ");
}

/** The base in few words: its reading, and what it sets. */
export function baseWords(shown) {
  const { setting } = shown.base;
  const set = Object.keys(setting).filter((name) => name !== "reading");
  const reading = words("reading", session.valueOf(setting, "reading"));
  return set.length ? `${reading}; ${set.slice(0, 2).map((name) => `${LEVERS.get(name).label} ${words(name, setting[name])}`).join(", ")}${set.length > 2 ? " …" : ""}` : reading;
}
