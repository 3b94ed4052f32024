"use strict";

const base = location.pathname;
const main = document.getElementById("main");
let last = null;
const wire = follow(base, (view) => { last = view; draw(); }, () => {});

function draw() {
  const view = last;
  main.replaceChildren(el("h1", "Code " + view.code + " · turn " + view.turn + " of " + view.turns + " · " + view.phase), el("p", clock(view, wire.now()), { id: "clock" }));
  main.append(el("p", view.counts.sealed + " of " + view.counts.seats + " seats sealed"));
  for (const line of view.lines) { main.append(el("p", line.seat + ": " + line.text)); }
  for (const one of view.orders) { main.append(el("p", one.seat + ": " + one.words + " · " + one.fate + " " + one.by)); }
}

setInterval(() => { const shown = document.getElementById("clock"); if (shown && last) { shown.textContent = clock(last, wire.now()); } }, 250);
