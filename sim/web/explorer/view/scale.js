/** Scales: a number to a place on a line, and marks for its axis. */

/** A straight scale from the numbers `low … high` to the places `from … to`. */
export function linear(low, high, from, to) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** A root scale from 0: small numbers get more room. */
export function root(high, from, to) {
  return (value) => from + Math.sqrt(Math.max(0, value) / high) * (to - from);
}

/** Round numbers from 0 to at least `high`, about `count` of them. */
export function marks(high, count = 4) {
  const raw = (high || 1) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((value) => value >= raw * 0.999);
  return Array.from({ length: Math.ceil(high / step - 1e-9) + 1 }, (_, k) => k * step);
}

/** A place with at most one decimal, so that two redraws of one figure give one text. */
export function at(value) {
  return Math.round(value * 10) / 10;
}
