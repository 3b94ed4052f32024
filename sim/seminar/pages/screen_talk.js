/** After the reveal: the front page, the class's path over the model's own runs, what press and seats say to it. */

import {chart} from "./chart.js";
import {h} from "./dom.js";
import {say} from "./say.js";
import {foot, lines, standing} from "./screen_turn.js";

export function talk(view, fan, time) {
  const months = view.turns * (view.months[1] - view.months[0] + 1);
  return [h("div.top", {}, h("h1.headline", {}, view.headline), h("b.clock", {}, time)),
    h("div.halves.wide", {}, h("section", {}, chart([...(fan ? [{ values: fan.middle, kind: "model" }] : []), { values: view.path, kind: "played" }], { months, every: view.months[1] - view.months[0] + 1, band: fan, size: [1080, 640], text: 30 }),
      h("ul.key", {}, h("li", {}, h("i.stroke.played", {}), say("fan.class")), fan && [h("li", {}, h("i.stroke.model", {}), say("fan.middle")), h("li", {}, h("i.stroke.band", {}), say("fan.band"))]), h("p.sub", {}, standing(view))),
    h("section", {}, view.lines.length ? lines(view, 3) : h("p.sub", {}, say("talk.none")))), foot(view)];
}
