/**
 * The session: the base, the settings beside it, the steps that led here, and the state that is looked at. Views hear of
 * every draw; they change nothing but through the methods here.
 */

import {data} from "./data.js";
import {Refusal} from "./errors.js";
import {Traced, why} from "./explain.js";
import {flip} from "./flip.js";
import {Kept} from "./kept.js";
import {Runs} from "./runs.js";
import {changed, levers, refusal, same, textOf, tidy, valueOf} from "./setting.js";
import {knob, parameters, theories} from "./spread.js";
import {countries, figures, paired, paths} from "./summary.js";
import {Stopped, URGENCY, start} from "./workers.js";

const FIRST = 300; // runs of the first draw
const REFINED = 2000;
const KEPT = 8; // settings whose runs are kept
const KEPT_SHORT = 4; // of those that end in the month that is looked at
const MOST_SETTINGS = 4;

class Session {
  base = {};
  settings = [{}];
  steps = []; // newest first
  selected = null;
  month = null; // the month that is looked at; null: the last
  seed = 1;
  shown = null;
  error = null;
  #listeners = [];
  #progress = [];
  #kept = new Kept(KEPT);
  #short = new Kept(KEPT_SHORT);
  #traced = new Kept(KEPT);
  #turns = new Kept(KEPT);
  #doubts = new Kept(4 * KEPT);
  #stop = new AbortController();

  /** Hear of every draw; gives a function that ends it. */
  subscribe(listener) {
    this.#listeners = [...this.#listeners, listener];
    if (this.shown) listener(this.shown);
    return () => (this.#listeners = this.#listeners.filter((other) => other !== listener));
  }

  /** Hear how many runs of the present setting are done: `({done, asked})`. */
  subscribe_progress(listener) {
    this.#progress.push(listener);
  }

  /** Start the workers and open with a base and settings. */
  async open({base = {}, settings = [], seed = 1} = {}) {
    await start();
    this.seed = seed;
    this.base = tidy(base);
    this.settings = settings.length ? settings.slice(0, MOST_SETTINGS).map(tidy) : [this.base];
    this.steps = [];
    await this.#redraw();
  }

  /** Change the present setting; false, and a line of refusal, if it cannot be. `words` say what was done. */
  set(setting, {words = null} = {}) {
    let next;
    try {
      next = tidy(setting);
    } catch (refused) {
      return this.#refused(refused);
    }
    const [before] = this.settings;
    if (same(before, next)) {
      if (this.error) this.#refused(null);
      return true;
    }
    this.#step(before, next, words);
    this.settings = [next, ...this.settings.slice(1)];
    this.#redraw();
    return true;
  }

  /** Go back to before the k-th step, the newest being 0. */
  undo(k = 0) {
    const step = this.steps[k];
    if (!step) return;
    this.steps = this.steps.slice(k + 1);
    this.settings = [step.before, ...this.settings.slice(1)];
    this.#redraw();
  }

  /** The present setting is the base's again. */
  back_to_base() {
    this.steps = [];
    this.settings = [this.base, ...this.settings.slice(1)];
    this.#redraw();
  }

  /** Compare with the present setting from now on. */
  pin_as_base() {
    this.base = this.settings[0];
    this.steps = [];
    this.#redraw();
  }

  /** Put a setting beside the present one, or the present one itself. */
  add(setting = this.settings[0]) {
    if (this.settings.length >= MOST_SETTINGS) return false;
    this.settings = [...this.settings, tidy(setting)];
    this.#redraw();
    return true;
  }

  /** Take a setting away from beside the present one. */
  remove(k) {
    if (k < 1 || k >= this.settings.length) return;
    this.settings = this.settings.filter((_, at) => at !== k);
    this.#redraw();
  }

  /** Look at a state, or at none. */
  select(code) {
    this.selected = code;
    this.#redraw();
  }

  /** Look at the states in a month, or in the last. */
  look_at(month) {
    if (this.month === month) return;
    this.month = month;
    this.#redraw();
  }

  /** The value of a lever in a setting. */
  valueOf(setting, lever) {
    return valueOf(setting, lever);
  }

  /** Why a setting cannot be; null if it can. */
  check(setting) {
    return refusal(setting);
  }

  #refused(refused) {
    if (refused && !(refused instanceof Refusal)) throw refused;
    this.error = refused ? refused.message : null;
    if (this.shown) this.#tell({...this.shown, error: this.error});
    return false;
  }

