/** Why a state decides as it does: its terms, its parliament and public, what would turn it, and what all of it rests on. */

import {data} from "../data.js";
import {session} from "../session.js";
import {claimList} from "./claims.js";
import {h} from "../dom.js";
import {figure} from "./figure.js";
import {byNumber} from "./lever_number.js";
import {pathOfState} from "./state_path.js";
import {capital, listed, said, say, sayOr} from "./say.js";
import {LEVERS, state as nameOf} from "./values.js";
import {bare} from "../numbers.js";
import {logits, people, set, share} from "./written.js";
import {turns} from "./turns.js";
import {waterfall} from "./waterfall.js";

const FIRST_CLAIMS = 5;
const RARE = 0.01; // share of runs below which nothing is said of the size
const WEIGHS = 0.05; // logits from which a term is named

export function statePanel(shown, ui, act) {
  const code = ui.selected;
  if (!code) return [h("h2.plain", {}, say("panel.title")), h("p.quiet-text", {}, say("panel.empty"))];
  const row = data.states.find((one) => one.code === code);
  const now = shown.sides[0].countries.find((country) => country.code === code);
  const base = shown.base.countries.find((country) => country.code === code);
  const why = shown.why?.code === code ? shown.why : null;
  const { setting } = shown.sides[0];
  return [
    h("div.panel-head", {}, h("h2", { id: "panel-title" }, row.name), h("button", { onclick: () => act.select(null) }, ui.frame === "laptop" ? say("panel.back") : say("panel.close"))),
    ui.veiled ? h("p.sentence", {}, say("map.hidden")) : [
      h("p.sentence", {}, stands(now, base, why, shown, act)),
      h("h3", {}, say("panel.why")), reasons(why, now, act),
      h("h3", {}, say("panel.turn")), why ? turns(why, row.name, shown, act) : h("p.quiet-text", {}, say("panel.follows")),
      h("h3", {}, say("panel.path")), why ? pathOfState(why, act) : h("p.quiet-text", {}, say("panel.follows")),
    ],
    h("h3.by-hand", {}, say("panel.set")), ownLevers(code, setting, act),
    h("h3", {}, say("panel.facts")), facts(row, setting, act),
    h("h3", {}, say("panel.rests")), rests(row, setting, why, ui, act),
    h("p.quiet-text", {}, say("panel.grades")),
  ];
}

function stands(now, base, why, shown, act) {
  if (now.absent) return say("panel.absent");
  const of = (what, ...words) => figure(act, { about: "state", code: now.code, what }, words);
  const rung = () => [of("rung", h("b", {}, say("panel.rung", { rung: now.rung, words: data.rungs[now.rung] }))), base && !base.drawn && base.rung !== now.rung ? say("panel.was", { rung: base.rung }) : "", "."];
  const differs = shown.sides[0].changes.length > 0;
  return [
    now.drawn ? say("panel.drawn") : rung(), " ",
    said("panel.in_ukraine", { share: of("ground", h("b", {}, share(now.ground))) }), differs ? said("panel.at_base", { share: of("ground", share(base?.ground ?? 0)) }) : "", ". ",
    why && now.ground >= RARE && [said("panel.soldiers", { soldiers: of("soldiers", people(why.size.mean)), low: people(why.size.q05), high: people(why.size.q95) }), " "],
    Number.isFinite(now.join.median) && now.join.never < 0.995 && joins(now.join, of),
  ];
}

function joins({ q1, median, q3 }, of) {
  const [low, middle, high] = [q1, median, q3].map(Math.round);
  return low === high ? said("panel.joins_mostly", { median: of("join", middle) }) : said("panel.joins", { median: of("join", middle), low, high });
}

function reasons(why, now, act) {
  if (now.absent) return h("p.quiet-text", {}, say("panel.absent"));
  if (!why) return h("p.quiet-text", { role: "status" }, say("panel.follows"));
  const named = (terms) => listed(terms.slice(0, 2).map((term) => `${term.label} (${logits(term.value)})`));
  const against = why.terms.filter((term) => term.value < -WEIGHS).sort((a, b) => a.value - b.value);
  const favour = why.terms.filter((term) => term.value > WEIGHS).sort((a, b) => b.value - a.value);
  return [
    h("p.quiet-text", {}, against.length ? `${say("panel.against", { terms: named(against) })} ` : "", favour.length ? `${say("panel.for", { terms: named(favour) })} ` : "", say("panel.logits", { role: why.role })),
    waterfall(why, act),
  ];
}

