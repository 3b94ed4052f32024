/** The sentence that comes first: setting, states, attack. Only differences that stand out of the noise are given as such. */

import {data} from "../data.js";
import {h} from "./dom.js";
import {capital, listed, say} from "./say.js";
import {LEVERS, words} from "./values.js";
import {difference, level, outcome, set} from "./written.js";

const LONGEST = 126; // letters, beyond which several changes are counted and not named
const [LONG, LONGER] = [84, 110];
export const STATES = "ground_contributors";
export const ATTACK = "attacked";

/** The headline as plain text. */
export function headlineText(shown, ui) {
  const side = shown.sides[0];
  if (ui.veiled) return say("headline.hidden", { setting: side.changes.length ? named(side) : say("headline.at_base") });
  if (!side.changes.length) return say("headline.base", { states: main(side, STATES), all: side.countries.length, attack: main(side, ATTACK) });
  const found = findings(shown, side);
  const full = `${named(side)}, ${found}`;
  return full.length <= LONGEST ? full : `${say("headline.several", { n: side.changes.length, count: count(side.changes.length) })}, ${found}`;
}

export function headline(shown, ui) {
  return headlineText(shown, ui);
}

/** How long a headline is: on a phone a longer one is set smaller, so that it takes no more room. */
export function lengthOf(text) {
  return text.length > LONGER ? "longer" : text.length > LONG ? "long" : "short";
}

/** What stands below it: paired differences with errors, and under how many theories the direction holds. */
export function subline(shown, ui) {
  const failed = shown.error ?? ui.failed;
  if (failed) return failed;
  const side = shown.sides[0];
  if (ui.veiled) return say("sub.hidden");
  if (!side.changes.length) return ofBase(side, ui);
  const figures = [STATES, ATTACK].map((name) => {
    const { main, error } = difference(side.figures[name].difference, outcome(name).unit);
    return `${main}\u00a0${error.replace("± ", "±\u00a0")}`; // one figure, one line
  });
  return [say("sub.against", { states: figures[0], attack: figures[1] }), " ", theories(side)];
}

function ofBase(side, ui) {
  const asked = side.setting.force_size ?? ui.standard.force_size;
  const troops = level(side.figures.deployed.level, "troops");
  const attack = level(side.figures[ATTACK].level, "1");
  return say("sub.base", { troops: `${troops.main} ${troops.error}`, asked: words("force_size", asked), ends: attack.error, horizon: words("horizon", side.setting.horizon ?? ui.standard.horizon) });
}

function theories(side) {
  if (!side.theories) return say("sub.theories_follow");
  const levels = side.theories.map(({ figures }) => figures[ATTACK].level.value);
  const range = { low: Math.round(100 * Math.min(...levels)), high: Math.round(100 * Math.max(...levels)), all: levels.length };
  const found = side.figures[ATTACK].difference;
  if (!found.separated) return say("sub.theories", range);
  const alike = side.theories.filter(({ figures }) => figures[ATTACK].difference?.separated && Math.sign(figures[ATTACK].difference.value) === Math.sign(found.value));
  return say("sub.holds", { ...range, count: alike.length });
}

function findings(shown, side) {
  const said = [];
  const unseen = [];
  for (const [name, verb] of [[STATES, "states"], [ATTACK, "attack"]]) {
    const found = side.figures[name].difference;
    if (!found?.separated) unseen.push(say(`headline.unseen_${verb}`));
    else said.push(clause(verb, found, main(shown.base, name), main(side, name), outcome(name).unit));
  }
  if (!said.length) return say("headline.no_difference", { what: listed(unseen, say("or_in")) });
  return listed(said) + (unseen.length ? say("headline.but_unseen", { what: unseen[0] }) : "");
}

/** `attacks fall from 28 to 16 % of runs`; by the difference where both round to the same. */
function clause(verb, found, base, now, unit) {
  const way = found.value > 0 ? "rise" : "fall";
  if (base === now) return say(`headline.${verb}_by`, { way: say(way), by: difference(found, unit).main.replace(/^[+−]/, "") });
  return say(`headline.${verb}`, { way: say(way), base: base.replace(/\u202f%$/, ""), now });
}

const main = (side, name) => level(side.figures[name].level, outcome(name).unit).main;
const count = (n) => say(n < 10 ? `count.${n}` : "count.many");

/** What was set, as the sentence begins: `With US backing at 0.75 instead of 0.35`. */
function named(side) {
  return say("headline.with", { what: listed(side.changes.map(phrase)) });
}

function phrase({ lever, from, to }) {
  const { kind, label } = LEVERS.get(lever);
  const plain = (value) => (kind === "number" ? set(value) : words(lever, value));
  const values = { label, to: plain(to), from: plain(from) };
  if (["number", "whole", "choice"].includes(kind)) return say("headline.value", values);
  if (kind === "events" && to.length) return listed(to.map((event) => say("headline.event", { event: data.events[event.kind].label, month: event.month })));
  return say("headline.other", values);
}

/** For a screen reader: said once, when the figures are refined. */
export function announced(shown, ui) {
  return shown.refined ? h("span", {}, capital(headlineText(shown, ui))) : null;
}
