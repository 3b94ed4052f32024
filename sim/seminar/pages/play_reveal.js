/** The reveal on the phone: the front page, what became of one's own order and what it brought, forecasts, aims. */

import {fate, named, spelled} from "./atlas.js";
import {h} from "./dom.js";
import {level, listed, say} from "./say.js";
import {map, mapKey} from "./map.js";
import {stand} from "./play_stand.js";

export function reveal(view, act) {
  const own = view.orders.find((one) => one.seat === view.me.seat);
  return [h("section.paper", {}, h("small", {}, say("paper", { month: view.now?.month ?? 0 })), h("h1", {}, view.headline)), stand(view),
    own && mine(own), view.me.kind === "state" && !own && h("p.hint", {}, say(view.me.mode === "model" ? "reveal.model" : view.in_force ? "reveal.held" : "reveal.none")),
    view.scores && scores(view), view.aims && aims(view.aims), orders(view, act),
    view.me.kind !== "state" && [map(view.states, view.was, []), mapKey()]];
}

function mine(own) {
  return h("section.because", {}, h("h2", {}, say("reveal.own")), h("p", {}, h(`b.fate.${own.fate || "carried"}`, {}, fate(own)), ` · ${spelled(own.words)}`),
    own.pulled.length > 0 && h("p", {}, say("reveal.pulled", { names: listed(own.pulled.map(named)) })));
}

function scores(view) {
  const { came, model, class: mean } = view.scores;
  return h("table.scores", {}, h("caption", {}, say("scores.title"), h("small", {}, say("scores.how"))), h("thead", {}, h("tr", {}, h("th", {}, say("scores.question")), h("th", {}, say("scores.you")), h("th", {}, say("scores.class")), h("th", {}, say("model")), h("th", {}, say("scores.came")))),
    h("tbody", {}, view.questions.map((one) => h("tr", {}, h("td", {}, one.words), h("td", {}, view.forecast?.[one.id] ?? "–"), h("td", {}, one.id in mean ? Math.round(mean[one.id]) : "–"), h("td", {}, model ? Math.round(model[one.id]) : "–"), h(came[one.id] ? "td.hit" : "td.miss", {}, say(came[one.id] ? "yes" : "no_answer")))),
      h("tr.sum", {}, h("td", {}, say("scores.score")), h("td", {}, view.forecast ? level(brier(view.forecast, came)) : "–"), h("td", {}, view.scores.class_score === null ? "–" : level(view.scores.class_score)), h("td", {}, view.scores.model_score === null ? "–" : level(view.scores.model_score)), h("td", {}))));
}

/** Brier's score of one's own forecast: 0 perfect, 1 worst. */
function brier(n20, came) {
  const names = Object.keys(came).filter((name) => name in n20);
  return names.reduce((sum, name) => sum + (n20[name] / 20 - (came[name] ? 1 : 0)) ** 2, 0) / Math.max(1, names.length);
}

/** Aims, met or not yet. */
export function aims(list) {
  return h("section.aims", {}, h("h2", {}, say("aims.title")), h("ul", {}, list.map((one) => h(one.met ? "li.met" : "li.unmet", {}, one.words, h("small", {}, say(one.met ? "aims.met" : "aims.unmet", one))))));
}

function orders(view) {
  const others = view.orders.filter((one) => one.seat !== view.me.seat);
  return others.length > 0 && h("section", {}, h("h2", {}, say("reveal.others")), others.map((one) => h("article.message", { key: one.seat }, h("b", {}, named(one.seat)), h("small", {}, fate(one)), h("p", {}, spelled(one.words)), one.reason && h("q", {}, one.reason))));
}
