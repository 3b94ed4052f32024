/** Wires the page: session, what is open, and the components, drawn together once a frame. */

import {data} from "./data.js";
import {Refusal} from "./errors.js";
import {show_face} from "./face.js";
import {session} from "./session.js";
import {refusal} from "./setting.js";
import {actions} from "./view/actions.js";
import {fragment, read} from "./view/address.js";
import {bar, skips} from "./view/bar.js";
import {dialog} from "./view/dialogs.js";
import {dock} from "./view/dock.js";
import {draw} from "./dom.js";
import {fan} from "./view/fan.js";
import {acceptDrops, openFile, savePicture, saves} from "./view/files.js";
import {foot} from "./view/foot.js";
import {game} from "./view/game.js";
import {announced, headline, headlineText, lengthOf, subline} from "./view/headline.js";
import {keys} from "./view/keys.js";
import {levers} from "./view/levers.js";
import {map} from "./view/map.js";
import {outcomes} from "./view/outcomes.js";
import {say} from "./view/say.js";
import {refinement, settingLine} from "./view/setting_line.js";
import {sides} from "./view/sides.js";
import {statePanel} from "./view/state_panel.js";
import {statesTable} from "./view/states_table.js";
import {log} from "./view/steps.js";
import {tour} from "./view/tour.js";
import {measure, ui} from "./view/ui.js";

const COMPONENTS = { headline, sub: subline, announced, "setting-line": settingLine, levers, map, outcomes, fan, log, sides, game, states: statesTable, panel: statePanel, dock, foot };
const $ = (id) => document.getElementById(id);
let waiting = false;
const act = actions(redraw);

/** Draw the page in the next frame, however many things have changed by then. */
function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    drawAll();
  });
}

function drawAll() {
  const { shown } = session;
  if (!shown) return;
  if (ui.remeasure) measure();
  ui.remeasure = false;
  draw($("bar"), bar(ui, act));
  draw($("tour"), tour(ui, act));
  for (const [id, component] of Object.entries(COMPONENTS)) draw($(id), component(shown, ui, act));
  states(shown);
  drawDialog(shown);
  settle();
}

/** Classes and names that depend on what is open. */
function states(shown) {
  document.body.classList.toggle("veiled", ui.veiled);
  $("app").classList.toggle("explains", ui.selected !== null);
  $("headline").dataset.length = lengthOf(headlineText(shown, ui));
  $("sub").classList.toggle("refused", Boolean(shown.error ?? ui.failed));
  $("levers").classList.toggle("open", ui.sheet);
  $("panel").classList.toggle("open", ui.selected !== null);
  $("sides").hidden = shown.sides.length < 2;
  $("game").hidden = !data.game;
  const instead = ui.frame === "laptop" && ui.selected !== null; // the panel stands in place of outcomes and log
  $("panel").style.height = instead ? `${$("outcomes").offsetHeight + $("log").offsetHeight + 16 * ui.scale}px` : "";
}

function drawDialog(shown) {
  const node = $("dialog");
  draw(node, dialog(shown, ui, act));
  if (ui.dialog && !node.open) node.showModal();
  if (!ui.dialog && node.open) node.close();
}

/** Put focus where an action asked for it, once what it asked for is there. */
function settle() {
  if (!ui.focusOn) return;
  const wanted = document.querySelector(ui.focusOn);
  ui.focusOn = null;
  wanted?.focus({ preventScroll: true });
}

function begin() {
  for (const [id, name] of [["levers", "levers.title"], ["panel", "panel.label"], ["dock", "dock.label"]]) $(id).setAttribute("aria-label", say(name));
  draw($("skips"), skips());
  Object.assign(act, {
    pickFile: () => $("file").click(),
    save: (what) => saves(session.shown)[what](),
    picture: (id, how) => savePicture(id, how, session.shown),
    copy,
  });
  $("file").onchange = (event) => event.target.files[0] && openedFile(event.target.files[0]);
  acceptDrops(document.documentElement, openedFile);
  $("dialog").onclose = () => ui.dialog && act.dialog(null);
  onkeydown = (event) => keys(event, act);
  onresize = () => act.show({ remeasure: true });
  onbeforeprint = () => {
    const { theme, allStates } = ui;
    onafterprint = () => act.show({ theme, allStates, remeasure: true });
    Object.assign(ui, { theme: "light", allStates: true, remeasure: true }); // paper is light, and holds every state
    drawAll();
  };
  onhashchange = () => follow().catch(refuse);
  session.subscribe_progress(({ done }) => {
    ui.done = done;
    if (session.shown) draw($("refinement"), refinement(done, session.shown));
  });
  session.subscribe((shown) => {
    ui.done = shown.runs;
    if (shown.refined) remember();
    redraw();
  });
}

function openedFile(file) {
  ui.dialog = null;
  $("file").value = "";
  return openFile(file, act, (line) => refuse(new RangeError(line)));
}

/** A line in place of the headline's second; the last good result stays. */
function refuse(error) {
  if (!(error instanceof RangeError || error instanceof Refusal)) throw error;
  act.show({ failed: error.message });
}

async function copy(text, button) {
  await navigator.clipboard?.writeText(text).catch(() => null);
  const said = button.textContent;
  button.textContent = say("take.copied");
  setTimeout(() => (button.textContent = said), 1600);
}

/** Keep the address in step, without a new entry in the browser's history. */
function remember() {
  const { base, settings, seed } = session;
  const plain = !Object.keys(base).length && settings.length === 1 && !Object.keys(settings[0]).length && seed === 1 && !ui.selected;
  const now = plain ? "" : fragment({ base, settings, seed, state: ui.selected });
  if (now === written) return;
  written = now;
  history.replaceState(null, "", now || location.pathname + location.search);
}
let written = null; // the fragment that the page itself wrote

/** Open what the address asks for; else what the page was made with. */
async function follow() {
  if (location.hash === written) return;
  const asked = read(location.hash) ?? data.opening;
  for (const setting of [asked.base, ...asked.settings]) if (refusal(setting)) throw new Refusal(refusal(setting));
  if (data.states.some(({ code }) => code === asked.state)) session.selected = ui.selected = asked.state;
  await opened(asked);
}

/** Wait for the first draw, not for all that follows it. */
function opened(asked) {
  const before = session.shown;
  return new Promise((resolve, reject) => {
    session.open(asked).catch(reject);
    const leave = session.subscribe((shown) => {
      if (shown === before) return;
      queueMicrotask(() => leave());
      resolve();
    });
  });
}

async function start() {
  document.documentElement.classList.add("runs");
  measure();
  begin();
  show_face();
  try {
    await follow();
  } catch (error) {
    refuse(error);
    await opened(data.opening);
  }
  drawAll();
  measure(); // what was drawn has made its room
  drawAll();
}

start().catch((reason) => {
  document.documentElement.classList.remove("runs"); // the base as a table stands there instead
  $("still").title = reason.message;
});
