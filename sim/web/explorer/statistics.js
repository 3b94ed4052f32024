/**
 * 95 % intervals of what was simulated, and quantiles, as `sim.stats` has them: shares, means, and paired differences of
 * both. NaN is skipped. An estimate is `{mean, low, high, n}`.
 */

import {data} from "./data.js";

const Z = data.normal;
const FEWEST_DIFFERENT = 6; // pairs that differ, below which no difference is claimed

/** The mean of an outcome with its interval: Wilson's for a flag, else as `mean`, within what is possible. */
export function level(values, {flag, least = 0, most = Infinity}) {
  if (flag) return share(values);
  const {low, high, ...found} = mean(values);
  const never_below = low < least && values.every((one) => !(one < least));
  return {...found, low: never_below ? least : low, high: high > most ? Math.max(most, found.mean) : high};
}

/** The mean of paired differences with its interval: Bonett and Price's for a flag, else as `mean`, within ± width. */
export function change(differences, flag, width = Infinity) {
  if (flag) return share_difference(differences);
  const {low, high, ...found} = mean(differences);
  return {...found, low: Math.max(low, -width), high: Math.min(high, width)};
}

/** Wilson's score interval for the share of runs in which a flag is up. */
export function share(flags) {
  let [hits, n] = [0, 0];
  for (const flag of flags) if (!Number.isNaN(flag)) [hits, n] = [hits + flag, n + 1];
  return share_of(hits, n);
}

/** The same from a count. */
export function share_of(hits, n) {
  const z2 = Z * Z;
  const p = hits / n;
  const middle = (hits + z2 / 2) / (n + z2);
  const half = Math.sqrt(z2 * (p * (1 - p) * n + z2 / 4)) / (n + z2);
  return {mean: p, low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half, n};
}

/** Interval for a difference of paired shares from −1, 0 and 1 (Bonett & Price 2012). */
function share_difference(differences) {
  let [up, down, n] = [0, 0, 0];
  for (const one of differences) {
    if (Number.isNaN(one)) continue;
    n += 1;
    if (one === 1) up += 1;
    else if (one === -1) down += 1;
  }
  const [a, b] = [(up + 1) / (n + 2), (down + 1) / (n + 2)];
  const half = Z * Math.sqrt((a + b - (a - b) ** 2) / (n + 2));
  return {mean: (up - down) / n, low: Math.max(a - b - half, -1), high: Math.min(a - b + half, 1), n};
}

/** Interval for a mean: the wider of Student's and Hall's (1992), which follows the skewness. */
export function mean(values) {
  let [total, n] = [0, 0];
  for (const one of values) if (!Number.isNaN(one)) [total, n] = [total + one, n + 1];
  const middle = total / n;
  if (n < 2) return {mean: middle, low: NaN, high: NaN, n};
  let [squares, cubes] = [0, 0];
  for (const one of values) {
    if (Number.isNaN(one)) continue;
    const off = one - middle;
    squares += off * off;
    cubes += off * off * off;
  }
  const spread = Math.sqrt(squares / (n - 1));
  const skew = cubes / n / (spread > 0 ? spread : 1) ** 3;
  const [error, t] = [spread / Math.sqrt(n), student(n - 1)];
  return {
    mean: middle,
    low: middle - error * Math.max(t, hall(t, skew, n)),
    high: middle - error * Math.min(-t, hall(-t, skew, n)),
    n,
  };
}

/** Paired differences, replicate by replicate. */
export const differences = (values, base) => values.map((value, k) => value - base[k]);

/** Whether a paired difference stands out: its interval leaves 0 out and enough pairs differ. */
export function separated(paired, {low, high}) {
  let different = 0;
  for (const one of paired) if (one !== 0 && !Number.isNaN(one)) different += 1;
  return (low > 0 || high < 0) && different >= FEWEST_DIFFERENT;
}

/** Quantiles of the values that are there, linear between neighbours; NaN of none. */
export function quantiles(values, at) {
  const ordered = Float64Array.from(values).filter((one) => !Number.isNaN(one)).sort();
  const last = Math.max(ordered.length - 1, 0);
  return at.map((q) => {
    const place = q * last;
    const below = Math.floor(place);
    const low = ordered[below] ?? NaN;
    return low + (place - below) * ((ordered[Math.ceil(place)] ?? NaN) - low);
  });
}

/** The quantile of Student's t that bounds 95 %, from a table, or beyond it from its series in 1/n (Fisher 1926). */
function student(n) {
  if (n <= data.student.length) return data.student[n - 1];
  const z = Z;
  const [z2, z3] = [z * z, z ** 3];
  return (
    z +
    (z3 + z) / (4 * n) +
    (5 * z3 * z2 + 16 * z3 + 3 * z) / (96 * n ** 2) +
    (3 * z3 * z2 * z2 + 19 * z3 * z2 + 17 * z3 - 15 * z) / (384 * n ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z3 - 945 * z) / (92160 * n ** 4)
  );
}

/** Hall's cubic transformation of a studentised mean, inverted. */
function hall(x, skew, n) {
  if (Math.abs(skew) < 1e-9) return x;
  return ((Math.sqrt(n) * 3) / skew) * (Math.cbrt(1 + skew * (x / Math.sqrt(n) - skew / (6 * n))) - 1);
}
