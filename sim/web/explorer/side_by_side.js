/**
 * What rows say that hold settings beside a base: levels and differences to the same places, so that they add up. As
 * `sim/wording/side_by_side.py` has it; functions have the names they have there.
 */

import {data} from "./data.js";
import {bare, half_width, in_common, interval, of_printed, touches} from "./numbers.js";

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
    const [figures, beside] = [this.figures[k][name], this.places(name)];
    const {low, high} = figures.difference;
    return interval(this.ofLevels(name, figures, beside), low, high, unitOf(name), {roomy, signed: true, beside});
  }

  /** The difference of the levels as printed; as it is where they are not of the same runs. */
  ofLevels(name, {level, difference}, places) {
    const {level: base} = this.figures[0][name];
    const made = (level.n === difference.n && level.n === base.n) || level.value === base.value + difference.value;
    const {value, low, high} = difference;
    return made ? of_printed(value, low, high, [level.value, base.value], places, unitOf(name)) : value;
  }

  /** One rule for all figures of an outcome: one place more where a sum would say another difference. */
  places(name) {
    const of = this.figures.map((figures) => figures[name]);
    const others = of.slice(1).filter(({difference}) => difference);
    const places = in_common(of.map(({level}) => withError(level)), others.map(({difference}) => withError(difference)));
    return places === null || others.every((figures) => this.same(name, figures, places)) ? places : places + 1;
  }

  /** Whether the difference reads the same, from the levels as printed or by itself, and needs no further place. */
  same(name, figures, places) {
    const {value, low, high, separated} = figures.difference;
    const printed = this.ofLevels(name, figures, places);
    const alike = bare(printed, places, unitOf(name)) === bare(value, places, unitOf(name));
    return !separated || (alike && !touches(printed, half_width(printed, low, high), places));
  }
}
