"""Reads the recipe out of a figure's file, whoever wrote it: as text, never as a program, and never more than fits.

No format is parsed further than to the place where a recipe stands, so that nothing in a stranger's file can unfold,
load or run.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from sim.plates import recipe
from sim.plates.documents import CORE
from sim.plates.picture import KEYWORD
from sim.results_file import ChangedError
from sim.scenario import ScenarioError
from sim.scenario.errors import show

MAX_FILE = 64 * 2**20
MAX_RECIPE = 1 << 20
MAX_DEPTH = 12
DESCRIPTION = re.compile(r"<dc:description>([^<]*)</dc:description>")
SUBJECT = re.compile(rb"/Subject \(((?:[^\\()]|\\.)*)\)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
NONE = "holds nothing that says how it was drawn; figures that Tripwire 0.4 or later wrote do"


def recipe_in(path: Path) -> dict[str, Any]:
    """The recipe that stands in a figure's file, as plain data; raises `ScenarioError`."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in READERS:
        raise ScenarioError(f"{path}: not a figure; allowed: a file ending in .{', .'.join(READERS)}")
    try:
        if path.stat().st_size > MAX_FILE:
            raise ScenarioError(f"{path}: larger than any figure, {MAX_FILE >> 20} MB")
        text = READERS[kind](path)
    except OSError as refusal:
        raise ScenarioError(f"{path}: cannot be read: {refusal.strerror or 'not a picture'}") from None
    except (UnidentifiedImageError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError) as refusal:
        if isinstance(refusal, ScenarioError):
            raise
        raise ScenarioError(f"{path}: {NONE}") from None
    if not text:
        raise ScenarioError(f"{path}: {NONE}")
    return _data(path, text)


def _data(path: Path, text: str) -> dict[str, Any]:
    if len(text) > MAX_RECIPE or _depth(text) > MAX_DEPTH:
        raise ScenarioError(f"{path}: {NONE}")
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ScenarioError(f"{path}: {NONE}") from None
    if not isinstance(found, Mapping) or "plate" not in found:
        raise ScenarioError(f"{path}: {NONE}")
    known = recipe.unsealed(found)
    if known is None:
        raise ChangedError(f"{path}: what it holds of how it was drawn was changed or damaged")
    return known


def _depth(text: str) -> int:
    depth = deepest = 0
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, depth)
    return deepest


def _no_number(word: str) -> None:
    raise ScenarioError(f"{show(word)} is no number")


def _of_png(path: Path) -> str:
    with Image.open(path, formats=("PNG",)) as opened:
        return str(opened.info.get(KEYWORD, ""))


def _of_svg(path: Path) -> str:
    with path.open("rb") as file:
        return _described(file.read(2 * MAX_RECIPE).decode("utf-8", "replace"))


def _of_pdf(path: Path) -> str:
    found = SUBJECT.search(path.read_bytes())
    return ESCAPED.sub(r"\1", found[1].decode("latin-1")) if found else ""


def _of_document(path: Path) -> str:
    with zipfile.ZipFile(path) as opened, opened.open(CORE) as core:
        return _described(core.read(2 * MAX_RECIPE).decode("utf-8", "replace"))


def _described(text: str) -> str:
    found = DESCRIPTION.search(text)
    return unescape(found[1]) if found else ""


READERS: Mapping[str, Callable[[Path], str]] = {
    "png": _of_png,
    "svg": _of_svg,
    "pdf": _of_pdf,
    "docx": _of_document,
    "pptx": _of_document,
}
