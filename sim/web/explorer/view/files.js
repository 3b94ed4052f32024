/** Files that come in by drop or choice, and files that go out. */

import {session} from "../session.js";
import {from_yaml, parse, to_yaml} from "../yaml.js";
import {FILE, provenance} from "./commands.js";
import {outcomesCsv, statesCsv} from "./csv.js";
import {headlineText} from "./headline.js";
import {pngBlob, save, svgText} from "./picture.js";
import {say} from "./say.js";
import {LETTERS} from "./sides.js";
import {planOf} from "./tour.js";
import {ui} from "./ui.js";
import {data} from "../data.js";

const MOST_BYTES = 131_072; // as a scenario file may have
const DRAWINGS = { map: "#map-hold > svg", fan: "#fan-hold > svg", why: "#panel svg.waterfall" };

/** Open a scenario, or a tour that a lecturer wrote; says in one line why it cannot be. */
export async function openFile(file, act, fail) {
  if (file.size > MOST_BYTES) return fail(say("file.large", { name: file.name, bytes: file.size.toLocaleString("en"), most: MOST_BYTES.toLocaleString("en") }));
  try {
    const text = await file.text();
    const plan = /^\s*("?stops"?\s*:|title\s*:|\{)/m.test(text) && text.includes("stops") ? planOf(parse(text)) : null;
    if (plan) return act.tour(plan);
    const { base, settings } = from_yaml(text);
    const compared = settings.length ? { base, settings } : { base: {}, settings: [base] }; // as `tripwire file=` compares
    session.open({ ...compared, seed: session.seed });
    return act.show({ guess: null, failed: null, veiled: ui.predicting });
  } catch (error) {
    return fail(`${file.name}: ${error.message}`);
  }
}

/** Drop anywhere on the page. */
export function acceptDrops(root, open) {
  const over = (event, on) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    root.classList.toggle("dropping", on);
    root.dataset.drop = say("file.drop");
  };
  root.ondragover = (event) => over(event, true);
  root.ondragleave = (event) => event.relatedTarget === null && over(event, false);
  root.ondrop = (event) => {
    over(event, false);
    const [file] = event.dataTransfer.files;
    if (file) open(file);
  };
}

/** What the dialog of things to take away can save. */
export function saves(shown) {
  const [now, ...others] = shown.sides.map((side) => side.setting);
  const names = [say("python.now"), ...LETTERS.slice(1)];
  return {
    yaml: () => save(FILE, to_yaml({ base: shown.base.setting, settings: [now, ...others], names }), "text/yaml"),
    outcomes: () => save("tripwire-outcomes.csv", outcomesCsv(shown), "text/csv"),
    states: () => save("tripwire-states.csv", statesCsv(shown), "text/csv"),
  };
}

/** One drawing as a picture that can be cited: headline above, provenance and notice below. */
export async function savePicture(id, how, shown) {
  const drawing = document.querySelector(DRAWINGS[id]);
  const text = svgText(drawing, [headlineText(shown, ui), say(`take.${id}`)], [`${data.statement}. ${data.boundaries}.`, provenance(shown)]);
  if (how === "svg") save(`tripwire-${id}.svg`, text, "image/svg+xml");
  else save(`tripwire-${id}.png`, await pngBlob(text), "image/png");
}
