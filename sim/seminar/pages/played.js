/** Events of this turn that the lecturer played, and words that move nothing, which are labelled so. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {say, sayOf} from "./say.js";

export function played(view) {
  return view.events.map((one) => h("p.event", {}, one.event.kind ? [h("b", {}, say("screen.event")), sayOf("event", one.event.kind), one.event.country ? ` · ${named(one.event.country)}` : ""] : [h("b", {}, say("screen.words")), one.text]));
}
