/** What the reader has opened, chosen and typed: all that the page shows beside the session. */

import {data} from "../data.js";
import {frameOf, roomOf} from "./frame.js";
import {readType} from "./letters.js";
import {OPEN_AT_FIRST} from "./levers.js";
import {NO_HANDS} from "./predict.js";

/** Groups whose first levers are seen at once; the others say whether they are as at base. */
const OPEN_GROUPS = data.groups.slice(0, 2);

export const ui = {
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  projector: false,
  selected: null,
  focused: null,
  path: "deployed",
  month: null,
  playing: false,
  groups: new Set(OPEN_GROUPS),
  levers: new Set(OPEN_AT_FIRST),
  helped: null,
  refused: null,
  failed: null,
  allStates: false,
  allSteps: false,
  allClaims: false,
  sort: "base",
  atHand: data.levers.find((lever) => lever.kind === "number" && lever.default === null).name,
  sheet: false,
  predicting: false,
  veiled: false,
  draft: null,
  guess: null,
  hands: NO_HANDS,
  tour: null,
  dialog: null,
  done: null,
  standard: Object.fromEntries(data.levers.map((lever) => [lever.name, lever.default])),
};

/** Read the size of the window, name its frame, and measure the room in it. */
export function measure() {
  const root = document.documentElement;
  root.dataset.theme = ui.theme;
  root.classList.toggle("projector", ui.projector);
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const { frame, dock, low, scale } = frameOf(innerWidth, innerHeight, rem);
  root.dataset.frame = frame;
  root.toggleAttribute("data-dock", dock);
  root.toggleAttribute("data-low", low);
  readType();
  fitBar(root, document.getElementById("bar"));
  Object.assign(ui, { frame, dock, low, scale, room: roomOf(document, frame, scale) });
}

/** The bar in full where it fits in the type that there is, else with its short names; what it leaves out is in the menu. */
function fitBar(root, bar) {
  root.toggleAttribute("data-short", root.dataset.frame === "phone");
  if (bar.scrollWidth > bar.clientWidth) root.toggleAttribute("data-short", true);
}
