"""`tripwire gallery`: draw every plate from real simulations, and write the page that explains them."""

from __future__ import annotations

import argparse
import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from sim.plates import style
from sim.plates.showcase import SHOWN, Shown
from sim.results import STATEMENT

INTRODUCTION = f"""# Gallery

Every plate, drawn by `make gallery` from runs of the model. Tripwire {STATEMENT}.
The title of a plate states what its data show and is computed from them; where the noise is larger than the
difference, it says that none is seen. The base scenario is grey. Each plate carries what is needed to draw it
again: seed, runs, version, and hashes of scenarios, rulebook and evidence.
"""
DPI = 125
COLOURS = 256


def gallery(argv: Sequence[str]) -> int:
    """Draw all plates; `--into` names the folder of the page, docs unless given."""
    parser = argparse.ArgumentParser(prog="tripwire gallery", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("docs"), help="folder of the page (default: docs)")
    into: Path = parser.parse_args(argv).into
    sections = []
    for shown in SHOWN:
        print(f"{shown.name} …", flush=True)
        sections.append(_section(shown, into / "gallery"))
    (into / "gallery.md").write_text("\n".join([INTRODUCTION, *sections]), encoding="utf-8")
    print(f"Page: {into / 'gallery.md'}")
    return 0


def _section(shown: Shown, folder: Path) -> str:
    """Draw one plate; returns its part of the page."""
    figure = shown.draw()
    (picture,) = style.save(figure, folder / shown.name, ("png",), dpi=DPI)
    _shrink(picture)
    return f"## {shown.head}\n\n![{figure.get_label()}](gallery/{picture.name})\n\n{shown.text}\n"


def _shrink(picture: Path) -> None:
    """Keep the page light: few colours say all that these plates say."""
    with Image.open(io.BytesIO(picture.read_bytes())) as full:
        small = full.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)
