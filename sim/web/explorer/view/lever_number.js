/**
 * A number: a slider whose track is filled from base to now, a grey tick at the base, a field to type in, and presets.
 *
 * What is typed and cannot be is kept as typed, with one line that says what can.
 */

import {refusal} from "../setting.js";
import {h} from "./dom.js";
import {say} from "./say.js";
import {SLIDER, sliderScale} from "./slider_scale.js";
import {same} from "./values.js";
import {set} from "./written.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** The whole control of a lever that is a number. */
export function numberLever(lever, value, base, { ui, act }) {
  const put = (next) => act.change(lever.name, next);
  return [byNumber(lever, value, base, put, ui, act), ui.refused?.lever === lever.name && h("p.refusal", { role: "alert" }, ui.refused.line), presets(lever, value, put)];
}

/** Slider and field; `base` null: nothing to compare with. */
export function byNumber(lever, value, base, put, ui = null, act = null) {
  return h("div.by-number", {}, slider(lever, value, base, put, `lever-${lever.name}`), h("input", { type: "text", inputmode: "decimal", value: ui?.refused?.lever === lever.name ? ui.refused.text : plainly(value), "aria-label": say("lever.type", { label: lever.label }), onchange: (event) => typed(event.target, lever, put, act) }));
}

/** The slider alone. */
export function slider(lever, value, base, put, id = null) {
  const scale = sliderScale(lever);
  const [now, then] = [value, base ?? value].map((number) => scale.place(number) / (SLIDER / 100));
  const keys = (event) => {
    const ends = { Home: lever.low, End: lever.high }[event.key];
    if (ends === undefined && !STEPS[event.key]) return;
    event.preventDefault();
    put(ends ?? scale.step(value, STEPS[event.key]));
  };
  return h("div.slider", { style: { "--base-at": then, "--low": Math.min(now, then), "--high": Math.max(now, then) } },
    h("input", { type: "range", id, min: 0, max: SLIDER, step: 1, value: Math.round(scale.place(value)), "aria-label": lever.label, "aria-valuetext": spoken(lever, value, base),
      oninput: (event) => put(scale.value(Number(event.target.value))), onkeydown: keys }));
}

function spoken(lever, value, base) {
  const preset = Object.entries(lever.presets ?? {}).find(([, level]) => level === value);
  return `${set(value)} ${preset ? preset[0].replaceAll("_", " ") : ""}${base === null || base === value ? "" : `; ${say("base")} ${set(base)}`}`;
}

function presets(lever, value, put) {
  const some = Object.entries(lever.presets);
  return some.length > 0 && h("div.presets", { role: "group", "aria-label": say("lever.presets", { label: lever.label }) },
    some.map(([name, level]) => h("button", { key: name, "aria-pressed": String(same(level, value)), onclick: () => put(level) }, name.replaceAll("_", " "))));
}

/** A number as one types it: no thousands, a hyphen for minus. */
const plainly = (value) => set(value).replaceAll(",", "").replace("−", "-");

function typed(field, lever, put, act) {
  const text = field.value.trim().replace("−", "-");
  const number = Number(text.replaceAll(",", ""));
  const value = text !== "" && Number.isFinite(number) ? number : text.replaceAll(" ", "_");
  const line = act ? refusal({ [lever.name]: value }) : number >= lever.low && number <= lever.high ? null : lever.name;
  if (act) act.show({ refused: line ? { lever: lever.name, line, text: field.value } : null });
  if (!line) put(lever.presets?.[value] ?? value);
  else if (!act) field.value = plainly(lever.low);
}
