/** The forecast, sealed before the reveal: in how many of 20 worlds like this one? */

import {h} from "./dom.js";
import {played} from "./played.js";
import {say} from "./say.js";
import {nonce, send} from "./wire.js";

const WORLDS = 20;
const EVEN = 10;

export function forecast(view, act) {
  const { ui } = act;
  const at = `${view.phase === "debrief"} ${view.turn} ${view.epoch}`;
  if (ui.forecastOf !== at) { Object.assign(ui, { forecastOf: at, n20: {} }); }
  const value = (id) => ui.n20[id] ?? view.forecast?.[id] ?? EVEN;
  const main = [h("h1.small", {}, say(view.phase === "debrief" ? "forecast.exit" : view.turn === 0 ? "forecast.first" : "forecast.title")), view.phase === "forecast" && played(view), h("p.hint", {}, say("forecast.how")),
    view.questions.map((one) => question(one, value(one.id), (n) => { ui.n20[one.id] = n; act.show(); })),
    view.forecast && h("p.ok", { role: "status" }, say("forecast.sealed")), ui.says && h("p.warn", { role: "alert" }, ui.says), h("p.note", {}, say("forecast.score"))];
  return { main, foot: h("footer.act", {}, h("button.go", { type: "button", onclick: () => seal(view, act, value) }, say(view.forecast ? "forecast.again" : "forecast.seal"))) };
}

function question(one, n, change) {
  return h("section.question", { key: one.id }, h("p", { id: `q-${one.id}` }, one.words), h("div.dots", { "aria-hidden": "true" }, Array.from({ length: WORLDS }, (_, k) => h(k < n ? "i.on" : "i", {}))),
    h("div.slide", {}, h("input", { type: "range", id: one.id, "aria-labelledby": `q-${one.id}`, "aria-valuetext": say("forecast.n", { n }), min: 0, max: WORLDS, value: n, oninput: (event) => change(Number(event.target.value)) }), h("output", {}, h("b", {}, n), say("forecast.of"))));
}

async function seal(view, act, value) {
  const n20 = Object.fromEntries(view.questions.map((one) => [one.id, value(one.id)]));
  const { ok, said } = await send(`${act.base}/forecast`, { turn: view.turn, epoch: view.epoch, nonce: nonce(), n20 });
  act.ui.says = ok ? "" : said.words || say("lost");
  act.ui.early = act.ui.early && !ok;
  act.show();
}
