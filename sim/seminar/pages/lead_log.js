/** What happened last, what is on the disk, and the public lines with a way to take one down. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {say, sayOf} from "./say.js";

const time = (at) => new Date(at).toTimeString().slice(0, 8);

export function happened({ view, act }) {
  return h("div.halves", {}, h("section", {}, h("h2", {}, say("log.title")), h("ol.log", {}, [...view.saved.last].reverse().map((one) => h("li", {}, h("span.mono", {}, time(one.at)), sayOf("log", one.kind), one.phase ? `: ${sayOf("phase", one.phase)}` : "", one.seat ? `: ${named(one.seat)}` : ""))), h("p.hint", {}, say("log.saved", { n: view.saved.seq }))),
    h("section", {}, h("h2", {}, say("talk.public")), view.lines.length ? view.lines.map((one) => h("p.said", { key: one.line }, h("b", {}, named(one.seat)), ` “${one.text}” `, h("button.quiet", { type: "button", onclick: () => act("down", { line: one.line }) }, say("log.down")))) : h("p.hint", {}, say("talk.none"))));
}
