/**
 * The engine in a page: the rulebook as WebAssembly, called with arrays and giving arrays.
 *
 * Nothing of the model is computed here. The layout (`sim/engine/wasm/engine.json`) says where every number stands; this
 * file writes a job into the module's memory, runs it, and copies the results out.
 *
 * @module
 */

/** @typedef {{at: number, kind: string, length: number}} Field */
/** @typedef {{size: number, fields: Object<string, Field>}} Layout of a record */

/**
 * Results of P scenarios × R replicates, in rows as the layout's `outputs` describe them. An array that was not asked
 * for is empty; NaN stands where a run writes nothing.
 *
 * @typedef {Object} Results
 * @property {Float64Array} run         P × R × outcomes of a run
 * @property {Float64Array} by_country  P × R × countries × outcomes of a country
 * @property {Float64Array} by_month    P × R × months × outcomes of a month
 * @property {Float64Array} terms       P × R × months × terms of the traced_country country's willingness
 */

const PAGE = 65536; // bytes by which a module's memory grows
const ALIGNED = 64; // bytes: as the widest vector needs

const WRITERS = {
  float64: (view, at, value) => view.setFloat64(at, value ?? NaN, true), // JSON has no NaN: null stands for it
  int64: (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  uint64: (view, at, value) => view.setBigUint64(at, BigInt(value), true),
  uint32: (view, at, value) => view.setUint32(at, value, true),
};

/**
 * Rows of one of the engine's inputs as bytes.
 *
 * @param {Object} layout  the module's layout
 * @param {string} name    an input: "elections", "levers", "horizons" …
 * @param {Array}  rows    objects by field name where the input holds records (a field of several numbers is an array),
 *                         else plain numbers; null stands for NaN
 * @returns {Uint8Array}
 * @example pack(layout, "elections", [{month: 3, country: 5, stance: -2}])
 */
export function pack(layout, name, rows) {
  const { record, kind, length } = layout.inputs[name];
  const { size, fields } = record
    ? layout.records[record]
    : { size: 8, fields: { "": { at: 0, kind, length: 1 } } };
  if (!record && rows.length % length) throw new RangeError(`${name}: ${rows.length} numbers; allowed: rows of ${length}`);
  const bytes = new Uint8Array(size * rows.length);
  const view = new DataView(bytes.buffer);
  rows.forEach((row, k) => {
    for (const [field, { at, kind, length }] of Object.entries(fields)) {
      const values = [record ? row[field] : row].flat();
      if (values.length !== length) throw new RangeError(`${name}: ${field} has ${values.length} numbers; allowed: ${length}`);
      values.forEach((value, i) => WRITERS[kind](view, k * size + at + 8 * i, value));
    }
  });
  return bytes;
}

/** The module, its memory, and the layout of both. One engine runs one job at a time; a worker has its own. */
export class Engine {
  /**
   * @param {BufferSource|WebAssembly.Module} module  bytes of `engine.wasm`, or what was compiled of them
   * @param {Object} layout        contents of `engine.json`
   * @returns {Promise<Engine>}
   */
  static async load(module, layout) {
    const made = await WebAssembly.instantiate(module, {});
    return new Engine((made.instance ?? made).exports, layout);
  }

  constructor(exports, layout) {
    this.exports = exports;
    this.layout = layout;
    this.top = 0;
  }

  /**
   * Run all scenarios on the replicates from `first` on.
   *
   * @param {Object<string, Uint8Array>} inputs  every input of the layout, as `sim.engine.wasm.exported` or `pack` makes it
   * @param {Object} ask
   * @param {number|bigint} ask.seed     seed of the draws, 0 to 2⁶³ − 1
   * @param {number} ask.replicates      how many
   * @param {number} [ask.first]         number of the first
   * @param {boolean} [ask.detail]       keep results by country and by month too
   * @param {number|null} [ask.traced_country]  position of the country whose terms of willingness are kept
   * @returns {Results}
   */
  run(inputs, { seed, replicates, first = 0, detail = false, traced_country = null }) {
    this.top = Math.ceil(this.exports.__heap_base.value / ALIGNED) * ALIGNED;
    const { layout } = this;
    const rows = (name) => inputs[name].byteLength / layout.records[layout.inputs[name].record].size;
    const scenarios = rows("levers");
    const months = rows("calendars") / (inputs.elections_at.byteLength / 8 - 1);
    const countries = rows("facts");
    const kept = {
      run: 1,
      by_country: detail ? countries : 0,
      by_month: detail ? months : 0,
      terms: traced_country === null ? 0 : months,
    };
    const numbers = (name) => kept[name] * (layout.records[layout.outputs[name].record].size / 8);
    const room = numbers("by_country") + numbers("by_month") + numbers("terms");
    const tape = layout.draws.month_at + layout.draws.year * Math.ceil(months / 12);
    const job = {
      seed, first, replicates, stride: replicates, scenarios, months, countries,
      countries_kept: kept.by_country, months_kept: kept.by_month, terms_kept: kept.terms,
      traced_country: traced_country ?? 0, lanes: 1, room, draws: 0,
      scratch: this.#allocate(8 * layout.most_lanes * (room + 2 * tape)),
    };
    for (const name of Object.keys(layout.inputs)) job[name] = this.#put(inputs[name]);
    const sizes = {};
    for (const name of Object.keys(layout.outputs)) {
      sizes[name] = scenarios * replicates * numbers(name);
      job[name] = this.#allocate(8 * sizes[name]);
    }
    for (const name of Object.keys(sizes)) this.#reals(job[name], sizes[name]).fill(name === "run" ? 0 : NaN);
    this.exports.tripwire_runs(this.#write(job));
    const results = {};
    for (const name of Object.keys(sizes)) results[name] = this.#reals(job[name], sizes[name]).slice();
    return results;
  }

  #reals(at, count) {
    return new Float64Array(this.exports.memory.buffer, at, count);
  }

  #allocate(bytes) {
    const at = this.top;
    this.top = Math.ceil((at + bytes) / ALIGNED) * ALIGNED;
    const { memory } = this.exports;
    const missing = this.top - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  #put(bytes) {
    const at = this.#allocate(bytes.byteLength);
    new Uint8Array(this.exports.memory.buffer, at, bytes.byteLength).set(bytes);
    return at;
  }

  #write(job) {
    const { size, fields } = this.layout.job;
    const at = this.#allocate(size);
    const view = new DataView(this.exports.memory.buffer, at, size);
    for (const [name, field] of Object.entries(fields)) WRITERS[field.kind](view, field.at, job[name]);
    return at;
  }
}
