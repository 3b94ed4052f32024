/** Clock and plan: what runs, what comes next, and how late the class is. */

import {h} from "./dom.js";
import {confirmed} from "./dialog.js";
import {say, sayOf} from "./say.js";
import {getJson} from "./wire.js";

const MINUTE = 60;
const SLACK = 0.5; // minutes by which a turn may begin before its line of the plan
const TURNS = ["orders", "forecast", "settling", "reveal", "talk"];

export function clockSide(room, time) {
  const { view, act } = room;
  const timed = view.ends_at !== null || view.left !== null;
  return [h("p.line", {}, view.months.length ? say("turn.line", { turn: view.turn, turns: view.turns, first: view.months[0], last: view.months[1], phase: sayOf("phase", view.phase) }) : sayOf("phase", view.phase)),
    h("b.clock.huge", {}, time || "–"),
    h("div.grid3", {}, h("button", { type: "button", disabled: !timed, onclick: () => act("pause") }, say(view.left !== null ? "lead.resume" : "lead.pause")), h("button", { type: "button", disabled: view.ends_at === null, onclick: () => act("extend", { seconds: MINUTE }) }, say("lead.more")), h("button", { type: "button", disabled: view.ends_at === null, onclick: () => act("extend", { seconds: -MINUTE }) }, say("lead.less"))),
    go(room), view.phase === "orders" && h("p.hint", {}, say("lead.open_seats")), view.time.words && h("p.warn", {}, view.time.words), agenda(view),
    view.turn > 0 && h("div.row", {}, h("button", { type: "button", disabled: !["reveal", "talk"].includes(view.phase), onclick: async () => { if (await confirmed(say("lead.undo_ask", view), say("lead.undo", view))) { act("undo", { confirm: true }); } } }, say("lead.undo", view)),
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
async function begin(words, { act, base }) {
  const found = (await getJson(`${base}/preflight`)).checks.filter((one) => !one.ok);
  const more = found.map((one) => say(`check.${one.check}`) + one.words).join(". ");
  if (!found.length || (await confirmed(say("lead.waive_ask"), say("lead.waive"), more))) { act("go", { from: "lobby", ...(found.length ? { waive: true } : {}) }); }
}

/** The plan by minutes, with the line that the class is at: turns stand between the briefing and the last two lines. */
function agenda(view) {
  const lines = view.plan.agenda;
  const minutes = { lobby: 0, briefing: begins(view, 1) - 1, debrief: lines[lines.length - 2][0], closed: view.plan.minutes };
  const now = TURNS.includes(view.phase) ? begins(view, view.turn) : minutes[view.phase];
  const at = lines.findLastIndex((one) => one[0] <= now + SLACK);
  return h("ol.agenda", {}, lines.map(([minute, words], k) => h("li", { key: minute, class: k < at ? "over" : null, "aria-current": k === at ? "step" : null }, h("span", {}, `${minute}′`), words)));
}

/** The minute at which a turn begins, counted back from the debrief. */
function begins(view, turn) {
  const { agenda: lines, seconds, turns } = view.plan;
  const length = (seconds.orders + seconds.forecast + seconds.reveal + seconds.talk) / MINUTE;
  return lines[lines.length - 2][0] - (turns - turn + 1) * length;
}

async function branch(view, act) {
  if (!(await confirmed(say("lead.branch_ask", view), say("lead.branch")))) { return; }
  const made = await act("branch", { turn: view.turn });
  if (made) { window.open(made.lead, "_blank", "noopener"); }
}
