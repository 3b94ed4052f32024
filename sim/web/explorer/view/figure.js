/** A figure that says what it rests on: every number of the page is a button of this kind. */

import {h} from "../dom.js";
import {say} from "./say.js";

/**
 * @param {Object} act
 * @param {Object} what  what the figure is: `about` names its kind, and the rest which one (`rests.js`)
 * @param {...*} shown   how it is written
 */
export function figure(act, what, ...shown) {
  return h("button.figure", { title: say("rests.title"), onclick: pressed(act, what) }, shown);
}

/** The same with a name of its own for a screen reader, where what is written does not say what it is a figure of. */
export function namedFigure(act, what, name, ...shown) {
  return h("button.figure", { "aria-label": say("rests.of", { figure: name }), onclick: pressed(act, what) }, shown);
}

/** A row that opens something else is not opened too. */
const pressed = (act, what) => (event) => {
  event.stopPropagation();
  act.rest(what);
};
