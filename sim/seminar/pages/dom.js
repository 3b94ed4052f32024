/**
 * The page as a description, and the page made like it: `draw` touches only what differs, so that focus, a thumb being
 * dragged and half a sentence in a field survive a new view. Text is always text, never markup.
 */

const SVG = "http://www.w3.org/2000/svg";
const LIVE = new Set(["value", "checked", "disabled", "selected", "open"]);

/** An element: `h("p.note", {id: "x"}, "text", [more])`; false and null are left out; `key` tells siblings apart. */
export function h(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  const own = { ...props };
  if (classes.length) { own.class = [classes.join(" "), own.class].filter(Boolean).join(" "); }
  return { tag, props: own, children: children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== "") };
}

/** Make the children of an element like these. */
export function draw(parent, ...children) {
  const wanted = children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== "");
  wanted.forEach((want, k) => place(parent, want, k));
  while (parent.childNodes.length > wanted.length) { parent.lastChild.remove(); }
}

function place(parent, want, k) {
  let old = parent.childNodes[k];
  const key = want.props && want.props.key;
  if (key !== undefined && old && old.key !== key) {
    const kept = Array.from(parent.childNodes).find((node) => node.key === key);
    if (kept) { parent.insertBefore(kept, old); old = kept; }
  }
  if (old && alike(old, want)) { update(old, want); return; }
  const fresh = make(want, parent);
  if (!old) { parent.append(fresh); } else if (old.key !== undefined && old.key !== key) { parent.insertBefore(fresh, old); } else { old.replaceWith(fresh); }
}

function alike(node, want) {
  if (typeof want !== "object") { return node.nodeType === 3; }
  return node.nodeType === 1 && node.localName === want.tag && node.key === want.props.key;
}

function make(want, parent) {
  if (typeof want !== "object") { return document.createTextNode(String(want)); }
  const space = want.tag === "svg" ? SVG : parent.namespaceURI;
  const node = space === SVG ? document.createElementNS(SVG, want.tag) : document.createElement(want.tag);
  node.key = want.props.key;
  node.worn = {};
  update(node, want);
  return node;
}

function update(node, want) {
  if (typeof want !== "object") {
    if (node.data !== String(want)) { node.data = String(want); }
    return;
  }
  draw(node, want.children);
  for (const name of Object.keys(node.worn)) { if (!(name in want.props)) { wear(node, name, null); } }
  for (const [name, value] of Object.entries(want.props)) { wear(node, name, value); }
  node.worn = want.props;
}

function wear(node, name, value) {
  if (name === "key") { return; }
  if (name.startsWith("on")) { node[name] = value; return; }
  if (LIVE.has(name) && name in node) {
    // What somebody is typing is theirs until they leave the field.
    if (name === "value" && node === document.activeElement && node.worn.value !== undefined && node.type !== "range") { return; }
    const whole = name === "value" ? String(value ?? "") : Boolean(value);
    if (node[name] !== whole) { node[name] = whole; }
    return;
  }
  if (value === null || value === undefined || value === false) { node.removeAttribute(name); return; }
  const text = value === true ? "" : String(value);
  if (node.getAttribute(name) !== text) { node.setAttribute(name, text); }
}

/** Clears a field after what stood in it was sent; a view that came meanwhile may have taken the field away. */
export function emptied(id) {
  const field = document.getElementById(id);
  if (field) field.value = "";
}
