/** What the reader can do, by name. Each changes the session or what is open, and the page is drawn anew. */

import {data} from "../data.js";
import {session} from "../session.js";
import {axis} from "./fan.js";
import {NO_HANDS, firstGuess} from "./predict.js";
import {say} from "./say.js";
import {LEVERS} from "./values.js";
import {ui} from "./ui.js";

const PLAY = 350; // milliseconds a month

/** @param {Function} redraw  draws the page in the next frame */
export function actions(redraw) {
  const show = (some) => {
    Object.assign(ui, some);
    redraw();
    return true;
  };
  const now = () => session.settings[0];
  const veil = () => ui.predicting && show({ veiled: true, guess: null, draft: null, hands: NO_HANDS });
  const set = (setting, said = null) => {
    const done = session.set(setting, said ? { words: said } : {});
    if (done) veil();
    show({ failed: null });
    return done;
  };
  const act = {
    show,
    set,
    change: (name, value) => set({ ...now(), [name]: value }),
    reset: (name) => set(Object.fromEntries(Object.entries(now()).filter(([key]) => key !== name))),
    undo: (k) => (session.undo(k), redraw()),
    back: () => (session.back_to_base(), show({ refused: null })),
    pin: () => (session.pin_as_base(), redraw()),
    beside: () => (session.add(), redraw()),
    drop: (k) => (session.remove(k), redraw()),
    use: (k) => set(session.settings[k], say("sides.used")),
    focus: (code) => ui.focused !== code && show({ focused: code }),
    openLever: (name) => show({ levers: flipped(ui.levers, name) }),
    group: (name, open) => show({ groups: flipped(ui.groups, name, open) }),
    theme: () => show({ theme: ui.theme === "dark" ? "light" : "dark", remeasure: true }),
    projector: () => show({ projector: !ui.projector, remeasure: true, dialog: null }),
    rest: (what) => act.dialog({ about: "rest", what }),
    dialog: (dialog) => show({ dialog }),
    sheet: (open) => show({ sheet: open, focusOn: open ? "#levers" : "#dock button" }),
    toLever: (name) => show({ dialog: null, sheet: ui.dock, groups: flipped(ui.groups, LEVERS.get(name).group, true), levers: flipped(ui.levers, name, true), focusOn: `[data-lever="${name}"] button` }),
    axis: () => axis(session.shown, ui),
    study: (study, setting) => (session.open({ base: study.settings[study.base] ?? {}, settings: [setting], seed: session.seed }), veil(), act.dialog(null)),
  };
  Object.assign(act, ofStates(act, show), ofPrediction(act, show), ofTours(act, show, set), ofMonths(show));
  act.escape = () => (ui.sheet ? act.sheet(false) : ui.selected && act.select(null));
  return act;
}

function flipped(some, name, on = !some.has(name)) {
  const next = new Set(some);
  if (on) next.add(name);
  else next.delete(name);
  return next;
}

function ofStates(act, show) {
  return {
    select(code) {
      const before = ui.selected;
      session.select(code);
      show({ selected: code, focused: code ?? before, focusOn: code ? "#panel" : `#${ui.openedIn ?? "map"} [data-code="${before}"]`, openedIn: code ? (document.activeElement?.closest(".states") ? "states" : "map") : null });
    },
  };
}

function ofPrediction(act, show) {
  return {
    predict: () => show(ui.predicting ? { predicting: false, veiled: false, guess: null } : { predicting: true, veiled: true, guess: null, draft: firstGuess(session.shown), hands: NO_HANDS, dialog: null }),
    place: (guess) => show({ veiled: false, guess, focusOn: "#outcomes" }),
  };
}

function ofTours(act, show, set) {
  const go = (plan, at) => show({ tour: { plan, at, sources: false }, dialog: null, focusOn: ".tour button.strong" });
  return {
    tour: (plan) => go(plan, 0),
    stop: (at) => go(ui.tour.plan, at),
    leaveTour: () => show({ tour: null, focusOn: "#headline" }),
    tryStop(one, stop) {
      set(one.setting, one.words);
      if (stop.state && data.states.some(({ code }) => code === stop.state)) act.select(stop.state);
      else if (stop.look) document.getElementById(stop.look)?.scrollIntoView({ block: "nearest" });
    },
  };
}

function ofMonths(show) {
  let timer = 0;
  const last = () => session.shown.sides[0].path[ui.path].q50.length - 1;
  const look = (month, playing) => {
    const chosen = month === null || month >= last() ? null : month; // the last month is what is shown without one
    session.look_at(chosen);
    return show({ month: chosen, playing: playing && chosen !== null });
  };
  const drawn = () => (session.shown.at?.month ?? null) === ui.month;
  return {
    month: (month) => look(month, false),
    play() {
      clearInterval(timer);
      if (ui.playing) return show({ playing: false });
      timer = setInterval(() => {
        if (ui.playing && drawn()) look(ui.month + 1, true);
        if (!ui.playing) clearInterval(timer);
      }, PLAY);
      return look(ui.month ?? 0, true);
    },
  };
}
