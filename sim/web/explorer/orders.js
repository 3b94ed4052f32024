/** The kind of lever that holds orders: dated decisions about states, in the order of their months. */

import {data} from "./data.js";
import {general, real} from "./decimals.js";
import {choice, has, isMapping, items, near, nearest, number, refuse, show, whole} from "./errors.js";

const {fields, beside_model, ground, off_ground, roles, holds, model, nothing, longest_reason, most_pledged, mandates} =
  data.engine.orders;
const {last_month} = data.engine.calendar;
const CODES = data.states.map((state) => state.code);
const ASKED = {on_ground: [], at_least: 0, pledged: 0, us_backing: 0, mandate: 0};
const PLAIN = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u; // what can be printed in one line
const LISTED = 4; // rows that are named one by one; more are counted

export const orders = {
  check(name, value) {
    const rows = items(name, value).map((row) => checked(name, row));
    rows.sort((a, b) => a.month - b.month || (a.state < b.state ? -1 : a.state > b.state ? 1 : 0));
    rows.slice(1).forEach((row, k) => {
      const twice = rows[k].month === row.month && rows[k].state === row.state;
      if (twice) refuse(`${name}: ${row.state} is ordered twice in month ${row.month}; allowed: once`);
    });
    return rows;
  },
  text(value) {
    if (value.length <= LISTED) return value.map(inWords).join(", ") || "none";
    const [first, last] = [value[0].month, value[value.length - 1].month];
    return `${value.length} orders to ${new Set(value.map((row) => row.state)).size} states, months ${first} to ${last}`;
  },
};

/** The roles named, whether alone or in a list. */
export const named = (chosen) => (chosen === nothing || !chosen ? [] : [chosen].flat());

/** The role on Ukrainian soil that a row names, if any. */
export const onGround = (row) => named(row.role).find((role) => ground.includes(role));

function checked(name, value) {
  if (!isMapping(value)) refuse(`${name}: ${show(value)} is not a mapping with month, state and role`);
  for (const key of Object.keys(value)) {
    if (!fields.includes(key)) refuse(`${name}: unknown ${show(key)}; ${nearest(key, fields)}`);
  }
  const state = choice(`${name}.state`, value.state, CODES);
  const month = whole(`${name}.month`, value.month, 0, last_month, "months");
  const at = `${name}: ${state} in month ${month}: `;
  const reason = remark(`${at}reason`, has(value, "reason") ? value.reason : "");
  const said = reason ? {reason} : {};
  if (value.by) return {month, state, by: handedBack(at, value), ...said};
  const row = {month, state, role: chosen(`${at}role`, value.role, roles)};
  if (value.share !== undefined && value.share !== null) row.share = number(`${at}share`, value.share, 0, 1);
  const asked = condition(`${at}if`, value.if);
  if (Object.keys(asked).length) row.if = asked;
  const hold = choice(`${at}hold`, has(value, "hold") ? value.hold : "entry", holds);
  if (hold !== "entry") row.hold = hold;
  if (value.else !== undefined && value.else !== null) row.else = chosen(`${at}else`, value.else, off_ground);
  sensible(at, row);
  return {...row, ...said};
}

function handedBack(at, value) {
  choice(`${at}by`, value.by, [model]);
  for (const key of Object.keys(value)) {
    const beside = !beside_model.includes(key) && value[key] !== null && value[key] !== undefined;
    if (beside) refuse(`${at}${key} beside by: ${model}; allowed: ${beside_model.join(", ")}`);
  }
  return model;
}

/** A role, several in their order, or none, as a file writes it. */
function chosen(at, value, valid) {
  if (typeof value === "string") return value === nothing ? nothing : choice(at, value, [...valid, nothing]);
  if (value === null || value === undefined) refuse(`${at} is missing; allowed: ${[...valid, nothing].join(", ")}, or a list`);
  const listed = items(at, value).map((one) => choice(at, one, valid));
  const both = ground.filter((role) => listed.includes(role));
  if (both.length > 1) refuse(`${at}: ${both.join(" and ")} are both on the ground; allowed: one of ${ground.join(", ")}`);
  const kept = valid.filter((role) => listed.includes(role));
  return kept.length ? kept : nothing;
}

