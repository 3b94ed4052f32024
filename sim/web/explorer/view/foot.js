/** Where the figures and the borders come from. */

import {data} from "../data.js";
import {provenance} from "./commands.js";
import {h} from "../dom.js";
import {say} from "./say.js";

export function foot(shown) {
  return [h("b", {}, say("foot.statement", { statement: data.statement })), ` ${provenance(shown)}. ${data.boundaries}.`];
}
