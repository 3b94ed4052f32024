/** The lecturer's console: clock and plan on the left, seats in the middle, projector, events and tools on the right. */

import {readAtlas} from "./atlas.js";
import {clock, ticking} from "./clock.js";
import {draw, h} from "./dom.js";
import {readWords, say} from "./say.js";
import {follow, getJson, send} from "./wire.js";
import {clockSide} from "./lead_clock.js";
import {events} from "./lead_events.js";
import {seats} from "./lead_seats.js";
import {happened} from "./lead_log.js";
import {paper} from "./lead_paper.js";
import {projector} from "./lead_projector.js";
import {tools} from "./lead_tools.js";

const base = location.pathname;
const page = document.getElementById("page");
const ui = { says: "", lost: "", paper: false, options: null };
let view = null;
let wire = null;

/** Do something for the class; what the server refuses is said in its words. */
async function act(name, body = {}) {
  const { ok, said } = await send(`${base}/${name}`, body);
  ui.says = ok ? "" : said.words || say("lost");
  show();
  return ok ? said : null;
}

function show() {
  if (!view || !ui.options) { return; }
  const room = { view, ui, act, show, base, options: ui.options };
  draw(page, head(), ui.lost && h("p.lost", { role: "status" }, ui.lost),
    h(ui.paper ? "div.columns.wide" : "div.columns", {}, h("aside", { "aria-label": say("lead.clock") }, clockSide(room, clock(view, wire.now()))),
      h("main", {}, ui.says && h("p.warn", { role: "alert" }, ui.says), ui.paper ? paper(room) : seats(room), happened(room)),
      !ui.paper && h("aside", { "aria-label": say("lead.right") }, projector(room), side(room))));
}

/** Events once the lesson runs, tools before and after it; none can be played in the debrief. */
function side(room) {
  if (["debrief", "closed"].includes(view.phase)) { return tools(room); }
  return view.phase === "lobby" ? [tools(room), events(room)] : [events(room), tools(room)];
}

function head() {
  const { card } = view;
  const live = view.players.filter((one) => one.live).length;
  return h("header.head", {}, h("b", {}, say("seminar.name")), h("span", {}, say("lead.room"), h("b.mono", {}, view.code ? `${view.code.slice(0, 3)} ${view.code.slice(3)}` : say("lead.no_code"))),
    h("span", {}, say("lead.students", { n: view.players.length, live, seats: view.counts.seats })), h("span", {}, view.plan.title), h("span.run", {}, say("lead.card", { version: card.version, seed: card.seed, world: card.replicate, rule: card.world_rule })));
}

await Promise.all([readWords(), readAtlas()]);
ui.options = await getJson(`${base}/options`);
wire = follow(base, (came) => { view = came; show(); }, (fault) => { if (ui.lost !== fault) { ui.lost = fault; show(); } });
ticking(wire, () => view);
