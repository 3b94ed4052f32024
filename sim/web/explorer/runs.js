/** Runs of one setting: outcomes of every replicate, by run, country and month, filled in as workers send them. */

import {data} from "./data.js";
import {lay_out} from "./inputs.js";
import {check} from "./setting.js";
import {CHUNK, ask} from "./workers.js";

const {layout} = data.engine;
const names = (kind) => layout.outcomes[kind].map(({name}) => name);
export const NAMES = {run: names("run"), by_country: names("by_country"), by_month: names("by_month")};
export const COUNTRIES = layout.countries;

export class Runs {
  /**
   * @param {Object} setting  what a scenario file holds
   * @param {number|bigint} seed
   * @param {Object} [of]
   * @param {number} [of.first]    number of the first replicate
   * @param {boolean} [of.detail]  whether results by country and month are kept too
   * @param {Array<number|null>} [of.fixed]  values of all parameters, in place of those that the setting fixes
   * @param {number} [of.until]   months after which a run ends, if the setting has more: what comes first is the same
   */
  constructor(setting, seed, {first = 0, detail = true, fixed = null, until = Infinity} = {}) {
    const checked = check(setting);
    this.checked = {...checked, values: {...checked.values, horizon: Math.min(until, checked.values.horizon)}};
    this.setting = setting;
    this.from = {seed, first};
    this.detail = detail;
    this.months = this.checked.values.horizon;
    this.inputs = lay_out(this.checked, fixed);
    this.widths = {run: NAMES.run.length};
    if (detail) {
      this.widths.by_country = NAMES.by_country.length * COUNTRIES.length;
      this.widths.by_month = NAMES.by_month.length * this.months;
    }
    for (const kind of Object.keys(this.widths)) this[kind] = new Float64Array(0);
    this.done = 0; // runs from the first on, without a gap
  }

  /** Run as far as `upto` replicates; `progress` hears how many of them are done. Resolves when all are. */
  async extend(upto, urgency, signal, progress = () => {}) {
    this.#makeRoom(upto);
    const jobs = [];
    let finished = this.done;
    for (let at = this.done; at < upto; at += CHUNK) {
      const count = Math.min(CHUNK, upto - at);
      const job = this.#chunk(at, count, urgency, signal);
      jobs.push(job.then(() => progress((finished += count))));
    }
    await Promise.all(jobs);
    this.done = Math.max(this.done, upto);
  }

  #makeRoom(count) {
    for (const [kind, width] of Object.entries(this.widths)) {
      if (this[kind].length >= count * width) continue;
      const larger = new Float64Array(count * width);
      larger.set(this[kind]);
      this[kind] = larger;
    }
  }

  async #chunk(at, count, urgency, signal) {
    const {seed, first} = this.from;
    const {detail} = this;
    const wanted = {seed, first: first + at, replicates: count, detail};
    const job = {inputs: this.inputs, ask: wanted, keep: detail ? "all" : "outcomes"};
    const kept = await ask(() => job, urgency, signal);
    for (const [kind, width] of Object.entries(this.widths)) this[kind].set(kept[kind], at * width);
  }

  /** One outcome of the first `count` runs. */
  outcome(name, count = this.done) {
    return column(this.run, this.widths.run, NAMES.run.indexOf(name), count);
  }

  /** One outcome of one country in the first `count` runs. */
  ofCountry(seat, name, count = this.done) {
    const at = seat * NAMES.by_country.length + NAMES.by_country.indexOf(name);
    return column(this.by_country, this.widths.by_country, at, count);
  }

  /** One outcome of one month in the first `count` runs. */
  ofMonth(month, name, count = this.done) {
    const at = month * NAMES.by_month.length + NAMES.by_month.indexOf(name);
    return column(this.by_month, this.widths.by_month, at, count);
  }
}

/** Every `width`-th number from `at` on. */
export function column(array, width, at, count) {
  const values = new Float64Array(count);
  for (let r = 0; r < count; r++) values[r] = array[r * width + at];
  return values;
}
