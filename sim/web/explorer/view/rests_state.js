/** What the figures of the states rest on: of one state, or of all by rung. */

import {data} from "../data.js";
import {share_of} from "../statistics.js";
import {h} from "../dom.js";
import {standing, there} from "./moved.js";
import {capital, say} from "./say.js";
import {changes} from "./setting_line.js";
import {state} from "./values.js";
import {people, share, written} from "./written.js";

const WRITTEN = { rung: byRung, ground: onGround, soldiers: ({ soldiers }) => people(soldiers), join: joins };
const MEANT = { rung: "rung_by_country", ground: "rung_by_country", soldiers: "troops_by_country", join: "joined_month_by_country" };

export function ofState({ code, what }, shown, act) {
  const { now, base, month, runs } = standing(shown);
  const of = (countries) => WRITTEN[what](countries.find((country) => country.code === code));
  const [side] = shown.sides;
  const rows = [
    [say("rests.what"), `${capital(data.by_country[MEANT[what]].long_name)}. ${say(`rests.state.${what}`)}`],
    [say("rests.when"), month === null ? say("rests.last") : say("months.month", { month })],
    [say("now.title"), of(now)],
    side.changes.length > 0 && [say("base.title"), of(base)],
    [say("rests.runs"), say("rests.runs_are", { runs: runs.toLocaleString("en"), seed: shown.seed })],
    [say("rests.setting"), side.changes.length ? changes(side) : say("same_as_base")],
  ];
  const why = h("button", { onclick: () => (act.dialog(null), act.select(code)) }, say("rests.why", { state: state(code) }));
  return { title: state(code), rows, body: shown.why?.code !== code && why };
}

/** Every rung in which it ends in some run, the most frequent first. */
function byRung({ rungs }) {
  const runs = rungs.reduce((sum, one) => sum + one, 0);
  const seen = rungs.map((count, rung) => [rung, count]).filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  return h("ul", {}, seen.map(([rung, count]) => h("li", {}, say("rests.on_rung", { rung, words: data.rungs[rung], share: share(count / runs) }))));
}

function onGround({ rungs }) {
  const runs = rungs.reduce((sum, one) => sum + one, 0);
  const { mean, low, high } = share_of(rungs.slice(data.on_ground).reduce((sum, one) => sum + one, 0), runs);
  return written({ value: mean, low, high }, "share");
}

function joins({ join: { never, q1, median, q3 } }) {
  if (!Number.isFinite(median)) return say("states.never");
  const [low, middle, high] = [q1, median, q3].map(Math.round);
  return say("rests.joins", { median: middle, low, high, never: share(never) });
}

/** The states on each rung; each opens its reasons. */
export function ofRungs(_, shown, act) {
  const { now, base, month, runs } = standing(shown);
  const groups = [
    ...data.rungs.map((words, rung) => [`${rung} ${words}`, (country) => !country.drawn && !country.absent && country.rung === rung]).reverse(),
    [say("key.drawn"), (country) => country.drawn],
    [say("states.left_out"), (country) => country.absent],
  ];
  const go = (code) => (act.dialog(null), act.select(code));
  const rows = groups.filter(([, has]) => now.some(has) || base.some(has)).map(([words, has]) => [
    words,
    [now.filter(has).map(({ code }) => h("button.quiet", { key: code, onclick: () => go(code) }, state(code))), h("span.of-base", {}, say("rests.at_base", { n: base.filter(has).length }))],
  ]);
  const stand = [now, base].map((countries) => countries.filter(there).length);
  rows.unshift([say("states.ground"), say("rests.stand", { now: stand[0], base: stand[1] })]);
  rows.push([say("rests.runs"), say("rests.runs_are", { runs: runs.toLocaleString("en"), seed: shown.seed })]);
  return { title: say("sides.rungs"), rows, body: h("p.quiet-text", {}, `${say("rests.often")} ${month === null ? say("rests.last") : capital(say("months.month", { month }))}.`) };
}
