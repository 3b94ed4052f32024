"""The map of Europe by rung of commitment: where each state most often stands, and where the runs disagree.

A state's fill and figure are its most frequent rung in the last month of peace; a hatch says that fewer than
half of the runs agree; a heavy outline, that this rung puts soldiers in Ukraine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from sim.evidence import load
from sim.evidence.layers import voices
from sim.plates import map_data, style
from sim.plates.plate import Plate
from sim.rules.roles import ON_GROUND, RUNG_NAMES
from sim.stats import intervals
from sim.wording import labels
from sim.wording.numbers import level

FILLS = ("#f7f7f7", "#ffe9c4", "#fdd08a", style.SAND, style.SKY, style.BLUE, "#053061")
"""By rung: sand outside Ukraine, blue on its soil; the figure in each state says the same."""
AGREED = 0.5
LAND, SEA, HOST = "#d9d9d9", "#fbfbfb", "#ffffff"
ASPECT, KEY = 1.12, 1.38


@style.house_style
def draw(ds: xr.Dataset, scenario: str | None = None) -> Figure:
    """Draw one scenario of the results, the first unless named."""
    names = list(map(str, ds["scenario"].values))
    name = names[0] if scenario is None else scenario
    # `ds.sel` would import dask, where it is installed.
    of_all = ds["rung_by_country"].transpose("scenario", "replicate", "country").values
    rungs = dict(zip(names, of_all, strict=True))[name]
    shares = dict(zip(map(str, ds["country"].values), frequencies(rungs), strict=True))
    subtitle = (
        f"Scenario {labels.scenario(name)}: each state's most frequent rung of commitment over "
        f"{ds.attrs['replicates']:,} runs, in the last month of peace. Hatched: fewer than half of the runs "
        "agree. A question mark: no article speaks of this state, so polls, distance, dependence and chance "
        "decide alone."
    )
    high = style.BODY / ASPECT
    sheet = style.sheet(
        title(shares, _ground(rungs)),
        subtitle,
        ds.attrs,
        high + KEY,
        sources=[map_data.source() + "."],
    )
    _europe(sheet.axes(0, KEY, style.BODY, high), shares, spoken_of(ds, name))
    _key(sheet, shares.values())
    return sheet.figure


def frequencies(rungs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of runs on each rung, (countries, rungs), from rungs (replicates, countries)."""
    return np.stack([(rungs == rung).mean(axis=0) for rung in range(len(RUNG_NAMES))], axis=1)


def title(shares: dict[str, NDArray[np.float64]], together: NDArray[np.float64]) -> str:
    """Which states stand in Ukraine in more than half of the runs, beyond the noise, and how many do in a run.

    `together` counts the states there, run by run: those who come often need not come together.
    """
    runs = len(together)
    ground = {code: float(share[ON_GROUND:].sum()) for code, share in shares.items()}
    often = intervals.share_of(np.rint(runs * np.array(list(ground.values()))), np.array(float(runs)))
    ends = {code: (float(a), float(b)) for code, a, b in zip(ground, often.low, often.high, strict=True)}
    sure = sorted((code for code in ground if ends[code][0] > AGREED), key=lambda code: -ground[code])
    mean = intervals.mean(together)
    average = level(float(mean.mean), float(mean.low), float(mean.high), "")
    run = f"a run has {average} on average"
    if sure:
        verb = "is" if len(sure) == 1 else "are"
        clear = f"{len(sure)} of {len(ground)} states {verb} in Ukraine in more than half of the runs"
        return f"{clear}: {labels.some(map(labels.state, sure))}; {run}"
    code, share = max(ground.items(), key=lambda pair: pair[1])
    nearest = level(share, *ends[code], "1")
    nobody = "No state is in Ukraine in clearly more than half of the runs"
    return f"{nobody}; nearest is {labels.state(code)}, {nearest}; {run}"


