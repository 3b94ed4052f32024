/** The way in, on the projector: address, code, QR, and which seats are taken. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {say} from "./say.js";

export function lobby(view, base, place, time) {
  const code = view.code ? `${view.code.slice(0, 3)} ${view.code.slice(3)}` : "";
  return [h("section.way-in", {}, h("div", {}, h("h1", {}, say("screen.title")), h("p", {}, say("screen.open"), h("b.address", {}, place.replace(/^https?:\/\//, ""))),
    code ? h("p", {}, say("join.code"), h("b.code", {}, code)) : h("p", {}, say("screen.closed")), h("p.dim", {}, say("screen.paper"))),
  code && h("img.qr", { src: `${base}/qr.svg?${view.code}`, alt: say("screen.qr", { code }) })),
  h("ul.seats", {}, view.seats.filter((one) => one.kind === "state").map((one) => h("li", { key: one.seat, class: one.mode === "model" ? "free" : null }, named(one.seat), h("i", { "aria-label": say(one.mode === "model" ? "screen.free" : "screen.taken") }, one.mode === "model" ? "○" : "●")))),
  h("footer", {}, h("span", {}, say("screen.in_room", { n: view.counts.players })), time && h("b.clock", {}, time), h("span", {}, say("not_forecast")))];
}
