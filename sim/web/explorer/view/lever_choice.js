/** A choice among names: buttons where there are few, else a list; and what the chosen one means. */

import {h} from "../dom.js";
import {capital} from "./say.js";
import {words} from "./values.js";

const FEW = 4;

export function choiceLever(lever, value, base, { act }) {
  const names = Object.keys(lever.options);
  const put = (name) => act.change(lever.name, name);
  const label = (name) => words(lever.name, name);
  const control = names.length <= FEW
    ? h("div.presets", { role: "group", "aria-label": lever.label }, names.map((name) => h("button", { key: name, "aria-pressed": String(name === value), onclick: () => put(name) }, label(name))))
    : h("select", { "aria-label": lever.label, value, onchange: (event) => put(event.target.value) }, names.map((name) => h("option", { value: name }, label(name))));
  return [control, h("p.meaning", {}, capital(lever.options[value] ?? ""))];
}
