"""The map puts every state where it belongs, and says where its borders come from."""

import csv
from pathlib import Path

import numpy as np
import pytest
from matplotlib.path import Path as Outline

from sim.plates import map_data

LEDGER = Path(map_data.__file__).parents[1] / "evidence" / "countries.csv"
with LEDGER.open(encoding="utf-8", newline="") as rows:
    STATES = {row["code"]: row for row in csv.DictReader(rows)}
MAPPED = sorted(set(STATES) - set(map_data.off_map()))
CITIES = {
    "Simferopol": (44.95, 34.10, "UKR"),
    "Kerch": (45.33, 36.40, "UKR"),
    "Donetsk": (48.02, 37.80, "UKR"),
    "Luhansk": (48.57, 39.33, "UKR"),
    "Uzhhorod": (48.62, 22.32, "UKR"),
    "Rostov": (47.24, 39.80, "RUS"),
    "Kaliningrad": (54.70, 20.70, "RUS"),
    "Moscow": (55.75, 37.62, "RUS"),
    "Warsaw": (52.23, 21.01, "POL"),
    "Luxembourg": (49.70, 6.13, "LUX"),
    "Reykjavik": (64.10, -21.70, "ISL"),
    "Tromso": (69.20, 19.80, "NOR"),
    "Ankara": (39.93, 32.86, "TUR"),
    "Lisbon": (38.80, -9.10, "PRT"),
    "Pristina": (42.66, 21.17, "XKX"),
}


def owners(x: float, y: float) -> list[str]:
    """Name every country one of whose rings holds the point."""

    def holds(ring: np.ndarray) -> bool:
        return bool(Outline(ring).contains_point((x, y)))

    return [code for code, rings in map_data.shapes().items() if any(map(holds, rings))]


@pytest.mark.parametrize("city", CITIES)
def test_a_city_lies_in_its_country_and_in_no_other(city: str) -> None:
    lat, lon, country = CITIES[city]
    x, y = map_data.project(lat, lon)
    assert owners(float(x), float(y)) == [country]


def test_every_state_of_the_model_is_drawn_and_labelled_or_boxed() -> None:
    assert set(MAPPED) <= set(map_data.shapes())
    assert set(MAPPED) == set(map_data.anchors())
    west, east, south, north = map_data.map_extent()
    for code in map_data.off_map():  # a box is for who lies beyond the sheet; others need tools/build_map.py
        x, y = map_data.project(float(STATES[code]["lat"]), float(STATES[code]["lon"]))
        assert not (west < x < east and south < y < north), code


@pytest.mark.parametrize("code", MAPPED)
def test_each_capital_of_the_ledger_lies_in_its_country(code: str) -> None:
    x, y = map_data.project(float(STATES[code]["lat"]), float(STATES[code]["lon"]))
    around = [
        (x, y),
        (x - 15, y),
        (x + 15, y),
        (x, y - 15),
        (x, y + 15),
    ]  # km: a simplified coast may pass a port
    assert any(code in owners(float(px), float(py)) for px, py in around)


def test_each_label_stands_in_its_own_country() -> None:
    for code, (x, y) in map_data.anchors().items():
        assert owners(x, y)[-1] == code


@pytest.mark.parametrize("aspect", [4 / 3, 16 / 9])
def test_all_but_russia_is_wholly_in_the_frame(aspect: float) -> None:
    west, east, south, north = map_data.map_extent(aspect)
    assert (east - west) / (north - south) == pytest.approx(aspect)
    for code in set(MAPPED) - {"RUS"}:
        x, y = np.concatenate(map_data.shapes()[code]).T
        assert west < x.min() <= x.max() < east
        assert south < y.min() <= y.max() < north


@pytest.mark.parametrize(
    ("code", "km2"), [("UKR", 603_600), ("POL", 312_700), ("DEU", 357_000), ("TUR", 783_600)]
)
def test_areas_are_true(code: str, km2: float) -> None:
    def area(ring: np.ndarray) -> float:
        x, y = ring.T
        return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2

    assert sum(map(area, map_data.shapes()[code])) == pytest.approx(km2, rel=0.02)


def test_the_plane_touches_the_globe_at_its_centre() -> None:
    assert map_data.project(*map_data.CENTRE) == pytest.approx((0, 0), abs=1e-9)
    x, y = map_data.project(map_data.CENTRE[0] + 1, map_data.CENTRE[1])
    assert x == pytest.approx(0, abs=1e-9)
    assert y == pytest.approx(np.pi / 180 * map_data.EARTH_RADIUS_KM, rel=1e-4)


def test_the_map_is_small_and_names_its_source_and_licence() -> None:
    assert Path(map_data.__file__).with_name("europe.json").stat().st_size < 66_000
    assert "Natural Earth" in map_data.source()
    assert "Crimea in Ukraine" in map_data.source()
    assert "BSD-3-Clause" in map_data.licence()
