/** The phone while nothing is asked of it: the lobby, a turn being settled, a seat that the model plays. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {say} from "./say.js";
import {keptCode} from "./rejoin.js";
import {stand} from "./play_stand.js";

/** The personal code, for whoever must come back; nothing where this tab has not joined. */
export function personal(base) {
  const code = keptCode(base);
  return code && h("section.rejoin", { key: "rejoin" }, h("p", {}, say("rejoin.words")), h("b.big-code", {}, code));
}

export function wait(view, { base }) {
  return [h("section.sealed", {}, h("h1", {}, say(view.phase === "lobby" ? "lobby.title" : view.phase === "settling" ? "settling.title" : "wait.title")),
    h("p", {}, view.phase === "lobby" ? say("lobby.seat", { name: view.me.name, seat: named(view.me.seat) }) : say("wait.words")),
    view.me.partners.length > 0 && h("p", {}, say("partners", { names: view.me.partners.join(", ") }))),
  personal(base),
  view.phase === "lobby" ? h("p.note", {}, say("note.short")) : stand(view)];
}
