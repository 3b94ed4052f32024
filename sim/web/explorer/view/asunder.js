/** Labels that touch are pushed asunder, the least that is needed; where they stand depends on nothing but their sizes. */

const ROUNDS = 60;

/**
 * @param {Array<{x: number, y: number, width: number, height: number, fixed?: boolean}>} labels  middles and sizes
 * @returns {Array<[number, number]>} middles that keep clear of each other
 */
export function asunder(labels) {
  const at = labels.map(({ x, y }) => [x, y]);
  for (let round = 0; round < ROUNDS; round++) {
    let still = true;
    for (let i = 0; i < at.length; i++) {
      for (let k = i + 1; k < at.length; k++) still = !push(labels[i], at[i], labels[k], at[k]) && still;
    }
    if (still) break;
  }
  return at;
}

/** Push two labels apart along the shorter way; whether they touched. */
function push(one, a, other, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const overX = (one.width + other.width) / 2 - Math.abs(dx);
  const overY = (one.height + other.height) / 2 - Math.abs(dy);
  if (overX <= 0 || overY <= 0) return false;
  const axis = overX < overY ? 0 : 1;
  const step = ((axis ? overY : overX) / 2 + 0.1) * ((axis ? dy : dx) < 0 ? -1 : 1);
  a[axis] -= step;
  b[axis] += step;
  return true;
}
