/** Some names out of a list: each a switch. A list of many states is a list to add from, with a tag for each that was. */

import {h} from "../dom.js";
import {say} from "./say.js";

/** Roles, parts: every name is a switch. */
export function namesLever(lever, value, base, { act }) {
  const flip = (name) => act.change(lever.name, Object.keys(lever.options).filter((one) => (one === name) !== value.includes(one)));
  return h("div.presets", { role: "group", "aria-label": lever.label }, Object.entries(lever.options).map(([name, label]) =>
    h("button", { key: name, "aria-pressed": String(value.includes(name)), onclick: () => flip(name) }, label)));
}

/** States: few of many. */
export function countriesLever(lever, value, base, { act }) {
  const put = (codes) => act.change(lever.name, codes);
  return [
    value.length > 0 && h("div.entries", {}, value.map((code) => h("span.tag", { key: code }, lever.options[code], h("button.remove", { "aria-label": say("entry.remove", { name: lever.options[code] }), onclick: () => put(value.filter((one) => one !== code)) }, "×")))),
    adder(say("entry.add_state"), Object.entries(lever.options).filter(([code]) => !value.includes(code)), (code) => put([...value, code])),
  ];
}

/** A list from which one is added; it shows its own name until then. */
export function adder(label, options, add) {
  return h("div.adder", {}, h("select", { "aria-label": label, value: "", onchange: (event) => {
    const { value } = event.target;
    event.target.value = "";
    if (value) add(value);
  } }, h("option", { value: "" }, `${label} …`), options.map(([name, text]) => h("option", { key: name, value: name }, text))));
}
