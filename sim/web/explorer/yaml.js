/**
 * Scenario files, read as strictly as `sim.scenario.files` reads them, and written so that `tripwire file=` runs the same.
 *
 * Of YAML it reads what such a file needs: mappings and lists, in blocks or in brackets, words, numbers, quoted texts and
 * remarks. Anchors, tags, directives and several documents are refused, and nothing in a file can unfold.
 */

import {data} from "./data.js";
import {has, isMapping, nearest, refuse, show} from "./errors.js";
import {check_heard, heard} from "./heard.js";
import {text, unquoted, written} from "./scalars.js";
import {changed, levers, tidy, valueOf} from "./setting.js";

const MOST_BYTES = 131072;
const MOST_DEPTH = 8;
const NAMED = 60; // letters of a name in a refusal
const KEYS = ["name", "excursions"];
const MARKS = {"&": "anchors (&)", "*": "aliases (*)", "!": "tags (!)", "%": "directives (%)", "|": "block texts (|)", ">": "block texts (>)", "@": "marks (@)", "`": "marks (`)"};

/** A base and settings beside it as a scenario file. */
export function to_yaml({base: pinned, settings, names = [], name = null}) {
  const base = heard(pinned);
  const lines = [`# ${data.statement}`, ...(name ? [`name: ${JSON.stringify(name)}`] : []), ...block(tidy(base))];
  const others = settings.map(heard).map((setting) => [setting, changed(base, setting)]).filter(([, moved]) => moved.length);
  if (others.length) lines.push("excursions:");
  others.forEach(([setting, moved], k) => {
    const open = (lever) => levers.get(lever).default === null && !has(setting, lever);
    const said = Object.fromEntries(moved.map((lever) => [lever, open(lever) ? null : valueOf(setting, lever)]));
    lines.push(`  ${JSON.stringify(names[k] ?? `setting ${k + 1}`)}:`, ...block(said, "    "));
  });
  return `${lines.join("\n")}\n`;
}

const block = (mapping, before = "") => Object.keys(mapping).map((key) => `${before}${key}: ${written(mapping[key])}`);

/** The base and the settings that a scenario file holds; refuses in one line what it cannot be. */
export function from_yaml(source) {
  const content = parse(source);
  for (const key of Object.keys(content)) {
    const known = levers.has(key) || KEYS.includes(key);
    if (!known) refuse(`${key}: no such lever; ${nearest(key, [...levers.keys(), ...KEYS])}`);
  }
  const {name = null, excursions = {}, ...said} = content;
  if (name !== null && typeof name !== "string") refuse(`name: ${show(name)} is not a text`);
  if (!isMapping(excursions)) refuse(`excursions: ${show(excursions)} is not a mapping of names to changed levers`);
  const base = tidy(said);
  check_heard(base);
  const settings = Object.keys(excursions).map((label) => {
    const change = excursions[label];
    if (!isMapping(change)) refuse(`excursions.${label}: ${show(change)} is not a mapping of levers to values`);
    return within(`excursions.${label}`, () => tidy({...base, ...change}));
  });
  return {name, base, settings, names: Object.keys(excursions)};
}

/** Put the place before a refusal. */
function within(place, make) {
  try {
    return make();
  } catch (error) {
    error.message = `${place}: ${error.message}`;
    throw error;
  }
}

/** The plain data in a text. */
export function parse(source) {
  if (source.length > MOST_BYTES) refuse(`larger than ${MOST_BYTES.toLocaleString("en-US")} bytes; the longest game takes fewer`);
  const lines = source
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .map((line, k) => ({number: k + 1, indent: line.search(/[^ ]|$/), rest: uncommented(line)}))
    .map(trimmed)
    .filter(({rest}) => rest !== "");
  for (const {number, rest} of lines) {
    if (/^(---|\.\.\.)(\s|$)/.test(rest)) refuse(`line ${number}: document marks (${rest.slice(0, 3)}) are not allowed`);
  }
  const reader = new Blocks(lines);
  const content = lines.length ? reader.node(lines[0].indent, 1, "") : null;
  if (reader.at < lines.length) reader.refuse("what it belongs to is not clear");
  return isMapping(content) ? content : refuse("not a mapping of levers to values, such as `force_size: 40000`");
}

