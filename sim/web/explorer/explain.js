/**
 * Why a state said yes or no: its willingness term by term, as `sim.analysis.explain` has it, what stands between the
 * will and the deed, and its path over the months.
 */

import {data} from "./data.js";
import {has} from "./errors.js";
import {adding_up, bare, ends, estimate, figure} from "./numbers.js";
import {COUNTRIES, column} from "./runs.js";
import {mean, quantiles, share} from "./statistics.js";
import {CHUNK, URGENCY, ask} from "./workers.js";

const TERMS = Object.keys(data.terms);
const WIDTH = TERMS.length;
const BAND = [0.05, 0.95];
const OFFERED = {logistics: ["support"], protection: ["protection", "forward"]};

/** The terms of one state in every run of a setting. */
export class Traced {
  constructor(runs, code) {
    Object.assign(this, {runs, code, seat: COUNTRIES.indexOf(code), done: 0});
  }

  async extend(upto, signal) {
    if (this.done >= upto) return;
    const {seed, first} = this.runs.from;
    const chunks = [];
    for (let at = 0; at < upto; at += CHUNK) {
      const replicates = Math.min(CHUNK, upto - at);
      const wanted = {seed, first: first + at, replicates, detail: true, traced_country: this.seat};
      chunks.push(ask(() => ({inputs: this.runs.inputs, ask: wanted, keep: "terms"}), URGENCY.why, signal));
    }
    const found = await Promise.all(chunks);
    for (const name of ["last", "monthly", "rung"]) this[name] = joined(found.map((part) => part[name]));
    this.done = upto;
  }

  term(k) {
    return column(this.last, WIDTH, k, this.done);
  }

  /** The sum of all terms in every run. */
  get willingness() {
    const sum = new Float64Array(this.done);
    for (let k = 0; k < WIDTH; k++) this.term(k).forEach((value, r) => (sum[r] += value));
    return sum;
  }
}

