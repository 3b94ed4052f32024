/** Where things stand: who is on the ground, soldiers in place, US backing; and the events of this turn. */

import {h} from "./dom.js";
import {played} from "./played.js";
import {count, level, say} from "./say.js";

const GROUND = 4;

export function stand(view) {
  if (!view.now) { return [h("p.stand", {}, say("stand.none")), played(view)]; }
  const there = Object.keys(view.states).filter((code) => view.states[code][0] >= GROUND);
  return [h("p.stand", {}, say("stand.ground"), h("b", {}, there.length ? there.join(" ") : say("nobody")), " · ", h("b", {}, count(view.now.soldiers)), say("stand.place"), h("b", {}, level(view.now.us_backing))), played(view)];
}