function remark(at, value) {
  const plain = typeof value === "string" && PLAIN.test(value) && [...value].length <= longest_reason;
  if (!plain || value.includes("${")) {
    refuse(`${at}: ${show(value)}; allowed: up to ${longest_reason} plain characters in one line`);
  }
  return value;
}

/** The clauses that ask for something. */
function condition(at, value) {
  const said = value === null || value === undefined ? {} : value;
  if (!isMapping(said)) refuse(`${at}: ${show(value)} is not a mapping of clauses`);
  const clauses = Object.keys(ASKED);
  for (const key of Object.keys(said)) {
    if (!clauses.includes(key)) refuse(`${at}: unknown ${show(key)}; ${nearest(key, clauses)}`);
  }
  const all = {...ASKED, ...said};
  const leanedOn = items(`${at}.on_ground`, all.on_ground).map((one) => choice(`${at}.on_ground`, one, CODES));
  const asked = {
    on_ground: CODES.filter((code) => leanedOn.includes(code)),
    at_least: whole(`${at}.at_least`, all.at_least, 0, CODES.length - 1, "other states"),
    pledged: number(`${at}.pledged`, all.pledged, 0, most_pledged, "soldiers"),
    us_backing: number(`${at}.us_backing`, all.us_backing, 0, 1),
    mandate: standing(`${at}.mandate`, all.mandate),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, clause]) => (Array.isArray(clause) ? clause.length : clause)));
}

/** The standing of a mandate, as an index or by the mandate's name. */
function standing(at, value) {
  if (typeof value !== "string") return number(at, value, 0, 1);
  if (has(mandates, value)) return mandates[value];
  const [names, meant] = [Object.keys(mandates), near(value, Object.keys(mandates))];
  const close = meant ? `; did you mean ${meant}?` : "";
  return refuse(`${at}: ${show(value)} is not a number; allowed: 0 to 1; or ${names.join(", ")}${close}`);
}

/** Refuse a field that would have no effect, and a state that waits for itself. */
function sensible(at, row) {
  const asks = has(row, "if");
  if (asks && (row.if.on_ground ?? []).includes(row.state)) {
    refuse(`${at}if.on_ground names the state itself; allowed: other states`);
  }
  if (has(row, "share") && !onGround(row)) {
    refuse(`${at}share is of soldiers in Ukraine; allowed: with one of ${ground.join(", ")}`);
  }
  if (has(row, "hold") && !asks) refuse(`${at}hold needs something that must hold; allowed: beside if`);
  if (has(row, "else") && !(onGround(row) || asks)) {
    refuse(`${at}else would never come; allowed: beside if, or with a role on the ground`);
  }
  if (asks && sameRoles(instead(row), row.role)) {
    refuse(`${at}if would change nothing; allowed: with else, or a role that it can strike out`);
  }
}

/** What is left of an order that is struck out; null: off the ground what the executive would do anyway. */
export function instead(row) {
  if (has(row, "else")) return row.else;
  return isExact(row) ? named(row.role).filter((role) => off_ground.includes(role)) : null;
}

/** Whether the state does what is named and nothing else. */
export const isExact = (row) => row.role === nothing || Array.isArray(row.role);

function sameRoles(one, other) {
  if (one === null) return false;
  const listed = (chosen) => chosen === nothing || Array.isArray(chosen);
  return listed(one) === listed(other) && named(one).join() === named(other).join();
}

/** What a clause asks for, as Python writes it. */
const said = (name, clause) => (Array.isArray(clause) ? clause.join(" ") : name === "at_least" ? clause : real(clause));

function inWords(row) {
  if (row.by) return `${row.state} as the model decides from month ${row.month}`;
  const words = (chosen) => named(chosen).join(" ") || "nothing";
  const clauses = Object.entries(row.if ?? {}).map(([name, clause]) => `${name} ${said(name, clause)}`);
  return [
    `${row.state} ${words(row.role)} from month ${row.month}`,
    has(row, "share") ? `with ${general(row.share)} of what it can send` : "",
    clauses.length ? `${row.hold ? "as long as" : "if"} ${clauses.join(" ")}` : "",
    has(row, "else") ? `else ${words(row.else)}` : "",
  ].filter(Boolean).join(" ");
}
