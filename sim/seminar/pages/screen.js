/** The projector: what everybody may see, readable from eight metres. It asks nothing and shows no secret. */

import {readAtlas} from "./atlas.js";
import {clock, ticking} from "./clock.js";
import {draw, h} from "./dom.js";
import {readWords, say} from "./say.js";
import {follow, getJson} from "./wire.js";
import {board, end, slide, start} from "./screen_debrief.js";
import {lobby} from "./screen_lobby.js";
import {BEATS, reveal} from "./screen_reveal.js";
import {talk} from "./screen_talk.js";
import {turn} from "./screen_turn.js";

const base = location.pathname;
const page = document.getElementById("page");
const BEAT_MS = 20000;
const FIGURES = ["turning", "class", "surprise", "change", "scores"];
const ui = { place: "", fan: null, figures: new Map(), lost: "", moment: "", since: 0, beat: null };
let view = null;
let wire = null;

function show() {
  if (!view) { return; }
  const moment = `${view.phase} ${view.turn} ${view.epoch}`;
  if (moment !== ui.moment) { Object.assign(ui, { moment, since: Date.now(), beat: null }); if (view.phase === "reveal") { later(); } }
  draw(page, h(`div.slide.${name()}`, { key: name() }, body()), ui.lost && h("p.lost", { role: "status" }, ui.lost), view.left !== null && name() !== "black" && h("p.paused", { role: "status" }, say("paused")));
}

/** What is shown: what the lecturer chose, else what belongs to the phase. */
function name() {
  if (view.show) { return view.show; }
  return { lobby: "lobby", briefing: view.turn === 0 ? "lobby" : "turn", orders: "turn", forecast: "turn", settling: "settling", reveal: "reveal", talk: "talk", debrief: "start", closed: "end" }[view.phase];
}

function body() {
  const shown = name();
  if (shown === "black") { return null; }
  if (shown === "lobby") { return lobby(view, base, ui.place, clock(view, wire.now())); }
  if (shown === "turn") { return turn(view, clock(view, wire.now())); }
  if (shown === "settling") { return h("h1.alone", {}, say("settling.title")); }
  if (shown === "talk") { return talk(view, ui.fan, clock(view, wire.now())); }
  if (shown === "reveal") { return reveal(view, ui.beat ?? Math.min(BEATS.length - 1, Math.floor((Date.now() - ui.since) / BEAT_MS))); }
  if (BEATS.includes(shown)) { return reveal(view, BEATS.indexOf(shown)); }
  if (shown === "board") { return board(view); }
  if (FIGURES.includes(shown)) { return figured(shown); }
  return shown === "end" ? end() : start();
}

/** A figure, asked for again whenever the view says that it may have changed. */
function figured(shown) {
  const known = ui.figures.get(shown);
  if (!known || known.rev !== view.rev) {
    ui.figures.set(shown, { rev: view.rev, found: known?.found ?? null });
    getJson(`${base}/figure/${shown}`).then((found) => { ui.figures.set(shown, { rev: view.rev, found }); show(); }, () => {});
  }
  return slide(FIGURES.indexOf(shown) + 1, ui.figures.get(shown).found);
}

/** Draw again when the next beat is due. */
function later() { BEATS.forEach((_, k) => setTimeout(show, k * BEAT_MS + 50)); }

function step(by) {
  if (!view || name() !== "reveal") { return; }
  const now = ui.beat ?? Math.min(BEATS.length - 1, Math.floor((Date.now() - ui.since) / BEAT_MS));
  ui.beat = Math.max(0, Math.min(BEATS.length - 1, now + by));
  show();
}

document.addEventListener("keydown", (event) => { step({ ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key] ?? 0); });
document.addEventListener("click", () => step(1));
await Promise.all([readWords(), readAtlas()]);
ui.place = (await getJson(`${base}/place`)).place;
wire = follow(base, (came) => { view = came; show(); }, (fault) => { if (ui.lost !== fault) { ui.lost = fault; show(); } });
ticking(wire, () => view);
getJson(`${base}/fan`).then((fan) => { ui.fan = fan; show(); }, () => {});
