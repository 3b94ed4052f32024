"""The page of the gallery: a picture of every plate, what to read off it and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.plates import picture
from sim.plates.plate import Plate, listing
from sim.report.gallery import scenarios
from sim.version import STATEMENT

NAME = "gallery.md"
INTRODUCTION = f"""# Gallery

Every plate, drawn by `make gallery` from runs of the model. Tripwire {STATEMENT}.
The title of a plate states what its data show and is computed from them; where the noise is larger than the
difference, it says that none is seen. The base scenario is grey. Each plate carries what is needed to draw it
again: seed, runs, version, and hashes of scenarios, rulebook and evidence.
"""
DPI = 125
COLOURS = 256


def write(folder: Path) -> Iterator[str]:
    """Draw all plates and write the page into a folder; yields the name of each plate before it is drawn."""
    sections = []
    for name, plate in listing().items():
        yield name
        sections.append(_section(name, plate, folder / "gallery"))
    (folder / NAME).write_text("\n".join([INTRODUCTION, *sections]), encoding="utf-8")


def _section(name: str, plate: Plate, folder: Path) -> str:
    """Draw one plate; returns its part of the page."""
    figure = scenarios.draw(plate)
    (file,) = picture.save(figure, folder / name, ("png",), dpi=DPI, colours=COLOURS)
    return f"## {plate.head}\n\n![{figure.get_label()}](gallery/{file.name})\n\n{plate.text}\n"
