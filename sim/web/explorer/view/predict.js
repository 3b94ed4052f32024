/**
 * Predict first: outcomes are hidden until a prediction is placed, then it is scored. Beside one's own prediction the hands
 * of a class can be counted: who expects fewer, no difference, more.
 */

import {h} from "../dom.js";
import {ATTACK, STATES} from "./headline.js";
import {say} from "./say.js";
import {rowOf} from "./written.js";

const QUESTIONS = [STATES, ATTACK];
const ANSWERS = ["fewer", "same", "more"];

/** Where both sliders start: at the base. */
export function firstGuess(shown) {
  return { [STATES]: Math.round(shown.base.figures[STATES].level.value), [ATTACK]: Math.round(100 * shown.base.figures[ATTACK].level.value) / 100 };
}

export const NO_HANDS = { [STATES]: { fewer: 0, same: 0, more: 0 }, [ATTACK]: { fewer: 0, same: 0, more: 0 } };

/** The card over the first outcomes. */
export function prediction(shown, ui, act) {
  const guess = ui.draft ?? firstGuess(shown);
  const most = shown.base.countries.length;
  return h("div.predict", { role: "group", "aria-label": say("predict.title") },
    h("h3", {}, say("predict.title")),
    ask(STATES, say("predict.states", { all: most }), most, guess[STATES], String(guess[STATES]), (value) => act.show({ draft: { ...guess, [STATES]: value } })),
    ask(ATTACK, say("predict.attack"), 100, Math.round(100 * guess[ATTACK]), `${Math.round(100 * guess[ATTACK])}\u202f%`, (value) => act.show({ draft: { ...guess, [ATTACK]: value / 100 } })),
    h("button.strong", { onclick: () => act.place(guess) }, say("predict.place")),
    h("div.hands", {}, h("h4", {}, say("hands.title")), QUESTIONS.map((name) => hands(name, ui, act))));
}

function ask(name, label, most, value, text, put) {
  return h("div.question", {}, h("label", { for: `guess-${name}` }, label), h("input", { id: `guess-${name}`, type: "range", min: 0, max: most, step: 1, value, "aria-valuetext": text, oninput: (event) => put(Number(event.target.value)) }), h("output", { for: `guess-${name}` }, text));
}

function hands(name, ui, act) {
  const put = (answer, by) => act.show({ hands: { ...ui.hands, [name]: { ...ui.hands[name], [answer]: Math.max(0, ui.hands[name][answer] + by) } } });
  return [h("span.of", {}, say(`hands.${name}`)), ANSWERS.map((answer) => h("span.hand", {},
    h("button", { "aria-label": say("hands.take", { answer: say(`hands.${answer}`), question: say(`hands.${name}`) }), onclick: () => put(answer, -1) }, "−"), h("span", {}, say(`hands.${answer}`)), h("output", {}, ui.hands[name][answer]),
    h("button", { "aria-label": say("hands.add", { answer: say(`hands.${answer}`), question: say(`hands.${name}`) }), onclick: () => put(answer, 1) }, "+")))];
}

/** How far off the prediction was, and how many hands were right. */
export function verdict(shown, ui) {
  const parts = QUESTIONS.map((name) => {
    const { level: found } = shown.sides[0].figures[name];
    const guess = ui.guess[name];
    const inside = guess >= found.low && guess <= found.high;
    const off = Math.abs(guess - found.value);
    return name === STATES
      ? say(inside ? "verdict.states_hit" : "verdict.states", { guess, found: rowOf(shown, name).level.main, off: off.toFixed(1) })
      : say(inside ? "verdict.attack_hit" : "verdict.attack", { guess: Math.round(100 * guess), found: rowOf(shown, name).level.main, off: Math.round(100 * off) });
  });
  return [h("b", {}, say("verdict.title")), " ", parts.join(" "), tally(shown, ui)];
}

function tally(shown, ui) {
  const lines = QUESTIONS.map((name) => {
    const all = ANSWERS.reduce((sum, answer) => sum + ui.hands[name][answer], 0);
    if (!all) return null;
    const by = shown.sides[0].figures[name].difference;
    const right = by?.separated ? (by.value > 0 ? "more" : "fewer") : "same";
    return say("verdict.hands", { right: ui.hands[name][right], all, question: say(`hands.${name}`), answer: say(`hands.${right}`) });
  }).filter(Boolean);
  return lines.length ? ` ${lines.join(" ")}` : "";
}
