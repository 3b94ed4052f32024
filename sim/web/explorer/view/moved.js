/** Where the states stand in the month that is looked at, whether one stands elsewhere than at base, and whether it has soldiers in Ukraine. */

import {data} from "../data.js";

const ERRORS = 2; // standard errors of a difference of two shares beyond which a drawn state counts as moved

/** The states as map and table show them: in a month, or (`month` null) in the last. */
export const standing = ({ at, sides, base, runs }) => at ?? { month: null, runs, now: sides[0].countries, base: base.countries };

/** Whether a state most often has soldiers in Ukraine. */
export function there(country) {
  return country.drawn ? country.ground > 0.5 : country.rung >= data.on_ground;
}

/** 1 up, −1 down, 0 as at base; of a state whose stance is drawn, by its share of runs on the ground, beyond the noise. */
export function movedFrom(now, base, runs) {
  if (!base || now.absent || base.absent) return 0;
  if (!now.drawn && !base.drawn) return Math.sign(now.rung - base.rung);
  const by = now.ground - base.ground;
  const middle = (now.ground + base.ground) / 2;
  return Math.abs(by) > ERRORS * Math.sqrt((2 * middle * (1 - middle)) / runs) ? Math.sign(by) : 0;
}
