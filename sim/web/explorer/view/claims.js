/** Claims with their place in an article: outlet, date, paragraph, and whether another article disputes them. */

import {data} from "../data.js";
import {h} from "../dom.js";
import {say} from "./say.js";

export function claimList(ids) {
  const known = ids.filter((id) => data.claims[id]);
  return known.length ? h("ul.claims", {}, known.map((id) => {
    const claim = data.claims[id];
    const place = say("claim.place", { outlet: claim.outlet, date: claim.date.split("/")[0], para: claim.para });
    const disputed = claim.disputed.length ? say("claim.disputed", { sets: claim.disputed.join(", ") }) : "";
    return h("li", { key: id }, h("b", {}, id), `${claim.text}. `, h("cite", {}, `${place}; ${claim.kind}${disputed}`));
  })) : null;
}
