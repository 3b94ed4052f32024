/** The way in: room code, name, seat, content note; or back to one's old seat with the personal code. */

import {named, readAtlas} from "./atlas.js";
import {draw, h} from "./dom.js";
import {listed, readWords, say} from "./say.js";
import {keepCode} from "./rejoin.js";
import {send} from "./wire.js";

const page = document.getElementById("page");
const typed = decodeURIComponent((location.pathname.match(/^\/j\/(.+)$/) || ["", ""])[1]);
const ui = { code: typed, name: "", seat: "", back: "", room: null, says: "", returning: false };

function show() {
  draw(page, h("header.brand", {}, h("b", {}, "Tripwire"), ` ${say("seminar")}`),
    h("main", {}, h("h1", {}, say(ui.returning ? "join.back" : "join.title")), field("code", "join.code", 12, "code"),
      ui.returning ? field("back", "join.personal", 12, "code") : ui.room && [field("name", "join.name", 24), seats()],
      h("p.note", {}, say("note.short")),
      h("p.says", { role: "status" }, ui.says)),
    h("footer.act", {}, button(),
      h("button.quiet", { type: "button", onclick: () => { ui.returning = !ui.returning; ui.says = ""; show(); } }, say(ui.returning ? "join.first" : "join.returning")),
      h("small", {}, say("join.kept"))));
}

function field(name, label, most, look = "") {
  return h("label.field", { key: name }, say(label), h(`input${look && `.${look}`}`, { type: "text", id: name, value: ui[name], maxlength: most, autocomplete: "off", autocapitalize: look ? "characters" : "words", spellcheck: "false",
    oninput: (event) => { ui[name] = event.target.value; if (name === "code" && ui.room) { ui.room = null; show(); } },
    onkeydown: (event) => { if (event.key === "Enter") { go(); } } }));
}

function seats() {
  return h("fieldset", { key: "seats" }, h("legend", {}, say("join.seat")), ui.room.seats.map((seat) => h("label.option", { key: seat.seat, class: seat.left < 1 ? "off" : null },
    h("input", { type: "radio", name: "seat", value: seat.seat, checked: ui.seat === seat.seat, disabled: seat.left < 1, onchange: () => { ui.seat = seat.seat; show(); } }),
    h("span", {}, named(seat.seat), h("small", {}, seat.left < 1 ? say("join.taken") : seat.kind === "observer" ? say("join.free") : [seat.states.length > 0 && `${listed(seat.states)} · `, say("join.left", seat)])))));
}

function button() {
  return h("button.go", { type: "button", onclick: go }, say(ui.returning ? "join.return" : ui.room ? "join.take" : "join.look"));
}

async function go() {
  if (ui.returning) { enter(await send("/api/rejoin", { code: ui.code, rejoin: ui.back })); return; }
  if (!ui.room) {
    const { ok, said } = await send("/api/look", { code: ui.code });
    ui.room = ok ? said : null;
    ui.says = ok ? "" : said.words || say("lost");
    show();
    return;
  }
  enter(await send("/api/join", { code: ui.code, name: ui.name, seat: ui.seat }));
}

async function enter({ ok, said }) {
  if (ok) { keepCode(said.url, said.rejoin); location.href = said.url; return; }
  ui.says = said.words || say("lost");
  if (said.error === "taken") {
    const again = await send("/api/look", { code: ui.code });
    if (again.ok) { ui.room = again.said; ui.seat = ""; }
  }
  show();
}

await Promise.all([readWords(), readAtlas()]);
show();
if (typed) { go(); }