/** The state's own levers: those that hold a number by country, and whether it is left out. */
function ownLevers(code, setting, act) {
  const rows = data.levers.filter((lever) => lever.kind === "by_country").map((lever) => {
    const known = lever.name in setting && code in setting[lever.name];
    const shown = known ? setting[lever.name][code] : supplied(lever.name, code, setting);
    const put = (value) => act.change(lever.name, { ...session.valueOf(setting, lever.name), [code]: value });
    return h("div", { key: lever.name }, h("div.lever-top", {}, h("label", { for: `slider-own-${lever.name}` }, capital(lever.label)), h("output", {}, shown === null ? say("panel.unknown") : set(Number(shown.toFixed(2))))),
      byNumber({ ...lever.entries[code], name: `own-${lever.name}`, label: lever.label }, shown ?? (lever.entries[code].low + lever.entries[code].high) / 2, supplied(lever.name, code, setting), put),
      known && h("button.quiet.small", { onclick: () => act.change(lever.name, omit(setting[lever.name], code)) }, say("panel.by_evidence")));
  });
  const left = LEVERS.get("exclude") && session.valueOf(setting, "exclude").includes(code);
  const others = session.valueOf(setting, "exclude").filter((other) => other !== code);
  return h("div.own-levers", {}, rows, h("button", { "aria-pressed": String(Boolean(left)), onclick: () => act.change("exclude", left ? others : [...others, code]) }, left ? say("panel.put_back") : say("panel.leave_out", { state: nameOf(code) })));
}

/** What the evidence gives where nothing is set by hand: the stance as read, the public as polled; null if nobody knows. */
function supplied(name, code, setting) {
  const row = data.states.find((state) => state.code === code);
  if (name === "publics") return row.public?.share ?? null;
  return voice(row, setting)?.value ?? null;
}

function voice(row, setting) {
  return row.stances[session.valueOf(setting, "evidence")]?.[session.valueOf(setting, "reading")] ?? null;
}

const omit = (entries, code) => Object.fromEntries(Object.entries(entries).filter(([key]) => key !== code));

function facts(row, setting, act) {
  const stance = voice(row, setting);
  const grade = (letter, source) => letter && h("button.figure", { onclick: () => act.rest({ about: "source", text: source, grade: letter }), "aria-label": say("panel.grade", { letter }) }, h("span.grade", {}, letter));
  return h("dl.facts", {},
    h("dt", {}, say("panel.stance")), h("dd", {}, stance ? say("panel.stance_is", { value: set(stance.value), wording: stance.wording }) : say("panel.silent"), stance && grade(stance.grade, stance.wording)),
    h("dt", {}, say("panel.public")), h("dd", {}, row.public ? `${bare(row.public.share, 2, "share")}\u202f%` : say("panel.no_poll"), row.public && grade(row.public.grade, row.public.source)),
    row.facts.map((fact) => [h("dt", {}, sayOr(`fact.${fact.name}`, fact.label)), h("dd", {}, factValue(fact), grade(fact.grade, fact.source))]),
    row.votes.map((vote) => [h("dt", {}, say("panel.vote")), h("dd", {}, say("panel.vote_in", { what: vote.what, month: vote.month }))]));
}

function factValue({ value, unit }) {
  if (typeof value !== "number") return String(value);
  if (data.percent.includes(unit)) return `${bare(value, 2, "share")}\u202f%`;
  if (unit === "multiplier") return `×\u202f${set(value)}`;
  return data.unspoken.includes(unit) ? set(value) : `${set(value)} ${unit}`;
}

/** The claims behind its stance first, then all that speak of it. */
function rests(row, setting, why, ui, act) {
  const claims = why?.claims ?? voice(row, setting)?.claims ?? [];
  if (!claims.length) return h("p.quiet-text", {}, say("panel.no_claim", { state: row.name }));
  const more = claims.length > FIRST_CLAIMS && h("button.quiet.small", { "aria-expanded": String(ui.allClaims), onclick: () => act.show({ allClaims: !ui.allClaims }) }, ui.allClaims ? say("panel.fewer_claims") : say("panel.all_claims", { n: claims.length }));
  return [claimList(ui.allClaims ? claims : claims.slice(0, FIRST_CLAIMS)), more];
}
