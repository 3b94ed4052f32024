/** The whole setting in the page's address, so that a link opens what is seen; nothing of it is sent anywhere. */

const LONGEST = 64_000; // letters of a fragment that is read

/** `#seed=1&base={…}&now={…}&b={…}&state=DEU` */
export function fragment({ base, settings, seed, state }) {
  const parts = [["seed", seed], ["base", JSON.stringify(base)], ...settings.map((setting, k) => [k ? "beside" : "now", JSON.stringify(setting)])];
  if (state) parts.push(["state", state]);
  return `#${parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
}

/**
 * What a fragment asks for; null where it asks for nothing.
 *
 * @throws {Error} of one line where it cannot be read
 */
export function read(text) {
  const plain = text.replace(/^#/, "");
  if (!plain) return null;
  if (plain.length > LONGEST) throw new RangeError(`address: ${plain.length} letters; allowed: ${LONGEST}`);
  const found = new URLSearchParams(plain);
  if (!found.has("now") && !found.has("base")) return null;
  const seed = Number(found.get("seed") ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError("address: seed is no whole number from 0");
  const now = found.has("now") ? [parsed("now", found.get("now"))] : [];
  return { seed, base: parsed("base", found.get("base") ?? "{}"), settings: [...now, ...found.getAll("beside").slice(0, 3).map((one) => parsed("beside", one))], state: found.get("state") };
}

function parsed(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`address: ${name} is no setting`);
  }
}
