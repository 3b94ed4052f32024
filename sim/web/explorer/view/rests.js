/** What a number rests on: what it counts, on which runs, with what error and disagreement, and whose words or figures. */

import {data} from "../data.js";
import {commandLine} from "./commands.js";
import {h} from "./dom.js";
import {capital, say} from "./say.js";
import {changes} from "./setting_line.js";
import {difference, level, outcome, set, written} from "./written.js";

const ABOUT = { outcome: ofOutcome, step: ofStep, theory: ofTheory, source: ofSource, terms: ofTerms };

/** Title and body of the dialog. */
export function rests(what, shown) {
  return ABOUT[what.about](what, shown);
}

function ofOutcome({ name, theory }, shown) {
  const { label, unit, long_name, kind } = outcome(name);
  const side = shown.sides[0];
  const found = theory ? side.theories.find((row) => row.theory === theory).figures[name] : side.figures[name];
  const runs = found.level.n ?? shown.runs;
  const rows = [
    [say("rests.what"), `${capital(long_name)}. ${kind === "flag" ? say("rests.flag") : say("rests.mean", { unit })}`],
    theory && [say("theories.theory"), `${data.theories[theory].label}: ${data.theories[theory].summary} ${data.theories[theory].source}`],
    [say("now.title"), written(found.level, unit)],
    found.difference && [say("against"), `${difference(found.difference, unit).main} ${difference(found.difference, unit).error}${found.difference.separated ? "" : `; ${say("no_difference")}`}`],
    [say("rests.runs"), say("rests.runs_are", { runs: runs.toLocaleString("en"), seed: shown.seed })],
    !theory && side.theories && [say("rests.theories"), range(side.theories.map((row) => row.figures[name].level.value), unit)],
    !theory && side.parameters?.[name].level && [say("rests.parameters"), range(Object.values(side.parameters[name].level), unit)],
    !theory && side.knob?.[name].level && [say("rests.knob"), range(Object.values(side.knob[name].level), unit)],
    [say("rests.setting"), side.changes.length ? changes(side) : say("same_as_base")],
  ].filter(Boolean);
  return { title: capital(label), body: [facts(rows), h("p.quiet-text", {}, say("rests.error")), h("p.quiet-text", {}, say("rests.python")), h("pre", {}, commandLine(shown))] };
}

const range = (values, unit) => say("rests.range", { low: level({ value: Math.min(...values), low: NaN, high: NaN }, unit).main, high: level({ value: Math.max(...values), low: NaN, high: NaN }, unit).main });

function ofStep({ words, step, name }, shown) {
  const { unit, label } = outcome(name);
  const found = step.figures[name];
  const by = difference(found, unit);
  return { title: words, body: [facts([[capital(label), `${by.main} ${by.error}${found.separated ? "" : `; ${say("no_difference")}`}`], [say("rests.runs"), say("rests.runs_are", { runs: (found.n ?? shown.runs).toLocaleString("en"), seed: shown.seed })]]), h("p.quiet-text", {}, say("rests.step"))] };
}

function ofTheory({ name }) {
  const theory = data.theories[name];
  const rows = Object.entries(theory.overrides).map(([parameter, prior]) => [parameter, say("rests.prior", { low: set(prior[0]), mode: set(prior[1]), high: set(prior[2]) })]);
  return { title: capital(theory.label), body: [h("p", {}, theory.summary), h("p.quiet-text", {}, theory.source), rows.length > 0 && [h("h3", {}, say("rests.overrides")), facts(rows)]] };
}

function ofSource({ text, grade }) {
  return { title: say("panel.grade", { letter: grade }), body: [h("p", {}, text), h("p.quiet-text", {}, say("panel.grades"))] };
}

/** Terms of the willingness that is shown: interval, and the parameters behind each with their grades. */
function ofTerms(_, shown) {
  const rows = shown.why.terms.map((term) => h("li", { key: term.name },
    h("b", {}, capital(term.label)), ` ${difference({ value: term.value, low: term.low, high: term.high }, "").main} ${difference({ value: term.value, low: term.low, high: term.high }, "").error}; `,
    term.parameters.map(({ name, grade }) => parameter(name, grade))));
  return { title: say("waterfall.rests"), body: [h("p.quiet-text", {}, say("rests.terms", { role: shown.why.role })), h("ul.rows", {}, rows), h("p.quiet-text", {}, say("panel.grades"))] };
}

function parameter(name, grade) {
  const known = data.parameters[name];
  return h("span", { title: known ? `${known.note}; ${known.source}` : "" }, h("code", {}, name), h("span.grade", {}, grade), " ");
}

const facts = (rows) => h("dl.facts", {}, rows.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]));
