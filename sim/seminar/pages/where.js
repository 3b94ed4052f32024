/** Where the class is: the phase, and of a turn its number and months; a narrow line breaks between the two. */

import {h} from "./dom.js";
import {say} from "./say.js";

const TURN = ["orders", "forecast", "settling", "reveal", "talk"];

export function where(view) {
  const phase = say(`phase.${view.phase}`);
  if (!TURN.includes(view.phase)) { return phase; }
  return [h("span.whole", {}, say("turn.line", { turn: view.turn, turns: view.turns, phase })), " ", h("span.whole", {}, say("turn.months", { first: view.months[0], last: view.months[1] }))];
}
