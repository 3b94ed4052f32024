"""Makes a study folder: small, commented, and working as it stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sim.disk import Disk
from sim.evidence.ledgers import COLUMNS, KEYS
from sim.evidence.overlay import OWN
from sim.scenario import ScenarioError
from sim.scenario.errors import show
from sim.study_folder.contents import TITLE

EXAMPLE = "example"
"""Rows of evidence that are written on request: a country, an article and what it says, a theory."""


def make(folder: Path, *, example: bool = False) -> Path:
    """Write a study folder where none is; `example` adds rows of evidence to it. Raises `ScenarioError`."""
    name = Path(os.path.realpath(folder)).name
    if not TITLE.fullmatch(name):
        raise ScenarioError(
            f"init: {show(name)} refused; allowed: letters, digits, spaces, - and _, at most 40, no sign first"
        )
    led_nowhere = folder.is_symlink() and not folder.exists()
    if led_nowhere or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise ScenarioError(
            f"init: {show(str(folder))} is there already; choose another name, or an empty folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    template, disk = files("sim.study_folder") / "template", Disk()
    parts = [part for part in template.iterdir() if part.name != EXAMPLE]
    parts += [*(template / EXAMPLE).iterdir()] if example else []
    for place, text in (found for part in parts for found in _texts(part, Path(part.name))):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        disk.put(folder / place, text.replace("{name}", name).replace("{ledgers}", _ledgers()).encode())
    return folder


def _texts(part: Traversable, place: Path) -> Iterator[tuple[Path, str]]:
    if part.is_dir():
        for inner in part.iterdir():
            yield from _texts(inner, place / inner.name)
    else:
        yield place, part.read_text(encoding="utf-8")


def _ledgers() -> str:
    """The ledgers that a study folder may have, as rows of a table."""
    return "\n".join(
        f"| `{file}` | {', '.join(KEYS[file])} | {', '.join(COLUMNS[file].split(','))} |"
        for file in OWN
        if file in KEYS
    )
