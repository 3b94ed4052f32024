/** Pictures to take away: a drawing of the page with its look written into it, a title above and its source below. */

const SVG = "http://www.w3.org/2000/svg";
const LOOK = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "opacity", "font", "text-anchor", "dominant-baseline", "visibility"];
const MARGIN = 24;
const LINE = 20;
const SHARPER = 2; // pixels of a PNG to one of the page

/**
 * A drawing of the page as an SVG file.
 *
 * @param {SVGSVGElement} drawing
 * @param {string[]} above  lines of the title
 * @param {string[]} below  what it rests on
 */
export function svgText(drawing, above, below) {
  const { width, height } = drawing.getBoundingClientRect();
  const sheet = { width: Math.round(width) + 2 * MARGIN, height: Math.round(height) + 2 * MARGIN + LINE * (above.length + below.length + 1) };
  const style = getComputedStyle(document.documentElement);
  const root = element("svg", { xmlns: SVG, viewBox: `0 0 ${sheet.width} ${sheet.height}`, width: sheet.width, height: sheet.height });
  root.append(element("rect", { width: sheet.width, height: sheet.height, fill: style.getPropertyValue("--card") }));
  const line = (text, y, size, weight) => Object.assign(element("text", { x: MARGIN, y, fill: style.getPropertyValue("--ink"), "font-family": "sans-serif", "font-size": size, "font-weight": weight }), { textContent: text });
  above.forEach((text, k) => root.append(line(text, MARGIN + LINE * (k + 0.7), k ? 13 : 16, k ? 400 : 600)));
  const copy = drawing.cloneNode(true);
  inline(drawing, copy);
  for (const [name, value] of Object.entries({ x: MARGIN, y: MARGIN + LINE * above.length, width, height })) copy.setAttribute(name, value);
  const patterns = document.querySelector(".patterns defs");
  const defs = patterns.cloneNode(true);
  inline(patterns, defs);
  root.append(defs, copy);
  below.forEach((text, k) => root.append(line(text, sheet.height - MARGIN - LINE * (below.length - 1 - k), 11, 400)));
  return new XMLSerializer().serializeToString(root);
}

/** The same as a PNG. */
export async function pngBlob(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * SHARPER, height: image.height * SHARPER });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Give the reader a file. */
export function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Write what the style sheet says of each element into its copy. */
function inline(from, to) {
  const style = getComputedStyle(from);
  for (const name of LOOK) {
    const value = style.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  for (const name of ["class", "role", "tabindex", "aria-label", "style"]) to.removeAttribute(name);
  if (style.fontFamily) to.setAttribute("font-family", style.fontFamily);
  [...from.children].forEach((child, k) => inline(child, to.children[k]));
}

function element(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") node.setAttribute(key, value);
  return node;
}
