/** Where things stand, in one line: who is on the ground, soldiers in place, US backing. */

import {h} from "./dom.js";
import {count, level, say} from "./say.js";

const GROUND = 4;

export function stand(view) {
  if (!view.now) { return h("p.stand", {}, say("stand.none")); }
  const there = Object.keys(view.states).filter((code) => view.states[code][0] >= GROUND);
  return h("p.stand", {}, say("stand.ground"), h("b", {}, there.length ? there.join(" ") : say("nobody")), " · ", h("b", {}, count(view.now.soldiers)), say("stand.place"), h("b", {}, level(view.now.us_backing)));
}
