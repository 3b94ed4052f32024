"""The map of Europe by commitment: how far each state most often goes, and where the runs disagree.

A state's fill and figure are its most frequent commitment in the last month of peace; a hatch says that fewer than half
of the runs agree; a heavy outline, that it has soldiers in Ukraine. A state whose stance is unknown is grey and dotted:
its stance is drawn in every run, so no commitment speaks for it, and its figure is the share of runs in which it has
soldiers in Ukraine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import ceil
from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from sim.analysis.spoken import spoken_of
from sim.plates import given, map_data, style
from sim.plates.plate import Plate
from sim.rules.roles import ON_GROUND, RUNG_NAMES
from sim.stats import intervals
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, level, per_cent

FILLS = ("#ffffff", "#fde4bd", "#fcc980", "#ee9636", "#4f9bcb", style.BLUE, "#053061")
"""By rung: sand outside Ukraine, blue on its soil, darker with each in grey; the figure in each state says the same."""
AGREED = 0.5
UNKNOWN, LAND, SEA, HOST = "#c6c6c6", "#f3f3f3", "#dbe6ee", "#ffffff"
UNSURE, DRAWN = "////", "..."
"""Hatches: fewer than half of the runs agree; the stance is drawn."""
ASPECT = 1.12
"""How much wider than high the map is."""
HEAD, ROW, ENTRIES = 0.37, 0.25, len(RUNG_NAMES) + 3
"""Of the key: inches of its head and of a row, and how many entries it has."""
ASIDE = {"HRV": (95.0, -40.0), "SVN": (-15.0, 0.0)}
"""Kilometres by which a figure stands aside, so that it does not touch its neighbour's."""
Known = Collection[str]
"""States whose stance is known."""


@style.house_style
def draw(ds: xr.Dataset, scenario: str | None = None, columns: int = 2) -> Figure:
    """Draw one scenario of the results, the first unless named; with a key of one column, for a phone."""
    names = list(map(str, ds["scenario"].values))
    name = given.scenario(ds, scenario)
    # `ds.sel` would import dask, where it is installed.
    of_all = given.variable(ds, "rung_by_country").transpose("scenario", "replicate", "country").values
    rungs = dict(zip(names, of_all, strict=True))[name]
    shares = dict(zip(map(str, ds["country"].values), frequencies(rungs), strict=True))
    known = spoken_of(given.levers(ds, name))
    said = title(shares, _ground(rungs), known)
    unknown = ", and ? above" if "?" in said else ""
    subtitle = (
        f"Scenario {labels.scenario(name)}: how far each state most often goes, over {ds.attrs['replicates']:,} "
        f"runs, in the last month of peace. Grey{unknown}: no statement of its government on soldiers is known, "
        "so its stance is drawn in each run; the figure is the share of runs with its soldiers in Ukraine. "
        f"±: {FINITE_RUNS}."
    )
    columns = min(columns, 2)
    body = style.body(narrow=columns == 1)
    high, key = body / ASPECT, HEAD + ROW * ceil(ENTRIES / columns)
    sheet = style.sheet(
        said,
        subtitle,
        ds.attrs,
        high + key,
        sources=[map_data.source() + "."],
        body=body,
    )
    _europe(sheet.axes(0, key, body, high), shares, known)
    _key(sheet, shares, known, columns, key)
    return sheet.figure


def frequencies(rungs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of runs on each rung, (countries, rungs), from rungs (replicates, countries)."""
    return np.stack([(rungs == rung).mean(axis=0) for rung in range(len(RUNG_NAMES))], axis=1)


def title(shares: dict[str, NDArray[np.float64]], together: NDArray[np.float64], known: Known) -> str:
    """Which states stand in Ukraine in more than half of the runs, beyond the noise, and how many do in a run.

    `together` counts the states there, run by run: those who come often need not come together.
    """
    runs = len(together)
    ground = {code: float(share[ON_GROUND:].sum()) for code, share in shares.items()}
    often = intervals.share_of(np.rint(runs * np.array(list(ground.values()))), np.array(float(runs)))
    ends = {code: (float(a), float(b)) for code, a, b in zip(ground, often.low, often.high, strict=True)}
    sure = sorted((code for code in ground if ends[code][0] > AGREED), key=lambda code: -ground[code])
    mean = intervals.level(together, flag=False, most=float(len(ground)))
    average = level(float(mean.mean), float(mean.low), float(mean.high), "")
    run = f"a run has {average} on average"
    if sure:
        verb = "is" if len(sure) == 1 else "are"
        clear = f"{len(sure)} of {len(ground)} states {verb} in Ukraine in more than half of the runs"
        return f"{clear}: {labels.some(labels.state(code, known=code in known) for code in sure)}; {run}"
    code, share = max(ground.items(), key=lambda pair: pair[1])
    nearest = level(share, *ends[code], "1")
    nobody = "No state is in Ukraine in clearly more than half of the runs"
    return f"{nobody}; nearest is {labels.state(code, known=code in known)}, {nearest}; {run}"


def _ground(rungs: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many states stand in Ukraine, run by run."""
    return np.asarray((rungs >= ON_GROUND).sum(axis=1), float)


def _europe(ax: Axes, shares: Mapping[str, NDArray[np.float64]], known: Known) -> None:
    west, east, south, north = map_data.map_extent(ASPECT)
    ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=SEA)
    for spine in ax.spines.values():
        spine.set_visible(False)
    for code, rings in map_data.shapes().items():
        _land(ax, code, _outline(rings), shares.get(code), known)
    for code, (x, y) in map_data.anchors().items():
        if code in shares:
            east_by, north_by = ASIDE.get(code, (0.0, 0.0))
            _figure(ax, x + east_by, y + north_by, says(shares[code], code in known))
    _host(ax)
    _boxes(ax, {code: shares[code] for code in map_data.off_map() if code in shares}, known, west, south)


