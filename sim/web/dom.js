/**
 * The page as a description, and the page made like it; the explorer and the pages of the seminar are drawn by it.
 *
 * A component is a function that gives what `h` gives: an element described by plain data. `draw` compares that with what
 * stands in the page and touches only what differs, so focus, a thumb being dragged and an open menu survive a redraw.
 *
 * Text is always text: nothing that a file or an address holds is ever read as markup.
 *
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";
const ALWAYS = new Set(["value", "checked", "selected", "open", "indeterminate", "disabled"]);

/**
 * An element.
 *
 * @param {string} name        tag with classes, "section.card.map"
 * @param {Object} [props]     attributes; `onclick` and the like are handlers, `style` an object, `key` the element's identity
 *                             among its siblings; false, null and undefined leave an attribute out
 * @param {...*} children      elements, texts, numbers, lists of these; false and null are left out
 */
export function h(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  return { tag, props: classes.length ? { ...props, class: [classes.join(" "), props?.class].filter(Boolean).join(" ") } : props ?? {}, children };
}

/** Make the children of an element like these. */
export function draw(parent, ...children) {
  const wanted = flat(children, []);
  const kept = new Map();
  for (const node of parent.childNodes) if (node.key !== undefined) kept.set(node.key, node);
  let at = parent.firstChild;
  for (const want of wanted) {
    const key = want.props?.key;
    const old = key !== undefined ? kept.get(key) : at?.key === undefined ? at : null;
    if (old && alike(old, want)) {
      if (old === at) at = at.nextSibling;
      else parent.insertBefore(old, at);
      update(old, want);
    } else {
      const fresh = make(want, parent);
      if (old && old === at) {
        at = at.nextSibling;
        old.replaceWith(fresh);
      } else parent.insertBefore(fresh, at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** What a description says, without its elements. */
export function textOf(...children) {
  return flat(children, []).map((one) => (typeof one === "string" ? one : textOf(one.children))).join("");
}

function flat(children, into) {
  for (const child of children) {
    if (Array.isArray(child)) flat(child, into);
    else if (child !== null && child !== undefined && child !== false && child !== "") into.push(typeof child === "object" ? child : String(child));
  }
  return into;
}

function alike(node, want) {
  if (typeof want === "string") return node.nodeType === Node.TEXT_NODE;
  return node.nodeType === Node.ELEMENT_NODE && node.localName === want.tag;
}

function make(want, parent) {
  if (typeof want === "string") return document.createTextNode(want);
  const within = parent.namespaceURI === SVG && parent.localName !== "foreignObject";
  const node = want.tag === "svg" || within ? document.createElementNS(SVG, want.tag) : document.createElement(want.tag);
  node.key = want.props.key;
  update(node, want);
  return node;
}

function update(node, want) {
  if (typeof want === "string") {
    if (node.data !== want) node.data = want;
    return;
  }
  const before = node.drawn ?? {};
  if (want.tag !== "select") settle(node, before, want.props);
  draw(node, want.children);
  if (want.tag === "select") settle(node, before, want.props); // its options must be there before its value
  node.drawn = want.props;
}

function settle(node, before, props) {
  for (const name of Object.keys(before)) if (!(name in props)) put(node, name, null);
  for (const [name, value] of Object.entries(props)) if (value !== before[name] || ALWAYS.has(name) || name === "style") put(node, name, value, before[name]);
}

function put(node, name, value, before) {
  if (name === "key") return;
  if (name.startsWith("on")) node[name] = value ? heard : null;
  else if (name === "style") style(node, value ?? {}, before ?? {});
  else if (ALWAYS.has(name) && name in node && !(name === "value" && node.localName === "option")) property(node, name, value);
  else if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
}

/** The one handler of all elements: it asks what was drawn last, and takes no answer, since false would stop the keys. */
function heard(event) {
  event.currentTarget.drawn[`on${event.type}`](event);
}

/** What a reader is typing stays as typed. */
function property(node, name, value) {
  const wanted = name === "value" ? String(value ?? "") : Boolean(value);
  const typing = name === "value" && node === document.activeElement && ["text", "number", "search"].includes(node.type);
  if (!typing && node[name] !== wanted) node[name] = wanted;
}

function style(node, wanted, before) {
  for (const name of Object.keys(before)) if (!(name in wanted)) node.style.removeProperty(name);
  for (const [name, value] of Object.entries(wanted)) if (before[name] !== value) node.style.setProperty(name, value);
}
