/** Keys of the page, off while one types; each has a button too. */

/** @param {KeyboardEvent} event */
export function keys(event, act) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") act.escape();
  if (["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName)) return;
  const run = { b: act.back, u: () => act.undo(0), p: act.predict, m: () => act.dialog({ about: "menu" }), "/": () => act.dialog({ about: "state" }), "?": () => act.dialog({ about: "keys" }) }[event.key];
  if (run) {
    event.preventDefault();
    run();
  } else if (event.key === " " && event.target === document.body) {
    event.preventDefault();
    act.play();
  }
}
