"use strict";

const base = location.pathname;
const main = document.getElementById("main");
let last = null;
const wire = follow(base, (view) => { last = view; draw(); }, (word) => { document.body.classList.toggle("lost", word === "lost"); });

function draw() {
  const view = last;
  main.replaceChildren(el("h1", "Turn " + view.turn + " of " + view.turns + " · " + view.phase), el("p", clock(view, wire.now()), { id: "clock" }));
  main.append(el("p", "Code " + view.code + " · " + view.counts.sealed + " of " + view.counts.seats + " seats sealed · " + view.counts.players + " in the room"));
  for (const [label, act, body] of [["Next", "go", { from: view.phase }], ["Pause", "pause", {}], ["+ 1 min", "extend", { seconds: 60 }]]) {
    const button = el("button", label);
    button.onclick = () => send(base + "/" + act, body);
    main.append(button);
  }
  const table = el("table");
  for (const desk of view.desks) {
    const row = el("tr");
    const names = view.players.filter((one) => one.seat === desk.seat).map((one) => one.name + (one.live ? "" : " (silent)"));
    row.append(el("td", desk.seat), el("td", desk.mode), el("td", names.join(", ")), el("td", desk.sealed ? "sealed" : ""));
    table.append(row);
  }
  main.append(table);
}

setInterval(() => { const shown = document.getElementById("clock"); if (shown && last) { shown.textContent = clock(last, wire.now()); } }, 250);
