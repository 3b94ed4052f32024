/** What would turn a state's decision: the smallest change of a lever, and how far away that is. */

import {session} from "../session.js";
import {h} from "./dom.js";
import {at} from "./scale.js";
import {capital, listed, say} from "./say.js";
import {set, share} from "./written.js";

const WIDTH = 92;
const MOST = 4;

export function turns(why, name, shown, act) {
  const found = why.flips ?? [];
  const seeking = shown.flipping || why.flips === null;
  if (!found.length) return h("p.quiet-text", { role: "status" }, say(seeking ? "turns.seeking" : "turns.none", { state: name }));
  return [h("ul.turns", {}, found.slice(0, MOST).map((turn) => h("li", { key: turn.levers.map(({ lever, to }) => `${lever} ${to}`).join() },
    h("span", {}, listed(turn.levers.map(change)), " ", h("button.quiet.small", { onclick: () => act.set(applied(shown.sides[0].setting, turn)) }, say("turns.try"))), turn.share === null ? h("span") : bar(turn),
    h("small", {}, say("turns.then", { share: share(turn.ground) })), h("small", {}, turn.share === null ? say("turns.switch") : say("turns.way", { share: share(turn.share) }))))),
  seeking && h("p.quiet-text", { role: "status" }, say("turns.seeking"))];
}

const change = ({ label, from, to }) => say("turns.change", { label: capital(label), from: number(from), to: number(to) });
const number = (value) => (typeof value === "number" ? set(Number(value.toPrecision(3))) : String(value).replaceAll("_", " "));

/** The setting after the change: of a lever, or of an entry of one (`stances.DEU`). */
function applied(setting, { levers }) {
  const next = { ...setting };
  for (const { lever, to } of levers) {
    const [name, entry] = lever.split(".");
    next[name] = entry ? { ...session.valueOf(next, name), [entry]: to } : to;
  }
  return next;
}

function bar({ share: way, low, high }) {
  const x = (value) => at(WIDTH * Math.max(0, Math.min(1, Number.isFinite(value) ? value : 1)));
  return h("svg", { viewBox: `0 0 ${WIDTH} 14`, "aria-hidden": "true" }, h("rect.fill-line", { y: 5, width: WIDTH, height: 4 }), h("rect.fill-up", { y: 5, width: x(way), height: 4 }),
    Number.isFinite(low) && h("path.stroke-slate", { d: `M${x(low)} 2v10M${x(high)} 2v10`, "stroke-width": 1.5 }));
}
