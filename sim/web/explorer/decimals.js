/** Numbers as decimal text, rounded as Python rounds: from the exact value, halves to the even digit. */

const BITS = new DataView(new ArrayBuffer(8));

/** A positive number as a whole number times a power of two. */
function parts(value) {
  BITS.setFloat64(0, value);
  const bits = BITS.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return exponent ? [fraction | 0x10000000000000n, exponent - 1075] : [fraction, -1074];
}

/** |value| · 10^places as a whole number, halves to the even one. */
function scaled(value, places) {
  const [mantissa, exponent] = parts(Math.abs(value));
  const top = mantissa << BigInt(Math.max(exponent, 0));
  const over = top * 10n ** BigInt(Math.max(places, 0));
  const under = (1n << BigInt(Math.max(-exponent, 0))) * 10n ** BigInt(Math.max(-places, 0));
  const [whole, rest] = [over / under, 2n * (over % under)];
  return rest > under || (rest === under && whole % 2n === 1n) ? whole + 1n : whole;
}

/** Digits with a comma after every third from the right. */
const grouped = (digits) => digits.replaceAll(/\B(?=(\d{3})+$)/g, ",");

/** |value| to so many decimal places (below 0: to tens, hundreds), thousands set apart. */
export function fixed(value, places) {
  const whole = scaled(value, places);
  if (places <= 0) return grouped(String(whole * 10n ** BigInt(-places)));
  const digits = String(whole).padStart(places + 1, "0");
  return `${grouped(digits.slice(0, -places))}.${digits.slice(-places)}`;
}

/** The power of ten of a number's first digit: floor(log10). */
export const magnitude = (value) => Number(Math.abs(value).toExponential().split("e")[1]);

/** A value to so many significant digits without trailing zeros, as Python's format `g` (`,g` with `apart`). */
export function general(value, digits = 6, apart = false) {
  if (!Number.isFinite(value)) return String(value).toLowerCase().replace("infinity", "inf");
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const sign = value < 0 ? "-" : "";
  let exponent = magnitude(value);
  let significant = String(scaled(value, digits - 1 - exponent));
  if (significant.length > digits) [significant, exponent] = [significant.slice(0, digits), exponent + 1];
  const kept = significant.replace(/0+$/, "") || "0";
  if (exponent < -4 || exponent >= digits) {
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${kept[0]}${kept.length > 1 ? "." : ""}${kept.slice(1)}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${kept}`;
  const front = kept.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const behind = kept.slice(exponent + 1);
  return sign + (apart ? grouped(front) : front) + (behind ? `.${behind}` : "");
}

/** A real number as Python writes it: the shortest text that reads back as the same, with a point. */
export const real = (value) => (Number.isInteger(value) ? value.toFixed(1) : String(value));