/** A line without the blanks around it, of which only spaces may be there. */
function trimmed(line) {
  if (/[^\S ]/.test(line.rest)) refuse(`line ${line.number}: not YAML: a tab or another blank; allowed: spaces`);
  return {...line, rest: line.rest.trim()};
}

/** Whether a quote opens here, rather than standing within a word. */
const opens = (line, k) => (line[k] === '"' || line[k] === "'") && (k === 0 || /[\s:,[{-]/.test(line[k - 1]));

/** Whether two letters here stand for one within quotes. */
const escapes = (line, k, quote) => (quote === '"' ? line[k] === "\\" : line[k] === "'" && line[k + 1] === "'");

/** A line without its remark. */
function uncommented(line) {
  let quote = "";
  for (let k = 0; k < line.length; k++) {
    const one = line[k];
    if (quote && escapes(line, k, quote)) k += 1;
    else if (quote) quote = one === quote ? "" : quote;
    else if (opens(line, k)) quote = one;
    else if (one === "#" && (k === 0 || /\s/.test(line[k - 1]))) return line.slice(0, k);
  }
  return line;
}

/** Reads blocks: lines that belong together by how far they are set in. */
class Blocks {
  constructor(lines) {
    Object.assign(this, {lines, at: 0});
  }

  refuse(why) {
    return refuse(`line ${(this.lines[this.at] ?? this.lines[this.lines.length - 1]).number}: not YAML: ${why}`);
  }

  node(indent, depth, place) {
    if (depth > MOST_DEPTH) refuse(`line ${this.lines[this.at].number}: nested deeper than ${MOST_DEPTH} levels`);
    const {rest} = this.lines[this.at];
    if (/^-(\s|$)/.test(rest)) return this.#list(indent, depth, place);
    return key(rest) ? this.#mapping(indent, depth, place) : this.#inline(rest, depth, place);
  }

  #list(indent, depth, place) {
    const found = [];
    for (let line; (line = this.lines[this.at])?.indent === indent && /^-(\s|$)/.test(line.rest); ) {
      const at = `${place}[${found.length}]`;
      const inner = line.rest.replace(/^-\s*/, "");
      if (!inner) {
        this.at += 1;
        found.push(this.#below(indent, depth, at));
        continue;
      }
      const set = indent + line.rest.length - inner.length;
      this.lines[this.at] = {...line, indent: set, rest: inner};
      found.push(this.node(set, depth + 1, at));
    }
    return found;
  }

  #mapping(indent, depth, place) {
    const found = new Map();
    for (let line; (line = this.lines[this.at])?.indent === indent && key(line.rest); ) {
      const [name, rest] = key(line.rest);
      const word = named(name, place, line.number);
      const at = place ? `${place}.${word}` : word;
      if (found.has(word)) refuse(`${at}: said twice`);
      if (rest) {
        found.set(word, this.#inline(rest, depth + 1, at));
      } else {
        this.at += 1;
        found.set(word, this.#below(indent, depth, at));
      }
    }
    return Object.fromEntries(found);
  }

  /** What stands in the lines below a name or a dash; nothing, if none is set in further. */
  #below(indent, depth, at) {
    const next = this.lines[this.at];
    if (!next) return null;
    const listed = next.indent === indent && /^-(\s|$)/.test(next.rest) && !at.endsWith("]");
    return next.indent > indent || listed ? this.node(next.indent, depth + 1, at) : null;
  }

  /** A value in one line, or in brackets over several. */
  #inline(rest, depth, place) {
    const {number, indent} = this.lines[this.at];
    const flow = new Flow(rest, depth, number);
    while (flow.isOpen() && this.at + 1 < this.lines.length) {
      this.at += 1;
      flow.feed(this.lines[this.at].rest);
    }
    const value = flow.value(place);
    flow.end();
    this.at += 1;
    const after = this.lines[this.at];
    if (after && after.indent > indent && !/^[[{]/.test(rest)) this.refuse("a text over several lines");
    return value;
  }
}

/** A line's name and what stands behind its colon; null if it has none. */
function key(rest) {
  if (/^[[\]{},#]/.test(rest) || has(MARKS, rest[0])) return null;
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*:(?:\s|$))/.exec(rest);
  const end = quoted ? rest.indexOf(":", quoted[0].length) : rest.search(/:(?:\s|$)/);
  if (end < 0 || (!quoted && /^["']/.test(rest))) return null;
  return [rest.slice(0, end).trim(), rest.slice(end + 1).trim()];
}

/** A name: a text that means nothing to a configuration. */
function named(source, place, number) {
  const flow = new Flow(source, 1, number);
  const short = source.slice(0, NAMED);
  const word = flow.value(place ? `${place}.${short}` : short);
  flow.end();
  const where = place || "the file";
  if (typeof word !== "string") refuse(`${where}: ${show(source)} is not a name; names are texts`);
  if (word.startsWith("_") || word === "hydra" || word === "defaults") refuse(`${where}: ${show(word)} is not allowed as a name`);
  return word;
}

/** Reads what stands in one line: words, numbers, quoted texts, and lists and mappings in brackets. */
class Flow {
  constructor(source, depth, number) {
    Object.assign(this, {source: "", depth, number, at: 0, open: 0, quote: "", bracketed: /^[[{]/.test(source)});
    this.feed(source);
  }

  /** Take another line, and count its brackets. */
  feed(line) {
    if (this.source && line.startsWith(":")) this.refuse("a colon at the start of a line");
    this.source += this.source ? ` ${line}` : line;
    for (let k = 0; k < line.length; k++) {
      const one = line[k];
      if (this.quote && escapes(line, k, this.quote)) k += 1;
      else if (this.quote) this.quote = one === this.quote ? "" : this.quote;
      else if (opens(line, k)) this.quote = one;
      else if ("[{".includes(one)) this.open += 1;
      else if ("]}".includes(one)) this.open -= 1;
    }
  }

  /** Whether a bracket that was opened at the start is not closed yet. */
  isOpen() {
    return this.bracketed && this.open > 0;
  }

  refuse(why) {
    return refuse(`line ${this.number}: not YAML: ${why}`);
  }

  end() {
    this.#space();
    if (this.at < this.source.length) this.refuse(`${show(this.source.slice(this.at))} after a value`);
  }

  value(place, inside = false) {
    this.#space();
    const one = this.source[this.at] ?? "";
    if (has(MARKS, one)) refuse(`line ${this.number}: ${MARKS[one]} are not allowed`);
    if (one === '"' || one === "'") return text(this.#quoted(one), place);
    if (one === "[" || one === "{") return this.#inBrackets(one, place);
    const word = (inside ? /^(?:[^,[\]{}:]|:(?![\s,[\]{}]|$))*/ : /^(?:[^:]|:(?!\s|$))*/).exec(this.source.slice(this.at))[0];
    this.at += word.length;
    return unquoted(word.trim(), place);
  }

  #inBrackets(open, place) {
    if (++this.depth > MOST_DEPTH + 1) refuse(`line ${this.number}: nested deeper than ${MOST_DEPTH} levels`);
    const close = open === "[" ? "]" : "}";
    const [list, found] = [[], new Map()];
    this.at += 1;
    for (this.#space(); this.source[this.at] !== close; this.#space()) {
      if (open === "[") list.push(this.value(`${place}[${list.length}]`, true));
      else this.#pair(found, place);
      this.#space();
      if (this.source[this.at] === ",") this.at += 1;
      else if (this.source[this.at] !== close) this.refuse(`no ${close} after ${show(this.source.slice(0, this.at)).slice(0, 40)}`);
    }
    this.at += 1;
    this.depth -= 1;
    return open === "[" ? list : Object.fromEntries(found);
  }

  #pair(found, place) {
    const began = this.at;
    this.value(place, true);
    const word = named(this.source.slice(began, this.at).trim(), place, this.number);
    const at = place ? `${place}.${word}` : word;
    if (found.has(word)) refuse(`${at}: said twice`);
    this.#space();
    if (this.source[this.at] !== ":") return found.set(word, null);
    this.at += 1;
    return found.set(word, this.value(at, true));
  }

  #quoted(mark) {
    const pattern = mark === '"' ? /^"((?:[^"\\]|\\.)*)"/ : /^'((?:[^']|'')*)'/;
    const found = pattern.exec(this.source.slice(this.at)) ?? this.refuse("a quote that is not closed");
    this.at += found[0].length;
    if (mark === "'") return found[1].replaceAll("''", "'");
    try {
      return JSON.parse(found[0]);
    } catch {
      return this.refuse(`${show(found[0])} is not a text that can be read here`);
    }
  }

  #space() {
    while (this.source[this.at] === " ") this.at += 1;
  }
}
