/** All rooms of this server: open one, make another. */

import {draw, h} from "./dom.js";
import {readWords, say, sayOf} from "./say.js";
import {getJson, send} from "./wire.js";

const page = document.getElementById("page");
const ui = { plan: "50", world: "typical", seed: 1, messages: true, press: true, roster: false, links: {}, says: "" };
let all = null;

async function read() { all = await getJson("/host/rooms"); show(); }

function show() {
  draw(page, h("header.head", {}, h("b", {}, say("seminar.name")), h("span", {}, say("host.place"), h("b.mono", {}, all.place))), h("main.host", {}, h("h1", {}, say("host.title")), ui.says && h("p.warn", { role: "alert" }, ui.says),
    Object.values(all.refused).map((words) => h("p.warn", {}, words)), all.rooms.length === 0 ? h("p.hint", {}, say("host.none")) : h("table", {}, h("thead", {}, h("tr", {}, ["room", "plan", "phase", "players", "open"].map((name) => h("th", {}, say(`host.${name}`))))), h("tbody", {}, all.rooms.map(row))), made()));
}

function row(one) {
  const links = ui.links[one.room];
  const enter = async () => { const { ok, said } = await send("/host/enter", { room: one.room }); if (ok) { ui.links[one.room] = said; } ui.says = ok ? "" : said.words; show(); };
  return h("tr", { key: one.room }, h("td.mono", {}, one.room), h("td", {}, one.plan), h("td", {}, sayOf("phase", one.phase), one.turn ? ` · ${say("host.turn", one)}` : ""), h("td", {}, one.players), h("td", {}, links ? [h("a.button", { href: links.lead }, say("tools.console")), h("a.button", { href: links.screen, target: "_blank", rel: "noopener" }, say("lead.projector"))] : h("button", { type: "button", onclick: enter }, say("host.enter"))));
}

function made() {
  const pick = (name, options) => h("label.field", {}, say(`host.${name}`), h("select", { onchange: (event) => { ui[name] = event.target.value; } }, Object.entries(options).map(([value, words]) => h("option", { value, selected: ui[name] === value }, words))));
  const check = (name) => h("label.check", {}, h("input", { type: "checkbox", checked: ui[name], onchange: (event) => { ui[name] = event.target.checked; } }), say(`host.${name}`));
  const open = async () => {
    const { ok, said } = await send("/host/open", { plan: ui.plan, world: ui.world, seed: Number(ui.seed), settings: { messages: ui.messages, press: ui.press, roster: ui.roster } });
    ui.says = ok ? "" : said.words;
    if (ok) { ui.links[said.room] = said; }
    read();
  };
  return h("section.new-room", {}, h("h2", {}, say("host.new")), h("div.grid3", {}, pick("plan", all.plans), h("label.field", {}, say("host.seed"), h("input", { type: "number", min: 0, value: ui.seed, onchange: (event) => { ui.seed = event.target.value; } })), pick("world", all.worlds)), h("div.row", {}, check("messages"), check("press"), check("roster")), h("button.go", { type: "button", onclick: open }, say("host.make")));
}

await readWords();
read();
