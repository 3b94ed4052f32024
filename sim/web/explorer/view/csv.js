/** The figures on the screen as tables that a spreadsheet opens. */

import {data} from "../data.js";
import {LETTERS} from "./sides.js";

const row = (cells) => cells.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell ?? ""))).join(",");
const sidesOf = (shown) => [["base", shown.base], ...shown.sides.map((side, k) => [k ? LETTERS[k] : "now", side])];
const stated = (shown) => `# ${data.statement}; seed ${shown.seed}; ${shown.runs} runs; version ${data.version}; rulebook ${data.rulebook}; evidence ${data.evidence}`;

/** Every outcome of every setting: level, paired difference, intervals. */
export function outcomesCsv(shown) {
  const head = ["setting", "outcome", "unit", "level", "low", "high", "difference", "difference_low", "difference_high", "separated"];
  const rows = sidesOf(shown).flatMap(([name, side]) => Object.entries(side.figures).map(([outcome, { level, difference }]) =>
    row([name, outcome, data.outcomes[outcome].unit, level.value, level.low, level.high, difference?.value ?? "", difference?.low ?? "", difference?.high ?? "", difference ? difference.separated : ""])));
  return [stated(shown), row(head), ...rows, ""].join("\n");
}

/** Every state of every setting. */
export function statesCsv(shown) {
  const head = ["setting", "state", "most_frequent_rung", "share_of_runs_on_it", "share_on_the_ground", "mean_soldiers", "stance_drawn", "never_joins", "joins_q25", "joins_median", "joins_q75"];
  const rows = sidesOf(shown).flatMap(([name, side]) => side.countries.map((one) =>
    row([name, one.code, one.rung, one.agree, one.ground, one.soldiers, one.drawn, one.join.never, one.join.q1, one.join.median, one.join.q3])));
  return [stated(shown), row(head), ...rows, ""].join("\n");
}
