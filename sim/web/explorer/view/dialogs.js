/** The one dialog of the page, whatever it is about. */

import {data} from "../data.js";
import {commandLine, python} from "./commands.js";
import {h} from "../dom.js";
import {eventFields, newEvent} from "./lever_events.js";
import {rests} from "./rests.js";
import {capital, say} from "./say.js";
import {session} from "../session.js";
import {eventLabel} from "./values.js";

const ABOUT = { rest: (ui, shown, act) => rests(ui.dialog.what, shown, act), menu, take, event, keys, limits, tours, questions, state: find };

export function dialog(shown, ui, act) {
  if (!ui.dialog) return [];
  const { title, body } = ABOUT[ui.dialog.about](ui, shown, act);
  return [h("div.dialog-body", {},
    h("div.dialog-head", {}, h("h2", { id: "dialog-title" }, title), h("button.quiet", { onclick: () => act.dialog(null) }, say("panel.close"))), body)];
}

/** All that the bar has no room for. */
function menu(ui, shown, act) {
  const rows = [
    ["menu.predict", act.predict], ["menu.tour", () => act.dialog({ about: "tours" })], ["menu.questions", () => act.dialog({ about: "questions" })],
    ["menu.take", () => act.dialog({ about: "take" })], ["menu.open", act.pickFile], ["menu.find", () => act.dialog({ about: "state" })],
    [ui.theme === "dark" ? "menu.light" : "menu.dark", act.theme], [ui.projector ? "menu.projector_off" : "menu.projector", act.projector],
    ["menu.limits", () => act.dialog({ about: "limits" })], ["menu.keys", () => act.dialog({ about: "keys" })], ["menu.print", () => (act.dialog(null), print())],
  ];
  return { title: say("menu.title"), body: h("div.stack", {}, rows.map(([name, run]) => h("button", { key: name, onclick: run }, say(name)))) };
}

/** Everything that can be taken away from the view. */
function take(ui, shown, act) {
  const file = (name, what) => h("button", { onclick: () => act.save(what) }, say(name));
  const picture = (id) => h("li", {}, h("h3", {}, say(`take.${id}`)), h("div.choices", {}, h("button", { onclick: () => act.picture(id, "svg"), "aria-label": say("take.as", { what: say(`take.${id}`), how: "SVG" }) }, "SVG"), h("button", { onclick: () => act.picture(id, "png"), "aria-label": say("take.as", { what: say(`take.${id}`), how: "PNG" }) }, "PNG")));
  const text = (name, content) => h("li", {}, h("div.dialog-head", {}, h("h3", {}, say(name)), h("button", { onclick: (event) => act.copy(content, event.target), "aria-label": say("take.copy_of", { what: say(name) }) }, say("take.copy"))), h("pre", { tabindex: 0 }, content));
  return { title: say("take.title"), body: h("ul.rows", {},
    text("take.link", location.href), h("li", {}, h("h3", {}, say("take.scenario")), h("div.choices", {}, file("take.yaml", "yaml"), file("take.csv_outcomes", "outcomes"), file("take.csv_states", "states"))),
    ["map", "fan", ui.selected && shown.why && "why"].filter(Boolean).map(picture), text("take.command", commandLine(shown)), text("take.python", python(shown))) };
}

/** A new event or dated value, or one that is there. */
function event(ui, shown, act) {
  const { setting } = shown.sides[0];
  const horizon = session.valueOf(setting, "horizon");
  const old = ui.dialog.event?.lever === "injects" ? setting.injects?.[ui.dialog.event.at[0]] : null;
  if (ui.dialog.event && !old) return { title: ui.dialog.event.label, body: [h("p", {}, say("event.in_levers")), h("button", { onclick: () => act.toLever(ui.dialog.event.lever) }, say("event.to_lever"))] };
  const draft = ui.dialog.draft ?? old ?? newEvent(Object.keys(data.events)[0], horizon);
  const change = (next) => act.dialog({ ...ui.dialog, draft: next });
  const others = (setting.injects ?? []).filter((one) => one !== old);
  const put = (events) => act.change("injects", events) && act.dialog(null);
  const kind = data.events[draft.kind];
  return { title: old ? capital(eventLabel(old)) : say("event.title"), body: [
    !old && h("div.form", {}, h("label", { for: "event-kind" }, say("field.kind")), h("select", { id: "event-kind", value: draft.kind, onchange: (chosen) => change({ ...newEvent(chosen.target.value, horizon), month: draft.month }) }, Object.entries(data.events).map(([name, row]) => h("option", { key: name, value: name }, capital(row.label))))),
    h("p.quiet-text", {}, `${capital(kind.meaning)}. ${[...kind.claims, kind.source].filter(Boolean).join(" ")}`),
    h("div.entry", {}, eventFields(draft, horizon, change, "draft")),
    shown.error && h("p.refusal", { role: "alert" }, shown.error),
    h("div.choices", {}, h("button.strong", { onclick: () => put([...others, draft]) }, old ? say("event.change") : say("timeline.add")), old && h("button", { onclick: () => put(others) }, say("event.remove")), !old && h("button.quiet", { onclick: () => act.toLever("schedule") }, say("event.dated"))),
  ] };
}

function keys() {
  const rows = ["b", "u", "p", "/", "space", "m", "?", "Esc"].map((key) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, say(`keys.${key}`))]);
  return { title: say("menu.keys"), body: [h("dl.facts", {}, rows), h("p.quiet-text", {}, say("keys.note"))] };
}

/** What is not modelled, in the words of the brief. */
function limits() {
  return { title: say("menu.limits"), body: [h("p", {}, say("limits.note")), h("ul.rows", {}, data.not_modelled.map((line) => h("li", {}, capital(line))))] };
}

function tours(ui, shown, act) {
  return { title: say("menu.tour"), body: [h("div.stack", {}, data.tours.map((plan) => h("button", { key: plan.title, onclick: () => act.tour(plan) }, `${plan.title} · ${say("tour.stops", { n: plan.stops.length })}`))), h("p.quiet-text", {}, say("tour.write")), h("button", { onclick: act.pickFile }, say("tour.open"))] };
}

/** The named studies of the package, as what they compare. */
function questions(ui, shown, act) {
  return { title: say("menu.questions"), body: [h("p.quiet-text", {}, say("questions.note")), h("ul.rows", {}, data.experiments.map((study) => h("li", { key: study.name }, h("h3", {}, study.question), h("div.choices", {}, Object.entries(study.settings).map(([name, setting]) => h("button", { onclick: () => act.study(study, setting) }, name.replaceAll("_", " "))))))) ] };
}

/** Find a state by its name. */
function find(ui, shown, act) {
  const letters = (ui.dialog.letters ?? "").toLowerCase();
  const found = data.states.filter(({ code, name }) => name.toLowerCase().includes(letters) || code.toLowerCase() === letters);
  const go = (code) => (act.dialog(null), act.select(code));
  return { title: say("menu.find"), body: [
    h("input", { type: "search", "aria-label": say("menu.find"), autofocus: true, value: ui.dialog.letters ?? "", oninput: (event) => act.dialog({ ...ui.dialog, letters: event.target.value }), onkeydown: (event) => event.key === "Enter" && found.length && go(found[0].code) }),
    h("div.choices", {}, found.map(({ code, name }) => h("button", { key: code, onclick: () => go(code) }, name))),
  ] };
}
