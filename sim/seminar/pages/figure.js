/** The figures of the debrief, drawn from what the server worked out; one size for a projector, one for a phone. */

import {change} from "./figure_change.js";
import {klass} from "./figure_class.js";
import {scores} from "./figure_scores.js";
import {surprise} from "./figure_surprise.js";
import {turning} from "./figure_turning.js";

const DRAWN = { turning, class: klass, surprise, change, scores };

/** A figure's picture and words; `size` is {width, height, text} in units of the drawing. */
export const figure = (found, size) => DRAWN[found.figure](found, size);
