"""The map of Europe: who lies where, on an equal-area plane in kilometres. Drawing is left to the plates."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.evidence import load

CENTRE = (53.0, 17.0)  # latitude and longitude of the point where the plane touches the globe
EARTH_RADIUS_KM = 6371.0
MIDDLE = (60.0, 10.0)  # km: the middle of every sheet
HEIGHT = 4300.0  # km: from Crete to the North Cape


def shapes() -> dict[str, list[NDArray[np.float64]]]:
    """Return each country's outer rings, (n, 2) in km, by ISO alpha-3 code.

    The largest country comes first: draw in this order, and a state inside another stays visible.
    """
    return {code: [_ring(steps) for steps in rings] for code, rings in document()["rings"].items()}


def anchors() -> dict[str, tuple[float, float]]:
    """Return, for each state of the model that is on the map, the point where its label goes."""
    return {code: (float(x), float(y)) for code, (x, y) in document()["anchors"].items()}


def off_map() -> list[str]:
    """Return the states of the model that lie elsewhere, in the ledger's order, to be drawn as boxes."""
    return [country.code for country in load().countries if country.code not in anchors()]


def project(lat: ArrayLike, lon: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Place degrees of latitude and longitude on the plane: x and y in km (Snyder 1987, eq. 24-2 to 24-4)."""
    phi, lam = np.radians(lat), np.radians(np.asarray(lon, dtype=float) - CENTRE[1])
    phi0 = np.radians(CENTRE[0])
    cosine = np.sin(phi0) * np.sin(phi) + np.cos(phi0) * np.cos(phi) * np.cos(lam)
    k = EARTH_RADIUS_KM * np.sqrt(2 / (1 + cosine))
    x = k * np.cos(phi) * np.sin(lam)
    y = k * (np.cos(phi0) * np.sin(phi) - np.sin(phi0) * np.cos(phi) * np.cos(lam))
    return x, y


def map_extent(aspect: float = 16 / 9) -> tuple[float, float, float, float]:
    """Return the window (west, east, south, north) in km for a sheet of this width over height."""
    (x, y), half = MIDDLE, HEIGHT / 2
    return x - aspect * half, x + aspect * half, y - half, y + half


def source() -> str:
    """Say where the borders come from: printed under every map."""
    return f"Borders: {document()['boundaries']}"


def licence() -> str:
    """Return the licence of the borders."""
    return str(document()["licence"])


def _ring(steps: list[int]) -> NDArray[np.float64]:
    return np.cumsum(np.reshape(steps, (-1, 2)), axis=0).astype(np.float64)


@cache
def document() -> dict[str, Any]:
    """Return the ledger of shapes as it stands in its file: boundaries, licence, encoding, anchors, rings."""
    text = (files("sim.plates") / "europe.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
