/** The way in, on the projector: address, code, QR, and which seats are taken. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {say} from "./say.js";

export function lobby(view, base, place, time) {
  const code = view.code ? `${view.code.slice(0, 3)} ${view.code.slice(3)}` : "";
  return [h("section.way-in", {}, h("div", {}, h("h1", {}, say("screen.title")), h("p", {}, say("screen.open"), h("b.address", {}, place.replace(/^https?:\/\//, ""))),
    code ? h("p", {}, say("join.code"), h("b.code", {}, code)) : h("p", {}, say("screen.closed")), h("p.dim", {}, say("screen.paper"))),
  code && h("img.qr", { src: `${base}/qr.svg?${view.code}`, alt: say("screen.qr", { code }) })),
  h("ul.seats", {}, view.seats.filter((one) => (one.kind === "state" && !one.bloc) || speaks(view, one).length).map((one) => seat(one, speaks(view, one)))),
  h("footer", {}, h("span", {}, say("screen.in_room", { n: view.counts.players })), time && h("b.clock", {}, time), h("span", {}, say("not_forecast")))];
}

/** States for which a bloc speaks; none for any other seat. */
const speaks = (view, one) => view.seats.filter((state) => one.kind === "bloc" && state.bloc === one.seat);

function seat(one, states) {
  const free = (states.length ? states : [one]).every((each) => each.mode === "model");
  return h("li", { key: one.seat, class: free ? "free" : null }, h("span", {}, named(one.seat), states.length > 0 && h("small", {}, ` ${states.map((each) => each.state).join(" ")}`)), h("i", { "aria-label": say(free ? "screen.free" : "screen.taken") }, free ? "○" : "●"));
}
