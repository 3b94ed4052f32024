"use strict";

const base = location.pathname.replace(/\/print$/, "");
const main = document.getElementById("main");

async function start() {
  draw(await (await fetch(base + "/pack")).json(), false);
}

function draw(pack, whole) {
  const head = el("div", null, { class: "screen" });
  head.append(el("h1", "Cards to print: " + pack.title));
  head.append(el("p", whole ? "With the private side: fold it inwards, and hand each card to its seat alone." : "Public side only."));
  const print = el("button", "Print");
  print.onclick = () => window.print();
  head.append(print);
  if (!whole) {
    const more = el("button", "Show the private side too (written in the log)");
    more.onclick = async () => { const { ok, said } = await send(base + "/work/pack", { confirm: true }); if (ok) { draw(said, true); } };
    head.append(more);
  }
  main.replaceChildren(head, ...pack.cards.map(card), ...pack.cards.map(tent));
  for (let turn = 1; turn <= pack.turns; turn += 1) { main.append(...pack.cards.map((one) => slip(one, turn, pack))); }
}

function card(one) {
  const made = el("section", null, { class: "card" });
  made.append(el("h2", one.name), el("p", one.line.words + "."), el("small", one.line.source));
  listed(made, "What is at stake", one.interests.map((each) => each.words + " (" + each.id + ", " + each.source + ")"));
  listed(made, "Law and parliament", one.law.map(graded));
  listed(made, "Army", one.army.map(graded));
  listed(made, "Public", one.public.map(graded));
  listed(made, "Red lines", one.red_lines.map((each) => each.words));
  listed(made, "Ask others", one.asks.map((each) => each.words));
  if (one.private.length) {
    const own = el("div", null, { class: "private" });
    listed(own, "Only you know", one.private);
    made.append(own);
  }
  made.append(el("p", one.ending));
  return made;
}

function graded(each) { return each.words + " (grade " + each.grade + ")"; }

function listed(parent, head, items) {
  if (!items.length) { return; }
  const list = el("ul");
  list.append(...items.map((item) => el("li", item)));
  parent.append(el("h3", head), list);
}

function tent(one) { return el("section", one.name, { class: "tent" }); }

function slip(one, turn, pack) {
  const made = el("section", null, { class: "slip" });
  const first = (turn - 1) * pack.months + 1;
  made.append(el("h2", one.name + " · turn " + turn + " · months " + first + " to " + (first + pack.months - 1)));
  const list = el("ul");
  list.append(...one.slip.map((role) => el("li", "☐ " + role.label)));
  made.append(list, el("h3", "How much, in tenths of what we can send: ____"), el("h3", "Only if, or as long as"), el("div", "", { class: "line" }),
    el("h3", "Otherwise"), el("div", "", { class: "line" }), el("h3", "Because"), el("div", "", { class: "line" }));
  return made;
}

start();
