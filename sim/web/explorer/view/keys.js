/** Keys of the page, off while one types; each has a button too. */

/** @param {KeyboardEvent} event */
export function keys(event, act) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") return act.escape();
  if (typing(event.target)) return;
  const run = { b: act.back, u: () => act.undo(0), p: act.predict, m: () => act.dialog({ about: "menu" }), "/": () => act.dialog({ about: "state" }), "?": () => act.dialog({ about: "keys" }) }[event.key];
  if (run) {
    event.preventDefault();
    run();
  } else if (event.key === " " && event.target === document.body) {
    event.preventDefault();
    act.play();
  }
}

const typing = (node) => ["INPUT", "SELECT", "TEXTAREA"].includes(node.tagName) || Boolean(document.querySelector("dialog[open]"));
