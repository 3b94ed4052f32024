/** The frame of the page: which of five arrangements fits the room, counted in the size of its type. */

const FRAMES = [["wide", 1700], ["laptop", 1240], ["tablet", 960], ["column", 700], ["phone", 0]];
const LOW = 560;

/** @returns {{frame: string, dock: boolean, low: boolean, scale: number}} */
export function frameOf(width, height, rem) {
  const scale = rem / 16;
  const [frame] = FRAMES.find(([, least]) => width / scale >= least);
  return { frame, dock: !["wide", "laptop"].includes(frame), low: height / scale < LOW, scale };
}

/** Room of what is drawn at measured pixels, in one reading of the page. */
export function roomOf(root, frame, scale) {
  const width = (id) => root.getElementById(id)?.clientWidth ?? 0;
  const inner = (id) => Math.max(200, width(id) - 32 * scale);
  const outcomes = inner("outcomes");
  const phone = frame === "phone";
  const wide = frame === "wide";
  return {
    map: width("map-hold") || inner("map"),
    key: frame === "column" ? 216 : inner("map"),
    plot: Math.floor(phone ? outcomes : outcomes * 0.23 - 8),
    fan: inner("fan"),
    fanHeight: (phone ? 230 : 300) * scale,
    joins: phone ? 70 : frame === "column" ? 110 : wide ? 220 : 150,
    bar: phone ? 44 : frame === "column" ? 80 : wide ? 170 : 120,
  };
}
