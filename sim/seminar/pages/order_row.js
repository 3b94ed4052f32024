/** An order as it is filled in (`filled`), and as the row that is sent; what a partner drafted is read with care. */

/** A form nobody has touched. */
export const blank = () => ({ role: "", tenths: 5, clauses: [], hold: "entry", otherwise: "training" });

/** The row of a filled form. */
export function toRow(filled, roles) {
  const row = { role: filled.role };
  if (roles.find((one) => one.role === filled.role)?.ground) { row.share = filled.tenths / 10; }
  if (filled.clauses.length) {
    row.if = {};
    for (const [name, value] of filled.clauses) { row.if[name] = name === "on_ground" ? [...(row.if.on_ground ?? []), value] : value; }
    row.hold = filled.hold;
    row.else = filled.otherwise;
  }
  return row;
}

/** The filled form of a row; what does not fit is left as it stands in a blank one. */
export function fromRow(row, roles) {
  const filled = blank();
  const known = (role) => roles.some((one) => one.role === role && !one.closed);
  if (known(row?.role)) { filled.role = row.role; }
  if (typeof row?.share === "number") { filled.tenths = Math.max(0, Math.min(10, Math.round(10 * row.share))); }
  for (const [name, value] of Object.entries(row?.if ?? {})) {
    if (name === "on_ground" && Array.isArray(value)) { filled.clauses.push(...value.map((code) => [name, String(code)])); } else if (typeof value === "number") { filled.clauses.push([name, value]); }
  }
  filled.clauses = filled.clauses.slice(0, MOST_CLAUSES);
  if (row?.hold === "throughout") { filled.hold = "throughout"; }
  if (known(row?.else)) { filled.otherwise = row.else; }
  return filled;
}

export const MOST_CLAUSES = 3;
