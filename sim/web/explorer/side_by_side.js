/**
 * What rows say that hold settings beside a base: levels and differences to the same places, so that they add up. As
 * `sim/wording/side_by_side.py` has it; functions have the names they have there.
 */

import {data} from "./data.js";
import {half_width, in_common, interval, of_printed} from "./numbers.js";

const withError = ({value, low, high}) => [value, half_width(value, low, high)];
const unitOf = (name) => data.outcomes[name].unit;

export class SideBySide {
  /** Sides of the page, each with its figures; the first is the base. */
  constructor(sides) {
    this.figures = sides.map(({figures}) => figures);
  }

  /** The level of the k-th setting with its interval. */
  level(name, k, {roomy = false} = {}) {
    const {value, low, high} = this.figures[k][name].level;
    return interval(value, low, high, unitOf(name), {roomy, beside: this.places(name)});
  }

  /** The paired difference beside both levels: that of the levels as printed, where they make it. */
  change(name, k, {roomy = false} = {}) {
    const [{level: base}, {level, difference}] = [this.figures[0][name], this.figures[k][name]];
    const [unit, beside] = [unitOf(name), this.places(name)];
    const made = (level.n === difference.n && level.n === base.n) || level.value === base.value + difference.value;
    const {value, low, high} = difference;
    const shown = made ? of_printed(value, low, high, [level.value, base.value], beside, unit) : value;
    return interval(shown, low, high, unit, {roomy, signed: true, beside});
  }

  /** One rule for all figures of an outcome. */
  places(name) {
    const of = this.figures.map((figures) => figures[name]);
    const differences = of.slice(1).map(({difference}) => difference).filter(Boolean);
    return in_common(of.map(({level}) => withError(level)), differences.map(withError));
  }
}
