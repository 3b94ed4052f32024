"""A plate in a document of an office: one page of a text, or one slide, with the recipe in the file's properties.

Both need the extra `documents`. The file is written anew without dates, so that the same plate gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Any

from matplotlib.figure import Figure

from sim import extras
from sim.plates import picture, recipe
from sim.plates.paper import INCH, NAMED, Paper
from sim.version import STATEMENT

USUAL = {"docx": NAMED["a4"], "pptx": NAMED["slide"]}
"""Their kinds, and the paper that each has unless another is named."""
MARGIN = 1.0
"""Centimetres around the figure."""
DPI = 220
CORE = "docProps/core.xml"
UNDATED = (1980, 1, 1, 0, 0, 0)


def written(figure: Figure, kind: str, paper: Paper | None = None) -> bytes:
    """A plate as a document; raises `ScenarioError` where the extra is missing."""
    paper = paper or USUAL[kind]
    office = library(kind)
    room = Paper(paper.wide - 2 * MARGIN, paper.high - 2 * MARGIN)
    wide, high = map(float, figure.get_size_inches())
    times = min(room.inches()[0] / wide, room.inches()[1] / high)
    png = io.BytesIO(picture.drawn(figure, "png", dpi=round(DPI * max(times, 0.5))))
    made = (_text if kind == "docx" else _slide)(office, png, paper, (times * wide, times * high))
    figure_recipe = {**getattr(figure, "recipe", {}), "look": {"paper": list(paper)}}
    about = recipe.text(getattr(figure, "marks", {}), figure_recipe)
    return _described(made, str(figure.get_label()), about)


def library(kind: str) -> Any:
    """What writes such a document; raises `ScenarioError` with the extra that brings it."""
    return extras.library(kind, "documents", f"to: a .{kind}")


def _text(docx: Any, png: io.BytesIO, paper: Paper, size: tuple[float, float]) -> bytes:
    document, inches = docx.Document(), docx.shared.Inches
    section = document.sections[0]
    section.page_width, section.page_height = map(inches, paper.inches())
    section.orientation = docx.enum.section.WD_ORIENT.LANDSCAPE if paper.lying else 0
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", inches(MARGIN / INCH))
    section.header_distance = section.footer_distance = 0
    paragraph = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    # A line of its own type stands below the picture: the page must have room for both.
    shrunk = min(1.0, (paper.inches()[1] - 2 * MARGIN / INCH - 0.2) / size[1])
    paragraph.add_run().add_picture(png, width=inches(shrunk * size[0]))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _slide(pptx: Any, png: io.BytesIO, paper: Paper, size: tuple[float, float]) -> bytes:
    slides, inches = pptx.Presentation(), pptx.util.Inches
    slides.slide_width, slides.slide_height = map(inches, paper.inches())
    blank = min(slides.slide_layouts, key=lambda layout: len(layout.placeholders))
    left, bottom = ((room - side) / 2 for room, side in zip(paper.inches(), size, strict=True))
    slides.slides.add_slide(blank).shapes.add_picture(
        png, inches(left), inches(bottom), width=inches(size[0])
    )
    made = io.BytesIO()
    slides.save(made)
    return made.getvalue()


def _described(made: bytes, title: str, about: str) -> bytes:
    """The document with its properties set, which the libraries would cut at 255 letters."""
    core = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{picture.KEYWORD}</dc:creator>"
        f"<cp:keywords>Tripwire {STATEMENT}</cp:keywords><dc:description>{escape(about)}</dc:description>"
        "</cp:coreProperties>"
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(whole, "w") as after:
        for name in before.namelist():
            data = core.encode() if name == CORE else before.read(name)
            after.writestr(zipfile.ZipInfo(name, UNDATED), data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
