/** The command line and the Python that give the same figures, bit for bit. */

import {data} from "../data.js";
import {session} from "../session.js";
import {say} from "./say.js";
import {LETTERS} from "./sides.js";

/** What `tripwire` is told: one setting against the default base; else the file that the page saves. */
export function commandLine(shown) {
  const { setting } = shown.sides[0];
  const alone = shown.sides.length === 1 && !Object.keys(shown.base.setting).length;
  const own = data.study ? [word("with", data.study)] : [];
  if (!alone) return ["tripwire", `file=${FILE}`, ...own, `seed=${shown.seed}`, `replicates=${shown.asked}`].join(" ");
  const levers = Object.entries(setting).map(([name, value]) => word(name, value));
  return ["tripwire", ...levers, ...own, `seed=${shown.seed}`, `replicates=${shown.asked}`].join(" ");
}

export const FILE = "tripwire.yaml";

/** The same comparison in Python. */
export function python(shown) {
  const named = [["base", shown.base.setting], ...shown.sides.map((side, k) => [k ? LETTERS[k] : say("python.now"), side.setting])];
  const used = named.filter(([, setting], k) => k === 0 || session.shown.sides[k - 1].changes.length || Object.keys(setting).length || k > 1);
  const scenarios = used.map(([name, setting]) => `    ${JSON.stringify(name)}: sim.Scenario(${keywords(setting)}),`);
  const own = data.study ? [`sim.use(${JSON.stringify(data.study)})`] : [];
  return ["import sim", "", ...own, "scenarios = {", ...scenarios, "}", `results = sim.simulate(scenarios, seed=${shown.seed}, replicates=${shown.asked})`, "print(sim.compare(results))"].join("\n");
}

const keywords = (setting) => Object.entries(setting).map(([name, value]) => `${name}=${literal(value)}`).join(", ");

function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (value && typeof value === "object") return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${literal(one)}`).join(", ")}}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** `lever=value` as a shell takes it; what holds brackets or blanks stands in quotes. */
function word(name, value) {
  const text = `${name}=${flow(value)}`;
  return /^[\w.,=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (value && typeof value === "object") return `{${Object.entries(value).map(([key, one]) => `${key}: ${flow(one)}`).join(", ")}}`;
  return typeof value === "string" && !/^[\w.-]+$/.test(value) ? JSON.stringify(value) : String(value);
}

/** One line that says what is seen and how to see it again. */
export function provenance(shown) {
  return say("provenance", { seed: shown.seed, runs: shown.runs.toLocaleString("en"), version: data.version, rulebook: data.rulebook, evidence: data.evidence });
}
