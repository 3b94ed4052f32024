/** Where a number stands on its slider, and which numbers a slider stops at: round ones. */

const PLACES = 1000; // of the slider
const LONG = 1000; // a range longer than this from 0 is a root scale: small forces need room too
const STEPS = 100; // of a straight scale, at least

/** @returns {{place, value, step}} place of a number, number at a place, next round number up or down */
export function sliderScale({ low, high }) {
  const rooted = low === 0 && high - low > LONG;
  return rooted ? rootScale(high) : straightScale(low, high);
}

export const SLIDER = PLACES;

function straightScale(low, high) {
  const step = round((high - low) / STEPS);
  const snap = (value) => clean(clamp(Math.round(value / step) * step, low, high));
  return {
    place: (value) => (PLACES * (value - low)) / (high - low),
    value: (place) => snap(low + ((high - low) * place) / PLACES),
    step: (value, by) => snap(value + by * step),
  };
}

function rootScale(high) {
  const grain = (value) => Math.max(100, 10 ** (Math.floor(Math.log10(Math.max(1, value))) - 1));
  const snap = (value, by = grain(value)) => clamp(Math.round(value / by) * by, 0, high);
  return {
    place: (value) => PLACES * Math.sqrt(value / high),
    value: (place) => snap(high * (place / PLACES) ** 2),
    step: (value, by) => snap(value + by * grain(value + Math.sign(by)), grain(value + Math.sign(by))),
  };
}

/** The largest of 1, 2 or 5 times a power of ten that is no longer. */
function round(raw) {
  const power = 10 ** Math.floor(Math.log10(raw) + 1e-9);
  return power * [5, 2, 1].find((factor) => factor * power <= raw * (1 + 1e-9));
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const clean = (value) => Number(value.toPrecision(12));
