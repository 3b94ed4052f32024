/** What would turn a state's decision: one lever, two together, or a switch, and how far away that is. */

import {session} from "../session.js";
import {h} from "../dom.js";
import {figure} from "./figure.js";
import {at} from "./scale.js";
import {capital, listed, said, say} from "./say.js";
import {set, share} from "./written.js";

const WIDTH = 92;
const MOST = { singles: 4, pairs: 3, switches: 4 };

export function turns(why, name, shown, act) {
  const { flips } = why;
  const seeking = shown.flipping || !flips;
  const kinds = Object.keys(MOST).filter((kind) => flips?.[kind].length);
  if (!kinds.length) return h("p.quiet-text", { role: "status" }, say(seeking ? "turns.seeking" : "turns.none", { state: name }));
  const { setting } = shown.sides[0];
  return [kinds.map((kind) => [h("h4", {}, say(`turns.${kind}`)), h("ul.turns", {}, flips[kind].slice(0, MOST[kind]).map((turn) => row(turn, setting, act)))]),
    seeking && h("p.quiet-text", { role: "status" }, say("turns.seeking"))];
}

function row(turn, setting, act) {
  const rests = { about: "turn", turn };
  return h("li", { key: turn.levers.map(({ lever, to }) => `${lever} ${to}`).join() },
    h("span", {}, listed(turn.levers.map(change)), " ", h("button.quiet.small", { onclick: () => act.set(applied(setting, turn)) }, say("turns.try"))), turn.share === null ? h("span") : bar(turn),
    h("small", {}, said("turns.then", { share: figure(act, rests, share(turn.ground)) })), turn.share !== null && h("small", {}, said("turns.way", { share: figure(act, rests, share(turn.share)) })));
}

/** A change of a lever in words. */
export const change = ({ label, from, to }) => say("turns.change", { label: capital(label), from: number(from), to: number(to) });
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
