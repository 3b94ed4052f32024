/** What a number rests on: what it counts, on which runs, with what error and disagreement, and whose words or figures. */

import {data} from "../data.js";
import {RUNS as TURN_RUNS} from "../flip.js";
import {commandLine} from "./commands.js";
import {h} from "../dom.js";
import {ofMonth} from "./rests_month.js";
import {ofRungs, ofState} from "./rests_state.js";
import {capital, listed, say} from "./say.js";
import {baseWords, changes} from "./setting_line.js";
import {change} from "./turns.js";
import {difference, level, outcome, placesOf, rowOf, set, share, written} from "./written.js";

const ABOUT = { outcome: ofOutcome, month: ofMonth, state: ofState, rungs: ofRungs, step: ofStep, turn: ofTurn, theory: ofTheory, source: ofSource, terms: ofTerms };

/** Title and body of the dialog. */
export function rests(what, shown, act) {
  const { title, rows, body = [], computed = true } = ABOUT[what.about](what, shown, act);
  return { title, body: [rows && facts(rows), body, computed && computedHere(shown)] };
}

/** What every figure of a run rests on, and how to have it outside the page. */
function computedHere(shown) {
  return [h("p.quiet-text", {}, say("rests.error")), h("p.quiet-text", {}, graded()), h("p.quiet-text", {}, say("rests.python")), h("pre", {}, commandLine(shown))];
}

/** How many assumptions stand behind a run, and how well each is known. */
function graded() {
  const grades = Object.values(data.parameters).map(({ grade }) => grade);
  const count = (letter) => grades.filter((one) => one === letter).length;
  return say("rests.grades", { all: grades.length, a: count("A"), b: count("B"), c: count("C"), d: count("D") });
}

function ofOutcome({ name, theory, side: k = 1 }, shown) {
  const { label, unit, long_name, kind } = outcome(name);
  const side = [shown.base, ...shown.sides][k];
  const found = theory ? side.theories.find((row) => row.theory === theory).figures[name] : side.figures[name];
  const said = theory ? { level: level(found.level, unit), difference: found.difference && difference(found.difference, unit) } : rowOf(shown, name, k);
  const runs = found.level.n ?? shown.runs;
  const end = (value) => level({ value, low: NaN, high: NaN }, unit, { beside: placesOf(shown, name) }).main;
  const range = (values) => say("rests.range", { low: end(Math.min(...values)), high: end(Math.max(...values)) });
  const rows = [
    [say("rests.what"), `${capital(long_name)}. ${kind === "flag" ? say("rests.flag") : say("rests.mean", { unit })}`],
    theory && [say("theories.theory"), `${data.theories[theory].label}: ${data.theories[theory].summary} ${data.theories[theory].source}`],
    [say(k ? "now.title" : "base.title"), `${said.level.main} ${said.level.error}`],
    found.difference && [say("against"), `${said.difference.main} ${said.difference.error}${found.difference.separated ? "" : `; ${say("no_difference")}`}`],
    [say("rests.runs"), say("rests.runs_are", { runs: runs.toLocaleString("en"), seed: shown.seed })],
    !theory && side.theories && [say("rests.theories"), range(side.theories.map((row) => row.figures[name].level.value))],
    !theory && side.parameters?.[name].level && [say("rests.parameters"), range(Object.values(side.parameters[name].level))],
    !theory && side.knob?.[name].level && [say("rests.knob"), range(Object.values(side.knob[name].level))],
    [say("rests.setting"), k === 0 ? baseWords(shown) : side.changes.length ? changes(side) : say("same_as_base")],
  ];
  return { title: capital(label), rows };
}

function ofStep({ words, step, name }, shown) {
  const { unit, label } = outcome(name);
  const found = step.figures[name];
  const by = difference(found, unit);
  const rows = [
    [capital(label), `${by.main} ${by.error}${found.separated ? "" : `; ${say("no_difference")}`}`],
    [say("rests.runs"), say("rests.runs_are", { runs: (found.n ?? shown.runs).toLocaleString("en"), seed: shown.seed })],
  ];
  return { title: words, rows, body: h("p.quiet-text", {}, say("rests.step")), computed: false };
}

function ofTurn({ turn }, shown) {
  const rows = [
    [say("steps.change"), listed(turn.levers.map(change))],
    turn.share !== null && [say("rests.way"), written({ value: turn.share, low: turn.low, high: Number.isFinite(turn.high) ? turn.high : 1 }, "share")],
    [say("states.ground"), share(turn.ground)],
    [say("rests.runs"), say("rests.runs_are", { runs: TURN_RUNS, seed: shown.seed })],
  ];
  return { title: say("panel.turn"), rows, body: h("p.quiet-text", {}, say("rests.turn")), computed: false };
}

function ofTheory({ name }) {
  const theory = data.theories[name];
  const rows = Object.entries(theory.overrides).map(([parameter, prior]) => [parameter, say("rests.prior", { low: set(prior[0]), mode: set(prior[1]), high: set(prior[2]) })]);
  return { title: capital(theory.label), body: [h("p", {}, theory.summary), h("p.quiet-text", {}, theory.source), rows.length > 0 && [h("h3", {}, say("rests.overrides")), facts(rows)]], computed: false };
}

function ofSource({ text, grade }) {
  return { title: say("panel.grade", { letter: grade }), body: [h("p", {}, text), h("p.quiet-text", {}, say("panel.grades"))], computed: false };
}

/** Terms of the willingness that is shown: interval, and the parameters behind each with their grades. */
function ofTerms(_, shown) {
  const rows = shown.why.terms.map((term) => {
    const { main, error } = difference(term, "");
    return h("li", { key: term.name }, h("b", {}, capital(term.label)), ` ${main} ${error}; `, term.parameters.map(({ name, grade }) => parameter(name, grade)));
  });
  return { title: say("waterfall.rests"), body: [h("p.quiet-text", {}, say("rests.terms", { role: shown.why.role })), h("ul.rows", {}, rows), h("p.quiet-text", {}, say("panel.grades"))], computed: false };
}

function parameter(name, grade) {
  const known = data.parameters[name];
  return h("span", { title: known ? `${known.note}; ${known.source}` : "" }, h("code", {}, name), h("span.grade", {}, grade), " ");
}

const facts = (rows) => h("dl.facts", {}, rows.filter(Boolean).map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]));
