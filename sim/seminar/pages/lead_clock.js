/** Clock and plan: what runs, what comes next, and how late the class is. */

import {h} from "./dom.js";
import {confirmed} from "./dialog.js";
import {say} from "./say.js";
import {where} from "./where.js";
import {getJson} from "./wire.js";

const MINUTE = 60;
const SLACK = 0.5; // minutes by which a turn may begin before its line of the plan

export function clockSide(room, time) {
  const { view, act } = room;
  const timed = view.ends_at !== null || view.left !== null;
  return [h("p.line", {}, where(view)),
    timed && h("b.clock.huge", {}, time),
    h("div.grid3", {}, h("button", { type: "button", disabled: !timed, onclick: () => act("pause") }, say(view.left !== null ? "lead.resume" : "lead.pause")), h("button", { type: "button", disabled: view.ends_at === null, onclick: () => act("extend", { seconds: MINUTE }) }, say("lead.more")), h("button", { type: "button", disabled: view.ends_at === null, onclick: () => act("extend", { seconds: -MINUTE }) }, say("lead.less"))),
    go(room), view.phase === "orders" && h("p.hint", {}, say("lead.open_seats")), view.time.words && h("p.warn", {}, view.time.words), agenda(view),
    view.turn > 0 && h("div.row", {}, ["reveal", "talk"].includes(view.phase) && h("button", { type: "button", onclick: async () => { if (await confirmed(say("lead.undo_ask", view), say("lead.undo", view))) { act("undo", { confirm: true }); } } }, say("lead.undo", view)),
      h("button", { type: "button", onclick: () => branch(view, act) }, say("lead.branch"))),
    ["orders", "forecast", "reveal", "talk"].includes(view.phase) && h("button.quiet", { type: "button", onclick: async () => { if (await confirmed(say("lead.debrief_ask"), say("lead.debrief"))) { act("debrief", { confirm: true }); } } }, say("lead.debrief"))];
}

function go(room) {
  const { view, act } = room;
  if (["settling", "closed"].includes(view.phase)) { return h("p.hint", {}, say(`next.${view.phase}`)); }
  const open = view.counts.seats - view.counts.sealed;
  const last = ["reveal", "talk"].includes(view.phase) && (view.turn === view.turns || view.time.drops);
  const words = view.phase === "orders" && open ? say("next.orders_open", { n: open }) : say(last ? "next.last" : `next.${view.phase}`);
  const press = async () => { if (view.phase === "lobby") { begin(words, room); return; } if (view.phase !== "debrief" || (await confirmed(say("lead.close_ask"), words))) { act("go", { from: view.phase }); } };
  return h("button.go", { type: "button", onclick: press }, words);
}

/** The lesson begins when the check is green, or when what it found is waived, which is logged. */
async function begin(words, { ui, act, base }) {
  ui.checks = null;
  const found = (await getJson(`${base}/preflight`)).checks.filter((one) => !one.ok);
  const more = found.map((one) => say(`check.${one.check}`) + one.words).join(". ");
  if (!found.length || (await confirmed(say("lead.waive_ask"), say("lead.waive"), more))) { act("go", { from: "lobby", ...(found.length ? { waive: true } : {}) }); }
}

/** The plan by minutes, with the line that the class is at; the briefing's is the one before that of turn 1. */
function agenda(view) {
  const lines = view.plan.agenda;
  const lineAt = (minute) => lines.findLastIndex((one) => one[0] <= minute + SLACK);
  const before = { lobby: 0, briefing: Math.max(0, lineAt(begins(view, 1)) - 1), closed: lines.length - 1 };
  const at = before[view.phase] ?? lineAt(begins(view, view.phase === "debrief" ? view.turns + 1 : view.turn));
  return h("ol.agenda", {}, lines.map(([minute, words], k) => h("li", { key: k, class: k < at ? "over" : null, "aria-current": k === at ? "step" : null }, h("span", {}, `${minute}′`), words)));
}

/** The minute at which a turn begins, counted back from the end; the one after the last is the debrief. */
function begins(view, turn) {
  const { minutes, seconds, turns } = view.plan;
  const length = seconds.orders + seconds.forecast + seconds.reveal + seconds.talk;
  return minutes - (seconds.debrief + (turns - turn + 1) * length) / MINUTE;
}

async function branch(view, act) {
  if (!(await confirmed(say("lead.branch_ask", view), say("lead.branch")))) { return; }
  const made = await act("branch", { turn: view.turn });
  if (made) { window.open(made.lead, "_blank", "noopener"); }
}
