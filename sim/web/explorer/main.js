/** Wires the page. */

import {data} from "./data.js";
import {show_face} from "./face.js";
import {session} from "./session.js";

show_face();
session.open(data.opening);