def says(share: NDArray[np.float64], known: bool) -> str:
    """The figure of a state: its most frequent commitment, or how often it has soldiers in Ukraine."""
    return str(share.argmax()) if known else per_cent(float(share[ON_GROUND:].sum())).replace(" ", "")


def _outline(rings: Iterable[NDArray[np.float64]]) -> Path:
    return Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))


def _look(share: NDArray[np.float64], known: bool = True) -> dict[str, Any]:
    """Fill, hatch and outline of a state; a hatch takes the colour of the edge."""
    rung = int(share.argmax())
    ground = rung >= ON_GROUND if known else share[ON_GROUND:].sum() > AGREED
    fill, hatch = (FILLS[rung], UNSURE if share[rung] < AGREED else None) if known else (UNKNOWN, DRAWN)
    return {
        "facecolor": fill,
        "edgecolor": style.INK if ground else style.SLATE,
        "linewidth": 1.1 if ground else 0.6,
        "hatch": hatch,
        "zorder": 3 if ground else 2,
    }


def _land(ax: Axes, code: str, outline: Path, share: NDArray[np.float64] | None, known: Known) -> None:
    plain = {"facecolor": HOST if code == "UKR" else LAND, "edgecolor": style.GREY, "linewidth": 0.4}
    ax.add_artist(PathPatch(outline, **(plain if share is None else _look(share, code in known))))


def _figure(ax: Axes, x: float, y: float, text: str) -> None:
    halo = withStroke(linewidth=2.2, foreground=style.PAPER)
    look: dict[str, Any] = {
        "size": style.TINY if text.endswith("%") else style.SMALL,
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
    ax: Axes, shares: Mapping[str, NDArray[np.float64]], known: Known, west: float, south: float
) -> None:
    """States off the map, as boxes in the Atlantic, each as wide as the longest text asks for."""
    texts = {code: f"{labels.state(code)} {says(share, code in known)}" for code, share in shares.items()}
    wide, high = max(640.0, 62.0 * max(map(len, texts.values()), default=0)), 190.0
    for i, (code, share) in enumerate(shares.items()):
        x, y = west + 30.0, south + 1500.0 + i * (high + 60.0)
        ax.add_artist(Rectangle((x, y), wide, high, **_look(share, code in known)))
        _figure(ax, x + wide / 2, y + high / 2, texts[code])


def _key(
    sheet: style.Sheet, shares: Mapping[str, NDArray[np.float64]], known: Known, columns: int, high: float
) -> None:
    """What fills and hatches mean, and of how many states, column by column."""
    told = [int(share.argmax()) for code, share in shares.items() if code in known]
    count = np.bincount(told, minlength=len(RUNG_NAMES))
    head = "Most frequent commitment, and of how many states"
    sheet.text(0, high - 0.3, head, size=style.SMALL, weight="bold", va="center")
    rungs = [
        (f"{rung}  {name}: {_states(count[rung])}", _look(np.eye(len(RUNG_NAMES))[rung]))
        for rung, name in enumerate(RUNG_NAMES)
    ]
    plain = {"facecolor": style.PAPER, "edgecolor": style.GREY, "linewidth": 0.4}
    drawn = (
        f"stance unknown, drawn: {_states(len(shares) - len(told))}",
        {**plain, "facecolor": UNKNOWN, "hatch": DRAWN},
    )
    unsure = ("fewer than half of the runs agree", {**plain, "hatch": UNSURE})
    outside = ("outside the model, without a figure", {**plain, "facecolor": LAND})
    entries = [*rungs[:ON_GROUND], drawn, *rungs[ON_GROUND:], unsure, outside]
    rows = ceil(ENTRIES / columns)
    for k, (label, look) in enumerate(entries):
        if k != ON_GROUND or len(told) < len(shares):
            column, row = divmod(k, rows)
            x = column * (style.BODY / columns)
            _swatch(sheet, x, high - HEAD - ROW * (row + 0.64), label, look)


def _states(count: int) -> str:
    return "1 state" if count == 1 else f"{count} states"


def _swatch(sheet: style.Sheet, x: float, y: float, label: str, look: dict[str, Any]) -> None:
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
        "Fill and figure give each state's most frequent commitment, from nothing to forward troops; hatching warns "
        "that none holds half of the runs. Grey states have said nothing that is known: their stance is drawn in "
        "each run. It rests on the stances of the chosen reading and on country facts, and says nothing about what a "
        "government will do."
    ),
    draw=lambda data: draw(data.ds, data.about or data.base, 1 if data.narrow else 2),
    about="scenario",
)
