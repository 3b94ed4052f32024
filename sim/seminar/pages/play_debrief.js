/** The debrief on the phone: the first question once more, where the model is wrong, one's own score, the figures. */

import {h} from "./dom.js";
import {emptied} from "./emptied.js";
import {level, say} from "./say.js";
import {figure} from "./figure.js";
import {forecast} from "./play_forecast.js";
import {aims} from "./play_reveal.js";
import {getJson, nonce, send} from "./wire.js";

const LINE = 140;
const FIGURES = ["turning", "class", "surprise", "change", "scores"];
const PHONE = { width: 360, height: 250, text: 13 };
const found = new Map();
let own = { asked: false, score: null };

export function debrief(view, act) {
  if (!own.asked) { own.asked = true; readScore(act); }
  const exit = view.questions.length > 0 && view.phase === "debrief" ? forecast(view, act) : null;
  return [h("p.ok", {}, say("debrief.role")), h("section", {}, h("h1.small", {}, say("debrief.figures")), view.turn === 0 ? h("p.hint", {}, say("debrief.none")) : FIGURES.filter((name) => view.ready.includes(name) || name === "scores").map((name, k) => shown(name, k, act))),
    own.score !== null && h("section", {}, h("h2", {}, say("scores.own")), h("p", {}, h("b.score", {}, level(own.score)), say("scores.coin"))),
    view.aims && view.turn > 0 && aims(view.aims), exit && h("section", {}, exit.main, exit.foot), view.phase === "debrief" && board(view, act), h("p.note", {}, say("debrief.leave"))];
}

async function readScore(act) {
  try { own = { asked: true, score: (await getJson(`${act.base}/score`)).score }; } catch (refused) { own = { asked: false, score: null }; }
  act.show();
}

function shown(name, k, act) {
  const one = found.get(name);
  const open = act.ui.figure === name;
  const toggle = async () => {
    act.ui.figure = open ? "" : name;
    act.show();
    try { found.set(name, await getJson(`${act.base}/figure/${name}`)); } catch (refused) { act.ui.says = refused.message; }
    act.show();
  };
  return h("article.figure", { key: name }, h("button.bar", { type: "button", "aria-expanded": String(open), onclick: toggle }, say(`figure.${name}`)), open && (one ? [h("h2", {}, one.title), figure(one, PHONE), h("p.question-line", {}, one.question)] : h("p.hint", {}, say("moment"))));
}

function board(view, act) {
  const { ui } = act;
  const put = async () => {
    const { ok, said } = await send(`${act.base}/board`, { nonce: nonce(), about: ui.about ?? "", text: ui.wrong ?? "" });
    ui.says = ok ? "" : said.words || say("lost");
    if (ok) { ui.about = ""; ui.wrong = ""; for (const name of ["about", "wrong"]) { emptied(name); } }
    act.show();
  };
  const field = (name, label, most) => h("label.field", {}, label, h("input", { type: "text", id: name, maxlength: most, value: ui[name] ?? "", autocomplete: "off", oninput: (event) => { ui[name] = event.target.value; } }));
  return h("section", {}, h("h2", {}, say("board.title")), h("p.hint", {}, say("board.how")), field("about", say("board.about"), 40), field("wrong", say("board.text"), LINE),
    ui.says && h("p.warn", { role: "alert" }, ui.says), h("button.second", { type: "button", onclick: put }, say("board.put")), view.board.map((one, k) => h("p.message", { key: `board ${k}` }, h("b", {}, one.about), ` ${one.text}`)));
}