  /** A change of one lever goes on with the step before if that moved the same lever. */
  #step(before, next, words) {
    const moved = changed(before, next);
    const [last] = this.steps;
    const goesOn = last && moved.length === 1 && same(last.moved, moved) && last.given === words;
    if (goesOn) this.steps = this.steps.slice(1);
    const from = goesOn ? last.before : before;
    if (same(from, next)) return;
    const step = {before: from, after: next, moved, given: words, words: words ?? said(from, next), figures: null, count: 0};
    this.steps = [step, ...this.steps];
  }

  /** Draw anew, and leave what was being drawn; until then what is shown counts as not refined. */
  async #redraw() {
    if (this.shown) this.shown = {...this.shown, busy: true, refined: false};
    try {
      await this.#draw();
    } catch (reason) {
      if (reason === LEFT) return;
      if (!this.shown || !(reason instanceof Stopped)) throw reason;
      this.#tell({...this.shown, error: reason.message, busy: false});
    }
  }

  async #draw() {
    this.#stop.abort(LEFT);
    this.#stop = new AbortController();
    this.error = null;
    const {signal} = this.#stop;
    const base = this.#runs(this.base);
    const sides = this.settings.map((setting) => this.#runs(setting));
    const others = [...new Set(sides)].filter((runs) => runs !== base);
    const short = [...new Set(this.#until(this.month))];
    const few = (some) => some.filter((runs) => runs.done < FIRST).map((runs) => runs.extend(FIRST, URGENCY.first, signal));
    const progress = (done) => this.#progress.forEach((listener) => listener({done, asked: REFINED}));
    await Promise.all([
      base.extend(REFINED, URGENCY.base, signal),
      ...few(others),
      ...few(short),
      this.#look(base, sides[0], FIRST, signal),
    ]);
    this.#summarise(base, sides);
    const rest = [...others, ...short].filter((runs) => runs.done < REFINED);
    if (rest.length) {
      await Promise.all(rest.map((runs) => runs.extend(REFINED, URGENCY.refine, signal, runs === sides[0] ? progress : undefined)));
      this.#summarise(base, sides);
    }
    await this.#look(base, sides[0], REFINED, signal);
    if (this.selected) this.#tell({...this.shown, why: this.#why(base, sides[0])});
    await Promise.all([this.#finishSteps(signal), this.#spread(signal), this.#flips(signal)]);
  }

  /** Trace the state that is looked at; one that is left out has nothing to trace. */
  async #look(base, now, count, signal) {
    const runs = [now, base].filter((one) => this.#hasState(one));
    await Promise.all(runs.map((one) => this.#trace(one, this.selected).extend(count, signal)));
  }

  #hasState(runs) {
    return this.selected !== null && !runs.checked.values.exclude.includes(this.selected);
  }

  #why(base, now) {
    if (!this.#hasState(now)) return null;
    const of = (runs) => this.#trace(runs, this.selected);
    const found = why(of(now), base !== now && this.#hasState(base) ? of(base) : null);
    return {...found, flips: this.#turnsOf().flips};
  }

  /** The spread over theories, parameters and the baseline, for every side, as far as it is not known yet. */
  async #spread(signal) {
    for (const [name, of] of Object.entries({theories, parameters, knob})) {
      for (const setting of [this.base, ...this.settings]) {
        const known = this.#doubtsOf(setting);
        if (!known[name]) known[name] = await of(setting, this.base, this.seed, signal);
      }
      const [base, ...sides] = [this.shown.base, ...this.shown.sides].map((one) => ({...one, ...this.#doubtsOf(one.setting)}));
      this.#tell({...this.shown, base, sides});
    }
  }

  /** What is known of how far a setting's figures go, beside the present base. */
  #doubtsOf(setting) {
    const key = JSON.stringify([this.seed, this.base, setting]);
    return this.#doubts.get(key, () => ({theories: null, parameters: null, knob: null}));
  }

  #told() {
    return this.steps.map(({words, figures: found}) => ({words, figures: found}));
  }

  /** Work out the steps that were left before all their runs were done, the newest first. */
  async #finishSteps(signal) {
    for (const step of this.steps.filter(({count}) => count < REFINED)) {
      const pair = [step.before, step.after].map((setting) => new Runs(setting, this.seed, {detail: false}));
      await Promise.all(pair.map((runs) => runs.extend(REFINED, URGENCY.spread, signal)));
      stepFigures(step, ...pair);
      this.#tell({...this.shown, steps: this.#told()});
    }
  }

  async #flips(signal) {
    if (!this.shown.why) return;
    const known = this.#turnsOf();
    if (known.flips) return;
    const tell = (flipping) => (flips) => this.#tell({...this.shown, flipping, why: {...this.shown.why, flips}});
    known.flips = await flip(this.settings[0], this.selected, this.seed, signal, tell(true));
    tell(false)(known.flips);
  }

  /** What turns the state that is looked at; null until all of it is found. */
  #turnsOf() {
    return this.#turns.get(JSON.stringify([this.seed, this.selected, this.settings[0]]), () => ({flips: null}));
  }

  #summarise(base, sides) {
    const runs = sides[0].done;
    const [step] = this.steps;
    if (step && same(step.after, sides[0].setting)) stepFigures(step, this.#runs(step.before), sides[0]);
    const refined = [...sides, ...this.#until(this.month)].every(({done}) => done >= REFINED);
    this.#tell({
      seed: this.seed,
      runs,
      asked: REFINED,
      refined,
      busy: !refined,
      error: this.error,
      at: this.#at(),
      base: this.#side(base, null),
      sides: sides.map((one) => this.#side(one, one === base ? null : base)),
      steps: this.#told(),
      why: this.#why(base, sides[0]),
      flipping: false,
    });
  }

  /** Runs of the present setting and of the base that end in a month; none for the last month. */
  #until(month) {
    if (month === null) return [];
    const made = (setting) => this.#short.get(`${this.seed} ${month} ${JSON.stringify(setting)}`, () => new Runs(setting, this.seed, {until: month + 1}));
    return [this.settings[0], this.base].map(made);
  }

  /** The states in the month that is looked at, now and at base. */
  #at() {
    if (this.month === null) return null;
    const short = this.#until(this.month);
    const runs = Math.min(...short.map(({done}) => done));
    const [now, base] = short.map((one) => countries(one, runs));
    return {month: this.month, runs, now, base};
  }

  /** One side of the page. */
  #side(runs, base) {
    const {setting, done} = runs;
    return {
      setting,
      changes: changed(this.base, setting).map((lever) => ({
        lever,
        words: words(lever, this.base, setting),
        from: valueOf(this.base, lever),
        to: valueOf(setting, lever),
      })),
      figures: figures(runs, base, done),
      countries: countries(runs, done),
      path: paths(runs, done),
      ...this.#doubtsOf(setting),
    };
  }

  #tell(shown) {
    this.shown = shown;
    this.#listeners.forEach((listener) => listener(shown));
  }

  /** The runs of a setting, kept for when it comes back. */
  #runs(setting) {
    return this.#kept.get(`${this.seed} ${JSON.stringify(setting)}`, () => new Runs(setting, this.seed));
  }

  #trace(runs, code) {
    return this.#traced.get(`${this.seed} ${code} ${JSON.stringify(runs.setting)}`, () => new Traced(runs, code));
  }
}

const LEFT = new Error("another setting came");

/** How much a step did: paired with the setting before it, over the runs that both have. */
function stepFigures(step, before, after) {
  const count = Math.min(before.done, after.done);
  if (count <= step.count) return;
  step.count = count;
  step.figures = Object.fromEntries(
    data.strip.map((name) => {
      const flag = data.outcomes[name].kind === "flag";
      return [name, paired(after.outcome(name, count), before.outcome(name, count), flag)];
    }),
  );
}

const said = (from, to) => changed(from, to).map((lever) => words(lever, from, to)).join(", ");

/** What became of a lever, in a few words. */
function words(lever, from, to) {
  const [before, after] = [from, to].map((setting) => textOf(lever, valueOf(setting, lever)));
  return `${levers.get(lever).label} ${before} → ${after}`;
}

export const session = new Session();
