/** What each change did: the latest first, paired with the step before, with its error; each can be undone. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {figure} from "./figure.js";
import {ATTACK, STATES} from "./headline.js";
import {theories} from "./theories.js";
import {say} from "./say.js";
import {session} from "../session.js";
import {changed} from "../setting.js";
import {LEVERS, words} from "./values.js";
import {difference, outcome} from "./written.js";

const MOST = 3; // rows of room

export function log(shown, ui, act) {
  const head = h("li.titles", { key: "head" }, h("span", {}, say("steps.change")), h("span", {}, say("steps.states")), h("span", {}, say("steps.attack")), more(shown, ui, act));
  const shownSteps = ui.allSteps ? shown.steps : shown.steps.slice(0, MOST);
  return [
    h("header", {}, h("h2", { id: "log-title" }, say("steps.title")), h("p.lede", {}, say("steps.lede"))),
    h("ol.steps", {}, shown.steps.length ? [head, shownSteps.map((step, k) => row(step, k, shown.steps.length, act))] : h("li.quiet-text", { key: "none" }, say("steps.empty"))),
    h("h3", {}, say("theories.title", { n: Object.keys(data.theories).length })),
    theories(shown, act),
  ];
}

function more(shown, ui, act) {
  return h("span", {}, shown.steps.length > MOST && h("button.quiet.small", { "aria-expanded": String(ui.allSteps), onclick: () => act.show({ allSteps: !ui.allSteps }) }, ui.allSteps ? say("steps.fewer") : say("steps.all", { n: shown.steps.length })));
}

function row(step, k, count, act) {
  const said = wordsOf(session.steps[k], step);
  return h("li", { key: `step-${count - k}` }, h("span.words", { title: said }, said), by(step, said, STATES, act), by(step, said, ATTACK, act),
    h("button.undo", { onclick: () => act.undo(k), "aria-label": say("steps.undo_of", { words: said }) }, say("steps.undo")));
}

/** What was done: in the words that were given with it, or lever by lever. */
function wordsOf(done, step) {
  if (!done) return step.words;
  return done.words_given ?? changed(done.before, done.after).map((name) => `${LEVERS.get(name).label} ${valueWords(name, done.before)} → ${valueWords(name, done.after)}`).join("; ");
}

const valueWords = (name, setting) => words(name, session.valueOf(setting, name));

function by(step, said, name, act) {
  const found = step.figures?.[name];
  if (!found) return h("span.nil", {}, "…");
  const { main, error } = difference(found, outcome(name).unit);
  const tone = found.separated ? (found.value > 0 ? "up" : "down") : "nil";
  return figure(act, { about: "step", words: said, step, name }, found.separated ? h(`b.${tone}`, {}, main) : h("span.nil", {}, main), " ", h("small.error", {}, error.replace(" points", "")));
}