function joined(parts) {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** All that the panel of a state says of its decision; `base` may be null. */
export function why(now, base) {
  const {code, runs} = now;
  const {values} = runs.checked;
  const known = isKnown(code, values);
  const role = explained(values);
  const willingness = now.willingness;
  const willing = share(willingness.map((one) => Number(one > 0)));
  const ground = now.rung.reduce((sum, one) => sum + (one >= data.on_ground), 0) / now.done;
  const terms = TERMS.map((name, k) => term(name, k, now, base, known, role));
  const total = terms.reduce((sum, one) => sum + one.size, 0);
  const printed = adding_up(terms.map(({value}) => value), 2);
  terms.forEach((one, k) => Object.assign(one, {weight: total > 0 ? one.size / total : 0, printed: printed[k]}));
  const found = {
    code,
    known,
    role: data.roles.find((one) => one.name === role).label,
    on_offer: onOffer(values),
    replicates: now.done,
    terms,
    sum: mean(willingness).mean,
    base_sum: base ? mean(base.willingness).mean : null,
    willing: willing.mean,
    willing_low: willing.low,
    willing_high: willing.high,
    ground,
    base_ground: base ? base.rung.reduce((sum, one) => sum + (one >= data.on_ground), 0) / base.done : null,
    size: size(runs, now.seat),
    parliament: facts(code, ["veto", "majority", "seats", "gate"]),
    path: path(now, base),
    claims: claims(code, values),
  };
  return {...found, sentence: sentence(found)};
}

function term(name, k, now, base, known, role) {
  const values = now.term(k);
  const {mean: value, low, high} = mean(values);
  const [q05, q95] = quantiles(values, BAND);
  const {label, drawn, parameters} = data.terms[name];
  return {
    name,
    label: name === "stance" && !known ? drawn : label,
    value,
    low,
    high,
    q05,
    q95,
    base: base ? mean(base.term(k)).mean : null,
    size: mean(values.map(Math.abs)).mean,
    parameters: parameters[role].map(([parameter, grade]) => ({name: parameter, grade})),
  };
}

/** Whether a statement of its government on soldiers is known, or set by hand. */
const isKnown = (code, {stances, evidence, reading}) =>
  has(stances, code) || data.engine.said[evidence][reading].stance[COUNTRIES.indexOf(code)] !== null;

/** The role that explanations look at: support troops if they are asked for, else protection troops. */
const explained = ({roles, force_size}) => (roles.includes("logistics") && force_size > 0 ? "support" : "protection");

/** Whether the mission asks for soldiers on the ground at all. */
const onOffer = ({roles, force_size}) => force_size > 0 && Object.keys(OFFERED).some((one) => roles.includes(one));

/** What a state sends: mean and nine runs in ten, of the runs in which it is on the ground. */
function size(runs, seat) {
  const rungs = runs.ofCountry(seat, "rung_by_country");
  const troops = runs.ofCountry(seat, "troops_by_country").filter((_, r) => rungs[r] >= data.on_ground);
  const [q05, q95] = quantiles(troops, BAND);
  return {mean: mean(troops).mean, q05, q95, reserve: mean(runs.ofCountry(seat, "reserve_by_country")).mean};
}

/** Rows of the ledger about a state, by name. */
function facts(code, names) {
  const {facts: rows} = data.states.find((state) => state.code === code);
  return Object.fromEntries(names.map((name) => [name, rows.find((row) => row.name === name) ?? null]));
}

/** By month: the share of runs in which the state has joined by then, now and in the base, and in which it is willing. */
function path(now, base) {
  const months = Array.from({length: now.runs.months}, (_, month) => month);
  return {now: joinedBy(now, months), base: base ? joinedBy(base, months) : null, willing: months.map((month) => willingIn(now, month))};
}

function joinedBy({runs, seat, done}, months) {
  const joined = runs.ofCountry(seat, "joined_month_by_country", done);
  return months.map((month) => joined.filter((one) => one <= month).length / done);
}

/** Of the runs that are at peace in a month, the share in which the state is willing. */
function willingIn(now, month) {
  const values = column(now.monthly, now.runs.months, month, now.done).filter((one) => !Number.isNaN(one));
  return values.length ? values.filter((one) => one > 0).length / values.length : NaN;
}

/** The claims that speak of a state: first those behind its stance. */
function claims(code, {evidence, reading}) {
  const state = data.states.find((one) => one.code === code);
  const behind = [state.stances, state.help].flatMap((said) => said[evidence]?.[reading]?.claims ?? []);
  const named = Object.keys(data.claims).filter((id) => data.claims[id].actors.includes(code));
  return [...new Set([...behind, ...named])];
}

/** The decision, and what weighed most on either side, in the words of `Explanation.sentence`. */
function sentence(found) {
  const {terms, sum, known} = found;
  const signed = (value) => bare(value, 2, "", {signed: true});
  const weighs = (some) => {
    const listed = some.map(({label, printed}) => `${label} (${signed(printed)})`).join(" and ");
    return `${some.length === 1 ? "weighs" : "weigh"} most ${listed}`;
  };
  const against = terms.filter((one) => one.value < -0.005).sort((a, b) => a.value - b.value).slice(0, 2);
  const favour = terms.filter((one) => one.value > 0.005).sort((a, b) => b.value - a.value).slice(0, 2);
  const parts = [`${verdict(found)}; its willingness is ${signed(sum)}.`];
  if (against.length) parts.push(`Against it ${weighs(against)}.`);
  if (favour.length) parts.push(`For it ${weighs(favour)}.`);
  if (!known) {
    const {q05, q95} = terms.find((one) => one.name === "stance");
    const [low, high] = ends(q05, q95, 2, "", {signed: true});
    parts.push(
      `No statement of its government on soldiers was found: its stance is drawn in each run, here to weigh ${low} to ${high} in nine runs of ten.`,
    );
  }
  return parts.join(" ");
}

function verdict({code, role, on_offer, willing, willing_low, willing_high, ground, replicates}) {
  const {name} = data.states.find((state) => state.code === code);
  const yes = willing >= 0.5;
  const said = on_offer
    ? `${name} ${yes ? "is willing to send" : "declines"} ${role}`
    : `No soldiers are asked for; were they, ${name} would ${yes ? "send" : "decline"} ${role}`;
  const share = yes ? [willing, willing_low, willing_high] : [1 - willing, 1 - willing_high, 1 - willing_low];
  const often = willing === 0 || willing === 1 ? "all" : `${estimate(...share, "1")} of`;
  const runs = replicates.toLocaleString("en-US");
  const deed = on_offer && ground !== willing ? ` and is on the ground in ${figure(ground, 2, "1")}` : "";
  return `${said} in ${often} ${runs} runs${deed}`;
}