def _ground(rungs: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many states stand in Ukraine, run by run."""
    return np.asarray((rungs >= ON_GROUND).sum(axis=1), float)


def spoken_of(ds: xr.Dataset, scenario: str) -> set[str]:
    """States whose stance the evidence gives at this reading, or the scenario sets."""
    levers = json.loads(ds.attrs["scenarios"])[scenario]
    return {*voices(load(), levers["evidence"], levers["reading"]), *levers["stances"]}


def _europe(ax: Axes, shares: Mapping[str, NDArray[np.float64]], known: set[str]) -> None:
    west, east, south, north = map_data.map_extent(ASPECT)
    ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=SEA)
    for spine in ax.spines.values():
        spine.set_visible(False)
    for code, rings in map_data.shapes().items():
        _land(ax, code, _outline(rings), shares.get(code))
    for code, (x, y) in map_data.anchors().items():
        if code in shares:
            _figure(ax, x, y, shares[code], doubt="" if code in known else "?")
    _host(ax)
    _boxes(ax, {code: shares[code] for code in map_data.off_map() if code in shares}, known, west, south)


def _outline(rings: Iterable[NDArray[np.float64]]) -> Path:
    return Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))


def _look(share: NDArray[np.float64]) -> dict[str, Any]:
    """Fill, hatch and outline of a state; a hatch takes the colour of the edge."""
    rung = int(share.argmax())
    ground = rung >= ON_GROUND
    return {
        "facecolor": FILLS[rung],
        "edgecolor": style.INK if ground else style.GREY,
        "linewidth": 1.1 if ground else 0.4,
        "hatch": "////" if share[rung] < AGREED else None,
        "zorder": 3 if ground else 2,
    }


def _land(ax: Axes, code: str, outline: Path, share: NDArray[np.float64] | None) -> None:
    plain = {"facecolor": HOST if code == "UKR" else LAND, "edgecolor": style.GREY, "linewidth": 0.4}
    ax.add_artist(PathPatch(outline, **(plain if share is None else _look(share))))


def _figure(
    ax: Axes, x: float, y: float, share: NDArray[np.float64], words: str = "", doubt: str = ""
) -> None:
    halo = withStroke(linewidth=2.2, foreground=style.PAPER)
    text = f"{words}{share.argmax()}{doubt}"
    look: dict[str, Any] = {
        "size": style.SMALL,
        "weight": "bold",
        "ha": "center",
        "va": "center",
        "zorder": 5,
    }
    ax.text(x, y, text, path_effects=[halo], **look)


def _host(ax: Axes) -> None:
    x, y = map_data.anchors()["UKR"]
    ax.text(x, y, "Ukraine", size=style.SMALL, style="italic", color=style.SLATE, ha="center", va="center")


def _boxes(
    ax: Axes, shares: dict[str, NDArray[np.float64]], known: set[str], west: float, south: float
) -> None:
    """States off the map, as boxes in the Atlantic."""
    wide, high = 640.0, 190.0
    for i, (code, share) in enumerate(shares.items()):
        x, y = west + 30.0, south + 1500.0 + i * (high + 60.0)
        ax.add_artist(Rectangle((x, y), wide, high, **_look(share)))
        _figure(ax, x + wide / 2, y + high / 2, share, f"{labels.state(code)} ", "" if code in known else "?")


def _key(sheet: style.Sheet, shares: Iterable[NDArray[np.float64]]) -> None:
    count = np.bincount([int(share.argmax()) for share in shares], minlength=len(RUNG_NAMES))
    sheet.text(
        0,
        KEY - 0.3,
        "Most frequent rung, and of how many states",
        size=style.SMALL,
        weight="bold",
        va="center",
    )
    for rung, name in enumerate(RUNG_NAMES):
        states = "1 state" if count[rung] == 1 else f"{count[rung]} states"
        place = divmod(rung, ON_GROUND)
        _swatch(
            sheet,
            *place,
            f"{rung}  {name}: {states}",
            _look(np.eye(len(RUNG_NAMES))[rung]),
        )
    unsure = {"facecolor": style.PAPER, "edgecolor": style.GREY, "linewidth": 0.4, "hatch": "////"}
    _swatch(sheet, 1, 3, "fewer than half of the runs agree", unsure)


def _swatch(sheet: style.Sheet, column: int, row: int, label: str, look: dict[str, Any]) -> None:
    x, y = column * style.BODY / 2, KEY - 0.53 - row * 0.25
    wide, high = sheet.figure.get_size_inches()
    corner = ((style.MARGIN + x) / wide, (sheet.floor + y - 0.07) / high)
    sheet.figure.add_artist(
        Rectangle(corner, 0.26 / wide, 0.14 / high, transform=sheet.figure.transFigure, **look)
    )
    sheet.text(x + 0.34, y, label, size=style.SMALL, va="center")


PLATE = Plate(
    place=2,
    head="Who stands where",
    text=(
        "Fill and figure give each state's most frequent rung of the ladder of commitment; hatching warns "
        "that no rung holds half of the runs. It rests on the stances of the chosen reading and on country "
        "facts, and says nothing about what a government will do."
    ),
    draw=lambda data: draw(data.ds, data.about or data.base),
    about="scenario",
)
