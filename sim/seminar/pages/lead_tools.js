/** Before and after the lesson: the check, a rehearsal, paper, files to take home, forgetting the room. */

import {confirmed} from "./dialog.js";
import {h} from "./dom.js";
import {say} from "./say.js";
import {getJson} from "./wire.js";

const FILES = ["scenario.yaml", "log.jsonl", "roster.csv"];
const PLAYED = ["game.html", "decisions.csv", "debrief.json"]; // of turns that were played

export function tools(room) {
  const { view, ui, act, show, base } = room;
  const open = ["debrief", "closed"].includes(view.phase);
  const check = async () => { ui.checks = (await getJson(`${base}/preflight`)).checks; show(); };
  const rehearse = async () => { ui.rehearsal = await act("work/rehearse", {}); show(); };
  const forget = async () => { if (await confirmed(say("tools.forget_ask"), say("tools.forget"))) { if (await act("forget", { confirm: true })) { location.href = "/"; } } };
  return h("section.tools", {}, h("h2", {}, say("tools.title")), h("div.grid2", {}, h("button", { type: "button", onclick: check }, say("tools.check")), h("button", { type: "button", onclick: rehearse }, say("tools.rehearse")), h("button", { type: "button", "aria-pressed": String(ui.paper), onclick: () => { ui.paper = !ui.paper; show(); } }, say("tools.paper")), h("a.button", { href: `${base}/print`, target: "_blank", rel: "noopener" }, say("tools.print")),
    view.code ? h("button", { type: "button", onclick: () => act("code", { open: false }) }, say("tools.shut")) : h("button", { type: "button", onclick: () => act("code", { open: true }) }, say("tools.code"))),
  ui.checks && h("ul.checks", {}, ui.checks.map((one) => h("li", { key: one.check, class: one.ok ? "ok" : "not" }, h("b", {}, say(one.ok ? "tools.ok" : "tools.not"), say(`check.${one.check}`)), one.words))),
  ui.rehearsal && h("p.ok", {}, say("tools.rehearsal"), h("a", { href: ui.rehearsal.lead, target: "_blank", rel: "noopener" }, say("tools.console")), h("a", { href: ui.rehearsal.screen, target: "_blank", rel: "noopener" }, say("lead.projector"))),
  h("h3", {}, say("tools.files")), h("p.files", {}, h("a", { href: `${base}/export/card.json`, download: "" }, "card.json"), open ? [...(view.turn > 0 ? PLAYED : []), ...FILES].map((name) => h("a", { href: `${base}/export/${name}`, download: "" }, name)) : h("span.hint", {}, say("tools.later"))),
  h("button.quiet", { type: "button", onclick: forget }, say("tools.forget")));
}
