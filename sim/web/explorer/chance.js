/**
 * The draws of the parameters, as `sim.engine.chance` makes them: numpy's Philox, each replicate a stretch of its own.
 * Runs make their draws themselves; these are for averaging chance out within one draw of the parameters.
 */

import {data} from "./data.js";

const WORD = 0xffffffffffffffffn;
const FACTORS = [0xd2e7470ee14c6c93n, 0xca5a826395121157n];
const STEPS = [0x9e3779b97f4a7c15n, 0xbb67ae8584caa73bn]; // added to the key from round to round
const ROUNDS = 10;
const {stream, month_at: LENGTH} = data.engine.layout.draws; // draws of a replicate's first page

/** Four random words of a counter (Salmon et al. 2011). */
function philox(counter, seed) {
  let words = [counter & WORD, counter >> 64n, 0n, 0n];
  let key = [seed, BigInt(stream)];
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [FACTORS[0] * words[0], FACTORS[1] * words[2]];
    words = [(b >> 64n) ^ words[1] ^ key[0], b & WORD, (a >> 64n) ^ words[3] ^ key[1], a & WORD];
    key = key.map((one, k) => (one + STEPS[k]) & WORD);
  }
  return words;
}

/** Uniform draws on [0, 1) of the parameters in one replicate. */
function uniform(seed, replicate) {
  const begin = BigInt((replicate * LENGTH) / 4) + 1n;
  const draws = [];
  for (let block = 0n; draws.length < data.engine.parameters.length; block++) {
    draws.push(...philox(begin + block, BigInt(seed)).map((word) => Number(word >> 11n) * 2 ** -53));
  }
  return draws;
}

/** The value below which a share of a triangular prior lies. */
function triangular(low, mode, high, share) {
  const width = high - low;
  if (share * width < mode - low) return low + Math.sqrt(share * width * (mode - low));
  return high - Math.sqrt((1 - share) * width * (high - mode));
}

const made = new Map(); // uniform draws by seed and replicate

/** What a replicate assumes in a checked setting: a value for every parameter. */
export function assumed({values}, seed, replicate) {
  const key = `${seed} ${replicate}`;
  if (!made.has(key)) made.set(key, uniform(seed, replicate));
  const {low, mode, high} = data.engine.priors[values.theory];
  return data.engine.parameters.map((name, k) => values.assume[name] ?? triangular(low[k], mode[k], high[k], made.get(key)[k]));
}
