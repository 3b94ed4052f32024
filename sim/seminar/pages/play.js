"use strict";

const base = location.pathname;
const main = document.getElementById("main");
let last = null;
const wire = follow(base, (view) => { last = view; draw(); }, (word) => { document.body.classList.toggle("lost", word === "lost"); });

function draw() {
  const view = last;
  main.replaceChildren(el("h1", (view.me.state || view.me.seat) + " · " + view.phase), el("p", clock(view, wire.now()), { id: "clock" }));
  main.append(el("p", "Personal code: " + (sessionStorage.getItem("rejoin") || "ask the lecturer")));
  if (view.now) { main.append(el("p", "Month " + view.now.month + ": " + view.now.states + " states, " + view.now.soldiers + " soldiers, US backing " + view.now.us_backing)); }
  if (view.own) { main.append(el("p", JSON.stringify(view.own), { class: "own" })); }
  if (view.phase === "orders" && view.me.kind === "state") { order(view); }
  if (view.questions.length && !["reveal", "talk"].includes(view.phase)) { forecast(view); }
  for (const line of view.lines) { main.append(el("p", line.seat + ": " + line.text)); }
  for (const one of view.orders) { main.append(el("p", one.seat + ": " + one.words + " · " + one.fate + " " + one.by)); }
  if (view.scores) { main.append(el("p", JSON.stringify(view.scores))); }
}

function order(view) {
  if (view.sealed) { main.append(el("p", "Sealed: " + view.sealed.words)); }
  const role = el("select", null, { "aria-label": "role" });
  for (const one of view.roles.filter((each) => !each.closed)) { role.append(new Option(one.label, one.role)); }
  const share = el("input", null, { type: "number", min: 0, max: 10, value: 5, "aria-label": "tenths" });
  const seal = el("button", "Seal the order");
  const says = el("p", "", { role: "status" });
  seal.onclick = async () => {
    const ground = view.roles.find((one) => one.role === role.value).ground;
    const form = ground ? { role: role.value, share: share.value / 10 } : { role: role.value };
    const said = await send(base + "/order", { turn: view.turn, epoch: view.epoch, version: view.version, nonce: nonce(), form, reason: "", sure: 3 });
    says.textContent = said.ok ? "sealed" : said.said.words;
  };
  main.append(role, share, seal, says);
}

function forecast(view) {
  const fields = {};
  for (const one of view.questions) {
    const row = el("p");
    fields[one.id] = el("input", null, { type: "number", min: 0, max: 20, value: 10, id: "q" + one.id });
    row.append(el("label", one.words + " ", { for: "q" + one.id }), fields[one.id]);
    main.append(row);
  }
  const seal = el("button", "Seal the forecast");
  seal.onclick = () => {
    const n20 = Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, Number(field.value)]));
    return send(base + "/forecast", { turn: view.turn, epoch: view.epoch, nonce: nonce(), n20 });
  };
  main.append(seal);
}

setInterval(() => { const shown = document.getElementById("clock"); if (shown && last) { shown.textContent = clock(last, wire.now()); } }, 250);
