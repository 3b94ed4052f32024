/** The sentence that comes first: setting, states, attack. Only differences that stand out of the noise are given as such. */

import {data} from "../data.js";
import {h, textOf} from "../dom.js";
import {figure} from "./figure.js";
import {capital, listed, said, say, series} from "./say.js";
import {LEVERS, state, words} from "./values.js";
import {rowOf, set} from "./written.js";

const MOST_NAMES = 3;
const LONGEST = 126; // letters, beyond which several changes are counted and not named
const [LONG, LONGER] = [84, 110];
export const STATES = "ground_contributors";
export const ATTACK = "attacked";

/** The sentence; each of its figures says what it rests on. */
export function headline(shown, ui, act) {
  const [side] = shown.sides;
  if (ui.veiled) return say("headline.hidden", { setting: side.changes.length ? named(side) : say("headline.at_base") });
  if (!side.changes.length) return said("headline.base", { states: main(shown, STATES, 1, act), all: side.countries.length, attack: main(shown, ATTACK, 1, act) });
  const found = findings(shown, act);
  for (const most of [MOST_NAMES, 1]) {
    const full = [named(side, most), ", ", found];
    if (textOf(full).length <= LONGEST) return full;
  }
  return [say("headline.several", { n: side.changes.length, count: count(side.changes.length) }), ", ", found];
}

/** The same as plain text. */
export const headlineText = (shown, ui) => textOf(headline(shown, ui, null));

/** How long a headline is: on a phone a longer one is set smaller, so that it takes no more room. */
export function lengthOf(text) {
  return text.length > LONGER ? "longer" : text.length > LONG ? "long" : "short";
}

/** What stands below it: paired differences with errors, and under how many theories the direction holds. */
export function subline(shown, ui, act) {
  const failed = shown.error ?? ui.failed;
  if (failed) return failed;
  const [side] = shown.sides;
  if (ui.veiled) return say("sub.hidden");
  if (!side.changes.length) return ofBase(shown, ui, act);
  const [states, attack] = [STATES, ATTACK].map((name) => {
    const { main: by, error } = rowOf(shown, name).difference;
    return figure(act, { about: "outcome", name }, `${by}\u00a0${error.replace("± ", "±\u00a0")}`); // one figure, one line
  });
  return [said("sub.against", { states, attack }), " ", theories(side, act)];
}

function ofBase(shown, ui, act) {
  const [{ setting }] = shown.sides;
  const [troops, attack] = ["deployed", ATTACK].map((name) => rowOf(shown, name).level);
  return said("sub.base", {
    troops: figure(act, { about: "outcome", name: "deployed" }, `${troops.main} ${troops.error}`),
    asked: words("force_size", setting.force_size ?? ui.standard.force_size),
    ends: figure(act, { about: "outcome", name: ATTACK }, attack.error),
    horizon: words("horizon", setting.horizon ?? ui.standard.horizon),
  });
}

function theories(side, act) {
  if (!side.theories) return say("sub.theories_follow");
  const levels = side.theories.map(({ figures }) => figures[ATTACK].level.value);
  const [low, high] = [Math.min(...levels), Math.max(...levels)].map((level) => figure(act, { about: "outcome", name: ATTACK }, Math.round(100 * level)));
  const range = { low, high, all: levels.length };
  const found = side.figures[ATTACK].difference;
  if (!found.separated) return said("sub.theories", range);
  const alike = side.theories.filter(({ figures }) => figures[ATTACK].difference?.separated && Math.sign(figures[ATTACK].difference.value) === Math.sign(found.value));
  return said("sub.holds", { ...range, count: alike.length });
}

function findings(shown, act) {
  const seen = [];
  const unseen = [];
  for (const [name, verb] of [[STATES, "states"], [ATTACK, "attack"]]) {
    const found = shown.sides[0].figures[name].difference;
    if (!found?.separated) unseen.push(say(`headline.unseen_${verb}`));
    else seen.push(clause(verb, name, found, shown, act));
  }
  if (!seen.length) return say("headline.no_difference", { what: listed(unseen, say("or_in")) });
  return [series(seen), unseen.length > 0 && say("headline.but_unseen", { what: unseen[0] })];
}

/** `attacks fall from 28 to 16 % of runs`; by the difference where both read the same. */
function clause(verb, name, found, shown, act) {
  const way = say(found.value > 0 ? "rise" : "fall");
  const [base, now] = [0, 1].map((k) => main(shown, name, k, act));
  if (textOf(base) !== textOf(now)) return said(`headline.${verb}`, { way, base: without(base), now });
  return said(`headline.${verb}_by`, { way, by: figure(act, { about: "outcome", name }, rowOf(shown, name).difference.main.replace(/^[+−]/, "")) });
}

const main = (shown, name, k, act) => figure(act, { about: "outcome", name, side: k }, rowOf(shown, name, k).level.main);

/** Two shares have one sign between them. */
const without = (one) => ({ ...one, children: [textOf(one).replace(/\u202f%$/, "")] });

const count = (n) => say(n < 10 ? `count.${n}` : "count.many");

/** What was set, as the sentence begins: `With US backing at 0.75 instead of 0.35`. */
function named(side, most = MOST_NAMES) {
  return say("headline.with", { what: listed(side.changes.map((change) => phrase(change, most))) });
}

function phrase({ lever, from, to }, most) {
  const { kind, label } = LEVERS.get(lever);
  const plain = (value) => (kind === "number" ? set(value) : words(lever, value));
  const values = { label, to: plain(to), from: plain(from) };
  if (["number", "whole", "choice"].includes(kind)) return say("headline.value", values);
  if (kind === "names") return say("headline.names", values);
  const entries = [...new Set(ENTRIES[kind](to))];
  if (!entries.length) return say("headline.none", values);
  const names = entries.length > most ? say(COUNTED[kind], { n: entries.length }) : listed(entries);
  return say(`headline.${kind}`, { label, names });
}

/** What stands in a lever that has entries, by its kind: the things that a headline names. */
const ENTRIES = {
  events: (list) => list.map((event) => say("headline.event", { event: data.events[event.kind].label, month: event.month })),
  orders: (rows) => rows.map((row) => state(row.state)),
  countries: (codes) => codes.map(state),
  by_country: (values) => Object.keys(values).map(state),
  by_parameter: (values) => Object.keys(values),
  schedule: (values) => Object.keys(values).map((name) => LEVERS.get(name).label),
};
const COUNTED = { events: "headline.some_events", orders: "states.count", countries: "states.count", by_country: "states.count", by_parameter: "headline.some_parameters", schedule: "headline.some_levers" };

/** For a screen reader: said once, when the figures are refined. */
export function announced(shown, ui) {
  return shown.refined ? h("span", {}, capital(headlineText(shown, ui))) : null;
}
