"use strict";

const main = document.getElementById("main");

async function draw() {
  const said = await (await fetch("/host/rooms")).json();
  main.replaceChildren(el("h1", "Rooms"));
  for (const room of said.rooms) {
    const row = el("p", room.room + " · " + room.plan + " · " + room.phase + " · " + room.players + " players ");
    const enter = el("button", "Open");
    enter.onclick = async () => { const links = await send("/host/enter", { room: room.room }); location.href = links.said.lead; };
    row.append(enter);
    main.append(row);
  }
  const made = el("button", "New room");
  made.onclick = async () => { await send("/host/open", { plan: "50", world: "typical", seed: 1, settings: {} }); draw(); };
  main.append(made);
}

draw();
