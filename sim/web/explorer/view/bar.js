/** The bar: what this is, that it is no forecast, and the tools. */

import {h} from "../dom.js";
import {say} from "./say.js";

export function bar(ui, act) {
  return [
    h("p.brand", {}, h("b", {}, "Tripwire"), h("span", {}, ` ${say("bar.explorer")}`)),
    h("p.notice", {}, `${say("bar.explores")} `, h("b", {}, say("bar.no_forecast"))),
    h("div.tools", {},
      h("button", { "aria-pressed": String(ui.predicting), "aria-label": say("menu.predict"), onclick: act.predict }, h("span.long", {}, say("menu.predict")), h("span.short", { "aria-hidden": "true" }, say("bar.predict"))),
      h("button.long", { "aria-pressed": String(Boolean(ui.tour)), onclick: () => (ui.tour ? act.leaveTour() : act.dialog({ about: "tours" })) }, say("bar.tour")),
      h("button.long", { onclick: () => act.dialog({ about: "take" }) }, say("menu.take")),
      h("button.long", { onclick: act.theme }, ui.theme === "dark" ? say("bar.light") : say("bar.dark")),
      h("button", { "aria-haspopup": "dialog", onclick: () => act.dialog({ about: "menu" }) }, say("bar.menu"))),
  ];
}

export function skips() {
  return [["#headline", "skip.result"], ["#levers", "skip.levers"], ["#states", "skip.states"]].map(([href, name]) => h("a", { href, onclick: (event) => {
    event.preventDefault();
    document.querySelector(href).focus();
  } }, say(name)));
}
