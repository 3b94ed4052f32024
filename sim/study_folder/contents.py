"""What lies in a study folder, opened with care: plain files in the places that have a meaning, and nothing else.

A link is never followed, no name leads out of the folder, and no file is larger than what it can hold. Nothing in it is
run: presets, scenarios, sweeps and studies are YAML that `sim.scenario.files` reads, ledgers are CSV.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sim.evidence import load
from sim.evidence.overlay import own_file
from sim.scenario import ScenarioError, files
from sim.scenario.errors import nearest, show

MARKER = "tripwire.yaml"
"""The file that makes a folder a study folder."""
PRESETS = {
    "mission": "presets for mission=NAME",
    "force": "presets for force=NAME",
    "us": "presets for us=NAME",
    "experiment": "presets for experiment=NAME",
}
FOLDERS = {
    **PRESETS,
    "scenarios": "scenarios for file=NAME",
    "sweep": "designs for sweep=NAME",
    "experiments": "studies for tripwire experiments NAME",
    "evidence": "rows over the package's ledgers",
}
"""The folders that have a meaning, each with it."""
MAX_LEDGER = 4_000_000
MAX_FILES = 200
NAME = re.compile(r"[^\W_][\w-]{0,59}")
TITLE = re.compile(r"[^\W_][\w -]{0,39}")


def in_use() -> Path | None:
    """The study folder that is in use, if one is."""
    return load().overlay.folder


def typed() -> list[str]:
    """The word that puts the study folder in use again, from the working folder; none where there is nothing to say."""
    folder = in_use()
    if folder is None or folder == Path.cwd():
        return []
    return [f"with={os.path.relpath(folder)}"]


def title(folder: Path) -> str:
    """The name that a study folder gives itself; raises `ScenarioError` if it is none."""
    if not folder.is_dir():
        raise ScenarioError(f"with: {show(str(folder))} is no folder; tripwire init NAME makes one")
    if not (folder / MARKER).exists():
        raise ScenarioError(
            f"with: {show(str(folder))} is no study folder, for it has no {MARKER}; tripwire init NAME makes one"
        )
    said = read(folder, MARKER)
    for key in said:
        if key not in ("name", "about"):
            raise ScenarioError(f"{MARKER}: {show(key)} refused; allowed: name, about")
    name = said.get("name")
    if not isinstance(name, str) or not TITLE.fullmatch(name):
        raise ScenarioError(
            f"{MARKER}: name: {show(name)} refused; allowed: letters, digits, spaces, - and _, at most 40"
        )
    for other in sorted(path.name for path in folder.iterdir() if path.is_dir()):
        if other not in FOLDERS and (meant := get_close_matches(other, FOLDERS, 1, 0.85)):
            raise ScenarioError(f"with: {folder.name}/{other} has no meaning; did you mean {meant[0]}?")
    return name


def read(folder: Path, *place: str) -> dict[str, Any]:
    """The plain data in a YAML file of a study folder; raises `ScenarioError`."""
    path = plain(folder, *place)
    try:
        return files.data(files.text_of(path))
    except ScenarioError as refusal:
        at = "/".join((folder.name, *place))
        raise ScenarioError(f"{at}: {str(refusal).removeprefix(f'{path.name}: ')}") from None


def listed(kind: str) -> dict[str, Path]:
    """The YAML files of a kind in the study folder in use, by their names; none where none is in use."""
    folder = in_use()
    if folder is None:
        return {}
    found = _files(folder, kind, ".yaml")
    for path in found:
        if not NAME.fullmatch(path.stem):
            raise ScenarioError(
                f"{folder.name}/{kind}/{path.name}: a name has letters, digits, - and _, at most 60; no blanks"
            )
    return {path.stem: path for path in found}


def ledgers(folder: Path) -> dict[str, bytes]:
    """The ledgers of a study folder as they are on the disk, in the order of their names."""
    raw = {}
    for path in _files(folder, "evidence", ".csv"):
        if path.stat().st_size > MAX_LEDGER:
            raise ScenarioError(f"evidence/{path.name}: larger than {MAX_LEDGER // 10**6} MB")
        raw[own_file(path.name)] = path.read_bytes()
    return raw


def plain(folder: Path, *place: str) -> Path:
    """A file of a study folder that is no link and lies in it; raises `ScenarioError`."""
    at = "/".join(place)
    path = folder
    for part in place:
        if part in ("", ".", "..") or Path(part).name != part or "\\" in part:
            raise ScenarioError(f"{folder.name}/{at}: leads out of the study folder; allowed: its own files")
        path = path / part
        if path.is_symlink():
            raise ScenarioError(f"{folder.name}/{at}: is a link; allowed: the file itself")
    if not path.is_file():
        raise ScenarioError(f"{folder.name}/{at}: is no file")
    return path


def _files(folder: Path, kind: str, ending: str) -> list[Path]:
    """The files of a kind, hidden ones left out."""
    home = folder / kind
    if home.is_symlink():
        raise ScenarioError(f"{folder.name}/{kind}: is a link; allowed: the folder itself")
    if not home.is_dir():
        return []
    names = sorted(path.name for path in home.iterdir() if not path.name.startswith((".", "~")))
    if len(names) > MAX_FILES:
        raise ScenarioError(f"{folder.name}/{kind}: {len(names)} files; allowed: {MAX_FILES}")
    for name in names:
        if name.lower().endswith((".yml", ".yaml", ".csv", ".xlsx", ".ods")) and not name.endswith(ending):
            if (kind, name[-4:]) == ("sweep", ".csv"):  # a design that one of the sweeps names
                continue
            raise ScenarioError(
                f"{folder.name}/{kind}/{name}: not read; allowed here: files ending in {ending}"
            )
    return [plain(folder, kind, name) for name in names if name.endswith(ending)]


def design(name: str, standard: Mapping[str, Any]) -> dict[str, Any]:
    """A design of the study folder in use, over what `standard` says of everything; raises `ScenarioError`."""
    said = data("sweep", name)
    for key in said:
        if key not in (*standard, "design"):
            raise at(
                "sweep", name, ScenarioError(f"{key}: no such entry; {nearest(key, (*standard, 'design'))}")
            )
    if "design" in said:
        folder = in_use()
        assert folder is not None
        said["design"] = str(plain(folder, "sweep", str(said["design"])))
    return {**standard, **said}


def data(kind: str, name: str) -> dict[str, Any]:
    """What a YAML file of the study folder in use says; raises `ScenarioError`."""
    folder = in_use()
    assert folder is not None
    return read(folder, kind, f"{name}.yaml")


def at(kind: str, name: str, refusal: ScenarioError) -> ScenarioError:
    """A refusal of what stands in a file of the study folder in use, by its place."""
    return ScenarioError(f"{kind}/{name}.yaml: {refusal}")


def scenario_file(said: str) -> Path:
    """The scenario file that somebody means: a path, or else a name in `scenarios/` of the study folder in use."""
    given = Path(said)
    if given.is_file():
        return given
    return listed("scenarios").get(given.stem if given.name == said else said, given)


def meaning(path: Path) -> str:
    """What a preset says of itself in its first line, if that is a comment."""
    first = files.text_of(path).partition("\n")[0]
    return first.lstrip("# ").strip() if first.startswith("#") else ""
