"""The house style: palette, sheet and footer of every plate, and how a plate is saved.

A plate is drawn on a `Sheet`: the title above says what is found, the footer below how to draw it again, and
the body between is measured in inches from its lower left corner. Colours hold for the colour-blind and in
grey, and never stand alone: a mark, a hatch or a label says the same.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

from matplotlib import style as matplotlib_style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.plates.lettering import LINE, balance, wrap

BROWN, SAND, SKY, BLUE = "#b35806", "#fdb863", "#92c5de", "#2166ac"
INK, SLATE, GREY, MIST, PAPER = "#1a1a1a", "#4d4d4d", "#8c8c8c", "#dcdcdc", "#ffffff"
DEPTH = LinearSegmentedColormap.from_list("depth", [PAPER, "#dbe9f4", SKY, BLUE, "#053061"])
"""From little to much, for shares and probabilities; darkens evenly in grey."""
BASE = GREY
"""The base scenario is grey on every plate."""
WIDTH = 6.4
MARGIN = 0.22
BODY = WIDTH - 2 * MARGIN
TITLE, TEXT, SMALL, TINY = 12.5, 9.0, 8.0, 6.6
RC: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.labelcolor": SLATE,
    "axes.labelsize": SMALL,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.unicode_minus": True,
    "font.family": "DejaVu Sans",
    "font.size": SMALL,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "tripwire",
    "text.color": INK,
    "xtick.color": SLATE,
    "xtick.major.width": 0.6,
    "ytick.color": SLATE,
    "ytick.major.width": 0.6,
}
P = ParamSpec("P")


def only_ours() -> AbstractContextManager[None]:
    """The house style on top of matplotlib's defaults, whatever the caller has set."""
    return matplotlib_style.context(["default", RC])


def house_style(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw under the house style."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with only_ours():
            return draw(*args, **kwargs)

    return drawn


class Plate(Figure):
    """A figure that a notebook shows, whatever backend it has chosen."""

    def _repr_png_(self) -> bytes:
        drawn = io.BytesIO()
        with only_ours():
            self.savefig(drawn, format="png", dpi=110, metadata=_metadata("png", str(self.get_label())))
        return drawn.getvalue()


@dataclass(frozen=True)
class Sheet:
    """A figure being drawn, placed in inches.

    `height` is that of the body, `floor` how far it stands above the lower edge of the figure.
    """

    figure: Figure
    floor: float
    height: float

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Add axes to the figure, placed in inches of the body.

        Parameters
        ----------
        left, bottom
            Position of the lower left corner of the axes, in inches from that of the body.
        width, height
            Size of the axes, in inches.

        Returns
        -------
        matplotlib.axes.Axes
            The axes, in the figure.

        Examples
        --------
        >>> paper = sheet("Title", "Subtitle", {"statement": "example"}, 2.0)
        >>> ax = paper.axes(0.5, 0.5, 3.2, 1.5)
        >>> round(float(ax.get_position().width), 6)
        0.5
        """
        wide, high = self.figure.get_size_inches()
        return self.figure.add_axes(
            ((MARGIN + left) / wide, (self.floor + bottom) / high, width / wide, height / high)
        )

    def text(self, x: float, y: float, text: str, **look: Any) -> Text:
        """Text at these inches of the body."""
        wide, high = self.figure.get_size_inches()
        return self.figure.text((MARGIN + x) / wide, (self.floor + y) / high, text, **look)


def sheet(
    title: str, subtitle: str, provenance: Mapping[str, Any], height: float, *, sources: Iterable[str] = ()
) -> Sheet:
    """A sheet with its title, subtitle and footer written, and its body free.

    Parameters
    ----------
    title, subtitle
        What is found, and what is shown; broken into lines that fit.
    provenance
        `statement` and, if they are known, seed, replicates, version and hashes, for the footer.
    height
        Height of the body, in inches.
    sources
        Further lines of the footer.

    Returns
    -------
    Sheet
        Its figure is as high as title, body and footer ask for; the figure's label is the title.

    Raises
    ------
    KeyError
        If `provenance` has no `statement`.

    Examples
    --------
    >>> paper = sheet("Title", "Subtitle", {"statement": "example", "seed": 1}, 2.0)
    >>> paper.height, paper.figure.get_label()
    (2.0, 'Title')
    """
    head = balance(title, BODY, TITLE, bold=True)
    below = balance(subtitle, BODY, TEXT)
    foot = [line for text in _footer(provenance, sources) for line in wrap(text, BODY, TINY)]
    top = MARGIN + _inches(head, TITLE) + 0.05 + _inches(below, TEXT) + 0.14
    floor = MARGIN + _inches(foot, TINY) + 0.12
    figure = Plate(figsize=(WIDTH, top + height + floor), facecolor=PAPER)
    FigureCanvasAgg(figure)
    paper = Sheet(figure, floor, height)
    paper.text(0, height + top - MARGIN, "\n".join(head), size=TITLE, weight="bold", **_TOP)
    under = height + 0.14 + _inches(below, TEXT)
    paper.text(0, under, "\n".join(below), size=TEXT, color=SLATE, **_TOP)
    paper.text(0, -0.12, "\n".join(foot), size=TINY, color=SLATE, **_TOP)
    figure.set_label(title)
    return paper


def save(
    figure: Figure,
    path: Path | str,
    formats: Iterable[str] = ("png", "svg", "pdf"),
    dpi: int = 200,
) -> list[Path]:
    """Write a plate to files, the same bytes each time.

    Parameters
    ----------
    figure
        A plate that is drawn; its label goes into each file as its title.
    path
        Folder and name of the files, without a suffix; a folder that is missing is made.
    formats
        Suffixes of the files: `png`, `svg`, `pdf`, or another that matplotlib writes.
    dpi
        Dots an inch of a `png`, and of what is drawn in dots elsewhere.

    Returns
    -------
    list of Path
        The files, in the order of `formats`.

    Raises
    ------
    ValueError
        If matplotlib does not write a format.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> paper = sheet("Title", "Subtitle", {"statement": "example"}, 1.0)
    >>> with TemporaryDirectory() as folder:
    ...     [file.name for file in save(paper.figure, Path(folder) / "plate", ["svg"])]
    ['plate.svg']
    """
    stem, written = Path(path), []
    stem.parent.mkdir(parents=True, exist_ok=True)
    for kind in formats:
        file = stem.with_name(f"{stem.name}.{kind}")
        with only_ours():
            figure.savefig(file, format=kind, dpi=dpi, metadata=_metadata(kind, str(figure.get_label())))
        written.append(file)
    return written


_TOP = {"va": "top", "ha": "left", "linespacing": LINE}


def _inches(lines: list[str], size: float) -> float:
    return len(lines) * size * LINE / 72


def _footer(provenance: Mapping[str, Any], sources: Iterable[str]) -> list[str]:
    known = {
        "seed": "seed {}",
        "replicates": "{:,} runs a scenario",
        "version": "version {}",
        "scenario_hash": "scenarios {}",
        "rulebook": "rulebook {}",
        "evidence": "evidence {}",
    }
    marks = [shown.format(provenance[key]) for key, shown in known.items() if key in provenance]
    drawn = provenance.get("assumptions", "priors")
    marks += [drawn.replace("matched", "matched priors")] if drawn != "priors" else []
    return [f"Tripwire {provenance['statement']}.", " · ".join(marks), *sources]


def _metadata(kind: str, title: str) -> dict[str, str | None]:
    if kind == "png":
        return {"Title": title, "Software": "Tripwire"}
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
    return {"Title": title, "Creator": "Tripwire", **undated}
