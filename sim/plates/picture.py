"""A plate as the bytes of a file: PNG, SVG or PDF, with what is needed to draw it again inside.

The same plate gives the same bytes. On a paper of another size, the figure lies in the middle, as large as the paper
allows, and letters grow with it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image, PngImagePlugin

from sim.disk import Disk
from sim.plates import recipe
from sim.plates.matplotlib_rc import only_ours
from sim.plates.paper import Fit, Paper, fit

KINDS = ("png", "svg", "pdf")
KEYWORD = "Tripwire"
"""The name of the recipe in a PNG; SVG calls it the description, PDF the subject."""
DPI = 200
POINTS = 72
SVG_PATH, FINER = re.compile(rb'<path d="[^"]*"'), re.compile(rb"(\.\d\d)\d+")
"""Outlines in an SVG, and what is finer than a hundredth of a point: a third of a map's file."""
SVG_SIZE = re.compile(rb'width="[0-9.]+pt" height="[0-9.]+pt"')


def drawn(
    figure: Figure, kind: str, *, dpi: int = DPI, paper: Paper | None = None, colours: int = 0
) -> bytes:
    """A plate as a file of its kind.

    Parameters
    ----------
    figure
        A plate; its label goes into the file as its title.
    kind
        `png`, `svg` or `pdf`.
    dpi
        Dots an inch of a `png`, and of what is drawn in dots elsewhere.
    paper
        Size of the file's page; left out, that of the figure.
    colours
        How many a `png` keeps; 0 for all.

    Returns
    -------
    bytes
        The same each time.

    Examples
    --------
    >>> from sim.plates import style
    >>> paper = style.sheet("Title", "Subtitle", {"statement": "example"}, 1.0)
    >>> drawn(paper.figure, "svg")[:5]
    b'<?xml'
    """
    wide, high = map(float, figure.get_size_inches())
    placed = fit((wide, high), paper)
    said = recipe.text(
        getattr(figure, "marks", {}), {**getattr(figure, "recipe", {}), **_asked(dpi, paper, colours)}
    )
    with only_ours():
        if kind == "pdf":
            return _pdf(figure, placed, said)
        if kind == "svg":
            return _svg(figure, placed, said, dpi)
        return _png(figure, placed, said, dpi, colours)


def save(
    figure: Figure,
    path: Path | str,
    formats: Iterable[str] = KINDS,
    **look: Any,
) -> list[Path]:
    """Write a plate to files, the same bytes each time.

    Parameters
    ----------
    figure
        A plate that is drawn.
    path
        Folder and name of the files, without a suffix; a folder that is missing is made.
    formats
        Suffixes of the files: `png`, `svg`, `pdf`.
    **look
        `dpi`, `paper` and `colours`, as `drawn` takes them.

    Returns
    -------
    list of Path
        The files, in the order of `formats`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from sim.plates import style
    >>> paper = style.sheet("Title", "Subtitle", {"statement": "example"}, 1.0)
    >>> with TemporaryDirectory() as folder:
    ...     [file.name for file in save(paper.figure, Path(folder) / "plate", ["svg"])]
    ['plate.svg']
    """
    stem, written = Path(path), []
    stem.parent.mkdir(parents=True, exist_ok=True)
    for kind in formats:
        file = stem.with_name(f"{stem.name}.{kind}")
        Disk().put(file, drawn(figure, kind, **look))
        written.append(file)
    return written


def _asked(dpi: int, paper: Paper | None, colours: int) -> recipe.Recipe:
    """How the file looks, where that is not as usual."""
    asked = {"dpi": dpi, "paper": list(paper) if paper else None, "colours": colours}
    usual = {"dpi": DPI, "paper": None, "colours": 0}
    return {"look": {name: value for name, value in asked.items() if value != usual[name]}}


def _box(placed: Fit) -> Bbox | None:
    """The page in inches of the figure, before it is made larger; None where the figure is the page."""
    if placed.times == 1.0 and not placed.left and not placed.bottom:
        return None
    left, bottom = -placed.left / placed.times, -placed.bottom / placed.times
    wide, high = (side / placed.times for side in placed.paper)
    return Bbox.from_bounds(left, bottom, wide, high)


def _png(figure: Figure, placed: Fit, said: str, dpi: int, colours: int) -> bytes:
    made = io.BytesIO()
    about = {"Title": str(figure.get_label()), "Software": KEYWORD, KEYWORD: said}
    figure.savefig(made, format="png", dpi=dpi * placed.times, bbox_inches=_box(placed), metadata=about)
    return _fewer(made.getvalue(), colours, about) if colours else made.getvalue()


def _fewer(full: bytes, colours: int, about: dict[str, str]) -> bytes:
    """The same picture in few colours, which say all that a plate says at a third of the size."""
    texts, made = PngImagePlugin.PngInfo(), io.BytesIO()
    for name, value in about.items():
        texts.add_text(name, value)
    with Image.open(io.BytesIO(full)) as opened:
        small = opened.convert("RGB").quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(made, "png", optimize=True, pnginfo=texts)
    return made.getvalue()


def _svg(figure: Figure, placed: Fit, said: str, dpi: int) -> bytes:
    made = io.BytesIO()
    about = {"Title": str(figure.get_label()), "Creator": KEYWORD, "Description": said, "Date": None}
    figure.savefig(made, format="svg", dpi=dpi, bbox_inches=_box(placed), metadata=about)
    wide, high = (POINTS * side for side in placed.paper)
    sized = SVG_SIZE.sub(f'width="{wide:.6g}pt" height="{high:.6g}pt"'.encode(), made.getvalue(), count=1)
    return SVG_PATH.sub(lambda path: FINER.sub(rb"\1", path[0]), sized)


def _pdf(figure: Figure, placed: Fit, said: str) -> bytes:
    """One page; `savefig` could not make letters larger, so that the page is scaled before anything is drawn on it."""
    made, before = io.BytesIO(), figure.dpi
    about = {"Title": str(figure.get_label()), "Creator": KEYWORD, "Subject": said, "CreationDate": None}
    backend: Any = import_module("matplotlib.backends.backend_pdf")
    file = backend.PdfFile(made, metadata=about)
    try:
        figure.dpi = POINTS
        file.newPage(*placed.paper)
        file.output(
            placed.times,
            0,
            0,
            placed.times,
            POINTS * placed.left,
            POINTS * placed.bottom,
            backend.Op.concat_matrix,
        )
        wide, high = figure.get_size_inches()
        renderer = backend.RendererPdf(file, POINTS, high, wide)
        figure.draw(renderer)
        renderer.finalize()
        file.finalize()
    finally:
        figure.dpi = before
        file.close()
    return made.getvalue()
