/** What the projector shows: chosen here, or what belongs to the phase; in the debrief the figures, one click each. */

import {named} from "./atlas.js";
import {h} from "./dom.js";
import {say, sayOf} from "./say.js";

const CLASS = ["lobby", "turn", "black"];
const BEATS = ["wanted", "struck", "made"];
const FIGURES = ["turning", "class", "surprise", "change", "scores", "board"];

export function projector(room) {
  const { view, act } = room;
  const open = ["debrief", "closed"].includes(view.phase);
  const button = (name) => h("button", { type: "button", key: name, "aria-pressed": String(view.show === name), disabled: name === "change" && !view.ready.includes("change"), onclick: () => act("show", { what: view.show === name ? "" : name }) }, say(`show.${name}`));
  return h("section", {}, h("h2", {}, say("lead.projector")), h("p.on-screen", {}, h("b", {}, say(view.show ? `show.${view.show}` : "show.auto")), h("small", {}, view.show ? say("show.back") : sayOf("phase", view.phase))),
    h("div.grid3", {}, CLASS.filter((name) => name !== "turn" || !open).map(button)), ["reveal", "talk"].includes(view.phase) && h("div.grid3", {}, BEATS.map(button)), open && (view.turn > 0 ? [h("div.grid3", {}, FIGURES.map(button)), change(room)] : h("p.hint", {}, say("debrief.none"))));
}

/** Figure 4: which order, and what instead. */
function change({ view, ui, act, show }) {
  const asked = ui.asked ?? (ui.asked = { seat: view.seats.find((one) => one.kind === "state")?.seat, turn: 1, instead: "never", lasting: true, tenths: 5 });
  const forms = { model: null, held: "held", never: { role: "none" } };
  const go = async () => {
    const form = asked.instead in forms ? forms[asked.instead] : { role: asked.instead, share: asked.tenths / 10 };
    ui.busy = true;
    show();
    const made = await act("work/change", { turn: asked.turn, seat: asked.seat, form, lasting: asked.lasting });
    ui.busy = false;
    if (made) { act("show", { what: "change" }); }
    show();
  };
  const pick = (name, options, as = String) => h("select", { "aria-label": say(`change.pick_${name}`), onchange: (event) => { asked[name] = as(event.target.value); show(); } }, options.map(([value, words]) => h("option", { value, selected: String(asked[name]) === String(value) }, words)));
  return h("div.change", {}, h("h3", {}, say("change.title")), h("div.row", {}, pick("seat", view.seats.filter((one) => one.kind === "state").map((one) => [one.seat, named(one.seat)])), pick("turn", Array.from({ length: view.turn }, (_, k) => [k + 1, say("change.turn", { turn: k + 1 })]), Number)),
    h("div.row", {}, pick("instead", [["never", say("change.never")], ["held", say("change.held")], ["model", say("change.model")], ["support", sayOf("role", "support")], ["protection", sayOf("role", "protection")]]),
      ["support", "protection"].includes(asked.instead) && pick("tenths", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => [n, `${10 * n} %`]), Number)),
    h("label.check", {}, h("input", { type: "checkbox", checked: asked.lasting, onchange: (event) => { asked.lasting = event.target.checked; show(); } }), say("change.lasting")), h("button", { type: "button", disabled: Boolean(ui.busy), onclick: go }, say(ui.busy ? "moment" : "change.go")));
}
