/**
 * Where each state stands: fill and figure by its most frequent rung, a heavy outline for soldiers in Ukraine, a hatch
 * where under half of the runs agree, a badge whose tip points up or down where it moved against the base.
 *
 * Of a state of whose government no word is known no rung speaks: it is grey and dotted, and its figure is how often it has
 * soldiers in Ukraine.
 */

import {data} from "../data.js";
import {asunder} from "./asunder.js";
import {h} from "../dom.js";
import {ANCHORS, HEIGHT, OUTLINES, WIDTH, boxes, neighbour} from "./europe.js";
import {figure} from "./figure.js";
import {widthOf} from "./letters.js";
import {said, say} from "./say.js";
import {rungKey, rungSquares} from "./rungs.js";
import {movedFrom, standing, there} from "./moved.js";
import {state} from "./values.js";
import {share} from "./written.js";

const TEXT = 11.5; // size of figures on screen, whatever the map's
const BEARING = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function map(shown, ui, act) {
  const { now, base, runs, month } = standing(shown);
  const states = new Map(now.map((country) => [country.code, country]));
  const before = new Map(base.map((country) => [country.code, country]));
  const moves = new Map(now.map((country) => [country.code, movedFrom(country, before.get(country.code), runs)]));
  const differs = shown.sides[0].changes.length > 0;
  return [
    h("header", {}, h("h2", { id: "map-title" }, say("map.title")), h("p.lede", {}, ui.veiled ? say("map.hidden") : lede(now, differs && moves, month, act))),
    h("div.hold", { id: "map-hold" }, europe(states, moves, ui, act)),
    h("figcaption", {}, rungSquares(now, base, ui, act), rungKey(), h("p.source", {}, say("map.source"))),
  ];
}

function lede(now, moves, month, act) {
  const stand = figure(act, { about: "rungs" }, now.filter(there).length);
  const text = said(month === null ? "map.lede" : "map.lede_in", { stand, all: now.length, month });
  return [text, moves ? say("map.moved", { n: [...moves.values()].filter(Boolean).length }) : "."];
}

function europe(states, moves, ui, act) {
  const codes = [...ANCHORS.keys()].filter((code) => states.has(code));
  const focus = states.has(ui.focused) ? ui.focused : codes.find((code) => code === ui.selected) ?? codes[0];
  const ordered = [...OUTLINES.keys()].sort((a, b) => height(states.get(a), ui) - height(states.get(b), ui));
  const look = (code, shape) => aState(states.get(code), shape, code === focus, ui, act);
  const lands = ordered.map((code) => {
    const d = OUTLINES.get(code);
    return states.has(code) ? look(code, { tag: "path", d }) : h(code === "UKR" ? "path.land.host" : "path.land", { d, key: code });
  });
  const unit = zoom(ui) * ui.scale;
  const aside = [...boxes(unit)].filter(([code]) => states.has(code));
  const onKey = (event) => walk(event, codes, act);
  return h("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": say("map.label"), onkeydown: onKey },
    lands, aside.map(([code, box]) => look(code, { tag: "rect", ...box })), host(unit), labels(codes, new Map(aside), states, moves, unit, ui));
}

/** What is drawn later lies on top: heavy outlines, then the state that is looked at. */
const height = (country, ui) => (!country ? 0 : country.code === ui.selected ? 3 : there(country) ? 2 : 1);

function aState(country, { tag, ...shape }, isStop, ui, act) {
  const name = says(country, ui);
  const kind = [tag, "state", there(country) && "there", country.code === ui.selected && "selected"];
  const pattern = country.absent ? null : country.drawn ? "dots" : country.agree < 0.5 ? (country.rung > 4 ? "hatch-on-dark" : "hatch-on-light") : null;
  const fill = country.absent ? "var(--land)" : country.drawn ? "var(--unknown)" : `var(--rung${country.rung})`;
  return h("g", { key: country.code },
    h(kind.filter(Boolean).join("."), { ...shape, fill, "data-code": country.code, role: "button", "aria-label": name, tabindex: isStop ? 0 : -1,
      onclick: () => act.select(country.code), onfocus: () => act.focus(country.code) }, h("title", {}, name)),
    pattern && h(`${tag}.over`, { ...shape, fill: `url(#${pattern})` }));
}

function says(country, ui) {
  const name = state(country.code);
  if (ui.veiled) return name;
  if (country.absent) return say("map.state_absent", { name });
  const often = share(country.ground);
  return country.drawn ? say("map.state_drawn", { name, often }) : say("map.state", { name, rung: country.rung, words: data.rungs[country.rung], often });
}

function host(unit) {
  const at = ANCHORS.get("UKR");
  return at && h("text.host-name", { x: at[0], y: at[1] + 6, style: { "font-size": `${TEXT * unit}px` } }, say("map.host"));
}

/** Units of the map to a pixel of the screen. */
const zoom = (ui) => WIDTH / Math.max(260, ui.room.map);

function labels(codes, aside, states, moves, unit, ui) {
  const figures = codes.map((code) => {
    const box = aside.get(code);
    const [x, y] = box ? [box.x + box.width - 18 * unit, box.y + box.height / 2] : ANCHORS.get(code);
    const country = states.get(code);
    const text = country.absent ? "–" : country.drawn ? `${Math.round(100 * country.ground)}%` : String(country.rung);
    const wide = (widthOf(text, TEXT, 700) + 3) * unit;
    const move = ui.veiled ? 0 : moves.get(code);
    return { code, text, move, x, y, wide, width: wide + (move ? 5 * unit : 0), height: (move ? 19 : 13) * unit };
  });
  const at = asunder(figures);
  const names = [...aside].map(([code, box]) => h("text.label.box", { key: `name-${code}`, x: box.x + 6 * unit, y: box.y + box.height / 2, style: sized(unit) }, named(code, box.width / unit - 40)));
  return [names, figures.map((figure, k) => label(figure, at[k], unit))];
}

const sized = (unit) => ({ "font-size": `${TEXT * unit}px`, "stroke-width": `${3 * unit}px` });

function label({ code, text, move, wide }, [x, y], unit) {
  return h("g", { key: `label-${code}` },
    move !== 0 && h("path.badge", { d: badge(x, y, wide, move, unit), "stroke-width": 1.3 * unit }),
    h(move ? "text.label.in" : "text.label", { x, y, style: sized(unit) }, text));
}

/** A pill with a tip that points up (more) or down (less). */
function badge(x, y, width, move, unit) {
  const r = 7.6 * unit;
  const flat = Math.max(0, width / 2 - 5 * unit);
  const tip = -move * 13 * unit;
  const across = 5 * unit;
  const edge = -move * r;
  const turn = move > 0 ? 0 : 1;
  return `M${x - flat} ${y - edge}A${r} ${r} 0 0 ${1 - turn} ${x - flat} ${y + edge}H${x - across}L${x} ${y + tip}L${x + across} ${y + edge}H${Math.max(x + flat, x + across)}A${r} ${r} 0 0 ${1 - turn} ${x + flat} ${y - edge}z`;
}

/** Arrows walk to the nearest state in that direction; Enter or space opens it. */
function walk(event, codes, act) {
  const code = event.target.dataset?.code;
  if (!code) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    act.select(code);
  } else if (BEARING[event.key]) {
    event.preventDefault();
    const next = neighbour(code, BEARING[event.key], codes);
    if (next) event.currentTarget.querySelector(`[data-code="${next}"]`).focus();
  }
}

/** The name of a state that lies elsewhere, or its code where the name has no room beside the figure. */
const named = (code, room) => (widthOf(state(code), TEXT, 600) > room ? code : state(code));
