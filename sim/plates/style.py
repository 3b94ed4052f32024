"""The house style: palette, sheet and footer of every plate.

A plate is drawn on a `Sheet`: the title above says what is found, the footer below how to draw it again, and
the body between is measured in inches from its lower left corner. Colours hold for the colour-blind and in
grey, and never stand alone: a mark, a hatch or a label says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.plates import given, picture, recipe
from sim.plates.lettering import LINE, balance, wrap
from sim.plates.matplotlib_rc import GREY as GREY
from sim.plates.matplotlib_rc import INK as INK
from sim.plates.matplotlib_rc import SLATE as SLATE
from sim.plates.matplotlib_rc import SMALL as SMALL
from sim.plates.matplotlib_rc import TEXT as TEXT
from sim.plates.matplotlib_rc import only_ours as only_ours

BROWN, SAND, SKY, BLUE = "#b35806", "#fdb863", "#92c5de", "#2166ac"
MIST, PAPER = "#dcdcdc", "#ffffff"
DEPTH = LinearSegmentedColormap.from_list("depth", [PAPER, "#dbe9f4", SKY, BLUE, "#053061"])
"""From little to much, for shares and probabilities; darkens evenly in grey."""
BASE = GREY
"""The base scenario is grey on every plate."""
WIDTH = 6.4
MARGIN = 0.22
BODY = WIDTH - 2 * MARGIN
NARROW = 4.3
"""Inches of a body that is read on a phone."""
TITLE, TINY = 12.5, 6.6
RESULTS = "ds"
"""What every plate that is drawn from results calls them."""
P = ParamSpec("P")


def house_style(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw under the house style; the figure then knows how it was drawn."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        bound = signature(draw).bind(*args, **kwargs)
        if RESULTS in bound.arguments:
            bound.arguments[RESULTS] = given.results(bound.arguments[RESULTS])
        with only_ours():
            figure = draw(*bound.args, **bound.kwargs)
        if isinstance(figure, PlateFigure):
            figure.recipe = recipe.of_results(draw, bound.args, bound.kwargs)
        return figure

    return drawn


class PlateFigure(Figure):
    """A figure that a notebook shows, whatever backend it has chosen; it knows what it was drawn from."""

    marks: Mapping[str, Any]
    recipe: recipe.Recipe

    def draw(self, renderer: Any) -> None:
        """Draw as it was laid out, whatever matplotlib is set to by whoever saves it."""
        with only_ours():
            super().draw(renderer)

    def _repr_png_(self) -> bytes:
        return picture.drawn(self, "png", dpi=110)


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

    def upright(self, y: float, text: str) -> Text:
        """What stands upwards in a row of panels, at its left edge and around this height."""
        return self.text(0.06, y, text, size=7, color=SLATE, rotation=90, ha="center", va="center")


def body(*, narrow: bool) -> float:
    """Inches of the body of a plate, or of its form for a phone."""
    return NARROW if narrow else BODY


def sheet(
    title: str,
    subtitle: str,
    provenance: Mapping[str, Any],
    height: float,
    *,
    sources: Iterable[str] = (),
    body: float = BODY,
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
    body
        Width of the body, in inches.

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
    head = balance(title, body, TITLE, bold=True)
    below = balance(subtitle, body, TEXT)
    foot = [line for text in _footer(provenance, sources) for line in wrap(text, body, TINY)]
    top = MARGIN + _inches(head, TITLE) + 0.05 + _inches(below, TEXT) + 0.14
    floor = MARGIN + _inches(foot, TINY) + 0.12
    figure = PlateFigure(figsize=(body + 2 * MARGIN, top + height + floor), facecolor=PAPER)
    figure.marks, figure.recipe = dict(provenance), {}
    FigureCanvasAgg(figure)
    paper = Sheet(figure, floor, height)
    paper.text(0, height + top - MARGIN, "\n".join(head), size=TITLE, weight="bold", **_TOP)
    under = height + 0.14 + _inches(below, TEXT)
    paper.text(0, under, "\n".join(below), size=TEXT, color=SLATE, **_TOP)
    paper.text(0, -0.12, "\n".join(foot), size=TINY, color=SLATE, **_TOP)
    figure.set_label(title)
    return paper


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
        "study": "with {}",
    }
    marks = [shown.format(provenance[key]) for key, shown in known.items() if key in provenance]
    drawn = provenance.get("assumptions", "priors")
    marks += [drawn.replace("matched", "matched priors")] if drawn != "priors" else []
    return [f"Tripwire {provenance['statement']}.", " · ".join(marks), *sources]
