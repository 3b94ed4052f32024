/** What a figure of one month rests on: its quantiles over the runs. */

import {data} from "../data.js";
import {writer} from "./fan.js";
import {capital, say} from "./say.js";
import {baseWords, changes} from "./setting_line.js";

export function ofMonth({ name, month, side: k = 1 }, shown) {
  const side = [shown.base, ...shown.sides][k];
  const { label, long_name, unit } = data.months[name];
  const write = writer(unit);
  const [q05, q25, q50, q75, q95] = ["q05", "q25", "q50", "q75", "q95"].map((q) => write(side.path[name][q][month]));
  const rows = [
    [say("rests.what"), `${capital(long_name)}, ${say("months.month", { month })}`],
    [say(k ? "fan.now" : "fan.base"), q50],
    [say("fan.half"), say("rests.range", { low: q25, high: q75 })],
    [say("fan.nine"), say("rests.range", { low: q05, high: q95 })],
    [say("rests.runs"), say("rests.runs_are", { runs: (k ? shown.runs : shown.asked).toLocaleString("en"), seed: shown.seed })],
    [say("rests.setting"), k === 0 ? baseWords(shown) : side.changes.length ? changes(side) : say("same_as_base")],
  ];
  return { title: capital(label), rows };
}
