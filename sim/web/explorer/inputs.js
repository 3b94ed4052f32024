/**
 * Inputs of the engine: a setting in numbers, as `sim.engine.inputs.lay_out` makes them. Tables say what every name
 * sets; nothing of the model is computed here.
 */

import {data} from "./data.js";
import {pack} from "./engine.js";
import {base64} from "./bytes.js";
import {has} from "./errors.js";
import {instead, isExact, named, onGround} from "./orders.js";

const {layout, constant, columns, coded, said, pledges, elections, priors, parameters, calendar, orders: words} = data.engine;
const CODES = data.states.map((state) => state.code);
const CONSTANT = Object.fromEntries(Object.entries(constant).map(([name, text]) => [name, base64(text)]));
const seat = (code) => CODES.indexOf(code);

/**
 * A checked setting as the bytes of each of the engine's inputs.
 *
 * @param {{values: Object}} checked  as `check` gives it
 * @param {Array<number|null>} [fixed]  values of all parameters, in place of those that the setting fixes
 * @returns {Object<string, Uint8Array>}
 */
export function lay_out({values}, fixed = null) {
  const {theory, reading, evidence, horizon} = values;
  const ordered = orderRows(values.orders);
  const votes = votesOf(values);
  const waiting = pledges[evidence][reading];
  const needs = ordered.flatMap(([order], k) => (order.if?.on_ground ?? []).map((code) => ({order: k, country: seat(code)})));
  const rows = {
    horizons: [horizon],
    theory: [0],
    calendar: [0],
    levers: [leverRow(values)],
    panel: [panelRow(values)],
    fixed: fixed ?? parameters.map((name) => (has(values.assume, name) ? values.assume[name] : null)),
    priors: [priors[theory]],
    calendars: months(values),
    elections: votes,
    elections_at: [0, votes.length],
    pledges: waiting.map(([country, leader]) => ({country, leader})),
    pledges_at: [0, waiting.length],
    orders: ordered.map(([order, until]) => orderRow(order, until)),
    orders_at: [0, ordered.length],
    needs,
    needs_at: [0, needs.length],
  };
  const packed = Object.entries(rows).map(([name, them]) => [name, pack(layout, name, them)]);
  return {...Object.fromEntries(packed), ...CONSTANT};
}

/** The levers in the engine's own fields: plain numbers as they are, names by what each sets. */
function leverRow(values) {
  const row = Object.fromEntries(columns.map((name) => [name, values[name]]));
  for (const [name, sets] of Object.entries(coded)) {
    const fields = Object.keys(Object.values(sets)[0] ?? {});
    const chosen = [values[name]].flat();
    for (const field of fields) row[field] = Math.max(0, ...chosen.map((one) => sets[one][field]));
  }
  return row;
}

/** What is said of the states: by the evidence, and by hand. */
function panelRow({evidence, reading, stances, publics, exclude}) {
  const panel = Object.fromEntries(Object.entries(said[evidence][reading]).map(([name, seats]) => [name, [...seats]]));
  for (const [code, value] of Object.entries(stances)) panel.stance[seat(code)] = value;
  for (const [code, value] of Object.entries(publics)) panel.poll[seat(code)] = value;
  for (const code of exclude) panel.member[seat(code)] = 0;
  return panel;
}

/** The calendar: dated values and shocks by month. */
function months({horizon, schedule, injects}) {
  const rows = Array.from({length: horizon}, () => [...calendar.calm]);
  const at = (channel) => calendar.channels.indexOf(channel);
  for (const [name, steps] of Object.entries(schedule)) {
    for (const [month, value] of steps) for (const row of rows.slice(month)) row[at(name)] = value;
  }
  for (const {kind, month, size} of injects) {
    for (const [channel, manner, unit] of calendar.effects[kind]) apply(rows.slice(month), at(channel), manner, unit * size);
  }
  return rows.map((row) => Object.fromEntries(calendar.channels.map((name, k) => [name, row[k]])));
}

function apply(rows, at, manner, shift) {
  let left = 1;
  rows.forEach((row, k) => {
    if (manner === "set") row[at] = shift;
    else if (manner === "lasting" || (manner === "once" && k === 0)) row[at] += shift;
    else if (manner === "fading") row[at] += shift * left;
    left *= calendar.fade;
  });
}

/** New stances by date: those that the setting dates, and those in the states' calendars that it leaves standing. */
function votesOf({reading, injects, horizon}) {
  const dated = injects
    .filter(({kind, month}) => data.events[kind].of_country && month < horizon)
    .map(({month, country, size}) => ({month, country: seat(country), stance: size}));
  const standing = elections[reading].filter(
    ([month, of]) => month < horizon && !dated.some((vote) => vote.country === of && vote.month <= month),
  );
  return [...dated, ...standing.map(([month, country]) => ({month, country, stance: null}))];
}

/** The rows that order something, each with the month in which it ends. */
function orderRows(orders) {
  const ends = new Map();
  const rows = [];
  for (const order of [...orders].reverse()) {
    if (!order.by) rows.push([order, ends.get(order.state) ?? calendar.last_month + 1]);
    ends.set(order.state, order.month);
  }
  return rows.reverse();
}

function orderRow(order, until) {
  const [soldiers, other, when] = [onGround(order), instead(order), order.if ?? {}];
  const row = {
    month: order.month,
    until,
    country: seat(order.state),
    ground: soldiers ? words.rung[soldiers] : 0,
    share: order.share ?? null,
    exact: Number(isExact(order)),
    at_least: when.at_least ?? 0,
    pledged: when.pledged ?? 0,
    us_backing: when.us_backing ?? 0,
    mandate: when.mandate ?? 0,
    throughout: Number(order.hold === "throughout"),
    else_exact: Number(other !== null && (other === words.nothing || Array.isArray(other))),
  };
  for (const role of words.off_ground) {
    row[role] = Number(named(order.role).includes(role));
    row[`else_${role}`] = Number(named(other).includes(role));
  }
  return row;
}
