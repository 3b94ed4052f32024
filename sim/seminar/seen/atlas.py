"""What every page may know: the map as outlines, and names of states."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import segno

from sim.evidence import load
from sim.plates import map_data
from sim.seminar.words import name_of

ASPECT = 1.12
"""Width over height of the map, as on the plates."""


@cache
def atlas() -> dict[str, Any]:
    """Outlines in kilometres, north up as on a screen (y grows downwards), and names.

    Examples
    --------
    >>> found = atlas()
    >>> found["names"]["DEU"], sorted(found["boxes"]), found["shapes"]["LUX"][:1]
    ('Germany', ['AUS', 'CAN'], 'M')
    """
    west, east, south, north = map_data.map_extent(ASPECT)
    return {
        "names": {code: name_of(code) for code in load().names},
        "states": list(load().codes),
        "view": [round(west), round(-north), round(east - west), round(north - south)],
        "shapes": {code: "".join(_path(ring) for ring in rings) for code, rings in map_data.shapes().items()},
        "anchors": {code: [round(x), round(-y)] for code, (x, y) in map_data.anchors().items()},
        "boxes": [code for code in map_data.off_map() if code in load().codes],
        "source": map_data.source(),
    }


def _path(ring: Any) -> str:
    """A ring as the data of an SVG path."""
    points = [f"{round(x)} {round(-y)}" for x, y in ring]
    return f"M{'L'.join(points)}Z"


def qr(text: str) -> bytes:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", border=2, xmldecl=False, dark="#1a1a1a", light="#ffffff"
    )
    return out.getvalue()
