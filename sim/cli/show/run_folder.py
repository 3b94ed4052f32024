"""A run's own folder: never shared, never outside the folder of results."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sim.scenario import ScenarioError
from sim.scenario.errors import show


def make(out: Path, digest: str, name: str) -> Path:
    """Make `out/<time>-<hash>-<name>`; a second run in the same second gets a number."""
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{digest[:8]}-{plain(name)}"
    for k in count(1):
        folder = out / (stem if k == 1 else f"{stem}-{k}")
        try:
            folder.mkdir(parents=True)
            return folder
        except FileExistsError:
            if not folder.is_dir():
                raise ScenarioError(f"out: {show(str(out))} is not a folder") from None
        except OSError as refusal:
            raise ScenarioError(f"out: {show(str(out))} cannot be written: {refusal.strerror}") from None
    raise AssertionError


def check(out: Path) -> None:
    """Refuse before anything runs a folder of results that could not be made or written; raises `ScenarioError`."""
    try:
        above = next(
            folder for folder in (out, *out.absolute().parents) if folder.is_symlink() or folder.exists()
        )
    except OSError as refusal:
        raise ScenarioError(f"out: {show(str(out))} cannot be written: {refusal.strerror}") from None
    if not above.is_dir():
        raise ScenarioError(f"out: {show(str(out))} cannot be made: {above.name} is not a folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise ScenarioError(f"out: {show(str(above))} cannot be written; choose another folder")


def plain(name: str) -> str:
    """A name as it may stand in a path: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "run"
