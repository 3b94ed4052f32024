/** A question before something that cannot be taken back; resolves to true only where somebody says yes. */

import {draw, h} from "./dom.js";
import {say} from "./say.js";

/** Ask: `words` is the question, `yes` the button that does it, `more` what stands below (a content note). */
export function confirmed(words, yes, more = "") {
  const box = document.getElementById("dialog");
  return new Promise((done) => {
    const close = (answer) => { box.close(); done(answer); };
    draw(box, h("h2", { id: "dialog-title" }, words), more && h("p.note", {}, more),
      h("div.row", {}, h("button.danger", { type: "button", onclick: () => close(true) }, yes), h("button", { type: "button", autofocus: true, onclick: () => close(false) }, say("no"))));
    box.oncancel = () => done(false); // Escape; `close` comes late, when the next question may stand there already
    box.showModal();
  });
}

/** Tell something that must be read, such as a code that is said once. */
export function told(words, more) {
  const box = document.getElementById("dialog");
  draw(box, h("h2", { id: "dialog-title" }, words), h("p.big-code", {}, more), h("button", { type: "button", autofocus: true, onclick: () => box.close() }, say("done")));
  box.oncancel = null;
  box.showModal();
}
