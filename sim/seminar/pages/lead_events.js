/** Events that the lecturer may play: only these move the model; words move nothing and are labelled so on every screen. */

import {named} from "./atlas.js";
import {confirmed} from "./dialog.js";
import {h} from "./dom.js";
import {emptied} from "./emptied.js";
import {say, sayOf} from "./say.js";

const LINE = 140;

export function events({ view, ui, act, show, options }) {
  const sizes = ui.sizes ?? (ui.sizes = {});
  const open = ["briefing", "orders"].includes(view.phase);
  return h("section", {}, h("h2", {}, view.turn ? say("events.title", view) : say("events.before")), !open && h("p.hint", {}, say("events.closed")),
    Object.entries(options.events).map(([kind, one]) => event(kind, one, sizes, open, { view, act, show })),
    h("div.inline", {}, h("input", { type: "text", id: "words", maxlength: LINE, "aria-label": say("events.own"), placeholder: say("events.own"), value: ui.words ?? "", oninput: (typed) => { ui.words = typed.target.value; } }),
      h("button", { type: "button", disabled: !open, onclick: async () => { if (await act("inject", { words: ui.words ?? "" })) { ui.words = ""; emptied("words"); } } }, say("events.show"))), h("p.hint", {}, say("events.own_words")));
}

function event(kind, one, sizes, open, { view, act, show }) {
  const chosen = sizes[kind] ?? (sizes[kind] = { size: one.size, country: "" });
  const times = view.played.filter((played) => played.kind === kind).length;
  const states = view.seats.filter((one) => one.kind === "state").map((one) => one.state);
  const play = async () => {
    const said = { kind, size: chosen.size, ...(one.of_country ? { country: chosen.country || states[0] } : {}) };
    if (one.harsh) {
      if (!(await confirmed(say("events.harsh"), say("events.harsh_yes"), say("note.long"))) || !(await confirmed(say("events.harsh_again", chosen), say("events.play")))) { return; }
      said.confirm = true;
    }
    act("inject", said);
  };
  return h("article.event", { key: kind, class: times ? "played" : null }, h("div", {}, h("b", {}, sayOf("event", kind)), h("small", {}, one.cited, times ? say("events.played", { n: times }) : ""),
    h("div.inline", {}, one.high > one.low && h("label", {}, one.unit, h("input.short", { type: "number", min: one.low, max: one.high, step: one.high > 10 ? 1 : 0.1, value: chosen.size, onchange: (typed) => { chosen.size = Number(typed.target.value); } })),
      one.of_country && h("select", { "aria-label": say("events.country"), onchange: (picked) => { chosen.country = picked.target.value; show(); } }, states.map((code) => h("option", { value: code, selected: chosen.country === code }, named(code)))))),
  h("button", { type: "button", disabled: !open, onclick: play, "aria-label": `${say("events.play")}: ${sayOf("event", kind)}` }, say("events.play")));
}
