/** The clock of a phase: minutes and seconds that are left, counted by the server's time. */

/** Milliseconds that are left, or null where no clock runs. */
export function left(view, now) {
  if (view.left !== null) { return view.left; }
  return view.ends_at === null ? null : Math.max(0, view.ends_at - now);
}

/** "1:42", or nothing. */
export function clock(view, now) {
  const ms = left(view, now);
  if (ms === null) { return ""; }
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Draw a page with every view, and its clocks (elements of the class `clock`) four times a second. */
export function ticking(wire, view) {
  setInterval(() => {
    const now = view();
    if (!now) { return; }
    const text = clock(now, wire.now());
    for (const shown of document.querySelectorAll(".clock")) { if (shown.textContent !== text) { shown.textContent = text; } }
  }, 250);
}
