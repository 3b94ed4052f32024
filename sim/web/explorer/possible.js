/** Orders that a setting can never carry out, which are refused before it runs. */

import {data} from "./data.js";
import {general} from "./decimals.js";
import {has, refuse} from "./errors.js";
import {named, onGround} from "./orders.js";

const {offered_with, fitness, fit, mandates, cities} = data.engine.orders;

/** Refuse the first order that no run of this setting can carry out. */
export function check_orders(values) {
  for (const order of values.orders) {
    const reason = never(order, values);
    if (reason) refuse(`orders: ${order.state} in month ${order.month}: ${reason}`);
  }
}

/** Why a setting can never carry an order out, and what is allowed; empty if it may. */
function never(order, values) {
  const {horizon, exclude, force_size, location, roles} = values;
  if (order.month >= horizon) return `would never come; horizon=${horizon} allows: 0 to ${horizon - 1}`;
  for (const code of [order.state, ...(order.if?.on_ground ?? [])]) {
    if (exclude.includes(code)) return `${code} is left out; allowed: states that exclude does not name`;
  }
  for (const role of [...named(order.role), ...named(order.else)]) {
    const needed = has(offered_with, role) ? offered_with[role] : null;
    if (needed && !roles.includes(needed)) return `${role} is not on offer; allowed: once roles has ${needed}`;
  }
  const soldiers = onGround(order);
  if (soldiers && force_size <= 0) return `${soldiers} is not on offer; allowed: with a force_size above 0`;
  if (soldiers === "forward" && location <= cities) {
    return `forward is not on offer; allowed: with a location beyond the cities, ${general(cities)}`;
  }
  return beyondTheState(order, soldiers, values.mandate);
}

/** Why army, law or geography of the state itself never allow what is ordered; empty if they may. */
function beyondTheState(order, soldiers, mandate) {
  const {state} = order;
  for (const role of [...named(order.role), ...named(order.else)]) {
    if (has(fitness, role) && fit[fitness[role]][state] <= 0) {
      return `${state} cannot take ${role}: facts.csv gives its ${fitness[role]} as 0; allowed: other roles`;
    }
  }
  if (soldiers && fit.personnel[state] <= 0) {
    return `${soldiers} needs soldiers, and ${state} has none; allowed: roles off the ground`;
  }
  if (soldiers && mandates[mandate] < fit.gate[state]) {
    const lawful = Object.keys(mandates).filter((name) => mandates[name] >= fit.gate[state]).join(", ");
    return `${soldiers} is against the law of ${state} under mandate ${mandate}; allowed: ${lawful}`;
  }
  return "";
}
