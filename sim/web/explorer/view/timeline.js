/** Dated events and values on the fan's own axis, moved by mouse, finger and keys. */

import {data} from "../data.js";
import {session} from "../session.js";
import {h} from "../dom.js";
import {dated, moved, without} from "./dated.js";
import {fitted, widthOf} from "./letters.js";
import {at} from "./scale.js";
import {capital, say} from "./say.js";
import {outcome} from "./written.js";
import {monthMarks} from "./months.js";

const LANE = 26;
const LETTERS = 13; // pixels, at the usual size of type
const MARK = 26; // of a label, its mark and what is left free around it
const LANES = 2; // rows kept free, so that a second event moves nothing

export function timeline(shown, ui, act, { x, count }) {
  const { setting } = shown.sides[0];
  const events = inLanes(dated(setting), x, ui.room.fan, LETTERS * ui.scale);
  const lanes = Math.max(LANES, ...events.map((event) => event.lane + 1));
  const clear = widthOf(say("timeline.month"), LETTERS * ui.scale) / 2 + MARK / 2; // the first mark has a word
  return [
    h("div.track", { style: { height: `${24 + lanes * LANE}px` }, role: "group", "aria-label": say("timeline.label") },
      monthMarks(count).filter((month) => month === 0 || x(month) - x(0) > clear).map((month) => h("span.month", { key: `m${month}`, "aria-hidden": "true", style: { left: `${at(x(month))}px` } }, month === 0 ? say("timeline.month") : month)),
      events.map((event) => marker(event, count, x, act))),
    h("div.under-track", {}, h("span", {}, events.length ? say("timeline.hint") : say("timeline.empty")), h("span.tools", {}, h("select", { "aria-label": say("fan.choose"), value: ui.path, onchange: (event) => act.show({ path: event.target.value }) },
        Object.keys(data.months).map((name) => h("option", { key: name, value: name }, capital(outcome(name).label)))), h("button", { onclick: () => act.dialog({ about: "event" }) }, say("timeline.add")))),
  ];
}

function marker(event, count, x, act) {
  const keys = (pressed) => {
    const [setting] = session.settings; // keys come faster than the page is drawn
    const now = dated(setting).find((one) => one.key === event.key);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[pressed.key];
    if (now && by) act.change(now.lever, moved(setting, now, within(now.month + by * (pressed.shiftKey ? 5 : 1), count)));
    else if (now && (pressed.key === "Delete" || pressed.key === "Backspace")) act.change(now.lever, without(setting, now));
    else return;
    pressed.preventDefault();
  };
  return h(`button.event${event.lever === "schedule" ? ".dated" : ""}${event.left ? ".left" : ""}`, {
    key: event.key, style: { left: `${at(x(event.month))}px`, top: `${22 + event.lane * LANE}px` },
    "aria-label": say("timeline.event", { label: event.label, month: event.month }), title: say("timeline.keys"),
    onkeydown: keys, onpointerdown: (pressed) => drag(pressed, event, session.settings[0], count, act), onclick: (pressed) => pressed.detail === 0 && act.dialog({ about: "event", event }),
  }, h("span", {}, event.short));
}

const within = (month, count) => Math.max(0, Math.min(count - 1, month));

/** While it is dragged each new month is a setting of its own, made of the one that the drag began with. */
function drag(pressed, event, setting, count, act) {
  const node = pressed.currentTarget;
  const track = node.parentElement.getBoundingClientRect();
  const { left, right } = act.axis();
  let month = event.month;
  let still = true;
  const move = (to) => {
    if (still && Math.abs(to.clientX - pressed.clientX) < 4) return;
    still = false;
    const share = (to.clientX - track.left - left) / (right - left);
    const next = within(Math.round(share * count), count);
    if (next !== month) act.change(event.lever, moved(setting, event, (month = next)));
  };
  const end = () => {
    node.onpointermove = node.onpointerup = node.onpointercancel = null;
    if (still) act.dialog({ about: "event", event });
  };
  node.setPointerCapture(pressed.pointerId);
  node.onpointermove = move;
  node.onpointerup = node.onpointercancel = end;
}

/** Each label gets a row in which it touches no other; one near the right end stands left of its mark. */
function inLanes(events, x, end, size) {
  const taken = [];
  return events.map((event) => {
    const short = fitted(event.label, Math.max(end - x(event.month), x(event.month)) - MARK, size);
    const width = MARK + widthOf(short, size);
    const left = x(event.month) + width > end;
    const from = left ? x(event.month) - width : x(event.month) - 9;
    let lane = taken.findIndex((some) => some.every(([a, b]) => from + width < a || from > b));
    if (lane < 0) lane = taken.push([]) - 1;
    taken[lane].push([from, from + width]);
    return { ...event, short, lane, left };
  });
}
