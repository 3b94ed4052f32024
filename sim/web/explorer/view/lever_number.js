/**
 * A number: a slider whose track is filled from base to now, a grey tick at the base, a field to type in, and presets.
 *
 * What is typed and cannot be is kept as typed, with one line that says what can.
 */

import {session} from "../session.js";
import {refusal} from "../setting.js";
import {h} from "../dom.js";
import {say} from "./say.js";
import {SLIDER, sliderScale} from "./slider_scale.js";
import {same} from "./values.js";
import {set} from "./written.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** The control of a lever that is a number; its field stands in the row above. */
export function numberLever(lever, value, base, { ui, act }) {
  const put = (next) => act.change(lever.name, next);
  return [slider(lever, value, base, put, { id: `lever-${lever.name}`, read: () => session.valueOf(session.settings[0], lever.name) }), ui.refused?.lever === lever.name && h("p.refusal", { role: "alert" }, ui.refused.line), presets(lever, value, put)];
}

/** The field of a lever that is a number. */
export function numberField(lever, value, { ui, act }) {
  const text = ui.refused?.lever === lever.name ? ui.refused.text : set(value);
  return h("input.in-line", { type: "text", inputmode: "decimal", value: text, "aria-label": say("lever.type", { label: lever.label }), onchange: (event) => typed(event.target, lever, act) });
}

/** Slider and field of an entry; `base` null: nothing to compare with. */
export function byNumber(row, value, base, put) {
  const within = (event) => put(Math.max(row.low, Math.min(row.high, Number(event.target.value))));
  return h("div.by-number", {}, slider(row, value, base, put, { id: `slider-${row.name}` }),
    h("input", { type: "number", min: row.low, max: row.high, step: "any", value: Number(value.toPrecision(3)), "aria-label": say("lever.type", { label: row.label }), onchange: (event) => event.target.value !== "" && within(event) }));
}

/** The slider alone; `read` gives the value that a key moves, which may be newer than what is drawn. */
export function slider(lever, value, base, put, { id = null, read = () => value } = {}) {
  const scale = sliderScale(lever);
  const [now, then] = [value, base ?? value].map((number) => scale.place(number) / (SLIDER / 100));
  const keys = (event) => {
    const ends = { Home: lever.low, End: lever.high }[event.key];
    if (ends === undefined && !STEPS[event.key]) return;
    event.preventDefault();
    put(ends ?? scale.step(read(), STEPS[event.key]));
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

/** What was typed: a number, or a preset's name. */
function typed(field, lever, act) {
  const text = field.value.trim().replace("−", "-");
  const number = Number(text.replaceAll(",", ""));
  const value = text !== "" && Number.isFinite(number) ? number : text.replaceAll(" ", "_");
  const line = refusal({ [lever.name]: value });
  act.show({ refused: line ? { lever: lever.name, line, text: field.value } : null });
  if (!line) act.change(lever.name, Object.hasOwn(lever.presets, value) ? lever.presets[value] : value);
}
