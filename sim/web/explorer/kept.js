/** A store of what was worked out, by key; of more than so many, what was not asked for longest is let go. */

export class Kept {
  #most;
  #found = new Map();

  constructor(most) {
    this.#most = most;
  }

  /** What stands under a key, made if need be. */
  get(key, make) {
    const found = this.#found.has(key) ? this.#found.get(key) : make();
    this.#found.delete(key);
    this.#found.set(key, found);
    if (this.#found.size > this.#most) this.#found.delete(this.#found.keys().next().value);
    return found;
  }
}
