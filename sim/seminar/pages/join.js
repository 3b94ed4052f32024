"use strict";

const NOTE = "This is about a war in which people are dying now. You argue a government's reasons from published articles; nobody plays Moscow. The numbers come from assumptions and are no forecast. You may observe or leave at any time and need not say why.";
const main = document.getElementById("main");

function ask(code) {
  main.replaceChildren(el("h1", "Join the class"), el("p", NOTE, { class: "note" }));
  const field = input("Room code", "code", code);
  const next = el("button", "Look for the room");
  const back = input("Back with your personal code", "rejoin", "");
  const again = el("button", "Take my old seat");
  const says = el("p", "", { role: "status" });
  next.onclick = async () => {
    const { ok, said } = await send("/api/look", { code: field.value });
    if (ok) { seats(field.value, said); } else { says.textContent = said.words; }
  };
  again.onclick = async () => enter(await send("/api/rejoin", { code: field.value, rejoin: back.value }), says);
  main.append(field.parentElement, next, back.parentElement, again, says);
  if (code) { next.click(); }
}

function input(label, id, value) {
  const row = el("p");
  const made = el("input", null, { id, autocomplete: "off", maxlength: "40" });
  made.value = value;
  row.append(el("label", label + " ", { for: id }), made);
  return made;
}

function seats(code, room) {
  main.replaceChildren(el("h1", room.title), el("p", NOTE, { class: "note" }));
  const name = input("Your name, as the room will see it", "name", "");
  name.maxLength = 24;
  const group = el("fieldset");
  group.append(el("legend", "Your seat"));
  for (const seat of room.seats) {
    const row = el("p");
    const radio = el("input", null, { type: "radio", name: "seat", id: seat.seat, value: seat.seat });
    radio.disabled = seat.left < 1;
    row.append(radio, el("label", " " + seat.name + " · " + seat.left + " of " + seat.places + " places left", { for: seat.seat }));
    group.append(row);
  }
  const says = el("p", "", { role: "status" });
  const take = el("button", "Take this seat");
  take.onclick = async () => {
    const chosen = group.querySelector("input:checked");
    enter(await send("/api/join", { code, name: name.value, seat: chosen ? chosen.value : "" }), says);
  };
  main.append(name.parentElement, group, take, says);
}

function enter({ ok, said }, says) {
  if (!ok) { says.textContent = said.words; return; }
  sessionStorage.setItem("rejoin", said.rejoin);
  location.href = said.url;
}

ask(decodeURIComponent((location.pathname.match(/^\/j\/(.+)$/) || ["", ""])[1]));
