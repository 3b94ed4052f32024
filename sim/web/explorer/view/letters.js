/** How wide a text stands in the type that this machine gives the page: labels get as much room as they take. */

const pen = document.createElement("canvas").getContext("2d");
const known = new Map();
let type = { family: "sans-serif", spacing: 0 };

/** Read the page's type anew; `spacing` is what a reader's own style sheet may put between letters, for a letter of 1 px. */
export function readType() {
  const { fontFamily, fontSize, letterSpacing } = getComputedStyle(document.body);
  type = { family: fontFamily, spacing: (parseFloat(letterSpacing) || 0) / parseFloat(fontSize) };
  known.clear();
}

/** The width of a text in pixels, at a size in pixels. */
export function widthOf(text, size, weight = 400) {
  const key = `${size} ${weight} ${text}`;
  if (!known.has(key)) {
    pen.font = `${weight} ${size}px ${type.family}`;
    known.set(key, pen.measureText(text).width + text.length * type.spacing * size);
  }
  return known.get(key);
}

/** A text that has no room is cut, with a sign that it was. */
export function fitted(text, room, size, weight = 400) {
  if (widthOf(text, size, weight) <= room) return text;
  let kept = text.length - 1;
  while (kept > 1 && widthOf(`${text.slice(0, kept)}…`, size, weight) > room) kept -= 1;
  return `${text.slice(0, kept).trimEnd()}…`;
}
